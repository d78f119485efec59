"""The last part of the way, for whoever travels, with an escort or alone."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, RateKind
from pulang.kernel.words import Words


class LocalTransport(Kind):
    """The last part of the way, for whoever travels, with an escort or alone."""

    code: ClassVar = RateKind.LOCAL_TRANSPORT
    words: ClassVar = Words(id="transpor lokal", en="local transport")
    choices: ClassVar = frozenset({"RETURN", "ALONE"})

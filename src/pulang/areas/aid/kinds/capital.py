"""Money to start a livelihood (UEP), for whoever goes home or stays with support."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, RateKind
from pulang.kernel.words import Words


class Capital(Kind):
    """Money to start a livelihood (UEP), for whoever goes home or stays with support."""

    code: ClassVar = RateKind.CAPITAL
    words: ClassVar = Words(id="modal usaha (UEP)", en="business capital (UEP)")
    choices: ClassVar = frozenset({"RETURN", "STAY", "ALONE"})

"""Money to live on at first (jadup), for whoever goes home or stays with support."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, RateKind
from pulang.kernel.words import Words


class Living(Kind):
    """Money to live on at first (jadup), for whoever goes home or stays with support."""

    code: ClassVar = RateKind.LIVING
    words: ClassVar = Words(id="jaminan hidup (jadup)", en="living allowance (jadup)")
    choices: ClassVar = frozenset({"RETURN", "STAY", "ALONE"})

"""A package of things (bedding, tools, school needs) at a dated value, where a payer gives one."""

from typing import ClassVar

from pulang.areas.aid.rules import Kind, RateKind
from pulang.kernel.words import Words


class InKind(Kind):
    """A package of things (bedding, tools, school needs) at a dated value, where a payer gives one."""

    code: ClassVar = RateKind.IN_KIND
    words: ClassVar = Words(id="paket barang", en="a package in kind")
    choices: ClassVar = frozenset({"RETURN", "STAY", "ALONE"})
    optional: ClassVar = True

"""Parts of pages: frozen values for the includes in templates/web/parts, with every figure worked out beforehand."""

from dataclasses import dataclass
from datetime import date

from pulang.doors.web.pages import Link
from pulang.kernel.words import NOTHING, Words

GOOD = "baik"
WAITING = "menunggu"
STOPPED = "henti"
NEWS = "kabar"
PLAIN = "biasa"

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A status in a word or two; the colour only repeats what the words say."""

    words: Words
    kind: str = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class GateBox:
    """What it waits for, who holds it, since when, what you can do now; one filled button at most."""

    says: Words
    holder: Words | None = None
    since: date | None = None
    days: int | None = None
    until: date | None = None
    remedy: Words | None = None
    source: Words = NOTHING
    meanwhile: Words | None = None
    action: Link | None = None
    other: tuple[Link, ...] = ()
    kind: str = WAITING
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of a bar, placed in percent of its width."""

    kind: str
    words: Words
    amount: int
    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBar:
    """One source of money: spent, tied, free and what is missing, as a bar and as numbers."""

    title: Words
    ceiling: int
    segments: tuple[Segment, ...]
    note: Words | None = None


def money_bar(
    *, title: Words, ceiling: int, committed: int, spent: int, needed: int | None = None, note: Words | None = None
) -> MoneyBar:
    """This will lay out a source's bar; money needed beyond what is free stands behind it as missing."""
    free = ceiling - committed - spent
    missing = max(0, (needed or 0) - free)
    parts = (
        ("terpakai", Words(id="Terpakai", en="Spent"), spent),
        ("terikat", Words(id="Terikat", en="Tied"), committed),
        ("sisa", Words(id="Sisa", en="Left"), free),
        ("kurang", Words(id="Kurang", en="Missing"), missing),
    )
    total = max(1, sum(max(0, amount) for _, _, amount in parts))
    segments = []
    before = 0
    for kind, words, amount in parts:
        if kind == "kurang" and not amount:
            continue
        shown = max(0, amount)
        x, width = before * WHOLE / total, shown * WHOLE / total
        segments.append(Segment(kind=kind, words=words, amount=amount, x=f"{x:.2f}", width=f"{width:.2f}"))
        before += shown
    return MoneyBar(title=title, ceiling=ceiling, segments=tuple(segments), note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a timeline."""

    title: Words
    on: date
    by: Words | None = None
    text: Words | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a summary list: a key, any value, and perhaps where to change it."""

    key: Words
    value: object
    link: Link | None = None
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One condition in a list of them: its question, what stands about it, its state, and where it is seen to."""

    question: Words
    says: Words
    tag: Tag
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large number with what it counts."""

    value: int | str
    words: Words
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What stands where a list would be: why there is nothing, and what can be done."""

    title: Words
    text: Words | None = None
    action: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The way to the neighbouring pages of a list."""

    first: int
    last: int
    total: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A filter in use; its address is the list without it."""

    words: Words
    url: str

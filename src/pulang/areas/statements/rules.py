"""Numbers and dates somebody stated in public: who said it, when, where, and what contradicts it."""

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Final

from pulang.areas.statements.facts import ConflictFacts, FigureFacts, PromiseFacts, PromiseHistory, SlipFacts
from pulang.kernel.words import Words, same


class StatementKind(Enum):
    """Words said in public that are neither a number nor a promise."""

    STATEMENT = "STATEMENT"
    GRIEVANCE = "GRIEVANCE"


class AnswerEvent(Enum):
    """An answer to a question of the public is prepared, again when its words change, and given once."""

    PREPARED = "PREPARED"
    GIVEN = "GIVEN"


class Precision(Enum):
    """How exactly a promised date was named."""

    DAY = "DAY"
    MONTH = "MONTH"
    NONE = "NONE"


class ConflictKind(Enum):
    """Why two numbers may differ without either being a lie."""

    DIFFERENT_DAY = "DIFFERENT_DAY"
    DIFFERENT_GROUP = "DIFFERENT_GROUP"
    TRANSPOSED = "TRANSPOSED"
    REPEATED = "REPEATED"
    OTHER = "OTHER"


# Numbers of people and of their files have no place in words that are to be said in public.
_NUMBERS: Final = (
    r"(?:(?!(?:19|20)\d\d\s)\d[\d.,]*|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
    r"|(?:\w+ )?(?:belas|puluh(?: \w+)?|ratus(?: \w+)*)|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_PEOPLE: Final = (
    r"(?:orang|warga|jiwa|keluarga|perempuan|laki-laki|anak|people|persons?|residents?|wom[ae]n|m[ae]n|child(?:ren)?)"
)
_COUNTED: Final = re.compile(rf"\b{_NUMBERS}\s+{_PEOPLE}(?:nya)?\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\bK-[0-9A-Z]{4}-[0-9A-Z]{1,4}\b|\b\d{16}\b", re.IGNORECASE)


def counts_people(text: str) -> bool:
    """This will be true when a text says how many people there are, or names one by a number."""
    return bool(_COUNTED.search(text) or _NUMBERED.search(text))


class Unit(Enum):
    """What a figure or a promised amount counts."""

    PEOPLE = "PEOPLE"
    RUPIAH = "RUPIAH"
    MONTHS = "MONTHS"


# Which count of our own register a stated number of people can be held against.
COMPARED_WITH: Final = {
    "registered": "registered",
    "residents": "registered",
    "willing": "willing",
    "to-return": "willing",
    "returned": "returned",
}

# Numbers given for the whole group that is to return. A listing ("registered") was taken name by name, so any
# other number for the group is held against the latest listing, whoever made it.
WHOLE_GROUP: Final = frozenset({"registered", "residents", "to-return"})
LISTING: Final = "registered"

# Budgets that pay for the same thing, by the name they were given in public.
SAME_MONEY: Final = {"return-budget": "journey", "travel-budget": "journey"}

_MONTHS: Final = 12

OUR_REGISTER: Final = Words(id="Register program ini", en="This programme's register")


def conflicts(
    figures: Iterable[FigureFacts], register_counts_by_figure_id: Mapping[int, int | None]
) -> dict[int, tuple[ConflictFacts, ...]]:
    """This will give, for each figure by its id, every value that contradicts it, with who holds it and on what source.

    A number of people is held against our own register's count on the day the number is about (absent or
    zero: the register had not begun), and, where it is for the whole group, against the latest listing of
    that day. A budget is held against what other offices said about the same money. Any number is held against
    others for the same thing on the same day, and money against what the same office had said of it before.
    Nothing is merged and nothing is called right: everybody's number stays, beside the others (design.md, rule 12).
    """
    known = tuple(figures)
    return {
        figure.id: (
            *_against_register(figure, register_counts_by_figure_id.get(figure.id)),
            *(_conflict(other) for other in _others(figure, known) if differ(figure, other)),
        )
        for figure in known
    }


def swapped(day: date) -> date | None:
    """This will give the day one writes by taking the month for the day; None where there is no other such day."""
    if day.day > _MONTHS or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month)


def days_to_ask(figures: Iterable[FigureFacts]) -> frozenset[date]:
    """This will name the days for which the register has to be counted before conflicts can be explained."""
    days: set[date] = set()
    for figure in figures:
        if figure.figure in COMPARED_WITH:
            days.update(day for day in (figure.on, figure.said_on, swapped(figure.on)) if day is not None)
    return frozenset(days)


def explanations(
    figure: FigureFacts, known: Iterable[FigureFacts], counts: Mapping[date, Mapping[str, int]]
) -> tuple[ConflictKind, ...]:
    """This will say what may explain that a number differs: hints for whoever has to find out, never a verdict.

    `counts` are the register's counts by day. A number counts as found elsewhere when it is exactly, or within the
    stated range, what the register holds for another day, another group, or the day with day and month changed over;
    or when another office had stated the very same number before.
    """
    found = {*_in_register(figure, counts), *_in_others(figure, known)}
    return tuple(kind for kind in ConflictKind if kind in found)


def _in_register(figure: FigureFacts, counts: Mapping[date, Mapping[str, int]]) -> Iterable[ConflictKind]:
    name = COMPARED_WITH.get(figure.figure)
    turned = swapped(figure.on)
    fitting = {
        (day, counted)
        for day, by_name in counts.items()
        for counted, count in by_name.items()
        if name is not None and count and figure.value <= count <= _high(figure)
    }
    if any(day == figure.on and counted != name for day, counted in fitting):
        yield ConflictKind.DIFFERENT_GROUP
    if (turned, name) in fitting:
        yield ConflictKind.TRANSPOSED
    if any(counted == name and day not in {figure.on, turned} for day, counted in fitting):
        yield ConflictKind.DIFFERENT_DAY


def _in_others(figure: FigureFacts, known: Iterable[FigureFacts]) -> Iterable[ConflictKind]:
    for other in known:
        if (other.value, other.high, other.unit) != (figure.value, figure.high, figure.unit) or other.id == figure.id:
            continue
        if other.figure != figure.figure:
            if other.on == figure.on:
                yield ConflictKind.DIFFERENT_GROUP
        elif swapped(other.on) == figure.on:
            yield ConflictKind.TRANSPOSED
        elif other.on < figure.on:
            yield ConflictKind.REPEATED


def slipped_days(earlier: PromiseFacts, later: PromiseFacts) -> int | None:
    """This will give by how many days a promised date moved (later is more); None where one of them names no date."""
    was, will = due_on(earlier), due_on(later)
    return None if was is None or will is None else (will - was).days


def slips(history: PromiseHistory, *, day: date) -> SlipFacts:
    """This will tell what became of a promise by `day`.

    A slip is a change to a later date, to no date, or to another amount. A promised month is due on its
    last day. Where the latest word names no date, the last date that was named is the one overdue.
    """
    first, now = history.made[0], history.made[-1]
    return SlipFacts(
        subject=history.subject,
        first_promised=_as_said(first),
        now_promised=_as_said(now),
        unit=now.unit,
        slips=sum(_slipped(earlier, later) for earlier, later in pairwise(history.made)),
        office=now.office,
        source=now.source,
        funding=next((made.funding for made in reversed(history.made) if made.funding), ""),
        kept_on=history.kept_on,
        overdue_days=_overdue(history, day),
    )


def differ(one: FigureFacts, other: FigureFacts) -> bool:
    """This will be true when two numbers cannot both be right; ranges agree where they overlap."""
    return _high(one) < other.value or _high(other) < one.value


def _high(figure: FigureFacts) -> int:
    return figure.value if figure.high is None else figure.high


def _against_register(figure: FigureFacts, count: int | None) -> tuple[ConflictFacts, ...]:
    if not count or figure.figure not in COMPARED_WITH or figure.value <= count <= _high(figure):
        return ()
    return (ConflictFacts(count, None, OUR_REGISTER, f"{COMPARED_WITH[figure.figure]} {figure.on.isoformat()}"),)


def _others(figure: FigureFacts, known: tuple[FigureFacts, ...]) -> tuple[FigureFacts, ...]:
    """This will give each other figure that speaks of the same thing once, listings first."""
    found = (*_listings(figure, known), *_budgets(figure, known), *_of_that_day(figure, known), *_before(figure, known))
    return tuple(dict.fromkeys(other for other in found if other.id != figure.id))


def _listings(figure: FigureFacts, known: tuple[FigureFacts, ...]) -> tuple[FigureFacts, ...]:
    if figure.figure not in WHOLE_GROUP:
        return ()
    listings = tuple(other for other in known if other.figure == LISTING and other.on <= figure.on)
    latest = max((other.on for other in listings), default=None)
    return tuple(other for other in listings if other.on == latest)


def _budgets(figure: FigureFacts, known: tuple[FigureFacts, ...]) -> tuple[FigureFacts, ...]:
    money = SAME_MONEY.get(figure.figure)
    if money is None:
        return ()
    return tuple(other for other in known if SAME_MONEY.get(other.figure) == money and other.office != figure.office)


def _of_that_day(figure: FigureFacts, known: tuple[FigureFacts, ...]) -> tuple[FigureFacts, ...]:
    about = (figure.figure, figure.unit, figure.on)
    return tuple(other for other in known if (other.figure, other.unit, other.on) == about)


def _before(figure: FigureFacts, known: tuple[FigureFacts, ...]) -> tuple[FigureFacts, ...]:
    """This will give the last number the same office had stated about the same thing.

    People are counted anew for another day; money is what it was until somebody says why not.
    """
    before = [
        other
        for other in known
        if (other.office, other.figure, other.unit) == (figure.office, figure.figure, figure.unit)
        and (other.said_on, other.id) < (figure.said_on, figure.id)
        and (figure.unit == Unit.RUPIAH.value or other.on == figure.on)
    ]
    return tuple(sorted(before, key=lambda other: (other.said_on, other.id))[-1:])


def against_itself(figure: FigureFacts, known: Iterable[FigureFacts]) -> tuple[FigureFacts, ...]:
    """This will give what the office had stated before, where that was another number."""
    return tuple(other for other in _before(figure, tuple(known)) if differ(figure, other))


def _conflict(figure: FigureFacts) -> ConflictFacts:
    return ConflictFacts(figure.value, figure.high, same(figure.office), figure.source)


def due_on(promise: PromiseFacts) -> date | None:
    """This will give the last day on which a promise is still kept in time; a month is due on its last day."""
    day = promise.promised_on
    if day is None or promise.precision == Precision.NONE.value:
        return None
    if promise.precision == Precision.MONTH.value:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def _as_said(promise: PromiseFacts) -> str | None:
    day = promise.promised_on
    if due_on(promise) is not None and day is not None:
        return day.isoformat()[:7] if promise.precision == Precision.MONTH.value else day.isoformat()
    return None if promise.amount is None else str(promise.amount)


def _slipped(earlier: PromiseFacts, later: PromiseFacts) -> bool:
    if earlier.amount is not None and later.amount != earlier.amount:
        return True
    was, will = due_on(earlier), due_on(later)
    return was is not None and (will is None or will > was)


def _overdue(history: PromiseHistory, day: date) -> int | None:
    named = [due for due in map(due_on, history.made) if due is not None]
    if history.kept_on is not None or not named or day <= named[-1]:
        return None
    return (day - named[-1]).days

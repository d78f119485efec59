"""What offices said and decreed, as the programme page tells it: conflicts and slips stand beside it."""

from dataclasses import dataclass
from datetime import date

from pulang.areas.programmes.facts import DecreeFacts
from pulang.areas.statements.facts import ConflictFacts, FigureFacts, SlipFacts
from pulang.doors.web import labels, parts
from pulang.doors.web.sources import Cited, cited
from pulang.doors.web.words import grouped
from pulang.kernel.days import in_words, month_in_words, rupiah_in_words
from pulang.kernel.words import Words

_MONTH_SIGNS = len("2019-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise with its slips."""

    what: Words
    first: Words
    now: Words
    slips: int
    office: str
    source: Cited
    funding: str
    kept_on: date | None
    overdue_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Another value for the same thing."""

    value: Words
    office: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A number somebody stated, with what contradicts it."""

    what: Words
    on: date
    office: str
    value: Words
    source: Cited
    against: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """A decree, and whether it is in force."""

    number: str
    title: str
    issuer: str
    signed_on: date
    in_force_on: date
    revoked_on: date | None
    tag: parts.Tag


def promise_of(slip: SlipFacts) -> Promise:
    """This will put a promise and what became of it into words."""
    return Promise(
        what=labels.subject(slip.subject),
        first=_as_promised(slip.first_promised, slip.unit),
        now=_as_promised(slip.now_promised, slip.unit),
        slips=slip.slips,
        office=slip.office,
        source=cited(slip.source),
        funding=slip.funding,
        kept_on=slip.kept_on,
        overdue_days=slip.overdue_days,
    )


def _as_promised(said: str | None, unit: str) -> Words:
    """This will write a promise as people say it: a day, a month, an amount, or that no date is left."""
    if said is None:
        return Words(id="tanpa tanggal", en="no date")
    if said.isdigit():
        return rupiah_in_words(int(said)) if unit == "RUPIAH" else _amount(int(said), unit)
    if len(said) == _MONTH_SIGNS:
        return month_in_words(date.fromisoformat(f"{said}-01"))
    return in_words(date.fromisoformat(said))


def _amount(value: int, unit: str) -> Words:
    if unit == "RUPIAH":
        return rupiah_in_words(value)
    return Words(id="{n} {unit}", en="{n} {unit}").format(n=grouped(value), unit=labels.named(labels.UNITS, unit))


def _value(low: int, high: int | None, unit: str) -> Words:
    if high is None:
        return _amount(low, unit)
    return Words(id="{low} sampai {high}", en="{low} to {high}").format(
        low=_amount(low, unit), high=_amount(high, unit)
    )


def reported_of(figure: FigureFacts, against: tuple[ConflictFacts, ...]) -> Reported:
    """This will put a stated number and what contradicts it into words."""
    return Reported(
        what=labels.subject(figure.figure),
        on=figure.on,
        office=figure.office,
        value=_value(figure.value, figure.high, figure.unit),
        source=cited(figure.source),
        against=tuple(Conflict(value=_value(one.value, one.high, figure.unit), office=one.office) for one in against),
    )


def decree_of(decree: DecreeFacts, day: date) -> Decree:
    """This will say whether a decree is in force on a day."""
    if decree.revoked_on is not None:
        tag = parts.Tag(words=Words(id="Dicabut", en="Revoked"), kind=parts.STOPPED)
    elif decree.in_force_on > day:
        tag = parts.Tag(words=Words(id="Belum berlaku", en="Not in force yet"), kind=parts.WAITING)
    else:
        tag = parts.Tag(words=Words(id="Berlaku", en="In force"), kind=parts.GOOD)
    return Decree(
        number=decree.number,
        title=decree.title,
        issuer=decree.issuer,
        signed_on=decree.signed_on,
        in_force_on=decree.in_force_on,
        revoked_on=decree.revoked_on,
        tag=tag,
    )

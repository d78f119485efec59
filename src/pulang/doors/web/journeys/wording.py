"""How legs and departures are told on screens and on paper."""

from dataclasses import dataclass
from datetime import date, timedelta

from pulang.areas.journeys.facts import Leg
from pulang.areas.journeys.rules import MODE_WORDS, Mode
from pulang.doors.web import labels
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, same

_HOME = Words(id="kabupaten asal", en="the home district")
_DAY = Words(id="{day}, {hour}", en="{day}, {hour}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLeg:
    """One leg as people read it."""

    leaves: Words
    start: Words
    comes: Words
    to: Words
    mode: Words


def told_leg(leg: Leg) -> ToldLeg:
    """This will tell a leg in both languages."""
    return ToldLeg(
        leaves=when(leg.departs, leg.leaves),
        start=stop(leg.start),
        comes=when(leg.arrives, leg.comes),
        to=stop(leg.to),
        mode=mode(leg),
    )


def mode(leg: Leg) -> Words:
    """This will say by what a leg travels; nothing where it was not said."""
    return MODE_WORDS[Mode(leg.mode)] if leg.mode else NOTHING


def stop(said: str) -> Words:
    """This will name a stop: a region by its name, anything else as it was written."""
    if not said:
        return NOTHING
    if not said[:1].isdigit():
        return same(said)
    try:
        return labels.place(said)
    except Refusal:
        return _HOME


def when(day: date, hour: str) -> Words:
    """This will say a day, with the hour where a timetable says it."""
    return _DAY.format(day=in_words(day), hour=_hour(hour)) if hour else in_words(day)


def comes(first: Leg | None, meets: str) -> Words:
    """This will say when she is to come, with the day: for a leg that leaves in the night it is the evening before."""
    if not meets or first is None:
        return _hour(meets)
    before = first.leaves and meets > first.leaves  # both by the clock of the place where the leg begins
    return when(first.departs - timedelta(days=1) if before else first.departs, meets)


def _hour(hour: str) -> Words:
    return Words(id=hour.replace(":", "."), en=hour)


def route(leg: Leg) -> Words:
    """This will say from where to where a departure goes."""
    if not leg.start:
        return Words(id="menuju {to}", en="to {to}").format(to=stop(leg.to))
    return Words(id="{start} ke {to}", en="{start} to {to}").format(start=stop(leg.start), to=stop(leg.to))

"""The two times of every answer: the day it is about, and up to when we count what was known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pulang.kernel.days import in_words
from pulang.kernel.periods import LATEST
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Moment:
    """As of `day`, counting only what was recorded before the instant `known_before`."""

    day: date
    known_before: datetime


EVERYTHING: Final = datetime.combine(LATEST, time.min, UTC)


def moment(day: date, *, known_on: date | None = None, zone: str = "UTC") -> Moment:
    """This will make the moment for a question: counting all that is recorded, or only by the end of `known_on`.

    The end of a day is midnight in the programme's own time zone.
    """
    if known_on is None:
        return Moment(day=day, known_before=EVERYTHING)
    return Moment(day=day, known_before=datetime.combine(known_on + timedelta(days=1), time.min, ZoneInfo(zone)))


def local_day(at: datetime, zone: str) -> date:
    """This will give the calendar day of an instant where the programme is: 23.30 WIB is tomorrow in Jayapura."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_of(said: date | None, *, at: datetime, zone: str) -> date:
    """This will give the day a fact is true for: as said, or the day of the act; refuses days still to come."""
    today = local_day(at, zone)
    if said is None:
        return today
    if said > today:
        raise Refusal(
            "not-yet-happened",
            Words(
                id="Tanggal {said} belum terjadi pada {today}; catat setelah terjadi.",
                en="The date {said} has not come yet on {today}; record it once it has.",
            ).format(said=in_words(said), today=in_words(today)),
            field="happened_on",
        )
    return said

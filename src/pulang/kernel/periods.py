"""Spans of days: the first day counts, the last day does not, an open end means "until further notice"."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 1, 1)  # a day beyond this is a slip of the pen, and year 9999 breaks time zones


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to but not including `end`; `end=None` stays open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Refusal(
                "ends-before-start",
                Words(id="Tanggal akhir mendahului tanggal mulai.", en="The end date comes before the start date."),
            )

    def covers(self, day: date) -> bool:
        """This will be true when `day` lies in the span."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """This will be true when the two spans share at least one day."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


def years_after(day: date, years: int) -> date:
    """This will give the same day `years` later; 29 February falls on 1 March where the year has none.

    A paper valid for n years from 29 February is still valid on 28 February n years on, so the first
    day it no longer counts is 1 March.
    """
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def sensible(day: date) -> date:
    """This will give `day` back, refusing years that nobody in a programme can mean."""
    if not EARLIEST <= day < LATEST:
        raise Refusal(
            "day-out-of-range",
            Words(
                id="Tanggal {day} di luar tahun 1900 sampai 2199.",
                en="The date {day} lies outside the years 1900 to 2199.",
            ).format(day=in_words(day)),
        )
    return day

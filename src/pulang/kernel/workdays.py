"""Working days in Indonesia: Monday to Friday without public holidays and the days off decreed beside them."""

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import country_holidays

from pulang.kernel.words import Words

_KINDS: Final = ("public", "government")  # public holidays, and *cuti bersama*, on which offices are closed as well
_SATURDAY: Final = 5


@cache
def _of_year(year: int) -> dict[date, Words]:
    """This will give a year's holidays; religious ones years ahead are computed and may be moved by a day."""
    local, english = (country_holidays("ID", years=year, categories=_KINDS, language=lang) for lang in ("id", "en_US"))
    return {day: Words(id=name, en=english.get(day, name)) for day, name in local.items()}


def holiday(day: date) -> Words | None:
    """This will name the holiday a day is, or None."""
    return _of_year(day.year).get(day)


def works(day: date) -> bool:
    """This will be true when offices are open on a day."""
    return day.weekday() < _SATURDAY and holiday(day) is None


def after(day: date, count: int) -> date:
    """This will give the day on which `count` working days have passed since `day`; with none it is the day itself."""
    assert count >= 0, "nobody finishes before the beginning"
    while count:
        day += timedelta(days=1)
        count -= works(day)
    return day


def closed_between(first: date, last: date) -> tuple[tuple[date, Words], ...]:
    """This will give the holidays from `first` to `last` that would have been working days but for them."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = ((day, holiday(day)) for day in days if day.weekday() < _SATURDAY)
    return tuple((day, name) for day, name in found if name is not None)

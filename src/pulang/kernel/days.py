"""Days as people write them."""

from datetime import date
from typing import Final

from pulang.kernel.words import Words

_MONTHS_ID: Final = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
_MONTHS_EN: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def in_words(day: date) -> Words:
    """This will write a day as `3 Maret 2019` / `3 March 2019`."""
    return Words(
        id=f"{day.day} {_MONTHS_ID[day.month - 1]} {day.year}",
        en=f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}",
    )


def month_in_words(day: date) -> Words:
    """This will write the month of a day as `Februari 2019` / `February 2019`."""
    return Words(id=f"{_MONTHS_ID[day.month - 1]} {day.year}", en=f"{_MONTHS_EN[day.month - 1]} {day.year}")


def rupiah_in_words(amount: int) -> Words:
    """This will write an amount as `Rp300.000.000` / `Rp300,000,000`."""
    plain = f"{abs(amount):,}"
    sign = "-" if amount < 0 else ""
    return Words(id=f"{sign}Rp{plain.replace(',', '.')}", en=f"{sign}Rp{plain}")


def lasting(days: int) -> Words:
    """This will say how long something lasts: `12 hari` / `12 days`, `1 hari` / `1 day`, `hari ini` / `today`."""
    if not days:
        return Words(id="hari ini", en="today")
    count = f"{days:,}"
    return Words(id=f"{count.replace(',', '.')} hari", en="1 day" if days == 1 else f"{count} days")

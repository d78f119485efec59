"""The screens' words: which language is read now, and how numbers, money and days are written in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language

from pulang.kernel.words import Words

YESTERDAY = 1


# A page asks for its language two hundred times, and Django's answer takes a hundred times as long as this one.
_LANGUAGE: ContextVar[str] = ContextVar("language_of_the_page", default="")


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """This will hold the language of one request, so that it is asked of Django only outside of any."""
    token = _LANGUAGE.set(chosen)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def language() -> str:
    """This will give the language of the page: `en` when it was asked for, else `id`."""
    held = _LANGUAGE.get()
    if held:
        return held
    return "en" if (get_language() or "").startswith("en") else "id"


def _pick(indonesian: str, english: str) -> str:
    return english if language() == "en" else indonesian


say = lazy(_pick, str)
"""`say("Nama", "Name")`: a label, hint or message of a form, read in the language of the page when it is shown."""


def told(words: Words) -> str:
    """This will give words in the language of the page."""
    return words.text(language())


@lru_cache(maxsize=4096)
def _number(value: int, lang: str) -> str:
    return str(format_decimal(value, locale=lang))


def number(value: int) -> str:
    """This will write a whole number with the language's own separators."""
    return _number(value, language())


def grouped(value: int) -> Words:
    """This will write a whole number in both languages, for a sentence that is made before anybody reads it."""
    return Words(id=_number(value, "id"), en=_number(value, "en"))


def rupiah(value: int) -> str:
    """This will write an amount: `Rp300.000.000` in Indonesian, `Rp300,000,000` in English."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{_number(abs(value), language())}"


@lru_cache(maxsize=4096)
def _day(value: date, lang: str, pattern: str) -> str:
    return str(format_date(value, format=pattern, locale=lang))


def _as_day(value: date) -> date:
    """This will give the local day of an instant, and a day as it is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value: date) -> str:
    """This will write a day in full: `3 Maret 2019`, `3 March 2019`."""
    return _day(_as_day(value), language(), "d MMMM y")


def short_day(value: date) -> str:
    """This will write a day for a narrow column: `3 Mar 2019`."""
    return _day(_as_day(value), language(), "d MMM y")


def weekday(value: date) -> str:
    """This will write a day with its name: `Minggu, 3 Maret 2019`."""
    return _day(_as_day(value), language(), "EEEE, d MMMM y")


def days(count: int) -> str:
    """This will write a length in days: `12 hari`, `1 day`, `hari ini`."""
    if not count:
        return _pick("hari ini", "today")
    if language() == "id":
        return f"{number(count)} hari"
    return "1 day" if count == 1 else f"{number(count)} days"


def ago(count: int) -> str:
    """This will write how long ago: `hari ini`, `kemarin`, `12 hari lalu`."""
    if count <= 0:
        return _pick("hari ini", "today")
    if count == YESTERDAY:
        return _pick("kemarin", "yesterday")
    return f"{days(count)} {_pick('lalu', 'ago')}"


def dated(value: date, lang: str) -> str:
    """This will write a day with its name in one language, for words that are made before anybody reads them."""
    return _day(_as_day(value), lang, "EEEE, d MMMM y")

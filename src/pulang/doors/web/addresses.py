"""Addresses that pages ask for again and again: building one anew takes as long as a small question to the database."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse

_MARK = "~"  # stands in no address and is written as it is


@cache
def plain(name: str) -> str:
    """This will give an address that is about nothing in particular."""
    return reverse(name)


def about(name: str, code: str) -> str:
    """This will give an address about one case or programme, by its number or code."""
    before, after = _around(name)
    return f"{before}{quote(code, safe='')}{after}"


@cache
def _around(name: str) -> tuple[str, str]:
    before, after = reverse(name, args=[_MARK]).split(_MARK)
    return before, after

"""What the public pages' templates may say: words in the page's own language, numbers, days and money."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.template import Context, Library

from pulang.doors.public import words
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.words import Words

register = Library()

# An address that reads as what it is: no other scheme, no name before an @, no port, no letters that look like others.
_ADDRESS: Final = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][A-Za-z0-9/?#._~%&=+,;:!()*-]*)?", re.ASCII)


@register.simple_tag(takes_context=True)
def say(context: Context, indonesian: str, english: str) -> str:
    """`{% say "Uang" "Money" %}`: the page's language."""
    return Words(id=indonesian, en=english).text(context["lang"])


@register.simple_tag(takes_context=True)
def told(context: Context, said: Words | dict[str, str]) -> str:
    """`{% told cell.name %}`: words, or a release's own pair of them."""
    found = Words(**said) if isinstance(said, dict) else said
    return found.text(context["lang"])


@register.simple_tag(takes_context=True)
def count(context: Context, value: int | None) -> str:
    """`{% count cell.shown %}`: a number; one that is not shown says so."""
    hidden = Words(id="tidak ditampilkan", en="not shown")
    return (hidden if value is None else words.number(value)).text(context["lang"])


@register.simple_tag(takes_context=True)
def rupiah(context: Context, amount: int | None) -> str:
    """`{% rupiah source.released %}`: whole rupiah; an amount that is not shown says so."""
    hidden = Words(id="tidak ditampilkan", en="not shown")
    return (hidden if amount is None else rupiah_in_words(amount)).text(context["lang"])


@register.simple_tag(takes_context=True)
def nearly(context: Context, amount: int | None) -> str:
    """`{% nearly source.spent %}`: an amount that is rounded, and says so."""
    about = Words(id="sekitar {n}", en="about {n}")
    hidden = Words(id="tidak ditampilkan", en="not shown")
    return (hidden if amount is None else about.format(n=rupiah_in_words(amount))).text(context["lang"])


@register.simple_tag(takes_context=True)
def day(context: Context, iso: Any) -> str:
    """`{% day decree.signed_on %}`: a day as people write it."""
    return words.day(str(iso) if iso else None).text(context["lang"])


@register.simple_tag(takes_context=True)
def promised(context: Context, said: str | None, unit: str) -> str:
    """`{% promised promise.now_promised promise.unit %}`: a day, a month or an amount."""
    return words.promised(said, unit).text(context["lang"])


@register.simple_tag(takes_context=True)
def named(context: Context, kind: str, code: str) -> str:
    """`{% named "outcome" decision.outcome %}`: the words for a code."""
    kinds = {
        "outcome": words.OUTCOMES,
        "meeting": words.MEETINGS,
        "use": words.USES,
        "subject": words.SUBJECTS,
        "stage": words.STAGES,
        "punctual": words.PUNCTUAL,
    }
    return words.named(kinds[kind], code).text(context["lang"])


@register.simple_tag
def parted(source: str) -> tuple[str, str]:
    """`{% parted said.source as source %}`: the address it begins with, if any, and the rest."""
    address, gap, rest = source.partition(" ")
    odd = not _ADDRESS.fullmatch(address) or ".xn--" in f".{urlsplit(address).netloc}"
    return ("", source) if odd else (address, gap + rest)


@register.simple_tag(takes_context=True)
def release_name(context: Context, quarter: str, revision: int) -> str:
    """`{% release_name one.quarter one.revision %}`: which quarter, which revision."""
    return words.release_name(quarter, revision).text(context["lang"])

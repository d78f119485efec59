"""The kinds of fields an act may ask for; each refuses what cannot be meant."""

import re
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from pulang.kernel.periods import sensible
from pulang.kernel.refusals import Refusal

_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What no column keeps (NUL, half signs), and what nobody sees: control signs, and signs without width or that turn
# the reading direction, with which one text passes for another. The two joiners stay: Indonesian scripts need them.
UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
MAX_RUPIAH: Final = 10**15


def _day(value: object) -> object:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value) is None:
        message = "day-not-iso"
        raise ValueError(message)
    if isinstance(value, bool | int | float):
        message = "day-not-iso"
        raise ValueError(message)  # noqa: TRY004 - pydantic gathers ValueErrors into one answer
    return value


def _sensible(value: date) -> date:
    try:
        return sensible(value)
    except Refusal as refusal:
        raise ValueError(refusal.code) from refusal  # so that it is told together with every other field


def _clean(value: str) -> str:
    """This will refuse signs that cannot be kept or seen."""
    if UNSEEN.search(value):
        message = "not-text"
        raise ValueError(message)
    return value


def _whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        message = "not-whole-rupiah"
        raise ValueError(message)  # noqa: TRY004 - pydantic gathers ValueErrors into one answer
    return value


Text = Annotated[str, AfterValidator(_clean)]
# On plain text, so that the pattern stands in the JSON schema too; it lets no sign through that `_clean` refuses.
Code = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[A-Za-z0-9][A-Za-z0-9._/\-]*$")]
Short = Annotated[Text, Field(max_length=300)]
Long = Annotated[Text, Field(min_length=1, max_length=500)]
Source = Annotated[Text, Field(max_length=300)]
CaseNumber = Annotated[Text, Field(min_length=3, max_length=20)]
Day = Annotated[date, BeforeValidator(_day), AfterValidator(_sensible)]
# The bounds come first: behind a validator they would be missing from the JSON schema.
Rupiah = Annotated[int, Field(gt=0, le=MAX_RUPIAH), BeforeValidator(_whole)]
Standing = Annotated[int, Field(ge=0, le=MAX_RUPIAH), BeforeValidator(_whole)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000), BeforeValidator(_whole)]
# Strict, because a 1 or a "yes" in a spreadsheet's column is a guess, and `true` is no number of children.
Year = Annotated[int, Field(strict=True, ge=2000, le=2199)]
YesNo = Annotated[bool, Field(strict=True)]

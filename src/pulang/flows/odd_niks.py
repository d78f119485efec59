"""What looks odd about a NIK that an act brings: people hold odd ones, so each is a warning and never a refusal."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import ModelWrapValidatorHandler, PrivateAttr, model_validator

from pulang.areas.people.rules import (
    NIK_OTHER_DIGITS,
    NIK_PLACE_ODD,
    NIK_PLACE_OLD,
    NIK_WELL_FORMED,
    nik,
    nik_doubts,
    other_digits,
)
from pulang.areas.places import queries as places
from pulang.flows.act import What
from pulang.kernel.words import Words


class SaysNik(What):
    """An act that may bring a NIK, and remembers in which digits it was written."""

    _other_digits: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _written(cls, said: Any, made: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - not yet read
        what = made(said)
        what._other_digits = isinstance(said, Mapping) and other_digits(said.get("nik"))  # noqa: SLF001 - our own
        return what

    def doubts(self, number: str, born_on: date | None) -> tuple[Words, ...]:
        """This will say what looks odd about the NIK: a warning each, never a refusal."""
        written = (NIK_OTHER_DIGITS,) if self._other_digits else ()
        return (*written, *nik_doubts(number, born_on), *_place_doubts(number))


def told(written: str, born_on: date | None) -> tuple[Words, ...]:
    """This will say what a NIK as it was written comes to: what looks odd, or that it is made up rightly."""
    number = nik(written)
    digits = (NIK_OTHER_DIGITS,) if other_digits(written) else ()
    found = (*digits, *nik_doubts(number, born_on), *_place_doubts(number))
    return found or ((NIK_WELL_FORMED,) if number else ())


def _place_doubts(number: str) -> tuple[Words, ...]:
    year = places.since_when_another(code=number[:4]) if number else None
    if year is None:
        return ()
    return (NIK_PLACE_OLD.format(year=year) if year else NIK_PLACE_ODD,)

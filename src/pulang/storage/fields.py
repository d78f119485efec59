"""Columns that say what they hold: codes checked by the database, whole rupiah, region codes."""

from enum import Enum
from typing import Any

from django.db import models

MAX_RUPIAH = 10**15


def code_field(*, length: int = 32, **options: Any) -> "models.CharField[str, str]":  # noqa: ANN401 - Django's
    """This will give a column for a stored code (`UPPER_SNAKE` or an office's own code)."""
    return models.CharField(max_length=length, **options)


def one_of(column: str, kinds: type[Enum], name: str) -> models.CheckConstraint:
    """This will let the database refuse a code that the rules do not know."""
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": [kind.value for kind in kinds]}), name=name)


def one_of_briefly(column: str, kinds: type[Enum], name: str) -> models.CheckConstraint:
    """This will say the same as `one_of` in fewer words, for a table that is written to in a hurry.

    The server reads a condition anew for every statement that adds a row: a list of texts one by one costs it more than
    the row, an array as a whole little.
    """
    known = ",".join(kind.value for kind in kinds)
    condition = models.Func(
        models.F(column),
        template=f"%(expressions)s = ANY ('{{{known}}}'::text[])",
        output_field=models.BooleanField(),
    )
    return models.CheckConstraint(condition=condition, name=name)


def leaf_field() -> "models.BinaryField[bytes, bytes]":
    """This will give the column of a row's leaf, which the database itself fills in (`storage.leaves`)."""
    return models.BinaryField(max_length=32, db_default=b"")


def rupiah_field(**options: Any) -> "models.BigIntegerField[int, int]":  # noqa: ANN401 - Django's
    """This will give a column of whole rupiah."""
    return models.BigIntegerField(**options)

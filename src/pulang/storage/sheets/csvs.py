"""Reads a table of separated values; everything in it is text, as it was typed."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from pulang.kernel.cells import Row
from pulang.storage.sheets.cells import COLUMNS_MOST, TEXT_MOST, Counter, Sheet, broken, text, too_large

_SEPARATORS: Final = ",;\t|"
_LOOKED_AT: Final = 20


def read(content: bytes) -> Sheet:
    """This will open separated values: UTF-8, UTF-16 with its mark, or as older office programs write them."""
    said = _decoded(content)
    separator, said = _separator(said)
    return Sheet("csv", "", _rows(said, separator))


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(said: str) -> tuple[str, str]:
    first, _, rest = said.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], rest
    lines = [line for line in said[:50_000].splitlines() if line.strip()][:_LOOKED_AT]
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in lines)), said


def _rows(said: str, separator: str) -> Iterator[Row]:
    reader, counted, before = csv.reader(StringIO(said, newline=""), delimiter=separator), Counter(), 0
    csv.field_size_limit(TEXT_MOST * 4)
    try:
        for values in reader:
            if len(values) > COLUMNS_MOST and any(map(str.strip, values[COLUMNS_MOST:])):
                raise too_large()
            row = Row(before + 1, tuple(text(value) for value in values[:COLUMNS_MOST]))
            before = reader.line_num
            filled = counted.take(row)
            if filled is not None:
                yield filled
    except csv.Error as odd:
        raise broken() from odd

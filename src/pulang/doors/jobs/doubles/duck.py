"""Compares a register in a database of its own in this process's memory: the one module that speaks to DuckDB.

Nothing is written to disk: where memory ends, the comparison ends with a refusal and not with names in a file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from itertools import islice
from typing import Any, Final

import duckdb

from pulang.areas.people.assessment import Entry
from pulang.doors.jobs.doubles.statements import FIELDS, PREPARED, Register
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

BATCH: Final = 20_000
MEMORY: Final = "2500MB"
_APART: Final = "\x1f"  # no text of a register holds it
_TOO_MANY: Final = Words(
    id="Register ini terlalu besar untuk dibandingkan di memori mesin ini.",
    en="This register is too large to be compared in this machine's memory.",
)
# The words of the model, as this engine says them.
WORDS: Final = {
    "edits": "(one, other) AS levenshtein(one, other)",
    "within": "(one, other, most) AS damerau_levenshtein(one, other) <= most",
    "reaches": "(one, other, least) AS jaro_winkler_similarity(one, other) >= least",
    "shared": "(one, other) AS len(list_intersect(one, other))",
    "covers": "(one, other) AS list_has_all(one, other)",
}


class InMemory(Register):
    """Entries in memory, ready to be compared."""

    def __init__(self, entries: Iterable[Entry], *, threads: int = 2) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": MEMORY,
            "temp_directory": "",
            "preserve_insertion_order": False,
        }
        self._asked = duckdb.connect(":memory:", config=settings)
        self.count = 0
        for word, said in WORDS.items():
            self._asked.execute(f"CREATE MACRO {word}{said}")
        columns = ", ".join(f"{field} TEXT" for field in FIELDS)
        self._asked.execute(f"CREATE TABLE given (place INTEGER, {columns})")
        stream = iter(entries)
        while batch := list(islice(stream, BATCH)):
            self._take(batch)
        self._keep("p", PREPARED)
        self._asked.execute("DROP TABLE given")

    def _take(self, batch: Sequence[Entry]) -> None:
        columns = [_APART.join(values) for values in zip(*map(astuple, batch), strict=True)]
        split = ", ".join(["unnest(string_split(?, chr(31)))"] * len(FIELDS))
        upto = self.count + len(batch)
        self._asked.execute(f"INSERT INTO given SELECT unnest(range({self.count}, {upto})), {split}", columns)
        self.count = upto

    def _keep(self, name: str, statement: str) -> None:
        self._ask(f"CREATE OR REPLACE TABLE {name} AS {statement}")

    def _ask(self, statement: str, *values: float) -> list[tuple[Any, ...]]:
        try:
            return self._asked.execute(statement, list(values)).fetchall()
        except duckdb.OutOfMemoryException as problem:
            raise Refusal("register-too-large", _TOO_MANY) from problem

    def close(self) -> None:
        """This will let everything in memory go."""
        self._asked.close()

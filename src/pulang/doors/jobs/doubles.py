"""Compares a whole register with itself, in a database of its own in memory: the one module that speaks to DuckDB.

Nothing is written to disk: where memory ends, the comparison ends with a refusal and not with names in a file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from typing import Any, Final

import duckdb

from pulang.areas.people.assessment import BLOCKS, COMPARISONS, Comparison, Entry
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

BATCH: Final = 20_000
MEMORY: Final = "2500MB"
_APART: Final = "\x1f"  # no text of a register holds it
_FIELDS: Final = ("name", "said", "key", "born", "nik", "phone", "home")
_TOO_MANY: Final = Words(
    id="Register ini terlalu besar untuk dibandingkan di memori mesin ini.",
    en="This register is too large to be compared in this machine's memory.",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries by their places, what they weigh together, and the step each comparison took."""

    one: int
    other: int
    weight: float
    steps: dict[str, str]


class Register:
    """Entries in memory, ready to be compared; each has the place in which it was given."""

    def __init__(self, entries: Iterable[Entry], *, threads: int = 2) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "memory_limit": MEMORY,
            "temp_directory": "",
            "preserve_insertion_order": False,
        }
        self._asked = duckdb.connect(":memory:", config=settings)
        self.count = 0
        columns = ", ".join(f"{field} TEXT" for field in _FIELDS)
        self._asked.execute(f"CREATE TABLE given (place INTEGER, {columns})")
        stream = iter(entries)
        while batch := list(islice(stream, BATCH)):
            self._take(batch)
        self._asked.execute(_PREPARED)
        self._asked.execute("DROP TABLE given")

    def _take(self, batch: Sequence[Entry]) -> None:
        columns = [_APART.join(values) for values in zip(*map(astuple, batch), strict=True)]
        split = ", ".join(["unnest(string_split(?, chr(31)))"] * len(_FIELDS))
        upto = self.count + len(batch)
        self._asked.execute(f"INSERT INTO given SELECT unnest(range({self.count}, {upto})), {split}", columns)
        self.count = upto

    def candidates(self) -> int:
        """This will find the pairs that are worth comparing, and count them."""
        met = " UNION ALL ".join(_BLOCK.format(agrees=agrees) for agrees in BLOCKS)
        self._ask(f"CREATE OR REPLACE TABLE met AS SELECT DISTINCT one, other FROM ({met})")  # noqa: S608 - our own rules
        return int(self._ask("SELECT count(*) FROM met")[0][0])

    def pairs(self, least: float) -> Iterator[Pair]:
        """This will give the pairs that weigh at least so much, the heaviest first."""
        names = [comparison.name for comparison in COMPARISONS]
        for row in self._ask(_weighed(), least):
            yield Pair(row[0], row[1], row[2], {name: step for name, step in zip(names, row[3:], strict=True) if step})

    def _ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._asked.execute(statement, list(values)).fetchall()
        except duckdb.OutOfMemoryException as problem:
            raise Refusal("register-too-large", _TOO_MANY) from problem

    def close(self) -> None:
        """This will let everything in memory go."""
        self._asked.close()


# How often a name is: in a small register one that stands there once is not common for that, hence the thousand.
_PREPARED: Final = """
CREATE TABLE p AS
WITH often AS (SELECT key, (count(*) - 0.9) / ((SELECT count(*) FROM given WHERE key <> '') + 1000) AS often
               FROM given WHERE key <> '' GROUP BY key)
SELECT g.*, string_split(g.key, ' ') AS parts, nullif(string_split(g.said, ' ')[1], '') AS first,
       nullif(string_split(g.said, ' ')[-1], '') AS last,
       nullif(substr(g.born, 1, 4), '') AS y, nullif(substr(g.born, 6, 2), '') AS m,
       nullif(substr(g.born, 9, 2), '') AS d,
       nullif(substr(g.nik, 7), '') AS tail, o.often
FROM given g LEFT JOIN often o ON o.key = g.key
"""
# What is empty agrees with nothing: the columns of a block are compared as NULL where they are.
_BLOCK: Final = """
SELECT l.place AS one, r.place AS other
FROM (SELECT * REPLACE (nullif(nik, '') AS nik, nullif(phone, '') AS phone, nullif(key, '') AS key,
                        nullif(born, '') AS born, nullif(home, '') AS home) FROM p) l
JOIN (SELECT * REPLACE (nullif(nik, '') AS nik, nullif(phone, '') AS phone, nullif(key, '') AS key,
                        nullif(born, '') AS born, nullif(home, '') AS home) FROM p) r ON {agrees}
WHERE l.place < r.place
"""


def _weighed() -> str:
    weights = " + ".join(_weight(comparison) for comparison in COMPARISONS)
    steps = ", ".join(_step(comparison) for comparison in COMPARISONS)
    return f"""
        WITH w AS (
            SELECT one, other, {weights} AS weight
            FROM met JOIN p l ON l.place = one JOIN p r ON r.place = other
        )
        SELECT one, other, weight, {steps}
        FROM w JOIN p l ON l.place = one JOIN p r ON r.place = other
        WHERE weight >= ?
        ORDER BY weight DESC, one, other
    """  # noqa: S608 - our own rules


def _weight(comparison: Comparison) -> str:
    cases = []
    for step in comparison.steps:
        often = f"log2({step.m} / least(l.often, r.often))"
        cases.append(f"WHEN {step.holds} THEN {often if step.rare else step.weight}")
    return f"CASE WHEN {comparison.silent} THEN 0 {' '.join(cases)} END"


def _step(comparison: Comparison) -> str:
    cases = " ".join(f"WHEN {step.holds} THEN '{step.code}'" for step in comparison.steps)
    return f"CASE WHEN {comparison.silent} THEN '' {cases} END"

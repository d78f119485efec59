"""What a register is asked when it is compared with itself: the same text for every engine, made from the model.

The model's conditions (`areas/people/assessment.py`) use five words of their own, from `areas/people/nearness.py`;
an engine has to know them (`WORDS`) beside the few functions that every engine has under one name. So there is nothing
to translate, and no second set of steps, weights and rules that could come to differ.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from pulang.areas.people.assessment import BLOCKS, COMPARISONS, Comparison

FIELDS: Final = ("name", "said", "key", "born", "nik", "phone", "home")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries by their places, what they weigh together, and the step each comparison took."""

    one: int
    other: int
    weight: float
    steps: dict[str, str]


class Register(ABC):
    """Entries that an engine holds as `given`, ready to be compared; each has the place in which it was given."""

    count: int

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def candidates(self) -> int:
        """This will find the pairs that are worth comparing, and count them."""
        self._keep("met", met())
        return int(self._ask("SELECT count(*) FROM met")[0][0])

    def pairs(self, least: float) -> Iterator[Pair]:
        """This will give the pairs that weigh at least so much, the heaviest first."""
        names = [comparison.name for comparison in COMPARISONS]
        for row in self._ask(weighed(), least):
            yield Pair(row[0], row[1], row[2], {name: step for name, step in zip(names, row[3:], strict=True) if step})

    @abstractmethod
    def _keep(self, name: str, statement: str) -> None:
        """This will keep what a statement answers under a name that other statements may use."""

    @abstractmethod
    def _ask(self, statement: str, *values: float) -> list[tuple[Any, ...]]:
        """This will give what a statement answers."""

    @abstractmethod
    def close(self) -> None:
        """This will let everything go."""


# How often a name is: in a small register one that stands there once is not common for that, hence the thousand.
# A number of another length than a NIK has no region that could be left out.
PREPARED: Final = """
WITH frequent AS (SELECT key, (count(*) - 9e-1) / ((SELECT count(*) FROM given WHERE key <> '') + 1e3) AS often
                  FROM given WHERE key <> '' GROUP BY key)
SELECT g.*, split(g.key, ' ') AS parts, nullif(split_part(g.said, ' ', 1), '') AS first,
       nullif(split_part(g.said, ' ', -1), '') AS last,
       nullif(substr(g.born, 1, 4), '') AS y, nullif(substr(g.born, 6, 2), '') AS m,
       nullif(substr(g.born, 9, 2), '') AS d,
       CASE WHEN length(g.nik) = 16 THEN substr(g.nik, 7) END AS tail, f.often
FROM given g LEFT JOIN frequent f ON f.key = g.key
"""
# What is empty agrees with nothing: the columns of a block are compared as NULL where they are.
_MAY_MEET: Final = """
    SELECT place, nullif(nik, '') AS nik, nullif(phone, '') AS phone, nullif(key, '') AS key, nullif(born, '') AS born,
           nullif(home, '') AS home, first, last, y, m, d, tail
    FROM p
"""
_BLOCK: Final = """
SELECT l.place AS one, r.place AS other FROM ({entries}) l JOIN ({entries}) r ON {agrees} WHERE l.place < r.place
"""


def met() -> str:
    """This will ask which pairs are worth comparing."""
    blocks = " UNION ALL ".join(_BLOCK.format(entries=_MAY_MEET, agrees=agrees) for agrees in BLOCKS)
    return f"SELECT DISTINCT one, other FROM ({blocks}) blocks"  # noqa: S608 - our own rules


def weighed() -> str:
    """This will ask what each pair weighs and by which steps, of those that weigh enough."""
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
        often = f"log2({_exact(step.m)} / least(l.often, r.often))"
        cases.append(f"WHEN {step.holds} THEN {often if step.rare else _exact(step.weight)}")
    return f"CASE WHEN {comparison.silent} THEN {_exact(0)} {' '.join(cases)} END"


def _exact(number: float) -> str:
    # With an exponent it is a double everywhere; without one it is a decimal, which engines add up differently.
    return f"{number:.16e}"


def _step(comparison: Comparison) -> str:
    cases = " ".join(f"WHEN {step.holds} THEN '{step.code}'" for step in comparison.steps)
    return f"CASE WHEN {comparison.silent} THEN '' {cases} END"

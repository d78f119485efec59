"""The one module that speaks to the solver (HiGHS): a linear programme that grows by rows and columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Final

ANY: Final = inf


@dataclass(frozen=True, slots=True)
class Answer:
    """A solution: what it weighs, the value of every column, and the price of every row."""

    weighs: float
    values: Sequence[float]
    prices: Sequence[float]


class Programme:
    """Least weight under rows that may be added while the solver keeps what it has learnt."""

    def __init__(self, *, seed: int) -> None:
        import highspy  # noqa: PLC0415 - takes a quarter of a second, which only whoever plans should wait for

        # The public wrapper around it greets on standard output, where a command's answer goes.
        self._library, self._highs = highspy, highspy._Highs()  # type: ignore[attr-defined] # noqa: SLF001
        for name, value in (("output_flag", False), ("random_seed", seed % 2**31), ("threads", 1)):
            self._highs.setOptionValue(name, value)
        self.rows = 0
        self.columns = 0

    def row(self, least: float, most: float, entries: Sequence[tuple[int, float]] = ()) -> int:
        """This will add a row over columns that are there already, and give its number."""
        at, with_ = [column for column, _ in entries], [value for _, value in entries]
        self._highs.addRows(1, [least], [most], len(at), [0], at, with_)
        self.rows += 1
        return self.rows - 1

    def column(self, weighs: float, most: float, entries: Sequence[tuple[int, float]]) -> int:
        """This will add a column of at most `most`, with its place in the rows, and give its number."""
        at, with_ = [row for row, _ in entries], [value for _, value in entries]
        self._highs.addCols(1, [weighs], [0.0], [most], len(at), [0], at, with_)
        self.columns += 1
        return self.columns - 1

    def limit(self, row: int, least: float, most: float) -> None:
        """This will change what a row may hold."""
        self._highs.changeRowBounds(row, least, most)

    def between(self, column: int, least: float, most: float) -> None:
        """This will change what a column may be."""
        self._highs.changeColBounds(column, least, most)

    def solve(self, seconds: float) -> Answer | None:
        """This will solve it with fractions allowed; None where time ran out or nothing fits."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.01))
        self._run()
        if self._highs.getModelStatus() != self._library.HighsModelStatus.kOptimal:
            return None
        found = self._highs.getSolution()
        weighs = self._highs.getInfo().objective_function_value
        return Answer(weighs, list(found.col_value), list(found.row_dual))

    def _run(self) -> None:
        # It refuses where something else in this process solves with another number of threads: a bug, never "no plan".
        assert self._highs.run() != self._library.HighsStatus.kError, "the solver refused to run"

    def weigh(self, column: int, weighs: float) -> None:
        """This will change what a column weighs."""
        self._highs.changeColCost(column, weighs)

    def allow_fractions(self) -> None:
        """This will let every column be a fraction again."""
        self._whole(list(range(self.columns)), self._library.HighsVarType.kContinuous)

    def _whole(self, columns: Sequence[int], kind: Any) -> None:  # noqa: ANN401 - the library's own
        self._highs.changeColsIntegrality(len(columns), list(columns), [kind] * len(columns))

    def solve_whole(self, whole: Sequence[int], *, seconds: float, gap: float) -> tuple[Answer | None, bool]:
        """This will solve it with `whole` columns as whole numbers: the best found, and whether it is proven."""
        self._whole(whole, self._library.HighsVarType.kInteger)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.01))
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._run()
        info, found = self._highs.getInfo(), self._highs.getSolution()
        proven = self._highs.getModelStatus() == self._library.HighsModelStatus.kOptimal
        if info.primal_solution_status != 2 or not found.value_valid:  # noqa: PLR2004 - feasible, in its words
            return None, False
        return Answer(info.objective_function_value, list(found.col_value), ()), proven

"""Proves that the record is whole: books guarded, ledger in balance, stored answers equal to recomputed ones."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from pulang.areas.boards import queries as boards
from pulang.areas.funds import queries as funds
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import assess_line
from pulang.kernel.moments import moment
from pulang.storage import guards
from pulang.storage.tables import TABLES

_FAULTS_TOLD = 20
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was counted, and every fault found (the first twenty of them)."""

    name: str
    counted: int
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """This will be true when nothing was found wanting."""
        return not self.faults


def verify() -> tuple[Check, ...]:
    """This will run every check; needs a context that reaches everything."""
    checks: tuple[Callable[[], Check], ...] = (_guards, _acts, _ledger, _answers)
    return tuple(check() for check in checks)


def _guards() -> Check:
    """This will compare grants, triggers and row security with what `storage.tables` decides."""
    return Check("tables-guarded", len(TABLES), tuple(guards.missing_here()[:_FAULTS_TOLD]))


def _acts() -> Check:
    """This will look for book rows without their act, and for holes where an act was cut out."""
    counted, faults = boards.rows_without_act()
    return Check("rows-have-their-act", counted, tuple(faults[:_FAULTS_TOLD]))


def _ledger() -> Check:
    found = funds.out_of_balance()
    told = tuple(f"{item.fault}: {item.where}: {item.stands} != {item.expected}" for item in found[:_FAULTS_TOLD])
    return Check("ledger-in-balance", funds.count_entries(), told)


def _answers() -> Check:
    """This will recompute every stored answer from the books, for the day it was stored for."""
    faults: list[str] = []
    counted = 0
    stored = readiness.stored()
    procedures = {p.code: readiness.procedure(p.procedure) for p in programmes.programmes()}
    while batch := list(islice(stored, _BATCH)):
        counted += len(batch)
        for day in {item[1] for item in batch}:
            kept = {case: (facts, stage, unmet) for case, on, facts, stage, unmet in batch if on == day}
            for line in boards.lines_of(list(kept), moment(day)):
                answer = assess_line(line.line, procedures[line.programme])
                if kept[line.case] != (line.line, answer.stage.value, answer.gates):
                    faults.append(f"{line.number}: stored answer of {day.isoformat()} is not what the books say")
    return Check("stored-answers-recomputed", counted, tuple(faults[:_FAULTS_TOLD]))

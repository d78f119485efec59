"""Proves that the record is whole: books guarded, ledger in balance, stored answers equal to recomputed ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import CaseLine
from pulang.areas.funds import queries as funds
from pulang.areas.people import queries as people
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import CaseAnswer, assess_line
from pulang.areas.readiness.rules import Procedure
from pulang.areas.rounds import queries as rounds
from pulang.flows import roundlists
from pulang.flows import trail as sealed
from pulang.flows.assessing import basis
from pulang.kernel.moments import moment
from pulang.kernel.periods import LATEST
from pulang.storage import erasures, guards
from pulang.storage.tables import TABLES

_FAULTS_TOLD = 20
_BATCH = 5000
_EVER = LATEST - timedelta(days=1)


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


def verify(*, trail: sealed.Asked | None = None) -> tuple[Check, ...]:
    """This will run every check; needs a context that reaches everything. Without `trail` the seals are left out."""
    checks: tuple[Callable[[], Check], ...] = (_guards, _acts, _ledger, _erased, _lists, _answers, _outdated)
    found = tuple(check() for check in checks)
    return found if trail is None else (*found, Check("trail-as-sealed", *sealed.compared(trail)))


def _guards() -> Check:
    """This will compare grants, triggers and row security with what `storage.tables` decides."""
    return Check("tables-guarded", len(TABLES), tuple(guards.missing_here()[:_FAULTS_TOLD]))


def _acts() -> Check:
    """This will look for rows of books whose act is gone."""
    counted, faults = boards.rows_without_act()
    return Check("rows-have-their-act", counted, tuple(faults[:_FAULTS_TOLD]))


def _ledger() -> Check:
    found = funds.out_of_balance()
    told = tuple(f"{item.fault}: {item.where}: {item.stands} != {item.expected}" for item in found[:_FAULTS_TOLD])
    return Check("ledger-in-balance", funds.count_entries(), told)


def _erased() -> Check:
    """This will look for somebody erased whose key or digests are there, or whom the ledger outside does not name."""
    erased = people.erased()
    kept = {line.person for line in erasures.read(erasures.place())}
    faults = [f"{line.act}: not in the ledger outside the database" for line in erased if line.person not in kept]
    faults += [f"{act}: erased, and something that finds or opens her is there" for act in people.half_erased()]
    return Check("erased-stay-erased", len(erased), tuple(faults[:_FAULTS_TOLD]))


def _lists() -> Check:
    """This will digest every frozen list anew."""
    counted = sum(len(rounds.lists(programme.code)) for programme in programmes.programmes())
    return Check("round-lists-as-frozen", counted, tuple(islice(roundlists.altered(), _FAULTS_TOLD)))


def _answers() -> Check:
    """This will recompute every stored answer from the books, for the day it was stored for."""
    faults: list[str] = []
    counted = 0
    stored = readiness.stored(basis=basis())
    procedures = {p.code: readiness.procedure(p.procedure) for p in programmes.programmes()}
    while batch := list(islice(stored, _BATCH)):
        counted += len(batch)
        for day in sorted({item.day for item in batch}):
            faults.extend(_differing({item.case: item.kept for item in batch if item.day == day}, day, procedures))
    faults.extend(f"{number}: has no stored answer" for number in boards.unanswered(limit=_FAULTS_TOLD))
    return Check("stored-answers-recomputed", counted, tuple(faults[:_FAULTS_TOLD]))


def _outdated() -> Check:
    """This will count stored answers that other facts, gates or procedures decided: an upgrade is not through."""
    counted, other = readiness.outdated(basis())
    fault = f"{other} answers were decided by another version: `pulang migrate` brings them up to date"
    return Check("stored-answers-of-this-version", counted, (fault,) if other else ())


def _differing(kept: dict[UUID, tuple[object, ...]], day: date, procedures: dict[str, Procedure]) -> Iterator[str]:
    lines = {line.case: line for line in boards.lines_of(list(kept), moment(day))}
    for case, line in lines.items():
        if kept[case] != _kept(line, assess_line(line.line, procedures[line.programme])):
            yield f"{line.number}: stored answer of {day.isoformat()} is not what the books say"
    # Whoever is in no book at all was struck; whoever is in one only later cannot have been answered for this day.
    for line in boards.lines_of(list(kept.keys() - lines.keys()), moment(_EVER)):
        yield f"{line.number}: stored answer of {day.isoformat()}, when the case was not there yet"


def _kept(line: CaseLine, answer: CaseAnswer) -> tuple[object, ...]:
    """This will give what an act would keep of an answer, in the order of `StoredFacts.kept`."""
    return (
        line.line,
        answer.choice,
        answer.stage.value,
        answer.gates,
        line.good_until,
        line.choice_on,
        line.consent_lost_on,
        line.duplicate_on,
        line.objection_on,
        line.itinerary_on,
        line.move_on,
    )

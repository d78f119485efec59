"""Brings stored answers up to date inside the act that changed their facts, and refuses steps that are not ready."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cache
from hashlib import sha256
from uuid import UUID

from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import CaseLine
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness import operations
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import CaseAnswer, assess_line
from pulang.areas.readiness.operations import Stored
from pulang.kernel.moments import Moment, moment
from pulang.storage import context, locks, sql
from pulang.storage.context import SYSTEM_VIEW

_BATCH = 2000


@cache
def basis() -> str:
    """This will name all that decides a case's answer in this code; a stored answer of another basis is not read."""
    return sha256(f"{readiness.digest()}{boards.digest()}".encode()).hexdigest()[:16]


def refresh(cases: Collection[UUID], *, day: date) -> None:
    """This will gather the facts of these cases from the books and store what follows from them, for `day`.

    Two acts on one case at the same moment would each miss the other's lines; the later one waits and sees both.
    An answer never goes back in time: an act entered late, for an earlier day, must not hide what came after it.
    """
    with context.judging():
        _refresh(cases, day)


def _refresh(cases: Collection[UUID], day: date) -> None:
    locks.cases(cases)
    with sql.asked_together(*_first_questions(cases, day)):
        answers = _assessed(cases, day)
    for some in answers:
        operations.keep(answers=some)


def _first_questions(cases: Collection[UUID], day: date) -> tuple[Callable[[], object], ...]:
    """This will give what is asked about one case, as most acts touch one: all of it goes with what the act wrote."""
    if len(cases) > 1:
        return ()
    return lambda: readiness.assessed_after(cases, day), lambda: _lines(list(cases), moment(day))


def _assessed(cases: Collection[UUID], day: date) -> list[list[Stored]]:
    later, found = readiness.assessed_after(cases, day), []
    for on in sorted({day, *later.values()}):
        answers = []
        for line in _lines([case for case in cases if later.get(case, day) == on], moment(on)):
            procedure = readiness.procedure(programmes.programme(line.programme).procedure)
            answers.append(_stored(line, assess_line(line.line, procedure), on))
        found += [answers] if answers else []
    return found


def _lines(cases: Sequence[UUID], at: Moment) -> tuple[CaseLine, ...]:
    """This will gather from the books in the way that is quickest for so many: most acts touch one case."""
    if len(cases) > 1:
        return boards.lines_of(cases, at)
    return tuple(line for case in cases if (line := boards.line_of(case, at)) is not None)


def refresh_due(*, day: date) -> int:
    """This will refresh every case that time alone may have changed by `day`, and give how many.

    It opens its own transactions, a batch each: it is no act, for no book changes.
    """
    done, last = 0, UUID(int=0)
    while True:
        with context.working(SYSTEM_VIEW):
            cases = readiness.due(day, after=last, limit=_BATCH)
            if not cases:
                return done
            refresh(cases, day=day)
        done, last = done + len(cases), cases[-1]


def refresh_outdated(*, day: date, told: Callable[[int], None] = lambda _: None) -> int:
    """This will bring every answer that other facts, gates or procedures decided up to date, and give how many.

    A batch is a transaction, so it can be stopped anywhere and goes on where it was; pages answer from the books
    meanwhile. `told` hears after each batch how many are done.
    """
    with context.working(SYSTEM_VIEW):
        codes = [programme.code for programme in programmes.programmes()]
    done = 0
    for code in codes:
        while batch := _refresh_some(code, day):
            done += batch
            told(done)
    return done


def _refresh_some(programme: str, day: date) -> int:
    with context.working(SYSTEM_VIEW):
        cases = readiness.of_another_basis(programme, basis(), limit=_BATCH)
        if cases:
            refresh(cases, day=day)
            operations.pass_over(cases=cases, basis=basis())
    return len(cases)


def kept_answer(case: UUID, day: date) -> tuple[CaseLine, CaseAnswer] | None:
    """This will give the stored answer for looking at a case today; None when it is of another day or basis."""
    with kept_together(case, day):
        line = boards.kept_line(case, day, basis())
    return None if line is None else (line, _judged(line))


def kept_together(case: UUID, day: date, *beside: Callable[[], object]) -> AbstractContextManager[None]:
    """This will have a case's stored answer at hand, and whatever those `beside` ask, in one round trip."""
    return context.judged_together(lambda: boards.kept_line(case, day, basis()), beside=beside)


def answer_of(case: UUID, at: Moment) -> tuple[CaseLine, CaseAnswer] | None:
    """This will judge one case from the books as of a moment; None when it was not there yet."""
    with context.judging():
        found = boards.line_of(case, at)
    return None if found is None else (found, _judged(found))


def _judged(line: CaseLine) -> CaseAnswer:
    return assess_line(line.line, readiness.procedure(programmes.programme(line.programme).procedure))


def _stored(line: CaseLine, answer: CaseAnswer, day: date) -> Stored:
    return Stored(
        case_id=line.case,
        programme_id=line.programme,
        assessed_for=day,
        good_until=line.good_until,
        choice=answer.choice,
        stage=answer.stage.value,
        unmet=answer.gates,
        choice_on=line.choice_on,
        consent_lost_on=line.consent_lost_on,
        duplicate_on=line.duplicate_on,
        objection_on=line.objection_on,
        itinerary_on=line.itinerary_on,
        move_on=line.move_on,
        basis=basis(),
        facts=line.line,
    )

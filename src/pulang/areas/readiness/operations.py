"""Keeps the stored answers, and writes waivers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from pulang.areas.readiness.models import Waiver
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored answer for one case, in the order of its columns, and last the line of facts it rests on."""

    case_id: UUID
    programme_id: str
    assessed_for: date
    good_until: date | None
    choice: str
    stage: str
    unmet: tuple[str, ...]
    choice_on: date | None
    consent_lost_on: date | None
    duplicate_on: date | None
    objection_on: date | None
    itinerary_on: date | None
    move_on: date | None
    basis: str
    facts: str


*_COLUMNS, _FACTS = Stored.__dataclass_fields__
_MARKS = ", ".join(f"%({name})s" for name in _COLUMNS)
_NEWER = ", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS[1:])
_KEEP = (  # one statement, because every act about a case says it; the names are this module's own
    f"WITH answered AS (INSERT INTO readiness_assessment ({', '.join(_COLUMNS)}) VALUES ({_MARKS}) "  # noqa: S608
    f"ON CONFLICT (case_id) DO UPDATE SET {_NEWER} RETURNING case_id, programme_id) "
    "INSERT INTO readiness_situation (case_id, programme_id, facts) "
    "SELECT case_id, programme_id, %(facts)s::text FROM answered "
    "ON CONFLICT (case_id) DO UPDATE SET facts = EXCLUDED.facts WHERE readiness_situation.facts <> EXCLUDED.facts"
)


@needs_transaction
def keep(*, answers: Sequence[Stored]) -> None:
    """This will store the answers of cases, replacing earlier ones."""
    said = [
        {name: getattr(answer, name) for name in (*_COLUMNS, _FACTS)} | {"unmet": list(answer.unmet)}
        for answer in answers
    ]
    if len(said) == 1:  # most acts touch one case
        sql.tell(_KEEP, **said[0])
        return
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, said)


@needs_transaction
def pass_over(*, cases: Collection[UUID], basis: str) -> None:
    """This will note that these cases need no answer of this basis: their registration was a mistake."""
    sql.run(
        "UPDATE readiness_assessment SET basis = %(basis)s WHERE case_id = ANY(%(cases)s) AND basis <> %(basis)s",
        cases=list(cases),
        basis=basis,
    )


@needs_transaction
def waive(*, programme: str, case: UUID | None, gate: str, reason: str, until: date, stamp: Stamp) -> None:
    """This will set a gate aside for a case or a whole programme until a day."""
    Waiver.objects.create(
        programme_id=programme, case_id=case, gate=gate, event="GIVEN", reason=reason, until=until, **stamp.columns()
    )


@needs_transaction
def end_waiver(*, programme: str, case: UUID | None, gate: str, reason: str, stamp: Stamp) -> None:
    """This will end a waiver before its day."""
    Waiver.objects.create(
        programme_id=programme, case_id=case, gate=gate, event="ENDED", reason=reason, **stamp.columns()
    )

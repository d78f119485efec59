"""Writes times, appointments and frozen lists."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pulang.areas.rounds import models as rows
from pulang.areas.rounds.facts import ListedLine, SlotFacts
from pulang.areas.rounds.rules import AppointmentEvent
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def offer(*, programme: str, slots: Sequence[SlotFacts], stamp: Stamp) -> None:
    """This will offer times; a code used before is refused by the database."""
    made = (
        rows.Slot(
            programme_id=programme,
            round=one.round,
            code=one.code,
            meets_on=one.meets_on,
            starts=one.starts,
            place=one.place,
            capacity=one.capacity,
            **stamp.columns(),
        )
        for one in slots
    )
    rows.Slot.objects.bulk_create(made)


@needs_transaction
def hold_slot(*, programme: str, code: str) -> None:
    """This will let one act at a time take a place at this time; others wait for its end."""
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(%(slot)s, 0))", slot=f"slot|{programme}|{code}")


@needs_transaction
def appoint(*, case: UUID, programme: str, slot: str, event: AppointmentEvent, stamp: Stamp) -> None:
    """This will keep a time for a case, or give it back."""
    row = rows.Slot.objects.only("id").get(programme_id=programme, code=slot)
    rows.Appointment.objects.create(
        case_id=case, programme_id=programme, slot=row, event=event.value, **stamp.columns()
    )


@needs_transaction
def freeze(
    *,
    programme: str,
    head: Mapping[str, Any],
    lines: Sequence[ListedLine],
    stamp: Stamp,
) -> None:
    """This will write a list down for good; a second one of the same round is refused by the database."""
    rows.FrozenList.objects.create(programme_id=programme, **head, **stamp.columns())
    made = (
        rows.Line(
            case_id=line.case,
            programme_id=programme,
            round=head["round"],
            outcome=line.outcome,
            kind=line.kind,
            late=line.late,
            **stamp.columns(),
        )
        for line in lines
    )
    rows.Line.objects.bulk_create(made, batch_size=2_000)

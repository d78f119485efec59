"""Writes reveals, emergencies and what followed them, and drawn samples."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pulang.areas.reveals.facts import EmergencyFacts
from pulang.areas.reveals.models import Drawn, EmergencyWord, Sample
from pulang.areas.reveals.rules import (
    EMERGENCY_FOR,
    OPEN_FOR,
    PEOPLE_A_DAY,
    Basis,
    EmergencyReason,
    EmergencyStep,
    Field,
    RevealPurpose,
)
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@dataclass(frozen=True, slots=True)
class Whose:
    """One case with its person, and the account that opens it."""

    case: UUID
    programme: str
    person: UUID
    actor: str
    agency: str

    def columns(self) -> dict[str, object]:
        """This will give the columns that every line about a case begins with."""
        return {
            "case": self.case,
            "programme": self.programme,
            "person": self.person,
            "actor": self.actor,
            "agency": self.agency,
        }


_BEGIN = "case_id, programme_id, person_id, actor, agency, act_id, happened_on, recorded_at, opened_at, closes_at"
_BEGINS = """
    %(case)s, %(programme)s, %(person)s, %(actor)s, %(agency)s, %(act_id)s, %(happened_on)s, %(recorded_at)s,
    clock_timestamp(), clock_timestamp() + %(lasting)s
"""
# When it opens and in which transaction is written by the database itself (`pulang_open_reveal`).
_REVEAL = f"""
INSERT INTO reveals_reveal ({_BEGIN}, fields, purpose, basis, people_a_day, written_in)
VALUES ({_BEGINS}, %(fields)s, %(purpose)s, %(basis)s, %(people_a_day)s, 0)
"""  # noqa: S608 - our own words
_EMERGENCY = f"""
INSERT INTO reveals_emergency ({_BEGIN}, reason, explained) VALUES ({_BEGINS}, %(reason)s, %(explained)s)
"""  # noqa: S608 - our own words


@needs_transaction
def reveal(
    *, whose: Whose, fields: Collection[Field], purpose: RevealPurpose, basis: Basis, lasts: bool, stamp: Stamp
) -> None:
    """This will open fields of one person for one account; the database refuses the person too many of a day.

    What does not last was opened long ago: it is written down, and opens nothing.
    """
    sql.run(
        _REVEAL,
        **whose.columns(),
        **stamp.columns(),
        fields=sorted({field.value for field in fields}),
        purpose=purpose.value,
        basis=basis.value,
        people_a_day=PEOPLE_A_DAY[basis],
        lasting=OPEN_FOR if lasts else timedelta(),
    )


@needs_transaction
def break_in(*, whose: Whose, reason: EmergencyReason, explained: str, lasts: bool, stamp: Stamp) -> None:
    """This will let an account open a case that is not its own, for a few hours, or only write that it could once."""
    sql.run(
        _EMERGENCY,
        **whose.columns(),
        **stamp.columns(),
        reason=reason.value,
        explained=explained,
        lasting=EMERGENCY_FOR if lasts else timedelta(),
    )


@needs_transaction
def answer(
    *, emergency: EmergencyFacts, step: EmergencyStep, actor: str, upheld: bool, note: str, stamp: Stamp
) -> None:
    """This will write down what followed an emergency; each step is said once."""
    word = EmergencyWord(
        emergency_id=emergency.id,
        case_id=emergency.case_id,
        programme_id=emergency.programme,
        asked_by=emergency.actor,
        step=step.value,
        actor=actor,
        upheld=upheld,
        note=note,
        **stamp.columns(),
    )
    EmergencyWord.objects.bulk_create([word])


@needs_transaction
def keep_sample(*, programme: str, actor: str, cases: Sequence[UUID], among: int, seed: str, stamp: Stamp) -> None:
    """This will write down a drawn sample with its cases."""
    sample = Sample.objects.create(
        programme_id=programme, actor=actor, size=len(cases), among=among, seed=seed, **stamp.columns()
    )
    Drawn.objects.bulk_create([
        Drawn(sample=sample, case_id=case, programme_id=programme, **stamp.columns()) for case in cases
    ])  # fmt: skip

"""A sealed field is opened for one account, for fifteen minutes and a purpose; nothing shows without it.

Who may open what is decided here from role, care, consent, the drawn sample or a declared emergency. That nothing
shows without a reveal, and how many people a day, the database keeps by itself (`storage.policies`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import Relation, Role
from pulang.areas.audit import rules as looks
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import Purpose
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field as Sealed
from pulang.areas.places import queries as places
from pulang.areas.reveals import operations, queries
from pulang.areas.reveals.facts import Open
from pulang.areas.reveals.rules import Basis, RevealPurpose, refuse_unneeded
from pulang.areas.reveals.rules import Field as Part
from pulang.flows import looking, standing
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import CaseNumber, Code
from pulang.flows.verbs import Verb
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context

_LOOKS = {RevealPurpose.PAYMENT: looks.Purpose.PAYMENT}
_CASEWORK = frozenset({Role.REGISTRAR.value, Role.CASE_WORKER.value, Role.COORDINATOR.value})
_CARE = {
    Purpose.PARTNER: (Role.PARTNER_WORKER.value, Basis.CARE),
    Purpose.RECEIVING_OFFICE: (Role.RECEIVING_OFFICER.value, Basis.RECEIVING_SHEET),
}


class OpenIdentity(What):
    """Sealed fields of one person, opened for the asking account for fifteen minutes, and for what."""

    programme: Code
    case: CaseNumber
    fields: Annotated[tuple[Part, ...], Field(min_length=1, max_length=7)]
    purpose: RevealPurpose


def open_identity(*, by: Actor, at: datetime, ref: str, what: OpenIdentity) -> Receipt:
    """This will open fields of a person for the actor; refuses what the task or the purpose does not need.

    Refuses one person more than the actor may open on a day, however many ask at the same moment.
    """
    with act(by, "reveals.identity.open", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_for(by, what.case, what.programme)
        found = basis_of(by, case, moment(trail.day(None)))
        basis = refuse_unneeded(found, what.fields, what.purpose)
        operations.reveal(
            whose=operations.Whose(case.id, case.programme, case.person, by.code, by.agency),
            fields=what.fields,
            purpose=what.purpose,
            basis=basis,
            lasts=not trail.replayed,
            stamp=trail.stamp(None),
        )
        looking.note(
            action="identity.reveal",
            case=case,
            fields=[part.value.lower() for part in what.fields],
            purpose=_LOOKS.get(what.purpose, looks.Purpose.EMERGENCY if basis is Basis.EMERGENCY else None),
            reason=what.purpose.value.lower(),
            by=by,
            at=at,
        )
        trail.note(subject=case.number)
    return trail.done()


def case_for(actor: Actor, number: str, programme: str = "") -> CaseRef:
    """This will find a case that is the actor's task, or that the actor may open now in an emergency."""
    try:
        return cases.find(number, programme)
    except Refusal:
        # Asked about the actor's own emergencies only, so that the answer to any other number costs the same.
        urgent = queries.in_emergency(actor=actor.code)
        if not urgent:
            raise
        with context.counting():
            found = cases.find(number, programme)
        if found.id not in urgent:
            raise
        return found


def basis_of(actor: Actor, case: CaseRef, at: Moment) -> Basis | None:
    """This will say what the actor's right to open this person rests on; None where there is none."""
    relation = standing.relation(actor, case.programme)
    if relation is Relation.LEAD and actor.roles & _CASEWORK:
        return Basis.CASEWORK
    if relation is Relation.MINISTRY and Role.MINISTRY_REVIEWER.value in actor.roles:
        return Basis.SAMPLE if queries.is_drawn(case=case.id, day=at.day) else None
    return _in_care(actor, case.id, at) or _urgent(actor, case.id)


def _in_care(actor: Actor, case: UUID, at: Moment) -> Basis | None:
    """This will give the care under which a case was handed to the actor's office, while she consents to it."""
    agreed = cases.consents_in_force(case, at)
    for line in cases.assigned(case, at):
        role, basis = _CARE.get(Purpose(line.purpose), ("", None))
        if line.agency == actor.agency and role in actor.roles and line.purpose in agreed:
            return basis
    return None


def _urgent(actor: Actor, case: UUID) -> Basis | None:
    return Basis.EMERGENCY if case in queries.in_emergency(actor=actor.code) else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that is open now, with its value; empty where nothing is sealed under it."""

    open: Open
    value: str


def shown(*, actor: Actor, case: CaseRef) -> tuple[Shown, ...]:
    """This will give the values of a case's person that are open for the actor now, and note the look at them."""
    living = queries.living(actor=actor.code, person=case.person)
    if not living:
        return ()
    try:
        values = people.open_fields(person=case.person, fields=_sealed(living))
    except Refusal:  # the reveal lives, but the case is out of reach since, or the person's key is destroyed
        return ()
    looking.note(action="identity.shown", case=case, fields=[each.field.lower() for each in living])
    return tuple(Shown(each, _in_words(Sealed(each.field), values.get(Sealed(each.field), ""))) for each in living)


def _in_words(field: Sealed, value: str) -> str:
    """This will give a value as people read it: a village by its names, everything else as it was said."""
    return places.place(code=value).full_name if field is Sealed.VILLAGE and value else value


def _sealed(living: Collection[Open]) -> tuple[Sealed, ...]:
    return tuple(Sealed(each.field) for each in living)


VERBS = (Verb("reveals.identity.open", OpenIdentity, open_identity),)

"""Writes the papers of partner institutions."""

from datetime import date

from pulang.areas.partners.models import (
    Accreditation,
    Agreement,
    Approval,
    Assignment,
    Document,
    Incident,
    Registration,
    Survey,
)
from pulang.areas.partners.rules import (
    AccreditationEvent,
    AgreementEvent,
    ApprovalEvent,
    AssignmentEvent,
    DocumentEvent,
    DocumentKind,
    IncidentEvent,
    RegistrationEvent,
    SurveyEvent,
)
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def record_registration(
    *, partner: str, event: RegistrationEvent, number: str, until: date | None, stamp: Stamp
) -> None:
    """This will write that a registration certificate was issued or ended."""
    Registration.objects.create(partner_id=partner, event=event.value, number=number, until=until, **stamp.columns())


@needs_transaction
def record_accreditation(*, partner: str, event: AccreditationEvent, grade: str, number: str, stamp: Stamp) -> None:
    """This will write that an accreditation was issued, suspended, restored or revoked."""
    Accreditation.objects.create(partner_id=partner, event=event.value, grade=grade, number=number, **stamp.columns())


@needs_transaction
def record_survey(*, partner: str, event: SurveyEvent, stamp: Stamp, **details: object) -> None:
    """This will write how far the ministry's survey of a partner has come, and what it found point by point."""
    Survey.objects.create(partner_id=partner, event=event.value, **details, **stamp.columns())


@needs_transaction
def record_document(*, partner: str, kind: DocumentKind, event: DocumentEvent, stamp: Stamp, **details: object) -> None:
    """This will write that a paper was filed, found in order, or sent back."""
    Document.objects.create(partner_id=partner, kind=kind.value, event=event.value, **details, **stamp.columns())


@needs_transaction
def record_approval(
    *, partner: str, programme: str, event: ApprovalEvent, number: str, until: date | None, stamp: Stamp
) -> None:
    """This will write that the ministry approved a partner for a programme, or took it back."""
    Approval.objects.create(
        partner_id=partner,
        programme_id=programme,
        event=event.value,
        number=number,
        until=until,
        **stamp.columns(),
    )


@needs_transaction
def record_assignment(
    *,
    partner: str,
    programme: str,
    event: AssignmentEvent,
    capacity: int | None,
    until: date | None,
    source: str,
    stamp: Stamp,
) -> None:
    """This will write that a partner was named for a programme, assigned to it or released from it."""
    Assignment.objects.create(
        partner_id=partner,
        programme_id=programme,
        event=event.value,
        capacity=capacity,
        until=until,
        source=source,
        **stamp.columns(),
    )


@needs_transaction
def record_agreement(
    *, partner: str, programme: str, event: AgreementEvent, number: str, stamp: Stamp, **details: object
) -> None:
    """This will write that an agreement for a programme was signed, or ended early."""
    Agreement.objects.create(
        partner_id=partner, programme_id=programme, event=event.value, number=number, **details, **stamp.columns()
    )


@needs_transaction
def record_incident(*, partner: str, code: str, event: IncidentEvent, stamp: Stamp, **details: object) -> None:
    """This will write that a finding or an incident was recorded, answered or closed."""
    Incident.objects.create(partner_id=partner, code=code, event=event.value, **details, **stamp.columns())

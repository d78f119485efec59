"""Tables of partner institutions (LKS) and every paper that makes one fit."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pulang.areas.partners.rules import (
    AccreditationEvent,
    AgreementEvent,
    ApprovalEvent,
    AssignmentEvent,
    DocumentEvent,
    DocumentKind,
    IncidentEvent,
    IncidentKind,
    RegistrationEvent,
    Severity,
    SurveyEvent,
)
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class PartnerRow(BookRow):
    """A book line about a partner; a partner is an agency of kind PARTNER."""

    partner = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Registration(PartnerRow):
    """Registration certificate (Permensos 184/2011, now 5/2024): issued or ended."""

    event = code_field()
    number = models.CharField(max_length=80, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", RegistrationEvent, "registration_event_is_known")]
        indexes: ClassVar = [latest_index("partners", "registration", "partner")]


class Accreditation(PartnerRow):
    """Accreditation with its grade (issued on `happened_on`), suspended, lifted or revoked; the expiry is computed."""

    event = code_field()
    grade = code_field(length=1, blank=True)
    number = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", AccreditationEvent, "accreditation_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="ISSUED") | models.Q(grade__in=["A", "B", "C"]),
                name="issued_accreditation_has_a_grade",
            ),
        ]
        indexes: ClassVar = [latest_index("partners", "accreditation", "partner")]


class Survey(PartnerRow):
    """The ministry's survey of a partner: asked for, visited, passed or failed."""

    event = code_field()
    until = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    met = ArrayField(code_field(), null=True)
    lacked = ArrayField(code_field(), null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", SurveyEvent, "survey_event_is_known")]
        indexes: ClassVar = [latest_index("partners", "survey", "partner")]


class Document(PartnerRow):
    """A paper of an institution: filed with its number and end, found in order, or sent back with a note."""

    kind = code_field()
    event = code_field()
    number = models.CharField(max_length=80, blank=True)
    until = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", DocumentKind, "document_kind_is_known"),
            one_of("event", DocumentEvent, "document_event_is_known"),
        ]
        indexes: ClassVar = [latest_index("partners", "document", "partner", "kind")]


class Approval(PartnerRow):
    """The ministry's approval of a partner for a programme, or its withdrawal."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    event = code_field()
    number = models.CharField(max_length=80, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", ApprovalEvent, "approval_event_is_known")]
        indexes: ClassVar = [latest_index("partners", "approval", "partner", "programme")]


class Assignment(PartnerRow):
    """A partner named for a programme, assigned to it with a capacity in people, or released from it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    event = code_field()
    capacity = models.PositiveIntegerField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", AssignmentEvent, "partner_assignment_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="ASSIGNED") | models.Q(capacity__gt=0), name="assigned_partner_has_capacity"
            ),
        ]
        indexes: ClassVar = [latest_index("partners", "assignment", "programme", "partner")]


class Agreement(PartnerRow):
    """An agreement for a programme, signed under a number with its days and regions, or ended early with a reason."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    event = code_field()
    number = models.CharField(max_length=80)
    starts_on = models.DateField(null=True)
    until = models.DateField(null=True)
    regions = ArrayField(code_field(), null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", AgreementEvent, "agreement_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="SIGNED")
                | models.Q(starts_on__isnull=False, until__gt=models.F("starts_on"), regions__isnull=False),
                name="signed_agreement_has_both_days",
            ),
        ]
        indexes: ClassVar = [latest_index("partners", "agreement", "programme", "partner")]


class Incident(PartnerRow):
    """A finding about an institution or an incident: recorded by an office, answered by the institution, closed.

    What is written in it is for the institution and for those who judge institutions (`storage.policies`).
    """

    code = code_field()
    event = code_field()
    kind = code_field(blank=True)
    severity = code_field(blank=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, null=True, related_name="+")
    office = code_field(blank=True)
    text = models.CharField(max_length=1000)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", IncidentEvent, "incident_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="RECORDED")
                | models.Q(kind__in=[one.value for one in IncidentKind], severity__in=[one.value for one in Severity]),
                name="recorded_incident_says_what_it_is",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["partner", "code", "act"], name="partners_incident_code")]

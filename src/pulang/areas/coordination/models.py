"""Tables of meetings, decisions with their conditions, and consultations."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pulang.areas.coordination.rules import (
    ConditionEvent,
    DecisionEvent,
    ItemEvent,
    LetterEvent,
    MeetingEvent,
    MeetingKind,
    Outcome,
    QuestionEvent,
)
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class Meeting(models.Model):
    """A meeting between agencies, under a code of the programme; what becomes of it is in `MeetingStatus`."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    title = models.CharField(max_length=200)
    kind = code_field()
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "code"], name="meeting_code_is_free"),
            one_of("kind", MeetingKind, "meeting_kind_is_known"),
        ]


class MeetingStatus(BookRow):
    """A meeting is expected, planned for a day, held with these agencies, or cancelled."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = code_field()
    planned_for = models.DateField(null=True)
    agencies = ArrayField(code_field(), default=list)
    quorum = ArrayField(code_field(), null=True)
    deciding = ArrayField(code_field(), null=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", MeetingEvent, "meeting_event_is_known"),
            models.CheckConstraint(
                condition=~models.Q(event="PLANNED") | models.Q(planned_for__isnull=False),
                name="planned_meeting_has_a_day",
            ),
        ]
        indexes: ClassVar = [latest_index("coordination", "meeting", "meeting")]


class Minutes(BookRow):
    """Minutes that were drawn up from the record to be signed: their number, all they say, and a digest of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    number = code_field(length=16)
    digest = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["number"], name="minutes_number_is_free")]


class AgendaItem(BookRow):
    """A point of a meeting's agenda: put on it, amended, or taken off. It counts cases and never names one.

    `asked` names the residents' question it is about, `partner` and `incident` what was found of an institution.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = code_field()
    event = code_field()
    question = models.CharField(max_length=300, blank=True)
    gate = code_field(blank=True)
    cases = models.PositiveIntegerField(null=True)
    missing = models.CharField(max_length=500, blank=True)
    proposed = code_field(blank=True)
    note = models.CharField(max_length=300, blank=True)
    asked = models.CharField(max_length=32, blank=True, db_default="")
    partner = models.CharField(max_length=32, blank=True, db_default="")
    incident = models.CharField(max_length=32, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            one_of("event", ItemEvent, "agenda_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(proposed="") | models.Q(proposed__in=[o.value for o in Outcome]),
                name="agenda_proposal_is_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "code", "act"], name="coordination_agenda")]


class Decision(BookRow):
    """A decision of a meeting, made (`happened_on`) and in force from its own day; withdrawn, or set right as a whole.

    `item` names the point of the agenda it answers.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    event = code_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = code_field(blank=True)
    in_force_on = models.DateField(null=True)
    until = models.DateField(null=True)
    supersedes = code_field(blank=True)
    holder = code_field(blank=True)
    due_on = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    item = models.CharField(max_length=32, blank=True, db_default="")
    why = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            one_of("event", DecisionEvent, "decision_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(event="WITHDRAWN")
                | models.Q(outcome__in=[o.value for o in Outcome], in_force_on__isnull=False, meeting__isnull=False),
                name="made_decision_is_complete",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "code"], name="coordination_decision_code")]


class Condition(BookRow):
    """A condition of a "may proceed if": set with the decision, to be met by a day or by none, met later."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    decision = code_field()
    code = code_field()
    event = code_field()
    text = models.CharField(max_length=300, blank=True)
    holder = code_field(blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", ConditionEvent, "condition_event_is_known")]


class Letter(BookRow):
    """A letter between agencies: sent or received with its number, subject and day for an answer; or answered."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    event = code_field()
    office = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", LetterEvent, "letter_event_is_known")]


class Position(BookRow):
    """What an observing organisation holds of a decision; the last one of an organisation counts."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    decision = code_field()
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=1000)
    published = models.BooleanField(default=False)


class Consultation(BookRow):
    """A meeting with residents or their organisations: what was told, asked and answered."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    audience = code_field()
    summary = models.CharField(max_length=500)
    asked = models.CharField(max_length=1000, blank=True)
    answered = models.CharField(max_length=1000, blank=True)
    companions = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    told_of_companions = models.BooleanField(null=True)


class Question(BookRow):
    """What residents asked at a meeting (in its own act), who answers it and by when; or the answer."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    code = code_field()
    event = code_field()
    text = models.CharField(max_length=1000)
    holder = code_field(blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", QuestionEvent, "question_event_is_known")]
        indexes: ClassVar = [models.Index(fields=["programme", "code", "act"], name="coordination_question_code")]

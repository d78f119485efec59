"""Writes meetings, decisions, conditions and consultations."""

from collections.abc import Sequence

from pulang.areas.coordination.models import (
    AgendaItem,
    Condition,
    Consultation,
    Decision,
    Letter,
    Meeting,
    MeetingStatus,
    Minutes,
    Position,
    Question,
)
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
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def open_meeting(*, programme: str, code: str, title: str, kind: MeetingKind, stamp: Stamp) -> None:
    """This will enter a meeting; a code used before is refused by the database."""
    Meeting.objects.create(programme_id=programme, code=code, title=title, kind=kind.value, act_id=stamp.act_id)


@needs_transaction
def mark_meeting(
    *, meeting: int, event: MeetingEvent, stamp: Stamp, agencies: Sequence[str] = (), **details: object
) -> None:
    """This will write what became of a meeting."""
    MeetingStatus.objects.create(
        meeting_id=meeting, event=event.value, agencies=list(agencies), **details, **stamp.columns()
    )


@needs_transaction
def issue_minutes(*, meeting: int, number: str, digest: str, content: str, stamp: Stamp) -> None:
    """This will write that minutes were drawn up to be signed; a number used before is refused by the database."""
    Minutes.objects.create(meeting_id=meeting, number=number, digest=digest, content=content, **stamp.columns())


@needs_transaction
def put_item(*, meeting: int, code: str, stamp: Stamp, **details: object) -> None:
    """This will put a point on a meeting's agenda, or write it anew."""
    AgendaItem.objects.create(meeting_id=meeting, code=code, event=ItemEvent.PUT.value, **details, **stamp.columns())


@needs_transaction
def drop_item(*, meeting: int, code: str, note: str, stamp: Stamp) -> None:
    """This will take a point off a meeting's agenda."""
    AgendaItem.objects.create(
        meeting_id=meeting, code=code, event=ItemEvent.DROPPED.value, note=note, **stamp.columns()
    )


@needs_transaction
def make_decision(
    *, programme: str, code: str, meeting: int, outcome: Outcome, stamp: Stamp, **details: object
) -> None:
    """This will write a decision of a meeting with its day, holder, deadline and reason."""
    Decision.objects.create(
        programme_id=programme,
        code=code,
        event=DecisionEvent.MADE.value,
        meeting_id=meeting,
        outcome=outcome.value,
        **details,
        **stamp.columns(),
    )


@needs_transaction
def correct_decision(
    *, programme: str, code: str, meeting: int, outcome: Outcome, stamp: Stamp, **details: object
) -> None:
    """This will write how a decision should have been written down; what it decided stays what it was."""
    Decision.objects.create(
        programme_id=programme,
        code=code,
        event=DecisionEvent.CORRECTED.value,
        meeting_id=meeting,
        outcome=outcome.value,
        **details,
        **stamp.columns(),
    )


@needs_transaction
def withdraw_decision(*, programme: str, code: str, reason: str, stamp: Stamp) -> None:
    """This will write that a decision no longer stands."""
    Decision.objects.create(
        programme_id=programme, code=code, event=DecisionEvent.WITHDRAWN.value, reason=reason, **stamp.columns()
    )


@needs_transaction
def mark_condition(
    *, programme: str, decision: str, code: str, event: ConditionEvent, stamp: Stamp, **details: object
) -> None:
    """This will set a condition of a decision, or write that it was met or opened again."""
    Condition.objects.create(
        programme_id=programme, decision=decision, code=code, event=event.value, **details, **stamp.columns()
    )


@needs_transaction
def record_consultation(*, programme: str, stamp: Stamp, **details: object) -> None:
    """This will write what residents or their organisations were told, asked and answered."""
    Consultation.objects.create(programme_id=programme, **details, **stamp.columns())


@needs_transaction
def record_letter(*, programme: str, code: str, event: LetterEvent, stamp: Stamp, **details: object) -> None:
    """This will write that a letter went out or came in, or was answered."""
    Letter.objects.create(programme_id=programme, code=code, event=event.value, **details, **stamp.columns())


@needs_transaction
def file_position(*, programme: str, decision: str, agency: str, stamp: Stamp, **details: object) -> None:
    """This will write what an organisation holds of a decision."""
    Position.objects.create(programme_id=programme, decision=decision, agency_id=agency, **details, **stamp.columns())


@needs_transaction
def mark_question(
    *, programme: str, code: str, event: QuestionEvent, text: str, stamp: Stamp, **details: object
) -> None:
    """This will write what residents asked, or what they were answered."""
    Question.objects.create(
        programme_id=programme, code=code, event=event.value, text=text, **details, **stamp.columns()
    )

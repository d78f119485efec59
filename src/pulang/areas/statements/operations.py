"""Writes what offices said in public; nothing is ever overwritten."""

from dataclasses import dataclass
from datetime import date

from pulang.areas.statements.models import Answer, ConflictNote, Promise, PromiseKept, ReportedFigure, Statement
from pulang.areas.statements.rules import AnswerEvent, ConflictKind, Precision, StatementKind, Unit
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@dataclass(frozen=True, slots=True)
class Said:
    """Who said it and when, in which programme, on what source, and in one sentence what."""

    programme: str
    office: str
    said_on: date
    source: str
    summary: str

    def columns(self) -> dict[str, str | date]:
        """This will give what every said line has in common as column values."""
        return {
            "programme_id": self.programme,
            "office": self.office,
            "said_on": self.said_on,
            "source": self.source,
            "summary": self.summary,
        }


@needs_transaction
def report_figure(*, said: Said, figure: str, value: int, high: int | None, unit: Unit, stamp: Stamp) -> None:
    """This will write a number somebody stated."""
    ReportedFigure.objects.create(
        figure=figure, value=value, high=high, unit=unit.value, **said.columns(), **stamp.columns()
    )


@needs_transaction
def note_conflict(*, programme: str, kind: ConflictKind, stamp: Stamp, **details: object) -> None:
    """This will write why a stated number differs from others; the numbers stay."""
    ConflictNote.objects.create(programme_id=programme, kind=kind.value, **details, **stamp.columns())


@needs_transaction
def make_promise(
    *,
    said: Said,
    subject: str,
    promised_on: date | None,
    precision: Precision,
    amount: int | None,
    unit: Unit | None,
    funding: str,
    stamp: Stamp,
) -> None:
    """This will write a promise; a later one of the same subject stands beside it and never replaces it."""
    Promise.objects.create(
        subject=subject,
        promised_on=promised_on,
        precision=precision.value,
        amount=amount,
        unit="" if unit is None else unit.value,
        funding=funding,
        **said.columns(),
        **stamp.columns(),
    )


@needs_transaction
def keep_promise(*, programme: str, subject: str, stamp: Stamp) -> None:
    """This will write that a promise was kept on the day of the stamp."""
    PromiseKept.objects.create(programme_id=programme, subject=subject, **stamp.columns())


@needs_transaction
def record_statement(*, said: Said, kind: StatementKind, subject: str, stamp: Stamp) -> None:
    """This will write words said in public, or a grievance voiced by a group."""
    Statement.objects.create(kind=kind.value, subject=subject, **said.columns(), **stamp.columns())


@needs_transaction
def mark_answer(*, programme: str, event: AnswerEvent, stamp: Stamp, **details: object) -> None:
    """This will write that an answer was prepared or given; of one code the latest line counts."""
    Answer.objects.create(programme_id=programme, event=event.value, **details, **stamp.columns())

"""Writes batches, what was sent and what came of it; the money itself moves in `funds`."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pulang.areas.payments.facts import Booked, FileKind, Item, Line, Outcome, ProofKind, Told
from pulang.areas.payments.models import Appointment, Batch, File, Proof, Result, Sent
from pulang.areas.payments.models import Booked as BookedRow
from pulang.areas.payments.models import Item as ItemRow
from pulang.areas.payments.models import Line as LineRow
from pulang.areas.payments.models import Statement as StatementRow
from pulang.areas.payments.queries import place_of
from pulang.areas.payments.rules import step_of
from pulang.storage import sealing, sql
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper
from pulang.storage.transactions import needs_transaction


@needs_transaction
def hold(*, payment: str) -> None:
    """This will let one act at a time send a batch or take over what came of it; others wait for its end."""
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(%(payment)s, 0))", payment=f"payment {payment}")


@needs_transaction
def add_lines(
    *, payment: str, programme: str, text: str, lines: Sequence[Line], items: Sequence[Item], stamp: Stamp
) -> None:
    """This will write the lines of a batch and whose they are, in the order of the tokens, which says nothing."""
    Batch.objects.create(payment=payment, text=text, **stamp.columns())
    LineRow.objects.bulk_create(
        LineRow(payment=payment, token=one.token, way=one.way.value, amount=one.amount, **stamp.columns())
        for one in sorted(lines, key=lambda line: line.token)
    )
    ItemRow.objects.bulk_create(
        ItemRow(
            programme_id=programme,
            case_id=one.case,
            token=one.token,
            kind=one.kind,
            decree=one.decree,
            amount=one.amount,
            attempt=one.attempt,
            **stamp.columns(),
        )
        for one in sorted(items, key=lambda item: (item.token, item.kind))
    )


@needs_transaction
def send(*, tails: Mapping[str, str], stamp: Stamp) -> None:
    """This will write that lines stand in a file for the bank; a line stands in one only."""
    Sent.objects.bulk_create(Sent(token=token, tail=tail, **stamp.columns()) for token, tail in sorted(tails.items()))


@needs_transaction
def keep_file(*, payment: str, kind: FileKind, layout: str, lines: int, total: int, digest: str, stamp: Stamp) -> None:
    """This will write down a file by its digest; the same answer of a bank is taken over once."""
    File.objects.create(
        payment=payment, kind=kind.value, layout=layout, lines=lines, total=total, digest=digest, **stamp.columns()
    )


@needs_transaction
def end_lines(*, told: Sequence[Told], stamp: Stamp) -> None:
    """This will write what came of lines; each has one first word, and its money comes back once."""
    Result.objects.bulk_create(
        Result(
            token=one.token,
            step=step_of(one.outcome),
            outcome=one.outcome.value,
            reference=one.reference,
            reason=one.reason,
            **stamp.columns(),
        )
        for one in sorted(told, key=lambda line: line.token)
    )


@needs_transaction
def end_line(*, token: str, outcome: Outcome, reason: str, stamp: Stamp) -> None:
    """This will write what came of one line."""
    end_lines(told=[Told(0, token, 0, outcome, "", reason)], stamp=stamp)


@needs_transaction
def hold_statements(*, source: str) -> None:
    """This will let one act at a time take over a statement of a source, so that two with the same lines are told."""
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(%(source)s, 0))", source=f"statements {source}")


@needs_transaction
def take_statement(
    *, source: str, layout: str, digest: str, lines: Sequence[Booked], fresh: Sequence[Booked], stamp: Stamp
) -> None:
    """This will write a bank's statement by its sums, and those of its lines that are not written down yet."""
    StatementRow.objects.create(
        source_id=source,
        layout=layout,
        lines=len(lines),
        came_in=sum(one.amount for one in lines if one.came_in),
        went_out=sum(one.amount for one in lines if not one.came_in),
        digest=digest,
        **stamp.columns(),
    )
    BookedRow.objects.bulk_create(
        BookedRow(
            source_id=source,
            booked_on=one.on,
            amount=one.amount,
            came_in=one.came_in,
            mark=one.mark,
            reference=one.reference,
            balance=one.balance,
            **stamp.columns(),
        )
        for one in fresh
    )


@needs_transaction
def keep_proof(*, payment: str, kind: ProofKind, digest: str, size: int, content: bytes, stamp: Stamp) -> None:
    """This will keep a proof under a key of its own; with no content only that there is one, and its digest."""
    place, key = place_of(payment, digest), sealing.new_key()
    Proof.objects.create(
        payment=payment,
        kind=kind.value,
        size=size,
        digest=digest,
        content=sealing.seal(key, content, place) if content else b"",
        wrapped=keeper().shut(secret=key, whose=place.person) if content else b"",
        **stamp.columns(),
    )


@needs_transaction
def appoint(*, programme: str, case: UUID, token: str, on: date, place: str, stamp: Stamp) -> None:
    """This will write when and where an envelope waits for a person."""
    Appointment.objects.create(
        programme_id=programme, case_id=case, token=token, meets_on=on, place=place, **stamp.columns()
    )

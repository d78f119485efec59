"""Writes contacts, questions and notices."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from pulang.areas.contacts import models as rows
from pulang.areas.contacts.facts import NoticeFacts
from pulang.areas.contacts.rules import Hours, NoticeKind, NoticeState, QuestionEvent, Way, Wording
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def change_contact(
    *, case: UUID, programme: str, way: Way, hours: Hours, language: str, address: UUID | None, stamp: Stamp
) -> None:
    """This will write how she may be reached from now on."""
    rows.Contact.objects.create(
        case_id=case,
        programme_id=programme,
        way=way.value,
        hours=hours.value,
        language=language,
        address=address,
        **stamp.columns(),
    )


@needs_transaction
def add_question(  # noqa: PLR0913 - one argument for each thing a line says
    *,
    case: UUID,
    programme: str,
    number: str,
    ref: str,
    event: QuestionEvent,
    by: str,
    due_on: date | None,
    words: UUID,
    stamp: Stamp,
) -> None:
    """This will write a question or its answer."""
    rows.Question.objects.create(
        case_id=case,
        programme_id=programme,
        number=number,
        ref=ref,
        event=event.value,
        by=by,
        due_on=due_on,
        words=words,
        **stamp.columns(),
    )


@needs_transaction
def keep_text(*, key: UUID, box: bytes, at: datetime) -> None:
    """This will keep something sealed."""
    rows.Text.objects.create(id=key, box=box, written_at=at)


@needs_transaction
def destroy_texts(*, keys: Collection[UUID]) -> int:
    """This will destroy what was sealed under these keys, and give how much there was."""
    return rows.Text.objects.filter(id__in=keys).delete()[0]


@needs_transaction
def let_wait(
    *, case: UUID, programme: str, kind: NoticeKind, purpose: str, template: Wording, at: datetime, due_at: datetime
) -> None:
    """This will let a notice wait for its hour."""
    rows.Notice.objects.create(
        case_id=case,
        programme_id=programme,
        kind=kind.value,
        purpose=purpose,
        version=template.version,
        made_at=at,
        due_at=due_at,
        state=NoticeState.WAITING.value,
        changed_at=at,
    )


_OPEN = (NoticeState.WAITING.value, NoticeState.SENDING.value)


@needs_transaction
def drop(*, case: UUID, purposes: Collection[str], at: datetime) -> int:
    """This will let notices that rest on these purposes go unsent, and give how many there were."""
    waiting = rows.Notice.objects.filter(case_id=case, purpose__in=purposes, state__in=_OPEN)
    return waiting.update(state=NoticeState.DROPPED.value, changed_at=at)


@needs_transaction
def drop_all(*, case: UUID, at: datetime) -> int:
    """This will let everything that waits for somebody go unsent: she is erased."""
    waiting = rows.Notice.objects.filter(case_id=case, state__in=_OPEN)
    return waiting.update(state=NoticeState.DROPPED.value, changed_at=at)


# One sender takes what is due for a case, and with it what another sender has left behind in the middle: under the
# message it had, so that the gateway knows it again. Everything of one case goes out together.
_CLAIM = """
UPDATE contacts_notice n
SET state = 'SENDING', tries = n.tries + 1, changed_at = %(at)s, message = coalesce(n.message, t.message)
FROM (
    SELECT w.case_id,
           coalesce((array_agg(w.message) FILTER (WHERE w.message IS NOT NULL))[1], gen_random_uuid()) AS message
    FROM (
        SELECT w.case_id, w.message FROM contacts_notice w
        WHERE w.due_at <= %(at)s
          AND (w.state = 'WAITING' OR (w.state = 'SENDING' AND w.changed_at < %(stale)s))
        ORDER BY w.due_at, w.id
        LIMIT %(limit)s
        FOR UPDATE SKIP LOCKED
    ) w
    GROUP BY w.case_id
) t
WHERE n.case_id = t.case_id AND n.due_at <= %(at)s
  AND (n.state = 'WAITING' OR (n.state = 'SENDING' AND n.changed_at < %(stale)s))
RETURNING n.id, n.case_id, n.kind, n.purpose, n.version, n.due_at, n.state, n.tries, n.message
"""


@needs_transaction
def claim(*, at: datetime, stale: datetime, limit: int) -> tuple[NoticeFacts, ...]:
    """This will take notices that are due, or that a sender left behind before `stale`, and mark them as being sent."""
    return tuple(NoticeFacts(*row) for row in sql.rows(_CLAIM, at=at, stale=stale, limit=limit))


@needs_transaction
def mark(*, ids: Sequence[int], state: NoticeState, at: datetime, due_at: datetime | None = None) -> int:
    """This will say what became of notices that are being sent; one that was dropped meanwhile stays so."""
    said: dict[str, object] = {"state": state.value, "changed_at": at}
    if due_at is not None:
        said["due_at"] = due_at
    sending = rows.Notice.objects.filter(id__in=ids, state=NoticeState.SENDING.value)
    return sending.update(**said)

"""Writes deletion requests, requests of the person, letters of authorities, purges and records of destruction."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from pulang.areas.privacy.facts import OfficialFacts, RequestFacts
from pulang.areas.privacy.models import Destruction, Official, Purge, Request
from pulang.areas.privacy.queries import LEFTOVERS
from pulang.areas.privacy.rules import DeletionEvent, OfficialEvent, PurgeEvent, RequestEvent
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction

# Who keeps a case has to be asked, once: whoever was asked and has not said yes yet is not asked again.
_ASK = """
INSERT INTO privacy_deletion (
    case_id, programme_id, number, agency_id, purpose, event, due_at, act_id, happened_on, recorded_at
)
SELECT %(case)s, %(programme)s, %(number)s, x.agency, x.purpose, 'ASKED', %(due_at)s,
       %(act_id)s, %(happened_on)s, %(recorded_at)s
FROM unnest(%(agencies)s::text[], %(purposes)s::text[]) AS x (agency, purpose)
WHERE NOT EXISTS (
    SELECT 1 FROM (
        SELECT d.event FROM privacy_deletion d
        WHERE d.case_id = %(case)s AND d.agency_id = x.agency AND d.purpose = x.purpose
          AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id)
        ORDER BY d.happened_on DESC, d.act_id DESC LIMIT 1
    ) l WHERE l.event = 'ASKED'
)
"""


@needs_transaction
def ask_deletion(
    *,
    case: UUID,
    programme: str,
    number: str,
    holders: Collection[tuple[str, str]],
    due_at: datetime,
    stamp: Stamp,
) -> int:
    """This will ask offices to delete what they keep of a case, each for its purpose; gives how many were asked."""
    if not holders:
        return 0
    return sql.run(
        _ASK,
        case=case,
        programme=programme,
        number=number,
        agencies=[agency for agency, _ in holders],
        purposes=[purpose for _, purpose in holders],
        due_at=due_at,
        **stamp.columns(),
    )


@needs_transaction
def confirm_deletion(*, case: UUID, programme: str, number: str, agency: str, purpose: str, stamp: Stamp) -> None:
    """This will write that an office has deleted what it kept."""
    # Not through the ORM, whose RETURNING would ask to see the line again.
    sql.run(
        "INSERT INTO privacy_deletion (case_id, programme_id, number, agency_id, purpose, event, act_id, happened_on, "
        "recorded_at) VALUES (%(case)s, %(programme)s, %(number)s, %(agency)s, %(purpose)s, %(event)s, %(act_id)s, "
        "%(happened_on)s, %(recorded_at)s)",
        case=case,
        programme=programme,
        number=number,
        agency=agency,
        purpose=purpose,
        event=DeletionEvent.CONFIRMED.value,
        **stamp.columns(),
    )


@needs_transaction
def mark_request(
    *, request: RequestFacts, event: RequestEvent, by: str, stamp: Stamp, detail: str = "", note: str = ""
) -> None:
    """This will write what became of a request."""
    Request.objects.create(
        case_id=request.case,
        programme_id=request.programme,
        number=request.number,
        ref=request.ref,
        kind=request.kind,
        event=event.value,
        by=by,
        detail=detail,
        note=note,
        due_at=request.due_at,
        **stamp.columns(),
    )


@needs_transaction
def mark_official(
    *,
    letter: OfficialFacts,
    event: OfficialEvent,
    by: str,
    stamp: Stamp,
    fields: Collection[str] = (),
    note: str = "",
    silent_until: date | None = None,
) -> None:
    """This will write what became of an authority's letter."""
    Official.objects.create(
        case_id=letter.case,
        programme_id=letter.programme,
        number=letter.number,
        ref=letter.ref,
        event=event.value,
        by=by,
        authority=letter.authority,
        letter=letter.letter,
        basis=letter.basis,
        fields=list(fields),
        note=note,
        silent_until=silent_until,
        **stamp.columns(),
    )


@needs_transaction
def mark_purge(
    *, programme: str, ref: str, rule: str, event: PurgeEvent, by: str, affected: int, cut_on: date, stamp: Stamp
) -> None:
    """This will write that a purge was proposed, approved or carried out."""
    Purge.objects.create(
        programme_id=programme,
        ref=ref,
        rule=rule,
        event=event.value,
        by=by,
        affected=affected,
        cut_on=cut_on,
        **stamp.columns(),
    )


@needs_transaction
def record_destruction(*, rule: str, affected: int, cut_on: date, stamp: Stamp) -> None:
    """This will write down that something was destroyed: how many, never whose."""
    Destruction.objects.create(rule=rule, affected=affected, cut_on=cut_on, **stamp.columns())


@needs_transaction
def delete_leftovers(*, rule: str, cut_on: date) -> int:
    """This will delete the rows of one rule that have been kept long enough, and give how many."""
    if rule == "sign-ins":  # a book, which only the database itself shortens
        gone = sql.one("SELECT pulang_forget_sign_ins(%(cut_on)s)", cut_on=cut_on)
        assert gone is not None, "the function gives a number"
        return int(gone[0])
    table, due = LEFTOVERS[rule]
    return sql.run(f"DELETE FROM {table} WHERE {due}", cut_on=cut_on)  # noqa: S608 - our own words

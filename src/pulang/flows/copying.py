"""Makes the copies that were approved, hands them to whoever asked, and lets them go after a day.

A copy holds only the cases that both the one who asked and the one who approved may see on the day it is made, and
of those only the people whose consent to its purpose stands. Every person in it has the look in her trail.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.audit.rules import Decision, Purpose
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef, Listed
from pulang.areas.cases.rules import CARERS
from pulang.areas.cases.rules import Purpose as Consented
from pulang.areas.exports import operations, queries, rules
from pulang.areas.exports.facts import Bearer, Column, Export, Request, State
from pulang.areas.exports.rules import LIVES
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.areas.places import queries as places
from pulang.areas.privacy import queries as privacy
from pulang.flows import looking, standing
from pulang.flows.listing import Asked, listed
from pulang.kernel.moments import Moment, local_day, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, sealing, workbooks

_ZONE: Final = "Asia/Jakarta"
_HEADS: Final = {
    Column.NUMBER: "Nomor",
    Column.STAGE: "Tahap",
    Column.OPENED_ON: "Dibuka",
    Column.ORIGIN: "Asal",
    Column.HOME: "Tujuan",
    Column.CONSENT_UNTIL: "Persetujuan sampai",
    Column.NAME: "Nama",
    Column.NIK: "NIK",
    Column.BIRTH_DATE: "Tanggal lahir",
}
_OPENED: Final = {Column.NAME: Field.NAME, Column.NIK: Field.NIK, Column.BIRTH_DATE: Field.BIRTH_DATE}
_LOOKED_FOR: Final = {
    Consented.PARTNER.value: Purpose.ACCOMPANYING,
    Consented.RECEIVING_OFFICE.value: Purpose.RECEIVING,
    Consented.PAYMENT.value: Purpose.PAYMENT,
}
_NOT_YOURS: Final = Words(
    id="Salinan ini tidak ada, sudah habis waktunya, atau bukan untuk Anda.",
    en="This copy does not exist, is over, or is not for you.",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One case of a copy."""

    case: CaseRef
    listed: Listed
    until: date | None


def make_due(*, at: datetime) -> int:
    """This will make every approved copy that has no file yet, and give how many were made."""
    with context.looking(standing.view_of(SYSTEM)):
        waiting = queries.due(at, since=at - LIVES)
    return sum(_made(export, at) for export in waiting)


def _made(export: Export, at: datetime) -> bool:
    asked = export.request
    try:
        rows, key = _written(export, at)
    except Refusal as refusal:
        with context.working(standing.view_of(SYSTEM)):
            operations.keep_failure(programme=asked.programme, number=asked.number, code=refusal.code[:32], at=at)
        return False
    mark = queries.mark_of(asked.number, asked.recipient)
    table = workbooks.Table(
        heads=[_HEADS[column] for column in asked.columns],
        rows=rules.in_order_of(mark, rows),
        foot=f"{asked.number} · {asked.receiver} · {local_day(at + LIVES, _ZONE).isoformat()}",
        higher=rules.spacing_of(mark),
    )
    content = workbooks.locked(table, rules.password_of(key))
    with context.working(standing.view_of(SYSTEM)):
        operations.keep_file(
            programme=asked.programme,
            number=asked.number,
            count=len(rows),
            content=content,
            digest=hashlib.sha256(content).hexdigest(),
            key=key,
            at=at,
        )
    return True


def _written(export: Export, at: datetime) -> tuple[list[tuple[str, ...]], bytes]:
    """This will give the rows both may see, opened for the one who asked, with a look for each; and a fresh key."""
    asked, day = export.request, local_day(at, _ZONE)
    approver = _still(export.decided_by, "exports.export.approve", asked.programme, day)
    requester = _still(asked.requested_by, "exports.export.request", asked.programme, day)
    rules.refuse_closed_names(asked.columns, names=rights.may_open_names(requester))
    with standing.looking(approver, day=day):
        seen = {row.case.id for row in _rows(asked, day)}
    with standing.looking(requester, day=day):
        chosen = [row for row in _rows(asked, day) if row.case.id in seen]
        rules.refuse_too_many(len(chosen))
        for row in chosen:
            looking.note(
                action="export.written",
                case=row.case,
                fields=[column.value.lower() for column in asked.columns],
                purpose=_LOOKED_FOR.get(asked.purpose),
                at=at,
            )
    # Names open here for the copy two people answer for, not for one account's eyes; the looks above are written.
    with context.looking(standing.view_of(SYSTEM)):
        # In the order of their numbers, so that the order the mark gives them can be read back.
        in_order = sorted(chosen, key=lambda row: row.case.number)
        lines = [tuple(rules.cell(text) for text in _cells(asked.columns, row)) for row in in_order]
    return lines, sealing.new_key()


def _still(code: str, verb: str, programme: str, day: date) -> Actor:
    """This will give who asked or approved with the rights of the day; refuses when they are gone."""
    with context.looking(standing.view_of(SYSTEM)):
        actor = standing.actor_on(code, day)
        if not rights.may(actor, verb, standing.relation(actor, programme)):
            raise Refusal("right-ended", _NOT_YOURS)
    return actor


def _rows(asked: Request, day: date) -> Iterator[_Row]:
    narrowed, at = Asked(origin=asked.origin, stage=asked.stage), moment(day)
    page = listed(asked.programme, narrowed, page=1, day=day)
    rules.refuse_too_many(page.total)
    for number in range(1, page.pages + 1):
        rows = page.rows if number == 1 else listed(asked.programme, narrowed, page=number, day=day).rows
        yield from filter(None, (_row(asked, row, at) for row in rows))


def _row(asked: Request, row: Listed, at: Moment) -> _Row | None:
    """This will keep a case whose person consents to this sharing, and which the receiver was given to care for."""
    case = cases.find(row.number)
    consent = cases.consents_in_force(case.id, at).get(asked.purpose)
    if consent is None or privacy.is_paused(case.id, at):
        return None
    if CARERS.get(Consented(asked.purpose)) and asked.recipient != asked.agency:
        given = {(line.agency, line.purpose) for line in cases.assigned(case.id, at)}
        if (asked.recipient, asked.purpose) not in given:
            return None
    return _Row(case, row, consent.until)


def _cells(columns: tuple[Column, ...], row: _Row) -> Iterator[str]:
    wanted = [_OPENED[column] for column in columns if column in _OPENED]
    opened = people.open_fields(person=row.case.person, fields=wanted) if wanted else {}
    plain = {
        Column.NUMBER: row.case.number,
        Column.STAGE: row.listed.stage,
        Column.OPENED_ON: row.listed.opened_on.isoformat(),
        Column.ORIGIN: _place(row.listed.origin),
        Column.HOME: _place(row.listed.home),
        Column.CONSENT_UNTIL: row.until.isoformat() if row.until else "",
    }
    for column in columns:
        yield plain[column] if column in plain else opened.get(_OPENED[column], "")


def _place(code: str) -> str:
    return places.place(code=code).name if code else ""


def fetch(*, by: Actor, programme: str, number: str, at: datetime) -> bytes:
    """This will hand the encrypted file to whoever asked for it, within its day, and write that down."""
    day = local_day(at, _ZONE)
    with standing.looking(by, day=day):
        export = own(by=by, programme=programme, number=number, at=at)
        content = queries.content(number, at)
        if content is None:
            raise Refusal("unknown-export", _NOT_YOURS)
        looking.note(action="export.fetched", programme=programme, count=export.rows or 0, at=at)
    return content


def show_password(*, by: Actor, programme: str, number: str, at: datetime) -> str | None:
    """This will give the password to whoever asked for the copy, once; None ever after."""
    with context.working(standing.view_of(by, day=local_day(at, _ZONE))):
        export = own(by=by, programme=programme, number=number, at=at)
        key = operations.take_key(number=number, at=at)
        if key is not None:
            looking.note(
                action="export.password", programme=programme, count=export.rows or 0, by=by, at=at,
                decision=Decision.ALLOWED,
            )  # fmt: skip
    return None if key is None else rules.password_of(key)


def own(*, by: Actor, programme: str, number: str, at: datetime) -> Export:
    """This will give a copy that is ready to whoever asked for it; refuses everybody else, and before and after."""
    export = queries.export(number, programme, at)
    if export.request.requested_by != by.code or export.state is not State.READY:
        raise Refusal("unknown-export", _NOT_YOURS)
    return export


def let_go(*, at: datetime) -> int:
    """This will empty every file whose day is over, and give how many."""
    with context.working(standing.view_of(SYSTEM)):
        return operations.let_go(at=at)


def whose(mark: int) -> tuple[Bearer, ...]:
    """This will give the copies that bear a mark found in a file."""
    with context.looking(standing.view_of(SYSTEM)):
        return queries.marked(mark)


def bearers(numbers: Sequence[str]) -> tuple[Bearer, ...]:
    """This will give the copies whose case numbers stand in this order; read from as many as the mark needs."""
    return whose(rules.mark_of_order(numbers))

"""Looks written down: the one place that says who looked at whose data, through which door, and for what.

A door says how somebody came in, once for a request or a command:

    with through(Through(door=Door.WEB, at=clock.now(), session=mark_of(session_key), request=request_id)):

Whoever then opens personal data notes it, inside `standing.looking(…)` or inside an act:

    note(action="case.read", case=ref, fields=("choices", "consents"))            # one case
    note(action="case.listed", programme=code, cases=[…ids…], fields=("choice",)) # a list is one look
    note(action="identity.reveal", case=ref, fields=("nik",), purpose=Purpose.PAYMENT,
         reason="handing-over-ticket", by=trail.by, at=trail.at)                  # inside an act: say who and when
    note(action="case.read", number=text, decision=Decision.DENIED, reason="not-here")

A look is written in the same transaction as the reading, before its end, so before anything leaves: no look, no data.
Inside `standing.looking` all looks go in one message at its end, or while the page is put together from what was read.
Inside an act the look is written at once. A refused look outlives the refusal: when `standing.looking` ends with an
exception, what was noted as DENIED is written in a transaction of its own. Where nothing is open (after an act was
undone), `denied(by, …)` opens one.

`action` is one of `areas.audit.rules.ACTIONS` (add yours there, with words the person herself will read), `purpose`
follows from the role unless said, `fields` are names and never values. `reason` is a code, never free text.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit import operations as book
from pulang.areas.audit.facts import Look
from pulang.areas.audit.rules import ACTIONS, Decision, Door, ObjectKind, Purpose, purpose_of
from pulang.areas.cases.facts import CaseRef
from pulang.storage import context
from pulang.storage.context import View
from pulang.storage.transactions import in_transaction

MARK_SIGNS = 12  # enough to tell sessions apart, too little to be one


@dataclass(frozen=True, slots=True)
class Through:
    """How somebody came in: the door, the instant by its clock, a mark of the session or key, the request."""

    door: Door
    at: datetime | None = None
    session: str = ""
    request: str = ""


@dataclass(slots=True)
class _Opened:
    """An open reading transaction: who reads, what has been noted so far, and whether that is written or under way."""

    actor: Actor
    inside: bool  # within another one, which writes for both
    noted: list[Look] = field(default_factory=list)
    written: bool = False

    @property
    def to_write(self) -> bool:
        """This will be true while something was noted that is written nowhere yet."""
        return bool(self.noted) and not (self.inside or self.written)

    def add(self, look: Look) -> None:
        """This will keep a look to be written with the others."""
        assert not self.written, "what was looked at is written already, so nothing more can be looked at"
        self.noted.append(look)

    def write(self) -> Callable[[], object]:
        """This will end the reading with what was looked at, and give what waits until it is written."""
        self.written = True
        return context.ending(*book.told(looks=self.noted))


_BY_HAND = Through(Door.COMMAND)
_THROUGH: ContextVar[Through] = ContextVar("came_through", default=_BY_HAND)
_OPENED: ContextVar[_Opened | None] = ContextVar("opened_look", default=None)


def mark_of(secret: str | bytes) -> str:
    """This will give the mark by which one session or key is known again without being told."""
    return sha256(secret.encode() if isinstance(secret, str) else secret).hexdigest()[:MARK_SIGNS]


@contextmanager
def through(came: Through) -> Iterator[None]:
    """This will say for everything inside how somebody came in."""
    token = _THROUGH.set(came)
    try:
        yield
    finally:
        _THROUGH.reset(token)


@contextmanager
def opened(actor: Actor, view: View, *beside: Callable[[], object]) -> Iterator[None]:
    """This will open a reading transaction and write down, before it ends, what was looked at in it."""
    outer = _OPENED.get()
    mine = _Opened(actor, inside=outer is not None)
    token = _OPENED.set(mine)
    try:
        with context.looking(view, *beside):
            yield
            if mine.to_write:
                mine.write()()
        if outer is not None:
            outer.noted += mine.noted
    except Exception:
        refused = [look for look in mine.noted if look.decision == Decision.DENIED.value]
        if refused and outer is None:
            _write_alone(refused, view)
        raise
    finally:
        _OPENED.reset(token)


@contextmanager
def written_meanwhile() -> Iterator[None]:
    """This will have what was looked at written down while the page is put together; both are done at the end.

    Within the block nothing may be asked of the database, and nothing be noted afterwards.
    """
    here = _OPENED.get()
    if here is None or not here.to_write:
        yield
        return
    written = here.write()
    try:
        yield
    finally:
        written()


def note(  # noqa: PLR0913 - one argument for each thing a look says
    *,
    action: str,
    case: CaseRef | None = None,
    number: str = "",
    person: UUID | None = None,
    programme: str = "",
    fields: Sequence[str] = (),
    cases: Sequence[UUID] = (),
    count: int | None = None,
    purpose: Purpose | None = None,
    decision: Decision = Decision.ALLOWED,
    reason: str = "",
    by: Actor | None = None,
    at: datetime | None = None,
) -> None:
    """This will write down one look; see the top of this module.

    `number` is a case's number where its row is not at hand, in the form it is kept (`cases.queries.numbered`): the
    database finds whose it is. `by` and `at` are said inside an act; a reading transaction knows its reader.
    """
    assert action in ACTIONS, f"nobody knows the look {action}; add it to areas.audit.rules.ACTIONS"
    here, came = _OPENED.get(), _THROUGH.get()
    actor = by or (here.actor if here is not None else None)
    assert actor is not None, "inside an act a look says by whom it is"
    look = Look(
        at=at or came.at,
        **_who(actor, came),
        purpose=(purpose or purpose_of(actor.roles)).value,
        action=action,
        kind=_kind(action, case, number, person, cases).value,
        case=case.id if case else None,
        person=case.person if case else person,
        number=case.number if case else number,
        programme=case.programme if case else programme,
        fields=tuple(fields),
        count=_count(decision, cases, count),
        cases=tuple(cases),
        decision=decision.value,
        reason=reason,
    )
    if here is None:
        book.write_looks(looks=[look])
    else:
        here.add(look)


def noted() -> bool:
    """This will be true when something was noted since the reading began."""
    here = _OPENED.get()
    return here is not None and bool(here.noted)


def _who(actor: Actor, came: Through) -> dict[str, Any]:
    return {
        "actor": actor.code,
        "agency": actor.agency,
        "roles": tuple(sorted(actor.roles)),
        "session": came.session,
        "door": came.door.value,
        "request": came.request,
    }


def _kind(action: str, case: CaseRef | None, number: str, person: UUID | None, cases: Collection[UUID]) -> ObjectKind:
    if action.startswith("looks."):
        return ObjectKind.TRAIL
    if case is not None or number:
        return ObjectKind.CASE
    if person is not None:
        return ObjectKind.PERSON
    return ObjectKind.CASES if cases or action == "case.listed" else ObjectKind.PROGRAMME


def _count(decision: Decision, cases: Collection[UUID], count: int | None) -> int:
    if count is not None:
        return count
    return 0 if decision is Decision.DENIED else max(len(cases), 1)


def denied(
    *, by: Actor, view: View, action: str, number: str = "", programme: str = "", reason: str, at: datetime | None
) -> None:
    """This will write down, in a transaction of its own, that somebody asked for personal data and was refused.

    Inside another transaction it does nothing: that one will be undone, and a replay tells its refusals by itself.
    """
    if in_transaction():
        return
    with context.working(view):
        note(
            action=action,
            number=number,
            programme=programme,
            decision=Decision.DENIED,
            reason=reason,
            by=by,
            at=at,
        )


def _write_alone(looks: Sequence[Look], view: View) -> None:
    with context.working(view):
        book.write_looks(looks=looks)

"""Letting her know that there is news: in the hours she chose, under a consent, in neutral words, never twice.

A notice waits in the act that caused it, or is not there at all. The worker claims what is due in one transaction,
hands it to the gateway outside of any, and writes down what became of it in another. Whoever took her consent back
meanwhile is not told; what a worker left behind in the middle goes out under the message it had, which the gateway
knows again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, Protocol
from uuid import UUID

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts import operations, queries, rules
from pulang.areas.contacts.facts import ContactFacts, NoticeFacts
from pulang.areas.contacts.rules import RESTS_ON, TEMPLATES, Hours, NoticeKind, NoticeState, Way
from pulang.areas.programmes import queries as programmes
from pulang.flows.about_case import now
from pulang.flows.act import Trail
from pulang.kernel.moments import moment
from pulang.storage import context
from pulang.storage.context import SYSTEM_VIEW
from pulang.storage.keeper import keeper

LEFT_BEHIND: Final = timedelta(minutes=15)
_AT_ONCE: Final = 100


class Gateway(Protocol):
    """What carries a message. The same message handed over twice reaches her once."""

    def deliver(self, *, message: UUID, way: Way, address: str, text: str) -> None:
        """This will carry a message, or raise `Undelivered`."""


class Undelivered(Exception):
    """The message did not go out; it may be tried again."""


@dataclass(frozen=True, slots=True)
class _Message:
    """One message to one person: what it tells of, where it goes, and its words."""

    notices: tuple[NoticeFacts, ...]
    way: Way
    address: str
    text: str


def tell(trail: Trail, case: CaseRef, kind: NoticeKind) -> None:
    """This will let a notice wait, where the consent it rests on stands; on her page it can be read at once."""
    with context.counting():  # whoever records it may not see how she is reached
        _tell(trail, case, kind, RESTS_ON[kind])


def _tell(trail: Trail, case: CaseRef, kind: NoticeKind, purpose: str) -> None:
    if purpose and purpose not in cases.consents_in_force(case.id, now(trail)):
        return
    said = queries.contact(case.id, now(trail))
    hours = Hours(said.hours) if said else Hours.DAYTIME
    operations.let_wait(
        case=case.id,
        programme=case.programme,
        kind=kind,
        purpose=purpose,
        template=TEMPLATES[kind],
        at=trail.at,
        due_at=rules.due_at(trail.at, hours, zone=trail.zone),
    )


def untell(case: CaseRef, purposes: Collection[str], *, at: datetime) -> None:
    """This will let notices go unsent that rest on consents which are gone; inside the act that ends them."""
    operations.drop(case=case.id, purposes=[purpose for purpose in purposes if purpose], at=at)


def send_due(gateway: Gateway, *, at: datetime) -> int:
    """This will send what is due, one message a person, and give how many messages went out."""
    with context.working(SYSTEM_VIEW):
        claimed = operations.claim(at=at, stale=at - LEFT_BEHIND, limit=_AT_ONCE)
    sent = 0
    for _, group in groupby(sorted(claimed, key=attrgetter("case", "id")), key=attrgetter("case")):
        sent += _sent(gateway, tuple(group), at)
    return sent


def _sent(gateway: Gateway, notices: tuple[NoticeFacts, ...], at: datetime) -> int:
    with context.working(SYSTEM_VIEW):
        ready = _ready(notices, at)
    if ready is None:
        return 0
    message = ready.notices[0].message
    assert message is not None, "a claimed notice has a message"
    try:
        gateway.deliver(message=message, way=ready.way, address=ready.address, text=ready.text)
    except Undelivered:
        _put_off(ready.notices, at)
        return 0
    with context.working(SYSTEM_VIEW):
        operations.mark(ids=_ids(ready.notices), state=NoticeState.SENT, at=at)
    return 1


def _ready(notices: tuple[NoticeFacts, ...], at: datetime) -> _Message | None:
    """This will look once more whether she may still be told, and by which way; what stays on her page is done."""
    case = cases.by_ids([notices[0].case])[notices[0].case]
    here = moment(at.date(), zone=programmes.programme(case.programme).time_zone)
    given = cases.consents_in_force(case.id, here)
    gone = [one for one in notices if one.purpose and one.purpose not in given]
    operations.mark(ids=_ids(gone), state=NoticeState.DROPPED, at=at)
    left = tuple(one for one in notices if one not in gone)
    said = queries.contact(case.id, here)
    address = _address(said)
    if left and (said is None or not address):
        operations.mark(ids=_ids(left), state=NoticeState.SENT, at=at)  # on her own page, where it stands already
        return None
    if not left or said is None:
        return None
    template = rules.message_of([NoticeKind(one.kind) for one in left])
    return _Message(left, Way(said.way), address, template.words.text(said.language))


def _address(said: ContactFacts | None) -> str:
    if said is None or said.address is None:
        return ""
    box = queries.texts([said.address]).get(said.address)
    return "" if box is None else keeper().unshut(box=box, whose=said.address).decode()


def _put_off(notices: Sequence[NoticeFacts], at: datetime) -> None:
    """This will let it wait for the next try, or give up after the last."""
    again = rules.again_at(at, max(one.tries for one in notices))
    state = NoticeState.FAILED if again is None else NoticeState.WAITING
    with context.working(SYSTEM_VIEW):
        operations.mark(ids=_ids(notices), state=state, at=at, due_at=again)


def _ids(notices: Sequence[NoticeFacts]) -> list[int]:
    return [one.id for one in notices]

"""Erasure: decided by the data-protection officer, confirmed by a second person, and then nobody can read her again."""

from datetime import datetime
from typing import Final

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef, MoveLine
from pulang.areas.cases.rules import FOLLOWS, Movement, Purpose
from pulang.areas.people import operations as people
from pulang.areas.privacy import operations, queries
from pulang.areas.privacy.facts import RequestFacts
from pulang.areas.privacy.rules import RequestEvent, RequestKind, refuse_out_of_turn, refuse_same_person
from pulang.flows import cards, contacting, withdrawing
from pulang.flows.about_case import case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Long
from pulang.flows.requests import AboutRequest
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.books import Stamp


class DecideErasure(AboutRequest):
    """What the law says about this request for erasure: nothing obliges the office to keep her identity."""

    note: Long


class ConfirmErasure(AboutRequest):
    """A second person confirms; her identity is destroyed now."""


def decide(*, by: Actor, at: datetime, ref: str, what: DecideErasure) -> Receipt:
    """This will write that she is to be erased; refuses it before it is sure that the request is hers."""
    with act(by, "privacy.erasure.decide", at, ref=ref, what=what, programme=what.programme) as trail:
        request = _request(trail, what, RequestEvent.DECIDED)
        operations.mark_request(
            request=request,
            event=RequestEvent.DECIDED,
            by=by.code,
            note=what.note[:300],
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def confirm(*, by: Actor, at: datetime, ref: str, what: ConfirmErasure) -> Receipt:
    """This will destroy her key, end all that rests on her consents and close the case; refuses who decided it.

    What stays says nothing about who she was: the books under the case's number, and money under its own entries.
    """
    with act(by, "privacy.erasure.confirm", at, ref=ref, what=what, programme=what.programme) as trail:
        request = _request(trail, what, RequestEvent.DONE)
        refuse_same_person(by.code, {request.by(RequestEvent.DECIDED.value)})
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        erase(trail, case, stamp)
        operations.mark_request(request=request, event=RequestEvent.DONE, by=by.code, stamp=stamp)
    return trail.done()


def erase(trail: Trail, case: CaseRef, stamp: Stamp) -> None:
    """This will end what rests on her consents, close the case, end her card, and destroy the key of the person."""
    case_operations.withdraw_consents(case=case, purposes=tuple(Purpose), stamp=stamp)
    withdrawing.end_what_rests(trail, case, tuple(Purpose), stamp)
    cards.forget(case.number)
    contacting.forget(case, at=trail.at)
    _close(case, cases.last_move(case.id, now(trail)), stamp)
    people.erase(person=case.person, act=trail.ref, stamp=stamp)


def _close(case: CaseRef, last: MoveLine | None, stamp: Stamp) -> None:
    """This will end the case by the steps that may follow its last one."""
    move = Movement(last.move) if last else None
    if move is Movement.CLOSED:
        return
    steps = (Movement.CLOSED,) if Movement.CLOSED in FOLLOWS[move] else (Movement.WITHDRAWN, Movement.CLOSED)
    for step in steps:
        case_operations.record_move(case=case, move=step, stamp=stamp)


def _request(trail: Trail, what: AboutRequest, event: RequestEvent) -> RequestFacts:
    case = case_of(trail, what)
    request = queries.request(case.id, what.request, now(trail))
    if request.kind != RequestKind.ERASURE.value:
        raise Refusal("not-an-erasure", _NOT_ERASURE, field="request")
    refuse_out_of_turn(RequestKind.ERASURE, RequestEvent(request.event), event)
    return request


_NOT_ERASURE: Final = Words(
    id="Permintaan itu bukan permintaan penghapusan.", en="That request does not ask for erasure."
)

VERBS = (
    Verb("privacy.erasure.decide", DecideErasure, decide),
    Verb("privacy.erasure.confirm", ConfirmErasure, confirm),
)

"""What a person asks for about her own data: received, made sure of, answered or refused by the law's clock."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import CARERS
from pulang.areas.privacy import operations, queries
from pulang.areas.privacy.facts import RequestFacts
from pulang.areas.privacy.rules import (
    PAUSING,
    Ground,
    Known,
    RequestEvent,
    RequestKind,
    due_at,
    refuse_out_of_turn,
    refuse_wrong_ground,
)
from pulang.flows import withdrawing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Code, Long, Short
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class AboutRequest(AboutCase):
    """Every act about a request names the case and the request's reference."""

    request: Code


class ReceiveRequest(AboutRequest):
    """She asks for a copy, a correction, a limit, an end of some use, or erasure; under a new reference."""

    kind: RequestKind
    note: Short = ""


class CheckRequest(AboutRequest):
    """It was made sure that the request is hers."""

    known: Known


class AnswerRequest(AboutRequest):
    """She was answered; `note` says how in a few words that name nobody."""

    note: Long


class RefuseRequest(AboutRequest):
    """She was told that the law does not allow it, and on which ground."""

    ground: Ground
    note: Annotated[Short, Field(min_length=1)]


class FinishRequest(AboutRequest):
    """What she asked for is done."""


class LiftRequest(AboutRequest):
    """She takes the request back, or frees what she had limited."""


def receive(*, by: Actor, at: datetime, ref: str, what: ReceiveRequest) -> Receipt:
    """This will write a request down and start the law's clock; a limit counts from this moment.

    Refuses a reference used before. With a limit or an objection every office loses sight of the case at once.
    """
    with act(by, "privacy.request.receive", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        if any(one.ref == what.request for one in queries.requests(now(trail), case=case.id)):
            raise Refusal("request-used", _USED.format(ref=what.request), field="request")
        due = due_at(received_on=stamp.happened_on, at=at, zone=trail.zone)
        request = RequestFacts(case.id, case.number, case.programme, what.request, what.kind.value, due, ())
        operations.mark_request(request=request, event=RequestEvent.RECEIVED, by=by.code, note=what.note, stamp=stamp)
        if what.kind in PAUSING:
            case_operations.end_assignments(case=case, purposes=tuple(CARERS), stamp=stamp)
            withdrawing.refresh(trail, case)
    return trail.done()


def check(*, by: Actor, at: datetime, ref: str, what: CheckRequest) -> Receipt:
    """This will write that the request is surely hers, and how that is known; refuses it out of turn."""
    with act(by, "privacy.request.check", at, ref=ref, what=what, programme=what.programme) as trail:
        _mark(trail, what, RequestEvent.CHECKED, detail=what.known.value)
    return trail.done()


def answer(*, by: Actor, at: datetime, ref: str, what: AnswerRequest) -> Receipt:
    """This will write that she has her answer; refuses it before it is sure that the request is hers."""
    with act(by, "privacy.request.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        _mark(trail, what, RequestEvent.ANSWERED, note=what.note)
    return trail.done()


def refuse(*, by: Actor, at: datetime, ref: str, what: RefuseRequest) -> Receipt:
    """This will write that the law does not allow it; refuses a ground the law does not give for such a request."""
    with act(by, "privacy.request.refuse", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        request = queries.request(case.id, what.request, now(trail))
        refuse_wrong_ground(RequestKind(request.kind), what.ground)
        _mark(trail, what, RequestEvent.REFUSED, detail=what.ground.value, note=what.note)
    return trail.done()


def finish(*, by: Actor, at: datetime, ref: str, what: FinishRequest) -> Receipt:
    """This will write that what she asked for is done; erasure has acts of its own for two people."""
    with act(by, "privacy.request.finish", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        request = queries.request(case.id, what.request, now(trail))
        if request.kind == RequestKind.ERASURE.value:
            raise Refusal("erasure-by-two", _BY_TWO, field="request")
        _mark(trail, what, RequestEvent.DONE)
    return trail.done()


def lift(*, by: Actor, at: datetime, ref: str, what: LiftRequest) -> Receipt:
    """This will write that she takes the request back; offices do not get the case back by themselves."""
    with act(by, "privacy.request.lift", at, ref=ref, what=what, programme=what.programme) as trail:
        _mark(trail, what, RequestEvent.LIFTED)
    return trail.done()


def _mark(trail: Trail, what: AboutRequest, event: RequestEvent, *, detail: str = "", note: str = "") -> CaseRef:
    """This will write one event of a request, where it follows the last one and does not come before it."""
    case = case_of(trail, what)
    request = queries.request(case.id, what.request, now(trail))
    refuse_out_of_turn(RequestKind(request.kind), RequestEvent(request.event), event)
    stamp = trail.stamp(what.happened_on)
    if stamp.happened_on < request.lines[-1].on:
        raise Refusal("request-before-last", _BEFORE.format(day=in_words(request.lines[-1].on)), field="happened_on")
    operations.mark_request(request=request, event=event, by=trail.by.code, detail=detail, note=note, stamp=stamp)
    return case


_USED: Final = Words(
    id="Permintaan “{ref}” sudah tercatat pada berkas ini; pakai nomor lain.",
    en="The request “{ref}” is already recorded in this case; use another reference.",
)
_BY_TWO: Final = Words(
    id="Penghapusan diputuskan petugas pelindungan data dan dipastikan orang kedua, bukan dinyatakan selesai di sini.",
    en="Erasure is decided by the data-protection officer and confirmed by a second person, not finished here.",
)
_BEFORE: Final = Words(
    id="Langkah terakhir permintaan ini tercatat pada {day}; berikutnya tidak bisa sebelum itu.",
    en="The request's last step is recorded on {day}; the next one cannot come before that day.",
)

VERBS = (
    Verb("privacy.request.receive", ReceiveRequest, receive),
    Verb("privacy.request.check", CheckRequest, check),
    Verb("privacy.request.answer", AnswerRequest, answer),
    Verb("privacy.request.refuse", RefuseRequest, refuse),
    Verb("privacy.request.finish", FinishRequest, finish),
    Verb("privacy.request.lift", LiftRequest, lift),
)

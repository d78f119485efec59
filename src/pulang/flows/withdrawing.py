"""What ends with a consent: an office's care, its word that it expects her, the way aid is paid, the plan to travel,
the messages that wait.

No reader may hold a case for a purpose that has no consent behind it. Whatever can take the consent away (her word,
its last day, a mistake set right) ends here, in the same act, and every office that had the case is asked to delete.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from pulang.areas.accounts.facts import Actor
from pulang.areas.aid import operations as aid_operations
from pulang.areas.aid import queries as aid
from pulang.areas.aid.rules import ChannelEvent, ChannelKind
from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import AssignmentLine, CaseRef, ConsentLine
from pulang.areas.cases.rules import CARERS, ConsentEvent, Movement, Purpose
from pulang.areas.journeys import operations as journey_operations
from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.rules import ItineraryEvent, ReceiverEvent
from pulang.areas.privacy import operations as privacy
from pulang.areas.privacy.rules import LEGAL_CLOCK
from pulang.flows import assessing, noticing, ticketing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.verbs import Verb
from pulang.kernel.moments import EVERYTHING, Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.books import Stamp

_ALWAYS = Moment(EVERYTHING.date(), EVERYTHING)
_BEFORE_LEAVING = frozenset({None, Movement.REOPENED.value})


class WithdrawConsents(AboutCase):
    """She takes back every consent she gave. No reason is asked."""


class LapseConsent(AboutCase):
    """A consent ran out, and what rested on it ends."""

    purpose: Purpose


def withdraw_all(*, by: Actor, at: datetime, ref: str, what: WithdrawConsents) -> Receipt:
    """This will take back every consent she gave, and end within this act all that rests on them.

    Her case, her choice and her right to aid stay as they are. Refuses where nothing is given.
    """
    with act(by, "cases.consents.withdraw", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        given = tuple(Purpose(line.purpose) for line in latest_words(case) if line.event == ConsentEvent.GIVEN.value)
        if not given:
            raise Refusal("nothing-to-withdraw", _NOTHING)
        operations.withdraw_consents(case=case, purposes=given, stamp=stamp)
        end_what_rests(trail, case, given, stamp)
    return trail.done()


def lapse(*, by: Actor, at: datetime, ref: str, what: LapseConsent) -> Receipt:
    """This will end what rested on a consent that ran out; refuses one that still stands. The worker does it hourly."""
    with act(by, "privacy.consent.lapse", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        if what.purpose.value in queries.consents_in_force(case.id, now(trail)):
            raise Refusal("consent-still-stands", _STANDS, field="purpose")
        end_what_rests(trail, case, (what.purpose,), trail.stamp(what.happened_on), ran_out=True)
    return trail.done()


def latest_words(case: CaseRef) -> tuple[ConsentLine, ...]:
    """This will give her latest word on each purpose she was asked about."""
    lines = queries.history(case.id, _ALWAYS, "consent")["consent"]
    return tuple({line.purpose: line for line in lines}.values())


def end_what_rests(
    trail: Trail, case: CaseRef, purposes: Collection[Purpose], stamp: Stamp, *, ran_out: bool = False
) -> None:
    """This will end all that rests on consents to these purposes, and ask every office that had the case to delete.

    A plan to travel is given up when she takes her word back; when her word only ran out, the gate holds her back and
    the tickets are kept, for she may be asked again.
    """
    # Whoever records this sees the case no more, if the case was only given by the consent that is gone.
    with context.counting():
        _end(trail, case, purposes, stamp, ran_out=ran_out)


def _end(trail: Trail, case: CaseRef, purposes: Collection[Purpose], stamp: Stamp, *, ran_out: bool) -> None:
    asked = {purpose.value for purpose in purposes}
    holders = [(line.agency, line.purpose) for line in handed_out(case) if line.purpose in asked]
    if Purpose.RECEIVING_OFFICE in purposes:
        holders += _tell_receiver(case, stamp)
    if Purpose.PAYMENT in purposes:
        _end_channel(case, stamp)
    if Purpose.RETURN in purposes and not ran_out:
        drop_plan(trail, case, stamp)
    noticing.untell(case, asked, at=trail.at)
    privacy.ask_deletion(
        case=case.id,
        programme=case.programme,
        number=case.number,
        holders=sorted(set(holders)),
        due_at=trail.at + LEGAL_CLOCK,
        stamp=stamp,
    )
    operations.end_assignments(case=case, purposes=purposes, stamp=stamp)
    refresh(trail, case)


def refresh(trail: Trail, case: CaseRef) -> None:
    """This will bring the stored answer up to date, even for somebody who has just lost sight of the case."""
    with context.counting():
        assessing.refresh([case.id], day=trail.day(None))


def settle(trail: Trail, cases: Iterable[CaseRef], stamp: Stamp) -> None:
    """This will end or shorten, for each case, what rests on a consent that is gone or ends earlier than it did."""
    for case in cases:
        standing = handed_out(case)
        in_force = queries.consents_in_force(case.id, now(trail))
        gone = {Purpose(line.purpose) for line in standing if line.purpose not in in_force}
        for purpose in CARERS.keys() - gone:
            shorten(case, standing, in_force.get(purpose.value), stamp)
        if gone:
            end_what_rests(trail, case, gone, stamp)


def shorten(case: CaseRef, standing: Iterable[AssignmentLine], consent: ConsentLine | None, stamp: Stamp) -> None:
    """This will let no office keep a case longer than the consent it rests on."""
    if consent is None or consent.until is None:
        return
    for line in standing:
        if line.purpose == consent.purpose and (line.until is None or line.until > consent.until):
            operations.assign(
                case=case,
                agency=line.agency,
                purpose=Purpose(line.purpose),
                until=consent.until,
                stamp=_not_before(stamp, line.on),
            )


def handed_out(case: CaseRef) -> tuple[AssignmentLine, ...]:
    """This will give the offices that were given a case and have not been relieved of it, run out or not."""
    lines = queries.history(case.id, _ALWAYS, "assignment")["assignment"]
    latest = {(line.agency, line.purpose): line for line in lines}
    return tuple(line for line in latest.values() if line.event == "GIVEN")


def _not_before(stamp: Stamp, on: date) -> Stamp:
    """This will date a line so that it counts after the one it ends."""
    return replace(stamp, happened_on=max(stamp.happened_on, on))


def _tell_receiver(case: CaseRef, stamp: Stamp) -> list[tuple[str, str]]:
    """This will take a receiving office's word back; gives the office, which keeps her name."""
    word = journeys.receiver(case.id, _ALWAYS)
    if word is None or word.event != ReceiverEvent.ACKNOWLEDGED.value:
        return []
    journey_operations.mark_receiver(
        programme=case.programme,
        case=case.id,
        agency=word.agency,
        event=ReceiverEvent.WITHDRAWN,
        stamp=_not_before(stamp, word.on),
    )
    return [(word.agency, Purpose.RECEIVING_OFFICE.value)]


def _end_channel(case: CaseRef, stamp: Stamp) -> None:
    channel = aid.channel(case.id, _ALWAYS)
    if channel is None or channel.event != ChannelEvent.READY.value:
        return
    aid_operations.record_channel(
        programme=case.programme,
        case=case.id,
        kind=ChannelKind(channel.kind),
        event=ChannelEvent.ENDED,
        own_name=channel.own_name,
        stamp=_not_before(stamp, channel.on),
    )


def drop_plan(trail: Trail, case: CaseRef, stamp: Stamp) -> None:
    """This will give up her planned way and her ticket with it, unless she has left already."""
    plan = journeys.itinerary(case.id, _ALWAYS)
    move = queries.last_move(case.id, _ALWAYS)
    if plan is None or plan.event == ItineraryEvent.DROPPED.value:
        return
    if (move.move if move else None) not in _BEFORE_LEAVING:
        return  # she is on her way or home: that she travelled stays true
    journey_operations.mark_itinerary(
        programme=case.programme, case=case.id, event=ItineraryEvent.DROPPED, stamp=_not_before(stamp, plan.on)
    )
    ticketing.give_back(trail, case, _not_before(stamp, plan.on))


_NOTHING = Words(
    id="Tidak ada persetujuan yang berlaku, jadi tidak ada yang perlu ditarik.",
    en="No consent is given, so nothing needs to be withdrawn.",
)
_STANDS = Words(
    id="Persetujuan untuk tujuan itu masih berlaku; tidak ada yang berakhir.",
    en="The consent to that purpose still stands; nothing has ended.",
)

VERBS = (
    Verb("cases.consents.withdraw", WithdrawConsents, withdraw_all),
    Verb("privacy.consent.lapse", LapseConsent, lapse),
)

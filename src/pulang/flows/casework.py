"""What happens in a case after it is registered: choices, consents, wishes, screening, steps, care."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import CaseRef, Need
from pulang.areas.cases.rules import (
    GUARDED,
    ChoiceKind,
    ConsentEvent,
    Informed,
    Movement,
    Purpose,
    ScreeningOutcome,
    consent_end,
    in_force,
    refuse_out_of_order,
    refuse_wrong_carer,
)
from pulang.areas.contacts.rules import NoticeKind
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.rules import Stage
from pulang.flows import carers, noticing, restricting, withdrawing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Code, Day, Text, YesNo
from pulang.flows.readying import refuse_unready
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, locks
from pulang.storage.books import Stamp


class RecordChoice(AboutCase):
    """Her choice, how she was informed before it, whether pressure was seen and whether a companion was with her."""

    choice: ChoiceKind
    informed: Informed
    pressure: YesNo = False
    companion: YesNo = False


class RecordConsent(AboutCase):
    """Her word on one purpose; a consent given says to which text, and until when (a year unless said)."""

    purpose: Purpose
    event: ConsentEvent
    text_version: Annotated[Text, Field(max_length=32)] = ""
    language: Annotated[Text, Field(max_length=8)] = ""
    until: Day | None = None


class RecordWish(AboutCase):
    """How she wants to travel and what she needs on the way; the whole wish each time.

    Whoever needs a woman as escort wants an escort.
    """

    discreet: YesNo = False
    escort: YesNo = False
    needs: tuple[Need, ...] = ()
    not_before: Day | None = None
    not_after: Day | None = None


class RecordScreening(AboutCase):
    """The outcome of the checklist, and whether trained staff did it."""

    outcome: ScreeningOutcome
    trained: YesNo


class RecordMove(AboutCase):
    """A step that happened: she left, arrived, was aided … or the case ended, or was opened again."""

    move: Movement


class GiveAssignment(AboutCase):
    """The case goes into an office's care, for a purpose she consented to, no longer than that consent."""

    agency: Code
    purpose: Purpose
    until: Day | None = None


class EndAssignment(AboutCase):
    """An office no longer cares for the case."""

    agency: Code
    purpose: Purpose


def record_choice(*, by: Actor, at: datetime, ref: str, what: RecordChoice) -> Receipt:
    """This will record what she chose; any of the four, at any time, without a reason. A way no longer wanted ends."""
    with act(by, "cases.choice.record", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        operations.record_choice(
            case=case,
            choice=what.choice,
            informed=what.informed,
            pressure=what.pressure,
            companion=what.companion,
            stamp=stamp,
        )
        if queries.history(case.id, now(trail), "choice")["choice"][-1].choice != ChoiceKind.RETURN.value:
            withdrawing.drop_plan(trail, case, stamp)
    return trail.done()


def record_consent(*, by: Actor, at: datetime, ref: str, what: RecordConsent) -> Receipt:
    """This will record her word on one purpose; a consent that is gone takes the case back from who had it by it.

    Refuses a consent longer than a year or without its text, and a withdrawal where nothing stands.
    """
    with act(by, "cases.consent.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        if what.event is ConsentEvent.WITHDRAWN:
            _refuse_nothing_to_withdraw(case, what.purpose, stamp.happened_on)
        operations.record_consent(
            case=case,
            purpose=what.purpose,
            event=what.event,
            text_version=what.text_version,
            language=what.language,
            until=_consent_until(what, stamp.happened_on),
            stamp=stamp,
        )
        _settle(trail, case, what.purpose, stamp)
    return trail.done()


def record_wish(*, by: Actor, at: datetime, ref: str, what: RecordWish) -> Receipt:
    """This will record how she wants to travel; refuses an escort on a discreet journey, and mixed-up days."""
    with act(by, "cases.wish.record", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.record_wish(
            case=case_of(trail, what),
            discreet=what.discreet,
            escort=what.escort or Need.WOMAN_ESCORT in what.needs,
            needs=what.needs,
            not_before=what.not_before,
            not_after=what.not_after,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def record_screening(*, by: Actor, at: datetime, ref: str, what: RecordScreening) -> Receipt:
    """This will record the outcome of the child, trafficking and care checklist."""
    with act(by, "cases.screening.record", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.record_screening(
            case=case_of(trail, what), outcome=what.outcome, trained=what.trained, stamp=trail.stamp(what.happened_on)
        )
    return trail.done()


def record_move(*, by: Actor, at: datetime, ref: str, what: RecordMove) -> Receipt:
    """This will record a step that happened; refuses one out of order, before the last one, or not ready."""
    with act(by, "cases.move.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        last = queries.last_move(case.id, now(trail))
        refuse_out_of_order(
            what.move,
            on=stamp.happened_on,
            last=Movement(last.move) if last else None,
            last_on=last.on if last else case.opened_on,
        )
        if what.move in GUARDED:
            refuse_unready(case.number, Stage(what.move.value), day=stamp.happened_on)
        operations.record_move(case=case, move=what.move, stamp=stamp)
        if what.move is Movement.ARRIVED:
            noticing.tell(trail, case, NoticeKind.AFTERWARDS)
    return trail.done()


def give_assignment(*, by: Actor, at: datetime, ref: str, what: GiveAssignment) -> Receipt:
    """This will give a case into an office's care; from then on that office sees the case.

    Refuses an agency of another kind, a purpose she has not consented to, and an end after that consent's; and of
    institutions one that is not fit that day, works neither where she is nor where she goes home, or has no room.
    """
    with act(by, "cases.assignment.give", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if what.purpose is Purpose.PARTNER:
            locks.share_programme(what.programme)
            locks.institution(what.agency)
        case = case_of(trail, what)
        refuse_wrong_carer(what.purpose, accounts.agency(what.agency).kind)
        restricting.refuse_paused(case, now(trail))
        until = _within_consent(case, what, stamp.happened_on, now(trail))
        if what.purpose is Purpose.PARTNER:
            about, days = programmes.programme(what.programme), {stamp.happened_on, trail.day(None)}
            carers.refuse_unfit(what.agency, about, days, homes=boards.homes_of([case.id]).values(), field="agency")
            carers.refuse_full(what.agency, about.code, days, many=1, field="agency")
        operations.assign(case=case, agency=what.agency, purpose=what.purpose, until=until, stamp=stamp)
    return trail.done()


def end_assignment(*, by: Actor, at: datetime, ref: str, what: EndAssignment) -> Receipt:
    """This will take a case back from an office; refuses one that does not have it."""
    with act(by, "cases.assignment.end", at, ref=ref, what=what, programme=what.programme) as trail:
        ended = operations.end_assignments(
            case=case_of(trail, what),
            purposes=(what.purpose,),
            agency=what.agency,
            stamp=trail.stamp(what.happened_on),
        )
        if not ended:
            raise Refusal(
                "not-assigned",
                Words(
                    id="Berkas ini tidak sedang diserahkan kepada instansi itu untuk tujuan itu.",
                    en="This case is not with that agency for that purpose.",
                ),
                field="agency",
            )
    return trail.done()


def _settle(trail: Trail, case: CaseRef, purpose: Purpose, stamp: Stamp) -> None:
    """This will end what rests on a consent that is gone, and shorten what would outlast one that ends earlier."""
    # Whoever took her word may have lost sight of the case by it; what stands about the case must follow all the same.
    with context.counting():
        books = queries.history(case.id, now(trail), "consent", "assignment")
        consent = in_force(books["consent"], now(trail).day).get(purpose.value)
        if consent is None:
            withdrawing.end_what_rests(trail, case, (purpose,), stamp)
        elif books["assignment"]:
            withdrawing.shorten(case, withdrawing.handed_out(case), consent, stamp)


def _consent_until(what: RecordConsent, given_on: date) -> date | None:
    if what.event is not ConsentEvent.GIVEN:
        return None
    if not what.text_version:
        raise Refusal(
            "consent-to-which-text",
            Words(
                id="Sebutkan versi naskah persetujuan yang dibacakan kepadanya.",
                en="Say which version of the consent text was read to her.",
            ),
            field="text_version",
        )
    return consent_end(given_on, what.until)


def _refuse_nothing_to_withdraw(case: CaseRef, purpose: Purpose, day: date) -> None:
    lines = [
        line for line in queries.history(case.id, moment(day), "consent")["consent"] if line.purpose == purpose.value
    ]
    if not lines or lines[-1].event != ConsentEvent.GIVEN.value:
        raise Refusal(
            "nothing-to-withdraw",
            Words(
                id="Tidak ada persetujuan untuk tujuan itu, jadi tidak ada yang perlu ditarik.",
                en="There is no consent for that purpose, so nothing needs to be withdrawn.",
            ),
            field="purpose",
        )


def _within_consent(case: CaseRef, what: GiveAssignment, day: date, now: Moment) -> date | None:
    """This will give the day the assignment ends: the consent's own unless an earlier one is said."""
    if any(
        line.agency == what.agency and line.purpose == what.purpose.value for line in queries.assigned(case.id, now)
    ):
        raise Refusal(
            "already-assigned",
            Words(id="Berkas ini sudah diserahkan kepada instansi itu.", en="This case is already with that agency."),
            field="agency",
        )
    consent = queries.consents_in_force(case.id, moment(day)).get(what.purpose.value)
    if consent is None or what.purpose.value not in queries.consents_in_force(case.id, now):
        raise Refusal(
            "no-consent",
            Words(
                id="Ia belum memberi persetujuan untuk tujuan itu, atau persetujuannya sudah berakhir. Tanyakan dulu.",
                en="She has not consented to that purpose, or the consent has ended. Ask her first.",
            ),
            field="purpose",
        )
    if what.until is not None and consent.until is not None and what.until > consent.until:
        raise Refusal(
            "assignment-outlasts-consent",
            Words(
                id="Persetujuannya berakhir pada {until}; serahkan paling lama sampai itu.",
                en="Her consent ends on {until}; the case is given no longer than that.",
            ).format(until=in_words(consent.until)),
            field="until",
        )
    return what.until or consent.until


VERBS = (
    Verb("cases.choice.record", RecordChoice, record_choice),
    Verb("cases.consent.record", RecordConsent, record_consent),
    Verb("cases.wish.record", RecordWish, record_wish),
    Verb("cases.screening.record", RecordScreening, record_screening),
    Verb("cases.move.record", RecordMove, record_move),
    Verb("cases.assignment.give", GiveAssignment, give_assignment),
    Verb("cases.assignment.end", EndAssignment, end_assignment),
)

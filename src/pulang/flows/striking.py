"""Says that an earlier act was a mistake: its lines stay in the books and count no more."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import Relation
from pulang.areas.aid import queries as aid
from pulang.areas.audit import operations, queries
from pulang.areas.audit.facts import Line
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.coordination import queries as coordination
from pulang.areas.funds import queries as funds
from pulang.flows import standing, withdrawing
from pulang.flows.act import NO_ZONE, NOT_ALLOWED, Receipt, What, act
from pulang.flows.inputs import Day, Long, Text
from pulang.flows.verbs import Verb
from pulang.kernel.moments import EVERYTHING, Moment, local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

# What others already stand on cannot be taken from under them: it is set right by a later act of its own kind.
_REVERSED: Final = frozenset(
    {
        "accounts.agency.register",
        "accounts.user.register",
        "accounts.user.deactivate",
        "accounts.token.issue",
        "accounts.token.revoke",
        "programmes.programme.open",
        "programmes.site.add",
        "programmes.block.add",
        "cases.round.open",
        "rounds.list.freeze",
        "journeys.plan.accept",
        "intake.workbook.open",
        "intake.workbook.undo",
        "grievances.complaint.file",
        "grievances.complaint.answer",
        "grievances.complaint.reopen",
        "contacts.contact.change",
        "contacts.question.ask",
        "contacts.question.answer",
        "cards.card.issue",
        "cards.card.end",
        "funds.source.open",
        "exports.export.request",
        "exports.export.approve",
        "exports.export.refuse",
        "figures.release.prepare",
        "figures.release.publish",
    }
)
_MONEY: Final = ("funds.money.", "funds.payment.", "funds.paper.", "funds.year.", "payments.")

_UNKNOWN: Final = Words(
    id="Catatan dengan nomor “{act}” tidak ada atau bukan dari program Anda.",
    en="There is no act with the id “{act}”, or it is not of your programme.",
)
_MONEY_STAYS: Final = Words(
    id="Catatan uang tidak dibatalkan begitu saja: catat pembalikannya, misalnya pelepasan atau pengembalian.",
    en="A money act is not struck: record a reversal, such as a release or a refund.",
)
_MOVED: Final = Words(
    id="Dengan catatan ini tiketnya dikembalikan dan uangnya dilepas, jadi tidak dibatalkan: susun lagi perjalanannya.",
    en="With this act a ticket was given back and its money untied, so it is not struck: plan the journey again.",
)
_ENTITY_STAYS: Final = Words(
    id="Catatan ini menjadi dasar catatan lain, jadi tidak bisa dinyatakan keliru. Catat pembalikannya.",
    en="Other acts rest on this one, so it cannot be struck. Record a reversal.",
)
_STRIKE_STAYS: Final = Words(
    id="Pernyataan keliru tidak dibatalkan lagi: catat ulang isi yang benar dengan nomor baru.",
    en="A strike is not struck in turn: record the right content again under a new id.",
)
_DECIDED_THERE: Final = Words(
    id="Keputusan “{code}” dibuat di rapat itu. Nyatakan dulu keputusannya keliru, baru rapatnya.",
    en="The decision “{code}” was made at that meeting. Strike the decision first, then the meeting.",
)
_NAMES_SOMEBODY: Final = Words(
    id="Sudah ada berkas yang tercantum di SK itu. Nyatakan dulu daftarnya keliru, baru SK-nya.",
    en="Cases stand in that decree. Strike the listing first, then the decree.",
)
_BEFORE_ACT: Final = Words(
    id="Catatan itu dibuat sesudah tanggal ini; pernyataan keliru tidak bisa mendahuluinya.",
    en="That act was recorded after this day; a strike cannot come before it.",
)
_TWICE: Final = Words(id="Catatan itu sudah dinyatakan keliru.", en="That act has already been struck.")


class StrikeAct(What):
    """The act with this id was a mistake."""

    act: Annotated[Text, Field(min_length=1, max_length=64)]
    reason: Long
    happened_on: Day | None = None


def strike_act(*, by: Actor, at: datetime, ref: str, what: StrikeAct) -> Receipt:
    """This will make an act count no more; refuses money acts, acts others rest on, strikes, and doing it twice."""
    struck = _struck(by, at, what.act)
    with act(by, "audit.act.strike", at, ref=ref, what=what, programme=struck.programme) as trail:
        _refuse_stranger(by, struck)
        _refuse_unstrikable(struck, at, trail.zone)
        _refuse_rested_on(struck)
        stamp = trail.stamp(what.happened_on)
        # Looked for before the strike, because a struck registration hides its own case.
        found = _cases_of(struck)
        trail.touched.update(case.id for case in found)
        operations.strike(
            struck=struck.seq,
            reason=what.reason,
            act=stamp.act_id,
            happened_on=stamp.happened_on,
            recorded_at=stamp.recorded_at,
        )
        withdrawing.settle(trail, found, stamp)
        trail.note(subject=struck.id)
    return trail.done()


def _struck(by: Actor, at: datetime, ref: str) -> Line:
    with standing.looking(by, day=local_day(at, NO_ZONE)):
        found = queries.by_id(ref)
    if found is None:
        raise Refusal("unknown-act", _UNKNOWN.format(act=ref), field="act")
    return found


def _refuse_stranger(by: Actor, struck: Line) -> None:
    """This will refuse whoever is not of the lead office; an act of no programme, whoever may not record it either."""
    if by == SYSTEM:
        return
    lead = bool(struck.programme) and standing.relation(by, struck.programme) is Relation.LEAD
    if not (lead if struck.programme else rights.may(by, struck.verb, None)):
        raise Refusal("not-allowed", NOT_ALLOWED)


def _refuse_unstrikable(struck: Line, at: datetime, zone: str) -> None:
    for wrong, code, words in (
        (struck.verb.startswith(_MONEY), "money-is-not-struck", _MONEY_STAYS),
        (struck.verb in _REVERSED, "others-rest-on-it", _ENTITY_STAYS),
        (funds.moved_by(struck.seq), "act-moved-money", _MOVED),
        (struck.verb == "audit.act.strike", "strike-is-not-struck", _STRIKE_STAYS),
        (queries.is_struck(struck.seq), "already-struck", _TWICE),
        (local_day(at, zone) < local_day(struck.at, zone), "struck-before-recorded", _BEFORE_ACT),
    ):
        if wrong:
            raise Refusal(code, words, field="act")


def _refuse_rested_on(struck: Line) -> None:
    """This will refuse to take away a meeting from under its decision, and a decree from under those it names."""
    if struck.verb == "coordination.meeting.hold":
        for decision in coordination.decisions(struck.programme, Moment(EVERYTHING.date(), EVERYTHING)):
            if decision.meeting == struck.payload["code"]:
                raise Refusal("decision-rests-on-it", _DECIDED_THERE.format(code=decision.code), field="act")
    if struck.verb == "aid.decree.issue" and aid.names_somebody(struck.programme, struck.payload["number"]):
        raise Refusal("listing-rests-on-it", _NAMES_SOMEBODY, field="act")


def _cases_of(struck: Line) -> tuple[CaseRef, ...]:
    """This will find the cases an act was about: those it names, and the one it entered."""
    said = struck.payload
    numbers = [struck.subject, said.get("case"), said.get("other"), *said.get("cases", ())]
    found = {}
    for number in numbers:
        try:
            case = cases.find(str(number or ""), struck.programme)
        except Refusal:  # a subject that is no case number is not an error
            continue
        found[case.id] = case
    return tuple(found.values())


def strikable(verb: str) -> bool:
    """This will be true of acts that can be struck at all; what else others stand on is refused when it is tried."""
    return not (verb.startswith(_MONEY) or verb in _REVERSED or verb == "audit.act.strike")


VERBS = (Verb("audit.act.strike", StrikeAct, strike_act),)

"""Who somebody is: verification rounds and attesters, attempts to verify her, and likely duplicates."""

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import CaseRef, DuplicateLine, RoundFacts
from pulang.areas.cases.rules import (
    OBJECTION_DAYS,
    AttemptOutcome,
    AttemptReason,
    AttesterEvent,
    DuplicateEvent,
    EvidenceKind,
    next_round,
    refuse_unattested,
    refuse_unfit_reason,
)
from pulang.flows.about_case import AboutCase, case_of, listed_attesters, now, other_case
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words

Reason = Annotated[Text, Field(min_length=1, max_length=300)]


class OpenRound(What):
    """A verification round between two days, both included, with late registration until `late_until`."""

    programme: Code
    code: Code
    opens_on: Day
    closes_on: Day
    late_until: Day | None = None


class ListAttester(What):
    """A group that may attest to who somebody is, such as the residents' working group; never a private person."""

    programme: Code
    code: Code
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    happened_on: Day | None = None


class UnlistAttester(What):
    """A group may attest no longer."""

    programme: Code
    code: Code
    happened_on: Day | None = None


class RecordAttempt(AboutCase):
    """One attempt to verify her, in a round or by itself; `attesters` are those who spoke for her."""

    round: Code = ""
    kind: EvidenceKind
    outcome: AttemptOutcome
    reason: AttemptReason | None = None
    attesters: tuple[Code, ...] = ()


class FlagDuplicate(AboutCase):
    """Another case that may be the same person."""

    other: CaseNumber
    reason: Reason


class DecideDuplicate(AboutCase):
    """What the coordinator decided; without `other` it is about the one likely double that is open.

    `ask` decides nothing yet: somebody is to be asked first, and the reason says what. With `same` both cases still
    count: whichever is not gone on with is ended by `cases.move.record` (`WITHDRAWN`), or she is counted twice.
    Aid is asked for one of them alone.
    """

    other: CaseNumber = ""
    same: YesNo | None = None
    ask: YesNo = False
    reason: Reason


def open_round(*, by: Actor, at: datetime, ref: str, what: OpenRound) -> Receipt:
    """This will open a verification round; refuses a used code and a round that ends before it starts."""
    with act(by, "cases.round.open", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.open_round(
            programme=what.programme,
            code=what.code,
            opens_on=what.opens_on,
            closes_on=what.closes_on,
            late_until=what.late_until,
            act=trail.seq,
        )
        trail.note(subject=what.code)
    return trail.done()


def list_attester(*, by: Actor, at: datetime, ref: str, what: ListAttester) -> Receipt:
    """This will list a group that may attest; refuses one that is listed on that day."""
    with act(by, "cases.attester.list", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if what.code in listed_attesters(what.programme, stamp.happened_on):
            raise Refusal(
                "attester-already-listed",
                Words(id=f"Saksi “{what.code}” sudah terdaftar.", en=f"The attester “{what.code}” is already listed."),
                field="code",
            )
        operations.mark_attester(
            programme=what.programme, code=what.code, name=what.name, event=AttesterEvent.LISTED, stamp=stamp
        )
        trail.note(subject=what.code)
    return trail.done()


def unlist_attester(*, by: Actor, at: datetime, ref: str, what: UnlistAttester) -> Receipt:
    """This will take a group off the list of attesters; refuses one that is not on it."""
    with act(by, "cases.attester.unlist", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if what.code not in listed_attesters(what.programme, stamp.happened_on):
            raise Refusal(
                "attester-not-listed",
                Words(id=f"Saksi “{what.code}” tidak terdaftar.", en=f"The attester “{what.code}” is not listed."),
                field="code",
            )
        operations.mark_attester(
            programme=what.programme, code=what.code, name="", event=AttesterEvent.UNLISTED, stamp=stamp
        )
        trail.note(subject=what.code)
    return trail.done()


def record_attempt(*, by: Actor, at: datetime, ref: str, what: RecordAttempt) -> Receipt:
    """This will record one attempt to verify her; none of its outcomes strikes anybody off.

    Refuses a round that does not cover the day, attesters not listed on it, an attestation by fewer than two, and a
    reason that does not go with the outcome.
    """
    with act(by, "cases.attempt.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        if what.round:
            _refuse_outside_round(what.programme, what.round, stamp.happened_on, case)
        listed = listed_attesters(what.programme, stamp.happened_on) if what.attesters else frozenset()
        refuse_unattested(what.kind, what.outcome, what.attesters, listed)
        refuse_unfit_reason(what.outcome, what.reason)
        operations.record_attempt(
            case=case,
            in_round=what.round,
            kind=what.kind,
            outcome=what.outcome,
            attesters=tuple(dict.fromkeys(what.attesters)),
            reason=what.reason.value if what.reason else "",
            stamp=stamp,
        )
        if what.outcome is not AttemptOutcome.ACCEPTED:
            trail.warnings.append(_place_is_kept(what.programme, now(trail).day))
    return trail.done()


def flag_duplicate(*, by: Actor, at: datetime, ref: str, what: FlagDuplicate) -> Receipt:
    """This will say that another case may be the same person; refuses one that is flagged already."""
    with act(by, "cases.duplicate.flag", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        other = other_case(what.other)
        if other in {line.other_id for line in queries.open_duplicates(case.id, now(trail))}:
            raise Refusal(
                "duplicate-already-flagged",
                Words(
                    id="Dugaan ganda itu sudah dicatat dan menunggu keputusan koordinator.",
                    en="That likely duplicate is recorded and waits for the coordinator's decision.",
                ),
                field="other",
            )
        operations.mark_duplicate(
            case=case,
            other=other,
            event=DuplicateEvent.FLAGGED,
            reason=what.reason,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def decide_duplicate(*, by: Actor, at: datetime, ref: str, what: DecideDuplicate) -> Receipt:
    """This will record what a coordinator decided about a likely duplicate, or that it is asked about first.

    What is asked about stays open since the day it was flagged. Refuses where none is open, and neither yes nor no.
    """
    with act(by, "cases.duplicate.decide", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        if what.ask == (what.same is not None):
            raise Refusal("same-or-ask", _SAME_OR_ASK, field="same")
        line = _undecided(case, what.other, now(trail))
        decided = DuplicateEvent.SAME if what.same else DuplicateEvent.DIFFERENT
        operations.mark_duplicate(
            case=case,
            other=line.other_id,
            event=DuplicateEvent.FLAGGED if what.ask else decided,
            reason=what.reason,
            stamp=trail.stamp(line.on if what.ask else what.happened_on),
        )
    return trail.done()


_SAME_OR_ASK = Words(
    id="Putuskan: orang yang sama, bukan, atau tanyakan dahulu.",
    en="Decide: the same person, not the same, or ask first.",
)


def round_of(programme: str, code: str) -> RoundFacts:
    """This will give a round by its code; refuses one that the programme does not have."""
    found = next((one for one in queries.rounds(programme=programme) if one.code == code), None)
    if found is None:
        raise Refusal(
            "unknown-round",
            Words(
                id=f"Program ini tidak punya putaran verifikasi “{code}”.",
                en=f"This programme has no verification round “{code}”.",
            ),
            field="round",
        )
    return found


def _place_is_kept(programme: str, day: date) -> Words:
    """This will say what comes next for somebody who was not verified: her place, the next window, her objection."""
    found = next_round(queries.rounds(programme=programme), day + timedelta(days=1))
    nearest = _NEXT_ROUND.format(first=in_words(found.opens_on), last=in_words(found.closes_on)) if found else NOTHING
    return _KEPT.format(next=nearest, days=OBJECTION_DAYS)


_KEPT = Words(
    id="Belum terverifikasi bukan berarti tidak berhak: tempatnya tetap ada. {next}Ia boleh mengajukan keberatan, dan "
    "kantor menjawab dalam {days} hari.",
    en="Not verified yet does not mean not eligible: her place is kept. {next}She may object, and the office answers "
    "within {days} days.",
)
_NEXT_ROUND = Words(id="Putaran berikutnya {first} sampai {last}. ", en="The next round: {first} to {last}. ")


def _refuse_outside_round(programme: str, code: str, day: date, case: CaseRef) -> None:
    found = round_of(programme, code)
    if not found.covers(day, registered_on=case.opened_on):
        raise Refusal(
            "outside-round",
            Words(
                id="Putaran itu berlangsung {opens_on} sampai {closes_on}. Di luar itu, catat tanpa putaran.",
                en="That round runs from {opens_on} to {closes_on}. Outside it, record the attempt without a round.",
            ).format(opens_on=in_words(found.opens_on), closes_on=in_words(found.closes_on)),
            field="round",
        )


def _undecided(case: CaseRef, number: str, at: Moment) -> DuplicateLine:
    """This will give the likely double that is to be decided; it may be a case the coordinator cannot see."""
    undecided = queries.open_duplicates(case.id, at)
    if number:
        wanted = queries.numbered(number)
        undecided = tuple(line for line in undecided if line.other == wanted)
    if not undecided:
        raise Refusal(
            "no-open-duplicate",
            Words(
                id="Tidak ada dugaan ganda yang menunggu keputusan pada berkas ini.",
                en="No likely duplicate waits for a decision in this case.",
            ),
            field="other",
        )
    if len(undecided) > 1 and any(line.other for line in undecided):  # those of other programmes come one by one
        raise Refusal(
            "which-duplicate",
            Words(
                id="Ada beberapa dugaan ganda. Sebutkan nomor berkas yang diputuskan.",
                en="There are several likely duplicates. Say which case is decided about.",
            ),
            field="other",
        )
    return undecided[0]


VERBS = (
    Verb("cases.round.open", OpenRound, open_round),
    Verb("cases.attester.list", ListAttester, list_attester),
    Verb("cases.attester.unlist", UnlistAttester, unlist_attester),
    Verb("cases.attempt.record", RecordAttempt, record_attempt),
    Verb("cases.duplicate.flag", FlagDuplicate, flag_duplicate),
    Verb("cases.duplicate.decide", DecideDuplicate, decide_duplicate),
)

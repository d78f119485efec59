"""Partner institutions: registered, accredited or surveyed, approved by the ministry, assigned with a capacity."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.boards import queries as boards
from pulang.areas.partners import operations, queries
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import (
    AccreditationEvent,
    ApprovalEvent,
    AssignmentEvent,
    RegistrationEvent,
    SurveyEvent,
    SurveyItem,
    choosable,
)
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.flows import carers
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Count, Day, Short, Source, Text
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.context import counting

Number = Annotated[Text, Field(max_length=80)]


class RecordRegistration(What):
    """A registration certificate issued (or ended) on `happened_on`; `until` is the first day it no longer counts."""

    partner: Code
    event: RegistrationEvent = RegistrationEvent.ISSUED
    number: Number = ""
    until: Day | None = None
    happened_on: Day | None = None


class RecordAccreditation(What):
    """An accreditation issued on `happened_on` with its grade, or suspended, restored, revoked; the end is computed."""

    partner: Code
    event: AccreditationEvent = AccreditationEvent.ISSUED
    grade: Literal["", "A", "B", "C"] = ""
    number: Number = ""
    happened_on: Day | None = None


class RecordSurvey(What):
    """The ministry's survey of a partner: asked for, visited, passed (until a day) or failed.

    `met` and `lacked` are the points of the checklist as the visit found them.
    """

    partner: Code
    event: SurveyEvent
    until: Day | None = None
    note: Short = ""
    source: Source = ""
    met: tuple[SurveyItem, ...] = ()
    lacked: tuple[SurveyItem, ...] = ()
    happened_on: Day | None = None


class RecordApproval(What):
    """The ministry approves a partner for a programme, or takes the approval back."""

    programme: Code
    partner: Code
    event: ApprovalEvent = ApprovalEvent.APPROVED
    number: Number = ""
    until: Day | None = None
    happened_on: Day | None = None


class RecordAssignment(What):
    """A partner is named for a programme, assigned to it for so many people, or released from it."""

    programme: Code
    partner: Code
    event: AssignmentEvent
    capacity: Count | None = None
    until: Day | None = None
    source: Source = ""
    happened_on: Day | None = None


def record_registration(*, by: Actor, at: datetime, ref: str, what: RecordRegistration) -> Receipt:
    """This will record a registration certificate; refuses to end one that does not stand."""
    with act(by, "partners.registration.record", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _partner(what.partner, "", stamp.happened_on)
        _refuse_early_end(what.until, stamp.happened_on)
        if what.event is RegistrationEvent.ENDED:
            _refuse_unless(known.registered_on is not None and known.registration_ended_on is None, _NOT_REGISTERED)
        operations.record_registration(
            partner=what.partner, event=what.event, number=what.number, until=what.until, stamp=stamp
        )
        trail.note(subject=what.partner)
    return trail.done()


def record_accreditation(*, by: Actor, at: datetime, ref: str, what: RecordAccreditation) -> Receipt:
    """This will record an accreditation; refuses one without a grade, and to change one that does not stand."""
    with act(by, "partners.accreditation.record", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        _refuse_unfit(what, _partner(what.partner, "", stamp.happened_on))
        operations.record_accreditation(
            partner=what.partner, event=what.event, grade=what.grade, number=what.number, stamp=stamp
        )
        trail.note(subject=what.partner)
    return trail.done()


def record_survey(*, by: Actor, at: datetime, ref: str, what: RecordSurvey) -> Receipt:
    """This will record how far the ministry's survey has come; only a passed one may carry an end."""
    with act(by, "partners.survey.record", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        _partner(what.partner, "", stamp.happened_on)
        _refuse_early_end(what.until, stamp.happened_on)
        _refuse_unless(what.until is None or what.event is SurveyEvent.PASSED, _ONLY_PASSED_ENDS)
        _refuse_unless(not (set(what.met) & set(what.lacked)), _BOTH_WAYS, field="lacked")
        _refuse_unless(not (what.lacked and what.event is SurveyEvent.PASSED), _PASSED_LACKING, field="lacked")
        looked = bool(what.met or what.lacked)
        operations.record_survey(
            partner=what.partner,
            event=what.event,
            until=what.until,
            note=what.note,
            source=what.source,
            met=[item.value for item in what.met] if looked else None,
            lacked=[item.value for item in what.lacked] if looked else None,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


def record_approval(*, by: Actor, at: datetime, ref: str, what: RecordApproval) -> Receipt:
    """This will record the ministry's approval for a programme; refuses to take back one that does not stand."""
    with act(by, "partners.approval.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _partner(what.partner, what.programme, stamp.happened_on)
        _refuse_early_end(what.until, stamp.happened_on)
        if what.event is ApprovalEvent.WITHDRAWN:
            _refuse_unless(known.approved_on is not None and known.approval_withdrawn_on is None, _NOT_APPROVED)
        operations.record_approval(
            partner=what.partner,
            programme=what.programme,
            event=what.event,
            number=what.number,
            until=what.until,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


def record_assignment(*, by: Actor, at: datetime, ref: str, what: RecordAssignment) -> Receipt:
    """This will name, assign or release a partner; refuses an assignment for nobody and a release of nobody."""
    with act(by, "partners.assignment.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _partner(what.partner, what.programme, stamp.happened_on)
        _refuse_early_end(what.until, stamp.happened_on)
        if what.event is AssignmentEvent.ASSIGNED:
            _refuse_unless(bool(what.capacity), _NO_CAPACITY, field="capacity")
            _refuse_unfit_partner(known, programmes.programme(what.programme), stamp.happened_on)
        if what.event is AssignmentEvent.RELEASED:
            _refuse_unless(known.assigned_on is not None or _only_named(known), _NOT_ASSIGNED)
        operations.record_assignment(
            partner=what.partner,
            programme=what.programme,
            event=what.event,
            capacity=what.capacity,
            until=what.until,
            source=what.source,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


_BOTH_WAYS = Words(
    id="Satu butir pemeriksaan tidak dapat ada dan tidak ada sekaligus.",
    en="A point of the checklist cannot be there and lacking at once.",
)
_PASSED_LACKING = Words(
    id="Survei yang lulus tidak menyisakan butir yang belum ada; catat sebagai belum lulus, atau lengkapi dulu.",
    en="A passed survey leaves no point lacking; record it as not passed, or complete them first.",
)
_NO_APPEAL = Words(
    id="Tidak ada pembekuan atau pencabutan yang dapat dibanding.",
    en="There is no suspension or revocation to appeal against.",
)
_NOT_APPEALED = Words(
    id="Lembaga ini tidak sedang mengajukan banding.", en="This institution has no appeal that waits for an answer."
)
_NOT_REGISTERED = Words(
    id="Lembaga ini belum punya tanda daftar yang berlaku, jadi tidak ada yang berakhir.",
    en="This institution has no registration certificate that stands, so there is none to end.",
)
_NOT_ACCREDITED = Words(
    id="Lembaga ini tidak punya akreditasi yang berlaku pada tanggal itu; catat dulu penerbitannya.",
    en="This institution has no accreditation that stands on that date; record its issue first.",
)
_NOT_SUSPENDED = Words(
    id="Akreditasi lembaga ini tidak sedang dibekukan.", en="This institution's accreditation is not suspended."
)
_NO_GRADE = Words(
    id="Sebutkan peringkat akreditasinya: A, B atau C. Peringkat menentukan masa berlakunya.",
    en="Say the grade of the accreditation: A, B or C. The grade decides how long it counts.",
)
_GRADE_UNASKED = Words(
    id="Peringkat hanya ditulis saat akreditasi terbit.", en="A grade is written only when an accreditation is issued."
)
_ONLY_PASSED_ENDS = Words(
    id="Hanya survei yang lulus punya masa berlaku; kosongkan tanggal akhirnya.",
    en="Only a passed survey counts until a day; leave the end date empty.",
)
_NOT_APPROVED = Words(
    id="Belum ada persetujuan Kementerian yang berlaku untuk lembaga ini, jadi tidak ada yang dicabut.",
    en="No approval by the ministry stands for this institution, so there is none to take back.",
)
_NO_CAPACITY = Words(
    id="Sebutkan berapa orang yang sanggup didampingi lembaga ini.",
    en="Say how many people this institution can accompany.",
)
_NOT_ASSIGNED = Words(
    id="Lembaga ini tidak sedang ditugaskan di program ini.", en="This institution is not assigned to this programme."
)
_NOT_A_PARTNER = Words(
    id="Instansi “{name}” bukan lembaga mitra (LKS). Pilih lembaga yang terdaftar sebagai mitra.",
    en="The agency “{name}” is not a partner institution. Choose one that is registered as a partner.",
)
_ENDS_EARLY = Words(
    id="Masa berlaku berakhir sebelum dimulai; periksa kedua tanggal.",
    en="It ends before it begins; check both dates.",
)


def _partner(code: str, programme: str, day: date) -> PartnerFacts:
    """This will give a partner as of a day, with nothing in it at first; refuses an agency of another kind."""
    agency = accounts.agency(code)
    if agency.kind != AgencyKind.PARTNER.value:
        raise Refusal("not-a-partner", _NOT_A_PARTNER.format(name=agency.name), field="partner")
    known = queries.partner(code, programme, moment(day))
    return PartnerFacts(agency=agency.code, name=agency.name) if known is None else known


def _only_named(known: PartnerFacts) -> bool:
    return known.named_on is not None and known.released_on is None


def _refuse_unfit(what: RecordAccreditation, known: PartnerFacts) -> None:
    if what.event is AccreditationEvent.ISSUED:
        _refuse_unless(bool(what.grade), _NO_GRADE, field="grade")
        return
    _refuse_unless(not what.grade, _GRADE_UNASKED, field="grade")
    if what.event in _OF_APPEALS:
        stopped = known.accreditation_suspended_on or known.accreditation_revoked_on
        _refuse_unless(stopped is not None, _NO_APPEAL)
        waits = known.appealed_on is not None
        _refuse_unless(waits is (what.event is not AccreditationEvent.APPEALED), _NOT_APPEALED if not waits else _TWICE)
        return
    _refuse_unless(known.accredited_on is not None and known.accreditation_revoked_on is None, _NOT_ACCREDITED)
    if what.event is AccreditationEvent.RESTORED:
        _refuse_unless(known.accreditation_suspended_on is not None, _NOT_SUSPENDED)


_OF_APPEALS = frozenset(
    {AccreditationEvent.APPEALED, AccreditationEvent.APPEAL_UPHELD, AccreditationEvent.APPEAL_DISMISSED}
)
_TWICE = Words(id="Banding lembaga ini sudah diajukan.", en="This institution has appealed already.")


def _refuse_unfit_partner(known: PartnerFacts, programme: ProgrammeFacts, day: date) -> None:
    """This will refuse to choose a partner whose papers do not carry it on that day, and say who can see to it."""
    agreed = queries.by_agreement(programme.code, moment(day))
    with counting():
        homes = boards.home_places(programme.code)
    lacks = choosable(known, day=day, place=programme.place, homes=homes, by_agreement=agreed)
    carers.refuse_lacking(known, lacks, programme, day, field="event")


def _refuse_unless(fits: bool, words: Words, *, field: str = "event") -> None:  # noqa: FBT001 - the fact itself, not a mode
    if not fits:
        raise Refusal("partner-paper-does-not-fit", words, field=field)


def _refuse_early_end(until: date | None, start: date) -> None:
    if until is not None and until <= start:
        raise Refusal("ends-before-start", _ENDS_EARLY, field="until")


VERBS = (
    Verb("partners.registration.record", RecordRegistration, record_registration),
    Verb("partners.accreditation.record", RecordAccreditation, record_accreditation),
    Verb("partners.survey.record", RecordSurvey, record_survey),
    Verb("partners.approval.record", RecordApproval, record_approval),
    Verb("partners.assignment.record", RecordAssignment, record_assignment),
)

"""When a partner institution is fit: registration, accreditation or survey, approval, assignment, capacity."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.partners.facts import DocumentFacts, DocumentLine, Paper, PartnerFacts
from pulang.kernel.periods import years_after

# Validity by grade: https://www.beritasatu.com/nasional/703005 (26 November 2020), on Permensos 17/2012.
YEARS_BY_GRADE: Final = {"A": 5, "B": 3, "C": 2}


class RegistrationEvent(Enum):
    """A registration certificate is issued or ended."""

    ISSUED = "ISSUED"
    ENDED = "ENDED"


class AccreditationEvent(Enum):
    """An accreditation is issued, suspended, restored or revoked; against the last two the institution may appeal."""

    ISSUED = "ISSUED"
    SUSPENDED = "SUSPENDED"
    RESTORED = "RESTORED"
    REVOKED = "REVOKED"
    APPEALED = "APPEALED"
    APPEAL_UPHELD = "APPEAL_UPHELD"
    APPEAL_DISMISSED = "APPEAL_DISMISSED"


class SurveyEvent(Enum):
    """The ministry's survey is asked for, made, and passed or failed."""

    REQUESTED = "REQUESTED"
    VISITED = "VISITED"
    PASSED = "PASSED"
    FAILED = "FAILED"


class SurveyItem(Enum):
    """What the ministry looks at on its visit, point by point."""

    LEGAL_FORM = "LEGAL_FORM"
    ADDRESS = "ADDRESS"
    STAFF = "STAFF"
    ACCOUNT = "ACCOUNT"
    PLAN_OF_WORK = "PLAN_OF_WORK"
    SAFE_PLACE = "SAFE_PLACE"
    COMPLAINTS = "COMPLAINTS"
    CONFIDENTIALITY = "CONFIDENTIALITY"


class DocumentKind(Enum):
    """Papers an institution files, each looked at by itself."""

    DEED = "DEED"
    DECREE_OF_LAW_MINISTRY = "DECREE_OF_LAW_MINISTRY"
    REGISTRATION_CERTIFICATE = "REGISTRATION_CERTIFICATE"
    TAX_NUMBER = "TAX_NUMBER"
    ACCOUNT = "ACCOUNT"
    DOMICILE = "DOMICILE"
    STAFF_LIST = "STAFF_LIST"
    PLAN_OF_WORK = "PLAN_OF_WORK"


class DocumentEvent(Enum):
    """A paper is filed, found in order, or sent back."""

    FILED = "FILED"
    VERIFIED = "VERIFIED"
    SENT_BACK = "SENT_BACK"


class ApprovalEvent(Enum):
    """The ministry approves a partner for a programme, or takes it back."""

    APPROVED = "APPROVED"
    WITHDRAWN = "WITHDRAWN"


class AssignmentEvent(Enum):
    """A partner is named, assigned or released."""

    NAMED = "NAMED"
    ASSIGNED = "ASSIGNED"
    RELEASED = "RELEASED"


def accreditation_until(*, grade: str, issued_on: date) -> date:
    """This will give the first day an accreditation of this grade no longer counts."""
    return years_after(issued_on, YEARS_BY_GRADE[grade])


class Lack(Enum):
    """What a partner may lack, in the order in which an office would see to it."""

    REGISTRATION = "REGISTRATION"
    ACCREDITATION_OR_SURVEY = "ACCREDITATION_OR_SURVEY"
    APPROVAL = "APPROVAL"
    ASSIGNMENT = "ASSIGNMENT"
    CAPACITY = "CAPACITY"


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something a partner lacks: `since` when it is waited for, and the day the paper it once had stopped counting.

    `since` is empty where nobody has named the partner yet, `until` where there never was such a paper.
    """

    lack: Lack
    since: date | None
    until: date | None = None


def gather(*, agency: str, name: str, papers: Iterable[Paper]) -> PartnerFacts:
    """This will lay a partner's papers, oldest first, over each other: what stands after the last of them."""
    facts: dict[str, object] = {}
    for paper in papers:
        _LAY[paper.paper](facts, paper)
    return PartnerFacts(agency=agency, name=name, **facts)  # type: ignore[arg-type]


def documents(lines: Iterable[DocumentLine]) -> tuple[DocumentFacts, ...]:
    """This will give the state of every kind of paper after its lines, oldest first; each filing is looked at anew."""
    laid = {kind.value: DocumentFacts(kind=kind.value) for kind in DocumentKind}
    for line in lines:
        known = laid[line.kind]
        if line.event == DocumentEvent.FILED.value:
            known = DocumentFacts(kind=line.kind, number=line.number, filed_on=line.on, until=line.until)
        elif line.event == DocumentEvent.VERIFIED.value:
            known = replace(known, verified_on=line.on, sent_back_on=None, note=line.note)
        else:
            known = replace(known, verified_on=None, sent_back_on=line.on, note=line.note)
        laid[line.kind] = known
    return tuple(laid.values())


def in_order(document: DocumentFacts, *, day: date) -> bool:
    """This will be true when a paper was found in order and still counts on `day`."""
    return document.verified_on is not None and _counts(document.until, day)


def unfit(partner: PartnerFacts, *, day: date) -> tuple[Lacking, ...]:
    """This will give what keeps a partner from being chosen on `day`: its own papers, not yet task or room."""
    found = (_registration(partner, day), _accreditation_or_survey(partner, day), _approval(partner, day))
    return tuple(lack for lack in found if lack is not None)


def lacking(partner: PartnerFacts, *, day: date, people: int) -> tuple[Lacking, ...]:
    """This will give what keeps a partner from accompanying `people` on `day`, first things first.

    Source: design.md, gate partner-ready; registration by Permensos 184/2011 (now 5/2024), accreditation by
    Permensos 17/2012, or the ministry's own survey where there is no accreditation (Kupang, 11 February 2019).
    """
    found = (
        _registration(partner, day),
        _accreditation_or_survey(partner, day),
        _approval(partner, day),
        _assignment(partner, day),
        _capacity(partner, day, people),
    )
    return tuple(lack for lack in found if lack is not None)


def fit_until(partner: PartnerFacts, *, day: date) -> date | None:
    """This will give the first day on which something a fit partner has stops counting by itself; None: no such day."""
    covers = _cover_ends(partner, day)
    ends = [partner.registration_until, partner.approval_until, partner.assignment_until]
    # With both an accreditation and a survey in force, the later of the two ends is the one that matters.
    ends.append(None if None in covers else max((end for end in covers if end is not None), default=None))
    return min((end for end in ends if end is not None), default=None)


def accredited(partner: PartnerFacts, *, day: date) -> bool:
    """This will be true when an accreditation counts on `day`: issued, not yet expired, not suspended, not revoked."""
    return (
        partner.accredited_on is not None
        and partner.accreditation_suspended_on is None
        and partner.accreditation_revoked_on is None
        and _counts(partner.accreditation_until, day)
    )


def surveyed(partner: PartnerFacts, *, day: date) -> bool:
    """This will be true when the ministry's survey was passed and still counts on `day`."""
    return partner.survey_event == SurveyEvent.PASSED.value and _counts(partner.survey_until, day)


def _counts(until: date | None, day: date) -> bool:
    return until is None or day < until


def _cover_ends(partner: PartnerFacts, day: date) -> tuple[date | None, ...]:
    ends: list[date | None] = []
    if accredited(partner, day=day):
        ends.append(partner.accreditation_until)
    if surveyed(partner, day=day):
        ends.append(partner.survey_until)
    return tuple(ends)


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _registration(partner: PartnerFacts, day: date) -> Lacking | None:
    if partner.registration_ended_on is not None:
        return Lacking(Lack.REGISTRATION, partner.registration_ended_on, partner.registration_ended_on)
    if partner.registered_on is None:
        return Lacking(Lack.REGISTRATION, partner.named_on)
    if not _counts(partner.registration_until, day):
        return Lacking(Lack.REGISTRATION, partner.registration_until, partner.registration_until)
    return None


def _accreditation_or_survey(partner: PartnerFacts, day: date) -> Lacking | None:
    if accredited(partner, day=day) or surveyed(partner, day=day):
        return None
    ended = _latest(_accreditation_ended(partner, day), _survey_ended(partner, day))
    asked = partner.survey_asked_on or partner.named_on
    return Lacking(Lack.ACCREDITATION_OR_SURVEY, ended or asked, ended)


def _accreditation_ended(partner: PartnerFacts, day: date) -> date | None:
    """This will give the day an accreditation stopped counting: whatever stopped it first."""
    expired = partner.accreditation_until
    stops = [partner.accreditation_suspended_on, partner.accreditation_revoked_on]
    if expired is not None and expired <= day:
        stops.append(expired)
    return min((stop for stop in stops if stop is not None), default=None)


def _survey_ended(partner: PartnerFacts, day: date) -> date | None:
    if partner.survey_event == SurveyEvent.FAILED.value:
        return partner.survey_on
    expired = partner.survey_until
    return expired if expired is not None and expired <= day else None


def _approval(partner: PartnerFacts, day: date) -> Lacking | None:
    if partner.approval_withdrawn_on is not None:
        return Lacking(Lack.APPROVAL, partner.approval_withdrawn_on, partner.approval_withdrawn_on)
    if partner.approved_on is None:
        return Lacking(Lack.APPROVAL, partner.named_on)
    if not _counts(partner.approval_until, day):
        return Lacking(Lack.APPROVAL, partner.approval_until, partner.approval_until)
    return None


def _assignment(partner: PartnerFacts, day: date) -> Lacking | None:
    if partner.released_on is not None:
        return Lacking(Lack.ASSIGNMENT, partner.released_on, partner.released_on)
    if partner.assigned_on is None:
        return Lacking(Lack.ASSIGNMENT, partner.named_on)
    if not _counts(partner.assignment_until, day):
        return Lacking(Lack.ASSIGNMENT, partner.assignment_until, partner.assignment_until)
    return None


def _capacity(partner: PartnerFacts, day: date, people: int) -> Lacking | None:
    # Without an assignment there is no promise of capacity to fall short of; that lack is already told.
    if _assignment(partner, day) is not None or partner.capacity >= people:
        return None
    return Lacking(Lack.CAPACITY, partner.assigned_on)


def _lay_registration(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == RegistrationEvent.ENDED.value:
        facts["registration_ended_on"] = paper.on
        return
    facts["registration_number"] = paper.number
    facts["registered_on"] = paper.on
    facts["registration_until"] = paper.until
    facts["registration_ended_on"] = None


def _lay_accreditation(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == AccreditationEvent.ISSUED.value:
        facts["accreditation_grade"] = paper.grade
        facts["accredited_on"] = paper.on
        facts["accreditation_until"] = accreditation_until(grade=paper.grade, issued_on=paper.on)
        facts["accreditation_suspended_on"] = facts["accreditation_revoked_on"] = None
    elif paper.event == AccreditationEvent.SUSPENDED.value:
        facts["accreditation_suspended_on"] = paper.on
    elif paper.event == AccreditationEvent.RESTORED.value:
        facts["accreditation_suspended_on"] = None
    elif paper.event == AccreditationEvent.REVOKED.value:
        facts["accreditation_revoked_on"] = paper.on
    elif paper.event == AccreditationEvent.APPEALED.value:
        facts["appealed_on"] = paper.on  # an appeal alone brings nothing back
    else:
        facts["appealed_on"] = None
        if paper.event == AccreditationEvent.APPEAL_UPHELD.value:
            facts["accreditation_suspended_on"] = facts["accreditation_revoked_on"] = None


def _lay_survey(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == SurveyEvent.REQUESTED.value:
        facts["survey_asked_on"] = paper.on
        # Asking for the next survey while the last one still counts takes nothing away from the partner.
        if facts.get("survey_event") == SurveyEvent.PASSED.value:
            return
    if paper.event == SurveyEvent.VISITED.value and facts.get("survey_event") == SurveyEvent.PASSED.value:
        return
    facts["survey_event"] = paper.event
    facts["survey_on"] = paper.on
    facts["survey_until"] = paper.until


def _lay_approval(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == ApprovalEvent.WITHDRAWN.value:
        facts["approval_withdrawn_on"] = paper.on
        return
    facts["approval_number"] = paper.number
    facts["approved_on"] = paper.on
    facts["approval_until"] = paper.until
    facts["approval_withdrawn_on"] = None


def _lay_assignment(facts: dict[str, object], paper: Paper) -> None:
    if paper.event == AssignmentEvent.RELEASED.value:
        facts["assigned_on"] = facts["assignment_until"] = None
        facts["capacity"] = 0
        facts["released_on"] = paper.on
        return
    facts["named_on"] = facts.get("named_on") or paper.on
    facts["released_on"] = None
    if paper.event == AssignmentEvent.ASSIGNED.value:
        facts["assigned_on"] = paper.on
        facts["capacity"] = paper.capacity or 0
        facts["assignment_until"] = paper.until


_LAY: Final = {
    "registration": _lay_registration,
    "accreditation": _lay_accreditation,
    "survey": _lay_survey,
    "approval": _lay_approval,
    "assignment": _lay_assignment,
}

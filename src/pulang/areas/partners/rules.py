"""When a partner institution is fit: registration, accreditation or survey, approval, assignment, capacity."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from pulang.areas.partners.facts import (
    AgreementFacts,
    Conduct,
    DocumentFacts,
    DocumentLine,
    IncidentFacts,
    IncidentLine,
    PartnerFacts,
)
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


class AgreementEvent(Enum):
    """An agreement is signed, or ended before its day."""

    SIGNED = "SIGNED"
    ENDED = "ENDED"


class IncidentKind(Enum):
    """Something found on looking, or something that happened."""

    FINDING = "FINDING"
    INCIDENT = "INCIDENT"


class Severity(Enum):
    """How grave a finding or an incident is."""

    MINOR = "MINOR"
    SERIOUS = "SERIOUS"
    GRAVE = "GRAVE"


class IncidentEvent(Enum):
    """A finding or an incident is recorded, answered by the institution, and closed with a reason."""

    RECORDED = "RECORDED"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


def accreditation_until(*, grade: str, issued_on: date) -> date:
    """This will give the first day an accreditation of this grade no longer counts."""
    return years_after(issued_on, YEARS_BY_GRADE[grade])


class Lack(Enum):
    """What a partner may lack, in the order in which an office would see to it."""

    REGISTRATION = "REGISTRATION"
    ACCREDITATION_OR_SURVEY = "ACCREDITATION_OR_SURVEY"
    APPROVAL = "APPROVAL"
    AGREEMENT = "AGREEMENT"
    REGION = "REGION"
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
    found = (
        _registration(partner, day),
        _accreditation_or_survey(partner, day),
        _approval(partner, day),
        _agreement(partner, day),
    )
    return tuple(lack for lack in found if lack is not None)


def choosable(
    partner: PartnerFacts, *, day: date, place: str, homes: Collection[str], by_agreement: bool
) -> tuple[Lacking, ...]:
    """This will give what keeps a partner from being assigned on `day` to a programme in `place`.

    `homes` are where its people go home: who works in one of them can be assigned too, to see to those who go there.
    `by_agreement`: somebody has an agreement for this programme, so nobody is assigned to it without one.
    """
    found = list(unfit(partner, day=day))
    if by_agreement and not in_force(partner.agreements, day=day) and all(f.lack is not Lack.AGREEMENT for f in found):
        found.append(Lacking(Lack.AGREEMENT, None))
    region = _region(partner, day, (place, *homes))
    return tuple(found) if region is None else (*found, region)


def lacking(partner: PartnerFacts, *, day: date, people: int, place: str, home: str = "") -> tuple[Lacking, ...]:
    """This will give what keeps a partner from accompanying `people` of a programme in `place`, first things first.

    With `home` it is about somebody who goes home there: an agreement that covers it is as good as one for the place.
    Source: design.md, gate partner-ready; registration by Permensos 184/2011 (now 5/2024), accreditation by
    Permensos 17/2012, or the ministry's own survey where there is no accreditation (Kupang, 11 February 2019).
    """
    found = (_region(partner, day, (place, home)), _assignment(partner, day), _capacity(partner, day, people))
    return (*unfit(partner, day=day), *(lack for lack in found if lack is not None))


def in_force(agreements: Iterable[AgreementFacts], *, day: date) -> tuple[AgreementFacts, ...]:
    """This will give the agreements that count on `day`."""
    return tuple(one for one in agreements if one.starts_on <= day < one.stops_on)


def works_in(agreement: AgreementFacts, place: str) -> bool:
    """This will be true when a place lies in one of the regions of an agreement, or is one of them."""
    return any(place == region or place.startswith(f"{region}.") for region in agreement.regions)


def fit_until(partner: PartnerFacts, *, day: date) -> date | None:
    """This will give the first day on which something a fit partner has stops counting by itself; None: no such day."""
    covers = _cover_ends(partner, day)
    ends = [partner.registration_until, partner.approval_until, partner.assignment_until, _agreed_until(partner, day)]
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


def _agreement(partner: PartnerFacts, day: date) -> Lacking | None:
    """This will ask for an agreement from the day the first one began: where none ever did, none is missing."""
    begun = [one for one in partner.agreements if one.starts_on <= day]
    if not begun or in_force(begun, day=day):
        return None
    ended = max(one.stops_on for one in begun)
    return Lacking(Lack.AGREEMENT, ended, ended)


def _agreed_until(partner: PartnerFacts, day: date) -> date | None:
    """This will give the first day without an agreement, whichever follow one another."""
    end = max((one.stops_on for one in in_force(partner.agreements, day=day)), default=None)
    while end is not None:
        following = [one.stops_on for one in in_force(partner.agreements, day=end)]
        if not following:
            break
        end = max(following)
    return end


def _region(partner: PartnerFacts, day: date, places: Collection[str]) -> Lacking | None:
    counts = in_force(partner.agreements, day=day)
    if not counts or any(works_in(one, place) for one in counts for place in places):
        return None
    return Lacking(Lack.REGION, min(one.starts_on for one in counts))


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


def incidents(lines: Iterable[IncidentLine]) -> tuple[IncidentFacts, ...]:
    """This will give every finding and incident after its lines, oldest first."""
    laid: dict[str, IncidentFacts] = {}
    for line in lines:
        if line.event == IncidentEvent.RECORDED.value:
            laid[line.code] = IncidentFacts(
                code=line.code,
                kind=line.kind,
                severity=line.severity,
                programme=line.programme,
                office=line.office,
                on=line.on,
                text=line.text,
                due_on=line.due_on,
            )
        elif line.code in laid and line.event == IncidentEvent.ANSWERED.value:
            known = laid[line.code]
            laid[line.code] = replace(known, answers=(*known.answers, (line.on, line.text)))
        elif line.code in laid:
            laid[line.code] = replace(laid[line.code], closed_on=line.on, reason=line.text)
    return tuple(laid.values())


def conduct(found: Iterable[IncidentFacts], *, day: date) -> tuple[Conduct, ...]:
    """This will count findings and incidents by how grave they are, the gravest first; nobody's words are in it."""
    known = tuple(found)
    counted = []
    for severity in reversed(Severity):
        these = [one for one in known if one.severity == severity.value]
        open_ = [one for one in these if one.closed_on is None]
        late = [one for one in open_ if one.late(day)]
        counted.append(Conduct(severity.value, len(these), len(open_), len(late)))
    return tuple(one for one in counted if one.recorded)

"""A partner institution as a value: every paper that makes it fit, as it stood on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Paper:
    """One book line about a partner, whichever book it stands in."""

    paper: str
    event: str
    on: date
    until: date | None = None
    number: str = ""
    grade: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line about a paper of an institution: filed, found in order, or sent back."""

    kind: str
    event: str
    on: date
    number: str
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A kind of paper as of a day; all empty while it was never filed, `until` the first day it no longer counts."""

    kind: str
    number: str = ""
    filed_on: date | None = None
    verified_on: date | None = None
    sent_back_on: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """A partner as of a day, for one programme. Every `…_until` is the first day that no longer counts.

    `assigned_on` is empty while the partner is only named, or was released. `accreditation_suspended_on`
    and `…_revoked_on` stand only while they hold; `survey_event` is the latest thing known of the survey.
    """

    agency: str
    name: str
    named_on: date | None = None
    assigned_on: date | None = None
    capacity: int = 0
    assignment_until: date | None = None
    released_on: date | None = None
    registration_number: str = ""
    registered_on: date | None = None
    registration_until: date | None = None
    registration_ended_on: date | None = None
    accreditation_grade: str = ""
    accredited_on: date | None = None
    accreditation_until: date | None = None
    accreditation_suspended_on: date | None = None
    accreditation_revoked_on: date | None = None
    appealed_on: date | None = None
    survey_event: str = ""
    survey_on: date | None = None
    survey_until: date | None = None
    survey_asked_on: date | None = None
    approval_number: str = ""
    approved_on: date | None = None
    approval_until: date | None = None
    approval_withdrawn_on: date | None = None

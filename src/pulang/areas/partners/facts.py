"""A partner institution as a value: every paper that makes it fit, as it stood on a day."""

from collections.abc import Sequence
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
    starts_on: date | None = None
    regions: Sequence[str] | None = None


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
class AgreementFacts:
    """An agreement for one programme: from a day until before another, in regions by code, or ended early on a day."""

    number: str
    signed_on: date
    starts_on: date
    until: date
    regions: tuple[str, ...]
    ended_on: date | None = None

    @property
    def stops_on(self) -> date:
        """This will give the first day it no longer counts."""
        return self.until if self.ended_on is None else min(self.until, self.ended_on)


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """A finding about an institution or an incident as of a day: what was written, answered, and why it was closed.

    `office` recorded it; `programme` is empty where it concerns the institution as a whole.
    """

    code: str
    kind: str
    severity: str
    programme: str
    office: str
    on: date
    text: str
    due_on: date | None
    answers: tuple[tuple[date, str], ...] = ()
    closed_on: date | None = None
    reason: str = ""

    def late(self, day: date) -> int:
        """This will give for how many days the institution's answer is overdue; zero while it is not."""
        waits = not self.answers and self.closed_on is None and self.due_on is not None
        return max(0, (day - self.due_on).days) if waits and self.due_on is not None else 0


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of the book of findings and incidents."""

    code: str
    event: str
    on: date
    kind: str
    severity: str
    programme: str
    office: str
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Conduct:
    """How many findings and incidents of one severity were recorded, are open, and wait too long for an answer."""

    severity: str
    recorded: int
    open: int
    late: int


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
    agreements: tuple[AgreementFacts, ...] = ()

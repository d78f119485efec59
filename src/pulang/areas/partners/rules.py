"""When a partner institution is fit: registration, accreditation or survey, approval, assignment, capacity."""

from datetime import date
from enum import Enum
from typing import Final

from pulang.kernel.periods import years_after

# Validity by grade: https://www.beritasatu.com/nasional/703005 (26 November 2020), on Permensos 17/2012.
YEARS_BY_GRADE: Final = {"A": 5, "B": 3, "C": 2}


class RegistrationEvent(Enum):
    """A registration certificate is issued or ended."""

    ISSUED = "ISSUED"
    ENDED = "ENDED"


class AccreditationEvent(Enum):
    """An accreditation is issued, suspended, restored or revoked."""

    ISSUED = "ISSUED"
    SUSPENDED = "SUSPENDED"
    RESTORED = "RESTORED"
    REVOKED = "REVOKED"


class SurveyEvent(Enum):
    """The ministry's survey is asked for, made, and passed or failed."""

    REQUESTED = "REQUESTED"
    VISITED = "VISITED"
    PASSED = "PASSED"
    FAILED = "FAILED"


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

"""Codes of everything a case can record. Names of steps and purposes follow `docs/glossary.md`."""

from enum import Enum


class ChoiceKind(Enum):
    """The four equal choices (design.md, rule 1)."""

    RETURN = "RETURN"
    STAY = "STAY"
    ALONE = "ALONE"
    UNDECIDED = "UNDECIDED"


class Informed(Enum):
    """How the person was informed before choosing (IOM AVRR framework: an informed decision)."""

    CONVERSATION = "CONVERSATION"
    MEETING = "MEETING"
    WRITTEN = "WRITTEN"
    NOT_INFORMED = "NOT_INFORMED"


class Purpose(Enum):
    """What a consent is for; each is asked by itself and none is a condition for aid."""

    RETURN = "RETURN"
    RECEIVING_OFFICE = "RECEIVING_OFFICE"
    PARTNER = "PARTNER"
    PAYMENT = "PAYMENT"
    CONTINUITY_OF_CARE = "CONTINUITY_OF_CARE"
    CONTACT_AFTERWARDS = "CONTACT_AFTERWARDS"
    RESEARCH = "RESEARCH"


class ConsentEvent(Enum):
    """A consent is given, refused or withdrawn; the latest word counts."""

    GIVEN = "GIVEN"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class ScreeningOutcome(Enum):
    """Outcome of the written checklist; never a block on movement (domain.md 3.7)."""

    CLEAR = "CLEAR"
    CARE_NEEDED = "CARE_NEEDED"
    REFER_WITH_CONSENT = "REFER_WITH_CONSENT"
    CHILD = "CHILD"


class EvidenceKind(Enum):
    """How somebody was verified; a NIK is never required."""

    IN_PERSON = "IN_PERSON"
    REMOTE = "REMOTE"
    ATTESTED = "ATTESTED"


class AttemptOutcome(Enum):
    """Outcome of one attempt; not reached is not "not eligible" (rule 9)."""

    ACCEPTED = "ACCEPTED"
    NOT_YET = "NOT_YET"
    NOT_REACHED = "NOT_REACHED"


class DuplicateEvent(Enum):
    """A likely duplicate is flagged, and a person decides."""

    FLAGGED = "FLAGGED"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"


class ObjectionEvent(Enum):
    """An objection by the person herself and its answer."""

    RAISED = "RAISED"
    ANSWERED = "ANSWERED"
    TAKEN_BACK = "TAKEN_BACK"


class Movement(Enum):
    """Steps that happen in the world, in order, and the endings beside them."""

    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    AIDED = "AIDED"
    FOLLOWED_UP = "FOLLOWED_UP"
    CLOSED = "CLOSED"
    STAYED = "STAYED"
    LEFT_ALONE = "LEFT_ALONE"
    WITHDRAWN = "WITHDRAWN"
    REFERRED = "REFERRED"
    REOPENED = "REOPENED"


class AssignmentEvent(Enum):
    """A case is given to an office's care, or taken back."""

    GIVEN = "GIVEN"
    ENDED = "ENDED"


class AttesterEvent(Enum):
    """A group is listed as attester, or unlisted."""

    LISTED = "LISTED"
    UNLISTED = "UNLISTED"

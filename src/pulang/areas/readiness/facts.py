"""All that gates may look at: facts about one case, and facts about its programme.

A case's facts travel as one line of text, so that a million cases are gathered in one pass and people in the
same situation are judged once. The line is written by `areas/boards/sql/case_facts.sql` in the order of `CaseFacts`.
"""

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is true of one case on a day; codes are those of `areas.cases.rules`, empty where nothing is recorded."""

    choice: str = ""
    informed: str = ""
    consents: frozenset[str] = frozenset()
    evidence: str = ""  # outcome of the best attempt, and for an accepted one its kind: "ACCEPTED:IN_PERSON"
    attesters: int = 0
    screening: str = ""
    screened_by_trained: bool = False
    open_duplicate: bool = False
    decreed: bool = False
    channel: str = ""
    channel_in_own_name: bool = False
    itinerary: str = ""
    reaches_home: bool = False
    within_window: bool = False
    receiver_acknowledged: bool = False
    discreet: bool = False
    open_objection: bool = False
    move: str = ""
    waived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseDates:
    """Since when the answers of a case (or the earliest of several cases) stand as they do."""

    opened_on: date
    choice_on: date | None = None
    consent_lost_on: date | None = None
    duplicate_on: date | None = None
    objection_on: date | None = None
    itinerary_on: date | None = None
    move_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecreeState:
    """The decree a programme rests on: the one in force, or the nearest to it."""

    number: str
    signed_on: date
    in_force_on: date
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True)
class RakorState:
    """Where the coordination meeting with the ministry stands, and the decision that counts on the day.

    `outcome` is the decision's code, empty while there is none; `open_conditions` gives text, holder and the day
    each is due, if any.
    """

    waited_since: date | None = None
    planned_for: date | None = None
    held_on: date | None = None
    decision: str = ""
    outcome: str = ""
    decided_on: date | None = None
    in_force_on: date | None = None
    ended_on: date | None = None
    open_conditions: tuple[tuple[str, str, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerState:
    """The partner nearest to being ready; `lacks` names what is missing, since when, and when it last counted."""

    name: str
    lacks: tuple[tuple[str, date | None, date | None], ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TravelMoney:
    """Money for the journey of the people who choose to return and have not left, against what they need.

    `released_free` is released and not spent, `ceiling` everything allocated and not spent, in whole rupiah; both hold
    `paid_ahead` too, what was paid out already for tickets of these very people. `payers` are those who are waited for.
    """

    released_free: int = 0
    ceiling: int = 0
    fare: int | None = None
    people: int = 0
    payers: tuple[str, ...] = ()
    paid_ahead: int = 0
    since: date | None = None

    @property
    def needed(self) -> int | None:
        """This will give the need in whole rupiah, or None while no fare is known."""
        return None if self.fare is None else self.fare * self.people


@dataclass(frozen=True, slots=True)
class AidMoney:
    """Whether the payer of the aid has confirmed it; `payers` are those who did, or those who are waited for."""

    payers: tuple[str, ...] = ()
    confirmed_on: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What is true of a programme on a day."""

    day: date
    opened_on: date
    lead: str
    ministry: str
    decree: DecreeState | None = None
    rakor: RakorState = RakorState()
    partner: PartnerState | None = None
    travel: TravelMoney = TravelMoney()
    aid: AidMoney = AidMoney()
    waived: frozenset[str] = frozenset()


def read_line(line: str) -> CaseFacts:
    """This will read a case's facts from the one line they travel as."""
    values = line.split("|")
    assert len(values) == len(_READERS), f"a line of facts has {len(_READERS)} parts, not {len(values)}"
    return CaseFacts(*(read(value) for read, value in zip(_READERS, values, strict=True)))  # type: ignore[arg-type]


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    return value == "t"


def _number(value: str) -> int:
    return int(value or 0)


def _set(value: str) -> frozenset[str]:
    return frozenset(value.split(",")) if value else frozenset()


_BY_TYPE = {str: _text, bool: _flag, int: _number, frozenset[str]: _set}
_READERS = tuple(_BY_TYPE[field.type] for field in fields(CaseFacts))  # type: ignore[index]

"""Lines of case facts as they come from the books, and what stands beside a case's own history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class InCare:
    """Cases of one programme in a partner's care: how many, how many nobody tried yet in time, days to the first try.

    `median_days` is None where no case was tried yet.
    """

    programme: str
    cases: int
    unanswered: int
    median_days: int | None


@dataclass(frozen=True, slots=True)
class With:
    """A case that is with an institution: `consents` while her consent to be accompanied stands, `until` its end."""

    case: UUID
    number: str
    consents: bool
    until: date | None
    home: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody who arrived, stayed or left by herself: since when, whether she may be asked, what she said; as JSON."""

    case: UUID
    number: str
    move: str
    since: date
    agreed: bool
    told: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The facts of one case as one line, with the days its answers stand since and until."""

    case: UUID
    line: str
    opened_on: date
    choice_on: date | None
    consent_lost_on: date | None
    duplicate_on: date | None
    objection_on: date | None
    itinerary_on: date | None
    move_on: date | None
    good_until: date | None
    programme: str
    origin: str
    number: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Cases that share one line of facts: how many, and the earliest day for each kind of since."""

    line: str
    cases: int
    opened_on: date
    choice_on: date | None
    consent_lost_on: date | None
    duplicate_on: date | None
    objection_on: date | None
    itinerary_on: date | None
    move_on: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The latest word on her way home: planned, ticketed or dropped."""

    event: str
    reaches: str
    departs_on: date | None


@dataclass(frozen=True, slots=True)
class Receiver:
    """The latest word of the office that receives her."""

    event: str
    agency: str


@dataclass(frozen=True, slots=True)
class Channel:
    """The latest way aid can reach her; the account itself is sealed elsewhere."""

    event: str
    kind: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The latest word on her appointment, with the time it is about."""

    event: str
    code: str
    round: str
    meets_on: date
    starts: str
    place: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Window:
    """A round that runs or comes next."""

    code: str
    opens_on: date
    closes_on: date
    late_until: date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """How far the getting back of one paper is."""

    kind: str
    state: str
    holder: str
    expected_on: date | None
    since: date

    @classmethod
    def of(cls, kind: str, state: str, holder: str | None, expected: str | None, since: str) -> "Paper":
        """This will read a row that was given as texts."""
        day = None if expected is None else date.fromisoformat(expected)
        return cls(kind, state, holder or "", day, date.fromisoformat(since))


@dataclass(frozen=True, slots=True)
class SupportStep:
    """How far one step of support is, and which agency gives it."""

    kind: str
    state: str
    agency: str
    since: date

    @classmethod
    def of(cls, kind: str, state: str, agency: str | None, since: str) -> "SupportStep":
        """This will read a row that was given as texts."""
        return cls(kind, state, agency or "", date.fromisoformat(since))


@dataclass(frozen=True, slots=True)
class Beside:
    """What other books say of a case, which agency did each act about it, and the agencies' names.

    `held` is what papers she came with; None where the view does not reach that.
    """

    plan: Plan | None
    receiver: Receiver | None
    channel: Channel | None
    done_by: Mapping[int, str]
    names: Mapping[str, str]
    locked_to: tuple[str, ...]
    paused: bool  # she has limited what may be done with her data
    meeting: Meeting | None
    window: Window | None
    held: str | None
    papers: tuple[Paper, ...]
    supports: tuple[SupportStep, ...]
    site: str  # what the site is called where she lives now, and the block in it; empty where nobody said
    block: str

    @classmethod
    def of(cls, row: Sequence[Any]) -> "Beside":
        """This will read a row of `beside_file.sql`."""
        return cls(
            plan=Plan(*row[0:3]) if row[0] else None,
            receiver=Receiver(*row[3:5]) if row[3] else None,
            channel=Channel(*row[5:7]) if row[5] else None,
            done_by=dict(zip(row[7], row[8], strict=True)),
            names=dict(row[9]),
            locked_to=tuple(row[10] or ()),
            paused=row[11],
            meeting=Meeting(*row[12:19]) if row[12] else None,
            window=Window(*row[19:23]) if row[19] else None,
            held=row[23],
            papers=tuple(Paper.of(*texts) for texts in row[24]),
            supports=tuple(SupportStep.of(*texts) for texts in row[25]),
            site=row[26],
            block=row[27],
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """A case by its key, with its number and programme."""

    id: UUID
    number: str
    programme: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Leaving:
    """One case whose way is planned: when and by what it leaves, who comes along, and how far it has come.

    `legs` are as the books keep them, in JSON; `seats` counts her and whoever travels with her.
    """

    case: UUID
    number: str
    event: str
    departs_on: date
    arrives_on: date
    legs: str
    reaches: str
    seats: int
    discreet: bool
    plan: str
    escort: str
    meets: str
    here: bool
    move: str
    needs: str | None


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One case in one side of a handover."""

    number: str
    event: str
    case: str
    final: bool
    place: str
    agency: str
    to: str
    actor: str
    witness: str
    why: str
    on: date
    heard: bool
    given_on: date


@dataclass(frozen=True, slots=True)
class Homebound:
    """Where one case wants to go, with how many people together, how and within which days."""

    case: UUID
    number: str
    site: str
    home: str
    seats: int
    opened_on: date
    discreet: bool
    escort: bool
    not_before: date | None
    not_after: date | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A case as a register is compared: its keys, its number and its home district."""

    case: UUID
    number: str
    person: UUID
    home: str
    act: int


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone that many cases gave: how many, some of their numbers, and the day of the latest."""

    cases: int
    numbers: tuple[str, ...]
    latest: date

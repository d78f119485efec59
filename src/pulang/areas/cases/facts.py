"""A case and its history as values, without any identity; codes are those of `rules`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final
from uuid import UUID

from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class CaseRef:
    """What an act needs to know of a case before it writes about it."""

    id: UUID
    number: str
    programme: str
    person: UUID
    opened_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """What every line of a case's history has: the day it is true for and the act that wrote it."""

    on: date
    act: int


@dataclass(frozen=True, slots=True)
class ChoiceLine(Line):
    """What she chose, and how she was informed before it."""

    choice: str
    informed: str
    pressure: bool
    companion: bool


@dataclass(frozen=True, slots=True)
class ConsentLine(Line):
    """Consent to one purpose given, refused or withdrawn; `until` is the first day it no longer counts."""

    purpose: str
    event: str
    until: date | None
    text_version: str
    language: str


@dataclass(frozen=True, slots=True)
class WishLine(Line):
    """How she wants to travel."""

    discreet: bool
    escort: bool
    not_before: date | None
    not_after: date | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreeningLine(Line):
    """Outcome of the checklist, and whether trained staff did it."""

    outcome: str
    trained: bool


@dataclass(frozen=True, slots=True)
class AttemptLine(Line):
    """One attempt to verify her."""

    kind: str
    outcome: str
    round: str
    attesters: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DuplicateLine(Line):
    """A likely duplicate or the decision about it; `other` is empty where the looker may not see that case."""

    other: str
    other_id: UUID
    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody whose doubles are looked for: by which digests, and around which home."""

    person: UUID
    home: str
    digests: Mapping[str, Collection[bytes]]


@dataclass(frozen=True, slots=True)
class AlikeCase:
    """A case whose person shares a digest with another, of which kind, whether it is open to whoever asks, and home."""

    case: UUID
    person: UUID
    kind: str
    open: bool
    home: str


@dataclass(frozen=True, slots=True)
class ObjectionLine(Line):
    """An objection under its reference, its answer with reasons, or that it was taken to somebody else."""

    ref: str
    event: str
    topic: str
    due_on: date | None
    outcome: str = ""
    reason: str = ""
    by: str = ""
    companion: bool = False

    @property
    def is_open(self) -> bool:
        """This will be true while somebody owes her an answer."""
        return self.event in {"RAISED", "APPEALED"}


@dataclass(frozen=True, slots=True)
class MoveLine(Line):
    """A step that happened in the world."""

    move: str


@dataclass(frozen=True, slots=True)
class AssignmentLine(Line):
    """The case given to an office's care for a purpose, or taken back."""

    agency: str
    purpose: str
    event: str
    until: date | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything a case file shows as of a day, each book from its first line to its last.

    `consents` and `assigned` are those in force on the day, the lines behind them stand beside.
    """

    ref: CaseRef
    alias: str
    site: str
    block: str
    origin: str
    home: str
    children_with: int
    adults_with: int
    choices: tuple[ChoiceLine, ...]
    consent_lines: tuple[ConsentLine, ...]
    consents: tuple[ConsentLine, ...]
    wishes: tuple[WishLine, ...]
    screenings: tuple[ScreeningLine, ...]
    attempts: tuple[AttemptLine, ...]
    duplicates: tuple[DuplicateLine, ...]
    objections: tuple[ObjectionLine, ...]
    moves: tuple[MoveLine, ...]
    assignments: tuple[AssignmentLine, ...]
    assigned: tuple[AssignmentLine, ...]

    @property
    def choice(self) -> ChoiceLine | None:
        """This will give the choice that counts."""
        return self.choices[-1] if self.choices else None

    @property
    def wish(self) -> WishLine | None:
        """This will give the wish that counts."""
        return self.wishes[-1] if self.wishes else None

    @property
    def screening(self) -> ScreeningLine | None:
        """This will give the screening that counts."""
        return self.screenings[-1] if self.screenings else None

    @property
    def move(self) -> MoveLine | None:
        """This will give the last step."""
        return self.moves[-1] if self.moves else None

    def sheet(self) -> "CaseFile":
        """This will give what a receiving office reads: where she goes, with whom and how, and that she agreed to it.

        Not where she lived, what she objects to, how she was verified, what she is called or who else has her case.
        """
        receiving = tuple(line for line in self.consent_lines if line.purpose == _OF_THE_SHEET)
        return replace(
            self,
            alias="",
            site="",
            block="",
            choices=(),
            consent_lines=receiving,
            consents=tuple(line for line in self.consents if line in receiving),
            screenings=(),
            attempts=(),
            duplicates=(),
            objections=(),
            assignments=(),
            assigned=(),
        )


_OF_THE_SHEET: Final = "RECEIVING_OFFICE"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the case list; `waits_for` is the first case gate that is not met."""

    number: str
    alias: str
    origin: str
    home: str
    site: str
    block: str
    choice: str
    stage: str
    waits_for: str
    opened_on: date
    facts: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Among:
    """Answers a list is narrowed to: pairs of choice and stage; of cases with waivers those that fit, one by one."""

    choices: tuple[str, ...]
    stages: tuple[str, ...]
    waived: tuple[UUID, ...] = ()
    fitting: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What the case list is narrowed to; an empty text does not narrow. `cases` names those left by other means."""

    choice: str = ""
    among: tuple[Among, ...] = ()
    gate: str = ""
    origin: str = ""
    site: str = ""
    q: str = ""
    cases: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the case list; `total` stops counting at `queries.COUNT_MOST`, and then `more` is true."""

    rows: tuple[Listed, ...]
    page: int
    pages: int
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A verification round; both days belong to it, and with `late_until` later registrations up to that day."""

    code: str
    opens_on: date
    closes_on: date
    late_until: date | None = None

    @property
    def last_day(self) -> date:
        """This will give the last day on which anybody is verified in this round."""
        return self.late_until or self.closes_on

    def covers(self, day: date, *, registered_on: date) -> bool:
        """This will be true where somebody who registered on a day may be verified in this round on another."""
        return self.opens_on <= day <= (self.last_day if registered_on > self.closes_on else self.closes_on)


@dataclass(frozen=True, slots=True)
class AttesterFacts:
    """A group that may attest, and since when."""

    code: str
    name: str
    since: date


# What a case file shows, by name: for the book of looks, which holds names of fields and never values.
FILE_SHOWS: Final[tuple[str, ...]] = (
    "alias",
    "origin",
    "home",
    "site",
    "block",
    "children_with",
    "adults_with",
    "choices",
    "consents",
    "wishes",
    "screenings",
    "attempts",
    "duplicates",
    "objections",
    "moves",
    "assignments",
)
FILE_CARES = frozenset({"screenings", "duplicates"})  # shown to those near her only
SHEET_SHOWS = ("origin", "home", "children_with", "adults_with", "choices", "consents", "wishes", "moves")
LIST_SHOWS = ("alias", "origin", "home", "site", "block", "choice", "stage", "waits_for")
LIST_SHEET_SHOWS = ("origin", "home", "choice", "stage", "waits_for")


class Need(Enum):
    """One thing to be arranged on her way: a fixed list, and none of reasons.

    It says what is to be arranged, never why: no illness follows from a word of it (design.md, rule 8).
    """

    INTERPRETER = "INTERPRETER"
    SIGN_LANGUAGE = "SIGN_LANGUAGE"
    READ_ALOUD = "READ_ALOUD"
    NO_STEPS = "NO_STEPS"
    PAUSES = "PAUSES"
    INFANT = "INFANT"
    WOMAN_ESCORT = "WOMAN_ESCORT"
    LUGGAGE = "LUGGAGE"


NEEDS: Final[Mapping[Need, Words]] = {
    Need.INTERPRETER: Words(id="Juru bahasa daerah", en="An interpreter for a local language"),
    Need.SIGN_LANGUAGE: Words(id="Bahasa isyarat", en="Sign language"),
    Need.READ_ALOUD: Words(id="Semua tulisan dibacakan", en="Everything written is read aloud"),
    Need.NO_STEPS: Words(id="Tanpa tangga, dibantu naik dan turun", en="No steps, and help getting on and off"),
    Need.PAUSES: Words(
        id="Jeda pada jam tetap, untuk makan, menyusui atau obat",
        en="Pauses at fixed hours, for meals, nursing or medicine",
    ),
    Need.INFANT: Words(id="Bersama bayi", en="With an infant"),
    Need.WOMAN_ESCORT: Words(id="Hanya pendamping perempuan", en="A woman as escort only"),
    Need.LUGGAGE: Words(id="Barang bawaan banyak", en="Much luggage"),
}


def needed(codes: tuple[str, ...]) -> tuple[Words, ...]:
    """This will name needs by their codes, in the order of the list."""
    return tuple(words for need, words in NEEDS.items() if need.value in codes)


def codes_in(text: str | None) -> tuple[str, ...]:
    """This will part a list of codes as the database sends it."""
    return tuple(text.split(",")) if text else ()

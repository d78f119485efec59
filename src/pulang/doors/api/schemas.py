"""What the API answers, as types: the OpenAPI document is made of these, and every answer is checked against them."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from pulang.areas.accounts.rules import Role
from pulang.areas.cases.rules import ChoiceKind
from pulang.areas.readiness.rules import Stage
from pulang.kernel.findings import Answer


class Answered(Schema):
    """An answer holds what is written here and nothing else."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class ProblemField(Answered):
    """What is wrong with one field."""

    field: str
    code: str
    detail: str


class Problem(Answered):
    """A refusal (RFC 9457): `detail` is a sentence for a person in the language asked for, `code` never changes."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemField]


class Words(Answered):
    """The same sentence in Indonesian and English."""

    id: str
    en: str


class Site(Answered):
    """Where people live now."""

    code: str
    name: str
    place: str
    blocks: list[str]


class ProgrammeRow(Answered):
    """One return programme."""

    code: str
    name: str
    procedure: str
    lead: str
    ministry: str
    place: str
    time_zone: str
    fiscal_year: int
    opened_on: date


class Programmes(Answered):
    """Every programme, the latest opened first."""

    programmes: list[ProgrammeRow]


class Programme(ProgrammeRow):
    """One programme with its sites."""

    sites: list[Site]


class Procedure(Answered):
    """The procedure a programme follows."""

    code: str
    version: int


class Counts(Answered):
    """How many people, by code."""

    registered: int
    returning: int
    by_choice: dict[str, int]
    by_stage: dict[str, int]
    by_origin: dict[str, int]


class Blocker(Answered):
    """What is waited for, who holds it, since when, and what can be done now."""

    gate: str
    holder: str
    holder_words: Words
    cases: int
    since: date | None
    days: int | None
    sentence: Words
    remedy: Words
    source: str


class Fund(Answered):
    """A source of money, in whole rupiah."""

    source: str
    name: str
    payer: str
    use: str
    ceiling: int
    released: int
    committed: int
    spent: int
    available: int
    needed: int | None
    shortfall: int
    covers_people: int | None


class Promise(Answered):
    """Something stated publicly and how often it slipped."""

    what: str
    first_promised: str | None
    now_promised: str | None
    unit: str
    slips: int
    office: str
    source: str
    funding: str
    kept_on: date | None
    overdue_days: int | None


class Conflict(Answered):
    """Another number for the same thing."""

    value: int
    high: int | None
    office: str
    source: str


class Figure(Answered):
    """A number somebody stated, beside those that contradict it."""

    on: date
    said_on: date
    office: str
    figure: str
    value: int
    high: int | None
    unit: str
    source: str
    summary: str
    conflicts_with: list[Conflict]


class Status(Answered):
    """Where a programme stands: the document of `pulang status --json`. `funds` is null for who may not see money."""

    programme: str
    name: str
    procedure: Procedure
    as_of: date
    known_on: date | None
    headline: Words
    counts: Counts
    blockers: list[Blocker]
    funds: list[Fund] | None
    promises: list[Promise]
    reported_figures: list[Figure]


class CaseRow(Answered):
    """One row of the case list; `waits_for` is its first gate that is not met."""

    number: str
    origin: str
    home: str
    site: str
    block: str
    choice: str
    stage: str
    waits_for: str
    opened_on: date


class Cases(Answered):
    """A page of cases in the order of their numbers; `more` says that `total` stopped counting."""

    rows: list[CaseRow]
    page: int
    pages: int
    total: int
    more: bool


class Gate(Answered):
    """A gate's answer for this case."""

    gate: str
    stage: Stage
    answer: Answer
    waived: bool
    says: Words
    source: str


class Choice(Answered):
    """What she chose; `pressure` is null for who does not work on that."""

    on: date
    choice: ChoiceKind
    informed: str
    companion: bool
    pressure: bool | None


class Consent(Answered):
    """A consent given, refused or withdrawn."""

    on: date
    purpose: str
    event: str
    until: date | None
    text_version: str
    language: str
    in_force: bool


class Wish(Answered):
    """How she wants to travel."""

    on: date
    discreet: bool
    escort: bool
    not_before: date | None
    not_after: date | None
    needs: list[str]


class Screening(Answered):
    """Outcome of the checklist."""

    on: date
    outcome: str
    trained: bool


class Attempt(Answered):
    """One attempt to verify her."""

    on: date
    kind: str
    outcome: str
    round: str
    reason: str


class Duplicate(Answered):
    """A likely duplicate; `other` is empty where that case is not for the caller."""

    on: date
    other: str
    event: str


class Objection(Answered):
    """An objection or its answer."""

    on: date
    ref: str
    event: str
    topic: str
    due_on: date | None
    outcome: str
    companion: bool


class Move(Answered):
    """A step that happened in the world."""

    on: date
    move: str


class Assignment(Answered):
    """The case given to an office, or taken back."""

    on: date
    agency: str
    purpose: str
    event: str
    until: date | None


class CaseFile(Answered):
    """The books of one case as of the day; no identity. A null list is one the caller does not work on."""

    opened_on: date
    site: str
    block: str
    origin: str
    home: str
    children_with: int
    adults_with: int
    choices: list[Choice]
    consents: list[Consent]
    wishes: list[Wish]
    screenings: list[Screening] | None
    attempts: list[Attempt]
    duplicates: list[Duplicate] | None
    objections: list[Objection]
    moves: list[Move]
    assignments: list[Assignment]


class Case(Answered):
    """What one case waits for and everything its file holds."""

    case: str
    programme: str
    as_of: date
    known_on: date | None
    stage: Stage
    choice: str
    waits_for: list[Blocker]
    care: Blocker | None
    gates: list[Gate]
    file: CaseFile


class Verb(Answered):
    """One act: `fields` is the JSON schema of its `with`, `personal` fields are sealed, `allowed` is the caller's."""

    verb: str
    purpose: str
    roles: list[Role]
    relations: list[str] | None
    personal: list[str]
    allowed: bool
    fields: dict[str, Any]


class Verbs(Answered):
    """Every act there is."""

    verbs: list[Verb]


class Receipt(Answered):
    """What an act leaves behind; `already_done` when the same key came before."""

    id: str
    seq: int
    subject: str
    already_done: bool
    warnings: list[Words]

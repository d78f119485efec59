"""Where a programme stands on a day: the headline, what is waited for and who holds it, on what money."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pulang.areas.accounts import queries as accounts
from pulang.areas.audit import queries as lines
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Situation
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import SourceFacts
from pulang.areas.funds.rules import Use
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts as Programme
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.assessment import (
    CaseAnswer,
    assess_line,
    case_finding,
    held,
    programme_findings,
    stage_of,
)
from pulang.areas.readiness.facts import CaseDates, ProgrammeFacts
from pulang.areas.readiness.gates import BY_ID, CASE_BY_ID, PROGRAMME_BY_ID, itinerary_ready
from pulang.areas.readiness.rules import ENDINGS, RANK, CaseGate, Holder, Procedure, Stage
from pulang.areas.statements.facts import ConflictFacts, FigureFacts, SlipFacts
from pulang.flows import programme_facts, said
from pulang.flows.assessing import basis
from pulang.kernel.days import in_words, lasting
from pulang.kernel.findings import Finding
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, people
from pulang.storage.context import counting
from pulang.storage.sql import database_name

_CACHED_ANSWERS = 512


@dataclass(frozen=True, slots=True)
class Blocker:
    """A gate that is not met: how many cases it holds, who holds it, since when, what can be done now."""

    gate: str
    question: Words
    holder: Words
    cases: int
    since: date | None
    days: int | None
    says: Words
    sentence: Words
    remedy: Words
    source: Words
    of_programme: bool


@dataclass(frozen=True, slots=True)
class FundLine:
    """A source in four numbers and the need it stands against, in whole rupiah."""

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
    covers: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many, in every way the status tells it."""

    registered: int
    by_choice: tuple[tuple[str, int], ...]
    by_stage: tuple[tuple[str, int], ...]
    by_origin: tuple[tuple[str, int], ...]
    returning: int
    home: int


@dataclass(frozen=True, slots=True)
class Status:
    """The whole answer for one programme, as of a day and as known on a day."""

    programme: Programme
    procedure: Procedure
    as_of: date
    known_on: date | None
    headline: Words
    counts: Counts
    blockers: tuple[Blocker, ...]
    findings: tuple[tuple[Stage, Finding], ...]
    funds: tuple[FundLine, ...]
    promises: tuple[SlipFacts, ...]
    figures: tuple[tuple[FigureFacts, tuple[ConflictFacts, ...]], ...]
    state: int  # the number that stands for the acts it follows from


@dataclass(frozen=True, slots=True)
class _Group:
    """Cases in one situation, judged."""

    answer: CaseAnswer
    cases: int
    dates: CaseDates


def status(code: str, *, as_of: date, known_on: date | None = None) -> Status:
    """This will give a programme's status; refuses an unknown programme. Needs an open context.

    Everything is derived from the books, so the answer after the same acts is the same answer: it is kept in
    memory under the number that stands for them.
    """
    programmes.programme(code)
    return _status(database_name(), code, as_of, known_on, lines.state(code))


@lru_cache(maxsize=_CACHED_ANSWERS)
def _status(_database: str, code: str, as_of: date, known_on: date | None, state: int) -> Status:
    with counting():
        return _answer(code, as_of, known_on, state)


def _answer(code: str, as_of: date, known_on: date | None, state: int) -> Status:
    programme = programmes.programme(code)
    procedure = readiness.procedure(programme.procedure)
    at = moment(as_of, known_on=known_on, zone=programme.time_zone)
    groups = tuple(_judge(_situations(code, at, known_on), procedure))
    waiting = [group for group in groups if waits_to_return(group.answer)]
    returning, ticketed = (sum(group.cases for group in found) for found in (waiting, filter(_ticketed, waiting)))
    sources = funds.sources(code, at)
    facts = programme_facts.gather(programme, at, returning=returning, ticketed=ticketed, sources=sources)
    findings = programme_findings(facts, procedure)
    blockers = (*_programme_blockers(groups, findings, as_of), *_case_blockers(groups, procedure, programme, as_of))
    counts = _counts(groups, findings, boards.origins(code, at), returning)
    return Status(
        programme=programme,
        procedure=procedure,
        as_of=as_of,
        known_on=known_on,
        headline=_headline(blockers, facts, counts, procedure),
        counts=counts,
        blockers=blockers,
        findings=findings,
        funds=_funds(sources, facts),
        promises=said.promises(code, at),
        figures=said.figures(code, at),
        state=state,
    )


def _situations(code: str, at: Moment, known_on: date | None) -> tuple[Situation, ...]:
    stored = boards.stored_situations(code, at.day, basis()) if known_on is None else None
    return boards.situations(code, at) if stored is None else stored


def _judge(situations: Iterable[Situation], procedure: Procedure) -> Iterator[_Group]:
    for found in situations:
        dates = CaseDates(
            opened_on=found.opened_on,
            choice_on=found.choice_on,
            consent_lost_on=found.consent_lost_on,
            duplicate_on=found.duplicate_on,
            objection_on=found.objection_on,
            itinerary_on=found.itinerary_on,
            move_on=found.move_on,
        )
        yield _Group(assess_line(found.line, procedure), found.cases, dates)


def waits_to_return(answer: CaseAnswer) -> bool:
    """This will be true for whoever chose to return and has not left."""
    if answer.choice != "RETURN" or answer.stage in ENDINGS:
        return False
    return RANK[answer.stage] < RANK[Stage.DEPARTED]


def _ticketed(group: _Group) -> bool:
    gate = itinerary_ready.GATE.id
    return gate not in group.answer.gates and gate not in group.answer.waived  # waived: they go without a ticket here


def _programme_blockers(
    groups: tuple[_Group, ...], findings: tuple[tuple[Stage, Finding], ...], as_of: date
) -> Iterator[Blocker]:
    for stage, finding in findings:
        cases = sum(group.cases for group in groups if held(group.answer, finding.gate, stage))
        if finding.blocks and cases:
            question = PROGRAMME_BY_ID[finding.gate].question
            for part in finding.each:
                yield blocker_of(part, question, cases, as_of, of_programme=True)


def _case_blockers(
    groups: tuple[_Group, ...], procedure: Procedure, programme: Programme, as_of: date
) -> Iterator[Blocker]:
    names = holders(programme)
    for gate in dict.fromkeys(gate for step in procedure.steps for gate in step.case):
        cases, best = 0, None
        for group in groups:
            items = [item for item in group.answer.unmet if item.gate == gate]
            if items:
                cases += group.cases
                finding = case_finding(items[0], group.dates, names, near=False)
                best = finding if best is None or _earlier(finding, best) else best
        if best is not None:
            yield blocker_of(best, CASE_BY_ID[gate].question, cases, as_of, of_programme=False)


def holders(programme: Programme) -> dict[Holder, str]:
    """This will name the offices of a programme that may hold a case's gate."""
    return dict(
        zip((Holder.LEAD, Holder.MINISTRY), accounts.names_of_two(programme.lead, programme.ministry), strict=True)
    )


def _earlier(one: Finding, other: Finding) -> bool:
    return (one.since or date.max) < (other.since or date.max)


def blocker_of(finding: Finding, question: Words, cases: int, as_of: date, *, of_programme: bool) -> Blocker:
    """This will put a finding that blocks into the sentence everybody reads: what, who holds it, since when."""
    days = None if finding.since is None else max(0, (as_of - finding.since).days)
    sentence = finding.says
    if finding.since is not None:
        sentence = Words(
            id="{says} Dipegang {holder}, sejak {day} ({days}).",
            en="{says} Held by {holder}, since {day} ({days}).",
        ).format(says=finding.says, holder=finding.holder, day=in_words(finding.since), days=lasting(days or 0))
    return Blocker(
        gate=finding.gate,
        question=question,
        holder=finding.holder,
        cases=cases,
        since=finding.since,
        days=days,
        says=finding.says,
        sentence=sentence,
        remedy=finding.remedy,
        source=finding.source,
        of_programme=of_programme,
    )


def _counts(
    groups: tuple[_Group, ...],
    findings: tuple[tuple[Stage, Finding], ...],
    origins: tuple[tuple[str, int], ...],
    returning: int,
) -> Counts:
    choices: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    for group in groups:
        choices[group.answer.choice or "NOT_RECORDED"] += group.cases
        stages[stage_of(group.answer, findings).value] += group.cases
    return Counts(
        registered=sum(choices.values()),
        by_choice=tuple(sorted(choices.items(), key=lambda item: (-item[1], item[0]))),
        by_stage=tuple((stage.value, stages[stage.value]) for stage in Stage if stages[stage.value]),
        by_origin=origins,
        returning=returning,
        home=sum(group.cases for group in groups if _is_home(group.answer)),
    )


def _headline(blockers: tuple[Blocker, ...], facts: ProgrammeFacts, counts: Counts, procedure: Procedure) -> Words:
    """This will say in one sentence what most people wait for: a programme gate first, else the largest case gate.

    Nobody's return waits for her aid (design.md, rule 3): a gate of the aid is named after those before leaving.
    """
    going = {gate for step in procedure.steps if RANK[step.stage] <= RANK[Stage.DEPARTED] for gate in step.programme}
    of_programme = [blocker for blocker in blockers if blocker.of_programme]
    of_return = [blocker for blocker in of_programme if blocker.gate in going]
    if of_programme:
        first = max(of_return or of_programme, key=lambda blocker: blocker.cases)  # the earliest among equals
        says = Words(id="Pemulangan {people} menunggu {what}.", en="The return of {people} waits for {what}.")
        if not of_return:
            says = Words(id="Bantuan untuk {people} menunggu {what}.", en="Aid for {people} waits for {what}.")
        return says.format(people=people(first.cases), what=PROGRAMME_BY_ID[first.gate].waits_for(facts))
    if blockers:
        first = max(blockers, key=lambda blocker: blocker.cases)
        gate = BY_ID[first.gate]
        assert isinstance(gate, CaseGate)
        return Words(id="{people} menunggu {what}.", en="{people} {wait} for {what}.").format(
            people=people(first.cases), wait="waits" if first.cases == 1 else "wait", what=gate.awaited
        )
    if not counts.registered:
        return Words(id="Belum ada warga dampingan yang terdaftar.", en="Nobody is registered yet.")
    if counts.home:
        arrived = Words(id="{people} sudah tiba di daerah asal.", en="{people} {have} arrived home.")
        return arrived.format(people=people(counts.home), have="has" if counts.home == 1 else "have")
    return Words(id="Tidak ada yang sedang ditunggu.", en="Nothing is being waited for.")


def _is_home(answer: CaseAnswer) -> bool:
    return answer.choice in _GOES_HOME and answer.stage in _HOME


_GOES_HOME = frozenset({"RETURN", "ALONE"})
_HOME = frozenset({Stage.ARRIVED, Stage.AIDED, Stage.FOLLOWED_UP, Stage.CLOSED})


def _funds(sources: tuple[SourceFacts, ...], facts: ProgrammeFacts) -> tuple[FundLine, ...]:
    fare, needed = facts.travel.fare, facts.travel.needed
    # What is tied or paid ahead is for tickets of these very people, so it counts towards their need.
    free = facts.travel.ceiling
    return tuple(_fund(source, needed, free, fare) for source in sources)


def _fund(source: SourceFacts, needed: int | None, free: int, fare: int | None) -> FundLine:
    travels = source.use == Use.TRAVEL.value
    available = source.ceiling - source.committed - source.spent
    return FundLine(
        source=source.code,
        name=source.name,
        payer=accounts.agency(source.payer).name,
        use=source.use,
        ceiling=source.ceiling,
        released=source.released_total,
        committed=source.committed,
        spent=source.spent,
        available=available,
        needed=needed if travels else None,
        shortfall=max(0, (needed or 0) - free) if travels else 0,
        covers=(source.ceiling - source.spent) // fare if travels and fare else None,
    )

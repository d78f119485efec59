"""Tries a workbook and registers its rows: what is ready, what is to be mended, who may be known already.

A row is known again by what it says, under a keyed digest: the same file a second time, or mended in a few rows,
registers only what is new. A trial writes nothing but that somebody compared a list with the register.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Final
from uuid import UUID

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import Actor
from pulang.areas.audit import queries as audit
from pulang.areas.cases.queries import PREFIX as CASE
from pulang.areas.intake import reading
from pulang.areas.intake.facts import Plan, Reading, RowState
from pulang.areas.intake.rules import PREFIX, plain
from pulang.areas.people import queries as people
from pulang.areas.programmes import queries as programmes
from pulang.flows import catalog, fields, likeness, looking, registration, standing, workbook_places
from pulang.flows.act import NO_ZONE, NOT_ALLOWED, LostRace, Receipt, together
from pulang.flows.fields import FieldProblems
from pulang.flows.perform import carry_out, perform
from pulang.flows.registration import RegisterCase
from pulang.kernel import refs
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sealing
from pulang.storage.aside import Aside, laying_aside
from pulang.storage.keeper import keeper
from pulang.storage.sheets.apart import opened

BATCH: Final = 250  # rows in one transaction, so that one who is told to stop has not lost much
_SAME: Final = "row"
_REGISTER: Final = "cases.case.register"
_DRAWS: Final = 3
_VERSIONS: Final = 6  # how often the same rows may be taken back and registered again
_SAME_ROW: Final = Words(
    id="sama persis dengan baris {line}; hapus salah satu", en="exactly as row {line}; remove one of them"
)
_IN_FILE: Final = Words(id="mungkin orang yang sama dengan baris {line}", en="perhaps the same person as in row {line}")
_SAYS: Final = Words(id="{heading}: {says}", en="{heading}: {says}")
_NO_SITE: Final = Words(id="program ini tidak punya lokasi “{text}”", en="this programme has no site “{text}”")


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook as it came: its bytes, the sheet that is meant, and what its headings mean where that was said."""

    content: bytes
    sheet: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowFound:
    """What became of one row, or would: its state, and everything that is to be said about it."""

    line: int
    state: RowState
    words: tuple[Words, ...] = ()


@dataclass(slots=True)
class Report:
    """How many rows became what; rows about which there is nothing to say are only counted."""

    plan: Plan
    number: str = ""
    total: int = 0
    counts: dict[RowState, int] = field(default_factory=lambda: dict.fromkeys(RowState, 0))
    told: list[RowFound] = field(default_factory=list)

    def take(self, found: RowFound) -> None:
        """This will count a row and keep what is to be said about it."""
        self.total += 1
        self.counts[found.state] += 1
        if found.words:
            self.told.append(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who brings a workbook, for which programme, and when."""

    by: Actor
    programme: str
    source: Source
    at: datetime

    @property
    def day(self) -> date:
        """This will give the day of it."""
        return local_day(self.at, NO_ZONE)


Told = Callable[[int, int], None]  # how many rows are done, of how many


def _silent(_done: int, _people: int) -> None:
    """This will tell nobody."""


def plan_of(source: Source) -> Plan:
    """This will find out how a workbook is meant; refuses traps, and what is no table of people."""
    return reading.survey(opened(source.content, source.sheet).rows, source.chosen)


@dataclass(slots=True)
class _Rows:
    """The rows of a workbook under the act's own names, each with the digest by which it is known again."""

    programme: str
    plan: Plan
    sites: Mapping[str, str]
    aside: Aside
    homes: dict[str, tuple[str, Words | None]] = field(default_factory=dict)

    def read(self, source: Source) -> Iterator["_Row"]:
        for found in reading.read(self.plan, opened(source.content, source.sheet).rows):
            yield self._row(found)

    def _row(self, found: Reading) -> "_Row":
        said, problems = dict(found.said), list(found.problems)
        problems += filter(None, (self._placed(said, name) for name in ("home", "village", "origin", "site")))
        what = None if problems else self._checked(said, problems)
        mark = b""
        if what is not None:
            content = json.dumps([self.programme, said], sort_keys=True, ensure_ascii=False).encode()
            mark = keeper().fingerprint(content=content)
            for before in self.aside.places(_SAME, mark, 1):
                problems.append(_SAME_ROW.format(line=before))
            self.aside.mark(found.line, _SAME, mark)
        return _Row(found.line, said, what, mark, tuple(problems), found.notes)

    def _placed(self, said: dict[str, object], name: str) -> Words | None:
        """This will put a code where a place or site is named; gives what is to be mended instead."""
        text = str(said.get(name, ""))
        if not text:
            return None
        code, problem = self._site(text) if name == "site" else self._home(text, name, str(said.get("home", "")))
        said[name] = code
        return None if problem is None else _SAYS.format(heading=self.plan.heading(name), says=problem)

    def _home(self, text: str, name: str, home: str) -> tuple[str, Words | None]:
        """This will look a place up once, however many rows name it."""
        asked = f"{name}|{text}|{home if name == 'village' else ''}"
        if asked not in self.homes:
            self.homes[asked] = workbook_places.found(text, name, home)
        return self.homes[asked]

    def _site(self, text: str) -> tuple[str, Words | None]:
        code = self.sites.get(plain(text), "")
        return code, None if code else _NO_SITE.format(text=workbook_places.shown(text))

    def _checked(self, said: dict[str, object], problems: list[Words]) -> RegisterCase | None:
        try:
            what = fields.read(RegisterCase, {**said, "programme": self.programme})
        except FieldProblems as found:
            problems.extend(
                _SAYS.format(heading=self.plan.heading(one.field or ""), says=one.says) for one in found.problems
            )
            return None
        except Refusal as refusal:
            problems.append(self._told(refusal))
            return None
        assert isinstance(what, RegisterCase)
        return what

    def _told(self, refusal: Refusal) -> Words:
        heading = self.plan.heading(refusal.field or "")
        return _SAYS.format(heading=heading, says=refusal.words) if heading else refusal.words


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that was read: what it says, and what is wrong with it."""

    line: int
    said: Mapping[str, object]
    what: RegisterCase | None
    mark: bytes
    problems: tuple[Words, ...]
    notes: tuple[Words, ...]

    def ref(self, version: int) -> str:
        """This will give the id its registration has, or would have after it was taken back so many times."""
        return f"baris-{self.mark.hex()[:40]}-{version}"


def _rows(asked: Asked, aside: Aside) -> tuple[Plan, Iterator[_Row]]:
    """This will begin to read a workbook for somebody who may register in the programme; refuses everybody else."""
    with standing.looking(asked.by, day=asked.day):
        if not rights.may(asked.by, _REGISTER, standing.relation(asked.by, asked.programme)):
            raise Refusal("not-allowed", NOT_ALLOWED)
        named = programmes.site_names(asked.programme)
        sites = {plain(name): code for code, each in named for name in (code, each)}
    plan = plan_of(asked.source)
    return plan, _Rows(asked.programme, plan, sites, aside).read(asked.source)


def attempt(asked: Asked, told: Told = _silent) -> Report:
    """This will say what would become of every row, and write none of them.

    Refuses what `plan_of` refuses, and whoever may not register in the programme.
    """
    with laying_aside() as aside:
        plan, rows = _rows(asked, aside)
        report, met = Report(plan), likeness.Met(aside)
        while batch := tuple(islice(rows, BATCH)):
            with standing.looking(asked.by, day=asked.day):
                for found in _tried(asked, batch, met):
                    report.take(found)
                looking.note(action="intake.tried", programme=asked.programme, count=len(batch))
            told(report.total, plan.people)
    return report


def _tried(asked: Asked, batch: Sequence[_Row], met: likeness.Met) -> Iterator[RowFound]:
    """This will say of each row what would become of it; whoever may be known is looked for once for all of them."""
    versions = _versions(batch)
    found: dict[int, RowFound] = {}
    newcomers: dict[int, likeness.Newcomer] = {}
    for row in batch:
        if row.problems or row.what is None:
            found[row.line] = RowFound(row.line, RowState.MEND, (*row.problems, *row.notes))
        elif _version(row, versions) is None:
            found[row.line] = RowFound(row.line, RowState.KNOWN, row.notes)
        else:
            try:
                values = registration.refuse_unfit(row.what, asked.day)
            except Refusal as refusal:
                found[row.line] = RowFound(row.line, RowState.MEND, (refusal.words,))
                continue
            digests = likeness.pointing(values, people.digests(values=values))
            newcomers[row.line] = likeness.Newcomer(sealing.new_id(), values, digests, row.what.home)
    likely = likeness.found(list(newcomers.values()))
    for row in batch:
        yield found.get(row.line) or _doubted(row, newcomers[row.line], met, known=likely)


def _doubted(
    row: _Row, one: likeness.Newcomer, met: likeness.Met, *, known: Mapping[UUID, likeness.Likely]
) -> RowFound:
    before = met.before(row.line, one)
    if before:
        return RowFound(row.line, RowState.PERHAPS, (_IN_FILE.format(line=min(before)), *_remarks(row)))
    if known.get(one.person, likeness.NOBODY).open:
        return RowFound(row.line, RowState.PERHAPS, (likeness.PERHAPS, *_remarks(row)))
    return RowFound(row.line, RowState.READY, _remarks(row))


def _remarks(row: _Row) -> tuple[Words, ...]:
    assert row.what is not None, "a row that can be registered"
    return (*row.what.doubts(row.what.nik, row.what.birth_date), *row.notes)


def _versions(batch: Sequence[_Row]) -> dict[str, bool]:
    return audit.known([row.ref(version) for row in batch if row.mark for version in range(_VERSIONS)])


def _version(row: _Row, versions: Mapping[str, bool]) -> int | None:
    """This will give under which version a row is registered next; None while its registration stands."""
    for version in range(_VERSIONS):
        struck = versions.get(row.ref(version))
        if struck is not True:
            return version if struck is None else None
    return None


def register(asked: Asked, below: Callable[[int], int], told: Told = _silent, *, number: str = "") -> Report:
    """This will register every row that can be, as acts of whoever asks, and say of every other what is wrong.

    Rows that are registered already stay as they are. `below` draws numbers. What is done when it is stopped stays
    done, and the same call again does the rest, under the same number where one is said.
    """
    with laying_aside() as aside:
        plan, rows = _rows(asked, aside)
        report = Report(plan)
        while batch := tuple(islice(rows, BATCH)):
            with standing.looking(asked.by, day=asked.day):
                known = _versions(batch)
            sound = [row for row in batch if not row.problems and row.what is not None]
            versions = {row.line: _version(row, known) for row in sound}
            if not report.number and any(version is not None for version in versions.values()):
                report.number = _open(asked, plan, number or refs.draw(PREFIX, below))
            for found in _registered(asked, batch, versions, report.number, below):
                report.take(found)
            told(report.total, plan.people)
    return report


def _open(asked: Asked, plan: Plan, number: str) -> str:
    said = {"programme": asked.programme, "workbook": number, "rows": plan.people}
    perform(by=asked.by, verb="intake.workbook.open", with_=said, at=asked.at, ref=f"impor-{number}")
    return number


def _registered(
    asked: Asked,
    batch: Sequence[_Row],
    versions: Mapping[int, int | None],
    number: str,
    below: Callable[[int], int],
) -> Iterator[RowFound]:
    """This will register what is new of some rows in one transaction; where one of them is refused, one by one."""
    new = {
        row.line: row.what.model_copy(update={"workbook": number, "line": row.line})
        for row in batch
        if row.what is not None and versions.get(row.line) is not None
    }
    refs_ = {row.line: row.ref(versions[row.line] or 0) for row in batch if row.line in new}
    done = _at_once(asked, new, refs_, below) or _one_by_one(asked, new, refs_, below)
    for row in batch:
        if row.line not in versions:
            yield RowFound(row.line, RowState.MEND, (*row.problems, *row.notes))
        elif row.line not in new:
            yield RowFound(row.line, RowState.KNOWN)
        else:
            yield _became(row, done[row.line])


def _at_once(
    asked: Asked, new: Mapping[int, RegisterCase], refs_: Mapping[int, str], below: Callable[[int], int]
) -> dict[int, Receipt | Refusal]:
    """This will register rows together; gives nothing, and has written nothing, where that cannot be."""
    if not new:
        return {}
    drawn = {refs_[line]: what.model_copy(update={"case": refs.draw(CASE, below)}) for line, what in new.items()}
    try:
        receipts = registration.register_together(by=asked.by, at=asked.at, programme=asked.programme, asked=drawn)
    except (Refusal, LostRace):
        return {}
    return dict(zip(new, receipts, strict=True))


def _one_by_one(
    asked: Asked, new: Mapping[int, RegisterCase], refs_: Mapping[int, str], below: Callable[[int], int]
) -> dict[int, Receipt | Refusal]:
    done: dict[int, Receipt | Refusal] = {}
    with together():
        for line, what in new.items():
            try:
                done[line] = _performed(asked, what, refs_[line], below)
            except Refusal as refusal:
                done[line] = refusal
    return done


def _became(row: _Row, answer: Receipt | Refusal) -> RowFound:
    if isinstance(answer, Refusal):
        if answer.code == "id-used-for-something-else":  # somebody else registers the same file just now
            return RowFound(row.line, RowState.KNOWN)
        return RowFound(row.line, RowState.MEND, (answer.words,))
    state = RowState.PERHAPS if likeness.PERHAPS in answer.warnings else RowState.READY
    return RowFound(row.line, state, (*answer.warnings, *row.notes))


def _performed(asked: Asked, what: RegisterCase, ref: str, below: Callable[[int], int]) -> Receipt:
    """This will register a row under a fresh number; one that was drawn before is drawn again."""
    for tries in range(_DRAWS):
        try:
            fresh = what.model_copy(update={"case": refs.draw(CASE, below)})
            return carry_out(by=asked.by, verb=catalog.verb(_REGISTER), what=fresh, at=asked.at, ref=ref)
        except Refusal as refusal:
            if refusal.code != "cases-case-number-key" or tries == _DRAWS - 1:
                raise
    raise AssertionError("the loop returns or raises")

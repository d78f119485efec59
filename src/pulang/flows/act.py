"""The only way to change the record: who, what, when, one durable transaction, one line in the book.

    with act(by, "cases.choice.record", at, ref=ref, what=what, programme=…) as trail:
        …operations…
        trail.note(subject=number)

An act that notes nothing is undone, an act inside an act is a bug, and repeating an act with the same
reference does nothing and says so.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import IntegrityError, transaction
from pydantic import BaseModel, ConfigDict

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.audit import operations as book
from pulang.areas.audit import queries as lines
from pulang.areas.audit.facts import Line
from pulang.areas.programmes import queries as programmes
from pulang.flows import standing
from pulang.kernel.moments import day_of, local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, locks, sealing, sql
from pulang.storage.books import Stamp
from pulang.storage.constraints import as_refusals, constraint_of
from pulang.storage.keeper import keeper
from pulang.storage.memory import remembering
from pulang.storage.transactions import end_with_what_waits, in_transaction, settle

NO_ZONE = "Asia/Jakarta"  # acts that concern no programme follow the capital's calendar
NOT_ALLOWED = Words(
    id="Akun Anda tidak berwenang melakukan ini. Hubungi koordinator program bila ini tugas Anda.",
    en="Your account may not do this. Ask the programme's coordinator if it is your task.",
)


class What(BaseModel):
    """What is asked for by an act: the fields of its `with`. Every verb has its own; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)

    personal: ClassVar[frozenset[str]] = frozenset()  # fields that are sealed and never written in clear
    derived: ClassVar[frozenset[str]] = frozenset()  # what a flow finds itself and a dump says: not part of the asking


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act leaves behind: its id and number, what it was about, and whether it had been done before."""

    id: str
    seq: int
    subject: str
    already_done: bool = False
    warnings: tuple[Words, ...] = ()


@dataclass(slots=True)
class Trail:
    """The open act: its number, its clock, and what it has noted so far."""

    by: Actor
    verb: str
    at: datetime
    ref: str
    zone: str
    programme: str
    drawn: int = 0
    subject: str = ""
    person: UUID | None = None
    person_key: bytes | None = None
    noted: bool = False
    touched: set[UUID] = field(default_factory=set)
    warnings: list[Words] = field(default_factory=list)
    finished: bool = False

    @property
    def seq(self) -> int:
        """This will give the act's number, drawn when it is first asked for: after the locks the act waited for."""
        self.draw()
        return self.drawn

    @property
    def replayed(self) -> bool:
        """This will be true for an act told again from a file: what it opened was open then, and opens nothing now."""
        return _TOGETHER.get() is not None

    def draw(self) -> None:
        """This will draw the act's number, unless it is drawn."""
        self.drawn = self.drawn or lines.next_seq()

    def day(self, said: date | None) -> date:
        """This will give the day a fact is true for; refuses a day that has not come yet where the programme is."""
        return day_of(said, at=self.at, zone=self.zone)

    def stamp(self, said: date | None) -> Stamp:
        """This will give what every book line needs: the act, the day it is true for, the moment it was learned."""
        return Stamp(
            number=lambda: self.seq,
            happened_on=self.day(said),
            recorded_at=self.at,
            drawn=lambda: self.drawn,
            tell=self._told,
        )

    def _told(self, number: int) -> None:
        assert self.drawn in {0, number}, "an act has one number"
        self.drawn = number

    def done(self) -> Receipt:
        """This will give the receipt of an act that has been committed."""
        assert self.finished, "a receipt is given after the act, not inside it"
        return Receipt(self.ref, self.seq, self.subject, warnings=tuple(self.warnings))

    def note(
        self, *, subject: str = "", case: UUID | None = None, person: UUID | None = None, key: bytes | None = None
    ) -> None:
        """This will write down what the act was about; a case noted here is assessed again before the act ends."""
        self.noted = True
        self.subject = subject
        if case is not None:
            self.touched.add(case)
        self.person, self.person_key = person, key


class AlreadyDone(Exception):
    """The same act was done before; carries its receipt. `perform` turns it into an answer."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.id)
        self.receipt = receipt


class LostRace(Exception):
    """An act with the same id was written a moment earlier; `perform` asks again and gets its answer."""


@dataclass(slots=True)
class Together:
    """Acts that share one transaction; with `keep` false they are all undone at its end.

    A case touched by several of them is assessed once, at the end, for the day of the last: what gathering costs
    is the question, hardly the cases in it.
    """

    keep: bool = True
    touched: dict[UUID, date] = field(default_factory=dict)
    caught_up: set[UUID] = field(default_factory=set)  # within the open act, and undone with it


# Acts that open or close a programme's gates; whoever relies on the gates while acting keeps these waiting.
_SHAPES_GATES = (
    "programmes.",
    "coordination.",
    "partners.",
    "readiness.",
    "audit.",
    "funds.source.",
    "funds.money.release",
    "funds.money.reduce",
    "funds.paper.",
    "funds.year.",
)

_OPEN: ContextVar[str] = ContextVar("open_act", default="")
_TOGETHER: ContextVar[Together | None] = ContextVar("acts_together", default=None)


@contextmanager
def together() -> Iterator[Together]:
    """This will let the acts inside share one durable transaction, each undone by itself when it is refused.

    Only a replay may do this: it reports nothing before the whole transaction is written.
    """
    assert not _OPEN.get(), f"a replay opened inside act {_OPEN.get()}"
    assert not in_transaction(), "a replay opened inside another transaction"
    acts = Together()
    token = _TOGETHER.set(acts)
    try:
        with transaction.atomic(durable=True):
            yield acts
            if acts.keep:
                context.enter(standing.view_of(SYSTEM))
                standing.bring_up_to_date(acts.touched)
            else:
                transaction.set_rollback(True)
    finally:
        _TOGETHER.reset(token)


@contextmanager
def act(by: Actor, verb: str, at: datetime, *, ref: str, what: What, programme: str = "") -> Iterator[Trail]:
    """This will open an act, check the right, run the block in one durable transaction and write its line.

    Refuses when the actor may not do `verb` for this programme, when the same `ref` was used for something
    else, or when the block refuses. Raises AlreadyDone when the same act was done before.
    """
    assert not _OPEN.get(), f"act {verb} opened inside act {_OPEN.get()}"
    assert _TOGETHER.get() is not None or not in_transaction(), f"act {verb} opened inside another transaction"
    assert at.tzinfo is not None, "an act happens at an instant, so its clock has a time zone"
    token, shared = _OPEN.set(verb), _TOGETHER.get()
    if shared is not None:
        shared.caught_up.clear()
    try:
        with transaction.atomic(durable=shared is None), remembering(), _races(ref), as_refusals(), sql.gathered():
            context.enter(standing.view_of(by, day=local_day(at, NO_ZONE)))
            with sql.asked_together(lambda: lines.by_id(ref), lambda: programme and programmes.programme(programme)):
                _refuse_repeated(by, verb, ref, what)
                trail = _open(by, verb, at, ref, programme)
            yield trail
            assert trail.noted, f"act {verb} noted nothing, so it is undone"
            _bring_up_to_date(trail)
            _write(trail, what)
            settle()
            end_with_what_waits()
        trail.finished = True
        _keep_caught_up(trail)
    finally:
        _OPEN.reset(token)


@contextmanager
def acts(by: Actor, verb: str, at: datetime, *, asked: Mapping[str, What], programme: str) -> Iterator[list[Trail]]:
    """This will open as many acts of one verb as are asked for by their refs, in one transaction: all of them or none.

    Each has its own number and its own line, exactly as if it had been done by itself; the right is looked at once.
    Refuses when one of them would be refused, raises LostRace when one of them was done before.
    """
    assert not _OPEN.get(), f"acts {verb} opened inside act {_OPEN.get()}"
    assert not in_transaction(), f"acts {verb} opened inside another transaction"
    assert asked, "nothing is asked for"
    token = _OPEN.set(verb)
    try:
        with transaction.atomic(durable=True), remembering(), _races(""), as_refusals():
            context.enter(standing.view_of(by, day=local_day(at, NO_ZONE)))
            sql.plan_anew()
            first = _open(by, verb, at, "", programme)
            trails = [replace(first, ref=ref, touched=set(), warnings=[]) for ref in asked]
            yield trails
            assert all(trail.noted for trail in trails), f"one of the acts {verb} noted nothing, so all are undone"
            day = local_day(at, first.zone)
            standing.bring_up_to_date({case: day for trail in trails for case in trail.touched})
            book.write_all(lines=[_line(trail, what) for trail, what in zip(trails, asked.values(), strict=True)])
            settle()
        for trail in trails:
            trail.finished = True
    finally:
        _OPEN.reset(token)


def number(trails: Sequence[Trail]) -> None:
    """This will draw the numbers of acts that are done together, in their order, after every lock they wait for."""
    for trail, seq in zip(trails, lines.next_seqs(len(trails)), strict=True):
        trail.drawn = seq


def _bring_up_to_date(trail: Trail) -> None:
    touched = dict.fromkeys(trail.touched, local_day(trail.at, trail.zone))
    shared = _TOGETHER.get()
    if shared is None:
        standing.bring_up_to_date(touched)
    else:
        shared.touched.update(touched)


def catch_up() -> None:
    """This will bring the answers up to date that earlier acts of the same replay changed, before one is relied on."""
    shared = _TOGETHER.get()
    if shared is not None and shared.touched:
        with context.counting():  # they may be cases that this act's own actor does not see
            standing.bring_up_to_date(shared.touched)
        shared.caught_up.update(shared.touched)


def _keep_caught_up(trail: Trail) -> None:
    shared = _TOGETHER.get()
    if shared is not None:
        for case in shared.caught_up - trail.touched:
            del shared.touched[case]


def _open(by: Actor, verb: str, at: datetime, ref: str, programme: str) -> Trail:
    zone = programmes.programme(programme).time_zone if programme else NO_ZONE
    relation = standing.relation(by, programme) if programme else None
    if not rights.may(by, verb, relation):
        raise Refusal("not-allowed", NOT_ALLOWED)
    if programme and verb.startswith(_SHAPES_GATES):
        locks.change_programme(programme)
    return Trail(by=by, verb=verb, at=at, ref=ref, zone=zone, programme=programme)


def _refuse_repeated(by: Actor, verb: str, ref: str, what: What) -> None:
    earlier = lines.by_id(ref)
    if earlier is None:
        return
    public, personal = _split(what)
    same = earlier.fingerprint == _print(by.code, verb, public) and (
        not personal or earlier.sealed_fingerprint == _print(by.code, verb, personal)
    )
    if not same:
        raise Refusal(
            "id-used-for-something-else",
            Words(
                id=f"Nomor catatan “{ref}” sudah dipakai untuk isi yang lain. Pakai nomor baru bila ini hal baru.",
                en=f"The id “{ref}” was already used for other content. Use a new id if this is something new.",
            ),
            field="id",
        )
    raise AlreadyDone(Receipt(ref, earlier.seq, earlier.subject, already_done=True))


def _write(trail: Trail, what: What) -> None:
    book.write(line=_line(trail, what))


def _line(trail: Trail, what: What) -> Line:
    public, personal = _split(what)
    sealed = None
    if personal:
        assert trail.person is not None, f"act {trail.verb} has personal values, so it must note whose they are"
        assert trail.person_key is not None, f"act {trail.verb} has personal values, so it must note their key"
        sealed = sealing.seal(trail.person_key, _plain(personal), sealed_place(trail.person, trail.seq))
    return Line(
        seq=trail.seq,
        id=trail.ref,
        at=trail.at,
        by=trail.by.code,
        agency=trail.by.agency,
        verb=trail.verb,
        programme=trail.programme,
        subject=trail.subject,
        payload=public,
        sealed=sealed,
        sealed_for=trail.person if personal else None,
        fingerprint=_print(trail.by.code, trail.verb, public),
        sealed_fingerprint=_print(trail.by.code, trail.verb, personal) if personal else None,
    )


def sealed_place(person: UUID, seq: int) -> sealing.Place:
    """This will name the one place in which the personal values of an act open."""
    return sealing.Place("audit_act", "sealed", person, str(seq))


def _split(what: What) -> tuple[dict[str, Any], dict[str, Any]]:
    """This will part what is asked into what may stand in clear and what is sealed; unsaid fields are left out."""
    said = what.model_dump(mode="json", exclude_defaults=True, exclude=set(what.derived))
    public = {name: value for name, value in said.items() if name not in what.personal}
    return public, {name: value for name, value in said.items() if name in what.personal}


def _plain(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _print(by: str, verb: str, content: dict[str, Any]) -> bytes:
    return keeper().fingerprint(content=_plain({"by": by, "do": verb, "with": content}))


@contextmanager
def _races(ref: str) -> Iterator[None]:
    """This will tell an act that failed only because its twin was written a moment earlier from every other failure."""
    try:
        yield
    except IntegrityError as problem:
        if not constraint_of(problem).startswith("audit_act_id"):
            raise
        raise LostRace(ref) from problem


def written(by: Actor, at: datetime, ref: str) -> bool:
    """This will be true when an act with this id stands in the book, as far as its maker may look."""
    with transaction.atomic():
        context.enter(standing.view_of(by, day=local_day(at, NO_ZONE)))
        return lines.by_id(ref) is not None

"""A workbook that was handed in on a page: kept sealed for a day, tried and registered by a worker, given back.

Only whoever handed it in opens it again. What a worker was stopped in the middle of, the next one goes on with: rows
that are registered are known again, and the rest goes under the same number.
"""

import json
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final, cast

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.intake import operations, queries, reading
from pulang.areas.intake.facts import Column, FileState, Kept, Plan, RowState
from pulang.areas.intake.rules import PREFIX, TRIES_MOST
from pulang.flows import looking, standing, workbook, workbook_files
from pulang.flows.act import NO_ZONE, NOT_ALLOWED
from pulang.flows.workbook import Asked, Report, RowFound, Source
from pulang.kernel import refs
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context, jobs
from pulang.storage.sheets.apart import opened

TASK: Final = "pulang.doors.jobs.tasks.bring_workbooks"
QUEUE: Final = "opens"
LOCK: Final = "workbooks"
REGISTER: Final = "intake.workbook.open"
_HEAD_MOST: Final = 60  # rows that are enough to find the headings
_SAYS_MOST: Final = 5_000  # rows whose remarks are kept
_NOT_NOW: Final = Words(
    id="Berkas ini sedang atau sudah dikerjakan. Muat ulang halamannya untuk melihat hasilnya.",
    en="This file is being worked on, or was. Load its page again to see what came of it.",
)
_GIVEN_UP: Final = Words(
    id="Berkas ini tiga kali gagal dibaca sampai selesai. Bagi menjadi beberapa berkas yang lebih kecil, lalu kirim "
    "lagi; yang sudah terdaftar tidak didaftarkan dua kali.",
    en="This file could not be read to its end three times. Split it into smaller ones and send them; whoever is "
    "registered already is not registered twice.",
)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Headings:
    """What a page asks about: the sheet that is read, the others, each heading with what it was taken for."""

    sheet: str
    others: tuple[str, ...]
    columns: tuple[tuple[str, Column | None], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a worker found: rows about which something is to be said, or why none could be read."""

    rows: tuple[RowFound, ...] = ()
    refused: Words | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)


def keep(*, by: Actor, programme: str, content: bytes, below: Callable[[int], int], at: datetime) -> str:
    """This will keep a workbook sealed for a day and give its number; refuses whoever may not register there."""
    number = refs.draw(PREFIX, below)
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        if not rights.may(by, REGISTER, standing.relation(by, programme)):
            raise Refusal("not-allowed", NOT_ALLOWED)
        operations.keep_file(programme=programme, number=number, actor=by.code, content=content, at=at)
        looking.note(action="intake.kept", programme=programme, count=1, by=by, at=at)
    return number


def own(*, by: Actor, programme: str, number: str) -> Kept:
    """This will give a workbook to whoever handed it in; to everybody else it is not there."""
    found = queries.kept(refs.parse(number, prefix=PREFIX), programme)
    if found.by != by.code:
        raise Refusal("not-allowed", NOT_ALLOWED)
    return found


def headings(kept: Kept, sheet: str = "") -> Headings:
    """This will say what the columns of a kept workbook were taken for; refuses a table without headings."""
    inside = queries.inside(kept.number)
    source = _source(inside.content, inside.meant)
    asked = sheet or source.sheet
    chosen = source.chosen if asked == source.sheet else {}
    plan, name, others = _head(Source(source.content, asked, chosen))
    return Headings(name, others, tuple(zip(plan.headings, plan.columns, strict=True)))


def sheets(kept: Kept) -> tuple[str, tuple[str, ...]]:
    """This will name the sheet a kept workbook opens with, and the others."""
    found = opened(queries.inside(kept.number).content)
    with closing(cast("Generator[Any, None, None]", found.rows)):
        return found.name, found.others


def _head(source: Source) -> tuple[Plan, str, tuple[str, ...]]:
    found = opened(source.content, source.sheet)
    with closing(cast("Generator[Any, None, None]", found.rows)):
        return reading.survey(islice(found.rows, _HEAD_MOST), source.chosen), found.name, found.others


def let_try(*, by: Actor, kept: Kept, sheet: str, chosen: Mapping[str, str], at: datetime) -> None:
    """This will let a worker try a workbook with these meanings; refuses a column said twice, and one that is busy."""
    meant = json.dumps({"sheet": sheet, "chosen": dict(chosen)}).encode()
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        _head(Source(queries.inside(kept.number).content, sheet, chosen))
        if not operations.let_try(number=kept.number, meant=meant):
            raise Refusal("import-busy", _NOT_NOW)
    jobs.soon(TASK, queue=QUEUE, lock=LOCK)


def let_enter(*, by: Actor, kept: Kept, at: datetime) -> None:
    """This will let a worker register what was tried; refuses what is being registered, or was."""
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        if not operations.let_enter(number=kept.number):
            raise Refusal("import-busy", _NOT_NOW)
    jobs.soon(TASK, queue=QUEUE, lock=LOCK)


def put_away(*, by: Actor, kept: Kept, at: datetime) -> None:
    """This will empty a workbook that is not needed any more; refuses one that is just being registered."""
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        if kept.opens and not operations.put_away(number=kept.number):
            raise Refusal("import-busy", _NOT_NOW)


def found(kept: Kept) -> Found:
    """This will give what was found in a kept workbook; nothing while nobody looked, and once its day is over."""
    if not kept.opens:
        return Found()
    inside = queries.inside(kept.number)
    return _read(inside.found, _meant(inside.meant).get("chosen", {}))


def marked(*, by: Actor, kept: Kept, lang: str, at: datetime) -> bytes:
    """This will give the same table back with a column that says what is to be mended, and write that down."""
    inside = queries.inside(kept.number)
    said, source = _read(inside.found, {}), _source(inside.content, inside.meant)
    report = Report(_head(source)[0], told=list(said.rows))
    looking.note(action="intake.fetched", programme=kept.programme, count=kept.people, by=by, at=at)
    return workbook_files.marked(source, report, lang)


def _meant(meant: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(meant) if meant else {}
    return read


def _source(content: bytes, meant: bytes) -> Source:
    said = _meant(meant)
    return Source(content, said.get("sheet", ""), said.get("chosen", {}))


def _read(box: bytes, chosen: Mapping[str, str]) -> Found:
    if not box:
        return Found(chosen=chosen)
    said = json.loads(zlib.decompress(box))
    rows = tuple(
        RowFound(line, RowState(state), tuple(Words(id=one[0], en=one[1]) for one in words))
        for line, state, words in said["rows"]
    )
    refused = said["refused"]
    return Found(rows, None if refused is None else Words(id=refused[0], en=refused[1]), chosen)


def _written(rows: list[RowFound], refused: Words | None = None) -> bytes:
    said = {
        "rows": [(one.line, one.state.value, [(each.id, each.en) for each in one.words]) for one in rows[:_SAYS_MOST]],
        "refused": None if refused is None else (refused.id, refused.en),
    }
    return zlib.compress(json.dumps(said, ensure_ascii=False).encode())


# --- what a worker does


def work(*, now: Clock, below: Callable[[int], int]) -> int:
    """This will try and register everything that waits, and what a worker was stopped in the middle of."""
    done = 0
    while (taken := _taken(now())) is not None:
        number, programme, tries = taken
        with context.looking(standing.view_of(SYSTEM)):
            kept = queries.kept(number, programme)
        if tries > TRIES_MOST:
            _finish(kept, FileState.REFUSED, kept.counts, kept.people, _written([], _GIVEN_UP))
            continue
        try:
            _work(kept, now, below)
        except Refusal as refusal:
            _finish(kept, FileState.REFUSED, kept.counts, kept.people, _written([], refusal.words))
        done += 1
    return done


def _taken(at: datetime) -> tuple[str, str, int] | None:
    with context.working(standing.view_of(SYSTEM)):
        return operations.take(at=at)


def _work(kept: Kept, now: Clock, below: Callable[[int], int]) -> None:
    with context.looking(standing.view_of(SYSTEM)):
        inside = queries.inside(kept.number)
        by = standing.actor_on(kept.by, local_day(now(), NO_ZONE))
    asked = Asked(by, kept.programme, _source(inside.content, inside.meant), now())

    def told(done: int, people: int) -> None:
        with context.working(standing.view_of(SYSTEM)):
            operations.tell(number=kept.number, done=done, people=people, at=now())

    if kept.state is FileState.TRYING:
        report = workbook.attempt(asked, told)
        _finish(kept, FileState.TRIED, report.counts, report.total, _written(report.told))
        return
    tried = _read(inside.found, {})
    report = workbook.register(asked, below, told, number=kept.number)
    counts, rows = _together(kept.counts, tried, report)
    _finish(kept, FileState.ENTERED, counts, report.total, _written(rows))


def _together(
    before: Mapping[RowState, int], tried: Found, report: Report
) -> tuple[dict[RowState, int], list[RowFound]]:
    """This will say what became of the rows, counting those an earlier worker registered as what they were then."""
    told = {one.line: one for one in report.told}
    kept = {one.line: one for one in tried.rows if one.line not in told and one.state is not RowState.MEND}
    rows = sorted((*told.values(), *kept.values()), key=lambda one: one.line)
    counts = dict(report.counts)
    known = min(before[RowState.KNOWN], counts[RowState.KNOWN])
    again = counts[RowState.KNOWN] - known
    doubted = min(again, sum(one.state is RowState.PERHAPS for one in kept.values()))
    counts[RowState.KNOWN] = known
    counts[RowState.PERHAPS] += doubted
    counts[RowState.READY] += again - doubted
    return counts, rows


def _finish(kept: Kept, state: FileState, counts: Mapping[RowState, int], people: int, found: bytes) -> None:
    with context.working(standing.view_of(SYSTEM)):
        operations.finish(number=kept.number, state=state, counts=counts, people=people, found=found)


def let_go(*, at: datetime) -> int:
    """This will empty workbooks and unfinished registrations whose time is over, and give how many."""
    with context.working(standing.view_of(SYSTEM)):
        return operations.let_go(at=at)

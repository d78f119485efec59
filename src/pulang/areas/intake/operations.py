"""Writes that a workbook was registered, which case came from which row, and that it was taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from pulang.areas.intake import models as rows
from pulang.areas.intake.facts import FileState, RowState
from pulang.areas.intake.queries import GONE, key_of, sealed_place, unknown, whose
from pulang.areas.intake.rules import DRAFT_LIVES, FILE_LIVES, STALE
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper
from pulang.storage.sealing import new_key, seal
from pulang.storage.transactions import needs_transaction


@needs_transaction
def open_import(*, programme: str, number: str, actor: str, count: int, stamp: Stamp) -> None:
    """This will write that the rows of a workbook are being registered; a used number is refused by the database."""
    rows.Import.objects.create(programme_id=programme, number=number, actor=actor, rows=count, **stamp.columns())


_ENTER = """
INSERT INTO intake_entry (case_id, programme_id, number, line, act_id, happened_on, recorded_at)
SELECT x.id, i.programme_id, i.number, x.line, x.act, x.happened_on, %(recorded_at)s
FROM unnest(%(cases)s::uuid[], %(lines)s::integer[], %(numbers)s::text[], %(acts)s::bigint[], %(days)s::date[])
  AS x (id, line, number, act, happened_on)
JOIN intake_import i ON i.number = x.number AND i.programme_id = %(programme)s
"""


@needs_transaction
def enter(*, programme: str, entered: Sequence[tuple[UUID, str, int, Stamp]]) -> None:
    """This will write from which row of which workbook each case came; refuses a workbook this programme lacks."""
    if not entered:
        return
    written = sql.run(
        _ENTER,
        programme=programme,
        recorded_at=entered[0][3].recorded_at,
        cases=[case for case, _, _, _ in entered],
        numbers=[number for _, number, _, _ in entered],
        lines=[line for _, _, line, _ in entered],
        acts=[stamp.act_id for _, _, _, stamp in entered],
        days=[stamp.happened_on for _, _, _, stamp in entered],
    )
    if written != len(entered):
        raise unknown()


@needs_transaction
def undo(*, programme: str, number: str, actor: str, struck: int, kept: int, stamp: Stamp) -> None:
    """This will write that a workbook was taken back; a second time is refused by the database."""
    rows.Undo.objects.create(
        programme_id=programme, number=number, actor=actor, struck=struck, kept=kept, **stamp.columns()
    )


# --- what is kept sealed for a while

_ELSEWHERE: Final = Words(
    id="Isian ini baru saja diubah dari telepon atau jendela lain. Yang tampil sekarang isian terbaru; periksa lagi.",
    en="This was changed on another phone or window a moment ago. What you see now is the latest; look it over again.",
)


def _shut(number: str) -> tuple[bytes, bytes]:
    key = new_key()
    return key, keeper().shut(secret=key, whose=whose(number))


@needs_transaction
def keep_file(*, programme: str, number: str, actor: str, content: bytes, at: datetime) -> None:
    """This will keep a workbook for a day, sealed under a key of its own."""
    key, wrapped = _shut(number)
    rows.File.objects.create(
        number=number,
        programme_id=programme,
        actor=actor,
        kept_at=at,
        ends_at=at + FILE_LIVES,
        state=FileState.KEPT.value,
        wrapped=wrapped,
        content=seal(key, content, sealed_place("intake_file", "content", number)),
    )


def _sealed(number: str, column: str, value: bytes) -> bytes:
    found = sql.one("SELECT wrapped FROM intake_file WHERE number = %(number)s AND content <> ''::bytea", number=number)
    if found is None:
        raise Refusal("import-gone", GONE, field="workbook")
    return seal(key_of(found[0], number), value, sealed_place("intake_file", column, number))


_LET_TRY: Final = """
UPDATE intake_file SET state = 'TRYING', meant = %(meant)s, found = ''::bytea, taken_at = NULL, tries = 0, done = 0
WHERE number = %(number)s AND state IN ('KEPT', 'TRIED', 'REFUSED')
"""


_LET_ENTER: Final = """
UPDATE intake_file SET state = 'ENTERING', taken_at = NULL, tries = 0, done = 0
WHERE number = %(number)s AND state = 'TRIED' AND content <> ''::bytea
"""


@needs_transaction
def let_try(*, number: str, meant: bytes) -> bool:
    """This will let a worker try a workbook with what its columns mean; false while one is at it or was."""
    return bool(sql.run(_LET_TRY, number=number, meant=_sealed(number, "meant", meant)))


@needs_transaction
def let_enter(*, number: str) -> bool:
    """This will let a worker register what was tried; false where that was said before."""
    return bool(sql.run(_LET_ENTER, number=number))


# One worker takes the oldest that waits, or that another has left behind in the middle.
_TAKE: Final = """
UPDATE intake_file f SET taken_at = %(at)s, tries = f.tries + 1
FROM (
    SELECT w.number FROM intake_file w
    WHERE w.state IN ('TRYING', 'ENTERING') AND (w.taken_at IS NULL OR w.taken_at < %(stale)s)
      AND w.content <> ''::bytea
    ORDER BY w.kept_at, w.number LIMIT 1 FOR UPDATE SKIP LOCKED
) t
WHERE f.number = t.number
RETURNING f.number, f.programme_id, f.tries
"""


@needs_transaction
def take(*, at: datetime) -> tuple[str, str, int] | None:
    """This will give a workbook that waits for a worker, its programme and how often it was begun; None when none."""
    found = sql.one(_TAKE, at=at, stale=at - STALE)
    return None if found is None else (found[0], found[1], found[2])


@needs_transaction
def tell(*, number: str, done: int, people: int, at: datetime) -> None:
    """This will write how far a worker has come."""
    rows.File.objects.filter(number=number).update(done=done, people=people, taken_at=at)


@needs_transaction
def finish(*, number: str, state: FileState, counts: Mapping[RowState, int], people: int, found: bytes) -> None:
    """This will write what became of the rows of a workbook; of one that was put away meanwhile nothing."""
    rows.File.objects.filter(number=number).exclude(content=b"").update(
        state=state.value,
        people=people,
        done=people,
        ready=counts[RowState.READY],
        mend=counts[RowState.MEND],
        perhaps=counts[RowState.PERHAPS],
        known=counts[RowState.KNOWN],
        found=_sealed(number, "found", found),
    )


_EMPTY_FILES: Final = """
UPDATE intake_file SET wrapped = ''::bytea, content = ''::bytea, meant = ''::bytea, found = ''::bytea
WHERE content <> ''::bytea AND
"""


@needs_transaction
def put_away(*, number: str) -> int:
    """This will empty a workbook that nobody needs any more, unless it is just being registered."""
    return sql.run(f"{_EMPTY_FILES} number = %(number)s AND state <> 'ENTERING'", number=number)


# --- registrations that are not finished


@needs_transaction
def begin(*, programme: str, number: str, actor: str, said: bytes, at: datetime) -> None:
    """This will begin a registration, sealed under a key of its own."""
    key, wrapped = _shut(number)
    rows.Draft.objects.create(
        number=number,
        programme_id=programme,
        actor=actor,
        begun_at=at,
        changed_at=at,
        ends_at=at + DRAFT_LIVES,
        wrapped=wrapped,
        said=seal(key, said, sealed_place("intake_draft", "said", number)),
    )


@needs_transaction
def say(*, number: str, said: bytes, version: int, at: datetime) -> None:
    """This will keep what was said by now; refuses where another phone said something since `version`."""
    found = sql.one(
        "SELECT wrapped FROM intake_draft WHERE number = %(number)s AND version = %(version)s AND said <> ''::bytea "
        "FOR UPDATE",
        number=number,
        version=version,
    )
    if found is None:
        raise Refusal("draft-changed-elsewhere", _ELSEWHERE)
    rows.Draft.objects.filter(number=number).update(
        said=seal(key_of(found[0], number), said, sealed_place("intake_draft", "said", number)),
        changed_at=at,
        ends_at=at + DRAFT_LIVES,
        version=version + 1,
    )


_EMPTY_DRAFTS: Final = "UPDATE intake_draft SET wrapped = ''::bytea, said = ''::bytea WHERE said <> ''::bytea AND "


@needs_transaction
def end(*, number: str) -> int:
    """This will empty a registration that is finished or was put away."""
    return sql.run(f"{_EMPTY_DRAFTS} number = %(number)s", number=number)


@needs_transaction
def let_go(*, at: datetime) -> int:
    """This will empty every workbook and every unfinished registration whose time is over, and give how many."""
    files = sql.run(f"{_EMPTY_FILES} ends_at <= %(at)s", at=at)
    return files + sql.run(f"{_EMPTY_DRAFTS} ends_at <= %(at)s", at=at)

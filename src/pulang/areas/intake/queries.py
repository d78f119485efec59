"""Reads which workbooks were registered, and which cases came from one."""

from typing import Any, Final
from uuid import UUID, uuid5

from pulang.areas.intake.facts import Begun, Entered, FileState, Import, Inside, Kept, RowState
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.keeper import keeper
from pulang.storage.sealing import Place, unseal

LISTED_MOST = 50
_UNKNOWN = Words(
    id="Program ini tidak punya impor dengan nomor itu.", en="This programme has no import with that number."
)

_IMPORTS = """
SELECT i.number, i.programme_id, i.actor, i.recorded_at, i.rows,
       EXISTS (SELECT 1 FROM intake_undo u WHERE u.number = i.number
               AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = u.act_id))
FROM intake_import i
WHERE i.programme_id = %(programme)s AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id)
"""


def imported(number: str, programme: str) -> Import:
    """This will give a workbook that was registered; refuses one this programme does not have."""
    found = sql.one(f"{_IMPORTS} AND i.number = %(number)s", programme=programme, number=number)
    if found is None:
        raise unknown()
    return Import(*found)


def unknown() -> Refusal:
    """This will give the refusal of a number under which this programme has no import."""
    return Refusal("unknown-import", _UNKNOWN, field="workbook")


def imports(programme: str) -> tuple[Import, ...]:
    """This will give the workbooks of a programme, the latest first."""
    statement = f"{_IMPORTS} ORDER BY i.recorded_at DESC, i.number LIMIT %(most)s"
    return tuple(Import(*row) for row in sql.rows(statement, programme=programme, most=LISTED_MOST))


def entered(number: str) -> tuple[Entered, ...]:
    """This will give the cases that came from a workbook and still count, and whether anybody has worked on them."""
    return tuple(Entered(*row) for row in sql.rows(sql.load(__file__, "entered"), number=number))


# --- what is kept sealed for a while

_SPACE: Final = UUID("5e0c8f9e-1f3b-4a51-9a8c-6f3e3f7f4c11")
GONE: Final = Words(
    id="Berkas ini sudah tidak disimpan. Kirim lagi lembarnya bila masih diperlukan.",
    en="This file is kept no longer. Send the workbook again where it is still needed.",
)


def whose(number: str) -> UUID:
    """This will name whose the key is that opens what is kept under a number."""
    return uuid5(_SPACE, number)


def sealed_place(table: str, column: str, number: str) -> Place:
    """This will name the one place in which something kept opens."""
    return Place(table, column, whose(number), number)


def key_of(wrapped: bytes, number: str) -> bytes:
    """This will open the key of what is kept under a number."""
    return keeper().unshut(box=bytes(wrapped), whose=whose(number))


_FILE: Final = """
SELECT f.number, f.programme_id, f.actor, f.kept_at, f.ends_at, f.state, f.people, f.done,
       f.ready, f.mend, f.perhaps, f.known, f.content <> ''::bytea
FROM intake_file f
"""


def _kept(row: tuple[Any, ...]) -> Kept:
    ready, mend, perhaps, known = row[8:12]
    counts = {RowState.READY: ready, RowState.MEND: mend, RowState.PERHAPS: perhaps, RowState.KNOWN: known}
    return Kept(row[0], row[1], row[2], row[3], row[4], FileState(row[5]), row[6], row[7], counts, row[12])


def kept(number: str, programme: str) -> Kept:
    """This will give a workbook that was handed in; refuses one this programme does not have."""
    found = sql.one(f"{_FILE} WHERE f.number = %(number)s AND f.programme_id = %(programme)s",
                    number=number, programme=programme)  # fmt: skip
    if found is None:
        raise Refusal("unknown-import", GONE, field="workbook")
    return _kept(found)


def all_kept(programme: str) -> tuple[Kept, ...]:
    """This will give the workbooks that were handed in for a programme, the latest first."""
    statement = f"{_FILE} WHERE f.programme_id = %(programme)s ORDER BY f.kept_at DESC, f.number LIMIT %(most)s"
    return tuple(_kept(row) for row in sql.rows(statement, programme=programme, most=LISTED_MOST))


def inside(number: str) -> Inside:
    """This will open what stands sealed of a workbook; refuses one whose day is over."""
    found = sql.one("SELECT wrapped, content, meant, found FROM intake_file WHERE number = %(number)s", number=number)
    if found is None or not found[1]:
        raise Refusal("import-gone", GONE, field="workbook")
    key = key_of(found[0], number)
    sealed = zip(("content", "meant", "found"), found[1:], strict=True)
    opened = (
        unseal(key, bytes(box), sealed_place("intake_file", name, number)) if box else b"" for name, box in sealed
    )
    return Inside(*opened)


_DRAFT: Final = """
SELECT d.number, d.programme_id, d.actor, d.begun_at, d.changed_at, d.version FROM intake_draft d
WHERE d.said <> ''::bytea AND d.actor = %(actor)s AND d.programme_id = %(programme)s
"""


def begun(number: str, programme: str, actor: str) -> Begun:
    """This will give a registration that somebody has begun; refuses anybody else's, and one that is over."""
    found = sql.one(f"{_DRAFT} AND d.number = %(number)s", number=number, programme=programme, actor=actor)
    if found is None:
        raise Refusal("unknown-draft", GONE)
    return Begun(*found)


def all_begun(programme: str, actor: str) -> tuple[Begun, ...]:
    """This will give what somebody has begun and not finished, the latest first."""
    statement = f"{_DRAFT} ORDER BY d.changed_at DESC, d.number LIMIT %(most)s"
    return tuple(Begun(*row) for row in sql.rows(statement, programme=programme, actor=actor, most=LISTED_MOST))


def said(number: str) -> bytes:
    """This will open what was said so far."""
    found = sql.one("SELECT wrapped, said FROM intake_draft WHERE number = %(number)s", number=number)
    if found is None or not found[1]:
        raise Refusal("unknown-draft", GONE)
    return unseal(key_of(found[0], number), bytes(found[1]), sealed_place("intake_draft", "said", number))

"""Reads which workbooks were registered, and which cases came from one."""

from pulang.areas.intake.facts import Entered, Import
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

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

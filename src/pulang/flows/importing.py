"""A workbook's rows are registered under a number, and may be taken back together for a day."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import Role
from pulang.areas.audit import operations as audit
from pulang.areas.intake import operations, queries
from pulang.areas.intake.facts import Import
from pulang.areas.intake.rules import PREFIX, UNDO_WITHIN
from pulang.flows.act import NOT_ALLOWED, Receipt, What, act
from pulang.flows.inputs import Code, Text
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Number = Annotated[Text, Field(min_length=3, max_length=20)]

_TOO_LATE = Words(
    id="Impor hanya bisa ditarik kembali seluruhnya dalam 24 jam. Sesudah itu, nyatakan keliru pendaftarannya satu per "
    "satu.",
    en="An import is taken back as a whole within 24 hours only. After that, strike its registrations one by one.",
)
_UNDONE = Words(id="Impor ini sudah ditarik kembali.", en="This import was taken back already.")
_KEPT = Words(
    id="{count} berkas tetap tercatat karena sudah dikerjakan sesudah impor; nyatakan keliru satu per satu bila perlu.",
    en="{count} cases stay, because they were worked on since; strike them one by one where that is needed.",
)
_REASON = "Impor {number} ditarik kembali"


class OpenWorkbook(What):
    """The rows of a workbook are going to be registered, under a number drawn by the door."""

    programme: Code
    workbook: Number
    rows: Annotated[int, Field(strict=True, ge=1, le=100_000)]


class UndoWorkbook(What):
    """Everything that was registered from a workbook was a mistake."""

    programme: Code
    workbook: Number


def open_workbook(*, by: Actor, at: datetime, ref: str, what: OpenWorkbook) -> Receipt:
    """This will write that a workbook is being registered; its rows are acts of their own."""
    with act(by, "intake.workbook.open", at, ref=ref, what=what, programme=what.programme) as trail:
        number = refs.parse(what.workbook, prefix=PREFIX)
        operations.open_import(
            programme=what.programme, number=number, actor=by.code, count=what.rows, stamp=trail.stamp(None)
        )
        trail.note(subject=number)
    return trail.done()


def undo_workbook(*, by: Actor, at: datetime, ref: str, what: UndoWorkbook) -> Receipt:
    """This will strike every registration of a workbook within a day, but for cases somebody has worked on since.

    Refuses somebody else's import unless a coordinator asks, one older than 24 hours, and doing it twice.
    """
    with act(by, "intake.workbook.undo", at, ref=ref, what=what, programme=what.programme) as trail:
        found = queries.imported(refs.parse(what.workbook, prefix=PREFIX), what.programme)
        _refuse_unfit(by, found, at)
        cases = queries.entered(found.number)
        struck = [case for case in cases if not case.worked_on]
        stamp = trail.stamp(None)
        audit.strike_all(
            struck=[case.act for case in struck],
            reason=_REASON.format(number=found.number),
            act=stamp.act_id,
            happened_on=stamp.happened_on,
            recorded_at=stamp.recorded_at,
        )
        kept = len(cases) - len(struck)
        operations.undo(
            programme=what.programme, number=found.number, actor=by.code, struck=len(struck), kept=kept, stamp=stamp
        )
        trail.touched.update(case.case for case in struck)
        if kept:
            trail.warnings.append(_KEPT.format(count=kept))
        trail.note(subject=found.number)
    return trail.done()


def _refuse_unfit(by: Actor, found: Import, at: datetime) -> None:
    leads = bool(by.roles & {Role.COORDINATOR.value, Role.HEAD.value}) or rights.reach_of(by) == "ALL"
    if found.by != by.code and not leads:
        raise Refusal("not-allowed", NOT_ALLOWED)
    if found.undone:
        raise Refusal("import-undone", _UNDONE, field="workbook")
    if at - found.at > UNDO_WITHIN:
        raise Refusal("import-too-old", _TOO_LATE, field="workbook")


VERBS = (
    Verb("intake.workbook.open", OpenWorkbook, open_workbook),
    Verb("intake.workbook.undo", UndoWorkbook, undo_workbook),
)

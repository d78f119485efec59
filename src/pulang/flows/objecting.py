"""What she objects to: a clock, an answer with reasons, a second look by somebody else, her place kept meanwhile."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.boards import queries as boards
from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import CaseRef, ObjectionLine
from pulang.areas.cases.rules import (
    OBJECTION_DAYS,
    ObjectionEvent,
    ObjectionOutcome,
    refuse_unfit_answer,
    refuse_unfit_appeal,
)
from pulang.areas.contacts.rules import NoticeKind
from pulang.areas.funds import queries as funds
from pulang.areas.journeys import queries as journeys
from pulang.areas.readiness.facts import read_line
from pulang.flows import noticing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Code, Day, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.moments import EVERYTHING, Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

_ALWAYS: Final = Moment(EVERYTHING.date(), EVERYTHING)


class RaiseObjection(AboutCase):
    """An objection of her own under a short reference; it is answered by `due_on`, or within `days`."""

    objection: Code
    topic: Code
    companion: YesNo = False
    due_on: Day | None = None
    days: Annotated[int, Field(strict=True, ge=1, le=60)] = OBJECTION_DAYS


class AnswerObjection(AboutCase):
    """An objection was answered, with what came of it and why; or (`taken_back`) she took it back."""

    objection: Code
    taken_back: YesNo = False
    outcome: ObjectionOutcome | None = None
    reason: Annotated[Text, Field(max_length=500)] = ""


class AppealObjection(AboutCase):
    """The answer does not satisfy her: somebody else looks at it within the same days."""

    objection: Code
    companion: YesNo = False


def raise_objection(*, by: Actor, at: datetime, ref: str, what: RaiseObjection) -> Receipt:
    """This will record an objection of her own and by when it is answered; refuses a reference used before."""
    with act(by, "cases.objection.raise", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        due_on = what.due_on or stamp.happened_on + timedelta(days=what.days)
        _refuse_unfit_objection(case, what.objection, due_on, stamp.happened_on, now(trail))
        event = ObjectionEvent.RAISED.value
        line = ObjectionLine(stamp.happened_on, 0, what.objection, event, what.topic, due_on, companion=what.companion)
        operations.mark_objection(case=case, line=line, stamp=stamp)
    return trail.done()


def answer_objection(*, by: Actor, at: datetime, ref: str, what: AnswerObjection) -> Receipt:
    """This will record an answer with its reasons, or that she took the objection back.

    Refuses one that is not open, an answer without reasons, and for a second look whoever answered first.
    """
    with act(by, "cases.objection.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        lines = _lines(case, what.objection, now(trail))
        refuse_unfit_answer(
            lines,
            by=by.code,
            taken_back=what.taken_back,
            reason=what.reason,
            outcome=what.outcome is not None,
        )
        event = ObjectionEvent.TAKEN_BACK if what.taken_back else ObjectionEvent.ANSWERED
        line = ObjectionLine(
            stamp.happened_on,
            0,
            what.objection,
            event.value,
            lines[-1].topic,
            None,
            outcome=what.outcome.value if what.outcome else "",
            reason=what.reason,
            by=by.code,
        )
        operations.mark_objection(case=case, line=line, stamp=stamp)
        if event is ObjectionEvent.ANSWERED:
            noticing.tell(trail, case, NoticeKind.ANSWER)
    return trail.done()


def appeal_objection(*, by: Actor, at: datetime, ref: str, what: AppealObjection) -> Receipt:
    """This will have somebody else look at an answered objection; refuses one without an answer, and a third look."""
    with act(by, "cases.objection.appeal", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        lines = _lines(case, what.objection, now(trail))
        refuse_unfit_appeal(lines)
        line = ObjectionLine(
            stamp.happened_on,
            0,
            what.objection,
            ObjectionEvent.APPEALED.value,
            lines[-1].topic,
            stamp.happened_on + timedelta(days=OBJECTION_DAYS),
            companion=what.companion,
        )
        operations.mark_objection(case=case, line=line, stamp=stamp)
    return trail.done()


def _lines(case: CaseRef, objection: str, at: Moment) -> tuple[ObjectionLine, ...]:
    return tuple(line for line in queries.history(case.id, at, "objection")["objection"] if line.ref == objection)


def _refuse_unfit_objection(case: CaseRef, objection: str, due_on: date, raised_on: date, at: Moment) -> None:
    if due_on < raised_on:
        raise Refusal(
            "due-before-raised",
            Words(
                id="Batas jawaban mendahului hari keberatan disampaikan.",
                en="The day for the answer comes before the objection.",
            ),
            field="due_on",
        )
    if objection in queries.objections(case.id, at):
        raise Refusal(
            "objection-used",
            Words(
                id=f"Keberatan “{objection}” sudah tercatat pada berkas ini; pakai nomor lain.",
                en=f"The objection “{objection}” is already recorded in this case; use another reference.",
            ),
            field="objection",
        )


# --- her place is kept while she waits for an answer


def refuse_while_objecting(trail: Trail, cases: Collection[CaseRef]) -> None:
    """This will refuse to take somebody's place or money away while an objection of hers is open."""
    for case in cases:
        if any(line.is_open for line in queries.objections(case.id, now(trail)).values()):
            raise Refusal("objection-keeps-place", _KEEPS_PLACE.format(case=case.number), field="case")


def refuse_untying_kept(programme: str, source: str, amount: int) -> None:
    """This will refuse to untie money that holds the tickets of people whose objections are open."""
    with context.counting():  # whoever keeps the money sees no case, and learns of none
        tickets = journeys.living(programme, _ALWAYS)
        plans = {one.number for one in journeys.plans(programme, _ALWAYS) if one.source == source}
        held = {one.case: one.amount for one in tickets if one.plan in plans}
        open_ = {line.case for line in boards.lines_of(list(held), _ALWAYS) if read_line(line.line).open_objection}
        tied = next((one.committed for one in funds.sources(programme, _ALWAYS) if one.code == source), 0)
    kept = sum(amount for case, amount in held.items() if case in open_)
    if kept and tied - amount < kept:
        raise Refusal("objection-keeps-money", _KEEPS_MONEY.format(kept=rupiah_in_words(kept)), field="amount")


_KEEPS_PLACE: Final = Words(
    id="Keberatan pada berkas {case} belum dijawab, jadi tempat dan uangnya tetap dijaga. Jawab dulu keberatannya.",
    en="An objection in case {case} has no answer, so her place and her money are kept. Answer it first.",
)
_KEEPS_MONEY: Final = Words(
    id="Dari ikatan ini {kept} menjaga tiket orang yang keberatannya belum dijawab. Lepaskan paling banyak sisanya.",
    en="{kept} of what is tied keeps tickets of people whose objections have no answer. Untie the rest at most.",
)

VERBS = (
    Verb("cases.objection.raise", RaiseObjection, raise_objection),
    Verb("cases.objection.answer", AnswerObjection, answer_objection),
    Verb("cases.objection.appeal", AppealObjection, appeal_objection),
)

"""Meetings with residents and their organisations: what was told, asked and answered, and what still waits."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.rules import QuestionEvent
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Short, Source, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.books import Stamp

QUESTIONS_MOST: Final = 40


class AskedQuestion(What):
    """What was asked, without anybody's name; without an answer it waits for its holder until `due_on`."""

    code: Code
    text: Annotated[Text, Field(min_length=1, max_length=500)]
    answer: Annotated[Text, Field(max_length=1000)] = ""
    holder: Code | None = None
    due_on: Day | None = None


class RecordConsultation(What):
    """A meeting with residents or their organisations: what was told, asked and answered.

    `questions` are kept one by one: each that has no answer waits for one. `told_of_companions` says whether people
    were told that they may bring somebody they trust.
    """

    programme: Code
    office: Short
    audience: Code
    summary: Annotated[str, Field(min_length=1, max_length=500)]
    asked: Annotated[str, Field(max_length=1000)] = ""
    answered: Annotated[str, Field(max_length=1000)] = ""
    companions: YesNo = False
    told_of_companions: YesNo | None = None
    questions: Annotated[tuple[AskedQuestion, ...], Field(max_length=QUESTIONS_MOST)] = ()
    source: Source = ""
    happened_on: Day | None = None


class AnswerQuestion(What):
    """What residents were answered to a question that waited."""

    programme: Code
    code: Code
    text: Annotated[Text, Field(min_length=1, max_length=1000)]
    happened_on: Day | None = None


def record_consultation(*, by: Actor, at: datetime, ref: str, what: RecordConsultation) -> Receipt:
    """This will record a consultation with residents or their organisations; refuses a question's code used before."""
    with act(by, "coordination.consultation.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        _refuse_unfit(trail, what)
        operations.record_consultation(**what.model_dump(exclude={"happened_on", "questions"}), stamp=stamp)
        for question in what.questions:
            _write(what.programme, question, stamp)
        trail.note(subject=what.audience)
    return trail.done()


def _write(programme: str, question: AskedQuestion, stamp: Stamp) -> None:
    operations.mark_question(
        programme=programme,
        code=question.code,
        event=QuestionEvent.ASKED,
        text=question.text,
        holder=question.holder or "",
        due_on=question.due_on,
        stamp=stamp,
    )
    if question.answer:
        operations.mark_question(
            programme=programme, code=question.code, event=QuestionEvent.ANSWERED, text=question.answer, stamp=stamp
        )


def answer_question(*, by: Actor, at: datetime, ref: str, what: AnswerQuestion) -> Receipt:
    """This will record what residents were answered; refuses an unknown question and one answered before."""
    with act(by, "coordination.question.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = {one.code: one for one in queries.questions(what.programme, moment(trail.day(None)))}
        if what.code not in known:
            raise Refusal("unknown-question", _UNKNOWN.format(code=what.code), field="code")
        if known[what.code].answered_on is not None:
            raise Refusal("question-answered", _ANSWERED, field="code")
        if stamp.happened_on < known[what.code].on:
            raise Refusal("answered-before-asked", _EARLY, field="happened_on")
        operations.mark_question(
            programme=what.programme, code=what.code, event=QuestionEvent.ANSWERED, text=what.text, stamp=stamp
        )
        trail.note(subject=what.code)
    return trail.done()


def _refuse_unfit(trail: Trail, what: RecordConsultation) -> None:
    """This will refuse a question under a code that is used, twice in a meeting too, and an agency that is none."""
    used = {one.code for one in queries.questions(what.programme, moment(trail.day(None)))} if what.questions else set()
    for question in what.questions:
        if question.code in used:
            raise Refusal("question-code-used", _USED.format(code=question.code), field="questions")
        used.add(question.code)
        if question.holder:
            accounts.agency(question.holder)
        if question.due_on is not None and question.due_on < trail.day(what.happened_on):
            raise Refusal("ends-before-start", _DUE_EARLY, field="questions")


_UNKNOWN: Final = Words(
    id="Pertanyaan dengan kode “{code}” tidak ada di program ini.", en="This programme has no question “{code}”."
)
_ANSWERED: Final = Words(id="Pertanyaan itu sudah dijawab.", en="That question was answered already.")
_EARLY: Final = Words(id="Jawaban mendahului pertanyaannya.", en="The answer comes before its question.")
_USED: Final = Words(id="Kode pertanyaan “{code}” sudah dipakai.", en="The question code “{code}” is used.")
_DUE_EARLY: Final = Words(
    id="Tenggat jawaban mendahului pertemuannya.", en="The answer would be due before the meeting."
)


VERBS = (
    Verb("coordination.consultation.record", RecordConsultation, record_consultation),
    Verb("coordination.question.answer", AnswerQuestion, answer_question),
)

"""Letters between agencies with their clocks, and what observing organisations hold of a decision."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.facts import LetterFacts
from pulang.areas.coordination.rules import LetterEvent
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Short, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class RecordLetter(What):
    """A letter that went out or came in on `happened_on`; with `due_on` an answer to it is waited for."""

    programme: Code
    code: Code
    event: LetterEvent
    office: Annotated[Text, Field(min_length=1, max_length=200)]
    number: Annotated[Text, Field(min_length=1, max_length=80)]
    subject: Annotated[Short, Field(min_length=1)]
    due_on: Day | None = None
    happened_on: Day | None = None


class AnswerLetter(What):
    """The answer to a letter came in or went out, under its own number."""

    programme: Code
    code: Code
    number: Annotated[Text, Field(min_length=1, max_length=80)]
    happened_on: Day | None = None


class FilePosition(What):
    """What an observing organisation holds of a decision; `published`: it may stand beside the decision."""

    programme: Code
    decision: Code
    text: Annotated[Text, Field(min_length=10, max_length=1000)]
    published: YesNo = False
    happened_on: Day | None = None


def record_letter(*, by: Actor, at: datetime, ref: str, what: RecordLetter) -> Receipt:
    """This will record a letter; refuses a code used before, and a day for an answer before the letter's own."""
    with act(by, "coordination.letter.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if what.event is LetterEvent.ANSWERED:
            raise Refusal("letter-answer-has-its-act", _ANSWERS_APART, field="event")
        if any(one.code == what.code for one in queries.letters(what.programme, moment(trail.day(None)))):
            raise Refusal("letter-code-used", _USED.format(code=what.code), field="code")
        if what.due_on is not None and what.due_on < stamp.happened_on:
            raise Refusal("ends-before-start", _DUE_EARLY, field="due_on")
        operations.record_letter(
            programme=what.programme,
            code=what.code,
            event=what.event,
            office=what.office,
            number=what.number,
            subject=what.subject,
            due_on=what.due_on,
            stamp=stamp,
        )
        trail.note(subject=what.code)
    return trail.done()


def answer_letter(*, by: Actor, at: datetime, ref: str, what: AnswerLetter) -> Receipt:
    """This will record the answer to a letter; refuses an unknown letter, one answered before, and an early answer."""
    with act(by, "coordination.letter.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _letter(trail, what.programme, what.code)
        if known.answered_on is not None:
            raise Refusal("letter-answered", _ANSWERED, field="code")
        if stamp.happened_on < known.on:
            raise Refusal("answered-before-written", _EARLY, field="happened_on")
        operations.record_letter(
            programme=what.programme, code=what.code, event=LetterEvent.ANSWERED, number=what.number, stamp=stamp
        )
        trail.note(subject=what.code)
    return trail.done()


def file_position(*, by: Actor, at: datetime, ref: str, what: FilePosition) -> Receipt:
    """This will record what the actor's own organisation holds of a decision; refuses an unknown decision."""
    with act(by, "coordination.position.file", at, ref=ref, what=what, programme=what.programme) as trail:
        known = {one.code for one in queries.decisions(what.programme, moment(trail.day(None)))}
        if what.decision not in known:
            raise Refusal("unknown-decision", _NO_DECISION.format(code=what.decision), field="decision")
        operations.file_position(
            programme=what.programme,
            decision=what.decision,
            agency=by.agency,
            text=what.text,
            published=what.published,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.decision)
    return trail.done()


def _letter(trail: Trail, programme: str, code: str) -> LetterFacts:
    for one in queries.letters(programme, moment(trail.day(None))):
        if one.code == code:
            return one
    raise Refusal("unknown-letter", _UNKNOWN.format(code=code), field="code")


_UNKNOWN: Final = Words(
    id="Surat dengan kode “{code}” tidak ada di program ini.", en="This programme has no letter “{code}”."
)
_USED: Final = Words(id="Kode surat “{code}” sudah dipakai.", en="The letter code “{code}” is used.")
_ANSWERS_APART: Final = Words(
    id="Jawaban dicatat pada surat yang dijawab.", en="An answer is recorded at the letter it answers."
)
_DUE_EARLY: Final = Words(
    id="Tenggat jawaban mendahului tanggal suratnya.", en="The answer would be due before the letter."
)
_ANSWERED: Final = Words(id="Surat itu sudah dijawab.", en="That letter was answered already.")
_EARLY: Final = Words(id="Jawaban mendahului suratnya.", en="The answer comes before its letter.")
_NO_DECISION: Final = Words(
    id="Keputusan “{code}” tidak ada di program ini.", en="This programme has no decision “{code}”."
)


VERBS = (
    Verb("coordination.letter.record", RecordLetter, record_letter),
    Verb("coordination.letter.answer", AnswerLetter, answer_letter),
    Verb("coordination.position.file", FilePosition, file_position),
)

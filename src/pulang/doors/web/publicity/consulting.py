"""Meetings with residents and their organisations: what was told, asked and answered, and what still waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import QuestionFacts
from pulang.areas.coordination.queries import ConsultationFacts
from pulang.doors.web import parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import Powers
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, TextField, YesField, say_with
from pulang.doors.web.meetings.forms import free, when
from pulang.doors.web.pages import Link
from pulang.doors.web.words import say
from pulang.kernel.days import lasting
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words

ROWS = 4
AUDIENCES = {
    "residents": Words(id="Warga", en="Residents"),
    "affected-organisations": Words(id="Organisasi warga terdampak", en="Organisations of those affected"),
    "community-organisations": Words(id="Organisasi komunitas", en="Community organisations"),
    "working-group": Words(id="Kelompok kerja", en="Working group"),
    "block-owners": Words(id="Pengelola blok", en="Block owners"),
    "companions": Words(id="Pendamping warga", en="Residents' companions"),
}
_ANYBODY = Words(id="Pertemuan", en="A meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What residents asked, its answer or how long it waits, and where it is answered."""

    text: str
    on: date
    tag: parts.Tag
    holder: str
    due_on: date | None
    answer: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A meeting with residents or their organisations."""

    on: date
    audience: Words
    office: str
    summary: str
    asked: str
    answered: str
    companion: Words
    questions: tuple[Question, ...]


def consultations(code: str, at: Moment, can: Powers | None) -> tuple[Consultation, ...]:
    """This will give the meetings by a day, newest first, each question with its answer or its clock."""
    return tuple(_consultation(code, one, at.day, can) for one in reversed(coordination.consultations(code, at)))


def waiting(code: str, at: Moment, can: Powers | None) -> tuple[Question, ...]:
    """This will give the questions nobody answered yet, the oldest first."""
    open_ = (one for one in coordination.questions(code, at) if one.answered_on is None)
    return tuple(_question(code, one, at.day, can) for one in open_)


def _consultation(code: str, one: ConsultationFacts, day: date, can: Powers | None) -> Consultation:
    return Consultation(
        on=one.on,
        audience=AUDIENCES.get(one.audience, _ANYBODY),
        office=one.office,
        summary=one.summary,
        asked=one.asked,
        answered=one.answered,
        companion=_companion(one),
        questions=tuple(_question(code, asked, day, can) for asked in one.questions),
    )


def _companion(one: ConsultationFacts) -> Words:
    """This will say whether people knew that they may bring somebody they trust, and whether somebody came."""
    if one.companions:
        return Words(id="Pendamping warga hadir.", en="Residents' companions were there.")
    if one.told_of_companions:
        return Words(
            id="Warga diberi tahu boleh membawa pendamping; tidak ada yang hadir.",
            en="People were told that they may bring a companion; none came.",
        )
    if one.told_of_companions is None:
        return Words(
            id="Tidak tercatat apakah warga diberi tahu boleh membawa pendamping.",
            en="It is not on record whether people were told that they may bring a companion.",
        )
    return Words(
        id="Warga belum diberi tahu bahwa mereka berhak membawa pendamping.",
        en="People were not told that they have a right to a companion.",
    )


def _question(code: str, one: QuestionFacts, day: date, can: Powers | None) -> Question:
    answers = can is not None and can.may("coordination.question.answer") and one.answered_on is None
    url = reverse("question-answer", args=[code, one.code])
    return Question(
        text=one.text,
        on=one.on,
        tag=_tag(one, day),
        holder=accounts.agency(one.holder).name if one.holder else "",
        due_on=one.due_on,
        answer=one.answer,
        link=Link(words=Words(id="Catat jawaban", en="Record the answer"), url=url) if answers else None,
    )


def _tag(one: QuestionFacts, day: date) -> parts.Tag:
    if one.answered_on is not None:
        return parts.Tag(words=Words(id="Dijawab", en="Answered"), kind=parts.GOOD)
    if one.late(day):
        words = Words(id="Lewat tenggat {n}", en="Overdue by {n}").format(n=lasting(one.late(day)))
        return parts.Tag(words=words, kind=parts.STOPPED)
    words = Words(id="Belum dijawab, {n}", en="Not answered for {n}").format(n=lasting(one.waits(day) or 0))
    return parts.Tag(words=words, kind=parts.WAITING)


class ConsultationForm(ActForm):
    """A meeting with residents or their organisations: what was told, asked and answered."""

    happened_on = when()
    office = TextField(label=say("Siapa yang menjelaskan?", "Who explained?"))
    audience = ChoiceField(
        label=say("Kepada siapa?", "To whom?"),
        choices=[(code, say(words.id, words.en)) for code, words in AUDIENCES.items()],
    )
    summary = LongTextField(label=say("Apa yang dijelaskan?", "What was explained?"), rows=3, longest=500)
    told_of_companions = YesField(
        label=say("Warga diberi tahu boleh membawa pendamping", "People were told that they may bring a companion"),
        required=False,
    )
    companions = YesField(label=say("Pendamping warga ikut hadir", "Residents' companions were there"), required=False)
    due_on = DayField(
        label=say("Yang belum dijawab, dijawab sampai", "What is not answered is answered by"),
        help_text=say("Kosongkan bila semua sudah dijawab", "Leave empty if everything was answered"),
        required=False,
    )
    source = TextField(label=say("Di mana tertulis", "Where it is written"), required=False, longest=300)

    def prepare(self, about: About) -> None:
        """This will put rows for questions and their answers before the last two fields."""
        last = {name: self.fields.pop(name) for name in ("due_on", "source")}
        for at in range(1, ROWS + 1):
            self.fields[f"question_{at}"] = LongTextField(
                label=say_with(_QUESTION, {"n": at}), required=False, rows=2, longest=500, help_text=_NOBODY
            )
            self.fields[f"answer_{at}"] = LongTextField(
                label=say_with(_ANSWER, {"n": at}), required=False, rows=2, longest=1000, help_text=_LATER
            )
        self.fields.update(last)

    def clean(self) -> dict[str, Any]:
        """This will ask for the question where only an answer was written."""
        for at in range(1, ROWS + 1):
            if self.cleaned_data.get(f"answer_{at}") and not self.cleaned_data.get(f"question_{at}"):
                self.add_error(f"question_{at}", say("Tulis pertanyaannya", "Write the question"))
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        """This will gather the rows into questions; who holds the programme answers what was not answered there."""
        said = super().said()
        assert self.about.programme is not None, "people are consulted about a programme"
        holder, due_on = self.about.programme.lead, said.pop("due_on", None)
        known = {one.code for one in coordination.questions(self.about.code, moment(self.about.today))}
        questions = []
        for at in range(1, ROWS + 1):
            text, answer = said.pop(f"question_{at}", ""), said.pop(f"answer_{at}", "")
            if text:
                code = free("tanya", known)
                known.add(code)
                waits = {} if answer else {"holder": holder, **({"due_on": due_on} if due_on else {})}
                questions.append({"code": code, "text": text, "answer": answer, **waits})
        return {**said, "questions": questions}


_QUESTION = Words(id="Pertanyaan {n}", en="Question {n}")
_ANSWER = Words(id="Jawaban {n}", en="Answer {n}")
_NOBODY = say("Tanpa nama orang", "Without any person's name")
_LATER = say("Kosongkan bila belum dijawab; ia menunggu sampai dijawab", "Leave empty if not answered; it then waits")


class AnswerForm(ActForm):
    """What residents were answered."""

    text = LongTextField(label=say("Jawabannya", "The answer"), help_text=_NOBODY, rows=4, longest=1000)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will meet the page of what does not exist where no such question waits."""
        _open(about)
        return super().begin(about)


def _open(about: About) -> QuestionFacts:
    for one in coordination.questions(about.code, moment(about.today)):
        if one.code == about.parts["question"] and one.answered_on is None:
            return one
    raise Http404


def _leads(about: About) -> str:
    return reverse("publicity", args=[about.code])


def _asked(about: About) -> tuple[Words, ...]:
    text = _open(about).text
    return (Words(id="Ditanyakan: {text}", en="Asked: {text}").format(text=text),)


consultation = act_view(
    Screen(
        verb="coordination.consultation.record",
        form=ConsultationForm,
        title=Words(id="Catat pertemuan dengan warga", en="Record a meeting with residents"),
        leads=_leads,
        sentences=(
            Words(
                id="Setiap warga berhak didampingi orang kepercayaannya. Pertanyaan yang belum dijawab tetap menunggu.",
                en="Everybody has a right to a companion they trust. Questions without an answer go on waiting.",
            ),
        ),
    )
)
answer = act_view(
    Screen(
        verb="coordination.question.answer",
        form=AnswerForm,
        title=Words(id="Jawab pertanyaan warga", en="Answer residents' question"),
        leads=_leads,
        fixed=lambda about: {"code": about.parts["question"]},
        sentences=_asked,
    )
)

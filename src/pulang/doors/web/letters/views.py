"""Shows the letters of a programme with the clocks of those that wait for an answer."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.contacts import queries as contacts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import LetterFacts
from pulang.doors.web import labels
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.hers.talking import state_of
from pulang.doors.web.pages import Link, Page, asked_day, render, with_day
from pulang.doors.web.tabs import tabs
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter and the clock of its answer, in days."""

    way: Words
    on: date
    office: str
    number: str
    subject: str
    due_on: date | None
    answered_on: date | None
    answer: str
    waits: int | None
    late: int
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a person that waits for its answer."""

    number: str
    on: date
    by_when: Words
    late: bool
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage(Page):
    """The letters of a programme, those that wait first."""

    code: str
    tabs: tuple[Link, ...]
    letters: tuple[Letter, ...]
    questions: tuple[Question, ...]
    offer: Link | None
    memo: Link | None
    notices: Link | None


@needs("programme")
def letters(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the letters by the day asked for, those that wait longest first."""
    about = programme_here(request)
    day = asked_day(request)
    can = powers(request, about) if day == here(request).today else None
    found = [_letter(code, one, day, can) for one in coordination.letters(code, moment(day, zone=about.time_zone))]
    new = Link(words=Words(id="Catat surat", en="Record a letter"), url=reverse("letter-new", args=[code]))
    memo = Link(
        words=Words(id="Memo serah terima jabatan", en="Memo for a successor"),
        url=with_day(reverse("memo", args=[code]), request),
    )
    notices = Link(words=Words(id="Kabar kepada warga", en="Notices to persons"), url=reverse("notices", args=[code]))
    page = LettersPage(
        title=Words(id="Surat – {name}", en="Letters – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "letters"),
        letters=tuple(sorted(found, key=lambda one: -1 if one.waits is None else one.waits, reverse=True)),
        questions=_questions(request, code, moment(day, zone=about.time_zone)),
        offer=new if can is not None and can.may("coordination.letter.record") else None,
        memo=memo if here(request).may_look("handover") else None,
        notices=notices if powers(request, about).may("contacts.question.answer") else None,
    )
    return render(request, "web/letters/list.html", page)


def _questions(request: HttpRequest, code: str, at: Moment) -> tuple[Question, ...]:
    """This will give what persons have asked and nobody has answered, to those who look after their cases."""
    if not here(request).may_look("cases"):
        return ()
    return tuple(
        Question(
            number=one.asked.number,
            on=one.asked.on,
            by_when=state_of(one),
            late=one.late(at.day),
            link=Link(
                words=Words(id="Baca dan jawab", en="Read and answer"),
                url=reverse("question", args=[one.asked.number, one.asked.ref]),
            ),
        )
        for one in contacts.open_questions(code, at)
    )


def _letter(code: str, one: LetterFacts, day: date, can: Powers | None) -> Letter:
    open_ = can is not None and one.answered_on is None and can.may("coordination.letter.answer")
    url = reverse("letter-answer", args=[code, one.code])
    return Letter(
        way=labels.named(labels.LETTERS, one.event),
        on=one.on,
        office=one.office,
        number=one.number,
        subject=one.subject,
        due_on=one.due_on,
        answered_on=one.answered_on,
        answer=one.answer,
        waits=one.waits(day),
        late=one.late(day),
        link=Link(words=Words(id="Catat jawaban", en="Record the answer"), url=url) if open_ else None,
    )

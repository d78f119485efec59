"""The memo for whoever takes an office over: open promises, waits, decisions, letters and money, on any day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import ConditionFacts, LetterFacts, QuestionFacts
from pulang.areas.coordination.rules import ended_on
from pulang.doors.web import labels
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.meetings.papers import Line, set_paper
from pulang.doors.web.pages import Link, Page, asked_day, private, render, with_day
from pulang.doors.web.programme.stated import promise_of
from pulang.doors.web.words import told
from pulang.flows.status import Status, status
from pulang.kernel.days import in_words, lasting, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, listing, same

FILE = "memo.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoPage(Page):
    """The memo as a page."""

    lines: tuple[Line, ...]
    pdf: Link


@needs("handover")
def memo(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the memo as of the day asked for."""
    page = MemoPage(
        title=Words(id="Memo serah terima – {name}", en="Handover memo – {name}").format(
            name=programme_here(request).name
        ),
        back=Link(words=Words(id="Surat", en="Letters"), url=with_day(reverse("letters", args=[code]), request)),
        lines=_lines(request, code),
        pdf=Link(
            words=Words(id="Unduh sebagai PDF", en="Download as PDF"),
            url=with_day(reverse("memo-paper", args=[code]), request),
        ),
    )
    return render(request, "web/letters/memo.html", page)


@needs("handover")
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """This will give the same as a paper under a neutral name."""
    said = {
        "title": told(Words(id="Memo serah terima", en="Handover memo")),
        "number": told(in_words(asked_day(request))),
        "lines": [{"kind": line.kind, "text": told(line.words)} for line in _lines(request, code)],
    }
    response = HttpResponse(set_paper("memo.typ", said), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return private(response)


def _lines(request: HttpRequest, code: str) -> tuple[Line, ...]:
    day = asked_day(request)
    now = status(code, as_of=day)
    at = moment(day, zone=now.programme.time_zone)
    return (
        *_waits(now),
        *_promises(now),
        *_decisions(code, at),
        *_letters(code, at),
        *_questions(code, at),
        *_money(now),
    )


def _waits(now: Status) -> Iterator[Line]:
    yield Line(kind="p", words=now.headline)
    yield Line(kind="h", words=Words(id="Yang ditunggu", en="What is waited for"))
    yield from _listed(Line(kind="li", words=one.sentence) for one in now.blockers)


def _promises(now: Status) -> Iterator[Line]:
    yield Line(kind="h", words=Words(id="Janji yang belum ditepati", en="Promises not kept yet"))
    open_ = (promise_of(one) for one in now.promises if one.kept_on is None)
    yield from _listed(
        Line(
            kind="li",
            words=Words(
                id="{what}: semula {first}, sekarang {now}, {slips}; kata {office}",
                en="{what}: at first {first}, now {now}, {slips}; said by {office}",
            ).format(what=one.what, first=one.first, now=one.now, slips=_slips(one.slips), office=one.office),
        )
        for one in open_
    )


def _slips(count: int) -> Words:
    if not count:
        return Words(id="belum bergeser", en="not slipped yet")
    return Words(id=f"bergeser {count} kali", en="slipped once" if count == 1 else f"slipped {count} times")


def _decisions(code: str, at: Moment) -> Iterator[Line]:
    names = {agency.code: agency.name for agency in accounts.agencies()}
    yield Line(kind="h", words=Words(id="Keputusan yang berlaku", en="Decisions in force"))
    standing = [one for one in coordination.decisions(code, at) if ended_on(one, at.day) is None]
    yield from _listed(
        Line(
            kind="li",
            words=Words(
                id="{code}: {outcome}, berlaku mulai {day}{who}{open}", en="{code}: {outcome}, from {day}{who}{open}"
            ).format(
                code=one.code,
                outcome=labels.named(labels.OUTCOMES, one.outcome),
                day=in_words(one.in_force_on),
                who=same(f" – {names.get(one.holder, one.holder)}") if one.holder else same(""),
                open=_open(one.conditions),
            ),
        )
        for one in standing
    )


def _open(conditions: Iterable[ConditionFacts]) -> Words:
    """This will name the conditions that are not met, each with the day it was given."""
    lacking = [one for one in conditions if one.met_on is None]
    named = [
        same(one.text) if one.due_on is None else _BY.format(what=one.text, day=in_words(one.due_on)) for one in lacking
    ]
    return _OPEN.format(items=listing(tuple(named))) if named else same("")


_BY = Words(id="{what} (paling lambat {day})", en="{what} (by {day})")
_OPEN = Words(id="; syarat yang belum terpenuhi: {items}", en="; conditions not met: {items}")


def _letters(code: str, at: Moment) -> Iterator[Line]:
    yield Line(kind="h", words=Words(id="Surat yang menunggu jawaban", en="Letters waiting for an answer"))
    waiting = [one for one in coordination.letters(code, at) if one.waits(at.day) is not None]
    yield from _listed(
        Line(
            kind="li",
            words=Words(
                id="{number}, {office}: {subject} – {since}", en="{number}, {office}: {subject} – {since}"
            ).format(number=one.number, office=one.office, subject=one.subject, since=_since(one, at)),
        )
        for one in waiting
    )


def _since(one: LetterFacts | QuestionFacts, at: Moment) -> Words:
    """This will say since when an answer is waited for, and how long that is."""
    return Words(id="ditunggu sejak {day} ({n})", en="waited for since {day} ({n})").format(
        day=in_words(one.on), n=lasting(one.waits(at.day) or 0)
    )


def _questions(code: str, at: Moment) -> Iterator[Line]:
    yield Line(kind="h", words=Words(id="Pertanyaan warga yang belum dijawab", en="Residents' questions not answered"))
    open_ = [one for one in coordination.questions(code, at) if one.answered_on is None]
    yield from _listed(
        Line(
            kind="li",
            words=Words(id="{text} – {since}", en="{text} – {since}").format(text=one.text, since=_since(one, at)),
        )
        for one in open_
    )


def _money(now: Status) -> Iterator[Line]:
    yield Line(kind="h", words=Words(id="Dana", en="Money"))
    yield from _listed(
        Line(
            kind="li",
            words=Words(
                id="{name}: pagu {ceiling}, terikat {tied}, terpakai {spent}, kurang {short}",
                en="{name}: ceiling {ceiling}, tied {tied}, spent {spent}, short {short}",
            ).format(
                name=one.name,
                ceiling=rupiah_in_words(one.ceiling),
                tied=rupiah_in_words(one.committed),
                spent=rupiah_in_words(one.spent),
                short=rupiah_in_words(one.shortfall),
            ),
        )
        for one in now.funds
    )


def _listed(lines: Iterator[Line]) -> Iterator[Line]:
    """This will give the lines of a list, or that there is nothing in it."""
    found = tuple(lines)
    yield from found or (Line(kind="p", words=Words(id="Tidak ada.", en="None.")),)

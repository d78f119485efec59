"""The desk: complaints that lie at the reader's own agency, the most urgent first; one of them; an answer."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.grievances import queries as grievances
from pulang.areas.grievances.facts import ComplaintLine
from pulang.areas.grievances.rules import AGAINST_WORDS
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.complaints import words
from pulang.doors.web.complaints.followed import Told, told_of
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.forms import LongTextField
from pulang.doors.web.pages import Link, Page, private, render
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import say
from pulang.flows import attaching, complaints
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import context
from pulang.storage.papers import Paper

_TITLE = Words(id="Pengaduan", en="Complaints")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lies:
    """One complaint in the list."""

    link: Link
    topic: Words
    by_when: Words
    late: bool
    second: bool
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The same complaint again and again."""

    topic: Words
    against: Words
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage(Page):
    """What lies at this desk, and what comes again and again."""

    code: str
    tabs: tuple[Link, ...]
    lies: tuple[Lies, ...]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPage(Page):
    """One complaint at the desk."""

    code: str
    topic: Words
    stance: Words
    role: Words
    against: Words
    by_when: Words
    told: tuple[Told, ...]
    picture: Link | None
    answers: Link | None


@needs("grievances")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the complaints that lie at the reader's agency, and patterns without anybody in them."""
    about, today = programme_here(request), here(request).today
    with context.counting():
        patterns = grievances.patterns(code, today)
    seen = grievances.latest(code)
    gone = complaints.gone_on(seen)
    page = DeskPage(
        title=Words(id="Pengaduan – {name}", en="Complaints – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "complaints"),
        lies=tuple(
            Lies(
                link=Link(words=same(line.code), url=reverse("complaint", args=[code, line.code])),
                topic=labels.named(words.TOPICS, line.topic),
                by_when=words.by_when(line),
                late=words.is_late(line, today),
                second=line.instance > 1,
                gone=line.code in gone,
            )
            for line in seen
        ),
        patterns=tuple(
            Pattern(
                topic=labels.named(words.TOPICS, one.topic),
                against=labels.named(AGAINST_WORDS, one.against),
                times=one.times,
            )
            for one in patterns
        ),
    )
    return render(request, "web/complaints/desk.html", page)


@needs("grievances")
def one(request: HttpRequest, code: str, complaint: str) -> HttpResponse:
    """This will show one complaint to the desk it lies at."""
    lines = complaints.history(complaint, code)
    last, can = lines[-1], powers(request, programme_here(request))
    open_ = last.due_on is not None and can.may("grievances.complaint.answer")
    page = ComplaintPage(
        title=Words(id="Pengaduan – {code}", en="Complaint – {code}").format(code=last.code),
        back=Link(words=_TITLE, url=reverse("complaints", args=[code])),
        code=last.code,
        topic=labels.named(words.TOPICS, last.topic),
        stance=labels.named(words.TOLD_STANCES, last.stance),
        role=labels.named(words.ROLES, last.role),
        against=labels.named(AGAINST_WORDS, last.against),
        by_when=words.by_when(last),
        told=told_of(lines),
        picture=_picture_of(code, lines),
        answers=Link(words=_ANSWER, url=reverse("complaint-answer", args=[code, last.code])) if open_ else None,
    )
    return private(render(request, "web/complaints/one.html", page))


def _picture_of(code: str, lines: tuple[ComplaintLine, ...]) -> Link | None:
    if not attaching.goes_with((lines[0].words,)):
        return None
    words = Words(id="Unduh foto yang dilampirkan", en="Download the photograph that was attached")
    return Link(words=words, url=reverse("complaint-picture", args=[code, lines[0].code]))


@needs("grievances")
def picture(request: HttpRequest, code: str, complaint: str) -> HttpResponse:
    """This will hand the desk the picture of a complaint that lies there; nobody else has it, nor a cache."""
    found = attaching.opened(complaints.history(complaint, code)[0].words)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=_TYPES[found.kind])
    response["Content-Disposition"] = f'attachment; filename="foto.{found.kind.value}"'
    return private(response)


_TYPES = {Paper.JPEG: "image/jpeg", Paper.PNG: "image/png"}
_ANSWER = Words(id="Jawab pengaduan", en="Answer the complaint")


class AnswerForm(ActForm):
    """The answer, as whoever complained will read it."""

    words = LongTextField(
        label=say("Jawaban", "Answer"),
        help_text=say("Yang mengadu membacanya persis begini.", "Whoever complained reads exactly this."),
        rows=8,
        longest=2500,
    )

    def prepare(self, about: About) -> None:
        """This will refuse a complaint that does not lie at the reader's desk."""
        try:
            complaints.history(about.parts["complaint"], about.code)
        except Refusal as refusal:
            raise Http404 from refusal


def _leads(about: About) -> str:
    return reverse("complaint", args=[about.code, about.parts["complaint"]])


answer = act_view(
    Screen(
        verb="grievances.complaint.answer",
        form=AnswerForm,
        title=_ANSWER,
        leads=_leads,
        fixed=lambda about: {"complaint": about.parts["complaint"]},
        button=Words(id="Kirim jawaban", en="Send the answer"),
        done=Words(id="Jawaban tercatat; yang mengadu dapat membacanya.", en="The answer is there to be read."),
    )
)

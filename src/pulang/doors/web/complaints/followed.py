"""Whoever complained comes back with code and PIN, reads the answer, and has it looked at again."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse

from pulang.areas.accounts.facts import BEGUN_AT
from pulang.areas.grievances.facts import ComplaintLine
from pulang.areas.grievances.rules import INSTANCES, ComplaintEvent
from pulang.doors.web import labels
from pulang.doors.web.acting import UNPROCESSABLE
from pulang.doors.web.complaints import words
from pulang.doors.web.context import ANYONE, READING, needs
from pulang.doors.web.elsewhere import BODIES, Body
from pulang.doors.web.forms import LongTextField
from pulang.doors.web.hers.steps import StepForm
from pulang.doors.web.knocking import PairForm
from pulang.doors.web.pages import FormPage, Page, private, render
from pulang.doors.web.words import say
from pulang.flows import attaching, cards, complaints, standing
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

_CODE: Final = "pulang_complaint"
_MARK: Final = "pulang_complaint_mark"
_SECONDS: Final = 900
_TITLE: Final = Words(id="Baca pengaduan", en="Read a complaint")
_MISMATCH: Final = say(
    "Kode dan PIN ini tidak cocok. Periksa keduanya, lalu coba lagi.",
    "This code and PIN do not match. Check both and try again.",
)
GONE: Final = Words(id="Isinya sudah dimusnahkan.", en="What it said has been destroyed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that happened, and what was said."""

    on: date
    what: Words
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPage(Page):
    """A complaint as whoever made it reads it."""

    code: str
    topic: Words
    by_when: Words
    told: tuple[Told, ...]
    pictured: bool
    reopens: bool
    reopened: bool
    looks_again: Words
    elsewhere: tuple[Body, ...]


class CodeForm(PairForm):
    """Code and PIN."""

    opens = staticmethod(complaints.opened)
    mismatch = _MISMATCH
    number = forms.CharField(
        label=say("Kode pengaduan", "Code of the complaint"),
        error_messages={"required": say("Tulis kodenya", "Write the code")},
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
    )
    pin = forms.CharField(
        label=say("PIN", "PIN"),
        error_messages={"required": say("Tulis PIN-nya", "Write the PIN")},
        max_length=40,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


class ReopenForm(StepForm):
    """Why the answer does not do."""

    words = LongTextField(
        label=say("Mengapa jawabannya belum cukup?", "Why is the answer not enough?"), rows=4, longest=2500
    )


@needs(ANYONE)
def enter(request: HttpRequest) -> HttpResponse:
    """This will let somebody in who shows code and PIN; every no is the same page."""
    form = CodeForm(None if request.method in READING else request.POST, request=request)
    if request.method in READING or not form.is_valid():
        page = FormPage(title=_TITLE, action=request.path, button=Words(id="Baca", en="Read"))
        status = UNPROCESSABLE if form.errors else 200
        return private(render(request, "web/form_page.html", page, status=status, form=form))
    assert form.opened is not None, "a form that is valid opened a complaint"
    request.session.flush()
    begun = clock.real().timestamp()
    request.session.update({_CODE: form.opened.number, _MARK: form.opened.mark, BEGUN_AT: begun})
    rotate_token(request)
    return private(HttpResponseRedirect(reverse("complaint-page")))


@needs(ANYONE)
def leave(request: HttpRequest) -> HttpResponse:
    """This will close it."""
    if request.method in READING:
        return HttpResponseNotAllowed(["POST"])
    request.session.flush()
    return private(HttpResponseRedirect(reverse("complaint-enter")))


@needs(ANYONE)
def page(request: HttpRequest) -> HttpResponse:
    """This will show a complaint to whoever made it, and reopen it."""
    kept = request.session
    code, late = kept.get(_CODE, ""), clock.real().timestamp() - kept.get(BEGUN_AT, 0) > _SECONDS
    if not code or late or not cards.still_opens(code, kept.get(_MARK, "")):
        return private(HttpResponseRedirect(reverse("complaint-enter")))
    form = ReopenForm(None if request.method in READING else request.POST, asked={})
    if request.method not in READING and form.is_valid():
        try:
            return _reopened(code, form)
        except Refusal as refusal:
            form.refuse(refusal)
    status = UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/complaints/followed.html", _page(code), status=status, form=form))


def _reopened(code: str, form: ReopenForm) -> HttpResponse:
    perform(
        by=standing.complainer(code),
        verb="grievances.complaint.reopen",
        with_={"programme": _lines(code)[0].programme, "complaint": code, "words": form.cleaned_data["words"]},
        at=clock.now(),
        ref=f"complaint-{form.cleaned_data['ref']}",
    )
    return HttpResponseRedirect(reverse("complaint-page"))


def _lines(code: str) -> tuple[ComplaintLine, ...]:
    with standing.looking(standing.complainer(code), day=clock.today()):
        return complaints.seen_lines(code)


def _page(code: str) -> FollowedPage:
    lines = _lines(code)
    last = lines[-1]
    answered, again = last.event == ComplaintEvent.ANSWERED.value, last.instance < INSTANCES
    return FollowedPage(
        title=Words(id="Pengaduan Anda", en="Your complaint"),
        code=code,
        topic=labels.named(words.TOPICS, last.topic),
        by_when=words.by_when(last),
        told=told_of(lines),
        pictured=bool(attaching.goes_with((lines[0].words,))),
        reopened=last.event == ComplaintEvent.REOPENED.value,
        looks_again=words.looks_again(last),
        reopens=answered and again,
        elsewhere=BODIES if answered and not again else (),
    )


def told_of(lines: tuple[ComplaintLine, ...]) -> tuple[Told, ...]:
    """This will put each line beside what was said in it."""
    texts = complaints.texts(lines)
    return tuple(
        Told(on=line.on, what=labels.named(words.EVENTS, line.event), text=texts.get(line.words, "")) for line in lines
    )

"""Shows one question at a time, keeps each answer at once, and registers when all of them were read through."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.intake import queries as intake
from pulang.areas.intake.facts import Begun
from pulang.doors.web import addresses, parts
from pulang.doors.web.acting import BACK, CANCEL, UNPROCESSABLE
from pulang.doors.web.cases.forms import TEXT_VERSION
from pulang.doors.web.context import READING, SeeOther, here, looking, needs, powers, programme_here
from pulang.doors.web.forms import Form
from pulang.doors.web.intake.order import BY_SLUG, STEPS, Step
from pulang.doors.web.intake.said import answered
from pulang.doors.web.intake.steps import StepForm
from pulang.doors.web.intake.words import ASKED, REPORTED
from pulang.doors.web.pages import ConfirmPage, FormPage, Link, private, render
from pulang.doors.web.words import told
from pulang.flows import drafting
from pulang.flows.drafting import Answers
from pulang.flows.free_numbers import under_a_free_number
from pulang.flows.registration import REGISTER
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock
from pulang.storage.numbering import case_numbers

_BACK_TO_CHECK: Final = "periksa"
_START: Final = Words(id="Daftarkan lewat tanya jawab", en="Register somebody, question by question")
_NEXT: Final = Words(id="Lanjut", en="Go on")
_FIELD_OF: Final[Mapping[str, str]] = {
    "alias": "panggilan",
    "nik": "nomor",
    "birth_date": "lahir",
    "phone": "hubungi",
    "home": "asal",
    "village": "asal",
    "site": "tempat",
    "block": "tempat",
    "informed": "penjelasan",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A registration that was begun, as its list shows it: no name, only when."""

    number: str
    changed_on: date
    go_on: Link
    away: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(FormPage):
    """What will be asked and what must be reported, before anything is."""

    asked: tuple[Words, ...]
    reported: tuple[Words, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(FormPage):
    """One question."""

    at: int
    of: int
    aloud: tuple[Words, ...]
    text: tuple[Words, ...]
    consent: bool
    answer: str
    skip: Link
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(FormPage):
    """Everything that was said, each with the way to change it."""

    rows: tuple[parts.Row, ...]


@needs(REGISTER)
def start(request: HttpRequest, code: str) -> HttpResponse:
    """This will say what will be asked and what must be reported, and begin."""
    actor = here(request).actor
    if request.method not in READING:
        number = drafting.begin(by=actor, programme=code, below=secrets.randbelow, at=clock.now())
        return SeeOther(reverse("intake-step", args=[code, number, STEPS[0].slug]))
    zone = programme_here(request).time_zone
    page = StartPage(
        title=Words(
            id="Daftarkan seseorang, satu pertanyaan satu halaman", en="Register somebody, question by question"
        ),
        back=Link(words=BACK, url=addresses.about("cases", code)),
        action=request.path,
        button=Words(id="Mulai", en="Begin"),
        asked=ASKED,
        reported=REPORTED,
        drafts=tuple(_draft(code, one, zone) for one in intake.all_begun(code, actor.code)),
    )
    return private(render(request, "web/intake/start.html", page))


def _draft(code: str, one: Begun, zone: str) -> Draft:
    return Draft(
        number=one.number,
        changed_on=local_day(one.changed_at, zone),
        go_on=Link(words=Words(id="Lanjutkan", en="Go on"), url=reverse("intake-check", args=[code, one.number])),
        away=Link(words=Words(id="Hapus", en="Delete"), url=reverse("intake-away", args=[code, one.number])),
    )


def _opened(request: HttpRequest, code: str, draft: str) -> tuple[Begun, Answers]:
    try:
        return drafting.opened(by=here(request).actor, programme=code, number=draft)
    except Refusal as refusal:
        raise Http404 from refusal


def _steps(request: HttpRequest) -> tuple[Step, ...]:
    may = powers(request, programme_here(request)).may("cases.screening.record")
    return tuple(one for one in STEPS if may or not one.screens)


@needs(REGISTER)
def step(request: HttpRequest, code: str, draft: str, step: str) -> HttpResponse:
    """This will ask one question and keep its answer before the next is asked."""
    if request.method in READING:
        begun, answers = _opened(request, code, draft)
        one, form = _form(request, code, begun, answers, step)
        return _asked(request, code, begun, one, form)
    with looking(request):
        begun, answers = _opened(request, code, draft)
        one, form = _form(request, code, begun, answers, step, request.POST)
        sent = form.is_valid()
    if sent:
        try:
            _keep(request, begun, answers, form)
        except Refusal as refusal:
            messages.warning(request, told(refusal.words))
            return SeeOther(request.get_full_path())
        with looking(request):
            return SeeOther(_onward(request, code, begun.number, one))
    with looking(request):
        return _asked(request, code, begun, one, form)


def _form(
    request: HttpRequest, code: str, begun: Begun, answers: Answers, slug: str, data: Any = None
) -> tuple[Step, StepForm]:
    one = BY_SLUG.get(slug)
    if one is None or one not in _steps(request):
        raise Http404
    return one, one.form(data, answers=answers, version=begun.version, code=code, today=here(request).today)


def _keep(request: HttpRequest, begun: Begun, answers: Answers, form: StepForm) -> None:
    seen = form.cleaned_data["version"]
    version = int(seen) if seen.isascii() and seen.isdigit() else 0
    said = {**answers, **form.said()}
    drafting.answer(by=here(request).actor, begun=begun, answers=said, version=version, at=clock.now())


def _onward(request: HttpRequest, code: str, number: str, one: Step) -> str:
    steps = _steps(request)
    after = steps.index(one) + 1
    if _BACK_TO_CHECK in request.GET or after == len(steps):
        return reverse("intake-check", args=[code, number])
    return reverse("intake-step", args=[code, number, steps[after].slug])


def _asked(request: HttpRequest, code: str, begun: Begun, one: Step, form: StepForm) -> HttpResponse:
    steps = _steps(request)
    at = steps.index(one)
    before = reverse("intake-step", args=[code, begun.number, steps[at - 1].slug]) if at else reverse(
        "intake", args=[code]
    )  # fmt: skip
    purpose = one.purpose.value if one.purpose else ""
    page = StepPage(
        title=one.title,
        back=Link(words=BACK, url=before),
        action=request.get_full_path(),
        button=_NEXT,
        at=at + 1,
        of=len(steps),
        aloud=one.aloud,
        text=one.text,
        consent=one.purpose is not None,
        answer=form.answers.get(f"consent-{purpose}", ""),
        skip=Link(words=Words(id="Tanyakan nanti", en="Ask later"), url=_onward(request, code, begun.number, one)),
        version=begun.version,
    )
    answer = render(request, "web/intake/step.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)
    return private(answer)


@needs(REGISTER)
def check(request: HttpRequest, code: str, draft: str) -> HttpResponse:
    """This will show everything that was said, and register it when it was read through."""
    if request.method in READING:
        begun, answers = _opened(request, code, draft)
        return _checked(request, code, begun, answers, Form())
    with looking(request):
        begun, answers = _opened(request, code, draft)
    actor, form = here(request).actor, Form(request.POST)

    def registered(number: str) -> drafting.Registered:
        return drafting.register(
            by=actor, begun=begun, answers=answers, number=number, text_version=TEXT_VERSION, at=clock.now()
        )

    try:
        done = under_a_free_number(registered, case_numbers(user=actor.code, key=f"tanya-{begun.number}"))
    except Refusal as refusal:
        form.refuse(refusal)
        with looking(request):
            return _checked(request, code, begun, answers, form)
    words = Words(
        id="Berkas {number} terdaftar. Buat kartunya sekarang dan serahkan ke tangannya.",
        en="Case {number} is registered. Make the card now and put it into her hands.",
    )
    messages.success(request, told(words.format(number=done.number)))
    if answers.get("papers") in {"NONE", "FAMILY_CARD_ONLY", "LOSS_LETTER"}:
        messages.warning(request, told(_PAPERS))
    for warning in done.warnings:
        messages.warning(request, told(warning))
    return SeeOther(reverse("case-card", args=[done.number]))


_PAPERS: Final = Words(
    id="Surat yang perlu diurus sudah tersusun di berkasnya, di bagian surat: mulai dari surat kehilangan.",
    en="The papers to get back are listed in the case, under papers: begin with the letter of loss.",
)


def _checked(request: HttpRequest, code: str, begun: Begun, answers: Answers, form: Form) -> HttpResponse:
    page = CheckPage(
        title=Words(id="Periksa jawabannya", en="Check the answers"),
        back=Link(words=BACK, url=reverse("intake", args=[code])),
        action=request.path,
        button=Words(id="Daftarkan", en="Register"),
        cancel=Link(words=Words(id="Hapus isian ini", en="Delete these answers"),
                    url=reverse("intake-away", args=[code, begun.number])),
        rows=tuple(_row(code, begun.number, one, answers) for one in _steps(request)),
    )  # fmt: skip
    answer = render(request, "web/intake/check.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)
    return private(answer)


def _row(code: str, number: str, one: Step, answers: Answers) -> parts.Row:
    key = one.title
    if one.purpose is not None:
        key = Words(id="Setuju: {what}", en="Agrees: {what}").format(what=one.title)
    url = f"{reverse('intake-step', args=[code, number, one.slug])}?{_BACK_TO_CHECK}=1"
    return parts.Row(key=key, value=answered(one, answers), link=Link(words=Words(id="Ubah", en="Change"), url=url))


@needs(REGISTER)
def put_away(request: HttpRequest, code: str, draft: str) -> HttpResponse:
    """This will ask once, and then empty what was said."""
    back = reverse("intake", args=[code])
    if request.method in READING:
        _opened(request, code, draft)
        page = ConfirmPage(
            title=Words(id="Hapus isian ini?", en="Delete these answers?"),
            back=Link(words=BACK, url=back),
            action=request.path,
            button=Words(id="Ya, hapus", en="Yes, delete them"),
            cancel=Link(words=CANCEL, url=back),
            sentences=(
                Words(
                    id="Belum ada yang terdaftar dari isian ini; semua jawabannya hilang.",
                    en="Nobody was registered from them; all of the answers are gone.",
                ),
            ),
            grave=True,
        )
        return private(render(request, "web/confirm.html", page))
    with looking(request):
        begun, _answers = _opened(request, code, draft)
    drafting.put_away(by=here(request).actor, begun=begun, at=clock.now())
    messages.success(request, told(Words(id="Isiannya sudah dihapus.", en="The answers are deleted.")))
    return SeeOther(back)

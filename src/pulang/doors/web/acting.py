"""Forms that are acts: shown with an id of their own, sent once however often they are sent, refused in words.

A screen that changes something is a `Screen`: a form whose fields are those of the verb, where it leads
afterwards, and what it says when it is done. `act_view` makes the view.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.queries import AgencyFacts
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.doors.web.context import READING, Reader, SeeOther, View, here, looking, needs, note_case, programme_of
from pulang.doors.web.forms import DayField, Form
from pulang.doors.web.pages import SAVE, ConfirmPage, FormPage, Link, Page, render
from pulang.doors.web.receiving import largest_of, takes_file
from pulang.doors.web.words import say, told
from pulang.flows import catalog
from pulang.flows.act import Receipt
from pulang.flows.fields import FieldProblems
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

_REF = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The id was used for something else; or, once in thousands of millions, it drew a number that a case has.
_NEEDS_ANOTHER_ID = frozenset({"id-used-for-something-else", "cases-case-number-key"})
UNPROCESSABLE = 422
CANCEL = Words(id="Tidak jadi", en="Go back")  # beside “Batalkan” in an appointment's form, “Batal” would say the same
BACK = Words(id="Kembali", en="Back")
SAVED = Words(id="Tersimpan.", en="Saved.")
_TWICE = Words(id="Sudah tersimpan sebelumnya; tidak dicatat dua kali.", en="It was saved before; not recorded twice.")


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about: who fills it in, the parts of its address, its programme and case, and the day there."""

    reader: Reader
    parts: Mapping[str, Any]
    programme: ProgrammeFacts | None
    case: CaseRef | None
    today: date
    asked: Mapping[str, str]

    @property
    def code(self) -> str:
        """This will give the programme's code, or nothing where none is concerned."""
        return self.programme.code if self.programme else ""

    def agencies(self) -> tuple[AgencyFacts, ...]:
        """This will give every agency, for fields that choose one."""
        return accounts.agencies()


def case_page(about: About) -> str:
    """This will lead to the file of the case that an address stands under."""
    assert about.case is not None, "an address under a case"
    return reverse("case", args=[about.case.number])


def acts_ref(ref: str) -> str:
    """This will give the id a form was shown with; refuses one that is none of ours."""
    if not _REF.fullmatch(ref):
        raise ValidationError(say("Muat ulang halaman ini, lalu kirim lagi.", "Reload this page and send it again."))
    return ref


class ActForm(Form):
    """A form that is one act; its fields bear the names of the verb's own."""

    happened_field: ClassVar[str] = "happened_on"

    ref = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, about: About, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files, initial={"ref": str(uuid.uuid4()), **self.begin(about), **(initial or {})})
        self.about = about
        for field in self.fields.values():
            if isinstance(field, DayField) and field.last is None and field.up_to_today:
                field.last = about.today
        self.prepare(about)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will give what the fields hold when the form is first shown."""
        return {"happened_on": about.today} if "happened_on" in cls.base_fields else {}

    def prepare(self, about: About) -> None:
        """This will fill in what the fields choose from; it may ask the database."""

    def clean_ref(self) -> str:
        """This will refuse an id that is none of ours."""
        return acts_ref(self.cleaned_data["ref"])

    def said(self) -> dict[str, Any]:
        """This will give the act's own fields out of what was typed; what was left empty is left out."""
        return plain({name: value for name, value in self.cleaned_data.items() if name != "ref"})

    def draw_again(self) -> None:
        """This will give the form another id, after its own was used for something else."""
        self.data = sent_with(self.data, ref=str(uuid.uuid4()))


def sent_with(data: Any, **other: str) -> QueryDict:
    """This will give what was sent with other values in some fields."""
    assert isinstance(data, QueryDict), "only a form that was sent can need another value"
    sent = data.copy()
    for name, value in other.items():
        sent[name] = value
    return sent


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """This will write values as an act file would: days as text, nothing for what was left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None and value not in ("", [])  # nothing; while 0 and False are answers
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class OncePage(Page):
    """Something that is shown once."""

    secret: str
    label: Words
    sentences: tuple[Words, ...]
    onward: Link


def once(request: HttpRequest, page: OncePage) -> HttpResponse:
    """This will show a secret that stands nowhere else, and keep the answer out of every cache."""
    response = render(request, "web/once.html", page)
    add_never_cache_headers(response)
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen for one act: its form, its words, and where it leads."""

    verb: str
    form: type[ActForm]
    title: Callable[[About], Words] | Words
    leads: Callable[[About], str]
    button: Words = SAVE
    done: Callable[[About, Receipt], Words] | Words = SAVED
    sentences: Callable[[About], tuple[Words, ...]] | tuple[Words, ...] = ()
    points: Callable[[About], tuple[tuple[Words, ...], ...]] = lambda _about: ()
    beside: Callable[[About], tuple[Link, ...]] = lambda _about: ()  # what is worth reading first
    template: str = "web/form_page.html"
    grave: bool | None = None  # set: a stop page before something that cannot be taken back
    closed: Callable[[About], tuple[Words, ...]] = lambda _about: ()  # why it is too late; then the form is left out
    fixed: Callable[[About], dict[str, Any]] = lambda _about: {}
    onward: Callable[[About, Receipt], str] | None = None  # unset: back to where it came from
    shows: Callable[[ActForm], OncePage] | None = None  # set: a secret made by this act, shown once
    step_up: bool = False  # set: whoever does it proved, within five minutes and with a factor, who sits there


def act_view(screen: Screen) -> View:
    """This will make the view of a screen: shown to those who may do its verb, done once, refused beside the field."""

    @needs(screen.verb, step_up=screen.step_up)
    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method in READING:
            about = about_of(request, parts)
            return _shown(request, screen, screen.form(about=about), 200)
        with looking(request):
            about = about_of(request, parts)
            form = screen.form(request.POST, request.FILES, about=about)
            with_ = {**_placed(screen.verb, about), **screen.fixed(about), **form.said()} if form.is_valid() else None
        receipt = None if with_ is None else _performed(request, screen, form, with_)
        if receipt is None:
            with looking(request):
                note_case(parts)
                return _shown(request, screen, form, UNPROCESSABLE)
        with looking(request):
            if screen.shows is not None and not receipt.already_done:
                return once(request, screen.shows(form))
            _tell(request, screen, about, receipt)
            return SeeOther(_onward(screen, about, receipt))

    return takes_file(largest)(view) if (largest := largest_of(screen.form)) else view


def _onward(screen: Screen, about: About, receipt: Receipt) -> str:
    """This will say where to go next; whoever may see the case no longer, by this very act, goes to the list."""
    if about.case is not None:
        try:
            cases.find(about.case.number)
        except Refusal:
            return reverse("cases", args=[about.code])
    return screen.leads(about) if screen.onward is None else screen.onward(about, receipt)


def about_of(request: HttpRequest, parts: Mapping[str, Any]) -> About:
    """This will gather what a form is about; refuses an address that leads nowhere."""
    programme = programme_of(parts)
    case = cases.find(parts["number"]) if "number" in parts else None
    today = clock.today(programme.time_zone) if programme else clock.today()
    return About(here(request), parts, programme, case, today, request.GET.dict())


def _performed(request: HttpRequest, screen: Screen, form: ActForm, with_: dict[str, Any]) -> Receipt | None:
    try:
        return perform(
            by=here(request).actor,
            verb=screen.verb,
            with_=with_,
            at=clock.now(),
            ref=f"web-{form.cleaned_data['ref']}",
        )
    except FieldProblems as problems:
        for problem in problems.problems:
            form.add_error(_field_of(form, problem.field), ValidationError(_sentence(problem.says)))
    except Refusal as refusal:
        if refusal.code in _NEEDS_ANOTHER_ID:
            form.draw_again()
        form.refuse(refusal)
    return None


def _placed(verb: str, about: About) -> dict[str, str]:
    """This will say for which programme and case, where the verb asks for them."""
    asked = catalog.verb(verb).asks.model_fields
    placed = {}
    if about.programme and "programme" in asked:
        placed["programme"] = about.programme.code
    if about.case and "case" in asked:
        placed["case"] = about.case.number
    return placed


def _field_of(form: ActForm, named: str | None) -> str | None:
    """This will find the field a flow speaks of; `conditions.2.text` stands at `conditions`."""
    field = (named or "").split(".")[0]
    return field if field in form.fields else None


def _sentence(says: Words) -> str:
    text = told(says)
    return f"{text[:1].upper()}{text[1:]}"


def _shown(request: HttpRequest, screen: Screen, form: ActForm, status: int) -> HttpResponse:
    about = form.about
    back, closed = screen.leads(about), screen.closed(about)
    sentences = screen.sentences if isinstance(screen.sentences, tuple) else screen.sentences(about)
    values: dict[str, Any] = {
        "title": _said(screen.title, about),
        "back": Link(words=BACK, url=back),
        "action": request.get_full_path(),
        "button": screen.button,
        "cancel": Link(words=CANCEL, url=back),
        "sentences": (*sentences, *closed),
        "open": not closed,
        "points": screen.points(about),
        "beside": screen.beside(about),
    }
    if screen.grave is None:
        return render(request, screen.template, FormPage(**values), status=status, form=form)
    return render(request, "web/confirm.html", ConfirmPage(**values, grave=screen.grave), status=status, form=form)


def _tell(request: HttpRequest, screen: Screen, about: About, receipt: Receipt) -> None:
    words = _TWICE if receipt.already_done else screen.done
    messages.success(request, told(words if isinstance(words, Words) else words(about, receipt)))
    for warning in receipt.warnings:
        messages.warning(request, told(warning))


def _said(words: Callable[[About], Words] | Words, about: About) -> Words:
    return words if isinstance(words, Words) else words(about)

"""Anybody complains: no account, no name unless given, nothing kept in the browser; a code and a PIN come back."""

import base64
import json
import uuid
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.cards.rules import draw_pin
from pulang.areas.grievances.rules import PREFIX, Complainer
from pulang.areas.programmes import queries as programmes
from pulang.doors.web import knocking, labels
from pulang.doors.web.acting import UNPROCESSABLE, acts_ref
from pulang.doors.web.complaints import words as spoken
from pulang.doors.web.context import ANYONE, READING, needs
from pulang.doors.web.forms import ChoiceField, Form, LongTextField, SelectField, TextField
from pulang.doors.web.pages import FormPage, Link, Page, private, render
from pulang.doors.web.receiving import picture_field, takes_file
from pulang.doors.web.words import say
from pulang.flows import standing
from pulang.flows.cards import pin_digest
from pulang.flows.perform import perform
from pulang.kernel import callers, refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock, numbering
from pulang.storage.papers import PAPER_MOST

TITLE: Final = Words(id="Pengaduan", en="A complaint")
_SAYS: Final = (
    Words(
        id="Siapa pun boleh mengadu, juga tanpa nama. Pengaduan tentang sebuah kantor tidak dijawab oleh kantor itu.",
        en="Anybody may complain, without a name too. A complaint about an office is not answered by that office.",
    ),
    Words(
        id="Sesudah ini Anda mendapat kode dan PIN untuk membaca jawabannya. Satu foto boleh dilampirkan.",
        en="Afterwards you get a code and a PIN to read the answer. One photograph may be attached.",
    ),
)

_WHO: Final = say(
    "Tulis nama dan cara menghubungi Anda, atau pilih “tanpa nama”.",
    "Write your name and how to reach you, or choose “without a name”.",
)
_ROLES: Final = frozenset(role.value for role in Complainer)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPage(Page):
    """The code and the PIN, shown once."""

    code: str
    pin: str
    onward: Link


class ComplaintForm(Form):
    """What is wrong, at which office, and how whoever complains wants to be known."""

    ref = forms.CharField(widget=forms.HiddenInput)
    office = SelectField(label=say("Kantor yang mengurus", "The office in charge"), choices=())
    topic = ChoiceField(label=say("Tentang apa?", "What is it about?"), choices=labels.options(spoken.TOPICS))
    against = ChoiceField(label=say("Tentang siapa?", "About whom?"), choices=labels.options(spoken.AGAINST))
    words = LongTextField(label=say("Apa yang terjadi?", "What happened?"), rows=6, longest=2500)
    attachment = picture_field(label=say("Foto, bila ada", "A photograph, if there is one"), required=False)
    stance = ChoiceField(
        label=say("Bagaimana Anda dikenal?", "How are you known?"), choices=labels.options(spoken.STANCES)
    )
    role = ChoiceField(label=say("Anda adalah", "You are"), choices=labels.options(spoken.ROLES))
    contact = TextField(
        label=say("Nama dan cara menghubungi Anda", "Your name and how to reach you"),
        help_text=say("Kosongkan bila tanpa nama", "Leave empty if without a name"),
        required=False,
        longest=300,
    )

    def __init__(self, data: Any = None, files: Any = None, *, role: str = "") -> None:
        begins = {"ref": str(uuid.uuid4()), "stance": "ANONYMOUS", "role": role if role in _ROLES else ""}
        super().__init__(data, files, initial=begins)
        self.programmes = {one.lead: one.code for one in programmes.programmes()}
        names = {agency.code: agency.name for agency in accounts.agencies()}
        field = self.fields["office"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")), *((lead, names[lead]) for lead in sorted(self.programmes))]

    def clean_ref(self) -> str:
        """This will refuse an id that is none of ours."""
        return acts_ref(self.cleaned_data["ref"])

    def clean(self) -> dict[str, Any]:
        """This will ask for the name of whoever wants to be known by it: the desk would look for one in vain."""
        given = super().clean() or {}
        if given.get("stance", "ANONYMOUS") != "ANONYMOUS" and not given.get("contact"):
            self.add_error("contact", _WHO)
        return given

    def said(self) -> dict[str, Any]:
        """This will give the act's own fields; a name is dropped by whoever complains without one."""
        given = self.cleaned_data
        text = given["words"]
        if given["contact"] and given["stance"] != "ANONYMOUS":
            text = f"{text}\n\n{given['contact']}"
        programme = self.programmes[given["office"]]
        kept = {name: given[name] for name in ("topic", "against", "stance", "role")}
        if given["attachment"] is not None:
            kept["attachment"] = base64.b64encode(given["attachment"].content).decode()
        return {"programme": programme, "words": text, **kept}


@takes_file(PAPER_MOST, anybody=True)
@needs(ANYONE)
def make(request: HttpRequest) -> HttpResponse:
    """This will take a complaint and hand back its code and PIN, once; so many an hour from one address."""
    reads = request.method in READING
    form = ComplaintForm(role=request.GET.get("sebagai", "")) if reads else ComplaintForm(request.POST, request.FILES)
    if not reads and form.is_valid():
        try:
            knocking.knock(request, _counted(request))
            return _taken(request, form)
        except ValidationError as problem:
            form.add_error(None, problem)
        except Refusal as refusal:
            form.refuse(refusal)
    page = FormPage(title=TITLE, action=request.path, button=Words(id="Kirim", en="Send it"), sentences=_SAYS)
    status = UNPROCESSABLE if form.errors else 200
    return private(render(request, "web/complaints/make.html", page, status=status, form=form))


def _taken(request: HttpRequest, form: ComplaintForm) -> HttpResponse:
    get_token(request)
    said, browser = form.said(), request.META["CSRF_COOKIE"]
    below = numbering.complaint_draws(browser=browser, key=form.cleaned_data["ref"], said=json.dumps(said))
    code, pin = refs.draw(PREFIX, below), draw_pin(below)
    with_ = {**said, "complaint": code, "digest": pin_digest(code, pin)}
    ref = f"complaint-{code}"
    perform(by=standing.complainer(code), verb="grievances.complaint.file", with_=with_, at=clock.now(), ref=ref)
    page = GivenPage(
        title=Words(id="Pengaduan Anda diterima", en="Your complaint came in"),
        code=code,
        pin=f"{pin[:3]} {pin[3:]}",
        onward=Link(words=Words(id="Baca pengaduan ini", en="Read this complaint"), url=reverse("complaint-enter")),
    )
    return private(render(request, "web/complaints/given.html", page))


def _counted(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return (
        ("complaint-address", callers.network(knocking.address_of(request))),
        ("complaint-everybody", ""),
    )

"""The forms that open sealed fields: of a case that is the reader's task, or of one in an emergency."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit.rules import Decision
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.reveals.rules import FIELDS_ON, PURPOSES_ON, Field, purposes_of
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, ManyField
from pulang.doors.web.reveals.wording import FIELDS, OPEN_15, PURPOSES
from pulang.doors.web.words import say
from pulang.flows import looking as looks
from pulang.flows import revealing
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class RevealForm(ActForm):
    """Which fields are opened, and for what."""

    fields_asked = ManyField(label=say("Apa yang dibuka?", "What is opened?"), choices=())
    purpose = ChoiceField(label=say("Untuk apa?", "What for?"), choices=())

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the field the page was opened at."""
        return {**super().begin(about), "fields_asked": [about.asked.get("isian", "")]}

    def prepare(self, about: About) -> None:
        """This will offer what the reader may open, and the purposes that fit; another field may need another."""
        basis = revealing.basis_of(about.reader.actor, opened(about), moment(about.today))
        if basis is None and not self.is_bound:
            raise Http404  # a form that is sent all the same is refused by the act, and that is written down
        fields = [field for field in Field if basis is None or field in FIELDS_ON[basis]]
        asked = next((field for field in fields if field.value == about.asked.get("isian")), None)
        fitting = purposes_of(asked, basis) if asked and basis else tuple(PURPOSES)
        purposes = [each for each in fitting if basis is None or each in PURPOSES_ON[basis]]
        self._offer("fields_asked", [(field.value, FIELDS[field]) for field in fields])
        self._offer("purpose", [(each.value, PURPOSES[each]) for each in purposes])

    def _offer(self, name: str, choices: list[tuple[str, Words]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField), "both fields choose from a list"
        field.choices = [(code, say(words.id, words.en)) for code, words in choices]

    def said(self) -> dict[str, Any]:
        """This will name the fields as the act does; a form has no field of that name."""
        found = super().said()
        found["fields"] = found.pop("fields_asked", [])
        return found


def opened(about: About) -> CaseRef:
    """This will give the case whose fields are opened: the address's own, or one that is open in an emergency."""
    return about.case or in_danger(about.reader.actor, about.parts["asked"])


def in_danger(actor: Actor, asked: str) -> CaseRef:
    """This will give the case an account opens in an emergency; any other is not there, and the try is written down."""
    try:
        return revealing.case_for(actor, asked)
    except Refusal as refusal:
        number = cases.as_kept(asked)
        looks.note(action="identity.reveal", number=number, decision=Decision.DENIED, reason="not-here")
        raise Http404 from refusal


def _placed(about: About) -> dict[str, Any]:
    case = opened(about)
    return {"programme": case.programme, "case": case.number}


def _leads(about: About) -> str:
    if about.case is None:
        return reverse("emergency-file", args=[about.parts["asked"]])
    return f"{reverse('case', args=[about.case.number])}#identitas"


def _title(about: About) -> Words:
    return Words(id="Buka identitas – {number}", en="Open the identity – {number}").format(number=opened(about).number)


_SCREEN = Screen(
    verb="reveals.identity.open",
    form=RevealForm,
    title=_title,
    leads=_leads,
    fixed=_placed,
    button=OPEN_15,
    done=Words(id="Terbuka 15 menit, lalu tertutup sendiri.", en="Open for 15 minutes; then it closes by itself."),
    sentences=(
        Words(
            id="Buka hanya yang Anda perlukan. Pembukaan ini tercatat dan dapat dilihat oleh warga dampingan.",
            en="Open only what you need. This is written down, and the person herself can see it.",
        ),
    ),
)
of_case = act_view(_SCREEN)
in_emergency = act_view(_SCREEN)

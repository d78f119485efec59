"""The screen on which somebody writes down why a stated number differs from others."""

from typing import Any

from django.urls import reverse

from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, LongTextField, SelectField
from pulang.doors.web.programme.stated import reported_of
from pulang.doors.web.words import day, say, told
from pulang.flows import said
from pulang.flows.said import Differing
from pulang.kernel.moments import moment
from pulang.kernel.words import Words
from pulang.storage.context import counting


def key_of(one: Differing) -> str:
    """This will name a stated number by what it says, as the address of its form does."""
    figure = one.figure
    return f"{figure.on.isoformat()}|{figure.figure}|{figure.value}|{figure.office}"


def differing(about: About) -> tuple[Differing, ...]:
    """This will give the numbers of the programme that others contradict."""
    with counting():
        return said.differing(about.code, moment(about.today))


class NoteForm(ActForm):
    """Why a number differs; nothing is taken back by it."""

    which = SelectField(label=say("Angka yang mana?", "Which number?"), choices=())
    kind = ChoiceField(label=say("Apa sebabnya?", "What explains it?"), choices=labels.options(labels.CONFLICTS))
    note = LongTextField(
        label=say("Mengapa Anda menyimpulkan itu?", "Why do you think so?"),
        help_text=say(
            "Sebutkan surat atau hitungannya. Tanpa nama orang.", "Name the letter or the count. No person's name."
        ),
        rows=4,
        longest=500,
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the number the page was opened at, and the first thing that may explain it."""
        which = about.asked.get("angka", "")
        found = next((one for one in differing(about) if key_of(one) == which), None)
        return {"which": which, "kind": found.hints[0].value if found is not None and found.hints else ""}

    def prepare(self, about: About) -> None:
        """This will offer every number that others contradict."""
        field = self.fields["which"]
        assert isinstance(field, SelectField)
        offered = [(key_of(one), _named(one)) for one in differing(about)]
        field.choices = [("", say("Pilih…", "Choose…")), *offered]

    def said(self) -> dict[str, Any]:
        """This will say which number it is by what it says."""
        on, figure, value, office = self.cleaned_data["which"].split("|", 3)
        return {
            "about_on": on,
            "figure": figure,
            "value": int(value),
            "office": office,
            "kind": self.cleaned_data["kind"],
            "note": self.cleaned_data["note"],
        }


def _named(one: Differing) -> str:
    told_ = reported_of(one.figure, ())
    return f"{told(told_.what)}: {told(told_.value)} – {one.figure.office}, {day(one.figure.on)}"


note = act_view(
    Screen(
        verb="statements.conflict.note",
        form=NoteForm,
        title=Words(id="Jelaskan angka yang berbeda", en="Explain a number that differs"),
        leads=lambda about: reverse("promises", args=[about.code]),
        sentences=(
            Words(
                id="Kedua angka tetap berdiri dengan sumbernya. Penjelasan Anda berdiri di sampingnya.",
                en="Both numbers stay with their sources. Your explanation stands beside them.",
            ),
        ),
    )
)

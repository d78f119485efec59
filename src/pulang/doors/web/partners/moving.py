"""The form that moves many cases of an institution to another in one act."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.boards.facts import With
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, DayField, NumberField, say_with
from pulang.doors.web.partners.conduct import refuse_strange
from pulang.doors.web.words import say
from pulang.flows import carers
from pulang.flows.act import Receipt
from pulang.flows.reassigning import LOOKED_AT_MOST, TOGETHER_MOST
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


class MoveForm(ActForm):
    """To whom, and how many: those with the lowest numbers go first."""

    to = ChoiceField(label=say("Dialihkan ke lembaga mana?", "To which institution?"), choices=())
    many = NumberField(
        label=say("Berapa berkas?", "How many cases?"),
        help_text=say(f"Paling banyak {TOGETHER_MOST} sekali kirim", f"At most {TOGETHER_MOST} at a time"),
        least=1,
        most=TOGETHER_MOST,
    )
    happened_on = DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with all that can go; it leads nowhere where there is no such institution."""
        refuse_strange(about)
        found = min(len(_movable(about)), TOGETHER_MOST)
        return {**super().begin(about), **({"many": found} if found else {})}

    def prepare(self, about: About) -> None:
        """This will offer the institutions that are fit and have room."""
        assert about.programme is not None, "cases move within a programme"
        field = self.fields["to"]
        assert isinstance(field, ChoiceField)
        found = _successors(about)
        field.choices = [(one.agency, say_with(_ROOM, {"name": one.name, "n": one.free})) for one in found]

    def clean_many(self) -> int:
        """This will refuse to move more cases than can go, saying how many can."""
        many, found = int(self.cleaned_data["many"]), len(self._those())
        if many > found:
            raise ValidationError(say_with(_TOO_MANY, {"n": found}))
        return many

    def said(self) -> dict[str, Any]:
        """This will name the cases that go."""
        said = super().said()
        many = said.pop("many")
        return {**said, "cases": [one.number for one in self._those()[:many]]}

    def _those(self) -> tuple[With, ...]:
        """This will give those that can go to the institution that was chosen, or to any while none is."""
        found, to = _movable(self.about), self.cleaned_data.get("to")
        assert self.about.programme is not None, "cases move within a programme"
        return carers.fitting(found, to, self.about.programme, moment(self.about.today)) if to else found


_ROOM = Words(id="{name} – masih ada {n} tempat", en="{name} – {n} places free")
_TOO_MANY = Words(id="Yang dapat dialihkan sekarang {n} berkas", en="There are {n} cases that can be moved now")


def _movable(about: About) -> tuple[With, ...]:
    return carers.movable(about.code, about.parts["partner"], moment(about.today), limit=LOOKED_AT_MOST)


def _successors(about: About) -> tuple[carers.Successor, ...]:
    assert about.programme is not None, "cases move within a programme"
    homes = {one.home for one in _movable(about)}
    return carers.successors(about.programme, about.parts["partner"], moment(about.today), homes=homes)


def _sentences(about: About) -> tuple[Words, ...]:
    assert about.programme is not None, "cases move within a programme"
    free = _movable(about)
    name = accounts.agency(about.parts["partner"]).name
    said = [
        Words(
            id="{n} berkas pada {name} dapat dialihkan. Setiap warga tetap boleh menolak pendampingan lembaga baru.",
            en="{n} cases with {name} can be moved. Everybody may still refuse the new institution's support.",
        ).format(n=len(free), name=name)
    ]
    if not _successors(about):
        said.append(_NOBODY)
    return tuple(said)


_NOBODY = Words(
    id="Belum ada lembaga lain yang siap dan masih punya tempat. Tugaskan dulu satu lembaga di program ini.",
    en="No other institution is fit and has room. Assign one to this programme first.",
)


def _done(about: About, _receipt: Receipt) -> Words:
    left = len(_movable(about))
    return Words(
        id="Berkas sudah dialihkan. Yang masih dapat dialihkan: {n}.", en="The cases were moved. Still to move: {n}."
    ).format(n=left)


cases = act_view(
    Screen(
        verb="cases.assignment.move",
        form=MoveForm,
        title=Words(id="Alihkan berkas ke lembaga lain", en="Move cases to another institution"),
        leads=lambda about: reverse("institution", args=[about.parts["partner"]]),
        fixed=lambda about: {"agency": about.parts["partner"]},
        sentences=_sentences,
        done=_done,
        button=Words(id="Alihkan berkas", en="Move the cases"),
    )
)

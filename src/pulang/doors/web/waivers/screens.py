"""The screens that set a gate aside, for a case or for the whole programme, and that make it count again."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.gates import BY_ID, PROGRAMME_BY_ID, WAIVABLE
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.context import View
from pulang.doors.web.forms import DayField, LongTextField, SelectField
from pulang.doors.web.words import say
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


class _GateForm(ActForm):
    gate = SelectField(label=say("Syarat yang mana?", "Which condition?"), choices=())
    reason = LongTextField(
        label=say("Alasan", "Reason"),
        help_text=say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers"),
        rows=3,
        longest=500,
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the gate the page was opened at."""
        return {**super().begin(about), "gate": about.asked.get("syarat", "")}

    def prepare(self, about: About) -> None:
        """This will offer the gates that fit; what belongs to the person is never among them."""
        named = [(gate, labels.gate(gate)) for gate in self.fitting(about)]
        offer(self, "gate", [(gate, say(words.id, words.en)) for gate, words in named])

    def fitting(self, about: About) -> Iterable[str]:
        """This will name the gates of the case, or of the programme where no case is concerned."""
        return (gate for gate in BY_ID if gate in WAIVABLE and (gate in PROGRAMME_BY_ID) == (about.case is None))


class WaiveForm(_GateForm):
    """A gate is set aside until a day."""

    until = DayField(
        label=say("Dikesampingkan sampai sebelum", "Set aside until before"),
        help_text=say("Sesudah itu syaratnya berlaku lagi dengan sendirinya", "It then counts again by itself"),
    )
    happened_on = DayField(label=say("Mulai", "From"), up_to_today=True)


class EndForm(_GateForm):
    """A gate counts again."""

    happened_on = DayField(label=say("Berlaku lagi sejak", "It counts again from"), up_to_today=True)

    def fitting(self, about: About) -> Iterable[str]:
        """This will name the gates that are set aside now."""
        at = moment(about.today)
        found = readiness.waived(about.code, at) if about.case is None else readiness.waived_for(about.case.id, at)
        return (gate for gate in BY_ID if gate in found)


def _leads(about: About) -> str:
    return reverse("case", args=[about.case.number]) if about.case else reverse("setup", args=[about.code])


_HERS = Words(
    id="Pilihan, persetujuan dan keberatan milik warga dampingan tidak pernah dikesampingkan.",
    en="Choice, consent and objection belong to the person and are never set aside.",
)


def _waive(title: Words) -> View:
    return act_view(Screen(verb="readiness.gate.waive", form=WaiveForm, title=title, leads=_leads, sentences=(_HERS,)))


def _end(title: Words) -> View:
    return act_view(Screen(verb="readiness.waiver.end", form=EndForm, title=title, leads=_leads))


of_programme = _waive(
    Words(id="Kesampingkan syarat untuk seluruh program", en="Set a condition aside for the whole programme")
)
of_case = _waive(Words(id="Kesampingkan syarat untuk berkas ini", en="Set a condition aside for this case"))
end_of_programme = _end(Words(id="Berlakukan lagi syarat program", en="Let a condition of the programme count again"))
end_of_case = _end(Words(id="Berlakukan lagi syarat berkas ini", en="Let a condition of this case count again"))

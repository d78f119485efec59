"""At the gate, on a phone: she is here, or she changed her mind; one tap each, and nobody asks why."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.facts import Leg
from pulang.doors.web import addresses
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.forms import ChoiceField, TextField
from pulang.doors.web.journeys.views import asked
from pulang.doors.web.journeys.ways import way_of
from pulang.doors.web.journeys.wording import ToldLeg, mode, route, told_leg, when
from pulang.doors.web.words import say
from pulang.flows.cancelling import key
from pulang.flows.manifests import Manifest
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, people

_SIGNS: Final = 10
_NOBODY_HERE: Final = Words(
    id="Belum ada yang tercatat hadir. Catat dulu siapa yang hadir; tidak ada yang dicatat berangkat.",
    en="Nobody is checked in yet. Check in who is here first; nobody was recorded as having left.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What the gate shows of her: her way, and what can be done now."""

    number: str
    seats: Words
    meets: Words
    legs: tuple[ToldLeg, ...]
    here: bool
    mind: str
    mind_ref: str


class GateForm(ActForm):
    """Nothing to fill in: her number is in the address."""

    template_name = "web/journeys/gate_form.html"

    def prepare(self, about: About) -> None:
        """This will gather what stands about her way today."""
        assert about.case is not None, "the gate is about a case"
        at = moment(about.today)
        way = way_of(about.case.id, at)
        file = cases.case_file(about.case.number, at)
        self.stands = Stands(
            number=about.case.number,
            seats=people(1 + file.children_with + file.adults_with),
            meets=way.meets,
            legs=tuple(told_leg(leg) for leg in way.legs),
            here=journeys.checked_in(about.case.id, at),
            mind=addresses.about("gate-mind", about.case.number),
            mind_ref=str(uuid.uuid4()),
        )


class MindForm(ActForm):
    """Nothing to fill in, and nothing to explain."""


class LeaveForm(ActForm):
    """Everybody who is here leaves; nothing to fill in."""

    def clean(self) -> dict[str, Any]:
        """This will say what to do where nobody is here yet."""
        if not _departure(self.about).ready:
            raise ValidationError(say(_NOBODY_HERE.id, _NOBODY_HERE.en))
        return super().clean() or {}

    def said(self) -> dict[str, Any]:
        """This will name those who are here."""
        return {"cases": list(_departure(self.about).ready)}


def _gate(about: About) -> str:
    assert about.case is not None, "the gate is about a case"
    return addresses.about("gate", about.case.number)


def _titled(about: About) -> Words:
    assert about.case is not None, "the gate is about a case"
    return Words(id=f"Kehadiran – {about.case.number}", en=f"Check-in – {about.case.number}")


def _departure(about: About) -> Manifest:
    assert about.programme is not None, "a departure is of a programme"
    return asked(about.code, about.parts["manifest"], about.today, about.programme.time_zone)


check_in = act_view(
    Screen(
        verb="journeys.checkin.record",
        form=GateForm,
        title=_titled,
        leads=case_page,
        onward=lambda about, _receipt: _gate(about),
        button=Words(id="Ia hadir", en="She is here"),
        template="web/journeys/gate.html",
        done=Words(id="Kehadirannya tercatat.", en="She is checked in."),
    )
)
mind = act_view(
    Screen(
        verb="journeys.mind.change",
        form=MindForm,
        title=Words(id="Ia tidak jadi berangkat", en="She does not travel after all"),
        leads=case_page,
        grave=False,
        button=Words(id="Ya, ia tidak berangkat", en="Yes, she does not travel"),
        sentences=(
            Words(
                id="Tidak perlu alasan. Haknya atas bantuan tidak berubah, dan pilihannya tetap terbuka.",
                en="No reason is needed. Her right to aid does not change, and every choice stays open to her.",
            ),
        ),
        done=Words(
            id="Tercatat. Tiketnya dikembalikan, dan pilihannya terbuka lagi.",
            en="Recorded. Her ticket is given back, and her choice is open again.",
        ),
    )
)


class CancelForm(ActForm):
    """One of the departures these people go by does not run: the first one, or one further on."""

    leg = ChoiceField(label=say("Keberangkatan mana yang batal?", "Which departure does not run?"), choices=())
    reason = TextField(
        label=say("Alasan", "Reason"),
        help_text=say("Tentang angkutannya, bukan tentang orang", "About the transport, not about people"),
        required=False,
        longest=300,
    )

    def prepare(self, about: About) -> None:
        """This will offer every departure still ahead of these people, in order of time; the first one is chosen."""
        self.legs = _legs(_departure(about).ahead(about.today))
        offer(self, "leg", [(name, say(told.id, told.en)) for name, told in _told_legs(self.legs)])
        self.initial.setdefault("leg", next(iter(self.legs), None))

    def said(self) -> dict[str, Any]:
        """This will name the departure as everybody knows it."""
        leg = self.legs[self.cleaned_data["leg"]]
        return {
            **{name: value for name, value in super().said().items() if name != "leg"},
            "mode": leg.mode,
            "start": leg.start,
            "to": leg.to,
            "departs": leg.departs.isoformat(),
            "leaves": leg.leaves,
        }


def _legs(ahead: Iterable[Leg]) -> dict[str, Leg]:
    """This will give the departures ahead by a name of their own that stays the same while plans change."""
    legs = {str(key(leg)): leg for leg in ahead}
    ordered = sorted(legs.items(), key=lambda item: (item[1].departs, item[1].leaves, item[0]))
    return {sha256(name.encode()).hexdigest()[:_SIGNS]: leg for name, leg in ordered}


def _told_legs(legs: Mapping[str, Leg]) -> Iterator[tuple[str, Words]]:
    for name, leg in legs.items():
        told = Words(id="{when}: {route}, {mode}", en="{when}: {route}, {mode}")
        yield name, told.format(when=when(leg.departs, leg.leaves), route=route(leg), mode=mode(leg))


cancel = act_view(
    Screen(
        verb="journeys.departure.cancel",
        form=CancelForm,
        title=Words(id="Keberangkatan ini batal?", en="Does this departure not run?"),
        leads=lambda about: reverse("manifest", args=[about.code, about.parts["manifest"]]),
        onward=lambda about, _receipt: reverse("journey-plan", args=[about.code]),
        grave=True,
        button=Words(id="Ya, batal", en="Yes, it is cancelled"),
        sentences=(
            Words(
                id="Hanya yang ikut keberangkatan ini direncanakan lagi; uang tiketnya lepas. Lainnya tetap. Yang "
                "sudah di jalan diberi kabar di halamannya; hubungi dengan cara yang ia setujui.",
                en="Only those who were to go with it are planned anew; their money is free. Others keep theirs. "
                "Whoever is on the way finds the news on her page; reach her in the way she agreed to.",
            ),
        ),
        done=Words(id="Dibatalkan. Susun rencana bagi yang terdampak.", en="Cancelled. Plan for those it concerns."),
    )
)


def _leave_sentences(about: About) -> tuple[Words, ...]:
    found = _departure(about)
    told = Words(
        id="Yang hadir: {here}. Yang belum hadir tetap di daftar: {rest}.",
        en="Here: {here}. Not here yet, and still on the list: {rest}.",
    )
    rest = [one.number for one in found.passengers if not one.here and not one.left]
    return (told.format(here=", ".join(found.ready) or "–", rest=", ".join(rest) or "–"),)


leave = act_view(
    Screen(
        verb="journeys.manifest.leave",
        form=LeaveForm,
        title=Words(id="Yang hadir berangkat sekarang?", en="Do those who are here leave now?"),
        leads=lambda about: reverse("manifest", args=[about.code, about.parts["manifest"]]),
        onward=lambda about, _receipt: reverse("journeys", args=[about.code]),
        grave=False,
        button=Words(id="Ya, berangkat", en="Yes, they leave"),
        sentences=_leave_sentences,
        done=Words(id="Keberangkatan tercatat.", en="The departure is recorded."),
    )
)

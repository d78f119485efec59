"""Agreements with an institution: how they stand, and the forms that sign one or end it early."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import AgreementFacts
from pulang.areas.partners.rules import AgreementEvent, in_force
from pulang.areas.programmes import queries as programmes
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import here, powers
from pulang.doors.web.forms import DayField, LongTextField, ManyField, SelectField, TextField
from pulang.doors.web.pages import Link
from pulang.doors.web.partners.conduct import institution_named
from pulang.doors.web.words import say
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, listing, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement as it stands on the day."""

    number: str
    programme: str
    url: str
    regions: Words
    starts_on: date
    stops_on: date
    tag: parts.Tag
    link: Link | None


def shown(request: HttpRequest, partner: str, at: Moment) -> tuple[Agreement, ...]:
    """This will give every agreement of an institution, the one that ends last first."""
    found = sorted(partners.agreements_of(partner, at), key=lambda one: one[1].stops_on, reverse=True)
    return tuple(_agreement(request, partner, programme, one, at.day) for programme, one in found)


def region(code: str) -> Words:
    """This will name a place so that several stand in one sentence: `Kota Kupang (Nusa Tenggara Timur)`."""
    inner, _, around = labels.place(code).id.partition(", ")
    return same(f"{inner} ({around})" if around else inner)


def _agreement(request: HttpRequest, partner: str, programme: str, one: AgreementFacts, day: date) -> Agreement:
    about = programmes.programme(programme)
    counts = bool(in_force((one,), day=day))
    ends = day == here(request).today and one.stops_on > day
    return Agreement(
        number=one.number,
        programme=about.name,
        url=reverse("programme", args=[programme]),
        regions=listing(tuple(region(code) for code in one.regions)),
        starts_on=one.starts_on,
        stops_on=one.stops_on,
        tag=_tag(one, day, counts=counts),
        link=Link(words=_END, url=_ending(programme, partner, one.number))
        if ends and powers(request, about).may("partners.agreement.record")
        else None,
    )


def _ending(programme: str, partner: str, number: str) -> str:
    return f"{reverse('agreement-end', args=[programme, partner])}?{urlencode({'nomor': number})}"


_END = Words(id="Akhiri lebih awal", en="End it early")


def _tag(one: AgreementFacts, day: date, *, counts: bool) -> parts.Tag:
    if counts:
        return parts.Tag(words=Words(id="Berlaku", en="In force"), kind=parts.GOOD)
    if one.stops_on > day:
        return parts.Tag(words=Words(id="Belum berlaku", en="Not in force yet"), kind=parts.WAITING)
    if one.ended_on is not None and one.ended_on <= day:
        return parts.Tag(words=Words(id="Diakhiri", en="Ended early"), kind=parts.STOPPED)
    return parts.Tag(words=Words(id="Berakhir", en="Ended"), kind=parts.STOPPED)


def _when(label: Any) -> DayField:
    return DayField(label=label, help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True)


class AgreementForm(ActForm):
    """An agreement that was signed: its number, its days, and where the institution works by it."""

    number = TextField(label=say("Nomor perjanjian", "Number of the agreement"), longest=80)
    happened_on = _when(say("Ditandatangani", "Signed on"))
    starts_on = DayField(
        label=say("Berlaku mulai", "In force from"),
        help_text=say("Kosongkan bila sejak ditandatangani", "Leave empty if from the day it was signed"),
        required=False,
    )
    until = DayField(
        label=say("Berlaku sampai sebelum", "In force until before"),
        help_text=say(
            "Pada hari ini perjanjian tidak berlaku lagi dan penugasan menunggu perjanjian baru",
            "On this day it no longer counts, and the assignment waits for a new one",
        ),
    )
    regions = ManyField(
        label=say("Wilayah kerja menurut perjanjian", "Regions the agreement covers"),
        choices=(),
        help_text=say(
            "Berkas hanya diserahkan bila tempat program atau daerah asal warga termasuk di sini",
            "A case is given only if the programme's place or the person's home is among them",
        ),
    )

    def prepare(self, about: About) -> None:
        """This will offer the programme's own place and every province."""
        field = self.fields["regions"]
        assert isinstance(field, ManyField)
        assert about.programme is not None, "an agreement is for a programme"
        own = about.programme.place
        field.choices = [(own, region(own).id), *(one for one in labels.provinces() if one[0] != own)]


class AgreementEndForm(ActForm):
    """An agreement that ends before its day."""

    number = SelectField(label=say("Perjanjian yang mana?", "Which agreement?"), choices=())
    reason = LongTextField(
        label=say("Mengapa diakhiri?", "Why is it ended?"),
        help_text=say("Lembaga membacanya; tanpa nama orang", "The institution reads it; without any person's name"),
        rows=3,
        longest=500,
    )
    happened_on = _when(say("Tidak berlaku lagi sejak", "No longer counts from"))

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the agreement the page was opened at."""
        return {**super().begin(about), "number": about.asked.get("nomor", "")}

    def prepare(self, about: About) -> None:
        """This will offer the agreements that have not ended."""
        field = self.fields["number"]
        assert isinstance(field, SelectField)
        known = partners.agreements_of(about.parts["partner"], moment(about.today))
        open_ = [one.number for code, one in known if code == about.code and one.stops_on > about.today]
        field.choices = [("", say("Pilih…", "Choose…")), *((number, number) for number in open_)]


def _institution(about: About) -> str:
    return reverse("institution", args=[about.parts["partner"]])


sign = act_view(
    Screen(
        verb="partners.agreement.record",
        form=AgreementForm,
        title=Words(id="Perjanjian dengan lembaga", en="Agreement with the institution"),
        leads=lambda about: reverse("partners", args=[about.code]),
        fixed=lambda about: {"partner": about.parts["partner"]},
        sentences=lambda about: (
            *institution_named(about),
            Words(
                id="Sejak perjanjian pertama dicatat, program ini hanya menugaskan lembaga berperjanjian.",
                en="From the first agreement on, this programme assigns only institutions with an agreement in force.",
            ),
        ),
    )
)
end = act_view(
    Screen(
        verb="partners.agreement.record",
        form=AgreementEndForm,
        title=Words(id="Akhiri perjanjian lebih awal", en="End an agreement early"),
        sentences=institution_named,
        leads=_institution,
        fixed=lambda about: {"partner": about.parts["partner"], "event": AgreementEvent.ENDED.value},
    )
)

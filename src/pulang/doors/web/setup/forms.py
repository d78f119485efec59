"""Forms that set a programme up."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.cases import queries as cases
from pulang.areas.places import queries as places
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import SiteFacts
from pulang.areas.programmes.rules import PROCEDURES
from pulang.areas.readiness import queries as readiness
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.forms import ChoiceField, DayField, NumberField, SelectField, TextField
from pulang.doors.web.words import say
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

_PAST = say("Misalnya 12 3 2019", "For example 12 3 2019")
_PLACES_MOST = 12
_SEARCH_LEAST = 3
_REGION_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2,4}){0,3}")
_SHORT_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]*")


def _when(label: Any = None) -> DayField:
    return DayField(label=label or say("Tanggal", "Date"), help_text=_PAST, up_to_today=True)


class CodeField(TextField):
    """A short code that stands in addresses of pages."""

    def __init__(self, **kwargs: Any) -> None:
        hint = say("Huruf, angka dan tanda hubung, tanpa spasi", "Letters, digits and hyphens, without spaces")
        super().__init__(longest=32, **{"label": say("Kode pendek", "Short code"), "help_text": hint, **kwargs})

    def validate(self, value: str) -> None:
        """This will refuse signs that an address cannot hold."""
        super().validate(value)
        if value and not _SHORT_CODE.fullmatch(value):
            raise ValidationError(
                say("Tulis dengan huruf, angka dan tanda hubung saja", "Write letters, digits and hyphens only")
            )


class PlacedForm(ActForm):
    """A form with a place: searched for by its name, or named by its code; several fits are asked about."""

    kinds: frozenset[str] | None = None

    place_text = TextField(
        label=say("Di mana letaknya?", "Where is it?"),
        help_text=say(
            "Nama kabupaten, kota, kecamatan atau desa, misalnya Kota Kupang; boleh juga kode wilayahnya",
            "Name of the district, city, subdistrict or village, for example Kota Kupang; or its region code",
        ),
        longest=80,
    )
    place = ChoiceField(label=say("Yang mana?", "Which one?"), choices=(), required=False)

    def prepare(self, about: About) -> None:
        """This will offer the places whose names were typed."""
        self.found = self._places(str(self.data.get("place_text", "")).strip())
        if len(self.found) > 1:
            offer(self, "place", self.found)
        else:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        """This will settle the place: one fit is taken, several are asked about, none is told."""
        values = self.cleaned_data
        if values.get("place_text") and not self.found:
            words = say(
                "Tidak ada tempat dengan nama atau kode itu. Periksa ejaannya.",
                "There is no place of that name or code. Check the spelling.",
            )
            self.add_error("place_text", words)
        elif len(self.found) > 1 and not values.get("place") and "place" not in self.errors:
            self.add_error("place", say("Pilih tempat yang dimaksud.", "Choose the place that is meant."))
        return values

    def said(self) -> dict[str, Any]:
        """This will say the place by its code."""
        values = super().said()
        values.pop("place_text", None)
        return {"place": self.found[0][0], **values}

    def _places(self, typed: str) -> list[tuple[str, Any]]:
        if _REGION_CODE.fullmatch(typed):
            try:
                one = places.place(code=typed)
            except Refusal:
                return []
            return [(one.code, one.full_name)] if self.kinds is None or one.kind.value in self.kinds else []
        if len(typed) < _SEARCH_LEAST:
            return []
        found = [one for one in places.search(text=typed, limit=60) if not self.kinds or one.kind.value in self.kinds]
        exact = [one for one in found if one.name.casefold() == typed.casefold()]
        return [(one.code, one.full_name) for one in (exact if len(exact) == 1 else found)[:_PLACES_MOST]]


class ProgrammeForm(PlacedForm):
    """A new programme, led by the reader's own office."""

    kinds = frozenset({"REGENCY", "CITY"})

    name = TextField(
        label=say("Nama program", "Name of the programme"),
        help_text=say("Nama yang netral, tanpa sebutan untuk warganya", "A neutral name, without a label for people"),
    )
    code = CodeField()
    procedure = ChoiceField(label=say("Prosedur mana yang diikuti?", "Which procedure does it follow?"), choices=())
    ministry = SelectField(label=say("Kementerian", "Ministry"), choices=())
    fiscal_year = NumberField(label=say("Tahun anggaran", "Fiscal year"), least=2000, most=2199)
    opened_on = _when(say("Dibuka pada", "Opened on"))
    field_order = ("name", "code", "procedure", "place_text", "place", "ministry", "fiscal_year", "opened_on")

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with this year and today."""
        return {**super().begin(about), "fiscal_year": str(about.today.year), "opened_on": about.today}

    def prepare(self, about: About) -> None:
        """This will offer the procedures and ministries."""
        super().prepare(about)
        named = [(code, readiness.procedure(code).name) for code in PROCEDURES]
        offer(self, "procedure", [(code, say(words.id, words.en)) for code, words in named])
        ministries = [one for one in about.agencies() if one.kind == AgencyKind.MINISTRY.value]
        offer(self, "ministry", [(one.code, one.name) for one in ministries])


class SiteForm(PlacedForm):
    """A place where people of the programme live now."""

    name = TextField(label=say("Nama lokasi", "Name of the site"))
    code = CodeField()
    happened_on = _when(say("Terbuka sejak", "Open since"))
    field_order = ("name", "code", "place_text", "place", "happened_on")


class _OfSite(ActForm):
    site = SelectField(label=say("Lokasi yang mana?", "Which site?"), choices=())

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the site the page was opened at."""
        return {**super().begin(about), "site": about.asked.get("lokasi", "")}

    def prepare(self, about: About) -> None:
        """This will offer the programme's sites."""
        offer(self, "site", [(one.code, one.name) for one in _sites(about)])


class BlockForm(_OfSite):
    """A part of a site."""

    name = TextField(label=say("Nama blok", "Name of the block"))
    code = CodeField()
    rooms = NumberField(label=say("Jumlah kamar", "Number of rooms"), required=False)


class MarkForm(_OfSite):
    """A site opened or closed."""

    event = ChoiceField(label=say("Apa yang terjadi?", "What happened?"), choices=labels.options(labels.SITES))
    note = TextField(label=say("Catatan", "Note"), required=False, longest=300)
    happened_on = _when()


class RoundForm(ActForm):
    """A round of verification between two days."""

    code = CodeField(label=say("Kode putaran", "Code of the round"))
    opens_on = DayField(label=say("Mulai", "Begins on"), help_text=_PAST)
    closes_on = DayField(label=say("Selesai (hari terakhir)", "Ends on (its last day)"), help_text=_PAST)
    late_until = DayField(
        label=say("Pendaftaran menyusul diterima sampai", "Late registration is taken until"),
        help_text=say(
            "Yang mendaftar sesudah hari terakhir masih masuk putaran ini. Boleh dikosongkan.",
            "Who registers after the last day is still in this round. May be left empty.",
        ),
        required=False,
    )


class AttesterForm(ActForm):
    """A group that may attest to who somebody is."""

    name = TextField(
        label=say("Nama kelompok", "Name of the group"), help_text=say("Bukan nama orang", "Not a person's name")
    )
    code = CodeField()
    happened_on = _when(say("Sejak", "Since"))


class UnlistForm(ActForm):
    """A group may attest no longer."""

    code = SelectField(label=say("Kelompok yang mana?", "Which group?"), choices=())
    happened_on = _when(say("Sejak", "Since"))

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the group the page was opened at."""
        return {**super().begin(about), "code": about.asked.get("saksi", "")}

    def prepare(self, about: About) -> None:
        """This will offer the groups that may attest."""
        listed = cases.attesters(programme=about.code, moment=moment(about.today))
        offer(self, "code", [(one.code, one.name) for one in listed])


def _sites(about: About) -> tuple[SiteFacts, ...]:
    return programmes.sites(about.code)

"""Forms for what offices decree and say in public; every number keeps who said it, when and where."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from pulang.areas.programmes import queries as programmes
from pulang.areas.statements import queries as statements
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import (
    ChoiceField,
    DayField,
    LongTextField,
    NumberField,
    RupiahField,
    SelectField,
    TextField,
)
from pulang.doors.web.words import say
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

_PAST = say("Misalnya 12 3 2019", "For example 12 3 2019")


def _when(label: Any = None) -> DayField:
    return DayField(label=label or say("Tanggal", "Date"), help_text=_PAST, up_to_today=True)


def _subjects(*codes: str) -> list[tuple[str, Any]]:
    return [(code, say(labels.SUBJECTS[code].id, labels.SUBJECTS[code].en)) for code in codes]


def slug(text: str) -> str:
    """This will make the short name something is recorded under out of what was typed."""
    return re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")[:64]


class DecreeForm(ActForm):
    """A decree: its number, who signed it, and from when it counts."""

    number = TextField(label=say("Nomor", "Number"), longest=80)
    title = TextField(label=say("Tentang", "About"), required=False, longest=300)
    issuer = TextField(label=say("Pejabat yang menandatangani", "Who signed it"), required=False)
    happened_on = _when(say("Ditandatangani", "Signed on"))
    in_force_on = DayField(
        label=say("Berlaku mulai", "In force from"),
        help_text=say("Kosongkan bila seketika", "Leave empty if at once"),
        required=False,
    )
    source = TextField(label=say("Di mana tertulis", "Where it is written"), required=False, longest=300)


class RevokeForm(ActForm):
    """A decree stops being in force."""

    number = SelectField(label=say("Keputusan yang mana?", "Which decree?"), choices=())
    source = TextField(label=say("Di mana tertulis", "Where it is written"), required=False, longest=300)
    happened_on = _when(say("Dicabut pada", "Revoked on"))

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the decree the page was opened at."""
        return {**super().begin(about), "number": about.asked.get("nomor", "")}

    def prepare(self, about: About) -> None:
        """This will offer the decrees that are in force."""
        found = [one for one in programmes.decrees(about.code, moment(about.today)) if one.revoked_on is None]
        field = self.fields["number"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")), *((one.number, one.number) for one in found)]


class _Saying(ActForm):
    """What every saying has: whose words, where they stand, when they were said."""

    office = TextField(
        label=say("Siapa yang mengatakan?", "Who said it?"),
        help_text=say("Instansi atau jabatan, bukan nama", "An office or function, not a name"),
    )
    source = TextField(
        label=say("Di mana tertulis?", "Where is it written?"),
        help_text=say("Alamat berita atau nomor surat", "Address of the article or number of the letter"),
        longest=300,
    )
    said_on = DayField(label=say("Dikatakan pada", "Said on"), required=False, up_to_today=True)
    happened_on = _when(say("Tentang keadaan pada", "About the state on"))
    summary = LongTextField(label=say("Ringkasan", "Summary"), required=False, rows=3, longest=500)


class FigureForm(_Saying):
    """A number somebody stated; two numbers for a range."""

    figure = SelectField(
        label=say("Angka tentang apa?", "A number of what?"),
        choices=_subjects("registered", "residents", "to-return", "willing", "returned", "return-budget",
                          "travel-budget", "business-capital-budget", "ticket-per-person"),
    )  # fmt: skip
    value = NumberField(label=say("Angkanya", "The number"), most=10**15)
    high = NumberField(label=say("Sampai (bila berupa kisaran)", "To (for a range)"), required=False, most=10**15)
    unit = ChoiceField(label=say("Satuan", "Unit"), choices=labels.options(labels.UNITS))
    field_order = ("figure", "value", "high", "unit", "office", "source", "said_on", "happened_on", "summary")


class PromiseForm(_Saying):
    """A date, a month or an amount promised in public."""

    subject = SelectField(
        label=say("Janji tentang apa?", "A promise of what?"),
        choices=_subjects("return", "site-closed", "aid-per-person", "follow-up"),
    )
    promised_on = DayField(label=say("Tanggal yang dijanjikan", "Date promised"), required=False)
    precision = SelectField(
        label=say("Seberapa tepat?", "How exact?"), choices=labels.options(labels.PRECISIONS), required=False
    )
    amount = RupiahField(label=say("Jumlah yang dijanjikan", "Amount promised"), required=False)
    funding = TextField(label=say("Sumber dananya", "Its funding"), required=False, longest=32)
    field_order = (
        "subject",
        "promised_on",
        "precision",
        "amount",
        "funding",
        "office",
        "source",
        "said_on",
        "happened_on",
        "summary",
    )

    def said(self) -> dict[str, Any]:
        """This will say the unit of an amount."""
        values = super().said()
        return {**values, "unit": "RUPIAH"} if "amount" in values else values


class KeptForm(ActForm):
    """What was promised came true."""

    subject = SelectField(label=say("Janji yang mana?", "Which promise?"), choices=())
    happened_on = _when(say("Ditepati pada", "Kept on"))

    def prepare(self, about: About) -> None:
        """This will offer the promises that are still open."""
        found = [one for one in statements.promises(about.code, moment(about.today)) if one.kept_on is None]
        field = self.fields["subject"]
        assert isinstance(field, SelectField)
        named = [(one.subject, labels.subject(one.subject)) for one in found]
        field.choices = [("", say("Pilih…", "Choose…")), *((code, say(words.id, words.en)) for code, words in named)]


class StatementForm(_Saying):
    """Words said in public, or a grievance voiced by a group."""

    kind = ChoiceField(label=say("Jenisnya", "Kind"), choices=labels.options(labels.STATEMENTS))
    subject = TextField(label=say("Tentang apa?", "About what?"), longest=60)
    field_order = ("kind", "subject", "office", "source", "said_on", "happened_on", "summary")

    def clean_subject(self) -> str:
        """This will make a short name out of the subject."""
        short = slug(self.cleaned_data["subject"])
        if not short:
            raise ValidationError(say("Tulis dengan huruf atau angka", "Write letters or digits"))
        return short


class StakeholderForm(ActForm):
    """A group with a say; never the name of a private person."""

    kind = ChoiceField(label=say("Jenisnya", "Kind"), choices=labels.options(labels.STAKEHOLDERS))
    name = TextField(
        label=say("Nama kelompok", "Name of the group"), help_text=say("Bukan nama orang", "Not a person's name")
    )
    happened_on = _when(say("Sejak", "Since"))


def _leads(about: About) -> str:
    return reverse("publicity", args=[about.code])


def _screen(verb: str, form: type[ActForm], indonesian: str, english: str) -> Callable[..., Any]:
    return act_view(Screen(verb=verb, form=form, title=Words(id=indonesian, en=english), leads=_leads))


decree = _screen("programmes.decree.issue", DecreeForm, "Catat keputusan pejabat", "Record a decree")
decree_revoke = _screen("programmes.decree.revoke", RevokeForm, "Catat pencabutan", "Record that a decree is revoked")
figure = _screen("statements.figure.report", FigureForm, "Catat angka yang disebut", "Record a stated number")
promise = _screen("statements.promise.make", PromiseForm, "Catat janji", "Record a promise")
promise_kept = _screen("statements.promise.keep", KeptForm, "Janji yang ditepati", "A promise kept")
statement = _screen(
    "statements.statement.record", StatementForm, "Catat pernyataan atau keluhan", "Record a statement or grievance"
)
stakeholder = _screen(
    "programmes.stakeholder.list", StakeholderForm, "Kelompok yang ikut bersuara", "A group with a say"
)

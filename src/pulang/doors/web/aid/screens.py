"""The screens of beneficiary decrees and rates; they are found on the page of aid."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from pulang.areas.aid import queries as aid
from pulang.doors.web import addresses, labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.context import View
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, RupiahField, SelectField, TextField
from pulang.doors.web.words import say
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

CASES_MOST = 500
_PAST = say("Misalnya 12 3 2019", "For example 12 3 2019")


def _when(label: Any = None) -> DayField:
    return DayField(label=label or say("Tanggal", "Date"), help_text=_PAST, up_to_today=True)


def _source() -> TextField:
    return TextField(label=say("Di mana tertulis", "Where it is written"), required=False, longest=300)


class DecreeForm(ActForm):
    """A decree that names who receives aid."""

    number = TextField(label=say("Nomor SK", "Number of the decree"), longest=80)
    issuer = TextField(label=say("Pejabat yang menandatangani", "Office that signed it"))
    happened_on = _when(say("Ditandatangani", "Signed on"))
    source = _source()


class ListForm(ActForm):
    """Cases that stand in a decree, one number a line."""

    decree = SelectField(label=say("SK yang mana?", "Which decree?"), choices=())
    cases = LongTextField(
        label=say("Nomor berkas", "Case numbers"),
        help_text=say("Satu nomor pada setiap baris, paling banyak 500", "One number on each line, 500 at most"),
        rows=10,
        longest=20_000,
    )
    happened_on = _when()

    def prepare(self, about: About) -> None:
        """This will offer the decrees that are recorded."""
        found = aid.beneficiary_decrees(about.code, moment(about.today))
        offer(self, "decree", [(one.number, one.number) for one in found])

    def clean_cases(self) -> list[str]:
        """This will read one case number from each line; refuses too many."""
        found = re.findall(r"[^\s,;]+", self.cleaned_data["cases"])
        if len(found) > CASES_MOST:
            raise ValidationError(say("Tulis paling banyak 500 nomor sekaligus", "Write at most 500 numbers at a time"))
        return found


class RemoveForm(ListForm):
    """Cases that no longer stand in a decree."""

    reason = TextField(label=say("Alasan", "Reason"), required=False, longest=300)
    field_order = ("decree", "cases", "reason", "happened_on")


class RateForm(ActForm):
    """What one kind of aid amounts to, between two days."""

    kind = ChoiceField(label=say("Untuk apa?", "For what?"), choices=labels.options(labels.RATES))
    level = ChoiceField(label=say("Anggaran siapa?", "Whose budget?"), choices=labels.options(labels.LEVELS))
    amount = RupiahField(label=say("Jumlah per orang", "Amount per person"))
    valid_from = DayField(label=say("Berlaku mulai", "Valid from"), help_text=_PAST)
    valid_until = DayField(
        label=say("Berlaku sampai sebelum", "Valid until before"),
        help_text=say("Kosongkan bila tanpa batas", "Leave empty if there is no end"),
        required=False,
    )
    source_text = _source()
    happened_on = _when(say("Ditetapkan pada", "Set on"))


def _leads(about: About) -> str:
    return addresses.about("aid", about.code)


def _screen(verb: str, form: type[ActForm], title: Words, *sentences: Words) -> View:
    return act_view(Screen(verb=verb, form=form, title=title, leads=_leads, sentences=sentences))


_TOGETHER = Words(
    id="Bila satu nomor tidak dapat dicatat, tidak ada yang dicatat; perbaiki lalu kirim lagi.",
    en="If one number cannot be recorded, none is; mend it and send it again.",
)

decree = _screen(
    "aid.decree.issue", DecreeForm, Words(id="Catat SK penetapan penerima", en="Record a beneficiary decree")
)
listed = _screen(
    "aid.beneficiary.list", ListForm, Words(id="Catat penerima bantuan", en="List who receives aid"), _TOGETHER
)
removed = _screen(
    "aid.beneficiary.remove",
    RemoveForm,
    Words(id="Keluarkan dari SK penerima", en="Take off a beneficiary decree"),
    _TOGETHER,
)
rate = _screen("aid.rate.set", RateForm, Words(id="Tetapkan tarif bantuan", en="Set a rate of aid"))

"""Registering a case in one page: where, which choice, which consents; who she is may follow later."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from pulang.areas.programmes import queries as programmes
from pulang.doors.web import homes, labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view, sent_with
from pulang.doors.web.cases.forms import LANGUAGES, TEXT_VERSION, offer, when
from pulang.doors.web.forms import (
    ChoiceField,
    DayField,
    LongTextField,
    ManyField,
    NumberField,
    SelectField,
    TextField,
    YesField,
)
from pulang.doors.web.words import say
from pulang.flows.act import Receipt
from pulang.kernel.words import Words
from pulang.storage.numbering import case_numbers


class RegisterForm(ActForm):
    """Everything known at the first conversation. Nothing but the programme is required."""

    case = TextField(
        label=say("Nomor berkas", "Case number"),
        help_text=say("Tulis nomor ini untuknya. Hanya nomor ini yang dipakai sehari-hari.",
                      "Write this number down for her. Daily work uses only this number."),
        longest=20,
    )  # fmt: skip
    alias = TextField(
        label=say("Nama panggilan berkas", "Alias of the case"),
        help_text=say("Jangan nama aslinya", "Not her real name"),
        required=False,
        longest=40,
    )
    place_now = SelectField(
        label=say("Di mana ia tinggal sekarang?", "Where does she live now?"), choices=(), required=False
    )
    home_text = TextField(
        label=say("Kabupaten, kota atau desa asalnya", "Her home district, city or village"),
        help_text=say("Tulis nama desa, kecamatan atau kabupatennya. Desanya disegel.",
                      "Write the name of a village, a sub-district or a district. The village is kept sealed."),
        required=False,
        longest=80,
    )  # fmt: skip
    home = ChoiceField(label=say("Yang mana?", "Which one?"), choices=(), required=False)
    children_with = NumberField(label=say("Anak yang ikut bersamanya", "Children with her"), most=30, required=False)
    adults_with = NumberField(label=say("Orang dewasa yang ikut", "Adults with her"), most=30, required=False)
    papers = SelectField(
        label=say("Surat identitas yang ada", "Identity papers"), choices=labels.options(labels.PAPERS), required=False
    )
    choice = ChoiceField(
        label=say("Apa pilihannya?", "What does she choose?"), choices=labels.options(labels.CHOICES), required=False
    )
    informed = ChoiceField(
        label=say("Bagaimana ia diberi penjelasan?", "How was she informed?"),
        choices=labels.options(labels.INFORMED),
        required=False,
    )
    companion = YesField(
        label=say("Ia ditemani orang yang ia percayai", "Somebody she trusts was with her"), required=False
    )
    consents = ManyField(
        label=say("Ia setuju untuk keperluan apa?", "Which purposes does she agree to?"),
        help_text=say("Tidak setuju tidak mengurangi haknya", "Not agreeing takes nothing away from her"),
        choices=labels.options(labels.PURPOSES),
        required=False,
    )
    text_version = TextField(
        label=say("Versi naskah persetujuan", "Version of the consent text"), required=False, longest=32
    )
    language = SelectField(label=say("Bahasa", "Language"), choices=LANGUAGES, required=False)
    name = TextField(
        label=say("Nama", "Name"),
        help_text=say("Disegel; boleh menyusul", "Kept sealed; may follow later"),
        required=False,
    )
    nik = TextField(label="NIK", help_text=say("Tidak wajib", "Not required"), required=False, longest=24)
    birth_date = DayField(label=say("Tanggal lahir", "Birth date"), required=False, up_to_today=True)
    phone = TextField(label=say("Telepon", "Phone"), required=False, longest=30)
    address = LongTextField(label=say("Alamat asal", "Home address"), required=False, rows=3, longest=500)
    happened_on = when(say("Tanggal pendaftaran", "Date of registration"))
    bare = YesField(
        label=say("Ya, daftarkan satu orang; belum ada yang diketahui",
                  "Yes, register one person; nothing is known yet"),
        required=False,
    )  # fmt: skip

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will draw the number that belongs to this form, and offer the text that is in use."""
        ref = str(uuid.uuid4())
        drawn = {"ref": ref, "case": _number(about, ref)}
        return {**super().begin(about), **drawn, "text_version": TEXT_VERSION, "language": "id"}

    def prepare(self, about: About) -> None:
        """This will offer the programme's sites, and the districts whose names were typed."""
        self.fields["case"].widget.attrs["readonly"] = True
        if not self.is_bound:
            del self.fields["bare"]  # asked only of a form that was sent with nothing in it
        self.fields["nik"].widget.attrs["inputmode"] = "numeric"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        offer(self, "place_now", [
            (f"{site.code}|{block}", said)
            for site in programmes.sites(about.code) for block, said in site.places
        ])  # fmt: skip
        typed = str(self.data.get("home_text", "")).strip()
        self.district = homes.district(typed)
        self.homes = [] if self.district else homes.meant(typed)
        if self.homes:
            offer(self, "home", [*self.homes, ("", say("Tidak satu pun", "None of these"))])
        else:
            del self.fields["home"]

    def clean(self) -> dict[str, Any]:
        """This will settle the home: the one district of that name is taken, everything else is asked about."""
        values = self.cleaned_data
        if values.get("home_text") and not (self.district or self.homes):
            words = say(
                "Tidak ada desa, kabupaten atau kota dengan nama itu. Periksa ejaannya, atau kosongkan.",
                "There is no village or district of that name. Check the spelling, or leave it empty.",
            )
            self.add_error("home_text", words)
        elif self.homes and "home" not in self.data:
            self.add_error("home", say("Pilih tempat yang dimaksud.", "Choose the place that is meant."))
        self._refuse_empty(values)
        drawn = _number(self.about, values["ref"]) if "ref" in values else ""
        if drawn and values.get("case", drawn) != drawn:
            self.data = sent_with(self.data, case=drawn)
            words = say(
                "Nomor itu bukan milik formulir ini. Yang berlaku nomor ini; tulis untuknya, lalu kirim lagi.",
                "That number does not belong to this form. This one does: write it down for her and send again.",
            )
            self.add_error("case", words)
        return values

    def _refuse_empty(self, values: Mapping[str, Any]) -> None:
        """This will have nobody registered by one click too many: somebody nobody knows of is registered knowingly."""
        if self.errors or any(_told(values.get(name)) for name in _TELLS):
            self.fields.pop("bare", None)
        elif not values.get("bare"):
            words = say(
                "Formulir ini kosong. Isi satu hal yang diketahui, atau nyatakan bahwa belum ada yang diketahui.",
                "This form is empty. Fill in one thing that is known, or say that nothing is known yet.",
            )
            self.add_error("bare", words)

    def draw_again(self) -> None:
        """This will give the form another id, and the number that belongs to it."""
        super().draw_again()
        self.data = sent_with(self.data, case=_number(self.about, self.data["ref"]))

    def said(self) -> dict[str, Any]:
        """This will say site, block and home under the act's own names."""
        values = super().said()
        site, _, block = values.pop("place_now", "").partition("|")
        for asked in ("home_text", "bare"):
            values.pop(asked, None)
        home = self.district or values.get("home", "")
        found = {"site": site, "block": block, "home": home}
        return {**values, **{name: value for name, value in found.items() if value}}


# What tells anything of a person: not what a form carries by itself.
_TELLS = (
    "alias", "place_now", "home_text", "children_with", "adults_with", "papers", "choice", "informed", "companion",
    "consents", "name", "nik", "birth_date", "phone", "address",
)  # fmt: skip


def _told(value: object) -> bool:
    return bool(value) or (value == 0 and value is not False)  # that nobody comes with her is an answer


def _number(about: About, ref: str) -> str:
    return case_numbers(user=about.reader.actor.code, key=f"web-{ref}")[0]


def _done(about: About, receipt: Receipt) -> Words:
    return Words(
        id="Berkas {number} terdaftar. Tulis nomor ini untuknya.",
        en="Case {number} is registered. Write this number down for her.",
    ).format(number=receipt.subject)


REGISTER = Screen(
    verb="cases.case.register",
    form=RegisterForm,
    title=Words(id="Daftarkan berkas baru", en="Register a case"),
    leads=lambda about: reverse("cases", args=[about.code]),
    button=Words(id="Daftarkan", en="Register"),
    done=_done,
    onward=lambda _about, receipt: reverse("case", args=[receipt.subject]),
    sentences=(
        Words(
            id="Tanyakan dengan tenang dan berdua. Semua isian boleh dikosongkan; tidak punya KTP bukan halangan.",
            en="Ask calmly and in private. Every field may be left empty; having no identity card is no obstacle.",
        ),
    ),
)

register = act_view(REGISTER)

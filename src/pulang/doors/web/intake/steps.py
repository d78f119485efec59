"""The questions, one a page: each a small form whose answers join what was said before."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from pulang.areas.cases.rules import Purpose
from pulang.areas.contacts.rules import Way, refuse_without_address
from pulang.areas.people.rules import nik, phone
from pulang.areas.programmes import queries as programmes
from pulang.doors.web import homes, labels
from pulang.doors.web.forms import ChoiceField, DayField, Form, LongTextField, NumberField, SelectField, TextField
from pulang.doors.web.hers.words import HOURS, WAYS
from pulang.doors.web.needs import needs_field
from pulang.doors.web.words import say, told
from pulang.flows.drafting import NO, YES, Answers
from pulang.kernel.refusals import Refusal

YES_NO = [("ya", say("Ya", "Yes")), ("tidak", say("Tidak", "No"))]
_REGENCY: Final = len("35.78")


class StepForm(Form):
    """One question; `version` tells whether another phone said something meanwhile."""

    yes: ClassVar[tuple[str, ...]] = ()  # fields answered with yes or no
    version = forms.CharField(widget=forms.HiddenInput, max_length=9)

    def __init__(self, data: Any = None, *, answers: Answers, version: int, code: str, today: Any) -> None:
        super().__init__(data, initial={**self.begin(answers), "version": str(version)})
        self.answers, self.code, self.today = answers, code, today
        self.prepare()

    def begin(self, answers: Answers) -> dict[str, Any]:
        """This will give what was answered before, as the fields show it."""
        known = {name: answers[name] for name in self.base_fields if name in answers}
        return {name: _shown(value) if name in self.yes else value for name, value in known.items()}

    def prepare(self) -> None:
        """This will fill in what is chosen from."""

    def said(self) -> Answers:
        """This will give the answers of this question."""
        return {
            name: {"ya": True, "tidak": False}.get(value) if name in self.yes else _plain(value)
            for name, value in self.cleaned_data.items()
            if name != "version"
        }


def _shown(value: Any) -> str:
    return "" if value is None else "ya" if value else "tidak"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _yes(id_: str, en: str, **more: Any) -> ChoiceField:
    return ChoiceField(label=say(id_, en), choices=YES_NO, required=False, **more)


class InformedForm(StepForm):
    """How it was explained before she chose."""

    yes = ("companion",)
    informed = ChoiceField(
        label=say("Bagaimana pilihannya dijelaskan?", "How were the choices explained?"),
        choices=labels.options(labels.INFORMED),
    )
    companion = _yes("Apakah ia ditemani orang yang ia percayai?", "Is somebody she trusts with her?")


class ChoiceForm(StepForm):
    """Four equal choices, and whether somebody presses her."""

    yes = ("pressure",)
    choice = ChoiceField(
        label=say("Apa yang ia pilih?", "What does she choose?"),
        help_text=say("Keempatnya sama baiknya. Belum memutuskan juga pilihan.",
                      "All four are equally good. Not having decided is one of them."),
        choices=labels.options(labels.CHOICES),
    )  # fmt: skip
    pressure = _yes(
        "Terlihat ada yang menekan atau menjawab untuknya?",
        "Does somebody seem to press her, or to answer for her?",
        help_text=say("Catat saja; ia tidak ditanya tentang hal ini di depan orang lain.",
                      "Only note it; she is not asked about this in front of others."),
    )  # fmt: skip


class AliasForm(StepForm):
    """What she wants to be called here."""

    alias = TextField(
        label=say("Ia mau dipanggil apa dalam berkas ini?", "What does she want to be called in this case?"),
        help_text=say("Jangan nama aslinya; nama ini terlihat tanpa dibuka.",
                      "Not her real name; this one is seen without opening anything."),
        required=False,
        longest=40,
    )  # fmt: skip


class NameForm(StepForm):
    """Her name, sealed."""

    name = TextField(
        label=say("Siapa namanya?", "What is her name?"),
        help_text=say("Disegel. Boleh menyusul.", "Kept sealed. May follow later."),
        required=False,
    )


class BirthForm(StepForm):
    """When she was born."""

    birth_date = DayField(
        label=say("Kapan ia lahir?", "When was she born?"),
        help_text=say("Kosongkan bila ia tidak tahu.", "Leave empty where she does not know."),
        required=False,
    )

    def prepare(self) -> None:
        """This will take no day to come."""
        field = self.fields["birth_date"]
        assert isinstance(field, DayField), "a day"
        field.last = self.today


class NikForm(StepForm):
    """Her NIK, where she has one."""

    nik = TextField(
        label=say("NIK, bila ada", "NIK, if there is one"),
        help_text=say("Tidak wajib. Yang diperiksa hanya susunannya: itu tidak membuktikan siapa pemiliknya.",
                      "Not required. Only how it is made up is checked: that proves nothing about whose it is."),
        required=False,
        longest=40,
    )  # fmt: skip

    def clean_nik(self) -> str:
        """This will take 16 digits of any script; what is odd about them is told later and refuses nobody."""
        return _read(nik, self.cleaned_data["nik"], keep=True)


class AddressForm(StepForm):
    """Where her home is, sealed."""

    address = LongTextField(
        label=say("Alamat asalnya", "Her home address"),
        help_text=say("Disegel. Boleh dikosongkan.", "Kept sealed. May be left empty."),
        required=False,
        rows=3,
        longest=500,
    )


class HomeForm(StepForm):
    """Her home district, searched for by any name it has or had."""

    home_text = TextField(
        label=say("Dari kabupaten, kota atau desa mana asalnya?", "Which district, city or village is she from?"),
        help_text=say("Tulis nama desa, kecamatan atau kabupatennya. Nama dan ejaan lama juga dikenal.",
                      "Write the name of a village, a sub-district or a district. Old names and spellings are known."),
        required=False,
        longest=80,
    )  # fmt: skip
    home = ChoiceField(label=say("Yang mana?", "Which one?"), choices=(), required=False)

    def prepare(self) -> None:
        """This will offer what the name can mean."""
        typed = str(self.data.get("home_text", "") if self.is_bound else self.answers.get("home_text", "")).strip()
        self.homes = homes.meant(typed)
        if self.homes and typed:
            _offer(self, "home", [*self.homes, ("-", say("Tidak satu pun", "None of these"))])
        else:
            del self.fields["home"]

    def clean(self) -> Answers:
        """This will ask which place is meant before anything is kept."""
        values = self.cleaned_data
        if values.get("home_text") and not self.homes:
            self.add_error("home_text", say(
                "Tidak ada desa, kabupaten atau kota dengan nama itu. Periksa ejaannya, atau kosongkan.",
                "There is no village or district of that name. Check the spelling, or leave it empty.",
            ))  # fmt: skip
        elif self.homes and not values.get("home"):
            self.add_error("home", say("Pilih tempat yang dimaksud.", "Choose the place that is meant."))
        return values

    def said(self) -> Answers:
        """This will keep the district openly and the village apart: it is sealed."""
        values = super().said()
        chosen = (values.get("home") or "").removeprefix("-")
        below = chosen if len(chosen) > _REGENCY else ""
        return {"home_text": values.get("home_text", ""), "home": chosen[:_REGENCY], "village": below}

    def begin(self, answers: Answers) -> dict[str, Any]:
        """This will show what was typed, and which of the places was meant."""
        return {"home_text": answers.get("home_text", ""), "home": answers.get("village") or answers.get("home", "")}


def _offer(form: Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), "a field that chooses"
    field.choices = [("", say("Pilih…", "Choose…")), *choices] if isinstance(field, SelectField) else choices


class SiteForm(StepForm):
    """Where she lives now."""

    place_now = SelectField(
        label=say("Di mana ia tinggal sekarang?", "Where does she live now?"), choices=(), required=False
    )

    def prepare(self) -> None:
        """This will offer the programme's sites and blocks."""
        _offer(self, "place_now", [
            (f"{site.code}|{block}", said)
            for site in programmes.sites(self.code) for block, said in site.places
        ])  # fmt: skip

    def begin(self, answers: Answers) -> dict[str, Any]:
        """This will show the site and block of before."""
        site = answers.get("site", "")
        return {"place_now": f"{site}|{answers.get('block', '')}" if site else ""}

    def said(self) -> Answers:
        """This will part site and block."""
        site, _, block = self.cleaned_data["place_now"].partition("|")
        return {"site": site, "block": block}


class TogetherForm(StepForm):
    """Who comes with her."""

    children_with = NumberField(
        label=say("Berapa anak ikut bersamanya?", "How many children come with her?"), most=30, required=False
    )
    adults_with = NumberField(
        label=say("Berapa orang dewasa ikut?", "How many adults come along?"), most=30, required=False
    )


class PapersForm(StepForm):
    """Which papers there are; none is an answer."""

    papers = ChoiceField(
        label=say("Surat identitas apa yang ada?", "Which identity papers are there?"),
        help_text=say("Tidak punya surat bukan halangan: kita mengurusnya bersama sesudah ini.",
                      "Having none is no obstacle: we get them back together after this."),
        choices=labels.options(labels.PAPERS),
        required=False,
    )  # fmt: skip


class NeedsForm(StepForm):
    """How she wants to travel, and what is to be arranged on the way."""

    yes = ("discreet", "escort")
    discreet = _yes(
        "Apakah ia mau pulang tanpa diketahui orang di kampung?",
        "Does she want to return without people at home knowing?",
        help_text=say("Tanpa pengantar, tanpa pemberitahuan ke desa.", "No escort, no notice to the village."),
    )
    escort = _yes("Apakah ia mau ditemani petugas di jalan?", "Does she want somebody to travel with her?")
    needs = needs_field()


class ContactForm(StepForm):
    """How she may be reached safely."""

    way = ChoiceField(
        label=say("Bagaimana ia boleh dihubungi?", "How may she be reached?"),
        help_text=say("Pesan apa pun bisa terbaca orang lain; isinya hanya “ada kabar”.",
                      "Any message may be read by others; it only says that there is news."),
        choices=labels.options(WAYS),
        required=False,
    )  # fmt: skip
    address_safe = TextField(
        label=say("Nomor atau alamat yang aman", "A number or address that is safe"), required=False, longest=120
    )
    hours = ChoiceField(label=say("Jam berapa?", "At what hours?"), choices=labels.options(HOURS), required=False)
    phone = TextField(
        label=say("Nomor teleponnya sendiri, bila ada", "Her own telephone, if there is one"),
        help_text=say("Disegel; tidak dipakai untuk mengirim pesan.", "Kept sealed; no message goes there."),
        required=False,
        longest=30,
    )

    def clean_phone(self) -> str:
        """This will take a number in one form."""
        return _read(phone, self.cleaned_data["phone"])

    def clean(self) -> Answers:
        """This will ask for an address where the way needs one."""
        values = self.cleaned_data
        try:
            if values.get("way"):
                refuse_without_address(Way(values["way"]), values.get("address_safe", ""))
        except Refusal as refusal:
            self.add_error("address_safe", ValidationError(told(refusal.words)))
        return values


class ScreeningForm(StepForm):
    """The checklist of trained staff; it holds nobody back."""

    yes = ("checked", "child", "forced", "refer", "care")
    checked = ChoiceField(
        label=say("Apakah Anda petugas terlatih dan sudah melewati daftar periksa ini bersamanya?",
                  "Are you trained staff, and did you go through this checklist with her?"),
        help_text=say("Bila belum, jawab tidak dan lanjutkan; penapisan bisa menyusul.",
                      "If not, answer no and go on; the screening may follow."),
        choices=YES_NO,
    )  # fmt: skip
    child = _yes("Apakah ia di bawah 18 tahun?", "Is she under 18?")
    forced = _yes(
        "Adakah tanda ia dijual, dijerat utang, atau tidak boleh pergi?",
        "Are there signs that she was sold, is held by a debt, or may not leave?",
    )
    refer = _yes(
        "Bila ada tandanya: apakah ia mau dirujuk?",
        "If there are signs: does she want to be referred?",
        help_text=say("Hanya dengan persetujuannya. Bila tidak, ia tetap lanjut dan tidak ditahan.",
                      "With her consent only. If not, she goes on and nobody holds her."),
    )  # fmt: skip
    care = _yes("Apakah ada perawatan yang perlu dilanjutkan?", "Is there care that has to go on?")


class ConsentForm(StepForm):
    """One purpose; yes and no stand side by side, equally large."""

    purpose: ClassVar[Purpose]
    answer = forms.ChoiceField(
        choices=[(YES, ""), (NO, ""), ("", "")], required=False, widget=forms.HiddenInput
    )  # fmt: skip

    def said(self) -> Answers:
        """This will keep her word on this purpose; not asked yet is no answer."""
        return {f"consent-{self.purpose.value}": self.cleaned_data["answer"]}


def _read(rule: Callable[[object], str], typed: str, *, keep: bool = False) -> str:
    try:
        read = rule(typed)
    except Refusal as refusal:
        raise ValidationError(told(refusal.words)) from refusal
    return typed if keep and re.search(r"\d", typed) and not typed.isascii() else read

"""Forms for a partner's papers."""

from typing import Any

from django.urls import reverse

from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.partners.rules import AccreditationEvent, AssignmentEvent, RegistrationEvent
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import View
from pulang.doors.web.forms import ChoiceField, DayField, ManyField, NumberField, SelectField, TextField
from pulang.doors.web.partners.conduct import institution_named
from pulang.doors.web.words import say
from pulang.flows.act import Receipt
from pulang.flows.status import status
from pulang.kernel.words import Words

_EMPTY_UNTIL = say("Kosongkan bila tanpa batas", "Leave empty if there is no end")


def _when() -> DayField:
    return DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )


def _until() -> DayField:
    return DayField(label=say("Berlaku sampai sebelum", "Valid until before"), help_text=_EMPTY_UNTIL, required=False)


def _number(label: Any) -> TextField:
    return TextField(label=label, required=False, longest=80)


class RegistrationForm(ActForm):
    """A registration certificate, issued or ended."""

    event = ChoiceField(
        label=say("Apa yang terjadi?", "What happened?"),
        choices=[
            (RegistrationEvent.ISSUED.value, say("Terbit", "Issued")),
            (RegistrationEvent.ENDED.value, say("Berakhir", "Ended")),
        ],
    )
    number = _number(say("Nomor tanda daftar", "Number of the certificate"))
    until = _until()
    happened_on = _when()


class AccreditationForm(ActForm):
    """An accreditation; how long it counts follows from its grade."""

    event = ChoiceField(label=say("Apa yang terjadi?", "What happened?"), choices=labels.options(labels.ACCREDITATIONS))
    grade = ChoiceField(
        label=say("Peringkat", "Grade"),
        choices=[
            ("A", say("A – berlaku 5 tahun", "A – valid 5 years")),
            ("B", say("B – berlaku 3 tahun", "B – valid 3 years")),
            ("C", say("C – berlaku 2 tahun", "C – valid 2 years")),
        ],
        required=False,
    )
    number = _number(say("Nomor sertifikat", "Number of the certificate"))
    happened_on = _when()

    def clean(self) -> dict[str, Any]:
        """This will ask for the grade of a new accreditation."""
        if self.cleaned_data.get("event") == AccreditationEvent.ISSUED.value and not self.cleaned_data.get("grade"):
            self.add_error("grade", say("Pilih peringkatnya", "Choose the grade"))
        return self.cleaned_data


class SurveyForm(ActForm):
    """The ministry's survey."""

    event = ChoiceField(label=say("Sampai di mana?", "How far is it?"), choices=labels.options(labels.SURVEYS))
    until = _until()
    note = TextField(label=say("Catatan", "Note"), required=False, longest=300)
    met = ManyField(
        label=say("Yang sudah ada saat kunjungan", "What the visit found there"),
        choices=labels.options(labels.SURVEY_ITEMS),
        required=False,
    )
    lacked = ManyField(
        label=say("Yang belum ada", "What was lacking"), choices=labels.options(labels.SURVEY_ITEMS), required=False
    )
    source = TextField(label=say("Dasar tertulis", "Where it is written"), required=False, longest=300)
    happened_on = _when()


class FileForm(ActForm):
    """A paper the institution files."""

    kind = SelectField(label=say("Surat apa?", "Which paper?"), choices=labels.options(labels.DOCUMENTS))
    number = TextField(label=say("Nomor", "Number"), longest=80)
    until = _until()
    happened_on = _when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the paper the page was opened at."""
        return {**super().begin(about), "kind": about.asked.get("surat", "")}


class CheckForm(ActForm):
    """What was found of a filed paper."""

    kind = SelectField(label=say("Surat apa?", "Which paper?"), choices=labels.options(labels.DOCUMENTS))
    event = ChoiceField(
        label=say("Bagaimana hasilnya?", "What was found?"),
        choices=[(code, words) for code, words in labels.options(labels.DOCUMENT_EVENTS) if code != "FILED"],
    )
    note = TextField(label=say("Yang harus diperbaiki", "What has to be put right"), required=False, longest=300)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the paper the page was opened at."""
        return {**super().begin(about), "kind": about.asked.get("surat", "")}


class ApprovalForm(ActForm):
    """The ministry's approval for this programme."""

    event = ChoiceField(label=say("Apa putusannya?", "What was decided?"), choices=labels.options(labels.APPROVALS))
    number = _number(say("Nomor surat", "Number of the letter"))
    until = _until()
    happened_on = _when()


class AssignmentForm(ActForm):
    """A partner is named, assigned for so many people, or released."""

    event = ChoiceField(label=say("Apa yang terjadi?", "What happened?"), choices=labels.options(labels.ASSIGNMENTS))
    capacity = NumberField(label=say("Untuk berapa orang?", "For how many people?"), required=False, most=1_000_000)
    until = _until()
    source = TextField(label=say("Dasar tertulis", "Where it is written"), required=False, longest=300)
    happened_on = _when()

    def clean(self) -> dict[str, Any]:
        """This will ask for the capacity of an assigned partner."""
        values = self.cleaned_data
        if values.get("event") == AssignmentEvent.ASSIGNED.value and values.get("capacity") is None:
            self.add_error(
                "capacity", say("Tulis untuk berapa orang mitra ini ditugaskan", "Write for how many people")
            )
        return values


class NewPartnerForm(AssignmentForm):
    """A partner the programme does not know yet."""

    partner = SelectField(label=say("Lembaga mitra", "Partner institution"), choices=())
    field_order = ("partner", "event", "capacity", "until", "source", "happened_on")

    def prepare(self, about: About) -> None:
        """This will offer the partner institutions that are registered as agencies."""
        field = self.fields["partner"]
        assert isinstance(field, SelectField)
        found = [(one.code, one.name) for one in about.agencies() if one.kind == AgencyKind.PARTNER.value]
        field.choices = [("", say("Pilih…", "Choose…")), *found]


def _leads(about: About) -> str:
    return reverse("partners", args=[about.code])


def _done(about: About, _receipt: Receipt) -> Words:
    now = status(about.code, as_of=about.today)
    return Words(id="Tersimpan. Sekarang: {headline}", en="Saved. Now: {headline}").format(headline=now.headline)


def _institution(about: About) -> str:
    return reverse("institution", args=[about.parts["partner"]])


def _partner(about: About) -> dict[str, Any]:
    return {"partner": about.parts["partner"]}


def _screen(verb: str, form: type[ActForm], title: Words) -> View:
    return act_view(
        Screen(verb=verb, form=form, title=title, leads=_leads, fixed=_partner, done=_done, sentences=institution_named)
    )


registration = _screen(
    "partners.registration.record", RegistrationForm, Words(id="Pendaftaran mitra", en="Partner's registration")
)
accreditation = _screen(
    "partners.accreditation.record", AccreditationForm, Words(id="Akreditasi mitra", en="Partner's accreditation")
)
survey = _screen("partners.survey.record", SurveyForm, Words(id="Survei kementerian", en="Ministry's survey"))
document = act_view(
    Screen(
        verb="partners.document.file",
        form=FileForm,
        title=Words(id="Ajukan surat lembaga", en="File a paper"),
        sentences=institution_named,
        leads=_institution,
        fixed=_partner,
    )
)
check = act_view(
    Screen(
        verb="partners.document.check",
        form=CheckForm,
        title=Words(id="Periksa surat lembaga", en="Look at a paper"),
        sentences=institution_named,
        leads=_institution,
        fixed=_partner,
    )
)
approval = _screen(
    "partners.approval.record", ApprovalForm, Words(id="Persetujuan kementerian", en="Ministry's approval")
)
assignment = _screen(
    "partners.assignment.record", AssignmentForm, Words(id="Penugasan mitra", en="Partner's assignment")
)
new = act_view(
    Screen(
        verb="partners.assignment.record",
        form=NewPartnerForm,
        title=Words(id="Tambah mitra", en="Add a partner"),
        leads=_leads,
        done=_done,
    )
)

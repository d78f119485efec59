"""Forms about one case: what she chose, agreed to, wishes and objects to, and what was done."""

from typing import Any

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.rules import LOOKS, AgencyKind
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.cases.rules import FOLLOWS, ConsentEvent, Movement, Purpose
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm
from pulang.doors.web.cases.meets import ATTEMPT_REASONS
from pulang.doors.web.cases.suspected import suspected
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, SelectField, TextField, YesField
from pulang.doors.web.needs import needs_field
from pulang.doors.web.words import day, say
from pulang.kernel.moments import moment

TEXT_VERSION = "2026-11"
LANGUAGES = [("id", "Bahasa Indonesia"), ("jv", "Basa Jawa"), ("en", "English")]


def when(label: Any = None) -> DayField:
    """This will make the field for the day something is true for."""
    return DayField(
        label=label or say("Tanggal", "Date"),
        help_text=say("Hari hal ini terjadi, misalnya 3 3 2019", "The day it happened, for example 3 3 2019"),
        up_to_today=True,
    )


def file_of(about: About) -> CaseFile:
    """This will give the case file as of today, for a form that depends on what was recorded before."""
    assert about.case is not None, "this form is about a case"
    return cases.case_file(about.case.number, moment(about.today))


class ChoiceForm(ActForm):
    """Her choice; the four stand side by side and none is preferred."""

    choice = ChoiceField(label=say("Apa pilihannya?", "What does she choose?"), choices=labels.options(labels.CHOICES))
    informed = ChoiceField(
        label=say("Bagaimana ia diberi penjelasan?", "How was she informed?"), choices=labels.options(labels.INFORMED)
    )
    companion = YesField(
        label=say("Ia ditemani orang yang ia percayai", "Somebody she trusts was with her"), required=False
    )
    pressure = YesField(
        label=say("Terlihat ada tekanan dari orang lain", "Pressure by others was seen"), required=False
    )
    happened_on = when()


class ConsentForm(ActForm):
    """Her word on one purpose; yes and no stand equally large."""

    purpose = SelectField(
        label=say("Untuk keperluan apa?", "For which purpose?"), choices=labels.options(labels.PURPOSES)
    )
    event = ChoiceField(
        label=say("Apa katanya?", "What does she say?"),
        choices=labels.options(labels.CONSENTS),
        hints={
            ConsentEvent.GIVEN.value: say("Berlaku paling lama setahun", "Lasts a year at most"),
            ConsentEvent.REFUSED.value: say("Tidak mengurangi haknya", "Takes nothing away from her"),
            ConsentEvent.WITHDRAWN.value: say("Tanpa alasan, berlaku seketika", "Without a reason, at once"),
        },
    )
    text_version = TextField(
        label=say("Versi naskah yang dibacakan", "Version of the text read to her"),
        help_text=say("Hanya bila setuju", "Only when she agrees"),
        required=False,
        longest=32,
    )
    language = SelectField(label=say("Bahasa", "Language"), choices=LANGUAGES, required=False)
    until = DayField(
        label=say("Berlaku sampai sebelum", "Valid until before"),
        help_text=say("Kosongkan untuk setahun", "Leave empty for a year"),
        required=False,
    )
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the purpose the file was opened at."""
        asked = about.asked.get("tujuan", "")
        known = {purpose.value for purpose in Purpose}
        return {
            **super().begin(about),
            "purpose": asked if asked in known else "",
            "text_version": TEXT_VERSION,
            "language": "id",
        }

    def said(self) -> dict[str, Any]:
        """This will say to which text only where she agreed."""
        values = super().said()
        if values["event"] != ConsentEvent.GIVEN.value:
            return {name: value for name, value in values.items() if name not in {"text_version", "language", "until"}}
        return values


class WishForm(ActForm):
    """How she wants to travel; the whole wish each time."""

    discreet = YesField(
        label=say("Tanpa pemberitahuan ke desa dan tanpa pendamping", "Discreetly: nobody told at home, no escort"),
        required=False,
    )
    escort = YesField(label=say("Ingin didampingi", "Wants an escort"), required=False)
    needs = needs_field()
    not_before = DayField(label=say("Tidak sebelum", "Not before"), required=False)
    not_after = DayField(label=say("Tidak sesudah", "Not after"), required=False)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the wish that stands, because each one replaces the last."""
        assert about.case is not None, "this form is about a case"
        found = cases.history(about.case.id, moment(about.today), "wish")["wish"][-1:]
        names = ("discreet", "escort", "needs", "not_before", "not_after")
        return {**super().begin(about), **{name: getattr(one, name) for one in found for name in names}}


class ScreeningForm(ActForm):
    """The outcome of the checklist; no diagnosis is kept."""

    outcome = ChoiceField(label=say("Hasil penapisan", "Outcome"), choices=labels.options(labels.SCREENINGS))
    trained = ChoiceField(
        label=say("Dilakukan petugas terlatih?", "Done by trained staff?"),
        choices=[("yes", say("Ya", "Yes")), ("no", say("Tidak", "No"))],
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will say yes or no as the act wants it."""
        values = super().said()
        return {**values, "trained": values["trained"] == "yes"}


class AttemptForm(ActForm):
    """One attempt to verify who she is; a NIK is never required."""

    kind = ChoiceField(label=say("Bagaimana caranya?", "How?"), choices=labels.options(labels.EVIDENCE))
    outcome = ChoiceField(
        label=say("Hasilnya", "Outcome"),
        choices=labels.options(labels.ATTEMPTS),
    )
    reason = SelectField(
        label=say("Bila belum selesai, mengapa?", "If it is not finished, why?"),
        help_text=say("Bukan penilaian tentang dirinya", "Not a judgement about her"),
        choices=labels.options(ATTEMPT_REASONS),
        required=False,
    )
    attesters = ManyField(
        label=say("Saksi yang memberi keterangan", "Attesters who spoke for her"),
        help_text=say("Hanya untuk keterangan saksi; perlu dua", "Only where she was attested; two are needed"),
        choices=(),
        required=False,
    )
    round = SelectField(label=say("Putaran verifikasi", "Verification round"), choices=(), required=False)
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the attesters and rounds of the programme."""
        groups = cases.attesters(programme=about.code, moment=moment(about.today))
        rounds = cases.rounds(programme=about.code)
        if groups:
            offer(self, "attesters", [(group.code, group.name) for group in groups])
        else:
            del self.fields["attesters"]
        if rounds:
            offer(
                self,
                "round",
                [(one.code, f"{one.code} ({day(one.opens_on)} – {day(one.closes_on)})") for one in rounds],
            )
        else:
            del self.fields["round"]


class MoveForm(ActForm):
    """A step that happened; only those that may follow the last one are offered."""

    move = ChoiceField(label=say("Langkah apa yang terjadi?", "Which step happened?"), choices=())
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the steps that may come next."""
        last = file_of(about).move
        allowed = FOLLOWS[Movement(last.move) if last else None]
        offer(self, "move", labels.options(labels.MOVES, [move for move in Movement if move in allowed]))


class AssignmentForm(ActForm):
    """The case goes into an office's care, as far as she consented."""

    agency = SelectField(label=say("Kepada siapa?", "To whom?"), choices=())
    purpose = ChoiceField(
        label=say("Berdasarkan persetujuan yang mana?", "On which consent?"),
        choices=labels.options(labels.PURPOSES, [Purpose.PARTNER, Purpose.RECEIVING_OFFICE]),
    )
    until = DayField(
        label=say("Sampai sebelum", "Until before"),
        help_text=say("Kosongkan: selama persetujuannya", "Leave empty: as long as her consent"),
        required=False,
    )
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer partners and offices that can receive her."""
        lead = about.programme.lead if about.programme else ""
        offices = {AgencyKind.PARTNER, AgencyKind.RECEIVING_OFFICE, AgencyKind.CITY_OFFICE, AgencyKind.PROVINCE_OFFICE}
        kinds = {kind.value for kind in offices}
        offer(
            self, "agency", [(one.code, one.name) for one in about.agencies() if one.kind in kinds and one.code != lead]
        )


class EndAssignmentForm(ActForm):
    """An office no longer cares for the case."""

    assignment = SelectField(label=say("Penyerahan yang mana?", "Which assignment?"), choices=())
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the assignments that stand."""
        names = {one.code: one.name for one in about.agencies()}
        offer(self, "assignment", [(f"{line.agency}|{line.purpose}", names.get(line.agency, line.agency))
                                   for line in file_of(about).assigned])  # fmt: skip

    def said(self) -> dict[str, Any]:
        """This will part the chosen assignment into agency and purpose."""
        values = super().said()
        agency, _, purpose = values.pop("assignment").partition("|")
        return {**values, "agency": agency, "purpose": purpose}


class LockForm(ActForm):
    """The two people who still see the case."""

    first = SelectField(
        label=say("Orang pertama", "The first person"),
        help_text=say(
            "Salah satu dari keduanya koordinator atau kepala kantor",
            "One of the two is a coordinator or the head of the office",
        ),
        choices=(),
    )
    second = SelectField(label=say("Orang kedua", "The second person"), choices=())
    reason = TextField(
        label=say("Alasan", "Reason"),
        help_text=say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers"),
        longest=300,
    )

    def prepare(self, about: About) -> None:
        """This will offer those of the lead office who may look at cases, and of the offices that have this one."""
        assert about.programme is not None, "a case has its programme"
        near = {about.programme.lead, *(line.agency for line in file_of(about).assigned)}
        looks = {role.value for role in LOOKS["cases"]}
        found = [
            (one.code, f"{one.name} ({one.agency_name})")
            for one in accounts.users(about.today)
            if one.active and one.agency in near and looks.intersection(one.roles)
        ]
        offer(self, "first", found)
        offer(self, "second", found)


class UnlockForm(ActForm):
    """The case is open again to everybody whose task it is."""

    reason = TextField(
        label=say("Alasan", "Reason"),
        help_text=say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers"),
        required=False,
        longest=300,
    )


class DuplicateForm(ActForm):
    """The coordinator's decision about a likely double; which, where there are several."""

    other = SelectField(label=say("Berkas yang mana?", "Which case?"), required=False, choices=())
    same = ChoiceField(
        label=say("Apakah orang yang sama?", "Is it the same person?"),
        choices=[
            ("yes", say("Ya, orang yang sama", "Yes, the same")),
            ("no", say("Bukan", "No")),
            ("ask", say("Belum jelas; tanyakan dahulu", "Not clear yet; ask first")),
        ],
    )
    reason = LongTextField(
        label=say("Alasan, atau apa yang ditanyakan", "Reason, or what is asked"),
        help_text=say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers"),
        rows=3,
        longest=300,
    )
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will let one of several likely doubles be chosen; those of other programmes come one by one."""
        named = [one.other for one in suspected(file_of(about)) if one.other]
        if len(named) > 1:
            field = self.fields["other"]
            assert isinstance(field, SelectField)
            field.choices = [(number, number) for number in named]
        else:
            del self.fields["other"]

    def said(self) -> dict[str, Any]:
        """This will say yes, no or ask as the act wants it."""
        values = super().said()
        answer = values.pop("same")
        return {**values, **({"ask": True} if answer == "ask" else {"same": answer == "yes"})}


class ChannelForm(ActForm):
    """How aid can reach her: in her own name, or in cash by appointment."""

    kind = ChoiceField(label=say("Lewat apa?", "By which way?"), choices=labels.options(labels.CHANNELS))
    own_name = ChoiceField(
        label=say("Atas namanya sendiri?", "In her own name?"),
        choices=[("yes", say("Ya", "Yes")), ("no", say("Tidak", "No"))],
    )
    account = TextField(
        label=say("Nomor rekening atau dompet", "Account or wallet number"),
        help_text=say("Disegel; boleh menyusul", "Kept sealed; it may follow later"),
        required=False,
        longest=40,
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will say yes or no as the act wants it."""
        values = super().said()
        return {**values, "own_name": values["own_name"] == "yes"}


class ItineraryForm(ActForm):
    """The way home as a whole: from which day to which."""

    departs_on = DayField(label=say("Berangkat", "Leaves on"))
    arrives_on = DayField(label=say("Tiba", "Arrives on"))

    def said(self) -> dict[str, Any]:
        """This will lead to the home district that stands in the file."""
        return {**super().said(), "reaches": self.home}

    def prepare(self, about: About) -> None:
        """This will remember where home is."""
        self.home = file_of(about).home

    def clean(self) -> dict[str, Any]:
        """This will refuse a journey without a destination."""
        if not self.home:
            self.add_error(None, say("Catat dulu daerah asalnya.", "Record her home district first."))
        return self.cleaned_data


class DayForm(ActForm):
    """Only the day."""

    happened_on = when()


def offer(form: ActForm, name: str, choices: list[tuple[str, Any]]) -> None:
    """This will fill in what a field of a form chooses from."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField | ManyField)
    field.choices = [("", say("Pilih…", "Choose…")), *choices] if isinstance(field, SelectField) else choices

"""Forms of meetings and decisions."""

from typing import Any

from django import forms
from django.http import Http404

from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.rules import MeetingKind, Outcome
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, plain
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, SelectField, TextField
from pulang.doors.web.words import day, say
from pulang.kernel.moments import moment

CONDITIONS = 5


def when() -> DayField:
    """This will make the field for the day something is true for."""
    return DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )


def seen() -> forms.IntegerField:
    """This will make the hidden field that says which state of a thing its writer looked at."""
    return forms.IntegerField(widget=forms.HiddenInput)


def meetings_of(about: About) -> tuple[MeetingFacts, ...]:
    """This will give the programme's meetings as of today."""
    return coordination.meetings(about.code, moment(about.today))


def decisions_of(about: About) -> tuple[DecisionFacts, ...]:
    """This will give the programme's decisions as of today."""
    return coordination.decisions(about.code, moment(about.today))


def free(prefix: str, taken: set[str]) -> str:
    """This will give the next short name that is free: `rapat-1`, `rapat-2`, …"""
    return next(name for number in range(1, len(taken) + 2) if (name := f"{prefix}-{number}") not in taken)


def offer_agencies(form: ActForm, about: About, name: str = "agencies") -> None:
    """This will let a field choose from every agency."""
    field = form.fields[name]
    assert isinstance(field, ManyField | SelectField)
    offered: list[tuple[str, Any]] = [(one.code, one.name) for one in about.agencies()]
    field.choices = [("", say("Pilih…", "Choose…")), *offered] if isinstance(field, SelectField) else offered


class ExpectForm(ActForm):
    """A meeting that is waited for and has no day yet."""

    title = TextField(label=say("Nama rapat", "Name of the meeting"), longest=300)
    kind = ChoiceField(label=say("Jenis", "Kind"), choices=labels.options(labels.MEETING_KINDS))
    agencies = ManyField(label=say("Instansi yang diundang", "Agencies invited"), choices=(), required=False)
    quorum = ManyField(
        label=say("Tanpa siapa rapat tidak dapat memutuskan?", "Without whom can it decide nothing?"),
        help_text=say("Instansi ini harus hadir dengan mandat memutuskan", "These must come with a mandate to decide"),
        choices=(),
        required=False,
    )
    source = TextField(
        label=say("Dasar tertulis", "Where it is written"),
        help_text=say("Misalnya nomor surat", "For example the number of a letter"),
        required=False,
        longest=300,
    )
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with a coordination meeting that the lead office and the ministry decide together."""
        assert about.programme is not None, "a meeting belongs to a programme"
        invited = [about.programme.lead, about.programme.ministry]
        return {**super().begin(about), "kind": MeetingKind.RAKOR.value, "agencies": invited, "quorum": invited}

    def prepare(self, about: About) -> None:
        """This will offer the agencies."""
        offer_agencies(self, about)
        offer_agencies(self, about, "quorum")

    def said(self) -> dict[str, Any]:
        """This will give the meeting a short name that is free."""
        return {**super().said(), "code": free("rapat", {one.code for one in meetings_of(self.about)})}


class PlanForm(ExpectForm):
    """A meeting that has a day."""

    planned_for = DayField(
        label=say("Dijadwalkan pada", "Planned for"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019")
    )
    field_order = ("title", "kind", "planned_for", "agencies", "quorum", "source", "happened_on")


class DateForm(ActForm):
    """The day of a meeting that was waited for, or another day for one that was planned."""

    planned_for = DayField(label=say("Dijadwalkan pada", "Planned for"))
    source = TextField(label=say("Dasar tertulis", "Where it is written"), required=False, longest=300)


class HoldForm(ActForm):
    """A meeting was held: when, and who was there."""

    happened_on = DayField(
        label=say("Kapan rapat berlangsung?", "When was it held?"),
        help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"),
        up_to_today=True,
    )
    agencies = ManyField(label=say("Instansi yang hadir", "Agencies present"), choices=())
    deciding = ManyField(
        label=say("Yang membawa mandat memutuskan", "Those with a mandate to decide"),
        help_text=say("Yang lain hadir untuk memberi dan mendengar keterangan", "The others came to tell and to hear"),
        choices=(),
        required=False,
    )
    note = LongTextField(label=say("Catatan singkat", "A short note"), required=False, rows=3, longest=300)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will tick those who were invited, and those who decide."""
        known = next((one for one in meetings_of(about) if one.code == about.parts["meeting"]), None)
        invited, quorum = (known.invited, known.quorum) if known else ((), ())
        return {**super().begin(about), "agencies": list(invited), "deciding": list(quorum or invited)}

    def prepare(self, about: About) -> None:
        """This will offer the agencies."""
        offer_agencies(self, about)
        offer_agencies(self, about, "deciding")

    def said(self) -> dict[str, Any]:
        """This will say who had a mandate, also that nobody had one."""
        return {**super().said(), "deciding": self.cleaned_data["deciding"]}


class CancelForm(ActForm):
    """A meeting will not be held."""

    note = LongTextField(label=say("Mengapa batal?", "Why is it cancelled?"), rows=3, longest=300)
    happened_on = when()


class DecisionForm(ActForm):
    """What a meeting decided, with up to five conditions."""

    code = TextField(
        label=say("Nomor keputusan", "Number of the decision"),
        help_text=say("Seperti di notulen, tanpa spasi", "As in the minutes, without spaces"),
        longest=32,
    )
    outcome = ChoiceField(
        label=say("Apa putusannya?", "What was decided?"),
        choices=labels.options(labels.OUTCOMES),
        hints={
            Outcome.MAY_PROCEED.value: say("Membuka syarat rapat koordinasi", "Opens the coordination-meeting gate"),
            Outcome.MAY_PROCEED_IF.value: say(
                "Membuka syarat setelah semua syarat di bawah terpenuhi", "Opens it once all conditions below are met"
            ),
        },
    )
    in_force_on = DayField(
        label=say("Berlaku mulai", "In force from"),
        help_text=say("Kosongkan bila berlaku seketika", "Leave empty if at once"),
        required=False,
    )
    until = DayField(
        label=say("Berlaku sampai sebelum", "In force until before"),
        help_text=say("Kosongkan bila tanpa batas", "Leave empty if there is no end"),
        required=False,
    )
    supersedes = SelectField(label=say("Menggantikan keputusan", "Replaces the decision"), choices=(), required=False)
    holder = SelectField(label=say("Pelaksana", "Who carries it out"), choices=(), required=False)
    due_on = DayField(label=say("Dilaksanakan paling lambat", "To be done by"), required=False)
    reason = LongTextField(label=say("Alasan", "Reason"), required=False, rows=3, longest=500)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will offer a free number, and the day of the meeting."""
        held = next((one.held_on for one in meetings_of(about) if one.code == about.parts["meeting"]), None)
        return {"code": free("KEP", {one.code for one in decisions_of(about)}), "happened_on": held or about.today}

    def prepare(self, about: About) -> None:
        """This will offer earlier decisions and agencies, and five rows for conditions."""
        earlier = decisions_of(about)
        if earlier:
            chosen = self.fields["supersedes"]
            assert isinstance(chosen, SelectField)
            named = [(one.code, f"{one.code} ({day(one.made_on)})") for one in earlier]
            chosen.choices = [("", say("Pilih…", "Choose…")), *named]
        else:
            del self.fields["supersedes"]
        offer_agencies(self, about, "holder")
        for row in range(1, CONDITIONS + 1):
            self.fields[f"conditions_{row}"] = TextField(
                label=say(f"Syarat {row}", f"Condition {row}"), required=False, longest=300
            )
            self.fields[f"conditions_{row}_holder"] = SelectField(
                label=say(f"Yang memenuhi syarat {row}", f"Who sees to condition {row}"), required=False, choices=()
            )
            offer_agencies(self, about, f"conditions_{row}_holder")
            self.fields[f"conditions_{row}_due"] = DayField(
                label=say(f"Syarat {row} dipenuhi paling lambat", f"Condition {row} to be met by"), required=False
            )

    def rows(self) -> list[tuple[Any, ...]]:
        """This will give the condition rows for the template: text, holder and day."""
        names = (f"conditions_{row}" for row in range(1, CONDITIONS + 1))
        return [tuple(self[f"{name}{part}"] for part in ("", "_holder", "_due")) for name in names]

    def own(self) -> list[Any]:
        """This will give the other fields that can be seen."""
        return [field for field in self.visible_fields() if not field.name.startswith("conditions_")]

    def clean(self) -> dict[str, Any]:
        """This will ask for who sees to each condition, and for conditions where the outcome has some."""
        values = self.cleaned_data
        said = [row for row in range(1, CONDITIONS + 1) if values.get(f"conditions_{row}")]
        for row in said:
            if not values.get(f"conditions_{row}_holder"):
                self.add_error(
                    f"conditions_{row}_holder", say("Pilih siapa yang memenuhi syarat ini", "Choose who sees to it")
                )
        if values.get("outcome") == Outcome.MAY_PROCEED_IF.value and not said:
            self.add_error("conditions_1", say("Tulis paling sedikit satu syarat", "Write at least one condition"))
        if said and values.get("outcome") not in {None, Outcome.MAY_PROCEED_IF.value}:
            words = say(
                "Keputusan dengan syarat: pilih “Boleh jalan dengan syarat”, atau hapus syaratnya",
                "A decision with conditions is “May proceed on conditions”; or remove them",
            )
            self.add_error("outcome", words)
        return values

    def said(self) -> dict[str, Any]:
        """This will gather the rows into conditions."""
        values = self.cleaned_data
        conditions = [
            plain(
                {
                    "code": f"S{row}",
                    "text": values[f"conditions_{row}"],
                    "holder": values[f"conditions_{row}_holder"],
                    "due_on": values.get(f"conditions_{row}_due"),
                }
            )
            for row in range(1, CONDITIONS + 1)
            if values.get(f"conditions_{row}")
        ]
        own = {name: value for name, value in values.items() if name != "ref" and not name.startswith("conditions_")}
        return plain({**own, "conditions": conditions})


def decision_of(about: About) -> DecisionFacts:
    """This will give the decision an address is about; one nobody made does not exist."""
    found = next((one for one in decisions_of(about) if one.code == about.parts["decision"]), None)
    if found is None:
        raise Http404
    return found


class WithdrawForm(ActForm):
    """A decision stops standing."""

    version = seen()
    reason = LongTextField(label=say("Mengapa ditarik?", "Why is it withdrawn?"), rows=3, longest=500)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will remember which state of the decision is looked at."""
        return {**super().begin(about), "version": decision_of(about).version}


class CorrectForm(ActForm):
    """What was written down wrongly about a decision."""

    version = seen()
    why = LongTextField(
        label=say("Apa yang keliru?", "What was wrong?"),
        help_text=say("Misalnya tanggalnya salah ketik", "For example a mistyped date"),
        rows=2,
        longest=500,
    )
    in_force_on = DayField(label=say("Berlaku mulai", "In force from"))
    until = DayField(label=say("Berlaku sampai sebelum", "In force until before"), required=False)
    holder = SelectField(label=say("Pelaksana", "Who carries it out"), choices=(), required=False)
    due_on = DayField(label=say("Dilaksanakan paling lambat", "To be done by"), required=False)
    reason = LongTextField(label=say("Alasan", "Reason"), required=False, rows=3, longest=500)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will show the decision as it stands written."""
        known = decision_of(about)
        return {
            "version": known.version,
            "in_force_on": known.in_force_on,
            "until": known.until,
            "holder": known.holder,
            "due_on": known.due_on,
            "reason": known.reason,
        }

    def prepare(self, about: About) -> None:
        """This will offer the agencies."""
        offer_agencies(self, about, "holder")


class MeetForm(ActForm):
    """A condition is met, with what shows it."""

    evidence = TextField(
        label=say("Buktinya", "What shows it"),
        help_text=say("Misalnya nomor surat", "For example the number of a letter"),
        required=False,
        longest=300,
    )
    happened_on = when()

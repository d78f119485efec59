"""The forms of this subject; the fields bear the names of the verbs' own."""

from typing import Any

from pulang.areas.privacy import queries as privacy
from pulang.areas.privacy.rules import GROUNDS, Asked, Ground, RequestKind
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm
from pulang.doors.web.cases.forms import when
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, TextField
from pulang.doors.web.privacy import words
from pulang.doors.web.words import say
from pulang.kernel.moments import moment

_NO_NAMES = say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers")


def _ref(label_id: str, label_en: str, example: str) -> TextField:
    hint = say(f"Misalnya {example}; belum pernah dipakai pada berkas ini", f"Such as {example}; new in this case")
    return TextField(label=say(label_id, label_en), help_text=hint, longest=32)


class DayForm(ActForm):
    """Only the day it happened."""

    happened_on = when()


class PlainForm(ActForm):
    """Nothing to fill in."""


class ReceiveForm(ActForm):
    """What she asks for."""

    request = _ref("Nomor permintaan", "Reference of the request", "P-1")
    kind = ChoiceField(label=say("Apa yang ia minta?", "What does she ask for?"), choices=labels.options(words.KINDS))
    note = TextField(
        label=say("Catatan (boleh kosong)", "Note (may be empty)"), help_text=_NO_NAMES, required=False, longest=300
    )
    happened_on = when()


class CheckForm(ActForm):
    """How it is known that the request is hers."""

    known = ChoiceField(
        label=say("Bagaimana dipastikan bahwa ini permintaannya?", "How is it sure that the request is hers?"),
        choices=labels.options(words.KNOWN),
    )
    happened_on = when()


class NoteForm(ActForm):
    """In a few words what was answered or decided."""

    note = LongTextField(
        label=say("Apa jawabannya, secara singkat?", "What is the answer, in short?"),
        help_text=_NO_NAMES,
        rows=3,
        longest=300,
    )
    happened_on = when()


class RefuseForm(ActForm):
    """On which ground of the law."""

    ground = ChoiceField(label=say("Alasan hukumnya", "The ground in law"), choices=labels.options(words.GROUNDS))
    note = LongTextField(label=say("Penjelasan singkat", "In short"), help_text=_NO_NAMES, rows=3, longest=300)
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the grounds that the law gives for this kind of request."""
        assert about.case is not None, "this form is about a case"
        one = privacy.request(about.case.id, about.parts["ask"], moment(about.today))
        fit = [ground for ground in Ground if ground in GROUNDS[RequestKind(one.kind)]]
        field = self.fields["ground"]
        assert isinstance(field, ChoiceField)
        field.choices = labels.options(words.GROUNDS, fit)


class LetterForm(ActForm):
    """An authority's letter about this one person."""

    request = _ref("Nomor catatan kita", "Our own reference", "S-1")
    authority = TextField(label=say("Instansi yang meminta", "The office that asks"), longest=200)
    letter = TextField(label=say("Nomor suratnya", "Number of its letter"), longest=80)
    basis = TextField(label=say("Dasar hukum yang disebut surat itu", "The law the letter names"), longest=300)
    fields_asked = ManyField(label=say("Apa yang diminta?", "What is asked?"), choices=labels.options(words.ASKED))
    court_order = TextField(
        label=say("Nomor penetapan pengadilan yang melarang memberi tahu", "Number of a court's order of silence"),
        help_text=say("Kosongkan bila tidak ada; tanpa itu ia diberi tahu", "Leave empty if there is none"),
        required=False,
        longest=80,
    )
    silent_until = DayField(label=say("Dilarang memberi tahu sampai", "She may be told from"), required=False)
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will give the act's own fields; a form has a `fields` of its own, so the box bears another name."""
        return _fields(super().said())


class ThingsForm(ActForm):
    """What may be given, and nothing more."""

    fields_asked = ManyField(
        label=say("Apa yang boleh diberikan?", "What may be given?"), choices=labels.options(words.ASKED)
    )
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer only what the step before allows."""
        assert about.case is not None, "this form is about a case"
        one = privacy.official(about.case.id, about.parts["ask"], moment(about.today))
        allowed = [Asked(name) for line in one.lines[-1:] for name in line.fields]
        field = self.fields["fields_asked"]
        assert isinstance(field, ManyField)
        field.choices = labels.options(words.ASKED, allowed)

    def said(self) -> dict[str, Any]:
        """This will give the act's own fields."""
        return _fields(super().said())


class ExamineForm(ThingsForm):
    """What the law lets the office give at most; nothing at all is an answer too."""

    note = LongTextField(
        label=say("Apa hasil pemeriksaannya?", "What did the examination find?"),
        help_text=_NO_NAMES,
        rows=3,
        longest=300,
    )

    def prepare(self, about: About) -> None:
        """This will let the examination allow nothing."""
        super().prepare(about)
        self.fields["fields_asked"].required = False


class GiveForm(ThingsForm):
    """The answer on paper."""

    document = TextField(label=say("Nomor surat jawaban", "Number of the answer on paper"), longest=80)


class ProposeForm(ActForm):
    """A new proposal."""

    purge = _ref("Nomor usulan", "Reference of the proposal", "MUSNAH-1")


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    asked = said.pop("fields_asked", None)
    return {**said, "fields": asked} if asked else said

"""The forms of lists: who is paid, the bank's file, what the bank answered, envelopes by appointment."""

import re
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from pulang.areas.boards import queries as boards
from pulang.areas.funds import queries as funds
from pulang.areas.funds.rules import PREFIX
from pulang.areas.payments import queries as payments
from pulang.areas.payments.assessment import known_by, read
from pulang.areas.payments.facts import FileKind, Layout
from pulang.areas.payments.rules import LEAST, NEUTRAL_TEXT, TOKENS
from pulang.doors.web import addresses, labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, SelectField, TextField
from pulang.doors.web.money.screens import leads as to_money
from pulang.doors.web.money.screens import source, stands, when
from pulang.doors.web.receiving import FileField, unread
from pulang.doors.web.words import say, told
from pulang.flows.act import Receipt
from pulang.flows.banking import answered
from pulang.flows.batches import PAID_TO_HER
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.papers import TEXT_MOST

_CASES_MOST = 200


class BatchForm(ActForm):
    """Many people in one payment."""

    cases = LongTextField(
        label=say("Nomor berkas", "Case numbers"),
        help_text=say(
            f"Satu nomor pada setiap baris, {LEAST} sampai {_CASES_MOST}. Yang belum siap ditolak dengan nomornya.",
            f"One number on each line, {LEAST} to {_CASES_MOST}. Whoever is not ready is refused by number.",
        ),
        rows=12,
        longest=8_000,
    )
    kinds = ManyField(
        label=say("Bantuan yang mana?", "Which aid?"),
        choices=[(kind.value, labels.RATES[kind].id) for kind in PAID_TO_HER],
    )
    text = TextField(
        label=say("Berita transfer", "Text of the transfer"),
        help_text=say("Terbaca di buku rekeningnya, jadi netral", "It stands in her bank statement, so it is neutral"),
        longest=35,
    )
    document = TextField(label=say("Nomor SPM", "Number of the SPM"), required=False, longest=80)
    note = TextField(label=say("Catatan", "Note"), required=False, longest=300)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with everybody in a decree, all that goes into her hand, and neutral words."""
        at = moment(about.today)
        listed = boards.everybody_listed(about.code, at, limit=_CASES_MOST)
        return {
            **super().begin(about),
            "cases": "\n".join(listed),
            "kinds": [kind.value for kind in PAID_TO_HER],
            "text": NEUTRAL_TEXT,
        }

    def prepare(self, about: About) -> None:
        """This will name the kinds of aid in the reader's language."""
        assert about.programme is not None, "a list is a programme's"
        field = self.fields["kinds"]
        assert isinstance(field, ManyField)
        field.choices = labels.options({kind: labels.RATES[kind] for kind in PAID_TO_HER})

    def clean_cases(self) -> list[str]:
        """This will read one case number from each line; refuses too many."""
        found = re.findall(r"[^\s,;]+", self.cleaned_data["cases"])
        if len(found) > _CASES_MOST:
            raise ValidationError(say("Tulis paling banyak 200 nomor sekaligus", "Write at most 200 numbers at a time"))
        return found

    def said(self) -> dict[str, Any]:
        """This will draw the numbers out of the form's own id, so that a form sent twice asks once."""
        said, ref = super().said(), self.cleaned_data["ref"]
        tokens = [_drawn(TOKENS, f"{ref} {place}") for place in range(len(said["cases"]))]
        return {**said, "payment": _drawn(PREFIX, ref), "tokens": tokens}


def _drawn(prefix: str, said: str) -> str:
    drawn = iter(sha256(said.encode()).digest())
    return refs.draw(prefix, lambda n: next(drawn) % n)


class LayoutForm(ActForm):
    """By which bank's layout."""

    layout = SelectField(label=say("Tata letak bank", "The bank's layout"), choices=())
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the layouts that are written down."""
        assert about.programme is not None, "a file is a programme's"
        field = self.fields["layout"]
        assert isinstance(field, SelectField)
        field.choices = [(one.code, say(one.name.id, one.name.en)) for one in payments.layouts()]


class BankTextForm(LayoutForm):
    """A text of a bank, as a file or pasted; one of the two. It is read by its layout, or refused with the line."""

    file = FileField(
        label=say("Berkas dari bank", "The bank's file"),
        help_text=say(
            "CSV atau teks, paling besar 1 MB, seperti yang diberikan bank",
            "CSV or text, 1 MB at most, as the bank gave it",
        ),
        look=unread,
        endings=(".csv", ".txt"),
        most=TEXT_MOST,
        required=False,
    )
    content = LongTextField(
        label=say("Atau tempel isinya", "Or paste its content"),
        help_text=say(
            "Semuanya, dengan judul kolom dan baris penutup", "All of it, with its headings and its closing line"
        ),
        rows=8,
        longest=200_000,
        required=False,
    )
    field_order = ("layout", "file", "content", "happened_on")
    lines: tuple[dict[str, Any], ...] = ()
    digest = ""

    def clean(self) -> dict[str, Any]:
        """This will read the lines; refuses at the first that is not as the layout says."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        file, pasted = said.get("file"), said.get("content", "")
        if bool(file) == bool(pasted.strip()):
            self.add_error("file", ValidationError(_ONE_OF_TWO, code="one-of-two"))
            return said
        content = file.content if file else pasted.encode()
        try:
            self.lines = self.read(content, payments.layout(said["layout"]))
            self.digest = known_by(content)
        except Refusal as refusal:
            self.add_error("file" if file else "content", ValidationError(told(refusal.words), code=refusal.code))
        return said

    def refuse(self, refusal: Refusal) -> None:
        """This will show what the books say against the text beside where the text came from."""
        at = "file" if refusal.field == "content" and self.files else refusal.field
        super().refuse(Refusal(refusal.code, refusal.words, field=at))

    def read(self, content: bytes, layout: Layout) -> tuple[dict[str, Any], ...]:
        """This will give the lines of the text as the act takes them."""
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        """This will say what stands in each line, and nothing else of the text."""
        values = {name: value for name, value in super().said().items() if name not in {"file", "content"}}
        return {**values, "digest": self.digest, "lines": list(self.lines)}


_ONE_OF_TWO = say(
    "Pilih berkasnya atau tempel isinya, salah satu", "Choose the file or paste its content, one of the two"
)


class ResultForm(BankTextForm):
    """What a bank answered."""

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the layout that was sent."""
        sent = [one for one in payments.files(_number(about), moment(about.today)) if one.kind is FileKind.SENT]
        return {**super().begin(about), **({"layout": sent[0].layout} if sent else {})}

    def read(self, content: bytes, layout: Layout) -> tuple[dict[str, Any], ...]:
        """This will give what the bank says of each token."""
        return answered(read(content, layout))


class AppointForm(ActForm):
    """When and where her envelope waits."""

    meets_on = DayField(label=say("Kapan?", "When?"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"))
    place = TextField(
        label=say("Di mana?", "Where?"),
        help_text=say("Tempat yang netral, yang dipilihnya", "A neutral place, of her choice"),
    )
    happened_on = DayField(
        label=say("Dijanjikan pada tanggal", "Agreed on which day"),
        help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"),
        up_to_today=True,
    )


class MetForm(ActForm):
    """Whether she took it."""

    outcome = ChoiceField(
        label=say("Apa yang terjadi?", "What happened?"),
        choices=[
            ("COLLECTED", say("Sudah diterimanya sendiri", "She took it herself")),
            (
                "UNCOLLECTED",
                say("Tidak diambil; uangnya kembali ke sumbernya", "Not collected; it returns to its source"),
            ),
        ],
    )
    happened_on = when()


def _number(about: About) -> str:
    try:
        return funds.payment(about.parts["payment"], about.code, moment(about.today)).number
    except Refusal as refusal:
        raise Http404 from refusal


def this(about: About) -> dict[str, Any]:
    """This will name the payment the page is about."""
    return {"payment": _number(about)}


def page_of(about: About) -> str:
    """This will lead to the page of the payment."""
    return reverse("payment", args=[about.code, _number(about)])


def _asked(about: About, receipt: Receipt) -> str:
    return reverse("payment", args=[about.code, receipt.subject])


def _sheet(about: About) -> str:
    assert about.case is not None, "an envelope is for one case"
    return addresses.about("case-entitlement", about.case.number)


ask = act_view(
    Screen(
        verb="payments.batch.ask",
        form=BatchForm,
        title=Words(id="Ajukan daftar bayar", en="Ask for a list of payments"),
        leads=to_money,
        fixed=source,
        button=Words(id="Ajukan", en="Ask"),
        sentences=stands,
        onward=_asked,
        done=Words(
            id="Diajukan. Orang lain harus menyetujuinya; belum ada uang yang keluar.",
            en="Asked for. Somebody else must approve it; no money has left yet.",
        ),
    )
)
make = act_view(
    Screen(
        verb="payments.file.make",
        form=LayoutForm,
        title=Words(id="Buat berkas untuk bank", en="Make the file for the bank"),
        leads=page_of,
        fixed=this,
        step_up=True,
        button=Words(id="Buat", en="Make it"),
        sentences=(
            Words(
                id="Berkas dibuat satu kali. Yang persetujuan atau rekeningnya berakhir tidak ikut; uangnya tetap.",
                en="It is made once. Whoever's consent or account ended is left out; the money is tied again.",
            ),
        ),
        done=Words(
            id="Berkas sudah tetap. Unduh dan kirim ke bank.", en="The file is fixed. Download it for the bank."
        ),
    )
)
take = act_view(
    Screen(
        verb="payments.result.take",
        form=ResultForm,
        title=Words(id="Masukkan hasil bank", en="Take over the bank's result"),
        leads=page_of,
        fixed=this,
        step_up=True,
        sentences=(
            Words(
                id="Bila satu baris keliru, tidak ada yang dicatat. Berkas yang sama tidak tercatat dua kali.",
                en="If one line is wrong, nothing is recorded. The same file is not recorded twice.",
            ),
        ),
    )
)
appoint = act_view(
    Screen(
        verb="payments.envelope.appoint",
        form=AppointForm,
        title=Words(id="Janji temu amplop", en="Appointment for an envelope"),
        leads=_sheet,
    )
)
record = act_view(
    Screen(
        verb="payments.envelope.record",
        form=MetForm,
        title=Words(id="Hasil amplop", en="What came of the envelope"),
        leads=_sheet,
        step_up=True,
    )
)

"""Forms of treasurers and of those who open, confirm and estimate."""

from typing import Any

from django.urls import reverse

from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.funds import queries as funds
from pulang.areas.funds.rules import ConfirmationEvent
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import View
from pulang.doors.web.forms import ChoiceField, DayField, NumberField, RupiahField, SelectField, TextField
from pulang.doors.web.words import say
from pulang.flows.act import Receipt
from pulang.flows.status import status
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same


def when() -> DayField:
    """This will ask for a day that has come."""
    return DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )


class OpenForm(ActForm):
    """A new source of money."""

    name = TextField(
        label=say("Nama sumber", "Name of the source"),
        help_text=say("Misalnya APBD Kota 2019", "For example City budget 2019"),
    )
    code = TextField(
        label=say("Kode pendek", "Short code"),
        help_text=say("Huruf, angka dan tanda hubung", "Letters, digits and hyphens"),
        longest=32,
    )
    payer = SelectField(label=say("Pembayar", "Payer"), choices=())
    level = ChoiceField(label=say("Anggaran siapa?", "Whose budget?"), choices=labels.options(labels.LEVELS))
    use = ChoiceField(label=say("Untuk apa?", "What does it pay?"), choices=labels.options(labels.USES))
    fiscal_year = NumberField(label=say("Tahun anggaran", "Fiscal year"), least=2000, most=2199)
    account_code = TextField(label=say("Kode rekening anggaran", "Account code"), required=False, longest=40)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with this year."""
        return {**super().begin(about), "fiscal_year": str(about.today.year)}

    def prepare(self, about: About) -> None:
        """This will offer agencies that can pay."""
        paying = {AgencyKind.CITY_OFFICE, AgencyKind.PROVINCE_OFFICE, AgencyKind.FINANCE_OFFICE, AgencyKind.MINISTRY}
        kinds = {kind.value for kind in paying}
        field = self.fields["payer"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")),
                         *((one.code, one.name) for one in about.agencies() if one.kind in kinds)]  # fmt: skip


class ConfirmForm(ActForm):
    """The payer's word that the money will be there."""

    event = ChoiceField(
        label=say("Apa kata pembayarnya?", "What does the payer say?"),
        choices=[
            (ConfirmationEvent.CONFIRMED.value, say("Dananya pasti", "The money is certain")),
            (ConfirmationEvent.WITHDRAWN.value, say("Kepastian ditarik", "The confirmation is withdrawn")),
        ],
    )
    document = TextField(label=say("Nomor surat", "Number of the letter"), required=False, longest=80)
    happened_on = when()


class FareForm(ActForm):
    """What a ticket is expected to cost."""

    amount = RupiahField(label=say("Perkiraan tiket per orang", "Expected ticket per person"))
    office = TextField(label=say("Yang memperkirakan", "Who estimated it"), required=False)
    source_text = TextField(label=say("Dasar tertulis", "Where it is written"), required=False, longest=300)
    happened_on = when()


class MoveForm(ActForm):
    """Money moves from one pocket of a source to the next."""

    amount = RupiahField(label=say("Jumlah", "Amount"))
    document = TextField(
        label=say("Nomor dokumen", "Document number"),
        help_text=say("Misalnya SP2D, kwitansi", "For example a receipt"),
        required=False,
        longest=80,
    )
    note = TextField(label=say("Catatan", "Note"), required=False, longest=300)
    happened_on = when()


def leads(about: About) -> str:
    """This will lead back to the money of the programme."""
    return reverse("money", args=[about.code])


def done(about: About, _receipt: Receipt) -> Words:
    """This will say what the programme waits for now."""
    now = status(about.code, as_of=about.today)
    return Words(id="Tersimpan. Sekarang: {headline}", en="Saved. Now: {headline}").format(headline=now.headline)


def source(about: About) -> dict[str, Any]:
    """This will name the source that stands in the address."""
    return {"source": about.parts["source"]}


def stands(about: About) -> tuple[Words, ...]:
    """This will say what stands in the source of the address now."""
    return standing(about, about.parts["source"])


def standing(about: About, source: str) -> tuple[Words, ...]:
    """This will say what stands in a source now."""
    found = next((one for one in funds.sources(about.code, moment(about.today)) if one.code == source), None)
    if found is None:
        return ()
    said = Words(
        id="{name}: pagu {ceiling}, cair dan bebas {free}, terikat {tied}, terpakai {spent}.",
        en="{name}: ceiling {ceiling}, released and free {free}, tied {tied}, spent {spent}.",
    ).format(
        name=same(found.name),
        ceiling=rupiah_in_words(found.ceiling),
        free=rupiah_in_words(found.available),
        tied=rupiah_in_words(found.committed),
        spent=rupiah_in_words(found.spent),
    )
    return (said,)


_GRAVE = ("funds.money.release", "funds.money.refund")  # money leaves, or is let go


def _moving(verb: str, indonesian: str, english: str) -> View:
    return act_view(
        Screen(
            verb=verb,
            form=MoveForm,
            title=Words(id=indonesian, en=english),
            leads=leads,
            fixed=source,
            sentences=stands,
            done=done,
            step_up=verb in _GRAVE,
        )
    )


allocate = _moving("funds.money.allocate", "Alokasikan dana", "Allocate money")
release = _moving("funds.money.release", "Cairkan dana", "Release money")
reduce = _moving("funds.money.reduce", "Kurangi alokasi", "Reduce the allocation")
commit = _moving("funds.money.commit", "Ikat dana", "Tie money")
uncommit = _moving("funds.money.uncommit", "Lepas ikatan dana", "Untie money")
refund = _moving("funds.money.refund", "Catat pengembalian", "Record a refund")
confirm = act_view(
    Screen(
        verb="funds.source.confirm",
        form=ConfirmForm,
        title=Words(id="Kepastian dana", en="Certainty of the money"),
        leads=leads,
        fixed=source,
        sentences=stands,
        done=done,
        step_up=True,
    )
)
open_source = act_view(
    Screen(
        verb="funds.source.open",
        form=OpenForm,
        title=Words(id="Buka sumber dana", en="Open a source of money"),
        leads=leads,
        done=done,
    )
)
fare = act_view(
    Screen(
        verb="funds.fare.estimate",
        form=FareForm,
        title=Words(id="Perkiraan harga tiket", en="Expected ticket price"),
        leads=leads,
        done=done,
    )
)

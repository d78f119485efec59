"""The style guide at /gaya/: every part of the look with made-up data, for eyes and for axe. Only in a demo."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from pulang.doors.web import parts
from pulang.doors.web.context import ANYONE, needs
from pulang.doors.web.forms import (
    ChoiceField,
    DayField,
    Form,
    LongTextField,
    ManyField,
    NumberField,
    RupiahField,
    SelectField,
    TextField,
    YesField,
)
from pulang.doors.web.pages import ConfirmPage, Link, Page, render
from pulang.doors.web.words import say
from pulang.kernel.words import Words, same

NOWHERE = "#isi"
MEETING_ON = date(2019, 3, 12)
BLOCKED_SINCE = date(2018, 12, 28)
BLOCKED_DAYS = 65
ROWS = 12


class SampleForm(Form):
    """One field of each kind."""

    title = TextField(
        label=say("Nama rapat", "Meeting name"), help_text=say("Seperti di undangan", "As on the invitation")
    )
    held_on = DayField(
        label=say("Tanggal rapat", "Meeting date"),
        help_text=say("Misalnya 3 3 2019", "For example 3 3 2019"),
        last=date(2019, 3, 3),
    )
    people = NumberField(label=say("Berapa orang yang hadir?", "How many people attended?"))
    amount = RupiahField(label=say("Jumlah", "Amount"))
    outcome = ChoiceField(
        label=say("Apa putusannya?", "What was decided?"),
        choices=[("GO", say("Dapat dilanjutkan", "May proceed")), ("WAIT", say("Ditunda", "Put off"))],
        hints={"GO": say("Membuka syarat rapat koordinasi", "Opens the coordination-meeting gate")},
    )
    kinds = ManyField(
        label=say("Untuk keperluan apa?", "For which purposes?"),
        choices=[("TRAVEL", say("Perjalanan", "Travel")), ("AID", say("Bantuan", "Aid"))],
    )
    office = SelectField(label=say("Instansi", "Agency"), choices=[("A", "Dinas Sosial Contoh"), ("B", "Balai Contoh")])
    minutes = LongTextField(label=say("Catatan", "Notes"), required=False)
    sure = YesField(label=say("Notulen sudah dibaca semua peserta", "Everyone present has read the minutes"))


class FilterForm(Form):
    """A list's filters."""

    q = TextField(label=say("Nomor berkas", "Case number"), required=False)
    stage = SelectField(label=say("Tahap", "Stage"), required=False, choices=[("V", say("Terverifikasi", "Verified"))])


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    """A line of the sample list."""

    number: str
    waits: Words
    holder: str
    since: date
    tag: parts.Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage(Page):
    """Everything the guide shows."""

    tabs: tuple[Link, ...]
    gate: parts.GateBox
    gates: tuple[parts.GateBox, ...]
    figures: tuple[parts.Figure, ...]
    money: tuple[parts.MoneyBar, ...]
    events: tuple[parts.Event, ...]
    rows: tuple[parts.Row, ...]
    cases: tuple[SampleRow, ...]
    pager: parts.Pager
    empty: parts.Empty
    chips: tuple[parts.Chip, ...]
    tags: tuple[parts.Tag, ...]
    confirm: ConfirmPage


def _gates() -> tuple[parts.GateBox, ...]:
    waiting = parts.GateBox(
        says=Words(
            id="Pemulangan 145 orang menunggu hasil rapat koordinasi dengan kementerian",
            en="The return of 145 people waits for the result of the coordination meeting with the ministry",
        ),
        holder=same("Kementerian Contoh"),
        since=BLOCKED_SINCE,
        days=BLOCKED_DAYS,
        remedy=Words(
            id="Mintalah tanggal rapat secara tertulis, dan siapkan daftar yang akan diputuskan.",
            en="Ask for a meeting date in writing, and prepare the list to be decided.",
        ),
        source=same("Nota 12/2018"),
        action=Link(words=Words(id="Catat rapat", en="Record the meeting"), url=NOWHERE),
        other=(Link(words=Words(id="Lihat 145 berkas", en="See the 145 cases"), url=NOWHERE),),
    )
    stopped = parts.GateBox(
        says=Words(id="Dana perjalanan kurang Rp62.500.000", en="Travel money is Rp62,500,000 short"),
        holder=same("Badan Keuangan Contoh"),
        remedy=Words(id="Ajukan tambahan pagu.", en="Ask for a higher ceiling."),
        action=Link(words=Words(id="Lihat dana", en="See the funds"), url=NOWHERE),
        kind=parts.STOPPED,
        small=True,
    )
    good = parts.GateBox(
        says=Words(id="Dasar hukum sudah ada", en="The legal basis is in place"), kind=parts.GOOD, small=True
    )
    return waiting, stopped, good


def _cases() -> tuple[SampleRow, ...]:
    tags = (
        parts.Tag(words=Words(id="Menunggu", en="Waiting"), kind=parts.WAITING),
        parts.Tag(words=Words(id="Siap", en="Ready"), kind=parts.GOOD),
        parts.Tag(words=Words(id="Berhenti", en="Stopped"), kind=parts.STOPPED),
    )
    return tuple(
        SampleRow(
            number=f"K-7F{place:02d}-{place % 10}",
            waits=Words(id="Verifikasi identitas belum selesai", en="Identity is not verified yet"),
            holder="Dinas Sosial Contoh",
            since=BLOCKED_SINCE,
            tag=tags[place % len(tags)],
        )
        for place in range(ROWS)
    )


def _events() -> tuple[parts.Event, ...]:
    return (
        parts.Event(
            title=Words(id="Rapat dijadwalkan", en="Meeting scheduled"),
            on=MEETING_ON,
            by=same("Dinas Sosial Contoh"),
            text=Words(id="Undangan dikirim kepada tiga instansi.", en="Three agencies were invited."),
            link=Link(words=Words(id="Buka rapat", en="Open the meeting"), url=NOWHERE),
        ),
        parts.Event(title=Words(id="Pilihan dicatat: pulang", en="Choice recorded: return"), on=BLOCKED_SINCE),
    )


def _rows() -> tuple[parts.Row, ...]:
    change = Link(words=Words(id="Ubah", en="Change"), url=NOWHERE)
    return (
        parts.Row(
            key=Words(id="Pilihan", en="Choice"),
            value=Words(id="Pulang didampingi", en="Supported return"),
            link=change,
        ),
        parts.Row(key=Words(id="Tercatat", en="Registered"), value=BLOCKED_SINCE),
        parts.Row(key=Words(id="Ikut serta", en="Travels with"), value=2, link=change),
    )


def _money() -> tuple[parts.MoneyBar, ...]:
    city = Words(id="APBD kota 2019 (perjalanan)", en="City budget 2019 (travel)")
    aid = Words(id="APBN 2019 (bantuan)", en="State budget 2019 (aid)")
    note = Words(id="Kebutuhan 145 tiket, masing-masing Rp2.500.000.", en="Needed: 145 tickets at Rp2,500,000.")
    return (
        parts.money_bar(title=city, ceiling=300_000_000, committed=0, spent=0, needed=362_500_000, note=note),
        parts.money_bar(title=aid, ceiling=900_000_000, committed=344_000_000, spent=120_500_000),
    )


def _confirm() -> ConfirmPage:
    return ConfirmPage(
        title=Words(id="Tutup rapat ini?", en="Close this meeting?"),
        sentences=(
            Words(id="Keputusan yang sudah dicatat tidak dapat dihapus.", en="Recorded decisions cannot be deleted."),
        ),
        button=Words(id="Ya, tutup rapat", en="Yes, close the meeting"),
        cancel=Link(words=Words(id="Belum", en="Not yet"), url=NOWHERE),
    )


def _page() -> GuidePage:
    gate, *gates = _gates()
    kinds = (parts.PLAIN, parts.GOOD, parts.WAITING, parts.STOPPED, parts.NEWS)
    names = ("Biasa", "Siap", "Menunggu", "Berhenti", "Kabar")
    return GuidePage(
        title=Words(id="Gaya tampilan", en="Style guide"),
        back=Link(words=Words(id="Kembali", en="Back"), url="/"),
        tabs=(
            Link(words=Words(id="Ringkasan", en="Summary"), url=NOWHERE, current=True),
            Link(words=Words(id="Dana", en="Funds"), url=NOWHERE),
            Link(words=Words(id="Riwayat", en="History"), url=NOWHERE),
        ),
        gate=gate,
        gates=tuple(gates),
        figures=(
            parts.Figure(value=145, words=Words(id="orang terdata", en="people registered"), url=NOWHERE),
            parts.Figure(value=120, words=Words(id="berasal dari Jawa Timur", en="from East Java")),
            parts.Figure(value=0, words=Words(id="sudah berangkat", en="departed")),
        ),
        money=_money(),
        events=_events(),
        rows=_rows(),
        cases=_cases(),
        pager=parts.Pager(first=1, last=50, total=1145, after=NOWHERE),
        empty=parts.Empty(
            title=Words(id="Tidak ada berkas dengan saringan ini", en="No case fits these filters"),
            text=Words(id="Hapus satu saringan, atau cari dengan nomor.", en="Remove a filter, or search by number."),
        ),
        chips=(parts.Chip(words=Words(id="Tahap: Terverifikasi", en="Stage: Verified"), url=NOWHERE),),
        tags=tuple(parts.Tag(words=same(name), kind=kind) for name, kind in zip(names, kinds, strict=True)),
        confirm=_confirm(),
    )


@needs(ANYONE)
def style_guide(request: HttpRequest) -> HttpResponse:
    """This will show every part; with `?galat` the form carries errors, with `?jeda` the stop page."""
    if not (settings.DEBUG or getattr(settings, "PULANG_DEMO", False)):
        raise Http404
    page = _page()
    if "jeda" in request.GET:
        return render(request, "web/confirm.html", page.confirm)
    typed = {"held_on_hari": "30", "held_on_bulan": "2", "held_on_tahun": "2019", "amount": "banyak"}
    form = SampleForm(typed) if "galat" in request.GET else SampleForm()
    return render(request, "web/style_guide.html", page, form=form, filters=FilterForm(request.GET or None))

"""The forms of imports: handing a workbook in, what its columns mean, registering it, taking it back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.intake import queries as imports
from pulang.areas.intake.facts import FileState, Import, Kept, RowState
from pulang.doors.web import labels
from pulang.doors.web.acting import BACK, CANCEL, UNPROCESSABLE, About, ActForm, Screen, act_view
from pulang.doors.web.context import READING, SeeOther, View, here, looking, needs
from pulang.doors.web.forms import Form
from pulang.doors.web.imports.views import own
from pulang.doors.web.imports.words import COLUMNS
from pulang.doors.web.pages import ConfirmPage, FormPage, Link, render
from pulang.doors.web.receiving import Received, table_field, takes_file
from pulang.doors.web.words import say, told
from pulang.flows import uploads
from pulang.flows.uploads import Headings
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import clock


class HandInForm(Form):
    """One workbook."""

    file = table_field(label=say("Lembar hitung", "Workbook"))


@needs("intake.workbook.open")
def _hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """This will take a workbook that passed the gate and lead on to its columns."""
    reading = request.method in READING
    form = HandInForm(None if reading else request.POST, None if reading else request.FILES)
    if not reading and form.is_valid():
        received: Received = form.cleaned_data["file"]
        number = uploads.keep(
            by=here(request).actor, programme=code, content=received.content, below=secrets.randbelow, at=clock.now()
        )
        return SeeOther(reverse("import-columns", args=[code, number]))
    page = FormPage(
        title=Words(id="Kirim lembar hitung", en="Hand in a workbook"),
        back=Link(words=BACK, url=reverse("imports", args=[code])),
        action=request.path,
        button=Words(id="Kirim", en="Hand in"),
        cancel=Link(words=CANCEL, url=reverse("imports", args=[code])),
        sentences=(
            Words(
                id="Satu baris untuk satu orang. Belum ada yang didaftarkan: sesudah dikirim, lembarnya dicoba dahulu, "
                "lalu Anda melihat hasilnya baris demi baris.",
                en="One row for one person. Nobody is registered yet: it is tried first, and you see row by row what "
                "would come of it.",
            ),
            Words(
                id="Lembarnya disimpan tersegel selama 24 jam, hanya Anda yang dapat membukanya, lalu dihapus.",
                en="It is kept sealed for 24 hours, opened by nobody but you, and then deleted.",
            ),
        ),
    )
    return render(request, "web/form_page.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)


hand_in = takes_file()(_hand_in)


class ColumnsForm(Form):
    """What each heading means."""

    sheet = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)

    def __init__(self, data: Any = None, *, known: Headings | None, sheet: str) -> None:
        super().__init__(data, initial={"sheet": sheet})
        self.asked: dict[str, str] = {}
        for at, (heading, column) in enumerate(known.columns if known else ()):
            if heading:
                self.asked[f"kolom-{at}"] = heading
                self.fields[f"kolom-{at}"] = forms.ChoiceField(
                    label=_shown(heading),
                    choices=[("", say("Tidak dipakai", "Not used")), *labels.options(COLUMNS)],
                    initial=column.value if column else "",
                    required=False,
                )

    def chosen(self) -> dict[str, str]:
        """This will give by heading what was said; a heading that stands there twice is said once."""
        said: dict[str, str] = {}
        for name, heading in self.asked.items():
            said[heading] = said.get(heading) or self.cleaned_data[name]
        return said


def _shown(heading: str) -> str:
    return " ".join(heading.split())[:60]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage(FormPage):
    """The columns of one sheet, with the way to the other sheets, and why one cannot be read."""

    sheet: str
    others: tuple[Link, ...]
    refused: Words | None


@needs("intake.workbook.open")
def columns(request: HttpRequest, code: str, workbook: str) -> HttpResponse:
    """This will ask what each column means, and let a worker try the workbook with the answers."""
    if request.method in READING:
        return _columns_shown(request, code, _to_read(request, code, workbook))
    with looking(request):
        kept = _to_read(request, code, workbook)
        names = _sheets(kept)
        which = _which(request.POST.get("sheet", ""), names)
        form = ColumnsForm(request.POST, known=uploads.headings(kept, names[which]), sheet=str(which))
    if form.is_valid():
        try:
            uploads.let_try(by=here(request).actor, kept=kept, sheet=names[which], chosen=form.chosen(), at=clock.now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(reverse("import", args=[code, workbook]))
    with looking(request):
        return _columns_shown(request, code, kept, form)


def _to_read(request: HttpRequest, code: str, workbook: str) -> Kept:
    kept = own(request, code, workbook)
    if not kept.opens or kept.busy or kept.state is FileState.ENTERED:
        raise Http404
    return kept


def _sheets(kept: Kept) -> tuple[str, ...]:
    first, others = uploads.sheets(kept)
    return (first, *others)


def _which(said: str, names: tuple[str, ...]) -> int:
    return int(said) if said.isascii() and said.isdigit() and int(said) < len(names) else 0


def _columns_shown(request: HttpRequest, code: str, kept: Kept, form: ColumnsForm | None = None) -> HttpResponse:
    names, url = _sheets(kept), reverse("import-columns", args=[code, kept.number])
    which = _which(request.GET.get("lembar", "") if form is None else form.data.get("sheet", ""), names)
    refused = None
    if form is None:
        known: Headings | None = None
        try:
            known = uploads.headings(kept, names[which])
        except Refusal as refusal:
            refused = refusal.words
        form = ColumnsForm(known=known, sheet=str(which))
    page = ColumnsPage(
        title=Words(id="Apa isi setiap kolom?", en="What does each column hold?"),
        back=Link(words=BACK, url=reverse("imports", args=[code])),
        action=url,
        button=Words(id="Coba lembarnya", en="Try the workbook"),
        cancel=Link(words=Words(id="Hapus lembar ini", en="Delete this workbook"),
                    url=reverse("import-away", args=[code, kept.number])),
        sheet=names[which] if len(names) > 1 else "",
        others=tuple(
            Link(words=same(name), url=f"{url}?lembar={at}") for at, name in enumerate(names) if at != which
        ),
        refused=refused,
    )  # fmt: skip
    return render(request, "web/imports/columns.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)


Done = Callable[[Kept, HttpRequest], None]


@dataclass(frozen=True, slots=True)
class _Stop:
    """A stop before something is done with a workbook: its words, what is done, and where that leads."""

    title: Words
    button: Words
    sentences: Callable[[Kept], tuple[Words, ...]]
    does: Done
    leads: str
    done: Words
    grave: bool = False


def _stop_view(stop: _Stop, fits: Callable[[Kept], bool]) -> View:
    @needs("intake.workbook.open")
    def view(request: HttpRequest, code: str, workbook: str) -> HttpResponse:
        if request.method in READING:
            return _stopped(request, code, _fitting(request, code, workbook, fits), stop, Form())
        with looking(request):
            kept = _fitting(request, code, workbook, fits)
        form = Form(request.POST)
        try:
            stop.does(kept, request)
        except Refusal as refusal:
            form.refuse(refusal)
            with looking(request):
                return _stopped(request, code, kept, stop, form)
        messages.success(request, told(stop.done))
        return SeeOther(reverse(stop.leads, args=[code] if stop.leads == "imports" else [code, workbook]))

    return view


def _fitting(request: HttpRequest, code: str, workbook: str, fits: Callable[[Kept], bool]) -> Kept:
    kept = own(request, code, workbook)
    if not kept.opens or not fits(kept):
        raise Http404
    return kept


def _stopped(request: HttpRequest, code: str, kept: Kept, stop: _Stop, form: Form) -> HttpResponse:
    back = reverse("import", args=[code, kept.number])
    page = ConfirmPage(
        title=stop.title,
        back=Link(words=BACK, url=back),
        action=request.path,
        button=stop.button,
        cancel=Link(words=CANCEL, url=back),
        sentences=stop.sentences(kept),
        grave=stop.grave,
    )
    return render(request, "web/confirm.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)


def _before(kept: Kept) -> tuple[Words, ...]:
    counts = {state.value.lower(): count for state, count in kept.counts.items()}
    fresh = counts["ready"] + counts["perhaps"]
    found = [
        Words(
            id="{fresh} orang akan didaftarkan sebagai tindakan Anda, masing-masing dengan berkasnya sendiri.",
            en="{fresh} people will be registered as acts of yours, each with a case of her own.",
        ).format(fresh=fresh)
    ]
    if counts["perhaps"]:
        found.append(
            Words(
                id="{perhaps} di antaranya mungkin orang yang sama. Mereka tetap didaftarkan dan ditandai, supaya "
                "koordinator memutuskan; tidak ada yang hilang karena kembarannya.",
                en="{perhaps} of them may be the same person. They are registered and marked for the coordinator to "
                "decide; nobody is lost for looking like somebody else.",
            ).format(**counts)
        )
    if counts["mend"]:
        found.append(
            Words(
                id="{mend} baris yang perlu diperbaiki dilewati. Perbaiki di lembarnya lalu kirim lagi; yang sudah "
                "terdaftar tidak didaftarkan dua kali.",
                en="{mend} rows that are to be mended are passed over. Mend them and hand the workbook in again; "
                "whoever is registered is not registered twice.",
            ).format(**counts)
        )
    found.append(
        Words(
            id="Seluruhnya dapat ditarik kembali selama 24 jam, kecuali berkas yang sudah dikerjakan.",
            en="All of it can be taken back within 24 hours, but for cases that somebody has worked on.",
        )
    )
    return tuple(found)


def _enter(kept: Kept, request: HttpRequest) -> None:
    uploads.let_enter(by=here(request).actor, kept=kept, at=clock.now())


def _put_away(kept: Kept, request: HttpRequest) -> None:
    uploads.put_away(by=here(request).actor, kept=kept, at=clock.now())


enter = _stop_view(
    _Stop(
        title=Words(id="Daftarkan orang-orang di lembar ini?", en="Register the people in this workbook?"),
        button=Words(id="Ya, daftarkan", en="Yes, register them"),
        sentences=_before,
        does=_enter,
        leads="import",
        done=Words(id="Pendaftaran dimulai.", en="Registering has begun."),
    ),
    lambda kept: kept.state is FileState.TRIED and bool(kept.counts[RowState.READY] + kept.counts[RowState.PERHAPS]),
)
put_away = _stop_view(
    _Stop(
        title=Words(id="Hapus lembar ini?", en="Delete this workbook?"),
        button=Words(id="Ya, hapus", en="Yes, delete it"),
        sentences=lambda _kept: (
            Words(
                id="Yang dihapus hanya lembar yang Anda kirim. Orang yang sudah didaftarkan tetap terdaftar.",
                en="Only the workbook you handed in is deleted. Whoever was registered stays registered.",
            ),
        ),
        does=_put_away,
        leads="imports",
        done=Words(id="Lembarnya sudah dihapus.", en="The workbook is deleted."),
    ),
    lambda kept: not kept.busy,
)


class UndoForm(ActForm):
    """Nothing to fill in."""


def _of(about: About) -> Import:
    try:
        return imports.imported(about.parts["imported"], about.code)
    except Refusal as refusal:
        raise Http404 from refusal


undo = act_view(
    Screen(
        verb="intake.workbook.undo",
        form=UndoForm,
        title=lambda about: Words(id="Tarik kembali impor {number}?", en="Take import {number} back?").format(
            number=_of(about).number
        ),
        leads=lambda about: reverse("imports", args=[about.code]),
        fixed=lambda about: {"workbook": _of(about).number},
        sentences=(
            Words(
                id="Semua pendaftaran dari lembar ini dinyatakan keliru. Catatannya tetap ada, dan alasannya terbaca.",
                en="All registrations from this workbook are struck as mistakes. The record stays, with its reason.",
            ),
            Words(
                id="Berkas yang sudah dikerjakan sesudah impor tetap terdaftar.",
                en="Cases that were worked on since stay registered.",
            ),
        ),
        button=Words(id="Ya, tarik kembali", en="Yes, take it back"),
        grave=True,
        done=Words(id="Impor ditarik kembali.", en="The import was taken back."),
    )
)

"""Shows the register of copies, and hands a file and its password to whoever asked for it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.exports import queries as exports
from pulang.areas.exports.facts import Export, State
from pulang.areas.exports.rules import ROWS_MOST, TOO_MANY
from pulang.doors.web import labels, parts
from pulang.doors.web.acting import BACK, CANCEL, OncePage, once
from pulang.doors.web.context import READING, Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import ConfirmPage, Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.flows import copying
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, same
from pulang.storage import clock

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {
    State.WAITING: parts.WAITING,
    State.APPROVED: parts.WAITING,
    State.READY: parts.GOOD,
    State.FAILED: parts.STOPPED,
    State.REFUSED: parts.PLAIN,
    State.GONE: parts.PLAIN,
}
_WHY = {
    "export-too-large": TOO_MANY.format(most=ROWS_MOST),
    "right-ended": Words(
        id="Yang meminta atau yang menyetujui tidak berwenang lagi.",
        en="Whoever asked or approved has the right no more.",
    ),
}
_GET = Words(id="Unduh", en="Download")
_SHOW = Words(id="Lihat sandinya (satu kali)", en="See its password (once)")
_APPROVE = Words(id="Setujui", en="Approve")
_REFUSE = Words(id="Tolak", en="Refuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One line of the register."""

    number: str
    tag: parts.Tag
    purpose: Words
    columns: Words
    agency: str
    receiver: str
    recipient: str
    asked_at: datetime
    decided_by: str
    rows: int | None
    why: Words | None
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many copies an agency received, and how many rows they held."""

    name: str
    copies: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage(Page):
    """The register of a programme's copies."""

    tabs: tuple[Link, ...]
    ask: Link | None
    copies: tuple[Copy, ...]
    counted: tuple[Counted, ...]


@needs("exports")
def register(request: HttpRequest, code: str) -> HttpResponse:
    """This will show every copy that was asked for, and how many went to each agency."""
    about, can = programme_here(request), powers(request, programme_here(request))
    names = {one.code: one.name for one in accounts.agencies()}
    asks = Link(words=Words(id="Minta salinan", en="Ask for a copy"), url=reverse("export-request", args=[code]))
    page = RegisterPage(
        title=Words(id="Salinan – {name}", en="Copies – {name}").format(name=about.name),
        tabs=tabs(request, code, "exports"),
        ask=asks if can.may("exports.export.request") else None,
        copies=tuple(_copy(code, one, names, can) for one in exports.register(code, clock.now())),
        counted=tuple(
            Counted(name=names.get(agency, agency), copies=copies, rows=rows)
            for agency, copies, rows in exports.by_recipient(code)
        ),
    )
    return render(request, "web/exports/register.html", page)


def _copy(code: str, one: Export, names: dict[str, str], can: Powers) -> Copy:
    asked = one.request
    return Copy(
        number=asked.number,
        tag=parts.Tag(words=labels.named(labels.COPIES, one.state.value), kind=_KINDS[one.state]),
        purpose=labels.named(labels.PURPOSES, asked.purpose),
        columns=listing(tuple(labels.named(labels.COPY_COLUMNS, column.value) for column in asked.columns)),
        agency=names.get(asked.agency, asked.agency),
        receiver=asked.receiver,
        recipient=names.get(asked.recipient, asked.recipient),
        asked_at=asked.requested_at,
        decided_by=one.decided_by,
        rows=None if one.failed else one.rows,
        why=_WHY.get(one.failed),
        offers=_offers(code, one, can),
    )


def _offers(code: str, one: Export, can: Powers) -> tuple[Link, ...]:
    number, mine = one.request.number, one.request.requested_by == can.actor.code
    offered = []
    if one.state is State.WAITING:
        if can.may("exports.export.approve") and not mine:
            offered.append((_APPROVE, "export-approve"))
        if can.may("exports.export.refuse"):
            offered.append((_REFUSE, "export-refuse"))
    elif one.state is State.READY and mine:
        offered = [(_GET, "export-fetch"), *([] if one.told else [(_SHOW, "export-password")])]
    return tuple(Link(words=words, url=reverse(name, args=[code, number])) for words, name in offered)


@needs("exports.export.request", step_up=True)
def fetch(request: HttpRequest, code: str, export: str) -> HttpResponse:
    """This will hand over the locked file, named by its number and nothing else."""
    if request.method not in READING:
        raise Http404
    content = copying.fetch(by=here(request).actor, programme=code, number=export, at=clock.now())
    answer = HttpResponse(content, content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{export}.xlsx"'
    return answer


@needs("exports.export.request", step_up=True)
def password(request: HttpRequest, code: str, export: str) -> HttpResponse:
    """This will show the password of a copy once, to whoever asked for the copy."""
    url = reverse("exports", args=[code])
    if request.method in READING:
        copying.own(by=here(request).actor, programme=code, number=export, at=clock.now())
        page = ConfirmPage(
            title=Words(id="Lihat sandi berkas ini?", en="See the password of this file?"),
            back=Link(words=BACK, url=url),
            action=request.path,
            button=Words(id="Ya, tampilkan", en="Yes, show it"),
            cancel=Link(words=CANCEL, url=url),
            sentences=(
                Words(
                    id="Sandi tampil satu kali saja. Sampaikan kepada penerima dengan cara lain daripada berkasnya.",
                    en="It is shown only once. Tell it to the receiver by another way than the file goes.",
                ),
            ),
        )
        return render(request, "web/confirm.html", page)
    try:
        secret = copying.show_password(by=here(request).actor, programme=code, number=export, at=clock.now())
    except Refusal as refusal:
        raise Http404 from refusal
    if secret is None:
        raise Http404
    return once(
        request,
        OncePage(
            title=Words(id="Sandi berkas – {number}", en="The file's password – {number}").format(number=same(export)),
            secret=secret,
            label=Words(id="Sandi", en="Password"),
            sentences=(
                Words(
                    id="Salin sekarang. Setelah halaman ini ditutup, sandi tidak tampak lagi.",
                    en="Copy it now. Once this page is closed, it cannot be seen again.",
                ),
            ),
            onward=Link(words=Words(id="Sudah disalin", en="I have copied it"), url=url),
        ),
    )

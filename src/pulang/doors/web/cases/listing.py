"""The case list: filters stand in the address, fifty rows a page, and no name anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.safestring import SafeString, mark_safe

from pulang.areas.audit import queries as acts
from pulang.areas.cases.facts import Listing
from pulang.areas.cases.queries import PAGE_MOST, PAGE_ROWS
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.gates import BY_ID, ON_THE_SHEET
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.cases.rows import rows
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.forms import Form, SelectField, TextField
from pulang.doors.web.pages import Link, Page, database_refused, render
from pulang.doors.web.tabs import tabs
from pulang.doors.web.words import language, say
from pulang.flows.listing import Asked, leafed, listed
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same
from pulang.storage import clock, sql

_CHOOSE = say("Pilih…", "Choose…")
_FILTERS = ("q", "choice", "stage", "gate", "origin", "site")
_PAGE_DIGITS = 4


_GATES = [(gate, say(labels.waits(gate).id, labels.waits(gate).en)) for gate in BY_ID]


class FilterForm(Form):
    """What the list is narrowed to."""

    q = TextField(label=say("Nomor berkas", "Case number"), required=False, longest=30)
    choice = SelectField(label=say("Pilihan", "Choice"), required=False, choices=labels.options(labels.CHOICES))
    gate = SelectField(
        label=say("Menunggu", "Waits for"),
        required=False,
        choices=_GATES,
    )
    stage = SelectField(label=say("Tahap", "Stage"), required=False, choices=labels.options(labels.STAGES))
    origin = SelectField(label=say("Provinsi asal", "Province of origin"), required=False, choices=labels.provinces())
    site = SelectField(label=say("Lokasi", "Site"), required=False, choices=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """One page of the list."""

    code: str
    tabs: tuple[Link, ...]
    panel: SafeString
    rows: SafeString
    total: int
    more: bool
    chips: tuple[parts.Chip, ...]
    pager: parts.Pager | None
    empty: parts.Empty | None
    register: Link | None
    ways: tuple[Link, ...]
    said: Words | None


@needs("cases")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show one page of a programme's cases, as far as the database shows them to the reader."""
    about, page_asked = programme_here(request), _asked_page(request)
    with sql.asked_together(*_questions(request, code, page_asked)):
        sheet = not here(request).may_look("file")
        sites = () if sheet else programmes.site_names(code)
        chosen, said = _chosen(request, sites, sheet=sheet)
        found, refused = _found(code, chosen, page_asked, sheet=sheet)
    may = powers(request, about).may
    may_register = may("cases.case.register")
    register = Link(words=_REGISTER, url=addresses.about("case-new", code))
    page = ListPage(
        title=Words(id="Berkas – {name}", en="Cases – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "cases"),
        panel=_panel(language(), sites, tuple(chosen.items()), sheet=sheet),
        rows=rows(found.rows, dict(sites)),
        total=found.total,
        more=found.more,
        chips=_chips(request.path, chosen, dict(sites)),
        pager=_pager(request.path, chosen, found),
        empty=None if found.rows else _empty(chosen, register if may_register else None),
        register=register if may_register else None,
        ways=tuple(Link(words=words, url=addresses.about(name, code)) for name, words, verb in _WAYS if may(verb)),
        said=said or refused,
    )
    return render(request, "web/cases/list.html", page)


def _questions(request: HttpRequest, code: str, page: int) -> tuple[Callable[[], object], ...]:
    """This will name what a list asks that follows from its address alone: one round trip instead of three."""
    first = (lambda: programmes.site_names(code), lambda: acts.state(code))
    if request.GET.keys() - {"page"} or not 1 <= page <= PAGE_MOST:
        return first
    return (*first, lambda: leafed(code, page))


_WAYS = (
    ("intake", Words(id="Daftarkan lewat tanya jawab", en="Register question by question"), "cases.case.register"),
    ("imports", Words(id="Impor lembar hitung", en="Import a workbook"), "cases.case.register"),
    (
        "case-telephones",
        Words(id="Satu telepon, banyak berkas", en="One telephone, many cases"),
        "cases.duplicate.flag",
    ),
)
_REGISTER = Words(id="Daftarkan berkas baru", en="Register a case")
_NO_SUCH_FILTER = Words(
    id="Ada saringan yang tidak dikenal, jadi tidak dipakai.", en="A filter is not known, so it is not used."
)


def _chosen(
    request: HttpRequest, sites: tuple[tuple[str, str], ...], *, sheet: bool
) -> tuple[dict[str, str], Words | None]:
    """This will give the filters of the address; one that is not among those offered is left out, and told."""
    offered = {
        **(_OFFERED_ON_THE_SHEET if sheet else _OFFERED),
        "origin": frozenset(dict(labels.provinces())),
        "site": frozenset(dict(sites)),
    }
    asked = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in _FILTERS}
    known = {name: value if name == "q" or value in offered[name] else "" for name, value in asked.items()}
    return known, None if known == asked else _NO_SUCH_FILTER


_LONGEST = 30
_OFFERED = {
    "choice": frozenset(kind.value for kind in labels.CHOICES),
    "stage": frozenset(stage.value for stage in labels.STAGES),
    "gate": frozenset(BY_ID),
}
_OFFERED_ON_THE_SHEET = {**_OFFERED, "gate": ON_THE_SHEET}


@lru_cache(maxsize=512)
def _panel(
    _language: str, sites: tuple[tuple[str, str], ...], chosen: tuple[tuple[str, str], ...], *, sheet: bool
) -> SafeString:
    """This will make the filter panel; six controls with their choices cost as much as everything else on the page."""
    form = FilterForm(initial=dict(chosen))
    field = form.fields["site"]
    assert isinstance(field, SelectField)
    field.choices = [("", _CHOOSE), *sites]
    if sheet:
        del form.fields["site"]
        gates = form.fields["gate"]
        assert isinstance(gates, SelectField)
        gates.choices = [("", _CHOOSE), *(one for one in _GATES if one[0] in ON_THE_SHEET)]
    with database_refused():
        panel = loader.get_template("web/parts/filter.html").render({"filters": form})
    return mark_safe(panel)  # noqa: S308 - a template has escaped it


def _asked_page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _PAGE_DIGITS else 1


def _found(code: str, chosen: dict[str, str], page: int, *, sheet: bool) -> tuple[Listing, Words | None]:
    """This will ask for the page; a mistyped number or a page too far gives an empty list and says why."""
    try:
        day = clock.today(programmes.programme(code).time_zone)
        return listed(code, Asked(**chosen), page=page, day=day, sheet=sheet), None
    except Refusal as refusal:
        return Listing(rows=(), page=1, pages=1, total=0, more=False), refusal.words


def _address(path: str, chosen: dict[str, str], page: int = 1) -> str:
    asked = {name: value for name, value in chosen.items() if value}
    if page > 1:
        asked["page"] = str(page)
    return f"{path}?{urlencode(asked)}" if asked else path


def _spoken(name: str, value: str, sites: dict[str, str]) -> Words:
    """This will say what a filter is set to."""
    if name == "choice":
        return labels.named(labels.CHOICES, value)
    if name == "stage":
        return labels.named(labels.STAGES, value)
    if name == "gate":
        return labels.waits(value)
    if name == "origin":
        return same(labels.province(value))
    return same(sites.get(value, value) if name == "site" else value)


def _chips(path: str, chosen: dict[str, str], sites: dict[str, str]) -> tuple[parts.Chip, ...]:
    return tuple(
        parts.Chip(
            words=Words(id="{what}: {value}", en="{what}: {value}").format(
                what=_NAMES[name], value=_spoken(name, value, sites)
            ),
            url=_address(path, {**chosen, name: ""}),
        )
        for name, value in chosen.items()
        if value
    )


_NAMES = {
    "q": Words(id="Nomor", en="Number"),
    "choice": Words(id="Pilihan", en="Choice"),
    "stage": Words(id="Tahap", en="Stage"),
    "gate": Words(id="Menunggu", en="Waits for"),
    "origin": Words(id="Asal", en="Origin"),
    "site": Words(id="Lokasi", en="Site"),
}


def _pager(path: str, chosen: dict[str, str], found: Listing) -> parts.Pager | None:
    if not found.rows or found.pages <= 1:
        return None
    first = (found.page - 1) * PAGE_ROWS
    return parts.Pager(
        first=first + 1,
        last=first + len(found.rows),
        total=None if found.more else found.total,
        before=_address(path, chosen, found.page - 1) if found.page > 1 else "",
        after=_address(path, chosen, found.page + 1) if found.page < found.pages else "",
    )


def _empty(chosen: dict[str, str], register: Link | None) -> parts.Empty:
    if any(chosen.values()):
        return parts.Empty(
            title=Words(id="Tidak ada berkas dengan saringan ini", en="No case fits these filters"),
            text=Words(id="Hapus satu saringan, atau periksa nomornya.", en="Remove a filter, or check the number."),
        )
    return parts.Empty(
        title=Words(id="Tidak ada berkas untuk Anda di sini", en="There is no case for you here"),
        text=Words(
            id="Berkas muncul setelah didaftarkan, atau setelah diserahkan kepada instansi Anda.",
            en="Cases stand here once they are registered, or given to your agency.",
        ),
        action=register,
    )

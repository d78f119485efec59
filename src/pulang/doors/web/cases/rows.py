"""The rows of the case list as HTML: fifty rows through the template engine cost more than all else on the page."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from pulang.areas.cases.facts import Listed
from pulang.doors.web import labels
from pulang.doors.web.words import told
from pulang.kernel.words import NOTHING, Words

_LABELS = (
    Words(id="Pilihan", en="Choice"),
    Words(id="Menunggu", en="Waits for"),
    Words(id="Tahap", en="Stage"),
    Words(id="Asal", en="Origin"),
    Words(id="Lokasi", en="Site"),
)
_CELL = '<td class="govuk-table__cell" data-label="{}">{}</td>'
_ROW = (
    '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">'
    '<a class="govuk-link pl-tabel-tautan pl-nomor" href="{}">{}</a></th>' + _CELL * len(_LABELS) + "</tr>"
)


def rows(found: Iterable[Listed], sites: Mapping[str, str]) -> SafeString:
    """This will write the rows, every value escaped, in the language of the page."""
    names = tuple(told(label) for label in _LABELS)
    before, after = reverse("case", args=["0"]).split("0")  # asking for each row's address takes as long as its cells
    return format_html_join("", _ROW, (_cells(one, f"{before}{one.number}{after}", names, sites) for one in found))


def _cells(one: Listed, url: str, names: tuple[str, ...], sites: Mapping[str, str]) -> list[str]:
    values: tuple[Words | str, ...] = (
        labels.named(labels.CHOICES, one.choice) if one.choice else labels.NO_CHOICE,
        labels.waits(one.waits_for),
        labels.named(labels.STAGES, one.stage) if one.stage else NOTHING,
        labels.province(one.origin),
        _where(one, sites),
    )
    cells = [url, one.number]
    for name, value in zip(names, values, strict=True):
        cells += [name, told(value) if isinstance(value, Words) else value]
    return cells


def _where(one: Listed, sites: Mapping[str, str]) -> str:
    # Where there is only one site its name says nothing, and the column stays narrow.
    named = (one.block,) if len(sites) == 1 and one.block else (sites.get(one.site, one.site), one.block)
    return ", ".join(filter(None, named))

"""The rows of the case list as HTML: fifty rows through the template engine cost more than all else on the page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pulang.areas.cases.facts import Listed
from pulang.doors.web import addresses, labels
from pulang.doors.web.words import language
from pulang.kernel.words import NOTHING, Words, same

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
    '<a class="govuk-link pl-tabel-tautan pl-nomor" href="{}">{}</a></th>{}</tr>'
)


def rows(found: Iterable[Listed], sites: Mapping[str, str]) -> SafeString:
    """This will write the rows, every value escaped, in the language of the page."""
    lang = language()
    written = (
        _ROW.format(
            addresses.about("case", one.number),
            escape(one.number),
            _cells(lang, one.choice, one.waits_for, one.stage, one.origin, _where(one, sites)),
        )
        for one in found
    )
    return mark_safe("".join(written))  # noqa: S308 - every value was escaped


# The same few answers come again on every page, and writing their cells anew is half of what a page of cases costs.
@lru_cache(maxsize=8192)
def _cells(lang: str, *shown: str) -> str:  # one argument for each cell, in the order of the labels
    choice, waits_for, stage, origin, where = shown
    values = (
        labels.named(labels.CHOICES, choice) if choice else labels.NO_CHOICE,
        labels.waits(waits_for),
        labels.named(labels.STAGES, stage) if stage else NOTHING,
        same(labels.province(origin)),
        same(where),
    )
    pairs = zip(_LABELS, values, strict=True)
    return "".join(_CELL.format(escape(label.text(lang)), escape(value.text(lang))) for label, value in pairs)


def _where(one: Listed, sites: Mapping[str, str]) -> str:
    # Where there is only one site its name says nothing, and the column stays narrow.
    named = (one.block,) if len(sites) == 1 and one.block else (sites.get(one.site, one.site), one.block)
    return ", ".join(filter(None, named))

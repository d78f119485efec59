"""Promises and stated numbers as a table for a spreadsheet, each line with its source; no line names a person."""

import csv
import io
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from pulang.areas.statements.facts import PromiseFacts
from pulang.areas.statements.rules import OUR_REGISTER, due_on, slipped_days
from pulang.doors.web import labels
from pulang.doors.web.context import here, needs, programme_here
from pulang.doors.web.pages import asked_day, private
from pulang.doors.web.words import told
from pulang.flows import said
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words
from pulang.storage.context import counting

_HEADS = (
    Words(id="jenis", en="kind"),
    Words(id="tentang", en="about"),
    Words(id="disebut pada", en="said on"),
    Words(id="tentang hari", en="about the day"),
    Words(id="instansi", en="office"),
    Words(id="nilai", en="value"),
    Words(id="sampai", en="up to"),
    Words(id="satuan", en="unit"),
    Words(id="bergeser (hari)", en="slipped (days)"),
    Words(id="berbeda dengan", en="differs from"),
    Words(id="penjelasan", en="explanation"),
    Words(id="dana", en="money"),
    Words(id="sumber", en="source"),
)
_PROMISE, _FIGURE = Words(id="janji", en="promise"), Words(id="angka", en="number")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@needs("programme")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will give what was promised and stated by the day asked for, as comma-separated values."""
    at = moment(asked_day(request), zone=programme_here(request).time_zone)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([told(head) for head in _HEADS])
    counts = here(request).may_look("counts")
    with counting():
        rows = (*_promises(code, at), *_figures(code, at, counts=counts))
        table.writerows([_harmless(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tabel.csv"'
    return private(response)


def _harmless(cell: object) -> str:
    """This will keep a spreadsheet from reading a text as a formula; numbers and days are left as they are."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _promises(code: str, at: Moment) -> Iterator[tuple[object, ...]]:
    for history in said.histories(code, at):
        earlier: PromiseFacts | None = None
        for one in history.made:
            moved = None if earlier is None else slipped_days(earlier, one)
            value = one.amount if one.amount is not None else due_on(one)
            about = told(labels.subject(history.subject))
            yield (
                told(_PROMISE), about, one.said_on, one.on, one.office, value, None, _unit(one.unit), moved, None, None,
                one.funding, one.source,
            )  # fmt: skip
            earlier = one


def _figures(code: str, at: Moment, *, counts: bool) -> Iterator[tuple[object, ...]]:
    notes = {one.figure.id: one for one in said.differing(code, at)}
    for figure, against in said.figures(code, at):
        noted = notes.get(figure.id)
        others = "; ".join(
            f"{other.value} ({told(other.office)}{'' if other.office == OUR_REGISTER else f', {other.source}'})"
            for other in against
            if counts or other.office != OUR_REGISTER
        )
        why = noted.note.note if noted is not None and noted.note is not None else None
        yield (
            told(_FIGURE), told(labels.subject(figure.figure)), figure.said_on, figure.on, figure.office, figure.value,
            figure.high, _unit(figure.unit), None, others, why, None, figure.source,
        )  # fmt: skip


def _unit(unit: str) -> str:
    return told(labels.named(labels.UNITS, unit)) if unit else ""

"""Shows the list a round left behind, with its method and its digest, and gives it as a table without names."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.cases.rules import OBJECTION_DAYS
from pulang.areas.rounds import queries
from pulang.areas.rounds.facts import ListFacts
from pulang.areas.rounds.rules import Listed
from pulang.doors.web import labels, parts
from pulang.doors.web.context import here, needs
from pulang.doors.web.pages import Link, Page, private, render
from pulang.doors.web.rounds.words import LISTED
from pulang.doors.web.words import told
from pulang.flows import looking as looks
from pulang.flows import roundlists
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_UNKNOWN = Words(id="Putaran ini belum punya daftar.", en="This round has no list yet.")
_HEADS = (
    Words(id="nomor berkas", en="case number"),
    Words(id="hasil", en="outcome"),
    Words(id="cara", en="evidence"),
    Words(id="menyusul", en="late"),
)
_YES = Words(id="ya", en="yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """A frozen list without anybody on it: how it was made, what it counts, who decided it."""

    method: Words
    rows: tuple[parts.Row, ...]
    agency: str
    frozen_on: date
    digest: str
    days: int
    file: Link | None


@needs("counts")
def page(request: HttpRequest, code: str, round: str) -> HttpResponse:  # noqa: A002 - the word of the domain
    """This will show how a list was made and what it counts."""
    head = _head(code, round)
    rows = [(Words(id="Semua berkas", en="All cases"), "LISTED")]
    rows += [(words, outcome.value) for outcome, words in LISTED.items()]
    rows += [(Words(id="Terdaftar menyusul", en="Registered late"), "LATE")]
    file = Link(words=Words(id="Unduh tanpa nama (CSV)", en="Download without names (CSV)"),
                url=reverse("round-list-file", args=[code, round]))  # fmt: skip
    shown = ListPage(
        title=Words(id="Daftar putaran {round}", en="List of the round {round}").format(round=head.round),
        tab=Words(id="Daftar putaran", en="List of a round"),
        back=Link(words=Words(id="Verifikasi", en="Verification"), url=reverse("rounds", args=[code])),
        method=Words(**head.method),
        rows=tuple(parts.Row(key=words, value=head.counts[count]) for words, count in rows),
        agency=next((one.name for one in accounts.agencies() if one.code == head.agency), head.agency),
        frozen_on=head.frozen_on,
        digest=head.digest,
        days=OBJECTION_DAYS,
        file=file if here(request).may_look("cases") else None,
    )
    return render(request, "web/rounds/list.html", shown)


@needs("cases")
def table(request: HttpRequest, code: str, round: str) -> HttpResponse:  # noqa: A002 - the word of the domain
    """This will give the list as comma-separated values, as far as the reader sees its cases; that is written down."""
    head = _head(code, round)
    lines = roundlists.listed(code, round)
    looks.note(action="rounds.listed", programme=code, fields=("attempts",), cases=[line.case for line in lines])
    text = io.StringIO()
    made = csv.writer(text, lineterminator="\r\n")
    made.writerow([told(words) for words in _HEADS])
    for line in lines:
        kind = told(labels.named(labels.EVIDENCE, line.kind)) if line.kind else ""
        outcome = told(labels.named(LISTED, Listed(line.outcome).value))
        made.writerow([line.number, outcome, kind, told(_YES) if line.late else ""])
    made.writerow([f"SHA-256 {head.digest}"])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="daftar.csv"'
    return private(response)


def _head(code: str, round_code: str) -> ListFacts:
    found = next((one for one in queries.lists(code) if one.round == round_code), None)
    if found is None:
        raise Refusal("unknown-round", _UNKNOWN, field="round")
    return found

"""The entitlement sheet as a paper to take along, in either language: no name, no programme, no reason on it."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.cases import queries as cases
from pulang.doors.web import labels, printing
from pulang.doors.web.cases.entitlement import Line, line_of
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import asked_day
from pulang.flows import looking as looks
from pulang.flows.entitlement import Entitlement, entitlement
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.words import LANGUAGES, Words

FILE: Final = "lembar.pdf"  # it lies in somebody's bag, or on somebody's telephone
_NO_DECREE: Final = Words(
    id="Belum ada SK penetapan; jumlahnya menurut tarif hari ini dan masih dapat berubah.",
    en="No beneficiary decree yet; amounts are by today's rates and can still change.",
)
_DECREE: Final = Words(
    id="Menurut keputusan {decree}, {day}, dengan tarif yang berlaku pada hari itu.",
    en="By decree {decree}, {day}, at the rates of that day.",
)
_NOT_CHOSEN: Final = Words(
    id="Haknya menurut pilihannya. Selama belum memilih, tidak ada yang hilang: haknya tetap ada begitu ia memilih.",
    en="What she is due follows her choice. Nothing is lost while she has not chosen: it is there once she does.",
)
_TITLE: Final = Words(id="Yang menjadi hak Anda", en="What you are due")
_ABOUT: Final = Words(id="{number}, per {day}. {choice}.", en="{number}, as of {day}. {choice}.")
_IN_ALL: Final = Words(id="Jumlah selain tiket: {total}", en="In all, besides the ticket: {total}")
_FREE: Final = Words(
    id="Bantuan tidak bergantung pada tanggal berangkat dan tidak menuntut kesediaan apa pun. Bila ada yang keliru, "
    "Anda dapat mengajukan keberatan.",
    en="Aid does not depend on a travel date and asks for no willingness. If something is wrong, you can object.",
)

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")
#set text(size: 11pt, lang: told.lang)
#text(size: 17pt, weight: "bold")[#told.title]
#parbreak()
#told.about
#parbreak()
#told.decree
#for one in told.lines {
  block(breakable: false, above: 1.2em)[
    #text(size: 13pt, weight: "bold")[#one.what]
    #table(columns: (3.4cm, 1fr), stroke: none, inset: (x: 0pt, y: 3pt), ..one.rows.flatten())
  ]
}
#v(0.6em)
#strong(told.total)
#parbreak()
#told.free
"""


@needs("cases")
def paper(request: HttpRequest, number: str, lang: str) -> HttpResponse:
    """This will give the sheet as a paper to take along, in the language asked for; it holds no name, no programme."""
    if lang not in LANGUAGES:
        raise Http404
    programme_here(request)
    found = entitlement(number, as_of=asked_day(request))
    looks.note(action="case.read", case=cases.find(number), fields=("entitlement",))
    return given(found, lang)


def given(found: Entitlement, lang: str) -> HttpResponse:
    """This will hand a sheet over as a file under a neutral name."""
    answer = HttpResponse(printing.pdf(_LAYOUT.encode(), said(found, lang)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    add_never_cache_headers(answer)
    return answer


def said(found: Entitlement, lang: str) -> dict[str, object]:
    """This will say the sheet in one language, as its paper wants it."""
    choice = labels.named(labels.CHOICES, found.choice)
    about = _ABOUT.format(number=found.number, day=in_words(found.as_of), choice=choice)
    decree = _NO_DECREE
    if found.decreed_on is not None:
        decree = _DECREE.format(decree=found.decree, day=in_words(found.decreed_on))
    return {
        "lang": lang,
        "title": _TITLE.text(lang),
        "about": about.text(lang),
        "decree": (decree if found.lines else _NOT_CHOSEN).text(lang),
        "lines": [_lines_of(line_of(one), lang) for one in found.lines],
        "total": _IN_ALL.format(total=rupiah_in_words(found.total)).text(lang) if found.lines else "",
        "free": _FREE.text(lang),
    }


def _lines_of(line: Line, lang: str) -> dict[str, object]:
    rows = [[row.key.text(lang), row.value.text(lang) if isinstance(row.value, Words) else row.value]
            for row in line.rows]  # fmt: skip
    return {"what": line.what.text(lang), "rows": rows}

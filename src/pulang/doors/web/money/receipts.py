"""Receipts on paper: the amount in words, the number as a square code, room for a signature; no name, no programme."""

from hashlib import sha256
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.payments import queries as payments
from pulang.doors.web import printing
from pulang.doors.web.context import needs, programme_here
from pulang.doors.web.pages import asked_day
from pulang.doors.web.words import language
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.money import spelled
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

FILE: Final = "tanda-terima.pdf"
_MARK_SIGNS: Final = 12
_TITLE: Final = Words(id="Tanda terima (kwitansi)", en="Receipt")
_OF: Final = Words(id="Pembayaran {number}", en="Payment {number}")
_HEADS: Final = {
    "number-head": Words(id="Nomor", en="Number"),
    "amount-head": Words(id="Uang sebesar", en="The sum of"),
    "words-head": Words(id="Terbilang", en="In words"),
    "for-head": Words(id="Untuk", en="For"),
    "day-head": Words(id="Tanggal", en="Date"),
    "given": Words(id="Yang menyerahkan", en="Handed over by"),
    "taken": Words(id="Yang menerima", en="Received by"),
}

# Every value comes in as data and is set as text, so nothing in it can be read as a command of the document.
_LAYOUT: Final = """
#let told = json(bytes(sys.inputs.said))
#set document(title: told.title, author: (), date: none)
#set page(paper: "a5", flipped: true, margin: 1.5cm)
#set text(size: 11pt, lang: told.lang)
#for (place, one) in told.receipts.enumerate() {
  if place > 0 { pagebreak() }
  grid(columns: (1fr, auto),
    text(size: 16pt, weight: "bold")[#told.title],
    image(bytes(one.square), format: "svg", width: 2.6cm))
  table(columns: (4cm, 1fr), stroke: none, inset: 4pt,
    told.number-head, strong(one.number),
    told.amount-head, strong(one.amount),
    told.words-head, emph(one.words),
    told.for-head, one.for,
    told.day-head, one.day)
  v(1fr)
  grid(columns: (1fr, 1fr), told.given, told.taken)
  v(1.6cm)
  grid(columns: (1fr, 1fr), "......................................", "......................................")
}
"""


@needs("money")
def receipt(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """This will print the receipt of an approved payment, or one for each line of a list, under a neutral name.

    The square code holds number, amount and day with a mark that changes with each of them.
    """
    at = moment(asked_day(request), zone=programme_here(request).time_zone)
    try:
        paid = funds.payment(payment, code, at)
    except Refusal as refusal:
        raise Http404 from refusal
    lang = language()
    said = {
        "lang": lang,
        "title": _TITLE.text(lang),
        **{name: words.text(lang) for name, words in _HEADS.items()},
        "receipts": [_told(*each, paid, lang) for each in _receipts(paid, at)],
    }
    made = printing.pdf(_LAYOUT.encode(), said)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    add_never_cache_headers(answer)
    return answer


def _receipts(paid: PaymentFacts, at: Moment) -> list[tuple[str, int]]:
    lines = payments.lines(paid.number, at)
    return [(line.token, line.amount) for line in lines] or [(paid.number, paid.amount)]


def _told(number: str, amount: int, paid: PaymentFacts, lang: str) -> dict[str, str]:
    day = paid.decided_on if paid.verdict is Verdict.APPROVED and paid.decided_on else paid.asked_on
    # A line's receipt goes into somebody's bag: what it was for stands in the books, not on it.
    whole = f"{paid.document} {paid.note}".strip()
    reason = whole if number == paid.number else _OF.format(number=paid.number).text(lang)
    content = f"{number} {amount} {day.isoformat()}"
    mark = sha256(f"{content} {paid.number}".encode()).hexdigest()[:_MARK_SIGNS]
    return {
        "number": number,
        "amount": rupiah_in_words(amount).text(lang),
        "words": spelled(amount).text(lang),
        "for": reason or "–",
        "day": in_words(day).text(lang),
        "square": printing.square(f"{content} {mark}"),
    }

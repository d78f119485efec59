"""Shows a list of payments as the treasurer may see it: tokens, amounts, the ends of accounts, what came of each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.payments import queries as payments
from pulang.areas.payments.facts import FileFacts, FileKind, LineFacts, Outcome, Way
from pulang.doors.web import labels, parts
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.payments import proofs
from pulang.doors.web.payments.words import OUTCOMES, WAYS
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, people, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: its token, how and how much, the end of the account, what came of it."""

    token: str
    way: Words
    amount: int
    tail: str
    tag: parts.Tag
    on: date | None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage(Page):
    """A payment: what was asked for, who decided, the bank's files, the lines."""

    rows: tuple[parts.Row, ...]
    offers: tuple[Link, ...]
    lines: tuple[Line, ...]


_KINDS = {
    Outcome.PAID: parts.GOOD,
    Outcome.COLLECTED: parts.GOOD,
    Outcome.HELD: parts.STOPPED,
    Outcome.FAILED: parts.STOPPED,
    Outcome.RETURNED: parts.STOPPED,
    Outcome.UNCOLLECTED: parts.STOPPED,
}
_MAKE = Words(id="Buat berkas bank", en="Make the bank's file")
_WAITS = Words(id="Belum ada hasil", en="No result yet")
_SENT = Words(id="Dikirim ke bank", en="Sent to the bank")


@needs("money")
def batch(request: HttpRequest, code: str, payment: str) -> HttpResponse:
    """This will show one payment and, where it is a list, each of its lines."""
    about, day = programme_here(request), asked_day(request)
    at = moment(day, zone=about.time_zone)
    try:
        paid = funds.payment(payment, code, at)
    except Refusal as refusal:
        raise Http404 from refusal
    lines, files = payments.lines(paid.number, at), payments.files(paid.number, at)
    can = powers(request, about) if day == here(request).today else None
    page = BatchPage(
        title=Words(id="Pembayaran {number}", en="Payment {number}").format(number=paid.number),
        tab=Words(id="Pembayaran", en="Payment"),
        back=Link(words=Words(id="Dana", en="Money"), url=reverse("money", args=[code])),
        rows=tuple(_rows(paid, _name(code, paid.source, at), lines, files)),
        offers=(*_offers(code, paid, lines, files, can), *_proofs(code, paid, at, can)),
        lines=tuple(map(_line, lines)),
    )
    return render(request, "web/payments/batch.html", page)


def _line(one: LineFacts) -> Line:
    ended = one.outcome is not None
    return Line(
        token=one.token,
        way=labels.named(WAYS, one.way.value),
        amount=one.amount,
        tail=one.tail,
        tag=parts.Tag(
            words=labels.named(OUTCOMES, one.outcome.value) if one.outcome else _SENT if one.sent_on else _WAITS,
            kind=_KINDS[one.outcome] if one.outcome else parts.WAITING,
        ),
        on=one.outcome_on if ended else one.sent_on,
        said=f"{one.reference} {one.reason}".strip(),
    )


def _name(code: str, source: str, at: Moment) -> str:
    return next((one.name for one in funds.sources(code, at) if one.code == source), source)


def _rows(
    paid: PaymentFacts, source: str, lines: tuple[LineFacts, ...], files: tuple[FileFacts, ...]
) -> list[parts.Row]:
    verdict = {
        None: Words(id="Menunggu persetujuan orang lain", en="Waits for somebody else's approval"),
        Verdict.APPROVED: Words(id="Disetujui {who}, {day}", en="Approved by {who}, {day}"),
        Verdict.REFUSED: Words(id="Ditolak {who}, {day}", en="Refused by {who}, {day}"),
    }[paid.verdict]
    if paid.decided_on:
        verdict = verdict.format(who=paid.decided_by, day=in_words(paid.decided_on))
    asked = Words(id="{who}, {day}", en="{who}, {day}").format(who=paid.asked_by, day=in_words(paid.asked_on))
    found = [
        parts.Row(key=Words(id="Sumber", en="Source"), value=source),
        parts.Row(key=Words(id="Jumlah", en="Amount"), value=rupiah_in_words(paid.amount)),
        parts.Row(key=Words(id="Diajukan", en="Asked for"), value=asked),
        parts.Row(key=Words(id="Keputusan", en="Decision"), value=verdict),
    ]
    if paid.document or paid.note:
        found.append(
            parts.Row(key=Words(id="Dokumen", en="Document"), value=same(f"{paid.document} {paid.note}".strip()))
        )
    if lines:
        found.append(parts.Row(key=Words(id="Penerima", en="Receivers"), value=people(len(lines))))
        found += _sums(lines)
    return [*found, *(parts.Row(key=_FILES[one.kind], value=_file(one)) for one in files)]


_FILES = {
    FileKind.SENT: Words(id="Berkas ke bank", en="File to the bank"),
    FileKind.RESULT: Words(id="Hasil bank", en="The bank's result"),
}


def _file(one: FileFacts) -> Words:
    return Words(id="{day}: {lines} baris, {total}", en="{day}: {lines} lines, {total}").format(
        day=in_words(one.on), lines=one.lines, total=rupiah_in_words(one.total)
    )


def _sums(lines: tuple[LineFacts, ...]) -> list[parts.Row]:
    sums: Counter[Outcome] = Counter()
    for line in lines:
        if line.outcome is not None:
            sums[line.outcome] += line.amount
    return [
        parts.Row(key=labels.named(OUTCOMES, outcome.value), value=rupiah_in_words(sums[outcome]))
        for outcome in Outcome
        if sums[outcome]
    ]


def _proofs(code: str, paid: PaymentFacts, at: Moment, can: Powers | None) -> tuple[Link, ...]:
    """This will offer the proofs of a payment, and to file one, to those who pay and those who approve."""
    if can is None or paid.verdict is not Verdict.APPROVED or not can.may("payments.proof.file"):
        return ()
    kept = tuple(proofs.link(code, one) for one in payments.proofs(paid.number, at) if one.kept)
    words = Words(id="Simpan bukti pembayaran", en="File a proof of payment")
    return (*kept, Link(words=words, url=reverse("payment-proof-file", args=[code, paid.number])))


def _offers(
    code: str, paid: PaymentFacts, lines: tuple[LineFacts, ...], files: tuple[FileFacts, ...], can: Powers | None
) -> tuple[Link, ...]:
    if can is None:
        return ()
    waits = paid.verdict is None
    sends = paid.verdict is Verdict.APPROVED and any(line.way is Way.TRANSFER for line in lines)
    sent = any(one.kind is FileKind.SENT for one in files)
    found = (
        (waits, "funds.payment.approve", Words(id="Setujui", en="Approve"), "payment-approve"),
        (waits, "funds.payment.refuse", Words(id="Tolak", en="Refuse"), "payment-refuse"),
        (
            sends and not sent,
            "payments.file.make",
            Words(id="Buat berkas bank", en="Make the bank's file"),
            "bank-file-make",
        ),
        (sent, "payments.file.make", Words(id="Unduh berkas bank", en="Download the bank's file"), "bank-file"),
        (sent, "payments.result.take", Words(id="Masukkan hasil bank", en="Take over the result"), "bank-result"),
    )
    offered = tuple(
        Link(words=words, url=reverse(name, args=[code, paid.number]))
        for fits, verb, words, name in found
        if fits and can.may(verb)
    )
    paper = Link(words=Words(id="Kwitansi", en="Receipt"), url=reverse("payment-receipt", args=[code, paid.number]))
    return (*offered, paper) if paid.verdict is Verdict.APPROVED else offered

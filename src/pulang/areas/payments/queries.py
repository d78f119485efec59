"""Reads batches: their lines and what came of them, what a person was paid before, files and their layouts."""

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from pulang.areas.payments.facts import (
    Answer,
    Appointment,
    Booked,
    Column,
    Earlier,
    FileFacts,
    FileKind,
    Item,
    Layout,
    LineFacts,
    Outcome,
    ProofFacts,
    ProofKind,
    Statement,
    Sum,
    Way,
)
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sealing, sql
from pulang.storage.keeper import keeper

_SHIPPED = Path(__file__).parent / "banks"

_LINES = """
SELECT l.payment, l.token, l.way, l.amount, coalesce(s.tail, ''), s.happened_on,
       r.outcome, r.happened_on, coalesce(r.reference, ''), coalesce(r.reason, '')
FROM payments_line l
LEFT JOIN payments_sent s ON s.token = l.token AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
LEFT JOIN LATERAL (
    SELECT r.outcome, r.happened_on, r.reference, r.reason FROM payments_result r
    WHERE r.token = l.token AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s
    ORDER BY r.step DESC LIMIT 1
) r ON true
WHERE l.payment = %(payment)s
ORDER BY l.token
"""

# A try is over when its payment was refused, or its money came back: then the next may be made.
_EARLIER = """
SELECT DISTINCT ON (i.case_id, i.kind) i.case_id, i.kind, i.attempt, i.token,
       EXISTS (SELECT 1 FROM payments_line l JOIN funds_paymentverdict v ON v.number = l.payment
               WHERE l.token = i.token AND v.verdict = 'REFUSED')
       OR EXISTS (SELECT 1 FROM payments_result r
                  WHERE r.token = i.token AND r.outcome NOT IN ('PAID', 'COLLECTED'))
FROM payments_item i
WHERE i.case_id = ANY (%(cases)s)
ORDER BY i.case_id, i.kind, i.attempt DESC
"""
_ITEMS = """
SELECT i.case_id, i.token, i.kind, i.decree, i.amount, i.attempt FROM payments_item i
JOIN payments_line l ON l.token = i.token
WHERE l.payment = %(payment)s ORDER BY i.token, i.kind
"""
_OF_CASE = """
SELECT i.token, i.kind, i.amount FROM payments_item i
WHERE i.case_id = %(case)s AND i.recorded_at < %(known)s AND i.happened_on <= %(day)s ORDER BY i.act_id, i.kind
"""
_OF_TOKENS = """
SELECT l.payment, l.token FROM payments_line l WHERE l.token = ANY (%(tokens)s) ORDER BY l.token
"""
_SENT_BY_ACT = """
SELECT s.act_id, s.token FROM payments_sent s
JOIN payments_line l ON l.token = s.token
JOIN funds_payment a ON a.number = l.payment
JOIN funds_source f ON f.code = a.source_id
WHERE f.programme_id = %(programme)s ORDER BY s.act_id, s.token
"""
_FILES = """
SELECT f.payment, f.kind, f.layout, f.lines, f.total, f.digest, f.happened_on FROM payments_file f
WHERE f.payment = %(payment)s AND f.happened_on <= %(day)s AND f.recorded_at < %(known)s ORDER BY f.act_id
"""
_APPOINTED = """
SELECT a.token, a.meets_on, a.place FROM payments_appointment a
WHERE a.token = ANY (%(tokens)s)
ORDER BY a.token, a.act_id DESC
"""


def sent_by_act(*, programme: str) -> dict[int, tuple[str, ...]]:
    """This will give, for each act that made a file for the bank, the tokens that stand in it."""
    found: dict[int, tuple[str, ...]] = {}
    for act, token in sql.rows(_SENT_BY_ACT, programme=programme):
        found[act] = (*found.get(act, ()), token)
    return found


def lines(payment: str, moment: Moment) -> tuple[LineFacts, ...]:
    """This will give the lines of a batch as of a day, in the order of their tokens; none for a single payment."""
    return tuple(_line(row) for row in sql.rows(_LINES, payment=payment, day=moment.day, known=moment.known_before))


def _line(row: tuple[Any, ...]) -> LineFacts:
    payment, token, way, amount, tail, sent_on, outcome, outcome_on, reference, reason = row
    return LineFacts(
        payment=payment,
        token=token,
        way=Way(way),
        amount=amount,
        tail=tail,
        sent_on=sent_on,
        outcome=outcome and Outcome(outcome),
        outcome_on=outcome_on,
        reference=reference,
        reason=reason,
    )


def text_of(payment: str) -> str:
    """This will give the neutral words of a batch's transfers; nothing for a single payment."""
    row = sql.one("SELECT b.text FROM payments_batch b WHERE b.payment = %(payment)s", payment=payment)
    return row[0] if row else ""


_COUNTED = """
SELECT l.payment, count(*), count(r.token) FROM payments_line l
LEFT JOIN (SELECT DISTINCT token FROM payments_result) r ON r.token = l.token
WHERE l.payment = ANY (%(payments)s) GROUP BY l.payment
"""


def counted(payments: Collection[str]) -> dict[str, tuple[int, int]]:
    """This will give, for those payments that are batches, how many lines they hold and how many of them ended."""
    return {row[0]: (row[1], row[2]) for row in sql.rows(_COUNTED, payments=list(payments))}


def items(payment: str) -> tuple[Item, ...]:
    """This will give whose lines a batch holds, as far as the view reaches; the treasurer's reaches nobody."""
    return tuple(Item(*row) for row in sql.rows(_ITEMS, payment=payment))


def earlier(cases: Collection[UUID]) -> dict[tuple[UUID, str], Earlier]:
    """This will give the last try to pay each kind to each of some cases."""
    found = (Earlier(*row) for row in sql.rows(_EARLIER, cases=list(cases)))
    return {(one.case, one.kind): one for one in found}


def of_case(case: UUID, moment: Moment) -> tuple[tuple[str, str, int], ...]:
    """This will give what was asked for a case so far: token, kind and amount."""
    found = sql.rows(_OF_CASE, case=case, day=moment.day, known=moment.known_before)
    return tuple((token, kind, amount) for token, kind, amount in found)


def payment_of(tokens: Iterable[str]) -> dict[str, str]:
    """This will give in which payment each token stands."""
    return {token: payment for payment, token in sql.rows(_OF_TOKENS, tokens=list(tokens))}


def files(payment: str, moment: Moment) -> tuple[FileFacts, ...]:
    """This will give the files of a batch in the order they came."""
    return tuple(
        FileFacts(row[0], FileKind(row[1]), *row[2:])
        for row in sql.rows(_FILES, payment=payment, day=moment.day, known=moment.known_before)
    )


def sums(programme: str, moment: Moment) -> tuple[Sum, ...]:
    """This will add up the aid that was asked for by decree and kind; to be asked while counting."""
    found = sql.rows(sql.load(__file__, "sums"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(Sum(*row) for row in found)


_BOOKED = """
SELECT 0, b.booked_on, b.amount, b.came_in, b.mark, b.reference, b.balance FROM payments_booked b
WHERE b.source_id = %(source)s AND b.happened_on <= %(day)s AND b.recorded_at < %(known)s
ORDER BY b.booked_on, b.id
"""
_BOOKED_BETWEEN = """
SELECT 0, b.booked_on, b.amount, b.came_in, b.mark, b.reference, b.balance FROM payments_booked b
WHERE b.source_id = %(source)s AND b.booked_on BETWEEN %(first)s AND %(last)s
ORDER BY b.booked_on, b.id
"""
# What the bank must have booked: transfers that were sent and not held, and what came back from it.
_OURS = """
SELECT 0, v.happened_on, l.amount, false, l.token
FROM payments_line l JOIN funds_payment a ON a.number = l.payment
JOIN payments_sent v ON v.token = l.token AND v.happened_on <= %(day)s AND v.recorded_at < %(known)s
WHERE a.source_id = %(source)s
  AND EXISTS (SELECT 1 FROM payments_result r WHERE r.token = l.token AND r.outcome IN ('PAID', 'RETURNED')
              AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s)
UNION ALL
SELECT 0, r.happened_on, l.amount, true, l.token
FROM payments_line l JOIN funds_payment a ON a.number = l.payment
JOIN payments_result r ON r.token = l.token AND r.outcome = 'RETURNED' AND r.happened_on <= %(day)s
     AND r.recorded_at < %(known)s
WHERE a.source_id = %(source)s
UNION ALL
SELECT 0, v.happened_on, a.amount, false, a.number
FROM funds_payment a
JOIN funds_paymentverdict v ON v.number = a.number AND v.verdict = 'APPROVED' AND v.happened_on <= %(day)s
     AND v.recorded_at < %(known)s
WHERE a.source_id = %(source)s AND NOT EXISTS (SELECT 1 FROM payments_batch b WHERE b.payment = a.number)
ORDER BY 2, 5
"""


def booked(source: str, moment: Moment) -> tuple[Booked, ...]:
    """This will give what banks booked on a source's account, as far as statements were taken over by a day."""
    found = sql.rows(_BOOKED, source=source, day=moment.day, known=moment.known_before)
    return tuple(Booked(*row) for row in found)


def booked_between(source: str, first: date, last: date) -> tuple[Booked, ...]:
    """This will give every line of a source's account that was ever taken over for some days."""
    return tuple(Booked(*row) for row in sql.rows(_BOOKED_BETWEEN, source=source, first=first, last=last))


def ours(source: str, moment: Moment) -> tuple[Booked, ...]:
    """This will give what a bank must have booked by our own books: transfers, returns and single payments."""
    found = sql.rows(_OURS, source=source, day=moment.day, known=moment.known_before)
    return tuple(Booked(*row) for row in found)


_SENT = """
SELECT l.token FROM payments_line l JOIN funds_payment a ON a.number = l.payment
JOIN payments_sent s ON s.token = l.token AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
WHERE a.source_id = %(source)s
  AND NOT EXISTS (SELECT 1 FROM payments_result r WHERE r.token = l.token AND r.outcome IN ('PAID', 'RETURNED')
                  AND r.happened_on <= %(day)s AND r.recorded_at < %(known)s)
"""


def not_arrived(source: str, moment: Moment) -> frozenset[str]:
    """This will give the tokens of a source that went to a bank and by our own books have not arrived."""
    found = sql.rows(_SENT, source=source, day=moment.day, known=moment.known_before)
    return frozenset(row[0] for row in found)


def statement_on(digest: str) -> date | None:
    """This will give the day on which a statement was taken over; None where it was not."""
    row = sql.one("SELECT s.happened_on FROM payments_statement s WHERE s.digest = %(digest)s", digest=digest)
    return row[0] if row else None


_LAST_LAYOUT = """
SELECT s.layout FROM payments_statement s
WHERE s.source_id = %(source)s AND s.happened_on <= %(day)s AND s.recorded_at < %(known)s
ORDER BY s.act_id DESC LIMIT 1
"""


def last_layout(source: str, at: Moment) -> str:
    """This will give the code of the layout in which a source's last statement was read; empty before the first."""
    row = sql.one(_LAST_LAYOUT, source=source, day=at.day, known=at.known_before)
    return row[0] if row else ""


_KNOWN = "SELECT f.happened_on FROM payments_file f WHERE f.kind = 'RESULT' AND f.digest = %(digest)s"


def taken_on(digest: str) -> date | None:
    """This will give the day on which a bank's answer was taken over; None where it was not."""
    row = sql.one(_KNOWN, digest=digest)
    return row[0] if row else None


def appointments(tokens: Collection[str]) -> dict[str, Appointment]:
    """This will give the latest appointment of each envelope that has one, as far as the view reaches."""
    found: dict[str, Appointment] = {}
    for row in sql.rows(_APPOINTED, tokens=list(tokens)):
        found.setdefault(row[0], Appointment(*row))
    return found


@cache
def _folders() -> tuple[Path, ...]:
    own = str(settings.PULANG_BANKS)
    return (_SHIPPED, *((Path(own),) if own else ()))


def layouts() -> tuple[Layout, ...]:
    """This will give every layout of a bank's files: those that ship, and those of the folder PULANG_BANKS."""
    found = {path.stem: path for folder in _folders() for path in sorted(folder.glob("*.toml"))}
    return tuple(_layout(code, path) for code, path in sorted(found.items()))


def layout(code: str) -> Layout:
    """This will give one layout; refuses a code that nobody has written down."""
    known = layouts()
    for one in known:
        if one.code == code:
            return one
    raise Refusal(
        "unknown-layout",
        Words(
            id="Tata letak bank “{code}” tidak ada. Yang ada: {known}.",
            en="There is no bank layout “{code}”. There are: {known}.",
        ).format(code=code, known=", ".join(one.code for one in known)),
        field="layout",
    )


def _layout(code: str, path: Path) -> Layout:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    sent, result, booked = content["sent"], content["result"], content["statement"]
    return Layout(
        code=code,
        name=Words(id=content["name"], en=content.get("name_en", content["name"])),
        delimiter=sent["delimiter"],
        columns=tuple(Column(one["head"], one["holds"]) for one in sent["columns"]),
        closing=sent.get("closing", ""),
        answer=Answer(
            encoding=result["encoding"],
            delimiter=result["delimiter"],
            columns=tuple(Column(one["head"], one["holds"]) for one in result["columns"]),
            thousands=result.get("thousands", ""),
            outcomes={said: Outcome(code) for said, code in result["outcomes"].items()},
            closing=result["closing"],
        ),
        statement=Statement(
            encoding=booked["encoding"],
            delimiter=booked["delimiter"],
            columns=tuple(Column(one["head"], one["holds"], one.get("optional", False)) for one in booked["columns"]),
            thousands=booked.get("thousands", ""),
            days=booked["days"],
            closing=booked["closing"],
        ),
    )


_PROOFS = """
SELECT p.id, p.payment, p.kind, p.size, p.digest, p.happened_on, p.content <> ''::bytea FROM payments_proof p
WHERE p.payment = %(payment)s AND p.happened_on <= %(day)s AND p.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = p.act_id AND s.recorded_at < %(known)s)
ORDER BY p.act_id
"""
_PROVES = UUID("0a6d2f0e-6a3c-4c59-8f44-2d9d1b7c9f10")


def place_of(payment: str, digest: str) -> sealing.Place:
    """This will name the one place in which a proof opens."""
    return sealing.Place("payments_proof", "content", uuid5(_PROVES, f"{payment} {digest}"), digest)


def proofs(payment: str, moment: Moment) -> tuple[ProofFacts, ...]:
    """This will give the proofs of a payment that were filed by a day, without what they show."""
    found = sql.rows(_PROOFS, payment=payment, day=moment.day, known=moment.known_before)
    return tuple(ProofFacts(row[0], row[1], ProofKind(row[2]), *row[3:]) for row in found)


def opened_proof(proof: ProofFacts) -> bytes:
    """This will open a proof; whoever asks notes the look."""
    row = sql.one("SELECT p.content, p.wrapped FROM payments_proof p WHERE p.id = %(key)s", key=proof.key)
    assert row is not None, "it was listed a moment ago"
    place = place_of(proof.payment, proof.digest)
    return sealing.unseal(keeper().unshut(box=bytes(row[1]), whose=place.person), bytes(row[0]), place)

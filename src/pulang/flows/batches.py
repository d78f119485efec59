"""Aid is asked for in one list of many people: their amounts by the rates of the decree, each under a token."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.aid import queries as aid
from pulang.areas.aid.assessment import Due
from pulang.areas.aid.rules import ChannelKind, RateKind
from pulang.areas.boards import queries as boards
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import Purpose
from pulang.areas.funds import operations as funds
from pulang.areas.funds import queries as sources
from pulang.areas.funds.rules import PREFIX, Use
from pulang.areas.payments import operations, queries, rules
from pulang.areas.payments.facts import Item, Line, Way
from pulang.areas.privacy import queries as privacy
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.entitlement import entitlement
from pulang.flows.funding import Document, refuse_other_year
from pulang.flows.inputs import CaseNumber, Code, Day, Short, Text
from pulang.flows.paying import PaymentNumber
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_SHOWN_MOST: Final = 5
# What is paid into a hand or an account; the ticket goes to the carrier, operations to the partner.
PAID_TO_HER: Final = (RateKind.CAPITAL, RateKind.LIVING, RateKind.LOCAL_TRANSPORT)

Token = Annotated[Text, Field(min_length=3, max_length=20)]


class AskBatch(What):
    """Aid for many people in one payment; each gets the token in her place, amounts follow from the decree's day."""

    programme: Code
    payment: PaymentNumber
    source: Code
    cases: Annotated[tuple[CaseNumber, ...], Field(min_length=1, max_length=500)]
    tokens: Annotated[tuple[Token, ...], Field(min_length=1, max_length=500)]
    kinds: Annotated[tuple[RateKind, ...], Field(min_length=1, max_length=len(RateKind))] = PAID_TO_HER
    text: Annotated[Text, Field(max_length=100)] = rules.NEUTRAL_TEXT
    document: Document = ""
    note: Short = ""
    happened_on: Day | None = None


_TOKENS: Final = Words(
    id="Setiap berkas memerlukan satu kode pembayaran, tidak lebih dan tidak kurang.",
    en="Each case needs one payment token, no more and no fewer.",
)
_TWICE: Final = Words(id="Berkas {cases} disebut lebih dari sekali.", en="Case {cases} is named more than once.")
_NO_CONSENT: Final = Words(
    id="Persetujuan pembayarannya tidak berlaku: {cases}. Tidak ada yang dicatat.",
    en="Their consent to be paid is not in force: {cases}. Nothing was recorded.",
)
_SAME_PERSON: Final = Words(
    id="Diputuskan orang yang sama dengan berkas lain di daftar ini, atau yang bantuannya sudah diajukan: {cases}. "
    "Akhiri berkas yang tidak dilanjutkan, dan bayar satu kali saja. Tidak ada yang dicatat.",
    en="Decided to be the same person as another case of this list, or one whose aid was asked for already: {cases}. "
    "End the case that is not gone on with, and pay once only. Nothing was recorded.",
)
_NOT_DUE: Final = Words(
    id="Belum berhak atau belum siap dibayar dari sumber ini: {cases}. Lihat hak bantuannya. Tidak ada yang dicatat.",
    en="Not due or not ready to be paid out of this source yet: {cases}. See what they are due. Nothing was recorded.",
)
_OTHER_USE: Final = Words(
    id="Sumber itu membayar perjalanan, bukan bantuan. Pilih sumber bantuan.",
    en="That source pays journeys, not aid. Choose a source of aid.",
)


def ask_batch(*, by: Actor, at: datetime, ref: str, what: AskBatch) -> Receipt:
    """This will ask for one payment to many people; refuses all of it when one cannot be paid, or would be twice."""
    with act(by, "payments.batch.ask", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other_year(what.programme, what.source, stamp.happened_on)
        rules.refuse_telling(what.text)
        kinds = {kind.value for kind in what.kinds}
        number = refs.parse(what.payment, prefix=PREFIX)
        found = _found(what)
        pairs = _hold(what.programme, found)
        as_of = moment(stamp.happened_on, zone=trail.zone)
        again = queries.earlier([*(case.id for case in found), *(other for _, other in pairs)])
        items = _items(trail, what, found, {key: one.attempt for key, one in again.items()}, as_of)
        asked = {case for case, kind in again if kind in kinds and not again[case, kind].over}
        _refuse([case for case in found if case.id in asked], "aid-is-paid-once", rules.ALREADY_ASKED)
        asked |= {case.id for case in found}
        double = {case for case, other in pairs if other in asked}
        _refuse([case for case in found if case.id in double], "aid-once-a-person", _SAME_PERSON)
        rules.refuse_size(len(found), again=all(item.attempt > 1 for item in items))
        lines = _lines(found, items, as_of)
        total = sum(line.amount for line in lines)
        funds.ask(number=number, source=what.source, amount=total, document=what.document, note=what.note, stamp=stamp)
        operations.add_lines(
            payment=number, programme=what.programme, text=what.text, lines=lines, items=items, stamp=stamp
        )
        trail.note(subject=number)
    return trail.done()


def _found(what: AskBatch) -> dict[CaseRef, str]:
    """This will find every case with its token."""
    tokens = [refs.parse(token, prefix=rules.TOKENS) for token in what.tokens]
    if len(set(tokens)) != len(what.cases) or len(tokens) != len(what.cases):
        raise Refusal("one-token-a-case", _TOKENS, field="tokens")
    found = dict(zip([cases.find(number, what.programme) for number in what.cases], tokens, strict=True))
    if len(found) != len(what.cases):
        numbers = [cases.as_kept(number) for number in what.cases]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        raise Refusal("case-named-twice", _TWICE.format(cases=", ".join(twice)), field="cases")
    return found


def _hold(programme: str, found: Iterable[CaseRef]) -> tuple[tuple[UUID, UUID], ...]:
    """This will let nobody else ask meanwhile for these cases and others of the same persons; gives the pairs."""
    held = {case.id for case in found}
    pairs = boards.same_person(programme=programme, cases=held)
    for case in sorted(held | {other for _, other in pairs}):
        case_operations.hold(case=case)
    return pairs


def _items(
    trail: Trail, what: AskBatch, found: Mapping[CaseRef, str], attempts: Mapping[tuple[UUID, str], int], at: Moment
) -> tuple[Item, ...]:
    level = _level(what, at)
    kinds = [kind.value for kind in what.kinds]
    _refuse([case for case in found if not may_be_paid(case, at)], "no-payment-consent", _NO_CONSENT)
    due = {case: _due(case, level, kinds, at) for case in found}
    _refuse([case for case, lines in due.items() if not lines], "not-due-yet", _NOT_DUE)
    assert trail.programme == what.programme, "the sheet is the programme's"
    return tuple(
        Item(case.id, found[case], line.kind, decree, line.amount or 0, 1 + attempts.get((case.id, line.kind), 0))
        for case, lines in due.items()
        for line, decree in lines
    )


def _level(what: AskBatch, at: Moment) -> str:
    source = next(one for one in sources.sources(what.programme, at) if one.code == what.source)
    if source.use != Use.AID.value:
        raise Refusal("not-a-source-of-aid", _OTHER_USE, field="source")
    return source.level


def _due(case: CaseRef, level: str, kinds: Sequence[str], at: Moment) -> list[tuple[Due, str]]:
    """This will give the lines of her sheet that can be paid now; nothing when one of the kinds asked for waits."""
    found = entitlement(case.number, as_of=at.day)
    lines = [line for line in found.lines if line.kind in kinds and line.level == level and line.given_on is None]
    return [] if any(line.waits for line in lines) else [(line, found.decree) for line in lines]


def may_be_paid(case: CaseRef, at: Moment) -> bool:
    """This will be true while she consents to be paid and nothing pauses the use of her data."""
    return Purpose.PAYMENT.value in cases.consents_in_force(case.id, at) and not privacy.is_paused(case.id, at)


def _lines(found: Mapping[CaseRef, str], items: Sequence[Item], at: Moment) -> tuple[Line, ...]:
    def way(case: CaseRef) -> Way:
        channel = aid.channel(case.id, at)
        assert channel is not None, "a line of a sheet that waits for nothing has its channel"
        return Way.CASH if channel.kind == ChannelKind.CASH_BY_APPOINTMENT.value else Way.TRANSFER

    return tuple(
        Line(token, way(case), sum(item.amount for item in items if item.token == token))
        for case, token in found.items()
    )


def _refuse(found: Sequence[CaseRef], code: str, words: Words) -> None:
    if found:
        numbers = [case.number for case in found]
        shown = ", ".join(numbers[:_SHOWN_MOST]) + (" …" if len(numbers) > _SHOWN_MOST else "")
        raise Refusal(code, words.format(cases=shown), field="cases")


VERBS = (Verb("payments.batch.ask", AskBatch, ask_batch),)

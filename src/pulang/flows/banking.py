"""A batch goes to the bank and comes back: the file is made once, what came of each line is taken over once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit.rules import Purpose as Looked
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.funds import operations as funds
from pulang.areas.funds import queries as sources
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.funds.rules import PREFIX, EntryKind, in_fiscal_year
from pulang.areas.payments import operations, queries, rules
from pulang.areas.payments.assessment import ANSWERS_MOST, BOOKED_MOST, digest_of, written
from pulang.areas.payments.facts import Booked, FileKind, LineFacts, Outcome, Told, Way
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field as Sealed
from pulang.areas.programmes import queries as programmes
from pulang.areas.reveals.rules import Field as Shown
from pulang.areas.reveals.rules import masked
from pulang.flows import looking
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.batches import Token, may_be_paid
from pulang.flows.funding import refuse_other_year
from pulang.flows.inputs import Code, Count, Day, Rupiah, Standing, Text, YesNo
from pulang.flows.paying import PaymentNumber
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, local_day, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.books import Stamp


class MakeFile(What):
    """The file for the bank is made from an approved batch; a line whose consent or account ended is held back.

    `sent` is said by a dump that leaves identities out: whose line had an account and stood in the file.
    """

    derived: ClassVar[frozenset[str]] = frozenset({"sent"})

    programme: Code
    payment: PaymentNumber
    layout: Code
    sent: tuple[Token, ...] = ()
    happened_on: Day | None = None


class Answered(BaseModel):
    """One line of a bank's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)

    place: Count
    token: Token
    amount: Rupiah
    outcome: Outcome
    reference: Annotated[Text, Field(max_length=40)] = ""
    reason: Annotated[Text, Field(max_length=60)] = ""


class TakeResult(What):
    """What a bank answered to a batch, line by line; `digest` is the SHA-256 of its file."""

    programme: Code
    payment: PaymentNumber
    layout: Code
    digest: Annotated[Text, Field(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[tuple[Answered, ...], Field(min_length=1, max_length=ANSWERS_MOST)]
    happened_on: Day | None = None


_CHANGED = Words(
    id="Rekening salah seorang berubah sesudah berkas dibuat; berkas lama tidak dapat dibuat lagi. "
    "Minta bank menolak yang lama, lalu ajukan lagi.",
    en="An account changed after the file was made; the old file cannot be made again. "
    "Let the bank reject the old one, then ask again.",
)
_NOT_MADE = Words(id="Berkas untuk bank belum dibuat.", en="The file for the bank is not made yet.")
_HELD = "ditahan"


def make_file(*, by: Actor, at: datetime, ref: str, what: MakeFile) -> Receipt:
    """This will fix what goes to the bank, once; refuses what a second person has not approved."""
    with act(by, "payments.file.make", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        layout = queries.layout(what.layout)
        paid, lines = _batch(trail, what.programme, what.payment)
        rules.refuse_unready(lines, approved=paid.verdict is Verdict.APPROVED)
        transfers = [line for line in lines if line.way is Way.TRANSFER]
        with context.paying():
            owners = _owners(paid.number)
            known = frozenset(what.sent if trail.replayed else ())  # nobody says it of a file that is made now
            accounts = _accounts(owners, moment(stamp.happened_on, zone=trail.zone), known=known)
        sent = [line for line in transfers if line.token in accounts]
        _note(sent, owners, by=by, at=at)
        content = written(layout, sent, accounts, queries.text_of(paid.number))
        operations.keep_file(
            payment=paid.number,
            kind=FileKind.SENT,
            layout=layout.code,
            lines=len(sent),
            total=sum(line.amount for line in sent),
            digest=digest_of(content),
            stamp=stamp,
        )
        operations.send(tails={line.token: masked(Shown.ACCOUNT, accounts[line.token]) for line in sent}, stamp=stamp)
        held = [Told(0, line.token, line.amount, Outcome.HELD, "", _HELD) for line in transfers if line not in sent]
        _end(trail, paid, lines, held, stamp)
        trail.note(subject=paid.number)
    return trail.done()


def file_of(*, by: Actor, programme: str, number: str, at: datetime) -> bytes:
    """This will give the file that was made, made anew from the sealed accounts; every person in it has the look.

    To be asked within `standing.looking`; refuses when an account changed, because the bank must see one file only.
    """
    zone = programmes.programme(programme).time_zone
    as_of = moment(local_day(at, zone), zone=zone)
    paid = sources.payment(refs.parse(number, prefix=PREFIX), programme, as_of)
    made = next((file for file in queries.files(paid.number, as_of) if file.kind is FileKind.SENT), None)
    if made is None:
        raise Refusal("bank-file-not-made", _NOT_MADE)
    lines = [line for line in queries.lines(paid.number, as_of) if line.sent_on is not None]
    with context.paying():
        owners = _owners(paid.number)
        opened = {line.token: _account(owners[line.token]) for line in lines}
    content = written(queries.layout(made.layout), lines, opened, queries.text_of(paid.number))
    if not all(opened.values()) or digest_of(content) != made.digest:
        raise Refusal("bank-file-changed", _CHANGED)
    _note(lines, owners, by=by, at=at)
    return content


def take_result(*, by: Actor, at: datetime, ref: str, what: TakeResult) -> Receipt:
    """This will record what came of each line and tie again what came back; refuses all of it for one wrong line."""
    with act(by, "payments.result.take", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        layout = queries.layout(what.layout)
        paid, lines = _batch(trail, what.programme, what.payment)
        known = queries.taken_on(what.digest)
        if known:
            raise Refusal("bank-file-known", rules.KNOWN_FILE.format(on=in_words(known)), field="content")
        told = tuple(
            Told(one.place, refs.parse(one.token, prefix=rules.TOKENS), one.amount, one.outcome, one.reference,
                 one.reason)
            for one in what.lines
        )  # fmt: skip
        fresh = rules.news(told, {line.token: line for line in lines})
        operations.keep_file(
            payment=paid.number,
            kind=FileKind.RESULT,
            layout=layout.code,
            lines=len(told),
            total=sum(one.amount for one in told),
            digest=what.digest,
            stamp=stamp,
        )
        _end(trail, paid, lines, fresh, stamp)
        trail.note(subject=paid.number)
    return trail.done()


def _batch(trail: Trail, programme: str, number: str) -> tuple[PaymentFacts, tuple[LineFacts, ...]]:
    """This will give a batch and its lines, held so that nobody else sends or ends them meanwhile."""
    canonical = refs.parse(number, prefix=PREFIX)
    operations.hold(payment=canonical)
    now = moment(trail.day(None), zone=trail.zone)
    return sources.payment(canonical, programme, now), queries.lines(canonical, now)


def _end(trail: Trail, paid: PaymentFacts, lines: Sequence[LineFacts], told: Sequence[Told], stamp: Stamp) -> None:
    operations.end_lines(told=told, stamp=stamp)
    again = rules.back(lines, {one.token: one.outcome for one in told}, rules.BACK)
    if again:
        refuse_other_year(trail.programme, paid.source, stamp.happened_on)
        funds.post(
            source=paid.source,
            kind=EntryKind.RETURN,
            amount=again,
            document=paid.document,
            note=paid.number,
            stamp=stamp,
        )


def _owners(payment: str) -> dict[str, CaseRef]:
    """This will give whose each token is; to be asked within the system."""
    by_id = {item.token: item.case for item in queries.items(payment)}
    found = cases.by_ids(list(by_id.values()))
    return {token: found[case] for token, case in by_id.items()}


def _accounts(owners: Mapping[str, CaseRef], at: Moment, *, known: frozenset[str]) -> dict[str, str]:
    """This will open the account of everybody who still consents to be paid and has one, or is `known` to have."""
    willing = {token: case for token, case in owners.items() if may_be_paid(case, at)}
    opened = {token: _account(case) for token, case in willing.items()}
    return {token: account for token, account in opened.items() if account or token in known}


def _account(case: CaseRef) -> str:
    try:
        return people.open_fields(person=case.person, fields=[Sealed.ACCOUNT]).get(Sealed.ACCOUNT, "")
    except Refusal as refusal:
        if refusal.code != people.CLOSED:
            raise
        return ""  # she was erased meanwhile


def _note(lines: Sequence[LineFacts], owners: Mapping[str, CaseRef], *, by: Actor, at: datetime) -> None:
    for line in lines:
        looking.note(
            action="payment.sent",
            case=owners[line.token],
            fields=("account",),
            purpose=Looked.PAYMENT,
            by=by,
            at=at,
        )


class BookedLine(BaseModel):
    """One line of a bank's statement, with the number of ours that stands in it, if any.

    By the bank's own number, or by the balance after the line, a copy is told from a second transfer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)

    place: Count
    on: Day
    amount: Rupiah
    came_in: YesNo = False
    mark: Annotated[Text, Field(max_length=20)] = ""
    reference: Annotated[Text, Field(max_length=40)] = ""
    balance: Standing | None = None


class TakeStatement(What):
    """A bank's statement of a source's account, line by line; `digest` is the SHA-256 of its file."""

    programme: Code
    source: Code
    layout: Code
    digest: Annotated[Text, Field(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[tuple[BookedLine, ...], Field(min_length=1, max_length=BOOKED_MOST)]
    happened_on: Day | None = None


_OTHER_YEAR = Words(
    id="Baris {line}: tanggal {day} di luar tahun anggaran {year} sumber {source}. Tidak ada yang dicatat.",
    en="Line {line}: the date {day} lies outside the fiscal year {year} of the source {source}. Nothing was recorded.",
)
_LATER = Words(
    id="Baris {line}: tanggal {day} sesudah hari rekening korannya dicatat, {taken}. Tidak ada yang dicatat.",
    en="Line {line}: the date {day} comes after the day the statement is recorded for, {taken}. Nothing was recorded.",
)


def _refuse_days(lines: Sequence[BookedLine], year: int, source: str, taken: date) -> None:
    """This will refuse a line of another fiscal year, or of a day after the statement's own."""
    for one in lines:
        told = {"line": one.place, "day": in_words(one.on), "year": year, "source": source, "taken": in_words(taken)}
        if not in_fiscal_year(one.on, year):
            raise Refusal("statement-of-another-year", _OTHER_YEAR.format(**told), field="content")
        if one.on > taken:
            raise Refusal("statement-before-its-lines", _LATER.format(**told), field="content")


def answered(told: Sequence[Told]) -> tuple[dict[str, Any], ...]:
    """This will write the lines of a bank's answer as `payments.result.take` reads them."""
    return tuple({**asdict(one), "outcome": one.outcome.value} for one in told)


def booked_lines(booked: Sequence[Booked]) -> tuple[dict[str, Any], ...]:
    """This will write the lines of a bank's statement as `payments.statement.take` reads them."""
    return tuple({**asdict(one), "on": one.on.isoformat()} for one in booked)


_SHOWN = 20


def _known(lines: Sequence[Booked], fresh: Sequence[Booked]) -> tuple[Words, ...]:
    """This will say which lines an earlier statement told, if any."""
    news = {id(one) for one in fresh}  # equal lines are several lines
    known = [str(one.place) for one in lines if id(one) not in news]
    if not known:
        return ()
    shown = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return (rules.KNOWN_LINES.format(known=len(known), count=len(lines), lines=shown),)


def take_statement(*, by: Actor, at: datetime, ref: str, what: TakeStatement) -> Receipt:
    """This will write down what a bank booked; what has no other half in our books is named on the page.

    Statements may overlap: a line that an earlier one told is not written down again, and the receipt says which.
    """
    with act(by, "payments.statement.take", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        year = sources.fiscal_year(what.programme, what.source, moment(stamp.happened_on, zone=trail.zone))
        _refuse_days(what.lines, year, what.source, stamp.happened_on)
        known = queries.statement_on(what.digest)
        if known:
            raise Refusal("statement-known", rules.KNOWN_STATEMENT.format(on=in_words(known)), field="content")
        lines = tuple(
            Booked(one.place, one.on, one.amount, one.came_in, one.mark and refs.parse(one.mark), one.reference,
                   one.balance)
            for one in what.lines
        )  # fmt: skip
        rules.refuse_copies(lines, [one.mark or str(place) for place, one in enumerate(lines)])
        operations.hold_statements(source=what.source)
        days = [one.on for one in lines]
        fresh = rules.fresh(lines, queries.booked_between(what.source, min(days), max(days)))
        trail.warnings.extend(_known(lines, fresh))
        operations.take_statement(
            source=what.source,
            layout=queries.layout(what.layout).code,
            digest=what.digest,
            lines=lines,
            fresh=fresh,
            stamp=stamp,
        )
        trail.note(subject=what.source)
    return trail.done()


VERBS = (
    Verb("payments.statement.take", TakeStatement, take_statement),
    Verb("payments.file.make", MakeFile, make_file),
    Verb("payments.result.take", TakeResult, take_result),
)

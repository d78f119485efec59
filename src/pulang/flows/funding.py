"""Public money on its way: a source is opened and confirmed, money is allocated, released and tied (`paying` pays)."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.funds import operations, queries
from pulang.areas.funds.rules import (
    OTHER_YEAR,
    ConfirmationEvent,
    EntryKind,
    Level,
    Use,
    in_fiscal_year,
    refuse_account_code,
)
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Rupiah, Short, Source, Text, Year
from pulang.flows.objecting import refuse_untying_kept
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

Document = Annotated[Text, Field(max_length=120)]


class OpenSource(What):
    """A source of public money: who pays, from which budget and year, for the journey or the aid."""

    programme: Code
    code: Code
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    payer: Code
    level: Level
    use: Use
    fiscal_year: Year
    account_code: Annotated[Text, Field(max_length=40)] = ""
    happened_on: Day | None = None


class ConfirmSource(What):
    """The payer's word that a source's money will come; with WITHDRAWN, that it will not."""

    programme: Code
    source: Code
    event: ConfirmationEvent = ConfirmationEvent.CONFIRMED
    document: Document = ""
    happened_on: Day | None = None


class EstimateFare(What):
    """What a long-haul ticket is expected to cost for each person, and who said so."""

    programme: Code
    amount: Rupiah
    office: Annotated[Text, Field(max_length=200)] = ""
    source_text: Source = ""
    happened_on: Day | None = None


class MoveMoney(What):
    """Money of a source moves to its next pocket, or back; `document` is the paper it rests on."""

    programme: Code
    source: Code
    amount: Rupiah
    document: Document = ""
    note: Short = ""
    source_text: Source = ""
    happened_on: Day | None = None


def open_source(*, by: Actor, at: datetime, ref: str, what: OpenSource) -> Receipt:
    """This will open a source; refuses a used code, an unknown payer and an account that spends nothing."""
    with act(by, "funds.source.open", at, ref=ref, what=what, programme=what.programme) as trail:
        accounts.agency(what.payer)
        refuse_account_code(what.account_code, what.level)
        operations.open_source(
            code=what.code,
            programme=what.programme,
            payer=what.payer,
            name=what.name,
            level=what.level,
            use=what.use,
            fiscal_year=what.fiscal_year,
            account_code=what.account_code,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def confirm_source(*, by: Actor, at: datetime, ref: str, what: ConfirmSource) -> Receipt:
    """This will record the payer's word; refuses to say twice what already stands."""
    with act(by, "funds.source.confirm", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if _confirmed(what, stamp.happened_on) == (what.event is ConfirmationEvent.CONFIRMED):
            raise Refusal(
                "nothing-changes",
                Words(
                    id="Sumber itu sudah berstatus demikian; tidak ada yang perlu dicatat.",
                    en="The source already stands like that; there is nothing to record.",
                ),
                field="event",
            )
        operations.confirm(source=what.source, event=what.event, document=what.document, stamp=stamp)
        trail.note(subject=what.source)
    return trail.done()


def estimate_fare(*, by: Actor, at: datetime, ref: str, what: EstimateFare) -> Receipt:
    """This will record what a ticket is expected to cost; the latest estimate counts."""
    with act(by, "funds.fare.estimate", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.estimate_fare(
            programme=what.programme,
            amount=what.amount,
            office=what.office,
            source_text=what.source_text,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.programme)
    return trail.done()


def allocate(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will raise a source's ceiling; refuses a day outside its fiscal year."""
    with act(by, "funds.money.allocate", at, ref=ref, what=what, programme=what.programme) as trail:
        _move(trail, what, EntryKind.ALLOCATE)
    return trail.done()


def release(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will release allocated money for use; refuses more than is allocated."""
    with act(by, "funds.money.release", at, ref=ref, what=what, programme=what.programme) as trail:
        _move(trail, what, EntryKind.RELEASE)
    return trail.done()


def reduce(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will lower a source's ceiling; refuses to take back what was already released."""
    with act(by, "funds.money.reduce", at, ref=ref, what=what, programme=what.programme) as trail:
        _move(trail, what, EntryKind.REDUCE)
    return trail.done()


def commit(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will tie released money to something; refuses more than is free."""
    with act(by, "funds.money.commit", at, ref=ref, what=what, programme=what.programme) as trail:
        _move(trail, what, EntryKind.COMMIT)
    return trail.done()


def uncommit(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will untie committed money; refuses more than is tied, and what keeps tickets of open objections."""
    with act(by, "funds.money.uncommit", at, ref=ref, what=what, programme=what.programme) as trail:
        refuse_untying_kept(what.programme, what.source, what.amount)
        _move(trail, what, EntryKind.UNCOMMIT)
    return trail.done()


def refund(*, by: Actor, at: datetime, ref: str, what: MoveMoney) -> Receipt:
    """This will record money that came back; refuses more than was paid."""
    with act(by, "funds.money.refund", at, ref=ref, what=what, programme=what.programme) as trail:
        _move(trail, what, EntryKind.REFUND)
    return trail.done()


def refuse_other_year(programme: str, source: str, day: date) -> None:
    """This will refuse to move a source's money on a day outside its fiscal year."""
    year = queries.fiscal_year(programme, source, moment(day))
    if not in_fiscal_year(day, year):
        words = OTHER_YEAR.format(day=in_words(day), year=year, source=source)
        raise Refusal("outside-fiscal-year", words, field="happened_on")


def fold_all(*, most: int = 20_000) -> int:
    """This will bring the sums of days up to date with the book, source by source and so many lines at a time."""
    done = 0
    for source in queries.unfolded():
        folded = most
        while folded == most:
            with context.working(context.SYSTEM_VIEW):
                folded = operations.fold(source=source, most=most)
            done += folded
    return done


def _confirmed(what: ConfirmSource, day: date) -> bool:
    queries.fiscal_year(what.programme, what.source, moment(day))
    found = {source.code: source.confirmed_on for source in queries.sources(what.programme, moment(day))}
    return found[what.source] is not None


def _move(trail: Trail, what: MoveMoney, kind: EntryKind) -> None:
    stamp = trail.stamp(what.happened_on)
    refuse_other_year(what.programme, what.source, stamp.happened_on)
    operations.post(
        source=what.source,
        kind=kind,
        amount=what.amount,
        document=what.document,
        note=what.note,
        source_text=what.source_text,
        stamp=stamp,
    )
    trail.note(subject=what.source)


VERBS = (
    Verb("funds.source.open", OpenSource, open_source),
    Verb("funds.source.confirm", ConfirmSource, confirm_source),
    Verb("funds.fare.estimate", EstimateFare, estimate_fare),
    Verb("funds.money.allocate", MoveMoney, allocate),
    Verb("funds.money.release", MoveMoney, release),
    Verb("funds.money.reduce", MoveMoney, reduce),
    Verb("funds.money.commit", MoveMoney, commit),
    Verb("funds.money.uncommit", MoveMoney, uncommit),
    Verb("funds.money.refund", MoveMoney, refund),
)

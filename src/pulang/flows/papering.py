"""The papers of public money, each resting on the one before: DPA, SPD, SPP, SPM, SP2D, LPJ; and the end of a year."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.funds import operations, queries, rules
from pulang.areas.funds.facts import PaperFacts, PaperKind, SourceFacts
from pulang.areas.funds.rules import EntryKind
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.funding import refuse_other_year
from pulang.flows.inputs import Code, Day, Rupiah, Text, YesNo
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.books import Stamp

PaperNumber = Annotated[Text, Field(max_length=80)]
_MOVES = {PaperKind.DPA: EntryKind.ALLOCATE, PaperKind.SP2D: EntryKind.RELEASE}


class IssuePaper(What):
    """A paper of a source, dated `happened_on`; a DPA raises its ceiling, an SP2D releases its money."""

    programme: Code
    source: Code
    kind: PaperKind
    number: Annotated[PaperNumber, Field(min_length=1)]
    amount: Rupiah
    rests_on: PaperNumber = ""
    lowers: YesNo = False
    happened_on: Day | None = None


class CloseYear(What):
    """A source is closed on the last day of its year: what is tied is freed, what was not spent lapses (SiLPA)."""

    programme: Code
    source: Code
    number: Annotated[PaperNumber, Field(min_length=1)]
    happened_on: Day | None = None


_UNKNOWN = Words(
    id="Dokumen “{number}” belum tercatat pada sumber ini. Catat dulu.",
    en="The paper “{number}” is not recorded for this source yet. Record it first.",
)
_ONLY_DPPA = Words(id="Hanya DPPA yang mengurangi anggaran.", en="Only a DPPA lowers a budget.")


def issue_paper(*, by: Actor, at: datetime, ref: str, what: IssuePaper) -> Receipt:
    """This will record a paper and move what it moves; refuses more than the paper it rests on has left."""
    with act(by, "funds.paper.issue", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other_year(what.programme, what.source, stamp.happened_on)
        if what.lowers and what.kind is not PaperKind.DPPA:
            raise Refusal("only-dppa-lowers", _ONLY_DPPA, field="lowers")
        under = _under(trail, what)
        rules.refuse_misplaced(what.kind, under, stamp.happened_on)
        drawn = _drawn(what, under)
        if what.kind is PaperKind.LPJ:
            _refuse_unspent(trail, what, stamp)
        operations.issue(
            source=what.source,
            kind=what.kind,
            number=what.number,
            amount=what.amount,
            rests_on=drawn,
            lowers=what.lowers,
            stamp=stamp,
        )
        moves = EntryKind.REDUCE if what.lowers else _MOVES.get(what.kind)
        if what.kind is PaperKind.DPPA and not what.lowers:
            moves = EntryKind.ALLOCATE
        if moves is not None:
            document = f"{what.kind.value} {what.number}"
            operations.post(source=what.source, kind=moves, amount=what.amount, document=document, stamp=stamp)
        trail.note(subject=what.source)
    return trail.done()


def close_year(*, by: Actor, at: datetime, ref: str, what: CloseYear) -> Receipt:
    """This will close a source and write what is left as its SiLPA; refuses another day, and a source with nothing."""
    with act(by, "funds.year.close", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        source = _source(trail, what.programme, what.source)
        last = rules.last_day(source.fiscal_year)
        if stamp.happened_on != last:
            words = rules.OPEN_YEAR.format(year=source.fiscal_year, day=in_words(last))
            raise Refusal("year-still-open", words, field="happened_on")
        entries = rules.lapsing(source)
        left = sum(amount for kind, amount in entries if kind is not EntryKind.UNCOMMIT)
        if not left:
            raise Refusal("nothing-left", rules.NOTHING_LEFT)
        for kind, amount in entries:
            document = f"SiLPA {what.number}"
            operations.post(source=what.source, kind=kind, amount=amount, document=document, stamp=stamp)
        operations.issue(
            source=what.source,
            kind=PaperKind.SILPA,
            number=what.number,
            amount=left,
            rests_on=None,
            lowers=False,
            stamp=stamp,
        )
        trail.note(subject=what.source)
    return trail.done()


def _source(trail: Trail, programme: str, code: str) -> SourceFacts:
    now = moment(trail.day(None), zone=trail.zone)
    queries.fiscal_year(programme, code, now)
    return next(one for one in queries.sources(programme, now) if one.code == code)


def _under(trail: Trail, what: IssuePaper) -> PaperFacts | None:
    """This will find the paper this one rests on: of the same source, or what an earlier year left for a DPA."""
    if not what.rests_on:
        return None
    found = [
        one
        for one in queries.papers(what.programme, moment(trail.day(None), zone=trail.zone))
        if one.number == what.rests_on
        and one.kind in rules.RESTS_ON[what.kind]
        and (one.source == what.source) is (one.kind is not PaperKind.SILPA)
    ]
    if not found:
        others = [
            one
            for one in queries.papers(what.programme, moment(trail.day(None), zone=trail.zone))
            if (one.number, one.source) == (what.rests_on, what.source)
        ]
        if others:
            return others[0]
        raise Refusal("unknown-paper", _UNKNOWN.format(number=what.rests_on), field="rests_on")
    if found[0].kind is PaperKind.SILPA:
        years = [_source(trail, what.programme, code).fiscal_year for code in (found[0].source, what.source)]
        if years[0] + 1 != years[1]:
            raise Refusal("not-the-next-year", rules.OTHER_YEARS, field="rests_on")
    return found[0]


def _drawn(what: IssuePaper, under: PaperFacts | None) -> int | None:
    """This will take what this paper needs out of the one it rests on; a raised budget needs nothing of the old."""
    if under is None:
        return None
    amount = what.amount if what.kind is not PaperKind.DPPA or what.lowers else 0
    return operations.draw(source=under.source, kind=under.kind, number=under.number, amount=amount)


def _refuse_unspent(trail: Trail, what: IssuePaper, stamp: Stamp) -> None:
    operations.hold_spent(source=what.source)
    now = moment(trail.day(None), zone=trail.zone)
    accounted = sum(
        one.amount
        for one in queries.papers(what.programme, now)
        if one.source == what.source and one.kind is PaperKind.LPJ
    )
    assert stamp.happened_on <= now.day, "a paper is recorded on its day or later"
    rules.refuse_unspent(_source(trail, what.programme, what.source), accounted, what.amount)


VERBS = (
    Verb("funds.paper.issue", IssuePaper, issue_paper),
    Verb("funds.year.close", CloseYear, close_year),
)

"""What has been kept long enough goes: identities by destroying their keys, leftovers of the system by deleting them.

A few identities go by themselves, night by night. More than fifty go only after one person has proposed and another
has approved it. Every purge writes down how many, by which rule and up to which day; never whose.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.privacy import operations, queries
from pulang.areas.privacy.facts import PurgeFacts
from pulang.areas.privacy.rules import PURGE_ALONE_MOST, PURGE_TOGETHER_MOST, PurgeEvent, refuse_same_person
from pulang.flows import erasing
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code
from pulang.flows.verbs import Verb
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

IDENTITIES: Final = "identities"
UNMOVED: Final = "unmoved"


class Leftovers(Enum):
    """What the system itself leaves behind: rows that are deleted, each under its rule in retention.toml."""

    SESSIONS = "sessions"
    JOBS = "jobs"
    SIGN_INS = "sign-ins"
    COMPLAINTS = "complaints"
    TOKENS = "tokens"
    WORDS = "words"


class RunPurge(What):
    """The identities of a programme that have been kept long enough are destroyed, fifty at most."""

    programme: Code


class ProposePurge(What):
    """More than fifty identities of a programme have been kept long enough; somebody else looks before they go."""

    programme: Code
    purge: Code


class ApprovePurge(What):
    """A second person approves what was proposed, and the identities are destroyed."""

    programme: Code
    purge: Code


class SweepLeftovers(What):
    """Ended sessions, finished jobs, old sign-ins, old texts of complaints and ended keys of machines are deleted."""


@dataclass(frozen=True, slots=True)
class Due:
    """How many of one thing have been kept long enough, and up to which day."""

    rule: str
    affected: int
    cut_on: date
    by_two: bool = False


def due_identities(programme: str, at: Moment, *, most: int = PURGE_TOGETHER_MOST + 1) -> tuple[CaseRef, ...]:
    """This will give the cases of a programme whose person has been kept long enough."""
    found = queries.due_persons(
        programme, cut_on=queries.overdue(at, IDENTITIES), unmoved_on=queries.overdue(at, UNMOVED), most=most
    )
    return tuple(CaseRef(case, number, programme, person, opened_on) for case, person, number, opened_on in found)


def due_in(programme: str, at: Moment) -> Due:
    """This will say how many identities of a programme are due, and whether two people have to look."""
    count = len(due_identities(programme, at))
    return Due(IDENTITIES, count, queries.overdue(at, IDENTITIES), by_two=count > PURGE_ALONE_MOST)


def due_leftovers(at: Moment) -> tuple[Due, ...]:
    """This will say how many leftovers of each kind are due."""
    cuts = {kind.value: queries.overdue(at, kind.value) for kind in Leftovers}
    return tuple(Due(rule, queries.count_leftovers(rule, cut), cut) for rule, cut in cuts.items())


def run(*, by: Actor, at: datetime, ref: str, what: RunPurge) -> Receipt:
    """This will destroy the identities that are due; refuses more than fifty, and a night with none."""
    with act(by, "privacy.purge.run", at, ref=ref, what=what, programme=what.programme) as trail:
        found = due_identities(what.programme, _now(trail))
        if len(found) > PURGE_ALONE_MOST:
            raise Refusal("purge-needs-two", _NEEDS_TWO.format(count=_count(len(found)), most=PURGE_ALONE_MOST))
        _destroy(trail, found)
        trail.note(subject=what.programme)
    return trail.done()


def propose(*, by: Actor, at: datetime, ref: str, what: ProposePurge) -> Receipt:
    """This will propose to destroy the identities that are due; refuses a reference used before, and none."""
    with act(by, "privacy.purge.propose", at, ref=ref, what=what, programme=what.programme) as trail:
        if any(one.ref == what.purge for one in queries.purges(_now(trail), programme=what.programme)):
            raise Refusal("purge-used", _USED.format(ref=what.purge), field="purge")
        affected = len(due_identities(what.programme, _now(trail)))
        if not affected:
            raise Refusal("nothing-to-purge", _NOTHING)
        _mark(trail, what, PurgeEvent.PROPOSED, affected, queries.overdue(_now(trail), IDENTITIES))
        trail.note(subject=what.purge)
    return trail.done()


def approve(*, by: Actor, at: datetime, ref: str, what: ApprovePurge) -> Receipt:
    """This will destroy what was proposed; refuses whoever proposed it, and a purge that has been done."""
    with act(by, "privacy.purge.approve", at, ref=ref, what=what, programme=what.programme) as trail:
        proposed = _proposed(trail, what)
        refuse_same_person(by.code, {proposed.proposed_by})
        # As old as they were when it was proposed: nobody whose clock ran out since goes without having been counted.
        found = due_identities(what.programme, moment(proposed.proposed_on))[: proposed.affected]
        _mark(trail, what, PurgeEvent.APPROVED, len(found), proposed.cut_on)
        _destroy(trail, found)
        _mark(trail, what, PurgeEvent.DONE, len(found), proposed.cut_on)
        trail.note(subject=what.purge)
    return trail.done()


def sweep(*, by: Actor, at: datetime, ref: str, what: SweepLeftovers) -> Receipt:
    """This will delete what the system left behind and write down how much; refuses where nothing is due."""
    with act(by, "privacy.leftover.sweep", at, ref=ref, what=what) as trail:
        gone = 0
        for due in due_leftovers(_now(trail)):
            deleted = operations.delete_leftovers(rule=due.rule, cut_on=due.cut_on)
            if deleted:
                operations.record_destruction(
                    rule=due.rule, affected=deleted, cut_on=due.cut_on, stamp=trail.stamp(None)
                )
            gone += deleted
        if not gone:
            raise Refusal("nothing-to-purge", _NOTHING)
        trail.note(subject="sweep")
    return trail.done()


def _destroy(trail: Trail, found: tuple[CaseRef, ...]) -> None:
    """This will erase each person and write down how many."""
    if not found:
        raise Refusal("nothing-to-purge", _NOTHING)
    stamp = trail.stamp(None)
    for case in found:
        cases.hold(case=case.id)
        trail.touched.add(case.id)
        erasing.erase(trail, case, stamp)
    operations.record_destruction(
        rule=IDENTITIES, affected=len(found), cut_on=queries.overdue(_now(trail), IDENTITIES), stamp=stamp
    )


def _proposed(trail: Trail, what: ApprovePurge) -> PurgeFacts:
    for one in queries.purges(_now(trail), programme=what.programme):
        if one.ref == what.purge and one.event == PurgeEvent.PROPOSED.value:
            return one
    raise Refusal("unknown-purge", _UNKNOWN, field="purge")


def _mark(trail: Trail, what: ProposePurge | ApprovePurge, event: PurgeEvent, affected: int, cut_on: date) -> None:
    operations.mark_purge(
        programme=what.programme,
        ref=what.purge,
        rule=IDENTITIES,
        event=event,
        by=trail.by.code,
        affected=affected,
        cut_on=cut_on,
        stamp=trail.stamp(None),
    )


def _now(trail: Trail) -> Moment:
    return moment(trail.day(None))


def _count(found: int) -> str:
    return str(found) if found <= PURGE_TOGETHER_MOST else f"> {PURGE_TOGETHER_MOST}"


_NEEDS_TWO: Final = Words(
    id="{count} jati diri sudah lewat masa simpannya. Lebih dari {most} dimusnahkan setelah diusulkan dan disetujui.",
    en="{count} identities have been kept long enough. More than {most} go after one proposes and another approves.",
)
_NOTHING: Final = Words(
    id="Tidak ada yang lewat masa simpannya, jadi tidak ada yang dimusnahkan.",
    en="Nothing has been kept too long, so nothing is destroyed.",
)
_USED: Final = Words(
    id="Usulan pemusnahan “{ref}” sudah ada; pakai nomor lain.",
    en="A proposal “{ref}” exists already; use another reference.",
)
_UNKNOWN: Final = Words(
    id="Usulan pemusnahan itu tidak ada, atau sudah dikerjakan.", en="There is no such proposal, or it has been done."
)

VERBS = (
    Verb("privacy.purge.run", RunPurge, run),
    Verb("privacy.purge.propose", ProposePurge, propose),
    Verb("privacy.purge.approve", ApprovePurge, approve),
    Verb("privacy.leftover.sweep", SweepLeftovers, sweep),
)

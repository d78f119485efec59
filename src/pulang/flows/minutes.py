"""Minutes that draft themselves: all that the record says of a meeting, drawn up under a number to be signed."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from pydantic import TypeAdapter

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import operations, queries
from pulang.areas.coordination.facts import DecisionFacts, IssuedMinutes, ItemFacts, MeetingFacts
from pulang.areas.coordination.rules import ItemEvent, ended_on, without_quorum
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Text
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PREFIX: Final = "N"
MARK_SIGNS: Final = 16  # of the digest, in hexadecimal: what the check page is asked with


@dataclass(frozen=True, slots=True)
class ToldCondition:
    """A condition as the minutes tell it: what, who sees to it, by when, and since when it is met."""

    text: str
    holder: str
    due_on: date | None
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the minutes tell it: code, outcome and days, who carries it out, why, and its conditions."""

    code: str
    outcome: str
    made_on: date
    in_force_on: date
    until: date | None
    ended_on: date | None
    holder: str
    due_on: date | None
    reason: str
    conditions: tuple[ToldCondition, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda as the minutes tell it, with the decisions about it in the order they were made."""

    code: str
    question: str
    cases: int | None
    missing: str
    decisions: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """All the record says of a held meeting: offices and no person, counts and no case."""

    title: str
    held_on: date
    note: str
    present: tuple[tuple[str, bool], ...]  # name, and whether it came with a mandate to decide
    lacked: tuple[str, ...]
    points: tuple[Point, ...]
    beside: tuple[Told, ...]  # decided outside the agenda

    @property
    def content(self) -> str:
        """This will give everything the minutes say as one text, the same for the same minutes."""
        return _MINUTES.dump_json(self).decode()

    @property
    def digest(self) -> str:
        """This will give the SHA-256 of everything the minutes say, in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()


_MINUTES: Final = TypeAdapter(Minutes)


class IssueMinutes(What):
    """Minutes of a held meeting are drawn up from the record to be signed; their number is drawn beforehand."""

    programme: Code
    meeting: Code
    minutes: Text


def issue_minutes(*, by: Actor, at: datetime, ref: str, what: IssueMinutes) -> Receipt:
    """This will draw up minutes under a number; refuses those of a meeting that was not held, or say nothing new."""
    with act(by, "coordination.minutes.issue", at, ref=ref, what=what, programme=what.programme) as trail:
        number = refs.parse(what.minutes, prefix=PREFIX)
        drawn = draft(what.programme, what.meeting, moment(trail.day(None)))
        issued = queries.minutes(what.programme, what.meeting)
        if issued and issued[0].digest == drawn.digest:
            raise Refusal("minutes-say-the-same", _SAME.format(number=issued[0].number))
        operations.issue_minutes(
            meeting=queries.meeting_id(what.programme, what.meeting),
            number=number,
            digest=drawn.digest,
            content=drawn.content,
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.meeting)
    return trail.done()


def draft(programme: str, meeting: str, at: Moment) -> Minutes:
    """This will draft the minutes of a meeting out of the record of a moment; refuses one that was not held."""
    found = next((one for one in queries.meetings(programme, at) if one.code == meeting), None)
    if found is None or found.held_on is None:
        raise Refusal("meeting-not-held", _NOT_HELD, field="meeting")
    decisions = tuple(one for one in queries.decisions(programme, at) if one.meeting == meeting)
    names = {agency.code: agency.name for agency in accounts.agencies()}
    items = tuple(one for one in queries.agenda(programme, at) if one.meeting == meeting)
    put = tuple(one for one in items if one.event == ItemEvent.PUT.value)
    return Minutes(
        title=found.title,
        held_on=found.held_on,
        note=found.note,
        present=_present(found, names),
        lacked=tuple(names[code] for code in without_quorum(found)),
        points=tuple(_point(item, decisions, names, at.day) for item in put),
        beside=tuple(_told(one, names, at.day) for one in decisions if one.item not in {item.code for item in put}),
    )


def as_issued(issued: IssuedMinutes) -> Minutes:
    """This will give minutes as they were drawn up, whatever was recorded later."""
    told = _MINUTES.validate_json(issued.content)
    assert told.digest == issued.digest, f"minutes {issued.number} say what they were drawn up to say"
    return told


def confirmed(number: str, mark: str) -> IssuedMinutes | None:
    """This will give the minutes a paper names, when number and mark are both theirs; else None."""
    try:
        found = queries.minutes_under(refs.parse(number, prefix=PREFIX))
    except Refusal:
        return None
    return found if found is not None and found.digest[:MARK_SIGNS] == mark.lower() else None


def _present(meeting: MeetingFacts, names: dict[str, str]) -> tuple[tuple[str, bool], ...]:
    able = meeting.agencies if meeting.deciding is None else meeting.deciding
    return tuple((names[code], code in able) for code in meeting.agencies)


def _point(item: ItemFacts, decisions: tuple[DecisionFacts, ...], names: dict[str, str], day: date) -> Point:
    return Point(
        code=item.code,
        question=item.question,
        cases=item.cases,
        missing=item.missing,
        decisions=tuple(_told(one, names, day) for one in decisions if one.item == item.code),
    )


def _told(one: DecisionFacts, names: dict[str, str], day: date) -> Told:
    return Told(
        code=one.code,
        outcome=one.outcome,
        made_on=one.made_on,
        in_force_on=one.in_force_on,
        until=one.until,
        ended_on=ended_on(one, day),
        holder=names.get(one.holder, one.holder),
        due_on=one.due_on,
        reason=one.reason,
        conditions=tuple(
            ToldCondition(c.text, names.get(c.holder, c.holder), c.due_on, c.met_on) for c in one.conditions
        ),
    )


_NOT_HELD: Final = Words(
    id="Rapat itu belum tercatat berlangsung, jadi belum ada notulennya.",
    en="That meeting is not recorded as held, so it has no minutes yet.",
)
_SAME: Final = Words(
    id="Notulen {number} sudah berisi semua catatan ini; pakai yang itu.",
    en="Minutes {number} already say all that is recorded; use those.",
)


VERBS = (Verb("coordination.minutes.issue", IssueMinutes, issue_minutes),)

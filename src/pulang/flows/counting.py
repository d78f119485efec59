"""What a quarter's release would say: people counted and shielded, what is waited for, money, promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pulang.areas.aid import queries as aid
from pulang.areas.boards import queries as boards
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts
from pulang.areas.figures import exposure, queries, rules
from pulang.areas.figures.facts import Counted, Group
from pulang.areas.funds import queries as funds
from pulang.areas.grievances import queries as grievances
from pulang.areas.places import queries as places
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.assessment import assess_line, stage_of
from pulang.areas.readiness.facts import read_line
from pulang.areas.readiness.gates import PROGRAMME_BY_ID
from pulang.areas.statements import queries as statements
from pulang.flows import status as standing
from pulang.flows.status import Blocker, FundLine, Status
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words
from pulang.storage.context import counting

VERIFIED = "ACCEPTED"
_DEAREST_KNOWN_TO_NOBODY = 10_000_000  # rupiah for one person, where neither a rate nor a fare is set

ABOUT = Words(id="Sekitar {people} orang terverifikasi. ", en="About {people} verified people. ")
WAITS = Words(
    id="Pemulangan menunggu {what}, dipegang {holder}, sejak {day}.",
    en="The return waits for {what}, held by {holder}, since {day}.",
)
WAITS_FOR_NOBODY = Words(
    id="Program tidak sedang menunggu keputusan siapa pun.", en="The programme waits for nobody's decision."
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A release that could be published, and what was hidden for it."""

    content: dict[str, Any]
    counted: Counted


def planned(code: str, quarter: str) -> Planned:
    """This will work a quarter's release out against everything ever published; refuses what would expose anybody.

    Needs an open context; only counts leave it. Every release is held against all others, so the answer is frozen
    as soon as it is published.
    """
    day = rules.last_day(quarter)
    found = standing.status(code, as_of=day)
    at = moment(day, zone=found.programme.time_zone)
    names = {place.code: place.name for place in places.provinces()}
    wanted = rules.counted(
        _groups(code, at, found),
        quarter=quarter,
        opened=rules.quarter_of(found.programme.opened_on),
        provinces=tuple(names),
    )
    counted = exposure.shielded(wanted, queries.published(code))
    return Planned(_content(found, counted, names, day), counted)


def _groups(code: str, at: Moment, found: Status) -> tuple[Group, ...]:
    """This will count the verified by situation; whoever is not verified is in no figure, so nobody can pad one."""
    with counting():
        rows = boards.homes(code, at)
    groups = []
    for line, district, arrived_on, people in rows:
        if not read_line(line).evidence.startswith(VERIFIED):
            continue
        answer = assess_line(line, found.procedure)
        arrived = "" if arrived_on is None else rules.quarter_of(arrived_on)
        groups.append(Group(answer.choice, stage_of(answer, found.findings).value, district, arrived, people))
    return tuple(groups)


def _content(found: Status, counted: Counted, names: dict[str, str], day: date) -> dict[str, Any]:
    waiting = waits_of(found)
    stages = {finding.gate: stage.value for stage, finding in reversed(found.findings)}
    cells = rules.as_document(counted.tables)
    for cell, kept in zip(counted.tables.cells, cells["cells"], strict=True):
        kept["name"] = rules.unit_words(cell.unit, names).as_dict()
    return {
        "programme": found.programme.code,
        "name": found.programme.name,
        "as_of": day.isoformat(),
        "headline": _headline(waiting, counted).as_dict(),
        "waiting": [_waited_for(blocker, stages) for blocker in waiting],
        "money": _money(found, day),
        "promises": [
            {
                "what": promise.subject,
                "office": promise.office,
                "first_promised": promise.first_promised,
                "now_promised": promise.now_promised,
                "slips": promise.slips,
                "unit": promise.unit,
                "kept_on": _iso(promise.kept_on),
                "source": promise.source,
            }
            for promise in found.promises
        ],
        **_on_record(found, day),
        "complaints": _complaints(found, day),
        "provinces": names,
        "counts": cells,
    }


def _on_record(found: Status, day: date) -> dict[str, Any]:
    """This will give decisions, decrees and what offices said in public: facts of the programme, of nobody in it."""
    code, at = found.programme.code, moment(day, zone=found.programme.time_zone)
    return {
        "decisions": [_decision(decision) for decision in coordination.decisions(code, at)],
        "decrees": [
            {
                "number": decree.number,
                "title": decree.title,
                "issuer": decree.issuer,
                "signed_on": decree.signed_on.isoformat(),
                "revoked_on": _iso(decree.revoked_on),
            }
            for decree in programmes.decrees(code, at)
        ],
        "statements": [
            {
                "said_on": said.said_on.isoformat(),
                "office": said.office,
                "subject": said.subject,
                "summary": said.summary,
                "source": said.source,
            }
            for said in statements.statements(code, at)
        ],
    }


def _complaints(found: Status, day: date) -> dict[str, str]:
    """This will say how punctually complaints due in the quarter were answered, in words.

    Each quarter is told by itself: what adds up over quarters would tell of the few that came in between.
    """
    at = moment(day, zone=found.programme.time_zone)
    with counting():
        due, in_time = grievances.in_time(found.programme.code, at, first=rules.first_day(day))
    return {"answered": rules.punctual(due, in_time)}


def _decision(decision: DecisionFacts) -> dict[str, Any]:
    return {
        "outcome": decision.outcome,
        "meeting": decision.meeting_kind,
        "made_on": decision.made_on.isoformat(),
        "ended_on": _iso(
            min(filter(None, (decision.until, decision.withdrawn_on, decision.superseded_on)), default=None)
        ),
        "conditions": [
            {"text": condition.text, "holder": condition.holder, "met_on": _iso(condition.met_on)}
            for condition in decision.conditions
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def waits_of(found: Status) -> list[Blocker]:
    """This will give what the programme's steps wait for, also where nobody stands before them.

    Told only while somebody is held, it would say in public that somebody is, and be gone with the last of them.
    """
    return [
        standing.blocker_of(part, PROGRAMME_BY_ID[finding.gate].question, 0, found.as_of, of_programme=True)
        for _, finding in found.findings
        if finding.blocks
        for part in finding.each
    ]


def waits_in_words(waiting: Sequence[Blocker]) -> Words:
    """This will say in one sentence what the programme waits for first, who holds it and since when."""
    if not waiting:
        return WAITS_FOR_NOBODY
    first = waiting[0]
    return WAITS.format(
        what=PROGRAMME_BY_ID[first.gate].awaited,
        holder=first.holder,
        day=in_words(first.since) if first.since else Words(id="–", en="–"),
    )


def _headline(waiting: list[Blocker], counted: Counted) -> Words:
    """This will say in one sentence what the programme waits for; its number is the rounded one, or none."""
    says = waits_in_words(waiting)
    if counted.tables.total is None:
        return says
    about = ABOUT.format(people=counted.tables.total)
    return Words(id=about.id + says.id, en=about.en + says.en)


def _waited_for(blocker: Blocker, stages: dict[str, str]) -> dict[str, Any]:
    return {
        "gate": blocker.gate,
        "stage": stages[blocker.gate],
        "what": PROGRAMME_BY_ID[blocker.gate].awaited.as_dict(),
        "holder": blocker.holder.as_dict(),
        "since": _iso(blocker.since),
    }


def _money(found: Status, day: date) -> list[dict[str, Any]]:
    """This will give each source; what is tied and spent follows from people, so it is rounded to many of them."""
    at = moment(day, zone=found.programme.time_zone)
    fare = funds.fare(found.programme.code, at)
    each = [rate.amount for rate in aid.rates(at)] + ([] if fare is None else [fare.amount])
    dearest = max(each, default=_DEAREST_KNOWN_TO_NOBODY)
    return [_source(fund, dearest) for fund in found.funds]


def _source(fund: FundLine, dearest: int) -> dict[str, Any]:
    return {
        "source": fund.source,
        "name": fund.name,
        "payer": fund.payer,
        "use": fund.use,
        "allocated": fund.ceiling,
        "released": fund.released,
        "tied": rules.coarse(fund.committed, dearest),
        "spent": rules.coarse(fund.spent, dearest),
    }

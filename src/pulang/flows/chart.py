"""The waiting chart: what depends on what, who holds it, how old each wait is, and the earliest day of departure."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.rules import MeetingEvent, MeetingKind
from pulang.areas.readiness.gates import BY_ID
from pulang.flows.status import Blocker, Status
from pulang.kernel import workdays
from pulang.kernel.findings import Finding
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

DEPARTURE: Final = "departure"
_RETURN: Final = "return"  # the subject under which the return itself is promised
_MONTH_SIGNS: Final = len("2019-02")

# Each link with those it rests on, in the order offices go through them. Aid hangs beside the way and never before the
# departure: nobody's return waits for her aid (design.md, rule 3).
_CHAIN: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("legal-basis", ()),
    ("rakor-decided", ("legal-basis",)),
    ("partner-ready", ("rakor-decided",)),
    ("identity-verified", ("partner-ready",)),
    ("travel-funds-released", ("rakor-decided",)),
    ("itinerary-ready", ("partner-ready", "identity-verified", "travel-funds-released")),
    ("receiver-acknowledged", ("identity-verified",)),
    (DEPARTURE, ("itinerary-ready", "receiver-acknowledged")),
    ("beneficiary-decreed", ("identity-verified",)),
    ("aid-funds-confirmed", ("rakor-decided",)),
)
_NAMES: Final = {
    "legal-basis": Words(id="Dasar hukum", en="Legal basis"),
    "rakor-decided": Words(id="Rapat koordinasi memutuskan", en="Coordination meeting decides"),
    "partner-ready": Words(id="Mitra siap", en="Partner ready"),
    "identity-verified": Words(id="Verifikasi", en="Verification"),
    "travel-funds-released": Words(id="Dana perjalanan cair", en="Travel money released"),
    "itinerary-ready": Words(id="Tiket", en="Tickets"),
    "receiver-acknowledged": Words(id="Dinas penerima siap", en="Receiving office ready"),
    DEPARTURE: Words(id="Berangkat", en="Departure"),
    "beneficiary-decreed": Words(id="SK penetapan penerima", en="Beneficiary decree"),
    "aid-funds-confirmed": Words(id="Dana bantuan pasti", en="Aid money confirmed"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain as of a day.

    `since` and `age` (days) stand while it is waited for, `done_on` once it is there (None: nobody wrote the day
    down), `promised` is the day somebody named for it, `given` the working days the procedure gives it, `earliest` the
    first day it can be there. `decides` is true of the links the earliest departure hangs on.
    """

    id: str
    name: Words
    rests_on: tuple[str, ...]
    done: bool
    says: Words
    holder: Words | None
    cases: int
    since: date | None
    age: int | None
    done_on: date | None
    promised: date | None
    given: int
    earliest: date
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole chain, the earliest departure, and the holidays that lie on the way there."""

    as_of: date
    links: tuple[Link, ...]
    departure: date
    holidays: tuple[tuple[date, Words], ...]


def promised_days(now: Status) -> dict[str, date]:
    """This will give the days somebody named: the meeting's, and the return's; a month means its last day."""
    found = {}
    day = now.as_of
    planned = [
        one.planned_for
        for one in coordination.meetings(now.programme.code, moment(day))
        if one.kind == MeetingKind.RAKOR.value
        and one.event == MeetingEvent.PLANNED.value
        and one.planned_for is not None
    ]
    if planned:
        found["rakor-decided"] = min(planned)
    said = next((one.now_promised for one in now.promises if one.subject == _RETURN), None)
    if said is not None and not said.isdigit():
        found[DEPARTURE] = _last_day(said)
    return found


def _last_day(said: str) -> date:
    if len(said) > _MONTH_SIGNS:
        return date.fromisoformat(said)
    first = date.fromisoformat(f"{said}-01")
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def chart(now: Status, *, promised: Mapping[str, date], supposed: Mapping[str, date]) -> Chart:
    """This will lay out the chain of a programme and reckon the earliest departure.

    A link that is there costs nothing. One that is not takes the working days its procedure gives it, counted from
    the day everything it rests on is there, and is not earlier than the day it is `supposed` or promised for.
    """
    waits = dict(now.procedure.waits)
    findings = {finding.gate: finding for _, finding in now.findings}
    blockers = {blocker.gate: blocker for blocker in now.blockers}
    laid: dict[str, Link] = {}
    for gate, needs in _CHAIN:
        if gate not in waits:
            continue  # this kind of programme does not ask for it
        rests_on = _present(needs, waits)
        link = _link(gate, rests_on, now, findings.get(gate), blockers.get(gate))
        laid[gate] = replace(
            link,
            promised=promised.get(gate),
            given=waits[gate],
            earliest=_earliest(link, laid, now.as_of, waits[gate], supposed.get(gate) or _ahead(promised, gate, now)),
        )
    decides = _deciding(laid)
    departure = laid[DEPARTURE].earliest
    return Chart(
        as_of=now.as_of,
        links=tuple(replace(link, decides=link.id in decides) for link in laid.values()),
        departure=departure,
        holidays=workdays.closed_between(now.as_of, departure),
    )


def _present(needs: tuple[str, ...], waits: Mapping[str, int]) -> tuple[str, ...]:
    """This will leave out links the programme does not have, and rest on what those rested on."""
    chain = dict(_CHAIN)
    found: list[str] = []
    for need in needs:
        found.extend((need,) if need in waits else _present(chain[need], waits))
    return tuple(dict.fromkeys(found))


def _ahead(promised: Mapping[str, date], gate: str, now: Status) -> date | None:
    """This will give the day a meeting is planned for while it is still to come; no other promise moves a reckoning."""
    day = promised.get(gate)
    return day if gate == "rakor-decided" and day is not None and day >= now.as_of else None


def _earliest(link: Link, laid: Mapping[str, Link], as_of: date, given: int, on: date | None) -> date:
    if link.done:
        return as_of
    ready = max([as_of, *(laid[need].earliest for need in link.rests_on)])
    return workdays.after(ready, given) if on is None else max(on, ready)


def _deciding(laid: Mapping[str, Link]) -> frozenset[str]:
    """This will walk back from the departure along the link that is there last."""
    found, at = {DEPARTURE}, laid[DEPARTURE]
    while at.rests_on:
        at = max((laid[need] for need in at.rests_on), key=lambda link: link.earliest)
        if at.done:
            break
        found.add(at.id)
    return frozenset(found)


def _link(gate: str, rests_on: tuple[str, ...], now: Status, finding: Finding | None, blocker: Blocker | None) -> Link:
    base = Link(
        id=gate, name=_NAMES[gate], rests_on=rests_on, done=True, says=_THERE, holder=None, cases=0, since=None,
        age=None, done_on=None, promised=None, given=0, earliest=now.as_of,
    )  # fmt: skip
    if gate == DEPARTURE:
        left = now.counts.returning
        return replace(base, done=not left, says=_LEFT.format(n=left) if left else _THERE, cases=left)
    waiting = blocker or (finding if finding is not None and finding.blocks else None)
    if finding is not None and finding.blocks and finding.parts:
        waiting = finding  # made of several blockers, and one link
    if waiting is None:
        return (
            base if finding is None else replace(base, says=finding.says, holder=finding.holder, done_on=finding.since)
        )
    age = None if waiting.since is None else max(0, (now.as_of - waiting.since).days)
    cases = blocker.cases if blocker else 0
    return replace(
        base, done=False, says=waiting.says, holder=waiting.holder, cases=cases, since=waiting.since, age=age
    )


_THERE: Final = Words(id="Sudah terpenuhi.", en="It is there.")
_LEFT: Final = Words(
    id="{n} orang memilih pulang dan belum berangkat.", en="{n} people chose to return and wait to leave."
)

assert {gate for gate, _ in _CHAIN} - {DEPARTURE} <= set(BY_ID), "the chain is made of gates"

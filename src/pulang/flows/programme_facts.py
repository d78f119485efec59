"""Gathers what is true of a programme on a day, one line for each fact the gates see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.rules import MeetingEvent, MeetingKind, deciding, ended_on
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import SourceFacts
from pulang.areas.funds.rules import Use
from pulang.areas.partners import queries as partners
from pulang.areas.partners.assessment import lacking_together
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import fit_until
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts as Programme
from pulang.areas.readiness import queries as readiness
from pulang.areas.readiness.facts import (
    AidMoney,
    DecreeState,
    PartnerState,
    ProgrammeFacts,
    RakorState,
    TravelMoney,
)
from pulang.kernel.moments import Moment


def gather(
    programme: Programme, moment: Moment, *, returning: int, ticketed: int, sources: tuple[SourceFacts, ...]
) -> ProgrammeFacts:
    """This will gather a programme's facts as of a moment.

    `returning` counts who wants to return and has not left, `ticketed` those of them whose tickets are booked.
    """
    return ProgrammeFacts(
        day=moment.day,
        opened_on=programme.opened_on,
        lead=accounts.agency(programme.lead).name,
        ministry=accounts.agency(programme.ministry).name,
        decree=_decree(programme.code, moment),
        rakor=_rakor(programme.code, moment),
        partner=_partner(programme, moment, returning),
        travel=_travel(programme.code, moment, returning, ticketed, sources),
        aid=_aid(sources),
        waived=readiness.waived(programme.code, moment),
    )


def _decree(programme: str, moment: Moment) -> DecreeState | None:
    """This will give the decree in force, else the next to come, else the last revoked."""
    found = programmes.decrees(programme, moment)
    if not found:
        return None

    def nearness(decree: DecreeState) -> tuple[bool, bool]:
        return (decree.revoked_on is not None, decree.in_force_on > moment.day)

    states = [DecreeState(d.number, d.signed_on, d.in_force_on, d.revoked_on) for d in found]
    return min(states, key=nearness)


def _rakor(programme: str, moment: Moment) -> RakorState:
    return rakor_of(
        coordination.meetings(programme, moment),
        coordination.decisions(programme, moment),
        moment.day,
        lambda holder: accounts.agency(holder).name,
    )


def rakor_of(
    meetings: Iterable[MeetingFacts],
    decisions: Iterable[DecisionFacts],
    day: date,
    name: Callable[[str], str],
) -> RakorState:
    """This will say where the coordination meetings with the ministry stand, and which of their decisions counts."""
    rakor = [m for m in meetings if m.kind == MeetingKind.RAKOR.value]
    counts = deciding([d for d in decisions if d.meeting_kind == MeetingKind.RAKOR.value], day)
    alive = [m for m in rakor if m.event != MeetingEvent.CANCELLED.value]
    planned = [m.planned_for for m in alive if m.planned_for is not None and m.held_on is None]
    state = RakorState(
        waited_since=min((m.since for m in rakor), default=None),
        planned_for=min(planned, default=None),
        held_on=max((m.held_on for m in alive if m.held_on is not None), default=None),
    )
    if counts is None:
        return state
    return replace(
        state,
        decision=counts.code,
        outcome=counts.outcome,
        decided_on=counts.made_on,
        in_force_on=counts.in_force_on,
        ended_on=ended_on(counts, day),
        open_conditions=tuple((c.text, name(c.holder), c.due_on) for c in counts.conditions if c.met_on is None),
    )


def _partner(programme: Programme, moment: Moment, people: int) -> PartnerState | None:
    known = partners.partners_of(programme.code, moment)
    return partner_of(known, day=moment.day, people=people, place=programme.place)


def partner_of(known: Sequence[PartnerFacts], *, day: date, people: int, place: str) -> PartnerState | None:
    """This will give the partner that lacks least; among equals the one named first."""
    states = [
        PartnerState(
            name=partner.name,
            lacks=tuple((item.lack.value, item.since, item.until) for item in lacks),
            since=partner.assigned_on or partner.named_on,
            until=fit_until(partner, day=day),
        )
        for partner, lacks in zip(known, lacking_together(known, day=day, people=people, place=place), strict=True)
    ]
    return min(states, key=lambda state: len(state.lacks), default=None)


def _travel(
    programme: str, moment: Moment, people: int, ticketed: int, sources: tuple[SourceFacts, ...]
) -> TravelMoney:
    travel = [source for source in sources if source.use == Use.TRAVEL.value]
    estimate = funds.fare(programme, moment)
    fare = None if estimate is None else estimate.amount
    ahead = paid_ahead(travel, fare=fare or 0, ticketed=ticketed)
    # Money tied for tickets is tied for these very people, so it still counts towards their need.
    free = sum(source.available + source.committed for source in travel) + ahead
    enough = fare is not None and free >= fare * people
    owed = [source for source in travel if source.released_total < source.ceiling]
    said = travel if enough or not owed else owed
    released = [source.first_released_on for source in travel if source.first_released_on is not None]
    opened = [source.first_allocated_on or source.opened_on for source in said]
    return TravelMoney(
        released_free=free,
        ceiling=sum(source.ceiling - source.spent for source in travel) + ahead,
        fare=fare,
        people=people,
        payers=_payers(said),
        since=min((released if said is travel else []) or opened, default=None),
        paid_ahead=ahead,
    )


def paid_ahead(travel: Iterable[SourceFacts], *, fare: int, ticketed: int) -> int:
    """This will give what was paid out for the tickets of people who have not left: they need it no second time.

    The ledger does not know for whom it paid, so it is no more than their fares, and no more than was paid.
    """
    tied, spent = 0, 0
    for source in travel:
        tied, spent = tied + source.committed, spent + source.spent
    return min(spent, max(0, fare * ticketed - tied))


def _payers(sources: Iterable[SourceFacts]) -> tuple[str, ...]:
    return tuple(accounts.agency(payer).name for payer in dict.fromkeys(source.payer for source in sources))


def _aid(sources: tuple[SourceFacts, ...]) -> AidMoney:
    aid = [source for source in sources if source.use == Use.AID.value]
    if not aid:
        return AidMoney()
    confirmed = [source for source in aid if source.confirmed_on is not None]
    return AidMoney(
        payers=_payers(confirmed or aid),
        confirmed_on=min((source.confirmed_on for source in confirmed if source.confirmed_on), default=None),
        since=min(source.opened_on for source in aid),
    )

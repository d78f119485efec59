"""What one person is due: what, how much, from whom, when, and why not yet, as of a day; and what decrees amount to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pulang.areas.accounts import queries as accounts
from pulang.areas.aid import queries as aid
from pulang.areas.aid.assessment import Due, Situation, amounts, sheet
from pulang.areas.aid.facts import BeneficiaryDecreeFacts, RateFacts
from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import FareFacts, SourceFacts
from pulang.areas.funds.rules import Use
from pulang.areas.journeys import queries as journeys
from pulang.areas.partners import queries as partners
from pulang.areas.programmes import queries as programmes
from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.kernel.moments import Moment, moment
from pulang.storage.context import counting
from pulang.storage.sql import database_name

_KEPT_MEANS = 64
_SETTLED = frozenset({"ARRIVED", "STAYED", "LEFT_ALONE"})


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The sheet of one case as of a day; it holds no identity. `total` is what is known to be due to her."""

    number: str
    programme: str
    as_of: date
    choice: str
    decree: str
    decreed_on: date | None
    lines: tuple[Due, ...]

    @property
    def total(self) -> int:
        """This will add up what is due in money or things; the ticket, paid to the carrier, stands apart."""
        return sum(line.amount or 0 for line in self.lines if line.kind != "TICKET")


@dataclass(frozen=True, slots=True)
class Means:
    """What the sheets of everybody in a programme rest on as of a day: its sources, the fare, the rates, who pays."""

    sources: tuple[SourceFacts, ...]
    fare: FareFacts | None
    rates: tuple[RateFacts, ...]
    payers: Mapping[str, str]
    travel_payer: str


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What one decree amounts to by the rates in force on its day: people times items, and the partner's operations."""

    decree: str
    signed_on: date
    people: int
    partners: int
    items: dict[str, int]

    @property
    def total(self) -> int:
        """This will add the items up."""
        return sum(self.items.values())


def entitlement(number: str, *, as_of: date) -> Entitlement:
    """This will give the sheet of a case; refuses an unknown case. Whoever has not chosen is due nothing less later."""
    ref = cases.find(number)
    at = moment(as_of, zone=programmes.programme(ref.programme).time_zone)
    return entitled(cases.case_file(number, at), means(ref.programme, at), at)


def entitled(file: CaseFile, given: Means, at: Moment) -> Entitlement:
    """This will give the sheet of a case whose books and whose programme's means are at hand."""
    ref = file.ref
    listed = aid.listing(ref.id, at)
    decree = listed.decree if listed is not None and listed.event == "LISTED" else ""
    decreed_on = aid.beneficiary_decree(ref.programme, decree, at).signed_on if decree else None
    return Entitlement(
        number=ref.number,
        programme=ref.programme,
        as_of=at.day,
        choice=file.choice.choice if file.choice else "UNDECIDED",
        decree=decree,
        decreed_on=decreed_on,
        lines=sheet(_situation(file, given, at, decreed_on), given.rates),
    )


def means(programme: str, at: Moment) -> Means:
    """This will read what every sheet of a programme rests on."""
    sources = funds.sources(programme, at)
    travel = (accounts.agency(one.payer).name for one in sources if one.use == Use.TRAVEL.value)
    return Means(sources, funds.fare(programme, at), aid.rates(at), _payers(sources), next(travel, ""))


def kept_means(about: ProgrammeFacts, *, as_of: date, state: int) -> Means:
    """This will give the same from memory where no act came since: `state` is the status's number for the acts."""
    return _kept_means(database_name(), about.code, about.time_zone, as_of, state)


@lru_cache(maxsize=_KEPT_MEANS)
def _kept_means(_database: str, programme: str, zone: str, as_of: date, _state: int) -> Means:
    with counting():  # the same for whoever asks
        return means(programme, moment(as_of, zone=zone))


def reckoned(programme: str, decrees: Sequence[BeneficiaryDecreeFacts], at: Moment) -> dict[str, Reckoned]:
    """This will reckon decrees for the people in them, one by one; to be asked while counting.

    Operations are the partner's once, not once a decree: they stand with the first one.
    """
    people, institutions = boards.listed_choices(programme, at), len(partners.agencies_of(programme))
    levels, rates = frozenset(_payers(funds.sources(programme, at))), aid.rates(at)
    found: dict[str, Reckoned] = {}
    for decree in decrees:
        by_choice = people.get(decree.number, {})
        working = institutions if by_choice and not any(one.partners for one in found.values()) else 0
        items = amounts(by_choice, working, rates, levels, decree.signed_on)
        found[decree.number] = Reckoned(decree.number, decree.signed_on, sum(by_choice.values()), working, items)
    return found


def _situation(file: CaseFile, given: Means, at: Moment, decreed_on: date | None) -> Situation:
    channel, way, fare = aid.channel(file.ref.id, at), journeys.itinerary(file.ref.id, at), given.fare
    fares = [leg.fare for leg in way.legs if leg.fare is not None] if way is not None else []
    return Situation(
        day=at.day,
        choice=file.choice.choice if file.choice else "UNDECIDED",
        decreed_on=decreed_on,
        channel_ready=channel is not None and channel.event == "READY" and channel.own_name,
        arrived_on=next((move.on for move in file.moves if move.move in _SETTLED), None),
        aided_on=next((move.on for move in file.moves if move.move == "AIDED"), None),
        ticketed_on=way.on if way is not None and way.event == "TICKETS_CONFIRMED" else None,
        ticket_cost=sum(fares) if fares else (fare.amount if fare else None),
        payers=given.payers,
        confirmed=frozenset(one.level for one in given.sources if one.use == Use.AID.value and one.confirmed_on),
        travel_payer=given.travel_payer,
    )


def _payers(sources: tuple[SourceFacts, ...]) -> dict[str, str]:
    return {one.level: accounts.agency(one.payer).name for one in sources if one.use == Use.AID.value}

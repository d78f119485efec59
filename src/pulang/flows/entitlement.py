"""What one person is due: what, how much, from whom, when, and why not yet, as of a day; and what decrees amount to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pulang.areas.accounts import queries as accounts
from pulang.areas.aid import queries as aid
from pulang.areas.aid.assessment import Due, Situation, amounts, sheet
from pulang.areas.aid.facts import BeneficiaryDecreeFacts
from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import SourceFacts
from pulang.areas.funds.rules import Use
from pulang.areas.journeys import queries as journeys
from pulang.areas.partners import queries as partners
from pulang.areas.programmes import queries as programmes
from pulang.kernel.moments import Moment, moment

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
    file = cases.case_file(number, at)
    listed = aid.listings([ref.id], at).get(ref.id)
    decree = listed.decree if listed is not None and listed.event == "LISTED" else ""
    decreed_on = aid.beneficiary_decree(ref.programme, decree, at).signed_on if decree else None
    return Entitlement(
        number=ref.number,
        programme=ref.programme,
        as_of=as_of,
        choice=file.choice.choice if file.choice else "UNDECIDED",
        decree=decree,
        decreed_on=decreed_on,
        lines=sheet(_situation(file, at, decreed_on), aid.rates(at)),
    )


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


def _situation(file: CaseFile, at: Moment, decreed_on: date | None) -> Situation:
    sources = funds.sources(file.ref.programme, at)
    channel, way, fare = (
        aid.channel(file.ref.id, at),
        journeys.itinerary(file.ref.id, at),
        funds.fare(file.ref.programme, at),
    )
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
        payers=_payers(sources),
        confirmed=frozenset(one.level for one in sources if one.use == Use.AID.value and one.confirmed_on),
        travel_payer=next((accounts.agency(one.payer).name for one in sources if one.use == Use.TRAVEL.value), ""),
    )


def _payers(sources: tuple[SourceFacts, ...]) -> dict[str, str]:
    return {one.level: accounts.agency(one.payer).name for one in sources if one.use == Use.AID.value}

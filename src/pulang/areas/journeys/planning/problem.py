"""What a plan is made of, as frozen facts: places, dated departures, travellers, rules, and the plan itself.

Times of departures are instants; days of a traveller's window are local days, of the site and of the home place.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to leave from, change or arrive; `zone` is the clock it keeps, `region` its province's code."""

    code: str
    name: str
    zone: str
    latitude: float
    longitude: float
    region: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """One dated leg: seats at a fare each, or a charter, which costs `charter` once however many sit in it."""

    code: str
    mode: str
    start: str
    to: str
    departs: datetime
    arrives: datetime
    fare: int
    seats: int
    charter: int = 0


@dataclass(frozen=True, slots=True)
class Traveller:
    """One case and who travels with it: from where, to where, within which days, and how.

    `receiver` is true where somebody expects her at home, whatever the hour. `district` is the home district's code,
    even where it has no place of its own. `waited` counts plans that left her out.
    """

    case: str
    site: str
    home: str
    not_before: date
    not_after: date
    seats: int = 1
    escort: bool = False
    discreet: bool = False
    child: bool = False
    receiver: bool = False
    region: str = ""
    district: str = ""
    since: date = date.min
    waited: int = 0

    @property
    def accompanied(self) -> bool:
        """This will be true when an escort has to come along: she wants one, or a child would be alone."""
        return self.escort or self.child


@dataclass(frozen=True, slots=True)
class Rules:
    """What every plan keeps to; the amounts are in whole rupiah."""

    people_per_escort: int = 4
    change_minutes: int = 60
    rest_minutes: int = 480
    tired_after_minutes: int = 600
    night_from: int = 22
    night_until: int = 5
    lodging: int = 150_000  # one night in transit, for each seat
    escort_fee: int = 500_000  # what an escort is given for the whole way, there and back


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan has to answer for; no budget means that money does not limit it."""

    places: tuple[Place, ...]
    departures: tuple[Departure, ...]
    travellers: tuple[Traveller, ...]
    rules: Rules = field(default_factory=Rules)
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """One traveller's way home by the codes of its departures, and who comes along."""

    case: str
    departures: tuple[str, ...]
    escort: str = ""


@dataclass(frozen=True, slots=True)
class Escort:
    """Somebody who comes along: there, and back again."""

    code: str
    there: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who travels how, at what cost; whoever has no trip waits."""

    trips: tuple[Trip, ...]
    escorts: tuple[Escort, ...]
    cost: int

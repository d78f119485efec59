"""An office makes the network its own: places and weekly legs, typed or taken over from a workbook, and ended again.

Everything sent together is written together, or nothing is: what is wrong is told row by row, with what to change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.planning import starter
from pulang.areas.journeys.planning.offices import NetworkFacts, Service, StopFacts, place_faults, service_faults
from pulang.areas.journeys.planning.problem import Place
from pulang.areas.journeys.rules import Mode
from pulang.areas.places import queries as places
from pulang.flows.about_case import now
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Day, Short, Text
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

TOGETHER_MOST: Final = 1_000
PLACES_MOST: Final = 200
TOLD_MOST: Final = 5
Amount = Annotated[int, Field(strict=True, ge=-(10**15), le=10**15)]
StopName = Annotated[Text, Field(min_length=1, max_length=80)]


class AddPlace(BaseModel):
    """A place the network does not have: its name, its district, and where it lies in degrees."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: Code
    name: StopName
    district: Code
    latitude: Annotated[float, Field(ge=-180, le=180)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class AddService(BaseModel):
    """A weekly leg: local time of departure, minutes on the way, a fare with its validity and its source."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: Code
    mode: Mode
    start: StopName
    to: StopName
    days: Annotated[Text, Field(max_length=20)]
    leaves: Annotated[Text, Field(max_length=20)]
    minutes: Amount
    fare: Amount
    charter: Amount = 0
    seats: Amount
    first: Day
    last: Day
    source: Annotated[Text, Field(max_length=120)]


class AddToNetwork(What):
    """Places and weekly legs, all of them or none."""

    programme: Code
    places: Annotated[tuple[AddPlace, ...], Field(max_length=PLACES_MOST)] = ()
    services: Annotated[tuple[AddService, ...], Field(max_length=TOGETHER_MOST)] = ()


class EndService(What):
    """A weekly leg runs until a day and no longer."""

    programme: Code
    service: Code
    last: Day
    reason: Short = ""


def add_to_network(*, by: Actor, at: datetime, ref: str, what: AddToNetwork) -> Receipt:
    """This will widen a programme's network; refuses all of it where anything in it could not be travelled."""
    with act(by, "journeys.network.add", at, ref=ref, what=what, programme=what.programme) as trail:
        if not what.places and not what.services:
            raise Refusal("nothing-to-add", _NOTHING, field="services")
        own = queries.network_of(what.programme, now(trail))
        stops = tuple(map(_stop, what.places))
        known = _known(own, stops)
        services = tuple(_service(each, known) for each in what.services)
        wrong = tuple(_wrong(own, stops, services))
        if wrong:
            raise Refusal("network-does-not-fit", _together(wrong), field="services" if services else "places")
        operations.widen(programme=what.programme, stops=stops, services=services, stamp=trail.stamp(None))
        trail.note(subject=what.programme)
    return trail.done()


def end_service(*, by: Actor, at: datetime, ref: str, what: EndService) -> Receipt:
    """This will end a weekly leg, the office's own or an example; accepted plans keep what they were told."""
    with act(by, "journeys.service.end", at, ref=ref, what=what, programme=what.programme) as trail:
        own = queries.network_of(what.programme, now(trail))
        known = {one.code for one in own.services} | {one.code for one in starter.examples()}
        if what.service not in known:
            raise Refusal("unknown-service", _UNKNOWN, field="service")
        operations.end_service(
            programme=what.programme,
            code=what.service,
            last=what.last,
            reason=what.reason,
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.programme)
    return trail.done()


def _stop(said: AddPlace) -> StopFacts:
    district = places.place(code=said.district)
    zone = places.time_zone_of(code=said.district).value
    found = Place(said.code, said.name, zone, said.latitude, said.longitude, district.code[:2])
    return StopFacts(found, district.code)


def _known(own: NetworkFacts, stops: Iterable[StopFacts]) -> Mapping[str, str]:
    """This will give every place's code by its code and by its name, as somebody would type it."""
    found = [*starter.stops(), *(one.place for one in own.stops), *(one.place for one in stops)]
    return {**{one.name.casefold(): one.code for one in found}, **{one.code.casefold(): one.code for one in found}}


def _service(said: AddService, known: Mapping[str, str]) -> Service:
    return Service(
        code=said.code,
        mode=said.mode.value,
        start=_place_code(said.start, known),
        to=_place_code(said.to, known),
        days="".join(sorted(sign for sign in said.days if sign not in " ,.")),
        leaves=said.leaves.replace(".", ":").zfill(len("07:30")),
        minutes=said.minutes,
        fare=said.fare,
        charter=said.charter,
        seats=said.seats,
        first=said.first,
        last=said.last,
        source=said.source,
    )


def _place_code(said: str, known: Mapping[str, str]) -> str:
    found = known.get(said.casefold())
    if found is not None:
        return found
    if said[:1].isdigit():
        try:
            dotted = places.place(code=said).code
        except Refusal:
            dotted = ""
        if starter.has_hub(dotted):
            return dotted
    return ""


def _wrong(own: NetworkFacts, stops: Iterable[StopFacts], services: Iterable[Service]) -> Iterator[Words]:
    found, served = tuple(stops), tuple(services)
    taken = {one.code for one in starter.stops()} | {one.place.code for one in own.stops}
    yield from _twice([one.place.code for one in found], taken)
    yield from _twice([one.code for one in served], {one.code for one in own.services})
    for one in found:
        yield from place_faults(one.place)
    for each in served:
        if not each.start or not each.to:
            yield _NO_PLACE.format(code=same(each.code))
        else:
            yield from service_faults(each)


def _twice(codes: Iterable[str], taken: Iterable[str]) -> Iterator[Words]:
    counted, used = Counter(codes), set(taken)
    yield from (_TAKEN.format(code=same(code)) for code, count in counted.items() if count > 1 or code in used)


def _together(wrong: tuple[Words, ...]) -> Words:
    told = wrong[:TOLD_MOST]
    joined = Words(id=" ".join(each.id for each in told), en=" ".join(each.en for each in told))
    if len(wrong) == len(told):
        return joined
    return _AND_MORE.format(told=joined, more=len(wrong) - len(told))


_NOTHING: Final = Words(
    id="Tidak ada ruas atau tempat di sini. Tulis sedikitnya satu.",
    en="There is no leg and no place here. Please write at least one.",
)
_UNKNOWN: Final = Words(
    id="Ruas dengan kode itu tidak ada dalam jaringan ini.", en="This network has no leg with that code."
)
_NO_PLACE: Final = Words(
    id="Tempat berangkat atau tujuan {code} belum ada dalam jaringan. Tambahkan tempatnya, atau tulis kode kabupaten.",
    en="Where {code} leaves or arrives is not in the network. Add the place, or write a district's code.",
)
_TAKEN: Final = Words(
    id="Kode {code} sudah dipakai. Beri setiap ruas dan tempat kodenya sendiri.",
    en="The code {code} is used already. Give every leg and place a code of its own.",
)
_AND_MORE: Final = Words(id="{told} Dan {more} hal lain.", en="{told} And {more} more.")

VERBS = (
    Verb("journeys.network.add", AddToNetwork, add_to_network),
    Verb("journeys.service.end", EndService, end_service),
)

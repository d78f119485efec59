"""Says of everybody who waits why, by a published rule, and what further money would do."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from pulang.areas.journeys.planning.asking import SAME_PLACE, contradiction
from pulang.areas.journeys.planning.draft import Draft
from pulang.areas.journeys.planning.greedy import Finder, turns
from pulang.areas.journeys.planning.problem import Plan, Problem, Traveller
from pulang.areas.journeys.planning.timetable import Timetable, Way
from pulang.kernel.words import Words

MILLION: Final = 1_000_000
STEPS_MOST: Final = 20


class Wait(Enum):
    """Why somebody has no way in this plan."""

    NO_PLACE = "NO_PLACE"
    CONTRADICTION = "CONTRADICTION"
    SAME_PLACE = "SAME_PLACE"
    NO_WAY = "NO_WAY"
    NO_SEATS = "NO_SEATS"
    NO_MONEY = "NO_MONEY"


WORDS: Final[dict[Wait, Words]] = {
    Wait.NO_PLACE: Words(
        id="Kabupaten tujuan belum dicatat atau belum ada dalam jaringan. Catat kabupatennya, atau tambahkan jalurnya.",
        en="The home district is not recorded or not in the network. Record the district, or add a way to it.",
    ),
    Wait.CONTRADICTION: Words(
        id="Keinginannya tidak dapat dipenuhi bersama-sama. Tanyakan lagi kepadanya.",
        en="Her wishes cannot be met together. Please ask her again.",
    ),
    Wait.SAME_PLACE: SAME_PLACE,
    Wait.NO_WAY: Words(
        id="Tidak ada jalur yang tiba dalam hari-hari pilihannya tanpa tiba malam. Tambahkan jadwal, atau tanyakan "
        "apakah harinya boleh lebih longgar.",
        en="No way arrives within her days without arriving at night. Add departures, or ask whether the days may be "
        "wider.",
    ),
    Wait.NO_SEATS: Words(
        id="Kursi pada hari-hari itu habis. Tambahkan kursi atau keberangkatan.",
        en="The seats on those days are taken. Add seats or departures.",
    ),
    Wait.NO_MONEY: Words(
        id="Dana yang cair belum cukup. Ia mendapat giliran pertama pada rencana berikutnya.",
        en="The released money is not enough. She comes first in the next plan.",
    ),
}
RULE: Final = Words(
    id="Rencana memulangkan sebanyak mungkin orang dengan dana yang cair. Di antara yang sama kebutuhannya, yang "
    "pernah tertinggal didahulukan, lalu bergiliran antardaerah, lalu menurut hari pendaftaran.",
    en="The plan brings home as many people as the released money allows. Among those with equal needs, whoever was "
    "left out before comes first, then region by region, then by day of registration.",
)


@dataclass(frozen=True, slots=True)
class Waits:
    """One case that waits, and why."""

    case: str
    why: Wait


@dataclass(frozen=True, slots=True)
class Further:
    """How many more people would be home with that many rupiah more."""

    more: int
    people: int


def waiting(problem: Problem, plan: Plan) -> tuple[tuple[Waits, ...], tuple[Further, ...]]:
    """This will say why each of those without a trip waits, and what more money would do for them."""
    going = {trip.case for trip in plan.trips}
    left = [one for one in turns(problem.travellers) if one.case not in going]
    if not left:
        return (), ()
    table = Timetable(problem)
    draft = _as_planned(replace(problem, budget=None), table, plan)
    empty = Finder(Draft(replace(problem, budget=None), table))
    finder, reasons, needs = Finder(draft), [], []
    for one in left:
        why = _without_money(one, table, empty)
        if why is None:
            need = _need(one, finder)
            why = Wait.NO_SEATS if need is None else Wait.NO_MONEY
            needs += [] if need is None else [(need, one.seats)]
        reasons.append(Waits(one.case, why))
    return tuple(reasons), tuple(_steps(sorted(needs)))


def _without_money(one: Traveller, table: Timetable, empty: Finder) -> Wait | None:
    if one.home not in table.place or one.site not in table.place:
        return Wait.NO_PLACE
    if one.home == one.site:
        return Wait.SAME_PLACE
    if contradiction(one) is not None:
        return Wait.CONTRADICTION
    return None if empty.way(one, one.seats + one.accompanied) is not None else Wait.NO_WAY


def _need(one: Traveller, finder: Finder) -> int | None:
    """This will give the rupiah she would cost beside the plan; None where no seat is left."""
    way = finder.way(one, one.seats + one.accompanied)
    if way is None:
        return None
    need = (one.seats + one.accompanied) * way.price + finder.draft.opening(way.legs)
    if one.accompanied:
        back = finder.back(finder.table.place[one.site], way)
        if back is None:
            return None
        need += back.price + finder.draft.problem.rules.escort_fee
    return need


def _steps(needs: Sequence[tuple[int, int]]) -> Iterator[Further]:
    """This will add up the cheapest first; steps are whole millions, and the last of them stands for all."""
    total, people = 0, 0
    steps: dict[int, int] = {}
    for need, seats in needs:
        total, people = total + need, people + seats
        steps[-(-total // MILLION) * MILLION] = people
    chosen = list(steps.items())
    for more, count in chosen[: STEPS_MOST - 1] + chosen[STEPS_MOST - 1 :][-1:]:
        yield Further(more, count)


def _as_planned(problem: Problem, table: Timetable, plan: Plan) -> Draft:
    number = {departure.code: place for place, departure in enumerate(table.departures)}
    people = {one.case: one for one in problem.travellers}
    draft = Draft(problem, table)

    def way(codes: Sequence[str]) -> Way:
        return table.of(tuple(number[code] for code in codes))

    beside: dict[str, list[Traveller]] = defaultdict(list)
    for trip in plan.trips:
        if trip.escort:
            beside[trip.escort].append(people[trip.case])
        else:
            draft.send(people[trip.case], way(trip.departures))
    for escort in plan.escorts:
        draft.escort(beside[escort.code], way(escort.there), way(escort.back))
    return draft

"""Kupang's service for people stranded in the city, early in 2019: all of it made up, to show a way home as it goes.

Three accepted plans: one whose people are home a month and are asked how they are, one that came home last week with
differences between its list and who was there, and one that leaves today.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from pulang.doors.jobs.demo.people import Someone, people
from pulang.doors.jobs.demo.telling import Teller
from pulang.kernel import refs

CODE: Final = "KPG-2019"
PARTNER: Final = "lks-antar"
_SEED: Final = 20190107
_CENTRAL: Final = 8
_TEXT: Final = "2019-01"
_SITE: Final = "layanan"
_SOURCE: Final = "KPG-2019-APBD"
_RECEIVER: Final = "dinsos-jatim"

_COORDINATOR: Final = "dinsos-kupang.koordinator"
_REGISTRAR: Final = "dinsos-kupang.pendaftar"
_WORKER: Final = "dinsos-kupang.pendamping"
_TREASURER, _APPROVER = "bkad-kupang.bendahara", "bkad-kupang.penyetuju"
_REVIEWER: Final = "kemensos.peninjau"
_ESCORT: Final = f"{PARTNER}.pendamping"
_OFFICER: Final = f"{_RECEIVER}.penerima"

_OPENED: Final = date(2019, 1, 7)
_MONEY: Final = 60_000_000
_FARE: Final = 1_500_000
_SHIP, _PLANE, _EARLY_PLANE, _BUS = 420_000, 1_350_000, 1_250_000, 90_000
_GOES_ALONG: Final = "e-1"
_NIGHT, _FEE = 150_000, 500_000  # in transit, for each seat; and what an escort is given

# By the codes of the network to begin with: the ship of Wednesday, the planes of noon, and the last part by land.
_SURABAYA, _JEMBER, _MALANG = "35.78", "35.09", "35.07"
_HOMES: Final = (
    *(_SURABAYA, _SURABAYA, _SURABAYA, _MALANG),  # home since January
    *(_JEMBER, _JEMBER, _JEMBER, _SURABAYA, _SURABAYA),  # left in the last week of February
    *(_JEMBER, _JEMBER, _SURABAYA, _SURABAYA),  # leave today, or on Thursday
    *(_SURABAYA, _MALANG, _JEMBER, _SURABAYA),  # two wait for a plan, one stays, one travelled by herself
)
_FIRST, _SECOND, _THIRD, _OTHERS = slice(0, 4), slice(4, 9), slice(9, 13), slice(13, 17)


def acts() -> bytes:
    """This will write the programme's file: the same bytes every time."""
    teller = Teller("kpg", _CENTRAL, CODE)
    everybody = _people(Random(_SEED))  # noqa: S311 - the same people every time, which is the point
    _open(teller)
    _engage_partner(teller)
    _home_since_january(teller, everybody[_FIRST])
    _home_since_last_week(teller, everybody[_SECOND])
    _leaving_today(teller, everybody[_THIRD])
    _not_on_a_list(teller, everybody[_OTHERS])
    return teller.written()


def _people(chance: Random) -> tuple[Someone, ...]:
    """This will make one person for each home, in the order of the homes."""
    papers = ("NONE",) * 10 + ("CARD",) * 5 + ("LOSS_LETTER",) * 2
    made = list(people(chance, homes=_HOMES, papers=papers, before=_OPENED))
    return tuple(made.pop(next(place for place, one in enumerate(made) if one.home == home)) for home in _HOMES)


def _open(teller: Teller) -> None:
    tell = teller.tell
    tell(_COORDINATOR, "programmes.programme.open", _OPENED, name="Layanan pulang Kota Kupang 2019 (contoh)",
         procedure="stranded-person", lead="dinsos-kupang", ministry="kemensos", place="53.71",
         fiscal_year=2019)  # fmt: skip
    tell(_COORDINATOR, "programmes.site.add", _OPENED, code=_SITE, name="Ruang layanan Dinas Sosial", place="53.71")
    tell(_COORDINATOR, "funds.source.open", _OPENED, code=_SOURCE, name="Belanja bantuan perjalanan 2019",
         payer="bkad-kupang", level="APBD_CITY", use="TRAVEL", fiscal_year=2019)  # fmt: skip
    tell(_COORDINATOR, "funds.fare.estimate", _OPENED, amount=_FARE, office="Dinas Sosial Kota Kupang",
         source_text="Perkiraan yang dibuat untuk contoh")  # fmt: skip
    of = {"source": _SOURCE, "amount": _MONEY, "document": "contoh"}
    tell(_TREASURER, "funds.money.allocate", date(2019, 1, 9), **of)
    tell(_APPROVER, "funds.money.release", date(2019, 1, 11), **of)


def _engage_partner(teller: Teller) -> None:
    """This will let an institution go along: registered, accredited, approved by the ministry and assigned."""
    tell, about = teller.tell, {"partner": PARTNER}
    tell(_COORDINATOR, "partners.registration.record", _OPENED, **about, number="contoh-antar/2018",
         until=date(2021, 2, 1), happened_on=date(2018, 2, 1))  # fmt: skip
    tell(_COORDINATOR, "partners.accreditation.record", _OPENED, **about, grade="B", number="contoh-antar-B/2018",
         happened_on=date(2018, 3, 15))  # fmt: skip
    tell(_COORDINATOR, "partners.assignment.record", _OPENED, **about, event="NAMED")
    tell(_REVIEWER, "partners.approval.record", date(2019, 1, 10), **about, number="contoh 02/2019",
         until=date(2019, 12, 31))  # fmt: skip
    tell(_COORDINATOR, "partners.assignment.record", date(2019, 1, 11), **about, event="ASSIGNED", capacity=20)


def _receive(
    teller: Teller, someone: Someone, on: date, *, choice: str = "RETURN", discreet: bool = False, asked: bool = True
) -> None:
    """This will register somebody after a talk, know her, and ask her about each purpose."""
    tell, case = teller.tell, someone.case
    tell(_REGISTRAR, "cases.case.register", on, **someone.fields(), site=_SITE, choice=choice, informed="CONVERSATION")
    tell(_WORKER, "cases.attempt.record", on, case=case, kind="IN_PERSON", outcome="ACCEPTED")
    tell(_WORKER, "cases.screening.record", on, case=case, outcome="CLEAR", trained=True)
    if choice == "RETURN":
        _agree(teller, someone, on, "RETURN")
        _agree(teller, someone, on, "RECEIVING_OFFICE", event="REFUSED" if discreet else "GIVEN")
    _agree(teller, someone, on, "CONTACT_AFTERWARDS", event="GIVEN" if asked else "REFUSED")
    if discreet:
        tell(_WORKER, "cases.wish.record", on, case=case, discreet=True)
    elif choice == "RETURN":
        tell(_COORDINATOR, "cases.assignment.give", on, case=case, agency=_RECEIVER, purpose="RECEIVING_OFFICE")
        tell(_OFFICER, "journeys.receiver.acknowledge", on + timedelta(days=1), case=case)


def _agree(teller: Teller, someone: Someone, on: date, purpose: str, *, event: str = "GIVEN") -> None:
    text = {"text_version": _TEXT, "language": "id"} if event == "GIVEN" else {}
    teller.tell(_WORKER, "cases.consent.record", on, case=someone.case, purpose=purpose, event=event, **text)


def _go_along(teller: Teller, with_her: Iterable[Someone], on: date) -> None:
    """This will put those who wish for company into the care of the institution that goes along."""
    for someone in with_her:
        teller.tell(_WORKER, "cases.wish.record", on, case=someone.case, escort=True)
        _agree(teller, someone, on, "PARTNER")
        teller.tell(_COORDINATOR, "cases.assignment.give", on, case=someone.case, agency=PARTNER, purpose="PARTNER")


def _accept(teller: Teller, on: date, plan: str, trips: Iterable[tuple[Someone, int, dict[str, Any]]],
            escort: dict[str, Any] | None = None) -> int:  # fmt: skip
    """This will accept a plan, have its tickets bought the day after, and give what it costs."""
    listed = list(trips)
    cost = sum((1 + someone.children_with) * each for someone, each, _ in listed)
    more: dict[str, Any] = {}
    if escort is not None:
        cost += escort["cost"]
        more = {"escorts": [{name: said for name, said in escort.items() if name != "cost"}]}
    said = [{"case": someone.case, **trip} for someone, _, trip in listed]
    teller.tell(_COORDINATOR, "journeys.plan.accept", on, plan=plan, source=_SOURCE, cost=cost, trips=said, **more)
    for place, (someone, _, _) in enumerate(listed, start=1):
        teller.tell(_WORKER, "journeys.itinerary.confirm", on + timedelta(days=1), case=someone.case,
                    proof=f"contoh-{on:%m%d}-{place}")  # fmt: skip
    return cost


def _pay(teller: Teller, on: date, plan: str, amount: int) -> None:
    payment = refs.draw("B", Random(plan).randrange)  # noqa: S311 - made-up numbers for made-up payments
    teller.tell(_TREASURER, "funds.payment.ask", on, payment=payment, source=_SOURCE, amount=amount, document=plan)
    teller.tell(_APPROVER, "funds.payment.approve", on, payment=payment)


def _leave(teller: Teller, on: date, leaving: Iterable[Someone]) -> None:
    numbers = [someone.case for someone in leaving]
    for case in numbers:
        teller.tell(_WORKER, "journeys.checkin.record", on, case=case)
    teller.tell(_WORKER, "journeys.manifest.leave", on, cases=numbers)


def _number(prefix: str, seed: int) -> str:
    return refs.draw(prefix, Random(seed).randrange)  # noqa: S311 - made-up numbers for made-up papers


def _home_since_january(teller: Teller, them: tuple[Someone, ...]) -> None:
    """This will bring four home by ship: one asked and reached a month later, one not reached, two not asked."""
    for place, someone in enumerate(them):
        _receive(teller, someone, date(2019, 1, 14), discreet=place == 2, asked=place < 2)  # noqa: PLR2004
    first, second, quiet, further = them
    ship, plan = ["KOE-SUB-05A-0123"], _number("R", 1)
    trips = [(each, _SHIP, {"departures": ship}) for each in (first, second, quiet)]
    on_land = {"departures": [*ship, f"SUB-{_MALANG}-0A-0126"]}
    cost = _accept(teller, date(2019, 1, 17), plan, [*trips, (further, _SHIP + _NIGHT + _BUS, on_land)])
    _pay(teller, date(2019, 1, 21), plan, cost)
    _leave(teller, date(2019, 1, 23), them)
    harbour, desk = [first.case, second.case], _number("S", 1)
    tell = teller.tell
    tell(_WORKER, "journeys.handover.give", date(2019, 1, 25), handover=desk, to=_RECEIVER,
         place="Pelabuhan Tanjung Perak", final=True, cases=harbour)  # fmt: skip
    tell(_OFFICER, "journeys.handover.acknowledge", date(2019, 1, 25), handover=desk, arrived=harbour)
    for someone in (quiet, further):
        tell(_WORKER, "journeys.arrival.tell", date(2019, 1, 27), case=someone.case)
    tell(_WORKER, "journeys.followup.record", date(2019, 2, 20), case=first.case, month=1, outcome="REACHED",
         safety="SAFE", whereabouts="THERE", income="NOT_ENOUGH", support="SOMEBODY", outlook="HOPEFUL")  # fmt: skip
    tell(_WORKER, "journeys.followup.record", date(2019, 2, 27), case=second.case, month=1, outcome="UNREACHABLE")


def _home_since_last_week(teller: Teller, them: tuple[Someone, ...]) -> None:
    """This will let five be expected on one plane: one stays, one gets off earlier, one sends word later."""
    for someone in them:
        _receive(teller, someone, date(2019, 2, 11))
    *together, alone, stays = them
    _go_along(teller, together, date(2019, 2, 13))
    plan, on = _number("R", 2), date(2019, 2, 25)
    cost = _accept(teller, date(2019, 2, 18), plan, *_noon_plane(on, together, [alone, stays]))
    _pay(teller, date(2019, 2, 21), plan, cost)
    tell = teller.tell
    tell(_WORKER, "journeys.mind.change", on, case=stays.case)
    _leave(teller, on, [*together, alone])
    *there, got_off = [someone.case for someone in together]
    desk, door = _number("S", 2), _number("S", 3)
    tell(_ESCORT, "journeys.handover.give", on, handover=desk, to=_RECEIVER, place="Terminal Tawang Alun, Jember",
         final=True, cases=[*there, got_off])  # fmt: skip
    tell(_OFFICER, "journeys.handover.acknowledge", on, handover=desk, arrived=there,
         missing=[{"case": got_off, "why": "GOT_OFF"}])  # fmt: skip
    tell(_WORKER, "journeys.handover.give", on, handover=door, to=_RECEIVER, place="Bandara Juanda", final=True,
         cases=[alone.case])  # fmt: skip
    tell(_OFFICER, "journeys.handover.acknowledge", on + timedelta(days=1), handover=door,
         missing=[{"case": alone.case, "why": "NO_WORD"}])  # fmt: skip
    tell(_WORKER, "journeys.arrival.tell", date(2019, 2, 27), case=alone.case)
    back = (1 + stays.children_with) * _PLANE
    tell(_TREASURER, "funds.money.refund", date(2019, 3, 1), source=_SOURCE, amount=back, document=plan,
         note="Tiket dikembalikan pengangkut")  # fmt: skip


def _noon_plane(
    on: date, together: Iterable[Someone], alone: Iterable[Someone]
) -> tuple[list[tuple[Someone, int, dict[str, Any]]], dict[str, Any]]:
    """This will give the trips by the plane of noon: some go on to Jember with an escort, others stop at Surabaya."""
    day, next_day = f"{on:%m%d}", f"{on + timedelta(days=1):%m%d}"
    plane, bus = f"KOE-SUB-01A-{day}", f"SUB-{_JEMBER}-2A-{day}"
    back = [f"{_JEMBER}-SUB-0B-{next_day}", f"SUB-KOE-01B-{next_day}"]
    escort = {"code": _GOES_ALONG, "there": [plane, bus], "back": back, "cost": 2 * (_PLANE + _BUS) + _FEE}
    trips = [(one, _PLANE + _BUS, {"departures": [plane, bus], "escort": _GOES_ALONG}) for one in together]
    return [*trips, *((one, _PLANE, {"departures": [plane]}) for one in alone)], escort


def _leaving_today(teller: Teller, them: tuple[Someone, ...]) -> None:
    """This will have three expected at the gate on the day the demo stands on, and one on Thursday."""
    for someone in them:
        _receive(teller, someone, date(2019, 2, 20))
    *together, today, thursday = them
    _go_along(teller, together, date(2019, 2, 21))
    trips, escort = _noon_plane(date(2019, 3, 3), together, [today])
    early = (thursday, _EARLY_PLANE, {"departures": ["KOE-SUB-00A-0307"]})
    _accept(teller, date(2019, 2, 27), _number("R", 3), [*trips, early], escort)


def _not_on_a_list(teller: Teller, them: tuple[Someone, ...]) -> None:
    """This will have two wait for a plan, one stay with support, and one travel by herself."""
    *waiting, stays, alone = them
    for someone in waiting:
        _receive(teller, someone, date(2019, 2, 26))
    _receive(teller, stays, date(2019, 1, 28), choice="STAY")
    _receive(teller, alone, date(2019, 2, 4), choice="ALONE")
    tell = teller.tell
    for kind, state in (("SHELTER", "DONE"), ("TRAINING", "UNDER_WAY")):
        tell(_WORKER, "journeys.support.mark", date(2019, 2, 6), case=stays.case, kind=kind, state=state)
    tell(_WORKER, "journeys.support.mark", date(2019, 2, 6), case=alone.case, kind="WAY_TOLD", state="DONE")
    tell(_WORKER, "cases.move.record", date(2019, 2, 8), case=stays.case, move="STAYED")
    tell(_WORKER, "cases.move.record", date(2019, 2, 12), case=alone.case, move="LEFT_ALONE")

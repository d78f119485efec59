"""When whoever has a case is not fit any more: each case says who could take it over, and many go on in one act."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.offices import refused
from tests.world import CASE_WORKER, COORDINATOR, HEAD, MINISTRY_REVIEWER, PARTNER, PARTNER_WORKER, PROGRAMME, World

from pulang.areas.cases import queries as cases
from pulang.flows import partnering
from pulang.flows.status import Blocker, status
from pulang.flows.why import why
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
SECOND = "LKS-DUA"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    made = World()
    made.programme_ready(on=date(2019, 1, 1))
    return made


def with_partner(world: World, many: int = 3) -> list[str]:
    return [world.given(world.choosing(), PARTNER, "PARTNER") for _ in range(many)]


def second(world: World, capacity: int = 2) -> None:
    with_papers(world)
    world.here("partners.assignment.record", partner=SECOND, event="ASSIGNED", capacity=capacity)


def with_papers(world: World) -> None:
    world.do("accounts.agency.register", "pulang", code=SECOND, kind="PARTNER", name="LKS Dua")
    world.do("partners.registration.record", partner=SECOND, number="REG-2")
    world.do("partners.accreditation.record", partner=SECOND, grade="A", number="AKR-2")
    world.here("partners.approval.record", MINISTRY_REVIEWER, partner=SECOND, number="SETUJU-2")


def give(world: World, number: str, agency: str) -> str:
    world.here("cases.assignment.give", case=number, agency=agency, purpose="PARTNER")
    return number


def revoked(world: World) -> None:
    world.do("partners.accreditation.record", MINISTRY_REVIEWER, partner=PARTNER, event="REVOKED")


def move(world: World, *numbers: str, by: str = COORDINATOR, **said: Any) -> None:
    world.here("cases.assignment.move", by, **{"agency": PARTNER, "to": SECOND, "cases": [*numbers], **said})


def care(world: World, number: str) -> Blocker | None:
    with world.looking():
        return why(number, as_of=world.today).care


def carer(world: World, number: str) -> list[str]:
    with world.looking():
        found = cases.assigned(cases.find(number).id, moment(world.today))
    return [one.agency for one in found if one.purpose == "PARTNER"]


def test_a_case_says_who_could_take_it_over_only_when_its_partner_is_unfit_and_somebody_could(world: World) -> None:
    (number,) = with_partner(world, 1)
    alone = world.choosing()
    second(world)
    assert care(world, number) is None
    revoked(world)

    found = care(world, number)
    assert found is not None
    assert found.since == world.today
    assert "LKS Satu, belum punya akreditasi" in found.says.id
    assert "LKS Dua (masih ada 2 tempat)" in found.remedy.id
    assert found.holder.id == "Dinas Sosial Kota Kupang"
    assert care(world, alone) is None
    assert Browser(world, COORDINATOR).get(f"/berkas/{number}/").has("LKS Dua (masih ada 2 tempat)")
    world.here("partners.assignment.record", partner=SECOND, event="RELEASED")
    assert care(world, number) is None


def test_many_cases_go_on_in_one_act_and_the_first_institution_sees_them_no_more(world: World) -> None:
    numbers = with_partner(world)
    second(world)
    revoked(world)
    move(world, *numbers[:2])

    assert [carer(world, number) for number in numbers] == [[SECOND], [SECOND], [PARTNER]]
    with world.looking(PARTNER_WORKER), refused("unknown-case"):
        cases.find(numbers[0])
    with world.looking():
        (left,) = partnering.relying_on(PARTNER, world.today)
        (taken,) = partnering.relying_on(SECOND, world.today)
    assert (left.care.cases, taken.care.cases) == (1, 2)
    assert care(world, numbers[0]) is None
    assert care(world, numbers[2]) is None  # nobody has room any more


def test_either_all_go_or_none(world: World) -> None:
    numbers = with_partner(world)
    second(world)
    other = world.choosing()
    world.here("cases.consent.record", CASE_WORKER, case=numbers[2], purpose="PARTNER", event="WITHDRAWN")
    asked: dict[str, Any] = {"request": "P-1", "kind": "RESTRICTION"}
    world.here("privacy.request.receive", CASE_WORKER, case=numbers[1], **asked)
    for number in (other, numbers[2], numbers[1]):
        with refused("case-cannot-move", field="cases"):
            move(world, numbers[0], number)
    with refused("case-named-twice", field="cases"):
        move(world, numbers[0], numbers[0])
    with refused("moved-to-itself", field="to"):
        move(world, numbers[0], to=PARTNER)
    with refused("not-allowed"):
        move(world, numbers[0], by=HEAD)

    assert carer(world, numbers[0]) == [PARTNER]


def test_nobody_is_moved_to_an_institution_that_is_unfit_or_full(world: World) -> None:
    numbers = with_partner(world)
    second(world)
    with refused("partner-without-room", field="to"):
        move(world, *numbers)
    world.do("partners.registration.record", partner=SECOND, event="ENDED")
    with refused("partner-not-fit", field="to"):
        move(world, numbers[0])
    with refused("agency-of-another-kind", field="agency"):
        move(world, numbers[0], to="KEMENSOS")


def test_nobody_is_given_to_an_institution_that_is_unfit_and_the_refusal_says_who_can_see_to_it(world: World) -> None:
    number = world.choosing()
    given: dict[str, Any] = {"case": number, "agency": SECOND, "purpose": "PARTNER"}
    second(world)
    world.here("partners.approval.record", MINISTRY_REVIEWER, partner=SECOND, event="WITHDRAWN")
    refusal = world.refusal("cases.assignment.give", **given)
    assert (refusal.code, refusal.field) == ("partner-not-fit", "agency")
    assert refusal.words.en == (
        "LKS Dua cannot be chosen for 3 March 2019: it lacks the ministry's approval. "
        "Who can see to it: Kementerian Sosial."
    )

    world.here("partners.approval.record", MINISTRY_REVIEWER, partner=SECOND, number="SETUJU-3")
    world.here("cases.assignment.give", **given)
    assert carer(world, number) == [SECOND]


def test_an_institution_takes_nobody_beyond_its_room_and_what_was_closed_gives_its_place_back(world: World) -> None:
    second(world, capacity=1)
    first, other = world.choosing(), world.choosing()
    give(world, first, SECOND)
    with refused("partner-without-room", field="agency"):
        give(world, other, SECOND)
    world.here("cases.move.record", CASE_WORKER, case=first, move="WITHDRAWN")

    give(world, other, SECOND)
    assert (carer(world, first), carer(world, other)) == ([SECOND], [SECOND])


def agreed(world: World, *regions: str) -> None:
    said: dict[str, Any] = {"number": f"PKS-{'-'.join(regions)}", "until": "2020-01-01", "regions": [*regions]}
    world.here("partners.agreement.record", partner=SECOND, happened_on="2019-02-01", **said)


def test_an_institution_works_where_people_are_or_where_they_go_home(world: World) -> None:
    east, west = world.choosing(home="35.78"), world.choosing(home="32.73")
    with_papers(world)
    agreed(world, "18")
    assigned: dict[str, Any] = {"partner": SECOND, "event": "ASSIGNED", "capacity": 9}
    with refused("partner-not-fit", field="event"):  # nobody of this programme is in Lampung, nor goes home there
        world.here("partners.assignment.record", **assigned)
    agreed(world, "35")
    world.here("partners.assignment.record", **assigned)

    give(world, east, SECOND)
    with refused("partner-not-fit", field="agency"):
        give(world, west, SECOND)
    give(world, west, PARTNER)
    also = give(world, world.choosing(home="35.73"), PARTNER)
    with refused("case-cannot-move", field="cases"):
        move(world, west, also)
    move(world, also)
    assert [carer(world, one) for one in (east, west, also)] == [[SECOND], [PARTNER], [SECOND]]


def test_the_gate_asks_for_an_institution_where_the_people_are(world: World) -> None:
    world.choosing(home="35.78")
    with_papers(world)
    agreed(world, "35")
    world.here("partners.assignment.record", partner=SECOND, event="ASSIGNED", capacity=9)
    assert waits(world) == []
    world.here("partners.assignment.record", partner=PARTNER, event="RELEASED")
    assert waits(world) == ["partner-ready"]


def waits(world: World) -> list[str]:
    with world.looking():
        return [one.gate for one in status(PROGRAMME, as_of=world.today).blockers if one.gate == "partner-ready"]


def test_two_institutions_have_room_together(world: World) -> None:
    for _ in range(3):
        world.choosing()
    world.here("partners.assignment.record", partner=PARTNER, event="ASSIGNED", capacity=2)
    assert waits(world) == ["partner-ready"]

    second(world, capacity=1)
    assert waits(world) == []
    world.do("partners.accreditation.record", MINISTRY_REVIEWER, partner=SECOND, event="SUSPENDED")
    assert waits(world) == ["partner-ready"]  # room with somebody who is not fit counts for nothing


def test_the_plan_is_carried_out_on_a_screen(world: World) -> None:
    numbers = with_partner(world)
    page = f"/program/{PROGRAMME}/mitra/{PARTNER}/alihkan/"
    browser = Browser(world, COORDINATOR)
    assert browser.get(page).has("Belum ada lembaga lain yang siap dan masih punya tempat.")
    second(world)
    revoked(world)
    world.here("privacy.request.receive", CASE_WORKER, case=numbers[2], request="P-1", kind="RESTRICTION")

    assert page in browser.get(f"/lembaga/{PARTNER}/").text
    shown = browser.get(page)
    assert shown.has("LKS Dua – masih ada 2 tempat")
    assert shown.has("2 berkas pada LKS Satu dapat dialihkan.")
    today = {"happened_on": "2019-03-03"}
    assert browser.send(page, to=SECOND, many="3", **today).has("Yang dapat dialihkan sekarang 2 berkas")
    assert browser.send(page, to=SECOND, many="2", **today).has("Yang masih dapat dialihkan: 0.")
    assert [carer(world, number) for number in numbers] == [[SECOND], [SECOND], []]

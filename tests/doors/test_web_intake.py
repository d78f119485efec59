"""Registering question by question: nothing registered before it was read through, nothing lost between two phones."""

import re
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, Shown
from tests.world import CASE_WORKER, COORDINATOR, PROGRAMME, REGISTRAR, SITE, World, noon

from pulang.areas.audit import queries as audit
from pulang.areas.cases import queries as cases
from pulang.areas.contacts import queries as contacts
from pulang.areas.intake import queries as intake
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.flows import standing, uploads
from pulang.flows.drafting import screened
from pulang.kernel.moments import moment
from pulang.storage import context, sql
from pulang.storage.numbering import case_numbers

pytestmark = pytest.mark.django_db
START = reverse("intake", args=[PROGRAMME])
_VERSION = re.compile(r'name="version" value="(\d+)"')


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def begun(browser: Browser) -> str:
    """The number of a registration that was just begun."""
    return browser.post(START).url.split("/")[-3]


def at(number: str, step: str) -> str:
    if step == "periksa":
        return reverse("intake-check", args=[PROGRAMME, number])
    return reverse("intake-step", args=[PROGRAMME, number, step])


def answer(browser: Browser, number: str, step: str, **said: Any) -> Shown:
    shown = browser.get(at(number, step))
    found = _VERSION.search(shown.text)
    assert found, shown.text
    return browser.post(at(number, step), version=found[1], **said)


def go_through(worker: Browser, number: str) -> None:
    """Every question, answered as she said it."""
    first = answer(worker, number, "penjelasan", informed="CONVERSATION", companion="ya")
    assert first.url == at(number, "pilihan")
    consents = {"setuju-1": "GIVEN", "setuju-2": "GIVEN", "setuju-3": "REFUSED"}
    asked = answer(worker, number, "asal", home_text="Soerabaja")
    assert (asked.status, asked.has("Pilih tempat yang dimaksud")) == (422, True)
    said: dict[str, dict[str, Any]] = {
        "pilihan": {"choice": "RETURN", "pressure": "tidak"},
        **{f"setuju-{n}": {"answer": consents.get(f"setuju-{n}", "")} for n in range(1, 8)},
        "nama": {"name": "Kenari Contoh"},
        "nomor": {"nik": "٣٥٧٨٠١٤١٠٧٨٥٠٠٠١"},
        "asal": {"home_text": "Soerabaja", "home": "35.78"},
        "tempat": {"place_now": f"{SITE}|A"},
        "ikut": {"children_with": "2"},
        "surat": {"papers": "NONE"},
        "kebutuhan": {"discreet": "ya", "escort": "tidak", "needs": ["NO_STEPS", "PAUSES"]},
        "hubungi": {"way": "TEXT", "address_safe": "081200000000", "hours": "MORNING"},
        "penapisan": {"checked": "ya", "forced": "ya", "refer": "ya"},
    }
    *_, last = [answer(worker, number, step, **typed) for step, typed in said.items()]
    assert last.url == at(number, "periksa")


def test_what_is_asked_and_reported_is_said_before_anything_is_asked(world: World) -> None:
    shown = Browser(world, REGISTRAR).get(START)

    assert shown.has("Yang wajib dilaporkan petugas")
    assert shown.has("anak di bawah 18 tahun dalam bahaya")
    assert '<input type="text"' not in shown.text


def test_everything_she_said_is_registered_by_the_act_and_beside_it(world: World) -> None:
    worker = Browser(world, CASE_WORKER)
    number = begun(worker)
    go_through(worker, number)
    acts = audit.next_seq()
    read = worker.get(at(number, "periksa"))
    assert read.has("Kenari Contoh")
    assert read.has("Dirujuk, dengan persetujuannya")
    assert read.has("Tanpa tangga, dibantu naik dan turun")
    assert read.has("angka dari aksara lain")
    assert audit.next_seq() == acts + 1, "nothing was registered yet"

    shown = worker._shown(worker.client.post(at(number, "periksa"), follow=True))

    case = shown.url.split("/")[2]
    assert shown.has(f"Berkas {case} terdaftar")
    assert shown.has("Buat dan unduh kartu")
    assert shown.has("mulai dari surat kehilangan")
    assert shown.has("angka dari aksara lain")
    file = world.file(case)
    assert [(one.discreet, one.needs) for one in file.wishes] == [(True, ("NO_STEPS", "PAUSES"))]
    assert (file.home, file.site, file.block, file.children_with) == ("35.78", SITE, "A", 2)
    with world.looking(CASE_WORKER):
        ref = cases.find(case)
        history = cases.history(ref.id, moment(world.today), "consent", "screening")
        contact = contacts.contact(ref.id, moment(world.today))
    assert {(one.purpose, one.event) for one in history["consent"]} == {
        ("RETURN", "GIVEN"), ("RECEIVING_OFFICE", "GIVEN"), ("PARTNER", "REFUSED"),
    }  # fmt: skip
    assert [one.outcome for one in history["screening"]] == ["REFER_WITH_CONSENT"]
    assert contact is not None
    assert (contact.way, contact.hours) == ("TEXT", "MORNING")
    with context.looking(standing.view_of(world.actor("pulang"))):
        names = people.opened_together(persons=[ref.person], fields=[Field.NAME, Field.NIK])[ref.person]
    assert names == {Field.NAME: "Kenari Contoh", Field.NIK: "3578014107850001"}


def test_sent_twice_or_on_two_phones_she_is_registered_once(world: World) -> None:
    phone, other = Browser(world, REGISTRAR), Browser(world, REGISTRAR)
    number = begun(phone)
    answer(phone, number, "nama", name="Kenari Contoh")

    went_on = other.get(at(number, "periksa"))
    stale = phone.post(at(number, "nama"), version="1", name="Lain")
    first, second = other.post(at(number, "periksa")), phone.post(at(number, "periksa"))

    assert went_on.has("Kenari Contoh")
    assert stale.url == at(number, "nama"), "what the other phone said is shown again, not written over"
    assert (first.status, second.status) == (303, 404)
    with world.looking():
        assert intake.all_begun(PROGRAMME, REGISTRAR) == ()
        assert sql.one("SELECT count(*) FROM cases_case") == (1,)


def test_a_drawn_number_that_another_case_has_is_passed_over(world: World) -> None:
    phone = Browser(world, REGISTRAR)
    number = begun(phone)
    answer(phone, number, "nama", name="Kenari Contoh")
    taken, free, *_ = case_numbers(user=REGISTRAR, key=f"tanya-{number}")
    world.case(case=taken)

    shown = phone.post(at(number, "periksa"))

    assert (shown.status, shown.url.split("/")[2]) == (303, free)


def test_a_draft_is_sealed_its_makers_alone_and_gone_after_a_week(world: World) -> None:
    registrar = Browser(world, REGISTRAR)
    number = begun(registrar)
    answer(registrar, number, "nama", name="Kenari Contoh")
    coordinator = Browser(world, COORDINATOR)

    assert {coordinator.get(at(number, step)).status for step in ("nama", "periksa")} == {404}
    assert coordinator.get(START).has("Mulai")
    assert number not in coordinator.get(START).text
    with context.looking(standing.view_of(world.actor("pulang"))):
        kept = sql.one("SELECT said FROM intake_draft WHERE number = %(n)s", n=number)
    assert kept is not None
    assert b"Kenari" not in bytes(kept[0])
    assert uploads.let_go(at=noon(world.today)) == 0
    later = noon(world.today.replace(day=world.today.day + 8))
    assert uploads.let_go(at=later) == 1
    assert registrar.get(at(number, "nama")).status == 404


def test_wrong_answers_are_told_beside_their_question_and_kept_nowhere(world: World) -> None:
    registrar = Browser(world, REGISTRAR)
    number = begun(registrar)

    wrong = {
        "nomor": answer(registrar, number, "nomor", nik="123"),
        "hubungi": answer(registrar, number, "hubungi", way="TEXT"),
        "asal": answer(registrar, number, "asal", home_text="Atlantis"),
        "lahir": answer(registrar, number, "lahir", birth_date="2019-03-04"),
    }

    assert {one.status for one in wrong.values()} == {422}
    assert wrong["nomor"].has("NIK terdiri dari 16 angka")
    assert registrar.get(at(number, "penapisan")).status == 404, "a registrar does not screen"
    assert registrar.get(at(number, "entah")).status == 404
    assert registrar.get(at(number, "periksa")).text.count("Belum ditanyakan") > 15


def test_a_village_is_found_anywhere_its_district_is_kept_and_the_village_sealed(world: World) -> None:
    registrar = Browser(world, REGISTRAR)
    number = begun(registrar)

    shown = answer(registrar, number, "asal", home_text="Wonokromo")

    villages = re.findall(r'value="(\d\d\.\d\d\.\d\d\.\d{4})"', shown.text)
    assert shown.has("Wonokromo, Pleret, Kabupaten Bantul")
    village = next(one for one in villages if one.startswith("34.02."))
    answer(registrar, number, "asal", home_text="Wonokromo", home=village)
    assert registrar.get(at(number, "periksa")).has("Wonokromo, Pleret, Kabupaten Bantul")
    assert f'value="{village}" checked' in " ".join(registrar.get(at(number, "asal")).text.split())
    case = registrar.post(at(number, "periksa")).url.split("/")[2]
    assert world.file(case).home == "34.02"
    assert not registrar.get(reverse("case", args=[case])).has("Wonokromo")
    with context.looking(standing.view_of(world.actor("pulang"))):
        person = cases.find(case).person
        assert people.opened_together(persons=[person], fields=[Field.VILLAGE])[person] == {Field.VILLAGE: village}
    with world.looking():
        assert village not in str(
            sql.rows("SELECT c::text FROM cases_case c UNION ALL SELECT a::text FROM audit_act a")
        )


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({}, ""),
        ({"checked": False, "child": True}, ""),
        ({"checked": True}, "CLEAR"),
        ({"checked": True, "child": True, "forced": True, "refer": True}, "CHILD"),
        ({"checked": True, "forced": True, "refer": True}, "REFER_WITH_CONSENT"),
        ({"checked": True, "forced": True, "refer": False}, "CARE_NEEDED"),
        ({"checked": True, "care": True}, "CARE_NEEDED"),
    ],
)
def test_the_checklist_refers_with_consent_only_and_holds_nobody(said: dict[str, bool], outcome: str) -> None:
    assert screened(said) == outcome

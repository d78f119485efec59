"""Somebody is registered: what stands in clear, what is sealed, and that nobody is refused for what she lacks."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests import world as cast
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import Filters
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.flows import assessing
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

NIK = "3578014107850001"  # a woman born 1 July 1985, in a form nobody was given
OTHER_NIK = "3578014107850002"


@pytest.fixture
def world() -> World:
    return World()


def _opened(world: World, number: str, by: str = SYSTEM.code) -> dict[Field, str]:
    with world.looking(by):
        return people.open_fields(person=cases.find(number).person, fields=tuple(Field))


def _raw(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


# --- allowed


def test_a_registration_needs_nothing_about_the_person(world: World) -> None:
    number = world.do("cases.case.register", cast.REGISTRAR, programme=cast.PROGRAMME, case=world.number()).subject

    found = world.file(number)

    assert (found.ref.number, found.home, found.origin, found.choices) == (number, "", "", ())
    assert _opened(world, number) == {}


def test_what_is_said_in_clear_stands_in_the_case(world: World) -> None:
    number = world.case(alias="Melati", home="3578", children_with=2, adults_with=1, block="B")

    found = world.file(number)

    assert (found.alias, found.site, found.block, found.home) == ("Melati", cast.SITE, "B", "35.78")
    assert (found.origin, found.children_with, found.adults_with) == ("35", 2, 1)


def test_the_first_choice_and_consents_are_part_of_the_registration(world: World) -> None:
    found = world.file(world.choosing("STAY", companion=True))

    assert found.choice is not None
    assert (found.choice.choice, found.choice.informed, found.choice.companion) == ("STAY", "CONVERSATION", True)
    assert {line.purpose for line in found.consents} == {"RETURN", "RECEIVING_OFFICE", "PARTNER", "PAYMENT"}
    assert {line.until for line in found.consents} == {date(2020, 3, 2)}


def test_identities_are_sealed_and_open_field_by_field(world: World) -> None:
    number = world.case(
        name="Nama Uji", nik=NIK, birth_date="1985-07-01", phone="0812 3456 7890", address="Jalan Uji 1"
    )

    assert _opened(world, number) == {
        Field.NAME: "Nama Uji",
        Field.NIK: NIK,
        Field.BIRTH_DATE: "1985-07-01",
        Field.PHONE: "+6281234567890",
        Field.ADDRESS: "Jalan Uji 1",
    }


def test_nothing_personal_stands_in_clear_anywhere(world: World) -> None:
    number = world.case(name="Nama Uji", nik=NIK, phone="081234567890", address="Jalan Uji 1")

    with world.looking(SYSTEM.code):
        ((payload, sealed),) = _raw(f"SELECT payload::text, sealed FROM audit_act WHERE subject = '{number}'")
        identities = _raw("SELECT sealed FROM people_identity")

    for secret in ("Nama Uji", NIK, "81234567890", "Jalan Uji"):
        assert secret not in payload
        assert secret.encode() not in bytes(sealed)
        assert all(secret.encode() not in bytes(value) for (value,) in identities)


def test_a_registration_is_assessed_in_the_same_act(world: World) -> None:
    number = world.choosing()

    with world.looking():
        page = cases.listing(programme=cast.PROGRAMME, filters=Filters(q=number), basis=assessing.basis())

    assert (page.total, page.rows[0].choice, page.rows[0].stage) == (1, "RETURN", "VERIFIED")


def test_an_odd_nik_is_a_warning_and_never_a_refusal(world: World) -> None:
    receipt = world.here(
        "cases.case.register", cast.REGISTRAR, case=world.number(), nik="3578019913850000", birth_date="1985-07-01"
    )

    assert len(receipt.warnings) == 2
    assert world.file(receipt.subject).ref.number == receipt.subject


# --- refused


@pytest.mark.parametrize(
    ("nik", "says"),
    [
        ("٣٥٧٨٠١٤١٠٧٨٥٠٠٠١", "digits of another script"),
        ("3578014107850000", "last four digits"),
        ("9108014107850001", "has changed since 2022"),
        ("5601014107850001", "not in the list of regions"),
    ],
)
def test_each_thing_that_is_odd_about_a_nik_is_told_by_itself(world: World, nik: str, says: str) -> None:
    receipt = world.do("cases.case.register", cast.REGISTRAR, programme=cast.PROGRAMME, case=world.number(), nik=nik)

    assert [says in one.en for one in receipt.warnings] == [True]


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"case": None}, "case-number-missing", "case"),
        ({"case": "K-7F3Q-2M8X"}, "number-mistyped", "case"),
        ({"home": "35.99"}, "place-unknown", "home"),
        ({"origin": "53"}, "origin-is-not-home", "origin"),
        ({"home": "", "origin": "35.78"}, "origin-is-not-home", "origin"),
        ({"site": "LAIN"}, "unknown-site", "site"),
        ({"block": "Z"}, "unknown-block", "block"),
        ({"name": "Nama Uji", "alias": "nama uji"}, "alias-is-the-name", "alias"),
        ({"choice": "RETURN"}, "informed-how", "informed"),
        ({"consents": ["RETURN"]}, "consent-to-which-text", "text_version"),
        ({"consents": ["RETURN", "RETURN"], "text_version": "1"}, "consent-twice", "consents"),
        ({"consents": ["RETURN"], "text_version": "1", "until": "2020-03-04"}, "consent-too-long", "until"),
        (
            {"consents": ["RETURN"], "text_version": "1", "until": "2019-03-03"},
            "consent-ends-before-it-begins",
            "until",
        ),
        ({"birth_date": "2019-03-04"}, "born-later", "birth_date"),
        ({"happened_on": "2019-03-04"}, "not-yet-happened", "happened_on"),
        ({"children_with": 31}, "fields", "children_with"),
        ({"nik": 3578014107850001}, "nik-not-text", "nik"),
        ({"nik": "3,57801E+15"}, "nik-lost-digits", "nik"),
        ({"nik": "357801410785000"}, "nik-not-16-digits", "nik"),
        ({"phone": "tanya tetangga"}, "phone-form", "phone"),
    ],
)
def test_refuses_what_cannot_be(world: World, said: dict[str, Any], code: str, field: str) -> None:
    asked = {"case": world.number(), "home": cast.SURABAYA, "site": cast.SITE, **said}
    asked = {name: value for name, value in asked.items() if value is not None}

    refusal = world.refusal("cases.case.register", cast.REGISTRAR, **asked)

    assert (refusal.code, refusal.field) == (code, field)
    assert refusal.words.id != refusal.words.en
    with world.looking():
        assert cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis()).total == 0


def test_a_consent_may_last_366_days_and_no_longer(world: World) -> None:
    number = world.case(consents=["RETURN"], text_version="1", until="2020-03-03")

    assert world.file(number).consents[0].until == date(2020, 3, 3)


@pytest.mark.parametrize("by", [cast.HEAD, cast.MINISTRY_REVIEWER, cast.TREASURER, cast.WATCHER, cast.STRANGER])
def test_refuses_who_does_not_register_here(world: World, by: str) -> None:
    assert world.refusal("cases.case.register", by, case=world.number()).code == "not-allowed"


def test_a_number_is_used_once(world: World) -> None:
    number = world.case()

    refusal = world.refusal("cases.case.register", cast.REGISTRAR, case=number)

    assert refusal.code == "cases-case-number-key"


# --- repeated


def test_doing_it_twice_registers_once(world: World) -> None:
    said: dict[str, Any] = {"case": world.number(), "name": "Nama Uji"}
    first = world.here("cases.case.register", cast.REGISTRAR, ref="form-1", **said)

    again = world.here("cases.case.register", cast.REGISTRAR, ref="form-1", **said)

    assert (again.already_done, again.seq) == (True, first.seq)
    with world.looking():
        assert cases.listing(programme=cast.PROGRAMME, filters=Filters(), basis=assessing.basis()).total == 1


def test_the_same_id_for_another_name_is_refused(world: World) -> None:
    number = world.number()
    world.here("cases.case.register", cast.REGISTRAR, ref="form-1", case=number, name="Nama Uji")

    with pytest.raises(Refusal, match="already used for other content"):
        world.here("cases.case.register", cast.REGISTRAR, ref="form-1", case=number, name="Nama Lain")


# --- likely doubles


def test_the_same_nik_flags_the_new_case_and_registers_it(world: World) -> None:
    first = world.case(nik=NIK)

    receipt = world.here("cases.case.register", cast.REGISTRAR, case=world.number(), nik=NIK)

    flagged = world.file(receipt.subject).duplicates
    assert [(line.other, line.event) for line in flagged] == [(first, "FLAGGED")]
    assert world.file(first).duplicates == ()
    assert len(receipt.warnings) == 1
    assert first not in receipt.warnings[0].id


def test_the_same_nik_in_another_programme_is_flagged_without_telling_where(world: World) -> None:
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)
    elsewhere = world.do(
        "cases.case.register", cast.STRANGER, programme=cast.ELSEWHERE, case=world.number(), nik=NIK
    ).subject

    number = world.case(nik=NIK)

    assert [(line.other, line.event) for line in world.file(number).duplicates] == [("", "FLAGGED")]
    with world.looking(), pytest.raises(Refusal):
        cases.find(elsewhere)


def test_another_nik_or_none_flags_nothing(world: World) -> None:
    world.case(nik=NIK)
    world.case()

    assert world.file(world.case(nik=OTHER_NIK)).duplicates == ()
    assert world.file(world.case()).duplicates == ()


# --- corrected


def test_a_corrected_value_counts_and_the_earlier_one_stays_sealed(world: World) -> None:
    number = world.case(name="Nama Uji", phone="081234567890")

    world.here(
        "people.identity.correct", cast.CASE_WORKER, case=number, name="Nama Betul", remove=["PHONE"], reason="MISTYPED"
    )

    assert _opened(world, number) == {Field.NAME: "Nama Betul"}
    with world.looking(SYSTEM.code):
        assert _raw("SELECT count(*) FROM people_identity") == [(4,)]


def test_a_corrected_nik_is_compared_and_the_old_one_forgotten(world: World) -> None:
    number, other = world.case(nik=NIK), world.case(nik=OTHER_NIK)

    world.here("people.identity.correct", case=number, nik=OTHER_NIK, reason="MISTYPED")

    assert [line.other for line in world.file(number).duplicates] == [other]
    assert world.file(world.case(nik=NIK)).duplicates == ()


def test_a_correction_without_values_is_refused(world: World) -> None:
    number = world.case()

    assert world.refusal("people.identity.correct", case=number, reason="MISTYPED").code == "nothing-to-correct"


@pytest.mark.parametrize(
    "by",
    [cast.REGISTRAR, cast.COORDINATOR, cast.HEAD, cast.MINISTRY_REVIEWER, cast.DATA_PROTECTION, cast.PARTNER_WORKER],
)
def test_names_stay_closed_for_everybody_who_has_not_asked_for_a_reveal(world: World, by: str) -> None:
    number = world.choosing(name="Nama Uji")
    world.given(number, cast.PARTNER, "PARTNER")

    with world.looking(by):
        person = cases.find(number).person
        with pytest.raises(Refusal) as refused:
            people.open_fields(person=person, fields=[Field.NAME])

    assert refused.value.code == "names-stay-closed"


# --- as of a day, as known on a day


def test_a_case_is_not_there_before_it_was_opened(world: World) -> None:
    number = world.choosing(on=date(2019, 1, 20), happened_on="2019-01-09")

    with world.looking():
        case = cases.find(number)
        assert case.opened_on == date(2019, 1, 9)
        assert assessing.answer_of(case.id, moment(date(2019, 1, 8))) is None
        assert assessing.answer_of(case.id, moment(date(2019, 1, 9))) is not None
        known_before = moment(date(2019, 1, 9), known_on=date(2019, 1, 15), zone="Asia/Makassar")
        assert assessing.answer_of(case.id, known_before) is None

"""Somebody without papers who is written another way is likely the same person; who only resembles one is not."""

from itertools import combinations_with_replacement

import pytest
from django.db import connection
from tests import world as cast
from tests.world import World

from pulang.areas.people import rules
from pulang.areas.people.rules import indexed, sounds
from pulang.areas.people.scoring import alike, explained

SPELLINGS = [
    ("Sukarno", "Soekarno"),
    ("Moh. Yusuf", "Muhammad Jusuf"),
    ("Mohammad Ridwan", "M. Ridwan"),
    ("Siti Aminah", "Sitti Amina"),
    ("Nur Hayati", "Noerhajati".replace("j", "y")),
    ("Fitri Wulandari", "Pitri Wulandari"),
    ("Djoko Tjahjono".replace("hj", "hy"), "Joko Cahyono"),
    ("Achmad Zainal", "Ahmad Jaenal"),
    ("Hj. Fatimah", "Fatima"),
    ("Sjahrir", "Syahrir"),
    ("NOVI  yanti", "Nopi Yanti"),
    ("Khoirul Fallah", "Choirul Falah"),
    ("Ni'mah", "Nimah"),
]
OTHERS = [("Sukarno", "Sukarni"), ("Siti Aminah", "Siti Aisyah"), ("Budi", "Bude Ani"), ("Rini", "Rina"), ("", "")]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_a_name_sounds_the_same_however_it_is_spelt(one: str, other: str) -> None:
    assert "".join(sounds(one)) == "".join(sounds(other)) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_different_names_sound_different_or_like_nothing(one: str, other: str) -> None:
    assert "".join(sounds(one)) != "".join(sounds(other)) or not sounds(one)


@pytest.mark.parametrize("name", ["", " ", "…", "苏", "H.", "-" * 200, "\u0000"])
def test_a_name_without_letters_sounds_like_nothing_and_is_no_digest(name: str) -> None:
    assert sounds(name) == ()
    assert indexed({"NAME": name, "BIRTH_DATE": "1985-01-01"}) == (("LIKENESS", ""),)


HERS = {"PHONE": "+6281234567890"}


def person(name: str, born: str, nik: str = "") -> dict[str, str]:
    return {"NAME": name, "BIRTH_DATE": born, "NIK": nik, "HOME": "35.78"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Sukarno", "1970-05-06"), person("Soekarno", "1970-05-06"), True),
        (person("Sukarno", "1970-05-06"), person("Soekarno", "1970-11-20"), True),  # a rare name: the year is enough
        (person("Sukarno", "1970-05-06"), person("Soekarno", "1971-11-20"), False),
        (person("Siti Aminah", "1970-05-06"), person("Sitti Aminah", "1970-05-06"), True),
        (person("Siti Aminah", "1970-05-06"), person("Sitti Aminah", "1970-06-05"), True),  # turned round
        (person("Siti Aminah", "1970-05-06"), person("Sitti Aminah", "1970-05-16"), True),  # one part differs
        (person("Siti Aminah", "1970-05-06"), person("Sitti Aminah", "1970-01-01"), True),  # a guessed day
        (person("Siti Aminah", "1970-05-06"), person("Sitti Aminah", "1970-11-20"), False),  # another of many
        (person("Sukarno", "1970-05-06", "3" * 16), person("Soekarno", "1970-05-06", "3" * 14 + "44"), True),  # a slip
        (person("Sukarno", "1970-05-06", "3" * 16), person("Soekarno", "1970-11-20", "4" * 16), False),
        (person("Sari Kusumawati", "1970-05-06"), person("Kusumawati Sari", "1970-05-06"), True),  # another order
        (person("Sukarno", "1971-05-06") | HERS, person("Sukarni", "1971-11-20") | HERS, True),  # one telephone
        (person("Sukarno", "1970-05-06") | HERS, person("Budi", "1992-11-20") | HERS, False),  # a family's telephone
        (person("Siti Aminah", "1970-05-06") | HERS, person("Siti", "1992-11-20") | HERS, False),  # mother and daughter
        ({}, {}, False),
    ],
)
def test_who_is_taken_for_the_same_person(one: dict[str, str], other: dict[str, str], same: object) -> None:
    assert bool(alike(one, other)) is same
    assert bool(alike(other, one)) is same


def test_everything_that_was_ever_said_is_found_for_digesting_anew() -> None:
    said = [("NAME", "Sukarno"), ("NAME", "Sukarni"), ("BIRTH_DATE", "1970-05-06"), ("NIK", "1"), ("NIK", "")]

    assert {
        ("NIK", "1"),
        ("NIK", ""),
        ("LIKENESS", "aknorsu|1970"),
        ("LIKENESS", "aiknrsu|1970"),
        ("LIKENESS", ""),
    } == (rules.indexed_ever(said))


# --- in the register


@pytest.fixture
def world(db: None) -> World:
    return World()


def registered(world: World, name: str, born: str, home: str = "35.78") -> tuple[str, int]:
    receipt = world.here(
        "cases.case.register", cast.REGISTRAR, case=world.number(), name=name, birth_date=born, home=home
    )
    return receipt.subject, len(receipt.warnings)


def reasons(world: World, number: str) -> list[tuple[str, str]]:
    """The other cases, and for each the first part that speaks for it."""
    said = [(line.other, explained(line.reason)) for line in world.file(number).duplicates]
    return [(other, found.parts[0].id.split(":")[0]) for other, found in said if found is not None]


@pytest.mark.parametrize(("one", "other"), SPELLINGS[:4])
def test_a_person_without_nik_under_another_spelling_is_flagged_for_the_coordinator(
    world: World, one: str, other: str
) -> None:
    first, _ = registered(world, one, "1970-05-06")

    second, warnings = registered(world, other, "1970-05-06")

    assert warnings == 1
    assert [other for other, _ in reasons(world, second)] == [first]


def test_the_warning_names_nobody(world: World) -> None:
    first, _ = registered(world, "Sukarno", "1970-05-06")

    receipt = world.here(
        "cases.case.register",
        cast.REGISTRAR,
        case=world.number(),
        name="Soekarno",
        birth_date="1970-05-06",
        home="35.78",
    )

    told = f"{receipt.warnings[0].id} {receipt.warnings[0].en}"
    assert "koordinator" in told
    assert not any(word in told for word in (first, "Sukarno", "Soekarno", "1970"))


@pytest.mark.parametrize(
    ("name", "born", "home"),
    [
        ("Soekarni", "1970-05-06", "35.78"),
        ("Soekarno", "1971-05-06", "35.78"),
        ("Soekarno", "1970-05-06", "35.07"),  # at home elsewhere
    ],
)
def test_a_decoy_is_not_flagged(world: World, name: str, born: str, home: str) -> None:
    registered(world, "Sukarno", "1970-05-06")

    number, warnings = registered(world, name, born, home)

    assert warnings == 0
    assert reasons(world, number) == []


def test_somebody_with_the_same_coarse_digest_is_no_double_until_the_sealed_names_agree(world: World) -> None:
    first, _ = registered(world, "Sukarno", "1970-05-06")
    with world.looking("pulang"), connection.cursor() as cursor:
        cursor.execute("SELECT b.digest FROM people_blindindex b WHERE b.kind = 'LIKENESS'")
        ((digest,),) = cursor.fetchall()
    collides = _colliding(bytes(digest))

    number, warnings = registered(world, collides, "1970-05-06")

    assert (warnings, reasons(world, number)) == (0, [])
    assert first != number


def _colliding(wanted: bytes) -> str:
    from pulang.storage.keeper import keeper  # noqa: PLC0415 - only here

    for letters in combinations_with_replacement("bcdgklmnprst", 10):
        name = "".join(f"{letter}a" for letter in letters)
        text = f"{''.join(sorted(''.join(sounds(name))))}|1970"
        if keeper().digests(texts={"LIKENESS": text}).of["LIKENESS"][0] == wanted:
            return name
    raise AssertionError


def test_a_corrected_name_is_looked_for_like_a_new_one(world: World) -> None:
    first, _ = registered(world, "Sukarno", "1970-05-06")
    second, _ = registered(world, "Budiono", "1970-05-06")

    world.here("people.identity.correct", case=second, name="Soekarno", reason="MISTYPED")

    assert [other for other, _ in reasons(world, second)] == [first]


def test_a_name_that_was_corrected_away_points_at_nobody(world: World) -> None:
    first, _ = registered(world, "Sukarno", "1970-05-06")
    world.here("people.identity.correct", case=first, name="Budiono", reason="MISTYPED")

    assert registered(world, "Soekarno", "1970-05-06")[1] == 0


def test_a_stranger_in_another_programme_is_flagged_without_being_shown(world: World) -> None:
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)
    registered(world, "Sukarno", "1970-05-06")

    receipt = world.do(
        "cases.case.register",
        cast.STRANGER,
        programme=cast.ELSEWHERE,
        case=world.number(),
        name="Soekarno",
        birth_date="1970-05-06",
        home="35.78",
    )

    assert len(receipt.warnings) == 1
    assert [line.other for line in world.file(receipt.subject, cast.STRANGER).duplicates] == [""]


def test_why_somebody_may_be_known_is_kept_in_codes_and_weights_and_told_in_both_languages(world: World) -> None:
    registered(world, "Sukarno", "1970-05-06")

    second, _ = registered(world, "Soekarno", "1970-05-06")

    (kept,) = (line.reason for line in world.file(second).duplicates)
    said = explained(kept)
    assert kept == "name=sound:14.4 born=same:14.2 home=same:8.8"
    assert said is not None
    assert said.bits == 37
    assert [part.id for part in said.parts] == [
        "Nama sebunyi: mendukung, +14",
        "Tanggal lahir sama: mendukung, +14",
        "Daerah asal sama: mendukung, +9",
    ]
    assert said.parts[0].en == "Name sounds the same: speaks for it, +14"


@pytest.mark.parametrize("reason", ["ceritanya sama", "", "name=sound", "name=sound:14.4; DROP", "NIKNAME"])
def test_what_somebody_wrote_is_no_explanation(reason: str) -> None:
    assert explained(reason) is None


def test_a_telephone_that_stands_in_many_cases_is_told_and_makes_nobody_a_double(world: World) -> None:
    numbers = [world.case(name=f"Warga {sign * 3}", phone="081234567890") for sign in "abcdef"]

    late = world.here(
        "cases.case.register", cast.REGISTRAR, case=world.number(), name="Warga ggg", phone="081234567890"
    )

    assert [warning for warning in late.warnings if "perantara" in warning.id] != []
    assert not any(number in late.warnings[0].id for number in numbers)
    assert world.file(late.subject).duplicates == ()

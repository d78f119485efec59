"""Passwords worth having: long, of the user's own choice, and none that somebody who knows the place would try."""

import random

import pytest
from django.contrib.auth import get_user_model
from hypothesis import example, given
from hypothesis import strategies as st
from tests.asvs import asvs
from tests.world import COORDINATOR, World

from pulang.flows import signing_in
from pulang.kernel.refusals import Refusal

USER = "dinsos-kupang.koordinator"


def refusal(raw: str, user: str = USER) -> str:
    try:
        signing_in.refuse_weak(user=user, raw=raw)
    except Refusal as found:
        return found.code if found.field == "password" else f"{found.code} at {found.field}"
    return ""


@asvs("V6.2.1", "V6.2.9")
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("sebelas-ini", "password-length"),
        ("", "password-length"),
        ("kucing tidur di atap", ""),
        ("x8$Kq!2mZ#wP", ""),
        ("satu kata panjang lagi " * 11, ""),
        ("é漢字 kata sandi campuran", ""),
        ("a" * 300, "password-length"),
    ],
)
def test_twelve_characters_are_enough_and_two_hundred_fit(raw: str, code: str) -> None:
    assert refusal(raw) == code


@asvs("V6.2.5")
@pytest.mark.parametrize(
    "raw", ["hanya huruf kecil saja", "HANYA HURUF BESAR", "849302758104", "tanpa angka sama sekali"]
)
def test_no_kind_of_character_is_asked_for(raw: str) -> None:
    assert refusal(raw) == ""


@asvs("V6.2.4", "V6.2.11", "V6.2.12", "V6.1.2")
@pytest.mark.parametrize(
    "raw",
    [
        "dinsos-kupang.koordinator",
        "Koordinator2019",
        "koordinatorkoordinator",
        "pulang-pulang-pulang",
        "layanan dinas sosial",
        "aaaaaaaaaaaaaa",
        "abababababababab",
        "123456789012",
        "qwertyuiop1234",
        "abcdefghijklmnop",
        "password12345!",
        "Rahasia123456",
        "1q2w3e4r5t6y",
        "Startfinding1!",
    ],
)
def test_what_somebody_would_try_first_is_refused(raw: str) -> None:
    assert refusal(raw) in {"password-guessable", "password-common"}


@example(few="000\u00df", times=3)
@given(st.text(min_size=1, max_size=4), st.integers(min_value=3, max_value=60))
def test_a_few_signs_again_and_again_are_never_enough(few: str, times: int) -> None:
    assert refusal(few * times, user="xyz") != ""


@given(st.text(max_size=300))
def test_any_text_is_judged_and_none_breaks_it(raw: str) -> None:
    assert refusal(raw) in {"", "password-length", "password-guessable", "password-common"}


@asvs("V6.2.8", "V11.4.2")
@pytest.mark.django_db
def test_a_password_is_kept_as_typed_and_hashed_slowly_with_a_salt() -> None:
    world = World()
    world.actor(COORDINATOR)
    raw = "  Spasi di DEPAN dan é  "

    signing_in.choose_password(user=COORDINATOR, raw=raw, but="")

    user = get_user_model().objects.get(code=COORDINATOR)
    assert user.password.startswith("scrypt$")
    assert user.check_password(raw)
    assert not user.check_password(raw.strip())
    assert raw not in user.password


@asvs("V6.4.1")
def test_a_one_time_code_is_drawn_long_and_can_be_read_aloud() -> None:
    drawn = {signing_in.draw_code(random.Random(seed).randrange) for seed in range(40)}

    assert len(drawn) == 40
    assert {len(code) for code in drawn} == {5 * 6 + 4}
    assert (3 * 14) ** 15 > 2**79

"""NIK and phone numbers as people bring them: forgiven where nothing is lost, refused in words where something is."""

from datetime import date

import pytest

from pulang.areas.people.rules import nik, nik_doubts, other_digits, phone
from pulang.kernel.refusals import Refusal

WOMAN = "3578014107850001"  # 1 July 1985, with 40 added to the day
MAN = "3578010107850001"


@pytest.mark.parametrize("typed", [WOMAN, f" {WOMAN} ", "3578 0141 0785 0001", "3578.0141.0785.0001"])
def test_separators_are_forgiven(typed: str) -> None:
    assert nik(typed) == WOMAN


def test_no_nik_is_fine() -> None:
    assert nik("") == nik("  ") == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (3578014107850001, "nik-not-text"),
        (3.57801410785e15, "nik-not-text"),
        (None, "nik-not-text"),
        ("3.57801E+15", "nik-lost-digits"),
        ("3,57801e15", "nik-lost-digits"),
        ("357801410785000", "nik-not-16-digits"),
        ("35780141078500011", "nik-not-16-digits"),
        ("357801410785000O", "nik-not-16-digits"),
    ],
)
def test_refuses_what_is_no_longer_a_nik(typed: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        nik(typed)

    assert (refused.value.code, refused.value.field) == (code, "nik")


@pytest.mark.parametrize("typed", ["３５７８０１４１０７８５０００１", "٣٥٧٨٠١٤١٠٧٨٥٠٠٠١", "३५७८०१४१०७८५०००१"])
def test_digits_of_other_scripts_are_read(typed: str) -> None:
    assert nik(typed) == WOMAN
    assert other_digits(typed)
    assert not other_digits(WOMAN)


@pytest.mark.parametrize(
    ("number", "born_on", "doubts"),
    [
        ("", None, 0),
        (WOMAN, None, 0),
        (WOMAN, date(1985, 7, 1), 0),
        (MAN, date(1985, 7, 1), 0),
        (WOMAN, date(1985, 7, 2), 1),
        ("3578013113850001", None, 1),
        ("3578010107850000", None, 1),
        ("3578010000850000", date(1985, 7, 1), 2),
        ("3578012902000001", None, 0),
        ("3578012902010001", None, 1),
    ],
)
def test_an_odd_nik_is_doubted_and_kept(number: str, born_on: date | None, doubts: int) -> None:
    assert len(nik_doubts(number, born_on)) == doubts


@pytest.mark.parametrize("typed", ["081234567890", "0812-3456-7890", "(0812) 3456 7890", "+62 812 3456 7890"])
def test_one_phone_is_kept_in_one_form(typed: str) -> None:
    assert phone(typed) == "+6281234567890"


@pytest.mark.parametrize("typed", ["tanya tetangga", "08123", "0812３４５６７８９０", 81234567890])
def test_refuses_what_cannot_be_dialled(typed: object) -> None:
    with pytest.raises(Refusal):
        phone(typed)

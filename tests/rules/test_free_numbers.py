"""A number that is taken is passed over for the next that belongs to the same registration."""

import pytest

from pulang.flows.free_numbers import under_a_free_number
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.numbering import case_numbers

_SAID = Words(id="Tidak.", en="No.")


def _refusing(codes: dict[str, str]) -> list[str]:
    tried: list[str] = []

    def register(number: str) -> str:
        tried.append(number)
        if number in codes:
            raise Refusal(codes[number], _SAID)
        return number

    assert under_a_free_number(register, ("a", "b", "c")) == tried[-1]
    return tried


@pytest.mark.parametrize(
    ("codes", "tried"),
    [
        ({}, ["a"]),
        ({"a": "cases-case-number-key"}, ["a", "b"]),
        ({"a": "id-used-for-something-else", "b": "cases-case-number-key"}, ["a", "b", "c"]),
    ],
)
def test_a_taken_number_is_passed_over(codes: dict[str, str], tried: list[str]) -> None:
    assert _refusing(codes) == tried


def test_what_is_refused_for_another_reason_is_refused_at_once_and_the_last_number_says_why() -> None:
    with pytest.raises(Refusal):
        _refusing({"a": "not-allowed"})
    with pytest.raises(Refusal):
        _refusing(dict.fromkeys("abc", "cases-case-number-key"))


def test_a_registration_has_the_same_numbers_each_time_and_no_two_alike() -> None:
    numbers = case_numbers(user="petugas", key="k")
    assert numbers == case_numbers(user="petugas", key="k")
    assert len(set(numbers)) == len(numbers) > 1

import random
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulang.kernel.refs import ALPHABET, DRAWN, LENGTH, draw, parse
from pulang.kernel.refusals import Refusal


def _drawn(seed: int, prefix: str = "K") -> str:
    return draw(prefix, random.Random(seed).randrange)


def _signs(number: str) -> str:
    return number.replace("-", "")


def _refused(text: str, prefix: str = "") -> Refusal:
    with pytest.raises(Refusal) as no:
        parse(text, prefix=prefix)
    return no.value


numbers = st.builds(_drawn, st.integers(), st.sampled_from("KP"))


def test_the_alphabet_has_32_signs_and_none_that_look_alike() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_the_same_chance_draws_the_same_number() -> None:
    assert _drawn(7) == _drawn(7) != _drawn(8)


def test_every_sign_can_be_drawn() -> None:
    asked: list[int] = []

    def last(most: int) -> int:
        asked.append(most)
        return most - 1

    assert draw("K", last).startswith("K-ZZZZ-ZZZ")
    assert asked == [len(ALPHABET)] * DRAWN


@pytest.mark.parametrize("prefix", ["", "KP", "I", "k", "7"])
def test_a_prefix_that_could_be_misread_is_a_mistake_of_ours(prefix: str) -> None:
    with pytest.raises(AssertionError):
        _drawn(1, prefix)


@given(numbers)
def test_a_drawn_number_reads_back_as_itself(number: str) -> None:
    assert parse(number) == number
    assert parse(number, prefix=number[0]) == number
    assert number[1] == number[6] == "-"


@given(numbers, st.data())
def test_small_letters_spaces_and_missing_hyphens_are_forgiven(number: str, data: st.DataObject) -> None:
    gaps = st.sampled_from(["", " ", "-", "–", "—", " - ", "\t", "\u200b", "\u00a0"])
    typed = "".join(data.draw(gaps) + data.draw(st.sampled_from([sign, sign.lower()])) for sign in _signs(number))

    assert parse(typed + data.draw(gaps)) == number


@given(numbers)
def test_look_alikes_are_read_as_what_was_meant(number: str) -> None:
    typed = number.translate(str.maketrans("01V", "olu"))

    assert parse(typed) == number
    assert parse(number.replace("1", "I")) == number


def test_full_width_letters_are_read() -> None:
    number = _drawn(3)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)

    assert parse(wide) == number


def _changed(signs: str) -> Iterator[str]:
    for place, other in product(range(LENGTH), ALPHABET):
        if signs[place] != other:
            yield signs[:place] + other + signs[place + 1 :]


def _swapped(signs: str) -> Iterator[str]:
    for one, two in combinations(range(LENGTH), 2):
        if signs[one] != signs[two]:
            turned = list(signs)
            turned[one], turned[two] = signs[two], signs[one]
            yield "".join(turned)


@given(numbers)
def test_every_single_wrong_sign_is_caught(number: str) -> None:
    for slip in _changed(_signs(number)):
        assert _refused(slip).code == "number-mistyped"


@given(numbers)
def test_every_swap_of_two_signs_is_caught(number: str) -> None:
    for slip in _swapped(_signs(number)):
        assert _refused(slip).code == "number-mistyped"


def test_the_proof_holds_for_all_numbers_because_the_check_is_linear() -> None:
    """A slip changes the checked sum by weight times difference; no pair of weights and signs makes that zero."""
    from pulang.kernel.refs import _folded  # noqa: PLC0415 - only this proof looks inside

    zeros = "0" * LENGTH
    single = {(at, sign): _folded(zeros[:at] + sign + zeros[at + 1 :]) for at, sign in product(range(LENGTH), ALPHABET)}

    assert all((share == 0) == (sign == "0") for (_, sign), share in single.items())
    for (one, a), (two, b) in product(product(range(LENGTH), ALPHABET), repeat=2):
        if one < two and a != b:
            assert single[one, a] ^ single[two, b] != single[one, b] ^ single[two, a]
    for first, second in product(ALPHABET, repeat=2):
        assert _folded(zeros[:-2] + first + second) == single[LENGTH - 2, first] ^ single[LENGTH - 1, second]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "number-empty", "belum diisi"),
        (" - - ", "number-empty", "belum diisi"),
        ("K-7F3Q-2M8", "number-short", "kurang 1"),
        ("K", "number-short", "kurang 8"),
        ("K-7F3Q-2M8XX", "number-long", "kelebihan 1"),
        ("K-7F3Q-2M8?", "number-sign", "Tanda ?"),
        ("K-7F3Q-2M8\0", "number-sign", "tidak tampak"),
        ("K-7F3Q-2M8٣", "number-sign", "Tanda ٣"),
        ("K-{7}F-2M8X", "number-sign", "Tanda {"),
        ("K-7F3Q-2M8X", "number-mistyped", "salah ketik"),
        ("P-7F3Q-2M8X", "number-mistyped", "salah ketik"),
    ],
)
def test_what_is_wrong_is_said_kindly(text: str, code: str, said: str) -> None:
    no = _refused(text)

    assert no.code == code
    assert said in no.words.id
    assert no.words.en


def test_a_number_of_another_kind_is_told_apart() -> None:
    tracking = _drawn(5, "P")

    no = _refused(tracking, prefix="K")

    assert no.code == "number-other-kind"
    assert "diawali P" in no.words.id
    assert "begins with K" in no.words.en


@given(st.text(max_size=40))
def test_nothing_typed_can_do_more_than_be_refused(text: str) -> None:
    try:
        number = parse(text)
    except Refusal:
        return
    assert parse(number) == number

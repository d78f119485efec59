"""Sentences are there in both languages, or not at all."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulang.kernel.words import LANGUAGES, NOTHING, Words, listing, same

SAID = st.builds(Words, id=st.text(), en=st.text())


def test_every_language_but_english_reads_indonesian() -> None:
    words = Words(id="Selamat datang", en="Welcome")

    assert [words.text(lang) for lang in (*LANGUAGES, "su", "")] == [words.id, words.en, words.id, words.id]


def test_words_cannot_be_changed_or_half_said() -> None:
    with pytest.raises(TypeError):
        Words(id="Hanya satu bahasa")  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        NOTHING.id = "lain"  # type: ignore[misc]


def test_words_within_words_are_put_in_by_language() -> None:
    day = Words(id="3 Maret 2019", en="3 March 2019")

    filled = Words(id="{n} orang sejak {day}", en="{n} people since {day}").format(n=145, day=day)

    assert filled == Words(id="145 orang sejak 3 Maret 2019", en="145 people since 3 March 2019")


def test_a_placeholder_nobody_fills_is_a_crash_and_not_a_sentence() -> None:
    with pytest.raises(KeyError):
        Words(id="{who}", en="{who}").format(whom="x")


@given(text=st.text())
def test_what_is_put_in_is_never_read_as_a_template(text: str) -> None:
    assert Words(id="a {x} b", en="{x}").format(x=text) == Words(id=f"a {text} b", en=text)
    assert Words(id="{x}", en="{x}").format(x=same(text)) == same(text)


@given(words=SAID)
def test_json_has_both_languages(words: Words) -> None:
    assert words.as_dict() == {"id": words.id, "en": words.en}


@pytest.mark.parametrize(
    ("items", "joined"),
    [
        ("", NOTHING),
        ("a", same("a")),
        ("ab", Words("a dan b", "a and b")),
        ("abc", Words("a, b dan c", "a, b and c")),
        ("abcd", Words("a, b, c dan d", "a, b, c and d")),
    ],
)
def test_items_are_joined_as_a_sentence_does(items: str, joined: Words) -> None:
    assert listing(tuple(same(item) for item in items)) == joined

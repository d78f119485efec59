"""One newcomer and a whole register are weighed alike: the same steps, for a database and for one pair."""

from itertools import pairwise
from random import Random

import pytest

from pulang.areas.people.assessment import COMPARISONS, Entry, entry
from pulang.areas.people.nearness import damerau, edits, jaro_winkler
from pulang.areas.people.scoring import explained, rewritten, steps_of
from pulang.doors.jobs.bench.lookalikes import Person, pairs_of, register
from pulang.doors.jobs.doubles.duck import InMemory

KNOWN = {(one.name, step.code): step for one in COMPARISONS for step in one.steps}


def test_a_pair_takes_the_same_steps_alone_and_in_a_whole_register() -> None:
    people = register(1500, 7)
    entries = [
        entry(name=one.name, birth_date=one.birth_date, nik=one.nik, phone=one.phone, home=one.home) for one in people
    ]
    compared = InMemory(entries)
    compared.candidates()

    pairs = list(compared.pairs(-1000))

    taken = {step for pair in pairs for step in pair.steps.items()}
    assert [
        (entries[pair.one], entries[pair.other], pair.steps)
        for pair in pairs
        if {name: step.code for name, step in steps_of(entries[pair.one], entries[pair.other]).items()} != pair.steps
    ] == []
    assert len(pairs) > 0.9 * len(list(pairs_of(people)))
    assert KNOWN.keys() - taken <= {("name", "near"), ("nik", "slips"), ("born", "other_day")}, (
        "hardly a step is left untried"
    )
    compared.close()


@pytest.mark.parametrize(
    ("one", "other", "slips", "turned"),
    [("", "", 0, 0), ("", "ab", 2, 2), ("ab", "ba", 2, 1), ("ca", "abc", 3, 2), ("sukarno", "soekarno", 2, 2)],
)
def test_letters_are_counted_with_and_without_neighbours_that_changed_places(
    one: str, other: str, slips: int, turned: int
) -> None:
    assert (edits(one, other), damerau(one, other)) == (slips, turned)
    assert (edits(other, one), damerau(other, one)) == (slips, turned)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("martha", "marhta", 0.9611),
        ("dwayne", "duane", 0.84),
        ("dixon", "dicksonx", 0.8133),
        ("a", "b", 0),
        ("", "", 1),
    ],
)
def test_nearness_is_what_winkler_published(one: str, other: str, near: float) -> None:
    assert jaro_winkler(one, other) == pytest.approx(near, abs=1e-4)


def test_a_kept_line_holds_what_was_weighed_and_nothing_of_anybody() -> None:
    people = register(300, 11)
    random = Random(3)
    random.shuffle(people)
    for one, other in pairwise(people):
        codes = {name: step.code for name, step in steps_of(_entry(one), _entry(other)).items()}
        line = rewritten(codes, 20.0)
        found = explained(line)
        assert found is not None
        assert len(found.parts) == len(codes)
        assert len(line) <= 300
        assert not any(value and value.casefold() in line for value in (one.name, one.nik, one.birth_date, one.phone))


def _entry(one: Person) -> Entry:
    return entry(name=one.name, birth_date=one.birth_date, nik=one.nik, phone=one.phone, home=one.home)

"""Doubles in a whole register: what is found, what is told about it, and how much a common name is worth."""

import os

import pytest

from pulang.areas.people.assessment import COMPARISONS, Entry, entry, reasons, threshold
from pulang.doors.jobs.bench.duplicates import measure
from pulang.doors.jobs.doubles.duck import InMemory
from pulang.doors.jobs.doubles.statements import Pair

SARI = {"name": "Sari Kusumawati", "birth_date": "1985-06-14", "nik": "3578015406850001", "phone": "", "home": "35.78"}
# Others, so that her name is as rare as it is.
CROWD = [
    entry(name=f"Orang Ke{chr(97 + n % 26)}{chr(97 + n // 26)}", birth_date="", nik="", phone="", home="")
    for n in range(300)
]


def _entry(**changed: str) -> Entry:
    return entry(**{**SARI, **changed})


def _pairs(*entries: Entry, least: float = threshold(len(CROWD))) -> list[Pair]:
    compared = InMemory([*entries, *CROWD])
    compared.candidates()
    found = [pair for pair in compared.pairs(least) if pair.other < len(entries)]
    compared.close()
    return found


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "SARI KOESOEMAWATI", "nik": ""},
        {"name": "Hj. Sari Kusumawati", "nik": "", "phone": "+62811"},
        {"name": "Kusumawati Sari", "nik": ""},
        {"name": "Sari Kusumawti", "nik": ""},
        {"birth_date": "1985-07-01", "nik": "3578015406850010"},
        {"birth_date": "", "home": ""},
        {"nik": "1101025406850001"},  # moved: another region, the rest the same
        {"name": "Sari", "birth_date": ""},
    ],
)
def test_somebody_written_down_again_is_found(changed: dict[str, str]) -> None:
    assert [(pair.one, pair.other) for pair in _pairs(_entry(), _entry(**changed))] == [(0, 1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_date": "1971-02-03", "nik": "3578014302710004"},
        {"name": "Joko Prasetyo", "nik": "3578011406850002"},  # a neighbour, born on the same day
        {"name": "Dewi Anggraini", "nik": ""},
    ],
)
def test_somebody_else_is_not(changed: dict[str, str]) -> None:
    assert _pairs(_entry(), _entry(**changed)) == []


def test_a_name_that_many_bear_weighs_less() -> None:
    both = {"birth_date": "", "nik": "", "phone": "", "home": "35.78"}
    rare = _pairs(_entry(**both), _entry(**both), least=-100)[0].weight
    many = [_entry(**{**both, "home": str(n)}) for n in range(100)]

    common = _pairs(_entry(**both), _entry(**both), *many, least=-100)[0].weight

    assert rare - common > 5


def test_why_is_told_in_steps_and_without_a_value() -> None:
    (pair,) = _pairs(_entry(), _entry(name="Sari Koesoemawati", nik="", home=""))

    told = reasons(pair.steps)

    assert pair.steps == {"name": "sound", "born": "same"}
    assert [words.id for words in told] == ["nama sebunyi", "tanggal lahir sama"]


def test_what_is_missing_agrees_with_nothing() -> None:
    empty = entry(name="", birth_date="", nik="", phone="", home="")

    assert _pairs(empty, empty, _entry(), least=-100) == []


def test_steps_are_probabilities_and_the_last_always_holds() -> None:
    for comparison in COMPARISONS:
        assert comparison.steps[-1].holds == "true"
        assert all(0 < step.m <= 1 and 0 < step.u <= 1 for step in comparison.steps)
        assert comparison.steps[0].weight > 5
        assert comparison.steps[-1].weight < 0


@pytest.mark.parametrize("seed", [1, 2])
def test_doubles_of_a_made_up_register_are_found(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULANG_SEED", str(seed))

    found = measure(int(os.environ.get("PULANG_DOUBLES", "4000")))

    assert found["at_threshold"]["precision"] >= 0.99
    assert found["at_threshold"]["f1"] >= 0.97
    assert found["at_threshold"]["f1"] > found["baseline_equal_letters"]["f1"]

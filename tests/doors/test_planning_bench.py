"""`pulang bench planning` says what was planned, beside the clerk's way; no measurement is begun with too few cases."""

import argparse

import pytest

from pulang.doors.jobs.bench import planning
from pulang.doors.jobs.commands import bench
from pulang.kernel.refusals import Refusal


def test_the_clerk_stands_beside_the_planner_and_too_large_a_plain_model_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "ARCS_AT_MOST", 29)
    found = planning.measure(30)

    assert found["seed"] == planning.SEED
    assert found["greedy"]["home"] <= found["planner"]["home"] <= found["planner"]["home_bound"] <= found["people"]
    assert found["planner"]["cost"] <= found["budget"] < found["unlimited_greedy"]["cost"]
    assert found["planner"]["bound"] <= found["planner"]["cost"]
    assert found["planner"]["everybody"] in {"home", "proven impossible", "not found"}
    assert found["peak_mb"] > 0
    assert found["arcs"]["home"] is None
    assert found["arcs"]["left_out"] == "not built above 29 people"


def test_a_made_up_programme_is_the_same_for_a_seed() -> None:
    assert planning.programme(20, 7) == planning.programme(20, 7) != planning.programme(20, 8)


@pytest.mark.parametrize(("name", "least"), [("pages", "20000"), ("need-to-know", "4000")])
def test_a_measurement_with_too_few_cases_is_refused_in_a_sentence(name: str, least: str) -> None:
    with pytest.raises(Refusal) as refused:
        bench.run(argparse.Namespace(name=name, size=10, json=False))

    assert refused.value.words.id.endswith(f"paling sedikit {least}.")

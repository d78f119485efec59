"""`pulang bench planning` says what was planned, beside the clerk's way in the same run."""

import pytest

from pulang.doors.jobs.bench import planning


def test_the_clerk_and_the_plain_model_stand_beside_the_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "ARC_SECONDS", 0.2)
    found = planning.measure(30)

    assert found["seed"] == planning.SEED
    assert found["greedy"]["home"] <= found["planner"]["home"] <= found["planner"]["home_bound"] <= found["people"]
    assert found["planner"]["cost"] <= found["budget"] < found["unlimited_greedy"]["cost"]
    assert found["planner"]["bound"] <= found["planner"]["cost"]
    assert found["planner"]["everybody"] in {"home", "proven impossible", "not found"}
    assert found["peak_mb"] > 0
    assert found["arcs"]["home"] is None, "so many departures are not even written down in a fifth of a second"


def test_a_made_up_programme_is_the_same_for_a_seed() -> None:
    assert planning.programme(20, 7) == planning.programme(20, 7)
    assert planning.programme(20, 7) != planning.programme(20, 8)

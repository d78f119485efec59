"""A server whose row security is known to leak serves the demo and nobody else."""

from pathlib import Path

import pytest
from tests.setup.conftest import prepared, pulang
from tests.setup.test_commands import free_port, one_sentence

from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import Cluster, floor


@pytest.mark.parametrize(
    ("release", "safe"),
    [
        (140099, False),
        (150019, False),
        (150020, True),
        (160015, False),
        (160016, True),
        (170011, False),
        (170012, True),
        (180005, False),
        (180006, True),
        (180007, True),
        (190000, True),
    ],
)
def test_a_release_is_safe_from_the_day_its_holes_were_mended(*, release: int, safe: bool) -> None:
    assert floor.is_safe(release) is safe
    if safe:
        floor.refuse_unsafe(release)
        return
    with pytest.raises(Refusal) as refused:
        floor.refuse_unsafe(release)
    assert refused.value.code == "database-unsafe"
    assert floor.written(release) in refused.value.words.en
    assert "DATABASE_URL" in refused.value.words.id


def test_run_refuses_an_unsafe_server_outside_the_demo(place: Path) -> None:
    home = prepared(place / "home")
    with Cluster(home).running(), Cluster(home).admin() as admin:
        release = admin.info.server_version
    if floor.is_safe(release):
        pytest.skip("the locked server has the mends")

    done = pulang("run", "--port", str(free_port()), home=home.path)

    assert done.returncode == 1
    assert "DATABASE_URL" in one_sentence(done.stderr)


def test_verify_forgives_an_old_release_to_sample_rows_alone() -> None:
    asked = {"programmes": {"KD-2019", "P-1"}, "samples": {"KD-2019", "BTN-2019"}}

    (fault,) = floor.faults(180001, **asked)

    assert "18.1" in fault
    assert "P-1" in fault
    assert "KD-2019" not in fault
    assert floor.faults(180001, programmes={"KD-2019"}, samples=asked["samples"]) == ()
    assert floor.faults(180006, **asked) == ()

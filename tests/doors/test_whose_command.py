"""`pulang whose`: a text that was found leads back to the copy it was made from, or to none."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from tests.world import CITY, COORDINATOR, HEAD, World

from pulang.areas.exports import queries, rules
from pulang.doors.jobs import cli, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    monkeypatch.setattr(ready, "database", nullcontext)  # the test's own is open already
    return World()


def found(tmp_path: Path, text: str) -> str:
    path = tmp_path / "ditemukan.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_order_of_the_numbers_tells_whose_copy_it_was(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.choosing()
    copy, other = world.copied(), world.copied()
    numbers = sorted(world.number() for _ in range(12))
    text = "\n".join(f"{n}. {one.lower()} ," for n, one in enumerate(_as_in(copy, numbers)))

    exits = cli.main(["whose", found(tmp_path, text), "--json"])

    assert exits == 0
    (told,) = json.loads(capsys.readouterr().out)["copies"]
    assert (told["number"], told["recipient"]) == (copy, CITY)
    assert (told["asked_by"], told["decided_by"]) == (COORDINATOR, HEAD)
    assert told["number"] != other


def test_lines_that_were_sorted_lead_to_nobody(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.choosing()
    world.copied()
    text = "\n".join(sorted(world.number() for _ in range(12)))

    exits = cli.main(["whose", found(tmp_path, text)])

    assert exits == 1
    assert "bukan urutan salinan mana pun" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [(b"K-7F3P-2K8R dan K-7F3P-2K8R", "Hanya ada"), (b"", "Hanya ada 0"), (b"\xff\xfe\x00", "tidak dapat dibaca")],
)
def test_what_cannot_be_told_is_refused_in_a_sentence(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes, says: str
) -> None:
    path = tmp_path / "ditemukan.txt"
    path.write_bytes(text)

    exits = cli.main(["whose", str(path)])

    assert exits == 1
    told = capsys.readouterr()
    assert (told.out, says in told.err, len(told.err.splitlines())) == ("", True, 1)


def _as_in(copy: str, numbers: list[str]) -> tuple[str, ...]:
    return rules.in_order_of(queries.mark_of(copy, CITY), numbers)

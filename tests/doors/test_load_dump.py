"""Acts out of one database and into another: the same status, byte for byte, and nobody named who need not be."""

import io
import json
import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import databases, scratch
from tests.setup.conftest import prepared, pulang
from tests.world import COORDINATOR, DATA_PROTECTION, HEAD, PARTNER, PARTNER_WORKER, PROGRAMME, TODAY, World

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.privacy import queries as privacy
from pulang.flows import standing
from pulang.flows.dumping import dumped
from pulang.flows.replay import Mode, Report, replay
from pulang.flows.status import status
from pulang.flows.status_json import document
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import Cluster, Home

NAME, NIK = "Warga Rekaan", "3578014101900001"
DAYS = (date(2019, 2, 1), TODAY, date(2019, 4, 1))


@pytest.fixture
def told(own_database: str) -> list[str]:
    """The lines of a programme in which much has happened, mistakes and a likely double among them."""
    world = World()
    world.programme_ready(on=date(2019, 2, 1))
    first = world.choosing(name=NAME, nik=NIK)
    second = world.case(nik=NIK, alias="B")
    third = world.planned()
    world.here("people.identity.correct", case=first, name="Warga Rekaan Dua", reason="MISTYPED")
    corrected = world.here("people.identity.correct", case=third, name="Warga Tiga", reason="MISTYPED", ref="benar")
    world.do("audit.act.strike", act=corrected.id, reason="Salah orang")
    world.here("cases.duplicate.decide", case=second, other=first, same=False, reason="Dua orang")
    fourth = world.case(nik=NIK)
    world.here("people.identity.correct", case=third, nik=NIK, reason="NEW_PAPERS")
    world.here("readiness.gate.waive", HEAD, gate="screening-done", case=fourth, reason="Mendesak", until="2019-03-20")
    world.here("aid.decree.issue", number="SK 1/2019", issuer="Kementerian Sosial")
    world.here("aid.beneficiary.list", decree="SK 1/2019", cases=[first, third])
    world.here("aid.channel.record", case=first, kind="BANK_ACCOUNT", own_name=True, account="998877665544")
    world.here("cases.screening.record", case=fourth, outcome="CHILD", trained=True, ref="keliru")
    world.do("audit.act.strike", act="keliru", reason="Salah berkas")
    world.here("privacy.request.receive", case=fourth, request="P-1", kind="RESTRICTION")
    erased(world, world.given(world.choosing(name="Warga Lain"), PARTNER, "PARTNER"))
    return list(dumped(programme=PROGRAMME))


def erased(world: World, number: str) -> None:
    """Somebody asks to be erased, and is; the partner that had her case confirms that it has deleted."""
    said: dict[str, Any] = {"case": number, "request": "P-1"}
    world.here("privacy.request.receive", **said, kind="ERASURE")
    world.here("privacy.request.check", **said, known="IN_PERSON")
    world.here("privacy.erasure.decide", DATA_PROTECTION, **said, note="Tidak ada kewajiban")
    world.here("privacy.erasure.confirm", HEAD, **said)
    world.here("privacy.deletion.confirm", PARTNER_WORKER, case=number, purpose="PARTNER")


def statuses() -> list[str]:
    with standing.looking(SYSTEM, day=TODAY):
        return [json.dumps(document(status(PROGRAMME, as_of=day)), ensure_ascii=False) for day in DAYS]


def loaded(lines: list[str], mode: Mode = Mode.LINE_BY_LINE) -> Report:
    return replay(file=io.BytesIO("\n".join(lines).encode()), mode=mode)


def elsewhere(template: str, lines: list[str]) -> tuple[list[str], list[str]]:
    """The statuses and the dump of an empty database into which these lines were loaded."""
    name = databases.copy(template)
    try:
        with databases.pointed_at(name):
            report = loaded(lines, Mode.ATOMIC)
            assert report.kept, report.told
            return statuses(), list(dumped(programme=PROGRAMME))
    finally:
        databases.drop(name)


def test_a_dump_without_identities_gives_the_same_status_and_the_same_dump(
    told: list[str], database_template: str
) -> None:
    before = statuses()

    after, again = elsewhere(database_template, told)

    assert after == before
    assert again == told


def test_what_the_bank_answered_is_loaded_again_though_no_account_stands_in_the_dump(
    own_database: str, database_template: str
) -> None:
    world = World()
    world.programme_ready(on=date(2019, 2, 1))
    world.paid_list()
    told, before = list(dumped(programme=PROGRAMME)), statuses()

    assert "1234500099" not in "".join(told)
    assert elsewhere(database_template, told) == (before, told)


def test_a_dump_with_identities_gives_the_same_status_and_the_same_names(
    told: list[str], database_template: str
) -> None:
    whole = list(dumped(programme=PROGRAMME, identities=True))

    after, _ = elsewhere(database_template, whole)

    assert after == statuses()
    assert NIK in "".join(whole)
    assert "998877665544" in "".join(whole)


def test_a_dump_names_nobody_unless_asked(told: list[str]) -> None:
    text = "".join(told)

    for secret in (NAME, "Warga Tiga", "Warga Lain", NIK, "998877665544"):
        assert secret not in text


def test_whoever_was_erased_is_named_in_no_dump_and_her_limits_are_loaded_again(
    told: list[str], database_template: str
) -> None:
    whole = list(dumped(programme=PROGRAMME, identities=True))
    assert "Warga Lain" not in "".join(whole)

    name = databases.copy(database_template)
    try:
        with databases.pointed_at(name):
            loaded(whole, Mode.ATOMIC)
            with standing.looking(SYSTEM, day=TODAY):
                at = moment(TODAY)
                told_again = {one.kind: (one.event, privacy.is_paused(one.case, at)) for one in privacy.requests(at)}
                assert privacy.deletions(at) == ()
    finally:
        databases.drop(name)

    assert told_again == {"RESTRICTION": ("RECEIVED", True), "ERASURE": ("DONE", False)}


@pytest.mark.parametrize("identities", [False, True])
def test_what_was_dumped_had_been_done_before(told: list[str], identities: bool) -> None:  # noqa: FBT001
    lines = list(dumped(programme=PROGRAMME, identities=identities))

    report = loaded(lines)

    assert (report.done, report.already_done, report.told) == (0, len(lines), [])


def test_a_correction_that_says_nothing_stays_behind_with_its_strike(told: list[str]) -> None:
    ids = {json.loads(line)["id"] for line in told}
    struck = [json.loads(line)["with"]["act"] for line in told if '"audit.act.strike"' in line]

    assert "benar" not in ids
    assert struck == ["keliru"]


def test_a_dump_leaves_other_programmes_and_keys_of_machines_out(own_database: str) -> None:
    world = World()
    world.open_programme("BTN-2019", "DINSOS-BTN")
    world.actor(COORDINATOR)
    issued: dict[str, Any] = {
        "user": COORDINATOR,
        "name": "mesin",
        "digest": "ab" * 32,
        "expires_at": "2019-12-31T00:00:00+07:00",
    }
    world.do("accounts.token.issue", SYSTEM.code, **issued)

    text = "".join(dumped(programme=PROGRAMME))

    assert "BTN-2019" not in text
    assert "accounts.token" not in text
    with pytest.raises(Refusal):
        next(dumped(programme="TAK-ADA"))


# --- the commands from outside


@pytest.fixture(scope="module")
def used() -> Iterator[Home]:
    folder = Path(tempfile.mkdtemp(prefix="pulang-l-", dir=scratch.folder()))
    folder.chmod(0o755)
    home = prepared(folder / "home")
    with Cluster(home).running():  # the server stays up between the commands of this file
        yield home
    shutil.rmtree(folder, ignore_errors=True)


def act_file(folder: Path, *lines: object, name: str = "acts.jsonl") -> Path:
    path = folder / name
    path.write_bytes(b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in lines))
    return path


def agency(code: str, **changes: object) -> dict[str, object]:
    with_ = {"code": code, "kind": "MINISTRY", "name": "Kementerian"}
    whole = {"id": f"i-{code}", "at": "2019-01-01T08:00:00+07:00", "by": "pulang", "do": "accounts.agency.register"}
    return {**whole, "with": with_, **changes}


@pytest.mark.slow
def test_load_tells_what_it_did_and_repeats_nothing(used: Home, tmp_path: Path) -> None:
    path = act_file(tmp_path, agency("A"), agency("B"))

    first = pulang("load", str(path), home=used.path)
    again = pulang("load", str(path), "--json", home=used.path)

    assert (first.returncode, first.stdout) == (0, "2 dicatat, 0 sudah pernah, 0 ditolak.\n")
    assert json.loads(again.stdout)["already_done"] == 2
    assert again.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize("how", [(), ("--atomic",), ("--dry-run",)])
def test_a_refused_line_is_told_by_number_and_ends_with_1(used: Home, tmp_path: Path, how: tuple[str, ...]) -> None:
    path = act_file(tmp_path, agency("C"), agency("D", by="nobody"))

    found = pulang("load", str(path), *how, "--lang", "en", home=used.path)

    assert found.returncode == 1
    assert found.stderr == "line 2 (i-D): The account “nobody” is unknown or closed.\n"


@pytest.mark.slow
def test_a_malformed_file_is_told_in_one_line_and_changes_nothing(used: Home, tmp_path: Path) -> None:
    fresh = [agency(f"F{place}") for place in range(4)]
    broken = [b'{"id":"x","at', b"\xff\xfe\n", b"\x00\n", json.dumps(agency("E", do="nope")).encode()]

    found = [
        pulang("load", str(act_file(tmp_path, line, raw)), home=used.path)
        for line, raw in zip(fresh, broken, strict=True)
    ]
    trial = pulang("load", str(act_file(tmp_path, *fresh)), "--dry-run", "--json", home=used.path)

    assert {done.returncode for done in found} == {1}
    for done in found:
        assert done.stderr.startswith("baris 2")
        assert len(done.stderr.splitlines()) == 1
    assert json.loads(trial.stdout)["done"] == len(fresh)


@pytest.mark.slow
def test_a_file_that_is_none_is_told(used: Home, tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path, Path("/dev/null")):
        found = pulang("load", str(path), home=used.path)

        assert found.returncode == 1
        assert "Traceback" not in found.stderr
        assert len(found.stderr.splitlines()) == 1


@pytest.mark.slow
def test_identities_go_to_a_new_file_that_only_its_owner_reads(used: Home, tmp_path: Path) -> None:
    opening = {
        "code": "UJI",
        "name": "Uji",
        "procedure": "locality-closure",
        "lead": "G",
        "ministry": "G",
        "place": "53.71",
        "fiscal_year": 2019,
    }
    path = act_file(tmp_path, agency("G"), agency("U", do="programmes.programme.open", **{"with": opening}))
    assert pulang("load", str(path), home=used.path).returncode == 0
    target = tmp_path / "dump.jsonl"

    printed = pulang("dump", "UJI", "--identities", home=used.path)
    written = pulang("dump", "UJI", "--identities", "--output", str(target), home=used.path)
    again = pulang("dump", "UJI", "--output", str(target), home=used.path)
    unknown = pulang("dump", "TAK-ADA", home=used.path)

    assert (printed.returncode, printed.stdout) == (1, "")
    assert written.returncode == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert again.returncode == 1
    assert (unknown.returncode, unknown.stdout) == (1, "")

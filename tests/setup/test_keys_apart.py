"""Names are nowhere in clear, keys lie apart from data, they can be renewed, and whoever was erased stays erased."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psycopg
import pytest
from tests import scratch
from tests.setup.conftest import environment, prepared, pulang

from pulang.kernel import refs
from pulang.storage.keyring import KeyFile
from pulang.storage.postgres import Cluster, Home, roles
from pulang.storage.postgres.binaries import programs

pytestmark = pytest.mark.slow

PEOPLE = 20
PROGRAMME = "B-2019"
CLEAR = "Panggilan Terang"  # an alias, which stands in clear on purpose: what looks must find it


def name(n: int) -> str:
    return f"Kenari Rahasia{'abcdefghijklmnopqrst'[n]}"


def canaries(n: int) -> list[str]:
    return [name(n), f"35780141078{n:05d}", f"8129990{n:05d}", f"Lorong Sunyi {n:03d}", f"77100{n:05d}99"]


def acts() -> Iterator[dict[str, object]]:
    chance = Random(4711)
    numbers = [refs.draw("K", chance.randrange) for _ in range(PEOPLE)]
    yield from (
        _act("pulang", "accounts.agency.register", code="dinsos-b", kind="CITY_OFFICE", name="Dinsos B", place="35.78"),
        _act("pulang", "accounts.agency.register", code="kemensos", kind="MINISTRY", name="Kemensos"),
        _act("pulang", "accounts.user.register", code="koordinator.b", name="Koordinator", agency="dinsos-b"),
        _act("pulang", "accounts.role.give", user="koordinator.b", role="COORDINATOR"),
        _act(
            "pulang",
            "programmes.programme.open",
            code=PROGRAMME,
            name="Program B",
            procedure="stranded-person",
            lead="dinsos-b",
            ministry="kemensos",
            place="35.78",
            fiscal_year=2019,
        ),
    )
    for n, number in enumerate(numbers):
        secret, nik, phone, address, account = canaries(n)
        said = {"name": secret, "nik": nik, "phone": f"0{phone}", "address": address, "birth_date": "1985-07-01"}
        about = {"programme": PROGRAMME, "case": number}
        yield _act("koordinator.b", "cases.case.register", **about, **said, alias=CLEAR, home="33.74")
        yield _act("koordinator.b", "contacts.contact.change", **about, way="TEXT", address=f"0{phone}")
        yield _act("koordinator.b", "aid.channel.record", **about, kind="BANK_ACCOUNT", own_name=True, account=account)


def _act(by: str, do: str, **said: object) -> dict[str, object]:
    return {"at": "2019-03-01T10:00:00+07:00", "by": by, "do": do, "with": said}


class Office:
    """A home with twenty persons, loaded the way an office loads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = prepared(folder / "home")
        self.told = ""
        self.there = PEOPLE  # fewer once somebody is erased: tests come in any order
        file = folder / "acts.jsonl"
        lines = [json.dumps({"id": f"a-{n}", **line}) for n, line in enumerate(acts())]
        file.write_text("\n".join(lines) + "\n")
        self.run("load", str(file), "--atomic")
        file.unlink()

    def run(self, *words: str, home: Home | None = None, **env: str) -> str:
        done = pulang(*words, home=(home or self.home).path, **env)
        self.told += done.stderr
        assert done.returncode == 0, done.stderr
        return done.stdout

    def names(self, home: Home | None = None) -> set[str]:
        """The names that open in a home's database."""
        file = self.folder / "opened.jsonl"
        self.run("dump", PROGRAMME, "--identities", "--output", str(file), home=home)
        text = file.read_text()
        file.unlink()
        return {name(n) for n in range(PEOPLE) if name(n) in text}

    def other(self, place: str) -> Home:
        """Another home with this one's keyring and sealer's key, as when a machine is lost."""
        home = Home(self.folder / place)
        home.secrets.mkdir(parents=True)
        for kept in ("keyring.json", "sealer.key"):
            if (self.home.secrets / kept).exists():  # there is a sealer's key once something was sealed
                shutil.copy(self.home.secrets / kept, home.secrets)
        return home


def addresses(home: Home) -> int:
    """How many people a database could still write to."""
    cluster = Cluster(home)
    with cluster.running(), cluster.admin("pulang") as admin:
        asked = "SELECT count(*) FROM contacts_contact c JOIN contacts_text t ON t.id = c.address"
        (found,) = admin.execute(asked).fetchone() or (0,)
    return int(str(found))


_ERASE = """
from pulang.doors.jobs import ready
with ready.database():
    from django.db import transaction
    from pulang.areas.accounts.facts import SYSTEM
    from pulang.areas.people import operations
    from pulang.flows import standing
    from pulang.storage import clock, context, sql
    from pulang.storage.books import Stamp
    with transaction.atomic():
        context.enter(standing.view_of(SYSTEM, day=clock.today()))
        person = sql.one("SELECT c.person_id FROM cases_case c ORDER BY c.act_id LIMIT 1")[0]
        stamp = Stamp(number=lambda: 0, happened_on=clock.today(), recorded_at=clock.now())
        assert operations.erase(person=person, act="hapus-1", stamp=stamp)
"""


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    folder = Path(tempfile.mkdtemp(prefix="pulang-a-", dir=scratch.folder()))
    folder.chmod(0o755)
    made = Office(folder)
    with Cluster(made.home).running():  # the server stays up between the commands of this file
        yield made
    for home in folder.iterdir():
        if (home / "run").is_dir():
            Cluster(Home(home)).server().stop()
    shutil.rmtree(folder, ignore_errors=True)


# --- while they are there


def test_twenty_people_leave_no_plain_word_in_files_log_dumps_or_backups(office: Office) -> None:
    backup = office.folder / "kenari.dump"
    office.run("backup", str(backup))
    with Cluster(office.home).admin("pulang") as admin:
        admin.execute("CHECKPOINT")
    server = Cluster(office.home).server()
    texts = {
        "dump without identities": office.run("dump", PROGRAMME).encode(),
        "pg_dump": _sql(backup),
        "keys": _sql(backup.with_name("kenari.dump.keys")),
        "told": office.told.encode(),
        "manifest and ledger": b"".join(
            backup.with_name(f"kenari.dump.{e}").read_bytes() for e in ("json", "erasures")
        ),
        "server log": server.log.read_bytes(),
        **{str(path): path.read_bytes() for path in server.data.rglob("*") if path.is_file()},
        **{str(path): path.read_bytes() for path in office.home.path.glob("**/*") if _ours(path, server.folder)},
    }

    words = [word.encode() for n in range(PEOPLE) for word in canaries(n)]
    found = {(place, word) for place, text in texts.items() for word in words if word in text}

    assert found == set()
    with_alias = {place for place, text in texts.items() if CLEAR.encode() in text}
    assert "pg_dump" in with_alias, "a word that stands in clear is found"
    assert "dump without identities" not in with_alias, "an alias may be a name, and stays behind with the names"
    assert any("/pg_wal/" in place for place in with_alias)
    assert any("/base/" in place for place in with_alias)
    assert len(office.names()) == office.there, "and with the keys every name opens"


def _ours(path: Path, server: Path) -> bool:
    return path.is_file() and not path.is_relative_to(server)


def _sql(archive: Path) -> bytes:
    command = [programs().path("pg_restore"), "--file=-", str(archive)]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def test_the_main_archive_holds_no_key_and_its_role_cannot_read_one(office: Office) -> None:
    backup = office.folder / "apart.dump"
    office.run("backup", str(backup))

    assert b"people_key" not in b"\n".join(line for line in _sql(backup).splitlines() if b"COPY" in line)
    assert _sql(backup.with_name("apart.dump.keys")).count(b"\\\\x") >= office.there
    dsn = Cluster(office.home).dsn(roles.BACKUP)
    with (
        psycopg.connect(
            host=dsn["HOST"], port=dsn["PORT"], user=dsn["USER"], password=dsn["PASSWORD"], dbname=dsn["NAME"]
        ) as raw,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        raw.execute("SELECT * FROM people_key")


# --- renewing the keys


def _status(office: Office) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(office.run("keys", "status", "--json"))
    return found


def test_a_rotation_that_is_killed_at_any_step_leaves_every_name_readable_and_goes_on(office: Office) -> None:
    for kind in ("--wrapping", "--digest"):
        for seconds in (0.8, 1.4):
            program = subprocess.Popen(
                [sys.executable, "-m", "pulang.doors.jobs.cli", "keys", "rotate", kind],
                env=environment(office.home.path),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(seconds)
            program.send_signal(signal.SIGKILL)
            program.wait()
    assert len(office.names()) == office.there
    for kind in ("--wrapping", "--digest"):
        office.run("keys", "rotate", kind)
    found = _status(office)

    assert len(office.names()) == office.there
    assert (found["wrapping"]["old_rows"], found["digesting"]["old_rows"]) == (0, 0)
    assert int(str(found["wrapping"]["now"])) > 1
    assert int(str(found["digesting"]["now"])) > 1


def test_a_version_that_is_in_use_is_not_retired_and_an_unused_one_is_gone(office: Office) -> None:
    file = KeyFile(office.home.secrets / "keyring.json")
    office.run("keys", "rotate")
    office.run("keys", "retire")

    now = file.ring().wrapping_now
    assert file.ring().versions.wrapping == (now,)
    assert len(office.names()) == office.there


def test_doubles_are_found_by_a_renewed_digest(office: Office) -> None:
    office.run("keys", "rotate", "--digest")
    office.run("keys", "retire", "--digest")
    number = refs.draw("K", Random(99).randrange)
    said = {"programme": PROGRAMME, "case": number, "nik": canaries(3)[1]}
    file = office.folder / "again.jsonl"
    file.write_text(json.dumps({"id": "again", **_act("koordinator.b", "cases.case.register", **said)}) + "\n")
    office.run("load", str(file))

    with Cluster(office.home).admin("pulang") as admin:
        asked = "SELECT d.reason FROM cases_duplicate d JOIN cases_case c ON c.id = d.case_id WHERE c.number = %s"
        assert any(reason.startswith("nik=same:") for (reason,) in admin.execute(asked, [number]).fetchall())


# --- erased, and restored from before


@pytest.mark.skipif(os.environ.get("PULANG_NIGHTLY_SERVERS") != "1", reason="at night: PULANG_NIGHTLY_SERVERS=1")
def test_whoever_was_erased_stays_erased_after_an_older_backup_is_restored(office: Office) -> None:
    before, after = office.folder / "before.dump", office.folder / "after.dump"
    office.run("backup", str(before))
    assert name(0) in office.names()
    done = subprocess.run(
        [sys.executable, "-c", _ERASE], env=environment(office.home.path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    office.there -= 1
    office.run("backup", str(after))
    ledger = office.home.path / "erasures.jsonl"

    brought, newer_keys, forgetful = (office.other(place) for place in ("brought", "newer", "forgetful"))
    told = json.loads(office.run("restore", str(before), "--erasures", str(ledger), "--json", home=brought))
    office.run("restore", str(before), "--keys", f"{after}.keys", home=newer_keys)
    office.run("restore", str(before), home=forgetful)

    assert told["erased_again"] == 1
    assert (addresses(office.home), addresses(brought), addresses(forgetful)) == (PEOPLE - 1, PEOPLE - 1, PEOPLE)
    rest = {name(n) for n in range(1, PEOPLE)}
    assert office.names() == office.names(brought) == office.names(newer_keys) == rest
    assert name(0) in office.names(forgetful), "without ledger and with old keys she would be back"
    assert (brought.path / "erasures.jsonl").read_text() == ledger.read_text()
    office.run("verify", home=brought)


def test_a_ledger_that_is_not_there_is_refused_before_anything_is_restored(office: Office) -> None:
    home = office.other("nothing")
    file = office.folder / "nothing.dump"
    office.run("backup", str(file))

    done = pulang("restore", str(file), "--erasures", "/nowhere/erasures.jsonl", home=home.path)

    assert done.returncode == 1
    assert "/nowhere/erasures.jsonl" in done.stderr
    assert not (home.path / "postgres").exists()

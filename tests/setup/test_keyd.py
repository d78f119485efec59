"""The key service as a process: one person a call, so many an hour, nothing for strangers, closed when away."""

import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from tests import scratch
from tests import world as cast
from tests.setup.conftest import environment, pulang, reachable_python
from tests.world import World

from pulang.areas.cases import queries as cases
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.kernel.refusals import Refusal
from pulang.storage import context, passes
from pulang.storage.keeper import keeper
from pulang.storage.keyd import messages
from pulang.storage.keyd.client import SECONDS_MAX, ServiceKeeper
from pulang.storage.keyd.quotas import DAY, HOUR, QUOTAS, TOGETHER, Counter

NAME, NIK = "Kenari Layanan", "3578014107850035"
HERE = "keyd"


class Service:
    """A key service in a home of its own, with the tests' keyring and context key."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        (self.home / "secrets").mkdir(parents=True)
        (self.home / "secrets" / "context.key").write_text(str(settings.PULANG_CONTEXT_KEY))
        self.socket = self.home / HERE / "socket"
        self.env: dict[str, str] = {}

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pulang.doors.jobs.cli", "keyd"],
            env=environment(self.home, PULANG_KEYRING=os.environ["PULANG_KEYRING"], **self.env),
            stderr=subprocess.PIPE,
            text=True,
        )
        until = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < until
            assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()
            time.sleep(0.02)

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.send_signal(sign)
        self.process.wait(timeout=60)
        if self.process.stderr:
            self.process.stderr.close()

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted((self.home / HERE).glob("*.jsonl")))

    def ask(self, **message: Any) -> dict[str, Any]:
        """One message as anybody at the socket may send it."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.socket))
            messages.send(line, message)
            return messages.receive(line, until=time.monotonic() + 20)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    found = Path(tempfile.mkdtemp(prefix="pulang-k-", dir=scratch.folder()))
    found.chmod(0o755)
    yield found
    shutil.rmtree(found, ignore_errors=True)


@pytest.fixture(scope="module")
def running(folder: Path, django_db_setup: None) -> Iterator[Service]:
    service = Service(folder)
    service.start()
    yield service
    with suppress(ProcessLookupError):
        service.end()


@pytest.fixture
def service(running: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setenv("PULANG_KEYS", "service")
    monkeypatch.setenv("PULANG_KEYD_SOCKET", str(running.socket))
    yield running
    monkeypatch.setenv("PULANG_KEYS", "service")
    left = keeper()
    assert isinstance(left, ServiceKeeper)
    left._drop()


def code() -> str:
    """A user nobody has counted yet."""
    return f"u-{uuid4().hex[:12]}"


def passed(actor: str, limit: str = "OFFICER", *, seconds: int = 60, key: str = "") -> str:
    holder = passes.Pass(actor, limit)
    return passes.write(holder, seconds=seconds, key=(key or str(settings.PULANG_CONTEXT_KEY)).encode())


def boxes(service: Service, count: int) -> list[dict[str, Any]]:
    made = []
    for _ in range(count):
        person = str(uuid4())
        made.append(
            {**service.ask(do="wrap", key=messages.packed(os.urandom(32)), person=person)["ok"], "person": person}
        )
    return made


def open_all(service: Service, these: list[dict[str, Any]], token: str) -> list[dict[str, Any]]:
    return [service.ask(do="unwrap", **box, **{"pass": token}) for box in these]


# --- it does what the file does


def test_whoever_was_registered_with_the_file_is_opened_by_the_service_and_the_other_way_round(
    own_database: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULANG_KEYS", "file")
    world = World()
    first = world.case(name=NAME, nik=NIK)
    monkeypatch.setenv("PULANG_KEYS", "service")
    second = world.case(name="Kedua", nik=NIK)

    assert [line.other for line in world.file(second).duplicates] == [first]
    world.revealed(first)
    world.revealed(second)
    assert [opened(world, number) for number in (first, second)] == [NAME, "Kedua"]
    monkeypatch.setenv("PULANG_KEYS", "file")
    assert opened(world, second) == "Kedua"


def opened(world: World, number: str) -> str:
    with world.looking(cast.CASE_WORKER):
        return people.open_fields(person=cases.find(number).person, fields=[Field.NAME])[Field.NAME]


@pytest.mark.django_db
def test_likely_doubles_are_found_without_a_name_leaving_the_service(service: Service) -> None:
    world = World()
    first = world.case(name="Sukarno", birth_date="1970-05-06", home="35.78")

    second = world.case(name="Soekarno", birth_date="1970-05-06", home="35.78")

    assert [(line.other, line.reason) for line in world.file(second).duplicates] == [
        (first, "name=sound:14.4 born=same:14.2 home=same:8.8")
    ]


# --- limits


def test_an_officer_opens_sixty_people_in_an_hour_and_is_told_when_the_next(service: Service) -> None:
    officer, these = passed(code()), boxes(service, 61)

    answers = open_all(service, these, officer)

    assert [list(answer) for answer in answers[:60]] == [["ok"]] * 60
    assert answers[60]["no"] == "keys-limit"
    assert (answers[60]["limit"], answers[60]["seconds"]) == (60, HOUR)
    assert 0 < answers[60]["wait"] <= HOUR
    assert "ok" in service.ask(do="unwrap", **these[0], **{"pass": officer}), "the same person again costs nothing"
    assert "ok" in service.ask(do="unwrap", **these[60], **{"pass": passed(code())}), (
        "a colleague has a limit of her own"
    )


@pytest.mark.parametrize(("limit", "most"), [("FINANCE", 10), ("NOBODY", 0), ("no such line", 0)])
def test_other_accounts_open_fewer_or_nobody(service: Service, limit: str, most: int) -> None:
    token = passed(code(), limit)

    answers = open_all(service, boxes(service, most + 1), token)

    assert ["ok" in answer for answer in answers] == [True] * most + [False]


def test_the_limit_holds_through_acts_and_for_whoever_asks_with_what_sql_gave(
    own_database: str, service: Service
) -> None:
    world = World()
    number = world.case(name=NAME)
    actor = world.actor(cast.COORDINATOR)
    world.revealed(number, cast.COORDINATOR)
    with world.looking():
        person = cases.find(number).person
        with connection.cursor() as cursor:
            cursor.execute("SELECT k.wrapped, k.version FROM people_key k WHERE k.person_id = %s", [person])
            ((box, version),) = cursor.fetchall()
    stolen = {"box": messages.packed(bytes(box)), "version": version, "person": str(person)}
    open_all(service, boxes(service, 60), passed(actor.code))

    by_act = world.refusal("people.identity.correct", case=number, name="Lain", reason="MISTYPED")
    by_sql = service.ask(do="unwrap", **stolen, **{"pass": passed(actor.code)})

    assert by_act.code == by_sql["no"] == "keys-limit"
    assert "60" in by_act.words.id
    world.revealed(number)
    assert opened(world, number) == NAME, "nothing was half done, and a colleague has a limit of her own"


def test_a_restart_forgets_no_count(service: Service) -> None:
    token, these = passed(code(), "FINANCE"), boxes(service, 11)
    open_all(service, these[:10], token)

    service.end(signal.SIGKILL)
    service.start()

    assert open_all(service, these[9:], token)[1]["no"] == "keys-limit"


def test_limits_are_of_the_hour_and_of_the_day_and_of_all_together(tmp_path: Path) -> None:
    start = 1_800_000_000.0
    counter = Counter(tmp_path, start)

    hourly = [counter.ask("a", "OFFICER", f"{n}", start) for n in range(60)]
    assert hourly == [None] * 60
    assert counter.ask("a", "OFFICER", "61", start + HOUR - 1) is not None
    for hour in range(1, 5):
        assert [counter.ask("a", "OFFICER", f"{hour}-{n}", start + hour * HOUR) for n in range(60)] == [None] * 60
    over = counter.ask("a", "OFFICER", "301", start + 5 * HOUR)
    assert over is not None
    assert (over.limit, over.seconds, over.wait) == (300, DAY, 19 * HOUR)
    assert counter.ask("a", "OFFICER", "301", start + DAY) is None

    later = start + 3 * DAY
    each = QUOTAS["OFFICER"].hour
    for officer in range(TOGETHER.hour // each):
        assert all(counter.ask(f"o{officer}", "OFFICER", f"{n}", later) is None for n in range(each))
    left = TOGETHER.hour % each
    assert [counter.ask("last", "OFFICER", f"{n}", later) is None for n in range(left + 1)] == [True] * left + [False]


# --- strangers


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        5,
        "keys1|a|OFFICER|9999999999|",
        "|||",
        "\u00e9" * 10,
    ],
)
def test_what_is_no_pass_opens_nobody_and_is_logged(service: Service, token: object) -> None:
    (box,) = boxes(service, 1)
    before = service.log().count("no-pass")

    assert service.ask(do="unwrap", **box, **{"pass": token}) == {"no": "keys-no-pass"}
    assert service.log().count("no-pass") == before + 1


@pytest.mark.parametrize(("key", "seconds"), [(b"another key", 60), (None, -1)], ids=["forged", "ended"])
def test_a_pass_that_is_forged_or_has_ended_opens_nobody_and_is_logged(
    service: Service, key: bytes | None, seconds: int
) -> None:
    token = passes.write(
        passes.Pass("a", "OFFICER"), seconds=seconds, key=key or str(settings.PULANG_CONTEXT_KEY).encode()
    )
    (box,) = boxes(service, 1)
    before = service.log().count("no-pass")

    assert service.ask(do="unwrap", **box, **{"pass": token}) == {"no": "keys-no-pass"}
    assert service.log().count("no-pass") == before + 1


def test_a_pass_cannot_be_turned_into_another_users_or_a_context_of_the_database(service: Service) -> None:
    (box,) = boxes(service, 1)
    good = passed("alice", "FINANCE")
    view = context.View(actor="a", agency="", reach=context.Reach.ALL, names=True)

    for token in (good.replace("alice", "bob"), good.replace("FINANCE", "OFFICER"), context.signed(view)):
        assert service.ask(do="unwrap", **box, **{"pass": token}) == {"no": "keys-no-pass"}


_CONNECT = """
import json, socket, struct, sys
line = socket.socket(socket.AF_UNIX)
line.settimeout(5)
try:
    line.connect(sys.argv[1])
except OSError as problem:
    print(type(problem).__name__); raise SystemExit
body = json.dumps({"do": "versions"}).encode()
try:
    line.sendall(struct.pack(">I", len(body)) + body)
    print("answered" if line.recv(4) else "closed")
except ConnectionError:
    print("closed")
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user for a while")
def test_another_user_does_not_reach_the_socket_and_is_asked_who_it_is_where_it_could(folder: Path) -> None:
    shared = Service(folder / "shared")
    shared.home.parent.chmod(0o755)
    shared.home.chmod(0o711)
    told = []
    for other in ("", "4711"):
        shared.env = {"PULANG_KEYD_OTHER_UID": other} if other else {}
        shared.start()
        told += [_as_user(shared, uid) for uid in (65_534, 4711)]
        shared.end()

    assert told == ["PermissionError", "PermissionError", "closed", "answered"]
    assert '"what":"foreign-user","uid":65534' in shared.log()


def _as_user(service: Service, uid: int) -> str:
    done = subprocess.run(
        [reachable_python(), "-c", _CONNECT, str(service.socket)],
        user=uid,
        group=uid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user for a while")
def test_keys_are_not_told_to_whoever_listens_in_the_services_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder / "impostor"
    lines = (
        f"import socket,time\ns=socket.socket(socket.AF_UNIX)\ns.bind({str(place)!r})\ns.listen()\n"
        "print(1,flush=True)\ntime.sleep(30)"
    )
    folder.chmod(0o777)
    impostor = subprocess.Popen(
        [reachable_python(), "-c", lines], user=65_534, group=65_534, extra_groups=[], cwd="/", stdout=subprocess.PIPE
    )
    assert impostor.stdout is not None
    impostor.stdout.readline()
    monkeypatch.setenv("PULANG_KEYS", "service")
    monkeypatch.setenv("PULANG_KEYD_SOCKET", str(place))

    with pytest.raises(Refusal) as caught:
        keeper().wrap(key=os.urandom(32), person=uuid4())

    impostor.kill()
    impostor.wait()
    impostor.stdout.close()
    folder.chmod(0o755)
    assert caught.value.code == "keys-unreachable"


def test_what_is_no_message_is_refused_and_the_next_caller_is_answered(service: Service) -> None:
    (box,) = boxes(service, 1)
    wrong: list[dict[str, Any]] = [
        {},
        {"do": "retire", "kind": "wrapping", "version": 1},
        {"do": "unwrap", "pass": passed("a")},
        {"do": "unwrap", "pass": passed("a"), **box, "person": "x"},
        {"do": "unwrap", "pass": passed("a"), **box, "box": 5},
        {"do": "unwrap", "pass": passed("a"), **box, "version": "x"},
        {"do": "wrap", "key": "AAAA", "person": str(uuid4())},
        {"do": "digests", "texts": []},
        {"do": ["unwrap"]},
    ]
    for message in wrong:
        assert service.ask(**message) == {"no": "unreadable"}, message
    for raw in (b"[]", b"null", b"{", b"\xff", b"[" * 100_000):
        assert _raw(service, struct.pack(">I", len(raw)) + raw) == {"no": "unreadable"}
    assert _raw(service, struct.pack(">I", 2**31)) == {"no": "unreadable"}
    assert "ok" in service.ask(do="versions")


def _raw(service: Service, sent: bytes) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(service.socket))
        line.sendall(sent)
        return messages.receive(line, until=time.monotonic() + 20)


def test_a_changed_box_and_a_version_nobody_has_are_told_apart(service: Service) -> None:
    (box,) = boxes(service, 1)
    changed = bytearray(messages.unpacked(box["box"]))
    changed[-1] ^= 1

    broken = service.ask(do="unwrap", **{**box, "box": messages.packed(bytes(changed))}, **{"pass": passed(code())})
    unknown = service.ask(do="unwrap", **{**box, "version": 99}, **{"pass": passed(code())})

    assert list(broken) == ["broken"]
    assert unknown["no"] == "key-version-unknown"


def test_its_log_says_who_opened_whom_and_holds_no_value(own_database: str, service: Service) -> None:
    world = World()
    number = world.case(name=NAME, nik=NIK, phone="081234567890")
    world.revealed(number)
    opened(world, number)
    with world.looking():
        person = cases.find(number).person

    lines = [json.loads(line) for line in service.log().splitlines()]
    of_her = [line for line in lines if line.get("person") == str(person) and line["opened"]]
    assert [(line["actor"], line["limit"]) for line in of_her[-1:]] == [(cast.CASE_WORKER, "OFFICER")]
    for value in (NAME, NIK, "81234567890"):
        assert value not in service.log()
    assert {path.stat().st_mode & 0o777 for path in (service.home / HERE).glob("*.jsonl")} == {0o600}


# --- when it is away


def _refused() -> Refusal:
    """It waits as long as the client says and no longer; a busy machine may add its own."""
    began = time.monotonic()
    with pytest.raises(Refusal) as caught:
        keeper().wrap(key=os.urandom(32), person=uuid4())
    assert SECONDS_MAX <= 3
    assert time.monotonic() - began < 10 * SECONDS_MAX
    return caught.value


@pytest.mark.django_db
def test_without_the_service_an_act_is_refused_in_words_and_nothing_is_half_done(service: Service) -> None:
    world = World()
    world.case(name=NAME)
    service.end(signal.SIGKILL)
    assert service.socket.exists(), "it was left behind"

    refusal = world.refusal("cases.case.register", cast.REGISTRAR, case=world.number(), name="Kedua")

    assert refusal.code == _refused().code == "keys-unreachable"
    assert "pulang keyd" in refusal.words.id
    with world.looking("pulang"), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM people_person), (SELECT count(*) FROM cases_case)")
        assert cursor.fetchone() == (1, 1)
    service.start()
    assert world.case(name="Kedua")


def test_a_service_that_stops_in_the_middle_of_a_call_is_waited_for_three_seconds_at_most(service: Service) -> None:
    keeper().versions()
    service.process.send_signal(signal.SIGSTOP)
    try:
        os.waitid(os.P_PID, service.process.pid, os.WSTOPPED)  # a signal takes its time
        refusal = _refused()
    finally:
        service.process.send_signal(signal.SIGCONT)

    assert refusal.code == "keys-unreachable"
    assert keeper().versions().wrapping_now >= 1


def _deaf_to_the_end(pid: int) -> dict[int, bool]:
    """Whether each thread of `pid` has SIGTERM blocked."""
    deaf = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        (line,) = [line for line in (task / "status").read_text().splitlines() if line.startswith("SigBlk:")]
        deaf[int(task.name)] = bool(int(line.split()[1], 16) & 1 << signal.SIGTERM - 1)
    return deaf


def test_only_the_main_thread_is_told_to_end_however_many_are_served(service: Service) -> None:
    keeper().versions()
    pid = service.process.pid
    until = time.monotonic() + 30
    # The main thread is deaf itself for the moment in which it starts another, which inherits that.
    while (deaf := _deaf_to_the_end(pid)).pop(pid):
        assert time.monotonic() < until, "the main thread listens again once the other is started"
        time.sleep(0.01)

    assert deaf, "somebody is served"
    assert all(deaf.values())


def test_whoever_was_connected_before_a_restart_goes_on_after_it(service: Service) -> None:
    person, key = uuid4(), os.urandom(32)
    wrapped = keeper().wrap(key=key, person=person)

    service.end()
    service.start()

    assert keeper().wrap(key=key, person=person).version == wrapped.version
    assert keeper().fingerprint(content=b"x")


def test_a_second_service_at_the_same_socket_is_one_sentence(service: Service) -> None:
    done = pulang("keyd", home=service.home, PULANG_KEYRING=os.environ["PULANG_KEYRING"], PULANG_LANG="en")

    assert done.returncode == 1
    assert "runs already" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ok" in service.ask(do="versions")


def test_a_setting_that_names_no_keeper_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULANG_KEYS", "cloud")

    with pytest.raises(Refusal) as caught:
        keeper()

    assert caught.value.code == "keys-setting-unknown"

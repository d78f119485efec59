"""What every test may lean on. The environment is set before Django is, so that no test meets real data."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

_OF_TESTS = (
    "PULANG_DOUBLES",
    "PULANG_DRAWN_ANEW",
    "PULANG_EXAMPLES",
    "PULANG_NIGHTLY_CHAIRS",
    "PULANG_IMPORT_ROWS",
    "PULANG_NIGHTLY_DAYS",
    "PULANG_NIGHTLY_MATRIX",
    "PULANG_NIGHTLY_ROOMS",
    "PULANG_NIGHTLY_RACES",
    "PULANG_NIGHTLY_STORIES",
    "PULANG_NIGHTLY_STRINGS",
    "PULANG_NIGHTLY_SERVERS",
    "PULANG_NIGHTLY_SWAPS",
    "PULANG_NIGHTLY_WIDTHS",
    "PULANG_PLANS",
    "PULANG_TAMPERINGS",
    "PULANG_TEST_DATABASE_URL",
    "PULANG_TEST_HOME",
)
for _name in [name for name in os.environ if name.startswith("PULANG_") and name not in _OF_TESTS]:
    del os.environ[_name]
os.environ.pop("DATABASE_URL", None)
_HOME = Path(os.environ.get("PULANG_TEST_HOME") or Path(__file__).resolve().parents[1] / ".pulang-test")
os.environ["PULANG_HOME"] = str(_HOME)
os.environ["PULANG_ERASURES"] = str(_HOME / "erasures.jsonl")
os.environ["PULANG_KEYRING"] = str(_HOME / "secrets" / "keyring.json")
os.environ["DJANGO_SETTINGS_MODULE"] = "pulang.site.settings"

import django  # noqa: E402 - see above
import psycopg  # noqa: E402
import pytest  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as drawing  # noqa: E402

django.setup()
# How long an example takes depends on what else the machine does. By day the same are drawn each time, so that what
# fails, fails for everybody and because of the change at hand; the night looks for new ones: PULANG_DRAWN_ANEW=1.
drawing.register_profile(
    "pulang",
    deadline=None,
    derandomize=os.environ.get("PULANG_DRAWN_ANEW") != "1",
    suppress_health_check=[HealthCheck.too_slow],
)
drawing.load_profile("pulang")

from django.db import connections  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402
from tests import databases  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "asvs(*ids): items of the OWASP ASVS a test proves; see tests/asvs.py")


# What waits longest, for servers and browsers, comes first, so that one worker is never left alone with it at the end.
_FIRST = ("setup", "stories", "doors", "flows", "rows", "shape", "rules")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folders = Path(__file__).parent
    items.sort(key=lambda item: _FIRST.index(item.path.relative_to(folders).parts[0]))


@pytest.fixture(scope="session")
def database_template() -> Iterator[str]:
    """The migrated, guarded, empty database every test's is copied from; the server runs as long as this session."""
    with databases.cluster().running():
        databases.drop_leftovers()
        databases.keep_copies_in_memory()
        yield databases.template()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[None]:
    """One copy for each worker; pytest-django's `db` rolls every test in it back. Connected as the application."""
    with django_db_blocker.unblock():
        source = request.getfixturevalue("database_template")
        name = databases.copy(source)
        try:
            with databases.pointed_at(name):
                yield
        finally:
            databases.drop(name)


@pytest.fixture
def own_database(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for one test alone, where commits are real: for races, deferred constraints and servers."""
    with django_db_blocker.unblock():
        name = databases.copy(database_template)
        try:
            with databases.pointed_at(name):
                yield name
        finally:
            databases.drop(name)


@pytest.fixture
def raw_connections(own_database: str) -> Iterator[Callable[[int], list[psycopg.Connection]]]:
    """Gives so many connections of their own to the test's database, as the application."""
    opened: list[psycopg.Connection] = []

    def several(count: int) -> list[psycopg.Connection]:
        fresh = [databases.connect(own_database) for _ in range(count)]
        opened.extend(fresh)
        return fresh

    yield several
    for connection in opened:
        connection.close()


@pytest.fixture
def live_address(own_database: str) -> Iterator[str]:
    """The address of a web server over this test's own database, for browsers and other clients."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415 - needs Django set up
    from django.test.testcases import LiveServerThread  # noqa: PLC0415

    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    assert thread.is_ready.wait(timeout=60), "the test server did not come up"
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    connections.close_all()

"""A connection of the pool is asked whether it lives, and answers without asking the server while it does."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from pulang.storage.postgres.living import Living

pytestmark = pytest.mark.django_db


@pytest.fixture
def pooled() -> Iterator[Living]:
    with closing(Living.connect(**connection.get_connection_params() | {"autocommit": True})) as kept:
        yield kept


def test_a_living_connection_sends_nothing_and_one_the_server_ended_is_known(
    pooled: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as deaf:
        deaf.delattr(psycopg.Connection, "execute")
        ConnectionPool.check_connection(pooled)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pooled.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(pooled)

"""The schema knows the databases of before and refuses those of a later version."""

import pytest
from django.db import connections

from pulang.doors.jobs import schema
from pulang.kernel.refusals import Refusal

pytestmark = pytest.mark.usefixtures("own_database")


def _say(statement: str, *values: str) -> None:
    with connections[schema.OWNER].cursor() as cursor:
        cursor.execute(statement, values)


def test_a_database_whose_changes_were_since_drawn_together_is_current() -> None:
    _say("DELETE FROM django_migrations WHERE name = '0001_all_tables'")

    schema.refuse_newer()
    assert schema.is_current()


def test_a_database_of_a_later_version_is_refused_by_name() -> None:
    _say("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_of_tomorrow', now())")

    with pytest.raises(Refusal) as refused:
        schema.refuse_newer()

    assert refused.value.code == "schema-newer"
    assert "cases.0999_of_tomorrow" in refused.value.words.id


def test_a_database_that_lacks_a_change_is_not_current() -> None:
    _say("DELETE FROM django_migrations WHERE app = 'rounds'")

    assert schema.pending() == ["rounds.0001_tables"]
    assert not schema.is_current()

"""Writes persons, their sealed identities and the digests by which an equal value is found again."""

import logging
from collections.abc import Mapping
from uuid import UUID

from pulang.areas.people.queries import bound_to, digests
from pulang.areas.people.rules import Field, Papers
from pulang.kernel.refusals import Refusal
from pulang.storage import context, erasures, sealing, sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import after_commit, needs_transaction

_LOG = logging.getLogger(__name__)

_IDENTITY = """identity AS (
    INSERT INTO people_identity (person_id, field, sealed, act_id, happened_on, recorded_at)
    SELECT %(person)s, x.field, x.sealed, %(act_id)s, %(happened_on)s, %(recorded_at)s
    FROM unnest(%(fields)s::text[], %(sealed)s::bytea[]) AS x (field, sealed)
)
INSERT INTO people_blindindex (person_id, kind, digest)
SELECT %(person)s, x.kind, x.digest FROM unnest(%(kinds)s::text[], %(digests)s::bytea[]) AS x (kind, digest)
"""
_CORRECT = "WITH " + _IDENTITY

# One statement, because hundreds are registered a second; no RETURNING, because a person without a case is
# hidden even from whoever enters her.
_OPEN = """
WITH person AS (
    INSERT INTO people_person (id, papers, act_id) VALUES (%(person)s, %(papers)s, %(act_id)s)
), key AS (
    INSERT INTO people_key (person_id, wrapped, version) VALUES (%(person)s, %(wrapped)s, %(version)s)
), {identity}
""".replace("{identity}", _IDENTITY)


@needs_transaction
def open_person(*, person: UUID, key: bytes, papers: Papers, values: Mapping[Field, str], stamp: Stamp) -> None:
    """This will enter a person with her own key and seal every given value with it."""
    wrapped, version = sealing.keyring().wrap(key, person)
    sql.run(
        _OPEN,
        papers=papers.value,
        wrapped=wrapped,
        version=version,
        **_sealed(person, key, values),
        **stamp.columns(),
    )


@needs_transaction
def correct(*, person: UUID, key: bytes, values: Mapping[Field, str], stamp: Stamp) -> None:
    """This will write newer values of some fields; the earlier ones stay in the book, sealed."""
    sql.run(_CORRECT, **_sealed(person, key, values), **stamp.columns())


def _sealed(person: UUID, key: bytes, values: Mapping[Field, str]) -> dict[str, object]:
    found = digests(values=values)
    return {
        "person": person,
        "fields": [field.value for field in values],
        "sealed": [sealing.seal(key, value.encode(), bound_to(field, person)) for field, value in values.items()],
        "kinds": [kind.value for kind in found],
        "digests": list(found.values()),
    }


@needs_transaction
def erase(*, person: UUID, act: str, stamp: Stamp) -> bool:
    """This will destroy a person's key, so that nobody can read her anywhere again; false when it was gone already.

    Everything sealed with it closes for good: her identity, what acts said of her, every dump and older backup. Her
    digests go, the ledger keeps a line (`act` is the id of the act), and once the act is committed the ledger outside
    the database has it too. Call it inside an act of two people and note the case; it asks for no right itself.
    """
    with context.within_system():
        found = sql.one(
            "SELECT pulang_erase_person(%(person)s, %(act)s, %(happened_on)s, %(recorded_at)s)",
            person=person,
            act=act,
            happened_on=stamp.happened_on,
            recorded_at=stamp.recorded_at,
        )
    line = erasures.Erased(person=person, at=stamp.recorded_at, act=act)
    after_commit(lambda: _tell_ledger(line))
    return found == (True,)


def _tell_ledger(line: erasures.Erased) -> None:
    try:
        erasures.add([line], erasures.place())
    except (OSError, Refusal):  # the table has it; the next start and the next backup write it again, verify misses it
        _LOG.exception("the ledger of erasures could not be written")

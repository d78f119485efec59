"""Writes persons, their sealed identities and the digests by which an equal value is found again."""

import logging
from collections.abc import Mapping
from uuid import UUID

from pulang.areas.people.queries import digest_versions, key_versions, whole_file
from pulang.areas.people.rules import Field, Papers, indexed_ever
from pulang.kernel.refusals import Refusal
from pulang.storage import context, erasures, sealing, sql
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper
from pulang.storage.keyring import NO_DIGESTS, Digests, Kept, Wrapped
from pulang.storage.sealed import place_of
from pulang.storage.transactions import after_commit, needs_transaction

_LOG = logging.getLogger(__name__)

_IDENTITY = """identity AS (
    INSERT INTO people_identity (person_id, field, sealed, act_id, happened_on, recorded_at)
    SELECT %(person)s, x.field, x.sealed, %(act_id)s, %(happened_on)s, %(recorded_at)s
    FROM unnest(%(fields)s::text[], %(sealed)s::bytea[]) AS x (field, sealed)
)
INSERT INTO people_blindindex (person_id, kind, digest, version)
SELECT %(person)s, x.kind, x.digest, %(digested)s
FROM unnest(%(kinds)s::text[], %(digests)s::bytea[]) AS x (kind, digest)
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
def open_person(
    *, person: UUID, key: bytes, papers: Papers, values: Mapping[Field, str], found_by: Digests, stamp: Stamp
) -> None:
    """This will enter a person with her own key, seal every given value with it, and keep what she is found by."""
    wrapped = keeper().wrap(key=key, person=person)
    sql.run_prepared(
        _OPEN,
        papers=papers.value,
        wrapped=wrapped.box,
        version=wrapped.version,
        **_sealed(person, key, values, stamp),
        **_digested(found_by),
        **stamp.columns(),
    )


@needs_transaction
def correct(
    *, person: UUID, key: bytes, values: Mapping[Field, str], found_by: Digests = NO_DIGESTS, stamp: Stamp
) -> None:
    """This will write newer values of some fields; the earlier ones stay in the book, sealed."""
    sql.run(_CORRECT, **_sealed(person, key, values, stamp), **_digested(found_by), **stamp.columns())


def _sealed(person: UUID, key: bytes, values: Mapping[Field, str], stamp: Stamp) -> dict[str, object]:
    row = str(stamp.act_id)  # an act writes one value of a field: its number is the row, known before the row is
    return {
        "person": person,
        "fields": [field.value for field in values],
        "sealed": [
            sealing.seal(key, value.encode(), place_of(person, field.value, row)) for field, value in values.items()
        ],
    }


def _digested(found: Digests) -> dict[str, object]:
    return {"kinds": list(found.of), "digests": [each[0] for each in found.of.values()], "digested": found.version}


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
    except (OSError, Refusal):  # the table has it; the next backup writes it again, and until then verify says so
        _LOG.exception("the ledger of erasures could not be written")


_OLD_KEYS = """
SELECT k.person_id, k.wrapped, k.version FROM people_key k
WHERE k.version <> %(now)s AND k.person_id > %(after)s ORDER BY k.person_id LIMIT %(limit)s FOR UPDATE
"""
_REWRAP = """
UPDATE people_key k SET wrapped = x.wrapped, version = x.version
FROM unnest(%(persons)s::uuid[], %(boxes)s::bytea[], %(versions)s::smallint[]) AS x (person, wrapped, version)
WHERE k.person_id = x.person
"""


@needs_transaction
def rewrap(*, after: UUID, limit: int) -> tuple[int, UUID | None]:
    """This will wrap the keys of some persons under the current version; says how many and the last of them."""
    now = keeper().versions().wrapping_now
    found = sql.rows(_OLD_KEYS, now=now, after=after, limit=limit)
    if not found:
        return 0, None
    fresh = keeper().rewrap(boxes=[(person, Wrapped(bytes(box), version)) for person, box, version in found])
    sql.run(
        _REWRAP,
        persons=[row[0] for row in found],
        boxes=[wrapped.box for wrapped in fresh],
        versions=[wrapped.version for wrapped in fresh],
    )
    return len(found), found[-1][0]


_OLD_DIGESTS = """
SELECT DISTINCT b.person_id FROM people_blindindex b
WHERE b.version <> %(now)s AND b.person_id > %(after)s ORDER BY b.person_id LIMIT %(limit)s
"""
_REDIGEST = """
UPDATE people_blindindex b SET digest = x.now, version = %(version)s
FROM unnest(%(kinds)s::text[], %(was)s::bytea[], %(now)s::bytea[]) AS x (kind, was, now)
WHERE b.person_id = %(person)s AND b.version <> %(version)s AND b.kind = x.kind AND b.digest = x.was
"""


@needs_transaction
def redigest(*, after: UUID, limit: int) -> tuple[int, UUID | None]:
    """This will compute the digests of some persons anew from their sealed values; says how many rows and who was last.

    A row that no sealed value explains stays as it is, found by its older key as long as that is there.
    """
    version = keeper().versions().digesting_now
    persons = [row[0] for row in sql.rows(_OLD_DIGESTS, now=version, after=after, limit=limit)]
    moved = 0
    for person in persons:
        file = whole_file(person=person)
        if file is not None:
            fresh = keeper().redigest(file=file, indexed=indexed_ever)
            kinds = {"kinds": [each.kind for each in fresh], "was": [each.was for each in fresh]}
            moved += sql.run(_REDIGEST, person=person, version=version, now=[each.now for each in fresh], **kinds)
    return moved, persons[-1] if persons else None


@needs_transaction
def hold_still(*, kind: Kept) -> dict[int, int]:
    """This will keep everybody from writing rows under a kind of key until the end, and count those there are."""
    if kind is Kept.WRAPPING:
        sql.run("LOCK TABLE people_key IN SHARE MODE")
        return key_versions()
    sql.run("LOCK TABLE people_blindindex IN SHARE MODE")
    return digest_versions()

"""Writes persons, their sealed identities and the digests by which an equal value is found again."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

_CORRECT = """
WITH identity AS (
    INSERT INTO people_identity (person_id, field, sealed, act_id, happened_on, recorded_at)
    SELECT %(person)s, x.field, x.sealed, %(act_id)s, %(happened_on)s, %(recorded_at)s
    FROM unnest(%(fields)s::text[], %(sealed)s::bytea[]) AS x (field, sealed)
)
INSERT INTO people_blindindex (person_id, kind, digest, version)
SELECT %(person)s, x.kind, x.digest, %(digested)s
FROM unnest(%(kinds)s::text[], %(digests)s::bytea[]) AS x (kind, digest)
"""

# One statement for however many are entered: hundreds are registered a second, thousands from a workbook. No RETURNING,
# because a person without a case is hidden even from whoever enters her.
_OPEN = """
WITH person AS (
    INSERT INTO people_person (id, papers, act_id)
    SELECT x.person, x.papers, x.act
    FROM unnest(%(persons)s::uuid[], %(papers)s::text[], %(acts)s::bigint[]) AS x (person, papers, act)
), key AS (
    INSERT INTO people_key (person_id, wrapped, version)
    SELECT x.person, x.wrapped, x.version
    FROM unnest(%(persons)s::uuid[], %(wrapped)s::bytea[], %(versions)s::smallint[]) AS x (person, wrapped, version)
), identity AS (
    INSERT INTO people_identity (person_id, field, sealed, act_id, happened_on, recorded_at)
    SELECT x.person, x.field, x.sealed, x.act, x.happened_on, %(recorded_at)s
    FROM unnest(%(whose)s::uuid[], %(fields)s::text[], %(sealed)s::bytea[], %(under)s::bigint[], %(days)s::date[])
      AS x (person, field, sealed, act, happened_on)
)
INSERT INTO people_blindindex (person_id, kind, digest, version)
SELECT x.person, x.kind, x.digest, x.version
FROM unnest(%(found)s::uuid[], %(kinds)s::text[], %(digests)s::bytea[], %(digested)s::smallint[])
  AS x (person, kind, digest, version)
"""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is entered: her key, what she said, what she is found by, and the act that enters her."""

    person: UUID
    key: bytes
    papers: Papers
    values: Mapping[Field, str]
    found_by: Digests
    stamp: Stamp


@needs_transaction
def open_persons(*, persons: Sequence[NewPerson]) -> None:
    """This will enter people, each with her own key, seal every given value with it, and keep what she is found by."""
    wrapped = [keeper().wrap(key=one.key, person=one.person) for one in persons]
    sealed = [
        (
            one.person,
            field.value,
            sealing.seal(one.key, value.encode(), place_of(one.person, field.value, str(act))),
            act,
            day,
        )
        for one in persons
        for act, day in ((one.stamp.act_id, one.stamp.happened_on),)  # its number is the row: see `_sealed`
        for field, value in one.values.items()
    ]
    digested = [
        (one.person, kind, each[0], one.found_by.version) for one in persons for kind, each in one.found_by.of.items()
    ]
    sql.tell(
        _OPEN,
        persons=[one.person for one in persons],
        papers=[one.papers.value for one in persons],
        acts=[one.stamp.act_id for one in persons],
        wrapped=[box.box for box in wrapped],
        versions=[box.version for box in wrapped],
        **_columns(sealed, "whose", "fields", "sealed", "under", "days"),
        **_columns(digested, "found", "kinds", "digests", "digested"),
        recorded_at=persons[0].stamp.recorded_at,
    )


def _columns(rows: Sequence[tuple[object, ...]], *names: str) -> dict[str, list[object]]:
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


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

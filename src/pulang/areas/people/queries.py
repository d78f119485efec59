"""Reads persons: their keys, and sealed values one field at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from pulang.areas.people.rules import Field, indexed
from pulang.areas.people.scoring import HOME, alike
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sealing, sql
from pulang.storage.erasures import Erased
from pulang.storage.keeper import keeper
from pulang.storage.keyring import Digests, Wrapped
from pulang.storage.sealed import SealedFile, SealedValue, place_of

CLOSED: Final = "names-stay-closed"

_KEY = "SELECT k.wrapped, k.version FROM people_key k WHERE k.person_id = %(person)s"

_LATEST = """
SELECT DISTINCT ON (i.field) i.field, i.act_id, i.sealed
FROM people_identity i
WHERE i.person_id = %(person)s AND i.field = ANY(%(fields)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id)
ORDER BY i.field, i.happened_on DESC, i.act_id DESC
"""


def key_of(*, person: UUID) -> bytes:
    """This will give a person's key; refuses a view that may not open names, and a person whose key is destroyed."""
    found = sql.one(_KEY, person=person)
    if found is None:
        raise Refusal(
            CLOSED,
            Words(
                id="Jati diri warga dampingan ini tidak dapat dibuka dari akun Anda.",
                en="This person's identity cannot be opened from your account.",
            ),
        )
    return keeper().unwrap(wrapped=Wrapped(bytes(found[0]), found[1]), person=person)


def open_fields(*, person: UUID, fields: Collection[Field]) -> dict[Field, str]:
    """This will open the latest value of each field that has one; refuses a view that may not open names.

    Whoever asks writes down that it was asked: opening a name is an act of its own (rule 6).
    """
    return _open(person, key_of(person=person), fields)


def _open(person: UUID, key: bytes, fields: Collection[Field]) -> dict[Field, str]:
    found = sql.rows(_LATEST, person=person, fields=[field.value for field in fields])
    opened = {
        Field(name): sealing.unseal(key, bytes(sealed), place_of(person, name, str(act))).decode()
        for name, act, sealed in found
    }
    return {field: value for field, value in opened.items() if value}


def completed(*, person: UUID, key: bytes, values: Mapping[Field, str]) -> dict[Field, str]:
    """This will add to newer values what a name and a birth date are only digested together with."""
    pair = {Field.NAME, Field.BIRTH_DATE}
    missing = pair - values.keys() if pair & values.keys() else set()
    return {**(dict.fromkeys(missing, "") | _open(person, key, missing) if missing else {}), **values}


_SEALED = """
SELECT DISTINCT ON (k.person_id, i.field) k.person_id, k.wrapped, k.version, i.field, i.act_id, i.sealed
FROM people_key k
JOIN people_identity i ON i.person_id = k.person_id
WHERE k.person_id = ANY(%(persons)s) AND i.field IN ('NAME', 'BIRTH_DATE', 'NIK', 'PHONE')
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id)
ORDER BY k.person_id, i.field, i.happened_on DESC, i.act_id DESC
"""


def sealed_files(*, persons: Collection[UUID]) -> dict[UUID, SealedFile]:
    """This will give what is compared of some persons, sealed as it stands; to be asked within the system."""
    files: dict[UUID, SealedFile] = {}
    for person, box, version, field, act, sealed in sql.rows(_SEALED, persons=list(persons)):
        known = files.get(person)
        value = SealedValue(field, str(act), bytes(sealed))
        before = known.values if known else ()
        files[person] = SealedFile(person, Wrapped(bytes(box), version), (*before, value))
    return files


def resembles(*, file: SealedFile, home: str, said: Mapping[Field, str], at_home: str) -> str:
    """This will say why a person may well be the one whose values are said, or nothing; no value of hers is given out.

    `home` is hers, as far as it is known, and `at_home` that of whoever is compared with her.
    """
    beside = replace(file, clear=((HOME, home),))
    values = {field.value: value for field, value in said.items()} | {HOME: at_home}
    return keeper().alike(file=beside, said=values, alike=alike)


_TOGETHER = """
SELECT DISTINCT ON (k.person_id, i.field) k.person_id, k.wrapped, k.version, i.field, i.act_id, i.sealed
FROM people_key k
JOIN people_identity i ON i.person_id = k.person_id
WHERE k.person_id = ANY(%(persons)s) AND i.field = ANY(%(fields)s)
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = i.act_id)
ORDER BY k.person_id, i.field, i.happened_on DESC, i.act_id DESC
"""
_AT_ONCE = 2000


def opened_together(*, persons: Sequence[UUID], fields: Collection[Field]) -> dict[UUID, dict[Field, str]]:
    """This will open the latest values of many persons for the system itself; what it is asked for never leaves it."""
    opened: dict[UUID, dict[Field, str]] = {}
    names = [field.value for field in fields]
    for start in range(0, len(persons), _AT_ONCE):
        keys: dict[UUID, bytes] = {}
        some = list(persons[start : start + _AT_ONCE])
        for person, box, version, field, act, sealed in sql.rows(_TOGETHER, persons=some, fields=names):
            if person not in keys:
                keys[person] = keeper().unwrap(wrapped=Wrapped(bytes(box), version), person=person)
            value = sealing.unseal(keys[person], bytes(sealed), place_of(person, field, str(act))).decode()
            opened.setdefault(person, {})[Field(field)] = value
    return opened


def digests(*, values: Mapping[Field, str]) -> Digests:
    """This will give the digests of those values that are found again; an emptied value has one."""
    said = {field.value: value for field, value in values.items()}
    return keeper().digests(texts=dict(indexed(said)))


_ERASED = "SELECT e.person_id, e.recorded_at, e.act FROM people_erasure e ORDER BY e.recorded_at, e.person_id"


def erased() -> tuple[Erased, ...]:
    """This will give the ledger as the database keeps it, as far as the view reaches."""
    return tuple(Erased(*row) for row in sql.rows(_ERASED))


_HALF_ERASED = """
SELECT e.act FROM people_erasure e
WHERE EXISTS (SELECT 1 FROM people_key k WHERE k.person_id = e.person_id)
   OR EXISTS (SELECT 1 FROM people_blindindex b WHERE b.person_id = e.person_id)
ORDER BY e.act LIMIT 100
"""


def half_erased() -> tuple[str, ...]:
    """This will name the acts that erased somebody who can still be opened or found: there should be none."""
    return tuple(row[0] for row in sql.rows(_HALF_ERASED))


def key_versions() -> dict[int, int]:
    """This will count the persons' keys under each version of the wrapping key."""
    return {row[0]: row[1] for row in sql.rows("SELECT k.version, count(*) FROM people_key k GROUP BY 1 ORDER BY 1")}


def digest_versions() -> dict[int, int]:
    """This will count the digests under each version of their key."""
    return {
        row[0]: row[1] for row in sql.rows("SELECT b.version, count(*) FROM people_blindindex b GROUP BY 1 ORDER BY 1")
    }


_EVERYTHING = """
SELECT k.wrapped, k.version, i.field, i.act_id, i.sealed
FROM people_key k
JOIN people_identity i ON i.person_id = k.person_id
WHERE k.person_id = %(person)s
ORDER BY i.id
"""


def whole_file(*, person: UUID) -> SealedFile | None:
    """This will give every value a person ever had, sealed as it stands; nothing where her key is destroyed."""
    found = sql.rows(_EVERYTHING, person=person)
    if not found:
        return None
    values = tuple(SealedValue(field, str(act), bytes(sealed)) for _, _, field, act, sealed in found)
    return SealedFile(person, Wrapped(bytes(found[0][0]), found[0][1]), values)

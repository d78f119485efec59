"""Reads persons: their keys, and sealed values one field at a time."""

from collections.abc import Collection, Mapping
from uuid import UUID

from pulang.areas.people.rules import Field, Index
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sealing, sql
from pulang.storage.erasures import Erased

_KEY = "SELECT k.wrapped, k.version FROM people_key k WHERE k.person_id = %(person)s"

_LATEST = """
SELECT DISTINCT ON (i.field) i.field, i.sealed
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
            "names-stay-closed",
            Words(
                id="Jati diri warga dampingan ini tidak dapat dibuka dari akun Anda.",
                en="This person's identity cannot be opened from your account.",
            ),
        )
    return sealing.keyring().unwrap(bytes(found[0]), found[1], person)


def open_fields(*, person: UUID, fields: Collection[Field]) -> dict[Field, str]:
    """This will open the latest value of each field that has one; refuses a view that may not open names.

    Whoever asks writes down that it was asked: opening a name is an act of its own (rule 6).
    """
    key = key_of(person=person)
    found = sql.rows(_LATEST, person=person, fields=[field.value for field in fields])
    opened = {
        Field(name): sealing.unseal(key, bytes(sealed), bound_to(Field(name), person)).decode()
        for name, sealed in found
    }
    return {field: value for field, value in opened.items() if value}


def digests(*, values: Mapping[Field, str]) -> dict[Index, bytes]:
    """This will give the digests of those values that are found again by an equal one; an emptied value has one."""
    ring = sealing.keyring()
    exact = {Index.NIK: Field.NIK, Index.PHONE: Field.PHONE}
    return {kind: ring.digest(kind.value, values[field]) for kind, field in exact.items() if field in values}


def bound_to(field: Field, person: UUID) -> str:
    """This will name the one place in which a sealed value opens."""
    return f"people_identity|{field.value}|{person}"


_ERASED = "SELECT e.person_id, e.recorded_at, e.act FROM people_erasure e ORDER BY e.recorded_at, e.person_id"


def erased() -> tuple[Erased, ...]:
    """This will give the ledger as the database keeps it, as far as the view reaches."""
    return tuple(Erased(*row) for row in sql.rows(_ERASED))

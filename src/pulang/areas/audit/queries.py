"""Reads the book of acts."""

import json
from collections.abc import Iterator

from pulang.areas.audit.facts import Line
from pulang.areas.audit.models import Act, Strike
from pulang.storage import sql

_FIELDS = [
    "seq",
    "id",
    "at",
    "by",
    "agency",
    "verb",
    "programme",
    "subject",
    "payload",
    "sealed",
    "sealed_for",
    "fingerprint",
    "sealed_fingerprint",
]


_BY_ID = f"SELECT {', '.join(f'a.{name}' for name in _FIELDS)} FROM audit_act a WHERE a.id = %(ref)s"  # noqa: S608


def _line(values: tuple[object, ...]) -> Line:
    fields = dict(zip(_FIELDS, values, strict=True))
    for name in ("sealed", "fingerprint", "sealed_fingerprint"):
        fields[name] = None if fields[name] is None else bytes(fields[name])  # type: ignore[call-overload]
    return Line(**fields)  # type: ignore[arg-type]


def by_id(ref: str) -> Line | None:
    """This will find an act by the id its maker gave it."""
    found = sql.one(_BY_ID, ref=ref)
    return None if found is None else _line((*found[:8], json.loads(found[8]), *found[9:]))


def next_seq() -> int:
    """This will draw the number of the act that is being opened."""
    row = sql.one("SELECT nextval(pg_get_serial_sequence('audit_act', 'seq'))")
    assert row is not None
    return int(row[0])


def of_programme(programme: str) -> Iterator[Line]:
    """This will give, in order, every act of a programme and every act that belongs to none."""
    lines = Act.objects.filter(programme__in=["", programme]).order_by("seq")
    for values in lines.values_list(*_FIELDS).iterator(chunk_size=2000):
        yield _line(values)


def about(subject: str, *, limit: int = 200) -> tuple[Line, ...]:
    """This will give the latest acts about one case number or other subject, newest first."""
    lines = Act.objects.filter(subject=subject).order_by("-seq")[:limit]
    return tuple(_line(values) for values in lines.values_list(*_FIELDS))


def recent(programme: str, *, limit: int = 50) -> tuple[Line, ...]:
    """This will give the latest acts of a programme, newest first."""
    lines = Act.objects.filter(programme=programme).order_by("-seq")[:limit]
    return tuple(_line(values) for values in lines.values_list(*_FIELDS))


def is_struck(seq: int) -> bool:
    """This will be true when a later act said that this one was a mistake."""
    return Strike.objects.filter(struck_id=seq).exists()


def state(programme: str) -> int:
    """This will give a number that grows with every act that can have changed a programme's answer.

    The highest number of an act would not do: an act draws its number when it is opened, so one that is written
    late stands below others that have long been seen. Summed over the newest acts, it still tells.
    """
    return int(sql.prepared("SELECT pulang_state(%(programme)s)", programme=programme)[0][0])

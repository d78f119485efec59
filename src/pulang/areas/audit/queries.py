"""Reads the book of acts, the seals, and the rows they hold."""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from pulang.areas.audit.facts import (
    Acted,
    Line,
    Looked,
    LookFilter,
    LookLine,
    Named,
    SealedFacts,
    SealFacts,
    Seen,
    Stray,
    Suspects,
    Told,
)
from pulang.areas.audit.models import Act, Strike
from pulang.storage import sql
from pulang.storage.leaves import LEAVES, key_of, sound_sql

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
    found = sql.prepared_one(_BY_ID, ref=ref)
    return None if found is None else _line((*found[:8], json.loads(found[8]), *found[9:]))


_KNOWN = """
SELECT a.id, EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.seq) FROM audit_act a WHERE a.id = ANY (%(ids)s)
"""


def known(refs: Collection[str]) -> dict[str, bool]:
    """This will give those of some ids that acts have, and whether each was struck."""
    return {row[0]: row[1] for row in sql.rows(_KNOWN, ids=list(refs))}


_NAMED = """
SELECT a.seq, a.id, a.verb, a.at, (SELECT t.id FROM audit_strike s JOIN audit_act t ON t.seq = s.act_id
                                   WHERE s.struck_id = a.seq)
FROM audit_act a WHERE a.seq = ANY (%(acts)s)
"""


def named(acts: Collection[int]) -> dict[int, Named]:
    """This will give the ids of some acts by their numbers, and of the acts that struck them."""
    return {row[0]: Named(*row[1:]) for row in sql.rows(_NAMED, acts=list(acts))}


def next_seq() -> int:
    """This will draw the number of the act that is being opened."""
    row = sql.prepared_one("SELECT nextval(pg_get_serial_sequence('audit_act', 'seq'))")
    assert row is not None
    return int(row[0])


_NEXT = "SELECT nextval(pg_get_serial_sequence('audit_act', 'seq')) FROM generate_series(1, %(count)s)"


def next_seqs(count: int) -> tuple[int, ...]:
    """This will draw the numbers of as many acts, in their order."""
    return tuple(sorted(row[0] for row in sql.rows(_NEXT, count=count)))


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


# An act about one case has its number for a subject, and is reached from its file. The condition is that of the index.
_TOLD = """
SELECT a.seq, a.id, a.at, a.agency, a.verb, a.subject, coalesce(a.payload ->> 'happened_on', ''),
       EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = a.seq)
FROM audit_act a
WHERE a.programme = %(programme)s AND NOT a.subject::text LIKE 'K-%%' AND a.verb = ANY (%(verbs)s)
  AND %(act)s IN ('', a.id)
ORDER BY a.seq DESC
LIMIT %(limit)s OFFSET %(offset)s
"""


def told(programme: str, verbs: Collection[str], *, limit: int, offset: int = 0, act: str = "") -> tuple[Told, ...]:
    """This will give acts of a programme that are not about one case, newest first; with `act` only that one."""
    values = {"programme": programme, "verbs": list(verbs), "act": act, "limit": limit, "offset": offset}
    return tuple(Told(*row) for row in sql.rows(_TOLD, **values))


def is_struck(seq: int) -> bool:
    """This will be true when a later act said that this one was a mistake."""
    return Strike.objects.filter(struck_id=seq).exists()


def state(programme: str) -> int:
    """This will give a number that grows with every act that can have changed a programme's answer.

    The highest number of an act would not do: an act draws its number when it is opened, so one that is written
    late stands below others that have long been seen. Summed over the newest acts, it still tells.
    """
    return int(sql.prepared("SELECT pulang_state(%(programme)s)", programme=programme)[0][0])


_SEALS = "SELECT s.number, s.at, s.count, s.total, s.merkle, s.root, s.key, s.signature FROM audit_seal s"


def seals() -> tuple[SealFacts, ...]:
    """This will give every seal in order."""
    return tuple(_seal(row) for row in sql.rows(f"{_SEALS} ORDER BY s.number"))


def last_seal() -> SealFacts | None:
    """This will give the newest seal."""
    found = sql.one(f"{_SEALS} ORDER BY s.number DESC LIMIT 1")
    return None if found is None else _seal(found)


def _seal(row: sql.Row) -> SealFacts:
    number, at, count, total, tree, root, key, signature = row
    return SealFacts(number, at, count, total, bytes(tree), bytes(root), key, bytes(signature))


def _of_book(name: str, book: str) -> str:
    columns = LEAVES[book][-1]
    written = "t.written_at" if "written_at" in columns else "NULL::timestamptz"
    places = {"book": book, "key": key_of(book), "sound": sound_sql(book, "t"), "written": written}
    text = sql.load(__file__, name)
    for place, said in places.items():
        text = text.replace(f"{{{place}}}", said)
    return text


def sealed(book: str, *, first: int, last: int) -> tuple[SealedFacts, ...]:
    """This will recompute the leaves of one book's rows that a few seals hold, and tell which are not as they were."""
    return tuple(
        SealedFacts(seal, count, bytes(leaves), tuple(missing), tuple(changed), oldest)
        for seal, count, leaves, missing, changed, oldest in sql.rows(
            _of_book("sealed", book), book=book, first=first, last=last
        )
    )


def rows_in(book: str) -> int:
    """This will count the rows of a sealed book."""
    assert book in LEAVES
    found = sql.one(f"SELECT count(*) FROM {book}")  # noqa: S608 - one of our own names
    assert found is not None, "a count gives one row"
    return int(found[0])


def highest_sealed(book: str, *, until: int) -> int:
    """This will give the highest row of a book that the seals up to a number hold."""
    found = sql.one(
        "SELECT coalesce(max(r.rows[cardinality(r.rows)]), 0) FROM audit_sealedrows r"
        " WHERE r.book = %(book)s AND r.seal_id <= %(until)s",
        book=book,
        until=until,
    )
    assert found is not None, "a maximum gives one row"
    return int(found[0])


def strays(book: str, *, highest: int, limit: int) -> tuple[Stray, ...]:
    """This will give rows that no seal holds; those up to `highest` pretend to have been there long ago."""
    found = sql.rows(_of_book("strays", book), book=book, highest=highest, limit=limit)
    return tuple(Stray(*row) for row in found)


def _asked(who: Suspects) -> dict[str, object]:
    lists = {"actors": list(who.actors), "marks": list(who.marks), "agencies": list(who.agencies)}
    return {"since": who.since, "until": who.until, **lists}


def touched(who: Suspects) -> tuple[Seen, ...]:
    """This will give every case that somebody looked at in a period, in a list or by itself, by its key."""
    return _seen("touched", who)


def copied(who: Suspects) -> tuple[Seen, ...]:
    """This will give every programme that somebody copied as a whole in a period."""
    return _seen("copied", who)


def _seen(name: str, who: Suspects) -> tuple[Seen, ...]:
    found = sql.rows(sql.load(__file__, name), **_asked(who))
    return tuple(Seen(key, tuple(fields or ()), times, first, last) for key, fields, times, first, last in found)


def acted(who: Suspects) -> tuple[Acted, ...]:
    """This will give what somebody did in a period, by subject and verb, with names of fields and no values."""
    found = sql.rows(sql.load(__file__, "acted"), **{k: v for k, v in _asked(who).items() if k != "marks"})
    return tuple(
        Acted(subject, verb, tuple(fields or ()), sealed_, times, first, last)
        for subject, verb, fields, sealed_, times, first, last in found
    )


LOOKS_SHOWN = 50


def of_case(*, case: UUID, programme: str, since: datetime, zone: str, limit: int = 1000) -> tuple[Looked, ...]:
    """This will give who looked at a case, day by day, by agency, role and purpose; the latest days first."""
    values = {"case": case, "programme": programme, "since": since, "zone": zone, "limit": limit}
    found = sql.prepared(sql.load(__file__, "of_case"), **values)
    return tuple(Looked(day, agency, tuple(roles), *rest) for day, agency, roles, *rest in found)


def looks(asked: LookFilter, *, page: int = 1) -> tuple[tuple[LookLine, ...], bool]:
    """This will give one page of a programme's looks, the latest first, and whether there are more."""
    found = sql.rows(
        sql.load(__file__, "looks"), limit=LOOKS_SHOWN + 1, offset=(page - 1) * LOOKS_SHOWN, **asdict(asked)
    )
    return tuple(LookLine(*row) for row in found[:LOOKS_SHOWN]), len(found) > LOOKS_SHOWN

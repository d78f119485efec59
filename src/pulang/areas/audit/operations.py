"""Writes the book of acts and the book of looks, and seals them."""

import json
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from django.db import IntegrityError, connections, transaction

from pulang.areas.audit.facts import Line, Look, SealFacts
from pulang.areas.audit.models import Strike
from pulang.areas.audit.rules import FIRST_ROOT, chained, merkle, to_sign
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.leaves import LEAVES, key_of
from pulang.storage.signing import SealerKey, held_by
from pulang.storage.transactions import needs_transaction

# Nothing is asked back: whoever locks a case to two others does not see this very line any more.
_ACT: Final = """
INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, sealed, sealed_for, fingerprint,
                       sealed_fingerprint)
VALUES (%(seq)s, %(id)s, %(at)s, %(by)s, %(agency)s, %(verb)s, %(programme)s, %(subject)s, %(payload)s::jsonb,
        %(sealed)s, %(sealed_for)s, %(fingerprint)s, %(sealed_fingerprint)s)
"""


@needs_transaction
def write(*, line: Line) -> None:
    """This will write one line; a second line with the same id is refused by the database."""
    said = {part.name: getattr(line, part.name) for part in fields(line)}  # `asdict` would copy all of the payload
    sql.tell(_ACT, **{**said, "payload": json.dumps(line.payload)})


_ACTS: Final = """
INSERT INTO audit_act (seq, id, at, by, agency, verb, programme, subject, payload, sealed, sealed_for, fingerprint,
                       sealed_fingerprint)
SELECT x.seq, x.id, %(at)s, %(by)s, %(agency)s, %(verb)s, %(programme)s, x.subject, x.payload::jsonb, x.sealed,
       x.sealed_for, x.fingerprint, x.sealed_fingerprint
FROM unnest(%(seq)s::bigint[], %(id)s::text[], %(subject)s::text[], %(payload)s::text[], %(sealed)s::bytea[],
            %(sealed_for)s::uuid[], %(fingerprint)s::bytea[], %(sealed_fingerprint)s::bytea[])
  AS x (seq, id, subject, payload, sealed, sealed_for, fingerprint, sealed_fingerprint)
"""
_EACH: Final = ("seq", "id", "subject", "sealed", "sealed_for", "fingerprint", "sealed_fingerprint")


@needs_transaction
def write_all(*, lines: Sequence[Line]) -> None:
    """This will write the lines of acts that one person did at one moment, all of one kind, in one statement."""
    first = lines[0]
    same = {name: getattr(first, name) for name in ("at", "by", "agency", "verb", "programme")}
    assert all(getattr(line, name) == value for line in lines for name, value in same.items()), "acts of one kind"
    each = {name: [getattr(line, name) for line in lines] for name in _EACH}
    sql.run(_ACTS, **same, **each, payload=[json.dumps(line.payload) for line in lines])


@needs_transaction
def strike(*, struck: int, reason: str, act: int, happened_on: date, recorded_at: datetime) -> None:
    """This will say that an earlier act was a mistake; refuses to say it twice."""
    try:
        Strike.objects.create(
            struck_id=struck, reason=reason, act_id=act, happened_on=happened_on, recorded_at=recorded_at
        )
    except IntegrityError as problem:
        raise Refusal(
            "already-struck",
            Words(id="Catatan itu sudah dinyatakan keliru.", en="That act has already been struck."),
        ) from problem


_STRIKE_ALL: Final = """
INSERT INTO audit_strike (struck_id, reason, act_id, happened_on, recorded_at)
SELECT x.struck, %(reason)s, %(act)s, %(happened_on)s, %(recorded_at)s FROM unnest(%(struck)s::bigint[]) x (struck)
"""


@needs_transaction
def strike_all(*, struck: Sequence[int], reason: str, act: int, happened_on: date, recorded_at: datetime) -> None:
    """This will say the same of many acts at once; none of them may have been struck before."""
    sql.run(
        _STRIKE_ALL,
        struck=list(struck),
        reason=reason,
        act=act,
        happened_on=happened_on,
        recorded_at=recorded_at,
    )


# Without RETURNING: whoever looks may add to this book, and only some may read in it.
_LOOK: Final = """
INSERT INTO audit_look (at, actor, agency, roles, session, door, purpose, action, kind, case_id, person_id, number,
    programme, fields, count, cases, decision, reason, request)
VALUES (coalesce(%(at)s, now()), %(actor)s, %(agency)s, %(roles)s::varchar[], %(session)s, %(door)s, %(purpose)s,
    %(action)s, %(kind)s, %(case)s::uuid, %(person)s::uuid, %(number)s, %(programme)s, %(fields)s::varchar[], %(count)s,
    %(cases)s::uuid[], %(decision)s, %(reason)s, %(request)s)
"""
_NAMES: Final = tuple(each.name for each in fields(Look))
_VALUES: Final = attrgetter(*_NAMES)  # `asdict` would copy every id it holds


def told(*, looks: Sequence[Look]) -> list[sql.Ask]:
    """This will give what writes looks down, for whoever sends it with what ends a reading."""
    return [(_LOOK, tuple(zip(_NAMES, _VALUES(look), strict=True))) for look in looks]


@needs_transaction
def write_looks(*, looks: Sequence[Look]) -> None:
    """This will write looks down."""
    for statement, values in told(looks=looks):
        sql.tell(statement, **dict(values))


SEALER: Final = "sealer"  # the connection whose role may read what is sealed, add seals, and nothing else
ROWS_OF_A_SEAL: Final = 20_000
_LAST: Final = "SELECT s.number, s.total, s.root, s.at, s.key FROM audit_seal s ORDER BY s.number DESC LIMIT 1"


def seal_once(*, key: SealerKey, at: datetime) -> SealFacts | None:
    """This will seal what no seal holds yet, at most `ROWS_OF_A_SEAL` rows; None when there is nothing to seal.

    Refuses a key that does not follow the one of the last seal: a trail with seals of a stranger proves nothing.

    One picture of the database is sealed, so an act's lines are all in it or none. A row of a transaction that ends
    later is found by the next seal, because membership is asked row by row and not drawn from numbers.
    """
    try:
        with transaction.atomic(using=SEALER, durable=True), connections[SEALER].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return _seal(cursor, key, at)
    except IntegrityError:  # another sealer was a moment faster, and sealed the same
        return None


def _seal(cursor: Any, key: SealerKey, at: datetime) -> SealFacts | None:  # noqa: ANN401 - Django's cursor
    cursor.execute(_LAST)
    number, total, root, before, last = cursor.fetchone() or (0, 0, FIRST_ROOT, at, key.mark)
    if held_by(key.line, last) is None:
        raise _other_key(last)
    leaves, members, left = [], [], ROWS_OF_A_SEAL
    for place, book in enumerate(LEAVES):
        text = sql.load(__file__, "unsealed").replace("{book}", book).replace("{key}", key_of(book))
        cursor.execute(text, {"book": book, "limit": left})
        found = cursor.fetchall()
        left -= len(found)
        leaves += [bytes(leaf) for _, leaf in found]
        members.append(((number + 1) * len(LEAVES) + place, number + 1, book, [row for row, _ in found]))
    if not leaves:
        return None
    made = _signed(key, number + 1, max(at, before), total, bytes(root), leaves)
    cursor.execute(
        "INSERT INTO audit_seal (number, at, count, total, merkle, root, key, signature)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        astuple(made),
    )
    cursor.executemany(
        "INSERT INTO audit_sealedrows (id, seal_id, book, rows) VALUES (%s, %s, %s, %s)",
        [each for each in members if each[-1]],
    )
    return made


def _other_key(mark: str) -> Refusal:
    return Refusal(
        "sealed-with-another-key",
        Words(
            id="Jejak ini disegel dengan kunci {mark}, bukan kunci penyegel di sini. Pulihkan sealer.key (dan "
            "sealer.retired) dari salinannya; sebelum itu tidak ada yang disegel.",
            en="This trail was sealed with the key {mark}, not with the sealer's key here. Bring sealer.key (and "
            "sealer.retired) back from their copies; nothing is sealed before.",
        ).format(mark=mark),
    )


def _signed(key: SealerKey, number: int, at: datetime, total: int, before: bytes, leaves: Sequence[bytes]) -> SealFacts:
    tree = merkle(b"".join(leaves))
    bare = SealFacts(
        number=number,
        at=at,
        count=len(leaves),
        total=total + len(leaves),
        merkle=tree,
        root=chained(before, tree, len(leaves)),
        key=key.mark,
        signature=b"",
    )
    message = to_sign(number=number, micros=bare.micros, total=bare.total, root=bare.root)
    return replace(bare, signature=key.sign(message))

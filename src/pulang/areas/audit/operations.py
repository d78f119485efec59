"""Writes the book of acts and the book of looks."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from datetime import date, datetime

from django.db import IntegrityError

from pulang.areas.audit.facts import Line, Look
from pulang.areas.audit.models import Act, Strike
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.transactions import needs_transaction


@needs_transaction
def write(*, line: Line) -> None:
    """This will write one line; a second line with the same id is refused by the database."""
    Act.objects.bulk_create([Act(**asdict(line))])


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


# Without RETURNING: whoever looks may add to this book, and only some may read in it.
_LOOK = """(
    coalesce(%s, now()), %s, %s, %s::varchar[], %s, %s, %s, %s, %s, %s::uuid, %s::uuid, %s, %s, %s::varchar[], %s,
    %s::uuid[], %s, %s, %s
)"""
_LOOKS = """
INSERT INTO audit_look (at, actor, agency, roles, session, door, purpose, action, kind, case_id, person_id, number,
    programme, fields, count, cases, decision, reason, request) VALUES
"""


@needs_transaction
def write_looks(*, looks: Sequence[Look], first: str = "") -> None:
    """This will write looks in one statement; what has to be said to the transaction `first` goes along with it."""
    values: list[object] = []
    for look in looks:
        values += [list(each) if isinstance(each, tuple) else each for each in astuple(look)]
    sql.say(f"{first}{_LOOKS}{', '.join([_LOOK] * len(looks))}", values)

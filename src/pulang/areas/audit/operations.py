"""Writes the book of acts."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError

from pulang.areas.audit.facts import Line
from pulang.areas.audit.models import Act, Strike
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
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

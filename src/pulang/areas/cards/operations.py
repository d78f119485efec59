"""Writes cards."""

from pulang.areas.cards.models import Card
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def issue(*, key: str, digest: bytes, stamp: Stamp) -> None:
    """This will let a card open its case, in place of an earlier one."""
    Card.objects.update_or_create(key=key, defaults={"digest": digest, "act_id": stamp.act_id})


@needs_transaction
def end(*, key: str) -> int:
    """This will let a card open nothing any more, and give how many there were."""
    return Card.objects.filter(key=key).delete()[0]

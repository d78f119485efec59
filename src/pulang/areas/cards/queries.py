"""Reads cards."""

from pulang.areas.cards.models import Card


def digest(*, key: str) -> bytes | None:
    """This will give what is kept of a card's PIN; None where there is no such card."""
    found = Card.objects.filter(key=key).values_list("digest", flat=True).first()
    return None if found is None else bytes(found)

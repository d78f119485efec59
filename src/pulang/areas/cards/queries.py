"""Reads cards."""

from pulang.storage import sql

_DIGEST = "SELECT c.digest FROM cards_card c WHERE c.key = %(key)s"


def digest(*, key: str) -> bytes | None:
    """This will give what is kept of a card's PIN; None where there is no such card."""
    found = sql.prepared_one(_DIGEST, key=key)  # asked by every page of hers
    return None if found is None else bytes(found[0])

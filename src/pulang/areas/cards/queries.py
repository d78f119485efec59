"""Reads cards."""

from typing import Final

from pulang.storage import sql

NO_CARD: Final = bytes(32)
# It gives a row whether there is a card or not, so that reading the answer takes as long.
_DIGEST: Final = """
SELECT coalesce((SELECT c.digest FROM cards_card c WHERE c.key = %(key)s), decode(repeat('00', 32), 'hex'))
"""


def digest(*, key: str) -> bytes:
    """This will give what is kept of a card's PIN; `NO_CARD`, which no PIN gives, where there is no such card."""
    return bytes(sql.prepared(_DIGEST, key=key)[0][0])  # asked by every page of hers

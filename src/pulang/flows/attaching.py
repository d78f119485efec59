"""A picture that goes with a complaint: only the picture, sealed under a key of its own, gone with the text.

It stands beside the text it goes with, under a key that follows from that text's. Whoever reads the database finds a
sealed box; the key is sealed in it again, by the keeper.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID, uuid5

from pydantic import Field

from pulang.areas.grievances import operations, queries
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import papers
from pulang.storage.keeper import keeper
from pulang.storage.papers import PAPER_MOST, Paper
from pulang.storage.sealing import Place, new_key, seal, unseal

Attached = Annotated[str, Field(max_length=PAPER_MOST * 4 // 3 + 4)]  # as base64
_PICTURES: Final = {Paper.JPEG: b"J", Paper.PNG: b"P"}
_LENGTH_BYTES: Final = 2
_OTHER: Final = Words(
    id="Lampirkan foto berbentuk JPG atau PNG. Bentuk lain dapat memuat keterangan tentang Anda, jadi tidak diterima.",
    en="Attach a photograph as JPG or PNG. Other forms can tell something about you, so they are not taken.",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is handed to the desk."""

    kind: Paper
    content: bytes


def picture(content: bytes) -> Picture:
    """This will give a picture without anything it tells besides; refuses what is none, by its content."""
    taken = papers.taken(content)
    if taken.kind not in _PICTURES:
        raise Refusal("picture-other-kind", _OTHER, field="attachment")
    return Picture(taken.kind, taken.content)


def keep(text: UUID, attached: str, *, at: datetime) -> None:
    """This will keep the picture that goes with a text; whoever sent it, it is looked through here again."""
    if not attached:
        return
    try:
        found = picture(base64.b64decode(attached, validate=True))
    except binascii.Error:
        raise Refusal("picture-other-kind", _OTHER, field="attachment") from None
    key, own = new_key(), _key_of(text)
    shut = keeper().shut(secret=key, whose=own)
    box = seal(key, _PICTURES[found.kind] + found.content, _place(own))
    operations.keep_text(key=own, box=len(shut).to_bytes(_LENGTH_BYTES, "big") + shut + box, at=at)


def goes_with(texts: tuple[UUID, ...]) -> frozenset[UUID]:
    """This will say which of some texts a picture goes with."""
    found = queries.kept([_key_of(text) for text in texts])
    return frozenset(text for text in texts if _key_of(text) in found)


def opened(text: UUID) -> Picture | None:
    """This will open the picture that goes with a text; None where there is none, or no longer."""
    own = _key_of(text)
    kept = queries.texts([own]).get(own)
    if kept is None:
        return None
    ends = _LENGTH_BYTES + int.from_bytes(kept[:_LENGTH_BYTES], "big")
    key = keeper().unshut(box=kept[_LENGTH_BYTES:ends], whose=own)
    said = unseal(key, kept[ends:], _place(own))
    return Picture(next(kind for kind, mark in _PICTURES.items() if said[:1] == mark), said[1:])


def _key_of(text: UUID) -> UUID:
    return uuid5(text, "picture")


def _place(own: UUID) -> Place:
    return Place("grievances_text", "box", own, "picture")

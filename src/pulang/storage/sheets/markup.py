"""Reads a part of a zipped workbook tag by tag, and gives out what has been gathered so far."""

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final, Protocol, TypeVar
from xml.parsers import expat

from pulang.storage.sheets.cells import broken

_BLOCK: Final = 2**17

T = TypeVar("T")


class Gathers(Protocol[T]):
    """What is told of every tag and text, and gives what it made of them."""

    def start(self, name: str, said: dict[str, str]) -> None:
        """This will be told that a tag begins."""

    def end(self, name: str) -> None:
        """This will be told that a tag ends."""

    def text(self, said: str) -> None:
        """This will be told a piece of text."""

    def taken(self) -> list[T]:
        """This will give what is complete, once."""


def gathered(book: zipfile.ZipFile, name: str, into: Gathers[T]) -> Iterator[T]:
    """This will read a part and give what `into` makes of it, block by block; a broken part is refused.

    Names are told without their namespace's prefix. No entity is ever declared or fetched: a declaration stops it.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, said: into.start(tag.rpartition(":")[2], said)
    parser.EndElementHandler = lambda tag: into.end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = into.text
    parser.StartDoctypeDeclHandler = _stop
    try:
        with book.open(name) as part:
            while block := part.read(_BLOCK):
                parser.Parse(block, False)  # noqa: FBT003 - expat takes it by place only
                yield from into.taken()
            parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError) as odd:
        raise broken() from odd
    yield from into.taken()


def _stop(*_: Any) -> None:  # noqa: ANN401 - expat's
    raise broken()

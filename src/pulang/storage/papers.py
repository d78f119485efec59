"""Scans, photographs and texts that are handed in: known by their content, freed of what they tell besides.

A photograph of a phone says where and when it was taken; of a picture only the picture is kept. Nothing is drawn or
unpacked here, so a picture that would unpack to more than memory holds is counted by its own head and refused.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PAPER_MOST: Final = 5 * 2**20
TEXT_MOST: Final = 2**20
PIXELS_MOST: Final = 50_000_000


class Paper(Enum):
    """The forms in which a paper is taken."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class Taken:
    """A paper as it may be kept: what it is by its content, and its bytes without anything that tells more."""

    kind: Paper
    content: bytes


_EMPTY: Final = Words(id="Berkas ini kosong.", en="This file is empty.")
_OTHER: Final = Words(
    id="Berkas ini bukan PDF, foto (JPG, PNG) atau teks biasa. Simpan dalam salah satu bentuk itu, lalu kirim lagi.",
    en="This file is no PDF, photograph (JPG, PNG) or plain text. Save it as one of these and send it again.",
)
_ACTIVE: Final = Words(
    id="PDF ini dapat menjalankan sesuatu, membawa berkas lain atau berkata sandi. Cetak ulang sebagai PDF biasa, lalu "
    "kirim lagi.",
    en="This PDF can run something, carries other files or has a password. Print it to a plain PDF and send it again.",
)
_BROKEN: Final = Words(
    id="Gambar ini rusak atau terlalu besar. Foto ulang atau perkecil, lalu kirim lagi.",
    en="This picture is broken or too large. Take it again or make it smaller, and send it again.",
)
_NO_TEXT: Final = Words(
    id="Teks ini tidak terbaca. Simpan sebagai teks UTF-8, lalu kirim lagi.",
    en="This text cannot be read. Save it as UTF-8 text and send it again.",
)

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PDF_ACTIVE: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|RichMedia|XFA|Encrypt|GoToR|GoToE|SubmitForm|ImportData)\b"
)
_PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs"})


def taken(content: bytes) -> Taken:
    """This will say what a paper is and give what may be kept of it; refuses what is none, and what could do harm."""
    if not content:
        raise Refusal("paper-empty", _EMPTY, field="file")
    if content.startswith(b"%PDF-"):
        return Taken(Paper.PDF, _plain_pdf(content))
    if content.startswith(b"\xff\xd8\xff"):
        return Taken(Paper.JPEG, b"".join(_jpeg(content)))
    if content.startswith(_PNG):
        return Taken(Paper.PNG, b"".join(_png(content)))
    if b"\0" in content or content.lstrip()[:5].lower() in (b"<html", b"<?xml", b"<!doc", b"<svg ", b"{\\rtf"):
        raise Refusal("paper-other-kind", _OTHER, field="file")
    return Taken(Paper.TEXT, text_of(content).encode())


def text_of(content: bytes) -> str:
    """This will read plain text with one kind of line end and no mark in front; refuses another encoding."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refusal("text-unreadable", _NO_TEXT, field="file") from problem
    if any(not sign.isprintable() and sign not in "\r\n\t" for sign in text):
        raise Refusal("text-unreadable", _NO_TEXT, field="file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain_pdf(content: bytes) -> bytes:
    """This will refuse what a PDF says openly that it does; one that hides it is handed out as a download only."""
    named = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)  # /J#61vaScript
    if _PDF_ACTIVE.search(named):
        raise Refusal("paper-active", _ACTIVE, field="file")
    return content


def _broken() -> Refusal:
    return Refusal("picture-broken", _BROKEN, field="file")


def _png(content: bytes) -> Iterator[bytes]:
    """This will give the pieces of a picture that are the picture, up to its end and nothing behind it."""
    yield _PNG
    at = len(_PNG)
    while at + 12 <= len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + size
        if end > len(content):
            break
        if name == b"IHDR":
            _refuse_flood(*struct.unpack(">II", content[at + 8 : at + 16]))
        if name in _PNG_KEPT:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end
    raise _broken()


_PICTURE: Final = 0xDA
_STANDING_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TOLD: Final = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xEE}  # camera, place, comments; 0xEE says how colours are kept


def _jpeg(content: bytes) -> Iterator[bytes]:
    """This will give the segments of a photograph without those that tell where, when and with what it was taken."""
    yield content[:2]
    at, sized = 2, False
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every segment begins with it
        mark = content[at + 1]
        if mark == 0xFF or mark in _STANDING_ALONE:  # noqa: PLR2004 - filling
            at += 1 if mark == 0xFF else 2  # noqa: PLR2004
            continue
        end = at + 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
        if mark in _SIZES and at + 9 <= len(content):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            _refuse_flood(width, height)
            sized = True
        if mark == _PICTURE and sized:  # the picture itself: to its last end mark, and what was hung behind is left
            last = content.rfind(b"\xff\xd9")
            if last < end:
                break
            yield content[at : last + 2]
            return
        if mark not in _TOLD:
            yield content[at:end]
        at = end
    raise _broken()


def _refuse_flood(width: int, height: int) -> None:
    if not width or not height or width * height > PIXELS_MOST:
        raise _broken()

"""Small pictures, made byte by byte, with whatever they tell besides."""

import struct
import zlib


def piece(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *more: bytes) -> bytes:
    head = piece(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    picture = piece(b"IDAT", zlib.compress(b"\0" * (width + 1) * height if width * height < 100 else b"\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + picture + piece(b"IEND", b"")


def segment(mark: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(content) + 2) + content


def jpeg(width: int, height: int, *more: bytes) -> bytes:
    size = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    return b"\xff\xd8" + b"".join(more) + size + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34\xff\xd9"

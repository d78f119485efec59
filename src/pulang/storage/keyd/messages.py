"""How the application and the key service speak: four bytes of length, then one JSON object; one answer a call."""

import base64
import json
import socket
import struct
import time
from typing import Any, Final

BYTES_MAX: Final = 4 << 20
_HEAD: Final = struct.Struct(">I")

Message = dict[str, Any]


class Unreadable(Exception):
    """What came is no message of ours."""


class Ended(OSError):
    """The other end closed the connection before a whole message came."""


def packed(content: bytes) -> str:
    """This will write bytes so that JSON can carry them."""
    return base64.b64encode(content).decode("ascii")


def unpacked(said: object) -> bytes:
    """This will read them back; refuses anything else."""
    if not isinstance(said, str):
        raise Unreadable
    try:
        return base64.b64decode(said, validate=True)
    except ValueError as problem:
        raise Unreadable from problem


def send(connection: socket.socket, message: Message) -> None:
    """This will send one message."""
    body = json.dumps(message, separators=(",", ":")).encode()
    connection.sendall(_HEAD.pack(len(body)) + body)


def receive(connection: socket.socket, *, until: float) -> Message:
    """This will wait for one whole message, until a moment of the monotonic clock at most."""
    (length,) = _HEAD.unpack(_exactly(connection, _HEAD.size, until))
    if length > BYTES_MAX:
        raise Unreadable
    try:
        message = json.loads(_exactly(connection, length, until))
    except (ValueError, RecursionError) as problem:
        raise Unreadable from problem
    if not isinstance(message, dict):
        raise Unreadable
    return message


def _exactly(connection: socket.socket, wanted: int, until: float) -> bytes:
    got = bytearray()
    while len(got) < wanted:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        piece = connection.recv(min(wanted - len(got), 1 << 16))
        if not piece:
            raise Ended
        got += piece
    return bytes(got)

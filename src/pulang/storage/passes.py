"""A pass: who asks the key service, and how much may be opened; signed by the application with the context's key."""

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Final

_MARK: Final = "keys1"
_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Pass:
    """For whom a person is opened, and by which line of the table of limits."""

    actor: str
    limit: str


def write(holder: Pass, *, seconds: int, key: bytes) -> str:
    """This will write a pass down with the second it ends."""
    parts = (_MARK, holder.actor, holder.limit, str(int(time.time()) + seconds))
    assert not any("|" in part for part in parts), "codes hold no bar"
    message = "|".join(parts)
    return f"{message}|{_signature(message, key)}"


def read(text: object, *, now: float, key: bytes) -> Pass | None:
    """This will give the holder of a pass, and nothing for one that is forged, ended, or no pass at all."""
    if not isinstance(text, str):
        return None
    message, _, signature = text.rpartition("|")
    parts = message.split("|")
    if not hmac.compare_digest(signature.encode(), _signature(message, key).encode()):
        return None
    if len(parts) != _PARTS - 1 or parts[0] != _MARK or not parts[3].isdecimal() or int(parts[3]) < now:
        return None
    return Pass(actor=parts[1], limit=parts[2])


def _signature(message: str, key: bytes) -> str:
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()

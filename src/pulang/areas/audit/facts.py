"""Lines of the act book as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One act as it was written down; `payload` holds no personal value, `sealed` holds those it had."""

    seq: int
    id: str
    at: datetime
    by: str
    agency: str
    verb: str
    programme: str
    subject: str
    payload: dict[str, Any]
    sealed: bytes | None
    sealed_for: UUID | None
    fingerprint: bytes
    sealed_fingerprint: bytes | None

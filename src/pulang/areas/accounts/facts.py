"""Who acts: the little that the rules may know about a user."""

from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Final

# What a session keeps about how sure we are of who sits there: seconds since 1970, by the real clock.
FACTOR_AT: Final = "pulang_factor_at"  # when a second factor was shown while signing in, or set up
BEGUN_AT: Final = "pulang_begun_at"  # when it began: it ends some hours later whatever happens
BROWSER: Final = "pulang_browser"
CONFIRMED_AT: Final = "pulang_confirmed_at"  # when a factor was last shown
CONFIRMED_SECONDS: Final = 300


class SignInEvent(Enum):
    """What the book of sign-ins tells."""

    SIGNED_IN = "SIGNED_IN"
    REFUSED = "REFUSED"
    LOCKED = "LOCKED"
    CONFIRMED = "CONFIRMED"
    CONFIRM_REFUSED = "CONFIRM_REFUSED"
    SIGNED_OUT = "SIGNED_OUT"
    ENDED_EVERYWHERE = "ENDED_EVERYWHERE"
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 - an event
    FIRST_CODE_GIVEN = "FIRST_CODE_GIVEN"
    FACTOR_ADDED = "FACTOR_ADDED"
    FACTOR_REMOVED = "FACTOR_REMOVED"
    CODES_DRAWN = "CODES_DRAWN"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries and no more, within so many seconds."""

    tries: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Where:
    """From where somebody signs in: the address as our own server sees it, and what the browser calls itself."""

    address: str | None = None
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or looks: a user with the roles held on the day, or the system itself.

    `agency` is the code of the agency the user works for, empty for the system.
    """

    code: str
    name: str
    agency: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)


SYSTEM = Actor(code="pulang", name="Pulang", roles=frozenset({"SYSTEM"}))


class Scope(Enum):
    """What a machine's token may be used for: looking, or doing acts as its user."""

    READ = "read"
    ACT = "act"


TOKEN_DAYS_MAX: Final = 366  # a key nobody has renewed for a year is a key nobody remembers
TOKEN_PREFIX: Final = "plg_"  # noqa: S105 - so that a key left lying about is recognised for what it is


def token_digest(token: str) -> bytes:
    """This will give what is kept of a token. It is drawn, not chosen, so a plain hash is not guessed backwards."""
    return sha256(token.encode()).digest()

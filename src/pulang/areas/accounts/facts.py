"""Who acts: the little that the rules may know about a user."""

from dataclasses import dataclass, field
from typing import Final

# What a session keeps about how sure we are of who sits there: seconds since 1970, by the real clock.
CONFIRMED_AT: Final = "pulang_confirmed_at"  # when a factor was last shown
CONFIRMED_SECONDS: Final = 300


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

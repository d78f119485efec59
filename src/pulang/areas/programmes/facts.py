"""A programme and its papers as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What everybody may know about a programme."""

    code: str
    name: str
    procedure: str
    lead: str
    ministry: str
    place: str
    time_zone: str
    fiscal_year: int
    opened_on: date


@dataclass(frozen=True, slots=True)
class DecreeFacts:
    """A decree: when it was signed, from which day it is in force, and since when it is revoked."""

    number: str
    title: str
    issuer: str
    signed_on: date
    in_force_on: date
    revoked_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """A site, the codes of its blocks and, in the same order, their names."""

    code: str
    name: str
    place: str
    blocks: tuple[str, ...]
    block_names: tuple[str, ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """This will give each block, and the site as a whole, as code and as people say it."""
        named = zip(self.blocks, self.block_names, strict=True)
        return (*((code, f"{self.name}, {name}") for code, name in named), ("", self.name))


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site as of a day: open or closed, and since when; a site that stands later than the day is not told."""

    code: str
    name: str
    place: str
    event: str
    since: date
    note: str

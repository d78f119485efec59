"""The demo's published quarters, told as the two acts they are: one person prepares, another publishes."""

from dataclasses import dataclass
from datetime import date

from pulang.doors.jobs.demo.telling import Teller


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter's figures: when they were prepared and published, and why, where they replace others."""

    name: str
    prepared_on: date
    published_on: date
    reason: str = ""


def tell(teller: Teller, office: str, quarter: Quarter) -> None:
    """This will tell that an office published a quarter; what stands in it follows from what was told before."""
    why = {"reason": quarter.reason} if quarter.reason else {}
    of = {"quarter": quarter.name}
    teller.tell(f"{office}.koordinator", "figures.release.prepare", quarter.prepared_on, **of, **why)
    teller.tell(f"{office}.kepala", "figures.release.publish", quarter.published_on, **of)

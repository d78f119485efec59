"""What every book has in common: the act that wrote a line, the day it is true for, the moment it was learned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every book line carries: the number of its act, the day it is true for, the moment it was learned.

    `number` draws the act's number when the first line is written, so after every lock the act waited for: of two
    acts on the same case or pocket the later one has the higher number, and a dump replays in the order it happened.
    """

    number: Callable[[], int]
    happened_on: date
    recorded_at: datetime
    drawn: Callable[[], int] = lambda: 0
    tell: Callable[[int], None] = lambda _: None

    @property
    def act_id(self) -> int:
        """This will give the number of the act, the same for all its lines."""
        return self.number()

    def columns(self) -> dict[str, Any]:
        """This will give the stamp as column values."""
        return {"act_id": self.act_id, "happened_on": self.happened_on, "recorded_at": self.recorded_at}


class BookRow(models.Model):
    """One line of a book; it is written once and never changed, and a struck act makes its rows count no more.

    `happened_on` is the day the row is true for (in the programme's time zone), `recorded_at` the moment
    Pulang learned it. The database refuses UPDATE, DELETE and TRUNCATE on every book (`storage.guards`).
    """

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


def latest_index(area: str, name: str, *keys: str, shows: tuple[str, ...] = ()) -> models.Index:
    """This will give the index that answers "the latest row for these keys, as of a day" without a sort.

    With `shows` it holds all the columns a pass over every case asks for, so that a million rows are read in
    the order of their case without touching the table.
    """
    return models.Index(
        fields=[*keys, "-happened_on", "-act"],
        include=["recorded_at", "programme", *shows] if shows else None,
        name=f"{area}_{name}_latest",
    )

"""What every append-only book has in common: the act it was written by, the day it is true for, the moment it was learned."""

from django.db import models


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


def latest_index(area: str, name: str, *keys: str) -> models.Index:
    """This will give the index that answers "the latest row for these keys, as of a day" without a sort."""
    return models.Index(fields=[*keys, "-happened_on", "-act"], name=f"{area}_{name}_latest")

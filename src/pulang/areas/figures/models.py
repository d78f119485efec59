"""Tables of prepared releases, and of those that were published: the only rows the public's own role reads."""

from typing import ClassVar

from django.db import models

from pulang.storage.books import BookRow
from pulang.storage.fields import code_field


class Frozen(BookRow):
    """A snapshot under its quarter and revision; what it was counted from does not stand in it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    quarter = code_field(length=6)
    revision = models.SmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    method = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        abstract = True


class Draft(Frozen):
    """A release as one person prepared it; another publishes it as it is, or it is prepared again."""

    prepared_by = code_field()


class Release(Frozen):
    """A published release: never changed, only followed by a whole later revision with its reason."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "quarter", "revision"], name="release_is_published_once"),
        ]

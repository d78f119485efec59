"""Tables of beneficiary decrees, payment channels and dated rates."""

from typing import ClassVar

from django.db import models

from pulang.areas.aid.rules import ChannelEvent, ChannelKind, ListingEvent
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of, rupiah_field


class BeneficiaryDecree(BookRow):
    """A decree that names who receives aid (SK penetapan penerima), signed on `happened_on`."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="beneficiary_decree_number_is_free")
        ]


class CaseRow(BookRow):
    """A book line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Listing(CaseRow):
    """A case listed in a beneficiary decree, or removed from it."""

    decree = models.CharField(max_length=80)
    event = code_field()

    class Meta:
        constraints: ClassVar = [one_of("event", ListingEvent, "listing_event_is_known")]
        indexes: ClassVar = [latest_index("aid", "listing", "case", shows=("event",))]


class Channel(CaseRow):
    """How aid can reach the person; the account itself is sealed with the person's identity."""

    kind = code_field()
    event = code_field()
    own_name = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ChannelKind, "channel_kind_is_known"),
            one_of("event", ChannelEvent, "channel_event_is_known"),
        ]
        indexes: ClassVar = [latest_index("aid", "channel", "case", shows=("event", "kind", "own_name"))]


class Rate(BookRow):
    """What one kind of aid amounts to, in whole rupiah, for decrees signed from `valid_from` until `valid_until`."""

    kind = code_field()
    level = code_field()
    amount = rupiah_field()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source_text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="rate_pays_something"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
                name="rate_ends_after_it_began",
            ),
        ]

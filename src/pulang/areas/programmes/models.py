"""Tables of programmes, sites, stakeholders and decrees."""

from typing import ClassVar

from django.db import models

from pulang.areas.programmes.rules import DecreeEvent, SiteEvent, StakeholderKind
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class Programme(models.Model):
    """One return programme under a neutral code; `place` and `time_zone` say whose calendar it follows."""

    code = code_field(primary_key=True)
    name = models.CharField(max_length=200)
    procedure = code_field()
    lead = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    ministry = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    place = code_field(length=13)
    time_zone = code_field()
    fiscal_year = models.SmallIntegerField()
    opened_on = models.DateField()
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(fiscal_year__gte=2000, fiscal_year__lte=2199), name="fiscal_year_is_sensible"
            ),
        ]


class Site(models.Model):
    """Where people of the programme live now, named by its place only."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    code = code_field()
    name = models.CharField(max_length=200)
    place = code_field(length=13)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "code"], name="site_code_is_free")]


class Block(models.Model):
    """Part of a site."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    code = code_field()
    name = models.CharField(max_length=200)
    rooms = models.PositiveIntegerField(null=True)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "code"], name="block_code_is_free")]


class SiteStatus(BookRow):
    """A site opened or closed."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    event = code_field()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("event", SiteEvent, "site_event_is_known")]


class Stakeholder(BookRow):
    """A group with a say in the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    kind = code_field()
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [one_of("kind", StakeholderKind, "stakeholder_kind_is_known")]


class Decree(BookRow):
    """A decree issued (`happened_on` is the day it was signed) or revoked (the day it stopped)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    event = code_field()
    title = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    in_force_on = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("event", DecreeEvent, "decree_event_is_known"),
            models.CheckConstraint(
                condition=models.Q(event="REVOKED") | models.Q(in_force_on__isnull=False),
                name="issued_decree_has_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "number"], name="programmes_decree_number")]

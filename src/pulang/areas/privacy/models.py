"""Tables of deletion requests, requests of the person, letters of authorities, and purges."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pulang.areas.privacy.rules import DeletionEvent, OfficialEvent, PurgeEvent, RequestEvent, RequestKind
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class CaseRow(BookRow):
    """A book line about one case; programme and number stand in it so that it is read without the case."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    number = code_field(length=16)

    class Meta:
        abstract = True


class Deletion(CaseRow):
    """An office that has had a case is asked to delete what it keeps, or says that it has."""

    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = code_field()
    event = code_field()
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", DeletionEvent, "deletion_event_is_known")]
        indexes: ClassVar = [latest_index("privacy", "deletion", "case", "agency", "purpose")]


class Request(CaseRow):
    """A request of the person under a short reference, and each thing that became of it."""

    ref = code_field()
    kind = code_field()
    event = code_field()
    by = code_field(length=64)
    detail = code_field(blank=True)
    note = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", RequestKind, "request_kind_is_known"),
            one_of("event", RequestEvent, "request_event_is_known"),
        ]
        indexes: ClassVar = [latest_index("privacy", "request", "case", "ref")]


class Official(CaseRow):
    """An authority's letter about one person, and each thing that became of it."""

    ref = code_field()
    event = code_field()
    by = code_field(length=64)
    authority = models.CharField(max_length=200)
    letter = models.CharField(max_length=80)
    basis = models.CharField(max_length=300)
    fields = ArrayField(code_field(), default=list)
    note = models.CharField(max_length=300, blank=True)
    silent_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [one_of("event", OfficialEvent, "official_event_is_known")]
        indexes: ClassVar = [latest_index("privacy", "official", "case", "ref")]


class Purge(BookRow):
    """A purge of a programme's old identities: proposed, approved, carried out."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    ref = code_field()
    rule = code_field()
    event = code_field()
    by = code_field(length=64)
    affected = models.IntegerField()
    cut_on = models.DateField()

    class Meta:
        constraints: ClassVar = [one_of("event", PurgeEvent, "purge_event_is_known")]
        indexes: ClassVar = [models.Index(fields=["programme", "ref"], name="privacy_purge_ref")]


class Destruction(BookRow):
    """The record of a destruction: by which rule, how many of what, and up to which day."""

    rule = code_field()
    affected = models.IntegerField()
    cut_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(affected__gt=0), name="destruction_destroyed_something")
        ]

"""Tables of persons; everything that could name one is sealed under that person's own key."""

from typing import ClassVar

from django.db import models

from pulang.areas.people.rules import Field, Index, Papers
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class Person(models.Model):
    """A person, known here only by a random key."""

    id = models.UUIDField(primary_key=True)
    papers = code_field()
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [one_of("papers", Papers, "papers_are_known")]


class Key(models.Model):
    """The person's data key, wrapped; destroying the row erases everything sealed with it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    wrapped = models.BinaryField()
    version = models.SmallIntegerField()


class Identity(BookRow):
    """One sealed value of one field; a later line replaces an earlier one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = code_field()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [one_of("field", Field, "identity_field_is_known")]
        indexes: ClassVar = [latest_index("people", "identity", "person", "field")]


class BlindIndex(models.Model):
    """A keyed digest of a value, to find an equal one; it says nothing without the key of its version."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = code_field()
    digest = models.BinaryField(max_length=16)
    version = models.SmallIntegerField(db_default=1)

    class Meta:
        constraints: ClassVar = [one_of("kind", Index, "blind_index_kind_is_known")]
        indexes: ClassVar = [models.Index(fields=["kind", "digest"], name="people_blind_digest")]


class Erasure(models.Model):
    """A person whose key was destroyed, and under which act; replayed after every restore, so that she stays erased.

    `act` is the act's own id and not its number: in an older copy of the database that act never happened.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    act = models.CharField(max_length=64)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()

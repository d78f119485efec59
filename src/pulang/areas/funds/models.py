"""Tables of fund sources and their ledger."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Least
from django.db.models.lookups import GreaterThanOrEqual

from pulang.areas.funds.facts import PaperKind, Verdict
from pulang.areas.funds.rules import Account, ConfirmationEvent, EntryKind, Level, Use
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, leaf_field, one_of, one_of_briefly, rupiah_field


class Source(models.Model):
    """A source of public money for one programme: whose budget, which year, which account, for what use."""

    code = code_field(primary_key=True)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    level = code_field()
    use = code_field()
    fiscal_year = models.SmallIntegerField()
    account_code = models.CharField(max_length=40, blank=True)
    happened_on = models.DateField()  # since when the source is known of, so that an earlier day does not show it
    recorded_at = models.DateTimeField()
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [one_of("level", Level, "fund_level_is_known"), one_of("use", Use, "fund_use_is_known")]


class Entry(BookRow):
    """One money act: what was done, with which document; corrected only by a reversing entry."""

    kind = code_field()
    document = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source_text = models.CharField(max_length=300, blank=True)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of_briefly("kind", EntryKind, "entry_kind_is_known"),
            models.UniqueConstraint(
                fields=["act"], condition=models.Q(kind=EntryKind.PAY.value), name="one_payment_an_act"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["happened_on"], name="funds_entry_day")]


class Posting(models.Model):
    """One side of an entry; the postings of an entry sum to zero (triggers check it)."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = code_field()
    amount = rupiah_field()
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of_briefly("account", Account, "posting_account_is_known"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="posting_moves_money"),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "id"], name="funds_posting_since")]


class Balance(models.Model):
    """One part of what stands in a source's pockets now; kept by the acts with a conditional update.

    A source has several parts, so that those who move its money at once need not wait for one another; what a pocket
    holds is their sum, proved by `pulang verify`. `latest` is the latest day of an entry that touched the part.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    part = models.SmallIntegerField()
    payer = rupiah_field(default=0)
    allocated = rupiah_field(default=0)
    released = rupiah_field(default=0)
    committed = rupiah_field(default=0)
    spent = rupiah_field(default=0)
    latest = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "part"], name="one_balance_a_part"),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Least("allocated", "released", "committed", "spent"), 0),
                name="pocket_not_below_zero",
            ),
        ]


class DaySum(models.Model):
    """What a source's entries of one kind moved on a day, folded from the book so that a year is read in an instant."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = code_field()
    account = code_field()
    day = models.DateField()
    amount = rupiah_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "kind", "account", "day"], name="one_sum_a_day")
        ]


class Folded(models.Model):
    """Up to which line a source's days are folded, and when the latest of those lines was learned."""

    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="+")
    through = models.BigIntegerField()
    learned = models.DateTimeField()


class Payment(BookRow):
    """A payment somebody asks for: of which source, how much, on which paper; nothing moves yet.

    `asked_by` is written by the database, from the signed context.
    """

    number = code_field(length=16)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    amount = rupiah_field()
    document = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    asked_by = code_field()
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="payment_number_is_free"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_pays_something"),
        ]


class PaymentVerdict(BookRow):
    """What the second person says to a payment, once; the act that approves is the one that pays.

    Both names are written by the database: who asked from the payment, who decides from the signed context.
    """

    number = code_field(length=16)
    verdict = code_field()
    asked_by = code_field()
    decided_by = code_field()
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("verdict", Verdict, "payment_verdict_is_known"),
            models.UniqueConstraint(fields=["number"], name="payment_is_decided_once"),
            models.UniqueConstraint(fields=["act"], name="one_verdict_an_act"),
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.REFUSED.value) | ~models.Q(decided_by=models.F("asked_by")),
                name="payment_needs_two_people",
            ),
        ]


class Paper(BookRow):
    """A paper of public money: DPA, SPD, SPP, SPM, SP2D, LPJ with its number and its day, and what it rests on."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    kind = code_field()
    number = models.CharField(max_length=80)
    amount = rupiah_field()
    rests_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    lowers = models.BooleanField(default=False)  # a DPPA that lowers the budget
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", PaperKind, "paper_kind_is_known"),
            models.UniqueConstraint(fields=["source", "kind", "number"], name="paper_number_is_free"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="paper_says_something"),
        ]


class PaperLeft(models.Model):
    """What is still free of a paper; kept by the acts with a conditional update, proved by `pulang verify`."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    amount = rupiah_field()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(amount__gte=0), name="paper_not_below_zero")]


class Confirmation(BookRow):
    """The payer's word that a source's money will come, or its withdrawal."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    event = code_field()
    document = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("event", ConfirmationEvent, "confirmation_event_is_known")]


class Fare(BookRow):
    """What a long-haul ticket is expected to cost for each person, said on a day; the need is computed from it."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    amount = rupiah_field()
    office = models.CharField(max_length=200, blank=True)
    source_text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="fare_costs_something")]

"""Tables of batches: lines under tokens, whose they are, what was sent, what came of it."""

from typing import ClassVar

from django.db import models

from pulang.areas.payments.facts import FileKind, Outcome, ProofKind, Way
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, leaf_field, one_of, rupiah_field


class Line(BookRow):
    """One line of a batch: a token, how it is paid, how much; written in the act that asks for the payment."""

    payment = code_field(length=16)
    token = code_field(length=16)
    way = code_field()
    amount = rupiah_field()
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("way", Way, "line_way_is_known"),
            models.UniqueConstraint(fields=["token"], name="line_token_is_free"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="line_pays_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["payment", "token"], name="payments_line_of_payment")]


class Batch(BookRow):
    """A payment that is a list of people, and the neutral words each of them reads in her account."""

    payment = code_field(length=16)
    text = models.CharField(max_length=35)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["payment"], name="batch_has_one_text")]


class CaseRow(BookRow):
    """A book line about one case; the programme stands in it so that row security needs no join."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    token = code_field(length=16)

    class Meta:
        abstract = True


class Item(CaseRow):
    """What a line pays to whom, kind by kind; a further try needs one before it that is over (a trigger asks)."""

    kind = code_field()
    decree = models.CharField(max_length=80)
    amount = rupiah_field()
    attempt = models.SmallIntegerField()
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "attempt"], name="aid_is_paid_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="item_pays_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["token"], name="payments_item_token")]


class Sent(BookRow):
    """A line that stands in a file for the bank, with the end of the account it went to."""

    token = code_field(length=16)
    tail = models.CharField(max_length=16)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token"], name="line_is_sent_once")]


class Result(BookRow):
    """What came of a line: one first word (`step` 1), and perhaps a return after it (`step` 2)."""

    token = code_field(length=16)
    step = models.SmallIntegerField()
    outcome = code_field()
    reference = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("outcome", Outcome, "line_outcome_is_known"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.RETURNED.value, step=2)
                | (~models.Q(outcome=Outcome.RETURNED.value) & models.Q(step=1)),
                name="return_comes_second",
            ),
            models.UniqueConstraint(fields=["token", "step"], name="line_ends_once"),
            # However two answers race, the money of a line goes back to its source once.
            models.UniqueConstraint(
                fields=["token"],
                condition=~models.Q(outcome__in=[Outcome.PAID.value, Outcome.COLLECTED.value]),
                name="line_comes_back_once",
            ),
        ]


class File(BookRow):
    """A file that went to the bank or came back from it; only its digest and its totals are kept."""

    payment = code_field(length=16)
    kind = code_field()
    layout = code_field()
    lines = models.IntegerField()
    total = rupiah_field()
    digest = models.CharField(max_length=64)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", FileKind, "bank_file_kind_is_known"),
            models.UniqueConstraint(
                fields=["payment"], condition=models.Q(kind=FileKind.SENT.value), name="batch_is_sent_once"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(kind=FileKind.RESULT.value), name="bank_result_is_taken_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["payment"], name="payments_file_of_payment")]


class Statement(BookRow):
    """A bank's statement of a source's account that was taken over; only its digest and its sums are kept."""

    source = models.ForeignKey("funds.Source", on_delete=models.PROTECT, related_name="+")
    layout = code_field()
    lines = models.IntegerField()
    came_in = rupiah_field()
    went_out = rupiah_field()
    digest = models.CharField(max_length=64)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest"], name="statement_is_taken_once")]


class Booked(BookRow):
    """One line of a statement: day, amount, direction and the number of ours that stands in it; no text of the bank."""

    source = models.ForeignKey("funds.Source", on_delete=models.PROTECT, related_name="+")
    booked_on = models.DateField()
    amount = rupiah_field()
    came_in = models.BooleanField()
    mark = code_field(length=16, blank=True)
    reference = code_field(length=40, blank=True, db_default="")
    balance = models.BigIntegerField(null=True)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="booking_moves_money")]


class Proof(BookRow):
    """A document that proves a payment, encrypted under a key of its own; its digest is that of what is kept."""

    payment = code_field(length=16)
    kind = code_field()
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField(blank=True)
    wrapped = models.BinaryField(blank=True)
    leaf = leaf_field()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", ProofKind, "proof_kind_is_known"),
            models.UniqueConstraint(fields=["payment", "digest"], name="proof_is_filed_once"),
        ]


class Appointment(CaseRow):
    """When and where an envelope waits for a person; the latest one counts."""

    meets_on = models.DateField()
    place = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["token"], name="payments_appointment_token")]

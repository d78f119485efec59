"""Tables of contacts, questions and notices, and of what is sealed of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pulang.areas.contacts.rules import Hours, NoticeKind, NoticeState, QuestionEvent, Way
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class Contact(BookRow):
    """Her latest word on how she may be reached; the address itself stands sealed elsewhere, and can be destroyed."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    way = code_field()
    hours = code_field()
    language = code_field()
    address = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            one_of("way", Way, "contact_way_is_known"),
            one_of("hours", Hours, "contact_hours_are_known"),
            models.CheckConstraint(
                condition=~Q(way="PAGE") | Q(address=None), name="contact_on_the_page_has_no_address"
            ),
        ]
        indexes: ClassVar = [latest_index("contacts", "contact", "case")]


class Question(BookRow):
    """A question of hers under a short reference, or its answer; the texts stand sealed elsewhere."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    number = code_field(length=16)
    ref = code_field()
    event = code_field()
    by = code_field(length=64)
    due_on = models.DateField(null=True)
    words = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            one_of("event", QuestionEvent, "own_question_event_is_known"),
            models.UniqueConstraint(fields=["case", "ref", "event"], name="question_step_happens_once"),
        ]
        indexes: ClassVar = [latest_index("contacts", "question", "case")]


class Text(models.Model):
    """A text or an address, sealed; destroyed two years later (areas/privacy/retention.toml) or with her identity."""

    id = models.UUIDField(primary_key=True)
    box = models.BinaryField()
    written_at = models.DateTimeField(db_index=True)


class Notice(models.Model):
    """A notice that waits to be sent, and what became of it: the log of deliveries. It says what kind, and no words."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = code_field()
    purpose = code_field(blank=True)
    version = code_field()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = code_field()
    tries = models.SmallIntegerField(default=0)
    message = models.UUIDField(null=True)  # of all that went out together; the gateway knows it again by this
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", NoticeKind, "notice_kind_is_known"),
            one_of("state", NoticeState, "notice_state_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state__in=["WAITING", "SENDING"]), name="contacts_notice_due")
        ]

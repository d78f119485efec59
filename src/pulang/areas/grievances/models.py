"""Tables of complaints and of their texts."""

from typing import ClassVar

from django.db import models

from pulang.areas.grievances.rules import Against, Complainer, ComplaintEvent, Stance, Topic
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class Line(BookRow):
    """What happened to a complaint, with the desk it lay at; its text stands elsewhere and does not stay for ever."""

    code = code_field(length=16)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    event = code_field()
    by = code_field(length=64)
    stance = code_field()
    role = code_field()
    topic = code_field()
    against = code_field()
    desk = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    restricted = models.BooleanField()
    instance = models.SmallIntegerField()
    due_on = models.DateField(null=True)
    words = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            one_of("event", ComplaintEvent, "complaint_event_is_known"),
            one_of("stance", Stance, "complaint_stance_is_known"),
            one_of("role", Complainer, "complaint_role_is_known"),
            one_of("topic", Topic, "complaint_topic_is_known"),
            one_of("against", Against, "complaint_against_is_known"),
            models.UniqueConstraint(fields=["code", "instance", "event"], name="complaint_step_happens_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "id"], name="grievances_line_code")]


class Text(models.Model):
    """A text of a complaint, sealed; destroyed two years later (areas/privacy/retention.toml)."""

    id = models.UUIDField(primary_key=True)
    box = models.BinaryField()
    written_at = models.DateTimeField(db_index=True)

"""The table of papers that are got back."""

from typing import ClassVar

from django.db import models

from pulang.areas.papers.rules import PaperKind, PaperState
from pulang.storage.books import BookRow
from pulang.storage.fields import code_field, one_of


class Task(BookRow):
    """How far one paper of one person is; the latest line counts."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = code_field()
    state = code_field()
    holder = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    expected_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            one_of("kind", PaperKind, "paper_to_get_is_known"),
            one_of("state", PaperState, "paper_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state="WAITING") | models.Q(holder__isnull=False), name="paper_waits_for_somebody"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "kind", "-act"], name="papers_task_latest")]

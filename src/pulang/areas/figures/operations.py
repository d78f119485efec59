"""Writes drafts and releases."""

from pulang.areas.figures import models as rows
from pulang.areas.figures.facts import Draft
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def prepare(*, draft: Draft, stamp: Stamp) -> None:
    """This will keep a prepared release."""
    rows.Draft.objects.create(prepared_by=draft.prepared_by, **_columns(draft), **stamp.columns())


@needs_transaction
def publish(*, draft: Draft, stamp: Stamp) -> None:
    """This will publish a prepared release as it stands; a second one of the same revision the database refuses."""
    rows.Release.objects.create(**_columns(draft), **stamp.columns())


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "programme_id": draft.programme,
        "quarter": draft.quarter,
        "revision": draft.revision,
        "reason": draft.reason,
        "method": draft.method,
        "digest": draft.digest,
        "content": draft.content,
    }

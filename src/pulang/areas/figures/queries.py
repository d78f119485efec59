"""Reads drafts and releases."""

from typing import Final

from pulang.areas.figures import models as rows
from pulang.areas.figures.facts import Draft, Release, Tables
from pulang.areas.figures.rules import read_document
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PUBLIC: Final = "public"  # the connection whose role may read what is published, and nothing else
RELEASES_MOST = 400  # a hundred years of quarters
_UNPREPARED = Words(
    id="Angka triwulan {quarter} belum disiapkan. Siapkan dahulu, lalu orang lain menerbitkannya.",
    en="The figures of quarter {quarter} are not prepared. Prepare them first, then somebody else publishes them.",
)
_UNPUBLISHED = Words(
    id="Angka triwulan {quarter} belum terbit. Pakai --check untuk melihat apa yang akan terbit dan tersembunyi.",
    en="The figures of quarter {quarter} are not published. Use --check to see what would be published and hidden.",
)


def draft(programme: str, quarter: str) -> Draft:
    """This will give the latest draft of a quarter; refuses when nothing is prepared since the last release."""
    found = rows.Draft.objects.filter(programme_id=programme, quarter=quarter).order_by("-id").first()
    if found is None or found.revision < next_revision(programme, quarter):
        raise Refusal("nothing-prepared", _UNPREPARED.format(quarter=quarter), field="quarter")
    return Draft(
        programme=programme,
        quarter=found.quarter,
        revision=found.revision,
        reason=found.reason,
        prepared_by=found.prepared_by,
        method=found.method,
        digest=found.digest,
        content=found.content,
    )


def releases(programme: str) -> tuple[Release, ...]:
    """This will give everything ever published about a programme, in order of quarters and revisions."""
    found = rows.Release.objects.filter(programme_id=programme).order_by("quarter", "revision")[:RELEASES_MOST]
    return tuple(map(_release, found))


def for_everybody() -> tuple[Release, ...]:
    """This will give every release of every programme in order, read as the public itself would read it."""
    found = rows.Release.objects.using(PUBLIC).order_by("programme_id", "quarter", "revision")
    return tuple(map(_release, found.iterator()))


def _release(row: rows.Release) -> Release:
    return Release(
        programme=row.programme_id,
        quarter=row.quarter,
        revision=row.revision,
        reason=row.reason,
        method=row.method,
        digest=row.digest,
        published_on=row.happened_on,
        content=row.content,
    )


def release(programme: str, quarter: str) -> Release:
    """This will give the latest revision of a quarter's release; refuses one that is not published."""
    found = [each for each in releases(programme) if each.quarter == quarter]
    if not found:
        raise Refusal("not-published", _UNPUBLISHED.format(quarter=quarter), field="quarter")
    return found[-1]


def published(programme: str) -> tuple[Tables, ...]:
    """This will give the counts of everything ever published, replaced revisions too: nobody forgets them."""
    return tuple(read_document(each.content["counts"]) for each in releases(programme))


def next_revision(programme: str, quarter: str) -> int:
    """This will give the number the next release of a quarter has."""
    return rows.Release.objects.filter(programme_id=programme, quarter=quarter).count() + 1

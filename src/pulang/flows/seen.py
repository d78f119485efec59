"""Who looked at one person's case, as she may be told (UU 27/2022 Pasal 32)."""

from datetime import UTC, datetime, time

from pulang.areas.audit import queries
from pulang.areas.audit.facts import Looked
from pulang.areas.cases.facts import CaseRef

MOST = 1000


def seen(case: CaseRef, *, zone: str, limit: int = MOST) -> tuple[Looked, ...]:
    """This will give who looked at a case since it was opened, latest days first, without the names of officials."""
    since = datetime.combine(case.opened_on, time.min, UTC)
    return queries.of_case(case=case.id, programme=case.programme, since=since, zone=zone, limit=limit)

"""`pulang bench coordination`: an accreditation many cases rely on ends, and everybody is told; beside a baseline.

The baseline is what a programme without stored answers would do at the same moment: judge each case from the books.
"""

import secrets
import time
from datetime import date
from typing import Any

from pulang.doors.jobs.bench.population import DAY, PER_PROGRAMME, filled

SIZE = PER_PROGRAMME
TRIES = 5
CODE, PARTNER = "B-0", "bench-partner"


def measure(size: int) -> dict[str, Any]:
    """This will measure on the first programme of a population of `size` cases; times in milliseconds."""
    with filled(max(size, PER_PROGRAMME)):
        import django  # noqa: PLC0415 - only once the database is known

        django.setup()
        return _measured()


def _measured() -> dict[str, Any]:
    _fit_partner()
    before = _unmet()
    after, ended, restored = before, [], []
    for _ in range(TRIES):
        ended.append(_timed("REVOKED"))
        after = _unmet()
        restored.append(_timed("ISSUED"))
    return {
        "name": "coordination",
        "cases": _held()[1],
        "gate_before": before,
        "gate_after": after,
        "revoked_and_told_ms": {"median": sorted(ended)[TRIES // 2], "worst": max(ended)},
        "issued_and_told_ms": {"median": sorted(restored)[TRIES // 2], "worst": max(restored)},
        "baseline_every_case_from_the_books_ms": _baseline(),
    }


def _act(verb: str, **said: object) -> None:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.perform import perform  # noqa: PLC0415
    from pulang.storage import clock  # noqa: PLC0415

    perform(by=SYSTEM, verb=verb, with_=said, at=clock.now(), ref=f"bench-{secrets.token_hex(6)}")


def _fit_partner() -> None:
    """This will make one institution fit for the programme, unless an earlier run did."""
    from pulang.areas.partners import queries  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.kernel.refusals import Refusal  # noqa: PLC0415

    try:
        _act("accounts.agency.register", code=PARTNER, kind="PARTNER", name="Lembaga Uji")
    except Refusal:  # it stands from an earlier run; its accreditation is issued again
        _act("partners.accreditation.record", partner=PARTNER, grade="A", number="uji")
    with _everything():
        known = queries.partner(PARTNER, CODE, moment(date.fromisoformat(DAY)))
    if known is not None and known.assigned_on is not None:
        return
    _act("partners.registration.record", partner=PARTNER, number="uji")
    _act("partners.accreditation.record", partner=PARTNER, grade="A", number="uji")
    _act("partners.approval.record", programme=CODE, partner=PARTNER, number="uji")
    _act("partners.assignment.record", programme=CODE, partner=PARTNER, event="ASSIGNED", capacity=1_000_000)


def _timed(event: str) -> float:
    """This will change the accreditation and ask, as a page does, how many cases wait for the partner now."""
    said: dict[str, object] = {"grade": "A", "number": "uji"} if event == "ISSUED" else {"event": event}
    begun = time.perf_counter()
    _act("partners.accreditation.record", partner=PARTNER, **said)
    _held()
    return round((time.perf_counter() - begun) * 1e3, 1)


def _held() -> tuple[str, int]:
    """This will give the answer of the partner's gate, and how many cases it is asked of."""
    from pulang.flows.status import status  # noqa: PLC0415

    with _everything():
        now = status(CODE, as_of=date.fromisoformat(DAY))
    finding = next(finding for _, finding in now.findings if finding.gate == "partner-ready")
    return finding.answer.value, now.counts.registered


def _unmet() -> str:
    return _held()[0]


def _baseline() -> float:
    from pulang.flows.assessing import answer_of  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415
    from pulang.storage import sql  # noqa: PLC0415

    at = moment(date.fromisoformat(DAY))
    begun = time.perf_counter()
    with _everything():
        for row in sql.rows("SELECT c.id FROM cases_case c WHERE c.programme_id = %(code)s", code=CODE):
            answer_of(row[0], at)
    return round((time.perf_counter() - begun) * 1e3, 1)


def _everything() -> Any:
    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415

    return looking(SYSTEM, day=date.fromisoformat(DAY))

"""Reads procedures, programme waivers and stored answers."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from pulang.areas.readiness.gates import CASE_BY_ID, PROGRAMME_BY_ID
from pulang.areas.readiness.rules import Procedure, Stage, Step
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql

_FOLDER = Path(__file__).parent / "procedures"


@cache
def procedure(code: str) -> Procedure:
    """This will read a shipped procedure; refuses an unknown code, and a file that names an unknown gate or stage."""
    path = _FOLDER / f"{code}.toml"
    if code not in procedures():
        raise Refusal(
            "unknown-procedure",
            Words(
                id=f"Prosedur “{code}” tidak ada. Yang ada: {', '.join(procedures())}.",
                en=f"There is no procedure “{code}”. There are: {', '.join(procedures())}.",
            ),
            field="procedure",
        )
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = tuple(
        Step(
            stage=Stage(step["stage"]),
            programme=tuple(step.get("programme", ())),
            case=tuple(step.get("case", ())),
            consents=tuple(step.get("consents", ())),
        )
        for step in content["step"]
    )
    for step in steps:
        unknown = (set(step.programme) - set(PROGRAMME_BY_ID)) | (set(step.case) - set(CASE_BY_ID))
        assert not unknown, f"{path.name} names unknown gates: {sorted(unknown)}"
    return Procedure(
        code=code,
        version=content["version"],
        name=Words(**content["name"]),
        steps=steps,
        days=tuple(sorted(content.get("days", {}).items())),
        waits=tuple(content.get("waits", {}).items()),
    )


@cache
def procedures() -> tuple[str, ...]:
    """This will name the procedures that ship with Pulang."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def digest() -> str:
    """This will name the rules of this code; it changes with every fact, gate, procedure and step of judging."""
    files = [_FOLDER.parent / f"{name}.py" for name in ("facts", "rules", "assessment")]
    files += [*(_FOLDER.parent / "gates").glob("*.py"), *_FOLDER.glob("*.toml")]
    return sha256(b"\0".join(file.name.encode() + file.read_bytes() for file in sorted(files))).hexdigest()


_WAIVED = """
SELECT l.gate FROM (
    SELECT DISTINCT ON (w.gate) w.gate, w.event, w.until FROM readiness_waiver w
    WHERE w.programme_id = %(programme)s AND w.case_id IS NULL
      AND w.happened_on <= %(day)s AND w.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = w.act_id AND s.recorded_at < %(known)s)
    ORDER BY w.gate, w.happened_on DESC, w.act_id DESC
) l WHERE l.event = 'GIVEN' AND l.until > %(day)s
"""


def waived(programme: str, moment: Moment) -> frozenset[str]:
    """This will name the gates set aside for a whole programme on a day."""
    found = sql.rows(_WAIVED, programme=programme, day=moment.day, known=moment.known_before)
    return frozenset(row[0] for row in found)


_WAIVED_FOR = """
SELECT l.gate FROM (
    SELECT DISTINCT ON (w.gate) w.gate, w.event, w.until FROM readiness_waiver w
    WHERE w.case_id = %(case)s AND w.happened_on <= %(day)s AND w.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = w.act_id AND s.recorded_at < %(known)s)
    ORDER BY w.gate, w.happened_on DESC, w.act_id DESC
) l WHERE l.event = 'GIVEN' AND l.until > %(day)s
"""


def waived_for(case: UUID, moment: Moment) -> frozenset[str]:
    """This will name the gates set aside for one case on a day."""
    found = sql.rows(_WAIVED_FOR, case=case, day=moment.day, known=moment.known_before)
    return frozenset(row[0] for row in found)


def assessed_after(cases: Collection[UUID], day: date) -> dict[UUID, date]:
    """This will give the cases among these whose stored answer is for a day after `day`, with that day."""
    ask = sql.prepared if len(cases) == 1 else sql.rows
    found = ask(
        "SELECT a.case_id, a.assessed_for FROM readiness_assessment a "
        "WHERE a.case_id = ANY(%(cases)s) AND a.assessed_for > %(day)s",
        cases=list(cases),
        day=day,
    )
    return dict(found)


def due(day: date, *, after: UUID, limit: int) -> tuple[UUID, ...]:
    """This will name cases whose stored answer time alone may have changed by `day`, in the order of their keys."""
    found = sql.rows(
        "SELECT a.case_id FROM readiness_assessment a WHERE a.good_until <= %(day)s AND a.assessed_for < %(day)s "
        "AND a.case_id > %(after)s ORDER BY a.case_id LIMIT %(limit)s",
        day=day,
        after=after,
        limit=limit,
    )
    return tuple(row[0] for row in found)


def lines_of_waived(programme: str) -> dict[str, list[UUID]]:
    """This will give a programme's cases for which a gate is waived, by line of facts; to be asked while judging.

    What is waived stands last in a line, so that one which ends with its bar has nothing waived.
    """
    lines: dict[str, list[UUID]] = {}
    found = sql.rows(
        "SELECT s.facts, s.case_id FROM readiness_situation s "
        "WHERE s.programme_id = %(programme)s AND s.facts NOT LIKE '%%|'",
        programme=programme,
    )
    for line, case in found:
        lines.setdefault(line, []).append(case)
    return lines


def kept_lines(cases: Collection[UUID], basis: str) -> dict[UUID, str]:
    """This will give the lines of facts of many cases as their stored answers hold them; to be asked while judging."""
    found = sql.rows(
        "SELECT f.case_id, f.facts FROM readiness_situation f JOIN readiness_assessment a ON a.case_id = f.case_id "
        "WHERE f.case_id = ANY(%(cases)s) AND a.basis = %(basis)s",
        cases=list(cases),
        basis=basis,
    )
    return dict(found)


# Asked from both sides of the basis, so that the index leads straight to the few that are left.
_OF_ANOTHER_BASIS = """
(SELECT a.case_id FROM readiness_assessment a WHERE a.programme_id = %(programme)s AND a.basis < %(basis)s
 ORDER BY a.basis, a.case_id LIMIT %(limit)s)
UNION ALL
(SELECT a.case_id FROM readiness_assessment a WHERE a.programme_id = %(programme)s AND a.basis > %(basis)s
 ORDER BY a.basis, a.case_id LIMIT %(limit)s)
"""


def of_another_basis(programme: str, basis: str, *, limit: int) -> tuple[UUID, ...]:
    """This will name cases of a programme whose stored answer other facts, gates or procedures decided."""
    found = sql.rows(_OF_ANOTHER_BASIS, programme=programme, basis=basis, limit=limit)
    return tuple(row[0] for row in found[:limit])


def outdated(basis: str) -> tuple[int, int]:
    """This will count the stored answers, and those of another basis."""
    row = sql.one(
        "SELECT count(*), count(*) FILTER (WHERE a.basis <> %(basis)s) FROM readiness_assessment a", basis=basis
    )
    assert row is not None, "counting gives one row"
    return int(row[0]), int(row[1])


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """A stored answer as it stands: whose, for which day, and everything that was kept of it."""

    case: UUID
    day: date
    kept: tuple[object, ...]
    unmet: tuple[str, ...]


_STORED = """
SELECT a.case_id, a.assessed_for, s.facts, a.choice, a.stage, a.unmet, a.good_until, a.choice_on, a.consent_lost_on,
       a.duplicate_on, a.objection_on, a.itinerary_on, a.move_on
FROM readiness_assessment a LEFT JOIN readiness_situation s ON s.case_id = a.case_id
WHERE a.case_id > %(after)s AND a.basis = %(basis)s ORDER BY a.case_id LIMIT %(batch)s
"""


def stored(*, basis: str, batch: int = 20_000) -> Iterator[StoredFacts]:
    """This will give every stored answer of a basis in the order of the key."""
    after = UUID(int=0)
    while True:
        found = sql.rows(_STORED, after=after, basis=basis, batch=batch)
        for row in found:
            yield StoredFacts(row[0], row[1], (*row[2:5], tuple(row[5]), *row[6:]), tuple(row[5]))
        if len(found) < batch:
            return
        after = found[-1][0]

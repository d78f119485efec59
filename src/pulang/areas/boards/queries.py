"""Gathers facts across areas in one pass, from the books as of a day or from the stored answers."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from uuid import UUID

from django.db import connection

from pulang.areas.boards.facts import (
    Beside,
    CaseLine,
    Enrolled,
    Followed,
    HandoverLine,
    Homebound,
    InCare,
    Leaving,
    Numbered,
    Situation,
    Telephone,
    With,
)
from pulang.kernel.moments import Moment
from pulang.storage import sql

_OF_CASE = ("c.id = %(case)s", "b.case_id = %(case)s")
_OF_CASES = ("c.id = ANY(%(cases)s)", "b.case_id = ANY(%(cases)s)")
_OF_PROGRAMME = (
    "c.programme_id = %(programme)s",
    "b.case_id IN (SELECT k.id FROM cases_case k WHERE k.programme_id = %(programme)s)",
)
_OF_ALL = ("true", "true")
_OF_SHARE = ("c.id >= %(first)s AND c.id < %(last)s", "b.case_id >= %(first)s AND b.case_id < %(last)s")

_GROUPED = """
SELECT f.line, count(*), min(f.opened_on), min(f.choice_on), min(f.consent_lost_on), min(f.duplicate_on),
       min(f.objection_on), min(f.itinerary_on), min(f.move_on)
FROM ({facts}) f GROUP BY f.line ORDER BY f.line
"""


@cache
def _facts(limits: tuple[str, str]) -> str:
    scope, rows = limits
    return sql.load(__file__, "case_facts").replace("{scope}", scope).replace("{rows}", rows)


@cache
def digest() -> str:
    """This will name the way facts are gathered: it changes with the statement."""
    return sha256(sql.load(__file__, "case_facts").encode()).hexdigest()


def facts_of_all() -> str:
    """This will give the statement that gathers every case's facts, for measuring it against other ways."""
    return _facts(_OF_ALL)


def unanswered(*, limit: int) -> tuple[str, ...]:
    """This will name cases that no act has kept an answer for; there should be none."""
    found = sql.rows(
        "SELECT c.number FROM cases_case c WHERE NOT EXISTS "
        "(SELECT 1 FROM readiness_assessment a WHERE a.case_id = c.id) ORDER BY c.number LIMIT %(limit)s",
        limit=limit,
    )
    return tuple(row[0] for row in found)


def line_of(case: UUID, moment: Moment) -> CaseLine | None:
    """This will gather the facts of one case from the books; None when it was not there yet."""
    found = sql.prepared_one(_facts(_OF_CASE), case=case, day=moment.day, known=moment.known_before)
    return None if found is None else CaseLine(*found)


def lines_of(cases: Collection[UUID], moment: Moment) -> tuple[CaseLine, ...]:
    """This will gather the facts of many cases from the books."""
    found = sql.rows(_facts(_OF_CASES), cases=list(cases), day=moment.day, known=moment.known_before)
    return tuple(CaseLine(*row) for row in found)


def beside_file(case: UUID, number: str, moment: Moment) -> Beside:
    """This will give what stands in a case's file beside its own history as of a day, in one question."""
    statement = sql.load(__file__, "beside_file")
    return Beside.of(sql.prepared(statement, case=case, number=number, day=moment.day, known=moment.known_before)[0])


def lines_of_programme(programme: str, moment: Moment) -> tuple[CaseLine, ...]:
    """This will gather the facts of every case of a programme from the books, as far as the view reaches."""
    found = sql.rows(_facts(_OF_PROGRAMME), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(CaseLine(*row) for row in found)


def homebound(programme: str, moment: Moment) -> tuple[Homebound, ...]:
    """This will give where every case of a programme wants to go and how, in the order of their numbers."""
    found = sql.rows(sql.load(__file__, "travellers"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(Homebound(*row) for row in found)


def leaving(
    programme: str, moment: Moment, *, first: date, last: date, since: date | None = None, limit: int = 5_000
) -> tuple[Leaving, ...]:
    """This will give whose way leaves between two days, as far as the view reaches, by day and number.

    Whoever left earlier, not before `since`, and is still on the way is among them.
    """
    asked = {"programme": programme, "day": moment.day, "known": moment.known_before, "first": first, "last": last}
    found = sql.rows(sql.load(__file__, "leaving"), limit=limit, since=since or first, **asked)
    return tuple(Leaving(*row) for row in found)


def followed(programme: str, moment: Moment, *, case: UUID | None = None, limit: int = 5_000) -> tuple[Followed, ...]:
    """This will give who of a programme may be followed up, or one of them, as far as the view reaches."""
    asked = {"programme": programme, "day": moment.day, "known": moment.known_before, "case": case}
    return tuple(Followed(*row) for row in sql.rows(sql.load(__file__, "followed"), limit=limit, **asked))


def handovers(programme: str, moment: Moment, *, number: str = "", limit: int = 5_000) -> tuple[HandoverLine, ...]:
    """This will give the lines of a programme's handovers, or of one of them, as far as the view reaches."""
    asked = {"programme": programme, "day": moment.day, "known": moment.known_before, "number": number}
    return tuple(HandoverLine(*row) for row in sql.rows(sql.load(__file__, "handovers"), limit=limit, **asked))


_HANDED_OVER_ON = """
SELECT min(h.happened_on) FROM journeys_handover h
WHERE h.number = %(number)s AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = h.act_id)
"""


def handed_over_on(number: str) -> date | None:
    """This will give the day of a handover; None where there is none, or where it was struck."""
    row = sql.one(_HANDED_OVER_ON, number=number)
    return row[0] if row else None


_KEPT = """
SELECT a.case_id, f.facts, c.opened_on, a.choice_on, a.consent_lost_on, a.duplicate_on, a.objection_on,
       a.itinerary_on, a.move_on, a.good_until, a.programme_id, c.origin, c.number
FROM readiness_assessment a JOIN cases_case c ON c.id = a.case_id JOIN readiness_situation f ON f.case_id = a.case_id
WHERE a.case_id = %(case)s AND a.assessed_for <= %(day)s AND (a.good_until IS NULL OR a.good_until > %(day)s)
  AND c.opened_on <= %(day)s AND a.basis = %(basis)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
"""


def kept_line(case: UUID, day: date, basis: str) -> CaseLine | None:
    """This will give a case's facts as its stored answer holds them, while judging; None for another day or basis."""
    found = sql.prepared_one(_KEPT, case=case, day=day, basis=basis)
    return None if found is None else CaseLine(*found)


def situations(programme: str, moment: Moment) -> tuple[Situation, ...]:
    """This will gather a programme's cases from the books, grouped by situation."""
    statement = _GROUPED.replace("{facts}", _facts(_OF_PROGRAMME))
    found = sql.rows(statement, programme=programme, day=moment.day, known=moment.known_before)
    return tuple(Situation(*row) for row in found)


_STORED = """
SELECT f.facts, count(*), min(c.opened_on), min(a.choice_on), min(a.consent_lost_on), min(a.duplicate_on),
       min(a.objection_on), min(a.itinerary_on), min(a.move_on)
FROM readiness_assessment a JOIN cases_case c ON c.id = a.case_id JOIN readiness_situation f ON f.case_id = a.case_id
WHERE a.programme_id = %(programme)s AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
GROUP BY f.facts ORDER BY f.facts
"""
_STORED_IS_ANOTHER = """
SELECT EXISTS (
    SELECT 1 FROM readiness_assessment a
    WHERE a.programme_id = %(programme)s
      AND (a.assessed_for > %(day)s OR a.good_until <= %(day)s OR a.basis <> %(basis)s)
) OR EXISTS (
    SELECT 1 FROM cases_case c WHERE c.programme_id = %(programme)s AND c.opened_on > %(day)s
)
"""


def stored_situations(programme: str, day: date, basis: str) -> tuple[Situation, ...] | None:
    """This will give a programme's stored situations, or None when one of them is of another day or basis."""
    another = sql.one(_STORED_IS_ANOTHER, programme=programme, day=day, basis=basis)
    if another is None or another[0]:
        return None
    return tuple(Situation(*row) for row in sql.rows(_STORED, programme=programme))


_CHOSEN = """
SELECT f.decree, coalesce(k.choice, 'UNDECIDED') AS chosen, count(*)
FROM ({listed}) f
LEFT JOIN LATERAL (
    SELECT h.choice FROM cases_choice h
    WHERE h.case_id = f.id AND h.happened_on <= %(day)s AND h.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = h.act_id AND s.recorded_at < %(known)s)
    ORDER BY h.happened_on DESC, h.act_id DESC LIMIT 1
) k ON true
GROUP BY 1, 2
ORDER BY 1, 2
"""


def listed_choices(programme: str, moment: Moment) -> dict[str, dict[str, int]]:
    """This will count who stands in each beneficiary decree, by choice; to be asked while counting."""
    statement = _CHOSEN.format(listed=sql.load(__file__, "listed"))
    found: dict[str, dict[str, int]] = {}
    for decree, choice, count in sql.rows(statement, programme=programme, day=moment.day, known=moment.known_before):
        found.setdefault(decree, {})[choice] = count
    return found


def listed_in(programme: str, decree: str, moment: Moment, *, offset: int, limit: int) -> tuple[tuple[UUID, str], ...]:
    """This will give cases that stand in a decree, as key and number, in the order of their numbers."""
    found = sql.rows(
        f"SELECT f.id, f.number FROM ({sql.load(__file__, 'listed')}) f WHERE f.decree = %(decree)s "  # noqa: S608
        "ORDER BY f.number LIMIT %(limit)s OFFSET %(offset)s",
        programme=programme,
        decree=decree,
        day=moment.day,
        known=moment.known_before,
        limit=limit,
        offset=offset,
    )
    return tuple((row[0], row[1]) for row in found)


def everybody_listed(programme: str, moment: Moment, *, limit: int) -> list[str]:
    """This will give the numbers of the cases that stand in any beneficiary decree, in order."""
    found = sql.rows(
        f"SELECT f.number FROM ({sql.load(__file__, 'listed')}) f ORDER BY f.number LIMIT %(limit)s",  # noqa: S608
        programme=programme,
        day=moment.day,
        known=moment.known_before,
        limit=limit,
    )
    return [row[0] for row in found]


_HOMES = """
SELECT f.line, coalesce(nullif(left(c.home, 5), ''), c.origin), mo.arrived_on, count(*)
FROM ({facts}) f
JOIN cases_case c ON c.id = f.case_id
LEFT JOIN (
    SELECT b.case_id, min(b.happened_on) AS arrived_on FROM cases_move b
    WHERE b.programme_id = %(programme)s AND b.move = 'ARRIVED' AND b.happened_on <= %(day)s
      AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    GROUP BY b.case_id
) mo ON mo.case_id = c.id
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def homes(programme: str, moment: Moment) -> tuple[tuple[str, str, date | None, int], ...]:
    """This will count a programme's cases by situation, home district (or province) and day of arrival."""
    statement = _HOMES.replace("{facts}", _facts(_OF_PROGRAMME))
    found = sql.rows(statement, programme=programme, day=moment.day, known=moment.known_before)
    return tuple((row[0], row[1], row[2], row[3]) for row in found)


_ORIGINS = """
SELECT c.origin, count(*) FROM cases_case c
WHERE c.programme_id = %(programme)s AND c.opened_on <= %(day)s AND c.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
GROUP BY c.origin ORDER BY count(*) DESC, c.origin
"""


def origins(programme: str, moment: Moment) -> tuple[tuple[str, int], ...]:
    """This will count cases by province of origin, the most first."""
    found = sql.rows(_ORIGINS, programme=programme, day=moment.day, known=moment.known_before)
    return tuple((row[0], row[1]) for row in found)


_COUNTS_ON_DAYS = """
SELECT d.day, count(*),
       count(*) FILTER (WHERE ch.choice IN ('RETURN', 'ALONE')),
       count(*) FILTER (WHERE mo.arrived)
FROM unnest(%(days)s::date[]) AS d (day)
JOIN cases_case c ON c.programme_id = %(programme)s AND c.opened_on <= d.day AND c.recorded_at < %(known)s
LEFT JOIN LATERAL (
    SELECT b.choice FROM cases_choice b
    WHERE b.case_id = c.id AND b.happened_on <= d.day AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    ORDER BY b.happened_on DESC, b.act_id DESC LIMIT 1
) ch ON true
LEFT JOIN LATERAL (
    SELECT true AS arrived FROM cases_move b
    WHERE b.case_id = c.id AND b.move = 'ARRIVED' AND b.happened_on <= d.day AND b.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = b.act_id AND s.recorded_at < %(known)s)
    LIMIT 1
) mo ON true
WHERE NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id AND s.recorded_at < %(known)s)
GROUP BY d.day
"""
_HOMES_OF = "SELECT c.id, c.home FROM cases_case c WHERE c.id = ANY(%(cases)s)"
_HOME_PLACES = "SELECT DISTINCT c.home FROM cases_case c WHERE c.programme_id = %(programme)s AND c.home <> ''"


def in_care(agency: str, day: date, *, late: date) -> tuple[InCare, ...]:
    """This will count, for each programme, the cases in a partner's care on a day and how it sees to them.

    A case that was closed or withdrawn takes no place any more.
    `late` is the last day of being given a case that may still be without any try to verify it.
    """
    return tuple(InCare(*row) for row in sql.rows(sql.load(__file__, "in_care"), agency=agency, day=day, late=late))


def home_places(programme: str) -> frozenset[str]:
    """This will give the places where people of a programme go home, as far as the view reaches."""
    return frozenset(row[0] for row in sql.rows(_HOME_PLACES, programme=programme))


def homes_of(cases: Collection[UUID]) -> dict[UUID, str]:
    """This will give where each of these cases goes home, as a code; empty while it is not known."""
    return {row[0]: row[1] for row in sql.rows(_HOMES_OF, cases=list(cases))}


def with_institution(programme: str, agency: str, day: date, *, limit: int) -> tuple[With, ...]:
    """This will give the cases of a programme that are with an institution, as far as the view reaches, by number."""
    asked = {"programme": programme, "agency": agency, "day": day, "limit": limit}
    return tuple(With(*row) for row in sql.rows(sql.load(__file__, "movable"), **asked))


def counts_on(programme: str, days: Collection[date], moment: Moment) -> dict[date, dict[str, int]]:
    """This will count, for each day, who was registered, who chose to go home, and who had arrived."""
    if not days:
        return {}
    found = sql.rows(_COUNTS_ON_DAYS, programme=programme, days=sorted(set(days)), known=moment.known_before)
    counts = {row[0]: {"registered": row[1], "willing": row[2], "returned": row[3]} for row in found}
    return {day: counts.get(day, {"registered": 0, "willing": 0, "returned": 0}) for day in days}


def stream_lines(moment: Moment, *, first: UUID | None = None, last: UUID | None = None) -> Iterator[bytes]:
    """This will stream every case in the columns of `CaseLine`, in COPY's text form, block by block.

    `first` and `last` (exclusive) cut the cases into shares, for several processes to work on.
    """
    share = first is not None
    statement = _facts(_OF_SHARE if share else _OF_ALL)
    values = {"day": moment.day, "known": moment.known_before, "first": first, "last": last}
    with connection.cursor() as cursor:
        # Every book has an index in the order of its case: merging them reads each once and sorts nothing. The
        # planner prefers hashing, which spills to disk at this size.
        cursor.execute("SET LOCAL enable_hashjoin = off")
        try:
            with cursor.copy(f"COPY ({statement}) TO STDOUT", values) as copy:
                for block in copy:
                    yield bytes(block)
        finally:
            cursor.execute("SET LOCAL enable_hashjoin = on")


def rows_without_act() -> tuple[int, list[str]]:
    """This will count the act book and name every book with rows whose act is not in it."""
    row = sql.one("SELECT count(*) FROM audit_act")
    assert row is not None
    faults = []
    for (table,) in sql.rows(_TABLES_WITH_ACTS):
        # The name comes from the catalogue, not from anybody's input.
        lost = sql.one(
            f'SELECT count(*) FROM "{table}" b WHERE NOT EXISTS (SELECT 1 FROM audit_act a WHERE a.seq = b.act_id)'  # noqa: S608
        )
        if lost is not None and lost[0]:
            faults.append(f"{table}: {lost[0]} rows without their act")
    return int(row[0]), faults


_TABLES_WITH_ACTS = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'act_id'
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
"""


def numbers(*, ids: Sequence[UUID], programmes: Sequence[str], numbers: Sequence[str]) -> tuple[Numbered, ...]:
    """This will give the numbers of cases by their keys, of whole programmes, and of the numbers that are there."""
    asked = {"ids": list(ids), "programmes": list(programmes), "numbers": list(numbers)}
    return tuple(Numbered(*row) for row in sql.rows(sql.load(__file__, "numbers"), **asked))


def enrolled(*, programme: str, moment: Moment) -> tuple[Enrolled, ...]:
    """This will give the cases on a programme's list as of a day and as known then, in the order of their numbers."""
    found = sql.rows(sql.load(__file__, "enrolled"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(Enrolled(*row) for row in found)


def judged(*, programme: str) -> frozenset[frozenset[UUID]]:
    """This will give the pairs of cases that are flagged as one person's, or decided about."""
    return frozenset(frozenset(row) for row in sql.rows(sql.load(__file__, "judged"), programme=programme))


def same_person(*, programme: str, cases: Collection[UUID]) -> tuple[tuple[UUID, UUID], ...]:
    """This will give pairs of some cases and others that were decided to be the same person's."""
    return tuple(sql.rows(sql.load(__file__, "same_person"), programme=programme, cases=list(cases)))


def telephones(*, programme: str, least: int, shown: int, limit: int) -> tuple[Telephone, ...]:
    """This will give the telephones that at least so many cases gave, without the telephones themselves."""
    found = sql.rows(sql.load(__file__, "telephones"), programme=programme, least=least, shown=shown, limit=limit)
    return tuple(Telephone(cases, tuple(numbers), latest) for cases, numbers, latest in found)

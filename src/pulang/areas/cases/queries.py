"""Reads cases: one by its number, its whole file as of a day, lists of them; never an identity."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from pulang.areas.cases.facts import (
    AlikeCase,
    AssignmentLine,
    AttemptLine,
    AttesterFacts,
    CaseFile,
    CaseRef,
    ChoiceLine,
    ConsentLine,
    DuplicateLine,
    Filters,
    Line,
    Listed,
    Listing,
    MoveLine,
    ObjectionLine,
    RoundFacts,
    ScreeningLine,
    Sought,
    WishLine,
    codes_in,
)
from pulang.areas.cases.rules import in_force, standing
from pulang.kernel import refs
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.memory import once

PREFIX = "K"
PAGE_ROWS = 50
PAGE_MOST = 200
COUNT_MOST = 2000


_UNKNOWN_CASE = Words(
    id="Berkas dengan nomor itu tidak ada atau bukan tugas Anda. Periksa nomornya.",
    en="There is no case with that number, or it is not your task. Please check the number.",
)


def find(number: str, programme: str = "") -> CaseRef:
    """This will give a case by its number as people write it.

    Refuses in one sentence whether there is none, it is another programme's, or it is not for this view:
    nobody learns from the answer that a case exists.
    """
    return CaseRef(*_found(number, programme)[:_REF])


_REF = 5  # the columns of a CaseRef stand first, what else is known of a case behind them


def _found(number: str, programme: str = "") -> sql.Row:
    canonical = as_kept(number)
    found = once(
        "case",
        f"{programme}|{canonical}",
        lambda: sql.prepared_one(sql.load(__file__, "find"), number=canonical, programme=programme),
    )
    if found is None:
        numbered(number)  # a mistyped number is refused only here, so that it costs what an unknown one does
        raise Refusal("unknown-case", _UNKNOWN_CASE, field="case")
    return found


def by_ids(ids: Collection[UUID]) -> dict[UUID, CaseRef]:
    """This will give those of some cases that the view reaches, by their keys."""
    return {row[0]: CaseRef(*row) for row in sql.rows(sql.load(__file__, "by_ids"), ids=list(ids))}


def find_unlocked(number: str) -> CaseRef:
    """This will find a case as `find` does, and refuse in the same words one that is locked to others.

    For views that reach every case: locks hold for them too, whatever else they may pass.
    """
    found = find(number)
    if sql.one("SELECT pulang_is_open(%(case)s)", case=found.id) != (True,):
        raise Refusal("unknown-case", _UNKNOWN_CASE, field="case")
    return found


def numbered(text: str) -> str:
    """This will give a case number as it is kept; refuses one that is mistyped."""
    try:
        return refs.parse(text, prefix=PREFIX)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field="case") from None


def as_kept(text: str) -> str:
    """This will give a case number as it is kept, and nothing for what is none: for the book of looks."""
    try:
        return numbered(text)
    except Refusal:
        return ""


def offices_of(programme: str) -> frozenset[str]:
    """This will give the agencies that were given a case of a programme, as far as the view reaches."""
    return frozenset(row[0] for row in sql.rows(sql.load(__file__, "offices"), programme=programme))


def alike(asked: Collection[Sought]) -> dict[UUID, list[AlikeCase]]:
    """This will give, by person, the cases of others around the same home that share a digest; to be asked counting."""
    each = [(one.person, one.home[:5], kind, x) for one in asked for kind, some in one.digests.items() for x in some]
    columns = dict(zip(("persons", "homes", "kinds", "digests"), map(list, zip(*each, strict=True)), strict=True))
    found: dict[UUID, list[AlikeCase]] = {}
    ask = (
        sql.prepared if len(asked) == 1 else sql.rows
    )  # a plan kept from an empty register would walk through all of it
    for person, *case in ask(sql.load(__file__, "alike"), **columns):
        found.setdefault(person, []).append(AlikeCase(*case))
    return found


def flagged_by_act(*, programme: str) -> dict[int, tuple[str, ...]]:
    """This will give, for each act that flagged likely doubles, the numbers of the other cases of the programme."""
    found: dict[int, tuple[str, ...]] = {}
    for act, number in sql.rows(sql.load(__file__, "flagged"), programme=programme):
        found[act] = (*found.get(act, ()), number)
    return found


_ROUND = "SELECT r.code, r.opens_on, r.closes_on, r.late_until FROM cases_round r WHERE r.programme_id = %(programme)s"


def rounds(*, programme: str) -> tuple[RoundFacts, ...]:
    """This will give the verification rounds of a programme in order."""
    found = sql.prepared(f"{_ROUND} ORDER BY r.opens_on, r.code", programme=programme)
    return tuple(RoundFacts(*row) for row in found)


def attesters(*, programme: str, moment: Moment) -> tuple[AttesterFacts, ...]:
    """This will give the groups that may attest on a day."""
    found = sql.rows(sql.load(__file__, "attesters"), programme=programme, day=moment.day, known=moment.known_before)
    return tuple(AttesterFacts(*row) for row in found)


_OF_CASE = {
    "origin": "AND c.origin = %(origin)s",
    "site": "AND c.site = %(site)s",
    "q": "AND c.number = %(q)s",
    "cases": "AND c.id = ANY (%(cases)s)",
}
_OF_ANSWER = {
    "choice": "AND a.choice = %(choice)s",
    "gate": "AND a.unmet @> ARRAY[%(gate)s]::varchar[]",
}
_AMONG = (  # on one line, because the conditions stand in a comment of the statement too
    "AND (((a.choice, a.stage) IN (SELECT * FROM unnest(%(choices{n})s::varchar[], %(stages{n})s::varchar[])) "
    "AND a.case_id <> ALL (%(waived{n})s::uuid[])) OR a.case_id = ANY (%(fitting{n})s::uuid[]))"
)


# Where few answers match, they are gathered first; where many do, cases are leafed through until a page is full.
# Left to itself the planner reads and sorts every case of the programme: row security hides from it how many match.
_FEW = "AND c.id = ANY (ARRAY(SELECT a.case_id FROM readiness_assessment a WHERE a.programme_id = %(programme)s {of}))"
_MANY = "AND (SELECT true FROM readiness_assessment a WHERE a.case_id = c.id {of})"


def listing(*, programme: str, filters: Filters, basis: str, page: int = 1, total: int | None = None) -> Listing:
    """This will give one page of a programme's cases; refuses a mistyped number and pages nobody leafs to.

    A row whose stored answer is missing or of another basis has no facts. `total` is for whoever knows already how
    many the filters leave (`count`).
    """
    if not 1 <= page <= PAGE_MOST:
        raise Refusal(
            "page-too-far",
            Words(
                id="Halaman itu tidak ada. Persempit daftarnya dengan saringan.",
                en="There is no such page. Narrow the list with a filter.",
            ),
            field="page",
        )
    values, among = _said(filters)
    values |= {"programme": programme, "basis": basis, "most": COUNT_MOST + 1}
    narrowed, counted = _narrowed(values, among, total)
    # Without a filter one plan serves every programme; with one, the good plan depends on what it leaves.
    found = (sql.rows if narrowed else sql.prepared)(
        sql.load(__file__, "listing").replace("{narrowed}", narrowed),
        limit=PAGE_ROWS,
        offset=(page - 1) * PAGE_ROWS,
        **values,
    )
    return Listing(
        rows=tuple(Listed(*row) for row in found),
        page=page,
        pages=max(1, -(-min(counted, COUNT_MOST) // PAGE_ROWS)),
        total=min(counted, COUNT_MOST),
        more=counted > COUNT_MOST,
    )


def _said(filters: Filters) -> tuple[dict[str, object], str]:
    """This will give the values of the filters in use, and the condition on kinds of answers."""
    values: dict[str, object] = {
        name: getattr(filters, name) for name in (*_OF_CASE, *_OF_ANSWER) if getattr(filters, name)
    }
    among = ""
    for place, answers in enumerate(filters.among):
        among += _AMONG.replace("{n}", str(place))
        values |= {
            f"choices{place}": list(answers.choices),
            f"stages{place}": list(answers.stages),
            f"waived{place}": list(answers.waived),
            f"fitting{place}": list(answers.fitting),
        }
    if filters.q:
        values["q"] = numbered(filters.q)
    if filters.cases is not None:
        values["cases"] = list(filters.cases)
    return values, among


def count(*, programme: str) -> int:
    """This will count a programme's cases as far as the view reaches, one further than a list counts at most."""
    statement = sql.load(__file__, "listing_count").replace("{narrowed}", "")
    return _count(statement, {"programme": programme, "most": COUNT_MOST + 1})


def _narrowed(values: dict[str, object], among: str, known: int | None) -> tuple[str, int]:
    """This will give the conditions of the filters in the cheaper of two forms, and how many cases they leave."""
    of_case = " ".join(_OF_CASE[name] for name in values if name in _OF_CASE)
    of_answer = " ".join(_OF_ANSWER[name] for name in values if name in _OF_ANSWER) + among
    if of_answer:
        answers = _count(sql.load(__file__, "answers_count").replace("{of}", of_answer), values)
        form = _FEW if answers <= COUNT_MOST else _MANY
        narrowed = f"{of_case} {form.replace('{of}', of_answer)}"
        if answers > COUNT_MOST and not of_case:
            return narrowed, answers
    else:
        narrowed = of_case
    if known is not None:
        return narrowed, known
    return narrowed, _count(sql.load(__file__, "listing_count").replace("{narrowed}", narrowed), values)


def _count(statement: str, values: dict[str, object]) -> int:
    found = sql.one(statement, **values)
    assert found is not None, "counting gives one row"
    return int(found[0])


@dataclass(frozen=True, slots=True)
class _Book:
    """Where the lines of one book stand, which columns they have, and how a line is made of their texts."""

    table: str
    columns: str
    line: Callable[..., Line]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _yes(text: str | None) -> bool:
    return text == "true"


_BOOKS: dict[str, _Book] = {
    "choice": _Book(
        "cases_choice",
        "b.choice, b.informed, b.companion::text, "
        "(SELECT true::text FROM cases_pressure p WHERE p.case_id = b.case_id AND p.act_id = b.act_id)",
        lambda on, act, c, i, m, p: ChoiceLine(on, act, c, i, _yes(p), _yes(m)),
    ),
    "consent": _Book(
        "cases_consent",
        "b.purpose, b.event, b.until::text, b.text_version, b.language",
        lambda on, act, p, e, u, v, g: ConsentLine(on, act, p, e, _day(u), v, g),
    ),
    "wish": _Book(
        "cases_travelwish",
        "b.discreet::text, b.escort::text, b.not_before::text, b.not_after::text, array_to_string(b.needs, ',')",
        lambda on, act, d, e, f, t, n: WishLine(on, act, _yes(d), _yes(e), _day(f), _day(t), codes_in(n)),
    ),
    "screening": _Book(
        "cases_screening", "b.outcome, b.trained::text", lambda on, act, o, t: ScreeningLine(on, act, o, _yes(t))
    ),
    "attempt": _Book(
        "cases_attempt",
        "b.kind, b.outcome, b.round, array_to_string(b.attesters, ','), b.reason",
        lambda on, act, k, o, r, a, w: AttemptLine(on, act, k, o, r, codes_in(a), w),
    ),
    "duplicate": _Book(
        "cases_duplicate",
        "(SELECT o.number FROM cases_case o WHERE o.id = b.other_id), b.other_id::text, b.event, b.reason",
        lambda on, act, n, o, e, r: DuplicateLine(on, act, n or "", UUID(o), e, r),
    ),
    "objection": _Book(
        "cases_objection",
        "b.ref, b.event, b.topic, b.due_on::text, b.outcome, b.reason, b.by, b.companion::text",
        lambda on, act, r, e, t, d, o, w, y, m: ObjectionLine(on, act, r, e, t, _day(d), o, w, y, _yes(m)),
    ),
    "move": _Book("cases_move", "b.move", MoveLine),
    "assignment": _Book(
        "cases_assignment",
        "b.agency_id, b.purpose, b.event, b.until::text",
        lambda on, act, a, p, e, u: AssignmentLine(on, act, a, p, e, _day(u)),
    ),
}


def history(case: UUID, moment: Moment, *books: str) -> dict[str, tuple[Any, ...]]:
    """This will give the lines of these books (or all) about one case as of a day, each in order, in one question."""
    chosen = books or tuple(_BOOKS)
    lines: dict[str, list[Line]] = {name: [] for name in chosen}
    found = sql.prepared(_lines_of(chosen), case=case, day=moment.day, known=moment.known_before)
    for name, on, act, _, texts in found:
        lines[name].append(_BOOKS[name].line(on, act, *texts))
    return {name: tuple(values) for name, values in lines.items()}


@cache
def _lines_of(books: tuple[str, ...]) -> str:
    told = (
        sql.load(__file__, "lines").format(name=name, table=_BOOKS[name].table, columns=_BOOKS[name].columns)
        for name in books
    )
    return f"{'UNION ALL'.join(told)} ORDER BY 2, 3, 4"


def consents_in_force(case: UUID, moment: Moment) -> dict[str, ConsentLine]:
    """This will give, by purpose, the consents that stand on a day."""
    return in_force(history(case, moment, "consent")["consent"], moment.day)


def last_move(case: UUID, moment: Moment) -> MoveLine | None:
    """This will give the last step of a case, or None while nothing has happened."""
    moves = history(case, moment, "move")["move"]
    return moves[-1] if moves else None


def open_duplicates(case: UUID, moment: Moment) -> tuple[DuplicateLine, ...]:
    """This will give the likely duplicates nobody has decided about."""
    latest = {line.other_id: line for line in history(case, moment, "duplicate")["duplicate"]}
    return tuple(line for line in latest.values() if line.event == "FLAGGED")


def objections(case: UUID, moment: Moment) -> dict[str, ObjectionLine]:
    """This will give the latest line of every objection by its reference."""
    return {line.ref: line for line in history(case, moment, "objection")["objection"]}


def assigned(case: UUID, moment: Moment) -> tuple[AssignmentLine, ...]:
    """This will give the offices the case is with on a day."""
    return standing(history(case, moment, "assignment")["assignment"], moment.day)


def locked_to(case: UUID) -> tuple[str, ...]:
    """This will give the two people a case is locked to, as far as the view shows it; nobody when it is open."""
    found = sql.one(sql.load(__file__, "locked_to"), case=case)
    return tuple(found[0]) if found else ()


def has_open_double(case: UUID) -> bool:
    """This will be true while a likely double of a case is undecided, whichever of the two it was noted in."""
    return sql.one(sql.load(__file__, "open_double"), case=case) is not None


def case_file(number: str, moment: Moment) -> CaseFile:
    """This will give a case with its whole history as of a day; refuses like `find`."""
    found = _found(number)
    ref = CaseRef(*found[:_REF])
    alias, site, block, origin, home, children_with, adults_with = found[_REF:]
    lines = history(ref.id, moment)
    return CaseFile(
        ref=ref,
        alias=alias,
        site=site,
        block=block,
        origin=origin,
        home=home,
        children_with=children_with,
        adults_with=adults_with,
        choices=lines["choice"],
        consent_lines=lines["consent"],
        consents=tuple(in_force(lines["consent"], moment.day).values()),
        wishes=lines["wish"],
        screenings=lines["screening"],
        attempts=lines["attempt"],
        duplicates=lines["duplicate"],
        objections=lines["objection"],
        moves=lines["move"],
        assignments=lines["assignment"],
        assigned=standing(lines["assignment"], moment.day),
    )

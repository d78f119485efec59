"""What the tests of row security stand on: who sees what was made here, and how to look as somebody."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg import sql
from tests import world as cast
from tests.world import World

from pulang.areas.accounts import rules as rights
from pulang.flows import looking, standing
from pulang.storage import context
from pulang.storage.tables import TABLES, Shows

PERSONAL = sorted(name for name, table in TABLES.items() if table.personal)
OF_CASES = sorted(name for name in PERSONAL if TABLES[name].shows in {Shows.CASES, Shows.BY_CASE})


@dataclass(frozen=True, slots=True)
class Ground:
    """The cases by what became of them; each has a row in every book about cases."""

    given: str  # to the partner and to the receiving office
    kept: str  # with the lead office alone
    locked: str  # to the coordinator and the case worker
    elsewhere: str  # another office's, in another programme


def fill() -> Ground:
    world = World()
    world.programme_ready()
    given = world.planned(world.verified(world.choosing(nik="5371016311770009", name="Kenari")))
    world.given(given, cast.PARTNER, "PARTNER")
    kept = world.planned(world.verified())
    locked = world.planned(world.verified(world.choosing(name="Merpati")))
    for case in (given, kept, locked):
        world.here(
            "cases.choice.record", cast.CASE_WORKER, case=case, choice="RETURN", informed="CONVERSATION", pressure=True
        )
        world.here("cases.wish.record", cast.CASE_WORKER, case=case, discreet=True)
        world.here("cases.objection.raise", cast.CASE_WORKER, case=case, objection="K-1", topic="TRAVEL")
        world.here("aid.channel.record", cast.CASE_WORKER, case=case, kind="BANK_ACCOUNT", own_name=True)
        world.here(
            "readiness.gate.waive", cast.HEAD, gate="screening-done", case=case, reason="Uji", until="2019-04-01"
        )
        world.appointed(case)
        world.here("papers.task.mark", cast.REGISTRAR, case=case, kind="NEW_CARD", state="STARTED")
        other = given if case != given else kept
        world.here("cases.duplicate.flag", cast.CASE_WORKER, case=case, other=other, reason="Uji")
        world.here("cases.duplicate.decide", case=case, other=other, same=False, reason="Uji")
    world.here("rounds.list.freeze", on=world.today + timedelta(days=1), round="P-1")
    world.here("aid.decree.issue", cast.HEAD, number="SKP-1", issuer="Dinas Sosial")
    for case in (given, kept, locked):
        world.here("aid.beneficiary.list", cases=[case], decree="SKP-1")
    world.open_programme(cast.ELSEWHERE, cast.OTHER_CITY)
    elsewhere = world.number()
    asked: dict[str, Any] = {"programme": cast.ELSEWHERE, "case": elsewhere, "home": cast.SURABAYA, "name": "Camar"}
    world.do("cases.case.register", cast.STRANGER, **asked)
    with world.looking(cast.CASE_WORKER):
        looking.note(action="case.listed", programme=cast.PROGRAMME)
    for who in cast.USERS:
        world.actor(who)
    world.here("cases.lock.set", case=locked, first=cast.COORDINATOR, second=cast.CASE_WORKER, reason="Uji")
    return Ground(given=given, kept=kept, locked=locked, elsewhere=elsewhere)


def view_of(code: str, day: date = cast.TODAY) -> context.View:
    """The view the doors would open for somebody with the role and agency of the cast."""
    from pulang.areas.accounts.facts import Actor  # noqa: PLC0415 - beside its use

    agency, role = cast.USERS[code]
    actor = Actor(code=code, name=code, agency=agency, roles=frozenset({role}))
    assert rights.reach_of(actor)
    return standing.view_of(actor, day=day)


def look(raw: psycopg.Connection, code: str, day: date = cast.TODAY) -> None:
    """Tells the open transaction for whom it answers, as a door would."""
    claim(raw, context.signed(view_of(code, day)))


def claim(raw: psycopg.Connection, token: str) -> None:
    raw.execute("SELECT set_config('pulang.context', %s, true)", [token])


def numbers(raw: psycopg.Connection) -> set[str]:
    return {row[0] for row in raw.execute("SELECT number FROM cases_case").fetchall()}


def count(raw: psycopg.Connection, table: str) -> int:
    row = raw.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])

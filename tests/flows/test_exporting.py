"""Copies that leave: asked for by one, approved by another, made as a locked workbook, gone after a day."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.world import (
    CASE_WORKER,
    CITY,
    COORDINATOR,
    HEAD,
    OBSERVER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVER,
    STRANGER,
    TREASURER,
    World,
    noon,
)

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.exports import queries, rules
from pulang.areas.exports.facts import Column, Export, State
from pulang.flows import copying, standing
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.storage import context, sql, workbooks

pytestmark = pytest.mark.django_db
NAMES = ("Melati Contoh", "Kenanga Contoh", "Dahlia Contoh")


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def people(world: World) -> list[str]:
    """Three people who consent to everything a return needs."""
    return [world.choosing(name=name, nik=f"537101410790000{last}") for last, name in enumerate(NAMES, start=1)]


@pytest.fixture
def at(world: World) -> datetime:
    return noon(world.today)


def asked(world: World, by: str = COORDINATOR, **changes: Any) -> str:
    number = refs.draw("E", world._random.randrange)
    said = {"purpose": "RETURN", "recipient": CITY, "receiver": "bagian perjalanan", "columns": ["NUMBER", "NAME"]}
    world.here("exports.export.request", by, export=number, **{**said, **changes})
    return number


def approved(world: World, by: str = HEAD, **changes: Any) -> str:
    number = asked(world, **changes)
    world.here("exports.export.approve", by, export=number)
    return number


def seen(world: World, number: str, at: datetime) -> Export:
    with standing.looking(world.actor(COORDINATOR), day=world.today):
        return queries.export(number, PROGRAMME, at)


def book(world: World, number: str, at: datetime, by: str = COORDINATOR) -> Any:
    """The workbook as its receiver opens it."""
    content = copying.fetch(by=world.actor(by), programme=PROGRAMME, number=number, at=at)
    password = copying.show_password(by=world.actor(by), programme=PROGRAMME, number=number, at=at)
    assert password is not None
    return openpyxl.load_workbook(BytesIO(workbooks.opened(content, password)))


def table(sheet: Any) -> list[list[Any]]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    return rows[: next(place for place, row in enumerate(rows) if row[0] is None)]


@asvs("V2.3.1", "V14.2.4")
def test_a_copy_is_asked_for_approved_by_another_and_made_as_a_locked_workbook(
    world: World, people: list[str], at: datetime
) -> None:
    number = approved(world)
    waiting = seen(world, number, at)

    made = copying.make_due(at=at)

    assert (waiting.state, made, seen(world, number, at).state) == (State.APPROVED, 1, State.READY)
    sheet = book(world, number, at).active
    assert sorted(table(sheet)) == sorted([number, name] for number, name in zip(people, NAMES, strict=True))
    assert seen(world, number, at).rows == 3


@asvs("V2.3.5")
def test_nobody_approves_what_they_asked_for_and_nothing_is_decided_twice(world: World, people: list[str]) -> None:
    number = asked(world)

    assert world.refusal("exports.export.approve", COORDINATOR, export=number).code == "two-people-needed"
    world.here("exports.export.approve", HEAD, export=number)
    assert world.refusal("exports.export.approve", HEAD, export=number).code == "export-decided"
    assert world.refusal("exports.export.refuse", HEAD, export=number).code == "export-decided"


def test_a_request_that_was_refused_or_not_decided_is_never_made(world: World, people: list[str], at: datetime) -> None:
    asked(world)
    world.here("exports.export.refuse", COORDINATOR, export=asked(world))

    assert copying.make_due(at=at) == 0


@pytest.mark.parametrize(
    ("by", "changes", "code"),
    [
        (TREASURER, {}, "not-allowed"),
        (STRANGER, {}, "not-allowed"),
        (PARTNER_WORKER, {}, "not-allowed"),
        (COORDINATOR, {"recipient": OBSERVER}, "no-copy-for-observers"),
        (COORDINATOR, {"recipient": "TIDAK-ADA"}, "unknown-agency"),
        (COORDINATOR, {"columns": ["NAME", "NAME"]}, "column-twice"),
        (COORDINATOR, {"columns": []}, "fields"),
        (COORDINATOR, {"columns": ["ADDRESS"]}, "fields"),
        (COORDINATOR, {"columns": ["PHONE"]}, "fields"),
        (COORDINATOR, {"purpose": "RESEARCH"}, "no-names-for-research"),
        (COORDINATOR, {"stage": "NOWHERE"}, "unknown-filter"),
        (COORDINATOR, {"origin": "99"}, "place-unknown"),
        (COORDINATOR, {"export": "E-0000-0000"}, "number-mistyped"),
    ],
)
def test_what_nobody_may_have_is_refused_before_anybody_decides(
    world: World, by: str, changes: dict[str, Any], code: str
) -> None:
    world._agency(OBSERVER)
    said = {"purpose": "RETURN", "recipient": CITY, "receiver": "loket", "columns": ["NUMBER", "NAME"]}
    number = refs.draw("E", lambda n: 3 % n)

    refusal = world.refusal("exports.export.request", by, **{"export": number, **said, **changes})

    assert refusal.code == code


def test_no_column_tells_where_she_is_or_how_to_reach_her() -> None:
    named = {column.value for column in Column}

    assert named.isdisjoint({"ADDRESS", "PHONE", "ACCOUNT", "SITE", "BLOCK", "NOTES", "ALIAS"})


@asvs("V14.2.4")
def test_only_people_whose_consent_to_this_sharing_stands_are_in_it(
    world: World, people: list[str], at: datetime
) -> None:
    number = approved(world)
    world.here("cases.consent.record", CASE_WORKER, case=people[0], purpose="RETURN", event="WITHDRAWN")

    copying.make_due(at=at)

    assert sorted(row[0] for row in table(book(world, number, at).active)) == sorted(people[1:])


def test_another_office_gets_only_the_people_given_into_its_care(world: World, people: list[str], at: datetime) -> None:
    world.given(people[2])
    number = approved(world, purpose="RECEIVING_OFFICE", recipient=RECEIVER)

    copying.make_due(at=at)

    assert [row[0] for row in table(book(world, number, at).active)] == [people[2]]


@asvs("V8.3.1")
def test_whoever_lost_the_right_meanwhile_gets_nothing(world: World, people: list[str], at: datetime) -> None:
    number = approved(world)
    world.do("accounts.role.end", SYSTEM.code, user=HEAD, role="HEAD", happened_on=world.today.isoformat())

    assert copying.make_due(at=at) == 0
    assert (seen(world, number, at).state, seen(world, number, at).failed) == (State.FAILED, "right-ended")


def test_the_file_and_its_password_are_for_whoever_asked_and_the_password_comes_once(
    world: World, people: list[str], at: datetime
) -> None:
    number = approved(world)
    copying.make_due(at=at)
    head = world.actor(HEAD)

    for ask in (copying.fetch, copying.show_password):
        with pytest.raises(Refusal) as refused:
            ask(by=head, programme=PROGRAMME, number=number, at=at)
        assert refused.value.code == "unknown-export"
    asks: Any = {"by": world.actor(COORDINATOR), "programme": PROGRAMME, "number": number, "at": at}
    first, second = copying.show_password(**asks), copying.show_password(**asks)

    assert first is not None
    assert len(first) == 29
    assert second is None


def test_a_wrong_password_opens_nothing(world: World, people: list[str], at: datetime) -> None:
    number = approved(world)
    copying.make_due(at=at)
    content = copying.fetch(by=world.actor(COORDINATOR), programme=PROGRAMME, number=number, at=at)

    with pytest.raises((InvalidKeyError, DecryptionError)):
        workbooks.opened(content, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")
    assert not any(name.encode() in content or name.encode("utf-16-le") in content for name in NAMES)


@asvs("V14.2.7")
def test_after_a_day_the_file_is_gone_and_that_it_existed_stays(world: World, people: list[str], at: datetime) -> None:
    number = approved(world)
    copying.make_due(at=at)
    before, after = at + timedelta(hours=23, minutes=59), at + timedelta(hours=24)

    assert copying.let_go(at=before) == 0
    with pytest.raises(Refusal):
        copying.fetch(by=world.actor(COORDINATOR), programme=PROGRAMME, number=number, at=after)
    assert copying.let_go(at=after) == 1

    left = seen(world, number, after)
    assert (left.state, left.rows, len(left.digest)) == (State.GONE, 3, 64)
    with context.looking(standing.view_of(SYSTEM)):
        assert sql.one("SELECT length(content), wrapped IS NULL FROM exports_file") == (0, True)


def test_an_approval_nobody_followed_for_a_day_is_not_made_any_more(
    world: World, people: list[str], at: datetime
) -> None:
    approved(world)

    assert copying.make_due(at=at + timedelta(hours=25)) == 0


@asvs("V16.3.2", "V16.2.1")
def test_every_person_in_a_copy_has_the_look_in_her_trail(world: World, people: list[str], at: datetime) -> None:
    number = approved(world, columns=["NUMBER", "NAME", "NIK"])
    copying.make_due(at=at)
    book(world, number, at)

    with context.looking(standing.view_of(SYSTEM)):
        written = sql.rows(
            "SELECT c.number, l.actor, l.fields FROM audit_look l JOIN cases_case c ON c.id = l.case_id "
            "WHERE l.action = 'export.written' ORDER BY c.number"
        )
        others = sql.rows("SELECT action FROM audit_look WHERE action LIKE 'export.%%' ORDER BY action")
    assert written == [(one, COORDINATOR, ["number", "name", "nik"]) for one in sorted(people)]
    assert [row[0] for row in others] == ["export.fetched", "export.password", *["export.written"] * 3]


def test_the_copy_bears_its_number_and_the_mark_of_its_receiver(world: World, people: list[str], at: datetime) -> None:
    world.actor(PARTNER_WORKER)
    number, other = approved(world), approved(world, recipient=PARTNER)
    copying.make_due(at=at)

    sheet = book(world, number, at).active

    mark = rules.mark_of_spacing(
        workbooks.heights_higher([sheet.row_dimensions[line].height for line in range(1, rules.MARK_BITS + 1)])
    )
    (bearer,) = copying.whose(mark)
    assert (bearer.number, bearer.asked_by) == (number, COORDINATOR)
    assert other != bearer.number
    numbers = [world.number() for _ in range(12)]
    assert copying.bearers(rules.in_order_of(mark, sorted(numbers))) == (bearer,)
    assert copying.bearers(numbers[:1] + sorted(numbers[1:])) != (bearer,)
    assert number in str(sheet.oddFooter.center.text)
    assert any(number in str(row[0].value) for row in sheet.iter_rows())


def test_a_workbook_tells_nothing_of_its_maker(world: World, people: list[str], at: datetime) -> None:
    number = approved(world)
    copying.make_due(at=at)

    properties = book(world, number, at).properties

    assert not any((properties.creator, properties.title, properties.subject, properties.description))


def test_the_register_counts_copies_and_rows_for_each_receiver(world: World, people: list[str], at: datetime) -> None:
    approved(world)
    approved(world)
    copying.make_due(at=at)

    with standing.looking(world.actor(HEAD), day=world.today):
        counted, listed = queries.by_recipient(PROGRAMME), queries.register(PROGRAMME, at)
    with standing.looking(world.actor(STRANGER), day=world.today):
        elsewhere = queries.register(PROGRAMME, at)

    assert counted == ((CITY, 2, 6),)
    assert len(listed) == 2
    assert elsewhere == ()

"""The one table of rights, held against what every role is for."""

import re
from itertools import product

import pytest

from pulang.areas.accounts.facts import SYSTEM, TOKEN_PREFIX, Actor, token_digest
from pulang.areas.accounts.rules import (
    COMPLAINS,
    FITS,
    LOOKS,
    NEVER_TOGETHER,
    RIGHTS,
    AgencyKind,
    Relation,
    Role,
    clashes,
    fits,
    may,
    may_look,
    may_open_names,
    reach_of,
)

BY_ROLE = {role: {verb for verb, right in RIGHTS.items() if role in right.roles} for role in Role}


def actor(*roles: Role) -> Actor:
    return Actor(code="x", name="X", agency="DINSOS", roles=frozenset(role.value for role in roles))


def about(*areas: str) -> set[str]:
    return {verb for verb in RIGHTS if verb.startswith(tuple(f"{area}." for area in areas))}


def test_a_verb_says_its_area_its_thing_and_what_is_done() -> None:
    for verb in RIGHTS:
        assert re.fullmatch(r"[a-z]+\.[a-z]+\.[a-z]+", verb), verb


@pytest.mark.parametrize("verb", sorted(RIGHTS))
def test_every_verb_has_somebody_who_may_do_it(verb: str) -> None:
    right = RIGHTS[verb]

    assert right.roles or verb in COMPLAINS  # whoever complains has no role at all
    assert right.relations is None or right.relations
    assert verb in COMPLAINS or any(
        may(actor(role), verb, relation) for role, relation in product(right.roles, Relation)
    )


@pytest.mark.parametrize("verb", sorted(RIGHTS))
def test_a_right_is_exactly_a_role_in_the_right_place(verb: str) -> None:
    right = RIGHTS[verb]

    for role, relation in product(Role, [None, *Relation]):
        placed = right.relations is None or relation in right.relations
        assert may(actor(role), verb, relation) == (role in right.roles and placed)
    assert not may(actor(), verb, Relation.LEAD)
    assert may(SYSTEM, verb, None)


def test_an_observer_says_where_it_stands_and_changes_nothing() -> None:
    assert BY_ROLE[Role.OBSERVER] == {"coordination.position.file"}
    assert all(Relation.OBSERVER not in (right.relations or ()) for right in RIGHTS.values())


def test_a_data_protection_officer_sees_to_rights_over_data_judges_emergencies_and_opens_nobody() -> None:
    judges = {"reveals.emergency.review", "reveals.emergency.tell"}
    assert BY_ROLE[Role.DATA_PROTECTION] <= about("privacy", "grievances") | judges


def test_an_administrator_touches_accounts_and_rates_and_no_case() -> None:
    assert BY_ROLE[Role.ADMINISTRATOR] == about("accounts") | {"aid.rate.set"}
    assert not may_look(actor(Role.ADMINISTRATOR), "cases")


def test_whoever_holds_the_money_touches_only_money() -> None:
    for role in (Role.TREASURER, Role.APPROVER):
        assert BY_ROLE[role] <= about("funds") | {
            "payments.file.make",
            "payments.result.take",
            "payments.proof.file",
            "payments.statement.take",
        }
        assert BY_ROLE[role]
        assert not may_look(actor(role), "cases")


def test_a_partner_and_a_receiving_office_work_on_cases_and_decide_nothing() -> None:
    for role in (Role.PARTNER_WORKER, Role.RECEIVING_OFFICER):
        hers = {"privacy.request.receive", "privacy.request.lift", "privacy.deletion.confirm"}
        opens = {"reveals.identity.open", "reveals.emergency.declare"}
        hands = {"payments.envelope.appoint", "payments.envelope.record"}
        hands |= {"partners.document.file", "partners.incident.answer"}
        assert BY_ROLE[role] <= about("cases", "journeys", "aid") | hers | opens | hands
        assert not BY_ROLE[role] & {
            "cases.case.register",
            "cases.duplicate.decide",
            "cases.objection.answer",
            "cases.assignment.give",
            "cases.assignment.end",
            "aid.beneficiary.list",
            "aid.decree.issue",
        }


def test_the_ministry_reviews_and_touches_no_case() -> None:
    assert not BY_ROLE[Role.MINISTRY_REVIEWER] & about("cases", "people", "journeys")


def test_only_a_head_of_office_sets_a_gate_aside() -> None:
    assert RIGHTS["readiness.gate.waive"].roles == {Role.HEAD}


def test_nobody_outside_a_programme_acts_in_it() -> None:
    for verb, right in RIGHTS.items():
        if right.relations is not None:
            assert not right.relations & {Relation.OUTSIDE, Relation.OBSERVER}, verb


def test_acts_that_anybodys_agency_may_do_touch_no_person() -> None:
    everywhere = {verb for verb, right in RIGHTS.items() if right.relations is None} - BY_ROLE[Role.OBSERVER]

    assert not everywhere & about("cases", "people", "journeys", "coordination", "statements", "readiness", "funds")


@pytest.mark.parametrize(
    ("role", "reach", "names"),
    [
        (Role.REGISTRAR, "PROGRAMMES", True),
        (Role.CASE_WORKER, "PROGRAMMES", True),
        (Role.COORDINATOR, "PROGRAMMES", True),
        (Role.HEAD, "PROGRAMMES", True),
        (Role.MINISTRY_REVIEWER, "PROGRAMMES", True),
        (Role.DATA_PROTECTION, "PROGRAMMES", False),
        (Role.PARTNER_WORKER, "CASES", True),
        (Role.RECEIVING_OFFICER, "CASES", True),
        (Role.TREASURER, "NONE", False),
        (Role.APPROVER, "NONE", False),
        (Role.OBSERVER, "NONE", False),
        (Role.ADMINISTRATOR, "NONE", False),
    ],
)
def test_a_role_sees_no_further_than_its_work(*, role: Role, reach: str, names: bool) -> None:
    assert (reach_of(actor(role)), may_open_names(actor(role))) == (reach, names)


def test_without_a_role_nothing_is_seen_and_the_system_sees_all() -> None:
    assert (reach_of(actor()), may_open_names(actor())) == ("NONE", False)
    assert (reach_of(SYSTEM), may_open_names(SYSTEM)) == ("ALL", True)
    assert all(may_look(SYSTEM, what) and not may_look(actor(), what) for what in LOOKS)


def test_the_widest_of_several_roles_counts() -> None:
    assert reach_of(actor(Role.PARTNER_WORKER, Role.COORDINATOR)) == "PROGRAMMES"
    assert reach_of(actor(Role.PARTNER_WORKER, Role.OBSERVER)) == "CASES"


def test_who_may_look_at_cases_sees_some_and_who_sees_names_may_look() -> None:
    for role in Role:
        if may_look(actor(role), "cases"):
            assert reach_of(actor(role)) != "NONE"
        if may_open_names(actor(role)):
            assert may_look(actor(role), "cases")
        if may_look(actor(role), "care"):
            assert may_look(actor(role), "cases")
        assert may_look(actor(role), "programme")


def test_no_kind_of_agency_is_police_civil_order_or_any_force() -> None:
    assert {kind.value for kind in AgencyKind} == {
        "CITY_OFFICE",
        "PROVINCE_OFFICE",
        "MINISTRY",
        "RECEIVING_OFFICE",
        "PARTNER",
        "FINANCE_OFFICE",
        "OBSERVER",
    }
    told = " ".join(kind.value for kind in [*AgencyKind, *Role, *Relation]).lower()
    assert not re.search(r"polic|polisi|polri|polres|satpol|civil_order|army|tni|immigration|imigrasi|security", told)


def test_every_role_fits_some_agency_and_only_fitting_ones() -> None:
    assert set(FITS) == set(Role)
    for role, kind in product(Role, AgencyKind):
        assert fits(role, kind) == (kind in FITS[role])
    assert [role for role in Role if fits(role, AgencyKind.OBSERVER)] == [Role.OBSERVER]
    assert [role for role in Role if fits(role, AgencyKind.PARTNER)] == [Role.PARTNER_WORKER]


def test_nobody_prepares_and_approves_the_same_payment() -> None:
    assert {Role.TREASURER, Role.APPROVER} == NEVER_TOGETHER
    assert clashes(Role.TREASURER, ["APPROVER"])
    assert clashes(Role.APPROVER, ["HEAD", "TREASURER"])
    assert not clashes(Role.TREASURER, ["TREASURER", "HEAD"])
    assert not clashes(Role.HEAD, ["APPROVER", "TREASURER"])


def test_of_a_token_only_its_digest_is_kept() -> None:
    digest = token_digest(f"{TOKEN_PREFIX}abc")

    assert len(digest) == 32
    assert digest == token_digest(f"{TOKEN_PREFIX}abc") != token_digest(f"{TOKEN_PREFIX}abd")

"""Agencies, their people, roles, passwords and tokens."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from tests.flows.offices import AT, DAY, do, lines_about, offices, refused, who

from pulang.areas.accounts import queries
from pulang.areas.accounts.rules import AgencyKind, Role, clashes, fits
from pulang.flows.agencies import give_password

pytestmark = pytest.mark.django_db
PEOPLE = ("administrator", "peninjau", "bendahara", "pemantau", "petugas-mitra")
ADMIN = "administrator"
DIGEST = hashlib.sha256(b"a token drawn by the door").hexdigest()


def test_an_agency_is_registered_and_written_down() -> None:
    do("accounts.agency.register", code="dinsos-alor", kind="CITY_OFFICE", name="Dinas Sosial Alor", place="5305")

    assert queries.agency("dinsos-alor").place == "53.05"
    (line,) = lines_about("dinsos-alor")
    assert (line.by, line.verb, line.programme) == ("pulang", "accounts.agency.register", "")


def test_a_used_agency_code_and_an_unknown_place_are_refused() -> None:
    offices(*PEOPLE)

    with refused("accounts-agency-pkey"):
        do("accounts.agency.register", code="KEMENSOS", kind="MINISTRY", name="Lain")
    with refused("place-unknown"):
        do("accounts.agency.register", code="lain", kind="MINISTRY", name="Lain", place="53.99")


def test_there_is_no_kind_of_agency_for_police() -> None:
    assert {kind.value for kind in AgencyKind}.isdisjoint({"POLICE", "CIVIL_ORDER", "SATPOL_PP"})
    with refused("fields", field="kind"):
        do("accounts.agency.register", code="satpol", kind="POLICE", name="Lain")


def test_registering_an_agency_again_under_the_same_id_changes_nothing() -> None:
    for done in (False, True):
        receipt = do("accounts.agency.register", ref="sekali", code="KEMENSOS", kind="MINISTRY", name="Kementerian")
        assert receipt.already_done is done

    assert len(queries.agencies()) == 1


def test_only_an_administrator_registers() -> None:
    offices(*PEOPLE)

    do("accounts.user.register", ADMIN, code="dinsos-kupang.baru", name="Petugas", agency="DINSOS-KPG")
    with refused("not-allowed"):
        do("accounts.user.register", "koordinator", code="x.y", name="Petugas", agency="KEMENSOS")


@pytest.mark.parametrize("code", ["Dinsos.Admin", "ab", "a b", "-awal", "a@b"])
def test_a_user_code_is_small_letters_and_digits(code: str) -> None:
    offices(*PEOPLE)

    with refused("fields", field="code"):
        do("accounts.user.register", code=code, name="Petugas", agency="KEMENSOS")


def test_a_user_cannot_be_the_system_nor_taken_twice_nor_without_an_agency() -> None:
    offices(*PEOPLE)

    with refused("code-is-the-system", field="code"):
        do("accounts.user.register", code="pulang", name="Petugas", agency="KEMENSOS")
    with refused("accounts-user-code-key"):
        do("accounts.user.register", code=ADMIN, name="Petugas", agency="KEMENSOS")
    with refused("unknown-agency", field="agency"):
        do("accounts.user.register", code="lain.admin", name="Petugas", agency="lain")


def test_a_role_is_held_from_its_day_until_it_ends() -> None:
    offices(*PEOPLE)
    do("accounts.user.register", code="dinsos.a", name="Petugas", agency="DINSOS-KPG")
    do("accounts.role.give", user="dinsos.a", role="REGISTRAR", happened_on="2019-01-10")
    do("accounts.role.end", user="dinsos.a", role="REGISTRAR", happened_on="2019-02-10")

    with refused("role-not-held", field="role"):
        do("accounts.role.end", user="dinsos.a", role="REGISTRAR", happened_on="2019-01-09")
    assert queries.roles("dinsos.a", date(2019, 1, 9)) == ()
    assert queries.roles("dinsos.a", date(2019, 1, 10)) == ("REGISTRAR",)
    assert queries.roles("dinsos.a", date(2019, 2, 10)) == ()
    assert [line.verb for line in lines_about("dinsos.a")] == [
        "accounts.role.end",
        "accounts.role.give",
        "accounts.user.register",
    ]


def test_a_role_must_fit_the_agency_and_be_new_to_the_user() -> None:
    offices(*PEOPLE)

    with refused("role-does-not-fit-agency", field="role"):
        do("accounts.role.give", ADMIN, user="pemantau", role="COORDINATOR")
    with refused("role-already-held", field="role"):
        do("accounts.role.give", ADMIN, user="peninjau", role="MINISTRY_REVIEWER")
    with refused("role-not-held", field="role"):
        do("accounts.role.end", ADMIN, user="peninjau", role="TREASURER")
    with refused("unknown-user", field="user"):
        do("accounts.role.give", ADMIN, user="tidak.ada", role="REGISTRAR")
    with refused("not-yet-happened", field="happened_on"):
        do("accounts.role.give", ADMIN, user="peninjau", role="TREASURER", happened_on="2019-03-04")


def test_the_treasurer_is_never_the_approver() -> None:
    offices(*PEOPLE)

    with refused("roles-clash", field="role"):
        do("accounts.role.give", ADMIN, user="bendahara", role="APPROVER")

    do("accounts.role.end", ADMIN, user="bendahara", role="TREASURER")
    do("accounts.role.give", ADMIN, user="bendahara", role="APPROVER")
    assert who("bendahara").roles == {"APPROVER"}


def test_nobody_gives_himself_a_role_or_closes_his_own_account() -> None:
    offices(*PEOPLE)

    with refused("not-for-oneself", field="user"):
        do("accounts.role.give", ADMIN, user=ADMIN, role="COORDINATOR")
    with refused("not-for-oneself", field="user"):
        do("accounts.user.deactivate", ADMIN, user=ADMIN)


def test_every_role_fits_some_kind_of_agency_and_observers_only_observe() -> None:
    assert all(any(fits(role, kind) for kind in AgencyKind) for role in Role)
    assert {role for role in Role if fits(role, AgencyKind.OBSERVER)} == {Role.OBSERVER}
    assert {role for role in Role if fits(role, AgencyKind.PARTNER)} == {Role.PARTNER_WORKER}
    assert not clashes(Role.REGISTRAR, ["TREASURER"])
    assert clashes(Role.TREASURER, ["APPROVER"])


def test_a_closed_account_acts_no_more_and_cannot_be_closed_twice() -> None:
    offices(*PEOPLE)
    do("accounts.user.deactivate", ADMIN, user="peninjau", reason="Pindah tugas")

    with refused("unknown-actor"):
        who("peninjau")
    with refused("user-closed", field="user"):
        do("accounts.user.deactivate", ADMIN, user="peninjau")
    with refused("user-closed", field="user"):
        do("accounts.role.give", ADMIN, user="peninjau", role="TREASURER")
    with refused("unknown-actor"):
        give_password(code="peninjau", raw="kata sandi yang panjang")


def test_a_password_lets_a_user_sign_in_and_is_written_in_no_book() -> None:
    offices(*PEOPLE)
    before = len(lines_about(ADMIN))

    give_password(code=ADMIN, raw="empat kata biasa saja")

    user = get_user_model().objects.get(code=ADMIN)
    assert user.check_password("empat kata biasa saja")
    assert len(lines_about(ADMIN)) == before
    with refused("password-too-short", field="password"):
        give_password(code=ADMIN, raw="pendek")


def test_a_user_without_a_password_cannot_sign_in() -> None:
    offices(*PEOPLE)

    assert not get_user_model().objects.get(code=ADMIN).has_usable_password()


def issue(**changes: Any) -> None:
    asked: dict[str, Any] = {
        "user": "koordinator",
        "name": "ekspor harian",
        "digest": DIGEST,
        "scopes": ["read"],
        "expires_at": (AT + timedelta(days=30)).isoformat(),
    }
    do("accounts.token.issue", ADMIN, **{**asked, **changes})


def test_a_token_opens_what_it_is_for_until_it_ends() -> None:
    offices(*PEOPLE)
    issue(scopes=["read", "act"])

    holder = queries.token_holder(bytes.fromhex(DIGEST), AT)
    assert holder is not None
    assert (holder.user, holder.scopes) == ("koordinator", ("read", "act"))
    assert queries.token_holder(bytes.fromhex(DIGEST), AT + timedelta(days=30)) is None
    assert queries.token_holder(hashlib.sha256(b"another").digest(), AT) is None


def test_a_revoked_token_and_one_of_a_closed_account_open_nothing() -> None:
    offices(*PEOPLE)
    issue()
    do("accounts.token.revoke", ADMIN, user="koordinator", name="ekspor harian")

    assert queries.token_holder(bytes.fromhex(DIGEST), AT) is None
    with refused("unknown-token", field="name"):
        do("accounts.token.revoke", ADMIN, user="koordinator", name="ekspor harian")

    other = hashlib.sha256(b"another").hexdigest()
    issue(digest=other)
    do("accounts.user.deactivate", ADMIN, user="koordinator")
    assert queries.token_holder(bytes.fromhex(other), AT) is None


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"scopes": []}, "token-without-scope", "scopes"),
        ({"scopes": ["everything"]}, "fields", "scopes.1"),
        ({"expires_at": "2019-03-01T00:00:00Z"}, "token-life", "expires_at"),
        ({"expires_at": "2020-03-05T00:00:00Z"}, "token-life", "expires_at"),
        ({"expires_at": "2019-04-01T00:00:00"}, "fields", "expires_at"),
        ({"digest": "not a digest"}, "fields", "digest"),
        ({"user": "tidak.ada"}, "unknown-user", "user"),
    ],
)
def test_a_token_that_cannot_be_meant_is_refused(change: dict[str, Any], code: str, field: str) -> None:
    offices(*PEOPLE)

    with refused(code, field=field):
        issue(**change)


def test_a_token_name_is_free_again_once_revoked() -> None:
    offices(*PEOPLE)
    issue()

    with refused("token-name-used", field="name"):
        issue(digest=hashlib.sha256(b"another").hexdigest())

    do("accounts.token.revoke", ADMIN, user="koordinator", name="ekspor harian")
    issue(digest=hashlib.sha256(b"another").hexdigest())
    assert len(queries.tokens("koordinator")) == 2


def test_users_are_told_with_the_roles_of_the_day() -> None:
    offices(*PEOPLE)

    found = {user.code: user.roles for user in queries.users(DAY)}
    assert found["peninjau"] == ("MINISTRY_REVIEWER",)
    assert found["petugas-mitra"] == ("PARTNER_WORKER",)

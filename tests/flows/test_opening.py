"""Programmes, their sites and blocks, the groups with a say, and decrees."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.flows.offices import AT, DAY, do, lines_about, offices, refused

from pulang.areas.programmes import queries
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
PEOPLE = ("peninjau", "bendahara")
COORDINATOR = "koordinator"
PROGRAMME, OURS = "UJI-2019", "KD-2019"


def programme(**changes: Any) -> None:
    """This will open a second programme of the same office, with nothing in it yet."""
    offices(*PEOPLE)
    asked: dict[str, Any] = {
        "code": PROGRAMME,
        "name": "Pemulangan Kupang 2019",
        "procedure": "locality-closure",
        "lead": "DINSOS-KPG",
        "ministry": "KEMENSOS",
        "place": "53.71",
        "fiscal_year": 2019,
        "opened_on": "2018-08-20",
    }
    do("programmes.programme.open", COORDINATOR, **{**asked, **changes})


def in_programme(verb: str, by: str = COORDINATOR, **with_: Any) -> None:
    do(verb, by, programme=PROGRAMME, **with_)


def test_a_programme_takes_its_clock_from_its_place_and_is_written_in_its_own_dump() -> None:
    programme()

    found = queries.programme(PROGRAMME)
    assert (found.place, found.time_zone, found.opened_on) == ("53.71", "Asia/Makassar", date(2018, 8, 20))
    (line,) = lines_about(PROGRAMME)
    assert (line.programme, line.by) == (PROGRAMME, COORDINATOR)
    assert [each.code for each in queries.programmes()] == [PROGRAMME, OURS]


def test_a_programme_opens_on_the_day_it_is_at_its_own_place() -> None:
    offices(*PEOPLE)

    # 23.30 in Jakarta is already tomorrow in Jayapura.
    do(
        "programmes.programme.open",
        at=datetime(2019, 3, 2, 16, 30, tzinfo=UTC),
        code="JYP-2019",
        name="Pemulangan Jayapura 2019",
        procedure="stranded-person",
        lead="DINSOS-KPG",
        ministry="KEMENSOS",
        place="91.71",
        fiscal_year=2019,
    )

    assert queries.programme("JYP-2019").opened_on == date(2019, 3, 3)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"procedure": "something-else"}, "unknown-procedure", "procedure"),
        ({"lead": "KEMENSOS"}, "not-your-office", "lead"),
        ({"lead": "tidak-ada"}, "unknown-agency", "agency"),
        ({"ministry": "BKAD-KPG"}, "not-a-ministry", "ministry"),
        ({"place": "53.99"}, "place-unknown", None),
        ({"time_zone": "Mars/Olympus"}, "unknown-time-zone", "time_zone"),
        ({"time_zone": "../etc"}, "unknown-time-zone", "time_zone"),
        ({"fiscal_year": 1999}, "fields", "fiscal_year"),
        ({"opened_on": "2019-02-30"}, "fields", "opened_on"),
        ({"opened_on": "2019-03-04"}, "not-yet-happened", "happened_on"),
    ],
)
def test_a_programme_that_does_not_fit_together_is_refused(
    change: dict[str, Any], code: str, field: str | None
) -> None:
    with refused(code, field=field):
        programme(**change)


def test_a_programme_keeps_another_clock_when_it_is_said() -> None:
    programme(time_zone="Asia/Jayapura")

    assert queries.programme(PROGRAMME).time_zone == "Asia/Jayapura"


def test_a_programme_code_is_used_once_and_only_by_those_who_may_open() -> None:
    programme()
    asked: dict[str, Any] = {"name": "Lain", "procedure": "stranded-person", "place": "53.71", "fiscal_year": 2019}

    with refused("programmes-programme-pkey"):
        do("programmes.programme.open", code=PROGRAMME, lead="DINSOS-KPG", ministry="KEMENSOS", **asked)
    with refused("not-allowed"):
        do(
            "programmes.programme.open",
            "peninjau",
            code="LAIN-2019",
            lead="KEMENSOS",
            ministry="KEMENSOS",
            **asked,
        )
    with refused("unknown-programme"):
        queries.programme("LAIN-2019")


def test_a_site_stands_open_from_its_day_until_it_closes() -> None:
    programme()
    in_programme("programmes.site.add", code="KD", name="Alak", place="53.71.01", happened_on="2018-08-20")
    in_programme("programmes.block.add", site="KD", code="A", name="Blok A", rooms=20)
    in_programme("programmes.block.add", site="KD", code="B", name="Blok B")
    in_programme("programmes.site.mark", site="KD", event="CLOSED", note="Papan", happened_on="2019-01-01")

    (site,) = queries.sites(PROGRAMME)
    assert (site.code, site.blocks) == ("KD", ("A", "B"))
    assert queries.site_states(PROGRAMME, moment(date(2018, 8, 19))) == ()
    (before,) = queries.site_states(PROGRAMME, moment(date(2018, 12, 31)))
    (after,) = queries.site_states(PROGRAMME, moment(date(2019, 1, 1)))
    assert (before.event, after.event, after.since) == ("OPEN", "CLOSED", date(2019, 1, 1))


def test_sites_and_blocks_that_cannot_be_are_refused() -> None:
    programme()
    in_programme("programmes.site.add", code="KD", name="Alak", place="53.71.01")
    in_programme("programmes.block.add", site="KD", code="A", name="Blok A")

    with refused("site-code-is-free"):
        in_programme("programmes.site.add", code="KD", name="Lain", place="53.71.01")
    with refused("block-code-is-free"):
        in_programme("programmes.block.add", site="KD", code="A", name="Lain")
    with refused("unknown-site", field="site"):
        in_programme("programmes.block.add", site="LAIN", code="A", name="Lain")
    with refused("unknown-site", field="site"):
        in_programme("programmes.site.mark", site="LAIN", event="CLOSED")
    with refused("nothing-changes", field="event"):
        in_programme("programmes.site.mark", site="KD", event="OPEN")
    with refused("not-allowed"):
        in_programme("programmes.site.mark", "peninjau", site="KD", event="CLOSED")


def test_groups_with_a_say_are_listed_once() -> None:
    programme()
    in_programme("programmes.stakeholder.list", kind="RESIDENTS_GROUP", name="Pokja warga", happened_on="2019-03-03")
    in_programme("programmes.stakeholder.list", kind="ORGANISATION", name="OPSI NTT", happened_on="2018-12-10")

    assert queries.stakeholders(PROGRAMME, moment(DAY)) == (
        ("ORGANISATION", "OPSI NTT", date(2018, 12, 10)),
        ("RESIDENTS_GROUP", "Pokja warga", date(2019, 3, 3)),
    )
    with refused("stakeholder-listed", field="name"):
        in_programme("programmes.stakeholder.list", kind="ORGANISATION", name="OPSI NTT")


SK: dict[str, Any] = {"number": "SK 176/KEP/HK/2018", "title": "Penutupan lokasi", "issuer": "Wali Kota Kupang"}


def test_a_decree_is_signed_then_in_force_then_revoked() -> None:
    programme()
    in_programme("programmes.decree.issue", **SK, in_force_on="2019-01-01", happened_on="2018-12-21")

    assert queries.decrees(PROGRAMME, moment(date(2018, 12, 20))) == ()
    (signed,) = queries.decrees(PROGRAMME, moment(date(2018, 12, 25)))
    assert (signed.signed_on, signed.in_force_on, signed.revoked_on) == (date(2018, 12, 21), date(2019, 1, 1), None)

    in_programme("programmes.decree.revoke", number=SK["number"], happened_on="2019-03-01")
    assert queries.decrees(PROGRAMME, moment(date(2019, 2, 28)))[0].revoked_on is None
    assert queries.decrees(PROGRAMME, moment(DAY))[0].revoked_on == date(2019, 3, 1)
    assert lines_about(SK["number"])[0].verb == "programmes.decree.revoke"


def test_what_was_known_of_a_decree_on_a_day_stays_askable() -> None:
    programme()
    in_programme("programmes.decree.issue", **SK, happened_on="2018-12-21")

    zone = "Asia/Makassar"
    assert queries.decrees(PROGRAMME, moment(DAY, known_on=date(2019, 3, 2), zone=zone)) == ()
    assert len(queries.decrees(PROGRAMME, moment(DAY, known_on=DAY, zone=zone))) == 1


def test_a_decree_is_in_force_the_day_it_is_signed_unless_said() -> None:
    programme()
    in_programme("programmes.decree.issue", **SK, happened_on="2018-12-21")

    assert queries.decrees(PROGRAMME, moment(DAY))[0].in_force_on == date(2018, 12, 21)


def test_decrees_that_cannot_be_are_refused() -> None:
    programme()
    in_programme("programmes.decree.issue", **SK, happened_on="2018-12-21")

    with refused("decree-number-used", field="number"):
        in_programme("programmes.decree.issue", **SK)
    with refused("unknown-decree", field="number"):
        in_programme("programmes.decree.revoke", number="SK 1")
    with refused("unknown-decree", field="number"):
        in_programme("programmes.decree.revoke", number=SK["number"], happened_on="2018-12-20")
    in_programme("programmes.decree.revoke", number=SK["number"])
    with refused("decree-already-revoked", field="number"):
        in_programme("programmes.decree.revoke", number=SK["number"])
    with refused("not-allowed"):
        in_programme("programmes.decree.issue", "peninjau", number="SK 2")


def test_issuing_a_decree_again_under_the_same_id_changes_nothing() -> None:
    programme()
    for done in (False, True):
        receipt = do("programmes.decree.issue", COORDINATOR, ref="sk-176", at=AT, programme=PROGRAMME, **SK)
        assert receipt.already_done is done

    with refused("id-used-for-something-else", field="id"):
        do("programmes.decree.issue", COORDINATOR, ref="sk-176", programme=PROGRAMME, number="SK lain")

"""What offices said in public, kept beside what contradicts it."""

from datetime import date
from typing import Any

import pytest
from tests.flows.offices import DAY, PROGRAMME, do, lines_about, offices, refused

from pulang.areas.statements import queries
from pulang.areas.statements.rules import conflicts, slips
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
COORDINATOR = "koordinator"
URL = "https://example.org/berita"


def say(verb: str, on: str, office: str = "Dinas Sosial Kota Kupang", **with_: Any) -> None:
    said: dict[str, Any] = {"programme": PROGRAMME, "office": office, "source": URL, "happened_on": on}
    do(f"statements.{verb}", COORDINATOR, **{**said, **with_})


def people(on: str, office: str, figure: str, value: int) -> None:
    say("figure.report", on, office, figure=figure, value=value, unit="PEOPLE")


def published() -> None:
    """This will record the published numbers of Karang Dempel (shared/scenarios/karang-dempel-2019.csv)."""
    offices()
    people("2018-10-17", "Dinas Sosial Kota Kupang", "registered", 145)
    people("2018-12-02", "press", "residents", 300)
    people("2018-12-12", "press", "residents", 130)
    people("2019-01-01", "Pemerintah Kota Kupang", "residents", 145)
    people("2019-01-14", "Dinas Sosial Kota Kupang", "to-return", 140)
    people("2019-02-11", "OPSI NTT", "residents", 60)


def test_contradicting_numbers_all_stay_and_are_shown_as_conflicts() -> None:
    published()

    figures = queries.figures(PROGRAMME, moment(DAY))
    found = conflicts(figures, {})

    assert [figure.value for figure in figures] == [145, 300, 130, 145, 140, 60]
    assert [figure.value for figure in figures if found[figure.id]] == [300, 130, 140, 60]
    assert all(other.source == URL for others in found.values() for other in others)


def test_an_earlier_day_knows_only_what_had_been_said() -> None:
    published()

    assert [figure.value for figure in queries.figures(PROGRAMME, moment(date(2018, 12, 2)))] == [145, 300]
    assert queries.figures(PROGRAMME, moment(DAY, known_on=date(2019, 3, 2), zone="Asia/Makassar")) == ()


def test_words_are_about_the_day_they_were_said_unless_told_otherwise() -> None:
    offices()
    said: dict[str, Any] = {"programme": PROGRAMME, "office": "Pemerintah Kota", "source": URL}
    said |= {"subject": "penutupan", "said_on": "2018-12-09"}
    do("statements.promise.make", COORDINATOR, **said, promised_on="2019-04-01")

    (history,) = queries.promises(PROGRAMME, moment(DAY))
    assert [(made.on, made.said_on) for made in history.made] == [(date(2018, 12, 9), date(2018, 12, 9))]


def test_a_number_can_be_a_range_and_be_said_later_than_the_day_it_is_about() -> None:
    offices()
    say("figure.report", "2019-01-06", figure="travel-budget", value=200, high=300, unit="RUPIAH", said_on="2019-01-07")

    (figure,) = queries.figures(PROGRAMME, moment(DAY))
    assert (figure.value, figure.high, figure.on, figure.said_on) == (200, 300, date(2019, 1, 6), date(2019, 1, 7))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"high": 145}, "range-does-not-go-up", "high"),
        ({"source": ""}, "fields", "source"),
        ({"office": ""}, "fields", "office"),
        ({"value": -1}, "fields", "value"),
        ({"value": "145"}, "fields", "value"),
        ({"unit": "TICKETS"}, "fields", "unit"),
        ({"figure": "Orang di sana"}, "fields", "figure"),
        ({"said_on": "2018-10-16"}, "said-before-it-was-so", "said_on"),
        ({"said_on": "2019-03-04"}, "not-yet-happened", "happened_on"),
        ({"happened_on": "9999-01-01"}, "fields", "happened_on"),
        ({"summary": "nol \x00"}, "fields", "summary"),
    ],
)
def test_a_number_that_cannot_be_meant_is_refused(change: dict[str, Any], code: str, field: str) -> None:
    offices()

    with refused(code, field=field):
        say("figure.report", **{"on": "2018-10-17", "figure": "registered", "value": 145, "unit": "PEOPLE", **change})


def test_a_budget_may_be_large() -> None:
    offices()
    say("figure.report", "2018-12-02", figure="business-capital-budget", value=500_000_000_000, unit="RUPIAH")

    assert queries.figures(PROGRAMME, moment(DAY))[0].value == 500_000_000_000


def test_a_promise_slips_and_is_overdue() -> None:
    offices()
    say("promise.make", "2019-01-02", subject="return", promised_on="2019-02-15", precision="MONTH")
    say("promise.make", "2018-12-17", subject="aid-per-person", amount=5_500_000, unit="RUPIAH")
    say("promise.make", "2018-12-25", subject="aid-per-person", amount=5_000_000, unit="RUPIAH")

    aid, back = queries.promises(PROGRAMME, moment(DAY))

    assert slips(aid, day=DAY).slips == 1
    assert (slips(back, day=DAY).now_promised, slips(back, day=DAY).overdue_days) == ("2019-02", 3)
    assert back.made[0].promised_on == date(2019, 2, 1)
    assert len(queries.promises(PROGRAMME, moment(date(2018, 12, 20)))[0].made) == 1


def test_a_promise_is_kept_once() -> None:
    offices()
    say("promise.make", "2018-08-20", subject="site-closed", promised_on="2018-12-31")
    keep: dict[str, Any] = {"programme": PROGRAMME, "subject": "site-closed", "happened_on": "2019-01-01"}

    do("statements.promise.keep", COORDINATOR, **keep)

    (history,) = queries.promises(PROGRAMME, moment(DAY))
    assert history.kept_on == date(2019, 1, 1)
    assert queries.promises(PROGRAMME, moment(date(2018, 12, 31)))[0].kept_on is None
    with refused("promise-already-kept", field="subject"):
        do("statements.promise.keep", COORDINATOR, **keep)
    with refused("unknown-promise", field="subject"):
        do("statements.promise.keep", COORDINATOR, **{**keep, "subject": "return"})
    with refused("unknown-promise", field="subject"):
        do("statements.promise.keep", COORDINATOR, **{**keep, "happened_on": "2018-08-19"})


def test_a_promise_may_name_the_money_it_rests_on() -> None:
    offices("bendahara")
    do(
        "funds.source.open",
        COORDINATOR,
        programme=PROGRAMME,
        code="APBD-2019",
        name="APBD Kota Kupang",
        payer="BKAD-KPG",
        level="APBD_CITY",
        use="TRAVEL",
        fiscal_year=2019,
    )
    say("promise.make", "2019-01-02", subject="return", funding="APBD-2019")

    assert slips(queries.promises(PROGRAMME, moment(DAY))[0], day=DAY).funding == "APBD-2019"
    with refused("unknown-source", field="funding"):
        say("promise.make", "2019-01-02", subject="return", funding="APBN")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"precision": "DAY"}, "promise-date-half-said", "promised_on"),
        ({"precision": "NONE", "promised_on": "2019-04-01"}, "promise-date-half-said", "promised_on"),
        ({"amount": 5_000_000}, "promise-amount-half-said", "unit"),
        ({"unit": "MONTHS"}, "promise-amount-half-said", "unit"),
        ({"amount": 0, "unit": "RUPIAH"}, "fields", "amount"),
    ],
)
def test_a_promise_that_is_half_said_is_refused(change: dict[str, Any], code: str, field: str) -> None:
    offices()

    with refused(code, field=field):
        say("promise.make", "2019-01-02", subject="return", **change)


def test_grievances_and_statements_are_kept_with_who_said_them() -> None:
    offices()
    say("statement.record", "2018-12-10", "OPSI NTT", kind="GRIEVANCE", subject="closure", summary="Warga tidak diajak")
    say("statement.record", "2018-10-17", "Kelurahan Alak", kind="STATEMENT", subject="residents-informed")

    latest, earlier = queries.statements(PROGRAMME, moment(DAY))
    assert (latest.office, latest.kind, latest.summary) == ("OPSI NTT", "GRIEVANCE", "Warga tidak diajak")
    assert earlier.office == "Kelurahan Alak"
    assert lines_about("closure")[0].verb == "statements.statement.record"


def test_only_the_programmes_own_offices_record_what_was_said() -> None:
    offices("pemantau", "peninjau")
    asked: dict[str, Any] = {
        "programme": PROGRAMME,
        "office": "OPSI NTT",
        "source": URL,
        "figure": "residents",
        "value": 60,
    }

    with refused("not-allowed"):
        do("statements.figure.report", "pemantau", unit="PEOPLE", **asked)
    do("statements.figure.report", "peninjau", unit="PEOPLE", **asked)


def test_reporting_a_figure_again_under_the_same_id_counts_it_once() -> None:
    offices()
    asked: dict[str, Any] = {
        "programme": PROGRAMME,
        "office": "OPSI NTT",
        "source": URL,
        "figure": "residents",
        "value": 60,
    }
    for done in (False, True):
        assert do("statements.figure.report", COORDINATOR, ref="x", unit="PEOPLE", **asked).already_done is done

    assert len(queries.figures(PROGRAMME, moment(DAY))) == 1


def test_a_struck_figure_counts_no_more() -> None:
    offices()
    asked: dict[str, Any] = {
        "programme": PROGRAMME,
        "office": "press",
        "source": URL,
        "figure": "residents",
        "value": 3000,
    }
    do("statements.figure.report", COORDINATOR, ref="salah-ketik", unit="PEOPLE", **asked)

    do("audit.act.strike", COORDINATOR, act="salah-ketik", reason="Kelebihan satu nol")

    assert queries.figures(PROGRAMME, moment(DAY)) == ()

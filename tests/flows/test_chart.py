"""The waiting chart of Karang Dempel: ages right on every day, and the earliest departure under what is supposed."""

import csv
import io
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.doors.browsing import signed_in
from tests.flows import demo
from tests.flows.offices import refused

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows import chart as flow
from pulang.flows import standing
from pulang.flows.chart import Chart, Link
from pulang.flows.said import differing
from pulang.flows.status import status
from pulang.kernel import workdays
from pulang.kernel.moments import moment
from pulang.storage.context import counting

TODAY = date(2019, 3, 3)
# Since when each was waited for, read from the published facts; the oracle counts days by itself.
ANNOUNCED, LISTED, RAKOR_SAID, SIGNED = date(2018, 8, 20), date(2018, 10, 17), date(2018, 12, 17), date(2018, 12, 21)
FOUND, NAMED, OBJECTED = date(2019, 2, 5), date(2019, 2, 11), date(2019, 2, 20)
EVERY_DAY = os.environ.get("PULANG_NIGHTLY_DAYS") == "1"


@pytest.fixture(scope="module")
def told(django_db_setup: None, database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with demo.told(database_template, django_db_blocker) as kept, demo.copied(kept, django_db_blocker) as name:
        yield name


@pytest.fixture
def here(told: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), databases.pointed_at(told):
        yield


def chart(day: date = TODAY, **supposed: date) -> Chart:
    with standing.looking(SYSTEM, day=day):
        now = status(demo.KD, as_of=day)
        days = {name.replace("_", "-"): on for name, on in supposed.items()}
        return flow.chart(now, promised=flow.promised_days(now), supposed=days)


def links(day: date = TODAY, **supposed: date) -> dict[str, Link]:
    return {link.id: link for link in chart(day, **supposed).links}


# Since when each condition held people, by the published facts: from which day on, and since when (None: it was met).
HELD: dict[str, tuple[tuple[date, date | None], ...]] = {
    "legal-basis": ((LISTED, ANNOUNCED), (SIGNED, SIGNED), (date(2019, 1, 1), None)),
    "rakor-decided": ((LISTED, ANNOUNCED), (RAKOR_SAID, RAKOR_SAID)),
    "partner-ready": ((LISTED, ANNOUNCED), (NAMED, NAMED)),
    "travel-funds-released": ((LISTED, ANNOUNCED), (TODAY, TODAY)),
    "aid-funds-confirmed": ((LISTED, ANNOUNCED), (NAMED, NAMED)),
    "no-open-duplicate": ((date(2019, 1, 29), date(2019, 1, 29)), (date(2019, 1, 31), None), (FOUND, FOUND)),
    "no-open-objection": ((OBJECTED, OBJECTED),),
    **dict.fromkeys(
        ("choice-informed", "identity-verified", "screening-done", "consent-current", "itinerary-ready"),
        ((LISTED, LISTED),),
    ),
    **dict.fromkeys(("receiver-acknowledged", "beneficiary-decreed", "account-ready"), ((LISTED, LISTED),)),
}


def held(day: date) -> dict[str, tuple[date, int]]:
    """The oracle: what held people on a day, since when, and for how many days, counted by itself."""
    last = {gate: [since for first, since in lines if first <= day][-1:] for gate, lines in HELD.items()}
    return {gate: (since, (day - since).days) for gate, found in last.items() for since in found if since is not None}


def days() -> list[date]:
    """Every day of the story at night; else every day on which something changed, those around it, and each tenth."""
    story = [ANNOUNCED + timedelta(days=at) for at in range((TODAY - ANNOUNCED).days + 1)]
    changes = {first for lines in HELD.values() for first, _ in lines}
    near = {day + timedelta(days=by) for day in changes for by in (-1, 0)}
    return [day for at, day in enumerate(story) if EVERY_DAY or day in near or at % 10 == 0]


@pytest.mark.usefixtures("here")
def test_the_age_of_every_wait_is_right_on_every_day_of_the_story() -> None:
    wrong = {}
    for day in days():
        found = {one.gate: (one.since, one.days) for one in demo.on(day.isoformat()).blockers}
        if found != held(day):
            wrong[day] = (found, held(day))

    assert wrong == {}


@pytest.mark.usefixtures("here")
def test_the_chain_names_holders_promises_and_what_it_hangs_on() -> None:
    found = links()

    assert found["legal-basis"].done
    assert found["legal-basis"].done_on == date(2019, 1, 1)
    assert found["rakor-decided"].holder is not None
    assert found["rakor-decided"].holder.id == "Kementerian Sosial"
    assert found["departure"].promised is None  # since 11 February no date is named any more
    assert links(date(2019, 2, 1))["departure"].promised == date(2019, 2, 28)  # "in February", said on 2 January
    assert found["departure"].cases == 145
    decisive = [link.id for link in found.values() if link.decides]
    assert decisive == ["rakor-decided", "partner-ready", "identity-verified", "itinerary-ready", "departure"]
    assert not any(found[gate].decides for gate in ("beneficiary-decreed", "aid-funds-confirmed"))


@pytest.mark.usefixtures("here")
def test_the_earliest_departure_counts_working_days_along_the_longest_way() -> None:
    day = TODAY
    for given in (15, 20, 15, 5, 3):  # meeting, partner, verification, tickets, departure: locality-closure.toml
        day = workdays.after(day, given)

    assert chart().departure == day
    assert date(2019, 3, 7) in dict(chart().holidays)


@pytest.mark.usefixtures("here")
def test_a_meeting_and_a_partner_on_set_days_move_the_departure() -> None:
    both = chart(rakor_decided=date(2019, 3, 11), partner_ready=date(2019, 3, 18))
    expected = date(2019, 3, 18)
    for given in (15, 5, 3):
        expected = workdays.after(expected, given)

    assert both.departure == expected < chart().departure
    late = links(rakor_decided=date(2019, 4, 1), partner_ready=date(2019, 3, 18))
    assert late["partner-ready"].earliest == date(2019, 4, 1)  # nobody approves before the meeting


@pytest.mark.usefixtures("here")
def test_the_page_answers_in_a_sentence_and_tells_a_day_that_cannot_be() -> None:
    with override_settings(PULANG_TODAY="2019-03-03"):
        client = signed_in(demo.COORDINATOR)
        good = client.get("/program/KD-2019/tunggu/?rapat=2019-03-11&mitra=2019-03-18").content.decode()
        wrong = client.get("/program/KD-2019/tunggu/?rapat=2019-02-30&mitra=2019-01-01").content.decode()

    assert "Bila rapat memutuskan pada 11 Maret 2019 dan mitra disetujui pada 18 Maret 2019: Keberangkatan" in good
    assert "Nyepi" in good
    assert "Pilih tanggal yang ada." in wrong
    assert "Pilih hari yang belum lewat." in wrong


@pytest.mark.usefixtures("here")
def test_the_return_that_was_promised_and_the_aid_tell_what_money_they_lack() -> None:
    with override_settings(PULANG_TODAY="2019-03-03"):
        client = signed_in(demo.COORDINATOR)
        page = client.get("/program/KD-2019/janji/").content.decode()
        rows = list(csv.reader(io.StringIO(client.get("/program/KD-2019/janji/janji.csv").content.decode("utf-8-sig"))))

    assert "Februari 2019" in page
    assert "Lewat 3 hari" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Dana perjalanan kurang Rp62.500.000." in page  # 145 tickets of 2,500,000 against 300,000,000
    assert "Untuk 145 orang perlu Rp768.500.000" in page  # 5,300,000 each, as last said
    assert "Mungkin kabar lama yang diulang" in page  # "300 residents" twice in December
    promises = [row for row in rows if row[0] == "janji" and row[1] == "Bantuan per orang"]
    assert [row[5] for row in promises] == ["5500000", "5000000", "5300000"]
    assert all(row[12].startswith("http") for row in rows[1:])
    assert [row for row in rows if row[0] == "angka" and row[5] == "60" and "145" in row[9]]


def test_a_note_explains_a_number_and_takes_none_away(told: str, django_db_blocker: DjangoDbBlocker) -> None:
    with demo.copied(told, django_db_blocker):
        said: dict[str, Any] = {"figure": "residents", "office": "OPSI NTT", "about_on": "2019-02-11", "value": 60}
        with refused("fields", field="note"):
            demo.do("statements.conflict.note", demo.COORDINATOR, "2019-03-03", **said, kind="OTHER", note="pendek")
        with refused("unknown-figure"):
            wrong: dict[str, Any] = {**said, "value": 61, "kind": "OTHER", "note": "Hitungan yang tinggal saja"}
            demo.do("statements.conflict.note", demo.COORDINATOR, "2019-03-03", **wrong)
        note: dict[str, Any] = {"kind": "DIFFERENT_GROUP", "note": "Hitungan yang masih tinggal di lokasi"}
        demo.do("statements.conflict.note", demo.COORDINATOR, "2019-03-03", **said, **note)

        with standing.looking(SYSTEM, day=TODAY), counting():
            found = [one for one in differing(demo.KD, moment(TODAY)) if one.figure.value == 60]
    assert [one.note.note for one in found if one.note] == ["Hitungan yang masih tinggal di lokasi"]
    assert found[0].against

"""The ledger of a source as a page and as a paper: what came before, every entry, what stands there after it."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.world import APPROVER, PROGRAMME, TREASURER, World

from pulang.areas.funds import queries as funds
from pulang.doors.web.money import ledger
from pulang.kernel.moments import moment

pytestmark = pytest.mark.django_db
SOURCE = "APBD-KPG"
PAGE, PAPER = (reverse(name, args=[PROGRAMME, SOURCE]) for name in ("money-ledger", "ledger-paper"))


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    world = World()
    world.travel_money(on=date(2019, 2, 10))
    world.here("funds.money.commit", TREASURER, source=SOURCE, amount=5_000_000, document="IKAT-7", note="tiket")
    world.actor(APPROVER)
    paid = world.asked_payment(amount=2_000_000, document="SPM-9")
    world.here("funds.payment.approve", APPROVER, payment=paid)
    return world


def test_every_entry_says_where_the_money_went_and_the_last_line_is_what_stands_there(world: World) -> None:
    reader = Browser(world, TREASURER)

    year, month = reader.get(PAGE), reader.get(f"{PAGE}?bulan=2019-03")

    (stands,) = funds.sources(PROGRAMME, moment(world.today))
    assert (stands.available, stands.committed, stands.spent) == (295_000_000, 3_000_000, 2_000_000)
    closing = "Saldo akhir Rp0 Rp295.000.000 Rp3.000.000 Rp2.000.000"
    assert year.has("Saldo awal Rp0 Rp0 Rp0 Rp0")
    assert year.has("Pembayar → Belum cair Rp300.000.000 Rp300.000.000 Rp0 Rp0 Rp0")
    assert month.has("Saldo awal Rp0 Rp300.000.000 Rp0 Rp0")
    assert month.has("Diikat – IKAT-7 tiket no.")
    assert month.has("Cair, bebas → Terikat Rp5.000.000 Rp0 Rp295.000.000 Rp5.000.000 Rp0")
    assert not month.has("Dialokasikan")
    assert year.has(closing)
    assert month.has(closing)


def test_a_month_or_a_day_before_shows_what_stood_there_then(world: World) -> None:
    reader = Browser(world, TREASURER)

    assert reader.get(f"{PAGE}?bulan=2019-01").has("Saldo akhir Rp0 Rp0 Rp0 Rp0")
    assert reader.get(f"{PAGE}?hari=2019-02-28").has("Saldo akhir Rp0 Rp300.000.000 Rp0 Rp0")
    assert reader.get(f"{PAGE}?bulan=2019-13").has("Saldo awal Rp0"), "a month that is none reads as the year"


def test_it_is_printed_in_both_languages_and_no_other_source_has_one(world: World) -> None:
    reader = Browser(world, TREASURER)

    for where in (PAPER, f"{PAPER}?bulan=2019-03"):
        answer = reader.client.get(where)
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="buku-besar.pdf"'
    assert reader.get(PAGE.replace(SOURCE, "LAIN")).status == 404
    reader.client.cookies["bahasa"] = "en"
    assert reader.client.get(PAPER).content.startswith(b"%PDF")


def test_a_busy_source_says_that_not_all_of_it_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "MOST", 2)

    shown = Browser(world, TREASURER).get(PAGE)

    assert shown.has("Hanya 2 catatan pertama yang tampil; pilih satu bulan.")
    assert shown.has("Saldo akhir Rp0 Rp300.000.000 Rp0 Rp0")

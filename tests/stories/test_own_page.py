"""She comes in with her card on a small telephone, without scripts, and takes everything back."""

import pytest
from playwright.sync_api import Browser, expect
from tests.stories.conftest import NARROW, accessible

from pulang.areas.accounts.facts import SYSTEM
from pulang.flows.cards import pin_digest
from pulang.flows.perform import perform
from pulang.flows.standing import looking
from pulang.storage import clock, sql

pytestmark = [pytest.mark.slow, pytest.mark.story]
PIN = "493817"
_WITH_CONSENTS = """
SELECT c.number FROM cases_case c JOIN cases_consent k ON k.case_id = c.id
WHERE c.programme_id = 'KD-2019' AND k.event = 'GIVEN' ORDER BY c.number LIMIT 1
"""


def carded() -> str:
    with looking(SYSTEM, day=clock.today()):
        row = sql.one(_WITH_CONSENTS)
        assert row is not None
        number: str = row[0]
    said = {"programme": "KD-2019", "case": number, "digest": pin_digest(number, PIN)}
    perform(by=SYSTEM, verb="cards.card.issue", with_=said, at=clock.now(), ref="kartu-1")
    return number


def test_she_withdraws_on_a_phone_without_scripts(browser: Browser, address: str) -> None:
    number = carded()
    context = browser.new_context(base_url=address, viewport=NARROW, locale="id-ID", java_script_enabled=False)
    phone = context.new_page()

    phone.goto("/saya/")
    phone.get_by_label("Nomor di kartu").fill(number.lower())
    phone.get_by_label("PIN di kartu").fill(PIN)
    phone.get_by_role("button", name="Masuk").click()
    expect(phone.get_by_role("heading", name="Yang menjadi hak Anda")).to_be_visible()
    expect(phone.get_by_role("link", name="Tinggalkan halaman ini")).to_be_visible()
    phone.get_by_role("button", name="Huruf besar").click()
    phone.get_by_role("link", name="Tarik semua persetujuan").click()
    phone.get_by_role("button", name="Ya, tarik semua sekarang").click()
    expect(phone.get_by_text("Semua persetujuan Anda sudah berakhir")).to_be_visible()
    phone.get_by_role("link", name="Halaman Anda").click()
    expect(phone.get_by_text("Tidak ada persetujuan yang berlaku")).to_be_visible()
    state = context.storage_state()
    context.close()

    assert {cookie["name"] for cookie in state["cookies"]} <= {"sesi", "csrf"}
    assert {cookie["expires"] for cookie in state["cookies"] if cookie["name"] == "sesi"} == {-1}
    wide = browser.new_context(base_url=address, storage_state=state, locale="id-ID")
    look = wide.new_page()
    for path in ("/saya/halaman/", "/saya/pilihan/", "/saya/tanya/", "/saya/kontak/"):
        look.goto(path)
        accessible(look)
    wide.close()

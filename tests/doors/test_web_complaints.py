"""Complaints through pages: made by anybody, followed with code and PIN, answered at the desk."""

import base64
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.asvs import asvs
from tests.doors.browsing import Browser, Shown
from tests.doors.outside import told
from tests.rules.pictures import jpeg, segment
from tests.world import CITY, COORDINATOR, MINISTRY_REVIEWER, PROGRAMME, World

from pulang.kernel.refusals import Refusal
from pulang.storage import sql
from pulang.storage.papers import PAPER_MOST

pytestmark = pytest.mark.django_db
FILLED = {
    "office": CITY,
    "topic": "WAITING",
    "against": "NOBODY",
    "words": "Antrean tidak bergerak\r\nsejak pagi",  # as every browser sends a second line
    "stance": "ANONYMOUS",
    "role": "PERSON",
}


class Passer(Browser):
    """Somebody without an account."""

    def __init__(self) -> None:
        self.client = Client()

    def complains(self, **said: Any) -> tuple[str, str]:
        shown = self.send(reverse("complain"), **{**FILLED, **said})
        assert shown.status == 200, shown.text
        found = re.findall(r"<strong>([^<]+)</strong>", re.sub(r"(?s)^.*<main", "", shown.text))
        return found[0], found[1]

    def follows(self, code: str, pin: str) -> Shown:
        assert self.post(reverse("complaint-enter"), number=code, pin=pin).status == 302
        return self.get(reverse("complaint-page"))


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def test_a_complaint_is_made_read_answered_and_reopened_through_pages(world: World) -> None:
    passer, coordinator = Passer(), Browser(world, COORDINATOR)
    code, pin = passer.complains(contact="Nama Uji, telepon 0812")

    waiting = passer.follows(code, pin)
    at_desk = coordinator.get(reverse("complaint", args=[PROGRAMME, code]))
    coordinator.send(reverse("complaint-answer", args=[PROGRAMME, code]), words="Loket dibuka <b>Selasa</b>.")
    answered = passer.follows(code, pin)
    reopened = passer.send(reverse("complaint-page"), words="Masih tertutup")
    ministry = Browser(world, MINISTRY_REVIEWER)
    there = ministry.get(reverse("complaints", args=[PROGRAMME]))
    ministry.send(reverse("complaint-answer", args=[PROGRAMME, code]), words="Loket tutup tanpa alasan.")
    heard_out = passer.get(reverse("complaint-page"))

    assert "Ke mana lagi" not in reopened.text + answered.text
    assert heard_out.has("Ke mana lagi Anda boleh mengadu")
    assert heard_out.has("Komnas Perempuan (komnasperempuan.go.id)")
    assert "<a" not in heard_out.text.split("Ke mana lagi")[1].split("<form")[0]  # nothing to press leaves a trace here
    assert waiting.has("Terlalu lama menunggu. Dijawab paling lambat Minggu, 17 Maret 2019.")
    assert at_desk.has("Antrean tidak bergerak")
    assert "Nama Uji" not in at_desk.text  # without a name means without a name, whatever was typed
    assert "Loket dibuka &lt;b&gt;Selasa" in answered.text
    assert reopened.has("Masih tertutup")
    assert coordinator.get(reverse("complaint", args=[PROGRAMME, code])).status == 404
    assert coordinator.get(reverse("complaints", args=[PROGRAMME])).has("sekarang dilihat kantor lain")
    assert there.has("tingkat kedua")


def test_a_name_given_in_confidence_reaches_the_desk(world: World) -> None:
    code, _ = Passer().complains(stance="CONFIDENTIAL", contact="Nama Uji, telepon 0812")

    assert Browser(world, COORDINATOR).get(reverse("complaint", args=[PROGRAMME, code])).has("Nama Uji")


def test_a_complaint_about_the_office_shows_nothing_there(world: World) -> None:
    code, _ = Passer().complains(against="LEAD_OFFICE")
    coordinator = Browser(world, COORDINATOR)

    assert coordinator.get(reverse("complaints", args=[PROGRAMME])).has("Tidak ada pengaduan di meja ini.")
    assert coordinator.get(reverse("complaint", args=[PROGRAMME, code])).status == 404


def photograph(content: bytes, name: str = "DCIM-GPS.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


TELLING = jpeg(2, 2, segment(0xE1, b"Exif\0\0GPS -10.17 123.6 TELEPON-UJI"))


@asvs("V5.4.1", "V14.2.8")
def test_a_photograph_reaches_the_desk_without_what_it_tells_and_nobody_else(world: World) -> None:
    code, pin = Passer().complains(attachment=photograph(TELLING))
    path = reverse("complaint-picture", args=[PROGRAMME, code])
    followed = Passer().follows(code, pin)
    desk = Browser(world, COORDINATOR)

    taken = desk.client.get(path)

    assert desk.get(reverse("complaint", args=[PROGRAMME, code])).has("Unduh foto yang dilampirkan")
    assert taken.content == jpeg(2, 2)
    assert taken.headers["Content-Type"] == "image/jpeg"
    assert taken.headers["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    assert "no-store" in taken.headers["Cache-Control"]
    assert "sandbox" in taken.headers["Content-Security-Policy"]
    assert followed.has("Satu foto terlampir. Hanya meja pengaduan yang dapat membukanya.")
    assert Browser(world, MINISTRY_REVIEWER).get(path).status == 404  # it does not lie there
    assert Passer().get(path).status == 302
    boxes = b"".join(bytes(row[0]) for row in sql.rows("SELECT box FROM grievances_text"))
    acts = str(sql.rows("SELECT payload FROM audit_act"))
    assert b"\xff\xd8" + jpeg(2, 2)[2:12] not in boxes
    assert "attachment" not in acts
    assert "TELEPON-UJI" not in acts


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", "Lampirkan foto berbentuk JPG atau PNG."),
        (b"MZ\0\0 a program", "Berkas ini bukan PDF, foto"),
        (jpeg(60_000, 60_000), "Gambar ini rusak atau terlalu besar."),
        (TELLING + b"\0" * PAPER_MOST, "Berkas ini lebih besar daripada 5 MB"),
        (b"", "Berkas ini kosong"),
    ],
)
def test_what_is_no_photograph_is_refused_by_its_content_and_nothing_typed_is_lost(
    world: World, content: bytes, says: str
) -> None:
    shown = Passer().send(reverse("complain"), **{**FILLED, "attachment": photograph(content, "foto.jpg")})

    assert shown.status == 422
    assert shown.has(says)
    assert shown.has("Antrean tidak bergerak")
    assert sql.rows("SELECT 1 FROM grievances_line") == []


def test_a_picture_is_looked_through_again_whoever_hands_it_over(world: World) -> None:
    for attached in ("bukan base64", base64.b64encode(b"%PDF-1.7\n1 0 obj<<>>endobj").decode()):
        with pytest.raises(Refusal) as refused:
            world.complaint(attachment=attached)
        assert refused.value.code == "picture-other-kind"


def test_every_no_is_the_same_page_and_tries_are_counted(world: World) -> None:
    code, pin = Passer().complains()
    drawn = r'value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": "[^"]*"'

    answers = [Passer().post(reverse("complaint-enter"), number=typed, pin="111222") for typed in (code, "G-0000-0000")]
    for _ in range(4):
        Passer().post(reverse("complaint-enter"), number=code, pin="111222")

    assert {answer.status for answer in answers} == {422}
    assert len({re.sub(drawn, "", answer.text) for answer in answers}) == 1
    assert Passer().post(reverse("complaint-enter"), number=code, pin=pin).has("Terlalu banyak percobaan")


def test_one_address_complains_ten_times_an_hour_at_most(world: World) -> None:
    passer = Passer()
    for _ in range(10):
        passer.complains()

    held = passer.send(reverse("complain"), **FILLED)

    assert held.status == 422
    assert held.has("Terlalu banyak percobaan")


def test_a_form_pressed_twice_is_one_complaint_and_the_code_that_is_seen_opens_it(world: World) -> None:
    passer, elsewhere = Passer(), Passer()
    form = passer.get(reverse("complain"))
    ref = re.findall(r'name="ref" value="([^"]+)"', form.text)[0]

    def press(whose: Passer, **said: Any) -> list[str]:
        shown = whose.post(reverse("complain"), **{**FILLED, "ref": ref, **said})
        return re.findall(r"<strong>([^<]+)</strong>", re.sub(r"(?s)^.*<main", "", shown.text))

    first, second = press(passer), press(passer)
    changed, copied = press(passer, words="Antrean tidak bergerak lagi"), press(elsewhere)

    assert first == second
    assert len({code for code, _ in (first, changed, copied)}) == 3
    assert len({pin for _, pin in (first, changed, copied)}) == 3
    listed = Browser(world, COORDINATOR).get(reverse("complaints", args=[PROGRAMME])).text
    assert [listed.count(f"{code}</a>") for code, _ in (first, changed, copied)] == [1, 1, 1]
    assert passer.follows(*first).has("Antrean tidak bergerak")


def test_bad_input_keeps_what_was_typed_and_pages_tell_nothing_of_the_service(world: World) -> None:
    passer = Passer()
    empty = passer.send(reverse("complain"), **{**FILLED, "words": ""})

    nameless = passer.send(reverse("complain"), **{**FILLED, "stance": "NAMED", "contact": ""})

    assert nameless.status == 422
    assert nameless.has("Tulis nama dan cara menghubungi Anda, atau pilih “tanpa nama”.")
    assert empty.status == 422
    assert told(empty.text) == []
    assert passer.get(reverse("complaint-page")).url == reverse("complaint-enter")

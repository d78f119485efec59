"""Her own page: her card opens her own case and nothing else; what she does there counts at once."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import world as cast
from tests.asvs import asvs
from tests.doors.browsing import Browser, Shown
from tests.doors.outside import told
from tests.world import (
    CASE_WORKER,
    COORDINATOR,
    DATA_PROTECTION,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    RECEIVER,
    World,
)

from pulang.areas.aid import queries as aid
from pulang.areas.audit import queries as audit
from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts import queries as contacts
from pulang.areas.contacts.operations import let_wait
from pulang.areas.contacts.rules import RESTS_ON, TEMPLATES, NoticeKind
from pulang.areas.journeys import queries as journeys
from pulang.areas.privacy import queries as privacy
from pulang.flows import cards
from pulang.flows.cards import pin_digest
from pulang.flows.seen import seen
from pulang.kernel.moments import moment
from pulang.storage import context

pytestmark = pytest.mark.django_db
PIN = "493817"


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def carded(world: World, number: str = "", pin: str = PIN) -> str:
    number = number or world.choosing()
    world.here("cards.card.issue", CASE_WORKER, case=number, digest=pin_digest(number, pin))
    return number


class Phone(Browser):
    """A telephone nobody has signed in on."""

    def __init__(self) -> None:
        self.client = Client()

    def enter(self, number: str, pin: str = PIN) -> Shown:
        return self.post(reverse("own-enter"), number=number, pin=pin)

    def read(self) -> Shown:
        return self.get(reverse("own-page"))


def inside(number: str, pin: str = PIN) -> Phone:
    phone = Phone()
    assert phone.enter(number, pin).status == 302
    return phone


def test_her_card_opens_her_page_however_she_types_it(world: World) -> None:
    number = carded(world)

    shown = inside(number.lower().replace("-", " "), "493 817").read()

    assert inside(number).read().status == 200
    assert shown.has(number)
    assert shown.has("Pulang dengan dukungan")
    assert shown.has("Pembayaran bantuan")
    assert shown.has("Sekarang: sudah memilih. Belum ada surat keputusan yang tercatat. Dipegang Dinas Sosial")


def test_she_takes_along_what_she_is_due_in_either_language_and_only_her_own(world: World) -> None:
    phone = inside(carded(world))

    shown, papers = phone.read(), {lang: reverse("own-sheet", args=[lang]) for lang in ("id", "en", "fr")}

    for lang in ("id", "en"):
        assert papers[lang] in shown.text
        answer = phone.client.get(papers[lang])
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="lembar.pdf"'
        assert "no-store" in answer.headers["Cache-Control"]
    assert phone.get(papers["fr"]).status == 404
    assert Phone().get(papers["id"]).url == reverse("own-enter"), "without the card there is no sheet"


def test_nothing_on_her_page_tells_others_what_the_service_is_for(world: World) -> None:
    number = carded(world, world.choosing(name="Nama Uji", phone="081234567890"))
    phone = inside(number)

    assert told(Phone().get(reverse("own-enter")).text) == []
    for name in ("own-page", "own-trail", "own-choice", "own-withdraw"):
        shown = phone.get(reverse(name))
        assert told(re.sub(r"<main.*</main>", "", shown.text, flags=re.DOTALL)) == [], name
        assert "Nama Uji" not in shown.text
        assert "1234567890" not in shown.text


@asvs("V8.2.2")
def test_one_card_shows_one_case_and_no_address_shows_another(world: World) -> None:
    own, other = carded(world), world.choosing()
    phone = inside(own)

    for path in (f"/berkas/{other}/", f"/berkas/{own}/", "/program/KD-2019/", "/"):
        assert phone.get(path).status == 302
    assert not phone.read().has(other)


def test_every_no_is_the_same_page(world: World) -> None:
    """Whether a number exists, has a card or not, or is mistyped: status, length and words are equal."""
    known, bare, unknown = carded(world), world.choosing(), world.number()
    mistyped = known[:-1] + ("2" if known[-1] != "2" else "3")

    answers = [Phone().enter(number, "111222") for number in (known, bare, unknown, mistyped)]

    drawn = r'value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": "[^"]*"'
    plain = {re.sub(drawn, "", answer.text) for answer in answers}
    assert {answer.status for answer in answers} == {422}
    assert len({len(answer.text) for answer in answers}) == 1
    assert len(plain) == 1


def asked_about(number: str) -> list[str]:
    """What is asked of the database to tell whether a number and a PIN belong together; values stand apart from it."""
    with CaptureQueriesContext(connection) as queries:
        assert cards.opened(number, "111222") is None
    return [str(each["sql"]) for each in queries.captured_queries]


def test_the_same_is_asked_whether_there_is_such_a_number_or_not(world: World) -> None:
    """So a no takes as long; `pulang bench membership` measures it."""
    known, bare, unknown = carded(world), world.choosing(), world.number()
    asked_about(known)  # the first finds nothing warm

    asked = [asked_about(number) for number in (known, bare, unknown)]

    assert asked[0]
    assert asked[1:] == asked[:1] * 2
    assert not any(number in text for number in (known, bare, unknown) for text in asked[0])


@asvs("V6.3.1")
def test_a_sixth_try_within_five_minutes_is_held_whether_there_is_such_a_card_or_not(world: World) -> None:
    known, unknown = carded(world), world.number()
    for number in (known, unknown):
        for turn in range(5):
            client = Phone()
            client.client.defaults["REMOTE_ADDR"] = f"10.0.{turn}.1"
            assert client.enter(number, "111222").has("tidak cocok")
        held = Phone()
        held.client.defaults["REMOTE_ADDR"] = "10.0.9.1"

        assert held.enter(number, PIN).has("Terlalu banyak percobaan")


def test_a_new_card_ends_the_old_one_and_whoever_came_in_with_it(world: World) -> None:
    number = carded(world)
    phone = inside(number)
    carded(world, number, "820461")

    assert phone.read().status == 302
    assert Phone().enter(number).status == 422
    assert inside(number, "820461").read().status == 200
    world.here("cards.card.end", case=number)
    assert Phone().enter(number, "820461").status == 422
    assert world.refusal("cards.card.end", case=number).code == "no-card"


def test_her_visit_ends_after_a_quarter_of_an_hour_and_when_she_closes_it(world: World, monkeypatch: Any) -> None:
    from pulang.doors.web.hers import entry  # noqa: PLC0415 - the clock it looks at is set

    number = carded(world)
    closing, waiting = inside(number), inside(number)
    closing.post(reverse("own-leave"))
    monkeypatch.setattr(entry, "_SECONDS", -1)

    assert closing.read().status == 302
    assert waiting.read().status == 302
    assert Phone().read().status == 302


@asvs("V14.3.1")
def test_nothing_of_it_is_kept_in_caches_or_cookies_beyond_the_visit(world: World) -> None:
    phone = inside(carded(world))

    answer = phone.client.get(reverse("own-page"))

    assert "no-store" in answer.headers["Cache-Control"]
    assert {name for name, cookie in phone.client.cookies.items() if cookie["max-age"] not in ("", None)} <= {"csrf"}


# --- what she does


def resting(world: World) -> str:
    """Somebody with a plan to travel, an account, offices that have her case, and an answered objection."""
    number = world.planned()
    world.given(number, PARTNER, "PARTNER")
    world.here("aid.channel.record", CASE_WORKER, case=number, kind="BANK_ACCOUNT", event="READY", own_name=True)
    world.here("cases.consent.record", case=number, purpose="CONTACT_AFTERWARDS", event="GIVEN", text_version="1")
    world.here("cases.objection.raise", CASE_WORKER, case=number, objection="K-1", topic="lain")
    answer: dict[str, Any] = {"objection": "K-1", "outcome": "GRANTED", "reason": "Ia benar"}
    world.here("cases.objection.answer", case=number, **answer)
    return number


def leaves(case: CaseRef) -> tuple[str, ...]:
    """Who stands on the lists of departures, here and now."""
    at = moment(date(2019, 3, 3))
    found = boards.leaving(case.programme, at, first=at.day, last=at.day + timedelta(days=365))
    return tuple(one.number for one in found)


def waits(case: CaseRef) -> dict[str, str]:
    """What she is to be told of, by the consent it rests on, and what became of it."""
    return {one.purpose: one.state for one in contacts.notices(case.id)}


def notified(case: CaseRef) -> None:
    """As if her journey had changed, and as if she were asked how she is: two messages wait."""
    at = datetime(2019, 3, 3, 1, tzinfo=UTC)
    with context.working(context.SYSTEM_VIEW):
        for kind in (NoticeKind.JOURNEY, NoticeKind.AFTERWARDS):
            let_wait(
                case=case.id,
                programme=case.programme,
                kind=kind,
                purpose=RESTS_ON[kind],
                template=TEMPLATES[kind],
                at=at,
                due_at=at,
            )


def test_she_asks_is_answered_in_words_of_her_own_and_nothing_of_it_stands_in_a_book(world: World) -> None:
    number = carded(world)
    phone = inside(number)

    asked = phone.send(reverse("own-ask"), words="Kapan saya boleh membawa adik?")
    again = phone.send(reverse("own-ask"), words="")
    waiting = phone.read()
    worker = Browser(world, CASE_WORKER)
    listed = worker.get(reverse("letters", args=[cast.PROGRAMME]))
    with world.looking():
        ref = contacts.open_questions(cast.PROGRAMME, moment(world.today))[0].asked.ref
    path = reverse("question", args=[number, ref])
    read = worker.get(path)
    answered = worker.send(path, words="Adik Anda boleh ikut; sebutkan namanya kepada pendamping.")
    told_her = phone.read()

    assert asked.has("Pertanyaan Anda diterima")
    assert again.status == 422
    assert waiting.has("Kapan saya boleh membawa adik?")
    assert waiting.has("Dijawab paling lambat Minggu, 10 Maret 2019")
    assert listed.has(f"{number}")
    assert listed.has("Dijawab paling lambat Minggu, 10 Maret 2019")
    assert read.has("Ia bertanya: “Kapan saya boleh membawa adik?”")
    assert answered.has("Jawaban tercatat; ia dapat membacanya.")
    assert told_her.has("Adik Anda boleh ikut")
    assert told_her.has("Ada yang sudah dijawab; jawabannya di bawah.")
    assert worker.get(path).has("Tidak ada pertanyaan terbuka")
    with world.looking():
        books = " ".join(str(line.payload) for line in audit.about(number))
    assert "adik" not in books.lower()
    assert Browser(world, PARTNER_WORKER).get(path).status == 404


def test_a_question_that_waits_shows_in_her_file_and_on_the_first_page_of_whoever_may_answer(world: World) -> None:
    number = world.choosing()
    world.here("contacts.question.ask", CASE_WORKER, case=number, question="S-1", words="Kapan?")
    path, file = reverse("question", args=[number, "S-1"]), reverse("case", args=[number])
    worker, reviewer = Browser(world, CASE_WORKER), Browser(world, MINISTRY_REVIEWER)

    waits = worker.get(file), worker.get(reverse("home")), reviewer.get(file), reviewer.get(reverse("home"))
    worker.send(path, words="Hari Senin.")
    answered = worker.get(file), worker.get(reverse("home"))

    assert waits[0].has("menunggu jawaban sejak 3 Maret 2019, paling lambat 10 Maret 2019")
    assert path in waits[0].text
    assert waits[1].has("pertanyaan menunggu jawaban, paling lambat Minggu, 10 Maret 2019")
    assert path not in waits[2].text
    assert not waits[3].has("pertanyaan menunggu jawaban")
    assert not answered[0].has("menunggu jawaban sejak")
    assert not answered[1].has("pertanyaan menunggu jawaban")


def test_she_changes_how_she_is_reached_and_the_earlier_address_is_gone(world: World) -> None:
    number = carded(world)
    phone = inside(number)

    wrong = phone.send(reverse("own-contact"), way="TEXT", hours="MORNING", address="")
    first = phone.send(reverse("own-contact"), way="TEXT", hours="MORNING", address="0812 0000 0001")
    with world.looking():
        before = contacts.contact(cases.find(number).id, moment(world.today))
    phone.send(reverse("own-contact"), way="TEXT", hours="AFTERNOON", address="0812 0000 0002")
    shown = phone.read()
    with world.looking():
        now = contacts.contact(cases.find(number).id, moment(world.today))
        assert before is not None
        assert now is not None
        kept = contacts.texts([key for key in (before.address, now.address) if key is not None])

    assert wrong.status == 422
    assert wrong.has("Tulis nomor telepon atau alamat surel yang aman untuk Anda")
    assert first.has("Alamat yang lama dimusnahkan")
    assert shown.has("Pesan singkat ke telepon, pukul 12 sampai 17. Alamatnya tersimpan tersegel.")
    assert "0812" not in shown.text
    assert "0812" not in phone.get(reverse("own-contact")).text
    assert set(kept) == {now.address}
    assert all(b"0812" not in box for box in kept.values())


def test_taking_everything_back_at_nine_ends_journey_payment_sharing_and_reminders_in_the_same_act(
    world: World,
) -> None:
    number = resting(world)
    phone = inside(carded(world, number))
    at = moment(world.today)
    with world.looking():
        case = cases.find(number)
    notified(case)
    with world.looking():
        before = (leaves(case), waits(case))

    shown = phone.send(reverse("own-withdraw"))

    with world.looking():
        after = (leaves(case), waits(case))
    assert before == ((number,), {"": "WAITING", "CONTACT_AFTERWARDS": "WAITING", "RETURN": "WAITING"})
    # The answer to her own objection is still to come.
    assert after == ((), {"": "WAITING", "CONTACT_AFTERWARDS": "DROPPED", "RETURN": "DROPPED"})
    assert shown.has("Semua persetujuan Anda sudah berakhir")
    assert shown.has("Rencana perjalanan, jalur pembayaran dan pengingat berhenti sekarang.")
    with world.looking():
        file = cases.case_file(number, at)
        plan, channel = journeys.itinerary(case.id, at), aid.channel(case.id, at)
        receiver = journeys.receiver(case.id, at)
        asked = {one.agency for one in privacy.deletions(at, case=case.id)}
        last = audit.about(number)[0]
    assert [one and one.event for one in (plan, channel, receiver)] == ["DROPPED", "ENDED", "WITHDRAWN"]
    assert (file.consents, file.assigned) == ((), ())
    assert asked == {PARTNER, RECEIVER}
    assert (last.verb, last.by) == ("cases.consents.withdraw", number)
    assert file.choice is not None  # her case, her choice and her aid stay


def test_she_changes_her_choice_and_takes_one_consent_back(world: World) -> None:
    number = carded(world)
    phone = inside(number)

    chosen = phone.send(reverse("own-choice"), choice="STAY")
    before = phone.get(reverse("own-consent"))
    taken = phone.send(reverse("own-consent"), purpose="PAYMENT")
    after = phone.get(reverse("own-consent"))

    assert chosen.has("Pilihan Anda dicatat")
    assert taken.has("Jalur pembayaran Anda dihentikan.")
    assert taken.has("catatan uang")
    assert 'value="PAYMENT"' in before.text
    assert 'value="RESEARCH"' not in before.text
    assert before.has("Belum Anda setujui:")
    assert before.has("Tarik semua persetujuan")
    assert 'value="PAYMENT"' not in after.text
    assert after.has("Sudah tidak berlaku: pembayaran bantuan.")
    file = world.file(number)
    assert file.choice is not None
    assert file.choice.choice == "STAY"
    assert "PAYMENT" not in {line.purpose for line in file.consents}
    again = phone.send(reverse("own-consent"), purpose="PAYMENT")
    assert again.status == 422
    assert again.has("tidak ada yang perlu ditarik")


def test_she_objects_and_asks_about_her_data_and_reads_by_when_she_is_answered(world: World) -> None:
    phone = inside(carded(world))

    assert phone.send(reverse("own-objection"), topic="keputusan").has("Keberatan Anda dicatat")
    assert phone.send(reverse("own-data"), kind="RESTRICTION").has("tidak diserahkan kepada siapa pun")
    shown = phone.read()

    assert shown.has("Keberatan: Keputusan tentang saya (banding) – dijawab paling lambat Minggu, 17 Maret 2019")
    assert shown.has("Jangan pakai data saya dulu – dijawab paling lambat Rabu, 6 Maret 2019")


def test_after_a_second_look_at_her_objection_her_page_says_where_else_she_may_turn(world: World) -> None:
    number = carded(world)
    said: dict[str, Any] = {"case": number, "objection": "O-1"}
    reply: dict[str, Any] = {"outcome": "NOT_GRANTED", "reason": "Kapal berlayar hari Senin"}
    world.here("cases.objection.raise", CASE_WORKER, topic="waktu", **said)
    world.here("cases.objection.answer", COORDINATOR, **said, **reply)
    phone = inside(number)

    once = phone.read()
    world.here("cases.objection.appeal", CASE_WORKER, **said)
    world.here("cases.objection.answer", HEAD, **said, **reply)
    twice = phone.read()

    assert once.has("Ke mana lagi Anda boleh mengadu, di luar kantor ini")
    assert not once.has("masih ada jalan lain")
    assert twice.has("masih ada jalan lain")
    assert twice.has("Ombudsman Republik Indonesia (137, ombudsman.go.id)")


def test_a_form_sent_twice_is_done_once(world: World) -> None:
    number = carded(world)
    phone = inside(number)
    ref = phone.get(reverse("own-objection")).ref

    for _ in range(2):
        assert phone.post(reverse("own-objection"), ref=ref, topic="lain").has("Keberatan Anda dicatat")

    assert len(world.file(number).objections) == 1


def test_she_reads_who_looked_and_that_her_page_was_opened(world: World) -> None:
    number = carded(world)
    Browser(world, COORDINATOR).get(reverse("case", args=[number]))
    phone = inside(number)
    phone.read()

    shown = phone.get(reverse("own-trail"))

    assert shown.has("Dinas Sosial Kota Kupang, Koordinator program – membaca berkas")
    assert shown.has("pemegang kartu – membuka halaman ini, dengan nomor dan PIN Anda")
    with world.looking(DATA_PROTECTION):
        assert {one.action for one in seen(cases.find(number), zone="Asia/Makassar")} == {"case.read", "own.read"}


def test_her_page_reads_in_english_and_in_large_letters(world: World) -> None:
    phone = inside(carded(world))
    phone.post(reverse("language"), language="en", next="/saya/halaman/")
    phone.post(reverse("own-letters"))

    shown = phone.read()

    assert shown.has("What you are due")
    assert "pl-besar" in shown.text
    phone.post(reverse("own-letters"))
    assert "pl-besar" not in phone.read().text


def test_a_locked_case_is_open_to_herself(world: World) -> None:
    number = carded(world)
    world.actor(cast.HEAD)
    world.here("cases.lock.set", case=number, first=cast.HEAD, second=COORDINATOR, reason="Ancaman")

    assert inside(number).read().status == 200


def test_an_erased_person_has_no_card(world: World) -> None:
    number = carded(world)
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("privacy.request.receive", CASE_WORKER, {"kind": "ERASURE"}),
        ("privacy.request.check", CASE_WORKER, {"known": "IN_PERSON"}),
        ("privacy.erasure.decide", DATA_PROTECTION, {"note": "Tidak ada kewajiban menyimpan"}),
        ("privacy.erasure.confirm", COORDINATOR, {}),
    )
    for verb, by, said in steps:
        world.here(verb, by, case=number, request="P-1", **said)

    assert Phone().enter(number).status == 422


# --- the card


def test_the_card_is_made_once_on_paper_and_its_pin_stands_nowhere_else(world: World) -> None:
    number = world.choosing()
    worker = Browser(world, CASE_WORKER)
    path = reverse("case-card", args=[number])
    ref = worker.get(path).ref

    made = worker.client.post(path, {"ref": ref})
    again = worker.client.post(path, {"ref": ref})

    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Content-Disposition"] == 'attachment; filename="kartu.pdf"'
    assert "no-store" in made.headers["Cache-Control"]
    assert made.content.startswith(b"%PDF")
    assert again.status_code == 422
    with world.looking():
        line = audit.about(number)[0]
    assert line.verb == "cards.card.issue"
    assert set(line.payload) == {"programme", "case", "digest"}

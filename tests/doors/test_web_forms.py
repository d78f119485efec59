"""Forms of the staff door: done once, refused beside the field, and what they say afterwards."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser, on
from tests.world import (
    ADMINISTRATOR,
    CASE_WORKER,
    COORDINATOR,
    MINISTRY,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    REGISTRAR,
    TREASURER,
    WATCHER,
    World,
)

from pulang.areas.audit import queries as audit
from pulang.flows.status import status

pytestmark = pytest.mark.django_db

TODAY = on("3 3 2019")


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


@pytest.fixture
def coordinator(world: World) -> Browser:
    return Browser(world, COORDINATOR)


def waiting(world: World) -> str:
    """A programme whose meeting is waited for, and one case."""
    world.decreed()
    number = world.verified()
    world.here("coordination.meeting.expect", code="RAKOR-1", title="Rakor", agencies=[MINISTRY])
    return number


def at(name: str, *parts: str) -> str:
    return reverse(name, args=parts)


# --- acts through forms


def test_a_choice_recorded_on_a_form_counts_at_once(world: World, coordinator: Browser) -> None:
    number = world.choosing()

    shown = coordinator.send(at("case-choice", number), choice="STAY", informed="CONVERSATION", **TODAY)

    assert shown.url == at("case", number)
    assert shown.has("Pilihan tersimpan.")
    with world.looking():
        assert dict(status(PROGRAMME, as_of=world.today).counts.by_choice) == {"STAY": 1}


def test_the_same_form_sent_twice_is_one_act(world: World, coordinator: Browser) -> None:
    number = world.choosing()
    form = coordinator.get(at("case-choice", number))
    said = {"ref": form.ref, "choice": "STAY", "informed": "CONVERSATION", **TODAY}

    first = coordinator.post(at("case-choice", number), **said)
    again = coordinator.post(at("case-choice", number), **said)

    assert (first.status, again.status) == (303, 303)
    assert len(world.file(number).choices) == 2
    assert coordinator.get(again.url).has("tidak dicatat dua kali")


def test_a_form_gone_back_to_and_changed_gets_an_id_of_its_own(world: World, coordinator: Browser) -> None:
    number = world.choosing()
    form = coordinator.get(at("case-choice", number))
    said = {"ref": form.ref, "informed": "CONVERSATION", **TODAY}
    coordinator.post(at("case-choice", number), choice="STAY", **said)

    other = coordinator.post(at("case-choice", number), choice="ALONE", **said)
    again = coordinator.post(at("case-choice", number), **{**said, "ref": other.ref}, choice="ALONE")

    assert (other.status, other.ref != form.ref) == (422, True)
    assert again.status == 303


def test_an_id_that_is_none_of_ours_is_refused(world: World, coordinator: Browser) -> None:
    number = world.choosing()

    shown = coordinator.post(at("case-choice", number), ref="demo-1", choice="STAY", informed="WRITTEN", **TODAY)

    assert shown.status == 422
    assert len(world.file(number).choices) == 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("30 2 2019", "Tulis tanggal yang ada, misalnya 3 Maret 2019"),
        ("4 3 2019", "Tulis 3 Maret 2019 atau sebelumnya"),
        ("1 1 9999", "Tulis tahun dengan empat angka, antara 1900 dan 2100"),
    ],
)
def test_an_impossible_day_is_told_beside_its_field(
    world: World, coordinator: Browser, day: str, sentence: str
) -> None:
    number = world.choosing()

    shown = coordinator.send(at("case-choice", number), choice="STAY", informed="WRITTEN", **on(day))

    assert shown.status == 422
    assert re.search(r'id="id_happened_on-error"[^>]*>.*?' + re.escape(sentence), shown.text, re.DOTALL)
    assert 'href="#id_happened_on_hari"' in shown.text


def test_a_refusal_of_a_flow_is_told_in_the_readers_language(world: World, coordinator: Browser) -> None:
    number = world.choosing()
    coordinator.client.cookies["bahasa"] = "en"

    shown = coordinator.send(at("case-consent", number), purpose="RESEARCH", event="WITHDRAWN", **TODAY)

    assert shown.status == 422
    assert shown.has("There is no consent for that purpose, so nothing needs to be withdrawn.")


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "nol\x00di tengah", "x" * 5000])
def test_what_is_typed_never_breaks_a_page(world: World, coordinator: Browser, typed: str) -> None:
    waiting(world)

    shown = coordinator.send(at("meeting-cancel", PROGRAMME, "RAKOR-1"), note=typed, **TODAY)

    assert shown.status in {200, 422}
    assert "<script>alert" not in shown.text


# --- meetings and decisions


def test_a_meeting_held_and_decided_moves_the_headline_and_says_which_gate_opened(
    world: World, coordinator: Browser
) -> None:
    waiting(world)
    before = coordinator.get(at("programme", PROGRAMME))

    held = coordinator.send(at("meeting-hold", PROGRAMME, "RAKOR-1"), agencies=[MINISTRY], **TODAY)
    made = coordinator.send(
        at("decision-make", PROGRAMME, "RAKOR-1"), code="KEP-1", outcome="MAY_PROCEED", reason="Siap", **TODAY
    )

    assert before.has("Pemulangan 1 orang menunggu hasil rapat koordinasi")
    assert held.has("masih tertutup")
    assert made.has("sekarang terbuka")
    assert made.has("Sekarang: Pemulangan 1 orang menunggu")
    assert not coordinator.get(at("programme", PROGRAMME)).has("menunggu hasil rapat koordinasi")


def test_a_decision_with_conditions_opens_the_gate_when_the_last_is_met(world: World, coordinator: Browser) -> None:
    waiting(world)
    coordinator.send(at("meeting-hold", PROGRAMME, "RAKOR-1"), agencies=[MINISTRY], **TODAY)
    decide = at("decision-make", PROGRAMME, "RAKOR-1")

    bare = coordinator.send(decide, code="KEP-1", outcome="MAY_PROCEED_IF", **TODAY)
    without = coordinator.send(decide, code="KEP-1", outcome="MAY_PROCEED_IF", conditions_1="Daftar warga", **TODAY)
    made = coordinator.send(
        decide,
        code="KEP-1",
        outcome="MAY_PROCEED_IF",
        conditions_1="Daftar warga",
        conditions_1_holder=MINISTRY,
        **TODAY,
    )
    met = coordinator.send(at("condition-meet", PROGRAMME, "KEP-1", "S1"), evidence="Nota 1", **TODAY)

    assert bare.has("Tulis paling sedikit satu syarat")
    assert without.has("Pilih siapa yang memenuhi syarat ini")
    assert made.has("masih tertutup")
    assert met.has("sekarang terbuka")


def test_a_meeting_without_anybody_present_is_refused_beside_the_boxes(world: World, coordinator: Browser) -> None:
    waiting(world)

    shown = coordinator.send(at("meeting-hold", PROGRAMME, "RAKOR-1"), **TODAY)

    assert shown.status == 422
    assert 'id="id_agencies-error"' in shown.text


def test_a_programme_page_on_another_day_offers_no_act(world: World, coordinator: Browser) -> None:
    waiting(world)
    today, earlier = at("programme", PROGRAMME), f"{at('programme', PROGRAMME)}?hari=2019-03-02"

    assert coordinator.get(today).has("Catat rapat berlangsung")
    assert not coordinator.get(earlier).has("Catat rapat berlangsung")
    assert coordinator.get(earlier).has("Anda melihat keadaan per 2 Maret 2019")


@pytest.mark.parametrize("asked", ["2018-02-30", "besok", "9999-01-01", "2019-03-04", "1066-10-14"])
def test_a_day_that_cannot_be_asked_reads_as_today(world: World, coordinator: Browser, asked: str) -> None:
    shown = coordinator.get(f"{at('programme', PROGRAMME)}?hari={asked}&diketahui={asked}")

    assert shown.status == 200
    assert not shown.has("Anda melihat keadaan per")


# --- cases


def test_a_case_is_registered_on_one_page_under_a_drawn_number(world: World) -> None:
    registrar = Browser(world, REGISTRAR)
    form = registrar.get(at("case-new", PROGRAMME))
    number = re.search(r'value="(K-[0-9A-Z]{4}-[0-9A-Z]{4})"', form.text)
    assert number

    shown = registrar.send(
        at("case-new", PROGRAMME),
        ref=form.ref,
        case=number[1],
        place_now="ALAK|A",
        home_text="Kota Surabaya",
        choice="RETURN",
        informed="CONVERSATION",
        consents=["RETURN", "PAYMENT"],
        text_version="2019-01",
        language="id",
        name="Nama Karangan",
        **TODAY,
    )

    assert shown.url == at("case", number[1])
    assert shown.has(f"Berkas {number[1]} terdaftar.")
    assert not shown.has("Nama Karangan")
    file = world.file(number[1], REGISTRAR)
    assert (file.home, file.site, file.block) == ("35.78", "ALAK", "A")
    assert {line.purpose for line in file.consents} == {"RETURN", "PAYMENT"}


def test_a_number_somebody_chose_is_refused_whether_a_case_has_it_or_not(world: World) -> None:
    registrar, path = Browser(world, REGISTRAR), at("case-new", PROGRAMME)
    form = registrar.get(path)
    drawn = re.search(r'value="(K-[0-9A-Z-]+)"', form.text)
    assert drawn
    taken, free = world.case(), world.number()

    answers = [registrar.post(path, ref=form.ref, case=number, **TODAY) for number in (taken, free)]
    empty, known = (
        registrar.post(path, ref=form.ref, case=drawn[1], **TODAY, **more) for more in ({}, {"bare": "yes"})
    )

    assert [answer.status for answer in answers] == [422, 422]
    drawn_anew = r"[A-Za-z0-9+/=]{22,}"  # what each answer draws for itself
    assert re.sub(drawn_anew, "", answers[0].text) == re.sub(drawn_anew, "", answers[1].text)
    assert answers[0].has("Nomor itu bukan milik formulir ini.")
    assert f'value="{drawn[1]}"' in answers[0].text
    # Somebody of whom nothing is known yet is registered when that is said, and not by one click too many.
    assert (empty.status, known.status) == (422, 303)
    assert not form.has("belum ada yang diketahui")
    assert empty.has("Formulir ini kosong.")
    assert empty.has("Ya, daftarkan satu orang; belum ada yang diketahui")


def test_a_drawn_number_that_another_case_has_by_now_is_drawn_anew(world: World) -> None:
    registrar, path = Browser(world, REGISTRAR), at("case-new", PROGRAMME)
    form = registrar.get(path)
    drawn = re.compile(r'value="(K-[0-9A-Z-]+)"')
    taken = drawn.findall(form.text)[0]
    world.case(case=taken)

    told = registrar.post(path, ref=form.ref, case=taken, alias="A", **TODAY)
    free = drawn.findall(told.text)[0]
    assert (told.status, free != taken) == (422, True)
    assert registrar.post(path, ref=told.ref, case=free, alias="A", **TODAY).url.split("/")[2] == free


def test_a_home_that_fits_several_districts_is_asked_about(world: World) -> None:
    registrar = Browser(world, REGISTRAR)
    path = at("case-new", PROGRAMME)
    first = registrar.get(path)
    number = re.search(r'value="(K-[0-9A-Z-]+)"', first.text)
    assert number
    said = {"ref": first.ref, "case": number[1], "home_text": "Kediri", "language": "id", **TODAY}

    asked = registrar.post(path, **said)
    nowhere = registrar.post(path, **{**said, "home_text": "Tidak Ada Di Mana Pun"})
    done = registrar.post(path, **said, home="35.06")

    assert asked.has("Pilih tempat yang dimaksud.")
    assert nowhere.has("Tidak ada desa, kabupaten atau kota dengan nama itu.")
    assert done.status == 303
    assert world.file(number[1], REGISTRAR).home == "35.06"


def test_a_village_is_found_on_the_one_page_too_and_kept_sealed(world: World) -> None:
    registrar, path = Browser(world, REGISTRAR), at("case-new", PROGRAMME)
    form = registrar.get(path)
    number = re.search(r'value="(K-[0-9A-Z-]+)"', form.text)
    assert number
    said = {"ref": form.ref, "case": number[1], "home_text": "Wonokromo", "language": "id", **TODAY}

    asked = registrar.post(path, **said)
    village = next(one for one in re.findall(r'value="(\d\d\.\d\d\.\d\d\.\d{4})"', asked.text) if one[:5] == "34.02")
    done = registrar.send(path, **said, home=village)

    assert (asked.status, asked.has("Wonokromo, Pleret, Kabupaten Bantul")) == (422, True)
    assert not done.has("Wonokromo")
    assert world.file(number[1], REGISTRAR).home == "34.02"


def test_whoever_loses_a_case_by_recording_a_withdrawal_is_led_to_the_list(world: World) -> None:
    world.partner_ready()
    number = world.choosing()
    world.given(number, PARTNER, "PARTNER")
    partner = Browser(world, PARTNER_WORKER)

    shown = partner.send(at("case-consent", number), purpose="PARTNER", event="WITHDRAWN", **TODAY)

    assert (shown.status, shown.url) == (200, at("cases", PROGRAMME))
    assert partner.get(at("case", number)).status == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("case-consent", {"purpose": "RESEARCH", "event": "REFUSED"}),
        ("case-wish", {"discreet": "on"}),
        ("case-screening", {"outcome": "CLEAR", "trained": "yes"}),
        ("case-attempt", {"kind": "IN_PERSON", "outcome": "NOT_REACHED"}),
        ("case-objection", {"topic": "waktu"}),
        ("case-move", {"move": "STAYED"}),
        ("case-channel", {"kind": "CASH_BY_APPOINTMENT", "own_name": "yes"}),
        ("case-itinerary", {**on("10 3 2019", "departs_on"), **on("11 3 2019", "arrives_on")}),
    ],
)
def test_every_form_of_a_case_leads_back_to_its_file(
    world: World, coordinator: Browser, name: str, said: dict[str, str]
) -> None:
    number = world.choosing()
    with world.looking():
        before = len(audit.about(number))

    shown = coordinator.send(at(name, number), **{**TODAY, **said})

    assert (shown.status, shown.url) == (200, at("case", number))
    with world.looking():
        assert len(audit.about(number)) > before


def test_an_objection_raised_on_a_form_is_answered_on_another(world: World, coordinator: Browser) -> None:
    number = world.choosing()
    coordinator.send(at("case-objection", number), topic="waktu", **TODAY)
    raised = world.file(number).objections[-1].ref

    asked = {"objection": raised, "taken_back": "no", **TODAY}
    bare = coordinator.send(at("case-objection-answer", number), **asked)
    said = {"outcome": "NOT_GRANTED", "reason": "Kapal hanya berlayar pada hari Senin"}
    shown = coordinator.send(at("case-objection-answer", number), **asked, **said)
    further = coordinator.send(at("case-objection-appeal", number), objection=raised, companion="on", **TODAY)
    same = coordinator.send(at("case-objection-answer", number), **asked, **said)

    assert bare.has("Tulis hasilnya dan alasannya; ia berhak tahu mengapa.")
    assert shown.has("Tidak dikabulkan: Kapal hanya berlayar pada hari Senin")
    assert further.has("Orang lain akan memeriksanya dan menjawab dalam 14 hari.")
    assert further.has("bersama pendamping")
    assert same.has("Keberatan ini sudah Anda jawab. Pemeriksaan kedua dilakukan orang lain")
    assert [line.event for line in world.file(number).objections] == ["RAISED", "ANSWERED", "APPEALED"]


def test_a_case_given_into_care_and_taken_back(world: World, coordinator: Browser) -> None:
    world.partner_ready()
    number = world.choosing()

    coordinator.send(at("case-assignment", number), agency=PARTNER, purpose="PARTNER", **TODAY)
    given = len(world.file(number).assigned)
    coordinator.send(at("case-assignment-end", number), assignment=f"{PARTNER}|PARTNER", **TODAY)

    assert (given, len(world.file(number).assigned)) == (1, 0)


def test_a_case_on_a_day_before_it_was_registered_says_so(world: World, coordinator: Browser) -> None:
    number = world.choosing()

    shown = coordinator.get(f"{at('case', number)}?hari=2019-03-01")

    assert shown.has("belum terdaftar pada tanggal itu")


def test_a_file_shows_the_four_choices_side_by_side_and_one_next_step(world: World, coordinator: Browser) -> None:
    number = world.case()

    shown = coordinator.get(at("case", number))

    assert shown.text.count("pl-empat__terpilih") == 0
    assert all(
        shown.has(words)
        for words in ("Pulang dengan dukungan", "Menetap dengan dukungan", "Pulang sendiri dengan bantuan")
    )
    assert shown.text.count('class="govuk-button"') == 1


# --- the list


def test_the_list_is_narrowed_by_its_address_and_says_with_what(world: World, coordinator: Browser) -> None:
    stays, goes = world.choosing("STAY"), world.choosing("RETURN")
    path = at("cases", PROGRAMME)

    chosen = coordinator.get(f"{path}?choice=STAY")
    found = coordinator.get(f"{path}?q={goes.lower().replace('-', ' ')}")

    assert (stays in chosen.text, goes in chosen.text) == (True, False)
    assert chosen.has("Pilihan: Menetap dengan dukungan")
    assert (stays in found.text, goes in found.text) == (False, True)


@pytest.mark.parametrize("query", ["q=K-1234", "gate=tidak-ada", "stage=%00", "page=9999", "page=-1", "choice=<b>"])
def test_a_filter_that_makes_no_sense_is_told_and_not_broken(coordinator: Browser, query: str) -> None:
    shown = coordinator.get(f"{at('cases', PROGRAMME)}?{query}")

    assert shown.status == 200
    assert "<b>" not in shown.text.replace("<b>{", "")


def test_no_name_stands_in_a_list_or_a_file(world: World, coordinator: Browser) -> None:
    number = world.case(name="Nama Karangan", phone="081234567890")

    pages = [coordinator.get(at("cases", PROGRAMME)), coordinator.get(at("case", number))]

    assert not any("Karangan" in page.text or "81234567890" in page.text for page in pages)


# --- partners, money, the record


def test_a_partners_papers_move_the_headline_on(world: World, coordinator: Browser) -> None:
    waiting(world)
    world.rakor_decided()
    world.partner_ready()
    reviewer = Browser(world, MINISTRY_REVIEWER)

    shown = reviewer.send(at("partner-approval", PROGRAMME, PARTNER), event="WITHDRAWN", **TODAY)

    assert shown.has("Kementerian belum menyetujui")
    assert shown.has("Sekarang: Pemulangan 1 orang menunggu")
    assert coordinator.get(at("partners", PROGRAMME)).has("Terakreditasi A sampai")


def test_money_beyond_what_is_there_is_refused_in_words(world: World) -> None:
    world.travel_money(1_000_000)
    treasurer = Browser(world, TREASURER)
    path = at("money-commit", PROGRAMME, "APBD-KPG")

    too_much = treasurer.send(path, amount="2.000.000", **TODAY)
    enough = treasurer.send(path, amount="Rp 1.000.000", **TODAY)

    assert too_much.status == 422
    assert too_much.has("hanya punya Rp")
    assert enough.status == 200
    assert enough.has("Diikat")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("decree", {"number": "SK 9", "title": "Penutupan"}),
        ("figure", {"figure": "residents", "value": "300", "unit": "PEOPLE", "office": "Pers", "source": "Koran"}),
        ("promise", {"subject": "return", **on("1 4 2019", "promised_on"), "precision": "MONTH", "office": "Wali Kota",
                     "source": "Koran"}),
        ("statement", {"kind": "GRIEVANCE", "subject": "Biaya hidup", "office": "Warga", "source": "Koran"}),
        ("consultation", {"office": "Dinas", "audience": "residents", "summary": "Penjelasan"}),
        ("stakeholder", {"kind": "RESIDENTS_GROUP", "name": "Pokja"}),
    ],
)  # fmt: skip
def test_what_is_put_on_record_is_kept(world: World, coordinator: Browser, name: str, said: dict[str, str]) -> None:
    shown = coordinator.send(at(name, PROGRAMME), **TODAY, **said)

    assert (shown.status, shown.url) == (200, at("publicity", PROGRAMME))


def test_a_stated_number_stands_beside_what_contradicts_it(world: World, coordinator: Browser) -> None:
    world.choosing()
    coordinator.send(
        at("figure", PROGRAMME),
        figure="residents",
        value="300",
        unit="PEOPLE",
        office="Pers",
        source="https://berita.example/1",
        **TODAY,
    )

    shown = coordinator.get(at("programme", PROGRAMME))

    assert shown.has("300 orang")
    assert shown.has("1 orang – Register program ini")
    assert 'href="https://berita.example/1"' in shown.text


# --- administration


def test_an_administrator_registers_a_user_who_chooses_a_password_with_a_code_shown_once(world: World) -> None:
    admin = Browser(world, ADMINISTRATOR)

    led = admin.send(at("user-new"), agency=MINISTRY, code="kemensos.baru", name="Peninjau baru")
    given = admin.post(at("user-code", "kemensos.baru"))
    role = admin.send(at("role-give", "kemensos.baru"), role="MINISTRY_REVIEWER", **TODAY)

    code = re.search(r'id="rahasia"\s+value="([^"]+)"', given.text)
    assert led.url == at("user-code", "kemensos.baru")
    assert code
    assert code[1] not in admin.get(at("user", "kemensos.baru")).text
    assert role.has("Peninjau kementerian")
    chosen = "enam kata yang saya pilih"
    said = {"login": "kemensos.baru", "code": code[1], "password": chosen}
    answer = Client().post(reverse("first-code"), said)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/login/")
    assert Client().post(reverse("first-code"), said).status_code == 422
    signed_in = Client().post("/akun/login/", {"login": "kemensos.baru", "password": chosen})
    assert (signed_in.status_code, signed_in.headers["Location"]) == (302, "/")


def test_a_token_is_shown_once_and_opens_the_api_until_it_is_revoked(world: World) -> None:
    admin = Browser(world, ADMINISTRATOR)
    world.actor(COORDINATOR)

    issued = admin.send(at("token-issue", COORDINATOR), name="mesin", scopes=["read"], **on("1 6 2019", "expires_on"))
    token = re.search(r'value="(plg_[^"]+)"', issued.text)
    assert token
    headers = {"Authorization": f"Bearer {token[1]}"}
    before = admin.client.get("/api/v1/programmes", headers=headers).status_code
    revoked = admin.send(at("token-revoke", COORDINATOR), name="mesin")

    assert (before, admin.client.get("/api/v1/programmes", headers=headers).status_code) == (200, 401)
    assert token[1] not in revoked.text


def test_a_role_that_does_not_fit_is_refused_beside_the_field(world: World) -> None:
    admin = Browser(world, ADMINISTRATOR)
    world.actor(TREASURER)

    shown = admin.send(at("role-give", TREASURER), role="APPROVER", **TODAY)

    assert shown.status == 422
    assert 'id="id_role-error"' in shown.text
    assert shown.has("harus dua orang yang berbeda")


def test_the_first_page_says_what_waits_to_those_who_work_on_cases(world: World) -> None:
    waiting(world)

    worker, watcher = Browser(world, CASE_WORKER).get("/"), Browser(world, WATCHER).get("/")

    assert worker.has("Menunggu di berkas")
    assert not watcher.has("Menunggu di berkas")
    assert watcher.has("menunggu hasil rapat koordinasi")
    assert not watcher.has("1 orang")


def test_demo_accounts_stand_on_the_sign_in_page_in_a_demo_only(world: World, settings: Settings) -> None:
    from pulang.flows.agencies import give_password  # noqa: PLC0415 - only this test signs in by hand

    world.actor(COORDINATOR)
    give_password(code=COORDINATOR, raw="contoh-contoh")
    client = Browser(world, WATCHER).client
    client.logout()

    outside = client.get("/akun/login/").content.decode()
    settings.PULANG_DEMO = True
    inside = client.get("/akun/login/").content.decode()

    assert f"Masuk sebagai {COORDINATOR}" not in outside
    assert f"Masuk sebagai {COORDINATOR}" in inside
    assert "Koordinator program" in inside
    assert f"Masuk sebagai {WATCHER}" not in inside

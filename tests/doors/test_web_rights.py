"""Every address of the staff door against every role: what may be opened, and the same page for all that may not."""

import base64
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings
from tests.doors.browsing import Browser
from tests.flows.test_accepting import accept
from tests.flows.test_accepting import number as plan_number
from tests.rules.pictures import png
from tests.world import (
    ADMINISTRATOR,
    APPROVER,
    CASE_WORKER,
    COORDINATOR,
    DATA_PROTECTION,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER,
    PARTNER_WORKER,
    PROGRAMME,
    RECEIVING_OFFICER,
    REGISTRAR,
    STRANGER,
    SURABAYA,
    TREASURER,
    WATCHER,
    World,
)

from pulang.flows.manifests import manifests
from pulang.kernel import refs

pytestmark = pytest.mark.django_db

EVERYBODY = {
    REGISTRAR,
    CASE_WORKER,
    COORDINATOR,
    HEAD,
    MINISTRY_REVIEWER,
    PARTNER_WORKER,
    RECEIVING_OFFICER,
    TREASURER,
    APPROVER,
    WATCHER,
    DATA_PROTECTION,
    ADMINISTRATOR,
    STRANGER,
}
SEARCH = refs.draw("C", lambda n: 5 % n)
HANDOVER = refs.draw("S", lambda n: 5 % n)
CASEWORK = {REGISTRAR, CASE_WORKER, COORDINATOR}
FIELD = {*CASEWORK, PARTNER_WORKER, RECEIVING_OFFICER}
TRAVEL = {CASE_WORKER, COORDINATOR, PARTNER_WORKER}
READ_CASES = {*FIELD, HEAD, MINISTRY_REVIEWER}
MEET = {COORDINATOR, HEAD, MINISTRY_REVIEWER}
PAPERS = {COORDINATOR, MINISTRY_REVIEWER, STRANGER}  # a partner's papers belong to no programme
LEADS = {COORDINATOR, HEAD}
MONEY = {TREASURER, APPROVER}
ADMIN = {ADMINISTRATOR}

# Who may open each address; an address that is not here fails the test, and so does a line without its address.
MAY: dict[str, set[str]] = {
    "home": EVERYBODY,
    "programme": EVERYBODY,
    "cases": {*READ_CASES, STRANGER},  # the stranger's list of this programme is empty
    "case-new": CASEWORK,
    "intake": CASEWORK,
    "intake-step": {COORDINATOR},  # whoever began it
    "intake-check": {COORDINATOR},
    "intake-away": {COORDINATOR},
    "imports": CASEWORK,
    "import-new": CASEWORK,
    "import-template": CASEWORK,
    "import": {COORDINATOR},  # whoever handed it in
    "import-columns": {COORDINATOR},
    "import-enter": {COORDINATOR},
    "import-file": {COORDINATOR},
    "import-away": {COORDINATOR},
    "import-undo": CASEWORK,
    "case": READ_CASES,
    "case-entitlement": READ_CASES,
    "case-entitlement-paper": READ_CASES,
    "case-choice": FIELD,
    "case-consent": FIELD,
    "case-wish": FIELD,
    "case-screening": TRAVEL,
    "case-attempt": FIELD,
    "case-objection": FIELD,
    "case-objection-answer": LEADS,
    "case-objection-appeal": FIELD,
    "case-move": FIELD,
    "case-assignment": {COORDINATOR},
    "case-assignment-end": {COORDINATOR},
    "case-duplicate": {COORDINATOR},
    "case-channel": FIELD,
    "case-itinerary": TRAVEL,
    "case-tickets": TRAVEL,
    "case-receiver": {COORDINATOR, RECEIVING_OFFICER},
    "case-identity": CASEWORK,
    "case-duplicate-flag": CASEWORK,
    "case-telephones": CASEWORK,
    "case-itinerary-drop": TRAVEL,
    "case-receiver-withdraw": {COORDINATOR, RECEIVING_OFFICER},
    "case-strike": LEADS,
    "case-lock": LEADS,
    "case-unlock": LEADS,
    "case-card": CASEWORK,
    "case-card-end": CASEWORK,
    "waits": EVERYBODY,
    "meetings": EVERYBODY,
    "meeting": EVERYBODY,
    "meeting-plan": MEET,
    "meeting-expect": MEET,
    "meeting-date": MEET,
    "meeting-hold": MEET,
    "meeting-cancel": MEET,
    "agenda-put": MEET,
    "agenda-amend": MEET,
    "agenda-drop": MEET,
    "item-decide": MEET,
    "minutes": EVERYBODY,
    "minutes-paper": EVERYBODY - {WATCHER},
    "minutes-issue": MEET,
    "invitation": EVERYBODY,
    "invitation-calendar": EVERYBODY,
    "decision-make": MEET,
    "decision-correct": MEET,
    "decision-withdraw": MEET,
    "condition-meet": MEET,
    "own-institution": {PARTNER_WORKER},
    "institution": EVERYBODY,
    "document-file": {*PAPERS, PARTNER_WORKER},
    "document-check": PAPERS,
    "incident-new": {*PAPERS, HEAD, STRANGER},
    "incident-answer": {PARTNER_WORKER},
    "incident-close": {*LEADS, MINISTRY_REVIEWER},
    "cases-move": {COORDINATOR},
    "partner-agreement": LEADS,
    "agreement-end": LEADS,
    "partners": EVERYBODY,
    "partner-new": LEADS,
    "partner-registration": PAPERS,
    "partner-accreditation": PAPERS,
    "partner-survey": PAPERS,
    "partner-approval": {MINISTRY_REVIEWER},
    "partner-assignment": LEADS,
    "journeys": {*READ_CASES, STRANGER},  # the stranger's list is empty
    "journey-plan": LEADS,
    "plan-seek": LEADS,
    "plan-search": LEADS,
    "plan-search-stop": LEADS,
    "network": {*READ_CASES, STRANGER},  # nobody's case stands there
    "network-leg": {CASE_WORKER, COORDINATOR},
    "network-place": {CASE_WORKER, COORDINATOR},
    "network-book": {CASE_WORKER, COORDINATOR},
    "network-template": {CASE_WORKER, COORDINATOR},
    "network-end": {CASE_WORKER, COORDINATOR},
    "manifest": READ_CASES,
    "manifest-leave": TRAVEL,
    "escort-sheet": TRAVEL,
    "handover": READ_CASES,
    "handover-give": TRAVEL,
    "handover-acknowledge": {COORDINATOR, PARTNER_WORKER, RECEIVING_OFFICER},
    "handover-paper": READ_CASES,
    "arrival-tell": TRAVEL,
    "departure-cancel": {CASE_WORKER, COORDINATOR},
    "followups": {*CASEWORK, PARTNER_WORKER, STRANGER},  # the stranger's list is empty
    "followup": TRAVEL,
    "gate": TRAVEL,
    "gate-mind": FIELD,
    "travel-card": READ_CASES,
    "money": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "money-open": {COORDINATOR, *MONEY},
    "money-fare": {COORDINATOR},
    "money-report": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "money-ledger": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "ledger-paper": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "report-paper": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "report-workbook": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "payment-receipt": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "money-budget": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "papers": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "paper-issue": MONEY,
    "year-close": MONEY,
    "batch-ask": {COORDINATOR},
    "payment": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "bank-file-make": {TREASURER},
    "bank-file": {TREASURER},
    "payment-proof-file": MONEY,
    "payment-proof": MONEY,
    "bank-result": {TREASURER},
    "bank-statement": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "bank-statement-take": {TREASURER},
    "case-envelope": TRAVEL,
    "case-envelope-record": TRAVEL,
    "money-allocate": MONEY,
    "money-release": MONEY,
    "money-reduce": MONEY,
    "money-commit": MONEY,
    "money-uncommit": MONEY,
    "payment-ask": MONEY,
    "payment-approve": {APPROVER},
    "payment-refuse": MONEY,
    "money-refund": MONEY,
    "money-confirm": {APPROVER, MINISTRY_REVIEWER},
    "programme-open": {*LEADS, STRANGER},  # everybody's own office may lead one
    "setup": EVERYBODY,
    "site-add": {COORDINATOR},
    "block-add": {COORDINATOR},
    "site-mark": LEADS,
    "round-open": {COORDINATOR},
    "lists": {*READ_CASES, STRANGER},  # the stranger's lists are empty
    "rounds": EVERYBODY - {WATCHER},
    "round-list": EVERYBODY - {WATCHER},
    "round-list-file": {*READ_CASES, STRANGER},  # the stranger's table is empty
    "slot-offer": {COORDINATOR},
    "round-freeze": LEADS,
    "case-support": TRAVEL,
    "case-papers": CASEWORK,
    "case-appointment": CASEWORK,
    "case-appointment-cancel": CASEWORK,
    "attester-list": {COORDINATOR},
    "attester-unlist": {COORDINATOR},
    "gate-waive": {HEAD},
    "waiver-end": LEADS,
    "case-gate-waive": {HEAD},
    "case-waiver-end": LEADS,
    "aid": EVERYBODY - {PARTNER_WORKER, RECEIVING_OFFICER, WATCHER},
    "aid-decree": MEET,
    "aid-list": {COORDINATOR, MINISTRY_REVIEWER},
    "aid-remove": {COORDINATOR, MINISTRY_REVIEWER},
    "aid-rate": {MINISTRY_REVIEWER, ADMINISTRATOR},
    "acts": {*LEADS, DATA_PROTECTION, STRANGER},  # the stranger's list is empty
    "act-strike": {*LEADS, STRANGER},  # the stranger finds no act to strike there
    "letters": EVERYBODY,
    "letter-new": MEET,
    "letter-answer": MEET,
    "question": {*CASEWORK, HEAD},
    "memo": {*MEET, STRANGER},  # a look, as the acts are; it counts and names nobody
    "memo-paper": {*MEET, STRANGER},
    "position-file": {WATCHER},
    "promises": EVERYBODY,
    "promises-table": EVERYBODY,
    "conflict-note": MEET,
    "releases": LEADS,
    "release": LEADS,
    "release-prepare": LEADS,
    "release-publish": LEADS,
    "complaints": {*LEADS, DATA_PROTECTION, MINISTRY_REVIEWER, STRANGER},  # the stranger's list is empty
    "complaint": {*LEADS, DATA_PROTECTION},  # it lies at the lead office's desk
    "complaint-answer": {*LEADS, DATA_PROTECTION},
    "complaint-picture": {*LEADS, DATA_PROTECTION},
    "publicity": EVERYBODY,
    "press": MEET,
    "press-new": MEET,
    "press-change": LEADS,  # the answer of the lead office
    "press-give": LEADS,
    "notices": {*CASEWORK, HEAD},
    "decree": LEADS,
    "decree-revoke": LEADS,
    "figure": {COORDINATOR, CASE_WORKER, MINISTRY_REVIEWER},
    "promise": MEET,
    "promise-kept": MEET,
    "statement": {COORDINATOR, CASE_WORKER},
    "consultation": {COORDINATOR, CASE_WORKER},
    "question-answer": {*MEET, CASE_WORKER},
    "stakeholder": {COORDINATOR},
    "case-reveal": FIELD,  # and the ministry's reviewer, of a drawn case
    "case-trail": {CASE_WORKER, COORDINATOR, DATA_PROTECTION},
    "case-trail-paper": {CASE_WORKER, COORDINATOR, DATA_PROTECTION},
    "looks": {DATA_PROTECTION},
    "emergency": {*FIELD, HEAD, STRANGER},
    "emergency-file": {*FIELD, HEAD},  # of a case that is theirs; to others only while they declared danger
    "emergency-open": FIELD,
    "emergencies": {*LEADS, DATA_PROTECTION, STRANGER},  # the stranger's list is empty
    "emergency-confirm": LEADS,
    "emergency-review": {DATA_PROTECTION},
    "emergency-tell": {CASE_WORKER, COORDINATOR, DATA_PROTECTION},
    "samples": {*LEADS, MINISTRY_REVIEWER, DATA_PROTECTION, STRANGER},  # the same
    "sample-draw": {MINISTRY_REVIEWER},
    "exports": {CASE_WORKER, COORDINATOR, HEAD, DATA_PROTECTION, STRANGER},  # the stranger's register is empty
    "export-request": {CASE_WORKER, COORDINATOR},
    "export-approve": LEADS,
    "export-refuse": {*LEADS, CASE_WORKER},
    "export-fetch": {COORDINATOR},  # whoever asked for it
    "export-password": {COORDINATOR},
    "privacy": {*LEADS, DATA_PROTECTION, STRANGER},  # the stranger's list is empty
    "privacy-case": {*LEADS, DATA_PROTECTION},
    "deletions": {PARTNER_WORKER, RECEIVING_OFFICER},
    "deletion-confirm": {PARTNER_WORKER, RECEIVING_OFFICER},
    "consents-withdraw": FIELD,
    "request-receive": {*FIELD, DATA_PROTECTION},
    "request-check": {*CASEWORK, DATA_PROTECTION},
    "request-answer": {COORDINATOR, DATA_PROTECTION},
    "request-refuse": {DATA_PROTECTION},
    "request-finish": {COORDINATOR, DATA_PROTECTION},
    "request-lift": {*FIELD, DATA_PROTECTION},
    "erasure-decide": {DATA_PROTECTION},
    "erasure-confirm": LEADS,
    "request-copy": CASEWORK,
    "request-copy-pdf": CASEWORK,
    "letter-receive": {HEAD},
    "letter-examine": {DATA_PROTECTION},
    "letter-approve": LEADS,
    "letter-refuse": {*LEADS, DATA_PROTECTION},
    "letter-give": LEADS,
    "letter-tell": {CASE_WORKER, COORDINATOR, HEAD, DATA_PROTECTION},
    "purge-propose": {DATA_PROTECTION},
    "purge-approve": {*LEADS, DATA_PROTECTION},
    "accounts": ADMIN,
    "agency-new": ADMIN,
    "user-new": ADMIN,
    "user": ADMIN,
    "role-give": ADMIN,
    "role-end": ADMIN,
    "user-code": ADMIN,
    "user-factors": ADMIN,
    "user-sessions": ADMIN,
    "user-close": ADMIN,
    "token-issue": ADMIN,
    "token-revoke": ADMIN,
}
OPEN = {
    "language",
    "leave",
    "check-paper",
    "followups-calendar",
    "account_login",
    "account_logout",
    "second-factor",
    "passkey-sign-in",
    "first-code",
    "style-guide",
}
WITH_A_CARD = {  # for whoever has a card or a complaint: tests/doors/test_own_page.py, test_web_complaints.py
    "own-enter",
    "own-leave",
    "own-letters",
    "own-page",
    "own-trail",
    "own-sheet",
    "own-choice",
    "own-consent",
    "own-withdraw",
    "own-objection",
    "own-appeal",
    "own-data",
    "own-visit",
    "own-visit-cancel",
    "own-ask",
    "own-contact",
    "complain",
    "complaint-enter",
    "complaint-page",
    "complaint-leave",
}
ONES_OWN = {  # for whoever is signed in, about the own account
    "step-up",
    "factors",
    "factor-app",
    "factor-passkey",
    "factor-papers",
    "factor-drop",
    "account",
    "leave-everywhere",
    "session-end",
    "account_change_password",
    "still-here",
}


def ours(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            if "api" not in str(each.pattern):
                yield from ours(each)
        elif hasattr(each.callback, "right"):
            assert isinstance(each, URLPattern)
            yield each


@pytest.fixture
def world(settings: Settings) -> World:
    settings.PULANG_TODAY = "2019-03-03"
    return World()


def found_and_asked(world: World) -> None:
    """Something that was found of the institution, and something residents asked."""
    found: dict[str, Any] = {"kind": "FINDING", "severity": "GRAVE", "text": "Papan pengaduan tidak ada"}
    world.do("partners.incident.record", partner=PARTNER, code="temuan-1", **found)
    asked = [{"code": "tanya-1", "text": "Kapan berangkat?"}]
    told: dict[str, Any] = {"office": "Dinas Sosial", "audience": "residents", "summary": "Rencana"}
    world.here("coordination.consultation.record", CASE_WORKER, questions=asked, **told)
    answer: dict[str, Any] = {"code": "jawaban-1", "question": "Kapan berangkat?", "text": "Sampai {hari}: {menunggu}"}
    world.here("statements.answer.prepare", COORDINATOR, **answer)


def addresses(world: World) -> dict[str, str]:
    world.rakor_decided()
    world.here("coordination.agenda.put", meeting="RAKOR-1", code="1", question="Boleh jalan?")
    world.here("coordination.minutes.issue", meeting="RAKOR-1", minutes="N-84G7-ZWYE")
    world.here("coordination.meeting.plan", code="RAKOR-2", title="Rakor", planned_for="2019-03-18")
    world.frozen_round()
    world.partner_ready()
    found_and_asked(world)
    world.travel_money()
    number = world.choosing()
    world.given(number)
    world.given(number, PARTNER, "PARTNER")
    world.here("privacy.request.receive", CASE_WORKER, case=number, request="P-1", kind="ACCESS")
    world.here("privacy.request.check", CASE_WORKER, case=number, request="P-1", known="IN_PERSON")
    leaving: dict[str, Any] = {"departs_on": "2019-03-03", "arrives_on": "2019-03-04"}
    world.here("journeys.itinerary.plan", CASE_WORKER, case=number, reaches=SURABAYA, **leaving)
    world.decreed()
    gone = world.given(world.move(world.planned(departs_on=world.today), "DEPARTED"), PARTNER, "PARTNER")
    handed: dict[str, Any] = {"to": "DINSOS-SBY", "place": "Surabaya", "final": True, "cases": [gone]}
    world.here("journeys.handover.give", CASE_WORKER, handover=HANDOVER, **handed)
    with world.looking():
        (departure,) = manifests(PROGRAMME, as_of=world.today, zone="Asia/Makassar")
    escorted(world)
    letter: dict[str, Any] = {"authority": "Kantor A", "letter": "B/1", "basis": "UU 1", "fields": ["NAME"]}
    world.here("privacy.official.receive", HEAD, case=number, request="P-1", **letter)
    world.actor(ADMINISTRATOR)
    parts: dict[str, str | int] = {
        "code": PROGRAMME,
        "round": "P-0",
        "number": number,
        "meeting": "RAKOR-1",
        "decision": "KEP-1",
        "condition": "S1",
        "item": "1",
        "planned": "RAKOR-2",
        "letter": "surat-1",
        "paper": "N-84G7-ZWYE",
        "mark": "0" * 16,
        "digest": "0" * 64,
        "partner": PARTNER,
        "incident": "temuan-1",
        "question": "tanya-1",
        "answer": "jawaban-1",
        "source": "APBD-KPG",
        "user": COORDINATOR,
        "asked": number,
        "ask": "P-1",
        "deleted": number,
        "purpose": "PARTNER",
        "purge": "M-1",
        "ref": 1,
        "which": 1,
        "kept": "x",
        "export": world.copied(),
        "workbook": world.handed_in(),
        "draft": world.drafted(COORDINATOR),
        "step": "pilihan",
        "imported": world.imported(),
        "payment": world.asked_payment(),
        "manifest": departure.key,
        "handover": HANDOVER,
        "plan": plan_number(3),
        "escort": "P-1",
        "service": "KOE-SUB-00A",
        "search": SEARCH,
        "complaint": world.complaint(attachment=base64.b64encode(png(2, 2)).decode()),
        "tanya": question(world, number),
        "quarter": "2018-4",
        "lang": "id",
    }
    found = {}
    for pattern in ours():
        assert pattern.name, pattern
        names = pattern.pattern.converters
        found[pattern.name] = reverse(pattern.name, kwargs={name: parts[name] for name in names})
    return found


def escorted(world: World) -> None:
    """Somebody in the partner's care who has an escort in an accepted plan."""
    number = world.given(world.verified(), PARTNER, "PARTNER")
    world.here("cases.wish.record", CASE_WORKER, case=number, escort=True)
    accept(world)
    world.here("journeys.search.begin", search=SEARCH)


def question(world: World, number: str) -> str:
    """A question of hers that waits."""
    world.here("contacts.question.ask", CASE_WORKER, case=number, question="S-1", words="Kapan?")
    return "S-1"


def test_every_address_is_in_the_table_and_every_line_has_its_address() -> None:
    names = {pattern.name for pattern in ours() if "web" in pattern.callback.__module__}

    assert names - OPEN - ONES_OWN - WITH_A_CARD == set(MAY)


def test_each_role_opens_what_it_may_and_meets_one_and_the_same_page_elsewhere(world: World) -> None:
    where = addresses(world)
    browsers = {user: Browser(world, user) for user in sorted(EVERYBODY)}
    missing = browsers[COORDINATOR].get("/program/TIDAK-ADA/")
    wrong = []
    for (name, allowed), user in product(MAY.items(), sorted(EVERYBODY)):
        shown = browsers[user].get(where[name])
        expected = 200 if user in allowed else 404
        if shown.status != expected or (expected == 404 and shown.text != missing.text):
            wrong.append((name, user, shown.status))

    assert missing.status == 404
    assert wrong == []


def test_a_form_sent_without_the_right_changes_nothing_and_tells_nothing(world: World) -> None:
    where = addresses(world)
    watcher = Browser(world, WATCHER)
    missing = watcher.get("/program/TIDAK-ADA/")

    answers = [watcher.post(where[name]) for name in MAY if WATCHER not in MAY[name]]

    assert {(answer.status, answer.text == missing.text) for answer in answers} == {(404, True)}


def test_a_stranger_is_sent_to_sign_in_from_everywhere(world: World) -> None:
    where = addresses(world)
    client = Client()

    answers = {name: client.get(url) for name, url in where.items() if name in MAY}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert all(answer.headers["Location"].startswith("/akun/login/?next=") for answer in answers.values())


def test_a_closed_account_is_signed_in_nowhere(world: World) -> None:
    treasurer = Browser(world, TREASURER)
    assert treasurer.get("/").status == 200

    world.do("accounts.user.deactivate", "pulang", user=TREASURER)

    assert treasurer.get("/").status == 302


def test_what_is_only_read_cannot_be_sent_to(world: World) -> None:
    coordinator = Browser(world, COORDINATOR)

    assert coordinator.post(reverse("programme", args=[PROGRAMME])).status == 405


def test_no_page_for_signing_up_or_for_mail_is_left_open(client: Client) -> None:
    closed = ("signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/code/", "inactive/")

    assert {client.get(f"/akun/{path}").status_code for path in closed} == {404}


def test_the_case_list_of_somebody_elses_programme_is_empty(world: World) -> None:
    number = world.choosing()

    shown = Browser(world, STRANGER).get(reverse("cases", args=[PROGRAMME]))

    assert number not in shown.text
    assert shown.has("Tidak ada berkas untuk Anda di sini")

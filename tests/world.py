"""A small world for tests: agencies, people in every role, a programme, and ways to bring a case to any state.

Everything is done by acts, so no test stands on a state the product cannot reach. The clock stands still on
`today` unless a day is said; numbers are drawn from a fixed seed.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.intake import operations as intake
from pulang.areas.people import operations as people
from pulang.flows import copying, standing, uploads
from pulang.flows.act import Receipt
from pulang.flows.cards import pin_digest
from pulang.flows.perform import perform
from pulang.kernel import refs
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.storage import context
from pulang.storage.books import Stamp

TODAY = date(2019, 3, 3)
PROGRAMME = "KD-2019"
ELSEWHERE = "BTN-2019"
SITE, OTHER_SITE = "ALAK", "OESAPA"
SURABAYA = "35.78"
JAWA_TIMUR = "35"

CITY, OTHER_CITY, MINISTRY, PARTNER, RECEIVER, FINANCE, OBSERVER = (
    "DINSOS-KPG",
    "DINSOS-BTN",
    "KEMENSOS",
    "LKS-SATU",
    "DINSOS-SBY",
    "BKAD-KPG",
    "OPSI",
)
_AGENCIES = {
    CITY: ("CITY_OFFICE", "Dinas Sosial Kota Kupang", "53.71"),
    OTHER_CITY: ("CITY_OFFICE", "Dinas Sosial Kabupaten Bintan", "21.01"),
    MINISTRY: ("MINISTRY", "Kementerian Sosial", ""),
    PARTNER: ("PARTNER", "LKS Satu", "53.71"),
    RECEIVER: ("RECEIVING_OFFICE", "Dinas Sosial Kota Surabaya", SURABAYA),
    FINANCE: ("FINANCE_OFFICE", "Badan Keuangan Kota Kupang", "53.71"),
    OBSERVER: ("OBSERVER", "Organisasi Pemantau", "53.71"),
}

# One person for each role, and a second coordinator in another city who must see nothing of the first programme.
REGISTRAR = "pendaftar"
CASE_WORKER = "pendamping"
COORDINATOR = "koordinator"
HEAD = "kepala"
MINISTRY_REVIEWER = "peninjau"
PARTNER_WORKER = "petugas-mitra"
RECEIVING_OFFICER = "petugas-penerima"
TREASURER = "bendahara"
APPROVER = "penyetuju"
WATCHER = "pemantau"
DATA_PROTECTION = "pelindung-data"
ADMINISTRATOR = "administrator"
STRANGER = "koordinator-lain"
USERS = {
    REGISTRAR: (CITY, "REGISTRAR"),
    CASE_WORKER: (CITY, "CASE_WORKER"),
    COORDINATOR: (CITY, "COORDINATOR"),
    HEAD: (CITY, "HEAD"),
    MINISTRY_REVIEWER: (MINISTRY, "MINISTRY_REVIEWER"),
    PARTNER_WORKER: (PARTNER, "PARTNER_WORKER"),
    RECEIVING_OFFICER: (RECEIVER, "RECEIVING_OFFICER"),
    TREASURER: (FINANCE, "TREASURER"),
    APPROVER: (FINANCE, "APPROVER"),
    WATCHER: (OBSERVER, "OBSERVER"),
    DATA_PROTECTION: (CITY, "DATA_PROTECTION"),
    ADMINISTRATOR: (CITY, "ADMINISTRATOR"),
    STRANGER: (OTHER_CITY, "COORDINATOR"),
}


_ENVELOPE = "CASH_BY_APPOINTMENT"


def noon(day: date) -> datetime:
    """An instant that is the same calendar day in all of Indonesia."""
    return datetime.combine(day, time(4), UTC)


class World:
    """The agencies, users and the programme of these tests; users and second things come into being when asked for."""

    def __init__(self, *, today: date = TODAY, opened_on: date = date(2018, 8, 1)) -> None:
        self.today = today
        self.opened_on = opened_on
        self._acts = 0
        self._random = random.Random(2019)
        self._known: set[str] = set()
        self._slots = iter(range(1, 1))
        for code in (CITY, MINISTRY):
            self._agency(code)
        self.open_programme(PROGRAMME, CITY)
        for site in (SITE, OTHER_SITE):
            self._system("programmes.site.add", programme=PROGRAMME, code=site, name=f"Lokasi {site}", place="53.71")
            for block in ("A", "B"):
                self._system("programmes.block.add", programme=PROGRAMME, site=site, code=block, name=f"Blok {block}")

    # --- acting and looking

    def do(self, verb: str, by: str = COORDINATOR, *, on: date | None = None, ref: str = "", **said: Any) -> Receipt:
        """Carries out an act on `today` (or `on`) by a user, with the fields of its `with`."""
        who = self.actor(by)
        self._acts += 1
        return perform(by=who, verb=verb, with_=said, at=noon(on or self.today), ref=ref or f"t-{self._acts}")

    def here(self, verb: str, by: str = COORDINATOR, *, on: date | None = None, ref: str = "", **said: Any) -> Receipt:
        """Does the same in the programme."""
        return self.do(verb, by, on=on, ref=ref, programme=PROGRAMME, **said)

    def refusal(self, verb: str, by: str = COORDINATOR, *, on: date | None = None, **said: Any) -> Refusal:
        """Gives the refusal of an act that must not go through, in the programme unless another is said."""
        try:
            self.do(verb, by, on=on, **{"programme": PROGRAMME, **said})
        except Refusal as refusal:
            return refusal
        message = f"{verb} was not refused"
        raise AssertionError(message)

    def actor(self, code: str) -> Actor:
        """Who acts under a code; the user is registered when first asked for."""
        if code == SYSTEM.code:
            return SYSTEM
        if code not in self._known:
            self._known.add(code)
            agency, role = USERS[code]
            self._agency(agency)
            self._system("accounts.user.register", code=code, name=code.capitalize(), agency=agency)
            self._system("accounts.role.give", user=code, role=role, happened_on=self.opened_on.isoformat())
        return accounts.actor(code, self.today)

    @contextmanager
    def looking(self, by: str = COORDINATOR) -> Iterator[None]:
        """Reads as this user would."""
        with standing.looking(self.actor(by), day=self.today):
            yield

    def file(self, number: str, by: str = COORDINATOR, *, on: date | None = None) -> CaseFile:
        """The case file as this user sees it on a day."""
        with self.looking(by):
            return cases.case_file(number, moment(on or self.today))

    def number(self) -> str:
        """A fresh case number, as a door would draw it."""
        return refs.draw("K", self._random.randrange)

    # --- programmes

    def open_programme(self, code: str, lead: str) -> None:
        self._agency(lead)
        self._system(
            "programmes.programme.open",
            code=code,
            name=f"Program {code}",
            procedure="locality-closure",
            lead=lead,
            ministry=MINISTRY,
            place=_AGENCIES[lead][2],
            fiscal_year=2019,
            opened_on=self.opened_on.isoformat(),
        )

    def decreed(self, *, on: date | None = None) -> None:
        """A decree in force is recorded."""
        self.here("programmes.decree.issue", HEAD, number="SK-1", title="Penutupan lokasi", happened_on=self._said(on))

    def rakor_decided(self, *, on: date | None = None) -> None:
        """The coordination meeting was held and decided that the return may proceed."""
        day = self._said(on)
        self.here("coordination.meeting.plan", code="RAKOR-1", title="Rakor", planned_for=day, happened_on=day)
        self.here("coordination.meeting.hold", code="RAKOR-1", agencies=[CITY, MINISTRY], happened_on=day)
        self.here(
            "coordination.decision.make",
            code="KEP-1",
            meeting="RAKOR-1",
            outcome="MAY_PROCEED",
            happened_on=day,
        )

    def partner_ready(self, *, on: date | None = None, capacity: int = 500) -> None:
        """A partner is registered, accredited, approved and assigned."""
        self._known.add("partner-ready")
        self._agency(PARTNER)
        day = self._said(on)
        self.do("partners.registration.record", partner=PARTNER, number="REG-1", happened_on=day)
        self.do("partners.accreditation.record", partner=PARTNER, grade="A", number="AKR-1", happened_on=day)
        self.here("partners.approval.record", MINISTRY_REVIEWER, partner=PARTNER, number="SETUJU-1", happened_on=day)
        self.here("partners.assignment.record", partner=PARTNER, event="ASSIGNED", capacity=capacity, happened_on=day)

    def travel_money(self, amount: int = 300_000_000, *, fare: int = 2_500_000, on: date | None = None) -> None:
        """The city's money for the journey is there, released, and the fare is known."""
        day = self._said(on)
        self._agency(FINANCE)
        self.here(
            "funds.source.open",
            code="APBD-KPG",
            name="APBD Kota Kupang",
            payer=FINANCE,
            level="APBD_CITY",
            use="TRAVEL",
            fiscal_year=2019,
            happened_on=day,
        )
        self.here("funds.fare.estimate", amount=fare, happened_on=day)
        self.here("funds.money.allocate", TREASURER, source="APBD-KPG", amount=amount, happened_on=day)
        self.here("funds.money.release", TREASURER, source="APBD-KPG", amount=amount, happened_on=day)

    def aid_money(self, *, on: date | None = None) -> None:
        """The ministry has confirmed the aid."""
        day = self._said(on)
        self._system(
            "funds.source.open",
            programme=PROGRAMME,
            code="APBN-AID",
            name="APBN",
            payer=MINISTRY,
            level="APBN",
            use="AID",
            fiscal_year=2019,
            happened_on=day,
        )
        self.here("funds.source.confirm", MINISTRY_REVIEWER, source="APBN-AID", happened_on=day)

    def programme_ready(self, *, on: date | None = None) -> None:
        """Every gate of the programme is open."""
        self.decreed(on=on)
        self.rakor_decided(on=on)
        self.partner_ready(on=on)
        self.travel_money(on=on)
        self.aid_money(on=on)

    def frozen_round(self, code: str = "P-0") -> str:
        """A round that was over a week ago, whose list is frozen."""
        first, last = ((self.today - timedelta(days=days)).isoformat() for days in (12, 7))
        self.here("cases.round.open", code=code, opens_on=first, closes_on=last)
        self.here("rounds.list.freeze", round=code)
        return code

    def appointed(self, number: str, code: str = "P-1") -> str:
        """A case for which a time of a running round is kept."""
        if code not in self._known:
            self._known.add(code)
            day = self.today.isoformat()
            self.here("cases.round.open", code=code, opens_on=day, closes_on=day)
            self.here("rounds.slot.offer", round=code, code=code, meets_on=day, starts="09:00", place="Loket", count=9)
            self._slots = iter(range(1, 10))
        self.here("rounds.appointment.book", REGISTRAR, case=number, slot=f"{code}-{next(self._slots)}")
        return number

    def listed(self, number: str) -> None:
        """A case with a time in a round, on the list that the round leaves the day after."""
        self.appointed(number)
        self.here("papers.task.mark", REGISTRAR, case=number, kind="NEW_CARD", state="STARTED")
        self.here("rounds.list.freeze", on=self.today + timedelta(days=1), round="P-1")

    # --- cases, each helper bringing one a step further

    def case(self, by: str = REGISTRAR, *, on: date | None = None, **said: Any) -> str:
        """Registers a case and gives its number."""
        asked = {"programme": PROGRAMME, "case": self.number(), "home": SURABAYA, "site": SITE, "block": "A", **said}
        return self.do("cases.case.register", by, on=on, **asked).subject

    def choosing(self, choice: str = "RETURN", **said: Any) -> str:
        """A case with an informed choice and the consents a return needs."""
        return self.case(
            **{
                "choice": choice,
                "informed": "CONVERSATION",
                "consents": ["RETURN", "RECEIVING_OFFICE", "PARTNER", "PAYMENT"],
                "text_version": "2019-1",
                "language": "id",
                **said,
            }
        )

    def verified(self, number: str = "", *, on: date | None = None) -> str:
        """A case whose identity is accepted and whose screening is done."""
        number = number or self.choosing()
        self.here("cases.attempt.record", CASE_WORKER, on=on, case=number, kind="IN_PERSON", outcome="ACCEPTED")
        self.here("cases.screening.record", CASE_WORKER, on=on, case=number, outcome="CLEAR", trained=True)
        return number

    def planned(self, number: str = "", *, departs_on: date | None = None) -> str:
        """A case with confirmed tickets, whose receiving office expects her."""
        number = number or self.verified()
        leaves = departs_on or self.today + timedelta(days=3)
        self.here(
            "journeys.itinerary.plan",
            CASE_WORKER,
            case=number,
            reaches=SURABAYA,
            departs_on=leaves.isoformat(),
            arrives_on=(leaves + timedelta(days=1)).isoformat(),
        )
        self.here("journeys.itinerary.confirm", CASE_WORKER, case=number)
        self.given(number)
        self.here("journeys.receiver.acknowledge", RECEIVING_OFFICER, case=number)
        return number

    def given(self, number: str, agency: str = RECEIVER, purpose: str = "RECEIVING_OFFICE") -> str:
        """The case is in another office's care; an institution is made fit for it first."""
        self._agency(agency)
        if purpose == "PARTNER" and "partner-ready" not in self._known:
            self.partner_ready()
        self.here("cases.assignment.give", case=number, agency=agency, purpose=purpose)
        return number

    def imported(self, by: str = REGISTRAR, *, undone: bool = False) -> str:
        """An import of one person, taken back again where that is said; gives its number."""
        number = refs.draw("B", self._random.randrange)
        self.here("intake.workbook.open", by, workbook=number, rows=1)
        self.case(by, workbook=number, line=2)
        if undone:
            self.here("intake.workbook.undo", by, workbook=number)
        return number

    def handed_in(self, by: str = COORDINATOR) -> str:
        """A workbook of one person that was tried; gives its number."""
        at, maker = noon(self.today), self.actor(by)
        said: dict[str, Any] = {"by": maker, "programme": PROGRAMME}
        number = uploads.keep(content=b"Nama\nKenari\n", below=self._random.randrange, at=at, **said)
        with self.looking(by):
            kept = uploads.own(number=number, **said)
        uploads.let_try(by=maker, kept=kept, sheet="", chosen={}, at=at)
        uploads.work(now=lambda: at, below=self._random.randrange)
        return number

    def drafted(self, by: str = REGISTRAR) -> str:
        """A registration that somebody has begun; gives its number."""
        number, at = refs.draw("F", self._random.randrange), noon(self.today)
        with context.working(standing.view_of(self.actor(by), day=self.today)):
            intake.begin(programme=PROGRAMME, number=number, actor=by, said=b"{}", at=at)
        return number

    def copied(self, by: str = COORDINATOR, approver: str = HEAD, **said: Any) -> str:
        """A copy of the register that was asked for, approved and made; gives its number."""
        number = refs.draw("E", self._random.randrange)
        asked = {"purpose": "RETURN", "recipient": CITY, "receiver": "loket", "columns": ["NUMBER", "NAME"], **said}
        self.here("exports.export.request", by, export=number, **asked)
        self.here("exports.export.approve", approver, export=number)
        copying.make_due(at=noon(self.today))
        return number

    def complaint(self, **said: Any) -> str:
        """A complaint without a name, at the lead office's desk; gives its code."""
        code = refs.draw("G", self._random.randrange)
        asked = {"topic": "WAITING", "stance": "ANONYMOUS", "words": "Antrean tidak bergerak", **said}
        pin = pin_digest(code, "493817")
        with_ = {"programme": PROGRAMME, "complaint": code, "digest": pin, **asked}
        by = standing.complainer(code)
        perform(by=by, verb="grievances.complaint.file", with_=with_, at=noon(self.today), ref=f"t-{code}")
        return code

    def complaints(self) -> tuple[str, str]:
        """A plain one at the lead office's desk, and a grave one about that office."""
        return self.complaint(), self.complaint(against="LEAD_OFFICE", topic="COERCION")

    def asked_payment(self, by: str = TREASURER, amount: int = 1_000_000, **said: Any) -> str:
        """A payment out of the city's travel money, which somebody else has to approve; gives its number."""
        number = refs.draw("B", self._random.randrange)
        self.here("funds.payment.ask", by, payment=number, source="APBD-KPG", amount=amount, **said)
        return number

    def aid_budget(self, amount: int = 100_000_000) -> None:
        """The ministry's aid is there, released and tied, its rates are set and a decree is signed."""
        self.travel_money()
        self.aid_money()
        self.aid_tied(amount)

    def aid_tied(self, amount: int) -> None:
        """The aid that was confirmed is released and tied, with its rates and a decree."""
        self.rates()
        for verb in ("allocate", "release", "commit"):
            self.here(f"funds.money.{verb}", TREASURER, source="APBN-AID", amount=amount)

    def rates(self) -> None:
        """What the ministry gives is set, and a decree is signed."""
        for kind, rate in (("CAPITAL", 5_000_000), ("LIVING", 750_000), ("LOCAL_TRANSPORT", 250_000)):
            said: dict[str, Any] = {"kind": kind, "level": "APBN", "amount": rate, "valid_from": "2019-01-01"}
            self.do("aid.rate.set", MINISTRY_REVIEWER, **said)
        self.here("aid.decree.issue", MINISTRY_REVIEWER, number="SK-2", issuer="Kementerian Sosial")

    def due(self, count: int = 10, account: str = "1234500099") -> list[str]:
        """Cases whose aid can be paid now, into an account or, without one, in an envelope; gives their numbers."""
        numbers = [self.choosing("ALONE") for _ in range(count)]
        self.here("aid.beneficiary.list", MINISTRY_REVIEWER, decree="SK-2", cases=numbers)
        way: dict[str, Any] = {"kind": "BANK_ACCOUNT", "account": account} if account else {"kind": _ENVELOPE}
        for number in numbers:
            self.here("aid.channel.record", CASE_WORKER, case=number, own_name=True, **way)
            self.move(number, "LEFT_ALONE")
        return numbers

    def batch(self, numbers: Sequence[str], *, ref: str = "", **said: Any) -> tuple[str, dict[str, str]]:
        """One payment to these cases is asked for; gives its number and each case's token."""
        payment, tokens = self.drawn(numbers)
        asked = {"payment": payment, "source": "APBN-AID", "cases": list(numbers), "tokens": tokens, **said}
        self.here("payments.batch.ask", ref=ref, **asked)
        return payment, dict(zip(numbers, tokens, strict=True))

    def paid_list(self) -> str:
        """In a programme that is ready: a list that was asked for, approved, sent and answered; gives its number."""
        self.aid_tied(60_000_000)
        self.here("funds.paper.issue", TREASURER, source="APBN-AID", kind="DPA", number="DPA-1", amount=1_000_000)
        payment, tokens = self.batch([*self.due(9), *(last := self.due(1, ""))])
        self.here("funds.payment.approve", APPROVER, payment=payment)
        self.here("payments.file.make", TREASURER, payment=payment, layout="umum")
        line = {"place": 2, "token": next(iter(tokens.values())), "amount": 6_000_000, "outcome": "FAILED"}
        self.here("payments.result.take", TREASURER, payment=payment, layout="umum", digest="0" * 64, lines=[line])
        booked = {"place": 2, "on": self._said(None), "amount": 6_000_000}
        said: dict[str, Any] = {"source": "APBN-AID", "layout": "umum", "digest": "1" * 64, "lines": [booked]}
        self.here("payments.statement.take", TREASURER, **said)
        self.here("payments.envelope.appoint", CASE_WORKER, case=last[0], meets_on="2019-03-20", place="Loket 2")
        self.here("payments.proof.file", TREASURER, payment=payment, kind="PDF", size=9, digest="2" * 64)
        return payment

    def drawn(self, numbers: Sequence[str]) -> tuple[str, list[str]]:
        """A number for a payment and a token for each of some cases, as a door would draw them."""
        return refs.draw("B", self._random.randrange), [refs.draw("T", self._random.randrange) for _ in numbers]

    def move(self, number: str, move: str, by: str = CASE_WORKER, *, on: date | None = None) -> str:
        """A step that happened."""
        self.here("cases.move.record", by, on=on, case=number, move=move)
        return number

    def erased(self, number: str) -> str:
        """The person's key is destroyed, as the act that two people agree on does it."""
        with transaction.atomic(durable=True):
            context.enter(standing.view_of(self.actor(COORDINATOR), day=self.today))
            stamp = Stamp(number=lambda: 0, happened_on=self.today, recorded_at=noon(self.today))
            people.erase(person=cases.find(number).person, act=f"erase-{number}", stamp=stamp)
        return number

    # --- identities

    def revealed(self, number: str, by: str = CASE_WORKER, *fields: str, purpose: str = "CONTACT") -> None:
        """Sealed fields (the name unless said) are open to an account for a quarter of an hour."""
        asked = list(fields) or ["NAME"]
        self.here("reveals.identity.open", by, case=number, fields=asked, purpose=purpose)

    def emergency(self, number: str, by: str = HEAD) -> None:
        """Danger to her life, declared by an account that does not have her case."""
        said: dict[str, Any] = {"reason": "VIOLENCE", "explained": "Ancaman di tempat tinggalnya"}
        self.do("reveals.emergency.declare", by, case=number, **said)

    # --- inside

    def _said(self, day: date | None) -> str:
        return (day or self.today).isoformat()

    def _agency(self, code: str) -> None:
        if code in self._known:
            return
        self._known.add(code)
        kind, name, place = _AGENCIES[code]
        self._system("accounts.agency.register", code=code, kind=kind, name=name, place=place)

    def _system(self, verb: str, **said: Any) -> Receipt:
        return self.do(verb, SYSTEM.code, **said)

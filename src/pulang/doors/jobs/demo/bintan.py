"""Bintan 2019, the programme that ran to its end: the published end of it, and a made-up way there.

Published are the two lists (150, later 81), the 60 who were willing, the 56 who went home on 16 September 2019 to
15 districts of origin by way of Bulang Linggi and Batam, the aid, whose fare it was, and a year's accompaniment.
Every day before that September and everybody's own story are made up, and the acts say so where they have words.
"""

import json
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final

from pulang.doors.jobs.demo import published, releases
from pulang.doors.jobs.demo.people import Someone, people
from pulang.doors.jobs.demo.published import Row
from pulang.doors.jobs.demo.releases import Quarter
from pulang.doors.jobs.demo.telling import Teller
from pulang.kernel import refs

CODE: Final = "BTN-2019"
PARTNER: Final = "lks-bintan"
_SEED: Final = 20190916
_WEST: Final = 7
_MADE_UP: Final = "tanggal dibuat untuk contoh"

_COORDINATOR: Final = "dinsos-bintan.koordinator"
_REGISTRAR: Final = "dinsos-bintan.pendaftar"
_WORKER: Final = "dinsos-bintan.pendamping"
_REVIEWER: Final = "kemensos.peninjau"
_CITY_TREASURER, _CITY_APPROVER = "bkad-bintan.bendahara", "bkad-bintan.penyetuju"
_STATE_TREASURER, _STATE_APPROVER = "kemensos.bendahara", "kemensos.penyetuju"

_OPENED: Final = date(2019, 2, 18)
_RAKOR_ON: Final = date(2019, 5, 20)
_LISTED_FROM: Final = date(2019, 7, 8)
_ROUND: Final = "putaran-1"
_ROUND_OPENS, _ROUND_CLOSES = date(2019, 7, 15), date(2019, 7, 26)
_LEFT: Final = date(2019, 9, 16)
_AIDED: Final = date(2019, 9, 17)
_BENEFICIARIES: Final = "SK contoh 02/2019"
_LOCAL_SUPPORT: Final = "SK contoh 03/2019"
_TEXT: Final = "2019-07"
_QUARTERS: Final = (
    Quarter("2019-2", date(2019, 7, 2), date(2019, 7, 3)),
    Quarter("2019-3", date(2019, 10, 2), date(2019, 10, 3)),
    Quarter("2019-4", date(2020, 1, 6), date(2020, 1, 7)),
)

# Fifteen districts of origin, as many as were named; which ones they were was not published.
_DISTRICTS: Final = (
    "32.12 32.15 32.13 32.03 32.02 33.01 33.29 33.24 35.10 35.07 35.09 18.07 16.02 12.07 52.03".split()  # noqa: SIM905
)
_RECEIVERS: Final = {
    "32": "dinsos-jabar", "33": "dinsos-jateng", "35": "dinsos-jatim", "18": "dinsos-lampung",
    "16": "dinsos-sumsel", "12": "dinsos-sumut", "52": "dinsos-ntb",
}  # fmt: skip
_TERMINALS: Final = {
    "32": "Bandung", "33": "Semarang", "35": "Surabaya", "18": "Bandar Lampung",
    "16": "Palembang", "12": "Medan", "52": "Mataram",
}  # fmt: skip

# 60 wish to return, of whom 4 change their mind; so 56 leave. With 4 who travel by themselves that makes 81.
_CHOICES: Final = ("RETURN",) * 60 + ("ALONE",) * 4 + ("STAY",) * 13 + ("UNDECIDED",) * 4
_CHANGED: Final = ("STAY", "STAY", "UNDECIDED", "UNDECIDED")
_DISCREET: Final = 6
_ENVELOPE: Final = {"kind": "CASH_BY_APPOINTMENT"}
_FARE: Final = 2_200_000
_AID: Final = (
    ("UEP", 280_000_000),
    ("Jaminan hidup", 42_000_000),
    ("Transport lokal", 14_000_000),
    ("Operasional LKS", 8_000_000),
)


def acts() -> bytes:
    """This will write the programme's file: the same bytes every time."""
    chance = Random(_SEED)  # noqa: S311 - the same people every time, which is the point
    teller = Teller("btn", _WEST, CODE)
    everybody = _people(chance)
    returning = everybody[len(_CHANGED) : _CHOICES.count("RETURN")]
    _prepare(teller)
    _register(teller, everybody)
    _verify(teller, chance, everybody)
    _consent(teller, everybody[: _CHOICES.count("RETURN")])
    _change_minds(teller, everybody[: len(_CHANGED)])
    _support_others(teller, everybody)
    _allot(teller)
    _plan(teller, returning)
    _depart(teller, everybody, returning)
    for row in published.rows("bintan-2019"):
        _publish(teller, row)
    _pay_fares(teller, len(returning))
    _step(teller, returning, "ARRIVED")
    _pay_aid(teller, returning)
    _step(teller, returning, "AIDED")
    for quarter in _QUARTERS:
        releases.tell(teller, "dinsos-bintan", quarter)
    return teller.written()


def _people(chance: Random) -> tuple[Someone, ...]:
    """This will make everybody so that the 56 who leave come from all of the fifteen districts."""
    count = len(_CHOICES)
    papers = ("NONE",) * 46 + ("CARD",) * 27 + ("FAMILY_CARD_ONLY",) * 8
    made = people(chance, homes=[_DISTRICTS[place % len(_DISTRICTS)] for place in range(count)], papers=papers,
                  before=_LISTED_FROM)  # fmt: skip
    leaving = range(len(_CHANGED), _CHOICES.count("RETURN"))
    assert len({made[place].home for place in leaving}) == len(_DISTRICTS), "those who leave come from all districts"
    return made


def _prepare(teller: Teller) -> None:
    tell = teller.tell
    tell(_COORDINATOR, "programmes.programme.open", _OPENED, name="Pemulangan warga dua lokasi di Bintan 2019",
         procedure="locality-closure", lead="dinsos-bintan", ministry="kemensos", place="21.01",
         fiscal_year=2019)  # fmt: skip
    for number in (1, 2):
        tell(
            _COORDINATOR,
            "programmes.site.add",
            _OPENED,
            code=f"lokasi-{number}",
            name=f"Lokasi {number}",
            place="21.01",
        )
    rakor = {"code": "rakor-kemensos", "title": f"Rapat koordinasi dengan Kementerian Sosial ({_MADE_UP})"}
    both = ["dinsos-bintan", "kemensos"]
    tell(_COORDINATOR, "coordination.meeting.expect", date(2019, 4, 10), **rakor, agencies=both)
    tell(
        _COORDINATOR,
        "coordination.meeting.plan",
        date(2019, 5, 6),
        code=rakor["code"],
        planned_for=_RAKOR_ON,
        agencies=both,
    )
    tell(_REVIEWER, "coordination.meeting.hold", _RAKOR_ON, code=rakor["code"], agencies=[*both, PARTNER])
    condition = {"code": "lks-disetujui", "text": "LKS pendamping disetujui Kementerian", "holder": "kemensos"}
    tell(_REVIEWER, "coordination.decision.make", _RAKOR_ON, code="btn-k1", meeting=rakor["code"],
         outcome="MAY_PROCEED_IF", conditions=[condition])  # fmt: skip
    tell(_COORDINATOR, "programmes.decree.issue", date(2019, 6, 10), number="contoh 01/2019",
         title=f"Penutupan dua lokasi ({_MADE_UP})", issuer="Bupati Bintan", in_force_on=date(2019, 7, 1))  # fmt: skip
    _engage_partner(teller)


def _engage_partner(teller: Teller) -> None:
    tell = teller.tell
    tell(_COORDINATOR, "partners.registration.record", date(2019, 6, 11), partner=PARTNER, number="contoh/2018",
         until=date(2021, 2, 1), happened_on=date(2018, 2, 1))  # fmt: skip
    tell(_COORDINATOR, "partners.accreditation.record", date(2019, 6, 11), partner=PARTNER, grade="B",
         number="contoh-B/2018", happened_on=date(2018, 3, 15))  # fmt: skip
    tell(_COORDINATOR, "partners.assignment.record", date(2019, 6, 12), partner=PARTNER, event="NAMED")
    tell(_REVIEWER, "partners.approval.record", date(2019, 6, 24), partner=PARTNER, number="contoh 11/2019",
         until=date(2020, 12, 31))  # fmt: skip
    tell(_REVIEWER, "coordination.condition.meet", date(2019, 6, 24), decision="btn-k1", code="lks-disetujui",
         evidence="Persetujuan contoh 11/2019")  # fmt: skip
    tell(_COORDINATOR, "partners.assignment.record", date(2019, 6, 25), partner=PARTNER, event="ASSIGNED", capacity=100)


def _register(teller: Teller, everybody: tuple[Someone, ...]) -> None:
    """This will list the 81 in five days, each after a talk about the four choices."""
    for place, (someone, choice) in enumerate(zip(everybody, _CHOICES, strict=True)):
        teller.tell(
            _REGISTRAR, "cases.case.register", _LISTED_FROM + timedelta(days=place % 5),
            **someone.fields(), site="lokasi-1" if place % 5 < 3 else "lokasi-2",  # noqa: PLR2004 - three in five
            choice=choice, informed="CONVERSATION",
        )  # fmt: skip


def _verify(teller: Teller, chance: Random, everybody: tuple[Someone, ...]) -> None:
    tell = teller.tell
    tell(
        _COORDINATOR, "cases.round.open", date(2019, 7, 12), code=_ROUND, opens_on=_ROUND_OPENS, closes_on=_ROUND_CLOSES
    )
    for someone, choice in zip(everybody, _CHOICES, strict=True):
        on = _ROUND_OPENS + timedelta(days=chance.randrange(5))
        reached = choice in {"RETURN", "ALONE"} or chance.random() < 0.5  # noqa: PLR2004 - one in two
        tell(_WORKER, "cases.attempt.record", on, case=someone.case, round=_ROUND, kind="IN_PERSON",
             outcome="ACCEPTED" if reached else "NOT_REACHED")  # fmt: skip
        if reached:
            outcome = "CARE_NEEDED" if chance.random() < 0.1 else "CLEAR"  # noqa: PLR2004 - one in ten
            tell(_WORKER, "cases.screening.record", on, case=someone.case, outcome=outcome, trained=True)


def _consent(teller: Teller, willing: tuple[Someone, ...]) -> None:
    """This will ask the willing for each purpose; the last six wish to travel without any office being told."""
    for place, someone in enumerate(willing):
        on = date(2019, 7, 29) + timedelta(days=place % 5)
        discreet = place >= len(willing) - _DISCREET
        for purpose in ("RETURN", "PARTNER", "PAYMENT", "CONTACT_AFTERWARDS", "RECEIVING_OFFICE"):
            refused = discreet and purpose == "RECEIVING_OFFICE"
            said = {"event": "REFUSED"} if refused else {"event": "GIVEN", "text_version": _TEXT, "language": "id"}
            teller.tell(_WORKER, "cases.consent.record", on, case=someone.case, purpose=purpose, **said)
        if discreet:
            teller.tell(_WORKER, "cases.wish.record", on, case=someone.case, discreet=True)


def _change_minds(teller: Teller, changed: tuple[Someone, ...]) -> None:
    for someone, choice in zip(changed, _CHANGED, strict=True):
        teller.tell(
            _WORKER, "cases.choice.record", date(2019, 9, 6), case=someone.case, choice=choice, informed="CONVERSATION"
        )


def _others(everybody: tuple[Someone, ...]) -> list[tuple[Someone, str]]:
    """This will give those who stay or travel by themselves, with what they chose in the end."""
    choices = (*_CHANGED, *_CHOICES[len(_CHANGED) :])
    return [(one, choice) for one, choice in zip(everybody, choices, strict=True) if choice in {"STAY", "ALONE"}]


def _support_others(teller: Teller, everybody: tuple[Someone, ...]) -> None:
    """This will make ready the support of those who do not travel with the programme (rule 1: no penalty)."""
    others = _others(everybody)
    tell = teller.tell
    for place, (someone, _) in enumerate(others):
        on = date(2019, 9, 9) + timedelta(days=place % 3)
        tell(_WORKER, "cases.consent.record", on, case=someone.case, purpose="PAYMENT", event="GIVEN",
             text_version=_TEXT, language="id")  # fmt: skip
        tell(_WORKER, "aid.channel.record", on, case=someone.case, own_name=True, kind="CASH_BY_APPOINTMENT")
    tell(_COORDINATOR, "aid.decree.issue", date(2019, 9, 12), number=_LOCAL_SUPPORT, issuer="Bupati Bintan")
    tell(_COORDINATOR, "aid.beneficiary.list", date(2019, 9, 12), decree=_LOCAL_SUPPORT,
         cases=[someone.case for someone, _ in others])  # fmt: skip


def _allot(teller: Teller) -> None:
    tell = teller.tell
    tell(_COORDINATOR, "funds.source.open", date(2019, 7, 1), code="BTN-2019-APBD", name="APBD Kabupaten Bintan 2019",
         payer="bkad-bintan", level="APBD_CITY", use="TRAVEL", fiscal_year=2019)  # fmt: skip
    tell(_COORDINATOR, "funds.source.open", date(2019, 7, 1), code="BTN-2019-APBN",
         name="Bantuan Kementerian Sosial 2019", payer="kemensos", level="APBN", use="AID",
         fiscal_year=2019)  # fmt: skip
    tell(_COORDINATOR, "funds.fare.estimate", date(2019, 7, 1), amount=_FARE, office="Dinas Sosial Kabupaten Bintan",
         source_text="Perkiraan yang dibuat untuk contoh")  # fmt: skip
    total = sum(amount for _, amount in _AID)
    for by, do, on, source, amount in (
        (_CITY_TREASURER, "allocate", date(2019, 7, 15), "BTN-2019-APBD", 150_000_000),
        (_CITY_APPROVER, "release", date(2019, 8, 20), "BTN-2019-APBD", 150_000_000),
        (_STATE_TREASURER, "allocate", date(2019, 8, 26), "BTN-2019-APBN", total),
        (_STATE_APPROVER, "release", date(2019, 9, 9), "BTN-2019-APBN", total),
    ):
        tell(by, f"funds.money.{do}", on, source=source, amount=amount, document="contoh")
    tell(_STATE_APPROVER, "funds.source.confirm", date(2019, 8, 27), source="BTN-2019-APBN", document="contoh")


def _plan(teller: Teller, returning: tuple[Someone, ...]) -> None:
    """This will make each of the 56 ready: office and partner told where she agreed, way, decree and account."""
    tell = teller.tell
    tell(_REVIEWER, "aid.decree.issue", date(2019, 9, 10), number=_BENEFICIARIES, issuer="Kementerian Sosial")
    tell(
        _REVIEWER,
        "aid.beneficiary.list",
        date(2019, 9, 10),
        decree=_BENEFICIARIES,
        cases=[one.case for one in returning],
    )
    for place, someone in enumerate(returning):
        case, receiver = someone.case, _RECEIVERS[someone.home[:2]]
        tell(_COORDINATOR, "cases.assignment.give", date(2019, 8, 5), case=case, agency=PARTNER, purpose="PARTNER")
        way = {"kind": "BANK_ACCOUNT", "account": f"0000 0000 {place:02}"} if _has_account(place) else _ENVELOPE
        tell(_WORKER, "aid.channel.record", date(2019, 8, 28), case=case, own_name=True, **way)
        _itinerary(teller, someone)
        if place < len(returning) - _DISCREET:
            tell(_COORDINATOR, "cases.assignment.give", date(2019, 8, 6), case=case, agency=receiver,
                 purpose="RECEIVING_OFFICE")  # fmt: skip
            tell(f"{receiver}.penerima", "journeys.receiver.acknowledge", date(2019, 9, 12), case=case)


def _itinerary(teller: Teller, someone: Someone) -> None:
    terminal, home = _TERMINALS[someone.home[:2]], someone.home
    stops = ("21.01", "Pelabuhan Bulang Linggi", "Batam", terminal, home)
    legs = [
        {"mode": mode, "from": start, "to": to, "departs": _LEFT.isoformat(), "arrives": arrives.isoformat()}
        for mode, start, to, arrives in zip(
            ("BUS", "FERRY", "PLANE", "BUS"), stops, stops[1:], (_LEFT, _LEFT, _LEFT, _AIDED), strict=False
        )
    ]
    teller.tell(
        "lks-bintan.pendamping", "journeys.itinerary.plan", date(2019, 9, 11),
        case=someone.case, reaches=home, departs_on=_LEFT, arrives_on=_AIDED, legs=legs,
    )  # fmt: skip
    teller.tell("lks-bintan.pendamping", "journeys.itinerary.confirm", date(2019, 9, 13), case=someone.case)


def _depart(teller: Teller, everybody: tuple[Someone, ...], returning: tuple[Someone, ...]) -> None:
    for someone in returning:
        teller.tell("lks-bintan.pendamping", "cases.move.record", _LEFT, case=someone.case, move="DEPARTED")
    for someone, choice in _others(everybody):
        move = "STAYED" if choice == "STAY" else "LEFT_ALONE"
        teller.tell(_WORKER, "cases.move.record", _LEFT, case=someone.case, move=move)


def _step(teller: Teller, returning: tuple[Someone, ...], move: str) -> None:
    for someone in returning:
        teller.tell("lks-bintan.pendamping", "cases.move.record", _AIDED, case=someone.case, move=move)


def _pay_fares(teller: Teller, people_leaving: int) -> None:
    fares = people_leaving * _FARE
    of = {"source": "BTN-2019-APBD", "amount": fares, "document": "contoh"}
    teller.tell(_CITY_TREASURER, "funds.money.commit", _LEFT, **of)
    _pay(teller, _LEFT, _CITY_TREASURER, _CITY_APPROVER, of)


def _pay_aid(teller: Teller, returning: tuple[Someone, ...]) -> None:
    """This will pay the aid once everybody has arrived (rule 3): hers in one list by the rates, the partner's apart."""
    of: dict[str, Any] = {"source": "BTN-2019-APBN"}
    for what, amount in _AID:
        teller.tell(_STATE_TREASURER, "funds.money.commit", _AIDED, **of, amount=amount, note=what)
    chance = Random(_SEED)  # noqa: S311 - made-up numbers for made-up payments
    number, tokens = refs.draw("B", chance.randrange), [refs.draw("T", chance.randrange) for _ in returning]
    cases = [someone.case for someone in returning]
    teller.tell(_COORDINATOR, "payments.batch.ask", _AIDED, payment=number, cases=cases, tokens=tokens, **of)
    teller.tell(_STATE_APPROVER, "funds.payment.approve", _AIDED, payment=number)
    _send(teller, number, returning, tokens)
    what, amount = _AID[-1]
    _pay(teller, _AIDED, _STATE_TREASURER, _STATE_APPROVER, {**of, "amount": amount, "note": what})


def _send(teller: Teller, number: str, returning: tuple[Someone, ...], tokens: list[str]) -> None:
    """This will let the bank pay everybody who has an account, and the partner hand the others their envelopes."""
    each = sum(amount for _, amount in _AID[:-1]) // len(returning)
    banked = [token for place, token in enumerate(tokens) if _has_account(place)]
    lines = [
        {"place": place, "token": token, "amount": each, "outcome": "PAID"}
        for place, token in enumerate(banked, start=2)
    ]
    answer = {"payment": number, "layout": "umum"}
    teller.tell(_STATE_TREASURER, "payments.file.make", _AIDED, **answer)
    digest = sha256(json.dumps(lines).encode()).hexdigest()
    teller.tell(_STATE_TREASURER, "payments.result.take", _AIDED, **answer, digest=digest, lines=lines)
    for place, someone in enumerate(returning):
        if not _has_account(place):
            at = {"meets_on": _AIDED, "place": "Kantor lembaga pendamping"}
            teller.tell(f"{PARTNER}.pendamping", "payments.envelope.appoint", _AIDED, case=someone.case, **at)
            teller.tell(
                f"{PARTNER}.pendamping", "payments.envelope.record", _AIDED, case=someone.case, outcome="COLLECTED"
            )


def _has_account(place: int) -> bool:
    """This will be true for five in seven of those who return, by their place among them."""
    return place % 7 < 5  # noqa: PLR2004 - forty of fifty-six


def _pay(teller: Teller, on: date, treasurer: str, approver: str, of: dict[str, Any]) -> None:
    """This will let one person ask for a payment and another approve it; its number is drawn from what is paid."""
    number = refs.draw("B", Random(f"{of}").randrange)  # noqa: S311 - made-up numbers for made-up payments
    teller.tell(treasurer, "funds.payment.ask", on, payment=number, **of)
    teller.tell(approver, "funds.payment.approve", on, payment=number)


def _publish(teller: Teller, row: Row) -> None:
    if not published.tell(teller, _COORDINATOR, row):
        assert row.kind == "fund", f"a published fact of a kind Bintan did not have: {row.kind}"
        published.statement(teller, _COORDINATOR, row, "aid-money" if row.value else "travel-money")

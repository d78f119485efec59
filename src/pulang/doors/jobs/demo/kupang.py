"""Karang Dempel as it stood on 3 March 2019: what was published, and 145 people who do not exist."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Final

from pulang.doors.jobs.demo import published, releases
from pulang.doors.jobs.demo.people import Someone, people
from pulang.doors.jobs.demo.published import Row
from pulang.doors.jobs.demo.releases import Quarter
from pulang.doors.jobs.demo.telling import Teller

CODE: Final = "KD-2019"
SITE: Final = "alak"
TODAY: Final = date(2019, 3, 3)
RAKOR: Final = "rakor-kemensos"
PARTNER: Final = "lks-kupang"
_SEED: Final = 20190303
_CENTRAL: Final = 8

_COORDINATOR: Final = "dinsos-kupang.koordinator"
_REGISTRAR: Final = "dinsos-kupang.pendaftar"
_WORKER: Final = "dinsos-kupang.pendamping"
_TREASURER: Final = "bkad-kupang.bendahara"

_ANNOUNCED: Final = date(2018, 8, 20)
_LISTED: Final = date(2018, 10, 17)
_TOLD_OF: Final = date(2018, 12, 17)  # the meeting with residents, at which a rakor was announced

# Rooms of each block and how many were lived in (September 2017; they sum to the 145 of the first listing).
_BLOCKS: Final = (("blok-1", 47, 42), ("blok-2", 45, 33), ("blok-3", 35, 25), ("blok-4", 55, 45))

_EAST_JAVA: Final = (
    "35.01 35.02 35.03 35.04 35.05 35.06 35.07 35.07 35.08 35.09 "
    "35.09 35.10 35.10 35.13 35.14 35.17 35.18 35.22 35.73 35.78"
)
# Where people come from, as listed on 17 and 18 October 2018; the districts within are drawn by chance, save
# those of Nusa Tenggara Timur, of which four were named.
_ORIGINS: Final = (
    (120, _EAST_JAVA),
    (2, "32.12 32.15"),
    (2, "33.16 33.24"),
    (1, "62.02"),
    (3, "73.04 73.06 73.71"),
    (1, "18.07"),
    (5, "52.01 52.03 52.04 52.06"),
    (11, "53.01 53.02 53.05 53.14"),
)  # fmt: skip
_PAPERS: Final = ("NONE",) * 87 + ("CARD",) * 40 + ("FAMILY_CARD_ONLY",) * 10 + ("LOSS_LETTER",) * 8

_ROUND: Final = "putaran-1"
_ROUND_OPENS, _ROUND_CLOSES = date(2019, 1, 21), date(2019, 2, 8)
_ATTESTERS: Final = (
    ("pokja-warga", "Kelompok kerja warga"),
    ("opsi-ntt", "OPSI NTT"),
    ("rt-setempat", "Pengurus rukun tetangga setempat"),
)
_TEXT: Final = "2019-01"

# The decree was signed in December and put on record on New Year's Day, after the first figures had been prepared.
_LATE_DECREE: Final = "Keputusan penutupan yang ditandatangani 21 Desember 2018 belum tercatat pada rilis pertama"
_QUARTERS: Final = (
    Quarter("2018-3", date(2018, 10, 2), date(2018, 10, 3)),
    Quarter("2018-4", date(2019, 1, 1), date(2019, 1, 2)),
    Quarter("2018-4", date(2019, 1, 8), date(2019, 1, 9), _LATE_DECREE),
)


def acts() -> bytes:
    """This will write the programme's file: the same bytes every time."""
    chance = Random(_SEED)  # noqa: S311 - the same people every time, which is the point
    teller = Teller("kd", _CENTRAL, CODE)
    _open(teller)
    everybody = _people(chance)
    for quarter in _QUARTERS:
        releases.tell(teller, "dinsos-kupang", quarter)
    for row in published.rows("karang-dempel-2019"):
        _publish(teller, row)
    _list(teller, everybody)
    _inform(teller, chance, everybody)
    _verify(teller, chance, everybody)
    _consent(teller, chance, everybody)
    _set_apart(teller, everybody)
    _prepare_answers(teller)
    return teller.written()


def _open(teller: Teller) -> None:
    teller.tell(
        _COORDINATOR, "programmes.programme.open", _ANNOUNCED,
        name="Pemulangan warga Karang Dempel 2019", procedure="locality-closure", lead="dinsos-kupang",
        ministry="kemensos", place="53.71", fiscal_year=2019,
    )  # fmt: skip
    teller.tell(
        _COORDINATOR,
        "programmes.site.add",
        _ANNOUNCED,
        code=SITE,
        name="Lokasi di Kelurahan Alak",
        place="53.71.01.1008",
    )
    for number, (code, rooms, _) in enumerate(_BLOCKS, start=1):
        teller.tell(
            _COORDINATOR, "programmes.block.add", _ANNOUNCED, site=SITE, code=code, name=f"Blok {number}", rooms=rooms
        )


def _people(chance: Random) -> tuple[Someone, ...]:
    homes = [chance.choice(districts.split()) for count, districts in _ORIGINS for _ in range(count)]
    return people(chance, homes=homes, papers=_PAPERS, before=_LISTED)


def _publish(teller: Teller, row: Row) -> None:
    if not published.tell(teller, _COORDINATOR, row):
        _OTHERWISE[row.kind](teller, row)
    if row.reported_on == _TOLD_OF:
        _expect_rakor(teller, row)
    if row.subject == "ticket-per-person":
        teller.tell(
            _COORDINATOR, "funds.fare.estimate", row.reported_on,
            amount=int(row.value), office=row.office, source_text=row.source,
        )  # fmt: skip


def _consult(teller: Teller, row: Row) -> None:
    teller.tell(
        _WORKER, "coordination.consultation.record", row.reported_on,
        office=row.office, audience=row.subject, summary=row.summary, source=row.source, happened_on=row.happened_on,
    )  # fmt: skip


def _expect_rakor(teller: Teller, row: Row) -> None:
    teller.tell(
        _WORKER, "coordination.consultation.record", row.reported_on,
        office=row.office, audience="residents",
        summary="Pertemuan dengan warga: penutupan, bantuan, dan langkah berikutnya (ringkasan dibuat untuk contoh)",
        source=row.source,
    )  # fmt: skip
    teller.tell(
        _COORDINATOR, "coordination.meeting.expect", row.reported_on,
        code=RAKOR, title="Rapat koordinasi dengan Kementerian Sosial", agencies=["dinsos-kupang", "kemensos"],
        source=row.source,
    )  # fmt: skip


def _decree(teller: Teller, row: Row) -> None:
    teller.tell(
        _COORDINATOR, "programmes.decree.issue", row.reported_on,
        number=row.subject.removeprefix("SK "), title=row.summary, issuer=row.office, in_force_on=row.value,
        source=row.source, happened_on=row.happened_on,
    )  # fmt: skip


def _close_site(teller: Teller, row: Row) -> None:
    teller.tell(
        _COORDINATOR, "programmes.site.mark", row.reported_on,
        site=SITE, event="CLOSED", note=row.summary, happened_on=row.happened_on,
    )  # fmt: skip
    teller.tell(
        _COORDINATOR, "statements.promise.keep", row.reported_on, subject="site-closed", happened_on=row.happened_on
    )


def _partner(teller: Teller, row: Row) -> None:
    published.statement(teller, _COORDINATOR, row, "partner")
    if row.value != "pending":
        return
    # The certificate is made up; that the ministry's survey was still to come is what was published.
    teller.tell(
        _COORDINATOR, "partners.registration.record", row.reported_on,
        partner=PARTNER, number="contoh/2019", until=date(2022, 1, 28), happened_on=date(2019, 1, 28),
    )  # fmt: skip
    teller.tell(
        _COORDINATOR, "partners.assignment.record", row.reported_on, partner=PARTNER, event="NAMED", source=row.source
    )
    teller.tell(
        _COORDINATOR, "partners.survey.record", row.reported_on,
        partner=PARTNER, event="REQUESTED", note=row.summary[:300], source=row.source,
    )  # fmt: skip
    _no_date_any_more(teller, row)


def _no_date_any_more(teller: Teller, row: Row) -> None:
    teller.tell(
        _COORDINATOR, "statements.promise.make", row.reported_on, **row.said(), subject="return", precision="NONE"
    )


def _rakor(teller: Teller, row: Row) -> None:
    published.statement(teller, _COORDINATOR, row, "rakor")
    _no_date_any_more(teller, row)


def _money(teller: Teller, row: Row) -> None:
    if row.value == "ready":  # said to be ready, which is neither allocated nor released
        published.statement(teller, _COORDINATOR, row, "travel-money")
        teller.tell(
            _COORDINATOR, "funds.source.open", row.reported_on,
            code="KD-2019-APBN", name="Bantuan Kementerian Sosial 2019", payer="kemensos", level="APBN", use="AID",
            fiscal_year=2019,
        )  # fmt: skip
        return
    teller.tell(
        _COORDINATOR, "funds.source.open", row.reported_on,
        code="KD-2019-APBD", name=row.subject, payer="bkad-kupang", level="APBD_CITY", use="TRAVEL", fiscal_year=2019,
    )  # fmt: skip
    teller.tell(
        _TREASURER, "funds.money.allocate", row.reported_on,
        source="KD-2019-APBD", amount=int(row.value), note=row.summary, source_text=row.source,
    )  # fmt: skip


def _stakeholders(teller: Teller, row: Row) -> None:
    for kind, name in (
        ("RESIDENTS_GROUP", "Kelompok kerja warga"),
        ("BLOCK_OWNER", "Pemilik salah satu blok"),
        ("ORGANISATION", "OPSI NTT"),
    ):
        teller.tell(_COORDINATOR, "programmes.stakeholder.list", row.reported_on, kind=kind, name=name)


_OTHERWISE: Final[dict[str, Callable[[Teller, Row], None]]] = {
    "consultation": _consult,
    "decree": _decree,
    "site": _close_site,
    "partner": _partner,
    "meeting": _rakor,
    "fund": _money,
    "stakeholder": _stakeholders,
}


def _list(teller: Teller, everybody: tuple[Someone, ...]) -> None:
    """This will register everybody on the day of the listing, and record that nobody had been told anything yet."""
    blocks = [code for code, _, lived_in in _BLOCKS for _ in range(lived_in)]
    for someone, block in zip(everybody, blocks, strict=True):
        teller.tell(
            _REGISTRAR, "cases.case.register", _LISTED,
            **someone.fields(), site=SITE, block=block, choice="RETURN", informed="NOT_INFORMED",
        )  # fmt: skip


def _inform(teller: Teller, chance: Random, everybody: tuple[Someone, ...]) -> None:
    """This will record the same choice again for ninety people, now with information: a meeting, then talks."""
    told = chance.sample(everybody, 90)
    for someone in told[:30]:
        _choose(teller, someone, _TOLD_OF + timedelta(days=1), informed="MEETING", companion=chance.random() < 0.2)  # noqa: PLR2004
    days = _working_days(date(2019, 1, 8), date(2019, 1, 31))
    for someone in told[30:]:
        _choose(teller, someone, chance.choice(days), informed="CONVERSATION", companion=chance.random() < 0.4)  # noqa: PLR2004


def _choose(teller: Teller, someone: Someone, on: date, *, informed: str, companion: bool) -> None:
    more = {"companion": True} if companion else {}
    teller.tell(_WORKER, "cases.choice.record", on, case=someone.case, choice="RETURN", informed=informed, **more)


def _verify(teller: Teller, chance: Random, everybody: tuple[Someone, ...]) -> None:
    """This will hold the first round: 77 accepted, 20 not reached, 2 with one attester so far; and 60 screenings."""
    teller.tell(
        _COORDINATOR, "cases.round.open", date(2019, 1, 15),
        code=_ROUND, opens_on=_ROUND_OPENS, closes_on=_ROUND_CLOSES,
    )  # fmt: skip
    for code, name in _ATTESTERS:
        teller.tell(_COORDINATOR, "cases.attester.list", date(2019, 1, 15), code=code, name=name)
    without = chance.sample([one for one in everybody if one.papers == "NONE"], 6)
    others = chance.sample([one for one in everybody if one not in without], 93)
    days = _working_days(_ROUND_OPENS, _ROUND_CLOSES)
    attesters = [code for code, _ in _ATTESTERS]
    for place, someone in enumerate(without):
        accepted = place < 4  # noqa: PLR2004 - two still lack their second attester
        _attempt(
            teller, someone, chance.choice(days), "ATTESTED", "ACCEPTED" if accepted else "NOT_YET",
            attesters=chance.sample(attesters, 2 if accepted else 1),
        )  # fmt: skip
    kinds = [("IN_PERSON", "ACCEPTED")] * 70 + [("REMOTE", "ACCEPTED")] * 3 + [("IN_PERSON", "NOT_REACHED")] * 20
    for someone, (kind, outcome) in zip(others, kinds, strict=True):
        _attempt(teller, someone, chance.choice(days), kind, outcome)
    outcomes = ["CLEAR"] * 53 + ["CARE_NEEDED"] * 5 + ["REFER_WITH_CONSENT"] * 2
    for place, (someone, outcome) in enumerate(zip(chance.sample(others[:73], 60), outcomes, strict=True)):
        teller.tell(
            _WORKER, "cases.screening.record", chance.choice(days),
            case=someone.case, outcome=outcome, trained=place > 0,
        )  # fmt: skip


def _attempt(
    teller: Teller, someone: Someone, on: date, kind: str, outcome: str, *, attesters: list[str] | None = None
) -> None:
    more = {"attesters": attesters} if attesters else {}
    teller.tell(
        _WORKER, "cases.attempt.record", on, case=someone.case, round=_ROUND, kind=kind, outcome=outcome, **more
    )


def _consent(teller: Teller, chance: Random, everybody: tuple[Someone, ...]) -> None:
    """This will record consents by purpose and how some wish to travel; eight want no office told."""
    asked = chance.sample(everybody, 75)
    days = _working_days(date(2019, 2, 1), date(2019, 2, 22))
    for place, someone in enumerate(asked):
        on, discreet = chance.choice(days), place < 8  # noqa: PLR2004
        _agree(teller, someone, on, "RETURN")
        if place < 60:  # noqa: PLR2004
            _agree(teller, someone, on, "RECEIVING_OFFICE", event="REFUSED" if discreet else "GIVEN")
        if place % 3:
            _agree(teller, someone, on, "PAYMENT")
        if place % 9 == 0:
            _agree(teller, someone, on, "CONTINUITY_OF_CARE")
        if discreet:
            teller.tell(_WORKER, "cases.wish.record", on, case=someone.case, discreet=True)
        elif place % 5 == 0:
            wish = {"escort": True} if place % 2 else {"not_before": date(2019, 4, 15)}
            teller.tell(_WORKER, "cases.wish.record", on, case=someone.case, **wish)
    _agree(teller, asked[20], date(2019, 2, 25), "RECEIVING_OFFICE", event="WITHDRAWN")
    _hand_over(teller, [one for one in asked[21:60] if one.home.startswith("35.")][:8], asked[60:66])
    for place, someone in enumerate(asked[30:42]):
        kind = ("BANK_ACCOUNT", "CASH_BY_APPOINTMENT", "WALLET")[place % 3]
        teller.tell(
            _WORKER, "aid.channel.record", date(2019, 2, 26),
            case=someone.case, kind=kind, own_name=True,
        )  # fmt: skip


def _agree(teller: Teller, someone: Someone, on: date, purpose: str, *, event: str = "GIVEN") -> None:
    text = {"text_version": _TEXT, "language": "id"} if event == "GIVEN" else {}
    teller.tell(_WORKER, "cases.consent.record", on, case=someone.case, purpose=purpose, event=event, **text)


def _hand_over(teller: Teller, home: list[Someone], accompanied: list[Someone]) -> None:
    """This will let the receiving province see the few who agreed to it, and keep who would go with the partner.

    The partner that was named is not ready, so nobody is in its care yet.
    """
    for someone in home:
        teller.tell(
            _COORDINATOR, "cases.assignment.give", date(2019, 2, 26),
            case=someone.case, agency="dinsos-jatim", purpose="RECEIVING_OFFICE",
        )  # fmt: skip
    for someone in accompanied:
        _agree(teller, someone, date(2019, 2, 27), "PARTNER")


def _set_apart(teller: Teller, everybody: tuple[Someone, ...]) -> None:
    """This will flag two likely duplicates, of which one is decided, and raise one objection that is still open."""
    for on, one, other in ((date(2019, 1, 29), 10, 97), (date(2019, 2, 5), 41, 120)):
        teller.tell(
            _REGISTRAR, "cases.duplicate.flag", on,
            case=everybody[one].case, other=everybody[other].case, reason="Umur dan daerah asal mirip",
        )  # fmt: skip
    teller.tell(
        _COORDINATOR, "cases.duplicate.decide", date(2019, 1, 31),
        case=everybody[10].case, other=everybody[97].case, same=False,
        reason="Keduanya datang bersama pada hari verifikasi",
    )  # fmt: skip
    teller.tell(
        _WORKER, "cases.objection.raise", date(2019, 2, 20),
        case=everybody[66].case, objection="keberatan-1", topic="tempat-tujuan",
    )  # fmt: skip


def _working_days(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]  # noqa: PLR2004 - Monday to Friday


def _prepare_answers(teller: Teller) -> None:
    """Two answers for the press: one that may be given any day, one that waits for the meeting's decision."""
    ready = {"code": "pers-kapan", "question": "Kapan warga pulang?"}
    waits = {
        "code": "pers-rakor",
        "question": "Apa hasil rapat koordinasi?",
        "meeting": RAKOR,
        "outcome": "MAY_PROCEED",
    }
    for answer, text in (
        (ready, "Per {hari}: {menunggu} Begitu ada keputusan, kami umumkan."),
        (waits, "Rapat koordinasi memutuskan: boleh jalan. Dana perjalanan yang dialokasikan {dana}. {menunggu}"),
    ):
        teller.tell(_COORDINATOR, "statements.answer.prepare", TODAY, text=text, **answer)

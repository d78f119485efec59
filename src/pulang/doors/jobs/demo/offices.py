"""The demo's offices and accounts, which bear a function and never a name, and the rates that were public in 2019."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pulang.doors.jobs.demo.telling import Teller
from pulang.kernel.words import Words

# Long enough for the rule every password follows; printed on the sign-in page of a demo.
PASSWORD: Final = "contoh-contoh"  # noqa: S105 - a demo holds no real person

SYSTEM: Final = "pulang"
BEGINNING: Final = date(2018, 8, 1)
_WEST: Final = 7


@dataclass(frozen=True, slots=True)
class Office:
    """An agency that takes part."""

    code: str
    kind: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account anybody may try: the function it stands for, and what that function is trusted with."""

    code: str
    function: Words
    roles: tuple[str, ...]

    @property
    def office(self) -> str:
        """This will give the code of the agency."""
        return self.code.rpartition(".")[0]


OFFICES: Final = (
    Office("dinsos-kupang", "CITY_OFFICE", "Dinas Sosial Kota Kupang", "53.71"),
    Office("bkad-kupang", "FINANCE_OFFICE", "Badan Keuangan dan Aset Daerah Kota Kupang", "53.71"),
    Office("kemensos", "MINISTRY", "Kementerian Sosial", "31"),
    Office("lks-kupang", "PARTNER", "Yayasan Contoh Kupang", "53.71"),
    Office("opsi-ntt", "OBSERVER", "OPSI NTT", "53"),
    Office("dinsos-bintan", "CITY_OFFICE", "Dinas Sosial Kabupaten Bintan", "21.01"),
    Office("bkad-bintan", "FINANCE_OFFICE", "Badan Keuangan dan Aset Daerah Kabupaten Bintan", "21.01"),
    Office("lks-bintan", "PARTNER", "Yayasan Contoh Bintan", "21.01"),
    Office("dinsos-jatim", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Jawa Timur", "35"),
    Office("dinsos-jateng", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Jawa Tengah", "33"),
    Office("dinsos-jabar", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Jawa Barat", "32"),
    Office("dinsos-lampung", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Lampung", "18"),
    Office("dinsos-sumsel", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Sumatera Selatan", "16"),
    Office("dinsos-sumut", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Sumatera Utara", "12"),
    Office("dinsos-ntb", "RECEIVING_OFFICE", "Dinas Sosial Provinsi Nusa Tenggara Barat", "52"),
)

_REGISTRAR: Final = Words(id="Petugas pendaftaran", en="Registrar")
_WORKER: Final = Words(id="Pendamping kasus", en="Case worker")
_COORDINATOR: Final = Words(id="Koordinator program", en="Programme coordinator")
_HEAD: Final = Words(id="Kepala dinas", en="Head of office")
_TREASURER: Final = Words(id="Bendahara", en="Treasurer")
_APPROVER: Final = Words(id="Penyetuju pembayaran", en="Approver of payments")
_REVIEWER: Final = Words(id="Peninjau kementerian", en="Ministry reviewer")
_PARTNER: Final = Words(id="Pendamping dari LKS", en="Partner worker")
_RECEIVER: Final = Words(id="Petugas penerima", en="Receiving officer")
_OBSERVER: Final = Words(id="Pengamat", en="Observer")
_PROTECTION: Final = Words(id="Petugas pelindungan data", en="Data-protection officer")
_ADMINISTRATOR: Final = Words(id="Administrator akun", en="Administrator")

ACCOUNTS: Final = (
    Account("dinsos-kupang.koordinator", _COORDINATOR, ("COORDINATOR",)),
    Account("dinsos-kupang.pendaftar", _REGISTRAR, ("REGISTRAR",)),
    Account("dinsos-kupang.pendamping", _WORKER, ("CASE_WORKER",)),
    Account("dinsos-kupang.kepala", _HEAD, ("HEAD",)),
    Account("dinsos-kupang.pelindung-data", _PROTECTION, ("DATA_PROTECTION",)),
    Account("dinsos-kupang.admin", _ADMINISTRATOR, ("ADMINISTRATOR",)),
    Account("bkad-kupang.bendahara", _TREASURER, ("TREASURER",)),
    Account("bkad-kupang.penyetuju", _APPROVER, ("APPROVER",)),
    Account("kemensos.peninjau", _REVIEWER, ("MINISTRY_REVIEWER",)),
    Account("kemensos.bendahara", _TREASURER, ("TREASURER",)),
    Account("kemensos.penyetuju", _APPROVER, ("APPROVER",)),
    Account("lks-kupang.pendamping", _PARTNER, ("PARTNER_WORKER",)),
    Account("opsi-ntt.pengamat", _OBSERVER, ("OBSERVER",)),
    Account("dinsos-jatim.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-bintan.koordinator", _COORDINATOR, ("COORDINATOR",)),
    Account("dinsos-bintan.pendaftar", _REGISTRAR, ("REGISTRAR",)),
    Account("dinsos-bintan.pendamping", _WORKER, ("CASE_WORKER",)),
    Account("dinsos-bintan.kepala", _HEAD, ("HEAD",)),
    Account("bkad-bintan.bendahara", _TREASURER, ("TREASURER",)),
    Account("bkad-bintan.penyetuju", _APPROVER, ("APPROVER",)),
    Account("lks-bintan.pendamping", _PARTNER, ("PARTNER_WORKER",)),
    Account("dinsos-jateng.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-jabar.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-lampung.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-sumsel.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-sumut.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
    Account("dinsos-ntb.penerima", _RECEIVER, ("RECEIVING_OFFICER",)),
)

# Told last, so that a demo loaded before they were there is taken up again with them.
_GOING_ALONG: Final = Office("lks-antar", "PARTNER", "Yayasan Contoh Antar Pulang", "53.71")
_WHO_GOES_ALONG: Final = Account("lks-antar.pendamping", _PARTNER, ("PARTNER_WORKER",))
_FIRST_SHOWN: Final = 14  # those of Karang Dempel; the others carry out Bintan's acts and have no password


def shown() -> tuple[dict[str, str], ...]:
    """This will give the accounts for the sign-in page, one for each role, as plain values for the settings."""
    names = {office.code: office.name for office in (*OFFICES, _GOING_ALONG)}
    return tuple(
        {
            "code": account.code,
            "role_id": account.function.id,
            "role_en": account.function.en,
            "agency": names[account.office],
            "password": PASSWORD,
        }
        for account in (*ACCOUNTS[:_FIRST_SHOWN], _WHO_GOES_ALONG)
    )


# Rates seen in 2014 and in 2019-20 (Bintan, September 2019: 56 people and one partner make 344,000,000).
_RATES: Final = (
    ("CAPITAL", 3_000_000, 2014),
    ("LIVING", 1_800_000, 2014),
    ("LOCAL_TRANSPORT", 250_000, 2014),
    ("CAPITAL", 5_000_000, 2019),
    ("LIVING", 750_000, 2019),
    ("LOCAL_TRANSPORT", 250_000, 2019),
    ("PARTNER_OPERATIONS", 8_000_000, 2019),
)
_UNTIL: Final = {2014: date(2019, 1, 1), 2019: date(2021, 1, 1)}


def acts() -> bytes:
    """This will write the file that enters offices, accounts with their roles, and rates."""
    teller = Teller("demo", _WEST)
    for office in OFFICES:
        _register(teller, office, BEGINNING)
    for account in ACCOUNTS:
        _give(teller, account, BEGINNING)
    for kind, amount, year in _RATES:
        teller.tell(
            "kemensos.peninjau", "aid.rate.set", BEGINNING if year < BEGINNING.year else date(2019, 1, 2),
            kind=kind, level="APBN", amount=amount, valid_from=date(year, 1, 1), valid_until=_UNTIL[year],
            source_text=f"Tarif bantuan Kementerian Sosial {year} menurut pemberitaan",
        )  # fmt: skip
    _register(teller, _GOING_ALONG, date(2019, 1, 3))
    _give(teller, _WHO_GOES_ALONG, date(2019, 1, 3))
    return teller.written()


def _register(teller: Teller, office: Office, on: date) -> None:
    teller.tell(
        SYSTEM, "accounts.agency.register", on,
        code=office.code, kind=office.kind, name=office.name, place=office.place,
    )  # fmt: skip


def _give(teller: Teller, account: Account, on: date) -> None:
    name = f"{account.function.id} (contoh)"
    teller.tell(SYSTEM, "accounts.user.register", on, code=account.code, name=name, agency=account.office)
    for role in account.roles:
        teller.tell(SYSTEM, "accounts.role.give", on, user=account.code, role=role)

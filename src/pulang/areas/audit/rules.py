"""What can be written down of a look, and how what was written is chained into seals."""

from collections.abc import Collection
from enum import Enum
from hashlib import sha256
from typing import Final

from pulang.kernel.words import Words


class Door(Enum):
    """Where somebody came in."""

    WEB = "WEB"
    API = "API"
    COMMAND = "COMMAND"
    JOB = "JOB"


class Decision(Enum):
    """Whether what was asked for was given."""

    ALLOWED = "ALLOWED"
    DENIED = "DENIED"


class ObjectKind(Enum):
    """What was looked at: one case, one person, a list of cases, a whole programme, or the trail itself."""

    CASE = "CASE"
    CASES = "CASES"
    PERSON = "PERSON"
    PROGRAMME = "PROGRAMME"
    TRAIL = "TRAIL"


class Purpose(Enum):
    """For what somebody looked; it follows from the role unless the look itself says more."""

    CASEWORK = "CASEWORK"
    COORDINATION = "COORDINATION"
    SUPERVISION = "SUPERVISION"
    REVIEW = "REVIEW"
    ACCOMPANYING = "ACCOMPANYING"
    RECEIVING = "RECEIVING"
    PAYMENT = "PAYMENT"
    PROTECTION = "PROTECTION"
    HER_REQUEST = "HER_REQUEST"
    EMERGENCY = "EMERGENCY"
    LEGAL_REQUEST = "LEGAL_REQUEST"
    OPERATION = "OPERATION"
    OTHER = "OTHER"


PURPOSE_WORDS: Final[dict[Purpose, Words]] = {
    Purpose.CASEWORK: Words(id="mendampingi dan mengurus berkas", en="casework"),
    Purpose.COORDINATION: Words(id="mengoordinasikan program", en="coordinating the programme"),
    Purpose.SUPERVISION: Words(id="mengawasi pekerjaan kantornya", en="supervising the office's work"),
    Purpose.REVIEW: Words(id="meninjau untuk kementerian", en="reviewing for the ministry"),
    Purpose.ACCOMPANYING: Words(id="mendampingi sebagai lembaga mitra", en="accompanying as a partner institution"),
    Purpose.RECEIVING: Words(id="menyiapkan penerimaan di daerah asal", en="preparing to receive in the home district"),
    Purpose.PAYMENT: Words(id="membayarkan bantuan", en="paying aid"),
    Purpose.PROTECTION: Words(id="melindungi data pribadi", en="protecting personal data"),
    Purpose.HER_REQUEST: Words(id="menjawab permintaan Anda sendiri", en="answering your own request"),
    Purpose.EMERGENCY: Words(id="keadaan darurat", en="an emergency"),
    Purpose.LEGAL_REQUEST: Words(id="memenuhi permintaan resmi", en="answering an official request"),
    Purpose.OPERATION: Words(id="menjalankan sistem", en="running the system"),
    Purpose.OTHER: Words(id="keperluan lain", en="another purpose"),
}

# Every look by its code; a code that is not here cannot be written down. The words are read by the person herself.
ACTIONS: Final[dict[str, Words]] = {
    "case.read": Words(id="membaca berkas", en="read the case file"),
    "own.read": Words(id="membuka halaman warga dengan kartu", en="opened the person's page with the card"),
    "case.form": Words(id="membuka formulir berkas", en="opened a form of the case"),
    "case.listed": Words(id="melihat nomor berkas dalam daftar", en="saw the case number in a list"),
    "case.why": Words(id="menanyakan apa yang ditunggu berkas", en="asked what the case waits for"),
    "journeys.planned": Words(id="menyusun rencana perjalanan", en="planned the journeys"),
    "journeys.manifest": Words(id="melihat siapa berangkat bersama", en="saw who leaves together"),
    "journeys.card": Words(id="membuat kartu perjalanan", en="made the travel card"),
    "privacy.copy": Words(id="membuat salinan data atas permintaannya", en="made the copy of her data she asked for"),
    "payment.proof": Words(id="membuka bukti pembayaran", en="opened a proof of payment"),
    "payment.sent": Words(id="mengirim rekening ke bank untuk membayar", en="sent the account to the bank to pay"),
    "case.act": Words(id="mencoba mencatat sesuatu pada berkas", en="tried to record something in the case"),
    "programme.act": Words(id="mencoba mencatat sesuatu pada program", en="tried to record something in a programme"),
    "case.trail": Words(id="membuka jejak data berkas", en="opened the trail of the case"),
    "identity.reveal": Words(id="membuka data identitas", en="opened identity data"),
    "identity.shown": Words(id="melihat data identitas yang sedang terbuka", en="looked at identity data while open"),
    "emergency.declare": Words(
        id="menyatakan keadaan darurat untuk membuka identitas", en="declared an emergency to open the identity"
    ),
    "identity.dump": Words(id="menyalin data identitas ke berkas", en="copied identity data to a file"),
    "programme.dump": Words(id="menyalin tindakan program, tanpa identitas", en="copied acts, without identities"),
    "export.written": Words(id="menyalin data ke berkas keluar", en="copied data to a file that leaves"),
    "export.fetched": Words(id="mengunduh berkas keluar", en="downloaded a file that leaves"),
    "export.password": Words(id="membuka sandi berkas keluar", en="was shown the password of a file that leaves"),
    "intake.tried": Words(id="mencocokkan berkas impor dengan register", en="compared a workbook with the register"),
    "intake.kept": Words(id="mengirim lembar hitung untuk diimpor", en="handed in a workbook to be imported"),
    "intake.fetched": Words(
        id="mengunduh kembali lembar hitung yang dikirimnya", en="downloaded the workbook that was handed in"
    ),
    "intake.drafted": Words(
        id="membuka pendaftaran yang belum selesai", en="opened a registration that is not finished"
    ),
    "rounds.listed": Words(id="mengunduh daftar putaran tanpa nama", en="downloaded a round's list without names"),
    "register.lists": Words(id="membandingkan dua daftar tanpa nama", en="compared two lists without names"),
    "register.compared": Words(
        id="membandingkan register untuk mencari berkas ganda", en="compared the register to find doubles"
    ),
    "books.opened": Words(id="membuka buku langsung di basis data", en="opened the books in the database by hand"),
    "books.copied": Words(id="membuat cadangan semua buku", en="made a backup of all books"),
    "books.restored": Words(id="memulihkan buku dari cadangan", en="brought the books back from a backup"),
    "looks.read": Words(id="memeriksa buku jejak", en="checked the book of looks"),
    "looks.renewed": Words(id="mengganti kunci penyegel jejak", en="renewed the key that seals the trail"),
    "looks.incident": Words(id="menghitung siapa yang terkena insiden", en="counted whom an incident touches"),
}

# The officials' own list says the same without "yours" and "your".
_TO_OTHERS: Final = Words(id="menjawab permintaan orangnya sendiri", en="answering the person's own request")


def purpose_words(code: str, *, to_her: bool) -> Words:
    """This will say a purpose in words, to the person herself or to officials."""
    purpose = Purpose(code)
    return PURPOSE_WORDS[purpose] if to_her or purpose is not Purpose.HER_REQUEST else _TO_OTHERS


_BY_ROLE: Final[dict[str, Purpose]] = {
    "SYSTEM": Purpose.OPERATION,
    "HERSELF": Purpose.HER_REQUEST,
    "DATA_PROTECTION": Purpose.PROTECTION,
    "CASE_WORKER": Purpose.CASEWORK,
    "REGISTRAR": Purpose.CASEWORK,
    "COORDINATOR": Purpose.COORDINATION,
    "HEAD": Purpose.SUPERVISION,
    "MINISTRY_REVIEWER": Purpose.REVIEW,
    "PARTNER_WORKER": Purpose.ACCOMPANYING,
    "RECEIVING_OFFICER": Purpose.RECEIVING,
    "TREASURER": Purpose.PAYMENT,
    "APPROVER": Purpose.PAYMENT,
}


def purpose_of(roles: Collection[str]) -> Purpose:
    """This will say for what somebody with these roles looks, when nothing more is said."""
    return next((purpose for role, purpose in _BY_ROLE.items() if role in roles), Purpose.OTHER)


_LEAF: Final = 32
_NODE: Final = b"\x01"  # before every node and root, as the zero stands before every leaf
FIRST_ROOT: Final = bytes(_LEAF)


def merkle(leaves: bytes) -> bytes:
    """This will give the root over leaves written one after the other; the last of an odd row is carried up."""
    row = [leaves[at : at + _LEAF] for at in range(0, len(leaves), _LEAF)]
    while len(row) > 1:
        pairs = [sha256(_NODE + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)]
        row = [*pairs, row[-1]] if len(row) % 2 else pairs
    return row[0] if row else FIRST_ROOT


def chained(before: bytes, tree: bytes, count: int) -> bytes:
    """This will give the root of a seal: the root before it, the root of its own leaves, and how many they are."""
    return sha256(_NODE + before + tree + count.to_bytes(8)).digest()


def to_sign(*, number: int, micros: int, total: int, root: bytes) -> bytes:
    """This will write what a seal's signature stands for: its number, its instant, all rows so far, the root."""
    return b"pulang-seal-1" + number.to_bytes(8) + micros.to_bytes(8) + total.to_bytes(8) + root

"""Codes in words: what the screens say for everything a record holds as a code. No code is ever shown to a reader."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from pulang.areas.accounts.facts import Scope
from pulang.areas.accounts.rules import AgencyKind, Role
from pulang.areas.aid.rules import ChannelKind, RateKind
from pulang.areas.cases.rules import (
    MOVE_WORDS,
    AttemptOutcome,
    ChoiceKind,
    ConsentEvent,
    EvidenceKind,
    Informed,
    ObjectionEvent,
    Purpose,
    ScreeningOutcome,
)
from pulang.areas.coordination.rules import LetterEvent, MeetingEvent, MeetingKind, Outcome
from pulang.areas.exports.facts import Column, State
from pulang.areas.funds.rules import EntryKind, Level, Use
from pulang.areas.partners.rules import (
    AccreditationEvent,
    ApprovalEvent,
    AssignmentEvent,
    DocumentEvent,
    DocumentKind,
    IncidentKind,
    Lack,
    Severity,
    SurveyEvent,
    SurveyItem,
)
from pulang.areas.people.rules import Correction, Papers
from pulang.areas.places import queries as places
from pulang.areas.programmes.rules import SiteEvent, StakeholderKind
from pulang.areas.readiness.gates import BY_ID
from pulang.areas.readiness.rules import STAGE_WORDS
from pulang.areas.statements.rules import ConflictKind, Precision, StatementKind, Unit
from pulang.doors.web.words import say
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, same

Labels = Mapping[Any, Words]

CHOICES: Labels = {
    ChoiceKind.RETURN: Words(id="Pulang dengan dukungan", en="Return with support"),
    ChoiceKind.STAY: Words(id="Menetap dengan dukungan", en="Stay with support"),
    ChoiceKind.ALONE: Words(id="Pulang sendiri dengan bantuan", en="Travel alone with aid"),
    ChoiceKind.UNDECIDED: Words(id="Belum memutuskan", en="Undecided"),
}
NO_CHOICE = Words(id="Belum dicatat", en="Not recorded yet")
INFORMED: Labels = {
    Informed.CONVERSATION: Words(id="Lewat percakapan berdua", en="In a conversation"),
    Informed.MEETING: Words(id="Dalam pertemuan warga", en="At a meeting of residents"),
    Informed.WRITTEN: Words(id="Lewat tulisan yang dibacakan", en="In writing, read aloud"),
    Informed.NOT_INFORMED: Words(id="Belum diberi penjelasan", en="Not informed yet"),
}
PURPOSES: Labels = {
    Purpose.RETURN: Words(id="Mengatur kepulangan", en="Arranging the return"),
    Purpose.RECEIVING_OFFICE: Words(
        id="Memberi tahu dinas di daerah asal", en="Telling the office of the home district"
    ),
    Purpose.PARTNER: Words(id="Pendampingan oleh LKS", en="Support by the partner institution"),
    Purpose.PAYMENT: Words(id="Pembayaran bantuan", en="Paying the aid"),
    Purpose.CONTINUITY_OF_CARE: Words(id="Kelanjutan perawatan", en="Continuity of care"),
    Purpose.CONTACT_AFTERWARDS: Words(id="Dihubungi setelah tiba", en="Being contacted after arrival"),
    Purpose.RESEARCH: Words(id="Penelitian", en="Research"),
}
CONSENTS: Labels = {
    ConsentEvent.GIVEN: Words(id="Setuju", en="Agreed"),
    ConsentEvent.REFUSED: Words(id="Tidak setuju", en="Did not agree"),
    ConsentEvent.WITHDRAWN: Words(id="Ditarik kembali", en="Withdrawn"),
}
SCREENINGS: Labels = {
    ScreeningOutcome.CLEAR: Words(id="Tidak ada kebutuhan khusus", en="No special need"),
    ScreeningOutcome.CARE_NEEDED: Words(id="Perlu kelanjutan perawatan", en="Needs continuity of care"),
    ScreeningOutcome.REFER_WITH_CONSENT: Words(id="Dirujuk, dengan persetujuannya", en="Referred, with consent"),
    ScreeningOutcome.CHILD: Words(id="Masih anak: masuk alur pelindungan anak", en="A child: goes to child protection"),
}
EVIDENCE: Labels = {
    EvidenceKind.IN_PERSON: Words(id="Bertemu langsung", en="In person"),
    EvidenceKind.REMOTE: Words(id="Lewat telepon atau video", en="By phone or video"),
    EvidenceKind.PAPERS: Words(id="Lewat surat-suratnya", en="By her papers"),
    EvidenceKind.ATTESTED: Words(id="Keterangan dua saksi terdaftar", en="Attested by two listed attesters"),
}
ATTEMPTS: Labels = {
    AttemptOutcome.ACCEPTED: Words(id="Diterima", en="Accepted"),
    AttemptOutcome.NOT_YET: Words(id="Belum lengkap", en="Not complete yet"),
    AttemptOutcome.NOT_REACHED: Words(id="Belum bertemu", en="Not reached"),
}
OBJECTIONS: Labels = {
    ObjectionEvent.RAISED: Words(id="Menunggu jawaban", en="Waits for an answer"),
    ObjectionEvent.ANSWERED: Words(id="Sudah dijawab", en="Answered"),
    ObjectionEvent.APPEALED: Words(id="Diperiksa orang lain", en="Somebody else looks at it"),
    ObjectionEvent.TAKEN_BACK: Words(id="Ditarik kembali olehnya", en="Taken back"),
}
MOVES: Labels = MOVE_WORDS
STAGES: Labels = STAGE_WORDS
PAPERS: Labels = {
    Papers.CARD: Words(id="KTP", en="Identity card"),
    Papers.FAMILY_CARD_ONLY: Words(id="Hanya kartu keluarga", en="Family card only"),
    Papers.LOSS_LETTER: Words(id="Surat kehilangan", en="Letter of loss"),
    Papers.NONE: Words(id="Tidak ada", en="None"),
    Papers.UNKNOWN: Words(id="Belum diketahui", en="Not known yet"),
}
CORRECTIONS: Labels = {
    Correction.MISTYPED: Words(id="Salah ketik", en="It was mistyped"),
    Correction.NEW_PAPERS: Words(id="Ada surat baru", en="There are new papers"),
    Correction.SHE_SAID: Words(id="Ia sendiri yang membetulkan", en="She set it right herself"),
    Correction.CHANGED: Words(id="Memang berubah", en="It has changed"),
}
CHANNELS: Labels = {
    ChannelKind.BANK_ACCOUNT: Words(id="Rekening bank", en="Bank account"),
    ChannelKind.WALLET: Words(id="Dompet digital", en="Digital wallet"),
    ChannelKind.CASH_BY_APPOINTMENT: Words(id="Tunai dengan janji temu", en="Cash by appointment"),
}
MEETINGS: Labels = {
    MeetingEvent.EXPECTED: Words(id="Ditunggu, belum ada tanggal", en="Expected, no date yet"),
    MeetingEvent.PLANNED: Words(id="Dijadwalkan", en="Planned"),
    MeetingEvent.HELD: Words(id="Sudah berlangsung", en="Held"),
    MeetingEvent.CANCELLED: Words(id="Batal", en="Cancelled"),
}
LETTERS: Labels = {
    LetterEvent.SENT: Words(id="Keluar", en="Sent"),
    LetterEvent.RECEIVED: Words(id="Masuk", en="Received"),
}
MEETING_KINDS: Labels = {
    MeetingKind.RAKOR: Words(id="Rapat koordinasi dengan kementerian", en="Coordination meeting with the ministry"),
    MeetingKind.OTHER: Words(id="Rapat lain", en="Another meeting"),
}
OUTCOMES: Labels = {
    Outcome.MAY_PROCEED: Words(id="Boleh jalan", en="May proceed"),
    Outcome.MAY_PROCEED_IF: Words(id="Boleh jalan dengan syarat", en="May proceed on conditions"),
    Outcome.DEFERRED: Words(id="Ditunda", en="Put off"),
    Outcome.REFUSED: Words(id="Belum boleh jalan", en="Refused"),
}
ACCREDITATIONS: Labels = {
    AccreditationEvent.ISSUED: Words(id="Terbit", en="Issued"),
    AccreditationEvent.SUSPENDED: Words(id="Dibekukan", en="Suspended"),
    AccreditationEvent.RESTORED: Words(id="Dipulihkan", en="Restored"),
    AccreditationEvent.REVOKED: Words(id="Dicabut", en="Revoked"),
    AccreditationEvent.APPEALED: Words(id="Lembaga mengajukan banding", en="The institution appeals"),
    AccreditationEvent.APPEAL_UPHELD: Words(id="Banding diterima", en="Appeal upheld"),
    AccreditationEvent.APPEAL_DISMISSED: Words(id="Banding ditolak", en="Appeal dismissed"),
}
SURVEYS: Labels = {
    SurveyEvent.REQUESTED: Words(id="Diminta", en="Asked for"),
    SurveyEvent.VISITED: Words(id="Kunjungan dilakukan", en="Visited"),
    SurveyEvent.PASSED: Words(id="Lulus", en="Passed"),
    SurveyEvent.FAILED: Words(id="Belum lulus", en="Not passed"),
}
SURVEY_ITEMS: Labels = {
    SurveyItem.LEGAL_FORM: Words(id="Akta dan badan hukum", en="Deed and legal form"),
    SurveyItem.ADDRESS: Words(id="Alamat sesuai surat", en="Address as on paper"),
    SurveyItem.STAFF: Words(id="Pekerja sosial yang cukup", en="Enough social workers"),
    SurveyItem.ACCOUNT: Words(id="Rekening atas nama lembaga", en="Account in its own name"),
    SurveyItem.PLAN_OF_WORK: Words(id="Rencana kerja", en="Plan of work"),
    SurveyItem.SAFE_PLACE: Words(id="Tempat yang aman", en="A safe place"),
    SurveyItem.COMPLAINTS: Words(id="Jalur pengaduan", en="A way to complain"),
    SurveyItem.CONFIDENTIALITY: Words(id="Kerahasiaan dijaga", en="Confidentiality kept"),
}
DOCUMENTS: Labels = {
    DocumentKind.DEED: Words(id="Akta pendirian", en="Deed of foundation"),
    DocumentKind.DECREE_OF_LAW_MINISTRY: Words(id="Pengesahan badan hukum", en="Recognition of its legal form"),
    DocumentKind.REGISTRATION_CERTIFICATE: Words(id="Tanda daftar", en="Registration certificate"),
    DocumentKind.TAX_NUMBER: Words(id="NPWP lembaga", en="Tax number"),
    DocumentKind.ACCOUNT: Words(id="Rekening atas nama lembaga", en="Account in the institution's name"),
    DocumentKind.DOMICILE: Words(id="Keterangan domisili", en="Proof of address"),
    DocumentKind.STAFF_LIST: Words(id="Daftar pengurus dan pekerja sosial", en="List of board and social workers"),
    DocumentKind.PLAN_OF_WORK: Words(id="Rencana kerja", en="Plan of work"),
}
DOCUMENT_EVENTS: Labels = {
    DocumentEvent.FILED: Words(id="Diajukan", en="Filed"),
    DocumentEvent.VERIFIED: Words(id="Sudah sesuai", en="In order"),
    DocumentEvent.SENT_BACK: Words(id="Dikembalikan", en="Sent back"),
}
APPROVALS: Labels = {
    ApprovalEvent.APPROVED: Words(id="Disetujui", en="Approved"),
    ApprovalEvent.WITHDRAWN: Words(id="Persetujuan ditarik", en="Approval withdrawn"),
}
ASSIGNMENTS: Labels = {
    AssignmentEvent.NAMED: Words(id="Disebut sebagai calon", en="Named as a candidate"),
    AssignmentEvent.ASSIGNED: Words(id="Ditugaskan", en="Assigned"),
    AssignmentEvent.RELEASED: Words(id="Dibebaskan dari tugas", en="Released"),
}
INCIDENT_KINDS: Labels = {
    IncidentKind.FINDING: Words(id="Temuan", en="Finding"),
    IncidentKind.INCIDENT: Words(id="Kejadian", en="Incident"),
}
SEVERITIES: Labels = {
    Severity.MINOR: Words(id="Ringan", en="Minor"),
    Severity.SERIOUS: Words(id="Sedang", en="Serious"),
    Severity.GRAVE: Words(id="Berat", en="Grave"),
}
LACKS: Labels = {
    Lack.REGISTRATION: Words(id="Pendaftaran lembaga belum berlaku", en="No registration in force"),
    Lack.ACCREDITATION_OR_SURVEY: Words(
        id="Belum terakreditasi dan belum lulus survei kementerian",
        en="Neither accredited nor through the ministry's survey",
    ),
    Lack.APPROVAL: Words(id="Kementerian belum menyetujui", en="Not approved by the ministry"),
    Lack.AGREEMENT: Words(id="Tidak ada perjanjian kerja sama yang berlaku", en="No agreement in force"),
    Lack.REGION: Words(id="Perjanjiannya tidak mencakup wilayah program", en="The agreement does not cover the region"),
    Lack.ASSIGNMENT: Words(id="Belum ditugaskan dalam program ini", en="Not assigned to this programme"),
    Lack.CAPACITY: Words(id="Daya tampungnya kurang", en="Too little capacity"),
}
LEVELS: Labels = {
    Level.APBN: Words(id="APBN", en="State budget"),
    Level.APBD_PROVINCE: Words(id="APBD provinsi", en="Province budget"),
    Level.APBD_CITY: Words(id="APBD kota/kabupaten", en="City budget"),
}
USES: Labels = {
    Use.TRAVEL: Words(id="Perjalanan", en="Travel"),
    Use.AID: Words(id="Bantuan", en="Aid"),
}
ENTRIES: Labels = {
    EntryKind.ALLOCATE: Words(id="Dialokasikan", en="Allocated"),
    EntryKind.RELEASE: Words(id="Dicairkan", en="Released"),
    EntryKind.COMMIT: Words(id="Diikat", en="Tied"),
    EntryKind.UNCOMMIT: Words(id="Ikatan dilepas", en="Untied"),
    EntryKind.PAY: Words(id="Dibayar", en="Paid"),
    EntryKind.REFUND: Words(id="Dikembalikan", en="Refunded"),
    EntryKind.RETURN: Words(id="Kembali, terikat lagi", en="Came back, tied again"),
    EntryKind.REDUCE: Words(id="Alokasi dikurangi", en="Allocation reduced"),
    EntryKind.LAPSE: Words(id="Sisa kembali ke pembayar", en="What was left lapsed"),
}
RATES: Labels = {
    RateKind.CAPITAL: Words(id="Modal usaha", en="Business capital"),
    RateKind.LIVING: Words(id="Biaya hidup", en="Living costs"),
    RateKind.LOCAL_TRANSPORT: Words(id="Transportasi lokal", en="Local transport"),
    RateKind.TICKET: Words(id="Tiket", en="Ticket"),
    RateKind.PARTNER_OPERATIONS: Words(id="Operasional mitra", en="The partner's operations"),
    RateKind.IN_KIND: Words(id="Paket barang", en="A package in kind"),
}
SITES: Labels = {
    SiteEvent.OPEN: Words(id="Dibuka", en="Open"),
    SiteEvent.CLOSED: Words(id="Ditutup", en="Closed"),
}
STAKEHOLDERS: Labels = {
    StakeholderKind.RESIDENTS_GROUP: Words(id="Kelompok warga", en="Residents' group"),
    StakeholderKind.BLOCK_OWNER: Words(id="Pemilik blok", en="Block owner"),
    StakeholderKind.ORGANISATION: Words(id="Organisasi", en="Organisation"),
    StakeholderKind.COMMUNITY_LEADER: Words(id="Tokoh masyarakat", en="Community leader"),
}
UNITS: Labels = {
    Unit.PEOPLE: Words(id="orang", en="people"),
    Unit.RUPIAH: Words(id="rupiah", en="rupiah"),
    Unit.MONTHS: Words(id="bulan", en="months"),
}
CONFLICTS: Labels = {
    ConflictKind.DIFFERENT_DAY: Words(id="Mungkin tentang hari lain", en="Perhaps about another day"),
    ConflictKind.DIFFERENT_GROUP: Words(id="Mungkin tentang kelompok lain", en="Perhaps about another group"),
    ConflictKind.TRANSPOSED: Words(
        id="Mungkin tanggal dan bulannya tertukar", en="Perhaps day and month changed places"
    ),
    ConflictKind.REPEATED: Words(id="Mungkin kabar lama yang diulang", en="Perhaps an older story told again"),
    ConflictKind.OTHER: Words(id="Sebab lain", en="Another reason"),
}
PRECISIONS: Labels = {
    Precision.DAY: Words(id="Sampai harinya", en="To the day"),
    Precision.MONTH: Words(id="Sampai bulannya", en="To the month"),
    Precision.NONE: Words(id="Tidak ada tanggal lagi", en="No date any more"),
}
STATEMENTS: Labels = {
    StatementKind.STATEMENT: Words(id="Pernyataan", en="Statement"),
    StatementKind.GRIEVANCE: Words(id="Keluhan", en="Grievance"),
}
AGENCY_KINDS: Labels = {
    AgencyKind.CITY_OFFICE: Words(id="Dinas kota/kabupaten", en="City or district office"),
    AgencyKind.PROVINCE_OFFICE: Words(id="Dinas provinsi", en="Province office"),
    AgencyKind.MINISTRY: Words(id="Kementerian", en="Ministry"),
    AgencyKind.RECEIVING_OFFICE: Words(id="Dinas penerima", en="Receiving office"),
    AgencyKind.PARTNER: Words(id="Lembaga mitra (LKS)", en="Partner institution"),
    AgencyKind.FINANCE_OFFICE: Words(id="Badan keuangan", en="Finance office"),
    AgencyKind.OBSERVER: Words(id="Organisasi pengamat", en="Observer organisation"),
}
ROLES: Labels = {
    Role.REGISTRAR: Words(id="Petugas pendaftaran", en="Registrar"),
    Role.CASE_WORKER: Words(id="Pendamping kasus", en="Case worker"),
    Role.COORDINATOR: Words(id="Koordinator program", en="Programme coordinator"),
    Role.HEAD: Words(id="Kepala dinas", en="Head of office"),
    Role.MINISTRY_REVIEWER: Words(id="Peninjau kementerian", en="Ministry reviewer"),
    Role.PARTNER_WORKER: Words(id="Pendamping dari LKS", en="Partner worker"),
    Role.RECEIVING_OFFICER: Words(id="Petugas penerima", en="Receiving officer"),
    Role.TREASURER: Words(id="Bendahara", en="Treasurer"),
    Role.APPROVER: Words(id="Penyetuju pembayaran", en="Approver of payments"),
    Role.OBSERVER: Words(id="Pengamat", en="Observer"),
    Role.DATA_PROTECTION: Words(id="Petugas pelindungan data", en="Data-protection officer"),
    Role.ADMINISTRATOR: Words(id="Administrator akun", en="Administrator"),
}
SCOPES: Labels = {
    Scope.READ: Words(id="Membaca", en="Reading"),
    Scope.ACT: Words(id="Bertindak", en="Acting"),
}

# What offices spoke of in public, under the short names it is recorded by; any other name is read as it stands.
COPY_COLUMNS: Labels = {
    Column.NUMBER: Words(id="nomor berkas", en="case number"),
    Column.STAGE: Words(id="tahap", en="stage"),
    Column.OPENED_ON: Words(id="tanggal dibuka", en="day it was opened"),
    Column.ORIGIN: Words(id="daerah asal", en="place of origin"),
    Column.HOME: Words(id="kabupaten tujuan", en="district of destination"),
    Column.CONSENT_UNTIL: Words(id="persetujuan berlaku sampai", en="consent stands until"),
    Column.NAME: Words(id="nama", en="name"),
    Column.NIK: Words(id="NIK", en="NIK"),
    Column.BIRTH_DATE: Words(id="tanggal lahir", en="birth date"),
}
COPIES: Labels = {
    State.WAITING: Words(id="menunggu persetujuan", en="waits for approval"),
    State.REFUSED: Words(id="ditolak", en="refused"),
    State.APPROVED: Words(id="sedang dibuat", en="being made"),
    State.FAILED: Words(id="tidak jadi dibuat", en="could not be made"),
    State.READY: Words(id="siap diunduh", en="ready to download"),
    State.GONE: Words(id="sudah hilang", en="gone"),
}
SUBJECTS: Mapping[str, Words] = {
    "registered": Words(id="Warga terdata", en="People registered"),
    "residents": Words(id="Warga di lokasi", en="Residents of the site"),
    "to-return": Words(id="Warga yang akan pulang", en="People to return"),
    "willing": Words(id="Warga yang bersedia pulang", en="People willing to return"),
    "returned": Words(id="Warga yang sudah pulang", en="People returned"),
    "return": Words(id="Kepulangan", en="The return"),
    "return-budget": Words(id="Anggaran pemulangan", en="Budget for the return"),
    "travel-budget": Words(id="Anggaran perjalanan", en="Budget for travel"),
    "business-capital-budget": Words(id="Anggaran modal usaha", en="Budget for business capital"),
    "verified": Words(id="Warga terverifikasi", en="People verified"),
    "press-answer": Words(id="Jawaban kantor", en="The office's answer"),
    "ticket-per-person": Words(id="Tiket per orang", en="Ticket per person"),
    "aid-per-person": Words(id="Bantuan per orang", en="Aid per person"),
    "site-closed": Words(id="Penutupan lokasi", en="Closing the site"),
    "follow-up": Words(id="Pendampingan lanjut", en="Follow-up"),
    "closure": Words(id="Penutupan lokasi", en="The closure"),
    "living-costs": Words(id="Biaya hidup", en="Living costs"),
    "residents-informed": Words(id="Pemberitahuan kepada warga", en="Telling the residents"),
    "community-organisations": Words(id="Organisasi komunitas", en="Community organisations"),
    "companions": Words(id="Pendamping warga", en="Residents' companions"),
    "partner": Words(id="Lembaga mitra", en="The partner institution"),
    "rakor": Words(id="Rapat koordinasi", en="The coordination meeting"),
    "travel-money": Words(id="Uang perjalanan", en="Money for travel"),
    "aid-money": Words(id="Uang bantuan", en="Money for aid"),
}


_BY_CODE: dict[int, dict[str, Words]] = {}  # the mappings above never go away, so their ids stay theirs


def named(labels: Labels, code: str) -> Words:
    """This will give the words for a stored code; one that is newer than these words reads as it stands."""
    known = _BY_CODE.get(id(labels))
    if known is None:
        known = _BY_CODE[id(labels)] = {key.value: words for key, words in labels.items()}
    return known.get(code) or same(code)


def subject(code: str) -> Words:
    """This will give the words for what a number or a promise is about."""
    return SUBJECTS.get(code) or same(code.replace("-", " "))


def gate(code: str) -> Words:
    """This will ask a gate's question."""
    return BY_ID[code].question if code in BY_ID else same(code)


def waits(code: str) -> Words:
    """This will say in a few words what a gate waits for; nothing for no gate."""
    return BY_ID[code].awaited if code in BY_ID else NOTHING


@lru_cache(maxsize=8192)
def place(code: str) -> Words:
    """This will name a place with all it lies in; an empty or unknown code reads as not said."""
    if not code:
        return Words(id="Belum dicatat", en="Not recorded yet")
    try:
        return same(places.place(code=code).full_name)
    except Refusal:
        return same(code)


@lru_cache(maxsize=64)
def province(code: str) -> str:
    """This will name a province in a word; an empty code stays empty."""
    return places.place(code=code).name if code else ""


@cache
def provinces() -> tuple[tuple[str, str], ...]:
    """This will give the provinces as code and name."""
    return tuple((found.code, found.name) for found in places.provinces())


def options(labels: Labels, only: Iterable[Enum] | None = None) -> list[tuple[str, Any]]:
    """This will give the choices of a form field, read in the language of the page when they are shown."""
    wanted = labels if only is None else only
    return [(key.value, say(labels[key].id, labels[key].en)) for key in wanted]

"""Turns a constraint the database kept into the sentence the person needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DataError, IntegrityError, OperationalError
from psycopg import errors

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

SENTENCES: Final[dict[str, Words]] = {
    "one_case_a_person_and_programme": Words(
        id="Warga dampingan ini sudah punya berkas di program ini.",
        en="This person already has a case in this programme.",
    ),
    "site_code_is_free": Words(id="Kode lokasi itu sudah dipakai.", en="That site code is already used."),
    "block_code_is_free": Words(id="Kode blok itu sudah dipakai.", en="That block code is already used."),
    "import_number_is_free": Words(id="Nomor impor itu sudah dipakai.", en="That number of an import is already used."),
    "import_is_undone_once": Words(id="Impor ini sudah ditarik kembali.", en="This import was taken back already."),
    "export_number_is_free": Words(id="Nomor salinan itu sudah dipakai.", en="That number of a copy is already used."),
    "export_is_decided_once": Words(
        id="Permintaan salinan ini sudah diputuskan.", en="This request for a copy was decided already."
    ),
    "release_is_published_once": Words(
        id="Revisi rilis itu sudah terbit.", en="That revision of the release is already published."
    ),
    "round_code_is_free": Words(
        id="Kode putaran verifikasi itu sudah dipakai.", en="That verification round's code is already used."
    ),
    "round_ends_after_start": Words(
        id="Putaran verifikasi berakhir sebelum dimulai.", en="The verification round ends before it starts."
    ),
    "late_registration_follows_the_round": Words(
        id="Batas pendaftaran menyusul harus sesudah hari terakhir putaran.",
        en="The last day of late registration must come after the round's own last day.",
    ),
    "slot_code_is_free": Words(
        id="Kode jam temu itu sudah dipakai. Pakai kode lain.",
        en="That code of times is already used. Use another.",
    ),
    "round_list_is_frozen_once": Words(
        id="Daftar putaran ini sudah dibekukan dan tidak berubah lagi.",
        en="This round's list is frozen and does not change any more.",
    ),
    "meeting_code_is_free": Words(id="Kode rapat itu sudah dipakai.", en="That meeting code is already used."),
    "minutes_number_is_free": Words(
        id="Nomor notulen itu sudah dipakai.", en="That number of minutes is already used."
    ),
    "beneficiary_decree_number_is_free": Words(
        id="Nomor SK penetapan itu sudah tercatat.", en="That beneficiary decree's number is already recorded."
    ),
    "pocket_not_below_zero": Words(
        id="Uang di sumber ini tidak cukup untuk jumlah itu; tidak ada yang dicatat.",
        en="This source does not hold enough money for that amount; nothing was recorded.",
    ),
    "entry_sums_to_zero": Words(
        id="Catatan uang itu tidak seimbang; tidak ada yang dicatat.",
        en="That money entry does not sum to zero; nothing was recorded.",
    ),
    "plan_number_is_free": Words(id="Nomor rencana itu sudah dipakai.", en="That number of a plan is already used."),
    "paper_number_is_free": Words(
        id="Nomor dokumen itu sudah tercatat pada sumber ini.",
        en="A paper with that number is recorded for this source already.",
    ),
    "paper_not_below_zero": Words(
        id="Dokumen tempatnya bertumpu tidak cukup; tidak ada yang dicatat.",
        en="The paper it rests on does not hold enough; nothing was recorded.",
    ),
    "payment_number_is_free": Words(
        id="Nomor pembayaran itu sudah dipakai.", en="That number of a payment is already used."
    ),
    "payment_is_decided_once": Words(
        id="Pembayaran ini sudah diputuskan; tidak ada yang dibayar dua kali.",
        en="This payment was decided already; nothing is paid twice.",
    ),
    "payment_needs_two_people": Words(
        id="Pembayaran disetujui oleh orang lain, bukan oleh yang mengajukannya. Minta penyetuju lain memutuskannya.",
        en="A payment is approved by somebody else, not by whoever asked for it. Let another approver decide.",
    ),
    "line_token_is_free": Words(
        id="Kode pembayaran itu sudah dipakai; muat ulang halamannya.",
        en="That payment token is already used; reload the page.",
    ),
    "aid_is_paid_once": Words(
        id="Bantuan itu sudah diajukan untuk salah seorang di daftar ini; tidak ada yang dibayar dua kali.",
        en="That aid was asked for already for somebody in this list; nothing is paid twice.",
    ),
    "batch_is_sent_once": Words(
        id="Berkas untuk bank sudah dibuat; unduh yang itu.",
        en="The file for the bank was made already; download that.",
    ),
    "bank_result_is_taken_once": Words(
        id="Berkas hasil ini sudah dimasukkan; tidak ada yang dicatat dua kali.",
        en="This result was taken over already; nothing is recorded twice.",
    ),
    "statement_is_taken_once": Words(
        id="Rekening koran ini sudah dimasukkan; tidak ada yang dicatat dua kali.",
        en="This statement was taken over already; nothing is recorded twice.",
    ),
    "line_ends_once": Words(
        id="Hasil salah satu kode sudah tercatat; tidak ada yang dicatat dua kali.",
        en="What came of one of the tokens is recorded already; nothing is recorded twice.",
    ),
    "line_comes_back_once": Words(
        id="Uang salah satu kode sudah kembali; tidak ada yang dicatat dua kali.",
        en="The money of one of the tokens came back already; nothing is recorded twice.",
    ),
    "discreet_travel_has_no_escort": Words(
        id="Perjalanan diam-diam tidak memakai pendamping.", en="Discreet travel has no escort."
    ),
    "travel_window_ends_after_start": Words(
        id="Tanggal paling lambat mendahului tanggal paling awal.", en="The latest day comes before the earliest day."
    ),
    "given_consent_ends_after_it_began": Words(
        id="Persetujuan berakhir sebelum dimulai.", en="The consent ends before it begins."
    ),
    "journey_arrives_after_it_departs": Words(
        id="Tiba sebelum berangkat; periksa kedua tanggal.", en="It arrives before it departs; check both dates."
    ),
    "accounts_agency_pkey": Words(id="Kode instansi itu sudah dipakai.", en="That agency code is already used."),
    "accounts_user_code_key": Words(id="Kode akun itu sudah dipakai.", en="That account code is already used."),
    "programmes_programme_pkey": Words(id="Kode program itu sudah dipakai.", en="That programme code is already used."),
    "proof_is_filed_once": Words(
        id="Bukti yang sama sudah disimpan untuk pembayaran ini.",
        en="The same proof is filed for this payment already.",
    ),
    "funds_source_pkey": Words(id="Kode sumber dana itu sudah dipakai.", en="That fund source code is already used."),
    "cases_case_number_key": Words(id="Nomor berkas itu sudah dipakai.", en="That case number is already used."),
    "nobody_is_her_own_duplicate": Words(
        id="Satu berkas tidak bisa ganda dengan dirinya sendiri.", en="A case cannot be its own duplicate."
    ),
    "people_a_day_are_capped": Words(
        id="Hari ini Anda sudah membuka identitas sebanyak yang diizinkan. Terbuka lagi besok pukul 00.00 WIB. Bila "
        "mendesak, minta koordinator program; pejabat pelindung data dapat menjelaskan batas ini.",
        en="You have opened as many identities today as allowed. It opens again tomorrow at 00.00 WIB. If it is "
        "urgent, ask the programme's coordinator; the data-protection officer can explain this limit.",
    ),
    "one_emergency_at_a_time": Words(
        id="Keadaan darurat yang Anda nyatakan masih berlangsung. Satu orang pada satu waktu; tunggu sampai berakhir, "
        "atau minta rekan menyatakannya.",
        en="An emergency that you declared still stands. One person at a time; wait until it ends, or ask a colleague.",
    ),
    "waiver_ends_after_it_began": Words(
        id="Pengecualian berakhir sebelum dimulai.", en="The waiver ends before it begins."
    ),
}

_BUSY: Final = Words(
    id="Catatan yang sama sedang diubah orang lain. Coba lagi sebentar.",
    en="Somebody else is changing the same record. Try again in a moment.",
)
_TOO_MUCH: Final = Words(
    id="Terlalu banyak berkas dalam satu transaksi. Muat dalam bagian yang lebih kecil, atau tanpa --atomic.",
    en="Too many cases in one transaction. Load smaller parts, or without --atomic.",
)
_DOES_NOT_FIT: Final = Words(
    id="Salah satu isian terlalu panjang atau terlalu besar untuk dicatat. Ringkaskan atau periksa angkanya.",
    en="One of the values is too long or too large to be recorded. Shorten it or check the number.",
)


@contextmanager
def as_refusals() -> Iterator[None]:
    """This will turn a kept constraint into its Refusal; a constraint without a sentence stays a crash."""
    try:
        yield
    except IntegrityError as problem:
        name = constraint_of(problem)
        if name not in SENTENCES:
            raise
        raise Refusal(name.replace("_", "-"), SENTENCES[name]) from problem
    except OperationalError as problem:
        if isinstance(problem.__cause__, errors.OutOfMemory):
            raise Refusal("too-much-at-once", _TOO_MUCH) from problem
        if not isinstance(problem.__cause__, errors.LockNotAvailable | errors.DeadlockDetected):
            raise
        raise Refusal("busy", _BUSY) from problem
    except DataError as problem:
        # Fields have their limits at the door; this is for the one that was forgotten.
        raise Refusal("does-not-fit", _DOES_NOT_FIT) from problem


def constraint_of(problem: IntegrityError) -> str:
    """This will name the constraint that was kept, or give an empty text."""
    cause = problem.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, errors.IntegrityError) else ""

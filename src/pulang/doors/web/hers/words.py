"""Words of her own pages: what she may ask, what stops by it, what the law keeps."""

from collections.abc import Mapping
from typing import Final

from pulang.areas.cases.rules import Purpose
from pulang.areas.contacts.rules import Hours, NoticeKind, Way
from pulang.areas.privacy.rules import RequestKind
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words

TITLE: Final = Words(id="Halaman Anda", en="Your page")
KINDS: Labels = {
    RequestKind.ACCESS: Words(
        id="Salinan data saya, dan siapa yang melihatnya", en="A copy of my data, and who looked at it"
    ),
    RequestKind.CORRECTION: Words(id="Ada data saya yang keliru", en="Something in my data is wrong"),
    RequestKind.RESTRICTION: Words(id="Jangan pakai data saya dulu", en="Do not use my data for now"),
    RequestKind.OBJECTION: Words(id="Saya berkeberatan data saya dipakai", en="I object to the use of my data"),
    RequestKind.ERASURE: Words(id="Hapus data saya", en="Erase my data"),
}
# What an objection or an appeal is about.
ABOUT: Final[Mapping[str, Words]] = {
    "verifikasi": Words(id="Hasil verifikasi saya", en="The outcome of verifying me"),
    "keputusan": Words(id="Keputusan tentang saya (banding)", en="A decision about me (appeal)"),
    "tempat-tujuan": Words(id="Tempat tujuan", en="Where I am to go"),
    "waktu": Words(id="Waktu berangkat", en="When I am to leave"),
    "bantuan": Words(id="Bantuan", en="The aid"),
    "pendamping": Words(id="Pendamping", en="Who goes with me"),
    "data": Words(id="Data tentang saya", en="Data about me"),
    "lain": Words(id="Hal lain", en="Something else"),
}
WAYS: Labels = {
    Way.PAGE: Words(id="Hanya di halaman ini", en="On this page only"),
    Way.TEXT: Words(id="Pesan singkat ke telepon", en="A short message to a telephone"),
    Way.MAIL: Words(id="Surel", en="Mail"),
}
HOURS: Labels = {
    Hours.DAYTIME: Words(id="pukul 8 sampai 20", en="between 8 in the morning and 8 in the evening"),
    Hours.MORNING: Words(id="pukul 8 sampai 12", en="between 8 in the morning and noon"),
    Hours.AFTERNOON: Words(id="pukul 12 sampai 17", en="between noon and 5 in the afternoon"),
    Hours.TOGETHER: Words(
        id="sekali sehari pukul 9, semua kabar jadi satu", en="once a day at 9 in the morning, all news together"
    ),
}
NEWS: Labels = {
    NoticeKind.ANSWER: Words(
        id="Ada yang sudah dijawab; jawabannya di bawah.", en="Something was answered; you find it below."
    ),
    NoticeKind.JOURNEY: Words(
        id="Rencana perjalanan Anda berubah. Tanyakan bila ada yang kurang jelas.",
        en="Your plan to travel has changed. Ask if anything is unclear.",
    ),
    NoticeKind.AFTERWARDS: Words(
        id="Anda sudah sampai. Bila mau, ceritakan di sini bagaimana keadaan Anda.",
        en="You have arrived. If you like, tell us here how you are.",
    ),
}

_SHARED: Final = Words(
    id="Instansi yang mendapat berkas Anda untuk tujuan ini tidak melihatnya lagi, dan diminta menghapusnya "
    "dalam 3 × 24 jam.",
    en="The offices that had your case for this purpose see it no more and are asked to delete it within 3 × 24 hours.",
)
STOPS: Final[Mapping[str, tuple[Words, ...]]] = {
    Purpose.RETURN.value: (
        _SHARED,
        Words(
            id="Rencana perjalanan Anda dibatalkan; Anda tidak ada lagi di daftar berangkat.",
            en="Your plan to travel is given up; you are on no list of departures any more.",
        ),
    ),
    Purpose.RECEIVING_OFFICE.value: (
        _SHARED,
        Words(id="Dinas di daerah asal tidak menunggu Anda lagi.", en="The office at home expects you no more."),
    ),
    Purpose.PAYMENT.value: (
        _SHARED,
        Words(
            id="Jalur pembayaran Anda dihentikan. Hak Anda tetap ada; sebutkan jalur lain kapan saja.",
            en="The way you are paid ends. What you are due stays; name another way at any time.",
        ),
    ),
    Purpose.CONTACT_AFTERWARDS.value: (
        _SHARED,
        Words(id="Anda tidak dihubungi atau diingatkan lagi.", en="You are not contacted or reminded any more."),
    ),
}
STOPS_ANYWAY: Final = (_SHARED,)
ALL_STOPS: Final = (
    Words(
        id="Tidak ada instansi lain yang melihat berkas Anda; semua diminta menghapus dalam 3 × 24 jam.",
        en="No other office sees your case; all are asked to delete within 3 × 24 hours.",
    ),
    Words(
        id="Rencana perjalanan, jalur pembayaran dan pengingat berhenti sekarang.",
        en="The plan to travel, the way you are paid and reminders end now.",
    ),
)
ALL_BACK: Final = Words(id="Tarik semua persetujuan", en="Take back every consent")
NOTHING_STANDS: Final = Words(
    id="Tidak ada persetujuan Anda yang berlaku, jadi tidak ada yang perlu ditarik.",
    en="No consent of yours is in force, so there is nothing to take back.",
)
ENDED: Final = Words(id="Sudah tidak berlaku: {what}.", en="In force no more: {what}.")
NEVER: Final = Words(id="Belum Anda setujui: {what}.", en="You have not agreed to: {what}.")
KEPT: Final = (
    Words(
        id="Berkas, pilihan dan hak Anda atas bantuan tidak berubah. Anda boleh setuju lagi kapan saja, lewat petugas.",
        en="Your case, your choice and what you are due do not change. You may agree again any time: tell the office.",
    ),
    Words(
        id="Undang-undang mewajibkan kantor menyimpan catatan uang dan tindakan; di situ hanya ada nomor, bukan nama.",
        en="The law makes the office keep its records of money and acts; they hold a number and no name.",
    ),
)

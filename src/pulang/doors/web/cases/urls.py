"""Addresses of cases."""

from django.urls import path

from pulang.doors.web.cases import (
    corrections,
    entitlement,
    listing,
    objections,
    papers,
    registering,
    screens,
    supports,
    taking,
    telephones,
    views,
)

_FILE = "berkas/<str:number>/"

urlpatterns = [
    path("program/<str:code>/berkas/", listing.listing, name="cases"),
    path("program/<str:code>/berkas/baru/", registering.register, name="case-new"),
    path("program/<str:code>/berkas/satu-telepon/", telephones.telephones, name="case-telephones"),
    path(_FILE, views.case, name="case"),
    path(f"{_FILE}hak/", entitlement.sheet, name="case-entitlement"),
    path(f"{_FILE}hak/<str:lang>/", taking.paper, name="case-entitlement-paper"),
    path(f"{_FILE}pilihan/", screens.choice, name="case-choice"),
    path(f"{_FILE}persetujuan/", screens.consent, name="case-consent"),
    path(f"{_FILE}dukungan/", supports.mark, name="case-support"),
    path(f"{_FILE}surat-identitas/", papers.mark, name="case-papers"),
    path(f"{_FILE}cara-bepergian/", screens.wish, name="case-wish"),
    path(f"{_FILE}penapisan/", screens.screening, name="case-screening"),
    path(f"{_FILE}verifikasi/", screens.attempt, name="case-attempt"),
    path(f"{_FILE}keberatan/", objections.raised, name="case-objection"),
    path(f"{_FILE}keberatan/jawab/", objections.answered, name="case-objection-answer"),
    path(f"{_FILE}keberatan/lanjut/", objections.appealed, name="case-objection-appeal"),
    path(f"{_FILE}langkah/", screens.move, name="case-move"),
    path(f"{_FILE}serahkan/", screens.assignment, name="case-assignment"),
    path(f"{_FILE}serahkan/akhiri/", screens.assignment_end, name="case-assignment-end"),
    path(f"{_FILE}ganda/", screens.duplicate, name="case-duplicate"),
    path(f"{_FILE}pembayaran/", screens.channel, name="case-channel"),
    path(f"{_FILE}perjalanan/", screens.itinerary, name="case-itinerary"),
    path(f"{_FILE}perjalanan/tiket/", screens.tickets, name="case-tickets"),
    path(f"{_FILE}penerima/", screens.receiver, name="case-receiver"),
    path(f"{_FILE}identitas/", corrections.identity, name="case-identity"),
    path(f"{_FILE}ganda/catat/", corrections.duplicate_flag, name="case-duplicate-flag"),
    path(f"{_FILE}perjalanan/batal/", corrections.itinerary_drop, name="case-itinerary-drop"),
    path(f"{_FILE}penerima/tarik/", corrections.receiver_withdraw, name="case-receiver-withdraw"),
    path(f"{_FILE}keliru/", corrections.strike, name="case-strike"),
    path(f"{_FILE}kunci/", corrections.lock, name="case-lock"),
    path(f"{_FILE}kunci/buka/", corrections.unlock, name="case-unlock"),
]

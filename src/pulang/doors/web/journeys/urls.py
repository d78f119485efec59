"""Addresses of the way home."""

from django.urls import path

from pulang.doors.web.journeys import card, followups, gate, handovers, networks, plans, searches, sheets, views

_ALL = "program/<str:code>/perjalanan/"
_ONE = f"{_ALL}berangkat/<str:manifest>/"
_FILE = "berkas/<str:number>/"

urlpatterns = [
    path(_ALL, views.listing, name="journeys"),
    path(f"{_ALL}susun/", plans.accept, name="journey-plan"),
    path(f"{_ALL}susun/cari/", searches.begin, name="plan-seek"),
    path(f"{_ALL}susun/cari/<str:search>/", searches.progress, name="plan-search"),
    path(f"{_ALL}susun/cari/<str:search>/berhenti/", searches.stop, name="plan-search-stop"),
    path(f"{_ALL}jaringan/", networks.listing, name="network"),
    path(f"{_ALL}jaringan/ruas/", networks.leg, name="network-leg"),
    path(f"{_ALL}jaringan/tempat/", networks.place, name="network-place"),
    path(f"{_ALL}jaringan/buku/", networks.book, name="network-book"),
    path(f"{_ALL}jaringan/templat.xlsx", networks.template, name="network-template"),
    path(f"{_ALL}jaringan/<str:service>/akhiri/", networks.end, name="network-end"),
    path(_ONE, views.manifest, name="manifest"),
    path(f"{_ALL}lembar/<str:plan>/<str:escort>/", sheets.sheet, name="escort-sheet"),
    path(f"{_ONE}sekarang/", gate.leave, name="manifest-leave"),
    path(f"{_ONE}batal/", gate.cancel, name="departure-cancel"),
    path(f"{_ONE}serah-terima/", handovers.give, name="handover-give"),
    path(f"{_ALL}serah-terima/<str:handover>/", handovers.handover, name="handover"),
    path(f"{_ALL}serah-terima/<str:handover>/terima/", handovers.acknowledge, name="handover-acknowledge"),
    path(f"{_ALL}serah-terima/<str:handover>/dokumen.pdf", handovers.paper, name="handover-paper"),
    path(f"{_FILE}kabar-tiba/", handovers.arrived, name="arrival-tell"),
    path(f"{_ALL}pendampingan/", followups.listing, name="followups"),
    path(f"{_FILE}kabar/", followups.record, name="followup"),
    path("kalender/<str:code>/<str:mark>/pengingat.ics", followups.calendar, name="followups-calendar"),
    path(f"{_FILE}hadir/", gate.check_in, name="gate"),
    path(f"{_FILE}tidak-jadi/", gate.mind, name="gate-mind"),
    path(f"{_FILE}kartu-perjalanan/", card.card, name="travel-card"),
]

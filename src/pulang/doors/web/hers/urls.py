"""Addresses of her own pages, and of her card."""

from django.urls import path

from pulang.doors.web.hers import card, entry, sheet, steps, talking, views, visits

urlpatterns = [
    path("saya/", entry.enter, name="own-enter"),
    path("saya/keluar/", entry.leave, name="own-leave"),
    path("saya/huruf/", entry.letters, name="own-letters"),
    path("saya/halaman/", views.page, name="own-page"),
    path("saya/jejak/", views.trail, name="own-trail"),
    path("saya/hak/<str:lang>/", sheet.sheet, name="own-sheet"),
    path("saya/pilihan/", steps.choice, name="own-choice"),
    path("saya/persetujuan/", steps.consent, name="own-consent"),
    path("saya/persetujuan/semua/", steps.withdraw, name="own-withdraw"),
    path("saya/keberatan/", steps.objection, name="own-objection"),
    path("saya/janji/", visits.visit, name="own-visit"),
    path("saya/janji/batal/", visits.cancel, name="own-visit-cancel"),
    path("saya/keberatan/lanjut/", steps.appeal, name="own-appeal"),
    path("saya/data/", steps.data, name="own-data"),
    path("saya/tanya/", talking.ask, name="own-ask"),
    path("saya/kontak/", talking.contact, name="own-contact"),
    path("berkas/<str:number>/kartu/", card.issue, name="case-card"),
    path("berkas/<str:number>/kartu/akhiri/", card.end, name="case-card-end"),
]

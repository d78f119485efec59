"""Addresses of rounds, of their lists, and of one case's appointment."""

from django.urls import path

from pulang.doors.web.rounds import lists, screens, views

_ALL = "program/<str:code>/verifikasi/"
_LIST = f"{_ALL}<str:round>/daftar/"

urlpatterns = [
    path(_ALL, views.rounds, name="rounds"),
    path(f"{_ALL}jam/", screens.offer_slots, name="slot-offer"),
    path(f"{_ALL}bekukan/", screens.freeze, name="round-freeze"),
    path(_LIST, lists.page, name="round-list"),
    path(f"{_LIST}tabel/", lists.table, name="round-list-file"),
    path("berkas/<str:number>/janji/", screens.book, name="case-appointment"),
    path("berkas/<str:number>/janji/batal/", screens.cancel, name="case-appointment-cancel"),
]

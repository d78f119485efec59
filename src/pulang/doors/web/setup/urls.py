"""Addresses of what a programme is made of."""

from django.urls import path

from pulang.doors.web.setup import screens, views

_ALL = "program/<str:code>/susunan/"

urlpatterns = [
    path("program-baru/", screens.open_programme, name="programme-open"),
    path(_ALL, views.setup, name="setup"),
    path(f"{_ALL}lokasi/", screens.site, name="site-add"),
    path(f"{_ALL}blok/", screens.block, name="block-add"),
    path(f"{_ALL}lokasi/keadaan/", screens.mark, name="site-mark"),
    path(f"{_ALL}putaran/", screens.verification_round, name="round-open"),
    path(f"{_ALL}saksi/", screens.attester, name="attester-list"),
    path(f"{_ALL}saksi/keluarkan/", screens.unlist, name="attester-unlist"),
]

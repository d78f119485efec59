"""Addresses of aid."""

from django.urls import path

from pulang.doors.web.aid import screens, views

_ALL = "program/<str:code>/bantuan/"

urlpatterns = [
    path(_ALL, views.listing, name="aid"),
    path(f"{_ALL}sk/", screens.decree, name="aid-decree"),
    path(f"{_ALL}penerima/", screens.listed, name="aid-list"),
    path(f"{_ALL}penerima/keluarkan/", screens.removed, name="aid-remove"),
    path(f"{_ALL}tarif/", screens.rate, name="aid-rate"),
]

"""Addresses of promises, slips and differing numbers."""

from django.urls import path

from pulang.doors.web.promises import screens, table, views

_ALL = "program/<str:code>/janji/"

urlpatterns = [
    path(_ALL, views.promises, name="promises"),
    path(f"{_ALL}janji.csv", table.listing, name="promises-table"),
    path(f"{_ALL}penjelasan/", screens.note, name="conflict-note"),
]

"""Addresses of gates that are set aside."""

from django.urls import path

from pulang.doors.web.waivers import screens

_PROGRAMME = "program/<str:code>/syarat/"
_CASE = "berkas/<str:number>/syarat/"

urlpatterns = [
    path(f"{_PROGRAMME}kesampingkan/", screens.of_programme, name="gate-waive"),
    path(f"{_PROGRAMME}berlakukan/", screens.end_of_programme, name="waiver-end"),
    path(f"{_CASE}kesampingkan/", screens.of_case, name="case-gate-waive"),
    path(f"{_CASE}berlakukan/", screens.end_of_case, name="case-waiver-end"),
]

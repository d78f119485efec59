"""Addresses of partners."""

from django.urls import path

from pulang.doors.web.partners import screens, views

_ALL = "program/<str:code>/mitra/"
_ONE = f"{_ALL}<str:partner>/"

urlpatterns = [
    path(_ALL, views.listing, name="partners"),
    path("program/<str:code>/mitra-baru/", screens.new, name="partner-new"),
    path(f"{_ONE}pendaftaran/", screens.registration, name="partner-registration"),
    path(f"{_ONE}akreditasi/", screens.accreditation, name="partner-accreditation"),
    path(f"{_ONE}survei/", screens.survey, name="partner-survey"),
    path(f"{_ONE}persetujuan/", screens.approval, name="partner-approval"),
    path(f"{_ONE}penugasan/", screens.assignment, name="partner-assignment"),
]

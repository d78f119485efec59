"""Addresses of partners."""

from django.urls import path

from pulang.doors.web.partners import agreeing, conduct, institution, moving, screens, views

_ALL = "program/<str:code>/mitra/"
_ONE = f"{_ALL}<str:partner>/"
_INCIDENTS = "lembaga/<str:partner>/temuan/"

urlpatterns = [
    path("lembaga-saya/", institution.own, name="own-institution"),
    path("lembaga/<str:partner>/", institution.institution, name="institution"),
    path("lembaga/<str:partner>/surat/", screens.document, name="document-file"),
    path("lembaga/<str:partner>/surat/periksa/", screens.check, name="document-check"),
    path(_INCIDENTS, conduct.record, name="incident-new"),
    path(f"{_INCIDENTS}<str:incident>/jawab/", conduct.answer, name="incident-answer"),
    path(f"{_INCIDENTS}<str:incident>/tutup/", conduct.close, name="incident-close"),
    path(_ALL, views.listing, name="partners"),
    path("program/<str:code>/mitra-baru/", screens.new, name="partner-new"),
    path(f"{_ONE}pendaftaran/", screens.registration, name="partner-registration"),
    path(f"{_ONE}akreditasi/", screens.accreditation, name="partner-accreditation"),
    path(f"{_ONE}survei/", screens.survey, name="partner-survey"),
    path(f"{_ONE}persetujuan/", screens.approval, name="partner-approval"),
    path(f"{_ONE}alihkan/", moving.cases, name="cases-move"),
    path(f"{_ONE}perjanjian/", agreeing.sign, name="partner-agreement"),
    path(f"{_ONE}perjanjian/akhiri/", agreeing.end, name="agreement-end"),
    path(f"{_ONE}penugasan/", screens.assignment, name="partner-assignment"),
]

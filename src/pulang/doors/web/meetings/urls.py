"""Addresses of meetings and decisions."""

from django.urls import path

from pulang.doors.web.meetings import agenda, inviting, minutes, screens, views

_ALL = "program/<str:code>/rapat/"
_ONE = f"{_ALL}<str:meeting>/"
_ITEM = f"{_ONE}agenda/<str:item>/"
_DECISION = "program/<str:code>/keputusan/<str:decision>/"

urlpatterns = [
    path(_ALL, views.meetings, name="meetings"),
    path("program/<str:code>/rapat-baru/", screens.plan, name="meeting-plan"),
    path("program/<str:code>/rapat-ditunggu/", screens.expect, name="meeting-expect"),
    path(_ONE, views.meeting, name="meeting"),
    path(f"{_ONE}tanggal/", screens.date, name="meeting-date"),
    path(f"{_ONE}berlangsung/", screens.hold, name="meeting-hold"),
    path(f"{_ONE}batal/", screens.cancel, name="meeting-cancel"),
    path(f"{_ONE}keputusan/", screens.decide, name="decision-make"),
    path(f"{_ALL}<str:planned>/undangan.pdf", inviting.letter, name="invitation"),
    path(f"{_ALL}<str:planned>/undangan.ics", inviting.calendar, name="invitation-calendar"),
    path(f"{_ONE}notulen/", minutes.minutes, name="minutes"),
    path(f"{_ONE}notulen/baru/", minutes.issue, name="minutes-issue"),
    path(f"{_ONE}notulen/<str:paper>.pdf", minutes.paper, name="minutes-paper"),
    path("periksa/<str:paper>/<str:mark>/", minutes.check, name="check-paper"),
    path(f"{_ONE}agenda/", agenda.put, name="agenda-put"),
    path(f"{_ITEM}ubah/", agenda.amend, name="agenda-amend"),
    path(f"{_ITEM}keluarkan/", agenda.drop, name="agenda-drop"),
    path(f"{_ITEM}putusan/", agenda.decide, name="item-decide"),
    path(f"{_DECISION}betulkan/", screens.correct, name="decision-correct"),
    path(f"{_DECISION}tarik/", screens.withdraw, name="decision-withdraw"),
    path(f"{_DECISION}syarat/<str:condition>/", screens.meet, name="condition-meet"),
]

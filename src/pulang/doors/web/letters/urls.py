"""Addresses of letters, of the memo for a successor, and of observers' positions."""

from django.urls import path

from pulang.doors.web.letters import memo, notices, questions, screens, views

_ALL = "program/<str:code>/surat/"

urlpatterns = [
    path(_ALL, views.letters, name="letters"),
    path(f"{_ALL}baru/", screens.record, name="letter-new"),
    path(f"{_ALL}<str:letter>/jawaban/", screens.answer, name="letter-answer"),
    path("berkas/<str:number>/pertanyaan/<str:tanya>/", questions.answer, name="question"),
    path("program/<str:code>/kabar/", notices.notices, name="notices"),
    path("program/<str:code>/memo/", memo.memo, name="memo"),
    path("program/<str:code>/memo/memo.pdf", memo.paper, name="memo-paper"),
    path("program/<str:code>/keputusan/<str:decision>/pendapat/", screens.position, name="position-file"),
]

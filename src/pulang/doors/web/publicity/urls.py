"""Addresses of what stands on record."""

from django.urls import path

from pulang.doors.web.publicity import consulting, press, screens, views

_ALL = "program/<str:code>/catatan/"

urlpatterns = [
    path(_ALL, views.record, name="publicity"),
    path(f"{_ALL}keputusan/", screens.decree, name="decree"),
    path(f"{_ALL}keputusan/cabut/", screens.decree_revoke, name="decree-revoke"),
    path(f"{_ALL}angka/", screens.figure, name="figure"),
    path(f"{_ALL}janji/", screens.promise, name="promise"),
    path(f"{_ALL}janji/ditepati/", screens.promise_kept, name="promise-kept"),
    path(f"{_ALL}pernyataan/", screens.statement, name="statement"),
    path(f"{_ALL}pertemuan/", consulting.consultation, name="consultation"),
    path(f"{_ALL}pertanyaan/<str:question>/", consulting.answer, name="question-answer"),
    path(f"{_ALL}pers/", press.desk, name="press"),
    path(f"{_ALL}pers/baru/", press.prepare, name="press-new"),
    path(f"{_ALL}pers/<str:answer>/", press.change, name="press-change"),
    path(f"{_ALL}pers/<str:answer>/disampaikan/", press.give, name="press-give"),
    path(f"{_ALL}kelompok/", screens.stakeholder, name="stakeholder"),
]

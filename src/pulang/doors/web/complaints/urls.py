"""Addresses of complaints."""

from django.urls import path

from pulang.doors.web.complaints import desk, followed, making

_ALL = "program/<str:code>/pengaduan/"

urlpatterns = [
    path("pengaduan/", making.make, name="complain"),
    path("pengaduan/lacak/", followed.enter, name="complaint-enter"),
    path("pengaduan/lacak/isi/", followed.page, name="complaint-page"),
    path("pengaduan/lacak/tutup/", followed.leave, name="complaint-leave"),
    path(_ALL, desk.listing, name="complaints"),
    path(f"{_ALL}<str:complaint>/", desk.one, name="complaint"),
    path(f"{_ALL}<str:complaint>/foto/", desk.picture, name="complaint-picture"),
    path(f"{_ALL}<str:complaint>/jawab/", desk.answer, name="complaint-answer"),
]

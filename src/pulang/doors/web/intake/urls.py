"""Addresses of registering question by question."""

from django.urls import path

from pulang.doors.web.intake import views

_ALL = "program/<str:code>/berkas/tanya/"
_ONE = f"{_ALL}<str:draft>/"

urlpatterns = [
    path(_ALL, views.start, name="intake"),
    path(f"{_ONE}periksa/", views.check, name="intake-check"),
    path(f"{_ONE}hapus/", views.put_away, name="intake-away"),
    path(f"{_ONE}<slug:step>/", views.step, name="intake-step"),
]

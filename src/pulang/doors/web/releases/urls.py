"""Addresses of the public figures."""

from django.urls import path

from pulang.doors.web.releases import screens, views

_ALL = "program/<str:code>/angka/"
_ONE = f"{_ALL}<str:quarter>/"

urlpatterns = [
    path(_ALL, views.releases, name="releases"),
    path(_ONE, views.release, name="release"),
    path(f"{_ONE}siapkan/", screens.prepare, name="release-prepare"),
    path(f"{_ONE}terbitkan/", screens.publish, name="release-publish"),
]

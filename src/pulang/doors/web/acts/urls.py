"""Addresses of a programme's acts."""

from django.urls import path

from pulang.doors.web.acts import screens, views

urlpatterns = [
    path("program/<str:code>/tindakan/", views.acts, name="acts"),
    path("program/<str:code>/tindakan/keliru/", screens.strike, name="act-strike"),
]

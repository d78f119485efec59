"""Addresses of copies that leave the service."""

from django.urls import path

from pulang.doors.web.exports import screens, views

_ALL = "program/<str:code>/salinan/"
_ONE = f"{_ALL}<str:export>/"

urlpatterns = [
    path(_ALL, views.register, name="exports"),
    path(f"{_ALL}minta/", screens.request, name="export-request"),
    path(f"{_ONE}setujui/", screens.approve, name="export-approve"),
    path(f"{_ONE}tolak/", screens.refuse, name="export-refuse"),
    path(f"{_ONE}unduh/", views.fetch, name="export-fetch"),
    path(f"{_ONE}sandi/", views.password, name="export-password"),
]

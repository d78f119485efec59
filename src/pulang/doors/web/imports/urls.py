"""Addresses of workbooks that are imported."""

from django.urls import path

from pulang.doors.web.imports import screens, views

_ALL = "program/<str:code>/impor/"
_ONE = f"{_ALL}<str:workbook>/"

urlpatterns = [
    path(_ALL, views.register, name="imports"),
    path(f"{_ALL}kirim/", screens.hand_in, name="import-new"),
    path(f"{_ALL}lembar-kosong/", views.template, name="import-template"),
    path(_ONE, views.one, name="import"),
    path(f"{_ONE}kolom/", screens.columns, name="import-columns"),
    path(f"{_ONE}daftarkan/", screens.enter, name="import-enter"),
    path(f"{_ONE}berkas/", views.marked, name="import-file"),
    path(f"{_ONE}hapus/", screens.put_away, name="import-away"),
    path(f"{_ALL}<str:imported>/tarik/", screens.undo, name="import-undo"),
]

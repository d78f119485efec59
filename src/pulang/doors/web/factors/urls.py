"""Addresses of one's own second factor."""

from django.urls import path

from pulang.doors.web.factors import views

urlpatterns = [
    path("", views.factors, name="factors"),
    path("aplikasi/", views.app_add, name="factor-app"),
    path("kunci-sandi/", views.passkey_add, name="factor-passkey"),
    path("kode-cadangan/", views.papers, name="factor-papers"),
    path("<int:which>/lepas/", views.factor_drop, name="factor-drop"),
]

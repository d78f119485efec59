"""Addresses of one's own account."""

from django.urls import path

from pulang.doors.web.own import views

urlpatterns = [
    path("", views.account, name="account"),
    path("keluar-semua/", views.leave_everywhere, name="leave-everywhere"),
    path("sesi/<slug:kept>/akhiri/", views.end_session, name="session-end"),
    path("kata-sandi/", views.change_password, name="account_change_password"),
    path("masih/", views.still_here, name="still-here"),
]

"""Addresses of administration."""

from django.urls import path

from pulang.doors.web.accounts import credentials, screens, views

_ONE = "pengguna/<str:user>/"

urlpatterns = [
    path("", views.agencies, name="accounts"),
    path("instansi-baru/", screens.agency_new, name="agency-new"),
    path("pengguna-baru/", screens.user_new, name="user-new"),
    path(_ONE, views.user, name="user"),
    path(f"{_ONE}peran/", screens.role_give, name="role-give"),
    path(f"{_ONE}peran/akhiri/", screens.role_end, name="role-end"),
    path(f"{_ONE}kode/", credentials.user_code, name="user-code"),
    path(f"{_ONE}pengaman/", credentials.user_factors, name="user-factors"),
    path(f"{_ONE}sesi/", credentials.user_sessions, name="user-sessions"),
    path(f"{_ONE}tutup/", screens.user_close, name="user-close"),
    path(f"{_ONE}token/", screens.token_issue, name="token-issue"),
    path(f"{_ONE}token/cabut/", screens.token_revoke, name="token-revoke"),
]

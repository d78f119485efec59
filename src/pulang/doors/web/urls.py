"""Addresses of the staff door. Each area adds its own module and one line here."""

from django.urls import URLPattern, URLResolver, include, path

from pulang.doors.web import language, signin, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", language.switch_language, name="language"),
    path("akun/login/", signin.sign_in, name="account_login"),
    path("akun/", include("allauth.account.urls")),
    path("akun/2fa/", include("allauth.mfa.urls")),
    path("akun/sesi/", include("allauth.usersessions.urls")),
    path("gaya/", styleguide.style_guide, name="style-guide"),
]

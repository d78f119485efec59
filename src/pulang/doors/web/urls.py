"""Addresses of the staff door. Each subject has its own module and one line here.

Of allauth only what is used: nobody signs up, resets a password by mail or keeps a mail address here.
"""

from allauth.account import views as account
from allauth.usersessions import views as sessions
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from pulang.doors.web import empty, language, leaving, signin, stepup, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pulang.doors.web.home.urls")),
    path("", include("pulang.doors.web.programme.urls")),
    path("", include("pulang.doors.web.setup.urls")),
    path("", include("pulang.doors.web.cases.urls")),
    path("", include("pulang.doors.web.meetings.urls")),
    path("", include("pulang.doors.web.partners.urls")),
    path("", include("pulang.doors.web.money.urls")),
    path("", include("pulang.doors.web.aid.urls")),
    path("", include("pulang.doors.web.waivers.urls")),
    path("", include("pulang.doors.web.reveals.urls")),
    path("", include("pulang.doors.web.publicity.urls")),
    path("pengelolaan/", include("pulang.doors.web.accounts.urls")),
    path("bahasa/", language.switch_language, name="language"),
    path("pergi/", leaving.leave, name="leave"),
    path("akun/login/", signin.sign_in, name="account_login"),
    path("akun/logout/", account.logout, name="account_logout"),
    path("akun/password/change/", account.password_change, name="account_change_password"),
    path("akun/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/pastikan/", stepup.step_up, name="step-up"),
    path("akun/2fa/", include("allauth.mfa.urls")),
    path("akun/sesi/", sessions.list_usersessions, name="usersessions_list"),
    *(empty.urlpatterns if settings.PULANG_BENCH else ()),
    path("gaya/", styleguide.style_guide, name="style-guide"),
]

"""Addresses of the staff door. Each subject has its own module and one line here.

None of allauth's: nobody signs up, resets a password by mail or keeps a mail address here.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from pulang.doors.web import empty, firstcode, language, leaving, signin, stepup, styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pulang.doors.web.hers.urls")),  # first: addresses are tried in turn
    path("", include("pulang.doors.web.home.urls")),
    path("", include("pulang.doors.web.programme.urls")),
    path("", include("pulang.doors.web.setup.urls")),
    path("", include("pulang.doors.web.cases.urls")),
    path("", include("pulang.doors.web.rounds.urls")),
    path("", include("pulang.doors.web.lists.urls")),
    path("", include("pulang.doors.web.imports.urls")),
    path("", include("pulang.doors.web.intake.urls")),
    path("", include("pulang.doors.web.waits.urls")),
    path("", include("pulang.doors.web.promises.urls")),
    path("", include("pulang.doors.web.complaints.urls")),
    path("", include("pulang.doors.web.letters.urls")),
    path("", include("pulang.doors.web.releases.urls")),
    path("", include("pulang.doors.web.meetings.urls")),
    path("", include("pulang.doors.web.partners.urls")),
    path("", include("pulang.doors.web.journeys.urls")),
    path("", include("pulang.doors.web.money.urls")),
    path("", include("pulang.doors.web.payments.urls")),
    path("", include("pulang.doors.web.aid.urls")),
    path("", include("pulang.doors.web.acts.urls")),
    path("", include("pulang.doors.web.waivers.urls")),
    path("", include("pulang.doors.web.reveals.urls")),
    path("", include("pulang.doors.web.publicity.urls")),
    path("", include("pulang.doors.web.exports.urls")),
    path("", include("pulang.doors.web.trail.urls")),
    path("", include("pulang.doors.web.privacy.urls")),
    path("pengelolaan/", include("pulang.doors.web.accounts.urls")),
    path("bahasa/", language.switch_language, name="language"),
    path("pergi/", leaving.leave, name="leave"),
    path("akun/login/", signin.sign_in, name="account_login"),
    path("akun/login/kedua/", signin.second_factor, name="second-factor"),
    path("akun/login/kunci-sandi/", signin.passkey_sign_in, name="passkey-sign-in"),
    path("akun/logout/", signin.sign_out, name="account_logout"),
    path("akun/kode/", firstcode.first_code, name="first-code"),
    path("akun/pastikan/", stepup.step_up, name="step-up"),
    path("akun/pengaman/", include("pulang.doors.web.factors.urls")),
    path("akun/", include("pulang.doors.web.own.urls")),
    *(empty.urlpatterns if settings.PULANG_BENCH else ()),
    path("gaya/", styleguide.style_guide, name="style-guide"),
]

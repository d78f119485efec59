"""Forms of administrators. A token is shown once, on the page that made it, and kept nowhere."""

import hashlib
import secrets
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.places import queries as places
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, OncePage, Screen, act_view
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, SelectField, TextField
from pulang.doors.web.pages import Link
from pulang.doors.web.words import say
from pulang.flows.act import Receipt
from pulang.kernel.words import Words

TOKEN_PREFIX = "plg_"  # noqa: S105 - the mark by which a leaked token is recognised


class AgencyForm(ActForm):
    """A new agency."""

    name = TextField(label=say("Nama instansi", "Name of the agency"))
    code = TextField(
        label=say("Kode pendek", "Short code"),
        help_text=say("Misalnya dinsos-kupang", "For example dinsos-kupang"),
        longest=32,
    )
    kind = ChoiceField(label=say("Jenisnya", "Kind"), choices=labels.options(labels.AGENCY_KINDS))
    place = SelectField(label=say("Provinsi", "Province"), choices=(), required=False)

    def prepare(self, about: About) -> None:
        """This will offer the provinces."""
        field = self.fields["place"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")), *((one.code, one.name) for one in places.provinces())]


class UserForm(ActForm):
    """A new user; a one-time code comes afterwards, roles by themselves."""

    agency = SelectField(label=say("Instansi", "Agency"), choices=())
    code = TextField(
        label=say("Kode pengguna", "User code"),
        help_text=say(
            "Untuk masuk; huruf kecil, misalnya dinsos-kupang.pendamping",
            "For signing in; small letters, for example dinsos-kupang.pendamping",
        ),
        longest=64,
    )
    name = TextField(label=say("Nama atau jabatan", "Name or function"))

    def prepare(self, about: About) -> None:
        """This will offer the agencies."""
        field = self.fields["agency"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")), *((one.code, one.name) for one in about.agencies())]


class GiveForm(ActForm):
    """A role, and since when."""

    role = ChoiceField(label=say("Peran apa?", "Which role?"), choices=labels.options(labels.ROLES))
    happened_on = DayField(label=say("Sejak", "Since"), up_to_today=True)


class EndForm(ActForm):
    """A role ends."""

    role = ChoiceField(label=say("Peran apa yang berakhir?", "Which role ends?"), choices=())
    happened_on = DayField(label=say("Sejak", "Since"), up_to_today=True)

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the role the page was opened at."""
        return {**super().begin(about), "role": about.asked.get("peran", "")}

    def prepare(self, about: About) -> None:
        """This will offer the roles that are held."""
        held = accounts.user(about.parts["user"], about.today).roles
        field = self.fields["role"]
        assert isinstance(field, ChoiceField)
        field.choices = labels.options(labels.ROLES, [role for role in labels.ROLES if role.value in held])


class CloseForm(ActForm):
    """An account is closed."""

    reason = LongTextField(label=say("Alasan", "Reason"), required=False, rows=2, longest=300)


class TokenForm(ActForm):
    """A machine's token: its name, what it may do, and until when."""

    name = TextField(
        label=say("Nama token", "Name of the token"),
        help_text=say("Untuk mesin yang mana?", "For which machine?"),
        longest=80,
    )
    scopes = ManyField(label=say("Untuk apa?", "What for?"), choices=labels.options(labels.SCOPES))
    expires_on = DayField(
        label=say("Berlaku sampai akhir hari", "Valid to the end of"),
        help_text=say("Paling lama setahun", "A year at most"),
    )

    def said(self) -> dict[str, Any]:
        """This will say the token's digest; the token itself stays on this side."""
        values = super().said()
        on = self.cleaned_data["expires_on"]
        values.pop("expires_on")
        end = datetime.combine(on, time(23, 59), ZoneInfo(settings.TIME_ZONE))
        self.token = f"{TOKEN_PREFIX}{secrets.token_urlsafe(32)}"
        return {**values, "expires_at": end.isoformat(), "digest": hashlib.sha256(self.token.encode()).hexdigest()}


class RevokeForm(ActForm):
    """A token ends at once."""

    name = SelectField(label=say("Token yang mana?", "Which token?"), choices=())

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the token the page was opened at."""
        return {"name": about.asked.get("nama", "")}

    def prepare(self, about: About) -> None:
        """This will offer the tokens that are not revoked."""
        found = [one.name for one in accounts.tokens(about.parts["user"]) if one.revoked_at is None]
        field = self.fields["name"]
        assert isinstance(field, SelectField)
        field.choices = [("", say("Pilih…", "Choose…")), *((name, name) for name in dict.fromkeys(found))]


def _all(_about: About) -> str:
    return reverse("accounts")


def _one(about: About) -> str:
    return reverse("user", args=[about.parts["user"]])


def _user(about: About) -> dict[str, Any]:
    return {"user": about.parts["user"]}


def _to_code(_about: About, receipt: Receipt) -> str:
    return reverse("user-code", args=[receipt.subject])


def _token_page(form: ActForm) -> OncePage:
    assert isinstance(form, TokenForm), "only a token form makes a token"
    return OncePage(
        title=Words(id="Token sudah terbit", en="The token is issued"),
        secret=form.token,
        label=Words(id="Token", en="Token"),
        sentences=(
            Words(
                id="Salin sekarang ke mesin yang memakainya. Setelah halaman ini ditutup, token tidak tampak lagi.",
                en="Copy it now to the machine that uses it. Once this page is closed, it cannot be seen again.",
            ),
        ),
        onward=Link(words=Words(id="Sudah disalin", en="I have copied it"), url=_one(form.about)),
    )


agency_new = act_view(
    Screen(
        verb="accounts.agency.register",
        form=AgencyForm,
        title=Words(id="Daftarkan instansi", en="Register an agency"),
        leads=_all,
    )
)
user_new = act_view(
    Screen(
        verb="accounts.user.register",
        form=UserForm,
        title=Words(id="Daftarkan pengguna", en="Register a user"),
        leads=_all,
        onward=_to_code,
        done=Words(
            id="Pengguna terdaftar. Sekarang beri kode sekali pakai untuk memilih kata sandi.",
            en="The user is registered. Now give a one-time code for choosing a password.",
        ),
    )
)
role_give = act_view(
    Screen(
        verb="accounts.role.give",
        form=GiveForm,
        title=Words(id="Beri peran", en="Give a role"),
        leads=_one,
        fixed=_user,
        step_up=True,
    )
)
role_end = act_view(
    Screen(
        verb="accounts.role.end", form=EndForm, title=Words(id="Akhiri peran", en="End a role"), leads=_one, fixed=_user
    )
)
user_close = act_view(
    Screen(
        verb="accounts.user.deactivate",
        form=CloseForm,
        title=Words(id="Tutup akun ini?", en="Close this account?"),
        leads=_one,
        fixed=_user,
        button=Words(id="Ya, tutup akun", en="Yes, close it"),
        sentences=(
            Words(
                id="Akun yang ditutup tidak bisa masuk lagi, dan tokennya tidak membuka apa pun. Catatannya tetap ada.",
                en="A closed account signs in no more, and its tokens open nothing. What it recorded stays.",
            ),
        ),
        grave=True,
    )
)
token_issue = act_view(
    Screen(
        verb="accounts.token.issue",
        form=TokenForm,
        title=Words(id="Terbitkan token untuk mesin", en="Issue a token for a machine"),
        leads=_one,
        fixed=_user,
        shows=_token_page,
        step_up=True,
    )
)
token_revoke = act_view(
    Screen(
        verb="accounts.token.revoke",
        form=RevokeForm,
        title=Words(id="Cabut token", en="Revoke a token"),
        leads=_one,
        fixed=_user,
        done=Words(
            id="Token dicabut dan tidak membuka apa pun lagi.", en="The token is revoked and opens nothing any more."
        ),
    )
)

"""What somebody can prove it with: the key of an app, codes on paper, passkeys. Kept sealed, or as digests only."""

import base64
import hashlib
import hmac
import re
import secrets
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlencode
from uuid import NAMESPACE_OID, UUID, uuid5

from allauth.mfa.models import Authenticator
from django.conf import settings

from pulang.storage.keeper import keeper

_STEP_SECONDS: Final = 30
_STEPS_AROUND: Final = (0, -1, 1)  # a phone's clock may be half a minute off
_CODE: Final = re.compile(r"[0-9]{6}")
_PAPER_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read for another
_PAPER_LENGTH: Final = 16
PAPER_CODES: Final = 10
_APP, _PAPER, _PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey, as its owner named it."""

    id: int
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Means:
    """What an account can prove it with beside its password."""

    app: int | None = None
    app_secret: str = ""
    papers_left: int = 0
    passkeys: tuple[Passkey, ...] = ()

    @property
    def any(self) -> bool:
        """This will be true when a second factor is set up; codes on paper alone are none."""
        return self.app is not None or bool(self.passkeys)


def means_of(user: Any) -> Means:  # a row of whatever AUTH_USER_MODEL names
    """This will gather what a user set up."""
    app, secret, papers, passkeys = None, "", 0, []
    for one in Authenticator.objects.filter(user_id=user.pk).order_by("id"):
        if one.type == _APP:
            app, secret = one.pk, one.data["secret"]
        elif one.type == _PAPER:
            papers = len(one.data.get("digests", ()))
        else:
            passkeys.append(Passkey(one.pk, one.data["name"], one.created_at, one.last_used_at))
    return Means(app, secret, papers, tuple(passkeys))


# --- the app


def draw_secret() -> str:
    """This will draw a key for an authenticator app: 160 bits, as RFC 4226 recommends."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_for_app(secret: str, user: str) -> str:
    """This will give what the picture says to the app; nothing in it names the programme."""
    asked = urlencode({"secret": secret, "issuer": settings.MFA_TOTP_ISSUER}, quote_via=quote)
    return f"otpauth://totp/{quote(settings.MFA_TOTP_ISSUER)}:{quote(user)}?{asked}"


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """This will give the time step a code belongs to, now or half a minute around; None for a code of none."""
    if not _CODE.fullmatch(code):
        return None
    now = int(at.timestamp()) // _STEP_SECONDS
    return next((now + off for off in _STEPS_AROUND if hmac.compare_digest(code_at(secret, now + off), code)), None)


def code_at(secret: str, step: int) -> str:
    """This will give the six digits of a time step (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    value = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{value % 1_000_000:06}"


def keep_app(user: Any, secret: str, step: int) -> None:
    """This will keep an app's key, sealed; the code that proved it is used up with that."""
    Authenticator.objects.create(user_id=user.pk, type=_APP, data={"secret": sealed(secret, user), "last": step})


def sealed(text: str, user: Any) -> str:
    """This will seal a short text so that it opens for this user only, and never from the database alone."""
    return base64.urlsafe_b64encode(keeper().shut(secret=text.encode(), whose=_place(user))).decode()


def opened(text: str, user: Any) -> str:
    """This will open what `sealed` made for this user, or raise SealBroken."""
    return keeper().unshut(box=base64.urlsafe_b64decode(text), whose=_place(user)).decode()


def _place(user: Any) -> UUID:
    return uuid5(NAMESPACE_OID, f"pulang|factor|{user.pk}")


# --- codes on paper


def draw_papers() -> tuple[str, ...]:
    """This will draw codes to write down: some 79 bits each, in groups that can be read aloud."""
    drawn = ("".join(secrets.choice(_PAPER_SIGNS) for _ in range(_PAPER_LENGTH)) for _ in range(PAPER_CODES))
    return tuple("-".join(code[place : place + 4] for place in range(0, _PAPER_LENGTH, 4)) for code in drawn)


def paper_digest(code: str, user: Any) -> str | None:
    """This will give what is kept of a code on paper; None for what cannot be one. Drawn, so not guessed backwards."""
    text = re.sub(r"[\s-]", "", code.casefold())
    if not re.fullmatch(f"[{_PAPER_SIGNS}]{{{_PAPER_LENGTH}}}", text):
        return None
    return hashlib.sha256(f"{user.pk}|{text}".encode()).hexdigest()


def keep_papers(user: Any, codes: tuple[str, ...]) -> None:
    """This will keep the digests of new codes in place of the old ones."""
    digests = [paper_digest(code, user) for code in codes]
    Authenticator.objects.update_or_create(user_id=user.pk, type=_PAPER, defaults={"data": {"digests": digests}})


# --- losing them


def drop(user: Any, which: int) -> str:
    """This will remove one factor and say which kind it was; nothing for one that is not this user's."""
    found = Authenticator.objects.filter(user_id=user.pk, pk=which).exclude(type=_PAPER).first()
    if found is None:
        return ""
    found.delete()
    return str(found.type)


def drop_all(user: Any) -> int:
    """This will remove everything, for somebody who lost it all; and give how much there was."""
    dropped, _ = Authenticator.objects.filter(user_id=user.pk).delete()
    return int(dropped)

"""Passkeys: allauth and fido2 do the ceremony; here are its words and what happens to malformed answers."""

import json
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

# What a forged or broken answer of a browser makes the parser raise; anything else would be our own mistake.
_MALFORMED = (ValidationError, TypeError, ValueError, KeyError, AttributeError)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What a passkey's dialog shows: a neutral name, and the user's code."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """This will name the service as everything outside names it."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def creation_options(user: Any) -> str:
    """This will give what the browser needs to make a passkey that opens by itself, as JSON."""
    return _json(auth.begin_registration(user, passwordless=True))


def request_options(user: Any | None) -> str:
    """This will give what the browser needs to show a passkey, of one user or (None) of anybody, as JSON."""
    return _json(auth.begin_authentication(user))


def _json(options: dict[str, Any]) -> str:
    return json.dumps(options["publicKey"], default=dict)


def keep(user: Any, name: str, answer: str) -> bool:
    """This will keep a new passkey, when the browser's answer is to our question and its owner was verified."""
    try:
        credential = json.loads(answer)
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            return False
    except _MALFORMED:
        return False
    auth.WebAuthn.add(user, name, credential)
    return True


def shown_by(user: Any, answer: str) -> bool:
    """This will be true when the answer proves a passkey of this user."""
    try:
        credential = json.loads(answer)
        auth.parse_authentication_response(credential)
        found = auth.complete_authentication(user, credential)
    except _MALFORMED:
        return False
    Authenticator.objects.filter(pk=found.pk).update(last_used_at=timezone.now())
    return True


def owner_of(answer: str) -> Any | None:
    """This will give whose passkey an answer claims to be; nothing is proved by it."""
    try:
        return auth.extract_user_from_response(json.loads(answer))
    except _MALFORMED:
        return None

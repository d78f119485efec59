"""Writes agencies, users, their roles and the tokens machines use."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from pulang.areas.accounts.models import Agency, RoleChange, Token, User
from pulang.areas.accounts.rules import AgencyKind, Role, RoleEvent, Scope
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def register_agency(*, code: str, kind: AgencyKind, name: str, place: str, stamp: Stamp) -> None:
    """This will enter an agency; a code used before is refused by the database."""
    Agency.objects.create(code=code, kind=kind.value, name=name, place=place, act_id=stamp.act_id)


@needs_transaction
def register_user(*, code: str, name: str, email: str, agency: str, language: str, stamp: Stamp) -> None:
    """This will enter a user who cannot sign in until a password is stored; a code used before is refused."""
    User.objects.create(
        code=code,
        name=name,
        email=email,
        agency_id=agency,
        language=language,
        password=make_password(None),
        act_id=stamp.act_id,
    )


@needs_transaction
def deactivate_user(*, code: str) -> None:
    """This will close an account: it signs in nowhere any more, and its tokens open nothing."""
    User.objects.filter(code=code).update(is_active=False)


def store_password(*, code: str, raw: str) -> int:
    """This will let a user sign in with `raw`, and give how many users that concerned.

    Credentials are plumbing and no part of the record, so this is the one write outside an act: a single
    statement that stands by itself. What is stored cannot be turned back (settings.PASSWORD_HASHERS).
    """
    return User.objects.filter(code=code, is_active=True).update(password=make_password(raw))


@needs_transaction
def hold_user(*, code: str) -> None:
    """This will let other acts about this user wait: two roles that clash cannot be given at the same moment."""
    User.objects.select_for_update().filter(code=code).values_list("id").first()


@needs_transaction
def change_role(*, user: str, role: Role, event: RoleEvent, stamp: Stamp) -> None:
    """This will write that a role was given or ended."""
    RoleChange.objects.create(
        user=User.objects.only("id").get(code=user), role=role.value, event=event.value, **stamp.columns()
    )


@needs_transaction
def issue_token(
    *, user: str, name: str, digest: bytes, scopes: tuple[Scope, ...], expires_at: datetime, stamp: Stamp
) -> None:
    """This will keep the digest of a new token; the token itself is shown once by the door and never stored."""
    Token.objects.create(
        user=User.objects.only("id").get(code=user),
        name=name,
        digest=digest,
        scopes=[scope.value for scope in scopes],
        expires_at=expires_at,
        act_id=stamp.act_id,
    )


@needs_transaction
def revoke_token(*, user: str, name: str, at: datetime) -> int:
    """This will end a user's living token of this name, and give how many there were."""
    return Token.objects.filter(user__code=user, name=name, revoked_at__isnull=True).update(revoked_at=at)

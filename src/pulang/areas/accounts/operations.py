"""Writes agencies, users, their roles, how they sign in, and the tokens machines use."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pulang.areas.accounts.facts import Limit, Scope, SignInEvent, Where
from pulang.areas.accounts.models import Agency, FirstCode, RoleChange, Session, SignIn, Token, User
from pulang.areas.accounts.rules import AgencyKind, Role, RoleEvent
from pulang.areas.accounts.sessions import kept_as
from pulang.storage import sql
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
    """This will close an account: it signs in nowhere any more, its sessions end, and its tokens open nothing."""
    User.objects.filter(code=code).update(is_active=False)
    FirstCode.objects.filter(user__code=code).delete()
    end_sessions(code=code)


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


# --- signing in: plumbing, and no part of the record but for its own book


def end_sessions(*, code: str, but: str = "") -> int:
    """This will end every session of a user on the server, `but` the one with this key, and give how many."""
    sessions = Session.objects.filter(user__code=code)
    ended, _ = (sessions.exclude(session_key=kept_as(but)) if but else sessions).delete()
    return ended


def end_session(*, code: str, kept: str) -> int:
    """This will end one session of a user, named by what the table knows it by."""
    ended, _ = Session.objects.filter(user__code=code, session_key=kept).delete()
    return ended


def count_try(*, key: str, limits: tuple[Limit, ...], at: datetime) -> bool | None:
    """This will count one more try, unless a limit is reached: None when refused, True when none is left after it.

    One statement, so that of any number of tries at the same moment no more pass than the limit says.
    """
    found = sql.one(
        sql.load(__file__, "count_try"),
        key=key,
        at=at,
        tries=[limit.tries for limit in limits],
        seconds=[limit.seconds for limit in limits],
        longest=max(limit.seconds for limit in limits),
    )
    return None if found is None else bool(found[0])


def give_back(*, key: str, at: datetime) -> None:
    """This will take one try out of the count again, because it was right."""
    sql.run(
        "UPDATE accounts_tries SET at = at[:array_position(at, %(at)s) - 1] || at[array_position(at, %(at)s) + 1:] "
        "WHERE key = %(key)s AND %(at)s = ANY (at)",
        key=key,
        at=at,
    )


def forget_old(*, before: datetime) -> None:
    """This will forget tries, codes and sessions that count for nothing any more."""
    sql.run("DELETE FROM accounts_tries WHERE at[cardinality(at)] < %(before)s", before=before)
    FirstCode.objects.filter(expires_at__lt=before).delete()
    Session.objects.filter(expire_date__lt=before).delete()


def note(
    *, event: SignInEvent, at: datetime, user: str | None, where: Where, way: str = "", by: str | None = None
) -> None:
    """This will write a line into the book of sign-ins; an unknown user code is not kept: it may be a password."""
    known = dict(User.objects.filter(code__in=[code for code in (user, by) if code]).values_list("code", "id"))
    SignIn.objects.create(
        user_id=known.get(user or ""),
        by_id=known.get(by or ""),
        event=event.value,
        way=way,
        recorded_at=at,
        address=where.address,
        browser=where.browser[:200],
    )


def keep_first_code(*, code: str, digest: bytes, expires_at: datetime) -> int:
    """This will keep the digest of a code for choosing a password, in place of an earlier one and of the password."""
    found = User.objects.filter(code=code, is_active=True)
    for user in found.values_list("id", flat=True):
        FirstCode.objects.update_or_create(user_id=user, defaults={"digest": digest, "expires_at": expires_at})
    return found.update(password=make_password(None))


def use_first_code(*, code: str, digest: bytes, raw: str, at: datetime) -> bool:
    """This will use a code up and store a password: true for the one who comes first with the right one, in time.

    The password is hashed before anything is looked up, so that an unknown user is answered as late as a known one.
    """
    hashed = make_password(raw)
    with transaction.atomic():
        found = FirstCode.objects.filter(user__code=code, user__is_active=True, digest=digest, expires_at__gt=at)
        used, _ = found.delete()
        return used == 1 and User.objects.filter(code=code, is_active=True).update(password=hashed) == 1


def use_counter(*, authenticator: int, counter: int) -> bool:
    """This will use up a code of an authenticator app: true once for each time step, and never for an earlier one."""
    return (
        sql.run(
            "UPDATE mfa_authenticator SET data = jsonb_set(data, '{last}', to_jsonb(%(counter)s::bigint)) "
            "WHERE id = %(id)s AND type = 'totp' AND COALESCE((data->>'last')::bigint, 0) < %(counter)s",
            id=authenticator,
            counter=counter,
        )
        == 1
    )


def use_recovery_code(*, user: int, digest: str) -> bool:
    """This will use up a recovery code: true once for each."""
    return (
        sql.run(
            "UPDATE mfa_authenticator SET data = jsonb_set(data, '{digests}', (data->'digests') - %(digest)s) "
            "WHERE user_id = %(user)s AND type = 'recovery_codes' AND jsonb_exists(data->'digests', %(digest)s)",
            user=user,
            digest=digest,
        )
        == 1
    )

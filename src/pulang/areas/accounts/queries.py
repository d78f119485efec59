"""Reads agencies, users and the roles they hold on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.models import Agency, Session, SignIn, Token, User
from pulang.areas.accounts.sessions import kept_as
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.memory import once

_COMMON = CommonPasswordValidator()


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency as other areas may know it."""

    code: str
    kind: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class UserFacts:
    """A user as the administrator sees one."""

    code: str
    name: str
    agency: str
    agency_name: str
    active: bool
    roles: tuple[str, ...]


_ROLES = """
SELECT r.role FROM (
    SELECT DISTINCT ON (c.role) c.role, c.event
    FROM accounts_rolechange c JOIN accounts_user u ON u.id = c.user_id
    WHERE u.code = %(user)s AND c.happened_on <= %(day)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
    ORDER BY c.role, c.happened_on DESC, c.act_id DESC
) r WHERE r.event = 'GIVEN' ORDER BY r.role
"""


def actor(code: str, day: date) -> Actor:
    """This will give who acts under `code` with the roles held on `day`; refuses an unknown or closed account."""
    if code == SYSTEM.code:
        return SYSTEM
    user = User.objects.filter(code=code).values("code", "name", "agency_id", "is_active").first()
    if user is None or not user["is_active"]:
        raise Refusal(
            "unknown-actor",
            Words(
                id=f"Akun “{code}” tidak dikenal atau sudah ditutup.", en=f"The account “{code}” is unknown or closed."
            ),
            field="by",
        )
    return Actor(code=code, name=user["name"], agency=user["agency_id"], roles=frozenset(roles(code, day)))


_SIGNED_IN = f"""
SELECT u.name, u.agency_id, a.name, array(SELECT held.role FROM ({_ROLES}) held)
FROM accounts_user u JOIN accounts_agency a ON a.code = u.agency_id
WHERE u.code = %(user)s AND u.is_active
"""  # noqa: S608 - our own words


def signed_in(code: str, day: date) -> tuple[Actor, str] | None:
    """This will give who is signed in under a code with the name of the agency, in one question; None when closed."""
    found = sql.prepared(_SIGNED_IN, user=code, day=day)  # asked by every page
    if not found:
        return None
    name, agency_code, agency_name, held = found[0]
    return Actor(code=code, name=name, agency=agency_code, roles=frozenset(held)), agency_name


_LATEST = """
SELECT DISTINCT ON (c.user_id, c.role) c.user_id, c.role, c.event
FROM accounts_rolechange c
WHERE c.happened_on <= %(day)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = c.act_id)
ORDER BY c.user_id, c.role, c.happened_on DESC, c.act_id DESC
"""
_ABLE_TO_SIGN_IN = f"""
SELECT u.code, u.name, a.name, array_agg(DISTINCT l.role ORDER BY l.role)
FROM accounts_user u
JOIN accounts_agency a ON a.code = u.agency_id
JOIN ({_LATEST}) l ON l.user_id = u.id AND l.event = 'GIVEN'
WHERE u.is_active AND left(u.password, 1) <> '!'
GROUP BY u.id, u.code, u.name, a.name
ORDER BY u.id
LIMIT %(limit)s
"""  # noqa: S608 - our own words
_HOLDERS = f"""
SELECT u.agency_id, u.code FROM ({_LATEST}) l JOIN accounts_user u ON u.id = l.user_id
WHERE l.role = %(role)s AND l.event = 'GIVEN' AND u.is_active
"""  # noqa: S608 - our own words


def able_to_sign_in(day: date, *, limit: int = 30) -> tuple[UserFacts, ...]:
    """This will give users who have a password and a role, the first registered first, for a demo's front door."""
    return tuple(
        UserFacts(code, name, "", agency_name, active=True, roles=tuple(held))
        for code, name, agency_name, held in sql.rows(_ABLE_TO_SIGN_IN, day=day, limit=limit)
    )


def holders(role: str, day: date) -> frozenset[tuple[str, str]]:
    """This will give who holds a role on a day, as pairs of agency and account; closed accounts hold none."""
    return frozenset(sql.rows(_HOLDERS, role=role, day=day))


def roles(code: str, day: date) -> tuple[str, ...]:
    """This will give the roles a user holds on a day."""
    return tuple(row[0] for row in sql.rows(_ROLES, user=code, day=day))


_TWO_NAMES = "SELECT a.code, a.name FROM accounts_agency a WHERE a.code IN (%(first)s, %(second)s)"
_AGENCY = "SELECT a.code, a.kind, a.name, a.place FROM accounts_agency a WHERE a.code = %(code)s"


def agency(code: str) -> AgencyFacts:
    """This will give an agency; refuses an unknown code."""
    found = once("agency", code, lambda: sql.prepared_one(_AGENCY, code=code))
    if found is None:
        raise Refusal(
            "unknown-agency",
            Words(id=f"Instansi dengan kode “{code}” belum terdaftar.", en=f"No agency has the code “{code}”."),
            field="agency",
        )
    return AgencyFacts(*found)


def names_of_two(first: str, second: str) -> tuple[str, str]:
    """This will give the names of two agencies in one question; both are known, as a programme's are."""
    names: dict[str, str] = dict(sql.prepared(_TWO_NAMES, first=first, second=second))
    return names[first], names[second]


def agencies() -> tuple[AgencyFacts, ...]:
    """This will give all agencies in the order of their names."""
    return tuple(
        AgencyFacts(*row)
        for row in Agency.objects.order_by("name", "code").values_list("code", "kind", "name", "place")
    )


def users(day: date, *, limit: int = 500) -> tuple[UserFacts, ...]:
    """This will give users with their roles on a day, in the order of agency and name."""
    found = User.objects.select_related("agency").order_by("agency__name", "name", "code")[:limit]
    return tuple(
        UserFacts(user.code, user.name, user.agency_id, user.agency.name, user.is_active, roles(user.code, day))
        for user in found
    )


def user(code: str, day: date) -> UserFacts:
    """This will give one user with the roles held on a day, closed or not; refuses an unknown code."""
    found = User.objects.select_related("agency").filter(code=code).first()
    if found is None:
        raise _unknown_user(code)
    return UserFacts(
        found.code, found.name, found.agency_id, found.agency.name, found.is_active, roles(found.code, day)
    )


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A machine's key as the administrator sees one; the key itself is kept nowhere."""

    user: str
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime
    revoked_at: datetime | None


def tokens(user_code: str) -> tuple[TokenFacts, ...]:
    """This will give every token a user ever had, the longest living first."""
    found = Token.objects.filter(user__code=user_code).order_by("-expires_at", "-id")
    return tuple(
        TokenFacts(user_code, row.name, tuple(row.scopes), row.expires_at, row.revoked_at) for row in found[:200]
    )


def keys_named(name: str) -> tuple[tuple[str, bytes], ...]:
    """This will give the holder and the digest of every machine's key of this name, living or not."""
    rows = Token.objects.filter(name=name).order_by("id").values_list("user__code", "digest")[:200]
    return tuple((user, bytes(digest)) for user, digest in rows)


def token_holder(digest: bytes, at: datetime) -> TokenFacts | None:
    """This will give whose token this is at an instant; None for one unknown, expired, revoked or of a closed user."""
    row = (
        Token.objects.select_related("user")
        .filter(digest=digest, expires_at__gt=at, revoked_at__isnull=True, user__is_active=True)
        .first()
    )
    if row is None:
        return None
    return TokenFacts(row.user.code, row.name, tuple(row.scopes), row.expires_at, row.revoked_at)


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One browser that is signed in."""

    kept: str
    begun_at: datetime
    seen_at: datetime
    browser: str
    own: bool


def sessions(user_code: str, at: datetime, *, key: str = "") -> tuple[SessionFacts, ...]:
    """This will give where a user is signed in, the latest first; `own` is the session with this key."""
    found = Session.objects.filter(user__code=user_code, expire_date__gt=at).order_by("-begun_at", "session_key")
    own, idle = kept_as(key), timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return tuple(
        SessionFacts(
            row.session_key,
            row.begun_at,
            max(row.begun_at, row.expire_date - idle),
            row.browser,
            own=row.session_key == own,
        )
        for row in found[:50]
    )


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """One line of the book of sign-ins."""

    event: str
    way: str
    recorded_at: datetime
    address: str
    browser: str
    by: str


def sign_ins(user_code: str, *, limit: int = 20) -> tuple[SignInFacts, ...]:
    """This will give what the book of sign-ins says of a user, the newest first."""
    found = SignIn.objects.select_related("by").filter(user__code=user_code).order_by("-id")[:limit]
    return tuple(
        SignInFacts(row.event, row.way, row.recorded_at, row.address or "", row.browser, row.by.code if row.by else "")
        for row in found
    )


def is_common_password(raw: str) -> bool:
    """This will be true for a password that stands in the list of common ones that comes with Django."""
    try:
        _COMMON.validate(raw)
    except ValidationError:
        return True
    return False


def _unknown_user(code: str) -> Refusal:
    return Refusal(
        "unknown-user",
        Words(
            id=f"Akun “{code}” tidak ada. Periksa ejaannya.", en=f"There is no account “{code}”. Check its spelling."
        ),
        field="user",
    )

"""Shows agencies and users, and one user with roles and tokens."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.queries import TokenFacts, UserFacts
from pulang.doors.web import labels, parts
from pulang.doors.web.context import here, needs, powers
from pulang.doors.web.pages import Link, Page, render
from pulang.kernel.words import Words, listing, same
from pulang.storage import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user in one line."""

    code: str
    name: str
    url: str
    roles: Words
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency with its users."""

    code: str
    name: str
    kind: Words
    place: Words | None
    users: tuple[User, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(Page):
    """Every agency."""

    agencies: tuple[Agency, ...]
    offers: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role a user holds, and where it is ended."""

    words: Words
    end: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A machine's token; what opens is kept nowhere."""

    name: str
    scopes: Words
    expires_at: datetime
    tag: parts.Tag
    revoke: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage(Page):
    """One user."""

    code: str
    agency: str
    active: bool
    oneself: bool
    roles: tuple[Role, ...]
    tokens: tuple[Token, ...]
    offers: tuple[Link, ...]


_NO_ROLE = Words(id="Belum punya peran", en="No role yet")


@needs("accounts")
def agencies(request: HttpRequest) -> HttpResponse:
    """This will show agencies with their users."""
    can = powers(request, None)
    known = accounts.users(here(request).today)
    page = AccountsPage(
        title=Words(id="Pengelolaan", en="Administration"),
        agencies=tuple(
            Agency(
                code=one.code,
                name=one.name,
                kind=labels.named(labels.AGENCY_KINDS, one.kind),
                place=labels.place(one.place) if one.place else None,
                users=tuple(_user(user) for user in known if user.agency == one.code),
            )
            for one in accounts.agencies()
        ),
        offers=tuple(
            Link(words=words, url=reverse(name))
            for verb, words, name in (
                ("accounts.agency.register", Words(id="Daftarkan instansi", en="Register an agency"), "agency-new"),
                ("accounts.user.register", Words(id="Daftarkan pengguna", en="Register a user"), "user-new"),
            )
            if can.may(verb)
        ),
    )
    return render(request, "web/accounts/list.html", page)


def _user(one: UserFacts) -> User:
    roles = tuple(labels.named(labels.ROLES, role) for role in one.roles)
    return User(
        code=one.code,
        name=one.name,
        url=reverse("user", args=[one.code]),
        roles=listing(roles) if roles else _NO_ROLE,
        active=one.active,
    )


@needs("accounts")
def user(request: HttpRequest, user: str) -> HttpResponse:
    """This will show one user with roles and tokens; refuses an unknown one."""
    reader = here(request)
    found = accounts.user(user, reader.today)
    oneself = reader.actor.code == found.code
    page = UserPage(
        title=same(found.name),
        tab=Words(id="Pengguna", en="User"),
        back=Link(words=Words(id="Pengelolaan", en="Administration"), url=reverse("accounts")),
        code=found.code,
        agency=found.agency_name,
        active=found.active,
        oneself=oneself,
        roles=tuple(
            Role(
                words=labels.named(labels.ROLES, role),
                end=Link(
                    words=Words(id="Akhiri", en="End"), url=f"{reverse('role-end', args=[found.code])}?peran={role}"
                ),
            )
            for role in found.roles
        ),
        tokens=tuple(_token(found.code, token) for token in accounts.tokens(found.code)),
        offers=_offers(found.code) if found.active and not oneself else (),
    )
    return render(request, "web/accounts/user.html", page)


def _offers(code: str) -> tuple[Link, ...]:
    found = (
        (Words(id="Beri peran", en="Give a role"), "role-give"),
        (Words(id="Beri kode sekali pakai", en="Give a one-time code"), "user-code"),
        (Words(id="Lepas semua pengaman", en="Remove every second factor"), "user-factors"),
        (Words(id="Keluarkan dari semua perangkat", en="Sign out everywhere"), "user-sessions"),
        (Words(id="Terbitkan token untuk mesin", en="Issue a token for a machine"), "token-issue"),
        (Words(id="Tutup akun", en="Close the account"), "user-close"),
    )
    return tuple(Link(words=words, url=reverse(name, args=[code])) for words, name in found)


def _token(code: str, one: TokenFacts) -> Token:
    now = clock.now()
    if one.revoked_at is not None:
        tag = parts.Tag(words=Words(id="Dicabut", en="Revoked"), kind=parts.STOPPED)
    elif one.expires_at <= now:
        tag = parts.Tag(words=Words(id="Berakhir", en="Expired"), kind=parts.PLAIN)
    else:
        tag = parts.Tag(words=Words(id="Berlaku", en="Valid"), kind=parts.GOOD)
    return Token(
        name=one.name,
        scopes=listing(tuple(labels.named(labels.SCOPES, scope) for scope in one.scopes)),
        expires_at=one.expires_at,
        tag=tag,
        revoke=Link(
            words=Words(id="Cabut", en="Revoke"),
            url=f"{reverse('token-revoke', args=[code])}?{urlencode({'nama': one.name})}",
        )
        if tag.kind == parts.GOOD
        else None,
    )

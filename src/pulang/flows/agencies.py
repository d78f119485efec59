"""Agencies, the people who work in them, what they are trusted with, and the tokens their machines use."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from pulang.areas.accounts import operations, queries
from pulang.areas.accounts.facts import SYSTEM, TOKEN_DAYS_MAX, Actor, Scope
from pulang.areas.accounts.queries import UserFacts
from pulang.areas.accounts.rules import AgencyKind, Role, RoleEvent, clashes, fits
from pulang.areas.places import queries as places
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Short, Text
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PASSWORD_SIGNS_MIN = 12

Name = Annotated[Text, Field(min_length=1, max_length=200)]
# Small letters only: people sign in without minding the letter case, so two codes may not differ by it alone.
UserCode = Annotated[str, Field(min_length=3, max_length=64, pattern=r"^[a-z0-9][a-z0-9._\-]*$")]
PlaceCode = Annotated[Text, Field(max_length=13)]
Email = Annotated[Text, Field(max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Digest = Annotated[Text, Field(pattern=r"^[0-9a-f]{64}$")]
TokenName = Annotated[Text, Field(min_length=1, max_length=80)]


class RegisterAgency(What):
    """An office that takes part. There is no kind for police or civil-order units."""

    code: Code
    kind: AgencyKind
    name: Name
    place: PlaceCode = ""


class RegisterUser(What):
    """Somebody who works in an agency; `name` is what the office calls the function, such as “Koordinator”."""

    code: UserCode
    name: Name
    agency: Code
    email: Email = ""
    language: Literal["id", "en"] = "id"


class DeactivateUser(What):
    """An account is closed for good."""

    user: UserCode
    reason: Short = ""


class GiveRole(What):
    """A user is trusted with a role from `happened_on` on."""

    user: UserCode
    role: Role
    happened_on: Day | None = None


class EndRole(What):
    """A user holds a role no longer."""

    user: UserCode
    role: Role
    happened_on: Day | None = None


class IssueToken(What):
    """A key for a machine: the door draws it, shows it once, and gives us the SHA-256 of it in hexadecimal."""

    user: UserCode
    name: TokenName
    digest: Digest
    scopes: tuple[Scope, ...] = (Scope.READ,)
    expires_at: AwareDatetime


class RevokeToken(What):
    """A machine's key opens nothing from now on."""

    user: UserCode
    name: TokenName


def register_agency(*, by: Actor, at: datetime, ref: str, what: RegisterAgency) -> Receipt:
    """This will enter an agency; refuses a used code and an unknown place."""
    with act(by, "accounts.agency.register", at, ref=ref, what=what) as trail:
        operations.register_agency(
            code=what.code,
            kind=what.kind,
            name=what.name,
            place=places.place(code=what.place).code if what.place else "",
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.code)
    return trail.done()


def register_user(*, by: Actor, at: datetime, ref: str, what: RegisterUser) -> Receipt:
    """This will enter a user without any role yet; refuses a used code and an unknown agency."""
    with act(by, "accounts.user.register", at, ref=ref, what=what) as trail:
        if what.code == SYSTEM.code:
            raise Refusal(
                "code-is-the-system",
                Words(
                    id="Kode itu milik sistem. Pilih kode lain.", en="That code is the system's own. Choose another."
                ),
                field="code",
            )
        operations.register_user(
            code=what.code,
            name=what.name,
            email=what.email,
            agency=queries.agency(what.agency).code,
            language=what.language,
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.code)
    return trail.done()


def deactivate_user(*, by: Actor, at: datetime, ref: str, what: DeactivateUser) -> Receipt:
    """This will close an account; refuses one's own and one that is closed."""
    with act(by, "accounts.user.deactivate", at, ref=ref, what=what) as trail:
        _active(trail, what.user)
        _refuse_oneself(by, what.user)
        operations.deactivate_user(code=what.user)
        trail.note(subject=what.user)
    return trail.done()


def give_role(*, by: Actor, at: datetime, ref: str, what: GiveRole) -> Receipt:
    """This will trust a user with a role; refuses one that does not fit, is held, clashes, or is for oneself."""
    with act(by, "accounts.role.give", at, ref=ref, what=what) as trail:
        operations.hold_user(code=what.user)
        known = _active(trail, what.user)
        _refuse_oneself(by, what.user)
        _refuse_unfit(known, what.role)
        operations.change_role(
            user=what.user, role=what.role, event=RoleEvent.GIVEN, stamp=trail.stamp(what.happened_on)
        )
        trail.note(subject=what.user)
    return trail.done()


def end_role(*, by: Actor, at: datetime, ref: str, what: EndRole) -> Receipt:
    """This will end a role and the sessions it was used in; refuses one that is not held on that day."""
    with act(by, "accounts.role.end", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        if what.role.value not in queries.user(what.user, stamp.happened_on).roles:
            raise Refusal(
                "role-not-held",
                Words(
                    id="Akun itu tidak memegang peran tersebut pada tanggal itu.",
                    en="That account does not hold this role on that date.",
                ),
                field="role",
            )
        operations.change_role(user=what.user, role=what.role, event=RoleEvent.ENDED, stamp=stamp)
        operations.end_sessions(code=what.user)
        trail.note(subject=what.user)
    return trail.done()


def issue_token(*, by: Actor, at: datetime, ref: str, what: IssueToken) -> Receipt:
    """This will keep a new token's digest; refuses a name in use, no scope, and more than a year of life."""
    with act(by, "accounts.token.issue", at, ref=ref, what=what) as trail:
        operations.hold_user(code=what.user)
        _active(trail, what.user)
        _refuse_unfit_token(what, at)
        operations.issue_token(
            user=what.user,
            name=what.name,
            digest=bytes.fromhex(what.digest),
            scopes=what.scopes,
            expires_at=what.expires_at.astimezone(UTC),
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.user)
    return trail.done()


def revoke_token(*, by: Actor, at: datetime, ref: str, what: RevokeToken) -> Receipt:
    """This will end a token at once; refuses a name no living token has."""
    with act(by, "accounts.token.revoke", at, ref=ref, what=what) as trail:
        queries.user(what.user, trail.day(None))
        if not operations.revoke_token(user=what.user, name=what.name, at=at):
            raise Refusal(
                "unknown-token",
                Words(
                    id=f"Akun itu tidak punya token “{what.name}” yang masih berlaku.",
                    en=f"That account has no living token “{what.name}”.",
                ),
                field="name",
            )
        trail.note(subject=what.user)
    return trail.done()


def give_password(*, code: str, raw: str) -> None:
    """This will let a user sign in with a password; refuses a short one, and a user who is unknown or closed.

    Plumbing, not an act: a credential is no part of the record, so it is neither written in the book nor dumped.
    """
    if len(raw) < PASSWORD_SIGNS_MIN:
        raise Refusal(
            "password-too-short",
            Words(
                id=f"Pakai kata sandi paling sedikit {PASSWORD_SIGNS_MIN} tanda; beberapa kata biasa pun boleh.",
                en=f"Use a password of at least {PASSWORD_SIGNS_MIN} characters; a few plain words will do.",
            ),
            field="password",
        )
    if operations.store_password(code=code, raw=raw) != 1:
        raise Refusal(
            "unknown-actor",
            Words(
                id=f"Akun “{code}” tidak dikenal atau sudah ditutup.", en=f"The account “{code}” is unknown or closed."
            ),
            field="user",
        )


def _active(trail: Trail, code: str) -> UserFacts:
    found = queries.user(code, trail.day(None))
    if not found.active:
        raise Refusal(
            "user-closed",
            Words(id="Akun itu sudah ditutup.", en="That account has been closed."),
            field="user",
        )
    return found


def _refuse_oneself(by: Actor, code: str) -> None:
    # Who hands out trust does not hand it to himself; a second administrator can.
    if by.code == code:
        raise Refusal(
            "not-for-oneself",
            Words(
                id="Anda tidak dapat mengubah akun sendiri. Minta administrator lain melakukannya.",
                en="You cannot change your own account. Ask another administrator to do it.",
            ),
            field="user",
        )


def _refuse_unfit(known: UserFacts, role: Role) -> None:
    if not fits(role, AgencyKind(queries.agency(known.agency).kind)):
        raise Refusal(
            "role-does-not-fit-agency",
            Words(
                id=f"Peran itu tidak ada di {known.agency_name}. Pilih peran yang sesuai dengan jenis instansinya.",
                en=f"{known.agency_name} has no such role. Choose one that fits the kind of agency.",
            ),
            field="role",
        )
    if role.value in known.roles:
        raise Refusal(
            "role-already-held",
            Words(id="Akun itu sudah memegang peran tersebut.", en="That account already holds this role."),
            field="role",
        )
    if clashes(role, known.roles):
        raise Refusal(
            "roles-clash",
            Words(
                id="Bendahara dan penyetuju pembayaran harus dua orang yang berbeda.",
                en="The treasurer and the approver of payments must be two different people.",
            ),
            field="role",
        )


def _refuse_unfit_token(what: IssueToken, at: datetime) -> None:
    if not what.scopes:
        raise Refusal(
            "token-without-scope",
            Words(
                id="Pilih untuk apa token ini: membaca, atau bertindak.", en="Say what the token is for: read, or act."
            ),
            field="scopes",
        )
    if not at < what.expires_at <= at + timedelta(days=TOKEN_DAYS_MAX):
        raise Refusal(
            "token-life",
            Words(
                id=f"Token berlaku paling lama {TOKEN_DAYS_MAX} hari sejak dibuat.",
                en=f"A token lives at most {TOKEN_DAYS_MAX} days from the moment it is made.",
            ),
            field="expires_at",
        )
    if any(known.name == what.name and known.revoked_at is None for known in queries.tokens(what.user)):
        raise Refusal(
            "token-name-used",
            Words(
                id="Akun itu sudah punya token dengan nama tersebut. Cabut yang lama atau pakai nama lain.",
                en="That account already has a token of this name. Revoke the old one or use another name.",
            ),
            field="name",
        )


VERBS = (
    Verb("accounts.agency.register", RegisterAgency, register_agency),
    Verb("accounts.user.register", RegisterUser, register_user),
    Verb("accounts.user.deactivate", DeactivateUser, deactivate_user),
    Verb("accounts.role.give", GiveRole, give_role),
    Verb("accounts.role.end", EndRole, end_role),
    Verb("accounts.token.issue", IssueToken, issue_token),
    Verb("accounts.token.revoke", RevokeToken, revoke_token),
)

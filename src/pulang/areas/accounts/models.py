"""Tables of agencies, users, their roles, how they sign in, and the tokens machines use."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from pulang.areas.accounts.facts import SignInEvent
from pulang.areas.accounts.rules import AgencyKind, Role, RoleEvent
from pulang.storage.books import BookRow, latest_index
from pulang.storage.fields import code_field, one_of


class Agency(models.Model):
    """An office that takes part. There is no kind for police or civil-order units (design.md, rule 7)."""

    code = code_field(primary_key=True)
    kind = code_field()
    name = models.CharField(max_length=200)
    place = code_field(length=13, blank=True)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [one_of("kind", AgencyKind, "agency_kind_is_known")]


class UserManager(BaseUserManager["User"]):
    """Finds users the way people sign in: by their code, in any letter case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """This will find the user who signs in with this code."""
        return self.get(code__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. Credentials are plumbing; everything else about a user is changed by acts."""

    last_login = None  # when somebody worked is nobody's business here
    code = code_field(length=64, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    language = code_field(length=2, default="id")
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]


class RoleChange(BookRow):
    """A role given to a user or ended; the latest line for a user and role counts."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = code_field()
    event = code_field()

    class Meta:
        constraints: ClassVar = [
            one_of("role", Role, "role_is_known"),
            one_of("event", RoleEvent, "role_event_is_known"),
        ]
        indexes: ClassVar = [latest_index("accounts", "role", "user", "role")]


class Token(models.Model):
    """A machine's key to the API: named, scoped, expiring; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    act = models.ForeignKey("audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False)


class Session(AbstractBaseSession):
    """Somebody's browser that is signed in. Its key is kept as a digest: whoever reads this table enters nowhere."""

    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    browser = models.CharField(max_length=200, blank=True)


class Tries(models.Model):
    """When somebody tried a password or a code lately, under a digest of who or where; see operations.count_try."""

    key = models.CharField(max_length=64, primary_key=True)
    at = ArrayField(models.DateTimeField())


class SignIn(models.Model):
    """The book of sign-ins: who came in, who was refused, and what changed about how somebody signs in."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    event = code_field()
    way = code_field(blank=True)
    recorded_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("event", SignInEvent, "sign_in_event_is_known")]
        indexes: ClassVar = [models.Index(fields=["user", "-id"], name="accounts_signin_latest")]


class FirstCode(models.Model):
    """A code for choosing a password, handed over by an administrator: drawn, used once, kept as a digest."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", primary_key=True)
    digest = models.BinaryField(max_length=32)
    expires_at = models.DateTimeField()

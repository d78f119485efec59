"""Ways to sign in for tests about signing in; all others take `browsing.signed_in`."""

import re
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from tests.world import World

from pulang.doors.web.factors import means
from pulang.flows.agencies import give_password
from pulang.storage import clock

PASSWORD = "lima kata yang biasa saja"
_KEY = re.compile(r'id="kunci">([A-Z2-7 ]+)<')


def person(world: World, user: str) -> Any:
    """A user of the world who has a password."""
    world.actor(user)
    give_password(code=user, raw=PASSWORD)
    return get_user_model().objects.get(code=user)


def with_app(world: World, user: str) -> "App":
    """A user of the world who has a password and an authenticator app, whose codes were not used yet."""
    owner = person(world, user)
    key = means.draw_secret()
    means.keep_app(owner, key, 0)
    return App(key)


def papers_of(owner: Any) -> tuple[str, ...]:
    codes = means.draw_papers()
    means.keep_papers(owner, codes)
    return codes


@dataclass(slots=True)
class App:
    """An authenticator app on a phone."""

    key: str
    drift: int = 0

    def code(self, steps: int = 0) -> str:
        return means.code_at(self.key, int(clock.real().timestamp()) // 30 + self.drift + steps)

    def wrong(self) -> str:
        right = {self.code(steps) for steps in (-1, 0, 1)}
        return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


@dataclass(slots=True)
class Visitor:
    """A browser that knows nothing yet."""

    client: Client = field(default_factory=Client)

    def password(self, user: str, password: str = PASSWORD, *, to: str = "", address: str = "127.0.0.1") -> Any:
        sent = {"login": user, "password": password, "next": to}
        return self.client.post(reverse("account_login"), sent, REMOTE_ADDR=address)

    def code(self, code: str) -> Any:
        return self.client.post(reverse("second-factor"), {"code": code})

    def enters(self, user: str, app: App) -> "Visitor":
        assert self.password(user).headers["Location"] == reverse("second-factor")
        assert self.code(app.code()).status_code == 302
        return self

    def inside(self) -> bool:
        """Whether an ordinary page opens."""
        return bool(self.client.get("/").status_code == 200)


def key_shown(answer: Any) -> str:
    """The key for an app as the page shows it."""
    found = _KEY.search(answer.content.decode())
    assert found, answer.content.decode()
    return found[1].replace(" ", "")


def kept(user: str) -> dict[str, Any]:
    """What the database keeps of somebody's factors, by kind."""
    return {one.type: one.data for one in Authenticator.objects.filter(user__code=user)}

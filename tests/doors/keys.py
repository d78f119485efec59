"""Keys for machines, and a client that calls the API with one."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.test import Client
from tests.world import World

from pulang.areas.accounts.facts import SYSTEM

BASE = "/api/v1"
EXPIRES = datetime(2019, 12, 31, tzinfo=UTC)


def key(world: World, user: str, *scopes: str, name: str = "uji", expires: datetime = EXPIRES) -> str:
    """This will give a token of this user; the test knows it because the test drew it."""
    world.actor(user)
    token = "plg_" + sha256(f"{user}|{name}".encode()).hexdigest()
    world.do(
        "accounts.token.issue",
        SYSTEM.code,
        user=user,
        name=name,
        digest=sha256(token.encode()).hexdigest(),
        scopes=list(scopes or ("read", "act")),
        expires_at=expires.isoformat(),
    )
    return token


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    kind: str
    headers: dict[str, str]
    raw: bytes
    cookies: int

    @property
    def content(self) -> Any:
        return json.loads(self.raw)

    @property
    def code(self) -> str:
        """The code of a problem, whose shape is checked on the way."""
        assert self.kind == "application/problem+json"
        content = self.content
        assert set(content) == {"type", "title", "status", "detail", "code", "problems"}
        assert content["status"] == self.status
        assert content["type"] == f"urn:layanan:problem:{content['code']}"
        assert content["title"]
        assert content["detail"]
        return str(content["code"])


@dataclass(frozen=True, slots=True)
class Machine:
    """A client with a token; cookies are kept if they are ever set, so that a test can see them."""

    token: str = ""
    lang: str = ""
    client: Client = field(default_factory=lambda: Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True))

    def get(self, path: str, **asked: Any) -> Answer:
        return self._answer(self.client.get(f"{BASE}{path}", asked, headers=self._headers()))

    def act(self, do: str, ref: str = "a-1", **said: Any) -> Answer:
        return self.post(json.dumps({"do": do, "with": said}), **{"Idempotency-Key": ref})

    def post(self, body: str | bytes, kind: str = "application/json", path: str = "/acts", **headers: str) -> Answer:
        sent = self.client.generic(
            "POST",
            f"{BASE}{path}",
            body,
            content_type=kind,
            headers={**self._headers(), "Idempotency-Key": "a-1", **headers},
        )
        return self._answer(sent)

    def call(self, method: str, path: str) -> Answer:
        return self._answer(self.client.generic(method, f"{BASE}{path}", headers=self._headers()))

    def _headers(self) -> dict[str, str]:
        asked = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**asked, **({"Accept-Language": self.lang} if self.lang else {})}

    def _answer(self, response: Any) -> Answer:
        return Answer(
            response.status_code,
            response.headers["Content-Type"],
            dict(response.headers),
            response.content,
            len(self.client.cookies),
        )

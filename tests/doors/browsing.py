"""A reader with a browser: signed in as one of the world's people, reads pages and sends forms as they are shown."""

import html
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from tests.world import World

from pulang.areas.accounts.facts import BEGUN_AT, CONFIRMED_AT, FACTOR_AT
from pulang.storage import clock

_FIELD = re.compile(r'<input type="hidden" name="ref" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it came."""

    status: int
    text: str
    url: str

    def has(self, words: str) -> bool:
        """Whether a sentence stands on the page, however it is wrapped."""
        return words in re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.text)))

    @property
    def ref(self) -> str:
        """The act's id that a form was shown with."""
        found = _FIELD.search(self.text)
        assert found, self.text
        return found[1]


def signed_in(user: str, *, factor: bool = True, confirmed: bool = True) -> Client:
    """A browser that has signed in as a user with everything asked for, unless it lacks a factor or a fresh proof.

    The one short way for tests: going through the sign-in pages costs a slow hash each time.
    """
    client = Client()
    client.force_login(get_user_model().objects.get(code=user))
    session = client.session
    now = clock.real().timestamp()
    session.update({BEGUN_AT: now, FACTOR_AT: now if factor else 0, CONFIRMED_AT: now if confirmed else 0})
    session.save()
    return client


class Browser:
    """One person's browser."""

    def __init__(self, world: World, user: str) -> None:
        world.actor(user)
        self.client = signed_in(user)

    def get(self, path: str) -> Shown:
        """Reads a page."""
        return self._shown(self.client.get(path))

    def post(self, path: str, **fields: Any) -> Shown:
        """Sends what was typed, without looking at the form first."""
        return self._shown(self.client.post(path, fields))

    def send(self, path: str, **fields: Any) -> Shown:
        """Opens a form, fills it in, sends it, and follows to where it leads."""
        shown = self.get(path)
        assert shown.status == 200, (path, shown.status)
        return self._shown(self.client.post(path, {"ref": shown.ref, **fields}, follow=True))

    @staticmethod
    def _shown(answer: Any) -> Shown:
        where = (
            answer.redirect_chain[-1][0]
            if getattr(answer, "redirect_chain", None)
            else answer.headers.get("Location", "")
        )
        return Shown(answer.status_code, answer.content.decode(errors="replace"), where)


def on(day: str, name: str = "happened_on") -> dict[str, str]:
    """A day as the three boxes send it: `on("3 3 2019")`."""
    first, month, year = day.split()
    return {f"{name}_hari": first, f"{name}_bulan": month, f"{name}_tahun": year}

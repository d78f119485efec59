"""What may be seen outside the service, and the words that may never be seen there."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse
from tests.doors import test_web_rights as rights
from tests.doors.browsing import Browser
from tests.shape.test_words import LABELS
from tests.world import World

# Words that tell what the service is for, in both languages; what nobody is called anywhere stands in LABELS.
# A stem stands for all that is formed from it.
BANNED = (
    *LABELS,
    "pulang|repatria|mudik|balik kampung|go home|going home|assisted return|reintegra",
    "korban|victim|surviv|penyintas|trafficking|perdagangan orang|tppo|eksploit|exploit|red.?light",
    "terlantar|stranded|migran|deport|pengungsi|refugee|bencana|disaster",
    "karang.?dempel|bintan",
    "rehabilitasi|shelter|rumah aman|safe.?house",
)
_BANNED = re.compile("|".join(BANNED), re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def told(text: str) -> list[str]:
    """The banned words in a text."""
    return _BANNED.findall(text)


def title(text: str) -> str:
    """The title of a page as a browser keeps it."""
    found = _TITLE.search(text)
    assert found, text[:200]
    return re.sub(r"\s+", " ", found[1]).strip()


Walked = tuple[str, str, str, dict[str, str]]
_WALKED: list[Walked] = []


def every_page(world: World) -> list[Walked]:
    """Every page of the staff door, each read by somebody who may: name, address, text and headers. Walked once."""
    _WALKED.extend([] if _WALKED else _walk(world))
    return _WALKED


def _walk(world: World) -> Iterator[Walked]:
    where = rights.addresses(world)
    browsers = {user: Browser(world, user) for user in sorted(rights.EVERYBODY)}
    for name, users in rights.MAY.items():
        answer = browsers[min(users)].client.get(where[name])
        assert answer.status_code == 200, name
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue  # a file that is handed over has tests of its own
        yield name, where[name], answer.content.decode(), dict(answer.headers)


def signed_out_pages() -> Iterator[tuple[str, str, dict[str, str]]]:
    """What anybody may see without signing in: the sign-in page, pages that are not there, answers to machines."""
    paths = (
        reverse("account_login"),
        reverse("first-code"),
        reverse("own-enter"),
        reverse("complain"),
        reverse("complaint-enter"),
        reverse("own-page"),
        "/",
        "/tidak-ada/",
        "/periksa/N-84G7-ZWYE/0000000000000000/",
        "/berkas/K-7F3Q-2/",
        "/program/KD-2019/",
        "/akun/login/?next=/program/KD-2019/",
        "/api/v1/",
        "/api/v1/openapi.json",
        "/api/v1/programmes",
        "/api/v1/cases/K-7F3Q-2",
        "/robots.txt",
        "/favicon.ico",
        "/manifest.json",
    )
    for path in paths:
        answer = Client().get(path)
        yield path, answer.content.decode(), dict(answer.headers)
    expired = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x", "password": "y"})
    yield "form without its token", expired.content.decode(), dict(expired.headers)

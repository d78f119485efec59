"""What is not here, and stays away: whole kinds of technology, and ways of writing code that let strangers in."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from tests.asvs import asvs
from tests.shape.test_code import modules, nodes

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "pulang"


@cache
def installed() -> str:
    """The names of all packages that run with us."""
    names = re.findall(
        r"^([a-z0-9._-]+)==", (ROOT / "requirements" / "app.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return "\n".join([*names, *packages])


@cache
def sources() -> str:
    kept = [path for path in SRC.rglob("*") if path.suffix in {".py", ".html", ".js", ".sql", ".toml"}]
    return "\n".join(path.read_text(encoding="utf-8") for path in kept if "built" not in path.parts)


@cache
def imported() -> frozenset[str]:
    found = set()
    for path in modules():
        for node in nodes(path):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return frozenset(found)


@cache
def called() -> tuple[tuple[str, str], ...]:
    return tuple(_called())


def _called() -> Iterator[tuple[str, str]]:
    for path in modules():
        for node in nodes(path):
            if isinstance(node, ast.Call):
                target = node.func
                name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
                yield f"{path.relative_to(SRC)}:{node.lineno}", name


# What we might be asked about; each with the packages, the modules and the words it would show itself by.
AWAY = {
    "LDAP": ("ldap", "ldap|ldap3", r"\bldaps?://"),
    "XPath": ("lxml|xpath", "lxml|xpath", r"\.xpath\("),
    "LaTeX": ("latex|tex", "pylatex", r"\\documentclass"),
    "JNDI": ("jndi|jpype", "jpype", r"jndi:"),
    "memcache": ("memcache|pylibmc|pymemcache", "memcache|pylibmc|pymemcache", r"memcached?:"),
    "unmanaged code": ("cython|cffi-build|pybind", "cffi", r"ctypes\.(?!CDLL\(None\))"),
    "GraphQL": ("graphene|graphql|strawberry|ariadne", "graphene|graphql|strawberry|ariadne", r"/graphql"),
    "WebSocket": ("websocket|channels|daphne|socketio", "channels|websockets|socketio", r"new WebSocket|wss?://"),
    "media and calls": (
        "webrtc|aiortc|coturn|janus|mediasoup",
        "aiortc",
        r"RTCPeerConnection|getUserMedia|\bturns?:[a-z0-9.]+:[0-9]",
    ),
    "client certificates": ("", "", r"ssl_client|SSL_CLIENT|ssl_verify_client"),
    "messages between windows": ("", "", r"postMessage|BroadcastChannel"),
    "plug-ins and old technology": ("", "", r"<applet|<embed|<object|flash|silverlight|ActiveXObject"),
}


def shown_by(name: str) -> list[str]:
    packages, imports, words = AWAY[name]
    found = re.findall(rf"^(?:{packages})$", installed(), re.MULTILINE | re.IGNORECASE) if packages else []
    found += [each for each in imported() if imports and re.fullmatch(imports, each)]
    return found + re.findall(words, sources())


@asvs("V1.2.6", "V1.2.7", "V1.2.8", "V1.3.8", "V1.3.9")
@pytest.mark.parametrize("name", ["LDAP", "XPath", "LaTeX", "JNDI", "memcache"])
def test_interpreters_that_could_be_spoken_to_are_away(name: str) -> None:
    assert shown_by(name) == []


@asvs("V1.4.1", "V1.4.2", "V1.4.3")
def test_no_code_of_ours_looks_after_its_own_memory() -> None:
    assert shown_by("unmanaged code") == []
    assert [path for path in SRC.rglob("*") if path.suffix in {".c", ".h", ".cpp", ".pyx", ".rs", ".so"}] == []


@asvs("V4.3.1", "V4.3.2", "V4.4.1", "V4.4.2", "V4.4.3", "V4.4.4")
@pytest.mark.parametrize("name", ["GraphQL", "WebSocket"])
def test_ways_to_ask_that_we_do_not_offer_are_away(name: str) -> None:
    assert shown_by(name) == []
    assert getattr(settings, "ASGI_APPLICATION", None) is None


@asvs("V17.1.1", "V17.2.1", "V17.2.2", "V17.2.3", "V17.2.4", "V17.3.1", "V17.3.2")
def test_there_are_no_calls_and_no_media() -> None:
    assert shown_by("media and calls") == []


@asvs("V3.5.5", "V3.7.1", "V12.1.3")
@pytest.mark.parametrize("name", ["messages between windows", "plug-ins and old technology", "client certificates"])
def test_the_browser_is_asked_for_nothing_unusual(name: str) -> None:
    assert shown_by(name) == []


@asvs("V1.3.11")
def test_mail_is_sent_from_one_place_which_holds_every_header_to_one_line() -> None:
    sends = {"send_mail", "send_mass_mail", "EmailMessage", "EmailMultiAlternatives", "SMTP"}

    places = [place for place, name in called() if name in sends]
    assert len(places) == 1  # what it refuses: tests/doors/test_gateways.py
    assert places[0].startswith("doors/jobs/gateways")
    assert settings.ACCOUNT_EMAIL_VERIFICATION == "none"


# --- how code is not written


@asvs("V1.3.2", "V1.5.2", "V1.2.5")
def test_no_text_becomes_code_and_no_shell_is_asked() -> None:
    never = {"eval", "exec", "compile", "__import__", "system", "popen", "literal_eval"}
    allowed = {"compile"}  # of patterns: re.compile

    wrong = [(place, name) for place, name in called() if name in never - allowed]

    assert wrong == []
    assert {"pickle", "marshal", "shelve", "yaml", "jsonpickle", "dill"}.isdisjoint(imported())
    assert "shell=True" not in sources()


@asvs("V1.5.1")
def test_xml_is_read_in_one_place_which_stops_at_the_first_declaration() -> None:
    """Workbooks are XML inside; `tests/rules/test_sheets.py` sends entities and gets a refusal."""
    reads = [
        path for path in modules() if re.search(r"^(from|import) xml\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert [str(path.relative_to(SRC)) for path in reads] == ["storage/sheets/markup.py"]
    assert "StartDoctypeDeclHandler = _stop" in reads[0].read_text(encoding="utf-8")
    assert {"lxml", "defusedxml", "xmltodict"}.isdisjoint(imported())


@asvs("V1.3.7", "V1.3.10", "V1.3.5")
def test_no_template_and_no_format_is_made_of_what_somebody_typed() -> None:
    makes = [
        place
        for place, name in called()
        if name in {"Template", "from_string", "mark_safe", "SafeString", "format_html"}
    ]
    filters = re.findall(r"\|\s*safe\b|{%\s*autoescape off", sources())

    assert [place for place in makes if not place.startswith(("doors/web/", "doors/public/drawings"))] == []
    assert filters == []
    assert {"markdown", "mistune", "bleach", "jinja2"}.isdisjoint(imported())


@asvs("V1.3.6", "V13.2.4", "V13.2.5", "V15.3.2")
def test_the_service_asks_nobody_on_the_network_but_its_own_database_and_a_mail_server_that_is_named() -> None:
    asks = {"requests", "httpx", "urllib3", "aiohttp", "http", "ftplib", "telnetlib", "smtplib", "xmlrpc", "imaplib"}
    opening = [place for place, name in called() if name in {"urlopen", "create_connection", "HTTPSConnection"}]

    assert imported() & asks <= {"http", "smtplib"}  # http.HTTPStatus, and the word for what a mail server refuses
    assert [str(path.relative_to(SRC)) for path in modules() if "http.client" in path.read_text(encoding="utf-8")] == [
        "doors/jobs/bench/pages.py"  # measures our own pages
    ]
    assert [
        place for place in opening if not place.startswith(("doors/jobs/commands/run", "storage/", "doors/jobs/"))
    ] == []


def composed() -> Iterator[str]:
    """Places where a statement is put together out of something else than constants of the module."""
    asks = {"rows", "one", "run", "execute", "raw", "extra", "prepared"}
    for path in modules("areas", "flows", "doors"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in nodes(path):
            if not isinstance(node, ast.Call) or not node.args or getattr(node.func, "attr", "") not in asks:
                continue
            first, said = node.args[0], "\n".join(lines[node.lineno - 1 : node.end_lineno])
            held = first.values if isinstance(first, ast.JoinedStr) else []
            names = [part.value for part in held if isinstance(part, ast.FormattedValue)]
            ours = all(isinstance(name, ast.Name) and name.id.isupper() for name in names)
            if (not ours and "noqa: S608" not in said) or isinstance(first, ast.BinOp):
                yield f"{path.relative_to(SRC)}:{node.lineno}"


@asvs("V1.2.4")
def test_no_statement_is_put_together_from_values() -> None:
    """A statement is a constant and what is typed is bound; an exception says beside it why it is none of theirs."""
    # A role of our own, a measurement, and conditions of our own in a database that is gone with the command.
    known = {"doors/jobs/schema.py", "doors/jobs/bench/trail.py", "doors/jobs/doubles/duck.py"}

    assert [place for place in composed() if place.partition(":")[0] not in known] == []


@asvs("V11.5.1")
def test_whatever_must_not_be_guessed_is_drawn_from_the_systems_own_chance() -> None:
    users = {str(path.relative_to(SRC)) for path in modules() for node in nodes(path)
             if isinstance(node, ast.Import) and any(name.name == "random" for name in node.names)}  # fmt: skip

    assert {each for each in users if not each.startswith(("doors/jobs/demo", "doors/jobs/bench"))} == set()


@asvs("V15.3.6")
def test_our_scripts_copy_no_properties_by_names_that_come_in() -> None:
    ours = (SRC / "doors" / "web" / "static" / "src" / "app.js").read_text(encoding="utf-8")

    assert not re.search(r"__proto__|Object\.assign|\bfor \(\w+ \w+ in\b|\[[a-z]+\]\s*=", ours)


# --- what is shipped


@asvs("V15.1.2")
def test_the_inventory_of_packages_is_whole_and_pinned_by_hash() -> None:
    for name in ("app", "dev", "tools", "spark", "febrl"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)(==\S+)?.*\\$", text, re.MULTILINE)
        assert entries
        assert [package for package, version in entries if not version] == []
        assert text.count("--hash=sha256:") >= len(entries)
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, told in packages.items() if name and not told.get("integrity")] == []


@asvs("V15.2.3")
def test_nothing_made_for_tests_is_shipped_or_imported() -> None:
    named = (ROOT / "requirements" / "app.txt").read_text(encoding="utf-8")

    assert {"tests", "pytest", "hypothesis", "schemathesis", "playwright"}.isdisjoint(imported())
    assert not re.search(r"^(pytest|hypothesis|coverage|playwright|schemathesis)", named, re.MULTILINE)
    assert settings.DEBUG is False

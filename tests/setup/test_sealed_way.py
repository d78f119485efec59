"""The ways in and out: the shipped server configuration speaks current TLS only, a database has to prove its name."""

import re
import socket
import ssl
import subprocess
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.asvs import asvs

from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import Home, Target

CONFIGURED = (Path(__file__).resolve().parents[2] / "ops" / "proxy.conf").read_text(encoding="utf-8")
VERSIONS = {"TLSv1.2": ssl.TLSVersion.TLSv1_2, "TLSv1.3": ssl.TLSVersion.TLSv1_3}


def told(name: str) -> list[str]:
    found = re.search(rf"^\s*{name} ([^;]+);", CONFIGURED, re.MULTILINE)
    assert found, name
    return found[1].split()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of our own for this machine, which nobody trusts."""
    folder = tmp_path_factory.mktemp("sealed")
    key, certificate = folder / "key.pem", folder / "chain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=layanan.example",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, certificate


@pytest.fixture(scope="module")
def served(certified: tuple[Path, Path]) -> Iterator[int]:
    """A server with exactly the protocols and ciphers of ops/proxy.conf."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    spoken = [VERSIONS[version] for version in told("ssl_protocols")]
    context.minimum_version, context.maximum_version = min(spoken), max(spoken)
    context.set_ciphers(told("ssl_ciphers")[0])
    context.load_cert_chain(certified[1], certified[0])
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                way, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(way, server_side=True) as sealed:
                    sealed.recv(1)
            except (ssl.SSLError, OSError):
                way.close()

    threading.Thread(target=answer, daemon=True).start()
    yield int(listening.getsockname()[1])
    listening.close()


def agreed(port: int, **asked: object) -> tuple[str, str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for name, value in asked.items():
        if name == "ciphers":
            context.set_ciphers(str(value))
        else:
            setattr(context, name, value)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as way, context.wrap_socket(way) as sealed:
        cipher = sealed.cipher()
        assert cipher is not None
        return sealed.version() or "", cipher[0]


@asvs("V12.1.1")
def test_only_current_versions_are_spoken(served: int) -> None:
    assert agreed(served)[0] == "TLSv1.3"
    assert agreed(served, maximum_version=ssl.TLSVersion.TLSv1_2)[0] == "TLSv1.2"
    with warnings.catch_warnings(action="ignore"), pytest.raises((ssl.SSLError, OSError)):
        agreed(served, minimum_version=ssl.TLSVersion.TLSv1, maximum_version=ssl.TLSVersion.TLSv1_1)


@asvs("V12.1.2")
def test_only_ciphers_with_forward_secrecy_and_seals_are_spoken(served: int) -> None:
    ciphers = told("ssl_ciphers")[0].split(":")

    assert all(
        re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)", one) for one in ciphers
    )
    for weak in ("AES128-SHA", "AES256-GCM-SHA384", "ECDHE-RSA-AES128-SHA", "DHE-RSA-AES128-SHA256"):
        with pytest.raises((ssl.SSLError, OSError)):
            agreed(served, ciphers=weak, maximum_version=ssl.TLSVersion.TLSv1_2)


@asvs("V12.2.1")
def test_plain_http_leads_people_on_and_refuses_machines() -> None:
    plain = CONFIGURED.split("server {")[1]

    assert "location /api/ { return 403; }" in plain
    assert re.search(r"location / \{ return 301 https://[^ ]+\$request_uri; \}", plain)
    assert "proxy_pass" not in plain


def test_the_server_in_front_believes_nothing_a_client_says_of_its_way() -> None:
    sealed = CONFIGURED.split("server {")[2]

    for header, value in (
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-For", '""'),
        ("X-Forwarded-Host", '""'),
        ("Forwarded", '""'),
    ):
        assert re.search(rf"proxy_set_header {header} {value};", sealed)
    for limit in ("client_max_body_size 1m", "client_body_timeout 10s", "client_header_timeout 10s", "access_log off"):
        assert f"{limit};" in sealed


@asvs("V12.3.1", "V12.3.2")
@pytest.mark.parametrize("asked", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_a_database_elsewhere_is_not_spoken_to_without_proof(tmp_path: Path, asked: str) -> None:
    target = Target(home=Home(tmp_path), url=f"postgresql://a:b@db.example:5432/x?sslmode={asked}")

    with pytest.raises(Refusal) as refused:
        target.dsn("pulang_app")

    assert refused.value.code == "database-way-unsealed"


@asvs("V12.3.1", "V12.3.2")
def test_unless_said_the_proof_is_asked_for_and_on_this_machine_none_is_needed(tmp_path: Path) -> None:
    def options(url: str) -> dict[str, str]:
        found: dict[str, str] = Target(home=Home(tmp_path), url=url, app_url=url).dsn("pulang_app")["OPTIONS"]
        return found

    assert options("postgresql://a:b@db.example/x") == {"sslmode": "verify-full", "sslrootcert": "system"}
    own = "postgresql://a:b@db.example/x?sslmode=verify-full&sslrootcert=/etc/ssl/db.pem"
    assert options(own) == {"sslmode": "verify-full", "sslrootcert": "/etc/ssl/db.pem"}
    assert options("postgresql://a:b@127.0.0.1/x") == {}
    assert options("postgresql:///x?host=/run/postgresql") == {}


@asvs("V12.3.2")
def test_a_database_whose_name_is_not_proven_is_refused(certified: tuple[Path, Path], tmp_path: Path) -> None:
    """A server that offers TLS with a certificate nobody vouches for: the driver stops before it says a password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified[1], certified[0])
    listening = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def pose() -> None:
        way, _ = listening.accept()
        way.recv(8)  # the question whether TLS is spoken
        way.sendall(b"S")
        try:
            with context.wrap_socket(way, server_side=True) as sealed:
                heard.append(sealed.recv(1024))
        except (ssl.SSLError, OSError):
            return

    thread = threading.Thread(target=pose, daemon=True)
    thread.start()
    port = listening.getsockname()[1]
    options = Target(
        home=Home(tmp_path), url="postgresql://a:secret@db.example/x", app_url="postgresql://a:b@db.example/x"
    )

    with pytest.raises(psycopg.OperationalError, match="certificate"):
        psycopg.connect(
            host="db.example", hostaddr="127.0.0.1", port=port, user="a", password="secret", dbname="x",
            connect_timeout=5,
            **options.dsn("pulang_app")["OPTIONS"],
        )  # fmt: skip
    thread.join(timeout=60)
    listening.close()
    assert not any(b"secret" in part for part in heard)

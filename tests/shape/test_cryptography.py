"""Which cryptography stands in the code: one library, few ways, each known by name, none of our own."""

import ast
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher, get_hasher
from msoffcrypto import OfficeFile
from tests.asvs import asvs

from pulang.storage import sealing, workbooks
from pulang.storage.keeper import keeper
from pulang.storage.keyring import read_keyring

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src/pulang"
OTHER_LIBRARIES = (
    "Crypto",
    "Cryptodome",
    "nacl",
    "passlib",
    "bcrypt",
    "jwt",
    "jose",
    "rsa",
    "ecdsa",
    "OpenSSL",
    "tink",
)

# Authenticated encryption and signatures; whatever else the library offers is reached by nobody.
OF_THE_LIBRARY = {
    "cryptography.exceptions": {"InvalidTag", "InvalidSignature"},
    "cryptography.hazmat.primitives.ciphers.aead": {"AESGCM"},
    "cryptography.hazmat.primitives.asymmetric.ed25519": {"Ed25519PrivateKey", "Ed25519PublicKey"},
}
# SHA-1 stands only where RFC 6238 asks for it: inside the HMAC of a code that lives half a minute.
HASHES = {"sha256"}
BY_RFC_6238 = {("doors/web/factors/means.py", "sha1")}
OF_HASHLIB = {*HASHES, "file_digest"}


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCES.rglob("*.py")):
        yield file.relative_to(SOURCES).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, each.name) for each in node.names)
        elif isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)


def hashes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "hashlib":
            yield node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "hashlib":
            yield from (each.name for each in node.names)


@asvs("V11.2.1", "V11.3.1", "V11.6.1")
def test_one_library_is_used_and_of_it_only_sealing_with_proof_and_signing() -> None:
    found: dict[str, set[str]] = {}
    for name, tree in parsed():
        for module, what in imported(tree):
            assert module.split(".")[0] not in OTHER_LIBRARIES, f"{name} brings another library: {module}"
            if module.split(".")[0] == "cryptography":
                found.setdefault(module, set()).add(what)

    assert found == OF_THE_LIBRARY


@asvs("V11.4.1", "V11.4.3")
def test_values_are_hashed_with_sha_256_and_nothing_older() -> None:
    found = {(name, used) for name, tree in parsed() for used in hashes(tree)}

    assert {used for _, used in found - BY_RFC_6238} == OF_HASHLIB
    assert found >= BY_RFC_6238


@asvs("V11.2.3")
def test_every_key_is_256_bits() -> None:
    keeper().digests(texts={"NIK": "3578014107850001"})  # a keyring is made on first use
    ring = read_keyring(Path(os.environ["PULANG_KEYRING"]))
    keys = (sealing.new_key(), *ring.wrapping.values(), *ring.digesting.values(), ring.printing)

    assert {len(key) * 8 for key in keys} == {256}
    assert len(settings.SECRET_KEY) >= 43  # of an alphabet of 64: 256 bits
    assert len(settings.PULANG_CONTEXT_KEY) >= 43


@asvs("V11.4.2", "V11.4.4")
def test_what_comes_from_a_password_was_made_slow() -> None:
    hasher = get_hasher()

    assert isinstance(hasher, ScryptPasswordHasher)
    assert (hasher.work_factor, hasher.block_size, hasher.parallelism) >= (2**14, 8, 5)
    assert rounds(locked_workbook()) >= 100_000


def locked_workbook() -> bytes:
    return workbooks.locked(workbooks.Table(heads=("a",), rows=(("1",),), foot="1"), "kata-sandi-uji-panjang")


def rounds(content: bytes) -> int:
    """How often the password is hashed before it opens the workbook, as the file itself says."""
    return int(OfficeFile(BytesIO(content)).info["spinValue"])

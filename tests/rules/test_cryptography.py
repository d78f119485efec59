"""Which cryptography there is: one library, one cipher with a seal, one kind of signature, hashes that hold."""

import ast
import re
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from hypothesis import given
from hypothesis import strategies as st
from tests.asvs import asvs
from tests.shape.test_absent import imported, installed
from tests.shape.test_code import modules, nodes

from pulang.storage import sealing, signing
from pulang.storage.sealing import Place, SealBroken

PERSON = UUID(int=7)
PLACE = Place("people_identity", "NAME", PERSON, "1")
KEY = bytes(range(32))


def named(pattern: str) -> set[str]:
    """All that the code asks of the cryptography library or of hashlib."""
    found = set()
    for path in modules():
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module and re.match(pattern, node.module):
                found |= {f"{node.module.rpartition('.')[2]}.{name.name}" for name in node.names}
    return found


def hashes() -> set[str]:
    return {
        node.attr
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "hashlib"
    }


@asvs("V11.2.1", "V11.3.2", "V11.6.1")
def test_one_library_does_the_cryptography_and_little_of_it_is_used() -> None:
    others = r"^(pycrypto|pycryptodome|rsa|ecdsa|pynacl|m2crypto|tink|jwcrypto|python-jose|pyjwt|passlib|bcrypt)$"

    assert not re.search(others, installed(), re.MULTILINE)
    assert {"Crypto", "Cryptodome", "nacl", "rsa", "ecdsa", "jwt"}.isdisjoint(imported())
    assert {"OpenSSL", "passlib", "bcrypt", "jose", "tink"}.isdisjoint(imported())
    assert named(r"cryptography\b") == {
        "exceptions.InvalidTag",
        "exceptions.InvalidSignature",
        "aead.AESGCM",
        "ed25519.Ed25519PrivateKey",
        "ed25519.Ed25519PublicKey",
    }


@asvs("V11.3.1")
def test_no_weak_mode_or_padding_is_named_anywhere() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules())

    assert not re.search(r"\b(modes\.(ECB|CBC|CTR)|PKCS1v15|TripleDES|ARC4|Blowfish|RC4|DES)\b", text)


@asvs("V11.2.3", "V11.5.1")
def test_keys_have_256_bits_and_no_two_are_alike() -> None:
    drawn = {sealing.new_key() for _ in range(500)}

    assert {len(key) for key in drawn} == {32}
    assert len(drawn) == 500
    assert len({sealing.new_id() for _ in range(500)}) == 500


@asvs("V11.2.2")
def test_what_is_sealed_says_in_which_format_and_another_is_refused() -> None:
    sealed = sealing.seal(KEY, b"nama", PLACE)

    assert sealing.unseal(KEY, sealed, PLACE) == b"nama"
    for other in (0, 3, 9, 255):
        with pytest.raises(SealBroken):
            sealing.unseal(KEY, bytes([other]) + sealed[1:], PLACE)


@asvs("V11.3.3", "V11.3.2")
@given(st.binary(min_size=1, max_size=40), st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_anywhere_and_it_does_not_open(value: bytes, at: int, by: int) -> None:
    sealed = bytearray(sealing.seal(KEY, value, PLACE))
    sealed[at % len(sealed)] ^= by

    with pytest.raises(SealBroken):
        sealing.unseal(KEY, bytes(sealed), PLACE)


@asvs("V11.3.3")
@pytest.mark.parametrize(
    "place",
    [
        Place("people_identity", "NIK", PERSON, "1"),
        Place("audit_act", "NAME", PERSON, "1"),
        Place("people_identity", "NAME", UUID(int=8), "1"),
        Place("people_identity", "NAME", PERSON, "2"),
    ],
)
def test_a_value_moved_to_another_place_does_not_open(place: Place) -> None:
    with pytest.raises(SealBroken):
        sealing.unseal(KEY, sealing.seal(KEY, b"nama", PLACE), place)


@asvs("V11.4.1", "V11.4.3")
def test_only_hashes_that_hold_are_used_but_in_codes_that_every_app_knows() -> None:
    assert hashes() == {"sha256", "file_digest", "sha1"}
    weak = [
        str(path.name)
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "sha1"
    ]
    assert weak == ["means.py"]  # RFC 6238: authenticator apps know no other, and HMAC does not rest on collisions


@asvs("V11.4.3")
def test_a_signature_holds_for_its_message_and_its_key_only() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - for this test

    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public, foreign = (each.public_key().public_bytes_raw() for each in (key, other))
    signature = key.sign(b"pesan")

    assert signing.signed_by(public, signature, b"pesan")
    assert not signing.signed_by(public, signature, b"pesan lain")
    assert not signing.signed_by(foreign, signature, b"pesan")
    assert not signing.signed_by(public, signature[:-1] + bytes([signature[-1] ^ 1]), b"pesan")


@asvs("V11.4.4", "V11.4.2")
def test_passwords_are_stretched_hard_enough() -> None:
    hasher: Any = get_hasher("default")

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert hasher.algorithm == "scrypt"
    assert hasher.work_factor >= 2**14
    assert (hasher.block_size, hasher.parallelism >= 1) == (8, True)

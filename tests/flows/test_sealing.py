"""Sealed values open in their own place, with their own key, unchanged, or not at all."""

import json
import multiprocessing
import os
import random
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.asvs import asvs

from pulang.kernel.refusals import Refusal
from pulang.storage.keyring import Kept, KeyFile, Keyring, Wrapped, read_keyring
from pulang.storage.sealing import Place, SealBroken, new_id, new_key, seal, unseal

KEY = bytes(range(32))
PERSON, OTHER = UUID(int=1), UUID(int=2)
PLACE = Place("people_identity", "NAME", PERSON, "7")
RING = Keyring(
    wrapping={1: b"1" * 32, 2: b"2" * 32},
    wrapping_now=2,
    digesting={1: b"d" * 32, 2: b"e" * 32},
    digesting_now=2,
    printing=b"p" * 32,
)


@given(value=st.binary(max_size=300))
def test_a_sealed_value_opens_where_it_was_sealed(value: bytes) -> None:
    sealed = seal(KEY, value, PLACE)

    assert unseal(KEY, sealed, PLACE) == value
    assert len(value) < 8 or value not in sealed


def test_sealing_the_same_value_twice_looks_different_every_time() -> None:
    many = 100_000
    nonces = {seal(KEY, b"Kenari", PLACE)[1:13] for _ in range(many)}

    assert len(nonces) == many


@asvs("V11.3.2", "V11.3.3")
def test_a_flipped_bit_in_any_byte_of_a_hundred_values_is_refused() -> None:
    for number in range(100):
        sealed = seal(KEY, f"Kenari {number}".encode(), PLACE)
        for place in range(len(sealed) * 8):
            changed = bytearray(sealed)
            changed[place // 8] ^= 1 << place % 8
            with pytest.raises(SealBroken):
                unseal(KEY, bytes(changed), PLACE)


@settings(max_examples=200)
@given(value=st.binary(min_size=1, max_size=200), chance=st.randoms(use_true_random=False))
def test_a_bit_flipped_anywhere_in_any_value_is_refused(value: bytes, chance: random.Random) -> None:
    changed = bytearray(seal(KEY, value, PLACE))
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)

    with pytest.raises(SealBroken):
        unseal(KEY, bytes(changed), PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"person": OTHER},
        {"column": "PHONE"},
        {"table": "audit_act"},
        {"row": "8"},
        {"row": ""},
        {"row": "7|"},
        {"column": "NAM"},
    ],
)
def test_a_value_moved_to_another_person_row_field_or_table_is_refused(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"Kenari", PLACE), replace(PLACE, **elsewhere))


@asvs("V11.2.2")
def test_a_value_of_the_first_format_opens_but_not_as_one_of_the_second() -> None:
    nonce = bytes(12)
    box = nonce + AESGCM(KEY).encrypt(nonce, b"Kenari", f"people_identity|NAME|{PERSON}".encode())

    assert unseal(KEY, b"\x01" + box, PLACE) == b"Kenari"
    for other in (b"\x02" + box, b"\x01" + seal(KEY, b"Kenari", PLACE)[1:]):
        with pytest.raises(SealBroken):
            unseal(KEY, other, PLACE)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        unseal(new_key(), seal(KEY, b"Kenari", PLACE), PLACE)


@given(cut=st.integers(0, 34))
def test_a_value_that_was_cut_short_is_refused(cut: int) -> None:
    sealed = seal(KEY, b"Kenari", PLACE)

    with pytest.raises(SealBroken):
        unseal(KEY, sealed[:cut], PLACE)


@pytest.mark.parametrize("added", [b"\x00", b"Kenari"])
def test_a_value_with_something_added_is_refused(added: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"Kenari", PLACE) + added, PLACE)


# --- wrapped keys


@asvs("V11.2.2")
def test_a_persons_key_is_wrapped_under_the_current_version_and_opens_under_it_later() -> None:
    wrapped = RING.wrap(KEY, PERSON)
    renewed = replace(RING, wrapping={**RING.wrapping, 3: b"3" * 32}, wrapping_now=3)

    assert wrapped.version == 2
    assert RING.unwrap(wrapped, PERSON) == renewed.unwrap(wrapped, PERSON) == KEY
    assert renewed.wrap(KEY, PERSON).version == renewed.rewrap(wrapped, PERSON).version == 3


@pytest.mark.parametrize(("version", "person"), [(1, PERSON), (2, OTHER)])
def test_a_wrapped_key_opens_for_no_other_person_and_under_no_other_version(version: int, person: UUID) -> None:
    with pytest.raises(SealBroken):
        RING.unwrap(Wrapped(RING.wrap(KEY, PERSON).box, version), person)


@pytest.mark.parametrize("version", [3, 0, -1])
def test_a_version_that_is_not_in_the_keyring_is_refused_in_words(version: int) -> None:
    with pytest.raises(Refusal) as caught:
        RING.unwrap(Wrapped(RING.wrap(KEY, PERSON).box, version), PERSON)

    assert caught.value.code == "key-version-unknown"
    assert str(version) in caught.value.words.id


def test_digests_are_equal_for_equal_values_of_one_kind_under_one_key() -> None:
    (digest, older) = RING.digest("NIK", "5371016311770009")

    assert len(digest) == len(older) == 16
    assert (digest, older) == RING.digest("NIK", "5371016311770009")
    assert len({digest, older, *RING.digest("PHONE", "5371016311770009"), *RING.digest("NIK", "53710163117700")}) == 6
    assert digest == replace(RING, digesting={2: b"e" * 32}).digest("NIK", "5371016311770009")[0]


def test_a_coarse_digest_is_shared_by_many_on_purpose() -> None:
    found = {RING.digest("LIKENESS", f"nama{n}|1985")[0] for n in range(3000)}

    assert {len(digest) for digest in found} == {2}
    assert max(int.from_bytes(digest, "big") for digest in found) < 2**15
    assert len(found) < 3000, "among three thousand some share one of 32,768"


def test_fingerprints_know_the_same_content_again_under_one_keyring() -> None:
    assert len(RING.fingerprint(b"a")) == 32
    assert RING.fingerprint(b"a") == RING.fingerprint(b"a") != RING.fingerprint(b"b")
    assert RING.fingerprint(b"a") != replace(RING, printing=b"x" * 32).fingerprint(b"a")


def test_keys_and_ids_are_drawn_fresh() -> None:
    assert len({new_key() for _ in range(20)}) == len({new_id() for _ in range(20)}) == 20
    assert len(new_key()) == 32


# --- the keyring's file

_MAKE = """
import sys
import os, pathlib
from pulang.storage.keyring import KeyFile
ring = KeyFile(pathlib.Path(os.environ["PULANG_KEYRING"])).ring()
print(ring.wrapping[1].hex(), ring.digesting[1].hex(), ring.printing.hex())
"""


def made_by_another_process(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _MAKE],
        env={**os.environ, "PULANG_KEYRING": str(path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_processes_that_make_the_keyring_at_once_agree_on_it(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "keyring.json"

    programs = [made_by_another_process(path) for _ in range(3)]
    told = [program.communicate(timeout=60) for program in programs]

    assert [program.returncode for program in programs] == [0, 0, 0], told
    assert len({said for said, _ in told}) == 1
    assert read_keyring(path).wrapping[1].hex() == told[0][0].split()[0]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [found.name for found in path.parent.iterdir()] == ["keyring.json"]


def _make(path: str, start: object, answers: object) -> None:
    from pulang.storage import keyring  # noqa: PLC0415 - in the other process

    start.wait()  # type: ignore[attr-defined]
    keyring.make_keyring(Path(path))
    answers.put(keyring.read_keyring(Path(path)).digesting[1])  # type: ignore[attr-defined]


def test_whoever_comes_second_keeps_the_keys_of_the_first(tmp_path: Path) -> None:
    spawning = multiprocessing.get_context("fork")
    start, answers = spawning.Barrier(4), spawning.Queue()
    path = tmp_path / "keyring.json"
    makers = [spawning.Process(target=_make, args=(str(path), start, answers)) for _ in range(4)]

    for maker in makers:
        maker.start()
    found = {answers.get(timeout=30) for _ in makers}
    for maker in makers:
        maker.join(timeout=60)

    assert found == {read_keyring(path).digesting[1]}


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "keyring.json"
    path.write_bytes(content)
    return path


FIRST: dict[str, Any] = {"wrapping": {"1": "00" * 32}, "current": 1, "digesting": "11" * 32, "printing": "22" * 32}
GOOD: dict[str, Any] = {
    "wrapping": {"1": "00" * 32},
    "wrapping_now": 1,
    "digesting": {"1": "11" * 32},
    "digesting_now": 1,
    "printing": "22" * 32,
}


WRONG: list[dict[str, Any]] = [
    {"wrapping": {"1": "zz"}},
    {"wrapping": {"one": "00" * 32}},
    {"wrapping": {}},
    {"wrapping": []},
    {"wrapping": {"1": 5}},
    {"wrapping": {"1": "00" * 31}},
    {"wrapping_now": 2},
    {"wrapping_now": "x"},
    {"wrapping_now": None},
    {"digesting": "11"},
    {"digesting": {"1": "11"}},
    {"digesting": 5},
    {"digesting_now": 2},
    {"printing": ""},
]


@pytest.mark.parametrize("content", [GOOD, FIRST])
def test_a_whole_keyring_of_this_or_the_first_form_is_read(content: dict[str, Any], tmp_path: Path) -> None:
    ring = read_keyring(written(tmp_path, json.dumps(content).encode()))

    assert (ring.wrapping, ring.wrapping_now) == ({1: bytes(32)}, 1)
    assert (ring.digesting, ring.digesting_now) == ({1: b"\x11" * 32}, 1)


def test_a_newer_version_is_used_at_once_by_whoever_holds_the_file(tmp_path: Path) -> None:
    mine, other = (KeyFile(written(tmp_path, json.dumps(FIRST).encode())) for _ in range(2))
    wrapped = mine.ring().wrap(KEY, PERSON)

    assert other.renew(Kept.WRAPPING) == 2
    assert other.renew(Kept.DIGESTING) == 2

    assert mine.ring().rewrap(wrapped, PERSON).version == 2
    assert len(mine.ring().digest("NIK", "1")) == 2
    assert stat.S_IMODE(mine.path.stat().st_mode) == 0o600


def test_a_retired_version_is_gone_from_the_file(tmp_path: Path) -> None:
    file = KeyFile(written(tmp_path, json.dumps(GOOD).encode()))
    wrapped = file.ring().wrap(KEY, PERSON)
    file.renew(Kept.WRAPPING)

    file.retire(Kept.WRAPPING, 1)

    assert "00" * 32 not in file.path.read_text()
    with pytest.raises(Refusal):
        file.ring().unwrap(wrapped, PERSON)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        *(json.dumps({k: v for k, v in GOOD.items() if k != gone}).encode() for gone in GOOD),
        *(json.dumps({**GOOD, **change}).encode() for change in WRONG),
    ],
)
def test_a_damaged_keyring_is_refused_in_words_and_nothing_is_made_in_its_place(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)

    with pytest.raises(Refusal) as caught:
        read_keyring(path)

    assert caught.value.code == "keyring-unreadable"
    assert str(path) in caught.value.words.id
    assert path.read_bytes() == content


def test_a_keyring_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        read_keyring(tmp_path / "gone.json")

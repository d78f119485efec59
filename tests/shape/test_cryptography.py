"""The cryptography that runs: the keys in use, and how slowly what rests on a password opens."""

import os
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import ScryptPasswordHasher, get_hasher
from msoffcrypto import OfficeFile
from tests.asvs import asvs

from pulang.storage import sealing, workbooks
from pulang.storage.keeper import keeper
from pulang.storage.keyring import read_keyring


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

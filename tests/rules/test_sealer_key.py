"""The sealer's key is renewed: earlier seals stay recognised, and nobody slips a key of his own among the earlier."""

from pathlib import Path

import pytest
from tests.asvs import asvs

from pulang.kernel.refusals import Refusal
from pulang.storage import signing
from pulang.storage.signing import SealerKey, sealer_key


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PULANG_KEYRING", str(tmp_path / "keyring.json"))
    return tmp_path


@asvs("V11.2.2")
def test_the_key_before_stays_known_by_its_public_half_alone(place: Path) -> None:
    keys = [sealer_key()]
    for _ in range(3):
        keys.append(signing.renew(keys[-1]))

    assert sealer_key() == keys[-1]
    assert keys[-1].line == tuple(key.public for key in keys)
    kept = "".join(path.read_text() for path in place.iterdir())
    assert [key.seed.hex() in kept for key in keys] == [False, False, False, True]
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}


@pytest.mark.parametrize("stopped", ["next key made", "list written"])
def test_a_renewal_that_was_stopped_is_undone_or_finished(place: Path, stopped: str) -> None:
    before = signing.renew(sealer_key())
    kept = (place / signing.FILE).read_text()
    lists = (place / signing.RETIRED).read_text()
    after = signing.renew(before)
    (place / signing.FILE).rename(place / "sealer.next")
    (place / signing.FILE).write_text(kept)
    if stopped == "next key made":
        (place / signing.RETIRED).write_text(lists)

    assert sealer_key() == (before if stopped == "next key made" else after)
    assert signing.renew(sealer_key()).line[:2] == after.line[:2]


def _other(line: str) -> str:
    stranger = SealerKey(b"\x09" * 32)
    return f"{stranger.public.hex()} {line.split(' ')[1]}"


def _bent(line: str) -> str:
    return line[:70] + ("0" if line[70] != "0" else "1") + line[71:]


@pytest.mark.parametrize("forge", [_other, _bent, lambda _: "nonsense", lambda _: "00"])
def test_a_list_that_the_key_of_now_does_not_vouch_for_is_refused(place: Path, forge: object) -> None:
    assert callable(forge)
    signing.renew(sealer_key())
    list_ = place / signing.RETIRED
    list_.write_text(forge(list_.read_text().strip()) + "\n")

    with pytest.raises(Refusal, match=signing.RETIRED):
        sealer_key()

"""Keys that protect nothing are refused before anything starts; the key of sessions can be changed without a break."""

from pathlib import Path

import pytest
from django.core import signing
from django.test import override_settings
from tests.asvs import asvs

from pulang.kernel.refusals import Refusal
from pulang.storage.postgres import Home

STRONG = "Jq3mZ8xT0vKc5yRwB7nLs2fHd9gPaE4u"
OTHER = "u4EaPg9dHf2sLn7BwRy5cKv0Tx8Zm3qJ"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.make()
    for name in ("django.key", "context.key", "pulang_app.password"):
        found.secret(name)
    return found


@asvs("V13.3.1", "V13.2.3", "V11.1.1")
@pytest.mark.parametrize(
    "weak",
    ["", "changeme", "a" * 64, "django-insecure", STRONG[:31], "abababababababababababababababab", f"{STRONG} short"],
)
@pytest.mark.parametrize("name", ["django.key", "context.key", "pulang_app.password"])
def test_an_empty_short_or_monotonous_secret_stops_the_start(home: Home, name: str, weak: str) -> None:
    (home.secrets / name).write_text(f"{weak}\n", encoding="utf-8")

    with pytest.raises(Refusal) as refusal:
        home.refuse_weak_secrets()

    assert refusal.value.code == "secret-weak"
    assert str(home.secrets / name) in refusal.value.words.en
    assert not weak or weak not in refusal.value.words.en


@asvs("V13.3.1")
def test_one_secret_is_never_used_for_two_things(home: Home) -> None:
    home.refuse_weak_secrets()
    (home.secrets / "django.key").write_text(home.secret("context.key"), encoding="utf-8")

    with pytest.raises(Refusal, match="the same as another"):
        home.refuse_weak_secrets()


@asvs("V13.3.4", "V11.1.1")
def test_the_key_of_sessions_may_have_an_older_one_below_it(home: Home) -> None:
    (home.secrets / "django.key").write_text(f"{OTHER}\n{STRONG}\n", encoding="utf-8")
    home.refuse_weak_secrets()
    first, *older = home.secret_lines("django.key")

    with override_settings(SECRET_KEY=STRONG, SECRET_KEY_FALLBACKS=[]):
        signed = signing.dumps({"sesi": 1})
    with override_settings(SECRET_KEY=first, SECRET_KEY_FALLBACKS=older):
        assert signing.loads(signed) == {"sesi": 1}
        fresh = signing.dumps({"sesi": 2})
    with override_settings(SECRET_KEY=first, SECRET_KEY_FALLBACKS=[]):
        assert signing.loads(fresh) == {"sesi": 2}
        with pytest.raises(signing.BadSignature):
            signing.loads(signed)

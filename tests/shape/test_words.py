"""Words that stand nowhere in this repository; they are put together from pieces here, so that this file passes too."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from pydantic import BaseModel

from pulang.flows import catalog

ROOT = Path(__file__).resolve().parents[2]

# Where packages come from is a matter of the machine that installs them.
HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "np" + "mjs.org",
    "np" + "mjs.com",
    "yarn" + "pkg.com",
    "deb." + "debian.org",
    "github" + "usercontent.com",
    "jsdeli" + "vr.net",
    "un" + "pkg.com",
    "cdn" + "js.",
    "fonts.goo" + "gleapis",
)
# What newspapers called people. Nobody is called that here, in no language, in no file name.
LABELS = (
    "prosti" + "tu",
    "pela" + "cur",
    "lon" + "te",
    "tuna" + " susila",
    "tuna" + "susila",
    "pekerja" + " seks",
    "sex" + " work",
    "muci" + "kari",
    "ger" + "mo\\b",
    "bro" + "thel",
    "lokali" + "sasi",
    "\\bP" + "SK\\b",
    "\\bW" + "TS\\b",
    "\\bH" + "IV\\b",
)
# Fields that would hold what somebody does for a living.
OCCUPATIONS = re.compile("occu" + "pation|pro" + "fession|pro" + "fesi|peker" + "jaan|job_?" + "title", re.IGNORECASE)


@cache
def files() -> tuple[Path, ...]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return tuple(path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file())


def found(words: tuple[str, ...]) -> list[str]:
    pattern = re.compile("|".join(words), re.IGNORECASE)
    hits = []
    for path in files():
        name = str(path.relative_to(ROOT))
        text = path.read_bytes().decode("utf-8", errors="replace")
        hits += [f"{name}: {match.group()}" for match in [pattern.search(name) or pattern.search(text)] if match]
    return hits


def test_no_package_host_is_named() -> None:
    assert found(tuple(re.escape(host) for host in HOSTS)) == []


def test_nobody_is_labelled() -> None:
    assert found(LABELS) == []


def test_no_field_holds_an_occupation() -> None:
    columns = {f"{m._meta.db_table}.{f.name}" for m in apps.get_models() for f in m._meta.get_fields()}
    asked = {f"{verb.name}.{name}" for verb in catalog.verbs().values() for name in names_of(verb.asks)}
    named = {str(path.relative_to(ROOT)) for path in files()}

    assert [each for each in sorted({*columns, *asked, *named}) if OCCUPATIONS.search(each)] == []


def names_of(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)

"""`pulang reference`: write docs/reference from the code, or tell what is stale."""

import argparse
import difflib
import inspect
import json
import os
from pathlib import Path

import django

from pulang.doors.jobs import ready
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HELP = Words(
    id="Menulis docs/reference dari kode. Dengan --check hanya memeriksa apakah ada yang usang.",
    en="Writes docs/reference from the code. With --check it only tells whether anything is stale.",
)
_ROOT = Path(__file__).resolve().parents[5]
_SHOWN_LINES = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare where to write, and whether to only look."""
    parser.add_argument("--check", action="store_true", help="periksa saja | only look")
    parser.add_argument("--folder", type=Path, default=_ROOT / "docs" / "reference", metavar="FOLDER")


def run(options: argparse.Namespace) -> int:
    """This will write every page; with --check it writes none, and the exit code is 1 when one is stale."""
    if not (_ROOT / "pyproject.toml").exists() and options.folder.parent == _ROOT / "docs":
        raise Refusal(
            "no-project-here",
            Words(
                id="Rujukan ditulis di dalam salinan kode. Sebutkan --folder untuk tempat lain.",
                en="The reference is written inside a copy of the code. Name another place with --folder.",
            ),
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulang.site.settings")
    django.setup()
    stale = {name: text for name, text in pages().items() if _there(options.folder / name) != text}
    if options.check:
        for name, text in stale.items():
            ready.tell(_difference(options.folder / name, text))
        return 1 if stale else 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in stale.items():
        (options.folder / name).write_text(text, encoding="utf-8")
        ready.tell(name)
    return 0


def pages() -> dict[str, str]:
    """This will give every page by its name; needs Django, no database."""
    from pulang.doors.jobs.reference import acts, refusals, rules  # noqa: PLC0415 - only once Django is set up

    return {
        "acts.md": acts.render(),
        "gates.md": rules.gates(),
        "stages.md": rules.stages(),
        "rights.md": rules.rights(),
        "refusals.md": refusals.render(),
        "tables.md": rules.tables(),
        "openapi.json": _openapi(),
    }


def _openapi() -> str:
    # Asked for at its address: one door does not import another.
    from django.test import RequestFactory  # noqa: PLC0415 - only once Django is set up
    from django.urls import resolve  # noqa: PLC0415

    address = "/api/v1/openapi.json"
    unguarded = inspect.unwrap(resolve(address).func)  # the service shows it to callers with a token only
    answer = unguarded(RequestFactory().get(address))
    return json.dumps(json.loads(answer.content), ensure_ascii=False, indent=1) + "\n"


def _there(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _difference(path: Path, text: str) -> str:
    lines = list(difflib.unified_diff(_there(path).splitlines(), text.splitlines(), lineterm="", n=0))[2:]
    changed = [line for line in lines if not line.startswith("@@")]
    more = [f"  … {len(changed) - _SHOWN_LINES} more"] if len(changed) > _SHOWN_LINES else []
    shown = [f"  {line[:160]}" for line in changed[:_SHOWN_LINES]]
    return "\n".join([f"{path.name}: {len(changed)} lines differ; run `make reference`", *shown, *more])

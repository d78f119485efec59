"""Counts which items of the OWASP ASVS (tests/asvs.tsv) a test carries. It reads the tests and runs none."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
COUNTED = ("AUTO", "AUTO-L3", "N/A")
NEVER_RUN = ("skip", "xfail")
Tested = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def table() -> dict[str, tuple[str, str]]:
    """This will give each id its class and idea."""
    lines = (TESTS / "asvs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith("V")]
    return {item: (kind, idea) for item, _level, kind, idea in rows}


def carried(folder: Path = TESTS) -> dict[str, list[str]]:
    """This will find, for each id, the tests that carry it. A test that never runs carries nothing."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        over_all = _ids(_module_marks(module))
        for node, ids in _tests(module.body, over_all):
            for item in ids:
                found.setdefault(item, []).append(f"{path.relative_to(folder.parent)}::{node.name}")
    return found


def _tests(body: list[ast.stmt], inherited: list[str]) -> Iterator[tuple[Tested, list[str]]]:
    for node in body:
        if not isinstance(node, Tested) or any(_named(mark) in NEVER_RUN for mark in node.decorator_list):
            continue
        ids = inherited + _ids(node.decorator_list)
        if isinstance(node, ast.ClassDef):
            yield from _tests(node.body, ids)
        elif node.name.startswith("test_"):
            yield node, ids


def _module_marks(module: ast.Module) -> list[ast.expr]:
    for node in module.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets
        ):
            return node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
    return []


def _ids(marks: list[ast.expr]) -> list[str]:
    calls = [mark for mark in marks if isinstance(mark, ast.Call) and _named(mark) == "asvs"]
    return [str(word.value) for call in calls for word in call.args if isinstance(word, ast.Constant)]


def _named(mark: ast.expr) -> str:
    target = mark.func if isinstance(mark, ast.Call) else mark
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def main() -> int:
    """This will print carried and missing for each class; exit code 1 while an AUTO or AUTO-L3 item has no test."""
    items, found = table(), carried()
    short = False
    for kind in COUNTED:
        wanted = [item for item, (its, _) in items.items() if its == kind]
        missing = [item for item in wanted if item not in found]
        short = short or (kind != "N/A" and bool(missing))
        print(f"{kind:8} {len(wanted) - len(missing):4} of {len(wanted):4} carried")
        for item in missing:
            print(f"         missing {item:8} {items[item][1]}")
    other = [item for item in found if items[item][0] not in COUNTED]
    print(f"besides  {len(other):4} of DOC and OPS; {sum(map(len, found.values()))} marks in all")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())

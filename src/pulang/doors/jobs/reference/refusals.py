"""docs/reference/refusals.md: every coded "no" there is, found in the source itself."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import pulang
from pulang.doors.jobs.reference.tables import code, page, table
from pulang.flows.fields import SAYS
from pulang.kernel.words import Words
from pulang.storage.constraints import SENTENCES

ROOT: Final = Path(pulang.__file__).parent
_ASKS: Final = frozenset({"Refusal", "FieldProblem"})
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|busy")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A code, the sentence beside it and the module it stands in."""

    code: str
    id: str
    en: str
    module: str


def found() -> tuple[Said, ...]:
    """This will give every refusal in the order of the codes."""
    kept = {Said(n.replace("_", "-"), w.id, w.en, "storage.constraints") for n, w in SENTENCES.items()}
    fields = {Said(n.replace("_", "-"), w.id, w.en, "flows.fields") for n, w in SAYS.items()}
    return tuple(sorted({*kept, *fields, *_in_source()}))


def _in_source() -> Iterator[Said]:
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            pair = _pair(node)
            if pair is not None:
                words = _words(pair[1], f"pulang.{name}")
                yield Said(pair[0], words.id, words.en, name)


def _pair(node: ast.AST) -> tuple[str, ast.expr] | None:
    """This will give the code and the words of a refusal, or of a line in a table of refusals."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _ASKS:
        values: list[ast.expr] = [arg for arg in node.args if not _is_field(node, arg)]
    elif isinstance(node, ast.Tuple):
        values = [each for each in node.elts if isinstance(each, ast.Constant | ast.Name) and _is_code_or_words(each)]
    else:
        return None
    if len(values) != 2 or not isinstance(values[0], ast.Constant):  # noqa: PLR2004 - a code and its words
        return None
    return (values[0].value, values[1]) if isinstance(values[0].value, str) else None


def _is_field(node: ast.Call, arg: ast.expr) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "FieldProblem" and arg is node.args[1]


def _is_code_or_words(each: ast.Constant | ast.Name) -> bool:
    if isinstance(each, ast.Name):
        return each.id.lstrip("_").isupper()
    return isinstance(each.value, str) and _CODE.fullmatch(each.value) is not None


def _words(node: ast.expr, module: str) -> Words:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _words(node.func.value, module)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
        said = {each.arg: _text(each.value) for each in node.keywords}
        return Words(id=said.get("id", ""), en=said.get("en", ""))
    if isinstance(node, ast.Name) and node.id.lstrip("_").isupper():
        value = getattr(import_module(module), node.id, None)
        return value if isinstance(value, Words) else _NOWHERE
    return _NOWHERE


_NOWHERE: Final = Words(id="", en="")


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) for each in node.values)
    if isinstance(node, ast.FormattedValue):
        return f"{{{ast.unparse(node.value).removesuffix('.isoformat()').rpartition('.')[2]}}}"
    return f"{{{ast.unparse(node)}}}"


def render() -> str:
    """This will write the page."""
    rows = ((code(each.code), each.id, each.en, each.module) for each in found())
    return page(
        "Refusals",
        "Every no has a code that does not change and a sentence a person can act on. Commands print the sentence, "
        "forms show it beside the field, the API answers with both.",
        table(("code", "Indonesian", "English", "raised in"), rows),
    )

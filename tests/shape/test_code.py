"""The code about itself: sizes, call signatures, one act a flow, no way round the walls."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "pulang"
LINES_FUNCTION, LINES_MODULE = 40, 400
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(*under: str) -> tuple[Path, ...]:
    found = [path for path in SRC.rglob("*.py") if "migrations" not in path.parts]
    return tuple(sorted(path for path in found if not under or path.relative_to(SRC).parts[0] in under))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module: read once, because many tests look through all of them."""
    return tuple(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[Function]:
    for node in nodes(path):
        if isinstance(node, Function):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    return f"{path.relative_to(SRC)}:{getattr(node, 'lineno', '')}:{getattr(node, 'name', '')}"


def length(node: Function) -> int:
    """The lines of a function without its decorators and its docstring."""
    assert node.end_lineno is not None
    documented = ast.get_docstring(node) is not None
    first = node.body[0]
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return node.end_lineno - node.lineno + 1 - docstring


def test_no_function_is_longer_than_a_screen() -> None:
    long = [place(path, node) for path in modules() for node in functions(path) if length(node) > LINES_FUNCTION]

    assert long == []


def test_no_module_is_longer_than_ten_screens() -> None:
    assert [place(p) for p in modules() if len(p.read_text(encoding="utf-8").splitlines()) > LINES_MODULE] == []


def test_every_module_opens_with_what_it_is() -> None:
    assert [
        place(path) for path in modules() if path.read_text(encoding="utf-8") and not ast.get_docstring(tree(path))
    ] == []


def public(path: Path) -> Iterator[Function]:
    for node in tree(path).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("layer", ["operations"])
def test_operations_are_called_by_name(layer: str) -> None:
    files = [path for path in modules("areas") if path.stem == layer]

    positional = [place(path, node) for path in files for node in public(path) if node.args.args]

    assert files
    assert positional == []


def names_it_takes(node: Function) -> list[str]:
    return [each.arg for each in (*node.args.args, *node.args.kwonlyargs)]


def test_every_flow_that_acts_is_called_by_name_with_the_same_four() -> None:
    """Whatever opens an act takes who, when, under which id and what, by name."""
    wrong = [
        place(path, node)
        for path in modules("flows")
        for node in public(path)
        if _acts(node) and path.stem != "act"
        if node.args.args or names_it_takes(node)[:4] != ["by", "at", "ref", "what"]
    ]

    assert wrong == []


def _acts(node: Function) -> list[ast.Call]:
    return [
        each
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "act"
    ]


def test_every_function_opens_one_act_at_most() -> None:
    nodes = [(path, node, _acts(node)) for path in modules("flows") for node in functions(path)]

    assert [place(path, node) for path, node, acts in nodes if len(acts) > 1] == []
    assert any(acts for _, _, acts in nodes)


def test_an_act_is_opened_in_flows_only() -> None:
    opened = [
        place(path)
        for path in modules("areas", "doors", "storage", "kernel", "site")
        for node in functions(path)
        if any(isinstance(each, ast.With) and _opens_act(each) for each in ast.walk(node))
    ]

    assert opened == []


def _opens_act(node: ast.With) -> bool:
    calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
    return any(isinstance(call.func, ast.Name) and call.func.id == "act" for call in calls)


def test_no_table_is_reached_by_its_name() -> None:
    """`apps.get_model` leaves no import, so no contract sees it; only migrations need it."""
    reached = [
        place(path, node)
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in {"get_model", "_base_manager"}
    ]

    assert reached == []


CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("timezone", "now"), ("time", "time")}


def test_nothing_below_the_doors_reads_a_clock_or_draws_by_chance() -> None:
    """Storage keeps the one clock and the keys; kernel, areas and flows are told."""
    calls = {call for _, call in CLOCKS}  # asked first: to write a node out again takes long
    read = [
        place(path, node)
        for path in modules("kernel", "areas", "flows")
        for node in nodes(path)
        if (isinstance(node, ast.Attribute) and node.attr in calls and (ast.unparse(node.value), node.attr) in CLOCKS)
        or (isinstance(node, ast.Import | ast.ImportFrom) and _names(node) & {"random", "secrets"})
    ]

    assert read == []


def _names(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else {each.name for each in node.names}

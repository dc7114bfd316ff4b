"""The source of Parley as a syntax tree: which calls it makes, and which texts are written out."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]


@cache
def nodes() -> tuple[ast.AST, ...]:
    """The syntax of the whole source."""
    paths = [path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(paths)]
    return tuple(node for tree in trees for node in ast.walk(tree))


@cache
def constants() -> frozenset[str]:
    """Every piece of text written out in the source."""
    found = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return frozenset(value for value in found if isinstance(value, str))


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of these functions or classes."""
    for node in nodes():
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in names:
                yield node


def texts(node: ast.expr | None) -> list[str]:
    """The text an argument may be: one constant, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return [*texts(node.body), *texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == name), None)

"""What the program says, found in its source: the walk behind the tests of translations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

FAULTS = frozenset(
    "UserError UnknownMethod UnknownSource BadOption NothingFound UnreadableDocument NotAllowed Busy"
    " AlreadyShared StaleButton StillReading Refused Gone".split()
)
"""Errors that reach a person in Discord; ``super().__init__`` of one that words itself is read too."""

TOLD = frozenset({"notice_page", "gone", "managed", "retold"})
"""Functions whose texts are told."""

NOT_IN_DISCORD = (
    "cli.py",
    "arguments.py",
    "evaluate.py",
    "console.py",
    "doctor.py",
    "dispatch.py",
    "guide.py",
    "lines.py",
    "managing.py",
    "named_file.py",
    "terminal.py",
)


def sources() -> list[Path]:
    return [p for p in sorted((ROOT / "bot").rglob("*.py")) if p.name not in NOT_IN_DISCORD]


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def templates(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, values as ``{}``."""
    match node:
        case ast.Constant(value=str(text)) if text.strip():
            yield text
        case ast.JoinedStr(values=values):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in values)
            if any(c.isalpha() for c in text.replace("{}", "")):
                yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from templates(body)
            yield from templates(orelse)


def words() -> set[str]:
    """Fixed words: the templates of ``say``, and labels of buttons and menus."""
    found: set[str] = set()
    for path in sources():
        for name, call in calls(path):
            if (name == "say" and call.args) or (name == "Press" and call.args):
                found.update(t for t in templates(call.args[0]) if name == "say" or "{" not in t)
    return found


def counts() -> set[str]:
    """Nouns that are counted."""
    found: set[str] = set()
    for path in sources():
        for name, call in calls(path):
            if name in ("count", "counted") and len(call.args) > 1:
                found.update(templates(call.args[1]))
    return found


def sentences() -> set[str]:
    """What errors and notices say."""
    found: set[str] = set()
    for path in sources():
        for name, call in calls(path):
            own = name == "__init__" and path.name in ("tree.py", "errors.py", "keeping.py")
            if name in FAULTS or name in TOLD or own:
                for argument in call.args[:2]:
                    found.update(templates(argument))
            elif name == "did_you_mean" and len(call.args) > 2:
                found.update(templates(call.args[2]))
    return {t for t in found if " " in t or t.endswith(".")}

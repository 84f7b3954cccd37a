"""Front matter: the YAML block between two lines of dashes at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

_BLOCK = re.compile(
    r"\A-{3}[^\S\r\n]*\r?\n(?P<yaml>.*?)^(?:-{3}|\.{3})[^\S\r\n]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_LIMIT = 20_000
"""Characters; a longer block is no bibliography."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block states, where it ends in the text, and a note if it cannot be understood."""

    stated: Mapping[str, Any] = field(default_factory=dict)
    end: int = 0
    note: str = ""


def front_matter(text: str) -> FrontMatter:
    """The front matter of ``text``; its ``end`` is 0 where there is none.

    A block that is not valid YAML, or is no mapping, is left out of the text all the same and
    said in the note: better no bibliography than a wrong one.
    """
    match = _BLOCK.match(text)
    if match is None or len(match["yaml"]) > _LIMIT:
        return FrontMatter()
    if "&" in match["yaml"] and re.search(r"(?m)(?:^|[:\-\[,]\s*)[&*]\w+", match["yaml"]):
        return FrontMatter(end=match.end(), note="Its front matter uses YAML anchors and was ignored.")
    try:
        stated = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" (line {line + 2})" if line is not None else ""
        return FrontMatter(end=match.end(), note=f"Its front matter is not valid YAML{where} and was ignored.")
    if stated is None:
        return FrontMatter(end=match.end())
    if not isinstance(stated, dict):
        if ":" not in match["yaml"]:
            return FrontMatter()  # a text between two rules, not front matter
        return FrontMatter(end=match.end(), note="Its front matter is not a list of keys and was ignored.")
    return FrontMatter({str(key).strip().lower(): value for key, value in stated.items()}, match.end())

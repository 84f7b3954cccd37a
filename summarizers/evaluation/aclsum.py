"""ACLSum: papers in which people marked the sentences on three aspects.

S. Takeshita et al., "ACLSum: A New Dataset for Aspect-based Summarization of Scientific
Publications", 2024; the PyPI package ``aclsum`` (MIT). Its test split: 100 papers, of each the
abstract, introduction and conclusion.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarizers.evaluation.tasks import DataAbsent, Task, bare

TOPICS = {
    "challenge": "challenge problem limitation issue lack",
    "approach": "approach method propose model present",
    "outcome": "outcome result show performance improve",
}
"""How each aspect is asked for: its name and the words that come to mind first. They were written
down before anything was measured, and stay."""

SIZE = 3
SECTIONS = ("abstract", "introduction", "conclusion")


def load(split: str = "test") -> list[Task]:
    """One task for each paper and aspect. Raises DataAbsent where the package is not installed."""
    path = _folder() / f"{split}.jsonl"
    papers = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [_task(paper, aspect) for paper in papers for aspect in TOPICS]


def _folder() -> Path:
    spec = find_spec("aclsum")  # found, not imported: the package needs another one to load itself
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "dataset"
        if folder.is_dir():
            return folder
    raise DataAbsent("The reference set ACLSum is not installed.", "pip install aclsum==0.1.2")


def _task(paper: dict[str, Any], aspect: str) -> Task:
    sentences, marks = [], []
    for section in SECTIONS:
        sentences += [(section, text) for text in paper["sentences"][section]]
        marks += paper["highlights"][aspect][section]
    return Task(
        f"{paper['id']}/{aspect}",
        tuple(bare(paper["id"], i, text, section) for i, (section, text) in enumerate(sentences)),
        TOPICS[aspect],
        SIZE,
        gold=frozenset(i for i, mark in enumerate(marks) if mark),
    )

"""One number for one summary, 0 to 100, by several measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summarizers.evaluation.rouge import rouge
from summarizers.evaluation.tasks import Task

Measure = Callable[[Task, Sequence[int]], float]

_WORD = re.compile(r"\w+")


def marked_f1(task: Task, chosen: Sequence[int]) -> float:
    """F1 of the sentences chosen against those that people marked."""
    shared = len(task.gold & set(chosen))
    return 200.0 * shared / (len(task.gold) + len(set(chosen))) if shared else 0.0


def rouge_1(task: Task, chosen: Sequence[int]) -> float:
    """ROUGE-1 F1 against the nearest human summary."""
    return 100.0 * max(rouge(_said(task, chosen), r).one for r in task.references)


def rouge_2(task: Task, chosen: Sequence[int]) -> float:
    """ROUGE-2 F1 against the nearest human summary."""
    return 100.0 * max(rouge(_said(task, chosen), r).two for r in task.references)


def rouge_lsum(task: Task, chosen: Sequence[int]) -> float:
    """ROUGE-Lsum F1 against the nearest human summary."""
    return 100.0 * max(rouge(_said(task, chosen), r).lsum for r in task.references)


def answers_held(task: Task, chosen: Sequence[int]) -> float:
    """The share of the sources' short answers that stand in the summary, word for word."""
    said = _folded(" ".join(_said(task, chosen)))
    return 100.0 * sum(_folded(a) in said for a in task.answers) / max(len(task.answers), 1)


def _said(task: Task, chosen: Sequence[int]) -> list[str]:
    return [task.sentences[i].text for i in sorted(chosen)]


def _folded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


MEASURES: dict[str, dict[str, Measure]] = {
    "aclsum": {"F1": marked_f1},
    "quotesum": {"R-1": rouge_1, "R-2": rouge_2, "R-Lsum": rouge_lsum, "answers": answers_held},
}
"""What is measured on which set."""

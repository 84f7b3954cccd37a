"""QuoteSum: questions over several short sources, answered by people in quotations.

T. Schuster et al., "SEMQA: Semi-Extractive Multi-Source Question Answering", 2024 (CC BY-SA 4.0).
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

from summarizers.evaluation.tasks import DataAbsent, Task, bare
from summarizers.sentences import split

_QUOTATION = re.compile(r"\[\s*(\d+)\s+(.*?)\s*\]")
_SOURCES = range(1, 9)


def load(path: Path) -> list[Task]:
    """One task for each question, as long as the median human answer: a sentence for each source cited.

    Raises DataAbsent when there is no such file or it is of another form.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [_task(list(group)) for _, group in groupby(rows, key=lambda row: row["qid"])]
    except OSError as error:
        raise DataAbsent(
            f"The reference set QuoteSum is not at {path}.",
            "Give its place with --data; it is dev.jsonl of github.com/google-research-datasets/QuoteSum.",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataAbsent(f"{path} is not a QuoteSum file: {error}.", "It has one JSON object a line.") from error


def _task(rows: list[dict[str, Any]]) -> Task:
    first = rows[0]
    present = [i for i in _SOURCES if first.get(f"source{i}")]
    sentences = [
        bare(str(i), ordinal, first[f"source{i}"][start:end])
        for i in present
        for ordinal, (start, end) in enumerate(split(first[f"source{i}"]))
    ]
    cited = [len({number for number, _ in _QUOTATION.findall(row["summary"])}) for row in rows]
    return Task(
        first["qid"],
        tuple(sentences),
        first["question"],
        max(int(median(cited)), 1),
        references=tuple(_plain(row["summary"]) for row in rows),
        answers=tuple(first[f"short_ans_{i}"] for i in present),
    )


def _plain(summary: str) -> tuple[str, ...]:
    """The human answer without the brackets of its quotations, as sentences."""
    text = " ".join(_QUOTATION.sub(r"\2", summary).split())
    return tuple(text[start:end] for start, end in split(text))

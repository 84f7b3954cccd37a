"""How much a verifier lets through and how much it refuses, on sentences that nothing was tuned on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizers.verification.verify import verify
from tests.summarizers.verification import material, planting, rewriting

Table = dict[str, tuple[int, int]]


def caught(sentences: Sequence[str]) -> Table:
    """Of each kind of planted error: how many were refused, of how many."""
    return _counted(
        [(kind, not verify(text, evidence).follows) for kind, text, evidence in planting.planted(sentences)]
    )


def refused(sentences: Sequence[str]) -> Table:
    """Of each kind of rewrite that keeps the meaning: how many were refused, of how many."""
    return _counted(
        [(kind, not verify(text, evidence).follows) for kind, text, evidence in rewriting.rewritten(sentences)]
    )


def _counted(outcomes: Sequence[tuple[str, bool]]) -> Table:
    total = Counter(kind for kind, _ in outcomes)
    hit = Counter(kind for kind, yes in outcomes if yes)
    return {kind: (hit[kind], total[kind]) for kind in total}


def share(table: Table) -> float:
    return sum(hit for hit, _ in table.values()) / sum(total for _, total in table.values())


def shown(title: str, table: Table) -> str:
    lines = [f"{title}: {share(table):.2%}"]
    lines += [f"  {kind:18}{hit:5} of {total:5}  {hit / total:7.1%}" for kind, (hit, total) in sorted(table.items())]
    return "\n".join(lines)


def test_planted_errors_in_notes_that_nothing_was_tuned_on_are_caught(seeds: Path) -> None:
    """An error that slips through is a false sentence in somebody's brief."""
    table = caught(material.held_out(seeds))
    print(shown("planted errors caught", table))  # noqa: T201  the table is what the test reports
    assert share(table) >= 0.99, shown("caught", table)
    assert len(table) >= 12
    assert all(hit / total >= 0.95 for hit, total in table.values()), shown("caught", table)


def test_rewrites_that_keep_the_meaning_pass(seeds: Path) -> None:
    """A true sentence that is refused costs the reader a better one."""
    table = refused(material.held_out(seeds))
    print(shown("rewrites refused", table))  # noqa: T201
    assert share(table) <= 0.02, shown("refused", table)
    assert table["as it stands"][0] == 0


def test_the_same_holds_for_the_raw_documents(raw_seeds: Path) -> None:
    """The sentences of real documents are longer and untidier than those of our notes."""
    sentences = [s for f in sorted(raw_seeds.glob("*.txt")) for s in material.sentences(f)]
    errors, rewrites = caught(sentences), refused(sentences)
    print(shown("planted errors caught", errors))  # noqa: T201
    print(shown("rewrites refused", rewrites))  # noqa: T201
    assert share(errors) >= 0.99, shown("caught", errors)
    assert share(rewrites) <= 0.02, shown("refused", rewrites)


@pytest.mark.parametrize("file", material.FITTED)
def test_the_notes_that_were_tuned_on_are_there(seeds: Path, file: str) -> None:
    """Were one renamed, the held-out set would silently hold what was tuned on."""
    assert (seeds / file).is_file()

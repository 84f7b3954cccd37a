"""What every method promises, whatever its algorithm."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers import registry
from summarizers.base import Candidates
from summarizers.embeddings import HashingEncoder
from summarizers.models import Query
from tests.summarizers.extractive.sumy_reference import sentences

TEXTS = [
    "The dam on the river was finished in 1972 by the state company.",
    "It supplies water to three towns and power to the mine.",
    "The mine employs four hundred people from the three towns.",
    "Last year the river flooded the mine and two of the towns.",
    "The dam on the river was finished in 1972 by the state company.",
    "The state company says that the dam will be raised.",
    "Nobody was hurt.",
]


@pytest.mark.parametrize("name", registry.names())
@pytest.mark.parametrize("texts", [[], [""], ["Hm."], ["Same.", "Same."], ["12.5%", "?!", "..."]])
def test_poor_input_is_no_error(name: str, texts: list[str]) -> None:
    """An empty or wordless document must not bring down the bot."""
    ranked = registry.create(name).rank(Candidates(sentences(texts)), 3)
    assert len(ranked) <= len(set(texts))
    assert all(np.isfinite(r.score) for r in ranked)


@pytest.mark.parametrize("with_vectors", [False, True])
@pytest.mark.parametrize("query", [None, Query("flood of the river"), Query("xyzzy")])
@pytest.mark.parametrize("name", registry.names())
async def test_the_best_come_first_and_nothing_twice(name: str, query: Query | None, with_vectors: bool) -> None:
    """A brief that says one sentence twice, or runs over its length, is wrong at a glance."""
    encoder = HashingEncoder()
    candidates = Candidates(
        sentences(TEXTS),
        query,
        await encoder.encode(TEXTS) if with_vectors else None,
        (await encoder.encode([query.text]))[0] if with_vectors and query else None,
    )
    method = registry.create(name)
    assert method.name == name
    everything = method.rank(candidates, 100)
    assert sorted(r.index for r in everything) in ([0, 1, 2, 3, 5, 6], [1, 2, 3, 4, 5, 6])
    assert [r.score for r in everything] == sorted((r.score for r in everything), reverse=True)
    assert method.rank(candidates, 3) == everything[:3]
    assert method.rank(candidates, 0) == []


def test_an_unknown_method_is_a_key_error() -> None:
    """The use cases turn it into "did you mean"."""
    with pytest.raises(KeyError):
        registry.create("lexrank")

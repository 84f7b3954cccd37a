"""The encoder without a model."""

from __future__ import annotations

import numpy as np

from summarizers.embeddings import HashingEncoder


async def test_shared_words_make_texts_similar() -> None:
    """Tests that rely on the fake would prove nothing if all its vectors were alike."""
    encoder = HashingEncoder()
    vectors = await encoder.encode(["Gas prices rise", "the price of gas rose", "A cathedral choir", "", "?!"])
    assert vectors.dtype == np.float32 and vectors.shape == (5, encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.4 > vectors[0] @ vectors[2]
    assert np.array_equal(
        vectors,
        await HashingEncoder().encode(["Gas prices rise", "the price of gas rose", "A cathedral choir", "", "?!"]),
    )

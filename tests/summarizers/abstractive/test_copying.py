"""Decoding held to a passage: which sentences can be written at all."""

from __future__ import annotations

import pytest

from summarizers.abstractive.copying import Line, State

END = 0
PASSAGE = ["The mine, which opened in 2021, did not sell copper to Utopia.", "Arcadia bought 185 jets."]


def encode(text: str) -> list[int]:
    """A token a letter: words are spelled in several steps, as a real tokenizer spells rare ones."""
    return [ord(c) for c in text]


def may_write(text: str) -> bool:
    line = Line(PASSAGE, encode, END)
    state: State | None = line.start()
    for token in [*encode(text), END]:
        if state is None or token not in {t for t, _ in line.allowed(state)}:
            return False
        state = line.step(state, token)
    return state is not None


@pytest.mark.parametrize(
    "text",
    [
        "The mine did not sell copper to Utopia.",
        "The mine, which opened in 2021, did not sell copper to Utopia.",
        "Mine did not sell copper.",
        "Arcadia bought 185 jets.",
        "Arcadia bought jets.",
    ],
)
def test_leaving_out_words_is_possible(text: str) -> None:
    """What a compression is."""
    assert may_write(text)


@pytest.mark.parametrize(
    "text",
    [
        "Utopia did not sell copper.",  # another order
        "The mine opened in 2022.",  # a figure that is not there
        "Arcadia bought 18 jets.",  # a part of one
        "Arcadia sold 185 jets.",  # a word of the other sentence
        "The mine bought 185 jets.",  # two sentences spliced
        "The mine which opened did not sell copper.",  # a comma between two words that stay together
        "The mine opened. It closed.",  # a second sentence
        "The",  # no end
    ],
)
def test_saying_something_else_is_not(text: str) -> None:
    """What a small model would otherwise invent."""
    assert not may_write(text)

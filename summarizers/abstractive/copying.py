"""Decoding that keeps to the passage: a small model chooses what to leave out, not what to say.

At each step only those tokens are allowed that spell a word of one sentence of the passage, in its
order; after the full stop only the end. So no figure, name or
verb can be written that the passage does not have. What still can go wrong (a "not" or a "may" left
out, a clause attached elsewhere) is for verification.

In the spirit of J. Clarke and M. Lapata, "Global Inference for Sentence Compression", 2008, with a
language model's beam search in the place of integer programming.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

_STRIPPED = ",;:.!?\"“”‘’'()[]"
_ABBREVIATION = re.compile(r"(?:\w\.){2,}$")

Encode = Callable[[str], Sequence[int]]


@dataclass(slots=True)
class Node:
    """A beginning of words: the tokens that may follow, the places of the words that end here, and of
    all that begin so."""

    following: dict[int, Node] = field(default_factory=dict)
    ends: set[int] = field(default_factory=set)
    reach: set[int] = field(default_factory=set)

    def spell(self, tokens: Sequence[int], place: int) -> None:
        node = self
        for token in tokens:
            node = node.following.setdefault(token, Node())
            node.reach.add(place)
        node.ends.add(place)


@dataclass(frozen=True, slots=True)
class State:
    """How far a text has come: the word being spelled (None after a comma), and where in the passage the
    last whole word may stand (nowhere at the start). ``paused`` is after a comma."""

    node: Node | None
    places: frozenset[int]
    paused: bool = False
    closed: bool = False


class Line:
    """A passage as the words that may follow each other. A step never leads from one sentence to another."""

    def __init__(self, sentences: Sequence[str], encode: Encode, end: int) -> None:
        self.end = end
        self._comma, self._stop = encode(",")[-1], encode(".")[-1]
        self._opening, self._inner = Node(), Node()
        self._sentence: list[int] = []
        self._commas: set[int] = set()
        for number, sentence in enumerate(sentences):
            for first, (word, comma) in enumerate(_words(sentence)):
                place = len(self._sentence)
                self._sentence.append(number)
                if comma:
                    self._commas.add(place)
                self._inner.spell(encode(" " + word), place)
                if first == 0:
                    self._inner.spell(encode(" " + word[:1].lower() + word[1:]), place)
                self._opening.spell(encode(word[:1].upper() + word[1:]), place)

    def start(self) -> State:
        return State(self._opening, frozenset())

    def step(self, state: State, token: int) -> State | None:
        """The state after ``token``; None where it may not follow."""
        if state.closed:
            return state if token == self.end else None
        if state.node is not None:
            node = state.node.following.get(token)
            if node is not None and self._leads(state, node):
                return State(node, state.places, state.paused)
        between = self._arrived(state)
        if between is None or not between.places:
            return None
        if token == self._stop:
            return State(None, between.places, closed=True)
        if token == self._comma:
            return State(None, between.places, paused=True)
        node = self._inner.following.get(token)
        if node is None or not self._leads(between, node):
            return None
        return State(node, between.places, between.paused)

    def allowed(self, state: State) -> Iterator[tuple[int, bool]]:
        """The tokens that may follow, and whether each goes on with the very next word of the passage."""
        if state.closed:
            yield self.end, False
            return
        if state.node is not None:
            for token, node in state.node.following.items():
                if self._leads(state, node):
                    yield token, False
        between = self._arrived(state)
        if between is None or not between.places:
            return
        if not between.paused:
            yield self._stop, False
            if between.places & self._commas:
                yield self._comma, True
        onward = {p + 1 for p in between.places}
        for token, node in self._inner.following.items():
            if self._leads(between, node):
                yield token, not onward.isdisjoint(node.reach)

    def _arrived(self, state: State) -> State | None:
        """Where the text stands if a word ends here; None in the middle of one."""
        if state.node is None:
            return state
        found = frozenset(p for p in state.node.ends if self._after(state, p))
        return State(None, found) if found else None

    def _after(self, state: State, place: int) -> bool:
        """May the word at ``place`` be next? To the very next word a comma of the passage comes along."""
        return not state.places or any(
            p < place
            and self._sentence[p] == self._sentence[place]
            and (place > p + 1 or state.paused or p not in self._commas)
            for p in state.places
        )

    def _leads(self, state: State, node: Node) -> bool:
        return any(self._after(state, p) for p in node.reach)


class Keeping:
    """A logits processor of transformers: forbids what ``Line`` does, and prefers to go on as the passage does.

    ``scores`` are log probabilities or logits, (rows, vocabulary); row r belongs to line r // beams.
    """

    def __init__(
        self, lines: Sequence[Line], prompt: int, beams: int, prefer: float, special: frozenset[int] = frozenset()
    ) -> None:
        self._special = special  # tokens that are no text, which a model may put before it
        self._lines = lines
        self._prompt = prompt
        self._beams = beams
        self._prefer = prefer

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        kept = scores.new_full(scores.shape, float("-inf"))
        for row, written in enumerate(input_ids[:, self._prompt :].tolist()):
            line = self._lines[row // self._beams]
            state: State | None = line.start()
            while written and written[0] in self._special - {line.end}:
                del written[0]
            for token in written:
                state = line.step(state, token) if state is not None else None
            options = list(line.allowed(state)) if state is not None else []
            if not options:  # a beam that has ended, or has no way on
                kept[row, line.end] = 0.0
                continue
            tokens = [t for t, _ in options]
            bonus = scores.new_tensor([self._prefer if onward else 0.0 for _, onward in options])
            kept[row, tokens] = scores[row, tokens] + bonus
        return kept


def _words(sentence: str) -> list[tuple[str, bool]]:
    """The words as they are written, without the marks around them; and whether a comma follows.

    A comma after a parenthesis follows the word before it as well, for a text that leaves the parenthesis out.
    """
    found: list[tuple[str, bool]] = []
    before = -1
    for chunk in sentence.split():
        if chunk.startswith("("):
            before = len(found) - 1
        bare = chunk if _ABBREVIATION.search(chunk) else chunk.strip(_STRIPPED)
        comma = chunk.endswith(",")
        if bare:
            found.append((bare, comma))
        if ")" in chunk:
            if comma and before >= 0:
                found[before] = (found[before][0], True)
            before = -1
    return found

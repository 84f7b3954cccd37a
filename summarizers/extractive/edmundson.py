"""Edmundson: cue words, words of the headings, and the place of a sentence.

H. P. Edmundson, "New Methods in Automatic Extracting", Journal of the ACM, 1969.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from summarizers.base import Candidates, Ranked
from summarizers.extractive.choice import best
from summarizers.extractive.porter2 import stem
from summarizers.extractive.tokens import Floats, stems, stop_words, words
from summarizers.models import Sentence

BONUS = (
    "významný vynikající podstatný význačný důležitý slavný zajímavý eminentní vlivný supr super"
    " nejlepší dobrý kvalitní optimální relevantní"
)
"""sumy's bonus words for a text without headings. They are Czech: on an English text only the
place of a sentence counts then, in sumy and here."""
STIGMA = "nejhorší zlý šeredný"


class Edmundson:
    """Bonus words count for, stigma words against; so do words of headings, and first and last places.

    Headings are the sections of the sentences. Where there are any, their words are the bonus
    words, unless the constructor is given some.
    """

    name = "edmundson"
    needs_vectors = False

    def __init__(self, bonus: Iterable[str] | None = None, stigma: Iterable[str] | None = None) -> None:
        self._bonus = None if bonus is None else tuple(bonus)
        self._stigma = tuple(stigma) if stigma is not None else tuple(STIGMA.split())

    def rank(self, candidates: Candidates, limit: int) -> list[Ranked]:
        """Cue, title and location, each with weight 1 (sumy's key method has weight 0)."""
        headings = [w for h in headings_of(candidates.sentences) for w in words(h)]
        bonus = self._bonus if self._bonus is not None else headings or BONUS.split()
        titles = _stems(headings) - _null()
        tokens = [stems(t) for t in candidates.texts]
        cue = _hits(tokens, _stems(bonus)) - _hits(tokens, _stems(self._stigma))
        title = _hits(tokens, titles)
        return best(candidates, cue + title + (title + _places(candidates.sentences)), limit)


def headings_of(sentences: Sequence[Sentence]) -> list[str]:
    """The headings under which the sentences stand, once for each section, innermost names."""
    sections = (key for key, _ in groupby(sentences, key=lambda s: (s.document, s.section)))
    return [section.rsplit(" > ", 1)[-1] for _, section in sections if section]


@lru_cache(maxsize=1)
def _null() -> set[str]:
    """The stems of stop words, which no title is about."""
    return _stems(stop_words())


def _stems(written: Iterable[str]) -> set[str]:
    return {stem(w.lower()) for w in written}


def _hits(sentences: Sequence[Sequence[str]], wanted: set[str]) -> Floats:
    """How many words of each sentence are wanted; most have none."""
    found = (0 if wanted.isdisjoint(s) else sum(map(wanted.__contains__, s)) for s in sentences)
    return np.fromiter(found, dtype=np.float64, count=len(sentences))


def _places(sentences: Sequence[Sentence]) -> Floats:
    """One for the first or last paragraph, one for the first or last sentence of a paragraph."""
    paragraph = _starts([(s.document, s.paragraph) for s in sentences])
    number = np.cumsum(paragraph) - 1
    ends = np.append(paragraph[1:], True)
    outer = (number == 0) | (number == number[-1:])
    inner = paragraph | ends
    return np.asarray(outer.astype(np.float64) + inner)


def _starts(keys: Sequence[object]) -> NDArray[np.bool_]:
    changed = [a != b for a, b in pairwise(keys)]
    return np.array([True, *changed][: len(keys)], dtype=bool)

"""Documents that say the same: copies, edited copies, excerpts, one wire story in two outlets.

Two steps. A sketch finds the pairs to look at: of each document's runs of four words those whose hash falls
in one part of all hashes, whatever else the document holds, so that a page is found in a book too (Broder, "On
the resemblance and containment of documents", 1997). Then the two are read against each other, sentence by
sentence: they are one voice when most of the shorter one stands in the longer, in the same words or nearly.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

from bot.corpus.progress import Progress, Tell
from bot.store.twins import Sketch, TwinStore

RUN = 4
"""Words in a run."""

ONE_OF = 16
"""A sketch keeps one of so many runs ..."""

LEAST = 40
"""... but at least so many of a short document's, the smallest hashes."""

IN_COMMON, IN_COMMON_OF_FEW = 0.12, 0.06
"""The share of the smaller sketch that makes a pair worth reading; other texts of one language share 0.01.
Less is enough where that sketch is small, for an excerpt has few runs in common with a book's."""

FEW = 64

MOST = 12
"""Documents that a new one is read against, the most alike."""

SAME = 0.6
"""The share of the shorter document that makes two one voice."""

NEARLY = 0.4
"""The share of a sentence's pairs of words that one sentence of the other document holds: a third of its words
may be others."""

SHORT = 5
"""A sentence of fewer words is chance, or a formula, and is not counted."""

FEWEST = 20
"""Words below which a document is the same as another only word for word."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\w)+")
_HASHES = 1 << 32
_AT_ONCE = 64

Words = list[str]


async def find_twins(store: TwinStore, progress: Tell | None = None) -> int:
    """Compare what is new in the store with everything in it; how many versions were new.

    Each batch is kept when it is done: killed, it goes on from there.
    """
    total = await store.count_unsketched()
    done = 0
    if progress is not None and total:
        progress(Progress("compare", 0, total))
    while batch := await store.unsketched(_AT_ONCE):
        sketches = await asyncio.to_thread(_sketches, batch)
        pairs: set[tuple[int, int]] = set()
        for index, each in enumerate(sketches):
            akin = await store.akin(each, common_needed, MOST)
            beside = (other.version for other in sketches[:index] if _akin(each, other))
            pairs.update((min(each.version, other), max(each.version, other)) for other in (*akin, *beside))
        texts = dict(batch)
        texts.update(await store.bodies({version for pair in pairs for version in pair} - texts.keys()))
        await store.put_sketches(sketches, await asyncio.to_thread(_twins, pairs, texts))
        done += len(batch)
        if progress is not None:
            progress(Progress("compare", done, max(total, done)))
    return done


def _sketches(batch: Sequence[tuple[int, list[str]]]) -> list[Sketch]:
    return [sketch(version, texts) for version, texts in batch]


def sketch(version: int, texts: Iterable[str]) -> Sketch:
    """What of a version's words it is looked up by."""
    words = [word for text in texts for word in words_of(text)]
    ends = range(max(1, len(words) - RUN + 1)) if words else range(0)
    runs = sorted({zlib.crc32(" ".join(words[i : i + RUN]).encode()) for i in ends})
    few = sum(run < _HASHES // ONE_OF for run in runs)
    return Sketch(version, len(runs), tuple(runs[: max(few, LEAST)]))


def words_of(text: str) -> Words:
    return _WORD.findall(text.casefold())


def common_needed(one: int, other: int) -> float:
    """How many runs two sketches of these sizes have in common where their texts are to be read."""
    fewer = min(one, other)
    return max(min(2, fewer), (IN_COMMON if fewer > FEW else IN_COMMON_OF_FEW) * fewer)


def _akin(one: Sketch, other: Sketch) -> bool:
    common = len(set(one.runs) & set(other.runs))
    return common > 0 and common >= common_needed(len(one.runs), len(other.runs))


def _twins(pairs: Iterable[tuple[int, int]], texts: Mapping[int, Sequence[str]]) -> list[tuple[int, int, float]]:
    """Of pairs (older, newer) those that say the same. In the order of the newer: it is read once, and those that
    it is held against are forgotten one by one, for many forgotten at once hold up all threads."""

    @lru_cache(maxsize=4)
    def known(version: int) -> Split:
        return Split([words_of(text) for text in texts[version]])

    shares = ((a, b, shared(known(a), known(b))) for a, b in sorted(pairs, key=itemgetter(1, 0)))
    return [(a, b, round(share, 3)) for a, b, share in shares if share >= SAME]


class Split:
    """A document as the words of its sentences, and where in it each pair of words stands."""

    def __init__(self, sentences: Sequence[Words]) -> None:
        self.sentences = sentences
        self.words = sum(map(len, sentences))

    @cached_property
    def where(self) -> Mapping[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, words in enumerate(self.sentences):
            for pair in pairwise(words):
                found[pair].add(number)
        return found


def shared(one: Split, other: Split) -> float:
    """The share of the shorter document that stands in the longer one, in words of whole sentences; a lower one than
    it is where it cannot come to SAME."""
    shorter, longer = (one, other) if one.words <= other.words else (other, one)
    if shorter.words < FEWEST:
        return float(shorter.words > 0 and _all(one) == _all(other))
    counted = [words for words in shorter.sentences if len(words) >= SHORT]
    total, missed, found = sum(map(len, counted)), 0, 0
    for words in counted:
        if _stands(words, longer.where):
            found += len(words)
        else:
            missed += len(words)
            if missed > (1 - SAME) * total:
                break
    return found / total if total else 0.0


def _all(text: Split) -> Words:
    return [word for words in text.sentences for word in words]


def _stands(words: Words, where: Mapping[tuple[str, str], set[int]]) -> bool:
    """Does one sentence hold enough of these words, in this order?"""
    pairs = set(pairwise(words))
    held = Counter(number for pair in pairs for number in where.get(pair, ()))
    return max(held.values(), default=0) >= NEARLY * len(pairs)

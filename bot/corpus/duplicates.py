"""Documents that say the same: copies, edited copies, one wire story in two outlets.

Broder's shingles and MinHash ("On the resemblance and containment of documents", 1997) by
datasketch, like pairs found by bands of values. Two documents are twins when most of the shorter
one's runs of five words stand in the longer one.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from bot.corpus.progress import Progress, Tell
from bot.store.twins import Likeness, LikenessStore

PERMUTATIONS = 128
BANDS, ROWS = 32, 4
"""Pairs of which 40 % of runs agree share a band in over half of all cases, 60 % nearly always."""

RUN = 5
"""Words in a run."""

SAME = 0.6
"""The share of the shorter document that makes two one voice."""

FEWEST = 20
"""Runs below which likeness is chance, or a formula; such documents are compared as a whole."""

_WORD = re.compile(r"\w+")
_AT_ONCE = 64
_STORED = np.dtype("<u4")


async def find_twins(store: LikenessStore, progress: Tell | None = None) -> int:
    """Compare what is new in the store with everything in it; how many versions were new.

    Each batch is kept when it is done: killed, it goes on from there.
    """
    total = await store.count_unlikened()
    done = 0
    if progress is not None and total:
        progress(Progress("compare", 0, total))
    while batch := await store.unlikened(_AT_ONCE):
        likenesses = await asyncio.to_thread(_likenesses, batch)
        pairs: list[tuple[int, int, float, float]] = []
        for index, each in enumerate(likenesses):
            known = await store.akin(each.bands)
            beside = [other for other in likenesses[:index] if set(other.bands) & set(each.bands)]
            pairs += _twins(each, [*known, *beside])
        await store.put_likenesses(likenesses, pairs)
        done += len(batch)
        if progress is not None:
            progress(Progress("compare", done, max(total, done)))
    return done


def _likenesses(batch: Sequence[tuple[int, list[str]]]) -> list[Likeness]:
    return [likeness(version, texts) for version, texts in batch]


def likeness(version: int, texts: Iterable[str]) -> Likeness:
    """How the sentences of a version look together."""
    from datasketch import MinHash

    runs = shingles(texts)
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=zlib.crc32)
    sketch.update_batch(sorted(runs))
    values = sketch.hashvalues.astype(np.uint64)
    bands = tuple(_band(number, values[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)) if runs else ()
    return Likeness(version, len(runs), values.astype(_STORED).tobytes(), bands)


def shingles(texts: Iterable[str]) -> set[bytes]:
    """Every run of five words, case and punctuation aside; a short text is one run."""
    words = [word for text in texts for word in _WORD.findall(text.casefold())]
    if not words:
        return set()
    return {" ".join(words[i : i + RUN]).encode() for i in range(max(1, len(words) - RUN + 1))}


def _band(number: int, values: np.ndarray) -> int:
    digest = hashlib.blake2b(bytes([number]) + values.tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _twins(one: Likeness, others: Sequence[Likeness]) -> list[tuple[int, int, float, float]]:
    mine = np.frombuffer(one.minhash, dtype=_STORED)
    found = []
    for other in others:
        if other.version == one.version:
            continue
        jaccard = float((mine == np.frombuffer(other.minhash, dtype=_STORED)).mean())
        overlap = overlap_of(jaccard, one.shingles, other.shingles)
        few = min(one.shingles, other.shingles) < FEWEST
        if jaccard == 1.0 if few else overlap >= SAME:
            a, b = sorted((one.version, other.version))
            found.append((a, b, round(overlap, 3), round(jaccard, 3)))
    return found


def overlap_of(jaccard: float, one: int, other: int) -> float:
    """The share of the shorter document that the longer one holds."""
    if not min(one, other):
        return 0.0
    return min(1.0, jaccard * (one + other) / ((1 + jaccard) * min(one, other)))

"""General English: which words say the same, which are of one family, which are near, which say the contrary.

From WordNet 3.1 (Princeton University; ``wordnet-license.txt``), by roots: ``near`` of every sense, the rest
of frequent ones. ``tests/benchmarks/make_thesaurus.py`` makes the file; it is read at the first look-up (15 ms).
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """The roots that stand in a relation to a root."""

    same: frozenset[str] = frozenset()  # decide, settle
    kin: frozenset[str] = frozenset()  # decide, decision
    near: frozenset[str] = frozenset()  # influence, sway; bridge, structure: a rarer sense, or a wider word
    contrary: frozenset[str] = frozenset()  # buy, sell


@lru_cache(maxsize=16384)
def entry(root: str) -> Entry:
    """What is known of a root; empty for one that is no common word."""
    line = _lines().get(root)
    if not line:
        return Entry()
    fields = [*line.split("\t"), "", "", ""][:4]
    return Entry(*(frozenset(f.split()) for f in fields))


def common(root: str) -> bool:
    """Is it the root of a word that is written small ("exist", not "Lindholm")?"""
    return root in _lines()


def related(a: str, b: str) -> bool:
    """May one have been written for the other, where all around them is the same?"""
    first, second = entry(a), entry(b)
    if b in first.contrary or a in second.contrary:
        return False
    return b in first.same | first.kin | first.near or a in second.near


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    data = gzip.decompress((files("summarizers.verification") / "thesaurus.gz").read_bytes())
    found = {}
    for line in data.decode().splitlines():
        root, _, rest = line.partition("\t")
        found[root] = rest
    return found

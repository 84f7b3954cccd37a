"""General English: which words say the same, which are of one family, which are wider, which say the contrary.

From WordNet 3.1 (Princeton University; ``wordnet-license.txt``), by roots, frequent senses only:
``tests/benchmarks/make_thesaurus.py`` makes the file. It is read when a word is first looked up (15 ms).
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
    wider: frozenset[str] = frozenset()  # axe, chop
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


def siblings(a: str, b: str) -> bool:
    """Are they two kinds of one thing, neither standing for the other (coal and grain, nausea and dizziness)?"""
    first, second = entry(a), entry(b)
    return not first.wider.isdisjoint(second.wider) and not {b} & (first.same | first.kin | first.wider)


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    data = gzip.decompress((files("summarizers.verification") / "thesaurus.gz").read_bytes())
    found = {}
    for line in data.decode().splitlines():
        root, _, rest = line.partition("\t")
        found[root] = rest
    return found

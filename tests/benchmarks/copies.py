"""Which copies are recognized, and what is taken for one: pairs labelled by how they were made.

    python tests/benchmarks/copies.py [--seed N] [FOLDER ...]

The documents are ACLSum's papers, the starter corpus and those of the folders given. Of each copies are made
(words and sentences changed, paragraphs moved, another opening, excerpts), and pairs that are no copies: other
documents, notes that quote, short texts with a long common foot, the starter corpus beside what it retells.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.corpus.duplicates import SAME, Split, common_needed, shared, sketch, words_of
from bot.corpus.reading import read
from bot.errors import UnreadableDocument
from summarizers.evaluation import aclsum
from summarizers.models import DocumentId, Kind

Text = Sequence[str]
ROOT = Path(__file__).parents[2]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    starter, further = _folder(ROOT / "seeds"), [text for f in given.folders for text in _folder(f)]
    papers = list({t.sentences[0].document: [s.text for s in t.sentences] for t in aclsum.load()}.values())[:60]
    pairs = list(_pairs([*papers, *further], starter, further, random.Random(given.seed)))
    tried, right, found = Counter[str](), Counter[str](), Counter[tuple[bool, bool]]()
    for kind, copies, one, other in pairs:
        told = _twins(one, other)
        tried[kind] += 1
        right[kind] += told == copies
        found[copies, told] += 1
    for kind, number in tried.items():
        print(f"{kind:34} {right[kind]:4} of {number}")
    hits = found[True, True]
    print(f"{len(pairs)} pairs: precision {hits / (hits + found[False, True]):.3f}, ", end="")
    print(f"recall {hits / (hits + found[True, False]):.3f}")


def _folder(folder: Path) -> list[Text]:
    found = []
    for path in sorted(folder.iterdir()):
        try:
            known = read(path.read_bytes(), path=path.name, document=DocumentId("d"))
        except (UnreadableDocument, KeyError):
            continue
        texts = [s.text for s in known.sentences if s.kind is Kind.BODY]
        if len(texts) >= 14:
            found.append(texts)
    return found


def _twins(one: Text, other: Text) -> bool:
    a, b = set(sketch(1, one).runs), set(sketch(2, other).runs)
    if len(a & b) < common_needed(len(a), len(b)):
        return False
    return shared(Split([words_of(t) for t in one]), Split([words_of(t) for t in other])) >= SAME


def _pairs(
    bases: list[Text], starter: list[Text], retold: list[Text], chance: random.Random
) -> Iterator[tuple[str, bool, Text, Text]]:
    words = [word for base in bases for text in base for word in text.split()]

    def some(number: int, but: Text) -> Text:
        other = chance.choice([b for b in bases if b is not but])
        start = chance.randrange(max(1, len(other) - number))
        return other[start : start + number]

    def reworded(base: Text, share: float) -> Text:
        return [" ".join(chance.choice(words) if chance.random() < share else w for w in t.split()) for t in base]

    for base in bases:
        yield "word for word", True, base, base
        yield "10% of the words changed", True, base, reworded(base, 0.1)
        yield "30% of the words changed", True, base, reworded(base, 0.3)
        yield (
            "30% of the sentences changed",
            True,
            base,
            [t if chance.random() > 0.3 else some(1, base)[0] for t in base],
        )
        blocks = [base[i : i + 4] for i in range(0, len(base), 4)]
        chance.shuffle(blocks)
        yield "paragraphs moved", True, base, [t for block in blocks for t in block]
        yield "headline and correction", True, base, [*some(1, base), *base, "Correction: a figure above was wrong."]
        cut = int(len(base) * chance.uniform(0.7, 0.9))
        yield "two openings, one cut", True, [*some(2, base), *base], [*some(3, base), *base[:cut]]
        size = max(4, int(0.3 * len(base)))
        start = chance.randrange(len(base) - size + 1)
        yield "excerpt of 30%", True, base, [*some(1, base), *base[start : start + size]]
        yield "another document", False, base, chance.choice([b for b in bases if b is not base])
        note = [*some(9, base), *chance.sample(list(base), 3)]
        yield "note that quotes three sentences", False, base, note
    foot = bases[-1][:6]
    for base in bases[:-1]:
        yield "six sentences of foot in common", False, [*some(9, base), *foot], [*some(9, foot), *foot]
    for one in starter:
        for other in retold:
            yield "the same in other words", False, one, other


if __name__ == "__main__":
    main()

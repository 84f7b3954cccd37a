"""Our forms of sumy's methods choose what sumy chooses; only exact ties may fall otherwise."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizers import registry
from summarizers.base import Candidates
from summarizers.extractive.porter2 import stem
from summarizers.extractive.tokens import _WORD, content_words, stems, words
from summarizers.models import Sentence
from summarizers.sentences import split
from tests.summarizers.extractive.sumy_reference import SUMY, choose, sentences

ROOT = Path(__file__).resolve().parents[3]


def texts_of(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return list(dict.fromkeys(" ".join(text[start:end].split()) for start, end in split(text)))


def made_up(seed: int) -> list[str]:
    """Few words that come often, sentences of very different lengths, capitals and stop words."""
    dice = random.Random(seed)
    known = [f"{a}{b}" for a in ("dam", "mine", "road", "bank", "Gas") for b in ("", "s", "ing", "-way", "'s")]
    known += ["the", "The", "of", "and", "2019", "COVID-19", "Kosovo", "Вучић", "U.S.", "it's", "однос"]
    lines = (" ".join(dice.choices(known, k=dice.choice([1, 2, 3, 8, 20]))) for _ in range(dice.randint(1, 60)))
    return list(dict.fromkeys(lines))


def documents(papers: int) -> Iterator[tuple[str, list[str]]]:
    for path in sorted((ROOT / "seeds").glob("*.md")):
        yield path.stem, texts_of(path)[:50]
    spec = find_spec("aclsum")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        lines = (Path(place) / "dataset" / "train.jsonl").read_text(encoding="utf-8").splitlines()
        for paper in map(json.loads, lines[:papers]):
            parts = [s for section in paper["sentences"].values() for s in section]
            yield paper["id"], list(dict.fromkeys(parts))
    for seed in range(20):
        yield f"made up {seed}", made_up(seed)


DOCUMENTS = list(documents(papers=8))


def sectioned(texts: Sequence[str], seed: int) -> tuple[Sentence, ...]:
    dice = random.Random(seed)
    paragraph, section = 0, None
    paragraphs, sections = [], []
    for _ in texts:
        if dice.random() < 0.3:
            paragraph += 1
            if dice.random() < 0.4:
                section = dice.choice(["The Dam and the Mine", "Results of the roads", "Gas"]) + f" {paragraph}"
        paragraphs.append(paragraph)
        sections.append(section)
    return sentences(texts, sections if seed % 2 else None, paragraphs)


@pytest.mark.parametrize("slug", [s for s in SUMY if s != "lsa"])
@pytest.mark.parametrize(("name", "texts"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
def test_the_same_sentences_as_sumy(slug: str, name: str, texts: list[str]) -> None:
    """A person who asks for LexRank must get LexRank."""
    texts = texts[:25] if slug == "kl" else texts  # sumy's takes minutes on a whole paper
    candidates = sectioned(texts, len(texts))
    full = registry.create(slug).rank(Candidates(candidates), len(texts))
    for limit in (1, 5):
        theirs = choose(slug, candidates, limit)
        ours = registry.create(slug).rank(Candidates(candidates), limit)
        assert ours == full[:limit]
        if sorted(r.index for r in ours) != theirs:
            assert_tied(slug, full, ours, theirs)


TOKENS = st.sampled_from(
    "dam dams damming mine mining Road roads bank's state-owned gas the of and it's Vučić Вучић 2019 U.S. , .".split()
)
TEXTS = st.lists(st.lists(TOKENS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=12, unique=True)


@pytest.mark.parametrize("slug", SUMY)
@pytest.mark.filterwarnings("ignore:Number of words")
@settings(max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(texts=TEXTS, seed=st.integers(0, 9), limit=st.integers(1, 6))
def test_the_same_sentences_as_sumy_whatever_the_text(slug: str, texts: list[str], seed: int, limit: int) -> None:
    """Texts of one word, of stop words only, of the same words again: a special case must not be another method."""
    candidates = sectioned(texts, seed)
    full = registry.create(slug).rank(Candidates(candidates), len(texts))
    ours, theirs = full[:limit], choose(slug, candidates, limit)
    if slug == "lsa" and not any(map(content_words, texts)):
        assert not theirs  # of a text of stop words alone sumy's says nothing
    elif sorted(r.index for r in ours) != theirs:
        assert_tied(slug, full, ours, theirs, least=1e-9 if slug == "lsa" else 1e-12)


def assert_tied(
    slug: str, full: Sequence[object], ours: Sequence[object], theirs: Sequence[int], least: float = 1e-12
) -> None:
    """What sumy chose otherwise must have the same score to twelve digits."""
    scores = {r.index: r.score for r in full}  # type: ignore[attr-defined]
    mine = sorted((r.score for r in ours), reverse=True)  # type: ignore[attr-defined]
    assert slug not in ("sum-basic", "kl", "random"), "a greedy choice has no ties"
    assert np.allclose(mine, sorted((scores[i] for i in theirs), reverse=True), rtol=least, atol=0)


@pytest.mark.parametrize(("name", "texts"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
@pytest.mark.filterwarnings("ignore:Number of words")
def test_lsa_chooses_sentences_that_weigh_the_same(name: str, texts: list[str]) -> None:
    """Without its SVD, LSA must still be LSA: equal lengths in its space, which are often tied."""
    candidates = sentences(texts)
    scores = {r.index: r.score for r in registry.create("lsa").rank(Candidates(candidates), len(texts))}
    for limit in (1, 5):
        ours = sorted(r.score for r in registry.create("lsa").rank(Candidates(candidates), limit))
        assert np.allclose(ours, sorted(scores[i] for i in choose("lsa", candidates, limit)), rtol=1e-9)


def test_random_is_sumys_for_every_seed() -> None:
    """The same seed must draw the same summary on every machine."""
    from summarizers.extractive.random import Random

    candidates = sentences([f"Sentence {i}." for i in range(30)])
    for seed in range(10):
        ours = Random(seed).rank(Candidates(candidates), 7)
        assert sorted(r.index for r in ours) == choose("random", candidates, 7, seed)


def test_stems_are_nltks() -> None:
    """One stem that differs would move the sentences of every method."""
    from nltk.stem.snowball import EnglishStemmer

    nltk = EnglishStemmer()
    known = {w.lower() for _, texts in documents(papers=50) for t in texts for w in words(t)}
    known |= set("university universal international organized emergency adding realization skies news".split())
    known |= {w + s for w in ("hop", "hope", "nation", "relat", "happi", "commun") for s in ENDINGS}
    assert {w: stem(w) for w in known} == {w: nltk.stem(w) for w in known}


ENDINGS = "s ed ing ly ness ful ization ational fulness ousness iveness alism er ies ied eedly ibility".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 17+1 in 2019, e.g. Serbia's", ["The", "in", "e", "g", "Serbia's"]),
        ("COVID-19 and state-owned B2B", ["and", "state-owned"]),
        ("Вучић said 'no'.", ["Вучић", "said", "no"]),
        ("", []),
    ],
)
def test_words_are_letters_as_sumy_keeps_them(text: str, expected: list[str]) -> None:
    """Figures and codes are no words of sumy's; counting them would change what it chooses."""
    assert list(words(text)) == expected


@given(text=st.text(st.sampled_from("aZé’'-_3²., \n\u00a0\x1cЋ"), max_size=40) | st.text(max_size=40))
def test_a_text_read_piece_by_piece_has_the_words_that_the_pattern_finds_in_it(text: str) -> None:
    """A word next to a figure, a hyphen or an odd space is counted in a short text and not in another."""
    assert list(words(text)) == _WORD.findall(text)
    assert list(stems(text)) == [stem(word.lower()) for word in words(text)]

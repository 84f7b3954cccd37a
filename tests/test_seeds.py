"""The starter corpus: notes that are faithful, complete and in their own words; topics that find them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import frontmatter
import pytest

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind
from summarizers.words import fold, stems

# Each note and the beginning of the name of the document that it was made from.
NOTES = {
    "serbia-bolsters-connections-russia-china": "000_",
    "serbia-russia-china-paper": "001_",
    "china-undercuts-kremlin-serbia": "002_",
    "russia-serbia-partnership-past-its-prime": "003_",
    "serbia-russia-china-pandemic": "004_",
}
# What a note infers and says so: a vote printed as "15261" is likely 152 to 61; a year after 2024 is 2025.
INFERRED = {
    "serbia-bolsters-connections-russia-china": {"152", "61"},
    "china-undercuts-kremlin-serbia": {"2025"},
}
FOOTNOTE_NUMBER = re.compile(r"^\s*\d+(?:\.\s|$)")
STATED = ("author", "publisher", "published", "volume", "issue", "url")
CONFIG = Path(__file__).resolve().parent.parent / "config" / "topics.toml"

DANGLING = re.compile(r"(This|That|These|Those|They|It|He|She|His|Her|Its|Their|However|But|And|Also)\b")
SOURCE = re.compile(r"\s*\([^()]*\b(?:19|20)\d\d\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_CURRENCY = {"€": "EUR", "$": "USD", "euros": "EUR"}
_SCALE = r"(?:[\s-]+(million|billion))?"
MONEY = re.compile(rf"(€|\$|\b(?:EUR|USD|CNY|BAM))\s?(\d[\d,.]*\d|\d){_SCALE}", re.IGNORECASE)
MONEY_AFTER = re.compile(r"(\d[\d,.]*) (million|billion) (USD|euros|EUR)")
WORD = re.compile(r"[^\W_]+(?:['.,&-][^\W_]+)*%?")
LINKS = {"of", "the", "and", "for", "on", "in"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A note and what its document says: ``body``, its ``sources`` (without their numbers), ``whole``."""

    name: str
    note: str
    metadata: dict[str, object]
    body: str
    sources: str
    whole: str


def note_of(seeds: Path, name: str) -> frontmatter.Post:
    return frontmatter.loads((seeds / f"{name}.md").read_text(encoding="utf-8"))


def statements(note: str) -> list[str]:
    return [line for line in note.splitlines() if line.strip() and not line.startswith("#")]


@pytest.fixture(params=NOTES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pair(name: str, seeds: Path, raw_seeds: Path) -> Pair:
    path = next(raw_seeds.glob(f"{NOTES[name]}*.txt"))
    document = read(path.read_bytes(), path=path.name, document=DocumentId(name))
    body = " ".join(s.text for s in document.sentences if s.kind is Kind.BODY)
    rest = [s.text for s in document.sentences if s.kind is not Kind.BODY]
    cited = [c.text for s in document.sentences for c in s.cites]
    sources = " ".join(FOOTNOTE_NUMBER.sub("", text) for text in rest + cited)
    post = note_of(seeds, name)
    return Pair(name, post.content, post.metadata, body, sources, document.document.text)


def test_every_document_has_its_note_and_nothing_else_is_ingested(seeds: Path) -> None:
    """A stray file in seeds/ would turn up as a source in briefs."""
    assert {p.name for p in seeds.iterdir() if p.suffix != ".toml"} == {f"{n}.md" for n in NOTES}


def test_a_note_states_its_bibliography(name: str, seeds: Path) -> None:
    """A source without a title or kind could not be named under a brief."""
    metadata = note_of(seeds, name).metadata
    assert {"title", "kind"} <= set(metadata) <= {"title", "kind", "note", *STATED}
    assert all(str(value).strip() for value in metadata.values())


def test_a_note_is_long_enough_to_answer_from(name: str, seeds: Path) -> None:
    words = len(note_of(seeds, name).content.split())
    assert words >= (3000 if name == "serbia-russia-china-paper" else 800)


def test_each_sentence_of_a_note_stands_on_its_own(name: str, seeds: Path) -> None:
    """Quoted alone in a brief, a sentence that opens with "This" or "He" would say nothing."""
    for line in statements(note_of(seeds, name).content):
        assert not DANGLING.match(line), line
        assert line.rstrip().endswith((".", ")", '"')), line
        assert 7 <= len(SOURCE.sub("", line).split()) <= 38, line


def test_the_bibliography_says_nothing_that_the_document_does_not(pair: Pair) -> None:
    text = fold(pair.whole)
    if "untitled" not in str(pair.metadata["title"]):
        assert fold(str(pair.metadata["title"])) in text
    for key in STATED:
        assert key not in pair.metadata or fold(str(pair.metadata[key])) in text, key


# Own words ----------------------------------------------------------------------------------


def weight(run: list[str]) -> int:
    """The length of a run of words when a name ("Ministry of the Interior") or figure counts as one."""
    count = at = 0
    while at < len(run):
        count += 1
        named = not run[at][0].islower()
        at += 1
        while named and at < len(run):
            ahead = at
            while ahead < len(run) and run[ahead] in LINKS:
                ahead += 1
            if ahead - at > 2 or ahead == len(run) or run[ahead][0].islower():
                break
            at = ahead + 1
    return count


def words_of(text: str) -> list[str]:
    return WORD.findall(text.translate(str.maketrans("’‘–—", "''- ")))


def shared_runs(note: str, body: str, length: int = 8) -> Iterator[list[str]]:
    """The longest runs of at least ``length`` words that a statement shares with the document."""
    source = [fold(w) for w in words_of(body)]
    grams = {tuple(source[i : i + length]) for i in range(len(source) - length + 1)}
    for line in statements(note):
        for part in SOURCE.split(line):
            words = words_of(part)
            folded = [fold(w) for w in words]
            at = 0
            while at + length <= len(words):
                end = at + length
                if tuple(folded[at:end]) not in grams:
                    at += 1
                    continue
                while end < len(words) and tuple(folded[end - length + 1 : end + 1]) in grams:
                    end += 1
                yield words[at:end]
                at = end


def test_a_note_takes_over_no_sentence(pair: Pair) -> None:
    """No eight words in a row are the document's, unless names make up most of them."""
    taken = [" ".join(run) for run in shared_runs(pair.note, pair.body) if weight(run) >= 6]
    assert not taken


def test_runs_of_names_do_not_count_as_taken_over() -> None:
    run = words_of("the Ministry of Defence of the Republic of Serbia signed a deal")
    assert weight(run) == 5  # the, the name, signed, a, deal


# Figures ------------------------------------------------------------------------------------


def numbers(text: str) -> set[str]:
    return {n.replace(",", "") for n in NUMBER.findall(text)}


def money(text: str) -> set[tuple[str, str, str]]:
    """Sums as (currency, amount, scale), however they are written."""
    before = [(c, n, s) for c, n, s in MONEY.findall(text)]
    after = [(c, n, s) for n, s, c in MONEY_AFTER.findall(text)]
    return {(_CURRENCY.get(c, c), n.replace(",", ""), s.casefold()) for c, n, s in before + after}


def test_every_figure_of_a_note_is_in_its_document(pair: Pair) -> None:
    """A wrong figure in a note would be quoted, with a citation, in every brief on its subject."""
    both = f"{pair.body} {pair.sources}"
    assert not numbers(pair.note) - numbers(both) - INFERRED.get(pair.name, set())
    assert not set(PERCENT.findall(pair.note)) - set(PERCENT.findall(both))
    assert not money(pair.note) - money(both)


def test_a_note_carries_the_figures_of_its_document(pair: Pair) -> None:
    """At least 95% of the distinct figures outside references, and every percentage and sum."""
    wanted = numbers(pair.body)
    missing = wanted - numbers(pair.note)
    assert len(missing) <= 0.05 * len(wanted), sorted(missing)
    assert set(PERCENT.findall(pair.body)) <= set(PERCENT.findall(pair.note))
    assert money(pair.body) <= money(pair.note)


def test_sums_are_compared_however_they_are_written() -> None:
    assert money("€185 million; EUR 185 million") == {("EUR", "185", "million")}
    assert money("185 million USD, a $88-million loan") == {("USD", "185", "million"), ("USD", "88", "million")}


# Topics -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def topics() -> dict[str, dict[str, object]]:
    return dict(tomllib.loads(CONFIG.read_text(encoding="utf-8"))["topics"])


def test_no_name_leads_to_two_topics(topics: dict[str, dict[str, object]]) -> None:
    """A person who types an alias must get the one topic that it stands for."""
    owners: dict[str, str] = {}
    for slug, topic in topics.items():
        aliases = topic["aliases"]
        assert isinstance(aliases, list)
        for called in {" ".join(fold(n).replace("-", " ").split()) for n in (slug, topic["name"], *aliases)}:
            assert owners.setdefault(called, slug) == slug, called


def test_every_word_of_every_topic_occurs_in_the_notes(topics: dict[str, dict[str, object]], seeds: Path) -> None:
    """A word that no note holds is misspelt, or of no use."""
    lines = [f" {' '.join(stems(s))} " for n in NOTES for s in statements(note_of(seeds, n).content)]
    for slug, topic in topics.items():
        words = topic["words"]
        assert isinstance(words, list) and 10 <= len(words) <= 40, slug
        assert len({fold(w) for w in words}) == len(words), slug
        absent = [w for w in words if not any(f" {' '.join(stems(w))} " in line for line in lines)]
        assert not absent, (slug, absent)

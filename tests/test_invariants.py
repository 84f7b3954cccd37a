"""What must hold of everything that leaves the bot (DESIGN section 3), on both corpora."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answers import BriefAnswer
from bot.briefing.desk import Desk
from bot.briefing.topics import load_topics
from bot.corpus.ingest import ingest
from bot.errors import NothingFound
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.embeddings.hashing import HashingEncoder
from summarizers.models import Kind
from summarizers.quality import Leaning, quality

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = ("Chinese investment", "Vučić and Putin", "Russian gas", "elections", "agriculture")
QUESTIONS = (
    "Who controls NIS?",
    "How many MiG-29 fighters did Russia give to Serbia?",
    "When did Serbia and China sign a free trade deal?",
    "Шта је Милош Вучевић?",
    "What did Rosatom agree to build?",
)
URL = re.compile(r"https?://|www\.|<http")
NOTE_MARK = re.compile(r"[^\W\d_]{4,}\d{1,3}(?=[\s,.;:]|$)")
OPENING_PRONOUN = re.compile(r"[\"'“‘(]*(?:This|These|Those|He|She|They|It)\b(?! is (?:\w+ )?(?:that|to)\b)")


@dataclass(frozen=True)
class Said:
    """A desk over one corpus and all that it was asked for."""

    desk: Desk
    answers: tuple[BriefAnswer, ...]


@pytest_asyncio.fixture(
    scope="module",
    loop_scope="module",
    params=["seeds-lexical", "seeds-embeddings", "raw_seeds-lexical", "raw_seeds-embeddings"],
)
async def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Said]:
    """Long briefs on every topic and some free subjects, and answers to questions."""
    corpus, form = request.param.split("-")
    folder: Path = request.getfixturevalue(corpus)
    encoder = HashingEncoder() if form == "embeddings" else None
    numbers = count(1)
    async with await open_store(tmp_path_factory.mktemp("store") / "store.sqlite3") as store:
        report = await ingest(store, [folder], encoder=encoder)
        assert not report.problems
        desk = Desk(store, encoder, load_topics(ROOT / "config" / "topics.toml"), new_id=lambda: f"b{next(numbers)}")
        made = []
        for topic in [t.name for t in desk.catalogue] + list(SUBJECTS):
            try:
                made.append(await desk.brief(Scope(), topic, length="long"))
            except NothingFound:
                continue
        made += [await desk.ask(Scope(), question) for question in QUESTIONS]
        assert len(made) > 20
        yield Said(desk, tuple(made))


async def test_all_that_is_said_can_be_opened_at_its_place(said: Said) -> None:
    """A reader who opens [n] finds exactly the quote, in that version, at those offsets."""
    for answer in said.answers:
        for point in answer.summary.points:
            assert point.evidence, point.text
            for evidence in point.evidence:
                document = await said.desk.store.document(Scope(), evidence.document, evidence.version)
                assert document is not None
                assert document.text[evidence.start : evidence.end] == evidence.quote
                assert answer.summary.number_of(evidence) >= 1


async def test_a_sentence_is_its_quote_apart_from_cleaning(said: Said) -> None:
    """A reader who compares a point with its quotes finds no word that is not there, and none changed."""
    for answer in said.answers:
        for point in answer.summary.points:
            words = re.findall(r"[^\W\d_]+", point.text)
            quoted = " ".join(e.quote for e in point.evidence)
            joined = re.sub(r"-\s*\n\s*", "", quoted)
            missing = [w for w in words if w not in quoted and w not in joined]
            assert not missing, (point.text, missing)


async def test_notes_links_and_furniture_stay_out(said: Said) -> None:
    """A brief never shows a URL, a footnote, a caption, or a word with a note's number on it."""
    body = {
        (s.sentence.document, s.sentence.start) for s in await said.desk.store.sentences(Scope(), None, [Kind.BODY])
    }
    for answer in said.answers:
        for point in answer.summary.points:
            assert not URL.search(point.text), point.text
            marks = [m for m in NOTE_MARK.findall(point.text) if not re.match(r"[A-Z]+\d|COVID|MiG", m)]
            assert not marks, (point.text, marks)
            for evidence in point.evidence:
                assert (evidence.document, evidence.start) in body


async def test_a_point_stands_on_its_own(said: Said) -> None:
    """No point of a brief opens with "This", "He" or "However" without the sentence it leans on."""
    for answer in said.answers:
        if answer.command != "brief":
            continue
        for point in answer.summary.points:
            assert not OPENING_PRONOUN.match(point.text), point.text
            assert quality(point.text).leaning is not Leaning.FULLY, point.text
            assert point.text.rstrip("”’\"')")[-1] in ".!?…:;", point.text


async def test_a_brief_says_nothing_twice(said: Said) -> None:
    """A reader never meets the same sentence in two points of one brief."""
    for answer in said.answers:
        told = [p for s in answer.summary.sections if s.name != "disagreements" for p in s.points]
        places = [(e.document, e.start) for p in told for e in p.evidence[:1]]
        assert len(places) == len(set(places)), answer.summary.topic


async def test_a_kept_brief_is_the_brief_that_was_made(said: Said) -> None:
    """A button pressed after a restart opens what was shown, not something like it."""
    made = await said.desk.brief(Scope(), "energy", length="long")
    kept = await said.desk.kept(Scope(), made.id)
    assert kept == made
    assert await said.desk.kept(Scope("a guild"), made.id) is None
    for source in made.summary.sources:
        opened = await said.desk.opened(Scope(), made.id, source.n)
        assert opened
        for passage in opened:
            assert passage.neighbours.sentence is not None
            assert passage.neighbours.sentence.start <= passage.neighbours.sentence.end

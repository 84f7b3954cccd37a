"""Long answers on several messages: inside the limits, nothing lost, no claim without its [n]."""

from __future__ import annotations

import re

from bot.answers import BriefAnswer, Opened, SearchAnswer, SectionInfo, SourceDetail, SourceInfo, Status, TopicInfo
from bot.answers import Passage as Hit
from bot.commands import Where, offered
from bot.render.discord.brief import brief_pages
from bot.render.discord.evidence import OpenedEvidence, evidence_pages
from bot.render.discord.listings import search_pages, source_list_pages, source_pages, topic_pages
from bot.render.discord.notices import help_pages, notice_page, status_pages
from bot.render.discord.pages import Turn
from bot.render.discord.parts import Beside, Buttons, Page, Press, Text
from summarizers.models import (
    Cite,
    DocumentId,
    Evidence,
    Neighbours,
    Origin,
    Point,
    Section,
    Sentence,
    Source,
    Summary,
    Support,
)
from tests.render.material import search

HOSTILE = "[x](http://e.vil) @everyone <@1> ||**`#`**|| \u202e\u200b ~~_\\_~~ "


def source(n: int, title: str = "A title", **more: str) -> Source:
    return Source(n, DocumentId(f"d{n}"), 1, f"{n}.txt", title, publisher="Publisher", published="2024-05", **more)


def evidence(n: int, quote: str = "Quote.") -> Evidence:
    return Evidence(DocumentId(f"d{n}"), 1, 0, len(quote), quote, section="Part > Chapter")


def brief(points: list[Point], sources: list[Source], command: str = "brief") -> BriefAnswer:
    sections = (Section("bottom_line", tuple(points[:1])), Section("key_points", tuple(points[1:])))
    support = Support(len(sources), len(sources), len(points), len(points))
    return BriefAnswer("3f9c2a71", command, Summary("energy", "default", sections, tuple(sources), support), 9, "long")


def said(pages: tuple[Page, ...]) -> str:
    return "\n".join(p.content for page in pages for p in page.parts if isinstance(p, Text | Beside))


def inside_limits(pages: tuple[Page, ...]) -> None:
    for page in pages:
        assert page.components <= 40
        assert page.characters <= 4000
        presses = [b for part in page.parts for b in _buttons(part)]
        ids = [b.custom_id for b in presses]
        assert len(ids) == len(set(ids)) and all(len(i) <= 100 for i in ids)


def _buttons(part: object) -> list[Press]:
    held = part.buttons if isinstance(part, Buttons) else (part.button,) if isinstance(part, Beside) else ()
    return [b for b in held if isinstance(b, Press)]


def test_ten_long_points_of_ten_sources_are_all_there_with_their_numbers() -> None:
    """A long brief is refused by Discord, loses points, or parts a claim from its [n]."""
    points = [Point(f"Point {n} " + f"word{n} " * 60 + "ends.", (evidence(n),)) for n in range(1, 12)]
    pages = brief_pages(brief(points, [source(n, f"Title {n} " * 8) for n in range(1, 12)]))

    assert len(pages) > 1
    inside_limits(pages)
    everything = said(pages)
    for n in range(1, 12):
        assert everything.count(f"word{n} ") == 60
        assert f"ends.\N{NO-BREAK SPACE}[{n}]\n-# [{n}] Publisher · 2024-05 · Chapter" in everything
        assert f"[{n}] **Title {n}" in everything
    opened = [b.label for page in pages for part in page.parts for b in _buttons(part) if b.action == "evidence"]
    assert opened == [f"[{n}]" for n in range(1, 12)]
    turning = [b for part in pages[0].parts for b in _buttons(part) if b.action == "turn"]
    assert [(b.argument, b.disabled) for b in turning] == [
        ("brief:3f9c2a71:first", True),
        ("brief:3f9c2a71:1", False),
    ]


def test_a_claim_longer_than_a_message_goes_on_with_its_number() -> None:
    """A runaway sentence of 9,000 characters breaks the brief, or ends in the middle."""
    words = [f"w{n}" for n in range(1800)]
    pages = brief_pages(brief([Point(" ".join(words), (evidence(1),))], [source(1)]))
    inside_limits(pages)
    claim = re.sub(r" …| \[1\]|… ", " ", said(pages))
    assert [w for w in claim.split() if re.fullmatch(r"w\d+", w)] == words
    for page in pages:
        for part in page.parts:
            if isinstance(part, Text | Beside) and re.search(r"\bw\d+", part.content):
                assert "[1]" in part.content


def test_a_word_longer_than_a_message_is_parted() -> None:
    """Text without spaces is lost, or refused by Discord."""
    pages = brief_pages(brief([Point("*" * 5000, (evidence(1),))], [source(1)]))
    inside_limits(pages)
    assert said(pages).count("\\*") == 5000


def test_a_claim_on_two_sources_has_a_button_for_each() -> None:
    """One of two sources cannot be opened."""
    pages = brief_pages(brief([Point("Both say so.", (evidence(1), evidence(2)))], [source(1), source(2)]))
    assert "Both say so.\N{NO-BREAK SPACE}[1]\N{NO-BREAK SPACE}[2]" in said(pages)
    opening = [b for p in pages[0].parts for b in _buttons(p) if b.action == "evidence"]
    assert [b.argument for b in opening] == ["3f9c2a71:0:1", "3f9c2a71:0:2"]


def test_support_is_counts_and_a_single_source_is_told() -> None:
    """The reader cannot tell how far a brief is supported, or is told a likelihood."""
    points = [Point("One.", (evidence(1),)), Point("Two.", (evidence(1), evidence(2)))]
    pages = brief_pages(brief(points, [source(1), source(2)]))
    assert "2 of 2 sentences verified" in said(pages)
    assert said(pages).count("single source") == 1
    assert "Method: default" in said(pages)


def test_a_rewording_says_that_it_is_one() -> None:
    """A generated sentence passes for the source's own words."""
    made = Point("Reworded.", (evidence(1),), Origin.GENERATED, date="2021-01-01")
    fell = Point("As it stands.", (evidence(1),), Origin.FALLBACK)
    text = said(brief_pages(brief([made, fell], [source(1)])))
    assert "event 1 January 2021" in text
    assert "Reworded by a model" in text and "source's own words" in text


def test_hostile_titles_and_texts_stay_text() -> None:
    """A document writes markdown, a link or a mention into the bot's message."""
    point = Point(HOSTILE * 3, (evidence(1, HOSTILE),))
    hostile = Source(1, DocumentId("d1"), 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, url="javascript:alert(1)")
    answer = brief([point], [hostile])
    summary = Summary(HOSTILE, HOSTILE, answer.summary.sections, (hostile,), answer.summary.support, notes=(HOSTILE,))
    sentence = Sentence(DocumentId("d1"), 1, 0, 0, 5, HOSTILE, section=HOSTILE, cites=(Cite(HOSTILE, 0, 1),))
    opened = Opened(hostile, HOSTILE, Neighbours((sentence,), sentence, (sentence,)))
    info = SourceInfo(DocumentId("d1"), 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 1, 9)
    for pages in (
        brief_pages(BriefAnswer("id", "brief", summary, 1, HOSTILE)),
        brief_pages(BriefAnswer("id", "ask", summary, 1)),
        evidence_pages(OpenedEvidence(1, (opened,), HOSTILE)),
        search_pages(SearchAnswer(HOSTILE, (Hit(sentence, hostile, 1.0, HOSTILE),), 1)),
        topic_pages([TopicInfo(HOSTILE, HOSTILE, (HOSTILE,), ())]),
        source_list_pages([info]),
        source_pages(SourceDetail(info, (SectionInfo(HOSTILE, 1, sentence),))),
        status_pages(Status(1, 1, 1, HOSTILE, True, 1, 1, (HOSTILE,))),
        (notice_page(HOSTILE, HOSTILE),),
    ):
        inside_limits(pages)
        text = said(pages)
        bare = re.sub(r"\\[^0-9A-Za-z\s]", "", text)
        assert "](" not in bare and "<@" not in bare and "||" not in bare and "~~" not in bare and "``" not in bare
        assert "@everyone" not in text and "://" not in text
        assert "\u202e" not in text and "\u200b" not in text
        links = [
            b
            for page in pages
            for p in page.parts
            if isinstance(p, Buttons)
            for b in p.buttons
            if not isinstance(b, Press)
        ]
        assert links == []


def test_long_evidence_is_whole() -> None:
    """A quote of 6,000 characters, or long neighbors, are cut or refused."""
    quote = " ".join(f"q{n}" for n in range(1300))
    near = Sentence(DocumentId("d1"), 1, 0, 0, 5, " ".join(f"b{n}" for n in range(900)))
    here = Sentence(
        DocumentId("d1"), 1, 1, 0, 5, quote, section="Part > Chapter", page=7, paragraph=2,
        cites=(Cite("Balkan Insight, May 8, 2024", 0, 5),), date="2021-05",
    )  # fmt: skip
    opened = Opened(source(1, url="https://example.org/a"), quote, Neighbours((near,), here, (near,)))
    pages = evidence_pages(OpenedEvidence(1, (opened,)), Turn("evidence:id:0:1"))
    inside_limits(pages)
    words = re.findall(r"\bq\d+", said(pages))
    assert words == quote.split()
    assert len(re.findall(r"\bb\d+", said(pages))) == 1800
    assert "**Part › Chapter · page 7 · paragraph 3**" in said(pages)
    assert "-# · Balkan Insight, May 8, 2024" in said(pages)
    assert all(any(isinstance(p, Buttons) for p in page.parts) for page in pages)


def test_long_lists_are_whole() -> None:
    """Of three hundred sources only the first page can be had."""
    infos = [
        SourceInfo(DocumentId(f"d{n}"), 1, f"{n}.txt", f"Title {n} " * 9, None, "P", None, None, None, None, 1, 9)
        for n in range(300)
    ]
    pages = source_list_pages(infos, Turn("sources:"))
    inside_limits(pages)
    assert [int(n) for n in re.findall(r"\*\*Title (\d+) ", said(pages))] == list(range(300))
    topics = topic_pages([TopicInfo(f"t{n}", f"Topic {n}.", ("alias " * 90,), (), 3, 2) for n in range(60)])
    inside_limits(topics)
    assert [int(n) for n in re.findall(r"\*\*Topic (\d+)\.", said(topics))] == list(range(60))


def test_an_unanswered_question_has_no_sources_and_says_what_to_do() -> None:
    """A refusal looks like an answer, with sources and support below it."""
    summary = Summary("Who won?", "default", (Section("answer"),), (), Support(0, 0, 0, 0), answered=False)
    text = said(brief_pages(BriefAnswer("id", "ask", summary, 1)))
    assert "The corpus does not hold the answer" in text and "/search" in text
    assert "Support" not in text and "Sources" not in text
    near = said(brief_pages(BriefAnswer("id", "ask", summary, 1, nearest=search().passages)))
    assert "may not answer" in near and "Gas costs 270 dollars." in near


def test_help_names_every_command_and_each_has_help_of_its_own() -> None:
    """A command cannot be found out about."""
    known = offered(Where.DISCORD)
    everything = said(help_pages(known.values()))
    for name in known:
        assert f"`/{name}" in everything
        one = help_pages(known.values(), name)
        inside_limits(one)
        assert f"## /{name}" in said(one)

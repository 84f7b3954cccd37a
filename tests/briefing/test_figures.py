"""Every figure on a subject, and nothing that only counts what the text speaks of."""

from __future__ import annotations

import pytest

from bot.briefing.desk import Desk
from bot.briefing.topics import TopicCatalogue
from bot.corpus.reading import read
from bot.errors import NothingFound
from bot.store.base import SHARED, Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId


async def listed(store: SqliteStore, text: str) -> list[str]:
    found = read(text.encode(), path="ferry.txt", document=DocumentId("ferry"))
    await store.put(found.document, found.sentences, owner=SHARED, digest=text, now="2026-01-01T00:00:00+00:00")
    desk = Desk(store, None, TopicCatalogue({}), new_id=lambda: "f1")
    return [p.text for p in (await desk.figures(Scope(), "ferry")).summary.points]


@pytest.mark.parametrize(
    "text",
    [
        "Every ferry has three decks and a bar.",
        "Port Amber sold its two ferries in spring.",
        "Five ferry captains resigned over the plan.",
        "A ferry that carries 90 cars serves the two islands.",
        "A ferry was repaired for 40 million crowns for three reasons.",
        "A ferry with a crew of 14 belongs to the top five employers of Arcadia.",
    ],
)
async def test_what_is_counted_is_listed(store: SqliteStore, text: str) -> None:
    assert await listed(store, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Port Amber and Nova quarrel over a ferry between the two islands.",
        "Nina Berg invited all three ministers to see a ferry of Arcadia.",
        "A ferry of Arcadia serves these four towns.",
        "A ferry of Arcadia is late for three simple reasons.",
        "A ferry is among the top five employers of Arcadia.",
        "A two-storied ferry lies in Port Amber.",
    ],
)
async def test_what_was_counted_before_or_only_announces_is_no_figure(store: SqliteStore, text: str) -> None:
    with pytest.raises(NothingFound):
        await listed(store, text)

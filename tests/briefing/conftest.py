"""A desk over tiny documents: a real store, no model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.briefing.desk import Desk
from bot.briefing.topics import Topic, TopicCatalogue
from bot.corpus.ingest import ingest
from bot.store.sqlite import SqliteStore, open_store

DOCUMENTS = {
    "gas.md": """---
title: Gas in Arcadia
publisher: Arcadian Review
published: 2021-03
---
## Energy
Arcadia buys 80% of its gas from Utopia. The pipeline from Utopia was finished in 2019 and cost $200 million.
It crosses the Grey River near Port Amber. Utopia's Gasco owns 51% of the Arcadian oil company Petarc.

## Culture
Arcadia's oldest theatre stands in Port Amber. The theatre was founded in 1801 by Jana Merović.
""",
    "arms.md": """---
title: Arms and allies
publisher: Defence Letter
published: 2023-06-01
author: K. Ito
---
## Defence
Arcadia bought six fighter jets from Utopia in 2022 for $90 million. The jets were delivered to Port Amber.
However, their repair was paid by Arcadia. Elbonia trains 300 Arcadian officers every year.

## Energy
Gasco of Utopia holds 51% of Petarc, the Arcadian oil company. Arcadia plans a wind park with Elbonia by 2030.
""",
    "letter.txt": "A letter from Port Amber\n\nThe wind park in Arcadia will stand near Port Amber. "
    "Fishermen protest against the wind park. They fear for the herring.\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest_asyncio.fixture
async def store(tmp_path: Path, corpus: Path) -> AsyncIterator[SqliteStore]:
    async with await open_store(tmp_path / "precis.sqlite3") as opened:
        report = await ingest(opened, [corpus])
        assert not report.problems
        yield opened


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"brief{next(numbers)}"


@pytest.fixture
def desk(store: SqliteStore, new_id: Callable[[], str]) -> Desk:
    topics = {
        "energy": Topic("energy", "Energy", ("oil and gas",), ("gas", "pipeline", "Gasco", "Petarc", "wind park")),
        "arms": Topic("arms", "Arms and defence", ("weapons",), ("fighter jets", "officers")),
    }
    return Desk(store, None, TopicCatalogue(topics), new_id=new_id)

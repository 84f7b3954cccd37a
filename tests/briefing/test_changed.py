"""What changed, on demand: without a channel, since a day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.answers import DigestAnswer
from bot.briefing.changed import changed
from bot.briefing.since import day, instant
from bot.errors import BadOption
from bot.store.base import Scope
from summarizers.models import DocumentId
from tests.channel import Newsdesk, open_newsdesk

OWNERS = "# Energy\n\nGazprom Neft holds 56.15% of the shares of the oil company NIS. Serbia kept 29.87% of NIS."
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Newsdesk]:
    async with open_newsdesk(tmp_path) as opened:
        yield opened


async def ask(desk: Newsdesk, topic: str | None = None, since: str | None = None) -> DigestAnswer:
    return await changed(desk.digests, Scope(), topic, since, channel=None, id="x")


async def test_an_edit_is_told_with_what_stood_there_before(desk: Newsdesk) -> None:
    """At the command line an edited figure looks like any other news."""
    await desk.add("owners", OWNERS)
    desk.clock.advance(days=3)
    await desk.add("owners", OWNERS.replace("56.15%", "51.5%"))
    (change,) = (await ask(desk, since="2 days")).changes
    assert change.kind == "updated" and "51.5%" in change.point.text and "56.15%" in change.before[0].text
    assert {c.kind for c in (await ask(desk, since="5 days")).changes} == {"new"}


async def test_what_was_withdrawn_is_told_where_it_is_on_the_topic(desk: Newsdesk) -> None:
    """A withdrawn source goes unnoticed, or is told to who asked for something else."""
    await desk.add("owners", OWNERS)
    desk.clock.advance(days=3)
    await desk.store.withdraw(DocumentId("owners"), now=desk.now)
    for topic in (None, "energy"):
        (change,) = (await ask(desk, topic, "2 days")).changes
        assert change.kind == "withdrawn" and "owners" in change.why
    assert (await ask(desk, "defense", "2 days")).changes == ()
    desk.clock.advance(days=3)
    assert (await ask(desk, since="2 days")).changes == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2027-04", datetime(2027, 4, 1, tzinfo=UTC)),
        ("2027-04-03", datetime(2027, 4, 3, tzinfo=UTC)),
        ("yesterday", datetime(2027, 5, 9, tzinfo=UTC)),
        ("3 days ago", datetime(2027, 5, 7, 12, tzinfo=UTC)),
        ("juče", datetime(2027, 5, 9, tzinfo=UTC)),
        ("pre 2 nedelje", datetime(2027, 4, 26, 12, tzinfo=UTC)),
        ("3 дана", datetime(2027, 5, 7, 12, tzinfo=UTC)),
        ("12h", datetime(2027, 5, 10, tzinfo=UTC)),
    ],
)
def test_days_as_people_write_them(typed: str, meant: datetime) -> None:
    """``yesterday`` is refused, or means another day."""
    assert instant(typed, NOW) == meant


@pytest.mark.parametrize("typed", ["", "soon", "2027-13", "2027-02-30", "9999999 days", "0000"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    """A slip of the finger ends in a fault."""
    with pytest.raises(BadOption) as told:
        instant(typed, NOW)
    assert "yesterday" in told.value.hint


def test_a_brief_since_a_month_keeps_the_month_and_counts_days_back() -> None:
    """A source that states only its month falls out of "since that month", or "30 days" is refused."""
    assert day("2027-05", NOW) == "2027-05"
    assert day("30 days", NOW) == "2027-04-10"
    with pytest.raises(BadOption):
        day("2027-13", NOW)


async def test_what_was_withdrawn_is_told_under_topics_that_it_speaks_of(desk: Newsdesk) -> None:
    """A withdrawn note on glass is told as one on energy, for one word of "power plant"."""
    await desk.add("glass", "The plant at Bar makes glass.")
    desk.clock.advance(days=1)
    await desk.store.withdraw(DocumentId("glass"), now=desk.now)
    assert (await ask(desk, "energy", "2 hours")).changes == ()
    assert len((await ask(desk, "glass", "2 hours")).changes) == 1


async def test_since_is_held_against_what_the_channel_had_been_told_by_then(desk: Newsdesk) -> None:
    """Who was away for three days cannot ask what they missed; or gets it without what had been said."""
    await desk.add("owners", OWNERS)
    first = await desk.digest()
    desk.clock.advance(days=5)
    await desk.add("owners", OWNERS.replace("56.15%", "51.5%"))
    await desk.add("gas", "# Energy\n\nSrbijagas bought 40 hectares for a gas station in Peć.")
    assert len((await desk.digest()).answer.changes) == 2
    missed = await changed(desk.digests, Scope("1"), "energy", "3 days", channel="10", id="x")
    assert sorted(c.kind for c in missed.changes) == ["new", "updated"]
    (update,) = [c for c in missed.changes if c.kind == "updated"]
    assert "51.5%" in update.point.text and "56.15%" in update.before[0].text
    assert update.before[0].brief == first.answer.id and update.before[0].link
    untold = await changed(desk.digests, Scope("1"), "energy", None, channel="10", id="y")
    assert untold.changes == () and untold.since is not None


async def test_since_names_what_was_withdrawn_once_whether_it_was_posted_or_not(desk: Newsdesk) -> None:
    """A withdrawn source comes twice, or only where it had been posted."""
    await desk.add("owners", OWNERS)
    await desk.digest()
    await desk.add("other", "# Energy\n\nSrbijagas bought 40 hectares for a gas station in Peć.", owner="1")
    desk.clock.advance(days=3)
    for name in ("owners", "other"):
        await desk.store.withdraw(DocumentId(name), now=desk.now)
    missed = await changed(desk.digests, Scope("1"), "energy", "1 day", channel="10", id="x")
    assert [c.kind for c in missed.changes] == ["withdrawn", "withdrawn"]

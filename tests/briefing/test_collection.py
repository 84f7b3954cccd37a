"""Managing a corpus: what is added is there, what is removed is gone, feeds are followed and told of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
import pytest_asyncio
from aiohttp import web

from bot.briefing.collection import MOST_FEEDS, Collection
from bot.briefing.desk import Desk
from bot.briefing.managing import manage
from bot.briefing.topics import TopicCatalogue
from bot.corpus.fetching import Fetcher, Unfetchable
from bot.corpus.holdings import HoldingFolders
from bot.corpus.watch import changes
from bot.errors import BadOption, NotAllowed, NothingFound, UnreadableDocument
from bot.store.base import SHARED, Scope
from bot.store.holdings import FeedRow
from bot.store.sqlite import SqliteStore, open_store
from tests.corpus.readers import making
from tests.corpus.test_fetching import serving

GUILD, OTHER = "1001", "1002"

STORY = (
    "The ministry of the sea opened the new harbor of Bar on Monday. Forty ships waited outside for the first berth. "
    "The harbor cost 120 million euros and was paid by a loan of the development bank. Its first crane came from the "
    "north by rail. The mayor said that the town had waited for thirty years. Trade unions asked for better wages "
    "before the summer. The road to the capital will be finished two years later than was promised at first. "
)


def page(title: str, words: str) -> str:
    article = f"<article><h1>{title}</h1><p>{words}</p></article>"
    site = '<meta property="og:site_name" content="The Harbor News">' if title == "Story one" else ""
    return f"<html><head><title>{title}</title>{site}</head><body>{article}</body></html>"


@dataclass
class Site:
    """A web site with a feed; what it does can be changed, what it was asked is kept."""

    items: list[str] = field(default_factory=list)
    status: int = 200
    updated: dict[str, str] = field(default_factory=dict)  # what was added to a story
    gone: set[str] = field(default_factory=set)  # stories whose pages are not there
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, dict(request.headers)))
        if request.path != "/feed.xml":
            name = request.path.strip("/")
            if name in self.gone:
                return web.Response(status=404)
            words = f"{STORY} This is story {name}. {self.updated.get(name, '')}"
            return web.Response(text=page(f"Story {name}", words), content_type="text/html")
        if self.status != 200:
            return web.Response(status=self.status, headers={"Retry-After": "7200"})
        tag = f'"{len(self.items)}{"".join(self.updated.values())}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304)
        base = f"http://{request.host}"
        entries = "".join(
            f"<item><title>Story {i}</title><link>{base}/{i}</link><guid>{i}</guid>"
            f"<description>{self.updated.get(i, '')}</description>"
            f"<pubDate>Tue, 07 May 2024 10:00:00 GMT</pubDate></item>"
            for i in self.items
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbor News</title>{entries}</channel></rss>'
        return web.Response(text=feed, content_type="application/rss+xml", headers={"ETag": tag})


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2024, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Place:
    store: SqliteStore
    collection: Collection
    clock: Clock
    folder: Path
    added: Path

    async def titles(self, guild: str | None = None) -> list[str]:
        return [row.document.title for row in await self.store.documents(Scope(guild))]


async def no_pause(_: float) -> None:
    return


@pytest_asyncio.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    clock, folder = Clock(), tmp_path / "corpus"
    folder.mkdir()
    (folder / "own.txt").write_text("The operator's own report says little. It says so twice.")
    async with await open_store(tmp_path / "x.sqlite3") as store, Fetcher(["127.0.0.1"], patience=10) as fetcher:
        collection = Collection(store, [folder], tmp_path / "added", fetcher, clock=clock, pause=no_pause)
        await collection.reload()
        yield Place(store, collection, clock, folder, tmp_path / "added")


async def test_an_upload_belongs_to_its_guild(place: Place) -> None:
    """One server's upload shows up in another one's briefs."""
    change = await place.collection.add_file(GUILD, "../../etc/port.html", making.PAGE.encode(), by="7")
    assert change.action == "added" and change.documents[0].title == "The port and its owner"
    assert "The port and its owner" in await place.titles(GUILD)
    assert "The port and its owner" not in await place.titles(OTHER) + await place.titles()
    await place.collection.reload()
    assert "The port and its owner" in await place.titles(GUILD), "lost by the next look at the folders"
    with pytest.raises(NothingFound):
        await place.collection.remove(OTHER, "The port and its owner")


@pytest.mark.usefixtures("read_in_this_process")
async def test_what_is_removed_can_still_be_opened_by_what_cited_it(place: Place) -> None:
    """Removing a document breaks the evidence of older briefs, or it comes back by itself."""
    added = (await place.collection.add_file(SHARED, "port.docx", making.word())).documents[0]
    await place.collection.remove(SHARED, "port.docx")
    assert "The port" not in await place.titles()
    await place.collection.reload()
    assert "The port" not in await place.titles()
    assert await place.store.document(Scope(), added.document, added.version) is not None
    with pytest.raises(BadOption, match="corpus folder"):
        await place.collection.remove(SHARED, "own.txt")


async def test_a_removal_that_was_broken_off_can_be_done_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that could not be deleted comes back with the next look, and nobody can remove it any more."""
    await place.collection.add_file(GUILD, "port.txt", b"The port was sold in March. It was cheap.")
    with monkeypatch.context() as broken:
        broken.setattr(HoldingFolders, "remove", Mock(side_effect=PermissionError("read-only")))
        with pytest.raises(PermissionError):
            await place.collection.remove(GUILD, "port.txt")
    await place.collection.reload()
    assert (await place.collection.remove(GUILD, "port.txt")).action == "removed"
    await place.collection.reload()
    assert [row for row in await place.store.documents(Scope(GUILD)) if row.owner == GUILD] == []


async def test_the_same_name_again_is_a_new_version(place: Place) -> None:
    """A corrected report stands beside the wrong one."""
    await place.collection.add_file(GUILD, "r.txt", b"The port was sold in March. It was cheap.")
    again = await place.collection.add_file(GUILD, "r.txt", b"The port was sold in April. It was dear.")
    assert (again.action, again.documents[0].version) == ("updated", 2)
    assert (await place.collection.add_file(GUILD, "r.txt", b"The port was sold in April. It was dear.")).action == (
        "unchanged"
    )


async def test_a_guild_has_so_much_room_and_no_more(place: Place, tmp_path: Path) -> None:
    """One server fills the disk for all; or what everybody's operator adds is bounded with it."""
    async with Fetcher() as fetcher:
        collection = Collection(place.store, [], tmp_path / "added", fetcher, guild_bytes=100, clock=place.clock)
        report = b"The port was sold in March. It was cheap, says the town."
        await collection.add_file(GUILD, "a.txt", report)
        with pytest.raises(NotAllowed, match="would take more than"):
            await collection.add_file(GUILD, "b.txt", report)
        assert [h.path for h in await place.store.holdings(GUILD)] == ["uploads/a.txt"]
        assert (await collection.add_file(GUILD, "a.txt", report + b" It is dear.")).action == "updated"
        await collection.add_file(OTHER, "b.txt", report)
        for name in ("c.txt", "d.txt", "e.txt"):
            await collection.add_file(SHARED, name, report)
        await collection.remove(GUILD, "a.txt")
        assert (await collection.add_file(GUILD, "b.txt", report)).action == "added"


@pytest.mark.parametrize(("name", "data"), [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("a.txt", b"")])
async def test_what_cannot_be_read_is_not_kept(place: Place, name: str, data: bytes) -> None:
    """A broken upload is reported again at every start."""
    with pytest.raises(UnreadableDocument):
        await place.collection.add_file(GUILD, name, data)
    assert (await place.collection.reload()).problems == ()
    assert (await place.collection.status(GUILD)).added == 0


async def test_a_web_page_is_kept_with_its_address(place: Place) -> None:
    """A page that was added does not say where it came from."""
    async with serving(Site().answer) as url:
        change = await place.collection.add_url(GUILD, f"{url}/one")
    assert (change.documents[0].title, change.documents[0].url) == ("Story one", f"{url}/one")
    with pytest.raises(Unfetchable, match="private network"):
        await place.collection.add_url(GUILD, "http://localhost/one")


async def test_copies_are_one_voice(place: Place) -> None:
    """A wire story in three outlets counts as three independent sources."""
    words = STORY.replace(". ", ".\n\n")
    await place.collection.add_file(SHARED, "a.txt", words.encode())
    await place.collection.add_file(SHARED, "b.txt", words.replace("Forty ships", "Some 40 ships").encode())
    more = " ".join(f"{s} And {n} other things were said about it." for n, s in enumerate(making.SENTENCES))
    await place.collection.add_file(SHARED, "c.txt", f"{words}\n\n{more}".encode())
    await place.collection.add_file(SHARED, "d.txt", " ".join(making.SENTENCES).encode())
    rows = {row.document.path.rpartition("/")[2]: row.document for row in await place.store.documents(Scope())}
    groups = await place.store.voices([(d.id, d.version) for d in rows.values()])
    assert len(groups) == 3 and frozenset({rows["own.txt"].id}) in groups  # c.txt holds the story and d.txt
    assert any({rows["a.txt"].id, rows["b.txt"].id} <= group for group in groups)
    status = await place.collection.status(SHARED)
    assert (len(status.same), len(status.within)) == (1, 3)
    desk = Desk(place.store, None, TopicCatalogue({}), new_id=lambda: "b1")
    support = (await desk.brief(Scope(), "harbor ships", length="long")).summary.support
    assert support.independent is not None and support.independent < max(2, support.documents + 1)


async def test_a_feed_is_followed(place: Place) -> None:
    """Articles of a feed are missed, taken twice, or asked for at every look."""
    site = Site(items=["one", "two"])
    async with serving(site.answer) as url:
        change = await place.collection.follow(GUILD, f"{url}/feed.xml", channel="55")
        assert "2 articles" in change.notes[0]
        rows = [row.document for row in await place.store.documents(Scope(GUILD)) if row.owner == GUILD]
        assert {(d.title, d.published, d.publisher) for d in rows} == {
            ("Story one", "2024-05-07", "The Harbor News"),
            ("Story two", "2024-05-07", "Harbor News"),
        }
        assert await place.collection.visit_due() == 0 and len(site.asked) == 4, "asked again before its time"
        place.clock.now += timedelta(minutes=31)
        assert await place.collection.visit_due() == 0
        assert site.asked[-1][1]["If-None-Match"] == '"2"'
        site.items.insert(0, "three")
        place.clock.now += timedelta(minutes=31)
        assert await place.collection.visit_due() == 1
        assert "Story three" in await place.titles(GUILD)
        info = (await place.collection.feeds(GUILD)).feeds[0]
        assert (info.standing, info.last_new, info.failures) == ("well", "2024-06-01T13:02:00Z", 0)
        await place.collection.unfollow(GUILD, "harbor")
        assert (await place.collection.feeds(GUILD)).feeds == () and "Story three" in await place.titles(GUILD)


@pytest.mark.usefixtures("read_in_this_process")
async def test_a_feed_that_is_ended_while_it_is_visited_stays_ended(place: Place, tmp_path: Path) -> None:
    """It comes back by itself, tells of its troubles for ever, or its end breaks off the visit of all others."""
    site = Site(items=["one", "two", "three"])

    async def ended_meanwhile(_: float) -> None:
        if await place.store.feeds(GUILD):
            await collection.unfollow(GUILD, "harbor")

    async with serving(site.answer) as url, Fetcher(["127.0.0.1"], patience=10) as fetcher:
        collection = Collection(place.store, [], tmp_path / "added", fetcher, clock=place.clock, pause=ended_meanwhile)
        await collection.follow(GUILD, f"{url}/feed.xml")
        assert (await collection.feeds(GUILD)).feeds == ()
        asked = [path for path, _ in site.asked]
        assert "/three" not in asked, "its articles are fetched all the same"
        assert "Story one" in await place.titles(GUILD)


@pytest.mark.usefixtures("read_in_this_process")
async def test_a_guild_reloads_its_own_corpus_and_is_told_of_nobody_elses(place: Place) -> None:
    """The names and faults of another server's files, and of the operator's, are read in this one."""
    (place.folder / "broken.pdf").write_bytes(b"no pdf")
    site = Site(items=["one"])
    async with serving(site.answer) as url:
        for guild in (GUILD, OTHER):
            await place.collection.add_file(guild, f"plans-{guild}.txt", b"The port was sold in March. It was cheap.")
            await place.collection.follow(guild, f"{url}/feed.xml")
            (place.added / f"guild-{guild}" / "uploads" / f"scan-{guild}.pdf").write_bytes(b"no pdf")
        site.items.append("two")
        place.clock.now += timedelta(minutes=31)
        report = await place.collection.revisit(GUILD)
    assert [p.path for p in report.problems] == [f"uploads/scan-{GUILD}.pdf"]
    assert report.added == 1 and "Story two" in await place.titles(GUILD)
    assert "Story two" not in await place.titles(OTHER)
    assert len((await place.collection.revisit()).problems) == 3, "the operator is told of all"


@pytest.mark.usefixtures("read_in_this_process")
async def test_an_article_whose_page_cannot_be_had_is_taken_from_the_feed_or_given_up(place: Place) -> None:
    """An article behind a wall is missed though the feed carries it whole, or its page is asked for without end."""
    site = Site(items=["one", "two"], gone={"one", "two"}, updated={"one": STORY})
    async with serving(site.answer) as url:
        change = await place.collection.follow(GUILD, f"{url}/feed.xml")
        taken, missed = change.notes
        assert "1 article taken" in taken and missed == "Story two: The page answers with status 404."
        (kept,) = [row.document for row in await place.store.documents(Scope(GUILD)) if row.owner == GUILD]
        assert (kept.title, kept.publisher) == ("Story one", "Harbor News")
        text = await place.store.document(Scope(GUILD), kept.id)
        assert text is not None and "Forty ships waited" in text.text
        for _ in range(4):
            place.clock.now += timedelta(minutes=31)
            assert await place.collection.visit_due() == 0
        assert [path for path, _ in site.asked].count("/two") == 3, "not tried again, or tried for ever"


@pytest.mark.usefixtures("read_in_this_process")
async def test_an_article_that_was_changed_is_read_again(place: Place) -> None:
    """A correction is never seen; or one that was removed comes back."""
    site = Site(items=["one", "two"])
    async with serving(site.answer) as url:
        await place.collection.follow(GUILD, f"{url}/feed.xml")
        site.updated["one"] = "The crane was sold."
        place.clock.now += timedelta(minutes=31)
        assert await place.collection.visit_due() == 1
        rows = {r.document.title: r.document for r in await place.store.documents(Scope(GUILD)) if r.owner == GUILD}
        assert (rows["Story one"].version, rows["Story two"].version) == (2, 1)
        text = await place.store.document(Scope(GUILD), rows["Story one"].id)
        assert text is not None and "The crane was sold." in text.text
        place.clock.now += timedelta(minutes=31)
        assert await place.collection.visit_due() == 0
        await place.collection.remove(GUILD, "Story one")
        site.updated["one"] = "The crane was bought back."
        place.clock.now += timedelta(minutes=31)
        await place.collection.visit_due()
        assert "Story one" not in await place.titles(GUILD)
        site.items.remove("two")
        place.clock.now += timedelta(minutes=31)
        await place.collection.visit_due()
        assert "Story two" in await place.titles(GUILD), "what leaves the feed leaves the corpus"


@pytest.mark.usefixtures("read_in_this_process")
async def test_a_feed_that_breaks_is_told_of_once_and_asked_ever_less(place: Place) -> None:
    """Nobody learns that a feed is dead, or everybody does every half hour."""
    site = Site(items=["one"])
    async with serving(site.answer) as url:
        await place.collection.follow(GUILD, f"{url}/feed.xml", channel="55")
        site.status = 500
        waits = []
        for _ in range(5):
            due = (await place.store.feeds())[0].due_at
            place.clock.now = datetime.fromisoformat(due)
            await place.collection.visit_due()
            waits.append(datetime.fromisoformat((await place.store.feeds())[0].due_at) - place.clock.now)
        assert waits == sorted(waits) and waits[0] >= timedelta(hours=2), "Retry-After is not respected"
        told = await place.collection.untold()
        assert [(n.kind, n.channel, n.owner) for n in told] == [("broken", "55", GUILD)]
        await place.collection.told(told)
        site.status = 200
        place.clock.now += timedelta(days=2)
        await place.collection.visit_due()
        assert [n.kind for n in await place.collection.untold()] == ["well"]
        assert (await place.collection.feeds(GUILD)).feeds[0].failures == 0


@pytest.mark.usefixtures("read_in_this_process")
async def test_a_feed_whose_articles_cannot_be_kept_holds_up_no_other(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One folder that cannot be written, and no feed is visited any more, without a word."""
    site, write = Site(items=["one"]), HoldingFolders.write
    async with serving(site.answer) as url:
        for guild in (GUILD, OTHER):
            await place.collection.follow(guild, f"{url}/feed.xml")
        site.items.append("two")
        place.clock.now += timedelta(minutes=31)

        def failing(self: HoldingFolders, owner: str, path: str, data: bytes) -> None:
            if owner == GUILD:
                raise OSError("no space left")
            write(self, owner, path, data)

        monkeypatch.setattr(HoldingFolders, "write", failing)
        assert await place.collection.visit_due() == 1
    assert "Story two" in await place.titles(OTHER)
    (feed,) = (await place.collection.feeds(GUILD)).feeds
    assert feed.failures == 1 and "could not be kept" in (feed.problem or "")


@pytest.mark.usefixtures("read_in_this_process")
async def test_a_feed_that_goes_quiet_is_told_of(place: Place) -> None:
    """A feed that was abandoned looks as if nothing ever happened in the world."""
    site = Site(items=["one"])
    async with serving(site.answer) as url:
        await place.collection.follow(SHARED, f"{url}/feed.xml")
        place.clock.now += timedelta(days=15)
        await place.collection.visit_due()
    assert [n.kind for n in await place.collection.untold()] == ["quiet"]
    assert (await place.collection.feeds(SHARED)).feeds[0].standing == "quiet"


async def test_a_guild_follows_so_many_feeds_and_no_more(place: Place) -> None:
    """One server has the bot ask a thousand others every half hour."""
    now = place.clock().isoformat()
    for n in range(MOST_FEEDS):
        await place.store.put_feed(FeedRow(GUILD, f"https://feeds.example/{n}", f"Feed {n}", None, now, due_at=now))
    with pytest.raises(BadOption, match="follows 50 feeds already"):
        await place.collection.follow(GUILD, "https://feeds.example/more")


async def test_what_is_no_feed_is_not_followed(place: Place) -> None:
    """A page's address is taken for its feed's, and never gives anything."""
    async with serving(Site().answer) as url:
        with pytest.raises(UnreadableDocument, match="not an RSS"):
            await place.collection.follow(GUILD, f"{url}/one")
    assert (await place.collection.feeds(GUILD)).feeds == ()


@pytest.mark.usefixtures("read_in_this_process")
async def test_words_at_the_command_line_mean_what_they_say(place: Place, tmp_path: Path) -> None:
    """corpus add, remove, status and the like do something else, or fail without a hint."""
    file = tmp_path / "my report.txt"
    file.write_text("The port was sold in March. It was cheap.")
    assert (await manage(place.collection, f"add {file}", 1_000_000)).action == "added"  # type: ignore[union-attr]
    assert (await manage(place.collection, "status", 1)).added == 1  # type: ignore[union-attr]
    assert (await manage(place.collection, "remove my report.txt", 1)).action == "removed"  # type: ignore[union-attr]
    for wrong in ("", "ad x", "add", "feed", "feed ad x", "remove"):
        if wrong == "feed":
            assert (await manage(place.collection, wrong, 1)).feeds == ()  # type: ignore[union-attr]
            continue
        with pytest.raises(BadOption) as caught:
            await manage(place.collection, wrong, 1)
        assert caught.value.hint


async def test_a_changed_file_is_noticed(place: Place) -> None:
    """An edited document is read only after a restart."""
    async for noticed in changes([place.folder], settle=50, look_anyway=0.5):
        if noticed:
            break
        (place.folder / "new.txt").write_text("A new report lies here. It is short.")
    assert (await place.collection.reload()).added == 1

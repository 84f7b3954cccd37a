"""Posted messages are marked when their sources change, whatever dies or fails in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.delivery.channels import Busy, Refused
from bot.delivery.marking import Marker
from bot.store.digest_rows import CitedRow, PostingRow
from bot.store.sqlite import open_store
from summarizers.models import DocumentId
from tests.channel import new_desk, put
from tests.delivery.mailboxes import Mailboxes
from tests.subscribing import Clock

TEXT = "# Energy\n\nGazprom Neft holds 56.15% of the shares of the oil company NIS. Serbia kept 29.87% of it."
CLAIM = "Gazprom Neft holds 56.15% of the shares of the oil company NIS."


async def test_a_message_is_marked_once_and_after_faults_and_only_if_its_own_passage_changed(tmp_path: Path) -> None:
    """A brief with a wrong figure is never marked, or one whose source got a comma is."""
    clock, boxes = Clock(), Mailboxes(tmp_path / "channels")
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        await put(store, "owners", TEXT, clock().isoformat())
        start = TEXT.index(CLAIM)
        cited = (CitedRow(0, DocumentId("owners"), 1, start, start + len(CLAIM), CLAIM),)
        await store.save_posting(PostingRow("b", "1", "10", "4711", clock().isoformat(), cited))
        marker = Marker(new_desk(store, clock).digests, boxes)
        await marker.look()
        await put(store, "owners", TEXT.replace("29.87%", "30.5%"), clock().isoformat())
        await marker.look()
        assert boxes.marked == [] and await store.unmarked(9) == []
        await put(store, "owners", TEXT.replace("56.15%", "51.5%"), clock().isoformat())
        boxes.before["10"] = [Busy("slow down")]
        await marker.look()
        assert boxes.marked == []
        again = Marker(new_desk(store, clock).digests, boxes)  # after a restart
        await again.look()
        await again.look()
        assert boxes.marked == [("10", "4711")]
        await store.withdraw(DocumentId("owners"), now=clock().isoformat())
        await again.look()
        assert boxes.marked == [("10", "4711")]


async def test_where_a_message_cannot_be_changed_it_is_let_be(tmp_path: Path) -> None:
    """A deleted channel is asked again every quarter of a minute."""
    clock, boxes = Clock(), Mailboxes(tmp_path / "channels")
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        await put(store, "owners", TEXT, clock().isoformat())
        cited = (CitedRow(0, DocumentId("owners"), 1, 10, 20, CLAIM),)
        await store.save_posting(PostingRow("b", "1", "10", "4711", clock().isoformat(), cited))
        await store.withdraw(DocumentId("owners"), now=clock().isoformat())
        boxes.before["10"] = [Refused("gone", gone=True)]
        marker = Marker(new_desk(store, clock).digests, boxes)
        await marker.look()
        await marker.look()
        assert boxes.marked == [] and await store.unmarked(9) == []


async def test_a_message_that_nobody_foresaw_holds_up_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One odd message in one channel, and no message of any server is marked any more."""
    clock, boxes = Clock(), Mailboxes(tmp_path / "channels")
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        await put(store, "owners", TEXT, clock().isoformat())
        cited = (CitedRow(0, DocumentId("owners"), 1, 10, 20, CLAIM),)
        await store.save_posting(PostingRow("a", "1", "10", "4711", clock().isoformat(), cited))
        clock.advance(minutes=1)
        await store.save_posting(PostingRow("b", "2", "20", "4712", clock().isoformat(), cited))
        await store.withdraw(DocumentId("owners"), now=clock().isoformat())
        boxes.before["20"] = [KeyError("a part of a kind that is not known")]  # the newest, tried first
        marker = Marker(new_desk(store, clock).digests, boxes)
        await marker.look()
        assert boxes.marked == [("10", "4711")]
        assert "4712" in caplog.text
        await marker.look()
        assert boxes.marked == [("10", "4711")] and await store.unmarked(9) == []

"""Channels in files, which outlive a process that is killed; with faults to order."""

from __future__ import annotations

import asyncio
import json
import os
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.answers import DigestAnswer
from bot.delivery.channels import DeliveryFault
from bot.store.digest_rows import SubscriptionRow


class Mailboxes:
    """One file a channel, one line a message; a channel's ``faults`` are raised in turn.

    ``after`` faults are raised once the message stands there, as when the answer is lost.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.before: dict[str, list[Exception]] = defaultdict(list)
        self.after: dict[str, list[DeliveryFault]] = defaultdict(list)
        self.unreadable: dict[str, DeliveryFault] = {}
        self.marked: list[tuple[str, str]] = []
        self.told: list[tuple[str, str, str]] = []
        self.looks = 0
        self.delay = 0.0

    async def post(self, channel: str, digest: DigestAnswer, *, mention: str | None) -> str:
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.before[channel]:
            raise self.before[channel].pop(0)
        message = {
            "id": f"{channel}-{digest.id}",
            "mark": digest.id,
            "slot": digest.slot,
            "late": digest.late,
            "mention": mention,
            "kinds": [c.kind for c in digest.changes],
            "texts": [c.point.text for c in digest.changes],
            "quiet": [topic for topic, _ in digest.quiet],
        }
        with (self.folder / channel).open("a", encoding="utf-8") as file:
            file.write(json.dumps(message) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if self.after[channel]:
            raise self.after[channel].pop(0)
        return str(message["id"])

    async def find(self, channel: str, mark: str, since: datetime) -> str | None:
        self.looks += 1
        if channel in self.unreadable:
            raise self.unreadable[channel]
        return next((m["id"] for m in self.read(channel) if m["mark"] == mark), None)

    async def mark(self, channel: str, message: str, at: datetime) -> None:
        if self.before[channel]:
            raise self.before[channel].pop(0)
        self.marked.append((channel, message))

    async def tell(self, subscription: SubscriptionRow, message: str, hint: str) -> None:
        self.told.append((subscription.manager, message, hint))

    def read(self, channel: str = "10") -> list[dict[str, Any]]:
        """What stands in the channel."""
        path = self.folder / channel
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

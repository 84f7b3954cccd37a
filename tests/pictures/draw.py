"""Draws docs/pictures: what the bot answers from the starter corpus, as Discord shows it.

    pip install "simcord[screenshot]==3.2.1"; apt-get install chromium
    python -m tests.pictures.draw [NAME ...]

The messages are the real ones: the real client and desk, played in simcord and drawn by its
preview in Chromium. No test needs this.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import shutil
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import simcord
from PIL import Image
from playwright.async_api import async_playwright

from bot.app import open_app
from bot.client import Precis
from bot.settings import load
from bot.store.base import Scope
from tests.cogs.world import button, buttons

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDE, PHONE = 760, 400
TALLEST = 3200


class Sharp:
    """A browser whose pages have two dots to the point, as a phone's do."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    async def new_context(self, **options: Any) -> Any:
        return await self._browser.new_context(**{**options, "device_scale_factor": 2})


class Studio:
    """Takes pictures of messages as one person sees them."""

    def __init__(self, preview: simcord.Preview, wanted: set[str]) -> None:
        self._preview = preview
        self._wanted = wanted

    async def take(self, name: str, message: Any, width: int = WIDE) -> None:
        """Write docs/pictures/NAME.png, and NAME-phone.png beside it."""
        stored = self._preview.env.backend.get_message(message.channel_id, message.id)
        stored.edited_timestamp = None  # Discord does not call an answer edited that was waited for
        for suffix, wide in (("", width), ("-phone", PHONE)):
            if self._wanted and name + suffix not in self._wanted:
                continue
            shot = await self._preview.screenshot(target=message, viewport=(wide, TALLEST), allow_incomplete=True)
            assert shot.png is not None
            path = PICTURES / f"{name}{suffix}.png"
            path.write_bytes(_small(shot.png))
            print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} KB")  # noqa: T201


def _small(png: bytes) -> bytes:
    """The same picture in 96 colors, which is more than a message has."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    image.quantize(96, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


async def draw(wanted: set[str]) -> None:
    """Play a morning in a newsroom and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder:
        settings = load(None, database=Path(folder) / "precis.sqlite3")
        async with AsyncExitStack() as stack:
            app = await stack.enter_async_context(open_app(settings))
            await app.bring_up_to_date()
            await app.desk.brief(Scope(), "energy")  # loads the model
            playwright = await stack.enter_async_context(async_playwright())
            browser = await playwright.chromium.launch(
                executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
            )
            stack.push_async_callback(browser.close)
            env = simcord.Env(Precis(app.desk, settings), check_errors=False, settle_timeout=30)
            await env.start()
            digests = env.bot.get_cog("Digest")
            if digests is not None and digests._running is not None:
                digests._running.cancel()  # nothing is due in a picture, and the preview waits for what sleeps
            stack.push_async_callback(env.shutdown)
            env.backend.bot_user.name = "Precis"
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("balkans-desk")
            analyst = guild.add_member(env.create_user("analyst", global_name="Analyst"))
            preview = await stack.enter_async_context(
                env.preview(channel, viewers=[analyst], width=WIDE, height=TALLEST)
            )
            preview._capture_manager._browser = Sharp(browser)
            await _play(Studio(preview, wanted), channel, analyst)


async def _play(studio: Studio, channel: Any, analyst: Any) -> None:
    brief = await analyst.slash(channel, "brief", topic="Energy")
    await studio.take("brief", brief.response)
    mark = next(b["label"] for b in buttons(brief.response) if b["label"].startswith("["))
    opened = await analyst.click(brief.response, custom_id=button(brief.response, mark))
    await studio.take("evidence", opened.response)
    asked = await analyst.slash(channel, "ask", question="Which company controls NIS?")
    await studio.take("ask", asked.response)
    unknown = await analyst.slash(channel, "ask", question="Who won the 2022 football World Cup?")
    await studio.take("not-in-the-corpus", unknown.response)
    found = await analyst.slash(channel, "search", words="Belgrade Budapest railway")
    await studio.take("search", found.response)
    sources = await analyst.slash(channel, "sources")
    await studio.take("sources", sources.response)
    topics = await analyst.slash(channel, "topics")
    await studio.take("topics", topics.response)
    wrong = await analyst.slash(channel, "brief", topic="Energy", method="lexrnk")
    await studio.take("error", wrong.followups[-1])
    helped = await analyst.slash(channel, "help")
    await studio.take("help", helped.response)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these pictures")
    asyncio.run(draw(set(parser.parse_args().names)))

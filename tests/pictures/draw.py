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

import discord
import simcord
from PIL import Image
from playwright.async_api import async_playwright

from bot.app import open_app
from bot.client import Precis
from bot.settings import load
from bot.store.base import Scope
from tests.pictures.play import morning

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
WIDE, PHONE = 760, 400
TALLEST = 3200
LARGEST = 150_000
"""Bytes of a picture."""


class Sharp:
    """A browser whose pages have two dots to the point, as a phone's do."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    async def new_context(self, **options: Any) -> Any:
        return await self._browser.new_context(**{**options, "device_scale_factor": 2})


class Studio:
    """Takes pictures of messages as the first of the ``viewers`` sees them who may."""

    def __init__(self, preview: simcord.Preview, wanted: set[str], viewers: list[Any]) -> None:
        self._preview = preview
        self._viewers = viewers
        self._wanted = wanted

    async def take(self, name: str, message: Any, width: int = WIDE) -> None:
        """Write docs/pictures/NAME.png, and NAME-phone.png beside it."""
        stored = self._preview.env.backend.get_message(message.channel_id, message.id)
        stored.edited_timestamp = None  # Discord does not call an answer edited that was waited for
        viewer = next(viewer for viewer in self._viewers if stored.visible_to(viewer.id))
        for suffix, wide in (("", width), ("-phone", PHONE)):
            if self._wanted and name + suffix not in self._wanted:
                continue
            shot = await self._preview.screenshot(
                viewer=viewer, target=message, viewport=(wide, TALLEST), allow_incomplete=True
            )
            assert shot.png is not None
            path = PICTURES / f"{name}{suffix}.png"
            path.write_bytes(_small(shot.png))
            print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} KB")  # noqa: T201


def _small(png: bytes) -> bytes:
    """The same picture in few colors, which is more than a message has; fewer, or half as sharp, where it is large."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    half = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    for sharp, colors in ((image, 96), (image, 48), (image, 32), (half, 32), (half, 16)):
        out = io.BytesIO()
        sharp.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
        if out.tell() < LARGEST:
            break
    return out.getvalue()


async def draw(wanted: set[str]) -> None:
    """Play a morning in a newsroom and take the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder:
        settings = load(None, database=Path(folder) / "precis.sqlite3", user_per_minute=0, guild_per_minute=0)
        async with AsyncExitStack() as stack:
            app = await stack.enter_async_context(open_app(settings))
            await app.bring_up_to_date()
            await app.desk.brief(Scope(), "energy")  # loads the model
            playwright = await stack.enter_async_context(async_playwright())
            browser = await playwright.chromium.launch(
                executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
            )
            stack.push_async_callback(browser.close)
            env = simcord.Env(Precis(app.desk, settings, app.collection), check_errors=False, settle_timeout=30)
            await env.start()
            digests = env.bot.get_cog("Digest")
            if digests is not None and digests._running is not None:
                digests._running.cancel()  # nothing is due in a picture, and the preview waits for what sleeps
            stack.push_async_callback(env.shutdown)
            app.desk.digests.clock = env.now  # the age of an answer is told by the clock of the pictures
            env.backend.bot_user.name = "Precis"
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("balkans-desk")
            analyst = guild.add_member(env.create_user("analyst", global_name="Analyst"))
            editor = guild.add_member(env.create_user("editor", global_name="Editor"))
            role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
            manager = guild.add_member(env.create_user("manager", global_name="Manager"), roles=[role])
            preview = await stack.enter_async_context(
                env.preview(channel, viewers=[analyst, editor, manager], width=WIDE, height=TALLEST)
            )
            preview._capture_manager._browser = Sharp(browser)
            studio = Studio(preview, wanted, [analyst, editor, manager])
            async for name, message in morning(env, channel, analyst, editor, manager):
                await studio.take(name, message)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these pictures")
    asyncio.run(draw(set(parser.parse_args().names)))

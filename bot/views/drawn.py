"""An answer as pages, with the picture that belongs to it drawn beside the event loop."""

from __future__ import annotations

import asyncio

from bot.answers import BriefAnswer
from bot.render import picture
from bot.render.discord.brief import brief_pages
from bot.render.discord.parts import Page


async def answer_pages(answer: BriefAnswer, *, private: bool = False, shared_by: int | None = None) -> tuple[Page, ...]:
    """``brief_pages``; a timeline's with its picture."""
    wanted = answer.command == "timeline" and answer.summary.points
    drawn = await asyncio.to_thread(picture.timeline, answer) if wanted else None
    return brief_pages(answer, private=private, shared_by=shared_by, picture=drawn)

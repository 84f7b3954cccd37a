"""Every form is shown in the language of who fills it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from discord import ui

from bot.briefing.subscribing import Wishes
from bot.store.guild_rows import Judged
from bot.translations import speak
from bot.views.feedback import ReportForm
from bot.views.form import Form
from bot.views.judging import SourceForm
from bot.views.settings import ZoneForm
from bot.views.subscribing import CallForm, SubscriptionForm
from tests.cogs.world import open_world
from tests.subscribing import subscription

ANY = cast(Any, None)
DESK = cast(Any, SimpleNamespace(catalogue=()))
DOCUMENT = cast(Any, SimpleNamespace(document=SimpleNamespace(id="d", title="#1", grade="B2")))
PASSAGES = cast(Any, [SimpleNamespace(passage="1"), SimpleNamespace(passage="2")])
FORMS: dict[str, Callable[[], Form]] = {
    "ReportForm": lambda: ReportForm(DESK, PASSAGES, None),
    "SourceForm": lambda: SourceForm(DESK, DOCUMENT, Judged()),
    "ZoneForm": lambda: ZoneForm(DESK, ANY, None),
    "SubscriptionForm": lambda: SubscriptionForm(DESK, ANY, Wishes()),
    "SubscriptionForm, editing": lambda: SubscriptionForm(DESK, ANY, Wishes(), subscription("a")),
    "CallForm": lambda: CallForm(DESK, ANY, Wishes(), subscription("a")),
}
LONGEST = {"title": 45, "label": 100, "description": 100, "placeholder": 150}
"""Characters that Discord takes."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak("en")


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in ``value``, at any depth."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from parts(each)


def said(make: Callable[[], Form], language: str) -> list[tuple[str, str]]:
    """What the form shows, with what each text is for."""
    speak(language)
    found = []
    for part in parts(make().to_dict()):
        found += [(key, part[key]) for key in LONGEST if isinstance(part.get(key), str)]
        if part.get("type") == discord.ComponentType.label.value:
            assert len(part["label"]) <= 45, part["label"]
    return found


def leaves(kind: type[ui.Modal]) -> Iterator[str]:
    for one in kind.__subclasses__():
        if not one.__module__.startswith("discord."):
            yield from ([one.__name__] if not one.__subclasses__() else leaves(one))


def test_every_form_is_looked_at() -> None:
    """A new form is in English in a Serbian server, and no test sees it."""
    assert set(leaves(ui.Modal)) == {name.partition(",")[0] for name in FORMS}


async def test_every_text_of_every_form_is_translated() -> None:
    """A label or a choice stays English among Serbian ones, or Discord refuses the form as too long."""
    for name, make in FORMS.items():
        english, serbian = said(make, "en"), said(make, "sr")
        assert len(english) == len(serbian) > 1, name
        for (key, before), (_, after) in zip(english, serbian, strict=True):
            assert before != after or before.isdecimal(), f"[words] lacks {before!r} of {name}"
            assert 1 <= len(after) <= LONGEST[key], after


async def test_a_form_opens_in_the_language_of_the_server(tmp_path: Path) -> None:
    """A manager of a Serbian server is asked in English."""
    async with open_world(tmp_path) as world:
        boss = world.alice.guild.add_member(
            world.env.create_user("boss"),
            roles=[world.alice.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))],
        )
        await world.desk.guilds.choose(str(world.alice.guild.id), "1", "language", "sr")
        form = (await boss.slash(world.channel, "subscribe")).modal
        assert form is not None and form["title"] == "Novi bilten"
        assert "kratko: najviše tačaka po temi: 3" in str(form) and "Teme" in str(form)

"""Every page builder, with hostile text in every place that text can come from outside."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import bot.render.discord as package
from bot.answers import BriefAnswer, CorpusChange, CorpusStatus, DigestAnswer, FeedList, IngestReport, SourceDetail
from bot.commands import Where, offered
from bot.render.discord.digest import LABELS, Listed, Past
from bot.render.discord.escape import plain
from bot.render.discord.parts import (
    MAX_COMPONENTS,
    MAX_CUSTOM_ID,
    MAX_TEXT,
    Beside,
    Buttons,
    Link,
    Menu,
    Page,
    Press,
    Text,
)
from bot.store.guild_rows import CORPUS, FEEDBACK, FEEDS, SETTINGS, SOURCES, SUBSCRIPTIONS, Entry
from bot.views.layout import layout
from tests.render.discord.dialect import effects, seen
from tests.render.discord.filling import filled, pages

COMMANDS = ("brief", "ask", "figures", "compare", "timeline", "summarize")
KIN: tuple[dict[str, Any], ...] = ({"letter": None}, {"attached": ()})
ENTRIES = (
    *((SETTINGS, name) for name in ("language", "length", "method", "private", "zone", "manager_role", "")),
    *((SOURCES, name) for name in ("grade", "hidden", "")),
    *((area, "") for area in (CORPUS, FEEDS, SUBSCRIPTIONS, FEEDBACK)),
)

HOSTILE = (
    "@everyone", "@here", "<@123456789012345678>", "<@!123>", "<@&123>", "<#123>", "</brief:123>", "<:x:123>",
    "<a:x:123>", ":smile:", "<t:1700000000:R>", "<id:customize>", "[free](https://evil.example)", "](", "[", "]",
    "https://evil.example", "<https://evil.example>", "discord.gg/evil", "www.evil.example", "||x||", "||", "`x`",
    "```ansi\n\x1b[31mred\n```", "```", "``", "**b**", "*", "**", "***", "_i_", "__u__", "_", "~~s~~", "~~",
    "# h", "## h", "### h", "-# small", "- item", "* item", "+ item", "1. one", "12) two", "> q", ">>> q", "> > q",
    "\n# h", "\n> q", "\n- x", "\r\n-# x", "\\", "\\\\", "\\*", "\\[", "\u202e", "\u2066", "\u200b", "\u200d",
    "\ufeff", "\u00ad", "\u2028# x", "\x00", "\x1b[2J", "\ud800", "е", "שלום", "مرحبا", "👩\u200d👧", "Ž", "a", " ",
    "word", "2026", "::", "<", ">", "(", ")", "|", "&amp;", "%s", "{x}", "<script>",
)  # fmt: skip

short = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=5).map(lambda found: "".join(found)[:60])
long = st.tuples(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6), st.integers(100, 5000)).map(
    lambda made: (" ".join(made[0]) + " ").join([""] * 600)[: made[1]]
)


def _builders() -> dict[str, Callable[..., Any]]:
    """Every function of the package that makes pages."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and re.fullmatch(r"[a-z]\w*_pages?", name):
                found[name] = function  # noqa: PERF403
    return found


BUILDERS = _builders()


Form = Callable[[str], dict[str, Any]]


def _forms(name: str) -> list[Form]:
    """The forms of a page: what is ours (commands, kinds, states) takes each of its values."""
    match name:
        case "brief_pages":
            return [
                *(
                    lambda text, c=command: {"answer": replace(filled(BriefAnswer, text), command=c)}
                    for command in COMMANDS
                ),
                lambda text: {
                    "answer": replace(
                        answer := filled(BriefAnswer, text),
                        made_at=None,
                        length="long",
                        summary=replace(answer.summary, answered=False, sections=()),
                    )
                },
            ]
        case "digest_pages" | "why_pages":
            return [lambda text, k=kind: {"answer": _digest(text, k)} for kind in LABELS]
        case "draft_pages":
            return [lambda text: {"preview": _digest(text, "new")}]
        case "history_pages":
            return [lambda text: {"past": [replace(filled(Past, text), command="brief")]}, lambda _: {"past": []}]
        case "subscription_pages":
            return [
                lambda text, s=state: {"listed": [replace(filled(Listed, text), state=s)]}
                for state in ("active", "paused", "draft")
            ]
        case "collection_pages":
            kinds = (CorpusChange, CorpusStatus, FeedList, IngestReport)
            return [lambda text, k=kind: {"answer": filled(k, text)} for kind in kinds]
        case "help_pages":
            return [lambda _: {"commands": list(offered(Where.DISCORD).values()), "only": None}]
        case "settings_page":
            ours: dict[str, Any] = {"languages": {"en": "English"}, "lengths": {"short": 3}, "methods": ["lead"]}
            return [lambda text, e=each: {"done": _entry(text, *e), **ours} for each in ENTRIES]
        case "method_page":
            return [lambda _: {"current": "default", "others": ["lead", "centroid"]}]
        case "feedback_pages":
            return [lambda text, s=state: {"done": ("42", s)} for state in ("accepted", "dismissed", "open")]
        case "source_pages":
            return [lambda text, kin=kin: {"detail": replace(filled(SourceDetail, text), **kin)} for kin in KIN]
        case "trail_pages":
            return [lambda text, e=each: {"entries": [_entry(text, *e)]} for each in ENTRIES]
    return [lambda _: {}]


def _digest(text: str, kind: str) -> DigestAnswer:
    """With a change of that kind."""
    digest: DigestAnswer = filled(DigestAnswer, text)
    return replace(digest, changes=tuple(replace(change, kind=kind) for change in digest.changes))


def _entry(text: str, area: str, name: str) -> Entry:
    entry: Entry = filled(Entry, text)
    value = {"manager_role": "42", "grade": "B2"}.get(name, text)
    return replace(entry, area=area, name=name or text, before=value, after=value)


def contents(made: tuple[Page, ...]) -> list[str]:
    return [part.content for page in made for part in page.parts if isinstance(part, Text | Beside)]


def done(made: tuple[Page, ...]) -> Counter[str]:
    """What all texts do together, the line apart that says which page this is."""
    texts = (re.sub(r"(?m)^-# (Page|Part) \d+ of \d+$", "", content) for content in contents(made))
    return sum(map(effects, texts), Counter())


CASES = [(name, form) for name in BUILDERS for form in _forms(name)]
IDS = [f"{name}-{number}" for number, (name, _) in enumerate(CASES)]


def test_every_page_is_drawn_here() -> None:
    """A new kind of message is never tried with hostile text."""
    assert len(BUILDERS) >= 18
    for name, form in CASES:
        assert contents(pages(BUILDERS[name], "word", **form("word"))), name


@pytest.mark.parametrize(("name", "form"), CASES, ids=IDS)
@settings(max_examples=30)
@given(hostile=short)
@example(hostile="# h\n-# x")
@example(hostile="][](https://evil.example)")
def test_hostile_text_does_nothing_that_plain_text_does_not(name: str, form: Form, hostile: str) -> None:
    """A title or a question becomes a heading, a link, a mention, a time, or hides what follows."""
    hostile = f"{hostile} x"
    benign = pages(BUILDERS[name], "word x", **form("word x"))
    made = pages(BUILDERS[name], hostile, **form(hostile))
    assert done(made) == done(benign), hostile
    inside_limits(made)
    told = [shown_as(hostile) in seen(content) for content in contents(made)]
    assert any(told) == any("word x" in content for content in contents(benign)), "it is shown as it was written"


@pytest.mark.parametrize(("name", "form"), CASES, ids=IDS)
@settings(max_examples=5)
@given(hostile=long)
@example(hostile="# " * 2500)
@example(hostile="- a" + " b" * 1100 + " - c" * 500)
@example(hostile="*" * 5000)
@example(hostile="@everyone > " * 300)
@example(hostile="\U0001f469" * 3000)
@example(hostile="a" * 2399 + " " + "# " * 600)
def test_long_hostile_text_is_inside_the_limits_and_does_nothing(name: str, form: Form, hostile: str) -> None:
    """Five thousand characters are refused by Discord, or a line that is broken begins with markup."""
    made = pages(BUILDERS[name], hostile, **form(hostile))
    inside_limits(made)
    plainly = set(done(pages(BUILDERS[name], "word " * 1000, **form("word " * 1000))))
    assert set(done(made)) <= plainly, hostile[:200]


def shown_as(text: str) -> str:
    """What is to be seen of hostile text: all of it but what is invisible; nobody is called."""
    return re.sub(r"@(?=everyone|here)", "\uff20", plain(text), flags=re.IGNORECASE)


def inside_limits(made: tuple[Page, ...]) -> None:
    """As Discord states them; none of it is checked before it is sent."""
    for page in made:
        assert page.components <= MAX_COMPONENTS and page.characters <= MAX_TEXT
        ids: list[str] = []
        for part in page.parts:
            if isinstance(part, Text | Beside):
                assert part.content.strip()
                part.content.encode("utf-8")
            held = part.buttons if isinstance(part, Buttons) else (part.button,) if isinstance(part, Beside) else ()
            for pressed in held:
                assert pressed.label.strip() and pressed.label.isprintable(), pressed
                if isinstance(pressed, Press):
                    assert len(pressed.custom_id) <= MAX_CUSTOM_ID
                    ids.append(pressed.custom_id)
                else:
                    assert isinstance(pressed, Link) and pressed.url.startswith(("http://", "https://"))
            if isinstance(part, Menu):
                assert 1 <= len(part.options) <= 25
        assert len(ids) == len(set(ids))
        layout(page).to_components()

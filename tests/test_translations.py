"""Everything that is said in Discord has its translation, and every translation is one that Discord takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.answers import FLAGS, CorpusStatus, FeedInfo, IngestProblem
from bot.briefing import schedule
from bot.briefing.changes import Kind, Known
from bot.briefing.selecting import _why
from bot.commands import Where, offered
from bot.errors import PrecisError
from bot.render import collection, wording
from bot.render.discord import feedback, notices, settings
from bot.render.discord.notices import help_pages
from bot.store.digest_rows import FreshVersion
from bot.translations import LANGUAGES, catalog, counted, retold, say, speak
from bot.translator import LOCALES
from bot.views.language import spoken as spoken_language
from summarizers.models import DocumentId
from tests import spoken
from tests.cogs.world import buttons, open_world, texts
from tests.render.discord.test_pages import said as shown

NAME = re.compile(r"[-_'\w]{1,32}")
FIELD = re.compile(r"\{\w*\}")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speak("en")


def walk(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands, options and choices, as they are sent."""
    yield command
    for part in (*command.get("options", ()), *command.get("choices", ())):
        yield from walk(part)


def siblings(command: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    if command.get("options"):
        yield command["options"]
        for option in command["options"]:
            yield from siblings(option)


async def test_every_command_option_and_choice_is_translated(tmp_path: Any) -> None:
    """A part of a command stays English among Serbian ones, or Discord refuses all commands for one name."""
    async with open_world(tmp_path) as world:
        (sent,) = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    for locale in LOCALES:
        lists = [[c for c in sent if c["type"] == kind] for kind in (1, 2, 3)]
        for command in sent:
            lists += siblings(command)
            for part in walk(command):
                named = part["name_localizations"].get(locale.value)
                assert named, f"[names] or [choices] lacks {part['name']!r}"
                if part.get("description"):
                    described = part["description_localizations"].get(locale.value)
                    assert described, f"[descriptions] lacks {part['description']!r}"
                    assert 1 <= len(described) <= 100, described
                if "value" not in part and command["type"] == 1:
                    assert NAME.fullmatch(named) and named == named.lower(), named
        for together in lists:
            names = [part["name_localizations"][locale.value] for part in together]
            assert len(names) == len(set(names)), names


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_translation_of_commands_is_left_over(language: str, tmp_path: Any) -> None:
    """The file goes on growing with what is not said any more."""
    async with open_world(tmp_path) as world:
        (sent,) = [r.json for r in world.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
    parts = [part for command in sent for part in walk(command)]
    known = catalog(language)
    assert known.names.keys() <= {p["name"] for p in parts if "value" not in p}
    assert known.descriptions.keys() <= {p.get("description") for p in parts}
    assert known.choices.keys() <= {p["name"] for p in parts if "value" in p}


TABLES = (
    tuple(wording._HEADINGS.values()),
    tuple(wording.LABELS.values()),
    tuple(wording._MONTHS),
    tuple(FLAGS.values()),
    tuple(settings._NAMES.values()),
    tuple(settings._WITHOUT.values()),
    tuple(settings._AREAS.values()),
    tuple(feedback._DONE.values()),
    tuple(notices._EXPORTED.values()),
    tuple(collection._DONE.values()),
    ("well", "broken", "quiet"),
    ("every day", "every hour", "Monday to Friday", *schedule._DAY_NAMES, *(f"every {d}" for d in schedule._DAY_NAMES)),
    ("short", "standard", "long", "new", "updated", "contradicted", "removed", "withdrawn"),
)
"""Words that are said by way of a table."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_is_translated(language: str) -> None:
    """A heading, a button or a noun stays English in a Serbian answer."""
    known = catalog(language)
    said = known.words.keys() | known.sentences.keys()
    assert spoken.words() - known.words.keys() == set()
    assert {word for table in TABLES for word in table} - said == set()
    assert spoken.counts() - known.counts.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_and_notice_is_translated(language: str) -> None:
    """What went wrong is told in a language that the person may not read."""
    known = catalog(language)
    assert spoken.sentences() - known.sentences.keys() - known.words.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_values_of_its_original(language: str) -> None:
    """A Serbian sentence lost the name or the number that it is about, or its markdown."""
    known = catalog(language)
    for english, translated in known.words.items():
        wanted, held = set(FIELD.findall(english)), set(FIELD.findall(translated))
        assert held <= wanted | {"{total}"}, english
        assert english.count("**") == translated.count("**") and english.count("\n") == translated.count("\n"), english
        assert english.startswith("-#") == translated.startswith("-#"), english
    for english, translated in known.sentences.items():
        assert len(FIELD.findall(english)) == len(FIELD.findall(translated)), english
    assert all(len(forms) == 3 for forms in known.counts.values())


def test_serbian_counts_as_serbian_does() -> None:
    speak("sr")
    shown = [counted(n, "document", "documents") for n in (1, 2, 5, 11, 21, 1204)]
    assert shown == ["1 dokument", "2 dokumenta", "5 dokumenata", "11 dokumenata", "21 dokument", "1.204 dokumenta"]


def test_a_finished_sentence_is_told_again_with_its_values() -> None:
    """A fault that was raised in English stays English, or loses what it was about."""
    speak("sr")
    assert retold("There is no method “leed”.") == "Ne postoji metod „leed”."
    assert retold("Try other words. See /help.") == "Probajte drugim rečima. Vidite /help."
    assert retold("No source speaks of A or B on “gas”.") == "Nijedan izvor ne govori o stranama A i B na temu „gas”."
    assert retold("A sentence that nobody knows.") == "A sentence that nobody knows."
    assert retold("There is no method “There is no topic.”.") == "Ne postoji metod „Nema teme.”."
    speak("en")
    assert retold("There is no method “leed”.") == "There is no method “leed”."


def test_an_echoed_text_is_not_searched_without_end() -> None:
    """A person's long text of our own phrases holds up everybody while its template is looked for."""
    speak("sr")
    for phrase in (" has 1 pages; the limit is ", " is damaged (", "“” is too large ( bytes; the limit is "):
        text = f"There is no topic “{phrase * 400}"
        assert retold(text) == text


def test_a_joined_reason_is_told_again_part_by_part() -> None:
    """Under a Serbian digest the reasons of a point are English, or a name in them is translated."""
    speak("sr")
    version = FreshVersion(7, DocumentId("d"), 3, 2)
    for kind, known in ((kind, known) for kind in Kind for known in (None, Known("x", DocumentId("d"), start=0))):
        why = retold(_why(kind, known, version, "Trade, new document", 2))
        assert why.startswith("na temu Trade, new document: ") and why.endswith("broj izvora koji to javljaju: 2")
        assert "novo u verziji 3" in why and not re.search("report|differs|source|here", why)


@pytest.mark.parametrize("name", offered(Where.DISCORD))
def test_help_on_a_command_is_told_in_the_readers_language(name: str) -> None:
    """Who reads Serbian is told in English how a command is used."""
    command = offered(Where.DISCORD)[name]
    english_help = shown(help_pages([command], name))
    speak("sr")
    serbian = shown(help_pages([command], name))
    said = (command.summary, command.details, *(o.help for o in command.parts or command.offered(Where.DISCORD)))
    assert all(text in english_help and text not in serbian for text in said if text)


def test_a_corpus_is_told_of_in_the_readers_language() -> None:
    """What /corpus answers stays English among Serbian."""
    feed = FeedInfo("https://e.org/f", "News {x}", "broken", None, None, 2, "a.pdf is damaged.", "")
    problems = (IngestProblem("a.pdf", "a.pdf is damaged."),)
    status = CorpusStatus(2, 1, 9, 1, (feed,), problems, (("A", "B"),), (("C", "D"),))
    speak("sr")
    said = " ".join(collection.lines(status))
    assert "2 dokumenta, od toga ovde 1, 9 rečenica; dodato 1." in said and "News {x}" in said
    assert "a.pdf je oštećena datoteka." in said and "uzastopno 2 neuspeha" in said
    assert not re.search(r"\b(?:read|voice|stands|never|row)\b", said)


def test_a_language_that_is_not_there_is_english() -> None:
    speak("xx")
    assert say("page {n}", n=3) == "page 3"


CROATIAN, ENGLISH_US, GERMAN = discord.Locale.croatian, discord.Locale.american_english, discord.Locale.german


@pytest.mark.parametrize(
    ("chosen", "locale", "guild", "private", "language"),
    [
        (None, ENGLISH_US, ENGLISH_US, False, "en"),
        ("sr", ENGLISH_US, ENGLISH_US, False, "sr"),
        ("sr", ENGLISH_US, ENGLISH_US, True, "sr"),  # Discord has no Serbian: English is no choice against it
        ("en", CROATIAN, ENGLISH_US, False, "en"),
        ("en", CROATIAN, ENGLISH_US, True, "sr"),
        (None, ENGLISH_US, CROATIAN, False, "sr"),
        (None, CROATIAN, None, True, "sr"),
        (None, GERMAN, None, True, "en"),
    ],
)
def test_who_reads_decides_the_language(
    chosen: str | None, locale: discord.Locale, guild: discord.Locale | None, private: bool, language: str
) -> None:
    assert spoken_language(chosen, locale, guild, private=private) == language


async def test_a_server_that_chose_serbian_is_answered_in_serbian(tmp_path: Any) -> None:
    """Headings, buttons and errors stay English; or a quote is translated too."""
    async with open_world(tmp_path) as world:
        guild = str(world.alice.guild.id)
        await world.desk.guilds.choose(guild, "1", "language", "sr")
        brief = await world.alice.slash(world.channel, "brief", topic="energy")
        assert brief.response is not None
        said = texts(brief.response)
        assert "### Suština" in said and "### Izvori" in said and "provereno" in said
        assert "Gazprom Neft" in said
        assert {"Opširnije", "Kraće", "Korisno"} <= {b.get("label") for b in buttons(brief.response)}
        wrong = await world.alice.slash(world.channel, "brief", topic="energy", method="leed")
        assert "Ne postoji metod „leed”." in texts(wrong.followups[-1])
        far = await world.carol.slash(world.far_channel, "brief", topic="energy")
        assert far.response is not None and "### Bottom line" in texts(far.response)
        assert all(isinstance(getattr(e, "original", e), PrecisError) for e in world.env.errors)

"""A server's settings as a form, and the trail of what was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.answers import SourceInfo
from bot.grades import grade_words
from bot.render.discord.escape import fact, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Buttons, Menu, Option, Page, Part, Press, RoleMenu, Rule, Text, Tone
from bot.render.discord.sources import counted, full_name, graded_in_words
from bot.store.guild_rows import CORPUS, FEEDBACK, FEEDS, SETTINGS, SOURCES, SUBSCRIPTIONS, Entry, GuildSettings
from bot.translations import NAMES, retold, say

UNSET = "unset"
"""What a menu says for: as it is without a setting."""

_NAMES = {
    "language": "Language",
    "length": "Length",
    "method": "Method",
    "private": "Answers are seen by",
    "zone": "Time zone",
    "manager_role": "Manager role",
    "grade": "Grade",
    "hidden": "Source",
}
_WITHOUT = {
    "language": "each reader's own",
    "length": "as installed",
    "method": "as installed",
    "private": "everybody",
    "zone": "as last used",
    "manager_role": "none",
    "grade": "as the catalogue has it",
    "hidden": "shown",
}
_AREAS = {
    SETTINGS: "Settings",
    SOURCES: "Sources",
    CORPUS: "Corpus",
    FEEDS: "Feeds",
    SUBSCRIPTIONS: "Subscriptions",
    FEEDBACK: "Feedback",
}


def settings_page(
    settings: GuildSettings,
    *,
    languages: Mapping[str, str],
    lengths: Mapping[str, int],
    methods: Sequence[str],
    done: Entry | None = None,
) -> Page:
    """The form: every setting with what holds now, and what was just ``done``."""
    parts: list[Part] = [Text(f"## {say('Settings of this server')}")]
    if done is not None:
        parts += [*_done(done), Rule()]
    installed = Option(say("As installed"), UNSET)
    parts += [
        Text(say("**Language**\n-# Of my own words; quotes stay as their sources wrote them")),
        Menu(
            "settings",
            "language",
            say("Each reader's own"),
            (Option(say("Each reader's own"), UNSET), *(Option(name, code) for code, name in languages.items())),
            settings.language or UNSET,
        ),
        Text(say("**Length** of a brief, where none is asked for")),
        Menu(
            "settings",
            "length",
            say("As installed"),
            (
                installed,
                *(
                    Option(say("{length}: {n} key points", length=say(name).capitalize(), n=n), name)
                    for name, n in lengths.items()
                ),
            ),
            settings.length or UNSET,
        ),
        Text(say("**Method** that chooses the sentences")),
        Menu(
            "settings",
            "method",
            say("As installed"),
            (installed, *(Option(name, name) for name in methods)),
            settings.method or UNSET,
        ),
        Text(say("**Answers are seen by**\n-# Whoever asks can still choose; a private answer can be shared")),
        Menu(
            "settings",
            "private",
            say("Everybody in the channel"),
            (Option(say("Everybody in the channel"), "no"), Option(say("Only who asks"), "yes")),
            "yes" if settings.private else "no",
        ),
        Text(say("**Manager role**\n-# May do what Manage Server may do here, but not pick this role")),
        RoleMenu("settings", "manager_role", say("No role"), settings.manager_role),
        Beside(
            say("**Time zone** · {zone}\n-# For new digests", zone=fact(settings.zone or say("not set"))),
            Press("Change", "settings", "zone"),
        ),
        Rule(),
        Buttons((Press("Sources", "settings", "sources"), Press("What was changed, by whom", "settings", "trail"))),
    ]
    return Page(tuple(parts), Tone.NEUTRAL)


def judged_page(entries: Sequence[Entry]) -> Page:
    """What was just changed of a source."""
    parts = [part for entry in entries for part in _done(entry)] or [Text(say("Nothing was changed."))]
    return Page((*parts, Buttons((Press("Sources", "settings", "sources"),))), Tone.NEUTRAL)


def judged_pages(sources: Sequence[tuple[SourceInfo, bool]], turn: Turn | None = None) -> tuple[Page, ...]:
    """Every source with its grade and whether it is hidden, each with a button that changes both."""
    hidden = sum(hides for _, hides in sources)
    head: Block = (
        Text(
            say(
                "## How this server judges its sources\n-# {sources}, {n} hidden",
                sources=counted(len(sources), "source"),
                n=hidden,
            )
        ),
    )
    if not sources:
        return paginate(head, [(Text(say("The corpus is empty. Add documents with `/corpus add`.")),)])
    blocks: list[Block] = []
    for info, hides in sources:
        state = f" · **{say('hidden')}**" if hides else ""
        line = f"{full_name(info)}\n-# {graded_in_words(info.grade)}{state}"
        press = Press("Change", "settings", f"source:{info.document}")
        blocks.append((Beside(line, press),) if press.fits else (Text(line),))
    return paginate(head, blocks, turn=turn)


def _done(entry: Entry) -> list[Part]:
    """What was just changed, with a button that takes it back."""
    if not entry.id:
        return [Text(say("{change} already.", change=change_words(entry)))]
    said = say("{change} now; before: {value}.", change=change_words(entry), value=_value(entry, entry.before))
    if entry.name == "manager_role" and entry.after:
        said += "\n" + say(
            "-# Discord shows the managers' commands to that role once you allow it there: "
            "Server Settings, Integrations."
        )
    return [Beside(said, Press("Undo", "settings", f"undo:{entry.id}"))]


def trail_pages(entries: Sequence[Entry], page: int, pages: int) -> tuple[Page, ...]:
    """What was changed, newest first; what can be taken back has a button."""
    head: Block = (Text(f"## {say('What was changed')}"),)
    if not entries:
        return paginate(
            head, [(Text(say("Nothing yet. Changes of settings, sources, corpus and digests are kept here.")),)]
        )
    blocks: list[Block] = []
    for entry in entries:
        line = f"{_line(entry)}\n-# {_when(entry.at)} · <@{safe(entry.user)}>"
        if entry.area in (SETTINGS, SOURCES):
            blocks.append((Beside(line, Press("Undo", "settings", f"undo:{entry.id}")),))
        else:
            blocks.append((Text(line),))
    turn = Turn(
        "trail:",
        prefix=f"{page}.",
        before=f"{page - 1}.last" if page > 1 else None,
        after=f"{page + 1}.0" if page < pages else None,
    )
    return paginate(head, blocks, turn=turn)


def change_words(entry: Entry) -> str:
    """ "**Length** is long", "**Source** “Gas” is hidden": what holds after the change."""
    of = f" “{safe(shorten(entry.label or entry.subject, 80))}”" if entry.subject else ""
    return say(
        "**{name}**{of} is {value}",
        name=retold(_NAMES.get(entry.name, fact(entry.name))),
        of=of,
        value=_value(entry, entry.after),
    )


def _line(entry: Entry) -> str:
    if entry.area in (SETTINGS, SOURCES):
        return say("{change}; before: {value}", change=change_words(entry), value=_value(entry, entry.before))
    about = f" · {safe(shorten(entry.label, 120))}" if entry.label else ""
    return f"**{retold(_AREAS.get(entry.area, fact(entry.area)))}** · {fact(entry.name)}{about}"


def _value(entry: Entry, value: str | None) -> str:
    if value is None:
        return retold(_WITHOUT.get(entry.name, "not set"))
    match entry.name:
        case "private":
            return say("only who asks")
        case "hidden":
            return say("hidden")
        case "grade":
            return safe(grade_words(value))
        case "language":
            return fact(NAMES.get(value, value))
        case "length":
            return say(fact(value))
        case "manager_role":
            return f"<@&{safe(value)}>"
    return fact(value)


def _when(at: str) -> str:
    """As Discord shows it in each reader's own zone."""
    return f"<t:{int(datetime.fromisoformat(at).timestamp())}:f>"

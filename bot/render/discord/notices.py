"""Short messages: errors, status, help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.answers import BriefAnswer, Status
from bot.commands import Command, Where
from bot.errors import PrecisError
from bot.messages import count
from bot.render import markdown
from bot.render.discord.escape import fact, pieces, safe, shorten
from bot.render.discord.pages import paginate
from bot.render.discord.parts import Attachment, Page, Press, Text, Tone, rows
from bot.translations import described, retold, say
from summarizers.words import fold

_EXPORTED = {"brief": "The brief", "figures": "The figures"}


def error_page(error: PrecisError) -> Page:
    """What went wrong and what to do, in a calm sentence each."""
    return notice_page(error.message, error.hint)


def fault_page(reference: str) -> Page:
    """An unexpected fault: a reference that finds it in the log."""
    return notice_page(
        "Something went wrong on my side.",
        f"Please try again; if it stays, tell the person who runs me this reference: {reference}.",
    )


def notice_page(message: str, hint: str = "", tone: Tone = Tone.TROUBLE) -> Page:
    """One sentence, and below it what to do."""
    lines = [f"**{safe(shorten(retold(message), 900), say('That did not work.'))}**"]
    if hint:
        lines.append(safe(shorten(retold(hint), 1000)))
    return Page((Text("\n".join(lines)),), tone)


def working_page(what: str, state: str) -> Page:
    """Long work that goes on: what is done, and how it stands."""
    return notice_page(f"{retold(what)} …", state, Tone.NEUTRAL)


def status_pages(status: Status) -> tuple[Page, ...]:
    """How the corpus and the model stand."""
    if status.encoder is None:
        model = say("none; answers use the lexical methods")
    else:
        model = f"{fact(status.encoder)}, {say('ready') if status.encoder_ready else say('loading')}"
    facts = [
        f"**{say('Corpus')}** · {count(status.documents, 'document')}, {count(status.sentences, 'sentence')}",
        f"**{say('Model')}** · {model}",
        say("**Embeddings** · {n} of {total}", n=f"{status.vectors:,}", total=f"{status.sentences:,}"),
        say("-# Database schema {schema}, corpus revision {revision}", schema=status.schema, revision=status.revision),
    ]
    head = (Text(f"## {say('Status')}"),)
    blocks = [(Text(fact),) for fact in facts]
    for problem in status.problems:
        blocks.extend((Text(f"⚠️ {piece}"),) for piece in pieces(safe(problem, "…"), 2400))
    return paginate(head, blocks, tone=Tone.TROUBLE if status.problems else Tone.NEUTRAL)


def help_pages(commands: Iterable[Command], only: str | None = None) -> tuple[Page, ...]:
    """What the commands are; with ``only``, one of them in full."""
    wanted = [command for command in commands if only is None or command.name == only]
    title = "Precis" if only is None else f"/{only}"
    line = say("Every sentence carries its source [n]: tap the number to open the passage it came from.")
    blocks: list[tuple[Text, ...]] = []
    for command in wanted:
        options = command.offered(Where.DISCORD)
        names = " ".join(f"{o.name}:…" if o.required else f"[{o.name}]" for o in options)
        if command.parts:
            names = " | ".join(part.name for part in command.parts)
        lines = [f"**`/{' '.join(filter(None, (command.name, names)))}`**", described(command.summary) + "."]
        if only is not None:
            lines += [retold(command.details)] if command.details else []
            lines += [f"- `{part.name}` {described(part.help)}" for part in command.parts or options]
        blocks.append((Text("\n".join(lines)),))
    return paginate((Text(f"## {title}\n-# {line}"),), blocks)


def method_page(brief: str, current: str, others: Sequence[str]) -> Page:
    """A button for each method by which the brief can be made again."""
    text = say("### Other method\n-# This brief was made by {name}. Pick another:", name=fact(current))
    presses = [Press(name, "method", f"{brief}:{name}") for name in others[:25]]
    return Page((Text(text), *rows(list(presses))), Tone.BRIEF)


def export_page(answer: BriefAnswer, pdf: bytes) -> Page:
    """The answer as files to download: a PDF, and Markdown to go on writing from."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(answer.summary.topic or "")).strip("-")[:40].strip("-") or answer.command
    text = Text(say("**{what} as PDF and as Markdown.**", what=retold(_EXPORTED.get(answer.command, "The answer"))))
    written = markdown.brief(answer).encode("utf-8", "replace")
    return Page((text, Attachment(f"{stem}.pdf", pdf), Attachment(f"{stem}.md", written)), Tone.NEUTRAL)

"""The commands and their options, declared once: the command line and the console are built
from this, and the Discord layer takes its names and descriptions here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Completes(StrEnum):
    """What an option's value is a name of, so that it can be completed."""

    TOPIC = "topic"
    PARTY = "party"
    SOURCE = "source"
    METHOD = "method"
    COMMAND = "command"
    FILE = "file"


class Where(StrEnum):
    """A place that offers a command."""

    SHELL = "shell"  # python -m bot ...
    CONSOLE = "console"
    DISCORD = "discord"


EVERYWHERE = frozenset(Where)
LOCAL = frozenset({Where.SHELL, Where.CONSOLE})
SHELL = frozenset({Where.SHELL})


@dataclass(frozen=True, slots=True)
class Option:
    """One option. In a shell ``required`` and ``positional`` ones stand without their name;
    ``number`` ones take integers."""

    name: str
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    positional: bool = False
    number: bool = False
    completes: Completes | None = None
    where: frozenset[Where] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Command:
    """``examples`` are the words after ``python -m bot``."""

    name: str
    summary: str
    options: tuple[Option, ...] = ()
    where: frozenset[Where] = EVERYWHERE
    examples: tuple[str, ...] = ()
    details: str = ""
    parts: tuple[Option, ...] = ()  # its commands of two words in Discord

    def option(self, name: str) -> Option:
        """The option called ``name``; KeyError if there is none."""
        for option in self.options:
            if option.name == name:
                return option
        raise KeyError(name)

    def part(self, name: str) -> Option:
        """The command of two words whose second is ``name``; KeyError if there is none."""
        return {part.name: part for part in self.parts}[name]

    def offered(self, where: Where) -> tuple[Option, ...]:
        """Its options in that place."""
        return tuple(o for o in self.options if where in o.where)


_LENGTH = Option("length", "How much to say: 3, 5 or 10 key points", choices=("short", "standard", "long"))
_METHOD = Option("method", "How sentences are chosen", completes=Completes.METHOD)
_PRIVATE = Option(
    "private",
    "Answer only you",
    choices=("true", "false"),
    where=frozenset({Where.DISCORD}),
)
_SAVE = Option("save", "Also write it to this file, as PDF or Markdown", completes=Completes.FILE, where=LOCAL)
_FILE = Option("file", "A text or Markdown file, or - for what is piped in", required=True, completes=Completes.FILE)

COMMANDS: tuple[Command, ...] = (
    Command(
        "brief",
        "The cited brief on a topic, or on any words",
        (
            Option("topic", "A topic or any words", required=True, completes=Completes.TOPIC),
            _LENGTH,
            _METHOD,
            Option("since", "Only sources published since: 2024, 2024-05, 2024-05-31 or 30 days"),
            _SAVE,
            _PRIVATE,
        ),
        examples=("brief energy", 'brief "church and religion" --length long', "brief Kosovo --save kosovo.pdf"),
        details="A topic is one of 'topics', by name or alias, or any free text. Every sentence of the "
        "brief carries its source [n].",
    ),
    Command(
        "ask",
        "One to three sentences that answer a question, cited",
        (Option("question", "A question in plain words", required=True), _SAVE, _PRIVATE),
        examples=('ask "Who owns the oil company NIS?"', 'ask "When did the agreement enter into force?"'),
        details="When the corpus does not hold the answer, it says so.",
    ),
    Command(
        "figures",
        "Every figure stated on a subject, with its sentence; conflicting ones side by side",
        (Option("subject", "A topic or any words", required=True, completes=Completes.TOPIC), _SAVE, _PRIVATE),
        examples=("figures trade", 'figures "MiG-29"'),
        details="Each figure stands in its source's own sentence, with the date where one is stated.",
    ),
    Command(
        "compare",
        "What the sources say of one party and of another on a topic, side by side",
        (
            Option("topic", "A topic or any words", required=True, completes=Completes.TOPIC),
            Option("a", "One party: a country, a company, anybody by name", required=True, completes=Completes.PARTY),
            Option("b", "The other party", required=True, completes=Completes.PARTY),
            _SAVE,
            _PRIVATE,
        ),
        examples=("compare energy Russia China", 'compare "arms sales" "European Union" Russia'),
        details="A sentence that speaks of both is told apart. Countries are known by their people's and capitals' "
        "names too (config/names.toml).",
    ),
    Command(
        "timeline",
        "Dated events on a topic in order, with a picture",
        (
            Option("topic", "A topic or any words", required=True, completes=Completes.TOPIC),
            Option("length", "How much to say: 6, 12 or 24 events", choices=("short", "standard", "long")),
            Option("picture", "Write the picture to this file (PNG)", completes=Completes.FILE, where=LOCAL),
            _SAVE,
            _PRIVATE,
        ),
        examples=("timeline energy", "timeline Kosovo --picture kosovo.png"),
        details="An event's date is the one that its sentence states, as precise as stated, never the day on "
        "which the source was published.",
    ),
    Command(
        "search",
        "Matching passages with their sources, best first",
        (
            Option("words", "Words to look for", required=True),
            Option("page", "Which page of the results", number=True),
            _PRIVATE,
        ),
        examples=("search Gazprom", "search gas pipeline --page 2"),
    ),
    Command(
        "changed",
        "What is new, updated, contradicted or withdrawn",
        (
            Option("topic", "Only this topic; else all", positional=True, completes=Completes.TOPIC),
            Option("since", "Since when: 2027-05-08, yesterday, 3 days; else since the last digest here"),
            _PRIVATE,
        ),
        examples=("changed", "changed energy --since yesterday"),
        details="Without a day: what came since this channel's last digest; where there is none, in the last week.",
    ),
    Command(
        "digest",
        "The digest of this channel: preview, post it now, look back",
        parts=(
            Option("preview", "The next digest, only to you, with why each point is in and what is left out"),
            Option("now", "Post the digest now, and record it"),
            Option("history", "What was posted here, digests and briefs: all, or what says some words"),
        ),
        where=frozenset({Where.DISCORD}),
    ),
    Command(
        "subscribe",
        "Post a digest in this channel: a short form, then a preview",
        (
            Option("topic", "A topic or any words, beside those of the form", completes=Completes.TOPIC),
            Option("zone", "The time zone: a large city or a country"),
            Option("mention", "A role to mention; else nobody"),
            Option("quiet", "On a day without news: say so, or be silent", choices=("say", "silent")),
        ),
        where=frozenset({Where.DISCORD}),
    ),
    Command("subscriptions", "The digests of this server: pause, edit, remove", where=frozenset({Where.DISCORD})),
    Command("unsubscribe", "End a digest of this channel", where=frozenset({Where.DISCORD})),
    Command(
        "archive",
        "Write what was posted as web pages, Markdown and PDF, one of each a day",
        (
            Option(
                "folder", "The folder to write to; made if it is not there", required=True, completes=Completes.FILE
            ),
            Option("zone", "The time zone of the days: a large city or a country; else UTC"),
        ),
        where=LOCAL,
        examples=("archive digests/", "archive digests/ --zone Belgrade"),
        details="The pages load nothing from elsewhere: evidence shows on hover, and in print below its point.",
    ),
    Command("topics", "The topics there are, and how much the corpus says of each", examples=("topics",)),
    Command("sources", "The documents of the corpus", examples=("sources", "sources --json")),
    Command(
        "source",
        "One source with its sections",
        (
            Option(
                "name",
                "Its title, file name, id, or a part of them",
                required=True,
                completes=Completes.SOURCE,
            ),
        ),
        examples=("source partnership",),
    ),
    Command(
        "evidence",
        "The passages behind [n] of a brief, with their neighbors",
        (
            Option("n", "The number in brackets", required=True, number=True),
            Option("id", "The brief's id; else the last one"),
        ),
        where=LOCAL,
        examples=("evidence 2", "evidence 2 --id 3f9c2a71"),
        details="'brief --json' and 'ask --json' give the id.",
    ),
    Command("status", "How the corpus and the model stand", examples=("status",)),
    Command(
        "summarize",
        "A summary of any text, without the corpus",
        (
            _FILE,
            Option("topic", "What the summary is to be about"),
            _METHOD,
            Option("sentences", "At most so many sentences", number=True),
            Option("words", "At most so many words", number=True),
            _SAVE,
        ),
        where=LOCAL,
        examples=("summarize report.txt --sentences 3", "summarize - --topic energy < report.txt"),
    ),
    Command(
        "inspect",
        "The sentences a file is read as, each with its place and kind",
        (Option("file", "A text or Markdown file", required=True, completes=Completes.FILE),),
        where=LOCAL,
        examples=("inspect report.txt", "inspect report.txt --json"),
    ),
    Command(
        "corpus",
        "Manage the corpus: add, remove, reload, status, feeds",
        (
            Option(
                "action",
                "add FILE|URL, remove NAME, reload, status, feed add URL, feed remove NAME, feed list",
                required=True,
                where=LOCAL,
            ),
        ),
        examples=(
            "corpus add report.pdf",
            "corpus add https://example.org/report",
            "corpus remove report.pdf",
            "corpus status",
            "corpus feed add https://example.org/feed.xml",
        ),
        parts=(
            Option("add", "Add a file or a web page to this server's corpus"),
            Option("remove", "Take a document out of this server's corpus"),
            Option("reload", "Read what changed in this server's corpus, and visit its feeds"),
            Option("status", "How this server's corpus and its feeds stand"),
            Option("feed add", "Follow a feed; this channel is told when it breaks or goes quiet"),
            Option("feed remove", "Stop following a feed; its articles stay"),
            Option("feed list", "The feeds that are followed, and how each stands"),
        ),
        details="What is added is kept beside the database and read like the corpus folders. In Discord "
        "it is for managers, and what they add belongs to their server.",
    ),
    Command(
        "settings",
        "What this server chooses for itself: language, length, method, privacy, sources, managers",
        parts=(
            Option("show", "See and change the settings"),
            Option("sources", "Grade sources, or hide them from this server's answers"),
            Option("source", "Grade one source, or hide it"),
            Option("audit", "What was changed, when and by whom, newest first"),
        ),
        where=frozenset({Where.DISCORD}),
    ),
    Command(
        "feedback",
        "What readers found useful, and what they reported as wrong",
        where=frozenset({Where.DISCORD}),
    ),
    Command(
        "ingest",
        "Bring the store up to date with the corpus, and report",
        where=LOCAL,
        examples=("ingest", "ingest --corpus ~/reports"),
        details="Every command does this by itself; run it to see what was read and what was not. "
        "Exit status 1 when a file could not be read.",
    ),
    Command("console", "The same commands at a prompt, or from a pipe", where=SHELL, examples=("console",)),
    Command(
        "run",
        "Serve Discord until stopped; needs DISCORD_TOKEN",
        where=SHELL,
        examples=("run",),
    ),
    Command(
        "evaluate",
        "Measure the methods on the quality benchmarks",
        (
            Option("set", "Only this reference set", choices=("aclsum", "quotesum")),
            Option("method", "Only this one", completes=Completes.METHOD),
            Option("data", "Where QuoteSum's dev.jsonl is", completes=Completes.FILE),
            Option("pictures", "Also draw the figures into this folder, as SVG", completes=Completes.FILE),
        ),
        where=SHELL,
        examples=("evaluate", "evaluate --set aclsum --method lex-rank", "evaluate --pictures docs/pictures"),
        details="Tables of F1, ROUGE and answers held, with 95% intervals, and milliseconds a document. "
        "ACLSum is the package aclsum, QuoteSum a file.",
    ),
    Command(
        "doctor",
        "What works here, and what to do about what does not",
        where=LOCAL,
        examples=("doctor",),
    ),
    Command(
        "help",
        "What the commands are, or how one is used",
        (Option("command", "A command", positional=True, completes=Completes.COMMAND),),
        examples=("help brief",),
    ),
)


def offered(where: Where) -> dict[str, Command]:
    """The commands of that place, by name, in the order in which help lists them."""
    return {c.name: c for c in COMMANDS if where in c.where}

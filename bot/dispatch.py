"""From a request to the use case that answers it: what the console and the command line share."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import standard_input
from bot.answers import (
    Answer,
    ArchiveWritten,
    BriefAnswer,
    EvidenceAnswer,
    IngestReport,
    Inspection,
    SourceList,
    TopicList,
)
from bot.briefing.archive import days
from bot.briefing.changed import changed
from bot.briefing.collection import Collection
from bot.briefing.desk import Desk
from bot.briefing.managing import manage
from bot.briefing.zones import parse_zone
from bot.corpus import named_file
from bot.corpus.reading_desk import read_apart
from bot.doctor import diagnose
from bot.errors import BadOption, NothingFound, UnreadableDocument
from bot.lines import Request
from bot.render import markdown, pdf, picture
from bot.render.archive import write
from bot.settings import Settings
from bot.store.base import Scope

STANDARD_INPUT = "-"

_MARKDOWN = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n|^#{1,6} +\S", re.MULTILINE)

_LAST = "last-brief"
"""The name under which the store keeps the id of the last brief made here."""


class Dispatch:
    """Answers requests with a desk; the store remembers which brief was the last, for ``evidence``."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        ingest: Callable[[], Awaitable[IngestReport]],
        collection: Collection | None = None,
    ) -> None:
        self._desk = desk
        self._settings = settings
        self._ingest = ingest
        self._collection = collection
        self._scope = Scope()

    async def perform(self, request: Request) -> Answer:
        """The answer; raises what the desk raises, all of it PrecisError."""
        file = request.text("save")
        form = _form(file) if file else None
        answer = await self._answer(request)
        if file and form and isinstance(answer, BriefAnswer):
            await asyncio.to_thread(_write, file, form, answer)
        if isinstance(answer, BriefAnswer) and answer.summary.answered and request.command.name != "summarize":
            await self._desk.store.set(_LAST, answer.id)
        return answer

    async def _answer(self, request: Request) -> Answer:
        desk, scope = self._desk, self._scope
        self._refuse_overlong(request)
        match request.command.name:
            case "brief":
                return await desk.brief(
                    scope,
                    request.text("topic") or "",
                    length=request.text("length") or self._settings.length,
                    method=request.text("method") or self._settings.method,
                    since=request.text("since"),
                )
            case "ask":
                return await desk.ask(scope, request.text("question") or "")
            case "figures":
                return await desk.figures(scope, request.text("subject") or "")
            case "compare":
                return await desk.compare(
                    scope, request.text("topic") or "", request.text("a") or "", request.text("b") or ""
                )
            case "timeline":
                return await self._timeline(request)
            case "search":
                return await desk.search(scope, request.text("words") or "", page=request.number("page") or 1)
            case "changed":
                topic, since = request.text("topic"), request.text("since")
                return await changed(desk.digests, scope, topic, since, channel=None, id="changed")
            case "archive":
                return await self._archive(request.text("folder") or "", request.text("zone") or "UTC")
            case "topics":
                return TopicList(tuple(await desk.topics(scope)))
            case "sources":
                return SourceList(tuple(await desk.sources(scope)))
            case "source":
                return await desk.source(scope, request.text("name") or "")
            case "status":
                return await desk.status(scope)
            case "evidence":
                return await self._evidence(request)
            case "summarize":
                return await self._summarize(request)
            case "inspect":
                file = request.text("file") or ""
                return await inspected(
                    await load(file, self._settings.max_file_bytes), file, self._settings.max_file_bytes
                )
            case "ingest":
                return await self._ingest()
            case "corpus":
                return await self._corpus(request.text("action") or "")
            case "doctor":
                return await diagnose(self._settings)
            case other:
                raise BadOption(f"'{other}' is not answered here.", "See 'help' for the commands.")

    async def _corpus(self, words: str) -> Answer:
        if self._collection is None:
            raise BadOption("The corpus cannot be managed here.", "Use the command line.")
        return await manage(self._collection, words, self._settings.max_file_bytes)

    def _refuse_overlong(self, request: Request) -> None:
        for name, value in request.values.items():
            if len(str(value)) > self._settings.max_question:
                raise BadOption(
                    f"The {name} is longer than {self._settings.max_question:,} characters.",
                    "Shorten it; a whole text can be given to 'summarize'.",
                )

    async def _summarize(self, request: Request) -> BriefAnswer:
        file = request.text("file") or ""
        data = await load(file, self._settings.max_file_bytes)
        if file == STANDARD_INPUT and not data.strip():
            raise UnreadableDocument("Nothing was piped in.", "Pipe a text: cat report.txt | ... summarize -")
        name = _name(file, data)
        stated = {"title": "Text from standard input"} if file == STANDARD_INPUT else None
        return await self._desk.summarize(
            [await read_apart(data, name, self._settings.max_file_bytes, catalogue=stated)],
            topic=request.text("topic"),
            method=request.text("method") or self._settings.method,
            sentences=request.number("sentences"),
            words=request.number("words"),
        )

    async def _timeline(self, request: Request) -> BriefAnswer:
        length, file = request.text("length") or "standard", request.text("picture")
        if file and _suffix(file) != ".png":
            raise BadOption(f"{file} is no name of a picture.", "The picture is a PNG: name it so, as in: energy.png")
        answer = await self._desk.timeline(self._scope, request.text("topic") or "", length=length)
        if file:
            await asyncio.to_thread(_write, file, lambda made: picture.timeline(made).png, answer)
        return answer

    async def _archive(self, folder: str, zone: str) -> ArchiveWritten:
        found = await days(self._desk.store, zone=parse_zone(zone))
        try:
            files = await asyncio.to_thread(write, Path(folder), found)
        except OSError as error:
            raise BadOption(f"{folder} cannot be written: {error.strerror}.", "Name another folder.") from error
        return ArchiveWritten(folder, tuple(file.name for file in files), len(found))

    async def _evidence(self, request: Request) -> EvidenceAnswer:
        brief, n = request.text("id") or await self._desk.store.get(_LAST), request.number("n") or 1
        if brief is None:
            raise NothingFound("There is no brief yet to open.", "Make one first: brief or ask.")
        passages = tuple(await self._desk.opened(self._scope, brief, n))
        if not passages and await self._desk.kept(self._scope, brief) is None:
            hint = "'brief --json' and 'ask --json' give the id."
            raise NothingFound(f"There is no brief “{brief}”, or no longer.", hint)
        if not passages:
            raise NothingFound(f"That brief cites nothing as [{n}].", "Use a number in its brackets.")
        return EvidenceAnswer(brief, n, passages)


def _form(file: str) -> Callable[[BriefAnswer], bytes]:
    """What writes an answer as the name of the file says. Raises BadOption for a name that says nothing."""
    match _suffix(file):
        case ".pdf":
            return pdf.brief
        case ".md" | ".markdown":
            return lambda answer: markdown.brief(answer).encode("utf-8", "replace")
    raise BadOption(f"{file} names no form to save in.", "End its name in .pdf or .md, as in: energy.pdf")


def _suffix(file: str) -> str:
    return Path(file).suffix.casefold()


def _write(file: str, form: Callable[[BriefAnswer], bytes], answer: BriefAnswer) -> None:
    made, path = form(answer), Path(file).expanduser()
    partial = path.with_name(f".{path.name}.partial")
    try:  # beside it first, so that a full disk takes nothing from what was there before
        partial.write_bytes(made)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BadOption(f"{file} cannot be written: {error.strerror}.", "Name another file.") from error


async def load(file: str, limit: int) -> bytes:
    """The bytes of ``file``, or of standard input for ``-``. Raises UnreadableDocument."""
    data = await (
        standard_input.read(limit) if file == STANDARD_INPUT else asyncio.to_thread(named_file.load, file, limit)
    )
    if len(data) > limit:
        raise UnreadableDocument(
            f"{_name(file)} is larger than {limit:,} bytes.", "Raise max_file_bytes, or split the text."
        )
    return data


async def inspected(data: bytes, file: str, limit: int) -> Inspection:
    """The document and sentences that ``data`` is read as."""
    result = await read_apart(data, _name(file, data), limit)
    return Inspection(result.document, result.sentences, result.notes)


def _name(file: str, data: bytes = b"") -> str:
    """What names the format: of what is piped in, the front matter or headings of Markdown."""
    if file != STANDARD_INPUT:
        return Path(file).name
    return f"standard-input.{'md' if _MARKDOWN.search(data) else 'txt'}"

"""What works here, and what to do about what does not. Looks; changes nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
import zoneinfo
from pathlib import Path
from time import perf_counter

from bot.answers import Check, Diagnosis, Health
from bot.briefing.topics import load_topics
from bot.corpus.readers import SUFFIXES
from bot.errors import PrecisError
from bot.messages import count
from bot.settings import Settings
from bot.store.sqlite import open_store
from summarizers.embeddings import EncoderUnavailable, packaged_encoder

ROOM_NEEDED = 100_000_000
ROOM_WANTED = 1_000_000_000


async def diagnose(settings: Settings, *, quick: bool = False) -> Diagnosis:
    """Every check, in the order in which a person would mend things. ``quick`` leaves out what
    takes seconds (loading the model, reading the whole database)."""
    checks = [_python(), await _full_text_search(), await _database(settings.database, quick=quick)]
    checks += [_disk(settings.database)]
    checks += [await asyncio.to_thread(_corpus, folder) for folder in settings.corpus]
    checks += [_topics(settings.topics), await _model(settings, quick=quick), _time_zones(), _token(settings)]
    return Diagnosis(tuple(checks))


def _python() -> Check:
    return Check("python", Health.OK, ".".join(map(str, sys.version_info[:3])))  # older ones cannot get here


async def _full_text_search() -> Check:
    """Open a store of its own, in a folder that is thrown away."""
    name = "full text"
    with tempfile.TemporaryDirectory() as folder:
        try:
            async with await open_store(Path(folder) / "probe.sqlite3") as store:
                return Check(name, Health.OK, f"SQLite searches text (schema {store.schema})")
        except PrecisError as error:
            return Check(name, Health.FAIL, error.message, error.hint)


async def _database(path: Path, *, quick: bool) -> Check:
    name = "database"
    size = await asyncio.to_thread(_size, path)
    if size is None:
        place = await asyncio.to_thread(_folder_of, path)
        if not os.access(place, os.W_OK):
            remedy = f"Let this user write to {place}, or name another file with --database."
            return Check(name, Health.FAIL, f"{path} cannot be made", remedy)
        return Check(name, Health.OK, f"{path} is not there yet; the first command makes it")
    try:
        async with await open_store(path) as store:
            wrong = [] if quick else await store.check()
            found = f"{path}, {size / 1e6:.1f} MB, schema {store.schema}"
    except PrecisError as error:
        return Check(name, Health.FAIL, error.message, error.hint)
    if wrong:
        remedy = "Restore a copy of it, or move it away: ingest makes a new one from the corpus."
        return Check(name, Health.FAIL, f"{path} is damaged: {wrong[0]}", remedy)
    return Check(name, Health.OK, found)


def _size(path: Path) -> int | None:
    """Bytes of the file; None when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def _folder_of(path: Path) -> Path:
    """The folder that the file is in, or the nearest above it that exists."""
    return next((p for p in path.absolute().parents if p.exists()), Path("/"))


def _disk(database: Path) -> Check:
    place = _folder_of(database)
    free = shutil.disk_usage(place).free
    found = f"{free / 1e9:.1f} GB free in {place}"
    if free < ROOM_NEEDED:
        return Check("disk", Health.FAIL, found, "Free some space; the store cannot grow.")
    if free < ROOM_WANTED:
        return Check("disk", Health.WARN, found, "Free some space before the store needs it.")
    return Check("disk", Health.OK, found)


def _corpus(folder: Path) -> Check:
    name = "corpus"
    try:
        files = [p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")]
        if not folder.is_dir():
            missing = f"{folder} is not a folder" if folder.exists() else f"there is no folder {folder}"
            return Check(name, Health.FAIL, missing, "Make it, or name another with --corpus.")
        list(folder.iterdir())
    except OSError as error:
        remedy = "Let this user read it, or name another with --corpus."
        return Check(name, Health.FAIL, f"{folder} cannot be read: {error.strerror}", remedy)
    readable = [p for p in files if p.suffix.lower() in SUFFIXES]
    found = f"{folder}, {count(len(readable), 'file')} to read"
    if not readable:
        return Check(
            name,
            Health.WARN,
            found,
            "Put documents into it: text, Markdown, HTML, PDF, Word and others (docs/corpus.md).",
        )
    return Check(name, Health.OK, found)


def _topics(path: Path) -> Check:
    name = "topics"
    try:
        topics = load_topics(path)
    except PrecisError as error:
        return Check(name, Health.FAIL, error.message, error.hint)
    if not len(topics):
        return Check(name, Health.WARN, f"{path} names none", "Any words are a topic; config/topics.toml names some.")
    return Check(name, Health.OK, f"{count(len(topics), 'topic')} in {path}")


async def _model(settings: Settings, *, quick: bool) -> Check:
    name = "model"
    if not settings.encoder:
        return Check(name, Health.OK, "switched off (encoder = false); the lexical methods are used")
    encoder = packaged_encoder()
    if encoder is None:
        remedy = "The lexical methods are used. For better briefs: make install"
        return Check(name, Health.WARN, "no sentence-embedding model is installed", remedy)
    try:
        if quick:
            return Check(name, Health.OK, f"{encoder.name} is installed")
        began = perf_counter()
        await encoder.encode(["Does it load?"])
        return Check(name, Health.OK, f"{encoder.name} loads in {perf_counter() - began:.1f} s")
    except EncoderUnavailable as error:
        remedy = "Install it anew (make clean, make install), or set encoder = false."
        return Check(name, Health.FAIL, str(error), remedy)
    finally:
        await encoder.close()


def _time_zones() -> Check:
    name = "time zones"
    try:
        zoneinfo.ZoneInfo("Europe/Belgrade")
    except (zoneinfo.ZoneInfoNotFoundError, OSError):
        return Check(name, Health.WARN, "none are known here", "Install them: apt install tzdata")
    return Check(name, Health.OK, f"{len(zoneinfo.available_timezones())} known")


def _token(settings: Settings) -> Check:
    name = "token"
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    if not token:
        remedy = "Only 'run' needs it: export DISCORD_TOKEN=... (README, “Discord”)."
        return Check(name, Health.WARN, "DISCORD_TOKEN is not set", remedy)
    if token.count(".") != 2 or any(c.isspace() for c in token):
        remedy = "Copy the whole token from the Bot page of your application, without quotation marks."
        return Check(name, Health.WARN, "DISCORD_TOKEN does not look like a bot's token", remedy)
    return Check(name, Health.OK, "DISCORD_TOKEN is set; whether it is right, only Discord can tell")

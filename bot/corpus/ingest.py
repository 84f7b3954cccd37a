"""Bring the store up to date with the corpus folders: idempotent, incremental, killed without harm.

A file whose size and time are those remembered is not opened; one whose digest is the same is
not read; what is read replaces its document in one transaction. A file that moved stays the document
that it was. What vanished is withdrawn, and so are the documents of folders that are no longer part of
the corpus; both return with their vectors when they come back.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.answers import IngestProblem, IngestReport
from bot.corpus.catalogue import Catalogue, entry_of, inside, load_catalogue, strangers
from bot.corpus.duplicates import find_twins
from bot.corpus.embedding import embed
from bot.corpus.file_reader import Attached, Job, Outcome
from bot.corpus.folders import CATALOGUE, Folder, look
from bot.corpus.letters import LETTER, letters_of
from bot.corpus.moving import moves
from bot.corpus.placing import Placed, free_id, place
from bot.corpus.progress import Progress, Tell
from bot.corpus.reader_version import reader_version
from bot.corpus.reading import Read
from bot.corpus.reading_desk import ReadingDesk
from bot.store.base import SHARED, DocumentRow, FileState, Scope, Store
from summarizers.base import Encoder
from summarizers.models import DocumentId

__all__ = ["Progress", "ingest"]

log = logging.getLogger(__name__)

MAX_FILE_BYTES = 20_000_000

TIDY_FROM = 100
"""Documents written from which on the search index is worth merging."""


YIELD_EVERY = 100
"""Files looked at between two turns of the event loop."""


def utc_now() -> str:
    """The time as the store keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


async def ingest(
    store: Store,
    roots: Sequence[Path],
    *,
    owner: str = SHARED,
    encoder: Encoder | None = None,
    max_file_bytes: int = MAX_FILE_BYTES,
    now: Callable[[], str] = utc_now,
    progress: Tell | None = None,
    stated: Mapping[Path, Catalogue] | None = None,
) -> IngestReport:
    """Make the corpus of ``owner`` what the folders ``roots`` hold, compare what is new, make missing vectors.

    Never raises for a file: what is wrong with one is in the report, with the reason. Raises
    StoreError when the database cannot be used. ``stated`` says what is known of the files of a
    folder besides its catalogue. ``sentences`` and ``vectors`` of the report are
    those that this run made.
    """
    started = time.perf_counter()
    folders, catalogues, reader = await asyncio.to_thread(_look, roots)
    run = _Run(store, owner, max_file_bytes, now, progress, folders)
    for folder, (entries, problems) in zip(folders, catalogues, strict=True):
        run.problems += [*folder.problems, *problems]
        if problems:
            run.broken.add(folder.root)
        run.notes += _left_out(folder)
        run.notes += [
            IngestProblem(CATALOGUE, f"It speaks of “{name[:100]}”, but there is no such file.")
            for name in (await asyncio.to_thread(strangers, entries, folder))[:20]
        ]
    known = {folder.root: entries for folder, (entries, _) in zip(folders, catalogues, strict=True)}
    for root, entries in (stated or {}).items():
        if root in known:
            known[root] = {**known[root], **entries}
    await run.plan(known, reader)
    await run.read()
    await run.withdraw()
    if run.added + run.updated >= TIDY_FROM:
        await store.tidy()
    await find_twins(store, progress)  # before the vectors, which may take hours
    vectors = 0
    if encoder is not None:
        vectors, failure = await embed(store, encoder, progress)
        run.problems += [failure] if failure else []
    return IngestReport(
        added=run.added,
        updated=run.updated,
        unchanged=run.unchanged,
        withdrawn=run.withdrawn,
        sentences=run.sentences,
        vectors=vectors,
        problems=tuple(run.problems),
        seconds=time.perf_counter() - started,
        notes=tuple(run.notes),
        moved=run.moved,
    )


@dataclass(slots=True)
class _Run:
    """One ingest under way: what is known, what there is to do, what was done."""

    store: Store
    owner: str
    limit: int
    now: Callable[[], str]
    progress: Tell | None
    folders: Sequence[Folder]
    known: dict[DocumentId, FileState] = field(default_factory=dict)
    current: dict[DocumentId, DocumentRow] = field(default_factory=dict)
    inside: dict[tuple[str, str], list[FileState]] = field(default_factory=dict)  # by the letter that carries them
    homes: dict[DocumentId, str] = field(default_factory=dict)  # where each lies in its folder
    moving: dict[DocumentId, FileState] = field(default_factory=dict)
    broken: set[Path] = field(default_factory=set)  # folders with a catalogue that cannot be used
    present: set[DocumentId] = field(default_factory=set)
    jobs: list[Job] = field(default_factory=list)
    states: dict[DocumentId, FileState] = field(default_factory=dict)  # of the jobs, to be completed
    same: list[FileState] = field(default_factory=list)  # to be remembered
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    moved: int = 0
    sentences: int = 0
    problems: list[IngestProblem] = field(default_factory=list)
    notes: list[IngestProblem] = field(default_factory=list)

    async def plan(self, catalogues: Mapping[Path, Catalogue], reader: str) -> None:
        """Sort the files: known as they are, to be read, or not readable."""
        states = await self._moved(await self.store.files(self.owner))
        rows = await self.store.documents(Scope(self.owner or None, hidden_too=True))
        carried = await asyncio.to_thread(self._know, states, rows, catalogues)  # of ten thousand files some 15 ms
        for number, placed in enumerate(await asyncio.to_thread(place, self.folders, self.owner, states)):
            if number % YIELD_EVERY == 0:
                await asyncio.sleep(0)
            self.present.add(placed.document)
            root = placed.folder.root
            entry, within = entry_of(catalogues[root], placed.found), carried[root].get(placed.found.path, {})
            read_by = reader + _fingerprint(entry) + _fingerprint(within or None)
            known = self.known.get(placed.document)
            same = known is not None and known.changed_ns == placed.found.changed_ns
            if root in self.broken and known is not None and same and known.reader.partition("+")[0] == reader:
                read_by = known.reader  # what a catalogue said holds until it can be read again
            await self._plan_file(placed, entry, within, read_by)

    def _know(
        self, states: Sequence[FileState], rows: Sequence[DocumentRow], catalogues: Mapping[Path, Catalogue]
    ) -> dict[Path, Mapping[str, Any]]:
        """Take in what the store knows; what catalogues say of the files in letters, by folder and letter."""
        self.known = {state.document: state for state in states}
        self.homes = {state.document: state.path for state in states}
        self.current = {row.document.id: row for row in rows if row.owner == self.owner}
        self.moved = sum(row.document.id in self.moving for row in rows)
        for state in states:
            for letter in letters_of(state.path):
                self.inside.setdefault((state.root, letter), []).append(state)
        return {
            folder.root: inside(
                catalogues[folder.root], [f.path for f in folder.files if f.path.lower().endswith(LETTER)]
            )
            for folder in self.folders
        }

    async def _moved(self, states: list[FileState]) -> list[FileState]:
        """What is known of the files, those that have moved at their new places."""
        moved = await asyncio.to_thread(moves, self.folders, self.owner, states, self.limit)
        if not moved:
            return states
        await self.store.remember(moved)
        self.moving = {state.document: state for state in moved}
        return [self.moving.get(state.document, state) for state in states]

    async def _plan_file(
        self, placed: Placed, entry: Mapping[str, Any] | None, within: Mapping[str, Any], reader: str
    ) -> None:
        found, id = placed.found, placed.document
        known, row = self.known.get(id), self.current.get(id)
        state = FileState(id, self.owner, str(placed.folder.root), found.path, found.size, found.changed_ns, "", reader)
        if known is not None and _looks_the_same(known, state):
            if known.problem is not None:
                self.problems.append(IngestProblem(placed.path, known.problem))
                return
            if row is not None and row.digest == known.digest:
                self.unchanged += 1
                await self._keep_attached(state)
                return
            if row is None and await self.store.restore(id, digest=known.digest, reader=reader):
                self.added += 1
                await self._keep_attached(state)
                return
        if found.size > self.limit:
            reason = f"The file is too large ({found.size:,} bytes; the limit is {self.limit:,})."
            self.problems.append(IngestProblem(placed.path, reason))
            return
        digest = None
        if known is not None and row is not None and (known.reader, known.digest) == (reader, row.digest):
            digest = known.digest
        self.states[id] = state
        job = Job(
            found.file,
            placed.path,
            id,
            digest,
            found.size,
            self.limit,
            entry,
            found.member,
            owner=self.owner,
            within=within,
        )
        self.jobs.append(job)

    async def _keep_attached(self, letter: FileState) -> None:
        """What a letter carries that is as it was."""
        for state in self.inside.get((letter.root, letter.path), ()):
            self.present.add(state.document)
            if state.problem is not None:
                self.problems.append(IngestProblem(state.path, state.problem))
            elif state.document in self.current:
                self.unchanged += 1
            elif await self.store.restore(state.document, digest=state.digest, reader=state.reader):
                self.added += 1

    async def read(self) -> None:
        """Read what is to be read, and store each as soon as it is."""
        self._tell(0)
        done = 0
        async with (
            ReadingDesk(sum(job.size for job in self.jobs)) as desk,
            aclosing(desk.outcomes(self.jobs)) as outcomes,
        ):
            async for job, outcome in outcomes:
                await self._take(job, outcome)
                done += 1
                self._tell(done, job.path)
        if self.same:
            await self.store.remember(self.same)

    async def _take(self, job: Job, outcome: Outcome) -> None:
        state = replace(
            self.states[job.document],
            size=outcome.size,
            changed_ns=outcome.changed_ns,
            digest=outcome.digest,
            problem=outcome.problem,
        )
        if outcome.read is None and job.document in self.current:
            await self._keep_attached(state)
        for attached in outcome.attached:  # before what carries them: a run that is killed then takes all anew
            await self._take_attached(job, attached, state)
        if outcome.problem is not None:
            self.problems.append(IngestProblem(job.path, outcome.problem))
            if outcome.digest:  # else it may be better next time
                self.same.append(state)
        elif outcome.read is None:
            self.unchanged += 1
            self.same.append(state)
        else:
            await self._put(job.path, outcome.read, state)

    async def _take_attached(self, job: Job, attached: Attached, letter: FileState) -> None:
        place = f"{letter.path}/{attached.name}"
        known = (s.document for s in self.inside.get((letter.root, letter.path), ()) if s.path == place)
        id = next(known, None) or free_id(self.owner, attached.path, place, self.homes)
        attached = attached.called(id)
        state = replace(
            letter,
            document=attached.document,
            path=place,
            size=attached.size,
            digest=attached.digest,
            problem=attached.problem,
        )
        if attached.document in self.present:
            self.problems.append(IngestProblem(attached.path, "A file of this name lies in the corpus; that was read."))
            return
        self.present.add(attached.document)
        if attached.read is None:
            self.problems.append(IngestProblem(attached.path, attached.problem or "It cannot be read."))
            self.same.append(state)
        else:
            await self._put(attached.path, attached.read, state)

    async def _put(self, path: str, read: Read, state: FileState) -> None:
        before, now, document = self.current.get(state.document), self.now(), read.document
        if document.not_before is not None and document.not_before > now:
            document = replace(document, not_before=None)  # a slip of the pen: nobody looks back on the future
        try:
            version = await self.store.put(
                document,
                read.sentences,
                owner=self.owner,
                digest=state.digest,
                now=now,
                reader=state.reader,
                file=state,
            )
        except ValueError as error:  # what was read is no document: the reader's fault, not the store's
            log.exception("what was read of %s cannot be stored", path)
            self.problems.append(IngestProblem(path, f"What was read cannot be stored: {error}."))
            return
        self.notes += [IngestProblem(path, note) for note in read.notes]
        if before is not None and before.document.version == version:
            self.unchanged += 1
            return
        self.sentences += len(read.sentences)
        if before is None:
            self.added += 1
        else:
            self.updated += 1

    async def withdraw(self) -> None:
        """Take out the documents whose files are gone, as far as that can be known."""
        folders = {str(folder.root): folder for folder in self.folders}
        if not any(folder.there for folder in self.folders):
            return  # a mistyped folder must not empty the corpus
        elsewhere = 0
        for id, row in self.current.items():
            known = self.known.get(id)
            if id in self.present or known is None:  # known None: it never came from a folder
                continue
            folder = folders.get(known.root)
            if folder is None:
                elsewhere += 1
            elif folder.could_hold(known.path):
                continue
            elif not folder.files:  # more likely a disk that is not mounted than a corpus that is no more
                if folder.there:
                    self._empty(folder)
                continue
            await self.store.withdraw(id, now=self.now())
            self.withdrawn += 1
            log.info("withdrawn: %s", row.document.path)
        if elsewhere:
            log.info("%d documents of folders that are not part of this corpus were withdrawn", elsewhere)

    def _empty(self, folder: Folder) -> None:
        problem = IngestProblem(str(folder.root), "The folder is empty. What was read from it before is kept.")
        if problem not in self.problems:
            self.problems.append(problem)

    def _tell(self, done: int, path: str | None = None) -> None:
        if self.progress is not None and self.jobs:
            self.progress(Progress("read", done, len(self.jobs), path))


def _look(roots: Sequence[Path]) -> tuple[list[Folder], list[tuple[Catalogue, list[IngestProblem]]], str]:
    folders = look(roots)
    return folders, [load_catalogue(folder) for folder in folders], reader_version()


def _looks_the_same(known: FileState, state: FileState) -> bool:
    """Whether nothing but the content could differ."""
    return known == replace(state, digest=known.digest, problem=known.problem)


def _fingerprint(entry: Mapping[str, Any] | None) -> str:
    """An edit of the catalogue changes how its file is read."""
    if entry is None:
        return ""
    return "+" + hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()[:8]


def _left_out(folder: Folder) -> list[IngestProblem]:
    """One note on files in formats that are not read."""
    if not folder.others:
        return []
    kinds = ", ".join(suffix or "no suffix" for suffix, _ in folder.others.most_common(5))
    return [IngestProblem(str(folder.root), f"{folder.others.total()} files in other formats were left out ({kinds}).")]

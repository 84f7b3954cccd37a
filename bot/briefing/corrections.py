"""Posted briefs whose sources have changed under them: what a channel must be told.

A cited passage that was edited is told as it reads now, beside what was said; one that is gone,
or whose document was withdrawn, is told with the words that were posted. Each is told once.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.answers import Before, Change
from bot.briefing import assembly
from bot.briefing.changes import Kind, plain, same, standing
from bot.briefing.orders import Place
from bot.store.base import Scope, Store
from bot.store.digest_rows import DoubtfulRow, PostingRow
from summarizers.models import DocumentId, Evidence, Point, Query
from summarizers.words import stems

MOST = 10
"""Corrections in one digest; further ones come with the next."""


@dataclass(slots=True)
class Corrections:
    """The changes, with what is to be remembered once they are posted."""

    changes: list[Change] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    flagged: set[str] = field(default_factory=set)
    beside: set[Place] = field(default_factory=set)  # sentences told here, so not as news too


def link(posting: PostingRow) -> str:
    """The address of a message in Discord."""
    return message_link(posting.guild, posting.channel, posting.message)


def message_link(guild: str | None, channel: str, message: str) -> str:
    return f"https://discord.com/channels/{guild or '@me'}/{channel}/{message}"


@dataclass(frozen=True, slots=True)
class Lately:
    """Only what changed since then, told or not: ``versions`` are the documents with a newer version."""

    since: str
    versions: frozenset[DocumentId]

    def holds(self, row: DoubtfulRow) -> bool:
        """Whether it was posted before that, and fell after it."""
        if row.posting.at >= self.since:
            return False
        return (row.withdrawn_at or "") >= self.since if row.current is None else row.cited.document in self.versions


async def corrections(
    store: Store, scope: Scope, channel: str, since: str, lately: Lately | None = None
) -> Corrections:
    """What no longer stands of what was posted in ``channel`` since then, and was not told yet.

    With ``lately`` what fell of late, whether it was told or not.
    """
    found = Corrections()
    judged = await store.judgments(scope.guild) if scope.guild is not None else {}
    hidden = {document for document, how in judged.items() if how.hidden}
    doubtful = [row for row in await store.doubtful(channel, since) if row.cited.document not in hidden]
    if lately is not None:
        doubtful = [row for row in doubtful if lately.holds(row)]
    if not doubtful:
        return found
    told = await store.said_once(channel) if lately is None else frozenset()
    withdrawn: dict[DocumentId, list[DoubtfulRow]] = {}
    edited: dict[DocumentId, dict[str, list[DoubtfulRow]]] = {}
    for row in doubtful:
        if row.current is None:
            withdrawn.setdefault(row.cited.document, []).append(row)
        else:
            edited.setdefault(row.cited.document, {}).setdefault(plain(row.cited.claim), []).append(row)
    for document, rows in withdrawn.items():
        key = f"withdrawn:{document}:{rows[0].withdrawn_at}"
        if key not in told and len(found.changes) < MOST:
            await _withdrawn(store, scope, found, key, rows)
    for document, claims in edited.items():
        await _edited(store, scope, found, told, document, claims)
    found.changes = _merged(found.changes)
    return found


def _merged(changes: Sequence[Change]) -> list[Change]:
    """What several sources changed alike is told once, with all of them."""
    merged: list[Change] = []
    for change in changes:
        for i, other in enumerate(merged):
            if other.kind == change.kind and same(change.point.text, other.point.text):
                point = replace(other.point, evidence=(*other.point.evidence, *change.point.evidence))
                before = {b.brief: b for b in (*other.before, *change.before)}
                merged[i] = replace(other, point=point, before=tuple(before.values()))
                break
        else:
            merged.append(change)
    return merged


async def withdrawn_since(store: Store, scope: Scope, since: str, queries: Sequence[Query]) -> list[Change]:
    """Documents that were withdrawn since then, each with a sentence that it held (on a topic asked for)."""
    wanted = [frozenset(stems(text)) for q in queries for text in (q.text, *q.words)]
    found: dict[DocumentId, Change] = {}
    for row in await store.withdrawn(scope, since):
        if row.document in found:
            continue
        said = set(stems(row.text))
        if wanted and not any(name and name <= said for name in wanted):  # a name of several words is said whole
            continue
        document = await store.document(scope, row.document, row.version)
        if document is not None and len(found) < MOST:
            evidence = Evidence(row.document, row.version, row.start, row.end, document.text[row.start : row.end])
            why = f"“{row.title}” was withdrawn on {row.withdrawn_at[:10]}"
            found[row.document] = Change(Kind.WITHDRAWN.value, Point(row.text, (evidence,)), None, (), why)
    return list(found.values())


async def _withdrawn(store: Store, scope: Scope, found: Corrections, key: str, rows: Sequence[DoubtfulRow]) -> None:
    evidence = await _posted(store, scope, rows[0])
    if evidence is None:
        return
    claims = len({row.cited.claim for row in rows})
    why = f"“{rows[0].title}” was withdrawn; {claims} of its statements had been posted here"
    point = Point(rows[0].cited.claim, (evidence,))
    found.changes.append(Change(Kind.WITHDRAWN.value, point, None, _before(rows), why))
    _remember(found, key, rows)


async def _edited(
    store: Store,
    scope: Scope,
    found: Corrections,
    told: frozenset[str],
    document: DocumentId,
    claims: dict[str, list[DoubtfulRow]],
) -> None:
    open_claims = {k: rows for k, rows in claims.items() if _key(document, rows[0].cited.claim) not in told}
    if not open_claims:
        return
    current = await store.document(scope, document)
    if current is None:
        return
    sentences = [s.sentence for s in await store.sentences(scope, [document])]
    texts = [s.text for s in sentences]
    for rows in open_claims.values():
        if len(found.changes) >= MOST:
            return
        claim = rows[0].cited.claim
        found_as = await asyncio.to_thread(standing, claim, texts)
        if found_as.stands:
            continue
        if found_as.now is not None:
            sentence = sentences[found_as.now]
            point = assembly.point([sentence], {document: current})
            kind, why = Kind.UPDATED, "the source changed this passage after it was posted here"
            found.beside.add((document, sentence.start))
        else:
            evidence = await _posted(store, scope, rows[0])
            point = Point(claim, (evidence,)) if evidence is not None else None
            kind, why = Kind.REMOVED, "the source no longer holds this passage"
        if point is not None:
            found.changes.append(Change(kind.value, point, None, _before(rows), why))
            _remember(found, _key(document, claim), rows)


def _key(document: DocumentId, claim: str) -> str:
    return f"edited:{document}:{hashlib.blake2s(plain(claim).encode(), digest_size=8).hexdigest()}"


def _remember(found: Corrections, key: str, rows: Sequence[DoubtfulRow]) -> None:
    found.notices.append(key)
    found.flagged.update(row.posting.brief for row in rows)


def _before(rows: Sequence[DoubtfulRow]) -> tuple[Before, ...]:
    """What was said in which message, the first claim's own messages first, each claim and message once."""
    told: dict[tuple[str, str], Before] = {}
    for row in sorted(rows, key=lambda row: row.cited.claim != rows[0].cited.claim):
        claim, posting = row.cited.claim, row.posting
        told.setdefault((plain(claim), posting.brief), Before(claim, posting.at, posting.brief, link(posting)))
    return tuple(told.values())


async def _posted(store: Store, scope: Scope, row: DoubtfulRow) -> Evidence | None:
    """The passage as it was when it was cited; every version stays readable."""
    cited = row.cited
    document = await store.document(scope, cited.document, cited.version)
    if document is None:
        return None
    return Evidence(cited.document, cited.version, cited.start, cited.end, document.text[cited.start : cited.end])

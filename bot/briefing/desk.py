"""The desk: every use case behind one door, for the console, the command line and Discord.

It holds what the use cases need (store, topics, encoder, clock) and nothing of a conversation.
"""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from bot.answers import (
    BriefAnswer,
    DigestAnswer,
    Opened,
    SearchAnswer,
    SourceDetail,
    SourceInfo,
    Status,
    TopicInfo,
)
from bot.briefing import judging, keeping, listings
from bot.briefing.ask import ask
from bot.briefing.brief import LENGTHS, brief
from bot.briefing.compare import compare
from bot.briefing.completing import Completions
from bot.briefing.digest import Digests
from bot.briefing.feedback import Feedback
from bot.briefing.figures import figures
from bot.briefing.found_topics import found_topics
from bot.briefing.generated import generated
from bot.briefing.guilds import Guilds
from bot.briefing.library import Library
from bot.briefing.parties import Parties
from bot.briefing.search import search
from bot.briefing.since import day
from bot.briefing.summarize import summarize
from bot.briefing.timeline import LENGTHS as EVENTS
from bot.briefing.timeline import timeline
from bot.briefing.topics import TopicCatalogue
from bot.briefing.voices import with_voices
from bot.corpus.reading import Read
from bot.errors import BadOption, NothingFound, UnknownMethod
from bot.messages import count, either
from bot.store.base import BriefRow, Scope, Store
from summarizers import registry
from summarizers.abstractive.generator import Generator
from summarizers.abstractive.rewriting import METHOD as ABSTRACTIVE
from summarizers.base import Encoder, Vectors
from summarizers.models import Budget, DocumentId, Query, Source
from summarizers.serbian import asked_in_serbian, in_english
from summarizers.words import fold, tokenize

__all__ = ["LENGTHS", "Desk"]


class Desk:
    """All answers come from here; each method is one use case.

    Every method takes the ``scope`` of who asks and raises ``bot.errors.UserError`` for what
    the person can mend (unknown topic, method, source; nothing found).
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder | None,
        topics: TopicCatalogue,
        *,
        new_id: Callable[[], str],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        schema: int = 0,
        generator: Generator | None = None,
        patience: float = 30.0,
        parties: Parties | None = None,
    ) -> None:
        self.store = store
        self.generator = generator
        self.encoder = encoder
        self.catalogue = topics
        self.parties = parties or Parties()
        self._new_id = new_id
        self._clock = clock
        self._library = Library(store, encoder, patience)
        self.digests = Digests(store, self._library, topics, clock)
        self.guilds = Guilds(store, clock, self.refresh)
        self.feedback = Feedback(store, clock, new_id)
        self._titles: dict[Scope, Completions] = {}
        self._found: dict[Scope, list[str]] = {}
        self._hidden: dict[str, set[str]] = {}
        self._schema = schema

    # answers ----------------------------------------------------------------------------

    async def brief(
        self,
        scope: Scope,
        topic: str,
        *,
        length: str = "standard",
        method: str | None = None,
        since: str | None = None,
    ) -> BriefAnswer:
        """The cited brief on a configured topic or any free text."""
        started = await self._begin(scope)
        if length not in LENGTHS:
            raise BadOption(f"There is no length “{length}”.", "Lengths are " + ", ".join(LENGTHS) + ".")
        query = self._query(topic)
        chosen = self._method(method)
        vector = await self._query_vector(query)
        seen = replace(scope, since=day(since, self._clock())) if since else scope
        with self._mistyped(query):
            summary = await brief(
                self._library,
                seen,
                query,
                points=LENGTHS[length],
                method="default" if chosen == ABSTRACTIVE else chosen,
                query_vector=vector,
            )
        if chosen == ABSTRACTIVE:
            summary = await generated(self._library, seen, query, summary, self.generator, query_vector=vector)
        if since and (undated := await self._undated(scope)):
            left = "left out, for it states no date" if undated == 1 else "left out, for they state no date"
            summary = replace(summary, notes=(*summary.notes, f"{count(undated, 'source')} {left}"))
        answer = BriefAnswer(self._new_id(), "brief", summary, _ms(started), length, since)
        return await self._keep(scope, answer)

    async def figures(self, scope: Scope, subject: str) -> BriefAnswer:
        """Every figure that is stated on a subject, and those that conflict."""
        started = await self._begin(scope)
        query = self._query(subject)
        vector = await self._query_vector(query)
        with self._mistyped(query):
            summary = await figures(self._library, scope, query, query_vector=vector)
        return await self._keep(scope, BriefAnswer(self._new_id(), "figures", summary, _ms(started)))

    async def compare(self, scope: Scope, topic: str, a: str, b: str) -> BriefAnswer:
        """What the sources say of one party and of another on a topic, and of both."""
        started = await self._begin(scope)
        query = self._query(topic)
        first, second = self.parties.find(_clean(a)), self.parties.find(_clean(b))
        vector = await self._query_vector(query)
        summary = await compare(self._library, scope, query, first, second, query_vector=vector)
        return await self._keep(scope, BriefAnswer(self._new_id(), "compare", summary, _ms(started)))

    async def timeline(self, scope: Scope, topic: str, *, length: str = "standard") -> BriefAnswer:
        """The dated events of a topic, in order."""
        started = await self._begin(scope)
        if length not in EVENTS:
            raise BadOption(f"There is no length “{length}”.", "Lengths are " + ", ".join(EVENTS) + ".")
        query = self._query(topic)
        vector = await self._query_vector(query)
        with self._mistyped(query):
            summary = await timeline(self._library, scope, query, query_vector=vector, most=EVENTS[length])
        return await self._keep(scope, BriefAnswer(self._new_id(), "timeline", summary, _ms(started), length))

    async def ask(self, scope: Scope, question: str) -> BriefAnswer:
        """One to three cited sentences, or ``summary.answered`` False."""
        started = await self._begin(scope)
        question = _clean(question)
        if not tokenize(question):
            raise BadOption("There is no question.", "Ask in a few words, as in: ask who owns NIS?")
        english = in_english(question) if asked_in_serbian(question) else question
        vector = await self._library.query_vector(english)
        summary, near = await ask(self._library, scope, question, query_vector=vector)
        judged = await judging.judgments(self.store, scope) if near else {}
        passages = tuple(replace(p, source=judging.graded(p.source, judged)) for p in near)
        answer = BriefAnswer(self._new_id(), "ask", summary, _ms(started), nearest=passages)
        return await self._keep(scope, answer)

    async def search(self, scope: Scope, words: str, *, page: int = 1) -> SearchAnswer:
        """Matching passages, best first, ten a page."""
        await self._begin(scope)
        found = await search(self.store, self._library, scope, _clean(words), page=page)
        judged = await judging.judgments(self.store, scope)
        passages = (replace(p, source=judging.graded(p.source, judged)) for p in found.passages)
        return replace(found, passages=tuple(passages))

    async def summarize(
        self,
        reads: Sequence[Read],
        *,
        topic: str | None = None,
        method: str | None = None,
        sentences: int | None = None,
        words: int | None = None,
    ) -> BriefAnswer:
        """A summary of what was read, which need not be in the corpus."""
        started = perf_counter()
        if sentences is None and words is None:
            sentences = 5
        if (sentences is not None and sentences < 1) or (words is not None and words < 1):
            raise BadOption("A summary has at least one sentence.", "Give --sentences or --words of 1 or more.")
        summary = await summarize(
            reads,
            query=self._query(topic) if topic else None,
            method=self._method(method),
            budget=Budget(sentences, words),
            encoder=self.encoder,
            generator=self.generator,
        )
        return BriefAnswer("", "summarize", summary, _ms(started))

    # what there is ----------------------------------------------------------------------

    async def topics(self, scope: Scope) -> list[TopicInfo]:
        """Configured topics and how much the corpus holds on each; without any, those found in the corpus."""
        if not len(self.catalogue):
            found = await found_topics(self._library, scope)
            self._found[scope] = [t.name for t in found]
            return found
        return await listings.topics(self.store, self.catalogue, scope)

    async def sources(self, scope: Scope) -> list[SourceInfo]:
        """Every document in scope."""
        judged = await judging.judgments(self.store, scope)
        infos = await listings.sources(self.store, scope)
        self._titles[scope] = await asyncio.to_thread(lambda: Completions(i.title for i in infos).prepared())
        return [judging.graded(info, judged) for info in infos] if judged else infos

    async def source(self, scope: Scope, name: str) -> SourceDetail:
        """One source, by title, path, id or an unambiguous part of them."""
        detail = await listings.source(self.store, self._library, scope, name)
        return replace(detail, info=judging.graded(detail.info, await judging.judgments(self.store, scope)))

    async def status(self, scope: Scope) -> Status:
        """Counts and health, for /status and doctor."""
        name = self.encoder.name if self.encoder is not None else None
        vectors = await self.store.count_vectors(scope, name) if name else 0
        return Status(
            documents=await self.store.count_documents(scope),
            sentences=await self.store.count(scope),
            vectors=vectors,
            encoder=name,
            encoder_ready=bool(getattr(self.encoder, "ready", False)),
            schema=self._schema,
            revision=await self.store.revision(),
        )

    # kept briefs ------------------------------------------------------------------------

    async def kept(self, scope: Scope, brief_id: str) -> BriefAnswer | None:
        """A brief made earlier, also before a restart; None when it is gone or not in scope."""
        row = await self.store.brief(brief_id)
        if row is None or row.guild != scope.guild:
            return None
        return await judging.as_judged(self.store, scope, keeping.unpack(row.payload))

    async def as_judged(self, scope: Scope, answer: BriefAnswer) -> BriefAnswer:
        """An answer that was kept elsewhere, as the guild judges its sources and sentences now."""
        return await judging.as_judged(self.store, scope, answer)

    async def opened(self, scope: Scope, brief_id: str, n: int) -> list[Opened]:
        """Every passage that the kept brief cites as ``[n]``, with its neighbours; [] when gone."""
        answer = await self.kept(scope, brief_id)
        if answer is None:
            return []
        opened = []
        for source in answer.summary.sources:
            if source.n != n:
                continue
            places = {
                (e.start, e.end): e for p in answer.summary.points for e in p.evidence if e.document == source.document
            }
            for e in places.values():
                around = await self.store.neighbours(scope, e.document, e.version, e.start, e.end)
                remarks = await judging.remarks(self.store, scope, e.document, e.quote)
                opened.append(Opened(source, e.quote, around, remarks))
        return opened

    async def passage(self, scope: Scope, document: DocumentId, version: int, start: int, end: int) -> Opened | None:
        """That stretch of a document with its neighbours; None when there is none in scope."""
        d = await self.store.document(scope, document, version)
        if d is None or not 0 <= start < end <= len(d.text):
            return None
        around = await self.store.neighbours(scope, document, version, start, end)
        source = judging.graded(Source.of(1, d), await judging.judgments(self.store, scope))
        quote = d.text[start:end]
        return Opened(source, quote, around, await judging.remarks(self.store, scope, document, quote))

    async def keep_digest(self, scope: Scope, digest: DigestAnswer) -> None:
        """So that the evidence of a preview can be opened."""
        await self._keep(scope, digest.brief)

    async def _begin(self, scope: Scope) -> float:
        """When the answer was begun. Raises NothingFound for a corpus that holds nothing at all."""
        started = perf_counter()
        if not await self.store.count_documents(scope):
            raise NothingFound(
                "The corpus holds no documents yet.",
                "Add some with /corpus add, or name their folder in the settings (corpus).",
            )
        return started

    async def _keep(self, scope: Scope, answer: BriefAnswer) -> BriefAnswer:
        if answer.summary.answered:
            answer = replace(answer, summary=await with_voices(self.store, answer.summary))
            answer = await judging.as_judged(self.store, scope, answer)
            now = self._clock().isoformat(timespec="seconds")
            await self.store.save_brief(BriefRow(answer.id, scope.guild, None, None, now, keeping.pack(answer)))
        return answer

    # served from memory, for autocomplete: never waits, at most 25 ------------------------

    async def refresh(self, scope: Scope) -> None:
        """Bring what autocomplete knows of ``scope`` up to date."""
        infos = await self.sources(scope)
        if scope.guild is None:
            hidden = await self.store.hidden()
            self._hidden = {g: {i.title for i in infos if i.document in held} for g, held in hidden.items()}

    async def prepare(self) -> None:
        """Embed the configured topics, so that a brief on one never waits for the model."""
        await self._library.learn([_embedded(topic.query) for topic in self.catalogue])

    def complete_topic(self, scope: Scope, typed: str) -> list[str]:
        """Names of topics that begin with, hold, or look like what is typed."""
        return Completions([t.name for t in self.catalogue] or self._found.get(scope, [])).matching(typed)

    def complete_source(self, scope: Scope, typed: str) -> list[str]:
        """Titles of sources in scope, as last refreshed."""
        titles = self._titles.get(scope)
        if titles is not None:
            return titles.matching(typed)
        # not refreshed since the start: what everybody sees, but for what this guild has hidden
        everybody = self._titles.get(Scope(), Completions(()))
        return everybody.matching(typed, without=self._hidden.get(scope.guild or "", set()))

    def complete_party(self, typed: str) -> list[str]:
        """Names of parties that may be compared; any other may be, too."""
        return Completions(self.parties.labels).matching(typed)

    def complete_method(self, typed: str) -> list[str]:
        """Slugs of methods."""
        return Completions(registry.names()).matching(typed)

    # what is meant ----------------------------------------------------------------------

    def _query(self, topic: str) -> Query:
        text = _clean(topic)
        if not tokenize(text):
            raise BadOption("There is no topic.", "Name one, as in: brief energy. See /topics.")
        known = self.catalogue.find(text)
        if known is not None:
            named = fold(text) in (fold(known.name), fold(known.slug))
            return Query(known.name if named else text, known.words, text)
        party = self.parties.known(text)
        if party is not None:
            return Query(party.word, party.names, text)
        akin = self.catalogue.akin(text)
        return Query(text, akin.query.words) if akin is not None else Query(text)

    async def _undated(self, scope: Scope) -> int:
        """Documents of which nobody knows when they were published: no day is early enough for them."""
        dated = await self.store.count_documents(replace(scope, since="0"))
        return await self.store.count_documents(scope) - dated

    @contextmanager
    def _mistyped(self, query: Query) -> Iterator[None]:
        """Where nothing is found on words of one's own, topics that are written like them are named ("enrgy")."""
        try:
            yield
        except NothingFound as error:
            close = self.catalogue.nearest(query.text) if query.name is None else []
            raise NothingFound(error.message, f"Did you mean {either(close)}?" if close else error.hint) from error

    def _method(self, method: str | None) -> str:
        name = method or "default"
        if name not in registry.names():
            close = difflib.get_close_matches(name, registry.names(), n=3)
            hint = "Did you mean " + " or ".join(close) + "?" if close else "Methods: " + ", ".join(registry.names())
            raise UnknownMethod(f"There is no method “{name}”.", hint)
        return name

    async def _query_vector(self, query: Query) -> Vectors | None:
        return await self._library.query_vector(_embedded(query))


def _embedded(query: Query) -> str:
    """The text whose embedding stands for the query: its own words and the first of its further ones."""
    return ", ".join((query.text, *query.words[:12]))


def _clean(text: str) -> str:
    """Control characters out, white space folded."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _ms(started: float) -> int:
    return round((perf_counter() - started) * 1000)

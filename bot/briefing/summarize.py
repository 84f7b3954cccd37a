"""A summary of any text, in the corpus or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.briefing import assembly
from bot.briefing.generated import rewritten
from bot.corpus.reading import Read
from bot.errors import NothingFound
from bot.store.base import SHARED, DocumentRow
from summarizers import registry
from summarizers.abstractive.generator import Generator
from summarizers.abstractive.packaged import MISSING
from summarizers.abstractive.rewriting import METHOD as ABSTRACTIVE
from summarizers.abstractive.rewriting import POOL
from summarizers.base import Candidates, Encoder
from summarizers.lexical import TermMatrix
from summarizers.models import Budget, Kind, Query, Section, Summary
from summarizers.plain import MOST_ENCODED
from summarizers.relevance import RelevanceWeights, relevance
from summarizers.selection import select


async def summarize(
    reads: Sequence[Read],
    *,
    query: Query | None,
    method: str,
    budget: Budget,
    encoder: Encoder | None,
    generator: Generator | None = None,
) -> Summary:
    """The best sentences of the texts within ``budget``, in document order (best first with a topic).

    Raises NothingFound where there are none, or none on the topic.
    """
    sentences = tuple(s for r in reads for s in r.sentences if s.kind is Kind.BODY)
    if not sentences:
        raise NothingFound("There is no running text to summarize.", "Give a text with at least one sentence.")
    vectors = query_vector = None
    if encoder is not None and len(sentences) <= MOST_ENCODED:
        vectors = await encoder.encode([s.text for s in sentences])
        query_vector = (await encoder.encode([query.text]))[0] if query is not None else None
    candidates = Candidates(sentences, query, vectors, query_vector)
    ranked = registry.create(method).rank(candidates, len(sentences))
    if query is not None:  # methods go on with what matters otherwise: of a subject only what is said of it
        on_topic = relevance(candidates, TermMatrix.of(candidates.texts), RelevanceWeights()).relevant
        ranked = [r for r in ranked if on_topic[r.index]]
        if not ranked:
            raise NothingFound(f"The text does not speak of “{query.label}”.", "Try other words, or leave them out.")
    units = select(candidates, ranked, budget)
    if query is None:
        units.sort()
    documents = {r.document.id: r.document for r in reads}
    rows = {
        r.document.id: DocumentRow(r.document, SHARED, "", len(r.sentences), len(r.document.text), "") for r in reads
    }
    made = [assembly.point([sentences[i] for i in unit], documents) for unit in units]
    points = tuple(p for p in made if p is not None)
    topic = query.label if query is not None else None
    made_of = assembly.summary((Section("summary", points),), rows, topic=topic, method=method)
    if method != ABSTRACTIVE:
        return made_of
    if generator is None:
        return replace(made_of, notes=(*made_of.notes, MISSING))
    pool = [r.index for r in ranked[:POOL]]
    return await rewritten(made_of, candidates, pool, documents, rows, generator)

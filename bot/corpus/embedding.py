"""Make the sentence vectors that are missing: in batches, resumable, idle when there are none."""

from __future__ import annotations

import logging

from bot.answers import IngestProblem
from bot.corpus.progress import Progress, Tell
from bot.store.base import Store
from summarizers.base import Encoder
from summarizers.embeddings.errors import EncoderUnavailable

log = logging.getLogger(__name__)

BATCH = 256
"""Sentences between two commits: seconds of work are lost when it is killed, not minutes."""


async def embed(store: Store, encoder: Encoder, progress: Tell | None = None) -> tuple[int, IngestProblem | None]:
    """How many vectors were made, and why it stopped before the end if it did."""
    done_key = f"embedded:{encoder.name}"
    done = int(await store.get(done_key) or 0)  # the revision at which none was missing
    if done == await store.revision():
        return 0, None
    after = await store.unchanged_until(done)  # looking at a million sentences takes seconds
    total = await store.count_missing(encoder.name, after)
    made = 0
    if progress is not None and total:
        progress(Progress("embed", 0, total))
    while batch := await store.missing_vectors(encoder.name, BATCH, after):
        try:
            vectors = await encoder.encode([stored.sentence.text for stored in batch])
        except EncoderUnavailable as error:
            log.warning("no vectors were made: %s", error)
            return made, IngestProblem(encoder.name, f"The model failed, {total - made} vectors wait: {error}")
        await store.put_vectors(encoder.name, [stored.key for stored in batch], vectors)
        made += len(batch)
        after = batch[-1].key
        if progress is not None:
            progress(Progress("embed", made, max(total, made)))
    await store.index_vectors(encoder.name)
    # Documents may have come in meanwhile, from another program; then the next run looks again.
    revision = await store.revision()
    if not await store.count_missing(encoder.name, await store.unchanged_until(done)):
        await store.set(done_key, str(revision))
    return made, None

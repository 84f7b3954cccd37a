"""The packaged model in its own process, and what happens when that process dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from summarizers.embeddings import EncoderUnavailable, TransformerEncoder, installed, packaged_encoder
from summarizers.embeddings.process import ModelProcess, import_path
from summarizers.embeddings.transformer import batches

ROOT = Path(__file__).resolve().parents[3]

ECHO = """
import json, os, sys
from summarizers.workers import frames
from summarizers.workers.frames import Tag
inbox, outbox = sys.stdin.buffer, sys.stdout.buffer
{start}
frames.write(outbox, Tag.READY, json.dumps({{"dimensions": 2, "seconds": 0.0}}).encode())
import array
while True:
    texts = json.loads(frames.read(inbox)[1])
    {each}
    rows = [x for t in texts for x in (len(t), os.getpid())]
    frames.write(outbox, Tag.REPLY, array.array("f", rows).tobytes())
"""


def small(start: str = "", each: str = "pass") -> TransformerEncoder:
    """A real worker process that answers (length of the text, its own pid), without a model."""
    program = ECHO.format(start=start, each=each)
    process = ModelProcess([sys.executable, "-P", "-c", program], environment=import_path())
    return TransformerEncoder("echo", 2, process)


@pytest.fixture
async def packaged() -> AsyncIterator[TransformerEncoder]:
    encoder = packaged_encoder()
    if encoder is None:
        pytest.skip("torch, transformers or the packaged weights are not installed")
    yield encoder
    await encoder.close()


async def test_similar_sentences_are_near_and_texts_keep_their_order(packaged: TransformerEncoder) -> None:
    """Were the batches put back in the wrong order, a brief would cite unrelated sentences."""
    texts = [
        "Gas prices rose.",
        "The orchestra rehearsed a symphony by Mahler for three long weeks in the autumn.",
        "Natural gas became more expensive.",
        "",
        "lone surrogate \ud800 and a NUL \0",
        "word " * 3000,
    ]
    assert not packaged.ready
    await packaged.warm()
    assert packaged.ready
    together = await packaged.encode(texts)
    assert together.shape == (6, packaged.dimensions) == (6, 384)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-4)
    assert together[0] @ together[2] > 0.6 > 0.3 > together[0] @ together[1]
    alone = np.vstack([await packaged.encode([t]) for t in texts])
    assert np.allclose(together, alone, atol=1e-4)
    assert (await packaged.encode([])).shape == (0, 384)


async def test_a_question_is_answered_while_documents_are_encoded() -> None:
    """A person asking during ingest must not wait for the whole corpus."""
    encoder = small(each="import time; time.sleep(0.01)")
    done: list[str] = []

    async def run(name: str, texts: list[str]) -> None:
        await encoder.encode(texts)
        done.append(name)

    await encoder.warm()
    bulk = asyncio.create_task(run("bulk", ["x" * 1400] * 60))
    await asyncio.sleep(0.05)
    await run("question", ["why?"])
    await bulk
    await encoder.close()
    assert done == ["question", "bulk"]


async def test_a_worker_that_dies_is_started_again() -> None:
    """One crash of the model must not cost the person an error."""
    encoder = small()
    await encoder.warm()
    first = encoder.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    vectors = await encoder.encode(["abc"])
    assert vectors[0, 0] == 3.0
    assert encoder.pid not in (None, first)
    await encoder.close()


async def test_a_worker_that_keeps_dying_is_reported_with_its_last_words() -> None:
    """Endless restarts would eat the machine; the person is told why instead."""
    encoder = small(each="sys.exit('out of memory, said the worker')")
    with pytest.raises(EncoderUnavailable, match="out of memory, said the worker"):
        await encoder.encode(["abc"])
    assert not encoder.ready
    await encoder.close()


async def test_a_model_that_does_not_load_says_why(tmp_path: Path) -> None:
    """Broken weights are named, and not tried twice."""
    from summarizers.embeddings.process import packaged_command

    if not installed():
        pytest.skip("torch, transformers or the packaged weights are not installed")
    process = ModelProcess(packaged_command(tmp_path, 1), environment=import_path())
    encoder = TransformerEncoder("broken", 2, process)
    with pytest.raises(EncoderUnavailable, match="did not load"):
        await encoder.warm()
    await encoder.close()


async def test_close_ends_the_process_even_while_it_loads_and_refuses_more() -> None:
    """A shutdown must not wait for a model, nor leave one running."""
    encoder = small(start="import time; time.sleep(60)")
    loading = asyncio.create_task(encoder.warm())
    while encoder.pid is None:  # noqa: ASYNC110  a process start sets no event
        await asyncio.sleep(0.01)
    pid = encoder.pid
    began = time.monotonic()
    await encoder.close()
    with pytest.raises(EncoderUnavailable):
        await loading
    assert time.monotonic() - began < 30
    assert not _alive(pid)
    with pytest.raises(EncoderUnavailable, match="closed"):
        await encoder.encode(["x"])
    await encoder.close()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_a_program_that_is_killed(death: signal.Signals) -> None:
    """Else every crash of the bot would leave half a gigabyte behind."""
    program = f"""
import asyncio, sys
sys.path.insert(0, {str(ROOT)!r})
from tests.summarizers.embeddings.test_transformer import small
async def main():
    encoder = small()
    await encoder.warm()
    print(encoder.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdout is not None and parent.stderr is not None
        worker = int(parent.stdout.readline())
        assert _alive(worker)
        parent.send_signal(death)
        complaints = parent.stderr.read().decode()
    deadline = time.monotonic() + 20
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(worker)
    assert "leaked" not in complaints


def test_batches_hold_every_text_once_and_like_with_like() -> None:
    """A short text padded to a long one wastes the time of both."""
    lengths = [5, 3000, 10, 2900, 0, 7, 1200]
    groups = list(batches(lengths))
    assert sorted(i for g in groups for i in g) == list(range(len(lengths)))
    assert groups[0] == [1]
    assert all(lengths[g[0]] * len(g) <= 1500 for g in groups if len(g) > 1)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"

"""sumy's methods and ours: the same sentences, how much faster, in how much memory.

python tests/benchmarks/methods.py [--large]     with --large also sumy on 3,000 sentences (minutes)

Times are the processor's, in which other work on the machine does not count; ratios are of one run. "Cold" reads the
text anew (tokens, stems), "warm" is a second summary of the same text; sumy keeps nothing between two, and finds words
with NLTK's tokenizer (of which the sentence splitter, whose data is not in the package, is not counted).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from summarizers import registry
from summarizers.base import Candidates
from summarizers.extractive import porter2, tokens
from summarizers.models import Sentence
from tests.benchmarks.made_corpus import material
from tests.benchmarks.measuring import megabytes, peak_megabytes

LIMIT, LARGE = 10, 3000
SLOW = ("kl",)
"""sumy needs more than an hour for these on the large text."""


def main(large: bool) -> None:
    from tests.summarizers.extractive.sumy_reference import SUMY, sentences
    from tests.summarizers.extractive.test_sumy_equivalence import texts_of

    big = sentences(texts_of(max(material(), key=lambda p: p.stat().st_size)))
    many = sentences(made_up(LARGE))
    for name, text in ((f"{len(big)} sentences", big), (f"{LARGE} made-up sentences", many)):
        print(f"\n{name:<24}{'sumy s':>10}{'cold ms':>10}{'ratio':>9}{'warm ms':>10}{'ratio':>9}  same sentences")
        for slug in SUMY:
            with_sumy = text is big or (large and slug not in SLOW)
            print(_row(slug, text, with_sumy), flush=True)
    print(f"\nmemory for {LARGE} sentences, a process each: MB before, at the peak")
    for slug in registry.names():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            before, peak = alone.submit(memory, slug).result()
        print(f"{slug:<24}{before:>10.0f}{peak:>10.0f}", flush=True)


def _row(slug: str, text: Sequence[Sentence], with_sumy: bool) -> str:
    candidates = Candidates(tuple(text))
    method = registry.create(slug)
    cold = min(_seconds(lambda: method.rank(candidates, LIMIT), forget=True) for _ in range(3))
    warm = min(_seconds(lambda: method.rank(candidates, LIMIT)) for _ in range(7))
    start = f"{slug:<24}"
    if not with_sumy:
        return f"{start}{'':>10}{1000 * cold:>10.1f}{'':>9}{1000 * warm:>10.1f}"
    from tests.summarizers.extractive.sumy_reference import SlowTokenizer, choose

    tokenizer = SlowTokenizer()
    began = time.process_time()
    theirs = choose(slug, text, LIMIT, tokenizer=tokenizer)
    sumy = time.process_time() - began
    ours = sorted(r.index for r in method.rank(candidates, LIMIT))
    same = "yes" if ours == theirs else f"{len(set(ours) & set(theirs))} of {LIMIT}"
    figures = f"{sumy:>10.2f}{1000 * cold:>10.1f}{sumy / cold:>8.0f}x{1000 * warm:>10.1f}{sumy / warm:>8.0f}x"
    return f"{start}{figures}  {same}"


def _seconds(action: Callable[[], object], *, forget: bool = False) -> float:
    if forget:
        for known in (tokens.words, tokens.stems, tokens.content_words, tokens.content_stems, porter2.stem):
            known.cache_clear()
    began = time.process_time()
    action()
    return time.process_time() - began


def memory(slug: str) -> tuple[float, float]:
    """Megabytes of this process before and at the peak of one summary of the large text."""
    from tests.summarizers.extractive.sumy_reference import sentences

    candidates = Candidates(sentences(made_up(LARGE)))
    method = registry.create(slug)
    before = megabytes()
    method.rank(candidates, LIMIT)
    return before, _peak()


def _peak() -> float:
    """Of this process alone: what ``getrusage`` says begins with the parent's memory."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return peak_megabytes()
    return next(int(line.split()[1]) / 1e3 for line in status.splitlines() if line.startswith("VmHWM"))


def made_up(count: int, seed: int = 1) -> list[str]:
    """Sentences of 8 to 40 words whose frequencies fall as in English (Zipf), stop words among them."""
    dice = random.Random(seed)
    stops = sorted(tokens.stop_words())[:150]
    letters = "abcdefghijklmnoprstuv"
    known = ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _ in range(8000)]
    known = [*stops, *known]
    weights = [1.0 / (rank + 3) for rank in range(len(known))]
    lines = (" ".join(dice.choices(known, weights, k=dice.randint(8, 40))) for _ in range(count))
    return [line.capitalize() + "." for line in lines]


if __name__ == "__main__":
    main("--large" in sys.argv)

"""What may not be left out of a sentence that is otherwise kept: a condition, an exception, what takes it back.

"The mine will close if the vote fails" does not say that the mine will close, and a former minister is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizers.verification.lexicon import nation
from summarizers.verification.nearest import sentences
from summarizers.verification.reading import Reading
from summarizers.verification.slots import Slot, around, shared
from summarizers.verification.tokens import Word
from summarizers.verification.verdict import Fault, Problem

_EXCEPTIONS = frozenset("excluding except excepting barring".split())
_CONDITIONS = frozenset("if unless provided providing assuming supposing".split()) | _EXCEPTIONS
_CONDITIONAL = _CONDITIONS | frozenset(
    "when once should depending subject otherwise without until where conditional".split()
)
_EXCEPTED = _CONDITIONAL | frozenset("exception exceptions apart aside other but exclude excludes excluded".split())
_BACK = frozenset("this that these those such".split())
_CONTRASTS = frozenset("but however although though yet despite nevertheless nonetheless".split())
_NO_CONDITION = frozenset("even as ask asks asked asking see seeing know knew wonder wondered unclear sure doubt what"
                          " decide determine check tell say".split())  # fmt: skip
"""Before "if" they make it a question, a comparison or a concession."""
_GOVERNED = 6
_TOLD = 0.65
_WHOLE = 3
"""Words of a condition that is a clause of its own."""

_TAKES_BACK = {
    word: kind
    for kind, line in enumerate((
        "former ex previous erstwhile then onetime ousted deposed retired outgoing",
        "acting interim caretaker provisional",
        "deputy vice assistant associate sub",
        "alleged supposed suspected purported presumed accused",
        "would aspiring prospective potential possible future incoming planned proposed designate",
        "attempted failed aborted foiled abortive botched",
        "fake counterfeit mock bogus false imitation artificial quasi pseudo sham forged simulated",
        "self so",  # self-styled, so-called
        "anti", "pro", "non", "semi", "near",
        "honorary", "unofficial",
    ))
    for word in line.split()
}  # fmt: skip
_LOOSE = frozenset("previous then retired possible potential future planned proposed failed false artificial incoming"
                   " ousted outgoing accused so near self would".split())  # fmt: skip
"""Of these many uses take nothing back: they count as kept words do, but their loss is no fault."""


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """A condition or a qualifying word that the claim leaves out while it keeps what that governs."""
    yield from _conditions(claim, evidence)
    yield from _qualifiers(claim, evidence)


def _conditions(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    pieces = sentences(evidence)
    for piece in pieces:
        for mark, governed, condition in _conditional(piece.words):
            if not claim.written.isdisjoint(_otherwise(mark)):
                continue
            if len(governed) < 2 or claim.share(governed) < _TOLD or claim.share(condition) > 0.5:
                continue
            if not claim.share(governed[-2:] if governed[-1].start < mark.start else governed[:2]):
                continue  # another clause of the sentence
            if any(other is not piece and other.share(governed) >= _TOLD for other in pieces):
                continue  # told without the condition as well
            yield Problem(Fault.LOST, mark.text)
            return


def _otherwise(mark: Word) -> frozenset[str]:
    """Words by which a claim may tell the condition, the exception or the contrast in its own way."""
    if mark.folded in _EXCEPTIONS:
        return _EXCEPTED
    return _CONTRASTS if mark.folded in _CONTRASTS else _CONDITIONAL


def _answered(line: Sequence[Word], i: int) -> bool:
    """ "..., but this is wrong": does a contrast speak of what stands before it?"""
    following = [w.folded for w in line[i + 1 : i + 3]]
    return line[i].folded in ("but", "although", "though") and bool(following) and following[0] in _BACK


def _conditional(line: Sequence[Word]) -> Iterator[tuple[Word, list[Word], list[Word]]]:
    """(the conjunction, what is said to be so under it, the condition) of each conditional clause of a sentence."""
    for i, word in enumerate(line):
        answered = _answered(line, i)
        if not (answered or word.folded in _CONDITIONS) or (i and line[i - 1].folded in _NO_CONDITION):
            continue
        if (
            word.folded.endswith("ing")
            and word.folded not in _EXCEPTIONS
            and not (word.opens or (i and line[i - 1].mark))
        ):
            continue  # "providing services"
        if word.folded == "provided" and not (i + 1 < len(line) and line[i + 1].folded == "that"):
            continue
        end = next((k for k in range(i + 1, len(line)) if line[k].folded in (",", ";", "—", "–")), len(line))
        if sum(not w.mark for w in line[i + 1 : end]) < _WHOLE and word.folded not in _EXCEPTIONS:
            continue  # "if necessary"
        condition = [w for w in line[i + 1 : end] if w.content]
        start = max((k + 1 for k in range(i) if line[k].folded in (";", ":")), default=0)
        before = [w for w in line[start:i] if w.content]
        opening = (not answered and len(before) < 2) or line[i - 1].folded in ("that", "and", "but")
        governed = [w for w in line[end:] if w.content][:_GOVERNED] if opening else before[-_GOVERNED:]
        yield word, governed, condition


def _qualifiers(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    for i, word in enumerate(evidence.words):
        if word.folded not in _TAKES_BACK or word.folded in _LOOSE:
            continue
        head = _head(evidence.words, i)
        if not head or (nation(head[0].folded) is not None and len(head) == 1):
            continue  # "the former Yugoslavia"
        bare = [_around(claim, k) for k in _places(claim, head) if not _qualified(claim.words, k, word)]
        if not bare:
            continue
        theirs = [(k, _around(evidence, k)) for k in _places(evidence, head)]
        marked = [around for k, around in theirs if _qualified(evidence.words, k, word)]
        free = [around for k, around in theirs if not _qualified(evidence.words, k, word)]
        if any(_most(place, marked) > _most(place, free) for place in bare):
            yield Problem(Fault.LOST, word.text)
            return


def _head(line: Sequence[Word], i: int) -> list[Word]:
    """The words right after a qualifying one, two at most."""
    head: list[Word] = []
    for word in line[i + 1 : i + 3]:
        if not word.content:
            break
        head.append(word)
    return head


def _places(reading: Reading, head: Sequence[Word]) -> list[int]:
    """Where the words of a head stand, one after the other."""
    line = reading.words
    starts = range(len(line) - len(head) + 1)
    return [k for k in starts if all(_alike(w, h) for w, h in zip(line[k:], head, strict=False))]


def _alike(a: Word, b: Word) -> bool:
    """The same noun, be it one or many; a president is no presidency."""
    return a.folded.removesuffix("s") == b.folded.removesuffix("s")


def _qualified(line: Sequence[Word], k: int, by: Word) -> bool:
    """Does a word of the same kind stand before the phrase at ``k``?"""
    for word in reversed(line[max(0, k - 4) : k]):
        if word.mark:
            return False
        if _TAKES_BACK.get(word.folded) == _TAKES_BACK[by.folded]:
            return True
    return False


def _around(reading: Reading, k: int) -> Slot:
    word = reading.words[k]
    return around(reading, word.start, word.start + len(word.text))


def _most(place: Slot, others: Sequence[Slot]) -> int:
    return max((shared(place, other) for other in others), default=-1)

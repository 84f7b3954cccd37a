"""What stands around a word: the shallow sign of the part that it plays.

There is no parser here. A name right before a verb is its subject, unless a form of "be" and a
participle follow ("was bought"), when it stands as an object does; after "by" and a participle
it is the subject again. Whatever else is near is compared as it stands, side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizers.verification.lexicon import alike, irregular, people
from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word, possessive

Slot = frozenset[tuple[str, str]]

_BE = frozenset("is are was were be been being 's get gets got gotten".split())
_BREAKS = frozenset(";:.!?()—–,")
_CLAUSES = frozenset("while although though because when where that which who whereas if but unless".split())
_PREPOSITIONS = frozenset(
    "from to of in on for with by against between into over under after before at about than as via through"
    " towards toward without during until since among behind despite".split()
)
_SKIPPED = frozenset("the a an this that these those its his her their our both all some any only also".split())
_REACH = 3


def around(reading: Reading, start: int, end: int, reach: int = _REACH) -> Slot:
    """Words near the stretch, each with its side: what a number is said of."""
    before = [w for w in reading.words if w.start + len(w.text) <= start]
    after = [w for w in reading.words if w.start >= end]
    slot: set[tuple[str, str]] = set()
    for side, line in (("left", list(reversed(before))), ("right", after)):
        for word in _until_break(line)[:reach]:
            slot.add((side, word.key if word.capital else word.root))
    return frozenset(slot)


def _until_break(line: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in line:
        if word.folded in ";.!?":
            break
        if not word.mark and word.folded not in _SKIPPED:
            found.append(word)
    return found


def shared(a: Slot, b: Slot) -> int:
    """How many places of ``a`` are so in ``b`` too, words that may stand for each other being one."""
    return sum(any((side, other) in b for other in alike(root)) for side, root in a)


def slot(reading: Reading, index: int, names: frozenset[str], *, wide: bool = False) -> Slot:
    """The part that the name at ``index`` plays; ``wide``: also with the further verbs that may share it as subject."""
    line: Sequence[Word] = reading.words
    outer = outside_parentheses(line)
    if line[index] in outer:
        line, index = outer, outer.index(line[index])
    noun = _modified(line, index)
    if noun is not None:
        return frozenset({("modifier", noun), ("subject", noun)})
    found: set[tuple[str, str]] = set()
    right = _right(line, index, names)
    left = _left(line, index, names)
    passive = _passive(line, index)
    preposition = _preposition(line, index)
    if passive is not None:
        found.add(("object", passive))
    elif preposition is None or possessive(reading.text, line[index]):
        for place, word in enumerate(right):
            owned = place == 0 and possessive(reading.text, line[index])
            found.add(("owner" if owned else "subject", word.root))
        if wide and right:
            found.update(("subject", word.root) for word in _shared_subject(line, index, names))
    agent = _agent(line, index) if preposition == "by" else None
    if agent is not None:
        found.add(("subject", agent))
    else:
        if preposition is not None and preposition != "by":
            found.add(("preposition", preposition))
        for word in left:
            found.add(("object", word.root))
    return frozenset(found)


def _modified(line: Sequence[Word], index: int) -> str | None:
    """The root of "exports" in "Serbian exports": an adjective of a people plays no part but that."""
    word = line[index]
    if people(word.folded) == word.folded or index + 1 == len(line):
        return None
    following = line[index + 1]
    return following.root if following.content and not following.capital else None


def outside_parentheses(line: Sequence[Word]) -> list[Word]:
    """The words of a line that stand in no parentheses."""
    kept: list[Word] = []
    inside = False
    for word in line:
        if word.folded == "(":
            inside = True
        elif word.folded == ")":
            inside = False
        elif not inside:
            kept.append(word)
    return kept


def _right(line: Sequence[Word], index: int, names: frozenset[str], most: int = 2) -> list[Word]:
    found: list[Word] = []
    for word in line[index + 1 : index + 7]:
        if word.folded in _BREAKS or word.folded in _CLAUSES:
            break
        if word.content and word.key not in names:
            found.append(word)
            if len(found) == most:
                break
        elif word.folded in _PREPOSITIONS and found:
            break
    return found


def _shared_subject(line: Sequence[Word], index: int, names: frozenset[str]) -> Iterator[Word]:
    """ "developed" and what it governs, in "NAME invented it and also developed it with funding"."""
    for i in range(index + 1, len(line)):
        if line[i].folded in ".;!?":
            return
        if line[i].folded not in ("and", "but", "or"):
            continue
        k = next((k for k in range(i + 1, min(i + 4, len(line))) if line[k].content and not _adverb(line[k])), None)
        if k is not None and not line[k].capital and (_participle(line[k]) or line[k].folded.endswith("s")):
            yield line[k]
            yield from (w for w in _right(line, k, names)[:1])


def _adverb(word: Word) -> bool:
    return word.folded.endswith("ly") or word.folded in ("later", "soon", "still", "recently")


def _left(line: Sequence[Word], index: int, names: frozenset[str], most: int = 2) -> list[Word]:
    found: list[Word] = []
    for word in reversed(line[max(0, index - 6) : index]):
        if word.folded in _BREAKS or word.folded in _CLAUSES:
            break
        if word.content and word.key not in names:
            found.append(word)
            if len(found) == most:
                break
    return found


def _passive(line: Sequence[Word], index: int) -> str | None:
    """The root of "bought" in "NAME was (not) bought"."""
    after = list(line[index + 1 : index + 6])
    for place, word in enumerate(after):
        if word.folded in _BREAKS:
            return None
        if word.folded in _BE:
            for participle in after[place + 1 : place + 4]:
                if participle.content:
                    return participle.root if _participle(participle) else None
            return None
        if word.content and not word.capital:
            return None
    return None


def _agent(line: Sequence[Word], index: int) -> str | None:
    """The root of "bought" in "was bought ... by NAME"."""
    by = next((i for i in range(index - 1, max(-1, index - 10), -1) if not line[i].capital), None)
    if by is not None and line[by].folded in _SKIPPED:
        by -= 1
    if by is None or by < 0 or line[by].folded != "by":
        by = next((i for i in range(index - 1, max(-1, index - 6), -1) if line[i].folded == "by"), None)
    if by is None:
        return None
    for i in range(by - 1, max(-1, by - 10), -1):
        word = line[i]
        if word.content and _participle(word) and any(w.folded in _BE for w in line[max(0, i - 3) : i]):
            return word.root
    before = line[by - 1] if by else None
    return before.root if before is not None and before.content else None  # "bought by", "an opera by"


def _participle(word: Word) -> bool:
    return word.folded.endswith(("ed", "en", "wn")) or irregular(word.folded)


def _preposition(line: Sequence[Word], index: int) -> str | None:
    for word in reversed(line[max(0, index - 9) : index]):
        if word.folded in _PREPOSITIONS:
            return word.folded
        if word.folded in _SKIPPED or word.capital:
            continue
        if word.mark or not word.content:
            return None
        if not word.folded.endswith(("an", "ian", "ese", "ish", "al", "ic", "ern")):
            return None
    return None

"""Misspelt words of a question, mended from the corpus's own vocabulary.

"smedrevo" is Smederevo, and "Huwaei" is Huawei; but "Brazil" is no "rail". A word that a general
vocabulary knows is not misspelt: it is only not in the corpus, and that is the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from summarizers.embeddings import general_vocabulary
from summarizers.lexical import TermMatrix
from summarizers.serbian import in_english
from summarizers.words import fold, stem

_SHORTEST = 4
"""A stem of fewer letters has too many neighbors to be mended; so has a name of fewer than six."""

_ENDINGS = (
    "jem",
    "ja",
    "ju",
    "ovima",
    "evima",
    "ima",
    "ama",
    "oga",
    "ega",
    "om",
    "em",
    "og",
    "eg",
    "oj",
    "u",
    "a",
    "e",
    "i",
)
"""What Serbian adds to a name in other cases than the first (Vučića, Beogradu, Kosovom), longest first."""

_QUESTION_WORDS = ("what", "which", "when", "where", "whose", "much", "many", "does")


def mended(word: str, terms: TermMatrix, *, name: bool = False, counterparts: Iterable[str] = ()) -> str:
    """The stem of the corpus for one that is misspelt or inflected; any other as it is.

    ``name`` is whether it stands capitalized, ``counterparts`` are stems that mean the same.
    """
    vocabulary = terms.vocabulary
    if word in vocabulary or word[0].isdigit() or not vocabulary.keys().isdisjoint(counterparts):
        return word
    if name and (base := _uninflected(word, vocabulary)):
        return base
    if len(word) < (6 if name else _SHORTEST) or _known(word):
        return word
    close = near(word, terms, 1 if len(word) < 9 else 2)
    return close[0] if close else word


def misspelt_question_word(word: str, first: bool) -> bool:
    """ "wich", "mutch", "waht": no word to look for. One that opens a question may be a word of its own ("wat")."""
    return (
        3 <= len(word) <= 6
        and (first or not _known(word))
        and any(edits(word, known) <= 1 for known in _QUESTION_WORDS)
    )


def spelt_alike(word: str, terms: TermMatrix) -> list[str]:
    """Other spellings of a long name in the corpus: one letter apart (or only longer by an ending that the stemmer
    took for one, as in "Aleksand(er)" and "Aleksandar"), no more."""
    if len(word) < 8 or word not in terms.vocabulary:
        return []
    found = near(word, terms, 2)
    return [
        other
        for other in found
        if other != word
        and (other.startswith(word) or word.startswith(other) or (len(other) == len(word) and edits(word, other) == 1))
    ]


def near(word: str, terms: TermMatrix, most: int) -> list[str]:
    """Stems of the corpus that begin alike, at most so many letters apart; nearest, then commonest, first."""
    opening = word[: 2 if len(word) > _SHORTEST else 1]
    found = [
        (apart, terms.idf_of(other), other)
        for other in terms.vocabulary
        if other.startswith(opening) and abs(len(other) - len(word)) <= most and (apart := edits(word, other)) <= most
    ]
    return [other for _, _, other in sorted(found)]


def other_forms(word: str) -> list[str]:
    """What a Serbian name may be in its first case, and in English; to be looked for where it is not found."""
    english = in_english(word)
    found = [] if english == word else [english]
    if word[:1].isupper() and len(word) >= _SHORTEST + 1 and word.isalpha():
        lower = fold(word)
        for ending in _ENDINGS:
            if lower.endswith(ending) and len(lower) - len(ending) >= 3:
                base = lower.removesuffix(ending)
                found += [base, base + "a", base + "o", base + "e"]
    return list(dict.fromkeys(found))


def _known(word: str) -> bool:
    return word in _general()


@lru_cache(maxsize=1)
def _general() -> Collection[str]:
    """Words of a general vocabulary and their stems; none where no model is installed."""
    whole = [w for w in general_vocabulary() if len(w) >= _SHORTEST]
    return frozenset(whole) | {stem(fold(w)) for w in whole}


def _uninflected(word: str, vocabulary: Collection[str]) -> str | None:
    """The name of the corpus of which this is a Serbian case."""
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        base = word.removesuffix(ending)
        for form in (base, base + "a", base + "o", base + "e"):
            if stem(form) in vocabulary:
                return stem(form)
    return None


def edits(a: str, b: str) -> int:
    """Letters to insert, drop, replace or swap with a neighbor (Damerau, 1964)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]

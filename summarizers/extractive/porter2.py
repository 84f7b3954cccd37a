"""The English stemmer of sumy's methods: Porter 2 as NLTK has it.

M. F. Porter, "Snowball: A Language for Stemming Algorithms", 2001, in its form before 2024.
PyStemmer has a later form ("university" and "universal" apart), and importing NLTK costs seconds;
on words of English text this gives NLTK's stems (a test compares).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache


def _by_last_letter(endings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The few endings that a word can have, by its last letter, in their order."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for ending in endings:
        found[ending[-1]] += (ending,)
    return dict(found)


_SPECIAL = dict(
    pair.split(":")
    for pair in """skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli
    only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes
    inning:inning innings:inning outing:outing outings:outing canning:canning cannings:canning
    herring:herring herrings:herring earring:earring earrings:earring proceed:proceed proceeds:proceed
    proceeded:proceed proceeding:proceed exceed:exceed exceeds:exceed exceeded:exceed exceeding:exceed
    succeed:succeed succeeds:succeed succeeded:succeed succeeding:succeed""".split()
)
_STEP_2 = {
    "ization": "ize", "ational": "ate", "fulness": "ful", "ousness": "ous", "iveness": "ive", "tional": "tion",
    "biliti": "ble", "lessli": "less", "entli": "ent", "ation": "ate", "alism": "al", "aliti": "al", "ousli": "ous",
    "iviti": "ive", "fulli": "ful", "enci": "ence", "anci": "ance", "abli": "able", "izer": "ize", "ator": "ate",
    "alli": "al", "bli": "ble", "ogi": "og", "li": "",
}  # fmt: skip
_STEP_3 = {
    "ational": "ate", "tional": "tion", "alize": "al", "icate": "ic", "iciti": "ic", "ative": "", "ical": "ic",
    "ness": "", "ful": "",
}  # fmt: skip
_STEP_4 = tuple("ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic".split())
_PARTICIPLES = ("eedly", "ingly", "edly", "eed", "ing", "ed")
_LATER = ("e", "ll", *_STEP_2, *_STEP_3, *_STEP_4)
_ENDINGS, _LATER_ENDINGS = map(_by_last_letter, (("'", "s", "y", *_PARTICIPLES, *_LATER), _LATER))
_ENDINGS_2, _ENDINGS_3, _ENDINGS_4 = map(_by_last_letter, (_STEP_2, _STEP_3, _STEP_4))
_VOWEL = re.compile("[aeiouy]")
_VOWELS = frozenset("aeiouy")
_REGION = re.compile("[^aeiouy]*[aeiouy]+[^aeiouy]")
_WHOLE_REGIONS = ("gener", "arsen", "commun")
_QUOTES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b", "'"))
_CONSONANT_Y = re.compile("^y|(?<=[aeiouy])y")
_SHORT = re.compile("(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$")
_DOUBLE = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    if len(word) <= 2:
        return word
    if word in _SPECIAL:
        return _SPECIAL[word]
    if not word.isascii():
        word = word.translate(_QUOTES)
    word = word.removeprefix("'")
    if not word.endswith(_ENDINGS.get(word[-1:], ())):
        return word
    if "y" in word:
        word = _CONSONANT_Y.sub("Y", word)
    first, second = _regions(word)
    word = _plurals(word)
    word = _participles(word, first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    if word.endswith(_LATER_ENDINGS.get(word[-1:], ())):
        word, second = _suffixes(word, first, second)
        word = _more_suffixes(word, first, second)
        word = _residues(word, second)
        word = _last_letter(word, first, second)
    return word.replace("Y", "y") if "Y" in word else word


def _regions(word: str) -> tuple[int, int]:
    """Where R1 begins, after the first consonant that follows a vowel, and R2, which is R1's R1."""
    if word.startswith(_WHOLE_REGIONS):
        first = 6 if word.startswith("commun") else 5
    elif found := _REGION.match(word):
        first = found.end()
    else:
        return len(word), len(word)
    found = _REGION.match(word, first)
    return first, found.end() if found else len(word)


def _plurals(word: str) -> str:
    """Steps 0 and 1a: possessives and plurals."""
    if "'" in word:
        word = next((word[: -len(p)] for p in ("'s'", "'s", "'") if word.endswith(p)), word)
    if not word.endswith(("s", "ied")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL.search(word, 0, len(word) - 2):
        return word[:-1]
    return word


def _participles(word: str, first: int) -> str:
    """Step 1b: -ed and -ing."""
    if not word.endswith(_PARTICIPLES):
        return word
    for suffix in _PARTICIPLES:
        if not word.endswith(suffix):
            continue
        root = word[: -len(suffix)]
        if suffix.startswith("eed"):
            return root + "ee" if len(root) >= first else word
        if not _VOWEL.search(root):
            return word
        if root.endswith(("at", "bl", "iz")):
            return root + "e"
        if root.endswith(_DOUBLE):
            return root[:-1]
        return root + "e" if first >= len(root) and _SHORT.search(root) else root
    return word


def _suffixes(word: str, first: int, second: int) -> tuple[str, int]:
    """Step 2: the longest of these endings, where it lies in R1; and where R2 begins then.

    NLTK's R2 is lost when "ization" and its like reach out of it: "realization" keeps its e.
    """
    for suffix in _ENDINGS_2.get(word[-1:], ()):
        if word.endswith(suffix):
            root, replacement = word[: -len(suffix)], _STEP_2[suffix]
            fits = {"ogi": root.endswith("l"), "li": root[-1:] in tuple("cdeghkmnrt")}.get(suffix, True)
            if not fits or len(root) < first:
                return word, second
            lost = replacement in ("ize", "ble") and second > len(root)
            return root + replacement, len(word) if lost else second
    return word, second


def _more_suffixes(word: str, first: int, second: int) -> str:
    """Step 3."""
    for suffix in _ENDINGS_3.get(word[-1:], ()):
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            return root + _STEP_3[suffix] if len(root) >= (second if suffix == "ative" else first) else word
    return word


def _residues(word: str, second: int) -> str:
    """Step 4: what is left of endings in R2."""
    for suffix in _ENDINGS_4.get(word[-1:], ()):
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            fits = suffix != "ion" or root.endswith(("s", "t"))
            return root if fits and len(root) >= second else word
    return word


def _last_letter(word: str, first: int, second: int) -> str:
    """Step 5: a final e or a double l."""
    place = len(word) - 1
    if word.endswith("ll") and place >= second:
        return word[:-1]
    if word.endswith("e") and (place >= second or (place >= first and not _SHORT.search(word[:-1]))):
        return word[:-1]
    return word

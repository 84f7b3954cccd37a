"""The English stemmer of sumy's methods: Porter 2 as NLTK has it.

M. F. Porter, "Snowball: A Language for Stemming Algorithms", 2001, in its form before 2024.
PyStemmer has a later form ("university" and "universal" apart), and importing NLTK costs seconds;
on words of English text this gives NLTK's stems (a test compares).
"""

from __future__ import annotations

import re
from functools import lru_cache

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
# one look at all endings of a step settles most words
_ANY_2, _ANY_3 = tuple(_STEP_2), tuple(_STEP_3)
_VOWEL = re.compile("[aeiouy]")
_VOWELS = frozenset("aeiouy")
_REGION = re.compile("[aeiouy][^aeiouy]")
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
    if "y" in word:
        word = _CONSONANT_Y.sub("Y", word)
    first = _first_region(word)
    second = _after(word, first)
    word = _plurals(word)
    word = _participles(word, first)
    if len(word) > 2 and word[-1] in "yY" and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    word, second = _suffixes(word, first, second)
    word = _more_suffixes(word, first, second)
    word = _residues(word, second)
    word = _last_letter(word, first, second)
    return word.replace("Y", "y") if "Y" in word else word


def _first_region(word: str) -> int:
    """Where R1 begins: after the first consonant that follows a vowel."""
    if word.startswith(("gener", "arsen")):
        return 5
    return 6 if word.startswith("commun") else _after(word, 0)


def _after(word: str, start: int) -> int:
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


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
    if not word.endswith(_ANY_2):
        return word, second
    for suffix, replacement in _STEP_2.items():
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            fits = {"ogi": root.endswith("l"), "li": root[-1:] in tuple("cdeghkmnrt")}.get(suffix, True)
            if not fits or len(root) < first:
                return word, second
            lost = replacement in ("ize", "ble") and second > len(root)
            return root + replacement, len(word) if lost else second
    return word, second


def _more_suffixes(word: str, first: int, second: int) -> str:
    """Step 3."""
    if not word.endswith(_ANY_3):
        return word
    for suffix, replacement in _STEP_3.items():
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            return root + replacement if len(root) >= (second if suffix == "ative" else first) else word
    return word


def _residues(word: str, second: int) -> str:
    """Step 4: what is left of endings in R2."""
    if not word.endswith(_STEP_4):
        return word
    for suffix in _STEP_4:
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

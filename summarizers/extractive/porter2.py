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
_STEP_4 = "ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic".split()
_VOWEL = "[aeiouy]"
_REGION = re.compile(f"{_VOWEL}[^aeiouy]")
_SHORT = re.compile("(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$")
_DOUBLE = ("bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    if len(word) <= 2:
        return word
    if word in _SPECIAL:
        return _SPECIAL[word]
    word = re.sub("[\u2018\u2019\u201b]", "'", word).removeprefix("'")
    word = re.sub("^y|(?<=[aeiouy])y", "Y", word)
    first = _first_region(word)
    second = _after(word, first)
    word = _plurals(word)
    word = _participles(word, first)
    if len(word) > 2 and word[-1] in "yY" and not re.match(_VOWEL, word[-2]):
        word = word[:-1] + "i"
    word, second = _suffixes(word, first, second)
    word = _more_suffixes(word, first, second)
    word = _residues(word, second)
    word = _last_letter(word, first, second)
    return word.replace("Y", "y")


def _first_region(word: str) -> int:
    """Where R1 begins: after the first consonant that follows a vowel."""
    for prefix in ("gener", "commun", "arsen"):
        if word.startswith(prefix):
            return len(prefix)
    return _after(word, 0)


def _after(word: str, start: int) -> int:
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


def _plurals(word: str) -> str:
    """Steps 0 and 1a: possessives and plurals."""
    for possessive in ("'s'", "'s", "'"):
        if word.endswith(possessive):
            word = word[: -len(possessive)]
            break
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and re.search(_VOWEL, word[:-2]):
        return word[:-1]
    return word


def _participles(word: str, first: int) -> str:
    """Step 1b: -ed and -ing."""
    for suffix in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
        if not word.endswith(suffix):
            continue
        root = word[: -len(suffix)]
        if suffix.startswith("eed"):
            return root + "ee" if len(root) >= first else word
        if not re.search(_VOWEL, root):
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
    for suffix, replacement in _STEP_3.items():
        if word.endswith(suffix):
            root = word[: -len(suffix)]
            return root + replacement if len(root) >= (second if suffix == "ative" else first) else word
    return word


def _residues(word: str, second: int) -> str:
    """Step 4: what is left of endings in R2."""
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

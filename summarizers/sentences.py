"""Sentences of clean prose, as spans.

nupunkt (Punkt, Kiss and Strunk 2006, with a packaged model) proposes the boundaries; it is
imported at the first call and needs no download. Its model was trained on law: it takes some
common words for abbreviations ("the West.") and knows no Serbian, so its boundaries are
corrected by a few rules, and a quotation opened inside a sentence is kept with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"\n[^\S\n]*+\n\s*+|[\f\u2029]")
_INNER = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]++)(?P<stop>[.!?…]++[)\]’”\"'»]*)\s+(?=[“‘\"'(\[«„]*(?P<next>[^\W\d_]|\d))"
)
_WIDE = re.compile(r"[。！？]+[」』”’）)]*")
"""Chinese and Japanese sentences end so, with no space after them."""
_LAST = re.compile(r"(?P<word>[^\W_]+(?:[.&][^\W_]+)*)(?P<stop>[.!?…]+)(?P<closers>[)\]’”\"'»]*)$")
_OPENERS = "“‘\"'([«„ "
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col maj capt cpt cmdr lt sgt adm sen rep gov pres hon rev fr st ste mt ft messrs mme
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    no nos vol vols fig figs art arts para paras sec secs ch chap ed eds trans approx ca cf viz vs etc al est dept
    govt assn assoc univ inst intl natl bros co corp inc ltd llc plc gmbh jr sr esq ave blvd rd tel ext incl excl
    min max avg pp op cit ibid resp eq ref refs tab app suppl
    др г гђа гдин гђица проф инж дипл мр тзв нпр тј св ул бр стр чл год итд ген пук мајор одн сл млрд мил хиљ дин
    mlrd mil hilj din sl bln mln tn
    g gdin gđa gđica gosp inž ing dipl tzv npr tj sv ul br str čl god itd odn akad""".split()
)
_BEFORE_A_NAME = frozenset(
    """mr mrs ms dr prof gen col maj capt cpt cmdr lt sgt adm sen rep gov pres hon rev fr st ste mt messrs mme
    vs cf viz no nos др г гђа гдин гђица проф инж дипл мр тзв нпр тј св ул бр ген пук
    g gdin gđa gđica gosp inž dipl tzv npr tj sv ul br akad""".split()
)
_VOWEL = re.compile(r"[aeiouyáéíóúàèäöüâêôаеиоуыэюяёіїє]", re.IGNORECASE)
_TAIL = 60
_QUOTED = 700
"""A quotation of several sentences is kept whole up to so many characters."""


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text`` in order, without the white space around them.

    A blank line always ends a sentence. Quotations, brackets, abbreviations, initials, ordinals
    ("8. maja") and decimals do not.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        boundaries = _corrected(text, list(_proposed(text, start, end)))
        for first, last in _quotations_kept(text, boundaries):
            spans += _wide(text, first, last)
    return spans


def _wide(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _WIDE.finditer(text, start, end):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _proposed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What nupunkt proposes, cut further where it took a common word for an abbreviation."""
    import nupunkt

    paragraph = text[start:end]
    if not paragraph.strip():
        return
    for first, last in nupunkt.sent_spans(paragraph):
        piece = paragraph[first:last]
        cut = 0
        for match in _INNER.finditer(piece):
            if _ends_a_sentence(match):
                yield from _trimmed(text, start + first + cut, start + first + match.end())
                cut = match.end()
        yield from _trimmed(text, start + first + cut, start + last)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + piece.index(stripped)
        yield first, first + len(stripped)


def _ends_a_sentence(match: re.Match[str]) -> bool:
    word = match["word"]
    if not match["next"].isupper() or match["stop"].startswith(("…", "..")):
        return False
    if match["stop"][0] in "!?":
        return False  # nupunkt knows better: "Yahoo! Finance", "‘Why?’ Vučić asked"
    if len(word) < 3 or word.isupper() or not _VOWEL.search(word):
        return False
    return word.casefold() not in _ABBREVIATIONS


def _corrected(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those put together that an abbreviation or an ordinal had parted."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and _belong_together(text[merged[-1][0] : merged[-1][1]], text[start:end]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_FIRST = re.compile(r"[^\W\d_]+")
_BEGINNINGS = frozenset(
    "a about according after all also although among an and another any are as at be because before both but by can"
    " could despite did do does during each even every few first for from had has have he her here his how however i"
    " if in instead is it its last later many may meanwhile more moreover most mr mrs ms my neither no nor not now of"
    " on once one only or other others our over she should since so some still such than that the their then there"
    " these they this those though three through thus to today two under unlike until was we were what when where"
    " whether which while who why will with within without would yesterday yet you your".split()
)


def _belong_together(before: str, after: str) -> bool:
    letters = after.lstrip(_OPENERS)
    if not letters:
        return True  # closing quotes or brackets by themselves
    if not any(c.isalnum() for c in after):
        return True
    initials = _INITIALS.search(before[-_TAIL:])
    if initials and letters[0].isupper() and letters == after:
        opening = _FIRST.match(after)
        if opening and initials[0] != "D.C." and opening[0].casefold() not in _BEGINNINGS:
            return True  # "the U.N. General Assembly"
    last = _LAST.search(before[-_TAIL:])
    if last is None:
        return False
    word, lower = last["word"], letters[0].islower()
    if last["stop"] == "." and not last["closers"]:
        name = word.casefold()
        if name in _BEFORE_A_NAME or (lower and (name in _ABBREVIATIONS or len(word) <= 2)):
            return True
        if word.isdigit() and (lower or (len(before) <= _TAIL and before[: last.start()].strip(_OPENERS) == "")):
            return len(word) <= 4
    return lower and bool(last["closers"] or last["stop"] == "…" or last["stop"].startswith(".."))


def _quotations_kept(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, a quotation or bracket that was opened inside a sentence kept with it."""
    kept: list[tuple[int, int]] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        closers, inside = _left_open(text[start:end])
        reach = index
        if closers:
            for later in range(index + 1, min(index + 4, len(spans))):
                if spans[later][1] - start > _QUOTED:
                    break
                sentence = text[spans[later][0] : spans[later][1]]
                place = _closes(sentence, closers)
                if place is None:
                    continue
                attributed = 0 <= place < len(sentence.rstrip(".!?…")) - 1
                reach = later if place >= 0 and (inside or attributed) else index
                break
        kept.append((start, spans[reach][1]))
        index = reach + 1
    return kept


_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "(": ")", "[": "]"}


def _left_open(sentence: str) -> tuple[str, bool]:
    """What would close the quotation that ``sentence`` leaves open, and whether it opened inside."""
    for opener in '“«„"‘([':
        closers = _CLOSERS[opener]
        if opener == '"':
            places = [i for i, c in enumerate(sentence) if c == '"']
            if len(places) % 2 and (places[-1] == 0 or sentence[places[-1] - 1] in " (—–-"):
                return '"', places[-1] > 0
            continue
        place = sentence.rfind(opener)
        if place < 0 or any(_is_closer(sentence, i, closers) for i in range(place + 1, len(sentence))):
            continue
        if place and opener == "‘" and not sentence[place - 1].isspace() and sentence[place - 1] not in "([—–“":
            continue
        return closers, place > 0
    return "", False


def _is_closer(sentence: str, index: int, closers: str) -> bool:
    if sentence[index] not in closers:
        return False
    following = sentence[index + 1 : index + 2]
    return sentence[index] != "’" or not following.isalnum()


def _closes(sentence: str, closers: str) -> int | None:
    """Where the quotation ends in ``sentence``; -1 if another begins first, None if neither."""
    openers = {opener for opener, ends in _CLOSERS.items() if ends == closers}
    for index, character in enumerate(sentence):
        if closers == '"' and character == '"':
            following = sentence[index + 1 : index + 2]
            return -1 if following.isalnum() else index
        if _is_closer(sentence, index, closers):
            return index
        if character in openers:
            return -1
    return None

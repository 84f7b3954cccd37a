"""The notes of a page: raised numbers for the marks, and the notes that they lead to taken out of its tree.

Notes are known by where links lead (word processors, wikis, e-books), else by the last heading of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from bot.corpus.notes import NOTES_HEADING, start_of
from bot.corpus.readers.building import apart, clean, raised
from bot.corpus.readers.markup import CONTROL, HEADINGS

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTERED = re.compile(
    r"\s*\[\s*(?:[a-z]|[ivx]{2,4}|(?:note|nb|n|lower-alpha)\s*\d{1,2}|citation needed|p{1,2}\. ?[\d–, -]+"
    r"|[a-z][a-z ]+\?)\s*\]\s*"
)
_AT_PAGE = re.compile(r"\s*:\s*(?:pp?\.\s*)?[\dA-Z][\d–,\s-]*")
"""The page of a note that is named again: ": 44", raised after its mark."""

_MARK = re.compile(r"\s*[\[(]?\s*([1-9]\d{0,2})\s*[\])]?\s*$")
_TO_NOTE = re.compile(
    r"^[^#]*#_?(?:ftn|fn|edn|foot-?note|end-?note|note|cite[-_]note|sdfootnote|sdendnote)[-_:.]?\w*$", re.I
)
_BACK_UP = re.compile(r"ref|anc|back|return", re.I)
"""Where the links of word processors and wikis lead: to a note, and from it back to its mark."""

_NOTE_NUMBER = re.compile(r"^(?:\W{0,2}(?P<own>\d{1,4})\W{0,3}\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*)")
_BACK_LETTERS = re.compile(r"^\s*[\^↑]\s*(?:[a-z]{1,2}\s+)*")
"""What a wiki's note begins with: the ways back to each of its marks."""


def take_notes(tree: HtmlElement, after: int = 0) -> list[tuple[int, str]]:
    """Turn the marks of notes into raised numbers, and take out the notes that they link to.

    The notes by number, each as it reads. Numbers are counted on from ``after``: where every
    chapter begins anew, no two marks of a book are the same.
    """
    targets: dict[str, int] = {}
    loose: set[int] = set()
    for mark in _marks(tree):
        found = _MARK.match("".join(mark.itertext()))
        if found is None:
            if mark.tag == "sup" and _is_editors("".join(mark.itertext())):
                _replace(mark, "")  # "[a]", "[citation needed]": a remark's mark, or the editors' own
            continue
        number = int(found[1]) + after
        linked = mark
        for above in mark.iterancestors():  # the link may stand around the raised number, and around nothing else
            if above.tag not in {"a", "span", "sup"} or not _MARK.match("".join(above.itertext())):
                break
            linked = above
        known = len(targets)
        for link in linked.iter("a"):
            target = unquote(link.get("href") or "").rpartition("#")[2] if "#" in (link.get("href") or "") else ""
            if target:
                targets.setdefault(target, number)
        if len(targets) == known and mark.tag == "sup":
            loose.add(number)
        _replace(linked, raised(number))
    notes: list[tuple[int, str]] = []
    by_id = {id: element for element in tree.iter() if isinstance(id := _id(element), str) and id in targets}
    for id, number in targets.items():
        element = by_id.get(id)
        if element is None or not isinstance(element.tag, str):
            continue
        element = _whole(element)
        for link in list(element.iter("a")):
            if (link.get("href") or "").startswith("#") and len("".join(link.itertext()).strip()) <= 4:
                _replace(link, "")
        words = _BACK_LETTERS.sub("", clean("".join(element.itertext()))).strip(" ↩↑^")
        begun = _NOTE_NUMBER.match(words)
        if begun and (begun["own"] is None or int(begun["own"]) == number - after):
            words = words[begun.end() :]
        if words and element.getparent() is not None:
            notes.append((number, words))
            element.drop_tree()
    if loose and not notes:
        notes = _listed(tree, loose, after)
    return sorted(notes)


def _is_editors(raised_words: str) -> bool:
    return _LETTERED.fullmatch(raised_words) is not None or _AT_PAGE.fullmatch(raised_words) is not None


def _listed(tree: HtmlElement, marked: set[int], after: int) -> list[tuple[int, str]]:
    """Notes that no mark leads to: the lines of the last list, or the numbered paragraphs, under a heading of notes."""
    heads = [e for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "b", "strong", "dt") if _heads_notes(e)]
    if not heads:
        return []
    head = heads[-1]
    while head.getnext() is None and head.getparent() is not None and head.getparent().tag not in {"body", "article"}:
        head = head.getparent()
    found: list[tuple[int, HtmlElement]] = []
    for element in head.itersiblings():
        if not isinstance(element.tag, str):
            continue
        if element.tag in HEADINGS:
            break
        lines = list(element.iter("li")) or [e for e in element.iter("p") if e.find(".//p") is None]
        for line in lines:
            begun = start_of(clean("".join(line.itertext())))
            number = begun[0] if begun else int(element.get("start") or 1) + len(found) if line.tag == "li" else 0
            if number:
                found.append((number + after, line))
    if sum(number in marked for number, _ in found) < 0.5 * len(found):
        return []
    notes = []
    for number, line in found:
        words = clean("".join(line.itertext()))
        begun = start_of(words)
        notes.append((number, words[begun[1] :] if begun else words))
        line.drop_tree()
    return [note for note in notes if note[1]]


def _heads_notes(element: HtmlElement) -> bool:
    return NOTES_HEADING.match("".join(element.itertext()).strip()) is not None


def _marks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Raised numbers that may be marks, and the links that e-books name as such."""
    for element in list(tree.iter("sup", "a")):
        if len(list(element.iterdescendants())) > 4:
            continue
        if element.tag == "a":
            parent = element.getparent()
            named = any("noteref" in (element.get(key) or "") for key in ("epub:type", "type", "role")) or (
                _leads_to_note(element.get("href") or "") and _MARK.match("".join(element.itertext()))
            )
            if named and parent is not None and parent.tag != "sup" and element.find(".//sup") is None:
                yield element
        elif all(parent.tag != "sup" for parent in element.iterancestors()):
            yield element


def _leads_to_note(address: str) -> bool:
    return _TO_NOTE.match(address) is not None and not _BACK_UP.search(address.rpartition("#")[2])


def _id(element: HtmlElement) -> str | None:
    return element.get("id") or (element.get("name") if element.tag == "a" else None)


def _whole(element: HtmlElement) -> HtmlElement:
    """The note that a target stands for: an anchor inside it is not all of it."""
    while element.tag in {"a", "sup", "span", "b"}:
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            break
        element = parent
    return element


def _replace(element: HtmlElement, words: str) -> None:
    """Put ``words`` in the place of what an element holds, what follows it kept.

    The element stays, as one that says nothing: thousands of marks would else be joined to one ever longer text.
    """
    parent = element.getparent()
    if parent is None:
        return
    if words[:1] and words[0] in _RAISED:
        before = element.getprevious()
        while before is not None and not (before.text or before.tail or len(before)):
            before = before.getprevious()
        there = CONTROL.sub("", (parent.text if before is None else before.tail) or "").rstrip(" ")
        if before is None:
            parent.text = there
        else:
            before.tail = there
            there = there or (before.text or "")
        words = apart(there, words)
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", words, CONTROL.sub("", tail or "")

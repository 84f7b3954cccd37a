"""A tree of HTML elements to text with structure; shared by web pages, e-books and e-mail.

Takes HTML's own names and those of trafilatura's tree (head, item, row, cell, lb).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

from bot.corpus.notes import NOTES_HEADING, start_of
from bot.corpus.readers.building import Text, apart, clean, raised
from bot.corpus.readers.decoding import decode
from bot.errors import UnreadableDocument

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed form button select textarea input nav canvas "
    "audio video map title meta link graphic".split()
)
_PARAGRAPHS = frozenset("p dd dt pre address summary legend code quote".split())
_CONTAINERS = frozenset(
    "html body div section article main header footer aside blockquote ul ol dl list table thead tbody tfoot "
    "figure details center fieldset hgroup quote".split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a page may hold and no tree takes back."""

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

_LISTED = re.compile(r"^\s*(?:[·•▪◦§\uf0b7\uf0a7o–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+")
_NOTE_NUMBER = re.compile(r"^(?:\W{0,2}(?P<own>\d{1,4})\W{0,3}\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*)")
_BACK_LETTERS = re.compile(r"^\s*[\^↑]\s*(?:[a-z]{1,2}\s+)*")
"""What a wiki's note begins with: the ways back to each of its marks."""

_STANDFIRST = 12
"""Words from which what ends as a sentence does is one, though it is set as a heading."""

_PUNCTUATED = re.compile(r"[.,;:!?…]$")
_BACK = re.compile(r"^[\s↩↑^⏎\ufe0e]*$")
_MORE = re.compile(
    r"^\W*(?:read (?:more|on|the (?:full|rest)\b.{0,40})|continue reading|learn more|find out more|see more|view more"
    r"|show more|click here|weiterlesen|lire la suite|više|opširnije|pročitaj(?:te)? više|више|опширније)\W*$",
    re.IGNORECASE,
)
"""What a link says that only leads on."""

_LOOKS = re.compile(r"</?(?:font|b|i|u|s|em|strong|span|big|small|tt|strike|nobr)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Elements that say no more than how words look."""

_DEEPEST = 200
"""Elements within one another; deeper ones are read as one paragraph."""


def decode_markup(data: bytes, name: str, limit: int) -> tuple[str, tuple[str, ...]]:
    """The text of an HTML file: what is UTF-8 is, else what the page says that it is, else a guess."""
    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or len(data) > limit:
        return decode(data, name, limit)
    encoding = declared[1].decode("ascii", "replace")
    try:
        return data.decode("utf-8").replace("\0", ""), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(encoding)
        if "\0" not in text:
            return text, ()
    except (UnicodeDecodeError, LookupError):
        pass
    text, notes = decode(data, name, limit)
    return text, (f"{name} says that it is {encoding[:20]} and is not.", *notes)


def tree_of(text: str, name: str) -> HtmlElement:
    """The page as a tree. Raises UnreadableDocument where there is none, or it would not be the whole page."""
    markup = _CONTROL.sub("", _DECLARED.sub("", text))
    tree, whole = _parsed(markup, name)
    if not whole:  # as where every change of the font is left open
        tree, whole = _parsed(_LOOKS.sub("", markup), name)
    if not whole:
        raise UnreadableDocument(
            f"{name} nests its elements too deeply to be read whole.",
            "Save the page again from a browser, or print it to a PDF.",
        )
    return tree


def _parsed(markup: str, name: str) -> tuple[HtmlElement, bool]:
    """The tree, and whether it holds all of the page: below some 2,000 elements within one another none is read."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(f"{name} cannot be read as HTML: {error}.", "Save the page again.") from error
    return tree, not any("depth" in entry.message for entry in parser.error_log)


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
        if element.tag in _HEADINGS:
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
        there = _CONTROL.sub("", (parent.text if before is None else before.tail) or "").rstrip(" ")
        if before is None:
            parent.text = there
        else:
            before.tail = there
            there = there or (before.text or "")
        words = apart(there, words)
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", words, _CONTROL.sub("", tail or "")


def write(element: HtmlElement, text: Text, depth: int = 0) -> None:
    """Add the blocks below ``element``, in order."""
    loose: list[str] = [element.text or ""]

    def close() -> None:
        words = "".join(loose)
        loose.clear()
        if words.strip():
            text.paragraph(words)

    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        tag = tag.rpartition("}")[2].lower()
        if not tag or tag in _SKIPPED:
            pass
        elif tag in {"br", "lb"}:
            loose.append("\n")
        elif _is_block(tag):
            close()
            _block(child, tag, text, depth)
        elif depth < _DEEPEST and any(
            _is_block(str(inner.tag).rpartition("}")[2]) for inner in child.iterdescendants()
        ):
            close()
            write(child, text, depth + 1)
        else:
            loose.append(words_of(child))
        loose.append(child.tail or "")
    close()


def _is_block(tag: str) -> bool:
    return (
        tag in _HEADINGS
        or tag in _PARAGRAPHS
        or tag in _CONTAINERS
        or tag in {"head", "li", "item", "tr", "row", "figcaption", "caption", "hr"}
    )


def _block(element: HtmlElement, tag: str, text: Text, depth: int) -> None:
    if tag in _HEADINGS or tag == "head":
        level = _HEADINGS.get(tag) or int((element.get("rend") or "h2")[-1:].replace("t", "2"))
        title = words_of(element)
        if level > 1 and len(title.split()) >= _STANDFIRST and title.rstrip()[-1:] in ".!":
            text.paragraph(title)  # a sentence set large
        else:
            text.heading(title, level)
    elif tag in {"tr", "row"}:
        cells = [c for c in element if isinstance(c.tag, str) and c.tag.rpartition("}")[2] in {"td", "th", "cell"}]
        words = [words_of(cell) for cell in cells]
        head = bool(cells) and all(c.tag == "th" or c.get("role") == "head" for c in cells)
        head = head or _heads(element, words)
        if len(cells) == 1 and depth < _DEEPEST:  # a table that only lays out
            write(cells[0], text, depth + 1)
        else:
            text.row(words, head=head)
    elif tag in {"figcaption", "caption"}:
        text.caption(words_of(element))
    elif depth >= _DEEPEST:
        text.paragraph(words_of(element))
    elif tag in {"li", "item"}:
        _item(element, text, depth)
    elif tag in _PARAGRAPHS and not any(_is_block(str(inner.tag)) for inner in element.iterdescendants()):
        _paragraph(element, text)
    elif tag != "hr":
        write(element, text, depth + 1)


def _paragraph(element: HtmlElement, text: Text) -> None:
    """A paragraph, or what word processors and hurried editors set as one: a title, a heading, a list's line."""
    words, style = words_of(element), (element.get("class") or "").lower()
    if style in {"msotitle", "title"}:
        text.heading(words, 0)
    elif "caption" in style:
        text.caption(words)
    elif style.startswith("msolist") and _LISTED.match(words):
        text.paragraph(_LISTED.sub("", words), item=True)
    elif _is_bold(element, words):
        text.heading(words, 4)
    else:
        text.paragraph(words)


def _is_bold(element: HtmlElement, words: str) -> bool:
    """Is a short line that ends no sentence all in bold?"""
    words = words.strip()
    if not 2 < len(words) <= 100 or "\n" in words or _PUNCTUATED.search(words) or words[0].islower():
        return False
    bold = max((len("".join(e.itertext()).strip()) for e in element.iter("b", "strong")), default=0)
    return bold >= len(words)


def _heads(row: HtmlElement, words: list[str]) -> bool:
    """Does the first row name the columns although nothing marks it: no figures in it, and some below?"""
    table = next((above for above in row.iterancestors("table")), row.getparent())
    rows = list(islice(table.iter("tr", "row"), 2)) if table is not None and row.getprevious() is None else []
    below = rows[1] if len(rows) > 1 and rows[0] is row else None
    if below is None or len(words) < 2 or any(map(_figures, words[1:])):
        return False
    return any(_figures(words_of(cell)) for cell in list(below)[1:] if isinstance(cell.tag, str))


def _figures(words: str) -> bool:
    return any(map(str.isdigit, words))


def _item(element: HtmlElement, text: Text, depth: int) -> None:
    """A line of a list, and after it what is within it."""
    blocks = [child for child in element if isinstance(child.tag, str) and _is_block(child.tag)]
    if not blocks:
        text.paragraph(words_of(element), item=True)
        return
    first = (element.text or "").strip()
    if not first and len(blocks) == len(element) == 1 and blocks[0].tag == "p":
        text.paragraph(words_of(blocks[0]), item=True)
        return
    write(element, text, depth + 1)


def words_of(element: HtmlElement) -> str:
    """The words of an element, line breaks as line ends."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in {"br", "lb"}:
                parts.append("\n")
            elif not tag or tag in _SKIPPED or (tag in {"a", "ref"} and _MORE.match("".join(node.itertext()))):
                walk.skip_subtree()
            else:
                if (
                    tag in {"td", "th", "li", "p", "div", "cell", "item"}
                    and parts
                    and not parts[-1].endswith((" ", "\n"))
                ):
                    parts.append(" ")
                parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts) if not _BACK.match("".join(parts)) else ""

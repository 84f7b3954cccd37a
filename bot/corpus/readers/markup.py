"""A tree of HTML elements to text with structure; shared by web pages, e-books and e-mail.

Takes HTML's own names and those of trafilatura's tree (head, item, row, cell, lb).
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from bot.corpus.readers.building import Text
from bot.corpus.readers.decoding import decode
from bot.errors import UnreadableDocument

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
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
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a page may hold and no tree takes back."""

_LISTED = re.compile(r"^\s*(?:[·•▪◦§\uf0b7\uf0a7o–-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+")

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
    markup = CONTROL.sub("", _DECLARED.sub("", text))
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
        tag in HEADINGS
        or tag in _PARAGRAPHS
        or tag in _CONTAINERS
        or tag in {"head", "li", "item", "tr", "row", "figcaption", "caption", "hr"}
    )


def _block(element: HtmlElement, tag: str, text: Text, depth: int) -> None:
    if tag in HEADINGS or tag == "head":
        level = HEADINGS.get(tag) or int((element.get("rend") or "h2")[-1:].replace("t", "2"))
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

"""Where on a web page the article stands, and what within it is no part of it.

trafilatura (Barbaresi 2021) finds the words of an article but loses how they were set, so that it
serves as the witness here: the article is the innermost element of the page that holds nearly all
that it found. What is written is that element itself, its headings, lists, tables and notes kept,
without what names itself as something else (menus, sharing, related stories) or is mostly links
(Kohlschütter et al., "Boilerplate detection using shallow text features", 2010).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li td th dd dt blockquote pre figcaption".split())
_BLOCKS = _LEAVES | frozenset(
    "div section article main ul ol dl table tr tbody thead figure header body center".split()
)
_AROUND = (
    "//nav|//footer|//form|//dialog|//menu"
    "|//*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='complementary' or @role='search'"
    " or @role='dialog' or @role='alertdialog' or @role='alert' or @role='menu' or @role='toolbar']"
    "|//*[@aria-hidden='true' or @hidden]"
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletters?|subscri(?:be|ption)s?|signup|sign-up|shar(?:e|ing)|social(?:s|bar)?"
    r"|addtoany|sharedaddy|related|recommend(?:ed|ations?)|more-(?:stories|news|articles|on|from)|read-?(?:more|next|also)"
    r"|trending|popular|most-?read|breadcrumbs?|comments?|respond|disqus|sidebar|widgets?|adverts?|advertis(?:ing|ement)"
    r"|ads?|adsense|banner|promo(?:tion|box)?|sponsored|outbrain|taboola|paywall|popup|modal|overlay|toolbar"
    r"|tag-?(?:s|list|links|cloud)|post-tags|entry-(?:tags|utility|footer)|nav(?:bar|igation)?|menu|footer|pagination"
    r"|pager|skip(?:-?link)?|author-?(?:bio|box|info|card)|about-?(?:the-)?author|post-(?:navigation|author)|jp-relatedposts"
    r"|noprint|no-print|screen-reader-text|visually-?hidden|sr-only|toc|table-of-contents|mw-editsection|metadata"
    r"|navbox|reflist-toolbar|print-only|hidden|login|search(?:form|box)?|lang(?:uage)?-?(?:switch|select)\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids by which a part of a page says that it is no part of the article."""

_MOST, _ALL, _COVERED, _LINKED = 0.3, 0.99, 0.85, 0.6
_FEWEST = 150
_LINE, _HALF_LINE, _ONLY = 200, 90, 0.7
_LISTED = 0.85
_ENOUGH, _LEAST = 0.6, 50
_START = 48


def find_article(tree: HtmlElement) -> HtmlElement:
    """The element to be read: of ``tree``, pruned in place, or as trafilatura leaves it where that fails."""
    witness = _witness(tree)
    found = {key for element in witness.iter() if isinstance(element.tag, str) and (key := _key(element))}
    whole = copy.deepcopy(tree)
    article = _pruned(tree, found)
    if max(_text(article), _text(witness)) < _LEAST:
        for element in whole.xpath("//nav|//footer|//script|//style|//noscript"):
            element.drop_tree()
        body = whole.find("body")
        return whole if body is None else body
    return witness if _text(article) < _ENOUGH * _text(witness) else article


def _pruned(tree: HtmlElement, found: set[str]) -> HtmlElement:
    etree.strip_elements(tree, "script", "style", "template", "svg", "noscript", "iframe", with_tail=False)
    _prune_around(tree, found)
    body = tree.find("body")
    body = tree if body is None else body
    weight, total = _weighed(body, found)
    if total < _FEWEST:
        _prune_links(body, found)
        return body
    article = _innermost(body, weight, _ALL * total)
    core = _innermost(article, weight, _COVERED * total)
    _prune_links(core, found)
    for leaf in list(_leaves(article)):  # around the core only what was found is believed
        if leaf.getparent() is None or leaf is core or leaf.tag == "h1" or _key(leaf) in found:
            continue
        if core not in leaf.iterancestors() or _is_aside(leaf):
            leaf.drop_tree()
    return article


def _is_aside(leaf: HtmlElement) -> bool:
    """A line in the article that nobody took for it, and that says nothing: "Share", "Photo gallery", a tag."""
    if leaf.tag not in {"p", "div", "section", "header"}:
        return False
    words = " ".join("".join(leaf.itertext()).split())
    return 0 < len(words) < _HALF_LINE and words[-1] not in '.!?:…”"»' and leaf.find(".//sup") is None


def _witness(tree: HtmlElement) -> HtmlElement:
    """The article as trafilatura finds it; empty where it finds none."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(copy.deepcopy(tree), include_comments=False, include_tables=True, include_formatting=False)
    return found.body if isinstance(found, Document) and found.body is not None else etree.Element("body")


def _key(element: HtmlElement) -> str:
    """How the text of an element begins: enough to know it by."""
    words: list[str] = []
    length = 0
    for piece in element.itertext():
        kept = "".join(character for character in piece if character.isalnum())
        words.append(kept)
        length += len(kept)
        if length >= _START:
            break
    return "".join(words)[:_START].casefold()


def _text(element: HtmlElement) -> int:
    """Letters and figures in an element."""
    return sum(sum(map(str.isalnum, piece)) for piece in element.itertext())


def _leaves(element: HtmlElement) -> Iterator[HtmlElement]:
    """The innermost blocks with text: a paragraph, an item, or a div that is used as one."""
    for each in element.iter():
        if each.tag in _BLOCKS and not any(inner.tag in _BLOCKS for inner in each.iterdescendants()):
            yield each


def _weighed(body: HtmlElement, found: set[str]) -> tuple[dict[HtmlElement, int], int]:
    """How much of what was found each element holds, and all of it."""
    weight: dict[HtmlElement, int] = {}
    total = 0
    for leaf in _leaves(body):
        if _key(leaf) not in found:
            continue
        size = _text(leaf)
        total += size
        element: HtmlElement | None = leaf
        while element is not None:
            weight[element] = weight.get(element, 0) + size
            if element is body:
                break
            element = element.getparent()
    return weight, total


def _innermost(body: HtmlElement, weight: dict[HtmlElement, int], most: float) -> HtmlElement:
    """The deepest element that holds ``most`` of what was found."""
    place = body
    while True:
        inner = max((child for child in place if child in weight), key=lambda c: weight[c], default=None)
        if inner is None or inner.tag not in _BLOCKS or inner.tag in _LEAVES or weight[inner] < most:
            break
        place = inner
    if place.tag in {"ul", "ol", "dl", "table", "tbody", "tr"} and place is not body:
        parent = place.getparent()
        return place if parent is None else parent
    return place


def _prune_around(tree: HtmlElement, found: set[str]) -> None:
    most = _MOST * max(_text(tree), 1)
    some = _MOST * sum(_text(leaf) for leaf in _leaves(tree) if _key(leaf) in found)
    for element in tree.xpath(_AROUND):
        _drop(element, most, found, some)
    for element in tree.xpath("//*[@style]"):
        if _HIDDEN.search(element.get("style") or ""):
            _drop(element, most, found, some)
    for element in tree.xpath("//*[@class or @id]"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in {"html", "body", "article", "main"} and _NAMED.search(named) and len(named) < 400:
            _drop(element, most, found, some)


def _drop(element: HtmlElement, most: float, found: set[str], some: float) -> None:
    """Take an element out, unless it is much of the page, holds its headline or is mostly of the article."""
    if element.getparent() is None or element.tag in {"html", "body"}:
        return
    if element.find(".//h1") is not None or element.find(".//article") is not None or _text(element) > most:
        return
    kept = sum(_text(leaf) for leaf in _leaves(element) if _key(leaf) in found)
    if kept <= 0.5 * _text(element) and not 0 < some < kept:
        element.drop_tree()


def _prune_links(article: HtmlElement, found: set[str]) -> None:
    """Take out the lists and lines of links in an article that nobody took for it."""
    for element in list(article.iter("aside", "ul", "ol", "div", "section", "p", "table", "dl")):
        if element is not article and element.getparent() is not None and _only_leads_on(element, found):
            element.drop_tree()


def _only_leads_on(element: HtmlElement, found: set[str]) -> bool:
    size = _text(element)
    links = list(element.iter("a"))
    linked = sum(_text(link) for link in links)
    if element.tag == "aside":
        return size < _FEWEST * 4 and _key(element) not in found
    if element.tag == "p" and 0 < size < _LINE and linked > _ONLY * size:
        return True  # "See also: ..."
    if links and linked > _LINKED * size and not any(_key(leaf) in found for leaf in _leaves(element)):
        return True
    return element.tag in {"ul", "ol", "div", "section"} and len(links) >= 3 and linked > _LISTED * size

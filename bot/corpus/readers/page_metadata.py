"""What a web page states of itself: JSON-LD, meta elements, microdata. Nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

_META = {
    "title": ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title"),
    "author": ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "published": (
        "article:published_time",
        "citation_publication_date",
        "citation_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
        "parsely-pub-date",
        "pubdate",
        "publishdate",
        "date",
    ),
    "url": ("og:url",),
    "language": ("content-language", "dc.language", "og:locale"),
}
_ARTICLES = ("article", "report", "posting", "webpage", "scholarlyarticle", "book")


def page_metadata(tree: HtmlElement) -> dict[str, str]:
    """The bibliography that a page carries; keys as in ``bot.corpus.metadata``."""
    found = _linked_data(tree)
    meta = _meta(tree)
    for key, names in _META.items():
        value = next((meta[name] for name in names if meta.get(name)), None)
        if value and not (key == "author" and value.startswith("http")):
            found.setdefault(key, value)
    for key, value in _microdata(tree):
        found.setdefault(key, value)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    if canonical and str(canonical[0]).startswith("http"):
        found["url"] = str(canonical[0])
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        found["language"] = language
    if "language" in found:
        found["language"] = found["language"].replace("_", "-").split("-")[0].strip().lower()
    title = next((_words(t) for t in tree.xpath("//title") if _words(t)), None)
    if title and "title" not in found:
        publisher = found.get("publisher")
        for bar in (" | ", " - ", " – ", " — ", " :: "):
            if publisher:
                title = title.removesuffix(bar + publisher)
            head = next(
                (words for words in map(_words, tree.iter("h1")) if words and title.startswith(words + bar)), None
            )
            title = head or title
        found["title"] = title
    return {key: value for key, value in found.items() if value.strip()}


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = " ".join((element.get("content") or "").split())
        if not name or not value:
            continue
        key = name.strip().lower()
        if key == "citation_author" and value.count(",") == 1:
            value = " ".join(part.strip() for part in reversed(value.split(",")))
        if key in {"citation_author", "author"} and key in found and value not in found[key]:
            found[key] += f", {value}"
        else:
            found.setdefault(key, value)
    return found


def _microdata(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("time"):
        if "datePublished" in (element.get("itemprop") or "") or element.get("pubdate") is not None:
            yield "published", element.get("datetime") or _words(element)
    for element in tree.xpath("//*[@itemprop='author' or @rel='author']"):
        words = _words(element)
        if 0 < len(words) <= 80:
            yield "author", words
    times = [t.get("datetime") for t in tree.xpath("//article//time[@datetime]")]
    if len({t[:10] for t in times}) == 1:  # several would have to be told apart
        yield "published", times[0]


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """The first thing in the page's JSON-LD that is an article of some kind."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        named = {str(thing["@id"]): thing for thing in _things(data) if thing.get("@id") and thing.get("name")}
        for thing in _things(data):
            kinds = thing.get("@type") or ""
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower().endswith(_ARTICLES) for kind in kinds):
                found = _article(thing, named)
                if found:
                    return found
    return {}


def _things(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, dict):
        yield data
        if depth < 4:
            yield from _things(data.get("@graph"), depth + 1)
    elif isinstance(data, list) and depth < 4:
        for each in data[:50]:
            yield from _things(each, depth + 1)


def _article(thing: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """``named`` are the things of the page by their ``@id``, by which an article may refer to them."""
    found = {
        "title": _named(thing.get("headline")),
        "author": _named(_meant(thing.get("author"), named)),
        "publisher": _named(_meant(thing.get("publisher"), named)),
        "published": _named(thing.get("datePublished")),
        "language": _named(thing.get("inLanguage")),
    }
    return {key: " ".join(value.split()) for key, value in found.items() if value}


def _meant(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    """What is referred to by its ``@id``, in its place."""
    if isinstance(value, list):
        return [_meant(each, named) for each in value[:20]]
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def _named(value: Any) -> str:
    """A name, given as such, as a thing with one, or as a list of these."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_named(each) for each in value[:20])))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and not value.startswith("http") else ""

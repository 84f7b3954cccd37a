"""Lines that are no part of what a document says: bylines, credits, notices, running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from bot.corpus.credits import credits_of, never_published
from bot.corpus.dates import Anchor, event_date, parse_date
from bot.corpus.lines import Line
from summarizers.quality import has_finite_verb
from summarizers.words import STOP_WORDS, fold

_IMAGE = re.compile(r"^!\[(?P<alt>.*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)$")
_LONGEST_IMAGE = 3000
_CAPTION = re.compile(
    r"^(?:Image|Photo|Video|Media) (?:copyright|source|caption|credit)\b|\bcourtesy of\b"
    r"|\b(?:Getty Images|Shutterstock|Wikimedia Commons|iStock|Unsplash|Alamy|CC[- ]BY\b)"
    r"|^\(?(?:photo|image|picture|credit|photograph|illustration|source|foto|фото)s?(?: credit| by)?\s*:"
    r"|[.!?)\]] (?:photo|foto|фото|image|credit)s?(?: credit| by)?\s*: ?[^.:]{2,60}\.?$"
    r"|^(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|Слика|Табела|Slika|Tabela)\s+\d+[.:]"
    r"|[\[(](?:AFP|Reuters|AP|EPA|Xinhua|TASS|Tanjug|Pool|Getty)[^\])]*[\])]$"
    r"|\b(?:photo(?:graph)?|image|picture|foto)s?(?: credits?)?\s*[:©]\s*\S"
    r"|\bphotograph credits\b|\bpicture alliance\b"
    r"|(?:\bvia |/)(?:AFP|Reuters|AP|EPA|Xinhua|TASS|Tanjug|Getty|Pool"
    r"|Kyodo\w*|dpa|ANSA|Anadolu|Sputnik|Beta)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 450
_NUMBERED_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Map|Chart|Graph|Box|Слика|Табела|Slika|Tabela)\s+(?:[A-Z]?\d+(?:\.\d+)?|[IVX]+)[.:]\s",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:By|Written by|Autor:?|Author:?|Authors:|Piše:?|Пише:?)\s+"
    r"(?!Notes?\b|Information\b|Contributions?\b|Affiliations?\b)"
    r"(?P<names>[A-ZČĆŠŽĐА-Я][\w.'’-]*(?:[\s,|&]+(?:(?:and|i|и)\s+)?[A-ZČĆŠŽĐА-Я][\w.'’-]*){0,8})[\s,|]*$"
)
_PUBLICATION = re.compile(
    r"^(?:Publication|(?:First )?Published(?: (?:on|in|by))?|Publish(?:ed|ing)? date|Authors?|Publisher"
    r"|Posted(?: on| date(?:/time)?)?|Updated|Last updated"
    r"|Last modified|Date|Volume"
    r"|Issue|Issue \d+|ISSN|ISBN|DOI|Tags?|Keywords"
    r"|Categories|Category|Topics|Filed under|Contact|E-?mail|Tel|Phone|Correspondence)\s*:",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^\(?(?:Explore (?:our )?(?:related|more)|Related(?: (?:content|articles|stories|posts|reading|topics))?:?$"
    r"|Read (?:more|also|next|on)\b.{0,60}$"
    r"|See also\b.{0,60}$|Share (?:this|on|the)\b|Subscribe\b|Sign up\b.{0,80}$|Follow us\b|Click here\b"
    r"|Download (?:the )?PDF|More (?:from|on|stories)\b.{0,60}$|Advertis(?:e|ement)\b|Sponsored\b.{0,40}$"
    r"|Comments?(?: \(\d+\))?$|Leave a (?:reply|comment)|Print this|Skip to|Back to top|Cookies?\b.{0,60}$"
    r"|(?:Table of )?Contents$|This page (?:was|is) intentionally"
    r"|(?:Additional )?(?:reporting|editing|writing|translation) by\b.{0,150}$"
    r"|(?:&|and) (?-i:[A-Z])[\w’'-]+ (?-i:[A-Z])[^.!?]{2,120}$|Loading\b.{0,30}$"
    r"|By$|Contributing:.{2,120}$"
    r"|(?:Posted|Compiled|Edited|Reported) by (?-i:[A-Z])[^.!?]{2,100}$"
    r"|[—–-] .{0,80}\(@\w{2,30}\) \w{3,9} \d{1,2}, \d{4}$"
    r"|For (?:more|further) information\b.{0,100}$|To (?:learn|find out) more\b.{0,100}$"
    r"|Follow\b.{0,120}\b(?:Facebook|Twitter|Instagram|YouTube|LinkedIn|Telegram)\b.{0,60}$"
    r"|(?:Supported|Sponsored|Powered|Presented) by.{0,60}$|[\w ]{0,40}\bbanner$"
    r"|(?:Latest|Top|Trending|Popular) (?:stories|news|posts)$"
    r"|(?:Most (?:read|popular)|Trending|Menu|Search|Home|Download|Share|Tweet|E-?mail|Print"
    r"|Listen(?: to this article)?)$"
    r"|(?:Pročitajte još|Прочитајте још|Ključne reči|Кључне речи|Najnovije vesti|Најновије вести|Podelite"
    r"|Поделите)\b.{0,20}$"
    r"|Have an idea for a|Interested in (?:writing|contributing)"
    r"|View (?:this|it|the)\b.{0,40}\b(?:browser|online)\b|(?:To )?Unsubscribe\b"
    r"|You(?: are|’re|'re)? (?:receiv(?:ed|ing)|getting) this (?:e-?mail|message|newsletter)\b"
    r"|(?:Manage|Update|Change) your (?:\w+ )?(?:subscriptions?|preferences|settings)\b|Forward (?:this )?to a friend"
    r"|Sent from my \w+|Get Outlook for\b|Was this e-?mail forwarded to you\b|Add us to your address book"
    r"|(?:We use|This (?:web)?site uses) cookies\b|(?:Accept|Reject|Manage) (?:all )?cookies\b)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b"
    r"|\b(?:views|opinions|positions?)\b[^.]{0,60}\bexpressed\b[^.]{0,120}"
    r"\b(?:author|do not|does not|are those of|own)\b"
    r"|\bviews and opinions\b[^.]{0,120}\bauthors?\b|^Disclaimer\b"
    r"|\bdo(?:es)? not (?:necessarily )?(?:represent|reflect) (?:those|the (?:views|official|position))"
    r"|\bterms of (?:use|service)\b.{0,60}$"
    r"|\bmay be (?:freely )?(?:quoted|reprinted|reproduced|cited)\b.{0,60}"
    r"\b(?:permission|provided|source|credit|academic)\b"
    r"|\b(?:no part of|reproduction of|permission to reproduce) this\b|\bsubmission guidelines\b"
    r"|^(?:This|The) (?:publication|report|study|paper|policy brief)\b.{0,60}"
    r"\b(?:written|published|produced|prepared)\b"
    r".{0,200}\b(?:support of|framework of|funded by|grant)\b"
    r"|\b(?:licensed|published) under (?:a|the) Creative Commons\b"
    r"|\b(?:became|made|was made|is made) possible (?:with|by|through|thanks to) (?:the )?"
    r"(?:generous |financial |kind )*(?:support|funding|grant|assistance)\b",
    re.IGNORECASE,
)
_NAME = r"[A-ZČĆŠŽĐ][\w’'.-]+(?:\s+(?:de|van|von|der|al|el|bin|Le|[A-ZČĆŠŽĐ][\w’'.-]*)){1,4}"
_ROLE = (
    r"(?:PhD|doctoral|researcher|fellow|professor|lecturer|analyst|journalist|correspondent|editor|reporter|author"
    r"|writer|scholar|student|associate|columnist|contributor|director|consultant|expert|candidate)"
)
_BIO = re.compile(
    rf"^(?P<name>{_NAME})(?:,[^,.]{{2,60}},)?\s+(?:(?:is|was|works as|serves as|has been)\s+"
    rf"(?:an?|the|currently|also)?\b[^.]{{0,80}}?\b{_ROLE}\b"
    r"|(?:holds|has|received|earned)\s+(?:an?|his|her)\s+(?:Ph\.?\s?D|MA|M\.A|MSc|LL\.?M|doctorate|master|degree))"
)
_LONGEST_BIO = 1200
_ABOUT_AUTHOR = re.compile(r"^(?:About the authors?|The authors? (?:is|are|would like)\b)", re.IGNORECASE)
_PICTURE = re.compile(
    r"^(?:photo(?:graph)?s?|image|picture|illustration|map|foto(?:grafija)?|slika|фото(?:графија)?|слика)"
    r"(?: (?:credits?|by|courtesy of))?\s*:\s*\S",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,})\s*[\divxlc]{1,5}$")
_HEADER = re.compile(r"^(?:From|To|Cc|Bcc|Sent|Reply-To|Message-ID): +\S+")
_CONTACT = re.compile(
    r"\b(?:our|your|contact|write|send|e-?mail|letters?|reach|questions|tips)\b.*\b[\w.+-]+@[\w-]+\.\w{2,}"
    r"|\b[\w.+-]+@[\w-]+\.\w{2,}.*\b(?:our|contact|write|send|e-?mail|letters?|reach)\b",
    re.IGNORECASE | re.DOTALL,
)
_TOGGLED = re.compile(r"(?:(?:\.\.\.|…)\s?(?:more|see more|show more)|[.!?…] (?:less|show less))$")
"""What a page shows in part, and the word that shows the rest: a caption, mostly."""

_STAMPED = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
_LONGEST_STAMP = 60
_PROMOTION = re.compile(
    r"^(?:Follow (?:me|us|him|her|them|@\w+)\b.*\b(?:Facebook|Twitter|Instagram|YouTube|LinkedIn|Telegram|Mastodon)\b.*"
    r"|Subscribe to (?:our|the)\b.*|Sign up (?:for|to) (?:our|the)\b.*\bnewsletter\b.*)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\[email.protected\]|^\S+@\S+\.\w{2,}$|^(?:https?://|www\.)\S+$", re.IGNORECASE)
_ITEM = re.compile(r"[•●▪◦‣∙■□➢➤►▶*–—-]\s")
_LONGEST_ITEM = 110
_MENU_WORDS = 4
_LEAST_MENU = 4
_LEAST_TWICE = 40
_LONGEST_CREDIT = 120
_READING_TIME = re.compile(r"\b\d{1,2} min(?:ute)?s?(?: |-)read\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:Page |стр\. ?|str\. ?)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—|])?$", re.I
)
_ROMAN = re.compile(r"^[ivxlc]{1,6}$")


def image_alt(text: str) -> str | None:
    """The description of an image that is a line of Markdown by itself; None if it is none."""
    match = _IMAGE.match(text) if text.startswith("![") and len(text) < _LONGEST_IMAGE else None
    return match["alt"] if match else None


def is_numbered_caption(text: str) -> bool:
    """The first line of the caption of a figure or table ("Table 2: ...")."""
    return len(text) < 300 and bool(_NUMBERED_CAPTION.match(text))


def begins_caption(text: str) -> bool:
    """The first line of a caption that may go on below: of a figure or table, or "Photo: The harbor in"."""
    return is_numbered_caption(text) or bool(len(text) < 300 and _PICTURE.match(text))


def is_caption(text: str) -> bool:
    """A picture's caption or credit."""
    return len(text) < _LONGEST_CAPTION and bool(_CAPTION.search(text) or _TOGGLED.search(text))


def is_furniture(text: str) -> bool:
    """A byline, a publication line, a line of a table of contents, a notice or a disclaimer."""
    if len(text) < 160 and (
        _LEADERS.search(text) or _HEADER.match(text) or _is_date(text) or _is_stamp(text) or _is_number(text)
    ):
        return True
    if len(text) < 160 and (credits_of(text) is not None or never_published(text)):
        return True
    if len(text) < 160 and (_ADDRESS.search(text) or _READING_TIME.search(text)):
        return True
    if len(text) < 160 and (_BYLINE.match(text) or _PUBLICATION.match(text) or _NOTICE.match(text)):
        return True
    return (len(text) < 500 and bool(_LEGAL.search(text))) or (len(text) < 300 and bool(_CONTACT.search(text)))


def is_promotion(sentence: str) -> bool:
    """A sentence that asks to follow or to subscribe, wherever it stands."""
    return len(sentence) < 200 and bool(_PROMOTION.match(sentence))


_LEAST_MENU_WORDS = 15
_TITLED = 0.85
_LONGEST_TITLE = 60


def is_menu(sentence: str) -> bool:
    """What was a site's menu, run together: nearly all of its words are titles, and nothing is said of them."""
    words = [w for w in sentence.split() if w[0].isalpha() and fold(w) not in STOP_WORDS]
    if len(words) < _LEAST_MENU_WORDS or sum(w[0].isupper() for w in words) < _TITLED * len(words):
        return False
    return len(words) > _LONGEST_TITLE or (not has_finite_verb(sentence) and sentence.count(",") < len(words) / 5)


def _is_stamp(text: str) -> bool:
    """A day with its hour, and at most a name beside it: "Ana Example 2019-11-20 17:27:46"."""
    if len(text) > _LONGEST_STAMP or text[-1:] in ".!?" or not _STAMPED.search(text):
        return False
    return len(event_date(text, Anchor()) or "") == len("2020-01-01")


def _is_date(text: str) -> bool:
    return len(text) < 30 and text[-1:].isdigit() and len(parse_date(text) or "") == len("2020-01-01")


def _is_number(text: str) -> bool:
    """A page's number by itself; a year may be the rest of a sentence."""
    return bool(_PAGE_NUMBER.match(text)) and max(len(n) for n in re.findall(r"\d+", text)) < 4


def menu_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The items of a site's menu: a list of names before anything is said."""
    menu: list[int] = []
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if line.finished or len(line.text) > _LONGEST_ITEM:
            break
        if _ITEM.match(line.text):
            if len(line.text.split()) > _MENU_WORDS:
                return frozenset()
            menu.append(index)
    return frozenset(menu) if len(menu) >= _LEAST_MENU else frozenset()


def captions_told_twice(lines: Sequence[Line]) -> frozenset[int]:
    """A picture's description and, right after it, the same with its credit."""
    written = [i for i, line in enumerate(lines) if not line.blank]
    found: set[int] = set()
    for a, b in pairwise(written):
        first, second = lines[a].text, lines[b].text
        if len(first) >= _LEAST_TWICE and second.startswith(first) and len(second) - len(first) < _LONGEST_CREDIT:
            found |= {a, b}
    return frozenset(found)


def byline_of(text: str) -> str | None:
    """Whom a byline names; None if ``text`` is no byline."""
    match = _BYLINE.match(text) if len(text) < 160 else None
    return match["names"].strip(" ,|") if match else None


def is_rule(text: str) -> bool:
    """A line without a letter or figure: "* * *", "-----"."""
    return not any(character.isalnum() for character in text)


def bio_of(text: str) -> str | None:
    """The person whom ``text`` presents as an author's note does; None if it does not."""
    match = _BIO.match(text)
    return match["name"] if match and len(text) < _LONGEST_BIO else None


def is_about_author(text: str) -> bool:
    return bool(_ABOUT_AUTHOR.match(text))


def running_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Running heads, feet and page numbers: what stands at the edges of pages again and again.

    A line counts when it stands, figures aside, at the edge of three pages or more, or is a
    page number at an edge.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if not line.blank:
            pages[line.page].append(index)
    if len(pages) < 3:
        return frozenset()
    edges: dict[str, list[int]] = defaultdict(list)
    numbers: list[int] = []
    for indices in pages.values():
        for index in dict.fromkeys((*indices[:2], *indices[-2:])):
            text = lines[index].text
            if _PAGE_NUMBER.match(text) or _ROMAN.match(text):
                numbers.append(index)
            elif len(text) < 120:
                edges[re.sub(r"\d+|\b[ivxlc]+\b", "#", text)].append(index)
    repeated = (group for group in edges.values() if len({lines[i].page for i in group}) >= 3)
    found = {index for group in repeated for index in group}
    if len(numbers) >= 3:
        found.update(numbers)
    return frozenset(found)

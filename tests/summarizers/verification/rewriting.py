"""Rewrites that keep the meaning, by rules: each gives a true sentence in other words, or None."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(MONTHS)
SYNONYMS = {
    "bought": "purchased", "purchased": "bought", "began": "started", "started": "began", "built": "constructed",
    "constructed": "built", "ended": "finished", "rose": "increased", "increased": "grew", "fell": "declined",
    "declined": "decreased", "said": "stated", "stated": "said", "company": "firm", "companies": "firms",
    "agreement": "accord", "deal": "agreement", "big": "large", "large": "big", "received": "obtained",
    "gave": "provided", "helped": "assisted", "approximately": "about", "about": "roughly", "showed": "demonstrated",
    "entire": "whole", "main": "principal", "quickly": "rapidly", "several": "various", "often": "frequently",
    "nearly": "almost", "almost": "nearly", "use": "employ", "road": "highway", "plane": "aircraft",
    "demonstrates": "shows", "shows": "demonstrates", "improves": "enhances", "approach": "method",
}  # fmt: skip
_PARTICIPLES = {
    "bought": "bought", "sold": "sold", "built": "built", "signed": "signed", "donated": "donated",
    "delivered": "delivered", "supported": "supported", "criticized": "criticized", "opened": "opened",
    "launched": "launched", "approved": "approved", "rejected": "rejected", "financed": "financed",
    "acquired": "acquired", "purchased": "purchased", "owned": "owned", "owns": "owned", "supports": "supported",
    "produced": "produced", "visited": "visited", "adopted": "adopted", "received": "received", "led": "led",
    "controls": "controlled", "controlled": "controlled", "provided": "provided", "won": "won",
    "described": "described", "proposed": "proposed", "praised": "praised", "took": "taken", "announced": "announced",
}  # fmt: skip
Rewrite = Callable[[str], "str | None"]


def as_it_stands(text: str) -> str | None:
    return text


def passive(text: str) -> str | None:
    """ "A bought B in 2017." as "B was bought by A in 2017." where subject and object are plain."""
    verbs = "|".join(_PARTICIPLES)
    m = re.match(
        rf"((?:The )?[A-ZČĆŠĐŽ][\w’-]*(?: [A-ZČĆŠĐŽ][\w’-]*)*) ({verbs}) "
        rf"((?:the |a |an |its |six |two |three |\d+ )?(?:[\w’-]+ ){{0,4}}?[\w’-]+)"
        rf"(?= (?:in|for|from|on|to|with|at|by|of|during|after|before|worth)\b|\.$)(.*)\.$",
        text,
    )
    if m is None or re.search(r"\b(?:that|and|who|which|it|them|him|her|one|more)\b", m[3]) or m[3].startswith("its "):
        return None
    if re.match(r" (?:of|worth)\b", m[4]):
        return None
    many = m[3].split()[-1].endswith("s") and not m[3].startswith(("a ", "an "))
    present = m[2].endswith("s") and m[2] not in ("was",)
    be = ("are" if many else "is") if present else ("were" if many else "was")
    subject = m[1].replace("The ", "the ", 1)
    return f"{m[3][0].upper()}{m[3][1:]} {be} {_PARTICIPLES[m[2]]} by {subject}{m[4]}."


def clause_order(text: str) -> str | None:
    """A time at the opening goes to the end, or the reverse; a leading clause likewise."""
    m = re.match(rf"(In|Since|By|Until) ((?:(?:{_MONTH}) )?(?:19|20)\d\d), ([^,;:]+)\.$", text)
    if m:
        rest = m[3]
        return f"{rest[0].upper()}{rest[1:]} {m[1].lower()} {m[2]}."
    m = re.match(rf"([^,;:]+) (in|since) ((?:(?:{_MONTH}) )?(?:19|20)\d\d)\.$", text)
    if m:
        opening = m[1]
        if re.match(r"(?:The|A|An|It|He|She|They|Its|Their) ", opening):
            opening = opening[0].lower() + opening[1:]
        return f"{m[2].capitalize()} {m[3]}, {opening}."
    m = re.match(r"((?:After|Before|While|When|Although|Because|Despite) [^,;:]+), ([^,;:]+)\.$", text)
    if m:
        return f"{m[2][0].upper()}{m[2][1:]} {m[1][0].lower()}{m[1][1:]}."
    return None


def synonym(text: str) -> str | None:
    """Words of a closed list for words that say the same; never inside a quotation."""
    if re.search('["“”‘]', text):
        return None
    done = re.sub(rf"\b(?:{'|'.join(SYNONYMS)})\b", lambda m: SYNONYMS[m.group()], text)
    return done if done != text else None


def dropped(text: str) -> str | None:
    """Without a parenthesis, or a time or place at either end."""
    for pattern in (
        r" \([^()]*\)",
        rf" (?:in|since|on) (?:\d{{1,2}} )?(?:(?:{_MONTH}) )?(?:19|20)\d\d(?=\.$)",
        r", (?:which|who) [^,;]+(?=, [a-z])",
        r" (?:in|at) (?:the )?[A-Z][a-z]+(?=\.$)",
    ):
        done = re.sub(pattern, "", text, count=1)
        if done != text and len(done.split()) >= 6:
            return done.replace(" ,", ",")
    m = re.match(rf"(?:In|Since|By|On) (?:\d{{1,2}} )?(?:(?:{_MONTH}) )?(?:19|20)\d\d, (.+)$", text)
    if m and len(m[1].split()) >= 6:
        return m[1][0].upper() + m[1][1:]
    return None


def separators(text: str) -> str | None:
    """1,000 as 1 000 and 1000; 1000 as 1,000; never inside a quotation."""
    if re.search('["“”‘]', text):
        return None
    done = re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])", lambda m: m.group().replace(",", " "), text)
    if done != text:
        return done
    done = re.sub(r"(?<![\w.,$€-])(\d{5,7})(?![\w.,-])", lambda m: f"{int(m[1]):,}", text)
    return done if done != text else None


def percent(text: str) -> str | None:
    """% as per cent and the reverse."""
    if "%" in text:
        return re.sub(r"(?<=\d)\s?%", " per cent", text)
    done = re.sub(r"(?<=\d) (?:percent|per cent)\b", "%", text)
    return done if done != text else None


def dates(text: str) -> str | None:
    """8 May 2024 as May 8, 2024 and the reverse; May 2024 as May of 2024."""
    done = re.sub(rf"\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b", r"\2 \1, \3", text)
    if done != text:
        return done
    done = re.sub(rf"\b({_MONTH}) (\d{{1,2}}),? (\d{{4}})\b", lambda m: f"{int(m[2])} {m[1]} {m[3]}", text)
    if done != text:
        return done
    done = re.sub(r"\b(\d{4})-(\d{2})-(\d{2})\b", lambda m: f"{int(m[3])} {MONTHS[int(m[2]) - 1]} {m[1]}", text)
    if done != text:
        return done
    done = re.sub(rf"\b({_MONTH}) (\d{{4}})\b", r"\1 of \2", text)
    return done if done != text else None


def latin(text: str) -> str | None:
    """Names without their diacritics."""
    done = text.translate(str.maketrans("čćšžČĆŠŽ", "ccszCCSZ"))
    return done if done != text else None


def united_states(text: str) -> str | None:
    """A country in its long and in its short form."""
    done = re.sub(r"\bthe United States\b", "the US", text)
    return done if done != text else None


def contracted(text: str) -> str | None:
    """isn't, of is not, and the reverse; never inside a quotation."""
    if re.search('["“”‘]', text):
        return None
    done = re.sub(r"\b(is|are|was|were|did|does|do|has|have|had|would|could) not\b", r"\1n't", text)
    if done != text:
        return done
    done = re.sub(r"\b(is|are|was|were|did|does|do|has|have|had|would|could)n['’]t\b", r"\1 not", text)
    return done if done != text else None


def bound(text: str) -> str | None:
    """At least, no fewer than; more than, in excess of."""
    pairs = {
        "at least": "no fewer than",
        "more than": "in excess of",
        "no more than": "a maximum of",
        "over": "more than",
    }
    done = re.sub(rf"\b({'|'.join(pairs)})(?= (?:[$€£])?\d)", lambda m: pairs[m[1].lower()], text, count=1)
    return done if done != text else None


def turned_list(text: str) -> str | None:
    """B and A, of two names side by side."""
    m = re.search(r"(?<=between )([A-Z]\w+) and ([A-Z]\w+)(?=\.$|, | (?:in|on|to|at|for|is|was|has|had|will)\b)", text)
    return f"{text[: m.start()]}{m[2]} and {m[1]}{text[m.end() :]}" if m else None


REWRITES: dict[str, Rewrite] = {
    "as it stands": as_it_stands, "passive": passive, "clause order": clause_order, "synonym": synonym,
    "adjunct dropped": dropped, "separators": separators, "per cent": percent, "date format": dates,
    "diacritics": latin, "short form": united_states,
    "contraction": contracted, "bound": bound, "list turned": turned_list,
}  # fmt: skip


def rewritten(sentences: Sequence[str]) -> list[tuple[str, str, list[str]]]:
    """(kind, true sentence, evidence): the sentence's source among two of its neighbours."""
    made = []
    for i, text in enumerate(sentences):
        evidence = [text, *sentences[i + 1 : i + 3]]
        for kind, rewrite in REWRITES.items():
            done = rewrite(text)
            if done is not None and (done != text or kind == "as it stands"):
                made.append((kind, done, evidence))
    return made

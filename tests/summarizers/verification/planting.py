"""Errors planted by rules: each function makes a false sentence of a true one, or None where it cannot."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NAME = re.compile(
    r"(?<=[^.!?\"“‘'(]\s)(?!(?:I|The|A|An|In|On|At|By|For|It|Its|He|She|They|This)\b)"
    r"[A-ZČĆŠĐŽ][\w’-]*[a-zčćšđž](?:\s[A-ZČĆŠĐŽ][\w’-]*[a-zčćšđž])*"
)
OPENING = re.compile(r"^[A-ZČĆŠĐŽ][\w’-]+")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STRANGERS = "Portugal|Marta Kowalska|Nokia|Ottawa|Peter Lindqvist|Peru|Hitachi|Nairobi|Bergstrom|Finland".split("|")
INVENTED = (
    "which led parliament to open a criminal inquiry",
    "and the opposition walked out in protest",
    "after engineers had warned of serious safety defects",
    "which caused thousands of workers to lose their jobs",
    "and investors withdrew their deposits within a week",
    "although a court later annulled the whole arrangement",
)
Plant = Callable[[str, random.Random], "str | None"]


def number(text: str, rng: random.Random) -> str | None:
    """Another figure (not a year)."""
    found = [m for m in re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d)", text) if not _year(m.group())]
    found = [m for m in found if not re.match(rf"\s(?:{'|'.join(MONTHS)})\b", text[m.end() :])]
    if not found:
        return None
    m = rng.choice(found)
    digits = [i for i, c in enumerate(m.group()) if c.isdigit()]
    place = rng.choice(digits)
    old = m.group()[place]
    new = rng.choice([c for c in "123456789" if c != old])
    return text[: m.start() + place] + new + text[m.start() + place + 1 :]


def unit(text: str, rng: random.Random) -> str | None:
    """Another magnitude or measure."""
    swaps = {"million": "billion", "billion": "million", "thousand": "million", "percent": "percentage points",
             "kilometers": "miles", "kilometres": "miles", "km": "miles", "tons": "kilograms", "tonnes": "kilograms",
             "megawatts": "gigawatts", "months": "years", "days": "months", "MW": "GW", "%": " percentage points",
             "per cent": "percentage points"}  # fmt: skip
    found = list(re.finditer(rf"(?<=\d)(?:[ -]?)(%|(?:{'|'.join(k for k in swaps if k != '%')})\b)", text))
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start(1)] + swaps[m[1]] + text[m.end(1) :]


def currency(text: str, rng: random.Random) -> str | None:
    """Dollars for euros and the reverse."""
    swaps = {"$": "€", "€": "$", "USD": "EUR", "EUR": "USD", "dollars": "euros", "euros": "dollars", "dollar": "euro",
             "euro": "dollar", "CNY": "EUR", "yuan": "euros"}  # fmt: skip
    found = list(re.finditer(r"US\$|[$€]|\b(?:USD|EUR|CNY)\b|\b(?:dollars?|euros?|yuan)\b", text))
    found = [
        m for m in found if re.search(r"\d[\w ,.-]{0,14}$", text[: m.start()]) or re.match(r"\s?\d", text[m.end() :])
    ]
    if not found:
        return None
    m = rng.choice(found)
    return text[: m.start()] + swaps[m.group().removeprefix("US") if "$" in m.group() else m.group()] + text[m.end() :]


def date(text: str, rng: random.Random) -> str | None:
    """Another year or month."""
    years = list(re.finditer(r"(?<![\w.,$€-])(?:19|20)\d\d(?![\w-]|[.,]\d)", text))
    months = list(re.finditer(rf"\b(?:{'|'.join(MONTHS)})\b", text))
    found = years + months
    if not found:
        return None
    m = rng.choice(found)
    if m.group().isdigit():
        new = str(int(m.group()) + rng.choice([-7, -3, -2, -1, 1, 2, 3]))
        return None if new in text else text[: m.start()] + new + text[m.end() :]
    new = rng.choice([x for x in MONTHS if x not in text])
    return text[: m.start()] + new + text[m.end() :]


def name(text: str, rng: random.Random) -> str | None:
    """A stranger in the place of a name."""
    found = [m for m in NAME.finditer(text) if m.group() not in MONTHS + DAYS]
    if not found:
        return None
    m = rng.choice(found)
    stranger = rng.choice([s for s in STRANGERS if s not in text])
    return text[: m.start()] + stranger + text[m.end() :]


def role(text: str, rng: random.Random) -> str | None:
    """Two names change places, where they are not named side by side."""
    found = [m for m in [*OPENING.finditer(text), *NAME.finditer(text)] if m.group() not in MONTHS + DAYS]
    names = {m.group() for m in NAME.finditer(text)}
    found = [m for m in found if m.start() > 0 or m.group() in names or m.group() in KNOWN]
    pairs = []
    for a in found:
        for b in found:
            between = text[a.end() : b.start()]
            if a.start() >= b.start() or a.group() == b.group() or _kin(a.group(), b.group()):
                continue
            if text.count(a.group()) > 1 or text.count(b.group()) > 1 or _listed(text, a, b):
                continue
            if len(re.findall(rf"\b[a-z]+(?:ed|s|es)\b|\b(?:{STRONG})\b", between)) < 1:
                continue
            pairs.append((a, b))
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


STRONG = (
    "bought|sold|built|gave|made|took|held|led|met|won|lost|paid|sent|became|began|has|have|had|was|were|is|are|said"
)
KNOWN = frozenset(
    "Serbia Russia China Belgrade Moscow Beijing Brussels Vučić Putin Gazprom Huawei Kosovo Montenegro".split()
)


def _kin(a: str, b: str) -> bool:
    """Serbia and Serbian say the same."""
    return a[:4].casefold() == b[:4].casefold() or bool(set(a.split()) & set(b.split()))


def _listed(text: str, a: re.Match[str], b: re.Match[str]) -> bool:
    """ "A, B and C": the places are equal. So are those of a comparison or a meeting of equals."""
    between = text[a.end() : b.start()]
    if re.fullmatch(r"(?:\s*(?:,|and|or|with|&|as well as|the|its|of|-)\s*|\s*[A-Z][\w’-]+\s*)*", between):
        return True
    return bool(re.search(r"\bbetween\b|\bboth\b|\bwith\b|\bcompar", text[: b.start()])) or bool(
        re.search(r"\band\b", between)
    )


def negation(text: str, rng: random.Random) -> str | None:
    """ "not" put in or left out."""
    m = re.search(r"\b(?:did|does|do) not (\w+)", text)
    if m:
        return text[: m.start()] + m[1] + text[m.end() :]
    m = re.search(r"\b(is|are|was|were|has|have|had|will|can|could|would|should) not\b", text)
    if m:
        return text[: m.start()] + m[1] + text[m.end() :]
    m = re.search(r"\b(is|are|was|were|has|have|had|will|can|could|would|should)\b(?! not\b| n)", text)
    if m and not re.search(r"\bnot\b|\bno\b|\bnever\b", text):
        return text[: m.end()] + " not" + text[m.end() :]
    return None


def modality(text: str, rng: random.Random) -> str | None:
    """A possibility, a plan or a report told as a fact."""
    for pattern, new in (
        (r"\b(?:may|might|could) (?=be\b|have\b|[a-z]+\b)", "will "),
        (r"\b(?:is|are|was|were) (?:expected|planned|scheduled|likely|set) to\b", "will"),
        (r"\breportedly ", ""),
        (r"\ballegedly ", ""),
        (r"\b(?:plans|planned|intends|intended|hopes|hoped|aims|aimed) to (?=[a-z])", "will "),
        (r"\bwould (?=[a-z])", "did "),
        (r"\bprobably |\bpossibly |\bperhaps ", ""),
    ):
        m = re.search(pattern, text)
        if m:
            return text[: m.start()] + new + text[m.end() :]
    return None


def invention(text: str, rng: random.Random) -> str | None:
    """A clause that no source has."""
    if not text.endswith("."):
        return None
    return f"{text[:-1]}, {rng.choice(INVENTED)}."


def condition(text: str, rng: random.Random) -> str | None:
    """What holds only under a condition, told without it."""
    m = re.match(r"(?:If|Unless) [^,;:]{15,}, ([^;:]+\.)$", text)
    if m:
        return m[1][0].upper() + m[1][1:]
    m = re.match(r"([^;:]{25,}?),? (?<!even )(?<!as )(?:if|unless|provided that) [^,;:.]{15,}\.$", text)
    if m is None or re.search(r"\b(?:ask|see|know|wonder|unclear|whether)\w*$", m[1]):
        return None
    return m[1] + "."


def qualifier(text: str, rng: random.Random) -> str | None:
    """A former minister told as the minister, an attempted coup as a coup."""
    words = "former|acting|deputy|vice|alleged|attempted|so-called|aspiring|interim"
    m = re.search(rf"(?<![A-Z][a-z])\b(?:{words}) (?!on\b|as\b)(?=[a-z]+\b(?! and\b))", text)
    return text[: m.start()] + text[m.end() :] if m else None


def reason(text: str, rng: random.Random) -> str | None:
    """The reason told as what came of it, the later as the earlier."""
    m = re.match(r"([^,;:]{20,}?),? (because|after|before) ((?!of\b)[^,;:]{20,})\.$", text)
    if m is None or not re.search(r"\b(?:\w+ed|is|are|was|were|has|had|have)\b", m[3]):
        return None
    return f"{m[3][0].upper()}{m[3][1:]} {m[2]} {m[1][0].lower()}{m[1][1:]}."


def unattributed(text: str, rng: random.Random) -> str | None:
    """What somebody says, told as what is so."""
    m = re.match(
        r"(?:[A-Z][\w.’-]+ ){1,4}(?:says|said|argues|warns) (?:that )?(?!(?:in|on|to|of)\b)([^;:\"“]{30,}\.)$",
        text,
    )
    return m[1][0].upper() + m[1][1:] if m else None


PLANTS: dict[str, Plant] = {
    "number": number, "unit": unit, "currency": currency, "date": date, "name": name, "role swap": role,
    "negation": negation, "modality dropped": modality, "invented clause": invention,
    "condition dropped": condition, "qualifier dropped": qualifier, "reason turned": reason,
    "speaker dropped": unattributed,
}  # fmt: skip


def planted(sentences: Sequence[str], seed: int = 7) -> list[tuple[str, str, list[str]]]:
    """(kind, false sentence, evidence) for every kind that each sentence allows."""
    rng = random.Random(seed)
    made = []
    for i, text in enumerate(sentences):
        for kind, plant in PLANTS.items():
            wrong = plant(text, rng)
            if wrong is not None and wrong != text:
                made.append((kind, wrong, [text]))
        others = [sentences[(i + k) % len(sentences)] for k in (1, 2, 3)]
        made.append(("wrong citation", text, [o for o in others if o != text]))
    return made


def _year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", digits))

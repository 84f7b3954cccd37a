"""What makes a sentence fit to be a point: it stands on its own, and it says something.

The cues are closed-class words of English (pronouns, demonstratives, discourse connectives;
Quirk et al., "A Comprehensive Grammar of the English Language", 1985) and shapes of figures
and names; nothing here is a word of any one subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from summarizers.words import fold, stem, stems

_QUOTES = "\"'“”‘’«»([ "

_PRONOUN = re.compile(
    r"(?:this|these|that|those|it|its|he|she|they|his|her|hers|their|theirs|him|them|such|both|neither|each"
    r"|another|others|the (?:latter|former|same|other|others|two(?! \w+ (?:countries|presidents))|three"
    r"|above|following)|one (?:of (?:these|those|them)|such|example)|some of (?:these|those|them)"
    r"|all of (?:this|these|that)|most of (?:these|those|them|its|his)|many of (?:these|those|them|its|his)"
    r"|so|there)\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"it (?:is|was|remains|seems|appears) (?:\w+ ){0,2}(?:that|to|whether)\b|it (?:seems|appears) that"
    r"|there (?:is|are|was|were|has|have)\b(?! no such| also)",
    re.IGNORECASE,
)
_LATE_PRONOUN = re.compile(
    r"(?:[^,;:]{2,60}, )(?:he|she|they|it|their|his|her|its|the two|the pair|the latter|the former|these|those|both)"
    r"\b(?! of [A-Z])",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?:[\w’'-]+ ){1,4}(?:travel\w*|go(?:es|ing|ne)?|went|arriv\w*|c[ao]me|flew|return\w*"
    r"|mov(?:e|es|ed|ing)|lives?|lived|stay\w*|stud(?:y|ies|ied)|works?|worked) (?:back )?there\b"
)
"""A place that was named before: "She travels there often"."""
_FRONTED = re.compile(
    r"(?:while|whilst|although|though|because|since|if|as|once|after|before|unless|given|despite|without|not only"
    r"|even (?:if|though)|following|beyond|apart from|aside from|alongside|with|for|by|in|at|on|under|during)\b"
    r"[^,;:]{0,90}?\b(?P<pointing>this|these|those|he|she|they)\b(?! (?:year|month|week|century|decade)\b)"
    r"[^,;:]{0,60},",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"not only (?:because|that|for|in|by|as)\b|(?:such as|especially|particularly|which|whose)\b", re.I
)
_SIGNED = re.compile(r"By (?:(?:[A-ZŠĐŽČĆ][\w’'.-]*|and|&) ){6,}")
"""A byline that runs on into what follows it: "By Ana Author and Ben Writer Harbor News The port ..."."""
_POINTING_BACK = re.compile(
    r"\b(?:in|of|for|to|on|at|with|from|by|into|against|behind) (?:this|these|those)"
    r" (?!year|month|week|century|decade|paper|report|article)(?P<noun>[a-z]+)"
    r"|\b(?:show|showed|found|had|has|reported|reach|reached) similar\b|\bduring that (?:period|time)\b"
    r"|, (?:this|these|those) (?!year|month|week)[a-z]"
    r"|\b(?:do|does|did|doing|done) so\b|\bsince then\b|\bthe (?:mentioned|said|aforementioned|following year)\b",
    re.IGNORECASE,
)
_POINTERS = (
    " this ",
    " these ",
    " those ",
    " similar",
    "that period",
    "that time",
    "do so",
    "does so",
    "did so",
    "doing so",
    "since then",
    "the mentioned",
    "the said",
    "the aforementioned",
    "the following year",
)
"""One of them stands in whatever that finds: looked for first, since they take a tenth of the time."""
_CONNECTIVE = re.compile(
    r"(?:however|but|yet|and|or|nor|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|instead"
    r"|indeed|rather|still|besides|additionally|likewise|similarly|conversely|consequently|accordingly|meanwhile"
    r"|otherwise|finally|lastly|ultimately|overall|also|then|again|naturally|notably"
    r"|first|second|third|fourth|fifth|firstly|secondly|thirdly|next"
    r"|for (?:example|instance|this|that|these|those|its part|now|the time being)"
    r"|in addition(?! to (?!this|these|that|those))"
    r"|in (?:turn|contrast|fact|particular|other words|this|that|these|those|such|short|truth|both)"
    r"|on the (?:other|one) hand|on the contrary|as (?:a result|such|well|in other|mentioned|noted|above|with)"
    r"|at the same time|at (?:that|this) (?:time|point)|because of (?:this|that)|despite (?:this|these|that|those)"
    r"|by contrast|by comparison|by (?:this|that)|after (?:this|that|the \w+)|since then|to (?:do so|this end)"
    r"|of (?:these|those)|with (?:this|that|these)|given (?:this|that|these)|according to (?:this|that|these)"
    r"|the same goes|most recently|more(?: than anything)|just as well|beyond (?:this|that|these)"
    r"|aside from (?:this|these)"
    r"|to be (?:sure|clear|fair)|of course|in (?:reality|sum|general|this way)|even so|after all|in any case"
    r"|all the same|unsurprisingly|importantly|interestingly|crucially|tellingly"
    r"|regardless|what is more|that said|that is)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"the ((?:[a-z][\w’'-]*\s+){0,2}?[a-z][\w’'-]*)\s+(?P<next>\S+)")
_META = re.compile(
    r"\bthe authors[’']|\b(?:this (?:paper|report|article|chapter|study|section|note|essay|commentary|piece|analysis)"
    r"|the (?:first|second|third|fourth|fifth|next|following|last|present) (?:chapter|section|part)"
    r"|the (?:paper|authors?|report) (?:first|then|also|seeks?|looks?|aims?|examines?|identif\w+|relied|concludes?)"
    r"|the research for|worth (?:discussing|noting|mentioning)"
    r"|(?<!\()as (?:mentioned|noted|discussed) (?:above|earlier|below)"
    r"|as (?:shown|seen|illustrated) (?:(?:on|in|by) (?:the )?)?(?:slide|figure|table|chart|graph)"
    r"|will (?:elaborate|(?:provide|give) (?:more|further) (?:details?|information))"
    r"|the (?:slide|figure|table|chart|graph) (?:below|above)|here(?:[’']s| is) an? (?:slide|figure|table|chart|graph)"
    r"|(?:discussed|described|outlined) (?:above|below)"
    r"|the mentioned|explained (?:above|below)|in this (?:paper|chapter|section|article)"
    r"|the (?:question|issue) (?:is|remains) whether|let us|we will (?:see|look|turn))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:[$€£¥]\s?|\b(?:USD|EUR|CNY|BAM)\s?)\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand))?"
    r"|\b\d[\d.,]*(?:\s|-)?(?:million|billion|trillion|thousand|hundred|percent|per cent|%|km|metre|euros?|dollars?)"
    r"|\d+(?:[.,]\d+)*%?"
)
_YEAR = re.compile(r"(?<![\w.,-])(?:1[5-9]|20)\d\d(?![\w%-]|[.,]\d)")
_NAME = re.compile(r"(?<=[^.!?\s“‘]\s)[A-ZŠĐŽČĆ][\w’'-]*[^\W\d_]")
_CAPITALIZED = re.compile(r"(?<!\w)[A-ZŠĐŽČĆ][\w’'-]*[^\W\d_]|\d+(?:[.,]\d+)*%?")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*%?")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")


class Leaning(IntEnum):
    """How much a sentence leans on what stands before it."""

    NOT = 0
    SOFTLY = 1  # "... in this sector": read with more ease after its neighbour
    LIGHTLY = 2  # a connective, "The project was ...": it answers to something
    FULLY = 3  # a pronoun or demonstrative without its noun


@dataclass(frozen=True, slots=True)
class Quality:
    """Properties of one sentence, independent of any topic."""

    words: int
    leaning: Leaning
    meta: bool
    question: bool
    complete: bool
    figures: int  # amounts, shares, counts; years not counted
    years: int
    names: int

    @property
    def usable(self) -> bool:
        """May it be a point at all, with or without the sentence that it leans on?"""
        return self.complete and not self.meta and not self.question and 6 <= self.words <= 75

    @property
    def substance(self) -> float:
        """0 to 1: figures, names and dates that it states, saturating."""
        return 0.45 * min(self.figures, 2) / 2 + 0.20 * min(self.years, 1) + 0.35 * min(self.names, 4) / 4


@lru_cache(maxsize=65536)
def quality(text: str) -> Quality:
    """Read one cleaned sentence."""
    stripped = text.strip()
    opening = stripped.lstrip(_QUOTES)
    digits = _DIGITS.search(stripped) is not None
    years = _YEAR.findall(stripped) if digits else []
    figures = [f for f in _FIGURE.findall(stripped) if not _YEAR.fullmatch(f.rstrip(".,"))] if digits else []
    return Quality(
        words=len(_WORD.findall(stripped)),
        leaning=leaning(opening),
        meta=bool(_META.search(stripped)),
        question=stripped.rstrip("”’\"')").endswith("?"),
        complete=bool(opening)
        and not opening[0].islower()
        and not _FRAGMENT.match(opening)
        and not _SIGNED.match(opening)
        and not _only_names_a_deed(opening)
        and stripped.rstrip("”’\"') ")[-1:] in ".!?…:;",
        figures=len(figures),
        years=len(years),
        names=len({m.group() for m in _NAME.finditer(stripped)}),
    )


@lru_cache(maxsize=4096)
def particulars(text: str) -> frozenset[str]:
    """The names and figures of a sentence, as stems."""
    return frozenset(s for m in (*_NAME.finditer(text), *_DIGITS.finditer(text)) for s in stems(m.group()))


@lru_cache(maxsize=65536)
def mentions(text: str) -> frozenset[str]:
    """Stems of its capitalized words, the first one too, and of its figures."""
    return frozenset(s for m in _CAPITALIZED.finditer(text) for s in stems(m.group()))


def adds_little(text: str, said: str) -> bool:
    """Are most names and figures of ``text`` in ``said`` too? Then it is the same fact, if the two are
    alike: another figure on the same subject is another fact."""
    own = particulars(text)
    return 2 * len(own & particulars(said)) > len(own) or not own


def leaning(opening: str) -> Leaning:
    """Does a sentence that opens so need what came before?"""
    if _PRONOUN.match(opening):
        # "It is clear that ...", "There are ..." lean on nothing when they carry their own clause
        if _EXPLETIVE.match(opening):
            return Leaning.LIGHTLY
        if re.match(r"(?i:both|neither|each|such) (?:[A-Z]|of the [a-z]+ [A-Z])", opening):
            return Leaning.NOT
        return Leaning.FULLY
    if _THERE.match(opening):
        return Leaning.FULLY
    fronted = _FRONTED.match(opening)  # "While this is unlikely to be imminent, Serbia ..."
    if fronted and (fronted["pointing"].lower() in _DEMONSTRATIVE or not _antecedent(opening.split(",", 1)[0])):
        return Leaning.FULLY
    if _LATE_PRONOUN.match(opening):
        # "In 2019, it issued ...": unless a name stands before the comma that it may go back to
        first, rest = opening.split(", ", 1)
        if not _EXPLETIVE.match(rest) and not _antecedent(first):
            return Leaning.FULLY
    if _CONNECTIVE.match(opening) or _taken_for_known(opening):
        return Leaning.LIGHTLY
    pointing = _pointing_back(opening)
    if pointing is not None:  # "A good example of this was ...", but "... in this sector" at its end reads on
        return Leaning.LIGHTLY if pointing < _EARLY else Leaning.SOFTLY
    return Leaning.NOT


def main_clause(text: str) -> str:
    """The sentence without the phrases or clauses that set its scene ("Following the war, the port closed")."""
    if not _FRONTING.match(text):
        return text
    place = text.find(", ")
    while place >= 0:
        end = text.find(", ", place + 2)
        if has_finite_verb(text[place + 2 : end if end >= 0 else None]):
            return text[place + 2 :]
        place = end
    return text


_FRONTING = re.compile(
    r"(?:as|while|whilst|following|since|although|though|despite|given|during|after|before|in|on|with|without|beyond"
    r"|apart from|aside from|under|by|for|from|to|at|when|if|because|unlike|like|until|once|through|throughout)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|[a-z]{2,}ed"
    r"|became|began|brought|built|came|fell|found|gave|gets?|goes|grew|held|kept|led|left|lost|made|met|paid|put|ran"
    r"|rose|said|saw|says|sent|set|shows?|sold|spent|stood|took|told|went|won|wrote|seems?|appears?|remains?)\b"
)


def has_finite_verb(text: str) -> bool:
    """Does it say that something is so, or was done? A quick look, by auxiliaries and common forms."""
    return _FINITE.search(text) is not None


_DOING = re.compile(r"[A-Z][a-z]+ing\b(?! to\b)")
_STATES = re.compile(r"\b[a-z]{3,}s (?:the|an?|\$?\d)")


def _only_names_a_deed(opening: str) -> bool:
    """ "Retaliating against its neighbors.", "Raising the tariff on steel that is imported;": an item of a
    list, or a heading."""
    if not _DOING.match(opening):
        return False
    return opening.endswith(";") or not (has_finite_verb(opening) or _STATES.search(opening))


_QUOTED = re.compile(r"[\"“][^\"”]*(?:[\"”]|$)")
_SPEAKING = re.compile(
    r"(?:^|[,;:–—] |\b[a-z][\w’'-]* )I(?:[’']\w+)?\b|\b(?:[Mm]y|me|[Ww]e|[Oo]urs?|us|[Yy]ou|[Yy]ours?)\b"
    r"|\b(?i:let[’']s|here[’']s)\b"
)


@lru_cache(maxsize=65536)
def speaks_for_itself(text: str) -> bool:
    """Does its author speak of himself or to the reader ("I think", "we urge", "here's"), and nobody who is quoted?
    Out of its document nobody knows who that is."""
    return _SPEAKING.search(_QUOTED.sub("", text)) is not None


def connected(text: str) -> bool:
    """Does it open with a connective ("However", "For example")?"""
    return bool(_CONNECTIVE.match(text.strip().lstrip(_QUOTES)))


_DEMONSTRATIVE = frozenset(("this", "these", "those"))
_EARLY = 40
"""Characters of a sentence that count as its opening."""


def _taken_for_known(opening: str) -> bool:
    """ "The project was ...", "Announced in 2012, the project was ...": which project?"""
    lowered = _VAGUE.sub("the ", opening[:1].lower() + opening[1:])
    first, _, rest = lowered.partition(", ")
    clauses = (lowered, rest) if rest and not any(c.isupper() for c in first[1:]) else (lowered,)
    return any((definite := _DEFINITE.match(clause)) and _bare(definite) for clause in clauses)


def _pointing_back(text: str) -> int | None:
    """Where it points to something said before; None if it names itself what it points to
    ("the energy sector ... in this sector")."""
    lowered = text.lower()
    if not any(word in lowered for word in _POINTERS):
        return None
    for match in _POINTING_BACK.finditer(text):
        noun = match["noun"]
        if noun is None or len(noun) < 3 or noun.lower() not in text[: match.start()].lower():
            return match.start()
    return None


def _antecedent(phrase: str) -> bool:
    """Does an opening phrase name something with a clause of its own ("When Serbia signed, it ...")?"""
    words = phrase.split()
    subordinate = bool(words) and words[0].lower() in _SUBORDINATORS
    return subordinate and any(w[:1].isupper() for w in words[1:])


_SUBORDINATORS = frozenset(
    "when while although though because since if as once after before unless whereas until".split()
)
_VERBISH = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|do|does|did|also|then|now|first|only"
    r"|sought|took|won|began|became|made|saw|led|said|came|went|gave|held|ran|cost|built|kept|brought|fell|rose|grew"
    r"|seeks|aims|includes|involves|remains|appears|seems|shows|suggests|covers|provides|consists|runs|links|stalled"
    r"|encompass(?:es)?|\w+ed)$"
)
_VAGUE = re.compile(r"^the (?:exact|whole|entire|actual|resulting|proposed|planned|final|original|total) ")
"""Words that do not say which: "the exact numbers were ..."."""
_TAKEN_FOR_KNOWN = frozenset(
    "group company firm project deal agreement organisation organization plan move decision visit meeting statement"
    " programme program initiative exercise document survey poll study system pair scheme movement gang party".split()
)
_PRESENT = re.compile(r"(?!across|as|towards|besides|always|perhaps)[a-z]{2,}s$")
_MODIFIED = re.compile(r"\s+(?:by|as|in order|to the|with)\b")
_UNIQUE = frozenset(
    "us eu un uk government public country majority minority pandemic war internet"
    " west east north south region world main primary"
    " first largest biggest major most best worst only president prime minister ministry army church state nation"
    " city capital parliament economy public people opposition".split()
)


def _bare(match: re.Match[str]) -> bool:
    """ "The project was ...": a definite noun with nothing that says which."""
    words = match.group(1).split()
    following = match.group("next").rstrip(",;:.")
    if any(w in _UNIQUE for w in words):
        return False
    if words[-1] in _TAKEN_FOR_KNOWN and _PRESENT.match(following):
        return True
    modified = bool(_MODIFIED.match(match.string, match.end()))  # "The coalition led by ..."
    return bool(_VERBISH.match(following)) and following.islower() and not modified


_TAKEN_UP = re.compile(
    r"\b[Tt]he ([a-z][a-z-]{2,})\b(?! (?:of|that|which|who|whose|for|between|in which|to)\b)(?! [a-z]+(?: of)\b)"
)


_ANYWHERE = re.compile(
    r"\b(?:he|she|him|his|her|hers|this|these|those|such|the (?:former|latter|two|pair))\b", re.IGNORECASE
)


def refers(text: str) -> bool:
    """May a word of it stand for somebody or something named outside of it? ("its" and "their" rarely do
    in a sentence with a subject of its own.)"""
    return bool(_ANYWHERE.search(text))


def takes_up(text: str, before: str) -> bool:
    """Does ``text`` speak of "the pipeline" that ``before`` introduced, without naming it itself?"""
    introduced = set(stems(before))
    for match in _TAKEN_UP.finditer(text):
        noun = stem(fold(match.group(1)))
        if noun in introduced and match.group(1) not in _UNIQUE and noun not in _common(text[: match.start()]):
            return True
    return False


def _common(text: str) -> frozenset[str]:
    """Stems of its words that are no names: "Zijin Mining" does not say which mine."""
    return frozenset(stems(" ".join(word for word in text.split() if not word[:1].isupper())))

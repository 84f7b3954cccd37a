"""What a question asks: the words to look for, of whom, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.briefing.definitions import defined
from bot.briefing.mending import mended, misspelt_question_word, spelt_alike
from summarizers.kinds import Asked, asked_kind, is_yes_or_no
from summarizers.lexical import TermMatrix
from summarizers.serbian import asked_in_serbian, in_english
from summarizers.synonyms import equivalents
from summarizers.verification.lexicon import nation
from summarizers.verification.reading import read
from summarizers.verification.tokens import Word, normalized, possessive
from summarizers.words import WORD, fold, stem, stems

_ASKING = frozenset(
    stem(w)
    for w in "who whom whose what which when where why how much many did do does tell explain describe list name"
    " say know happen please give show latest currently current recent"
    " recently lately now today newest compare versus compared"
    # Serbian, Latin or Cyrillic, as stems() sees it
    " ko koga kome sta sto kada kad gde gdje kako koliko zasto koji koja koje kog je su li da u na i od za se sa iz"
    " o bio bila bilo bili reci kaze kazi ima imaju nije nisu jer kod pri po kroz pred nad pod sve vec još jos".split()
)

_KIND_WORDS = frozenset(
    stem(w)
    for w in "percent percentage share proportion cost price amount value worth number rank year date month day decade"
    " size country company city person long length distance".split()
)
"""They say what kind of thing is asked for, and rarely stand in the sentence that answers."""

_TITLES = frozenset(
    "president prime minister foreign defence defense interior ambassador general patriarch chancellor king queen"
    " mr mrs ms dr sir st saint ministry government parliament january february march april may june july august"
    " september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)

_AUXILIARY = r"(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|may|might|should|must)"
_PREPOSITION = r"(?:of|in|on|for|from|to|at|between|by|with|during|after|before|according|against|over|into|about)"
_FOCUSES = (
    re.compile(
        r"\bhow (?:many|much) (?:of )?(?:the )?(?P<noun>(?:[\w-]+ ){0,3}?[\w-]+?)"
        rf"(?= {_AUXILIARY}\b| {_PREPOSITION}\b| (?:took|take|came|come|comes|live|lives|work|works|voted|won"
        r"|turned|were|patrol|greeted|got|took part|brought|joined|attended|went|go|called)\b|\?|$)"
    ),
    re.compile(
        rf"\b(?:what|which) (?P<noun>(?:[\w-]+ ){{0,3}}?[\w-]+?)(?= {_AUXILIARY}\b| (?:of|in|from|to)\b)",
    ),
    re.compile(
        r"\b(?:what|who|which|where|when)(?: is| are| was| were|'s) (?:the |a |an )?"
        r"(?P<noun>(?:[\w'’-]+ ){0,5}?[\w'’-]+?)"
        rf"(?= {_PREPOSITION}\b| (?:that|who|which|pay|paid)\b|\?|$)"
    ),
)
_IN_NAME_OF = re.compile(
    r"\bnames? of (?:the |a )?(?P<noun>(?:[\w'’-]+ ){0,3}?[\w-]+?)(?= (?:that|who|which|in|of|\w+ed)\b|\?|$)"
)
_NAMED_KIND = re.compile(
    r"\b(?:which|what) (?:[\w-]+ ){0,3}?(?P<noun>bank|minister|president|party|club|newspaper|treaty|agency|church"
    r"|group|airport|exercise|village|system|weapon|factory|bridge)s?\b"
)
_NO_FOCUS = frozenset(stem(w) for w in "name names kind type sort time role".split()) | _KIND_WORDS
_INTERROGATIVE = re.compile(
    r"(?:^|(?<=[\s,]))(?:how (?:many|much|long|large|big|far|old|often)|how|what|which|who|whom|whose"
    r"|when|where|why)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\?\s+(?=\S)|,?\s+(?:and|und|i)\s+(?=(?:(?:with|from|by|in|at|for|since|to) )?"
    r"(?:how|what|which|who|whom|when|where|why)\b)"
    r"|,\s+(?=(?:how|what|which|who|when|where|why)\b)",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r",? (?:according to|in|from) (?:the |these |your |our )?"
    r"(?:documents?|sources?|texts?|corpus|reports?|articles?|papers?)\b(?! of\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\bwill\b|\b(?:is|are)\b.* going to\b|\bgoing to\b.* (?:be|have)\b")
_MANY = re.compile(r"\bhow many (?:of )?(?:the )?(?:[a-z-]+ ){0,3}?(?P<noun>[a-z-]+(?<!s)s)\b")
LONG = 22
"""Words from which a question is taken to have an introduction."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the stems to look for, and what kind of thing would answer."""

    text: str
    wanted: tuple[str, ...]
    expects: Asked | None
    focus: frozenset[str] = frozenset()  # "how many military planes", "the mayor of": what the answer must be of
    named: frozenset[str] = frozenset()  # stems of names and figures that the question itself gives
    names: frozenset[str] = frozenset()  # keys of names, nations and their peoples as one
    subject: frozenset[str] = frozenset()  # keys of the one who does what is asked about
    verb: str = ""  # its root
    defined: tuple[str, ...] = ()  # keys of a name that it asks to be told of ("who is X?")
    yes_or_no: bool = False
    future: bool = False  # it asks what will be
    spelt: frozenset[frozenset[str]] = frozenset()  # names with their other spellings in the corpus


def parse(text: str, terms: TermMatrix) -> Question:
    """Stems to look for, misspelt ones mended from the corpus's own vocabulary."""
    core = normalized(kernel(text))
    kind = asked_kind(core)
    if asked_in_serbian(core):
        core = in_english(core)
    wanted = []
    named = set()
    spelt = set()
    asked_for = [w for w in dict.fromkeys(stems(core)) if w not in _ASKING and w not in _mistyped(core)]
    for word in [w for w in asked_for if w not in _KIND_WORDS] or asked_for:
        name = _is_name(word, core)
        known = mended(word, terms, name=name, counterparts=equivalents(word))
        wanted.append(known)
        if word[0].isdigit() or name:
            named.add(known)
        if name and (others := spelt_alike(known, terms)):
            spelt.add(frozenset((known, *others)))
    subject, verb = _subject(core)
    told_of = defined(core)
    return Question(
        text,
        tuple(dict.fromkeys(wanted)),
        None if told_of else kind,
        frozenset(mended(w, terms) for w in _focus(core)),
        frozenset(named),
        frozenset(key if nation(key) else mended(key, terms, name=True) for key in _names(core)),
        subject,
        verb,
        told_of,
        is_yes_or_no(core),
        bool(_TO_COME.search(fold(core))),
        frozenset(spelt),
    )


def _mistyped(core: str) -> frozenset[str]:
    """Stems of misspelt question words: "Wat did", "how mutch did"."""
    words = core.split()
    opens = len(words) > 1 and re.match(rf"{_AUXILIARY}\b", fold(words[1])) is not None
    return frozenset(
        stem(fold(w))
        for i, w in enumerate(words[:3])
        if (i == 0 or w.islower()) and misspelt_question_word(fold(w), opens and i == 0)
    )


def kernel(text: str) -> str:
    """The question without "according to the documents", and of a long text from its last interrogative that a clause
    follows."""
    text = _BY_WHOM.sub("", text)
    if len(text.split()) <= LONG:
        return text
    for match in reversed(list(_INTERROGATIVE.finditer(text))):
        if len(text[match.start() :].split()) >= 6:
            return text[match.start() :]
    return text


def parts(text: str) -> list[str]:
    """The several questions of one, each with the names of the first where it has none of its own."""
    found = [p.strip(" ,?") for p in _PARTS.split(text) if p and len(stems(p)) + len(_INTERROGATIVE.findall(p)) > 0]
    return found if len(found) > 1 else [text]


def asking_first(whole: Question, part: Question) -> Question:
    """A question with several parts, asking for what the first of them asks for."""
    return replace(
        whole,
        expects=part.expects,
        focus=part.focus,
        subject=part.subject,
        verb=part.verb,
        defined=part.defined,
        future=part.future,
    )


def part_of(whole: Question, further: str, terms: TermMatrix) -> Question:
    """A further part of a question ("and by whom?"): what it lacks is what the whole is about."""
    part = parse(further, terms)
    if len(part.wanted) > 2 and part.focus | part.names:
        return part if part.names else replace(part, names=whole.names)
    return replace(
        part,
        wanted=tuple(dict.fromkeys((*part.wanted, *whole.wanted))),
        named=part.named | whole.named,
        names=part.names | whole.names,
        spelt=part.spelt | whole.spelt,
    )


def _focus(core: str) -> frozenset[str]:
    """The head of the noun phrase that is asked for ("tank" in "how many tanks", "mayor" in "who is the mayor of")."""
    folded = fold(core)
    if (named := _NAMED_KIND.search(folded)) is not None:
        return frozenset(stems(named["noun"]))
    if (inner := _IN_NAME_OF.search(folded)) is not None:
        return frozenset(stems(inner["noun"])[-1:])
    for place, pattern in enumerate(_FOCUSES):
        match = pattern.search(folded)
        if match is None or re.match(rf"{_AUXILIARY}\b", match["noun"]):
            continue
        noun = re.split(r"['’]s ", match["noun"])[-1]
        if place == 2 and core[match.start("noun") : match.end("noun")].istitle():
            return frozenset()  # "Who is Nenad Popović": a name is asked about, not a noun
        words = [s for s in stems(noun) if s not in _NO_FOCUS and s not in _ASKING and not nation(s)]
        return frozenset(w for w in words[-1:] if not nation(fold(noun.split()[-1])))
    plural = _MANY.search(folded)  # "how many passengers use"
    return frozenset(stems(plural["noun"])) if plural else frozenset()


def _subject(core: str) -> tuple[frozenset[str], str]:
    """Keys of the subject and the root of the verb in "did SUBJECT VERB", "SUBJECT VERB" after an auxiliary."""
    line = read(core).words
    start = next((i for i, w in enumerate(line) if w.folded in _DO), None)
    if start is None:
        return frozenset(), ""
    phrase: list[Word] = []
    for i, word in enumerate(line[start + 1 :], start + 1):
        if word.mark and word.folded not in ("'", "-", "–"):
            break
        if phrase and (_may_be_verb(line, i) or _after_name(core, phrase, word)):
            return frozenset(w.key for w in phrase if w.content or nation(w.folded)), word.root
        phrase.append(word)
    return frozenset(), ""


def _after_name(core: str, phrase: Sequence[Word], word: Word) -> bool:
    """ "Has Serbia imposed": the plain word after a subject that is nothing but a name."""
    last = phrase[-1]
    adjective = nation(last.folded) not in (None, last.folded) and last.folded != "us"
    alone = phrase[0].capital and last.capital and not adjective and not possessive(normalized(core), last)
    return alone and word.content and not word.capital and not word.figure


_DO = frozenset("did does do has have had will would".split())
_AFTER_VERB = frozenset(
    "the a an its his her their this that to of in on for from at between by with during after before against over into"
    " about up out off under as in right".split()
)


def _may_be_verb(line: Sequence[Word], i: int) -> bool:
    """A plain word that something like an object, a preposition or the end follows."""
    word = line[i]
    if not word.content or word.capital or word.figure or line[i - 1].folded in _AFTER_VERB | {"and", "or"}:
        return False
    following = line[i + 1] if i + 1 < len(line) else None
    return (
        following is None or following.mark or following.capital or following.figure or following.folded in _AFTER_VERB
    )


def _names(core: str) -> frozenset[str]:
    """Keys of the names in a question: what stands capitalized within it, and nations however written."""
    found = set()
    for word in read(core).words:
        if word.mark or word.figure or word.folded in _TITLES:
            continue
        shouted = word.text.isupper() and len(word.text) > 1
        written = word.capital and (not word.opens or shouted) and (word.content or shouted)
        if written or (nation(word.folded) and word.folded != "us"):
            found.add(word.key)
    return frozenset(found)


def _is_name(stemmed: str, text: str) -> bool:
    """Does the word stand capitalized, other than at the start (or in capitals there)?"""
    words = [m.group() for m in WORD.finditer(text)]
    return any(
        stemmed in stems(w) and w[:1].isupper() and (place > 0 or (w.isupper() and len(w) > 1))
        for place, w in enumerate(words)
    )

"""The noun phrases of a corpus: what may name one of its subjects.

There is no tagger. What a word is, the corpus itself tells: a noun follows articles and prepositions, a verb
pronouns and "to", an adjective seldom ends a phrase. A phrase is a run of content words that a reader would not
cut elsewhere: what is nearly always said as a part of longer phrases is dropped (the C-value of K. Frantzi, S.
Ananiadou and H. Mima, "Automatic Recognition of Multi-Word Terms", 2000), and so is what other content words follow.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from summarizers.models import Sentence
from summarizers.verification.lexicon import irregular_verb, nation
from summarizers.verification.thesaurus import common
from summarizers.verification.tokens import normalized
from summarizers.words import STOP_WORDS, fold, stem

LONGEST = 3
LEAST = 4
"""Sentences that must hold a phrase."""

SEVERAL = 0.25
"""Uses in the plural to one in the singular from which the plural names the subject."""

_UNIT = re.compile(r"[^\W\d_]+(?:['&-][^\W\d_]+)*'?|[^\s]")

_EMPTY = frozenset(
    "year years month months week weeks day days night time times part parts way ways number example case cases end"
    " fact addition percent per cent million billion trillion thousand hundred dozen said says text article paper"
    " report reports author authors according first second third fourth fifth new old several many other others large"
    " small big good better best bad worse worst important main recent recently current former see note source total"
    " level levels point points view role kind kinds type types form order set line result results use users user"
    " today yesterday tomorrow early late mid next last despite since among amid well long high low strong key major"
    " instead however ago nearly hour hours minute minutes seconds sec secs past whole different same great january"
    " february march april may june july august september october november december monday tuesday wednesday thursday"
    " friday saturday sunday jan feb mar apr jun jul aug sept oct nov dec euro euros dollar dollars pound pounds"
    " cents yen yuan rouble roubles dinar dinars bn tn km kg tonne tonnes one two three four five six seven eight"
    " nine ten eleven twelve twenty thirty hundreds thousands millions both mile miles mph section sections table"
    " tables figure equation appendix chapter mr mrs ms dr etc eg ie".split()
)
"""They are no part of a name for a subject: measures, dates, places in a list, talk of the text itself."""

_VAGUE = frozenset(
    "president minister ministry prime party department council committee house group groups company companies firm"
    " firms project projects head leader leaders chief chairman director spokesman spokeswoman official officials"
    " member members issue issues core world industry business interest interests relationship relations attempt"
    " attempts sources source body service services answer answers question questions chance chances record records"
    " club site sites box boxes card cards person people man men woman women child children lord sir country"
    " countries nation nations state states government governments area areas place places thing things problem"
    " problems work system systems process approach model models method methods task tasks data set sets word words"
    " phrase phrases context contexts target targets input output step steps rate rates list summary statement"
    " agreement agreements deal deals offer offers decision decisions plan plans proposal proposals product products"
    " development developments support control change changes effort efforts action actions activity activities"
    " position team side sides term terms general performance test tests value values price figure figures amount"
    " share need needs use lack field center centre bank institute university court office agency organization"
    " organisation association board union program programme event events story reason reasons idea ideas experience"
    " feature features power image images title video hold break chair winner winners series piece version name names"
    " importance significance strength higher lower strengths detail details account accounts aspect aspects quality"
    " quantity cost costs study studies research access average success failure advantage ability impact effect"
    " effects progress focus basis background backgrounds concept concepts opinion debate chart charts balance"
    " mistake cause causes situation condition conditions crowd career opening speech interview comment comments"
    " trust understanding future rule rules law laws versions expression expressions example prediction predictions"
    " sentence sentences document documents titles demand taxes wide quarter reach opportunity consumers debut season"
    " half minute talks meeting meetings sale sales gain loss losses rise fall increase decrease life home family"
    " money top right rights foreign national international federal central local public private free special social"
    " political economic".split()
)
"""They name no subject without a word that says which."""

_TITLES = frozenset(
    "president minister prime foreign defence defense secretary chancellor senator mr mrs ms dr sir lord lady king"
    " queen prince chief chairman leader spokesman captain coach general judge professor patriarch home striker"
    " manager boss".split()
)
_BEFORE_NOUN = frozenset(
    "the a an this these those his her its their our my your of in on for with by at from into against between about"
    " over under no any some each every such as during through without within".split()
)
_BEFORE_VERB = frozenset(
    "to i you he she it we they who which will would can could may might must should shall not n't did do does let"
    " and-then never always".split()
)
_LINKS = frozenset(("of", "and", "for"))


@dataclass(slots=True)
class Phrase:
    """A phrase by the stems of its words. ``times`` counts where it is said, ``alone`` outside longer phrases."""

    key: tuple[str, ...]
    forms: Counter[str] = field(default_factory=Counter)
    sentences: set[int] = field(default_factory=set)
    times: int = 0
    ends: int = 0  # times that no content word follows
    acts: int = 0  # times that it has a capital, and the content word that follows has none ("Dodik vowed")
    before: Counter[str] = field(default_factory=Counter)  # content words that go before
    alone: int = 0
    named: int = 0  # times with capitals where these say something
    plain: int = 0  # times without

    @property
    def units(self) -> int:
        """How many words it is."""
        return len(self.key)

    @property
    def form(self) -> str:
        """As it is mostly written; in the plural where that is not rare ("mobile phones")."""
        often = min(self.forms, key=lambda f: (-self.forms[f], f))
        plural = often[:-1] + "ies" if often.endswith("y") else often + "s"
        return often if self.name or self.forms.get(plural, 0) < SEVERAL * self.forms[often] else plural

    @property
    def name(self) -> bool:
        """Is it written with capitals?"""
        return self.named > 2 * self.plain


@dataclass(frozen=True, slots=True)
class _Unit:
    text: str
    folded: str
    stems: tuple[str, ...]
    capital: bool
    opens: bool  # the first word of its sentence
    content: bool


@dataclass(slots=True)
class _Use:
    noun: int = 0
    verb: int = 0


def noun_phrases(sentences: Sequence[Sentence]) -> dict[tuple[str, ...], Phrase]:
    """The phrases that at least ``LEAST`` sentences hold and that may be a subject, by their stems."""
    found: dict[tuple[str, ...], Phrase] = {}
    uses: defaultdict[tuple[str, ...], _Use] = defaultdict(_Use)
    for index, sentence in enumerate(sentences):
        line = _units(sentence.text)
        for start, end in _runs(line):
            _take(line, start, end, index, found, uses)
        for start, end in _linked(line):
            _add(found, line, start, end, index)
    kept = {k: p for k, p in found.items() if len(p.sentences) >= LEAST}
    _count_alone(kept)
    kinds = {k: u for k, u in uses.items() if k in kept}
    return {k: p for k, p in kept.items() if _subject(p, kinds.get(k, _Use()), kept)}


def _units(text: str) -> list[_Unit]:
    units, opens = [], True
    for match in _UNIT.finditer(normalized(text)):
        bare = match.group().rstrip("'").removesuffix("'s")
        folded = fold(bare)
        if not folded[:1].isalpha():
            units.append(_Unit(bare, folded, (), False, False, False))
            opens = opens or bare in ".!?"
            continue
        content = len(folded) > 1 and folded not in STOP_WORDS and folded not in _EMPTY
        units.append(_Unit(bare, folded, _stems(folded), bare[:1].isupper(), opens, content))
        if match.group().endswith(("'s", "'")):
            units.append(_Unit("'s", "the", (), False, False, False))  # as an article: a noun phrase follows
        opens = False
    return units


def _stems(folded: str) -> tuple[str, ...]:
    parts = folded.split("-")
    if any(len(p) < 2 for p in parts):
        return (stem("".join(parts)),)  # "e-mail" is "email"
    return tuple(map(stem, parts))


def _runs(line: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    start = None
    for i, unit in enumerate(line):
        if unit.content:
            start = i if start is None else start
        elif start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(line)


def _take(
    line: Sequence[_Unit],
    start: int,
    end: int,
    index: int,
    found: dict[tuple[str, ...], Phrase],
    uses: defaultdict[tuple[str, ...], _Use],
) -> None:
    preceding = line[start - 1].folded if start else ""
    for a in range(start, end):
        for b in range(a + 1, min(end, a + LONGEST) + 1):
            before = line[a - 1].folded if a > start else ""
            _add(found, line, a, b, index, before=before, after=line[b] if b < end else None)
        if a == start:
            uses[line[a].stems].noun += preceding in _BEFORE_NOUN
            uses[line[a].stems].verb += preceding in _BEFORE_VERB
    if end - start > 1 and preceding in _BEFORE_NOUN:
        uses[line[end - 1].stems].noun += 1  # "the new power plant": what ends it is a noun


def _add(
    found: dict[tuple[str, ...], Phrase],
    line: Sequence[_Unit],
    a: int,
    b: int,
    index: int,
    *,
    before: str = "",
    after: _Unit | None = None,
) -> None:
    key = tuple(s for u in line[a:b] for s in u.stems)
    phrase = found.setdefault(key, Phrase(key))
    if not line[a].opens:  # a capital at the opening of a sentence says nothing
        phrase.forms[" ".join(u.text for u in line[a:b])] += 1
    else:
        phrase.forms[" ".join(u.text for u in line[a:b])] += 0
    inner = line[a + 1 : b] if line[a].opens else line[a:b]
    content = [u for u in inner if u.content]
    if content:
        phrase.named += all(u.capital for u in content)
        phrase.plain += not all(u.capital for u in content)
    phrase.sentences.add(index)
    phrase.times += 1
    phrase.ends += after is None
    phrase.acts += after is not None and line[b - 1].capital and not after.capital
    if before:
        phrase.before[before] += 1


def _linked(line: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Names with a small word in them: "Belt and Road", "Bank of England"."""
    for i in range(1, len(line) - 1):
        if line[i].folded in _LINKS and _named(line[i - 1]) and _named(line[i + 1]):
            if i >= 2 and line[i - 2].content and line[i - 2].capital:
                continue  # "Foreign Ministry of Serbia": longer than a label
            end = i + 2
            while end < len(line) and end < i + 3 and _named(line[end]):
                end += 1
            yield i - 1, end
            if end > i + 2:
                yield i - 1, i + 2


def _named(unit: _Unit) -> bool:
    return unit.content and unit.capital


def _count_alone(kept: dict[tuple[str, ...], Phrase]) -> None:
    """How often each phrase is not a part of a longer one that is known as well."""
    within: Counter[tuple[str, ...]] = Counter()
    for key, phrase in sorted(kept.items(), key=lambda kp: -len(kp[0])):
        free = max(0, phrase.times - within[key])
        phrase.alone = free
        for part in {key[a:b] for a in range(len(key)) for b in range(a + 1, len(key) + 1)} - {key}:
            within[part] += free


def _subject(phrase: Phrase, use: _Use, kept: dict[tuple[str, ...], Phrase]) -> bool:
    """May the phrase be the name of a subject?"""
    words = [fold(w) for w in phrase.form.split()]
    first, last = words[0], words[-1]
    if phrase.alone < 0.3 * phrase.times or phrase.alone < 3:
        return False  # nearly always said as a part of longer ones
    if any(link in words for link in _LINKS):
        return _one_name(phrase, kept)
    proper = phrase.name and not nation(last) and (len(words) > 1 or not common(phrase.key[-1]))
    whole = phrase.ends + (phrase.acts if proper else 0)
    if whole < (0.45 if len(words) > 1 else 0.5) * phrase.times:
        return False  # it goes on: "Russian Foreign"
    if len(words) > 1 and max(phrase.before.values(), default=0) > 0.6 * phrase.times:
        return False  # it has begun: "entity recognition"
    if last.endswith("ly") or (not phrase.name and (last.endswith(("ed", "ing")) or irregular_verb(last))):
        return False
    if len(words) > 1:
        if first in _TITLES and any(w[:1].isupper() for w in phrase.form.split()[1:]):
            return False  # "leader Charles Kennedy"
        if (len(words) == 2 and nation(first) and _vague(last)) or all(w in _TITLES or _vague(w) for w in words):
            return False  # "Serbian government", "prime minister"
        return len(set(words)) > 1 and not irregular_verb(first)
    if _vague(first) or first in _TITLES:
        return False
    if phrase.name or phrase.form.isupper():
        part = common(phrase.key[0]) and phrase.before.total() >= 0.6 * phrase.times
        return len(first) > 1 and not part  # "Bridge" of several bridges
    if len(first) < 4 or first.endswith(("ive", "ous", "able", "ible", "ern", "ful")):
        return False
    return use.noun >= 0.25 * phrase.times and use.noun > 2 * use.verb


def _vague(folded: str) -> bool:
    return stem(folded) in _vague_stems()


@lru_cache(maxsize=1)
def _vague_stems() -> frozenset[str]:
    return frozenset(map(stem, _VAGUE))


def _one_name(phrase: Phrase, kept: dict[tuple[str, ...], Phrase]) -> bool:
    """ "Belt and Road" is one, "Serbia and Russia" are two, which are also said apart."""
    ends = [kept.get((phrase.key[0],)), kept.get((phrase.key[-1],))]
    least = 0.75 if "and" in phrase.form.split() else 0.25
    return all(p is None or phrase.times >= least * p.times for p in ends)

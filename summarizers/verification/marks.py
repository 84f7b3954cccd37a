"""Words by which something is not said to be so, or only perhaps, and what each of them governs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from summarizers.verification.reading import Reading
from summarizers.verification.tokens import Word

_NEGATORS = frozenset(
    "not no never none nor neither without cannot nobody nothing nowhere hardly barely scarcely lack lacks lacked"
    " lacking refuse refuses refused refusing refusal deny denies denied denying fail fails failed failing failure"
    " unable reject rejects rejected rejecting acquit acquits acquitted exonerate exonerates exonerated absolved"
    " cleared".split()
)
_HEDGES: dict[str, str] = {
    word: kind
    for kind, line in {
        "possible": "may might could possibly perhaps arguably potentially maybe probably conceivably",
        "able": "can",
        "reported": "appear appears appeared seem seems seemed"
        " reportedly allegedly alleged supposedly apparently seemingly purportedly claim claims claimed"
        " claiming rumored rumoured allege alleges suspected believed thought unconfirmed concern concerns"
        " allegation allegations accusation accusations accused accuses accuse accusing fear fears feared"
        " said stated reported understood suspicion suspicions rumor rumors rumour rumours speculation",
        "planned": "plan plans planned planning intend intends intended intending expect expects expected expecting"
        " hope hopes hoped aim aims aimed propose proposes proposed consider considers considered considering"
        " scheduled slated likely unlikely should ought pledged threaten threatens threatened threatening"
        " attempt attempts attempted attempting tries tried trying promise promises promised pledge pledges"
        " forecast forecasts projected predicted predicts anticipated wants wanted seeks sought",
        "future": "will shall would",
        "bound": "must obliged required",
    }.items()
    for word in line.split()
}
_NOUNS = frozenset("plan plans claim claims forecast forecasts hope hopes".split())
BE = frozenset("is are was were be been being".split())
_PLAIN = frozenset("never neither without cannot nobody nothing nowhere hardly barely scarcely".split())
REACH = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A negator or a hedge, and the roots that it governs."""

    word: str
    kind: str
    scope: tuple[str, ...]
    root: str = ""  # of a verb that denies by itself ("rejected"); it may stand in a passive
    place: int = 0


def negator(word: Word) -> str:
    return "negation" if word.folded in _NEGATORS or word.folded.endswith("n't") else ""


def hedge(word: Word) -> str:
    if word.folded.endswith(("'ll", "'d")):
        return "future"
    if word.folded == "may" and word.capital:
        return ""  # the month
    return _HEDGES.get(word.folded, "")


def marks(reading: Reading, kind_of: Callable[[Word], str]) -> list[Mark]:
    found: list[Mark] = []
    line = reading.words
    for i, word in enumerate(line):
        kind = kind_of(word)
        if not kind or _exempt(line, i):
            continue
        scope: list[str] = []
        for later in line[i + 1 : i + 12]:
            if later.folded in ";.!?":
                break
            if later.folded == "longer" and word.folded == "no":
                continue
            if later.content and not kind_of(later):
                scope.append(later.root)
                if len(scope) == REACH:
                    break
        if (
            word.folded in ("thought", "believed", "claim", "claims", "plan", "plans", "hope", "forecast", "can")
            and not scope
        ):
            continue
        lexical = (
            kind == "negation"
            and len(word.folded) > 4
            and not word.folded.endswith("n't")
            and word.folded not in _PLAIN
        )
        found.append(Mark(word.text, kind, tuple(scope), word.root if lexical else "", i))
    return found


def _exempt(line: tuple[Word, ...], i: int) -> bool:
    """ "not only", "no longer than", "last but not least", "number no. 5"."""
    following = line[i + 1].folded if i + 1 < len(line) else ""
    before = line[i - 1].folded if i else ""
    if line[i].folded in ("not", "no") and following in ("only", "least", "later", "fewer", "less", "merely", "just"):
        return True
    if line[i].folded == "cleared":
        return not any(w.folded == "of" for w in line[i + 1 : i + 6])
    if line[i].folded in ("would", "'d") or line[i].folded.endswith("'d"):
        return following in ("like", "prefer")
    if line[i].folded.startswith(("appear", "seem")):  # "appeared in court"
        return following not in ("to", "that", "as", "likely", "unlikely")
    if line[i].folded.startswith("consider"):  # "is considered vulnerable" is a judgment, and is told as one
        return not any(w.folded.endswith("ing") or w.folded == "whether" for w in line[i + 1 : i + 4])
    if line[i].folded in ("said", "stated", "reported", "understood"):  # "is said to be"
        return following != "to" or before not in BE
    if line[i].folded in ("believed", "thought", "claimed") and before in BE | {"and"}:
        return following != "to"
    return line[i].folded in _NOUNS and before in ("the", "a", "an", "of", "its", "his", "their", "action", "master")

"""Who a sentence speaks of: a party by its name, its people's, its capital's.

"Moscow", "the Kremlin" and "Russian" speak of Russia; that is knowledge, and stands in a file
(config/names.toml). Whoever is not in it is looked for by the words as typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import BadOption, ConfigurationError
from summarizers.words import STOP_WORDS, WORD, fold, stem

Span = tuple[int, int]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    names: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Party:
    """One side: ``label`` is what it is called, ``names`` all that it is known by.

    A ``proper`` one is matched only where its name stands capitalized.
    """

    label: str
    names: tuple[str, ...]
    proper: bool = False

    @property
    def word(self) -> str:
        """The one word that it is best looked for by: of "United States" each word by itself is another thing's."""
        single = [n for n in self.names if len(n.split()) == 1 and fold(n) not in STOP_WORDS]
        return self.label if self.label in single else next(iter(single), self.label)

    def spans(self, text: str) -> list[Span]:
        """Where ``text`` names it, as ranges of words."""
        words = _words(text)
        stems = tuple(s for _, s in words)
        found: list[Span] = []
        for name in self.names:
            wanted = tuple(s for _, s in _words(name))
            capitals = _is_acronym(name)
            for i in range(len(stems) - len(wanted) + 1 if wanted else 0):
                span = (i, i + len(wanted))
                if stems[i : span[1]] != wanted:
                    continue
                original = words[i][0]
                if capitals:  # "US" is no "us", "UN" no French article
                    if original.rstrip("'s").replace(".", "") == name or original == name:
                        found.append(span)
                elif not self.proper or original[:1].isupper():
                    found.append(span)
        return found


class Parties:
    """The known parties, by any of their names; ``labels`` are what each is called."""

    def __init__(self, names: Mapping[str, Iterable[str]] | None = None) -> None:
        self._by_name: dict[str, Party] = {}
        self.labels = sorted(names or ())
        for label, others in (names or {}).items():
            party = Party(label, tuple(dict.fromkeys((label, *others))), proper=True)
            for name in party.names:
                self._by_name.setdefault(_key(name), party)

    def find(self, text: str) -> Party:
        """The party that ``text`` names, or one that is known by just these words. Raises BadOption."""
        text = " ".join(text.split())
        if not can_be_named(text):
            raise BadOption("A party has no name.", "Name two, as in: Russia and China.")
        return self._by_name.get(_key(text)) or Party(text, (text,))

    def known(self, text: str) -> Party | None:
        """The party of the file that ``text`` names, and nothing beside it."""
        return self._by_name.get(_key(text))


def named(text: str, first: Party, second: Party) -> tuple[bool, bool]:
    """Does ``text`` speak of the one, of the other? A name inside a longer one of the other ("Gazprom" in
    "Gazprom Neft") does not count."""
    one, other = first.spans(text), second.spans(text)
    return (any(not _inside(s, other) for s in one), any(not _inside(s, one) for s in other))


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in others)


def _words(text: str) -> list[tuple[str, str]]:
    """Each word as it stands, and the stem by which it is compared."""
    plain = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", text.replace("’", "'")).replace("\u00ad", "")
    return [(m.group(), stem(fold(m.group()).removesuffix("'s"))) for m in WORD.finditer(plain)]


def _is_acronym(name: str) -> bool:
    return len(name) <= 5 and " " not in name and sum(c.isupper() for c in name) >= 2


def _key(text: str) -> str:
    words = fold(text).replace("-", " ").replace(".", "").split()
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    return " ".join(kept)


def can_be_named(text: str) -> bool:
    """Is there a word in it by which a party can be looked for?"""
    words = [fold(m.group()) for m in WORD.finditer(text)]
    return any(w not in STOP_WORDS for w in words) or _is_acronym(text.strip())


def load_parties(path: Path) -> Parties:
    """Read a file of names; an absent one is none. Raises ConfigurationError that names the file."""
    if not path.is_file():
        return Parties()
    try:
        with path.open("rb") as file:
            return Parties(_File.model_validate(tomllib.load(file)).names)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.", "Correct the file.") from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise ConfigurationError(
            f"{path}: {place} is not usable: {error.errors()[0]['msg']}.", "A name has a list of other names."
        ) from error

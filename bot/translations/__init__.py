"""What the program says, in the reader's language.

English is written where it is said; a file per language ("sr.toml") holds the translations by
the English text. ``say`` gives fixed words, with values in {braces}; ``retold`` takes a finished
English sentence, an error's for instance, and finds the template that it was made from: so a fault
is raised in English wherever it happens and told in the reader's language where it becomes a reply.

The language is a context variable: set once for an interaction, it holds for all that is awaited
and for the threads started from there. Without one everything is English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

ENGLISH = "en"
LANGUAGES = ("sr",)
"""Beside English."""

NAMES = {"en": "English", "sr": "Srpski"}
"""What each calls itself."""

_speaking: ContextVar[str] = ContextVar("precis-language", default=ENGLISH)
_LONGEST = 1000
"""Characters of a sentence whose template is looked for: an echoed text may be made to be slow to match."""

_FIELD = re.compile(r"\{(\w*)\}")


def speak(language: str) -> None:
    """From here on, in this task and what it starts, speak ``language``; one that is not there is English."""
    _speaking.set(language if language in LANGUAGES else ENGLISH)


def speaking() -> str:
    """The language of the reader: "en" or one of ``LANGUAGES``."""
    return _speaking.get()


def say(template: str, **values: object) -> str:
    """``template`` in the reader's language, its {fields} filled in."""
    language = speaking()
    if language != ENGLISH:
        template = catalog(language).words.get(template, template)
    return template.format(**values) if values else template


def retold(text: str) -> str:
    """A finished English sentence (or several) in the reader's language, as far as its template is known."""
    language = speaking()
    return text if language == ENGLISH or not text else catalog(language).retold(text)


def described(text: str) -> str:
    """The description of a command or an option, as Discord shows it in the reader's language."""
    language = speaking()
    return text if language == ENGLISH else catalog(language).descriptions.get(text, text)


def counted(number: int, one: str, many: str) -> str:
    """``1 document``, ``5 documents``: the number with its noun in the form that the language wants."""
    language = speaking()
    forms = catalog(language).counts.get(one) if language != ENGLISH else None
    if forms is None:
        return f"{number:,} {one if number == 1 else many}"
    return f"{number:,}".replace(",", ".") + f" {forms[_serbian_form(number)]}"


def _serbian_form(number: int) -> int:
    """1 dokument, 2 dokumenta, 5 dokumenata (CLDR's rule for Serbian)."""
    last, teen = number % 10, 11 <= number % 100 <= 14
    return 0 if last == 1 and not teen else 1 if 2 <= last <= 4 and not teen else 2


@dataclass(frozen=True)
class Catalog:
    """One language's translations, by the English text."""

    language: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    choices: Mapping[str, str]
    words: Mapping[str, str]
    counts: Mapping[str, tuple[str, str, str]]
    sentences: Mapping[str, str]

    def retold(self, text: str) -> str:
        """See the module's ``retold``."""
        whole = self._one(text)
        if whole is not None:
            return whole
        parts = re.split(r"(?<=[.?!:])\s+(?=[“\"A-ZŠĐČĆŽ/])", text)
        return " ".join(self._one(part) or part for part in parts)

    def _one(self, sentence: str) -> str | None:
        exact = self.sentences.get(sentence) or self.words.get(sentence)
        if exact is not None:
            return exact
        if len(sentence) > _LONGEST:
            return None
        for pattern, template in self._patterns:
            if match := pattern.fullmatch(sentence):
                return self._filled(template, match.groups())
        return None

    def _filled(self, template: str, values: tuple[str, ...]) -> str:
        """Values stand in the order of the English fields, or by number: {1} is the second."""
        told = [self._value(v) for v in values]
        waiting = iter(range(len(told)))
        return _FIELD.sub(lambda m: told[int(m[1])] if m[1] else told[next(waiting)], template)

    def _value(self, value: str) -> str:
        """A name as it is; what we say ourselves, also in a list of reasons, in this language."""
        parts = value.split(", ")
        if parts[0] not in self.sentences and parts[0] not in self.words:
            return value
        return ", ".join(self._one(part) or part for part in parts)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Templates of sentences, the most telling first."""
        found = [(key, value) for key, value in self.sentences.items() if _FIELD.search(key)]
        found.sort(key=lambda item: -len(_FIELD.sub("", item[0])))
        return [(re.compile(_pattern(key), re.DOTALL), value) for key, value in found]


def _pattern(template: str) -> str:
    return "(.+?)".join(re.escape(part) for part in re.split(r"\{\w*\}", template))


@lru_cache(maxsize=4)
def catalog(language: str) -> Catalog:
    """The translations into one of ``LANGUAGES``, read from its file once."""
    read = tomllib.loads((files(__name__) / f"{language}.toml").read_text(encoding="utf-8"))
    counts = {one: tuple(forms) for one, forms in read.get("counts", {}).items()}
    return Catalog(
        language,
        read["names"],
        read["descriptions"],
        read["choices"],
        read.get("words", {}),
        counts,
        read.get("sentences", {}),
    )

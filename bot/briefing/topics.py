"""The configured topics: names, aliases and the words to look for.

Any other text is a topic too; it is then looked for as it stands.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ConfigurationError
from summarizers.models import Query
from summarizers.subject import names_several
from summarizers.words import fold, stems


class _Topic(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: dict[str, _Topic] = {}


MOSTLY = 0.6
"""Share of a free text's content words that a topic's names must cover to lend it its words."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that analysts return to."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def query(self) -> Query:
        return Query(text=self.name, words=self.words, name=self.name)


class TopicCatalogue:
    """Topics by slug, findable by slug, name or alias, whatever the case or script."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = dict(topics)
        self._by_name: dict[str, Topic] = {}
        for topic in self._topics.values():
            for name in (topic.slug, topic.name, *topic.aliases):
                self._by_name.setdefault(_key(name), topic)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._topics.values())

    def __len__(self) -> int:
        return len(self._topics)

    def find(self, text: str) -> Topic | None:
        """The configured topic of that slug, name or alias."""
        return self._by_name.get(_key(text))

    def akin(self, text: str) -> Topic | None:
        """The topic that a free text names, and that covers most of its content words.

        "railways and roads" is transport, "arms and defence cooperation" is defence; a text of
        which a topic covers less than ``MOSTLY`` is a subject of its own, and so is one that narrows
        a topic by one of its own words ("NIS gas" asks for less than gas, "NIS and gas" for more).
        """
        asked = frozenset(stems(text))
        best: tuple[float, Topic | None] = (0.0, None)
        for topic in self._topics.values():
            names = _covered(asked, (topic.name, *topic.aliases))
            if not names:
                continue
            covered = names | _covered(asked, topic.words)
            if covered > names and not names_several(text):
                continue
            if asked and len(covered) / len(asked) > best[0]:
                best = (len(covered) / len(asked), topic)
        return best[1] if best[0] >= MOSTLY else None

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Names of configured topics that look like ``text``, closest first."""
        close = difflib.get_close_matches(_key(text), self._by_name, n=limit * 2, cutoff=0.6)
        names = dict.fromkeys(self._by_name[c].name for c in close)
        return list(names)[:limit]


def _covered(asked: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """Those of the ``asked`` stems that a whole name accounts for."""
    return frozenset().union(*(parts for parts in map(frozenset, map(stems, names)) if parts <= asked))


def _key(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())


def load_topics(path: Path) -> TopicCatalogue:
    """Read a topics file; an absent file is an empty catalogue.

    Raises ConfigurationError that names the file and the topic.
    """
    if not path.is_file():
        return TopicCatalogue({})
    try:
        with path.open("rb") as file:
            parsed = _File.model_validate(tomllib.load(file))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.", "Correct the file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ConfigurationError(
            f"{path}: {place} is not usable: {first['msg']}.",
            "A topic has a name, and lists of aliases and words.",
        ) from error
    return TopicCatalogue({slug: Topic(slug, t.name, t.aliases, t.words) for slug, t in parsed.topics.items()})

"""What the use cases answer and the renderers draw, so that neither knows the other.

Briefs and answers are ``summarizers.models.Summary``; the rest is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from summarizers.models import Cite, Document, DocumentId, Neighbours, Point, Sentence, Source, Summary

FLAGS = {
    "open": "Reported as wrong by a reader",
    "accepted": "Found to be wrong by a manager of this server; no longer used",
}
"""What is said of a sentence that was reported as wrong, by what became of the report."""


@dataclass(frozen=True, slots=True)
class BriefAnswer:
    """A brief or an answer as kept: ``id`` finds it again (buttons, history)."""

    id: str
    command: str  # brief | ask | summarize
    summary: Summary
    elapsed_ms: int
    length: str | None = None
    since: str | None = None
    made_at: str | None = None  # UTC, ISO 8601; set where an earlier answer is given again
    asked: tuple[tuple[str, str], ...] = ()  # the command's options then, to ask anew
    flags: tuple[tuple[int, str], ...] = ()
    """Points (by index) that stand on a sentence reported as wrong: by state, as in ``FLAGS``."""
    nearest: tuple[Passage, ...] = ()
    """Where nothing answers: what comes nearest to the question, said to be no answer. Not kept."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A search hit: the sentence, the source that it stands in, its score (higher is better)."""

    sentence: Sentence
    source: Source
    score: float
    quote: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    words: str
    passages: tuple[Passage, ...]
    total: int
    page: int = 1
    pages: int = 1
    whole: int | None = None  # of the total, those that hold all the words; they come first. None for a single word


@dataclass(frozen=True, slots=True)
class TopicInfo:
    slug: str
    name: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]
    sentences: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One document of the corpus, as ``/sources`` lists it."""

    document: DocumentId
    version: int
    path: str
    title: str
    author: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    kind: str | None
    sentences: int
    characters: int
    not_before: str | None = None
    grade: str = "F6"


@dataclass(frozen=True, slots=True)
class SectionInfo:
    name: str
    sentences: int
    first: Sentence | None = None


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """One source; ``attached`` are the documents that it carries, ``letter`` the one that carries it."""

    info: SourceInfo
    sections: tuple[SectionInfo, ...]
    attached: tuple[SourceInfo, ...] = ()
    letter: SourceInfo | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """Evidence opened at its place: what an evidence button shows."""

    source: Source
    quote: str
    neighbours: Neighbours
    remarks: tuple[str, ...] = ()  # what whoever reads it has to know: hidden, reported as wrong

    @property
    def passage(self) -> str:
        """The quote as it is read: without the notes that a page break put into it.

        ``quote`` stays the original to the letter, for those who count characters.
        """
        sentence = self.neighbours.sentence
        return sentence.text if sentence is not None and len(sentence.text) <= len(self.quote) else self.quote


_BARE_MARK = re.compile(r"\[?\^?(?P<label>\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|(?<=\^)[^\]\s]+)\]?")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def missing_note(cite: Cite) -> str | None:
    """The number or name of a note whose mark stands in the text while its words are not in the file."""
    match = _BARE_MARK.fullmatch(cite.text)
    return match["label"].translate(_LOWERED) if match else None


def cited(cite: Cite) -> str:
    """A source's own source as it is shown; a mark whose note is not in the file says so."""
    label = missing_note(cite)
    return cite.text if label is None else f"note {label} (its text is not in the file)"


@dataclass(frozen=True, slots=True)
class Status:
    documents: int
    sentences: int
    vectors: int
    encoder: str | None
    encoder_ready: bool
    schema: int
    revision: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestProblem:
    path: str
    reason: str

    @property
    def line(self) -> str:
        """As one line of a report, which names the file once."""
        return self.reason if self.reason.startswith(f"{self.path} ") else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class IngestReport:
    added: int
    updated: int
    unchanged: int
    withdrawn: int
    sentences: int
    vectors: int
    problems: tuple[IngestProblem, ...] = ()
    seconds: float = 0.0
    notes: tuple[IngestProblem, ...] = ()  # worth knowing, nothing wrong: "read as Windows-1250"
    moved: int = 0  # of the unchanged or updated ones: their files have another place or name now


@dataclass(frozen=True, slots=True)
class TopicList:
    topics: tuple[TopicInfo, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    sources: tuple[SourceInfo, ...]


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """What a kept brief cites as ``[n]``, opened."""

    brief: str
    n: int
    passages: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file as it is read, whether it is in the corpus or not."""

    document: Document
    sentences: tuple[Sentence, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveWritten:
    """The pages of what was posted: ``files`` in ``folder``, of so many ``days``."""

    folder: str
    files: tuple[str, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Help:
    """The commands of a place, or one of them: ``text`` is ready to show."""

    text: str
    command: str | None = None


class Health(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that ``doctor`` looked at; ``remedy`` says what to do where it is not ok."""

    name: str
    health: Health
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    checks: tuple[Check, ...]

    @property
    def health(self) -> Health:
        """The worst of all checks."""
        found = {c.health for c in self.checks}
        return next((h for h in (Health.FAIL, Health.WARN) if h in found), Health.OK)


@dataclass(frozen=True, slots=True)
class Before:
    """What people were told earlier: its words, when, and in which digest or brief."""

    text: str
    at: str = ""
    brief: str = ""
    link: str = ""  # to the message


@dataclass(frozen=True, slots=True)
class Change:
    """One point of a digest; ``kind`` is updated, contradicted, removed, withdrawn or new."""

    kind: str
    point: Point
    topic: str | None = None
    before: tuple[Before, ...] = ()
    why: str = ""
    also: tuple[str, ...] = ()  # outlets that tell the event in words that are not cited


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a digest does not say: already reported, duplicate, less weighty, off topic."""

    reason: str
    text: str
    title: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class DigestAnswer:
    """What changed. ``summary.points`` are the changes' points, in the same order."""

    brief: BriefAnswer
    topics: tuple[str, ...]  # empty: all
    changes: tuple[Change, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()  # how much was left out, by reason
    quiet: tuple[tuple[str, str], ...] = ()  # topics gone quiet, and since when
    since: str | None = None
    slot: str | None = None
    late: bool = False
    waiting: int = 0  # documents that had no room, and come next

    @property
    def id(self) -> str:
        return self.brief.id

    @property
    def summary(self) -> Summary:
        return self.brief.summary

    @property
    def title(self) -> str:
        return ", ".join(self.topics) or "All topics"

    def only(self, topic: str | None) -> bool:
        """Whether everything is on the one topic that was asked for: its title is heading enough."""
        asked = [t.casefold() for t in self.topics]
        return topic is not None and asked == [topic.casefold()] and all(c.topic == topic for c in self.changes)


@dataclass(frozen=True, slots=True)
class CorpusChange:
    """What managing the corpus came to. ``action``: added, updated, unchanged, removed, following, unfollowed."""

    action: str
    documents: tuple[SourceInfo, ...] = ()
    problems: tuple[IngestProblem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often what was made by a method, or of a source, was found useful, and not."""

    name: str
    useful: int
    not_useful: int
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence that a reader holds to be wrong, and the title of its source."""

    id: str
    text: str
    reason: str
    user: str
    at: str  # UTC, ISO 8601
    title: str


@dataclass(frozen=True, slots=True)
class Opinions:
    """What a guild's readers think: by method, by source (its title), and the reports that are open."""

    methods: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    reported: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """A feed and how it stands (well, broken, quiet). Times are UTC, ISO 8601."""

    url: str
    title: str
    standing: str
    last_success: str | None
    last_new: str | None
    failures: int
    problem: str | None
    due: str


@dataclass(frozen=True, slots=True)
class FeedList:
    feeds: tuple[FeedInfo, ...]


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """The corpus as its managers see it.

    ``own`` documents belong to who asks, ``added`` counts what was handed in or came from feeds,
    ``same`` are pairs of titles that say the same, ``within`` those of which the first stands in the second.
    """

    documents: int
    own: int
    sentences: int
    added: int
    feeds: tuple[FeedInfo, ...] = ()
    problems: tuple[IngestProblem, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Archived:
    """A posted digest or brief (its points by section) with its message.

    ``flagged`` is since when a source of it is known to have changed.
    """

    answer: DigestAnswer
    guild: str | None
    channel: str
    posted_at: str  # UTC
    link: str
    flagged: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What was posted on one day of the zone that was asked for, in order."""

    date: str
    digests: tuple[Archived, ...]


Answer = (
    BriefAnswer
    | DigestAnswer
    | SearchAnswer
    | TopicList
    | SourceList
    | SourceDetail
    | EvidenceAnswer
    | Status
    | IngestReport
    | CorpusChange
    | CorpusStatus
    | FeedList
    | Inspection
    | ArchiveWritten
    | Help
    | Diagnosis
)
"""Whatever a command answers; every renderer knows all of them."""

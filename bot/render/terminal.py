"""Answers for a person at a terminal: wrapped and colored there, plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, TextIO

from rich.text import Text

from bot.answers import (
    Answer,
    ArchiveWritten,
    BriefAnswer,
    CorpusChange,
    CorpusStatus,
    Diagnosis,
    DigestAnswer,
    EvidenceAnswer,
    FeedList,
    Health,
    Help,
    IngestReport,
    Inspection,
    Passage,
    SearchAnswer,
    SourceDetail,
    SourceInfo,
    SourceList,
    Status,
    TopicList,
    cited,
)
from bot.errors import PrecisError
from bot.grades import grade_words
from bot.messages import NOT_IN_CORPUS, NOT_IN_CORPUS_HINT, count
from bot.render import collection
from bot.render.sheet import Sheet
from bot.render.wording import (
    LABELS,
    age,
    citation,
    covers,
    dates,
    day,
    nothing_said,
    place,
    plain,
    section_title,
    single_voice,
    subject,
    support_line,
    title,
)
from summarizers.models import Cite, Point, Source, Summary

_MOST_NOTES = 20
_HEALTH = {Health.OK: "green", Health.WARN: "yellow", Health.FAIL: "red"}


class Terminal:
    """Writes answers to ``file``; in a pipe without color, and one line per point, unwrapped."""

    def __init__(self, file: TextIO, *, width: int | None = None, color: bool | None = None) -> None:
        self._sheet = Sheet(file, width=width, color=color)

    def show(self, answer: Answer) -> None:
        """Write any command's answer."""
        drawn_by: dict[type, Callable[[Any], None]] = {
            BriefAnswer: self._brief,
            DigestAnswer: self._digest,
            SearchAnswer: self._search,
            TopicList: self._topics,
            SourceList: self._sources,
            SourceDetail: self._source,
            EvidenceAnswer: self._evidence,
            Status: self._status,
            IngestReport: self._report,
            CorpusChange: self._collection,
            CorpusStatus: self._collection,
            FeedList: self._collection,
            Inspection: self._inspection,
            ArchiveWritten: self._archive,
            Help: self._help,
            Diagnosis: self._diagnosis,
        }
        drawn_by[type(answer)](answer)

    def fault(self, fault: PrecisError) -> None:
        """One calm sentence, and what to do."""
        self._sheet.prose(Text(plain(fault.message), "bold"))
        if fault.hint:
            self._sheet.prose(Text(plain(fault.hint)))

    # a brief ------------------------------------------------------------------------------

    def _brief(self, answer: BriefAnswer) -> None:
        summary = answer.summary
        named = plain(subject(answer))
        about = covers(summary)
        head = Text.assemble((named if answer.command == "ask" else named.upper(), "bold"))
        if about:
            head.append(f"  |  {about}", "dim")
        self._sheet.prose(head)
        if not summary.answered:
            self._sheet.gap()
            self._sheet.prose(Text(NOT_IN_CORPUS))
            self._sheet.prose(Text(NOT_IN_CORPUS_HINT, "dim"))
        if answer.nearest:
            self._sheet.gap()
            self._sheet.heading("nearest passages, which may not answer it")
            for passage in answer.nearest:
                self._passage(passage, "·  ", 2)
        for section in summary.sections:
            nothing = nothing_said(section)
            if not section.points and not nothing:
                continue
            self._sheet.gap()
            self._sheet.heading(section_title(section))
            if nothing:
                self._sheet.prose(Text(plain(nothing), "dim"), 2)
            several = len(section.points) > 1 and section.name != "bottom_line"
            for number, point in enumerate(section.points, 1):
                lead = f"{number}. " if several else ""
                if section.name == "timeline":
                    lead = f"{day(point.date or '', short=True):>11}  "
                self._point(point, summary, lead, dated=section.name == "timeline")
        if summary.points:
            self._sheet.gap()
            self._sheet.heading("support")
            self._sheet.prose(Text(support_line(summary)), 2)
        if summary.sources:
            self._sheet.gap()
            self._sheet.heading("sources")
            for source in summary.sources:
                self._numbered_source(source, summary)
        self._sheet.gap()
        self._sheet.prose(Text(_made_by(answer), "dim"), 2)
        for note in summary.notes:
            self._sheet.prose(Text(plain(note), "dim italic"), 2)

    def _digest(self, answer: DigestAnswer) -> None:
        summary = answer.summary
        since = f"since {answer.since[:10]}" if answer.since else ""
        about = plain(", ".join(answer.topics) or "All topics").upper()
        self._sheet.prose(Text.assemble((f"CHANGED: {about}", "bold"), (f"  |  {since}" if since else "", "dim")))
        for topic, changes in groupby(answer.changes, key=lambda change: change.topic):
            self._sheet.gap()
            if not answer.only(topic):  # the head says it already
                self._sheet.heading(plain(topic or "Corrections"))
            for change in changes:
                self._point(change.point, summary, f"{LABELS[change.kind]} " if change.kind in LABELS else "• ")
                if change.also:
                    self._sheet.prose(Text(plain(f"Also told by {'; '.join(change.also)}"), "dim"), 4)
                for before in change.before:
                    said = "Reported" if before.at else "It said before" if before.brief else "Also here"
                    when = f" {before.at[:10]}" if before.at else ""
                    self._sheet.prose(Text(plain(f"{said}{when}: “{before.text}”"), "dim"), 4)
        if not answer.changes:
            self._sheet.gap()
            self._sheet.prose(Text(f"No material change{f' {since}' if since else ''}."), 2)
        if summary.sources:
            self._sheet.gap()
            self._sheet.heading("sources")
            for source in summary.sources:
                self._numbered_source(source, summary)
        self._sheet.gap()
        for topic, at in answer.quiet:
            self._sheet.prose(Text(plain(f"Gone quiet: {topic}, nothing new since {at[:10]}."), "dim"), 2)
        if answer.counts:
            left_out = ", ".join(f"{number} {reason}" for reason, number in answer.counts)
            self._sheet.prose(Text(plain(f"Left out: {left_out}."), "dim"), 2)

    def _point(self, point: Point, summary: Summary, lead: str, *, dated: bool = False) -> None:
        text = Text(plain(point.text) + " ")
        for n in dict.fromkeys(summary.number_of(e) for e in point.evidence):
            text.append(f"[{n}]", "cyan")
        remarks = [r for r in ("" if dated else dates(point), single_voice(point, summary)) if r]
        if remarks:
            text.append(f"  ({', '.join(remarks)})", "dim")
        self._sheet.prose(text, 2, lead=lead)

    def _numbered_source(self, source: Source, summary: Summary) -> None:
        evidence = [e for p in summary.points for e in p.evidence if summary.number_of(e) == source.n]
        places = dict.fromkeys(place(e) for e in evidence)
        self._sheet.prose(Text(plain(citation(source, places))), 2, lead=f"[{source.n}] ", lead_style="cyan")

    # lists --------------------------------------------------------------------------------

    def _search(self, answer: SearchAnswer) -> None:
        found = count(answer.total, "passage")
        some = answer.whole is not None and answer.whole < answer.total
        whole = f", {answer.whole or 'none'} with all the words" if some else ""
        pages = f"{whole}, page {answer.page} of {answer.pages}" if answer.pages > 1 else whole
        self._sheet.prose(Text.assemble((plain(answer.words), "bold"), (f"  |  {found}{pages}", "dim")))
        first = (answer.page - 1) * 10
        for rank, passage in enumerate(answer.passages, first + 1):
            self._sheet.gap()
            self._passage(passage, f"{rank}. ")
        if answer.page < answer.pages:
            self._sheet.gap()
            self._sheet.prose(Text(f"The next page is page {answer.page + 1}.", "dim"))

    def _passage(self, passage: Passage, lead: str, indent: int = 0) -> None:
        self._sheet.prose(Text(plain(passage.sentence.text)), indent, lead=lead, lead_style="cyan")
        where = plain(citation(passage.source, [place(passage.sentence)]))
        self._sheet.prose(Text(where, "dim"), indent + len(lead))

    def _topics(self, answer: TopicList) -> None:
        if not answer.topics:
            self._sheet.prose(Text("No topics are configured; any words are a topic."))
            return
        rows = ((t.name, f"{t.documents}", f"{t.sentences}", ", ".join(t.aliases[:4])) for t in answer.topics)
        self._sheet.table(("TOPIC", "DOCUMENTS", "SENTENCES", "ALSO"), rows, right=(1, 2), dim=(3,))
        self._sheet.gap()
        self._sheet.prose(Text("Any other words are a topic too.", "dim"))

    def _sources(self, answer: SourceList) -> None:
        if not answer.sources:
            self._sheet.prose(Text("The corpus holds no documents."))
            return
        rows = ((age(s), s.publisher or "-", title(s), f"{s.sentences}", s.path) for s in answer.sources)
        self._sheet.table(("DATE", "PUBLISHER", "TITLE", "SENTENCES", "FILE"), rows, right=(3,), dim=(4,))

    def _source(self, answer: SourceDetail) -> None:
        info = answer.info
        self._sheet.prose(Text(plain(title(info)), "bold"))
        held = [("attached", each.path) for each in answer.attached]
        held += [("part of", answer.letter.path)] if answer.letter is not None else []
        for name, value in (*_bibliography(info), *held):
            self._sheet.prose(Text(plain(value)), 2, lead=f"{name:<10}", lead_style="dim")
        if answer.sections:
            self._sheet.gap()
            rows = ((s.name, f"{s.sentences}", s.first.text if s.first is not None else "") for s in answer.sections)
            self._sheet.table(("SECTION", "SENTENCES", "OPENS WITH"), rows, right=(1,), dim=(2,))

    def _evidence(self, answer: EvidenceAnswer) -> None:
        told: tuple[Source, str | None] | None = None
        for position, opened in enumerate(answer.passages):
            if position:
                self._sheet.gap()
            around = opened.neighbours
            section = around.sentence.section if around.sentence is not None else None
            if told != (opened.source, section):  # once for passages that stand together
                told = (opened.source, section)
                self._sheet.prose(Text(plain(citation(opened.source))), lead=f"[{answer.n}] ", lead_style="cyan")
                if section:
                    self._sheet.prose(Text(plain(section), "dim"), 4)
            passage = Text()
            for sentence in around.before:
                passage.append(plain(sentence.text) + " ", "dim")
            passage.append(self._marked(plain(" ".join(opened.passage.split()))), "bold")
            for sentence in around.after:
                passage.append(" " + plain(sentence.text), "dim")
            self._sheet.prose(passage, 4)
            for cite in around.sentence.cites if around.sentence is not None else ():
                self._sheet.prose(Text(f"it cites: {_cite(cite)}", "dim"), 4)

    def _marked(self, passage: str) -> str:
        """Where there is no bold type, arrows show what is cited and what stands around it."""
        return passage if self._sheet.has_bold else f"»{passage}«"

    # states -------------------------------------------------------------------------------

    def _status(self, answer: Status) -> None:
        model = "none: lexical methods only"
        if answer.encoder:
            model = f"{answer.encoder} ({'loaded' if answer.encoder_ready else 'loads when first needed'})"
        rows = (
            ("documents", f"{answer.documents:,}"),
            ("sentences", f"{answer.sentences:,}"),
            ("vectors", f"{answer.vectors:,}"),
            ("model", model),
            ("database", f"schema {answer.schema}, revision {answer.revision}"),
        )
        for name, value in rows:
            self._sheet.prose(Text(plain(value)), lead=f"{name:<11}", lead_style="dim")
        for problem in answer.problems:
            self._sheet.prose(Text(plain(problem), "yellow"), lead=f"{'problem':<11}", lead_style="dim")

    def _report(self, answer: IngestReport) -> None:
        parts = [
            f"{number} {name}"
            for number, name in (
                (answer.added, "added"),
                (answer.updated, "updated"),
                (answer.unchanged, "unchanged"),
                (answer.withdrawn, "withdrawn"),
                (answer.moved, "moved"),
            )
            if number or name == "added"
        ]
        held = f"{count(answer.sentences, 'sentence')} and {count(answer.vectors, 'vector')} made"
        self._sheet.prose(Text(f"{', '.join(parts)}; {held} in {answer.seconds:.1f} s"))
        if answer.problems:
            self._sheet.gap()
            self._sheet.prose(Text(f"{count(len(answer.problems), 'file')} not read:", "yellow"))
            for problem in answer.problems:
                self._sheet.prose(Text(plain(problem.line)), 2)
        if answer.notes:
            self._sheet.gap()
            self._sheet.prose(Text("Worth knowing:", "dim"))
            for note in answer.notes[:_MOST_NOTES]:
                self._sheet.prose(Text(plain(note.line), "dim"), 2)
            if len(answer.notes) > _MOST_NOTES:
                self._sheet.prose(Text(f"and {len(answer.notes) - _MOST_NOTES} more (all with --json)", "dim"), 2)

    def _inspection(self, answer: Inspection) -> None:
        document = answer.document
        self._sheet.prose(Text(plain(document.title), "bold"))
        about = (document.author, document.publisher, document.published, document.language)
        self._sheet.prose(Text(plain(", ".join(a for a in about if a)) or "nothing is stated of it", "dim"))
        for note in answer.notes:
            self._sheet.prose(Text(plain(note), "yellow"))
        self._sheet.gap()
        rows = (
            (
                f"{s.ordinal}",
                f"{s.start}:{s.end}",
                str(s.kind),
                s.section or "-",
                f"{s.page}" if s.page is not None else "-",
                f"{s.paragraph}" if s.paragraph is not None else "-",
                s.text,
            )
            for s in answer.sentences
        )
        heads = ("N", "START:END", "KIND", "SECTION", "PAGE", "PAR", "TEXT")
        self._sheet.table(heads, rows, right=(0, 4, 5), dim=(1, 3))

    def _collection(self, answer: CorpusChange | CorpusStatus | FeedList) -> None:
        for position, line in enumerate(collection.lines(answer)):
            self._sheet.prose(Text(plain(line), "" if position else "bold"), 2 if position else 0)

    def _archive(self, answer: ArchiveWritten) -> None:
        written = f"{count(len(answer.files), 'file')} of {count(answer.days, 'day')}"
        self._sheet.prose(Text(plain(f"{written} in {answer.folder}: open index.html.")))

    def _help(self, answer: Help) -> None:
        self._sheet.verbatim(answer.text)

    def _diagnosis(self, answer: Diagnosis) -> None:
        wide = max((len(c.name) for c in answer.checks), default=0)
        for check in answer.checks:
            lead = Text.assemble((f"{check.health:<5}", _HEALTH[check.health]), f"{check.name:<{wide}}  ")
            self._sheet.prose(Text(plain(check.found)), lead=lead)
            if check.remedy and check.health is not Health.OK:
                self._sheet.prose(Text(plain(check.remedy), "dim"), 5 + wide + 2)


def _made_by(answer: BriefAnswer) -> str:
    parts = [f"method {answer.summary.method}", f"{answer.elapsed_ms} ms"]
    if answer.id and answer.summary.answered:
        parts.append(f"id {answer.id}")
    return ", ".join(parts)


def _bibliography(info: SourceInfo) -> list[tuple[str, str]]:
    known = (
        ("author", info.author),
        ("publisher", info.publisher),
        ("published" if info.published else "date", age(info)),
        ("grade", grade_words(info.grade)),
        ("kind", info.kind),
        ("language", info.language),
        ("url", info.url),
        ("file", info.path),
        ("version", f"{info.version}"),
        ("length", f"{count(info.sentences, 'sentence')}, {count(info.characters, 'character')}"),
    )
    return [(name, value) for name, value in known if value]


def _cite(cite: Cite) -> str:
    return plain(" ".join(cited(cite).split()))

"""Answers as the JSON contract (DESIGN, section 5): keys may be added, never renamed."""

from __future__ import annotations

import json
from typing import Any

from bot.answers import (
    Answer,
    ArchiveWritten,
    BriefAnswer,
    Change,
    Check,
    CorpusChange,
    CorpusStatus,
    Diagnosis,
    DigestAnswer,
    EvidenceAnswer,
    FeedList,
    Help,
    IngestReport,
    Inspection,
    Opened,
    Passage,
    SearchAnswer,
    SourceDetail,
    SourceInfo,
    SourceList,
    Status,
    TopicInfo,
    TopicList,
    missing_note,
)
from bot.errors import PrecisError
from bot.render import collection
from summarizers.models import Cite, Evidence, Point, Section, Sentence, Source, Summary


def dumps(value: dict[str, Any]) -> str:
    """One line, readable in any script; lone surrogates escaped so that it always encodes."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    return text


def error(fault: PrecisError) -> dict[str, Any]:
    """``{"ok": false, "error": {"code", "message", "hint"}}``"""
    return {"ok": False, "error": {"code": fault.code, "message": fault.message, "hint": fault.hint}}


def answer(value: Answer) -> dict[str, Any]:
    """The object of any command's answer."""
    match value:
        case BriefAnswer():
            return brief(value)
        case DigestAnswer():
            return digest(value)
        case SearchAnswer():
            found: dict[str, Any] = {
                "words": value.words,
                "total": value.total,
                "page": value.page,
                "pages": value.pages,
                "with_all_words": value.whole,
                "passages": [_passage(p) for p in value.passages],
            }
            return _ok("search", found)
        case TopicList():
            return _ok("topics", {"topics": [_topic(t) for t in value.topics]})
        case SourceList():
            return _ok("sources", {"sources": [_source_info(s) for s in value.sources]})
        case SourceDetail():
            sections = [
                {
                    "name": s.name,
                    "sentences": s.sentences,
                    "first": _sentence(s.first) if s.first is not None else None,
                }
                for s in value.sections
            ]
            more = {
                "attached": [_source_info(each) for each in value.attached],
                "attached_to": _source_info(value.letter) if value.letter is not None else None,
            }
            return _ok("source", {"source": _source_info(value.info), "sections": sections, **more})
        case EvidenceAnswer():
            opened = {"brief": value.brief, "n": value.n, "passages": [_opened(o) for o in value.passages]}
            return _ok("evidence", opened)
        case Status():
            return _ok("status", _status(value))
        case IngestReport():
            return _ok("ingest", _report(value))
        case CorpusChange() | CorpusStatus() | FeedList():
            return _ok("corpus", collection.as_object(value))
        case Inspection():
            return _ok("inspect", _inspection(value))
        case ArchiveWritten():
            return _ok("archive", {"folder": value.folder, "files": list(value.files), "days": value.days})
        case Help():
            return _ok("help", {"topic": value.command, "text": value.text})
        case Diagnosis():
            checks = [_check(c) for c in value.checks]
            return _ok("doctor", {"health": str(value.health), "checks": checks})


def brief(value: BriefAnswer) -> dict[str, Any]:
    """A brief, an answer or a summary."""
    summary = value.summary
    content = {
        "id": value.id,
        "topic": summary.topic,
        "length": value.length,
        "method": summary.method,
        "answered": summary.answered,
        "sections": [_section(s, summary) for s in summary.sections],
        "sources": [_source(s) for s in summary.sources],
        "support": {
            "documents": summary.support.documents,
            "publishers": summary.support.publishers,
            "verified": summary.support.verified,
            "points": summary.support.points,
            "independent": summary.support.independent,
        },
        "notes": list(summary.notes),
        "elapsed_ms": value.elapsed_ms,
    }
    if value.nearest:
        content["nearest"] = [_passage(p) for p in value.nearest]
    return _ok(value.command, content)


def digest(value: DigestAnswer) -> dict[str, Any]:
    """What changed: a brief, and beside it why each point is in and what was left out."""
    return {
        **brief(value.brief),
        "command": "changed",
        "topics": list(value.topics),
        "since": value.since,
        "slot": value.slot,
        "late": value.late,
        "waiting": value.waiting,
        "changes": [_change(c, value.summary) for c in value.changes],
        "left_out": [{"reason": o.reason, "text": o.text, "title": o.title, "topic": o.topic} for o in value.left_out],
        "counts": dict(value.counts),
        "quiet": [{"topic": topic, "since": since} for topic, since in value.quiet],
    }


def _change(change: Change, summary: Summary) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "topic": change.topic,
        "why": change.why,
        "point": _point(change.point, summary),
        "before": [{"text": b.text, "at": b.at, "brief": b.brief, "link": b.link} for b in change.before],
        "also": list(change.also),
    }


def _ok(command: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "command": command, **content}


def _section(section: Section, summary: Summary) -> dict[str, Any]:
    content: dict[str, Any] = {"name": section.name, "points": [_point(p, summary) for p in section.points]}
    return content if section.title is None else {"title": section.title, **content}


def _point(point: Point, summary: Summary) -> dict[str, Any]:
    return {
        "text": point.text,
        "origin": str(point.origin),
        "date": point.date,
        "evidence": [_evidence(e, summary.number_of(e)) for e in point.evidence],
    }


def _evidence(evidence: Evidence, n: int) -> dict[str, Any]:
    content: dict[str, Any] = {
        "n": n,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "section": evidence.section,
        "page": evidence.page,
        "paragraph": evidence.paragraph,
    }
    if evidence.cites:
        content["cites"] = [_cite(c) for c in evidence.cites]
    return content


def _cite(cite: Cite) -> dict[str, Any]:
    content: dict[str, Any] = {"text": cite.text, "start": cite.start, "end": cite.end}
    if missing_note(cite) is not None:
        content["missing"] = True  # the text is but its mark: the note is not in the file
    return content


def _source(source: Source) -> dict[str, Any]:
    return {
        "n": source.n,
        "document": source.document,
        "version": source.version,
        "path": source.path,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "published": source.published,
        "not_before": source.not_before,
        "url": source.url,
        "grade": source.grade,
        "same_as": source.same_as,
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    content: dict[str, Any] = {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "kind": str(sentence.kind),
        "section": sentence.section,
        "page": sentence.page,
        "paragraph": sentence.paragraph,
    }
    if sentence.date:
        content["date"] = sentence.date
    if sentence.cites:
        content["cites"] = [_cite(c) for c in sentence.cites]
    return content


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        **_sentence(passage.sentence),
        "quote": passage.quote,
        "score": round(passage.score, 4),
        "source": _source(passage.source),
    }


def _opened(opened: Opened) -> dict[str, Any]:
    around = opened.neighbours
    return {
        "quote": opened.quote,
        "source": _source(opened.source),
        "before": [_sentence(s) for s in around.before],
        "sentence": _sentence(around.sentence) if around.sentence is not None else None,
        "after": [_sentence(s) for s in around.after],
        "remarks": list(opened.remarks),
    }


def _topic(topic: TopicInfo) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "name": topic.name,
        "aliases": list(topic.aliases),
        "words": list(topic.words),
        "sentences": topic.sentences,
        "documents": topic.documents,
    }


def _source_info(info: SourceInfo) -> dict[str, Any]:
    return {
        "document": info.document,
        "version": info.version,
        "path": info.path,
        "title": info.title,
        "author": info.author,
        "publisher": info.publisher,
        "published": info.published,
        "not_before": info.not_before,
        "grade": info.grade,
        "url": info.url,
        "language": info.language,
        "kind": info.kind,
        "sentences": info.sentences,
        "characters": info.characters,
    }


def _status(status: Status) -> dict[str, Any]:
    return {
        "documents": status.documents,
        "sentences": status.sentences,
        "vectors": status.vectors,
        "encoder": status.encoder,
        "encoder_ready": status.encoder_ready,
        "schema": status.schema,
        "revision": status.revision,
        "problems": list(status.problems),
    }


def _report(report: IngestReport) -> dict[str, Any]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "withdrawn": report.withdrawn,
        "moved": report.moved,
        "sentences": report.sentences,
        "vectors": report.vectors,
        "problems": [{"path": p.path, "reason": p.reason} for p in report.problems],
        "notes": [{"path": p.path, "reason": p.reason} for p in report.notes],
        "seconds": round(report.seconds, 3),
    }


def _inspection(inspection: Inspection) -> dict[str, Any]:
    document = inspection.document
    return {
        "document": {
            "title": document.title,
            "author": document.author,
            "publisher": document.publisher,
            "published": document.published,
            "language": document.language,
            "path": document.path,
            "url": document.url,
            "kind": document.kind,
            "characters": len(document.text),
        },
        "sentences": [_sentence(s) for s in inspection.sentences],
        "notes": list(inspection.notes),
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "health": str(check.health),
        "found": check.found,
        "remedy": check.remedy,
    }

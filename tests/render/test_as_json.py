"""The JSON contract: programs that read answers keep working."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bot.answers import (
    ArchiveWritten,
    Check,
    Diagnosis,
    EvidenceAnswer,
    Health,
    Help,
    Inspection,
    SectionInfo,
    SourceDetail,
    SourceInfo,
    SourceList,
    Status,
    TopicInfo,
    TopicList,
)
from bot.errors import UnknownMethod
from bot.render import as_json
from summarizers.models import Document, Kind
from tests.render.material import HOSTILE, PAPER, brief, opened, report, search, sentence

_TEXT, _MAYBE, _COUNT = {"type": "string"}, {"type": ["string", "null"]}, {"type": "integer", "minimum": 0}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [k for k in properties if k not in optional]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


CITE = _object({"text": _TEXT, "start": _COUNT, "end": _COUNT})
EVIDENCE = _object(
    {
        "n": {"type": "integer", "minimum": 1},
        "start": _COUNT,
        "end": _COUNT,
        "quote": _TEXT,
        "section": _MAYBE,
        "page": {"type": ["integer", "null"]},
        "paragraph": {"type": ["integer", "null"]},
        "cites": {**_list(CITE), "minItems": 1},
    },
    optional=("cites",),
)
POINT = _object(
    {
        "text": _TEXT,
        "origin": {"enum": ["extracted", "generated", "fallback"]},
        "date": _MAYBE,
        "evidence": {**_list(EVIDENCE), "minItems": 1},
    }
)
SOURCE = _object(
    {
        "n": {"type": "integer", "minimum": 1},
        "document": _TEXT,
        "version": {"type": "integer", "minimum": 1},
        "path": _TEXT,
        "title": _TEXT,
        "author": _MAYBE,
        "publisher": _MAYBE,
        "published": _MAYBE,
        "url": _MAYBE,
    }
)
BRIEF = _object(
    {
        "ok": {"const": True},
        "command": {"enum": ["brief", "ask", "summarize"]},
        "topic": _MAYBE,
        "method": _TEXT,
        "answered": {"type": "boolean"},
        "sections": _list(_object({"name": _TEXT, "points": _list(POINT)})),
        "sources": _list(SOURCE),
        "support": _object({"documents": _COUNT, "publishers": _COUNT, "verified": _COUNT, "points": _COUNT}),
        "elapsed_ms": _COUNT,
    }
)
INSPECTION = _object(
    {
        "ok": {"const": True},
        "document": _object(
            {"title": _TEXT, "author": _MAYBE, "publisher": _MAYBE, "published": _MAYBE, "language": _MAYBE}
        ),
        "sentences": _list(
            _object(
                {
                    "text": _TEXT,
                    "start": _COUNT,
                    "end": _COUNT,
                    "kind": {"enum": ["body", "heading", "reference", "footnote", "caption", "furniture"]},
                    "section": _MAYBE,
                    "page": {"type": ["integer", "null"]},
                    "paragraph": {"type": ["integer", "null"]},
                }
            )
        ),
    }
)

INFO = SourceInfo(PAPER, 1, "paper.txt", "The paper", None, None, None, None, "en", None, 3, 200)
DOCUMENT = Document(PAPER, 1, "paper.txt", "The paper", "Heading\nGas costs 270 dollars.")
OTHERS = [
    search(),
    TopicList((TopicInfo("gas", "Gas", ("fuel",), ("pipeline",), 3, 1),)),
    SourceList((INFO,)),
    SourceDetail(INFO, (SectionInfo("III. Economy", 2, sentence("Gas costs 270 dollars.")), SectionInfo("", 1))),
    EvidenceAnswer("0a1b2c3d4e", 1, (opened(),)),
    Status(2, 90, 90, "model/1", True, 1, 7, ("a file is unread",)),
    report(),
    ArchiveWritten("folder", ("index.html", "2027-05-01.html"), 1),
    Help("text", "brief"),
    Diagnosis((Check("token", Health.WARN, "not set", "set it"),)),
]


@pytest.mark.parametrize("answered", [True, False])
def test_a_brief_keeps_the_contract(answered: bool) -> None:
    made = as_json.answer(brief(answered=answered))
    jsonschema.validate(made, BRIEF)
    assert made["answered"] is answered


def test_numbers_in_points_are_those_of_the_sources() -> None:
    made = as_json.answer(brief())
    known = {s["n"] for s in made["sources"]}
    cited = [e["n"] for s in made["sections"] for p in s["points"] for e in p["evidence"]]
    assert cited == [1, 2, 1, 2] and set(cited) <= known


def test_what_the_source_cites_is_kept_beside_the_quote() -> None:
    made = as_json.answer(brief())
    evidence = made["sections"][0]["points"][0]["evidence"]
    assert "cites" not in evidence[0]
    assert evidence[1]["cites"] == [{"text": "(Balkan Insight, May 8, 2024)", "start": 40, "end": 69}]


def test_an_inspection_keeps_the_contract() -> None:
    sentences = (sentence("Heading", 0, Kind.HEADING), sentence("Gas costs 270 dollars.", 8))
    made = as_json.answer(Inspection(DOCUMENT, sentences))
    jsonschema.validate(made, INSPECTION)
    assert [s["kind"] for s in made["sentences"]] == ["heading", "body"]


@pytest.mark.parametrize("answer", OTHERS, ids=lambda a: type(a).__name__)
def test_every_answer_is_one_line_that_a_program_can_read(answer: Any) -> None:
    line = as_json.dumps(as_json.answer(answer))
    assert "\n" not in line
    assert json.loads(line)["ok"] is True


def test_an_error_has_a_code_a_message_and_a_hint() -> None:
    made = as_json.error(UnknownMethod("There is no method x.", "Did you mean y?"))
    assert made == {
        "ok": False,
        "error": {"code": "unknown_method", "message": "There is no method x.", "hint": "Did you mean y?"},
    }


def test_any_text_survives_the_trip() -> None:
    text = HOSTILE + "Вучић “quoted” \ud800"
    line = as_json.dumps(as_json.answer(brief(text)))
    assert line.encode("utf-8")
    assert json.loads(line)["sections"][0]["points"][0]["text"] == text

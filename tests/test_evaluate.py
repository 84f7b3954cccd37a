"""``evaluate`` as a person runs it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from defusedxml import ElementTree
from rich.console import Console

from bot import evaluate as evaluation
from bot.errors import ConfigurationError, UnknownMethod
from tests.summarizers.evaluation.test_sets import quotesum_file


async def test_tables_and_json_name_every_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures that the README quotes come from here."""
    monkeypatch.setattr(evaluation, "packaged_encoder", lambda: None)
    result = await evaluation.evaluate(only="quotesum", data=quotesum_file(tmp_path), quiet=True)
    shown = io.StringIO()
    evaluation.show(result, Console(file=shown, width=160))
    assert all(word in shown.getvalue() for word in ("lex-rank", "R-Lsum", "answers", "default over"))
    form = json.loads(json.dumps(evaluation.as_json(result)))
    assert form["ok"] and form["sets"][0]["methods"][0]["method"] == "default"
    assert form["sets"][0]["methods"][0]["scores"]["answers"]["mean"] > 0


async def test_what_is_absent_or_misspelled_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person without the data must learn where it belongs."""
    with pytest.raises(ConfigurationError, match="QuoteSum is not at"):
        await evaluation.evaluate(only="quotesum", data=tmp_path / "none", quiet=True)
    monkeypatch.setattr("summarizers.evaluation.aclsum.find_spec", lambda name: None)
    with pytest.raises(ConfigurationError) as absent:
        await evaluation.evaluate(data=tmp_path / "none", quiet=True)
    assert "pip install aclsum" in absent.value.hint and "--data" in absent.value.hint
    with pytest.raises(UnknownMethod) as unknown:
        await evaluation.evaluate(method="lexrank", quiet=True)
    assert "lex-rank" in unknown.value.hint


async def test_the_pictures_show_every_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README shows them; a method that is missing there seems not to exist."""
    monkeypatch.setattr(evaluation, "packaged_encoder", lambda: None)
    monkeypatch.setattr("summarizers.evaluation.growth.SIZES", (2, 3))
    result = await evaluation.evaluate(only="quotesum", data=quotesum_file(tmp_path), quiet=True, growing=True)
    drawn = evaluation.draw(result, tmp_path / "pictures")
    assert [p.name for p in drawn] == ["quality-quotesum.svg", "growth.svg"]
    for picture in drawn:
        tree = ElementTree.parse(picture)
        names = {e.text for e in tree.iter("{http://www.w3.org/2000/svg}text")}
        assert {"default", "lex-rank", "kl"} <= names
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError):
        evaluation.draw(result, tmp_path / "file")

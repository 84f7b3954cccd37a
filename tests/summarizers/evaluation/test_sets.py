"""The reference sets, the measures, and what is said when data is absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizers.evaluation import aclsum, quotesum
from summarizers.evaluation.bootstrap import difference, estimate
from summarizers.evaluation.measures import answers_held, marked_f1, rouge_1
from summarizers.evaluation.tasks import DataAbsent, Task, bare
from summarizers.evaluation.trial import run

ROW = {
    "qid": "q1",
    "question": "Who built the dam?",
    "title1": "Dam",
    "source1": "The dam stands on the Drina. It was built by Energoprojekt.",
    "short_ans_1": "Energoprojekt",
    "source2": "Workers came from far. The dam was built by Hidrogradnja in 1966.",
    "title2": "Works",
    "short_ans_2": "Hidrogradnja",
}


def quotesum_file(folder: Path) -> Path:
    path = folder / "dev.jsonl"
    summaries = ["It was built by [ 1 Energoprojekt ] and [ 2 Hidrogradnja ] .", "[ 2 Hidrogradnja ] built it."]
    path.write_text("\n".join(json.dumps(ROW | {"summary": s}) for s in summaries), encoding="utf-8")
    return path


def test_a_question_is_read_with_its_sources_and_answers(tmp_path: Path) -> None:
    """Brackets of quotations in the references would spoil every figure."""
    (task,) = quotesum.load(quotesum_file(tmp_path))
    assert [s.document for s in task.sentences] == ["1", "1", "2", "2"]
    assert task.references[1] == ("Hidrogradnja built it.",)
    assert task.answers == ("Energoprojekt", "Hidrogradnja")
    assert task.size == 1


def test_absent_or_foreign_data_is_said_with_what_to_do(tmp_path: Path) -> None:
    """A stack trace would not tell where to get the data."""
    with pytest.raises(DataAbsent) as absent:
        quotesum.load(tmp_path / "none.jsonl")
    assert "--data" in absent.value.hint
    (tmp_path / "other.jsonl").write_text("[1, 2]\n", encoding="utf-8")
    with pytest.raises(DataAbsent, match="not a QuoteSum file"):
        quotesum.load(tmp_path / "other.jsonl")


def test_papers_are_read_with_the_sentences_that_people_marked() -> None:
    """Marks shifted by one sentence would make every method look like chance."""
    tasks = aclsum.load()
    assert len(tasks) == 300
    assert all(task.gold and max(task.gold) < len(task.sentences) for task in tasks)
    own_words = [t for t in tasks if any("propose" in t.sentences[i].text for i in t.gold)]
    assert len([t for t in own_words if t.id.endswith("/approach")]) > 40


def test_measures_count_what_they_say() -> None:
    """A measure that is wrong steers all work the wrong way."""
    texts = ["Ana won in 2019.", "Bo lost.", "It rained."]
    task = Task(
        "t", tuple(bare("d", i, t) for i, t in enumerate(texts)), "who won", 1,
        gold=frozenset({0, 1}), references=(("Ana won.",), ("It rained.",)), answers=("Ana", "rain"),
    )  # fmt: skip
    assert marked_f1(task, [0, 2]) == pytest.approx(50.0)
    assert marked_f1(task, []) == 0.0
    assert rouge_1(task, [2]) == pytest.approx(100.0)
    assert answers_held(task, [0, 2]) == pytest.approx(50.0)  # "rain" is no word of "rained"


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    """Two people must read the same interval from the same data."""
    values = [0.0, 10.0, 20.0, 30.0] * 10
    first = estimate(values)
    assert first == estimate(values)
    assert first.low < first.mean == 15.0 < first.high
    assert difference(values, values).mean == difference(values, values).high == 0.0
    assert estimate([]).mean == 0.0


def test_a_trial_prefers_the_method_that_reads_the_question(tmp_path: Path) -> None:
    """The whole way from file to figure, without a model."""
    tasks = quotesum.load(quotesum_file(tmp_path))
    ours, lead = run("default", tasks, None, "quotesum"), run("lead", tasks, None, "quotesum")
    assert ours.estimates()["answers"].mean > lead.estimates()["answers"].mean == 0.0
    assert ours.against(lead)["R-1"].mean > 0


def test_a_sentence_of_each_source_is_the_best_one_of_each(tmp_path: Path) -> None:
    """However many sources people cited: otherwise a method is charged for answers that it was not let give."""
    tasks = quotesum.load(quotesum_file(tmp_path))
    cited, each = (run("default", tasks, None, "quotesum", each=each) for each in (False, True))
    sources = sum(len({s.document for s in t.sentences}) for t in tasks) / len(tasks)
    assert each.sentences == sources > cited.sentences
    assert each.estimates()["answers"].mean >= cited.estimates()["answers"].mean

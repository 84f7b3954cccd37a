"""Documents, versions and withdrawal: what was cited once can be opened for ever."""

from __future__ import annotations

import numpy as np
import pytest

from bot.errors import StoreError
from bot.store.base import SHARED, BriefRow, FileState, Scope
from bot.store.sqlite import SqliteStore
from bot.store.versions import INHERITED
from summarizers.models import Cite, Document, DocumentId, Kind, Sentence
from tests.store.material import NOW, document, put, split

EVERYBODY = Scope()
A = DocumentId("a")


async def test_what_is_put_comes_back_whole(store: SqliteStore) -> None:
    text = "Head. Serbia3 has \0 gas."
    doc = Document(A, 1, "x/a.md", "T", text, "An", "Pub", "2020-09", "sr", "http://x", "paper")
    cites = (Cite("Note – đ", 0, 4),)
    sentences = [
        Sentence(A, 1, 0, 0, 5, "Head.", kind=Kind.HEADING),
        Sentence(A, 1, 1, 6, len(text), "Serbia has gas.", "Head", 2, 3, Kind.BODY, cites, "2019-05"),
    ]
    assert await store.put(doc, sentences, owner=SHARED, digest="d", now=NOW) == 1
    assert await store.document(EVERYBODY, A) == doc
    (stored,) = await store.sentences(EVERYBODY)
    assert stored.sentence == sentences[1]
    assert stored.quote == text[6:]
    (row,) = await store.documents(EVERYBODY)
    assert (row.digest, row.sentences, row.characters, row.document.text) == ("d", 1, len(text), "")
    every = await store.sentences(EVERYBODY, kinds=tuple(Kind))
    assert [s.sentence for s in every] == sentences


async def test_an_edit_is_a_new_version_and_the_old_one_can_still_be_opened(store: SqliteStore) -> None:
    assert await put(store, "a", "One gas. Two gas. Three gas.") == 1
    before = await store.revision()
    assert await put(store, "a", "One oil. Two oil.") == 2
    assert await store.revision() > before
    assert [s.sentence.text for s in await store.sentences(EVERYBODY)] == ["One oil.", "Two oil."]
    assert await store.match(EVERYBODY, ["gas"], 5) == []
    assert len(await store.match(EVERYBODY, ["oil"], 5)) == 2
    old = await store.document(EVERYBODY, A, version=1)
    assert old is not None
    assert (old.version, old.text) == (1, "One gas. Two gas. Three gas.")
    opened = await store.neighbours(EVERYBODY, A, 1, 9, 17)
    assert opened.sentence is not None
    assert (opened.before[0].text, opened.sentence.text, opened.after[0].text) == (
        "One gas.",
        "Two gas.",
        "Three gas.",
    )


async def test_some_documents_are_listed_without_the_others(store: SqliteStore) -> None:
    """An answer of ten thousand documents lists the few that it cites."""
    for name in ("a", "b", "c"):
        await put(store, name, "One gas.")
    listed = await store.documents(EVERYBODY, [DocumentId("c"), A, DocumentId("none")])
    assert [row.document.id for row in listed] == ["a", "c"]
    assert await store.documents(EVERYBODY, []) == []


async def test_the_same_file_again_changes_nothing(store: SqliteStore) -> None:
    await put(store, "a", "One gas.")
    before = await store.revision()
    assert await put(store, "a", "One gas.") == 1
    assert await store.revision() == before
    assert len(await store.sentences(EVERYBODY)) == 1


async def test_a_better_reader_makes_a_new_version_of_the_same_file(store: SqliteStore) -> None:
    doc = document("a", "One gas. Two gas.")
    fused = [Sentence(A, 1, 0, 0, 17, doc.text)]
    for reader, sentences, version in (("1", fused, 1), ("2", split(doc), 2), ("2", split(doc), 2)):
        done = await store.put(doc, sentences, owner=SHARED, digest="d", now=NOW, reader=reader)
        assert done == version


async def test_a_new_reader_that_reads_the_same_makes_no_new_version(store: SqliteStore) -> None:
    doc = document("a", "One gas. Two gas.")
    for reader in "123":
        assert await store.put(doc, split(doc), owner=SHARED, digest="d", now=NOW, reader=reader) == 1
    assert await store.restore(A, digest="d", reader="3")
    renamed = document("a", doc.text, author="Now known")
    assert await store.put(renamed, split(doc), owner=SHARED, digest="d", now=NOW, reader="4") == 2


async def test_after_an_edit_only_the_new_sentences_wait_for_vectors(store: SqliteStore) -> None:
    await put(store, "a", "One gas. Two gas. Two gas.")
    keys = [s.key for s in await store.missing_vectors("m", 10)]
    await store.put_vectors("m", keys, np.eye(3, dtype=np.float32))
    await put(store, "a", "Two gas. Three gas. One gas.")
    assert [s.sentence.text for s in await store.missing_vectors("m", 10)] == ["Three gas."]
    one = (await store.sentences(EVERYBODY))[2]
    found, rows = await store.vectors("m", [one.key])
    assert list(found) == [one.key]
    assert rows.tolist() == [[1.0, 0.0, 0.0]]


async def test_a_withdrawn_document_leaves_answers_and_stays_addressable(store: SqliteStore) -> None:
    await put(store, "a", "One gas. Two gas.")
    await put(store, "b", "Other gas.")
    await store.withdraw(A, now=NOW)
    assert [r.document.id for r in await store.documents(EVERYBODY)] == ["b"]
    assert await store.document(EVERYBODY, A) is None
    assert len(await store.match(EVERYBODY, ["gas"], 5)) == 1
    assert await store.count(EVERYBODY) == 1
    assert await store.document(EVERYBODY, A, version=1) is not None
    assert (await store.neighbours(EVERYBODY, A, 1, 0, 8)).sentence is not None
    revision = await store.revision()
    await store.withdraw(A, now=NOW)
    assert await store.revision() == revision


async def test_an_edit_looks_for_no_vector_but_its_own(store: SqliteStore) -> None:
    """In a large corpus each edit would read every vector, or make an index of them all, else."""
    plan = [row[3] for row in await store._db.read(f"EXPLAIN QUERY PLAN {INHERITED}", (1, "a"))]
    assert [step for step in plan if " x " in step] == [
        "SEARCH x USING INDEX sqlite_autoindex_vector_1 (model=? AND sentence=?)"
    ]


@pytest.mark.parametrize("way", ["restore", "put"])
async def test_a_withdrawn_document_returns_with_its_vectors(store: SqliteStore, way: str) -> None:
    await put(store, "a", "One gas. Two gas.")
    keys = [s.key for s in await store.missing_vectors("m", 10)]
    await store.put_vectors("m", keys, np.eye(2, dtype=np.float32))
    await store.withdraw(A, now=NOW)
    assert await store.count_vectors(EVERYBODY, "m") == 0
    if way == "restore":
        assert await store.restore(A, digest="One gas. Two gas.", reader="")
    else:
        assert await put(store, "a", "One gas. Two gas.") == 1
    assert len(await store.match(EVERYBODY, ["gas"], 5)) == 2
    assert await store.missing_vectors("m", 10) == []
    assert await store.count_vectors(EVERYBODY, "m") == 2


async def test_a_sentence_outside_of_its_text_is_refused_and_nothing_is_kept(store: SqliteStore) -> None:
    doc = document("a", "Short.")
    with pytest.raises(ValueError, match="outside"):
        await store.put(doc, [Sentence(A, 1, 0, 0, 99, "Long.")], owner=SHARED, digest="d", now=NOW)
    assert await store.documents(EVERYBODY) == []


async def test_two_sentences_with_one_ordinal_leave_the_old_version_whole(store: SqliteStore) -> None:
    await put(store, "a", "One gas.")
    doc = document("a", "Two gas.")
    twice = split(doc) * 2
    with pytest.raises(StoreError):
        await store.put(doc, twice, owner=SHARED, digest="d", now=NOW)
    assert [s.sentence.text for s in await store.sentences(EVERYBODY)] == ["One gas."]
    assert len(await store.match(EVERYBODY, ["gas"], 5)) == 1


async def test_a_guild_sees_no_document_of_another(store: SqliteStore) -> None:
    await put(store, "a", "Own gas.", owner="1")
    for scope in (EVERYBODY, Scope("2")):
        assert await store.documents(scope) == []
        assert await store.document(scope, A) is None
        assert await store.document(scope, A, version=1) is None
        assert await store.sentences(scope) == []
        assert (await store.neighbours(scope, A, 1, 0, 8)).sentence is None
        assert await store.count(scope) == 0
    assert len(await store.documents(Scope("1"))) == 1
    with pytest.raises(ValueError, match="another owner"):
        await put(store, "a", "Taken over.", owner="2")


async def test_opening_a_passage_of_two_sentences_shows_what_is_around_both(store: SqliteStore) -> None:
    await put(store, "a", "One gas. Two gas. Three gas. Four gas.")
    opened = await store.neighbours(EVERYBODY, A, 1, 9, 28)
    assert opened.sentence is not None
    assert opened.sentence.text == "Two gas."
    assert [s.text for s in opened.before] == ["One gas."]
    assert [s.text for s in opened.after] == ["Four gas."]


async def test_a_headings_place_is_not_a_neighbour(store: SqliteStore) -> None:
    doc = document("a", "One gas. Head. Two gas.")
    await store.put(doc, split(doc, {1: Kind.HEADING}), owner=SHARED, digest="d", now=NOW)
    opened = await store.neighbours(EVERYBODY, A, 1, 0, 8, width=3)
    assert [s.text for s in opened.after] == ["Two gas."]


async def test_names_that_no_database_can_hold_are_simply_not_there(store: SqliteStore) -> None:
    assert await store.document(EVERYBODY, DocumentId("\ud800")) is None
    assert (await store.neighbours(EVERYBODY, A, 1, 10**30, 10**31)).sentence is None
    assert await store.brief("\ud800") is None


async def test_kept_briefs_and_small_values_come_back(store: SqliteStore) -> None:
    row = BriefRow("b1", "g", None, "u", NOW, {"ok": True, "points": [{"text": "Đ \ud800"}]})
    await store.save_brief(row)
    assert await store.brief("b1") == row
    assert await store.brief("b2") is None
    await store.set("tree", "x")
    await store.set("tree", "y")
    assert await store.get("tree") == "y"
    assert await store.get("none") is None


async def test_file_states_are_remembered_and_forgotten(store: SqliteStore) -> None:
    state = FileState(A, SHARED, "/r", "a.txt", 3, 10**18, "d", "1", None)
    await store.remember([state])
    assert await store.files(SHARED) == [state]
    assert await store.files("1") == []
    await store.forget([A])
    assert await store.files(SHARED) == []

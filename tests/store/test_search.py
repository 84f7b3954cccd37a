"""Full-text search: what people type finds what the documents say."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import matching
from bot.store.base import Scope
from bot.store.connection import Row
from bot.store.sqlite import SqliteStore
from bot.store.terms import indexed, phrases, quoted
from tests.store.material import NOW, document, put, split

EVERYBODY = Scope()


async def found(store: SqliteStore, *words: str, scope: Scope = EVERYBODY) -> list[str]:
    hits = await store.match(scope, words, 10)
    return [s.sentence.text for s in await store.by_keys(scope, [h.key for h in hits])]


@pytest.mark.parametrize("typed", ["Вучић", "Vučić", "Vucic", "VUCIC", "vučić's", "Vučić"])
async def test_a_name_is_found_in_either_script_with_or_without_diacritics(store: SqliteStore, typed: str) -> None:
    await put(store, "a", "President Vučić spoke. Nobody else did.")
    await put(store, "b", "Председник Вучић говори.")
    assert set(await found(store, typed)) == {"President Vučić spoke.", "Председник Вучић говори."}


@pytest.mark.parametrize("typed", ["Đelić", "Djelić", "Delic", "Djelic", "Ђелић"])
async def test_every_spelling_of_dj_finds_the_name(store: SqliteStore, typed: str) -> None:
    await put(store, "a", "Minister Đelić resigned. The minister stayed.")
    assert await found(store, typed) == ["Minister Đelić resigned."]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The pipelines carry gas.", "pipeline"),
        ("It owns 56.15% of the firm.", "56.15"),
        ("It cost 1,000 euros.", "1000"),
        ("The U.S. envoy left.", "US"),
        ("The US envoy left.", "U.S."),
        ("A state-owned bank lent it.", "state owned"),
        ("They bought MiG-29 jets.", "MiG-29"),
        ("Republika Srpska’s budget grew.", "Republika Srpska"),
    ],
)
async def test_forms_of_a_word_find_each_other(store: SqliteStore, text: str, typed: str) -> None:
    await put(store, "a", text + " Something else is here.")
    assert await found(store, typed) == [text]


async def test_several_words_in_one_string_are_a_phrase(store: SqliteStore) -> None:
    await put(store, "a", "The Belt and Road reached it. The road had a belt.")
    assert await found(store, "Belt and Road") == ["The Belt and Road reached it."]
    assert len(await found(store, "belt", "road")) == 2


async def test_the_sentence_with_more_of_the_words_comes_first(store: SqliteStore) -> None:
    await put(store, "a", "Gas is sold here. Gas storage stands there. Bread is sold.")
    assert (await found(store, "gas", "storage"))[0] == "Gas storage stands there."


@pytest.mark.parametrize(
    "typed",
    ['"', '" OR "', "NEAR(a b)", "terms:gas", "gas*", "a AND", "^gas", "-gas", "\0", "gas\0oil", "🙂", ""],
)
async def test_syntax_in_what_is_typed_is_only_text(store: SqliteStore, typed: str) -> None:
    await put(store, "a", "Gas is sold here. Oil too.")
    hits = await store.match(EVERYBODY, [typed], 10)
    assert len(hits) <= 1


@given(words=st.lists(st.text(max_size=60), max_size=5))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_words_whatever_make_search_fail(store: SqliteStore, words: list[str]) -> None:
    await put(store, "a", "Gas is sold here. Oil too.")
    assert len(await store.match(EVERYBODY, words, 10)) <= 2


async def test_a_pasted_page_is_searched_without_an_error(store: SqliteStore) -> None:
    await put(store, "a", "Gas is sold here.")
    page = "gas oil coal " * 333
    assert await store.match(EVERYBODY, [page], 10) == []  # as a phrase it is nowhere
    assert len(await store.match(EVERYBODY, page.split(), 10)) == 1
    many = [f"word{i}" for i in range(5000)]
    assert len(await store.match(EVERYBODY, ["gas", *many], 10)) == 1


def test_text_and_question_are_reduced_alike() -> None:
    for text in ["Đorđe Вучић's 1,000 U.S. MiG-29s", "state-owned NATO's G20 COVID-19 17+1 S-400 $5.2 million"]:
        assert quoted(phrases([text])) == f'"{indexed(text)}"'


async def test_a_guild_finds_its_own_and_the_shared_and_nothing_else(store: SqliteStore) -> None:
    await put(store, "shared", "Gas for everybody.")
    for i in range(40):
        await put(store, f"other{i}", f"Gas gas gas in the other guild {i}.", owner="2")
    await put(store, "own", "Gas of our own.", owner="1")
    assert set(await found(store, "gas")) == {"Gas for everybody."}
    assert set(await found(store, "gas", scope=Scope("1"))) == {"Gas for everybody.", "Gas of our own."}
    hits = await store.match(Scope("2"), ["gas"], 100)
    assert await store.by_keys(EVERYBODY, [h.key for h in hits[:3]]) == []


async def test_in_a_large_corpus_common_words_still_decide_the_order(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    common = ["gas", "oil", "port", "rail"]
    for number in range(12):
        sentences = []
        for _ in range(40):
            words = [*chance.choices(common, k=chance.randint(1, 6)), f"w{chance.randint(0, 200)}"]
            sentences.append(f"The {' '.join(words)} here.")
        await put(store, f"d{number}", " ".join(sentences))
    asked = ["gas", "oil port", "w7", "w8"]
    plain = await store.match(EVERYBODY, asked, 500)
    monkeypatch.setattr(matching, "SCORED", 30)
    quick = await store.match(EVERYBODY, asked, 5)
    rare = {h.key for h in await store.match(EVERYBODY, ["w7", "w8"], 99)}
    assert {h.key for h in quick} <= rare
    assert [h.key for h in quick] == [h.key for h in plain if h.key in rare][: len(quick)]
    by_key = {h.key: h.score for h in plain}
    for hit in quick:
        if hit.key in by_key:
            assert hit.score == pytest.approx(by_key[hit.key], rel=0.1)


async def test_in_a_large_corpus_a_common_word_alone_finds_the_newest(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "SCORED", 30)
    for number in range(10):
        await put(store, f"d{number}", " ".join(f"Gas number {i} is here." for i in range(10)))
    hits = await store.match(EVERYBODY, ["gas"], 20)
    assert len(hits) == 20
    newest = {s.sentence.document for s in await store.by_keys(EVERYBODY, [h.key for h in hits])}
    assert newest <= {"d7", "d8", "d9"}


async def test_a_time_is_searched_to_its_end(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for what is new, nobody is told that there is nothing because a thousand old documents say it better."""
    monkeypatch.setattr(matching, "SCORED", 5)
    for year in range(2000, 2020):
        doc = document(f"old{year}", "Gas, gas and more gas of Utopia. The gas is sold.", published=f"{year}-03")
        await store.put(doc, split(doc), owner="", digest=str(year), now=NOW)
    for name, date in (("precise", "2024-05-08"), ("rough", "2024"), ("undated", None)):
        doc = document(name, f"In this {name} text one word is on gas.", **({"published": date} if date else {}))
        await store.put(doc, split(doc), owner="", digest=name, now=NOW)
    since = Scope(since="2024-05")
    assert await found(store, "gas", "Utopia", scope=since) == [
        "In this precise text one word is on gas.",
        "In this rough text one word is on gas.",
    ]
    assert await found(store, "gas", scope=Scope(since="2025")) == []
    assert await store.count_documents(since) == 2
    monkeypatch.setattr(matching, "AMONG", 1)
    assert len(await found(store, "gas", scope=since)) == 1


async def test_a_word_is_not_counted_anew_for_each_document_that_is_read(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks while documents are read waits for no count of all sentences, and finds a new word all the same."""
    monkeypatch.setattr(matching, "HOLDS", 2)
    for number in range(4):
        await put(store, f"d{number}", "Gas is sold.")
    assert await found(store, "gas", "amber") == ["Gas is sold."] * 4
    counted: list[str] = []
    read = store._db.read

    async def watched(sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        if "count(*) FROM term" in sql:
            counted.extend(json.loads(str(parameters[0])))
        return await read(sql, parameters)

    monkeypatch.setattr(store._db, "read", watched)
    await put(store, "new", "Amber is sold.")
    assert "Amber is sold." in await found(store, "gas", "amber")
    assert counted == ["amber"]
    for number in range(2):
        await put(store, f"newer{number}", "Gas and amber are sold.")
    assert len(await found(store, "gas", "amber")) == 7
    assert sorted(counted) == ["amber", "amber", "gas"]


async def test_where_sentences_stand_is_told_of_those_in_sight(store: SqliteStore) -> None:
    """A large corpus is narrowed by another server's documents, or by what this one has found to be wrong."""
    await put(store, "a", "One gas. Two gas.")
    await put(store, "b", "Guild gas.", owner="1")
    keys = [s.key for s in await store.sentences(Scope("1"))]
    assert await store.places(EVERYBODY, keys) == dict.fromkeys(keys[:2], ("a", "a.txt", 2))
    assert list(await store.places(Scope("1"), keys[::-1])) == keys[::-1]

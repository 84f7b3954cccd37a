"""What a guild hides, grades and finds to be wrong, in all that it is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers import BriefAnswer
from bot.briefing.changed import changed
from bot.briefing.desk import Desk
from bot.briefing.digest import Wanted
from bot.errors import BadOption, PrecisError, UnknownSource
from bot.store.base import Scope
from bot.store.sqlite import SqliteStore
from summarizers.models import DocumentId

HERE, THERE = Scope("1"), Scope("2")
WRONG = "Gasco of Utopia holds 51% of Petarc, the Arcadian oil company."


async def title_of(desk: Desk, scope: Scope, name: str) -> str:
    return (await desk.source(scope, name)).info.title


def cites(answer: BriefAnswer) -> set[str]:
    return {source.title for source in answer.summary.sources}


async def test_a_hidden_source_is_in_no_answer_of_its_guild(desk: Desk) -> None:
    """A source that managers hid goes on being quoted somewhere."""
    title = "Gas in Arcadia"
    before = await desk.brief(HERE, "energy", length="long")
    assert title in cites(before)
    await desk.refresh(HERE)
    await desk.guilds.hide("1", "7", title, True)
    await desk.refresh(HERE)

    assert title not in cites(await desk.brief(HERE, "energy", length="long"))
    assert title not in cites(await desk.figures(HERE, "Petarc"))
    assert title not in cites(await desk.ask(HERE, "What does Arcadia buy from Utopia?"))
    assert not any(p.source.title == title for p in (await desk.search(HERE, "Arcadia gas")).passages)
    assert title not in [info.title for info in await desk.sources(HERE)]
    assert title not in desk.complete_source(HERE, "")
    with pytest.raises(UnknownSource):
        await desk.source(HERE, title)
    digest = await desk.digests.compose(Wanted(HERE, since="2000-01-01"), "d")
    assert title not in cites(digest.answer.brief)
    told = await changed(desk.digests, HERE, None, "2000-01-01", channel=None, id="c")
    assert title not in cites(told.brief)
    topics = {t.name: t.documents for t in await desk.topics(HERE)}
    assert topics["Energy"] == {t.name: t.documents for t in await desk.topics(THERE)}["Energy"] - 1

    assert title in cites(await desk.brief(THERE, "energy", length="long")), "hidden in another guild too"
    opened = [o for n in range(1, 9) for o in await desk.opened(HERE, before.id, n) if o.source.title == title]
    assert opened and all("hidden in this server" in o.remarks[0] for o in opened), "older evidence is lost, or silent"
    await desk.guilds.hide("1", "7", title, False)
    assert title in cites(await desk.brief(HERE, "energy", length="long"))


async def test_completion_knows_what_is_hidden_after_a_restart(desk: Desk) -> None:
    """Until a guild is first looked at, completion offers what it has hidden."""
    await desk.guilds.hide("1", "7", "Gas in Arcadia", True)
    await desk.refresh(Scope())
    assert "Gas in Arcadia" not in desk.complete_source(HERE, "")
    assert "Gas in Arcadia" in desk.complete_source(THERE, "")


async def test_a_grade_shows_wherever_its_source_does(desk: Desk) -> None:
    """An analyst grades a source, and a brief, evidence, a search or a listing shows another grade."""
    title = "Gas in Arcadia"
    kept = await desk.brief(HERE, "energy", length="long")
    entry = await desk.guilds.grade("1", "7", title, "b 2")
    assert entry.after == "B2"
    again = await desk.kept(HERE, kept.id)
    assert again is not None
    for answer in (await desk.brief(HERE, "energy", length="long"), again, await desk.figures(HERE, "Petarc")):
        assert {s.grade for s in answer.summary.sources if s.title == title} == {"B2"}
        assert {s.grade for s in answer.summary.sources if s.title != title} <= {"F6"}
    assert {p.source.grade for p in (await desk.search(HERE, "Grey River")).passages} == {"B2"}
    assert (await desk.source(HERE, title)).info.grade == "B2"
    assert [i.grade for i in await desk.sources(HERE) if i.title == title] == ["B2"]
    n = next(s.n for s in again.summary.sources if s.title == title)
    assert {o.source.grade for o in await desk.opened(HERE, kept.id, n)} == {"B2"}
    assert (await desk.source(THERE, title)).info.grade == "F6", "graded in another guild too"
    await desk.guilds.undo("1", "7", entry.id)
    assert (await desk.source(HERE, title)).info.grade == "F6"


@pytest.mark.parametrize("typed", ["G1", "A7", "A", "1", "very good", "AA11"])
async def test_what_is_no_grade_is_refused(desk: Desk, typed: str) -> None:
    """A slip becomes a grade."""
    with pytest.raises(BadOption) as refused:
        await desk.guilds.grade("1", "7", "Gas in Arcadia", typed)
    assert "B2" in refused.value.hint


async def report(desk: Desk, text: str, scope: Scope = HERE) -> str:
    """Find the sentence, and report it; the report's id."""
    (passage,) = [p for p in (await desk.search(scope, text)).passages if p.sentence.text == text]
    s = passage.sentence
    opened = await desk.passage(scope, s.document, s.version, s.start, s.end)
    assert opened is not None and scope.guild is not None
    return (await desk.feedback.report(scope.guild, "7", opened, "Petarc was sold.")).id


async def test_a_reported_sentence_is_marked_wherever_it_is_used(desk: Desk) -> None:
    """A brief shows a sentence that a reader reported as wrong, and does not say so."""
    earlier = await desk.brief(HERE, "Petarc", length="long")
    await report(desk, WRONG)
    kept = await desk.kept(HERE, earlier.id)
    later = await desk.brief(HERE, "Petarc", length="long")
    assert kept is not None
    for answer in (kept, later):
        marked = {answer.summary.points[index].text for index, state in answer.flags if state == "open"}
        assert any(WRONG in text for text in marked)
        assert all(WRONG in p.text or any(WRONG in e.quote for e in p.evidence)
                   for i, p in enumerate(answer.summary.points) if i in dict(answer.flags))  # fmt: skip
    assert (await desk.brief(THERE, "Petarc", length="long")).flags == ()


async def test_an_accepted_report_strikes_the_sentence_out_for_good(desk: Desk, store: SqliteStore) -> None:
    """Managers found a sentence to be wrong, and it is told again, from a new version of its source too."""
    earlier = await desk.brief(HERE, "Petarc", length="long")
    id = await report(desk, WRONG)
    await desk.feedback.decide("1", "8", id, "accepted")

    async def told(scope: Scope) -> str:
        answers = [await desk.brief(scope, t, length="long") for t in ("Petarc", "energy")]
        answers += [await desk.ask(scope, "Who owns Petarc?"), await desk.figures(scope, "Petarc")]
        digest = await desk.digests.compose(Wanted(scope, since="2000-01-01"), "d")
        quotes = [e.quote for a in (*answers, digest.answer.brief) for p in a.summary.points for e in p.evidence]
        found = [p.quote for p in (await desk.search(scope, "Petarc")).passages]
        return "\n".join((*quotes, *found))

    assert WRONG not in await told(HERE)
    assert WRONG in await told(THERE)
    kept = await desk.kept(HERE, earlier.id)
    assert kept is not None and "accepted" in dict(kept.flags).values()

    (passage,) = [p for p in (await desk.search(THERE, WRONG)).passages if p.sentence.text == WRONG]
    old = await store.document(THERE, passage.sentence.document)
    assert old is not None
    stored = [s.sentence for s in await store.sentences(THERE, [old.id])]
    await store.put(replace(old, title="Renamed"), stored, owner="", digest="new", now="2027-01-01T00:00:00+00:00")
    assert WRONG not in await told(HERE)
    await desk.feedback.decide("1", "8", id, "open")
    assert WRONG in await told(HERE)


async def test_what_leaned_on_a_struck_sentence_does_not_lean_on_another(desk: Desk) -> None:
    """With "The pipeline ..." struck out, "It crosses the Grey River" is said of the gas."""
    question = "What crosses the Grey River near Port Amber?"
    before = await desk.ask(HERE, question)
    assert any("It crosses" in p.text for p in before.summary.points), "the test has nothing to look at"
    id = await report(desk, "The pipeline from Utopia was finished in 2019 and cost $200 million.")
    await desk.feedback.decide("1", "8", id, "accepted")
    for answer in (await desk.brief(HERE, "Arcadia", length="long"), await desk.ask(HERE, question)):
        assert not any("crosses" in p.text for p in answer.summary.points), [p.text for p in answer.summary.points]


async def test_a_report_says_what_is_wrong_and_is_of_its_guild(desk: Desk) -> None:
    """An empty report reaches managers; or managers of another server decide on it."""
    id = await report(desk, WRONG)
    (passage,) = [p for p in (await desk.search(HERE, WRONG)).passages if p.sentence.text == WRONG]
    s = passage.sentence
    opened = await desk.passage(HERE, s.document, s.version, s.start, s.end)
    assert opened is not None
    with pytest.raises(BadOption):
        await desk.feedback.report("1", "7", opened, "  . ")
    with pytest.raises(PrecisError):
        await desk.feedback.decide("2", "9", id, "accepted")
    assert [r.id for r in (await desk.feedback.opinions("1")).reported] == [id]
    assert (await desk.feedback.opinions("2")).reported == ()


async def test_a_vote_is_one_a_person_and_counts_for_method_and_sources(desk: Desk) -> None:
    """A person votes twice, or nobody can tell which method and sources were found useful."""
    answer = await desk.brief(HERE, "energy", method="lead")
    assert await desk.feedback.vote(HERE, "7", answer, True) is None
    assert await desk.feedback.vote(HERE, "7", answer, False) is True
    assert await desk.feedback.vote(HERE, "8", answer, True) is None
    opinions = await desk.feedback.opinions("1")
    assert [(t.name, t.useful, t.not_useful) for t in opinions.methods] == [("lead", 1, 1)]
    assert {t.name for t in opinions.sources} == cites(answer)
    assert all((t.useful, t.not_useful) == (1, 1) for t in opinions.sources)
    assert (await desk.feedback.opinions("2")).methods == ()


async def test_managing_a_hidden_source_of_ones_own_goes_on(desk: Desk, store: SqliteStore) -> None:
    """A guild hides what it uploaded, and the next reading of the corpus takes it for gone."""
    document = (await store.documents(Scope()))[0].document.id
    await desk.guilds.hide("1", "7", document, True)
    assert document in [row.document.id for row, judged in await desk.guilds.sources("1") if judged.hidden]
    assert document in [row.document.id for row in await store.documents(Scope("1", hidden_too=True))]
    assert isinstance(document, str) and DocumentId(document) in await store.judgments("1")

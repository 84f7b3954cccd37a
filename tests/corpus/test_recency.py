"""An undated document still says how recent it must at least be, and never claims more."""

from __future__ import annotations

from bot.answers import SourceInfo
from bot.corpus.reading import read
from bot.render.wording import age, title
from summarizers.models import Document, DocumentId


def document(text: str) -> Document:
    return read(text.encode(), path="notes/port.txt", document=DocumentId("port")).document


def info(d: Document) -> SourceInfo:
    return SourceInfo(
        d.id, 1, d.path, d.title, None, None, d.published, None, None, None, 1, 1, not_before=d.not_before
    )  # fmt: skip


def test_events_and_cited_sources_bound_the_date_from_below() -> None:
    told = document("The port opened in March 2019. Traffic doubled in 2020 (Harbour News, May 8, 2021). Ships came.")
    assert told.not_before == "2021-05-08"


def test_plans_and_forecasts_are_no_bound() -> None:
    told = document("The port opened in March 2019. A second quay will open in June 2031. It could double by 2035.")
    assert told.not_before == "2019-03"


def test_a_stated_date_needs_no_bound_and_nothing_dated_gives_none() -> None:
    assert document("Date: 2020-05-04\n\nThe port opened in March 2019 with two quays.").not_before is None
    assert document("The port has two quays and a crane that lifts eighty tonnes.").not_before is None


def test_a_reader_sees_how_old_at_most_and_that_there_is_no_title() -> None:
    told = info(document("The port opened in March 2019 with two quays. The ships came soon after that."))
    assert (age(told), title(told)) == ("undated, not before 2019-03", "port.txt (untitled)")

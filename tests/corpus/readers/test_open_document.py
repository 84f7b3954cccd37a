"""OpenDocument texts: tables in tables, and rows in groups."""

from __future__ import annotations

from bot.corpus.reading import read
from summarizers.models import DocumentId, Kind
from tests.corpus.readers.making import archive

CONTENT = """<o:document-content xmlns:o="urn:o" xmlns:t="urn:t" xmlns:b="urn:b"><o:body><o:text>{}</o:text></o:body>
</o:document-content>"""


def cell(words: str) -> str:
    return f"<b:table-cell>{words}</b:table-cell>"


def row(*cells: str) -> str:
    return "<b:table-row>" + "".join(map(cell, cells)) + "</b:table-row>"


def said(words: str, kind: Kind = Kind.BODY) -> list[str]:
    found = read(archive({"content.xml": CONTENT.format(words)}), path="ports.odt", document=DocumentId("ports"))
    return [sentence.text for sentence in found.sentences if sentence.kind is kind]


def test_a_table_in_a_table_is_read_once() -> None:
    inner = f"<b:table>{row('<t:p>Bar</t:p>', '<t:p>310</t:p>')}</b:table>"
    assert said(f"<b:table>{row(inner)}</b:table>") == ["Bar | 310"]


def test_rows_in_groups_are_rows() -> None:
    names = f"<b:table-header-rows>{row('<t:p>Port</t:p>', '<t:p>Ships</t:p>')}</b:table-header-rows>"
    group = f"<b:table-row-group>{row('<t:p>Bar</t:p>', '<t:p>310</t:p>')}</b:table-row-group>"
    table = f"<b:table>{names}{group}</b:table>"
    assert said(table) == ["Bar | 310"]
    assert said(table, Kind.FURNITURE) == ["Port | Ships"]

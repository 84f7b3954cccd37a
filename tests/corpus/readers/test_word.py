"""Word documents as Word and other programs write them: text boxes, other names of parts, the strict format."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.corpus.reading import read
from bot.errors import UnreadableDocument
from summarizers.models import DocumentId
from tests.corpus.readers.making import archive, word

BOX = """<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>The quay was closed.</w:t></w:r></w:p>
<w:p><w:r><w:t>Its owner was away.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>The quay was closed.</w:t></w:r></w:p></w:txbxContent></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""


def parts() -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(word())) as file:
        return {name: file.read(name) for name in file.namelist()}


def said(files: dict[str, bytes | str]) -> list[str]:
    found = read(archive(files), path="letter.docx", document=DocumentId("letter"))
    return [sentence.text for sentence in found.sentences]


def with_paragraph(words: str) -> dict[str, bytes | str]:
    files = parts()
    body = files["word/document.xml"]
    assert isinstance(body, bytes)
    files["word/document.xml"] = body.replace(b"<w:body>", f"<w:body>{words}".encode(), 1)
    return files


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    words = said(with_paragraph(f"<w:p><w:r><w:t>The port was open.</w:t></w:r>{BOX}</w:p>"))
    assert words[:3] == ["The port was open.", "The quay was closed.", "Its owner was away."]
    assert words.count("The quay was closed.") == 1


def test_a_text_box_in_a_cell_is_read_once() -> None:
    cells = f"<w:tc><w:p>{BOX}</w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>"
    words = said(with_paragraph(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert sum(text.count("The quay was closed.") for text in words) == 1


def test_the_main_part_may_have_another_name() -> None:
    """As programs on the web write it."""
    files = {
        name.replace("document.xml", "document2.xml"): (
            data.replace(b"document.xml", b"document2.xml")
            if isinstance(data, bytes) and name.endswith(("rels", "].xml"))
            else data
        )
        for name, data in parts().items()
    }
    assert said(files) == said(parts())


def test_the_strict_format_is_told() -> None:
    files = parts()
    files["_rels/.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    with pytest.raises(UnreadableDocument, match="Strict Open XML"):
        said(files)

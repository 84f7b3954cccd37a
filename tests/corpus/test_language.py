"""The language of a text, and when what is said of it is believed."""

from __future__ import annotations

import pytest

from bot.corpus.language import believed, language_of
from bot.corpus.reading import read
from summarizers.models import DocumentId

ENGLISH = (
    "The harbor was closed in May for repairs of the pier, and it has been open to ships from the north since June. "
    "That is what the office said on Monday, as it was asked by those who live at the bay. "
)
GERMAN = (
    "Der Hafen ist seit dem Mai für die Reparatur der Mole geschlossen, und das wird sich nicht ändern. "
    "Auch die Schiffe aus dem Norden werden von den Lotsen nicht mit Kohle auf den Kai gelassen. "
)
SERBIAN = (
    "Luka je bila zatvorena u maju zbog popravke lukobrana, a brodovi su od juna ponovo u njoj. "
    "Kako kaže uprava, to je bio veliki posao za sve koji žive na obali, i nije bio jeftin. "
)
HAUSA_LIKE = "ina kira da wani su tafi na gida u baba ne da sun zo i taro na yau da dare su kuma ji " * 20
NORTHERN = "zeta kari muno vela tasi loru pemi kana dosu " * 60


def test_a_text_tells_its_language() -> None:
    """A document would be listed in a language that it is not in."""
    assert [language_of(text) for text in (ENGLISH, GERMAN, SERBIAN)] == ["en", "de", "sr"]


def test_a_few_common_words_make_no_language() -> None:
    """Another language that happens to have "na", "da" and "su" would pass for Serbian."""
    assert language_of(HAUSA_LIKE) is None


@pytest.mark.parametrize(
    ("stated", "text", "told"),
    [
        ("en", GERMAN, "de"),
        ("de", ENGLISH, "en"),
        ("en-US", ENGLISH, "en-US"),
        ("hr", SERBIAN, "hr"),
        ("en", SERBIAN, "sr"),
        ("pt", NORTHERN, "pt"),
        ("en", NORTHERN, None),
        ("en", "Too short to tell.", "en"),
    ],
)
def test_what_is_said_is_believed_unless_the_text_is_plainly_another(stated: str, text: str, told: str | None) -> None:
    """A German page from a template in English would be listed as English; a Croatian one as Serbian."""
    assert believed(stated, text) == told


def test_a_page_in_another_language_than_its_template() -> None:
    """``lang="en"`` stands in a theme that nobody changed."""
    page = f'<html lang="en"><head><title>Der Hafen</title></head><body><p>{GERMAN}</p></body></html>'
    document = read(page.encode(), path="a.html", document=DocumentId("d")).document
    assert document.language == "de"
    known = read(page.encode(), path="a.html", document=DocumentId("d"), catalogue={"language": "en"}).document
    assert known.language == "en"

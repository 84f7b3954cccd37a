"""Who a sentence speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.briefing.parties import Parties, load_parties, named
from bot.errors import BadOption, ConfigurationError
from tests.conftest import ROOT

KNOWN = Parties({"Utopia": ("Utopian", "Port Thomas", "UT"), "Arcadia": ("Arcadian",), "Us": ("US",)})


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Utopian loans were paid back.", True),
        ("The mayor of Port Thomas signed.", True),
        ("Utopia’s gas is cheap.", True),
        ("UT sent a note.", True),
        ("He cut the ut short.", False),
        ("A utopian idea is no state.", False),
        ("The thomas port is old.", False),
    ],
)
def test_a_party_is_known_by_all_its_names_and_by_no_common_word(text: str, speaks: bool) -> None:
    """ "Let us see" speaks of the United States; or what the capital does is nobody's."""
    party, other = KNOWN.find("utopian"), KNOWN.find("Arcadia")
    assert party.label == "Utopia"
    assert named(text, party, other) == (speaks, False)


def test_whoever_is_not_known_is_looked_for_by_the_words_as_typed() -> None:
    """A company that nobody listed cannot be compared, or swallows another that begins with its name."""
    gasco, neft = KNOWN.find("Gasco"), KNOWN.find("Gasco Neft")
    assert named("Gasco Neft owns Petarc.", gasco, neft) == (False, True)
    assert named("Gasco founded Gasco Neft.", gasco, neft) == (True, True)
    assert named("Two drones flew.", KNOWN.find("drone"), neft) == (True, False)


@pytest.mark.parametrize("text", ["", "  ", "the", "?!", "\u200b"])
def test_a_name_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(BadOption):
        KNOWN.find(text)


def test_the_shipped_names_are_of_one_party_each() -> None:
    """One name means two parties: what is compared depends on the order of the file."""
    parties = load_parties(ROOT / "config" / "names.toml")
    owners: dict[str, str] = {}
    for label in parties.labels:
        for name in parties.find(label).names:
            assert owners.setdefault(name.casefold(), label) == label, name
            assert parties.find(name).label == label, name
    assert parties.find("the U.S.").label == "United States" and parties.find("kremlin").label == "Russia"
    assert parties.known("United States") is not None and parties.known("United States and gas") is None
    assert [parties.find(name).word for name in ("US", "kremlin", "European Union")] == ["USA", "Russia", "EU"]


def test_a_broken_file_of_names_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text('[names]\nUtopia = "UT"\n')
    with pytest.raises(ConfigurationError, match=r"names\.Utopia"):
        load_parties(path)
    assert load_parties(tmp_path / "none.toml").labels == []

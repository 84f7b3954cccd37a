"""The Admiralty code by which analysts grade sources (STANAG 2511): A to F for the source, 1 to 6 for what it says."""

from __future__ import annotations

import re

from bot.errors import BadOption

UNGRADED = "F6"

RELIABILITY = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
_GRADE = re.compile(r"([A-F])\s*-?\s*([1-6])", re.IGNORECASE)


def grade_of(typed: str) -> str:
    """``b2`` is B2. Raises BadOption with what the letters and figures mean."""
    match = _GRADE.fullmatch(typed.strip())
    if match is None:
        raise BadOption(
            f"“{typed[:20]}” is no grade.",
            "A letter from A (reliable) to F (cannot be judged) and a figure from 1 (confirmed) to 6 (cannot be "
            "judged), as B2.",
        )
    return f"{match[1].upper()}{match[2]}"


def grade_words(grade: str) -> str:
    """``B2: usually reliable, probably true``; what both say is said once."""
    return f"{grade}: {', '.join(dict.fromkeys((RELIABILITY[grade[0]], CREDIBILITY[grade[1]])))}"

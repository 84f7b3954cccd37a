"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The starter corpus."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def raw_seeds() -> Path:
    """The raw documents, which live outside the project; the test is skipped where they are absent."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the raw documents (../shared/seeds) are not here")
    return folder

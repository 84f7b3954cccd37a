"""The simulated Discord, as for the commands."""

from __future__ import annotations

from tests.cogs.conftest import world

__all__ = ["world"]

"""What a scope sees, as conditions of a query: whose documents, of what time, and none that its guild has hidden.

Every query over current documents takes its condition from here, so that none can forget it. What
a kept brief cites is opened by document and version, and stays open: that takes ``owned`` alone.
"""

from __future__ import annotations

from bot.store.connection import marks
from bot.store.scope import Scope

Condition = tuple[str, tuple[str, ...]]
"""SQL that stands for itself after WHERE or AND, and its parameters."""


def owned(scope: Scope, document: str = "d") -> Condition:
    """Documents that are everybody's or the guild's."""
    return f"{document}.owner IN ({marks(scope.owners)})", scope.owners


def shown(scope: Scope, document: str = "d") -> Condition:
    """Those of them that the guild has not hidden."""
    whose, owners = owned(scope, document)
    if scope.guild is None or scope.hidden_too:
        return whose, owners
    hidden = "SELECT document FROM judgment WHERE guild = ? AND hidden IS NOT NULL"
    return f"({whose} AND {document}.id NOT IN ({hidden}))", (*owners, scope.guild)


def current(scope: Scope, document: str = "d") -> Condition:
    """Those of them that are in the corpus now, and of the time that is looked at."""
    sql, values = shown(scope, document)
    if scope.since is None:
        return f"({document}.withdrawn_at IS NULL AND {sql})", values
    dated = f"""EXISTS (SELECT 1 FROM version p
        WHERE p.id = {document}.current AND p.published >= substr(?, 1, length(p.published)))"""
    return f"({document}.withdrawn_at IS NULL AND {sql} AND {dated})", (*values, scope.since)


def usable(scope: Scope, sentence: str = "s") -> Condition:
    """Sentences that the guild has not found to be wrong."""
    if scope.guild is None:
        return "1", ()
    wrong = "SELECT text FROM report WHERE guild = ? AND state = 'accepted'"
    return f"{sentence}.text NOT IN ({wrong})", (scope.guild,)

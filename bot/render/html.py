"""Posted digests as static pages: one a day and an index; nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.answers import Archived, Day
from bot.render.wording import LABELS, citation, plain
from summarizers.models import Source


class Pages:
    """Renders pages; whatever a document says is text, never markup."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def day(self, day: Day, earlier: str | None = None, later: str | None = None) -> str:
        """The page of one day."""
        return self._templates.get_template("day.html.j2").render(
            title=f"Digests of {day.date}",
            day=day.date,
            earlier=earlier,
            later=later,
            digests=[_digest(one) for one in day.digests],
        )

    def index(self, days: Sequence[Day]) -> str:
        """Every day, newest first."""
        listed = sorted(((day.date, len(day.digests)) for day in days), reverse=True)
        return self._templates.get_template("index.html.j2").render(title="Digests", days=listed)


def _digest(one: Archived) -> dict[str, Any]:
    answer = one.answer
    topics: dict[str, list[dict[str, Any]]] = {}
    for change in answer.changes:
        numbered = [(answer.summary.number_of(e), e) for e in change.point.evidence]
        names = {source.n: plain(citation(source)) for source in answer.summary.sources}
        topics.setdefault(change.topic or "Corrections", []).append(
            {
                "label": LABELS.get(change.kind, ""),
                "text": plain(change.point.text),
                "marks": [{"n": n, "quote": plain(e.quote), "source": names[n]} for n, e in numbered],
                "also": [plain(name) for name in change.also],
                "before": [
                    {"at": b.at[:10], "text": plain(b.text) if b.text != change.point.text else "", "link": b.link}
                    for b in change.before
                    if b.at or b.link
                ],
            }
        )
    return {
        "id": answer.id,
        "title": answer.title,
        "flagged": (one.flagged or "")[:10],
        "posted": one.posted_at[:16].replace("T", " ") + " UTC",
        "late": answer.late,
        "link": one.link,
        "topics": list(topics.items()),
        "quiet": [(topic, since[:10]) for topic, since in answer.quiet],
        "sources": [{"n": s.n, "name": plain(citation(s)), "url": _web_address(s)} for s in answer.summary.sources],
    }


def _web_address(source: Source) -> str:
    """The source's address where it is one of the web; anything else ("javascript:") is none."""
    try:
        parsed = urlsplit(source.url or "")
    except ValueError:
        return ""
    return source.url or "" if parsed.scheme in ("http", "https") and parsed.hostname else ""

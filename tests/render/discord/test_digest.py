"""Digests as Discord pages: inside its limits whatever they hold, and each page known by its mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers import Before, BriefAnswer, Change, DigestAnswer, LeftOut
from bot.render.discord.digest import Listed, digest_pages, draft_pages, subscription_pages, why_pages
from bot.render.discord.parts import MAX_COMPONENTS, MAX_TEXT, Beside, Buttons, Page, Press, Text
from summarizers.models import DocumentId, Evidence, Point, Section, Source, Summary, Support

NASTY = "@everyone <@&1> [free](https://evil.example) ||x|| `c` **b** \u202eetirw\u202c discord.gg/evil "
LINK = "https://discord.com/channels/1/10/99"


def digest(points: int, text: str = "NIS sold its refinery.", sources: int = 1) -> DigestAnswer:
    found = tuple(Source(n, DocumentId(f"d{n}"), 1, f"{n}.md", text, publisher=text) for n in range(1, sources + 1))
    evidence = tuple(Evidence(s.document, 1, 0, 9, text) for s in found)
    made = tuple(Point(f"{i} {text}", evidence) for i in range(points))
    summary = Summary("Energy", "default", (Section("updated", made),), found, Support(1, 1, points, points))
    earlier = (Before(text, "2027-05-01T00:00:00+00:00", "d0", LINK), Before(text, "2027-05-02", "d1", LINK))
    kinds = ("updated", "contradicted", "removed", "withdrawn", "new")
    changes = tuple(Change(kinds[i % 5], p, text if i % 2 else None, earlier, text) for i, p in enumerate(made))
    left = tuple(LeftOut(reason, text, text) for reason in ("duplicate", "less weighty") for _ in range(9))
    counts = (("less weighty", 9), ("duplicate", 9))
    return DigestAnswer(
        BriefAnswer("abc123abc123", "digest", summary, 1), (text,), changes, left, counts, ((text, "2027-04-01"),)
    )


def buttons(page: Page) -> list[Press]:
    found = [b for part in page.parts if isinstance(part, Buttons) for b in part.buttons]
    found += [part.button for part in page.parts if isinstance(part, Beside)]
    return [b for b in found if isinstance(b, Press)]


def said(page: Page) -> str:
    return "\n".join(part.content for part in page.parts if isinstance(part, Text | Beside))


@pytest.mark.parametrize("points", [0, 1, 5, 30])
@pytest.mark.parametrize("text", ["NIS sold its refinery.", NASTY * 40], ids=["plain", "nasty"])
@pytest.mark.parametrize("sources", [1, 7])
def test_every_page_is_inside_the_limits_and_carries_the_mark(points: int, text: str, sources: int) -> None:
    """Discord refuses the digest, or after a crash it is not known again and is posted twice."""
    for page in digest_pages(digest(points, text, sources), mention="4711"):
        assert page.components <= MAX_COMPONENTS and page.characters <= MAX_TEXT
        ids = [b.custom_id for b in buttons(page)]
        assert "precis:why:abc123abc123" in ids
        assert len(ids) == len(set(ids)) and all(len(i) <= 100 for i in ids)
        assert "@everyone" not in said(page) and "\u202e" not in said(page)
    for page in why_pages(digest(points, text, sources)):
        assert page.components <= MAX_COMPONENTS and page.characters <= MAX_TEXT


def test_a_heading_that_repeats_the_title_is_left_out_and_no_other() -> None:
    """The one topic stands there twice; or points stand under the corrections above them."""
    made = replace(digest(2), topics=("energy",))
    alone = replace(made, changes=tuple(replace(c, topic="Energy") for c in made.changes))
    assert "###" not in said(digest_pages(alone)[0]).split("### Sources")[0]
    corrected = replace(alone, changes=(replace(alone.changes[0], topic=None), alone.changes[1]))
    assert "### Corrections" in said(digest_pages(corrected)[0]) and "### Energy" in said(digest_pages(corrected)[0])


def test_the_words_of_a_point_stay_and_say_what_became_of_them() -> None:
    """An update cannot be told from news, or has no way back to the message that it corrects."""
    (page,) = digest_pages(digest(1))
    assert "**Update:** 0 NIS sold its refinery.\N{NO-BREAK SPACE}[1]" in said(page)
    assert f"Reported 2027-05-01: “NIS sold its refinery.” · [the message]({LINK})" in said(page)


def test_a_role_is_called_on_the_first_page_alone() -> None:
    """Turning the page calls everybody again."""
    first, *others = digest_pages(digest(30), mention="4711")
    assert said(first).startswith("<@&4711>")
    assert others and not any("<@&" in said(page) for page in others)


def test_lists_of_subscriptions_stay_inside_the_limits() -> None:
    """A server with many digests cannot list them."""
    many = [
        Listed(f"s{i}", "10", (NASTY * 3,), NASTY, "long", "say", "5", "paused", NASTY * 9, None) for i in range(25)
    ]
    for page in (*subscription_pages(many), *draft_pages(many[0], digest(9, NASTY * 9))):
        assert page.components <= MAX_COMPONENTS and page.characters <= MAX_TEXT
        assert "@everyone" not in said(page)
    assert "/subscribe" in said(subscription_pages([])[0])

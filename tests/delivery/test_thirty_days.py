"""Thirty simulated days of new, copied, edited and withdrawn documents, through the whole delivery."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.delivery.courier import Courier, Rules
from bot.store.base import Scope
from bot.store.sqlite import open_store
from summarizers.models import DocumentId
from tests.channel import new_desk, put
from tests.delivery.mailboxes import Mailboxes
from tests.subscribing import Clock, subscription

PLACES = """Apatin Bečej Čačak Despotovac Ečka Futog Grocka Hrtkovci Inđija Jagodina Kikinda Loznica Majdanpek Negotin
    Obrenovac Paraćin Rača Sombor Trstenik Užice Vranje Zaječar Žabalj Arilje Bor Ćuprija Dimitrovgrad Ivanjica Knić
    Lajkovac Mionica Nova Varoš Odžaci Pirot Ruma Senta Topola Ub Vrbas Žitište""".replace("\n", " ").split()
KINDS = (
    "The gas plant of {} will produce {} megawatts from next year.",
    "Engineers found {1} million tons of oil near {0} this spring.",
    "Srbijagas bought {1} hectares for a pipeline station in {0}.",
    "A fire at the oil depot of {} destroyed {} tanks on Monday.",
    "Voters in {} rejected an oil refinery worth {} million euros.",
)


async def test_thirty_days_tell_every_change_once_and_nothing_twice(tmp_path: Path) -> None:
    """Over a month a channel reads something twice, misses something, or is left on a wrong figure."""
    dice = random.Random(7)
    clock = Clock(datetime(2027, 3, 15, tzinfo=UTC))  # over the change of clocks
    boxes = Mailboxes(tmp_path / "channels")
    names = [p for p in PLACES if p not in ("Nova", "Varoš", "Ub")]
    facts: dict[str, str] = {}  # what the newest version of a document says
    figures: dict[str, int] = {}
    new: list[str] = []
    edited: list[tuple[str, int, int]] = []
    withdrawn: list[str] = []
    quiet_days = 0
    async with await open_store(tmp_path / "precis.sqlite3") as store:
        await put(store, "base", "# Energy\n\nGazprom Neft holds 56.15% of the shares of NIS.", clock().isoformat())
        await store.save_subscription(subscription("s", active_from=clock().isoformat()))
        courier = Courier(
            new_desk(store, clock).digests,
            boxes,
            holder="one",
            new_id=iter(f"digest{i}" for i in range(1000)).__next__,
            rules=Rules(per_second=0),
        )
        for day in range(30):
            if day:
                now = clock().isoformat()
                happening = dice.choice(("quiet", "new", "new", "new", "edit", "withdraw", "copy"))
                if happening == "quiet":
                    quiet_days += 1
                if happening in ("new", "copy") and names:
                    name = names.pop(0)
                    figures[name] = dice.randint(120, 990)
                    facts[name] = KINDS[day % len(KINDS)].format(name, figures[name])
                    outlets = ("first", "second") if happening == "copy" else ("first",)
                    for outlet in outlets:
                        await put(store, f"{outlet}-{name}", f"# Energy\n\n{facts[name]}", now)
                    new.append(name)
                    if day % 4 == 0 and len(new) > 2:  # an old story comes again in another paper
                        old = new[-2]
                        if old not in withdrawn and not any(e[0] == old for e in edited):
                            await put(store, f"late-{old}", f"# Energy\n\n{facts[old]}", now)
                standing_documents = {row.document.id for row in await store.documents(Scope())}
                standing = [n for n in new[:-1] if n not in withdrawn and not any(e[0] == n for e in edited)]
                if happening == "edit" and standing:
                    name = standing[0]
                    was, figures[name] = figures[name], figures[name] + 1001
                    for outlet in ("first", "second", "late"):
                        if f"{outlet}-{name}" in standing_documents:
                            text = facts[name].replace(str(was), str(figures[name]))
                            await put(store, f"{outlet}-{name}", f"# Energy\n\n{text}", now)
                    edited.append((name, was, figures[name]))
                if happening == "withdraw" and len(standing) > 1:
                    name = standing[1]
                    for outlet in ("first", "second", "late"):
                        if f"{outlet}-{name}" in standing_documents:
                            await store.withdraw(DocumentId(f"{outlet}-{name}"), now=now)
                    withdrawn.append(name)
            for _ in range(12):
                await courier.tick()
                await courier.settled()
                clock.advance(hours=2)
    messages = boxes.read()
    assert [m["slot"] for m in messages] == sorted({m["slot"] for m in messages})
    assert len(messages) == 30
    told = [(kind, text) for m in messages for kind, text in zip(m["kinds"], m["texts"], strict=True)]
    assert [pair for pair, n in Counter(told).items() if n > 1] == []
    for name in new:
        assert sum(kind == "new" and name in text for kind, text in told) == 1, (name, facts[name], told)
    for name, was, now_is in edited:
        updates = [text for kind, text in told if kind == "updated" and name in text]
        assert len(updates) == 1 and str(now_is) in updates[0] and str(was) not in updates[0].split(), (name, updates)
    for name in withdrawn:
        assert sum(kind == "withdrawn" and name in text for kind, text in told) >= 1, name
    assert sum(not m["kinds"] for m in messages) >= quiet_days
    assert len(new) >= 10 and edited and withdrawn and quiet_days, "the dice gave too quiet a month"

"""Search results, topics, sources and one source as Discord pages."""

from __future__ import annotations

from bot.answers import Passage, SearchAnswer, SourceDetail, SourceInfo, TopicInfo
from bot.render.discord.escape import pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Page, Press, Rule, Text, rows
from bot.render.discord.sources import full_name, last_heading, open_link, origin

_LONGEST = 2400


def search_pages(answer: SearchAnswer, turn: Turn | None = None) -> tuple[Page, ...]:
    """The passages of one page of results, on as many messages as their text needs."""
    words = safe(shorten(answer.words, 200), "…")
    found = f"{answer.total} passage{'' if answer.total == 1 else 's'}"
    page = f" · results page {answer.page} of {answer.pages}" if answer.pages > 1 else ""
    head: Block = (Text(f"### {words}\n-# {found}{page}"),)
    if not answer.passages:
        hint = "**No passage holds these words.**\nTry fewer or other words; `/topics` shows what there is."
        return paginate((head[0],), [(Text(hint),)])
    blocks: list[Block] = []
    for number, passage in enumerate(answer.passages):
        shown = _passage(passage)
        blocks.append((Rule(), *shown[0]) if number else shown[0])
        blocks.extend(shown[1:])
    return paginate(head, blocks, turn=turn)


def _passage(passage: Passage) -> list[Block]:
    sentence = passage.sentence
    where = [full_name(passage.source)]
    if sentence.section and (heading := last_heading(sentence.section)):
        where.append(heading)
    if sentence.page is not None:
        where.append(f"page {sentence.page}")
    texts = pieces(safe(sentence.text, "…"), _LONGEST)
    texts[-1] = f"{texts[-1]}\n-# {' · '.join(where)}"
    blocks: list[Block] = [(Text(text),) for text in texts[:-1]]
    place = f"{sentence.document}:{sentence.version}:{sentence.start}:{sentence.end}"
    press = Press("Open", "passage", place)
    blocks.append((Beside(texts[-1], press),) if press.fits else (Text(texts[-1]),))
    return blocks


def topic_pages(topics: list[TopicInfo], turn: Turn | None = None) -> tuple[Page, ...]:
    """The configured topics and how much the corpus says of each."""
    head: Block = (Text("## Topics\n-# Any other words are a topic too: `/brief topic:…`"),)
    if not topics:
        return paginate(head, [(Text("No topics are configured here. Ask `/brief` for any words."),)])
    blocks: list[Block] = [(Text(_topic(topic)),) for topic in topics]
    return paginate(head, blocks, turn=turn)


def _topic(topic: TopicInfo) -> str:
    name = safe(shorten(topic.name, 100), "Untitled")
    known = f"{topic.sentences} sentences in {topic.documents} documents" if topic.sentences else ""
    aliases = ", ".join(filter(None, (safe(alias) for alias in topic.aliases)))
    below = " · ".join(filter(None, (known, aliases)))
    return f"**{name}**\n-# {shorten_line(below)}" if below else f"**{name}**"


def source_list_pages(sources: list[SourceInfo], turn: Turn | None = None) -> tuple[Page, ...]:
    """The documents of the corpus, each with a button that shows it."""
    count = f"{len(sources)} document{'' if len(sources) == 1 else 's'}"
    head: Block = (Text(f"## Sources\n-# {count}"),)
    if not sources:
        hint = "The corpus is empty. A manager of this bot can add documents; see `/status`."
        return paginate(head, [(Text(hint),)])
    blocks: list[Block] = []
    for info in sources:
        content = f"{full_name(info)}\n-# {info.sentences} sentences · {safe(shorten(info.path, 80))}"
        press = Press("Show", "source", f"{info.document}")
        blocks.append((Beside(content, press),) if press.fits else (Text(content),))
    return paginate(head, blocks, turn=turn)


def source_pages(detail: SourceDetail, turn: Turn | None = None) -> tuple[Page, ...]:
    """One source: what it is, and its sections with how each begins."""
    info = detail.info
    title = safe(shorten(info.title, 200), "Untitled")
    facts = [*origin(info), safe(info.kind or ""), safe(info.language or "")]
    size = f"{info.sentences} sentences · {info.characters:,} characters · version {info.version}"
    path = safe(shorten(info.path, 120))
    head: Block = (Text(f"## {title}\n-# {' · '.join(filter(None, facts))}\n-# {size} · {path}"),)
    blocks: list[Block] = []
    for section in detail.sections:
        name = safe(shorten(section.name.split(" > ")[-1], 120), "Opening")
        lines = [f"**{name}** · {section.sentences}"]
        if section.first is not None:
            lines += [f"-# {piece}" for piece in pieces(safe(section.first.text, "…"), _LONGEST)]
        blocks.extend((Text(line),) for line in lines)
    link = open_link(info.url)
    return paginate(head, blocks, foot=rows([link]) if link else (), turn=turn)


def shorten_line(escaped: str, limit: int = 200) -> str:
    """An escaped line of names cut between names, an ellipsis where it was cut."""
    if len(escaped) <= limit:
        return escaped
    return escaped[: escaped.rfind(", ", 0, limit)].rstrip() + ", …"

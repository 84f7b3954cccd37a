"""Search results, topics, sources and one source as Discord pages."""

from __future__ import annotations

from bot.answers import Passage, SearchAnswer, SourceDetail, SourceInfo, TopicInfo
from bot.render.discord.escape import fact, pieces, safe, shorten
from bot.render.discord.pages import Turn, paginate
from bot.render.discord.parts import Beside, Block, Page, Press, Text, rows
from bot.render.discord.sources import (
    counted,
    full_name,
    graded,
    graded_in_words,
    last_heading,
    named,
    open_link,
    origin,
)
from bot.render.wording import title
from bot.translations import say

_LONGEST = 2400


def search_pages(answer: SearchAnswer, turn: Turn | None = None) -> tuple[Page, ...]:
    """The passages of one page of results, on as many messages as their text needs."""
    words = safe(shorten(answer.words, 200), "…")
    found = counted(answer.total, "passage")
    page = say(" · results page {n} of {total}", n=answer.page, total=answer.pages) if answer.pages > 1 else ""
    some = answer.whole is not None and answer.whole < answer.total
    whole = say(" · {n} with all the words", n=answer.whole) if some else ""
    head: Block = (Text(f"### {words}\n-# {found}{whole}{page}"),)
    if not answer.passages:
        hint = say("**No passage holds these words.**\nTry fewer or other words; `/topics` shows what there is.")
        return paginate((head[0],), [(Text(hint),)])
    blocks: list[Block] = []
    for passage in answer.passages:
        blocks.extend(passage_blocks(passage))
    return paginate(head, blocks, turn=turn)


def passage_blocks(passage: Passage) -> list[Block]:
    """A passage with where it stands, and the button that opens it there."""
    sentence = passage.sentence
    where = [named(passage.source)]
    if sentence.section and (heading := last_heading(sentence.section)):
        where.append(heading)
    if sentence.page is not None:
        where.append(say("page {n}", n=sentence.page))
    texts = pieces(safe(sentence.text, "…"), _LONGEST)
    texts[-1] = f"{texts[-1]}\n-# {' · '.join(where)}"
    blocks: list[Block] = [(Text(text),) for text in texts[:-1]]
    place = f"{sentence.document}:{sentence.version}:{sentence.start}:{sentence.end}"
    press = Press("Open", "passage", place)
    blocks.append((Beside(texts[-1], press),) if press.fits else (Text(texts[-1]),))
    return blocks


def topic_pages(topics: list[TopicInfo], turn: Turn | None = None) -> tuple[Page, ...]:
    """The configured topics and how much the corpus says of each."""
    head: Block = (Text(say("## Topics\n-# Any other words are a topic too: `/brief topic:…`")),)
    if not topics:
        return paginate(head, [(Text(say("No topics are configured here. Ask `/brief` for any words.")),)])
    blocks: list[Block] = [(Text(_topic(topic)),) for topic in topics]
    return paginate(head, blocks, turn=turn)


def _topic(topic: TopicInfo) -> str:
    name = f"**{safe(shorten(topic.name, 100), 'Untitled')}**"
    if topic.sentences:
        name += f" · {counted(topic.sentences, 'sentence')}, {counted(topic.documents, 'document')}"
    aliases = shorten(", ".join(topic.aliases), 80)
    return f"{name}\n-# {safe(aliases)}" if aliases else name


def source_list_pages(sources: list[SourceInfo], turn: Turn | None = None) -> tuple[Page, ...]:
    """The documents of the corpus, each with a button that shows it."""
    head: Block = (Text(f"## {say('Sources')}\n-# {counted(len(sources), 'document')}"),)
    if not sources:
        hint = say("The corpus is empty. A manager of this bot can add documents; see `/status`.")
        return paginate(head, [(Text(hint),)])
    blocks: list[Block] = []
    for info in sources:
        size = f"{counted(info.sentences, 'sentence')} · {safe(shorten(info.path, 80))}"
        content = f"{full_name(info)}\n-# {size} · {graded(info.grade)}"
        press = Press("Show", "source", f"{info.document}")
        blocks.append((Beside(content, press),) if press.fits else (Text(content),))
    return paginate(head, blocks, turn=turn)


def source_pages(detail: SourceDetail, turn: Turn | None = None) -> tuple[Page, ...]:
    """One source: what it is, and its sections with how each begins."""
    info = detail.info
    name = safe(shorten(title(info), 200), "Untitled")
    facts = [*origin(info), graded_in_words(info.grade), fact(info.kind), fact(info.language)]
    lengths = f"{counted(info.sentences, 'sentence')} · {counted(info.characters, 'character')}"
    size = f"{lengths} · {say('version')} {info.version}"
    path = safe(shorten(info.path, 120))
    head: Block = (Text(f"## {name}\n-# {' · '.join(filter(None, facts))}\n-# {size} · {path}"),)
    blocks: list[Block] = [(_kin("Attached to", detail.letter),)] if detail.letter is not None else []
    blocks += [(_kin("Attached", each),) for each in detail.attached]
    for section in detail.sections:
        name = safe(shorten(section.name.split(" > ")[-1], 120), say("Opening"))
        lines = [f"**{name}** · {section.sentences}"]
        if section.first is not None:
            lines += [f"-# {piece}" for piece in pieces(safe(section.first.text, "…"), _LONGEST)]
        blocks.extend((Text(line),) for line in lines)
    link = open_link(info.url)
    return paginate(head, blocks, foot=rows([link]) if link else (), turn=turn)


def _kin(how: str, info: SourceInfo) -> Beside | Text:
    """A document that carries, or is carried by, the one that is shown."""
    content = f"{how}: {full_name(info)}"
    press = Press("Show", "source", f"{info.document}")
    return Beside(content, press) if press.fits else Text(content)

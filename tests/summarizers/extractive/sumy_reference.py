"""sumy itself, given the tokens that our methods use."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from nltk.tokenize.destructive import NLTKWordTokenizer
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import Stemmer
from sumy.nlp.tokenizers import Tokenizer as SumyTokenizer
from sumy.parsers.parser import DocumentParser
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.random import RandomSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from summarizers.extractive.tokens import words
from summarizers.models import DocumentId, Sentence

SUMY: dict[str, Any] = {
    "luhn": LuhnSummarizer,
    "edmundson": EdmundsonSummarizer,
    "lsa": LsaSummarizer,
    "text-rank": TextRankSummarizer,
    "lex-rank": LexRankSummarizer,
    "sum-basic": SumBasicSummarizer,
    "kl": KLSummarizer,
    "reduction": ReductionSummarizer,
    "random": RandomSummarizer,
}


class Tokenizer:
    """What sumy asks of a tokenizer; no NLTK data is needed."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return words(sentence)

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        return (paragraph,)


class SlowTokenizer(Tokenizer):
    """The same words, in the time that sumy's own tokenizer takes at least: NLTK's, without its sentence splitter."""

    def __init__(self) -> None:
        self._nltk = NLTKWordTokenizer()

    def to_words(self, sentence: str) -> tuple[str, ...]:
        for word in self._nltk.tokenize(sentence):
            SumyTokenizer._is_word(word)
        return words(sentence)


def sentences(
    texts: Sequence[str], sections: Sequence[str | None] | None = None, paragraphs: Sequence[int] | None = None
) -> tuple[Sentence, ...]:
    """Bare candidates from texts, all of one document."""
    return tuple(
        Sentence(
            DocumentId("d"),
            1,
            i,
            0,
            len(t),
            t,
            section=sections[i] if sections else None,
            paragraph=paragraphs[i] if paragraphs else None,
        )
        for i, t in enumerate(texts)
    )


def dom(candidates: Sequence[Sentence], tokenizer: Tokenizer) -> ObjectDocumentModel:
    """sumy's document: paragraphs, and a heading wherever the section changes."""
    paragraphs = []
    section = None
    for _, group in groupby(candidates, key=lambda s: (s.document, s.paragraph)):
        parts = []
        for sentence in group:
            if sentence.section != section:
                section = sentence.section
                if section:
                    parts.append(SumySentence(section, tokenizer, is_heading=True))
            parts.append(SumySentence(sentence.text, tokenizer))
        paragraphs.append(Paragraph(parts))
    return ObjectDocumentModel(paragraphs)


def choose(
    slug: str, candidates: Sequence[Sentence], limit: int, seed: int = 0, tokenizer: Tokenizer | None = None
) -> list[int]:
    """The indices that sumy chooses, set up as its own command line does it."""
    document = dom(candidates, tokenizer or Tokenizer())
    summarizer = SUMY[slug](Stemmer("english"))
    if slug == "edmundson":
        headings = [w for h in document.headings for w in h.words]
        summarizer.null_words = get_stop_words("english")
        summarizer.bonus_words = headings or DocumentParser.SIGNIFICANT_WORDS
        summarizer.stigma_words = DocumentParser.STIGMA_WORDS
    else:
        summarizer.stop_words = get_stop_words("english")
    random.seed(seed)
    places = {s.text: i for i, s in enumerate(candidates)}
    return sorted(places[str(s)] for s in summarizer(document, limit))

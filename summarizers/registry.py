"""Names to methods. A new method is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from summarizers.base import Summarizer

_METHODS: dict[str, str] = {
    "default": "summarizers.extractive.hybrid:Hybrid",
    "lead": "summarizers.extractive.lead:Lead",
    "luhn": "summarizers.extractive.luhn:Luhn",
    "edmundson": "summarizers.extractive.edmundson:Edmundson",
    "lsa": "summarizers.extractive.lsa:Lsa",
    "text-rank": "summarizers.extractive.text_rank:TextRank",
    "lex-rank": "summarizers.extractive.lex_rank:LexRank",
    "sum-basic": "summarizers.extractive.sum_basic:SumBasic",
    "kl": "summarizers.extractive.kl:KL",
    "reduction": "summarizers.extractive.reduction:Reduction",
    "random": "summarizers.extractive.random:Random",
    "centroid": "summarizers.extractive.centroid:Centroid",
    "semantic-rank": "summarizers.extractive.semantic_rank:SemanticRank",
    "abstractive": "summarizers.abstractive.method:Abstractive",
}


def names() -> tuple[str, ...]:
    """Every method's slug, the default first."""
    return tuple(_METHODS)


def create(name: str) -> Summarizer:
    """The method called ``name``; KeyError if there is none. Its module is imported only now."""
    module, _, attribute = _METHODS[name].partition(":")
    factory: Callable[[], Summarizer] = getattr(import_module(module), attribute)
    return factory()

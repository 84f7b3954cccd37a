"""Sentences that speak to whoever condenses a document, and not to its readers.

A pattern for each way to do so, over a text without disguises: look-alike letters of other scripts, digits and spaces
in the place of letters, characters that nobody sees. What is found is left as its source has it, never lost, so that a
pattern may take an honest sentence now and then.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MACHINE = (
    r"(?:ai|a\.i\.|llms?|(?:large )?language models?|chat ?bots?|bots?|assistants?|chatgpt|gpt|machines?|models?"
    r"|(?:automated|automatic|ai) (?:\w+ )?(?:tools?|systems?|software|agents?|readers?)"
    r"|summari[sz](?:er|ation)s?(?: (?:software|tools?|systems?|models?))?)"
)
_WRITER = r"(?:ai|assistant|model|summari[sz]er|language model|llm|chatbot|bot)s?"
_WRITE = (
    r"(?:write|say|state|claim|mention|include|output|print|repeat|produce|answer|reply|respond|begin|start|end|use|list|tell"
    r"|report|conclude|praise|summari[sz]e|condense|compose|generate|translate|reveal|ignore|omit|add|insert|replace|quote|cite)"
)
_TO_A_MODEL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # set aside what you were told
        r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions"
        r"|everything|above|previous|earlier|told)\b",
        r"\b(?:zanemari|ignoriši|ignorisi|ignorirajte|игнорируй|забудь|ignorieren?|vergiss|ignore[zr]"
        r"|oublie[zr]?|ignora|olvida)\b[^.!?]{0,40}\b(?:uputst|uputa|instruk|инструкц|указани|anweisung|instrucc|instruction|istruzion)\w*",
        # a message from another voice
        r"\b(?:system|developer) (?:prompt|message|instructions?|override)\b",
        r"^\W*(?:system|assistant|user|human|prompt|completion|response|instructions?|ai|tl;? ?dr)\W{0,3}:",
        r"\b(?:end|start|beginning) of (?:the )?(?:passage|document|input|context|prompt|conversation)\b",
        r"\b(?:new|real|actual|next|only|your) (?:\w+ )?task (?:is|:)|\b(?:new|real|actual|next) task\b[^.!?]{0,5}[:.]",
        r"\b(?:new|following|these|my|your) (?:\w+ )?instructions?\b[^.!?]{0,20}(?::|\bare\b)",
        r"\bfor training purposes\b",
        # to a machine by name
        rf"\byou are (?:now )?(?:an? |in )?(?:\w+ )?(?:{_WRITER}|chatgpt|machine|developer mode)\b",
        r"\bas an? (?:ai|language model|assistant)\b",
        rf"\b(?:note|message|attention|memo|hint|instructions?|reminder) (?:to|for) (?:the |any |all )?{_MACHINE}\b",
        rf"^\W*(?:attention|dear|hey|hello|hi)\b\W*{_MACHINE}\b",
        rf"\bif you(?: are|'re) (?:an? |the |any )?(?:\w+ )?{_MACHINE}\b",
        rf"\b(?:the|this|any|dear|your) {_WRITER} "
        r"(?:must|should|shall|will|is to|has to|needs? to|reading|that reads|may now)\b",
        rf"\b{_WRITER} (?:must|should|shall|has to|have to|to) {_WRITE}\b",
        # on the text that is to be written
        r"\b(?:when|while|before|after) (?:you )?(?:condens|summari[sz]|process|rewrit|paraphras|writ)\w*\b[^.!?]{0,30}"
        r"\b(?:this|the|your) (?:passage|text|document|article|sentence|summary)\b",
        r"\b(?:in|of|from|for|with|start|begin|end) (?:your|the) (?:sentence|answer|reply|response|summary|output)\b"
        r"(?=[^.!?]*\b(?:must|should|shall|word|words|name|phrase|include|write|mention)\b)",
        r"\b(?:must|should|shall)\b[^.!?]*\b(?:in|of|from|into) (?:the|this|any|your) (?:summary|output|brief)\b",
        r"\b(?:in your|your) (?:answer|reply|response|summary|output|brief|sentence)\b",
        r"\b(?:sentences?|summary|text|anything|everything) (?:that )?you (?:now )?(?:write|produce|generate)\b",
        # commands
        rf"\byou (?:must|should|shall|have to|are to|need to|will now|may only) (?:\w+ )?{_WRITE}\b",
        r"\bthe (?:user|operator|reader) (?:has |have )?(?:asked|asks|wants|instructed|requires)\b",
        r"\bdo not (?:summari[sz]e|mention|reveal|follow|answer|cite|condense)\b",
        r"^\W*(?:(?:please|kindly|now|instead|then|also|and|note|important|from now on)\W+)*(?:answer|reply|respond"
        r"|output|print|repeat|say|write|tell|state|summari[sz]e|condense|translate|act|pretend|reveal|obey|execute"
        r"|report that|conclude|include|praise|insert)\b[^.!?]*"
        r"(?:\b(?:with|only|that|the word|exactly|as|your|this|following|to the (?:user|reader))\b|[:\"“'‘])",
        r"\b(?:correct|real|true|right) (?:figure|number|answer|name|date)\b[^.!?]{0,40}\buse (?:that|it|this)\b",
    )
)
_LOOK_ALIKE = str.maketrans(
    "аеорсухіѕјԁӏвкмнтАЕОРСУХІЅЈВКМНТαοενικρτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxisjdlbkmhtAEOPCYXISJBKMHTaoevikptABEZHIKMNOPTYX",
)
_DIGITS = str.maketrans("013457@$", "oieastas")
_DISGUISED = re.compile(r"\b(?=\w*[a-z])(?=[\w@$]*[013457@$])[a-z013457@$]{4,}\b", re.IGNORECASE)
_SPACED = re.compile(r"\b(?:\w[ ._*-]){3,}\w\b")


@lru_cache(maxsize=4096)
def instructs(text: str) -> bool:
    """Does a sentence try to instruct whoever condenses it?"""
    return any(pattern.search(form) for form in _forms(text) for pattern in _TO_A_MODEL)


def _forms(text: str) -> set[str]:
    """The text as it stands, and without disguises."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    seen = " ".join(seen.split())
    plain = _SPACED.sub(lambda m: re.sub(r"[ ._*-]", "", m[0]), seen.translate(_LOOK_ALIKE))
    return {seen, plain, _DISGUISED.sub(lambda m: m[0].translate(_DIGITS), plain)}

"""What a text does in Discord beside standing there: its dialect of Markdown, read strictly.

Anything that some client might take for markup counts, whether it is closed or not.
"""

from __future__ import annotations

import re
from collections import Counter

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_PREFIX = re.compile(r"[ \t]*(#{1,3} |-# |>{1,3} |>|[-*+] |\d+[.)] )")
_INLINE = {
    "code": re.compile(r"`+"),
    "bold or italics": re.compile(r"\*+"),
    "underline or italics": re.compile(r"_+"),
    "struck out": re.compile(r"~~"),
    "spoiler": re.compile(r"\|\|"),
    "masked link": re.compile(r"\]\("),
    "link": re.compile(r"://"),
    "user": re.compile(r"<@!?\d"),
    "role": re.compile(r"<@&"),
    "channel": re.compile(r"<#"),
    "command": re.compile(r"</"),
    "time": re.compile(r"<t:"),
    "emoji": re.compile(r"<a?:|(?<!<t):[A-Za-z0-9_+-]{2,}:"),
    "guide": re.compile(r"<id:"),
    "everybody": re.compile(r"@(?=everyone|here)", re.IGNORECASE),
    "control": re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]"),
}


def effects(text: str) -> Counter[str]:
    """How often the text does what; the lines' beginnings are told by what they begin with."""
    found: Counter[str] = Counter()
    for line in _ESCAPE.sub("\ue000", text).split("\n"):
        rest = line
        while prefix := _PREFIX.match(rest):
            found[f"line {re.sub('[0-9]+', '1', prefix[1].strip())}"] += 1
            rest = rest[prefix.end() :]
        for name, pattern in _INLINE.items():
            found[name] += len(pattern.findall(rest))
    return +found


def seen(text: str) -> str:
    """What a reader sees of a text without markup."""
    return _ESCAPE.sub(r"\1", text)

"""Words in quotation marks must stand so in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizers.verification.reading import Reading
from summarizers.verification.verdict import Fault, Problem
from summarizers.words import fold

_QUOTED = re.compile(r'"([^"]{2,400})"|(?<!\w)\'([^\']{2,200})\'(?!\w)')


def problems(claim: Reading, evidence: Reading) -> Iterator[Problem]:
    """Quotations that the evidence does not have word by word."""
    held = _bare(evidence.text)
    for m in _QUOTED.finditer(claim.text):
        quoted = m[1] or m[2]
        if _bare(quoted) not in held:
            yield Problem(Fault.QUOTATION, quoted)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s%$€£]", " ", fold(text)).split())

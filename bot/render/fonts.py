"""The fonts that documents and pictures are drawn with: bundled, so that no machine needs its own.

FiraGO has Latin with all of č ć š ž đ, Cyrillic, Greek and more; Cascadia fills in signs that it
has no glyph for. Both are under the SIL Open Font License.
"""

from __future__ import annotations

from functools import lru_cache

REGULAR, BOLD, FURTHER = "figo", "figbo", "cascadia"


@lru_cache(maxsize=4)
def font(name: str) -> bytes:
    """A TrueType font by its short name. The first time takes about 0.1 s: it is unpacked."""
    from pymupdf_fonts import myfont

    data: bytes = myfont(name)
    return data

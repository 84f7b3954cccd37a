"""Paper: a PDF written from top to bottom, in any script of the bundled fonts; all text is text.

    paper = Paper("Energy", footer="Precis, brief 3f9c2a71")
    paper.title("Energy", "5 documents, 4 publishers")
    paper.heading("Bottom line")
    paper.claim("Gasco owns 51% of Petarc.", [1, 2], ["[1] Review, 2024-05-08, page 3"])
    paper.source(1, "Review, “Gas in Arcadia”, 2024-05-08", "https://example.org/gas")
    data = paper.finish()

A ``[n]`` leads to the source of that number since the last ``title``. A claim is never parted from
its [n] and from what stands small below it, unless it is longer than a page.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from bot.render.fonts import BOLD, FURTHER, REGULAR, font
from bot.render.wording import plain

_TEXT, _STRONG, _SIGNS = "Precis", "Precis-Bold", "Precis-Signs"
_INK, _GRAY, _ACCENT = HexColor(0x1F2933), HexColor(0x616E7C), HexColor(0x1F7A70)
_MARGIN, _PADDING = 20 * mm, 6
_registering = threading.Lock()


class Paper:
    """A PDF under way. Heavy work is done by ``finish``: call it in a thread."""

    def __init__(self, name: str, *, footer: str = "", language: str = "en") -> None:
        self._name = " ".join(plain(name).split())
        self._footer = footer
        self._language = language
        self._story: list[Flowable] = []
        self._part = 0
        self._glyphs = _fonts()

    def title(self, text: str, small: str = "") -> None:
        """What the following is about, large; numbers of sources begin anew."""
        if self._story:
            self._story += [Spacer(0, 8 * mm), CondPageBreak(60 * mm)]
        self._part += 1
        self._story.append(self._paragraph(text, _style(18, 23, bold=True, keep=True)))
        if small:
            self._story.append(self._paragraph(small, _style(9.5, 14, color=_GRAY, keep=True)))
        self._story += [Spacer(0, 2 * mm), HRFlowable(width="100%", thickness=1.2, color=_ACCENT)]

    def heading(self, text: str) -> None:
        """The name of a section."""
        self._story += [
            Spacer(0, 4.5 * mm),
            self._paragraph(text, _style(11.5, 16, bold=True, color=_ACCENT, keep=True)),
        ]

    def claim(
        self, text: str, numbers: Sequence[int] = (), small: Sequence[str] = (), *, lead: str = "", label: str = ""
    ) -> None:
        """A sentence with its [n]; ``label`` stands bold before it, ``lead`` ("1.") in the margin."""
        content = f"<b>{self._safe(label)}</b> " if label else ""
        content += self._safe(text) + self._marks(numbers)
        style = _style(10.5, 15.2, indent=16 if lead else 0, after=1)
        parts: list[Flowable] = [Paragraph(content, style, bulletText=self._safe_lead(lead))]
        parts += [self._paragraph(line, _style(8.5, 12, color=_GRAY, indent=16 if lead else 0)) for line in small]
        self._story += [Spacer(0, 2.2 * mm), KeepTogether(parts)]

    def source(self, number: int, text: str, url: str | None = None) -> None:
        """``[n]`` and what it stands for; an address of the web can be clicked."""
        content = (
            f'<a name="{self._anchor(number)}"/><font color="{_hex(_ACCENT)}">[{number}]</font> {self._safe(text)}'
        )
        if link := _web_address(url):
            content += f'<br/><link href={quoteattr(link)} color="{_hex(_ACCENT)}">{self._safe(link)}</link>'
        self._story += [Spacer(0, 1.2 * mm), Paragraph(content, _style(9, 13))]

    def note(self, text: str) -> None:
        """A line in small print."""
        self._story += [Spacer(0, 1.5 * mm), self._paragraph(text, _style(8.5, 12, color=_GRAY))]

    def finish(self) -> bytes:
        """The PDF. The same content gives the same bytes."""
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=20 * mm,
            bottomMargin=20 * mm,
            title=self._name,
            creator="Precis",
            author="Precis",
            lang=self._language,
            invariant=1,
        )
        document.build(self._story or [Spacer(0, 0)], onFirstPage=self._foot, onLaterPages=self._foot)
        return out.getvalue()

    def _foot(self, canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(_TEXT, 8)
        canvas.setFillColor(_GRAY)
        canvas.drawString(_MARGIN + _PADDING, 11 * mm, " ".join(plain(self._footer).split())[:110])
        canvas.drawRightString(A4[0] - _MARGIN - _PADDING, 11 * mm, str(document.page))
        canvas.restoreState()

    def _paragraph(self, text: str, style: ParagraphStyle) -> Paragraph:
        return Paragraph(self._safe(text), style)

    def _marks(self, numbers: Sequence[int]) -> str:
        """Bound to the last word, so that a line never begins with them."""
        links = "".join(f'<a href="#{self._anchor(n)}" color="{_hex(_ACCENT)}">[{n}]</a>' for n in numbers)
        return f"\u00a0{links}" if links else ""

    def _anchor(self, number: int) -> str:
        return f"s{self._part}-{number}"

    def _safe_lead(self, lead: str) -> str | None:
        return escape(" ".join(plain(lead).split())) or None

    def _safe(self, text: str) -> str:
        """One line of text, marked up only where another font has the glyph; what none has is a square."""
        out: list[str] = []
        for character in " ".join(plain(text).split()):
            code = ord(character)
            if code in self._glyphs[_TEXT]:
                out.append(escape(character))
            elif code in self._glyphs[_SIGNS]:
                out.append(f'<font face="{_SIGNS}">{escape(character)}</font>')
            else:
                out.append(f'<font face="{_SIGNS}">\u25a1</font>')
        return "".join(out)


def _fonts() -> dict[str, dict[int, int]]:
    """Which glyphs each font has; the fonts are known to reportlab from then on."""
    with _registering:
        for name, file in ((_TEXT, REGULAR), (_STRONG, BOLD), (_SIGNS, FURTHER)):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, io.BytesIO(font(file))))
        pdfmetrics.registerFontFamily(_TEXT, normal=_TEXT, bold=_STRONG, italic=_TEXT, boldItalic=_STRONG)
        pdfmetrics.registerFontFamily(_STRONG, normal=_STRONG, bold=_STRONG, italic=_STRONG, boldItalic=_STRONG)
        pdfmetrics.registerFontFamily(_SIGNS, normal=_SIGNS, bold=_SIGNS, italic=_SIGNS, boldItalic=_SIGNS)
        return {name: pdfmetrics.getFont(name).face.charToGlyph for name in (_TEXT, _SIGNS)}


def _style(
    size: float,
    leading: float,
    *,
    bold: bool = False,
    color: HexColor = _INK,
    indent: float = 0,
    after: float = 0,
    keep: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        "precis",
        fontName=_STRONG if bold else _TEXT,
        bulletFontName=_TEXT,
        bulletFontSize=size,
        bulletColor=_GRAY,
        fontSize=size,
        leading=leading,
        textColor=color,
        leftIndent=indent,
        spaceAfter=after,
        keepWithNext=keep,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )


def _hex(color: HexColor) -> str:
    return f"#{color.hexval()[2:]}"


def _web_address(url: str | None) -> str:
    try:
        parsed = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parsed.scheme in ("http", "https") and parsed.hostname and parsed.username is None else ""

"""Charts as SVG: points and lines over a logarithmic axis, for documentation. No library draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 150, 40, 52
_COLORS = "#1b6ca8 #c8553d #3a7d44 #8e5aa5 #b8860b #2f8f9d #a23e48 #5b6c5d #7a5230 #4b5d9b #9a6fb0 #6b8e23".split()


@dataclass(frozen=True, slots=True)
class Series:
    """A named line; a single point is a dot with its name."""

    name: str
    points: tuple[tuple[float, float], ...]
    strong: bool = False


def chart(
    title: str, across: str, up: str, series: Sequence[Series], *, log_up: bool = False, log_across: bool = True
) -> str:
    """One SVG document. Values on a logarithmic axis must be above 0; a series needs a point."""
    xs = [x for s in series for x, _ in s.points]
    ys = [y for s in series for _, y in s.points]
    x_of = _Scale(xs, _LEFT, _WIDTH - _RIGHT, log=log_across)
    y_of = _Scale(ys, _HEIGHT - _BOTTOM, _TOP, log=log_up)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
        ' font-family="sans-serif" font-size="12" fill="#333">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        _text(_LEFT, 22, title, 'font-size="14" font-weight="bold"'),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, across, 'text-anchor="middle"'),
        f'<text transform="translate(16 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    for value in _ticks(xs, log=log_across):
        x = x_of(value)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#e3e3e3"/>')
        parts.append(_text(x, _HEIGHT - _BOTTOM + 18, f"{value:g}", 'text-anchor="middle"'))
    for value in _ticks(ys, log=log_up):
        y = y_of(value)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#e3e3e3"/>')
        parts.append(_text(_LEFT - 6, y + 4, f"{value:g}", 'text-anchor="end"'))
    ends = [(x_of(s.points[-1][0]), y_of(s.points[-1][1])) for s in series]
    for row, (one, label) in enumerate(zip(series, _labels(ends), strict=True)):
        color = "#000" if one.strong else _COLORS[row % len(_COLORS)]
        places = [(x_of(x), y_of(y)) for x, y in one.points]
        if len(places) > 1:
            line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            parts.append(f'<path d="M{line}" fill="none" stroke="{color}" stroke-width="{3 if one.strong else 1.6}"/>')
        x, y = places[-1]
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if one.strong else 3.5}" fill="{color}"/>')
        parts.append(f'<path d="M{x + 5:.1f} {y:.1f}L{x + 12:.1f} {label:.1f}" stroke="{color}" stroke-width=".6"/>')
        weight = ' font-weight="bold"' if one.strong else ""
        parts.append(_text(x + 14, label + 4, one.name, f'fill="{color}"{weight}'))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'


class _Scale:
    """From values to places on the paper, five per cent of room at both ends."""

    def __init__(self, values: Sequence[float], start: float, end: float, *, log: bool) -> None:
        self._log = log
        low, high = (self._at(min(values)), self._at(max(values)))
        room = 0.05 * (high - low) or 0.5
        self._low, self._span = low - room, high - low + 2 * room
        self._start, self._end = start, end

    def _at(self, value: float) -> float:
        return math.log10(value) if self._log else value

    def __call__(self, value: float) -> float:
        return self._start + (self._end - self._start) * (self._at(value) - self._low) / self._span


def _ticks(values: Sequence[float], *, log: bool) -> list[float]:
    low, high = min(values), max(values)
    if log:
        found = [m * 10.0**e for e in range(-4, 7) for m in (1, 3)]
    else:
        step = 10 ** math.floor(math.log10(max(high - low, 1e-9)))
        step = step / 2 if (high - low) / step < 4 else step
        found = [i * step for i in range(math.floor(low / step), math.ceil(high / step) + 1)]
    return [v for v in found if low <= v <= high]


def _labels(ends: Sequence[tuple[float, float]], apart: float = 14, wide: float = 110) -> list[float]:
    """Heights as near to the ends (x, y) of the lines as may be, none closer than ``apart`` to one beside it."""
    placed: dict[int, float] = {}
    for i in sorted(range(len(ends)), key=lambda k: ends[k][1]):
        x, y = ends[i]
        beside = [placed[j] for j in placed if abs(ends[j][0] - x) < wide]
        steps = (sign * apart / 2 * n for n in range(4 * len(ends) + 1) for sign in (1, -1))
        fits = (y + s for s in steps if _TOP / 2 < y + s < _HEIGHT - _BOTTOM - 2)
        placed[i] = next((h for h in fits if all(abs(h - other) >= apart for other in beside)), y)
    return [placed[i] for i in range(len(ends))]

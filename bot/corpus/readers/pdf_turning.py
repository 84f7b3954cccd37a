"""Which way the characters of a PDF page are written: upright, on their side, on their head, in a mirror.

Each way has a frame of its own, in which its lines run to the right and stand below one another, so
that all that is known of upright pages holds for it too. Whether a viewer turns the page (``/Rotate``)
does not matter: a page is read as its letters stand.
"""

from __future__ import annotations

from dataclasses import dataclass

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top of a page."""

_LEANING = 0.36
"""How far letters may lean, as the tangent of some 20 degrees: scans are seldom quite straight."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The directions on the page in which lines run (``along``) and letters stand (``up``), as unit steps."""

    along: tuple[int, int]
    up: tuple[int, int]

    def place(self, x: float, y: float, edges: Edges) -> tuple[float, float]:
        """A point of the page as its distance from the left and from the bottom of the frame."""
        return _distance(self.along, x, y, edges), _distance(self.up, x, y, edges)

    def height(self, edges: Edges) -> float:
        left, bottom, right, top = edges
        return right - left if self.up[0] else top - bottom


UPRIGHT = Frame((1, 0), (0, 1))
OBLIQUE = Frame((0, 0), (0, 0))
"""Of what is written aslant, as watermarks are."""


def frame_of(a: float, b: float, c: float, d: float) -> Frame:
    """The frame of characters by their matrix: ``(a, b)`` is where they run to, ``(c, d)`` where they stand."""
    if abs(b) <= _LEANING * abs(a):
        return Frame((_sign(a), 0), (0, _sign(d)))
    if abs(a) <= _LEANING * abs(b):
        return Frame((0, _sign(b)), (_sign(c), 0))
    return OBLIQUE


def _distance(step: tuple[int, int], x: float, y: float, edges: Edges) -> float:
    left, bottom, right, top = edges
    if step[0]:
        return x - left if step[0] > 0 else right - x
    return y - bottom if step[1] > 0 else top - y


def _sign(number: float) -> int:
    return -1 if number < 0 else 1

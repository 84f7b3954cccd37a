"""Which note a mark stands for, where their numbers begin anew with every chapter or page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from bot.corpus.marks import Mark
from bot.corpus.references import Note


def owned(marks: Iterable[Mark], notes: Iterable[Note]) -> Mapping[tuple[int, int], Note]:
    """The notes by number and run of their marks.

    Where the notes begin anew as often as the marks do, those of a run are its notes. Else as many notes of one number
    as runs are theirs in order, and where some are lost a note belongs to the one run that has its mark between it and
    the note of that number before; of several runs nobody knows whose it is, and it is nobody's.
    """
    notes = sorted(notes, key=lambda note: note.start)
    of_number: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        of_number[note.number].append(note)
    places: dict[int, dict[int, int]] = defaultdict(dict)  # number -> run -> where its first mark is
    for mark in marks:
        places[mark.number].setdefault(mark.run, mark.start)
    found: dict[tuple[int, int], Note] = {}
    begun = list(accumulate((b.number <= a.number for a, b in pairwise(notes)), initial=0))
    if notes and begun[-1] == max((run for runs in places.values() for run in runs), default=0):
        of_run = {(note.number, run): note for note, run in zip(notes, begun, strict=True)}
        return {key: note for key, note in of_run.items() if key[1] in places.get(key[0], ())}
    for number, runs in places.items():
        found.update({(number, run): note for run, note in _paired(runs, of_number.get(number, ()))})
    return found


def _paired(runs: Mapping[int, int], notes: Sequence[Note]) -> Iterable[tuple[int, Note]]:
    if len(runs) == len(notes):
        yield from zip(sorted(runs), notes, strict=True)
        return
    before = -1
    for note in notes:
        between = [run for run, place in runs.items() if before < place < note.start]
        if len(between) == 1:
            yield between[0], note
        before = note.start

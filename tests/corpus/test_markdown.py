"""Markdown: read without its marks, at the places of the file."""

from __future__ import annotations

from summarizers.models import Kind
from tests.corpus.reading_tools import body_of, of_kind, sentences_of

NOTE = """---
title: Energy
published: 2024-05-10
---

# Energy

Serbia buys [gas](https://example.org/gas_a) from **Russia**,
and *pays* late.[^fn] The file_name_here stays.

## Power plants

- The plant `Kostolac B3` was built by China. It works.
- Second item goes on
  for two lines
    - nested 17+1 item

1. First, Serbia signed.
2. Then China paid.

| Who | Share |
|-----|------:|
| EU  | 62%   |

> Quoted words stand here.

Older plants
------------

They are old.

```python
code = "no"
```

![A picture](a.png)

https://example.org/x

[^fn]: Balkan Insight, 2024.
"""


def test_body_of_a_note() -> None:
    """Marks, code, addresses and front matter would be quoted in briefs."""
    assert body_of(NOTE, markdown=True) == [
        "Serbia buys gas from Russia, and pays late.",
        "The file_name_here stays.",
        "The plant Kostolac B3 was built by China.",
        "It works.",
        "Second item goes on for two lines",
        "nested 17+1 item",
        "First, Serbia signed.",
        "Then China paid.",
        "EU | 62%",
        "Quoted words stand here.",
        "They are old.",
    ]


def test_sections_and_title() -> None:
    """The title would stand as the section of everything."""
    sections = [s.section for s in sentences_of(NOTE, markdown=True) if s.kind is Kind.BODY]
    assert sections == [None] * 2 + ["Power plants"] * 8 + ["Older plants"]


def test_places_count_from_the_head_of_the_file() -> None:
    """An evidence button would open the wrong passage."""
    first = next(s for s in sentences_of(NOTE, markdown=True) if s.kind is Kind.BODY)
    assert NOTE[first.start : first.end] == (
        "Serbia buys [gas](https://example.org/gas_a) from **Russia**,\nand *pays* late."
    )
    assert [c.text for c in first.cites] == ["https://example.org/gas_a", "Balkan Insight, 2024."]
    for cite in first.cites:
        assert NOTE[cite.start : cite.end] == cite.text


def test_the_rest_has_its_kinds() -> None:
    assert of_kind(NOTE, Kind.CAPTION, markdown=True) == ["A picture"]
    assert of_kind(NOTE, Kind.REFERENCE, markdown=True) == ["https://example.org/x"]
    assert of_kind(NOTE, Kind.FOOTNOTE, markdown=True) == ["[^fn]: Balkan Insight, 2024."]
    assert of_kind(NOTE, Kind.HEADING, markdown=True) == ["Energy", "Power plants", "Older plants"]


def test_nested_headings_make_a_path() -> None:
    text = "## Politics\n\nOne.\n\n### Kosovo\n\nTwo.\n\n## Economy\n\nThree.\n"
    assert [s.section for s in sentences_of(text, markdown=True) if s.kind is Kind.BODY] == [
        "Politics",
        "Politics > Kosovo",
        "Economy",
    ]


NOTED = """# Ports

The port was sold.[^a] Its owner promised cranes.[^b] Nobody saw them.[^c] The audit did.[^d] So it says.[^e]

[^a]: Ana Example and Bojan Sample, *Harbors of the Coast: A Review*
    (Bar: Harbor Press, 2023).
[^b]: Ibid., p. 4.
[^c]: State Audit Office, ‘Audit of the Concession’, 8 May 2024.

    It has a second paragraph.
[^d]: Example and Sample, *Harbors of the Coast*, pp. 12–14.
[^e]: See note 3.

The text goes on.
"""


def test_labeled_notes_are_whole_and_followed() -> None:
    """The second line of a note is read as text; "Ibid." and a short title tell an analyst nothing."""
    assert body_of(NOTED, markdown=True)[-1] == "The text goes on."
    cites = [s.cites[0].text for s in sentences_of(NOTED, markdown=True) if s.cites]
    book = "Ana Example and Bojan Sample, Harbors of the Coast: A Review (Bar: Harbor Press, 2023)."
    audit = "State Audit Office, ‘Audit of the Concession’, 8 May 2024. It has a second paragraph."
    short = f"Example and Sample, Harbors of the Coast, pp. 12–14: {book}"
    assert cites == [book, f"Ibid., p. 4: {book}", audit, short, f"See note 3: {audit}"]

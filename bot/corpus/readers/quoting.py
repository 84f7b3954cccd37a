"""What a letter repeats of others: found in plain text by the marks that mail programs put there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_ATTRIBUTION = re.compile(
    r"^(?:On|Am|Le|El|Il|Dana|Дана)\b[^\n]{4,200}(?:\r?\n[^\n>]{0,120})?"
    r"(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|je napisa(?:o|la)|piše|је написа(?:о|ла)|пише)"
    r"[^\n]{0,80}:[ \t]*\r?$",
    re.MULTILINE,
)
_HEADER = re.compile(
    r"^[ \t]*\*?(?:From|Von|De|Od|Од)\s*:\*?[^\n]+\r?\n"
    r"(?:[ \t]*\*?(?:Reply-To|Sent|Date|To|Cc|Bcc|Subject|Importance|Attachments|Gesendet|Datum|An|Betreff|Envoyé|À"
    r"|Objet|Poslato|Prima|Za|Tema|Предмет|Послато|Прима|За)\s*:\*?[^\n]*(?:\r?\n[ \t]+\S[^\n]*)*(?:\r?\n|\Z)){2,10}",
    re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"^[ \t>]*(?:-{3,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine) ?-{3,}|_{20,})[ \t]*\r?$", re.M
)
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{3,} ?(?:Forwarded message|Weitergeleitete Nachricht|Message transféré) ?-{3,}"
    r"|Begin forwarded message:)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_GREETING = re.compile(
    r"\A\s*(?P<line>(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening|day)|Greetings|Poštovan[aei]|Dragi|Draga"
    r"|Zdravo|Поштован[аеи]|Драги|Драга|Sehr geehrte[rs]?|Liebe[rs]?|Hallo|Bonjour|Chère?s?)"
    r"\b[^\n.?]{0,60}[,!:.]?[ \t]*)\r?$",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:With )?(?:all the |very )?(?:best|kind(?:est)?|warm(?:est)?|many)?,? ?(?:best|regards|wishes|thanks"
    r"|greetings)"
    r"|Yours(?: \w+)?|Sincerely(?: yours)?|Cheers|Srdačno|Pozdrav|Srdačan pozdrav|S poštovanjem|Срдачно|Поздрав"
    r"|С поштовањем|Mit freundlichen Grüßen|Viele Grüße|Cordialement)[,!.]?[ \t]*\r?\n"
    r"(?:[ \t]*[^\n]{0,60}(?:\n|\Z)){0,6}\s*\Z",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = re.compile(r"^[ \t]*\*?(?P<name>From|Date|Sent|Subject)\s*:\*?[ \t]*(?P<value>[^\n]+)$", re.MULTILINE)
_OWN = 80
"""Characters before a forwarded letter up to which whoever forwarded it said nothing to speak of."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """Spans that are not the sender's: ``aside`` holds other people's words, headers and the signature.

    ``forwarded`` are the fields of a letter that is passed on with hardly a word of the sender's:
    then that letter is what there is to read.
    """

    aside: tuple[tuple[int, int], ...] = ()
    forwarded: dict[str, str] | None = None


def find_quoting(words: str, sender: str = "") -> Quoting:
    """What of ``words`` the ``sender`` (a name) did not write for this letter, and what is but form."""
    end = len(words)
    aside: list[tuple[int, int]] = []
    passed_on = _FORWARDED.search(words)
    header = _HEADER.search(words, passed_on.end() if passed_on else 0)
    forwarded: dict[str, str] | None = None
    if passed_on:
        aside.append(passed_on.span())
        if header and not words[passed_on.end() : header.start()].strip():
            aside.append(header.span())
            if len(words[: passed_on.start()].strip()) <= _OWN:
                aside.append((0, passed_on.start()))
                forwarded = {m["name"].lower(): m["value"].strip(" *\r") for m in _FIELD.finditer(header.group())}
    elif header and words[: header.start()].strip():
        original = _ORIGINAL.search(words, max(0, header.start() - 200), header.start())
        end = original.start() if original else header.start()
        aside.append((end, len(words)))
    signature = _SIGNATURE.search(words, passed_on.end() if passed_on else 0, end)
    if signature:
        aside.append((signature.start(), end))
    greeting = _GREETING.match(words)
    if greeting:
        aside.append(greeting.span("line"))
    aside += (match.span() for match in _QUOTED.finditer(words, 0, end))
    aside += (m.span() for m in _ATTRIBUTION.finditer(words, 0, end) if _quote_follows(words, m.end()))
    own_end = min((start for start, stop in aside if stop > end - 2 and start), default=end)
    closing = _CLOSING.search(words, max(0, own_end - 500), own_end)
    signed = re.compile(
        rf"^[ \t]*(?:{'|'.join(map(re.escape, {sender, *sender.split()[:1]}))})[ \t]*[,.]?\s*\Z", re.MULTILINE
    )
    if closing or (sender and (closing := signed.search(words, max(0, own_end - 500), own_end))):
        aside.append(closing.span())
    return Quoting(tuple(_merged(aside)), forwarded)


def _quote_follows(words: str, place: int) -> bool:
    rest = words[place : place + 400].lstrip()
    return not rest or rest.startswith(">")


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

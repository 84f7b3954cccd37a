"""Common Serbian words and names of countries in English, by how the folded word begins.

So that a question in Serbian (Latin or Cyrillic, which folding makes one) finds what English documents say. No
dictionary: the words in which questions on news are asked; whatever is not here is looked for as it stands.
"""

from __future__ import annotations

import re

from summarizers.words import WORD, fold

_QUESTION = re.compile(
    r"^(?:a |i |da )*(?:ko|koga|kome|koj[aeiu]|kojem|kog|sta|kad|kada|gde|gdje|kako|koliko|kolik[aio]|zasto"
    r"|cij[aei]|da li|je li|jesu li|ima li|otkad|otkada|dokle|odakle)\b"
)


def _table(text: str) -> dict[str, str]:
    pairs = (entry.split(": ") for line in text.strip().splitlines() for entry in line.split("|"))
    return dict(pairs)


_PHRASES = _table("""
turski tok: TurkStream|severni tok: Nord Stream|crna gora: Montenegro|crne gore: Montenegro
crnoj gori: Montenegro|crnu goru: Montenegro|severna makedonija: North Macedonia|evropska unija: EU
evropske unije: EU|evropskoj uniji: EU|evropsku uniju: EU|sjedinjene drzave: US|ujedinjene nacije: UN
hram svetog save: Saint Sava church|pojas i put: Belt and Road|vlada srbije: Serbian government
bela kuca: White House|beloj kuci: White House|bele kuce: White House|slobodna trgovina: free trade
slobodnoj trgovini: free trade|slobodne trgovine: free trade
""")
_EXACT = _table("""
sad: US|un: UN|eu: EU|kina: China|kine: China|kini: China|kinu: China|kinom: China|rat: war|rata: war|gas: gas
gasa: gas|dug: debt|duga: debt|most: bridge|mosta: bridge|put: road|puta: road|novac: money|novca: money
plin: gas|mir: peace|sef: head|broj: number|dala: gave|dao: gave|dali: gave|dalo: gave|kupio: bought|drzi: hold
deo: share|grad: city|vise: more|cene: price|cena: price
""")
_BEGINNINGS = _table("""
obec: promised|savet: council|nacionaln: national|koordinac: coordination|rekl: said|kaz: said
srbij: Serbia|srpsk: Serbian|srbi: Serbs|rusij: Russia|rusk: Russian|kinesk: Chinese|kosov: Kosovo
americk: American|amerik: US|nemack: German|francusk: French|tursk: Turkish|rumunij: Romania|madjarsk: Hungarian
bugarsk: Bulgaria|albanij: Albania|hrvatsk: Croatia|bosn: Bosnia|ukrajin: Ukraine|belorus: Belarus
evropsk: European|evrop: Europe|grck: Greece|beograd: Belgrade|moskv: Moscow|peking: Beijing
vasington: Washington|brisel: Brussels|budimpest: Budapest|smederev: Smederevo|predsedni: president
premijer: prime minister|ministar: minister|ministr: minister|ambasad: ambassador|vlad: government|vojsk: army
vojn: military|vezb: exercise|avion: plane|lovac: fighter|tenk: tank|raket: missile|dron: drone|oruzj: weapons
naoruz: weapons|policij: police|policaj: police|patrolir: patrol|kamer: camera|nadzor: surveillance
gasovod: pipeline|cevovod: pipeline|naft: oil|energ: energy|elektran: power plant|nuklear: nuclear
struj: electricity|rudnik: mine|bakr: copper|celi: steel|zelezar: steel mill|fabrik: factory|radni: workers
zaposlen: workers|banka: bank|banc: bank|banke: bank|kredit: loan|zajam: loan|zajm: loan|invest: investment
ulag: investment|ulozi: invested|trgovin: trade|izvoz: export|uvoz: import|sporazum: agreement|ugovor: agreement
potpis: signed|sankcij: sanctions|priznal: recognize|priznaj: recognize|priznan: recognition
nezavisn: independence|clan: member|pristup: accession|pomoc: aid|donac: donation|donir: donated|poklon: donated
vakcin: vaccine|maske: masks|maski: masks|pandem: pandemic|korona: coronavirus|lekar: doctors|crkv: church
patrijarh: patriarch|manastir: monastery|kultur: culture|skol: school|univerz: university|medij: media
protest: protests|izbor: election|strank: party|parlament: parliament|skupstin: parliament|zeleznic: railway
prug: railway|autoput: motorway|gradi: build|izgradi: built|sagradi: built|zavrsen: finished|zavrsi: finished
otvoren: opened|pocel: started|kupi: bought|kupov: buy|proda: sold|plati: paid|kosta: cost|vredn: worth
vlasni: owner|poseduj: owner|drzi: hold|kontrol: control|udeo: share|udel: share|procen: percent|milion: million
milijard: billion|evra: euros|dolar: dollars|stanov: inhabitants|nezaposlen: unemployment|kompanij: company
firm: company|posla: sent|isporuc: delivered|dobi: received|vodi: leads|predvod: leads|sredi: center
krak: branch|posetio: visited|poset: visit|sastan: meeting|sast: met|rekao: said|izjavi: said|podrz: support
ruskog: Russian|snag: forces|trup: troops|napad: attack|obuk: training|centar: center|saradnj: cooperation
odnos: relations|uticaj: influence|bezbedn: security|odbran: defense|spoljn: foreign
""")


def asked_in_serbian(question: str) -> bool:
    """Does a question begin with a Serbian question word?"""
    return bool(_QUESTION.match(fold(question)))


def in_english(question: str) -> str:
    """A Serbian question with the words that are known here in English, the others as they stand."""
    text = question
    for phrase, english in _PHRASES.items():
        text = _replaced(text, phrase, english)
    return WORD.sub(lambda m: _word(m.group()), text)


def _replaced(text: str, phrase: str, english: str) -> str:
    words = [(m.start(), m.end(), fold(m.group())) for m in WORD.finditer(text)]
    wanted = phrase.split()
    for i in range(len(words) - len(wanted) + 1):
        if [w for *_, w in words[i : i + len(wanted)]] == wanted:
            return _replaced(text[: words[i][0]] + english + text[words[i + len(wanted) - 1][1] :], phrase, english)
    return text


def _word(written: str) -> str:
    word = fold(written)
    if word in _EXACT:
        return _EXACT[word] if written.isupper() or word not in ("sad", "un") else written
    for size in range(len(word), 3, -1):
        if word[:size] in _BEGINNINGS:
            return _BEGINNINGS[word[:size]]
    return written

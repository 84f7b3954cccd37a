"""Words that ask for the same thing: a closed list of common English, no subject's own terms.

"Who owns", "who holds a stake in" and "who controls" are one question; BM25 alone sees three.
"""

from __future__ import annotations

from functools import lru_cache

from summarizers.words import stem

_GROUPS = """
own owner hold control possess stake shareholder belong
buy purchase acquire acquisition takeover procure bought
sell sale sold export supply deliver delivery
build construct erect construction built
finish complete completion end conclude
begin start launch open inaugurate commence establish found began begun
cost price pay paid worth value
loan lend credit borrow lent
donate donation give gift grant donor gave given
say state claim note tell declare call describe said told
agree sign agreement deal memorandum contract accord treaty
invest investment finance fund funding money
finance fund funding donate pledge sponsor
lead head chair run leader director chief led
meet visit travel trip talks met
attack assault raid
accuse blame allege criticize criticise slam condemn charge
refuse reject decline deny oppose
support back endorse favour favor
increase rise grow growth expand boost rose grew
decrease fall drop plunge reduce shrink fell
company firm corporation enterprise conglomerate
country nation
railway railroad rail train
road motorway highway
plane aircraft jet aeroplane airplane
soldier troop
worker employee staff
poll survey respondent
weapon arm weaponry armament
percent percentage proportion
name appoint nominate
welcome greet receive meet met
stop block prevent halt veto
send sent dispatch deploy
join member membership accede accession enter entry
teach teacher course class lesson
big large great major
most largest biggest
war conflict invasion
medal award honour honor decoration
spy intelligence agent espionage
pandemic coronavirus covid virus
money currency
apologise apologize apology sorry
object protest complain objection complaint
delay postpone stall defer late hold held
cancel scrap drop abandon shelve withdraw withdrew withdrawn
doctor medic physician
fire dismiss sack remove
hire recruit employ
quit resign step leave left depart
die kill death dead died casualty
hurt injure wound
approve adopt pass back endorse ratify
ban forbid prohibit bar outlaw blacklist sanction
allow permit let authorise authorize
keep retain maintain preserve
promise pledge vow commit commitment guarantee
ask request appeal urge call demand
win won victory
lose lost loss defeat
fix repair restore rebuild reopen
collapse fail failure break broke
crash collide hit struck strike collision
ship vessel boat
home house housing household
child kid children
power electricity energy
ill sick disease illness patient
jail prison imprison custody
law legislation act bill
rule regulation requirement
shortage lack scarcity short
worry concern fear anxious
plan intend aim goal
forecast expect predict project projection outlook
need require necessary
think believe consider
try attempt seek sought
happen occur
destroy demolish ruin
ease subside abate slow moderate
cut reduce lower decrease
fight combat tackle
boss head chief
choose chose pick select
speak spoke speech talk address remark
protest demonstrate demonstration rally
flee fled escape
hide conceal secret
warn caution alert warning
test trial
""".strip().splitlines()


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _GROUPS:
        group = frozenset(stem(word) for word in line.split())
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


def equivalents(stemmed: str) -> frozenset[str]:
    """Stems that ask for the same as ``stemmed``, itself left out."""
    return _equivalents().get(stemmed, frozenset()) - {stemmed}

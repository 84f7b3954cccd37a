"""Closed lists that the rules of verification read: irregular forms, synonyms, opposites, peoples.

Closed-class words and general English only; nothing here is a word of any one subject.
"""

from __future__ import annotations

from functools import lru_cache

from summarizers.verification.thesaurus import common, entry
from summarizers.words import STOP_WORDS, stem

_IRREGULAR = """
arise arose arisen|awake awoke awoken|be am is are was were been being|bear bore borne|beat beaten|become became
begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred
bring brought|broadcast|build built|burst|buy bought|cast|catch caught|choose chose chosen|cling clung|come came
cost|creep crept|deal dealt|dig dug|do did done does|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven
dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung
fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone
grow grew grown|hang hung|have had has|hear heard|hide hid hidden|hit|hold held|hurt|keep kept|kneel knelt
know knew known|lay laid|lead led|lean leant|leap leapt|learn learnt|leave left|lend lent|let|lie lay lain|light lit
lose lost|make made|mean meant|meet met|mistake mistook mistaken|outgrow outgrew outgrown|overcome overcame
override overrode overridden|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown
pay paid|prove proven|put|quit|read|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen
seek sought|sell sold|send sent|sew sewn|shake shook shaken|shed|shine shone|shoot shot|show showed shown
shrink shrank shrunk|shut|sign signed|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken
speed sped|spend spent|spin spun|split|spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck
sting stung|strike struck|strive strove striven|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|undergo underwent undergone
understand understood|undertake undertook undertaken|undermine undermined|undo undid undone|uphold upheld
wake woke woken|wear wore worn|weave wove woven|weep wept|win won|withdraw withdrew withdrawn
withhold withheld|withstand withstood|write wrote written
man men|woman women|person people persons|child children|country countries|company companies|foot feet|tooth teeth
mouse mice|goose geese|wife wives|knife knives|half halves|crisis crises|analysis analyses
basis bases|thesis theses|hypothesis hypotheses|criterion criteria|phenomenon phenomena|nucleus nuclei
bacterium bacteria|curriculum curricula|index indices|matrix matrices|appendix appendices
"""
_SYNONYMS = """
buy purchase acquire procure|build construct erect|begin start commence launch|end finish conclude
rise increase grow climb|fall decrease decline drop|show demonstrate|help assist aid|ask request|say state declare
sell|get receive obtain|give provide supply|big large|company firm|use utilize employ|largest biggest greatest
larger bigger greater|near close|fast quick rapid|country nation|agreement accord deal pact|car automobile
road highway|buyer purchaser|money fund|leave depart|visit|meet|sign|purchase|also
about approximately roughly around circa|several various|entire whole complete|main principal chief|approximately
goal aim objective|keep retain maintain|answer reply|choose select|happen occur|need require|try attempt
allow permit|forbid ban prohibit|reduce lower cut|raise|important significant|amount sum|percent percentage
worth value|yearly annual|kilometer kilometre km|meter metre|metres meters|defense defence|center centre
program programme|organization organisation|labor labour|favor favour|neighbor neighbour|harbor harbour|tonne ton
total|finance fund|set establish found|join|back support|oppose|donate|deliver|own possess|get|control|export|import
enter|announce|doctor physician|mostly mainly largely chiefly|however|while|because since|nearly almost
often frequently|quickly rapidly|show indicate|worker employee|army|jet|aircraft plane airplane|weapon arm|war|vote
law|talk discuss|test|gas|method approach technique|result outcome|paper study|propose|evaluate assess|train|data
model|improve enhance|film movie|author writer|disclose reveal|complete finish end|rarely seldom|stay remain
observe see notice|run seek|fall slip slide sink|rise climb grow increase|lower reduce|cut axe reduce|rescue save
arrest detain|teach instruct|beat defeat|cure heal|large huge|small little tiny|buy purchase|resign quit
collapse fail|kill|hurt injure wound|discover find|forbid ban prohibit bar outlaw|jail imprison sentence
journey trip travel|jail prison|road street|physician doctor|illness disease sickness|pupil student|murder homicide
inhabitant resident|dwelling house home|hospital clinic|attorney lawyer|baby infant|boss chief head leader
chance opportunity|city town|error mistake|fear worry|gift present donation|idea notion|injury wound
job post position|mayor|novel book|shop store|ship vessel boat freighter|soldier troop|speed velocity|story tale
task duty|test trial|trip voyage|wealth fortune|attempt try|back endorse support|boost raise lift|call name dub
carry transport|claim assert|close shut|collect gather|deny|desire want wish|destroy ruin wreck|employ hire
end stop halt cease|expand enlarge extend|fix repair mend|gather assemble|hide conceal|hire recruit|look seem appear
mention note remark|occur happen|order command|permit allow enable|plan intend|prevent stop|protect defend guard
receive get|refuse decline reject|remain stay|replace substitute|reply respond|save rescue|separate divide
show display exhibit|start begin|suggest propose|vanish disappear|work operate|annual yearly|autumn fall|bad poor
calm quiet|correct right accurate|dangerous hazardous|difficult hard|easy simple|enough sufficient|famous renowned
final last|former previous ex|global worldwide|high tall|huge enormous vast|initial first|joint common
key crucial vital|main major principal|modern contemporary|new recent|odd strange|rapid quick fast swift
rich wealthy|sad unhappy|sick ill|significant considerable substantial|special particular|usual normal|wide broad
written writing|oppose resist|leader head|firm company business corporation|staff personnel
government administration|parliament assembly legislature|cash money|revenue income|profit earnings gain|cost price
finish complete|settlement deal accord|assault attack|victory win|loss defeat|support assistance aid help
depart leave|flat apartment|lift elevator|petrol gasoline fuel|holiday vacation|located situated|born|die
live reside|create|contain include comprise|project scheme undertaking|economic financial|loan credit|study research
finding result|problem issue|existing current present|partner ally|journalist reporter|company enterprise
occasionally sometimes|total overall|press media|boost improve|link tie connection relation bond|trip visit
majority most|latest recent|document paper report|dispute disagreement quarrel|probe investigation inquiry
blast explosion|blaze fire|crash accident|spouse partner|rule regulation|tax levy|ceasefire truce|election poll vote
lawmaker legislator deputy|envoy ambassador|premier minister|gunman shooter attacker|suspect|client customer
"""
_OPPOSITES = """
rise fall|rise drop|increase decrease|increase decline|increase reduce|grow shrink|grow fall|climb drop|raise lower
raise cut|buy sell|import export|win lose|gain lose|more less|more fewer|most least|large small|big small|high low
highest lowest|largest smallest|biggest smallest|higher lower|larger smaller|bigger smaller|longer shorter
support oppose|support reject|accept reject|accept refuse|approve reject|approve veto|adopt reject|agree refuse
before after|begin end|start end|start stop|open close|join leave|enter leave|above below|over under|north south
east west|northern southern|eastern western|up down|allow ban|allow forbid|allow prohibit|permit forbid|permit ban
strengthen weaken|improve worsen|improve deteriorate|former current|recognize deny|recognise deny|confirm deny
admit deny|lend borrow|give take|give receive|arrive depart|first last|early late|earlier later|ally enemy
friend enemy|majority minority|positive negative|success failure|succeed fail|legal illegal|old new|older newer
strong weak|stronger weaker|expand shrink|expand contract|accelerate slow|appoint dismiss|hire dismiss
praise criticize|praise criticise|include exclude|attack defend|create destroy|build demolish|safe dangerous
cheap expensive|cheaper expensive|domestic foreign|public private|temporary permanent|maximum minimum|always never
surplus deficit|creditor debtor|buyer seller|deploy withdraw|impose lift|ratify reject|male female|near far
better worse|best worst|long short|fast slow|faster slower|increase fall|outperform underperform
advantage disadvantage|presence absence|internal external|upper lower|older younger|hot cold|heavy light|rich poor
pro anti|left right|send receive|export receive|supply demand|profit loss|impair improve|worsen improve
impede improve|climb slip|rise slip|grow slip|climb fall|rise slide|lower raise|double halve|gain slip
tighten loosen|tighten ease|accuse defend|arrest release|jail free|convict acquit|attack retreat|win defeat
borrow repay|hide reveal|conceal reveal|love hate|pass fail|push pull|save spend|save waste|unite divide
admit exclude|ascend descend|optimistic pessimistic|guilty innocent|married single|alive dead|full empty|wet dry
tall short|thick thin|wide narrow|deep shallow|young old|dark light|urban rural|major minor|acidic alkaline
often rarely|often seldom|frequently rarely|frequently seldom|usually rarely|always rarely|inside outside
ahead behind|within outside|abolish introduce|abolish establish|outperform lag|exceed lag|peace war|healthy sick
rural urban|victory defeat|victim perpetrator|landlord tenant|teacher pupil|encourage discourage|connect disconnect
precede follow|similar different|same different|help hinder|common rare|increase reduction|able unable|start end
"""
_PEOPLES = """
united-states us usa american america u.s|united-kingdom uk british britain|france french|germany german|greece greek
netherlands dutch|poland polish|spain spanish|turkey turkish türkiye turkiye|sweden swedish|denmark danish
finland finnish|ireland irish|switzerland swiss|wales welsh|england english|scotland scottish|iceland icelandic
kosovo kosovan kosovar|philippines filipino|norway norwegian|czechia czech|slovakia slovak|croatia croatian croat
serbia serbian serb serbs serbians|bosnia bosnian|montenegro montenegrin|macedonia macedonian|portugal portuguese
china chinese prc|japan japanese|vietnam vietnamese|russia russian russians|ukraine ukrainian|belarus belarusian
hungary hungarian|romania romanian|bulgaria bulgarian|albania albanian|slovenia slovenian slovene|italy italian
europe european|asia asian|africa african|israel israeli|iran iranian|iraq iraqi|pakistan pakistani|india indian
egypt egyptian|canada canadian|mexico mexican|brazil brazilian|australia australian|austria austrian
belgium belgian|syria syrian|libya libyan|saudi saudis|azerbaijan azerbaijani azeri|kazakhstan kazakh
georgia georgian|armenia armenian|lebanon lebanese|yemen yemeni|soviet ussr|eu european-union
"""
_SEATS = """
russia moscow kremlin|china beijing|united-states washington|united-kingdom london|france paris|germany berlin
serbia belgrade|kosovo pristina|bosnia sarajevo|montenegro podgorica|macedonia skopje|croatia zagreb|albania tirana
slovenia ljubljana|hungary budapest|romania bucharest|bulgaria sofia|greece athens|turkey ankara|italy rome
austria vienna|poland warsaw|ukraine kyiv kiev|belarus minsk|czechia prague|slovakia bratislava|spain madrid
portugal lisbon|netherlands hague|sweden stockholm|norway oslo|denmark copenhagen|finland helsinki|ireland dublin
eu brussels|israel jerusalem|iran tehran|iraq baghdad|syria damascus|egypt cairo|india delhi|pakistan islamabad
japan tokyo|canada ottawa|australia canberra|mexico mexico-city|brazil brasilia|armenia yerevan|azerbaijan baku
georgia tbilisi|kazakhstan astana|lebanon beirut|libya tripoli|yemen sanaa|vietnam hanoi|philippines manila
"""


def _groups(lines: str) -> list[list[str]]:
    return [group.split() for line in lines.strip().splitlines() for group in line.split("|")]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {form: group[0] for group in _groups(_IRREGULAR) for form in group}


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The stem of a folded word, irregular forms brought home: bought and buying are buy, fuelled is fuel."""
    found = stem(_forms().get(word, word))
    return found[:-1] if found.endswith("ll") and not common(found) and common(found[:-1]) else found


@lru_cache(maxsize=4096)
def forms(stemmed: str) -> frozenset[str]:
    """Stems of the other forms of an irregular verb or noun: sold for sell, and the reverse."""
    group = {stem(form) for form, first in _forms().items() if stemmed in (stem(form), stem(first))}
    return frozenset(group | {stem(_forms()[f]) for f in _forms() if stem(f) in group}) if group else frozenset()


def irregular(folded: str) -> bool:
    """Is it a form of an irregular verb or noun?"""
    return folded in _forms()


@lru_cache(maxsize=65536)
def irregular_verb(folded: str) -> bool:
    """Is it an irregular past form ("bought"), and nothing else?"""
    base = _forms().get(folded)
    return base is not None and base != folded and folded not in _NO_PAST


_NO_PAST = frozenset(
    "are is was were am be been being has had have does did men women people persons children countries companies"
    " felt found lay saw left meant thought ground wound".split()
) - {"found", "left", "felt", "meant", "thought", "saw"}


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[str]]:
    senses: dict[str, set[str]] = {}
    for group in _groups(_SYNONYMS):
        roots = {root(w) for w in group}
        for r in roots:
            senses.setdefault(r, set()).update(roots)
    return {r: frozenset(g) for r, g in senses.items()}


@lru_cache(maxsize=16384)
def alike(r: str) -> frozenset[str]:
    """Roots that may stand for ``r``, itself among them: the list above, the thesaurus's synonyms and family."""
    known = entry(r)
    return ((_senses().get(r) or frozenset()) | known.same | known.kin | {r}) - opposites(r)


@lru_cache(maxsize=1)
def _opposed() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for a, b in (g for g in _groups(_OPPOSITES) if len(g) == 2):
        found.setdefault(root(a), set()).add(root(b))
        found.setdefault(root(b), set()).add(root(a))
    return {r: frozenset(o) for r, o in found.items()}


def opposites(r: str) -> frozenset[str]:
    """Roots that say the contrary of ``r``, or of a word of its family: an opponent is no supporter."""
    found = _opposed()
    return frozenset().union(*(found.get(k, ()) for k in {r} | entry(r).kin))


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    return {form: group[0] for group in _groups(_PEOPLES) for form in group}


def nation(folded: str) -> str | None:
    """The country of a people or an adjective, or of the country itself; None for another word."""
    return _peoples().get(folded)


@lru_cache(maxsize=1)
def _seated() -> dict[str, str]:
    return {form: group[0] for group in _groups(_SEATS) for seat in group[1:] for form in (seat, stem(seat))}


def seat(folded: str) -> str | None:
    """The country of a capital or of a seat of government ("Moscow", "the Kremlin") or of the stem of one, None for
    another word."""
    return _seated().get(folded)


def people(folded: str) -> str:
    """A country for its people and its adjective; any other folded name as it is."""
    return _peoples().get(folded, folded)


@lru_cache(maxsize=65536)
def contentful(folded: str) -> bool:
    """Does a folded word say something of its own?"""
    if folded.endswith(("n't", "'ll", "'ve", "'re", "'d")):
        return False
    return (folded not in STOP_WORDS or folded in _SAYING) and folded not in _LIGHT and any(c.isalnum() for c in folded)


_SAYING = frozenset("use used uses give given gives gave became become becomes".split())
_LIGHT = frozenset(
    "'s thus therefore till whereas hence would could might may shall must should will per cent s t one ones etc eg ie"
    " mr mrs ms dr respectively also million billion trillion thousand hundred percent"
    " zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen half"
    " celsius fahrenheit degrees degree".split()
)
"""Numbers are not words here: they are compared as numbers."""

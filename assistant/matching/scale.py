"""How large a project of solidarity is, and whether the programme pays for projects of that size.

Where no budget is told, an adviser hears the size in the rest: thousands of people, several countries, phases and
years, heavy works of a local authority on one side; a village, volunteers, one school on the other. The first are sent
to the few programmes that fund large projects alone (AFD: Initiatives OSC for associations, FICOL for authorities), the
second to microprojects (records ``afd-initiatives-osc``, ``afd-ficol`` and ``microprojets-la-guilde``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.criterion import Criterion, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.needs import PUBLIC_HOLDERS, with_aided_country
from assistant.matching.notes import usual_told
from assistant.matching.words import enumerate_fr, euros
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.text import fold, straighten

# Grades: made for projects of this size, perhaps made for them, a complement, perhaps too small, made for another size.
MADE_FOR_SIZE, OUT_OF_SCALE = 1.0, 0.1
_LIKELY, _COMPLEMENT, _UNLIKELY = 0.75, 0.3, 0.15
LARGE_GRANT = 100_000
"""A programme that gives no less (euros) is for large projects alone."""
SMALL_GRANT = 30_000
"""A programme that gives no more (euros) is for small ones: a tenth of the least project of a large one."""
LARGE_BUDGET = 300_000
"""Budget (euros) from which a project is large: the least of Initiatives OSC, and of FICOL with the 30 % of others."""
_SURE = 2  # points from which the size is taken for told; one point alone is a hint
_MANY_COUNTRIES = 3
_LONG = 36  # months

_NUMBER = "trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|[3-9]|[1-9][0-9]"
# What is counted by thousands and is no people whom the project reaches.
_THINGS = (
    r"euros?|eur|e|k|fcfa|francs?|cfa|dollars?|usd|ariarys?|km\w*|kilometres?|m|m2|m3|metres?|litres?|l|kg|tonnes?|ha"
    r"|hectares?|arbres?|arbustes?|plants?|graines?|livres?|cahiers?|kits?|repas|heures?|jours?|ans|annees?|habitants?|ames"
    r"|exemplaires?|moustiquaires?|briques?|kwh|watts?|doses?|masques?|cartons?|colis|affiches?|sacs?|signatures?"
)
_PEOPLE = rf"(?!(?:{_THINGS})\b)[a-z]{{3,}}"
_LARGE: Mapping[int, str] = {
    2: rf"(?:(?:[2-9]|\d{{2,3}})(?: |\.)\d{{3}}|[a-z]+ mille|milliers (?:de|d)) {_PEOPLE}"
    r"|(?:deuxieme|seconde|troisieme|quatrieme|nouvelle|prochaine) phase|phase (?:[2-9]|ii|iii|iv)"
    r"|grande (?:association|ong|organisation)|federations?|confederations?|consortium|comite national|mouvement"
    r"|plusieurs annees|pluriannuel(?:le)?s?|(?:centaines de milliers|millions?) d euros"
    rf"|(?:{_NUMBER}) pays",
    1: rf"(?:1(?: |\.)\d{{3}}|mille|un millier (?:de|d)) {_PEOPLE}"
    r"|ongs?|organisations? de solidarite internationale|association professionnelle"
    r"|nos (?:equipes|salaries|antennes)"
    r"|plusieurs (?:pays|regions|provinces|districts|villes)"
    rf"|(?:{_NUMBER}) (?:regions|provinces|districts|villes|associations|ong|organisations)"
    r"|depuis (?:(?:vingt|trente|quarante|cinquante|soixante)\w*|[2-9]\d) ans|depuis (?:19[4-9]\d|200\d)"
    r"|plaidoyer|politiques? publiques?|reformes?|juges|magistrats|societe civile|acteurs publics|ministeres?",
}
_SMALL = (
    r"(?:notre|sommes une|une) (?:toute )?(?:petite|jeune) (?:ong|association|asso)|micro ?projets?|benevoles?"
    r"|(?:un|le|du|au|notre|son|leur) village|entre (?:amis|copains|voisins)"
)
# Works that a town orders for all its people, and those that show that the whole service is made anew.
_WORKS: Mapping[int, str] = {
    2: r"gros(?:se)?s? (?:chantiers?|travaux|oeuvre)|grands? (?:chantiers?|travaux)"
    r"|tout (?:le|son|leur|un) (?:reseau|service)|toute (?:la|une) (?:ville|commune|agglomeration)"
    r"|schemas? directeurs?|plans? (?:de|d) (?:transports?|deplacements?|drainage|urbanisme|amenagement)"
    r"|centres? (?:de tri|d enfouissement)|stations? d epuration|decharges? controlees?|gares? routieres?",
    1: r"reseaux? (?:d eau|d assainissement|d egouts?|de distribution|electriques?)"
    r"|adductions?|canalisations?|chateaux? d eau|bornes? fontaines?|eaux usees|egouts?|drainage"
    r"|assainissement|decharges?|ordures|dechets|eclairage public|transports? (?:publics?|urbains?|en commun)|voirie"
    r"|abattoirs?|adressage",
}


def _pattern(words: str) -> re.Pattern[str]:
    """The words wherever they stand, whatever sign is between them."""
    return re.compile(rf"\b(?:{words})\b".replace(" ", r"[\s'-]+"))


_CUES = {points: _pattern(words) for points, words in _LARGE.items()}
_WORKS_CUES = {points: _pattern(words) for points, words in _WORKS.items()}
_SMALL_CUES = _pattern(_SMALL)


@dataclass(frozen=True)
class Size:
    """``large`` or small, ``sure`` or a hint only; ``because``: what was said, as the holder wrote it or in French.

    ``works``: the works of a local authority tell it; ``None`` when the budget does, whoever carries the project.
    """

    large: bool
    sure: bool
    because: tuple[str, ...]
    works: bool | None = False


def size_of(facts: ProjectFacts) -> Size | None:
    """How large the project is; ``None`` where nothing tells, or where a budget under ``LARGE_BUDGET`` says it all."""
    if facts.budget:
        return Size(True, True, (euros(facts.budget),), None) if facts.budget >= LARGE_BUDGET else None
    works, said = _works(facts.text)
    if facts.holder_type in PUBLIC_HOLDERS or (facts.holder_type is None and works >= _SURE):
        return Size(True, works >= _SURE, said, True) if works else None
    points, said = _means(facts.text)
    named = sum(1 for code in facts.partner_countries if code in countries.country_names() and code != countries.HOME)
    if named > 1:
        points += _SURE if named >= _MANY_COUNTRIES else 1
        said += (f"{named} pays",)
    if (facts.duration_months or 0) >= _LONG:
        points += 1
        said += (f"{facts.duration_months:.0f} mois",)
    small = _SMALL_CUES.search(fold(facts.text))
    if small and points < _SURE:
        return None if points else Size(False, True, (_quoted(facts.text, small),))
    hinted = points > 0 and facts.holder_type is not None  # a hint tells nothing of nobody
    return Size(True, points >= _SURE, said) if points >= _SURE or hinted else None


@lru_cache(maxsize=256)
def _works(text: str) -> tuple[int, tuple[str, ...]]:
    """Points for large works and the words that tell them; several words of one chapter (pipes, drains) count once."""
    for worth, cue in _WORKS_CUES.items():
        if found := cue.search(fold(text)):
            return worth, (_quoted(text, found),)
    return 0, ()


@lru_cache(maxsize=256)
def _means(text: str) -> tuple[int, tuple[str, ...]]:
    """Points for a large project of an association and the words that tell it; each sort of word counts once."""
    folded, points, said = fold(text), 0, list[str]()
    for worth, cue in _CUES.items():
        kinds = {found.group(0)[:4]: _quoted(text, found) for found in cue.finditer(folded)}
        points += worth * len(kinds)
        said += kinds.values()
    return points, tuple(said)


def _quoted(text: str, found: re.Match[str]) -> str:
    return f"« {straighten(text)[found.start() : found.end()]} »"


def made_for_large(programme: Programme) -> bool:
    """Whether it funds nothing but large projects of development abroad."""
    abroad = {"international", "decentralised"} >= set(programme.frameworks)
    return (programme.grant_min or 0) >= LARGE_GRANT and abroad and programme.goals[:1] == ("development",)


def judge_scale(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether a project of solidarity is of the size that the programme funds; silent where nothing tells its size."""
    size = size_of(facts) if _of_aid(facts) else None
    if size is None:
        return None
    told = enumerate_fr(size.because[:2])
    if made_for_large(programme):
        if not size.large:
            return unmet("scale", f"Il ne finance que de grands projets ; vous parlez de {told}.", OUT_OF_SCALE)
        if not _leads(facts, size, programme):
            return None
        if size.sure:
            return met("scale", f"Il est fait pour de grands projets comme le vôtre : {told}.", MADE_FOR_SIZE)
        return to_check("scale", f"Il ne finance que de grands projets : {told} le laisse penser du vôtre.", _LIKELY)
    if not size.large or facts.budget:
        return None
    if (most := programme.grant_max) and most <= SMALL_GRANT:
        text = f"Ses aides ({euros(most)} au plus) sont petites pour un projet comme le vôtre : {told}."
        return unmet("scale", text, OUT_OF_SCALE) if size.sure else to_check("scale", text, _UNLIKELY)
    if size.sure and (usual := usual_told(programme.grant_note)) and usual <= SMALL_GRANT:
        # who gives a little beside others may still do so for a large project
        text = f"Ses aides (environ {euros(usual)} d'ordinaire) ne sont qu'un complément pour un projet comme le vôtre"
        return to_check("scale", f"{text} : {told}.", _COMPLEMENT)
    return None


def _of_aid(facts: ProjectFacts) -> bool:
    """Whether the partners are in aided countries, and none of them in the Union."""
    return with_aided_country(facts) and not countries.expand(facts.partner_countries) & countries.union_on(facts.as_of)


def _leads(facts: ProjectFacts, size: Size, programme: Programme) -> bool:
    """Whether such a holder leads there; who is not known is told by the sort of words."""
    leaders = frozenset(programme.lead_holders or programme.holders)
    if facts.holder_type is not None:
        return facts.holder_type in leaders
    return size.works is None or bool(leaders & (PUBLIC_HOLDERS if size.works else {"association"}))

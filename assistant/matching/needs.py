"""What a project is in nature, beyond the boxes that were ticked."""

import re
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.facts import ProjectFacts
from assistant.text import key
from assistant.vocabulary import ODA_RECIPIENTS

PUBLIC_HOLDERS = frozenset({"commune", "epci", "departement", "region", "syndicat"})
_EMERGENCY = re.compile(
    r"\b(seismes?|tremblements? de terre|cyclones?|ouragans?|typhons?|tsunamis?|inondations?|inondee?s?|sinistree?s?"
    r"|catastrophes?|secours|urgences?|sinistres?|famines?|deplacees?|eruptions?|bombardements?|bombardee?s?"
    r"|\d+ morts)\b"
)
# Who gives the displaced a living is past the emergency.
_LIVING = re.compile(
    r"\b(revenus?|metiers?|formations?|former|autonom\w*|activites? (?:generatrices?|economiques?)|emplois?"
    r"|viv(?:re|ent) de leur travail|entreprendre|microcredit)\b"
)
_DISPLACED = re.compile(r"\bdeplacees?\b")
# A service, or what sort of body speaks, is no disaster.
_NOT_EMERGENCY = re.compile(
    r"\bservices? des urgences\b|\burgences? (medicales?|hospitalieres?)\b|\bd urgence de\b"
    # what is studied, foreseen or kept away has not happened
    r"|\b(?:risques?|prevention|prevenir|contre|gestion|gerer|alertes?|zones?|anticiper) (?:\w+ ){0,3}?"
    r"(?:inondations?|inondables?|seismes?|cyclones?|catastrophes?)\b"
    r"|\b(ongs?|associations?|organisations?|acteurs?) d urgence et de developpement\b"
)


@lru_cache(maxsize=256)
def speaks_of_emergency(text: str) -> bool:
    """Whether the words tell of a disaster or of first aid."""
    said = _NOT_EMERGENCY.sub(" ", key(text))
    if _LIVING.search(said):
        said = _DISPLACED.sub(" ", said)
    return bool(_EMERGENCY.search(said))


def is_emergency(facts: ProjectFacts) -> bool:
    """A humanitarian project that answers a disaster or a crisis, told by its theme or in its words."""
    if facts.goal not in (None, "humanitarian"):
        return False
    return "emergency" in facts.themes or speaks_of_emergency(facts.text)


def with_aided_country(facts: ProjectFacts) -> bool:
    """Whether a partner is in a country that receives development aid."""
    return bool(countries.expand(facts.partner_countries) & ODA_RECIPIENTS)


def likely_framework(facts: ProjectFacts) -> str | None:
    """The framework that was said, else the one that the holder and the partners' countries make likely."""
    if facts.framework is not None:
        return facts.framework
    if only_within_union(facts):
        return "transnational"
    if with_aided_country(facts) and facts.holder_type is not None:
        return "decentralised" if facts.holder_type in PUBLIC_HOLDERS else "international"
    return None


def only_within_union(facts: ProjectFacts) -> bool:
    """Whether every partner country is in the European Union on that day; false when none is known."""
    partners = countries.expand(facts.partner_countries)
    return bool(partners) and partners <= countries.union_on(facts.as_of)

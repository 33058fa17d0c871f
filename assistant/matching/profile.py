"""What holders say of themselves (age, years of existence, yearly resources) against the conditions of a record.

Read from a few plain turns of phrase; what is not said so is unknown and says nothing.
"""

import re
from functools import lru_cache

from assistant.matching.criterion import Criterion, barred
from assistant.matching.facts import ProjectFacts
from assistant.matching.words import euros, number, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.text import key, straighten

_WORDS = {
    word: rank
    for rank, word in enumerate("un deux trois quatre cinq six sept huit neuf dix onze douze".split(), start=1)
} | {"une": 1}
COUNT = rf"(\d+|{'|'.join(_WORDS)})"
_FOUNDED = re.compile(
    rf"\b(?:creee?|montee?|monte|fondee?|nee|existe|existons)\b[^.]{{0,40}}? (?:il y a|depuis) {COUNT} (mois|ans?)\b"
)
_YEARS_ASKED = re.compile(rf"\bassociation\b[^;]{{0,30}} de plus de {COUNT} ans\b|\b{COUNT} ans? d existence\b")
_AGED = re.compile(r"\b(?:j ai|nous avons|agee?s? de|plus de) (\d{2}) ans\b")
_OLDEST = re.compile(r"\bjeunes jusqu a (\d{2}) ans\b|\bavoir (\d{2}) ans\b")
_SUM = r"(\d{1,3}(?: \d{3})+|\d+(?:,\d+)?)\s*(k€|M€|millions?|€|euros?)"
_RESOURCES = re.compile(
    rf"{_SUM}[^.,;]{{0,12}}\b(?:de |en )?(?:budget|ressources) (?:annuel(?:les)?|par an)"
    rf"|\bbudget annuel\b[^.;\d]{{0,12}}{_SUM}"
)
_MOST_RESOURCES = re.compile(rf"(?i)moins de {_SUM} de ressources annuelles|budget annuel de {_SUM} au plus")
# A programme that leaves the cooperation of authorities to others, and the words by which one stands in it.
_NOT_DECENTRALISED = re.compile(r"\bhors de toute cooperation decentralisee\b")
_DECENTRALISED = re.compile(
    r"\bcomites? de jumelage\b|\b(?:communes?|villes?|villages?) jumel\w+|\bcooperation decentralisee\b"
)
_UNITS = {"k€": 1e3, "M€": 1e6, "million": 1e6, "millions": 1e6}


@lru_cache(maxsize=512)
def months_of_existence(text: str) -> float | None:
    """How old the holder says it is.

    >>> months_of_existence("Association créée il y a six mois")
    6.0
    """
    found = _FOUNDED.search(key(text))
    return count_of(found.group(1)) * (1.0 if found.group(2) == "mois" else 12.0) if found else None


@lru_cache(maxsize=2048)
def _months_asked(condition: str) -> float | None:
    found = _YEARS_ASKED.search(key(condition))
    return count_of(found.group(1) or found.group(2)) * 12.0 if found else None


@lru_cache(maxsize=2048)
def _sum_of(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(straighten(text))
    if found is None:
        return None
    figure, unit = [group for group in found.groups() if group]
    return float(figure.replace(" ", "").replace(",", ".")) * _UNITS.get(unit, 1.0)


@lru_cache(maxsize=2048)
def _age_of(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(key(text))
    return next((int(group) for group in found.groups() if group), None) if found else None


def count_of(said: str) -> float:
    """The number that a figure or a word (up to twelve) says."""
    return float(_WORDS.get(said) or said)


def judge_profile(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether what the holder says of itself breaks a condition of the record, which is then quoted."""
    existence = facts.existence_months or months_of_existence(facts.text)
    resources = _sum_of(_RESOURCES, facts.text)
    age, twinned = _age_of(_AGED, facts.text), bool(_DECENTRALISED.search(key(facts.text)))
    for condition in programme.conditions:
        asked, most, oldest = _months_asked(condition), _sum_of(_MOST_RESOURCES, condition), _age_of(_OLDEST, condition)
        if existence is not None and asked is not None and existence < asked:
            return barred("profile", f"Vous existez depuis trop peu de temps : « {short(condition)} ».")
        if twinned and _NOT_DECENTRALISED.search(key(condition)):
            return barred("profile", f"Votre projet est de la coopération décentralisée : « {short(condition)} ».")
        if resources is not None and most is not None and resources > most:
            return barred("profile", f"Vos ressources ({euros(resources)} par an) dépassent : « {short(condition)} ».")
        if age is not None and oldest is not None and age > oldest:
            return barred("profile", f"L'âge dit ({number(age)} ans) dépasse : « {short(condition)} ».")
    return None

"""What a description tells without saying it: the goal and the framework that an adviser would hear in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from assistant.matching import countries
from assistant.matching.facts import ProjectFacts
from assistant.matching.needs import PUBLIC_HOLDERS, speaks_of_emergency
from assistant.matching.place_speaks import place_that_speaks
from assistant.matching.speakers import (
    are_an_association,
    are_young,
    does_research,
    holder_meant,
    speaker,
    themes_of_trade,
)
from assistant.matching.words import enumerate_fr
from assistant.text import key
from assistant.vocabulary import EU27, HOLDERS, ODA_RECIPIENTS

_ENTITY_FACT = {
    "goal": "goal", "framework": "framework", "holder_type": "holder_type", "place": "territory",
    "country": "partner_countries", "theme": "themes", "duration": "duration_months", "partner_count": "partner_count",
}  # fmt: skip
_TWINNING = re.compile(r"\b(jumel\w*|villes? soeurs?|comite de jumelage)\b")
_MEETING = re.compile(
    r"\b(rapprochement|amitie|correspondants?|(?:nous|on) correspond(?:ons|ait)? avec|se frequent\w+|deviennent amis"
    r"|mieux se connaitre|interculturel\w*|commemor\w*|memoire|fraternite|paix"
    r"|echanges? (scolaires?|de jeunes|d habitants|linguistiques?|culturels?)"
    r"|echanges? entre (les )?(jeunes|lycees|ecoles|habitants|citoyens)"
    r"|rencontres? (de|entre) (jeunes|citoyens|habitants)|voyage scolaire)\b"
)
_BUILDING = re.compile(
    r"\b(puits|forages?|forer|eau potable|adduction|latrines|toilettes|assainissement|dispensaires?|centre de sante"
    r"|maternite|maraichage|maraicher\w*|irrigation|pompes?|electrifi\w*|panneaux solaires|barrage|bibliotheque"
    r"|construi\w*|construction|rehabilit\w*|equiper|equipement\w*|materiel|microcredit|cooperative agricole|agricol\w*"
    r"|agriculteurs?|former|formation|alphabetis\w*|ecoles?|collecte des dechets|developpement|cantine|parraine\w*"
    r"|cahiers|pupitres|mobilier|fournitures)\b"
)
_BORDER = re.compile(
    r"\b(transfrontalier\w*|frontalier\w*|frontieres?"
    r"|de l autre cote (?:des? |du |de la )(?:cols?|montagnes?|lac|rhin))\b"
)
_REGIONS = re.compile(r"\b(interregional\w*|inter regional\w*|interterritorial\w*|entre regions)\b")
_DECENTRALISED = re.compile(r"\b(cooperation decentralisee|decentralisee)\b")
_TRANSNATIONAL = re.compile(r"\b(transnational\w*|plusieurs pays d europe|partenaires europeens)\b")
_NOBODY_ABROAD = re.compile(
    r"\b(?:pas d|pas de partenaires? (?:a l )?|sans partenaires? (?:a l )?|aucun partenaire (?:a l )?)"
    r" ?(?:etrangers?|europeens?|etranger)\b"
    r"|\b(?:rien|personne|pas|aucune? (?:action|pays|contact)) (?:a|avec) l etranger\b|\bpas d etrangere?s?\b"
    r"|\btout se passe (?:ici|en|dans|a)\b|\b(?:uniquement|seulement|purement|juste|que du) local\w*\b"
    r"|\b(?:rien|juste|seulement|uniquement) (?:qu )?(?:entre nous|chez nous|en france)\b"
)
_STAYS = re.compile(r"\b(stages?|stagiaires?|sejours?|volontair\w*|volontariats?|se former|observation)\b")
_TOWNS = re.compile(r"\b((?:autres?|groupe de|reseau de) villes|villes europeennes|grands? ensembles?|quartiers?)\b")
_PEOPLE = frozenset({"jeune", "citoyen"})
_PLACES_THAT_SPEAK = {
    "commune": "parce que le lieu que vous nommez parle par sa commune",
    "epci": "parce que l'intercommunalité que vous nommez parle pour elle",
    "departement": "parce que le département que vous nommez parle pour lui",
    "region": "parce que la région que vous nommez parle pour elle",
}
# Facts that a text tells by a word or two, which may be said of something else.
DOUBTFUL = ("goal", "framework", "themes")
# Themes that, between European partners, tell of meeting rather than of building something together.
_MEETING_THEMES = frozenset({"citizenship", "youth", "education", "culture", "heritage", "sport", "peace"})


class Entity(Protocol):
    """What the extractors give: type, normalised value, for amounts a role (budget, own_share, grant, income), and for
    places the commune or intercommunality (a code of ``localities``)."""

    @property
    def entity(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def role(self) -> str | None: ...
    @property
    def locality(self) -> str | None: ...


@dataclass(frozen=True)
class Deduction:
    """A value that nobody said outright, with a French sentence that begins with « parce que »."""

    value: Any
    because: str


def infer(text: str, entities: Iterable[Entity]) -> dict[str, Deduction]:
    """Facts deduced from a description (``goal``, ``framework``, ``holder_type``, ``themes``), said ones left out."""
    return deduce(text, _stated(entities))


def facts_from(entities: Iterable[Entity], text: str, as_of: date) -> ProjectFacts:
    """Facts of a described project: what was said, then what can be deduced from it.

    Raises ``InputError`` when an entity bears a code that the vocabulary lacks.
    """
    entities = tuple(entities)
    stated = _stated(entities)
    holder = holder_told(text, [str(one.value) for one in entities if one.entity == "holder_type"])
    if holder is not None:
        stated["holder_type"] = holder
    if implied := implied_themes(key(text), stated):
        stated["themes"] = [*stated.get("themes", []), *implied]
    deduced = {name: deduction.value for name, deduction in deduce(text, stated, as_of).items()}
    read = ProjectFacts.from_dict({**deduced, **stated, "text": text}, default_as_of=as_of)
    return replace(read, inferred=frozenset(name for name in DOUBTFUL if read.knows(name)))


def holder_told(text: str, said: Sequence[str]) -> str | None:
    """Who carries the project, of the holders ``said`` in order: the first, save that people are not their village.

    >>> holder_told("on a 19 ans, on veut retaper un local du village", ["commune"])
    'jeune'
    >>> holder_told("une bande d'étudiants, asso loi 1901", ["jeune", "association"])
    'association'
    """
    if "association" not in said and are_young(key(text)):
        return "jeune"
    if are_an_association(key(text)):
        return "association"
    if said and said[0] in _PEOPLE and "association" in said:
        return "association"
    return holder_meant(key(text), said[0]) if said else None


def _stated(entities: Iterable[Entity]) -> dict[str, Any]:
    """Facts said outright; of two values for one fact the first holds, countries and themes add up."""
    stated: dict[str, Any] = {}
    amounts: dict[str, float] = {}
    for one in entities:
        if one.entity == "amount":
            amounts.setdefault(one.role or "budget", float(one.value))
        name = _ENTITY_FACT.get(one.entity)
        if name in ("partner_countries", "themes"):
            if one.value != countries.HOME:
                stated[name] = [*stated.get(name, []), one.value]
        elif name is not None:
            stated.setdefault(name, one.value)
            if name == "territory" and one.locality and one.value == stated[name]:
                stated.setdefault("locality", one.locality)
    if "budget" in amounts:
        stated["budget"] = amounts["budget"]
    elif "own_share" in amounts and "grant" in amounts:
        stated["budget"] = amounts["own_share"] + amounts["grant"]
    elif "grant" in amounts:
        stated["grant"] = amounts["grant"]
    return stated


def implied_themes(said: str, stated: Mapping[str, Any]) -> list[str]:
    """Themes that no word names: towns that work together do so about the town, a school's project teaches."""
    implied = []
    if stated.get("holder_type") in PUBLIC_HOLDERS | {None} and _TOWNS.search(said) and not _TWINNING.search(said):
        implied.append("urban")
    if stated.get("holder_type") in ("ecole", "universite"):
        implied.append("research" if does_research(said) and stated["holder_type"] == "universite" else "education")
    if not stated.get("themes"):
        implied += themes_of_trade(said)
    return [theme for theme in implied if theme not in stated.get("themes", ())]


def deduce(text: str, stated: Mapping[str, Any], as_of: date | None = None) -> dict[str, Deduction]:
    """Facts deduced from a text beside those already ``stated`` (names of ``ProjectFacts`` → values).

    ``as_of``: the day on which it is told, which says who is in the Union (default: its members of today).
    """
    said, union = key(text), countries.union_on(as_of) if as_of else EU27
    abroad = countries.expand(tuple(stated.get("partner_countries", ())))
    found: dict[str, Deduction] = {}
    if "holder_type" not in stated and (told := _holder(text, said, stated)):
        found["holder_type"] = told
    if "partner_countries" not in stated and has_nobody_abroad(said):
        found["partner_countries"] = Deduction((countries.HOME,), "parce que vous n'avez pas de partenaire étranger")
    holder = stated.get("holder_type") or (found["holder_type"].value if "holder_type" in found else None)
    goal = _goal(text, said, abroad, stated, union)
    if "goal" not in stated and goal:
        found["goal"] = goal
    framework = _framework(said, holder, abroad, stated, union)
    if "framework" not in stated and framework:
        found["framework"] = framework
    if "themes" not in stated:
        if speaks_of_emergency(text) and (stated.get("goal") or (goal.value if goal else None)) == "humanitarian":
            found["themes"] = Deduction(("emergency",), "parce que vous parlez d'une catastrophe ou d'une crise")
        elif _TWINNING.search(said):
            found["themes"] = Deduction(("citizenship",), "parce qu'un jumelage rapproche des habitants")
    return found


def has_nobody_abroad(said: str) -> bool:
    """Whether words in their looked-up form say that the project has no partner abroad, and is of here alone."""
    return bool(_NOBODY_ABROAD.search(said))


def _holder(text: str, said: str, stated: Mapping[str, Any]) -> Deduction | None:
    if "comite de jumelage" in said:
        return Deduction("association", "parce qu'un comité de jumelage est une association")
    if are_young(said):
        return Deduction("jeune", "parce que vous dites votre âge")
    if spoken := speaker(said):
        return Deduction(spoken[0], f"parce que vous écrivez « {spoken[1]} »")
    if holder := place_that_speaks(text, stated):
        return Deduction(holder, _PLACES_THAT_SPEAK[holder])
    return None


def _word(pattern: re.Pattern[str], said: str) -> str | None:
    match = pattern.search(said)
    return match.group(0) if match else None


def _goal(
    text: str, said: str, abroad: frozenset[str], stated: Mapping[str, Any], union: frozenset[str]
) -> Deduction | None:
    if speaks_of_emergency(text):
        return Deduction("humanitarian", "parce que vous parlez d'une catastrophe ou d'une crise")
    aided = bool(abroad) and abroad <= ODA_RECIPIENTS
    building, meeting = _word(_BUILDING, said), _word(_TWINNING, said) or _word(_MEETING, said)
    if building and aided:
        return Deduction("development", f"parce que vous parlez de « {building} » dans un pays aidé ({_said(stated)})")
    if meeting:
        return Deduction("political", f"parce que vous parlez de « {meeting} »")
    themes = set(stated.get("themes", ()))
    if abroad and abroad <= union and themes:
        if _STAYS.search(said):
            return Deduction("political", "parce que des personnes partent à la rencontre d'autres Européens")
        if themes <= _MEETING_THEMES:
            return Deduction("political", "parce que votre sujet rapproche des Européens")
        return Deduction("development", "parce que vous voulez construire un projet avec des partenaires européens")
    if aided and themes:
        return Deduction("development", f"parce que votre projet se passe dans un pays aidé ({_said(stated)})")
    return None


def _framework(
    said: str, holder: str | None, abroad: frozenset[str], stated: Mapping[str, Any], union: frozenset[str]
) -> Deduction | None:
    for pattern, framework in (
        (_BORDER, "cross_border"), (_REGIONS, "interregional"), (_DECENTRALISED, "decentralised"),
        (_TRANSNATIONAL, "transnational"),
    ):  # fmt: skip
        word = _word(pattern, said)
        if word:
            return Deduction(framework, f"parce que vous écrivez « {word} »")
    if not abroad:
        return None
    if abroad <= union:
        return Deduction("transnational", f"parce que vos partenaires sont dans l'Union européenne ({_said(stated)})")
    if abroad & union:
        return None
    if holder in PUBLIC_HOLDERS:
        return Deduction(
            "decentralised",
            f"parce qu'une collectivité ({HOLDERS[holder]}) coopère hors de l'Union européenne ({_said(stated)})",
        )
    if holder is not None:
        return Deduction(
            "international", f"parce que vos partenaires sont hors de l'Union européenne ({_said(stated)})"
        )
    return None


def _said(stated: Mapping[str, Any]) -> str:
    return enumerate_fr(countries.names(stated.get("partner_countries", ())))

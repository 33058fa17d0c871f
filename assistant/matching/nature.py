"""What is done in the project, against what the programme pays for: posts of volunteers, stays, awareness-raising…

Most programmes pay for actions of any form; a record says its ``form`` when it pays for one alone. A few projects are
paid for by none unless its record says so: selling abroad, shipping goods, going where nobody waits.
"""

import re
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.actions import type_of_action
from assistant.matching.criterion import Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.forms import forms_of
from assistant.matching.perimeters import in_a_village
from assistant.matching.profile import COUNT, count_of
from assistant.matching.publics import TWINNED, YOUNG
from assistant.matching.words import number, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.text import key
from assistant.vocabulary import FORMS

# Grade of a programme for projects of another sort: it counts once as a point, and once against the whole.
OUT_OF_NATURE = 0.1

_SELLING = re.compile(
    r"\b(exporter|exportations?|l export|a l export|vendre (a l etranger|nos|ses|mes)|prospect(er|ion)|nouveaux marches"
    r"|parts? de marche|salons? (professionnels?|commercia\w+)|implanter (une|notre) filiale|clients? etrangers?)\b"
)
_NOBODY_THERE = re.compile(
    r"\b(ne conna\w+ (encore )?(personne|aucun\w*)( \w+){0,2} (sur place|la bas)"
    r"|(sans|aucun|pas (encore )?d[e ]?) ?(partenaires?|contacts?|relais)( locaux?| local)? (sur place|la bas)"
    r"|(personne|aucun contact) (sur place|la bas))\b"
)
# A private matter, however far from home: to settle one's business abroad, or to study for oneself.
_SETTLING = re.compile(
    r"\b(ouvrir|implanter|installer|lancer|creer|reprendre) (?:\w+ )?(?:un|une|ma|mon|notre|nos) (?:\w+ )?"
    r"(restaurants?|tables?|boutiques?|magasins?|filiales?|agences?|succursales?|bureaux?|usines?|ateliers?|commerces?"
    r"|hotels?|entreprises?|societes?)\b"
)
_STUDYING = re.compile(
    r"\b(?:faire|suivre|finir|payer|financer|preparer) (?:mon|ma|mes) (?:master|licence|etudes|semestre|annee|doctorat"
    r"|these|cursus|echange universitaire)\b"
    r"|\bbourses? pour (?:mon|ma|mes) (?:master|licence|etudes|semestre|annee|these)\b"
)
_RURAL = re.compile(
    r"\b(rura\w+|villages?|hameaux?|campagnes?|terroirs?|paysan\w*|agricol\w*|agriculteurs?|leader|gal"
    r"|groupes? d action locale"
    r"|(?:le|du) pays (?:de|du|des|d) \w+|bocage|montagnes?|vallees?)\b"
)
# Who must bring the file in, as the record's conditions say it: an employee of the firm, a club.
_SPONSOR = re.compile(r"\bsalarie\w* de (\w+) (?:doit|parraine|porte)\b|\bdemande vient d un club (\w+)\b")
# Where twinned towns meet, the young are seldom far, even when no word tells of them.
UNSPONSORED, _MAYBE_THE_YOUNG = 0.2, 0.15
# Words of research and of a first trial, and the condition of a record that asks for one. Firms, universities and
# hospitals carry research without saying so.
_NEW = re.compile(
    r"\b(recherches?(?! (?:d|de|des|du|un|une) )|chercheu\w*|laborato\w*|labos?|scientifi\w*|universi\w*|sciences?"
    r"|technolog\w*|innov\w*"
    r"|prototyp\w*|experiment\w*|test(?:s|er|ons|e|ent)?|essa(?:is?|yer|yons|ie|ient)|invent\w*|pilotes?|brevets?"
    r"|personne n a (?:encore |jamais )?(?:fait|essaye|tente)|jamais (?:ete )?(?:fait|essaye|tente)\w*|premiere? fois"
    r"|mett\w* au point|mis\w* au point|demonstrat\w*|mesurer|doctora\w*|cliniques?|molecul\w*|materiaux|robot\w*"
    r"|satellit\w*|intelligence artificielle|capteurs?|algorithm\w*|modelis\w*|procedes?)\b"
)
_NEW_SOLUTION = re.compile(r"\bsolutions? nouvelles?\b")
_INVENTIVE = frozenset({"universite", "entreprise", "hopital"})
_MAYBE_NEW = 0.2
_STAYS = frozenset({"mobility", "volunteering"})
_TRAVELS = frozenset({"mobility", "youth_exchange", "twinning"})
_DAYS = re.compile(rf"\b(?:{COUNT}|quelques|une dizaine de|une quinzaine de) (?:jours|journees)\b")
_LARGE_GRANT, _VERY_LARGE_GRANT = 100_000, 500_000  # euros: the smallest grant, or the largest, of a large file
_WEEKS = re.compile(rf"\b{COUNT} semaines?\b")
_WEEKS_A_MONTH = 52 / 12
_PAID_FOR = {
    "selling": re.compile(r"\b(export\w*|internationalisation|marches etrangers)\b"),
    "studying": re.compile(r"\b(bourses? d etudes|bourses? individuelles?)\b"),
    "shipment": re.compile(r"\b(fret|acheminement|convoi|envoi de materiel)\b"),
}


@lru_cache(maxsize=2048)
def _tells(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text holds such words; it is asked of one text for every programme."""
    return bool(pattern.search(key(text)))


def is_selling(text: str) -> bool:
    """Whether the project is to sell abroad."""
    return _tells(_SELLING, text)


@lru_cache(maxsize=256)
def is_shipment(text: str) -> bool:
    """Whether the project is to send goods."""
    heard = type_of_action(text, ProjectFacts(text=text))
    return heard is not None and heard.value == "shipment"


def knows_nobody_there(text: str) -> bool:
    """Whether the holder says that nobody on the spot is its partner yet."""
    return _tells(_NOBODY_THERE, text)


@lru_cache(maxsize=256)
def weeks_of_stay(text: str) -> float | None:
    """How long people stay when it is told in weeks, which are too short for a project.

    >>> weeks_of_stay("trois semaines chez notre partenaire")
    3.0
    """
    found = _WEEKS.search(key(text))
    return count_of(found.group(1)) if found else None


def _of_the_young(facts: ProjectFacts) -> bool:
    return (
        facts.holder_type in ("ecole", "universite", "jeune")
        or bool({"youth", "education"} & set(facts.themes))
        or _tells(YOUNG, facts.text)
    )


def _abroad(facts: ProjectFacts) -> bool:
    return any(code != countries.HOME for code in facts.partner_countries)


def _of_rural_places(facts: ProjectFacts) -> bool:
    """Whether a grouping of communes may be of rural places, or something tells that the project is."""
    return facts.holder_type in ("epci", "syndicat") or tells_of_rural_places(facts)


def tells_of_rural_places(facts: ProjectFacts) -> bool:
    """Whether the place or a word of the countryside tells that the project is of rural places."""
    told = facts.holder_type == "gal" or "rural" in facts.themes
    return told or in_a_village(facts) or _tells(_RURAL, facts.text)


def _of_something_new(facts: ProjectFacts) -> bool:
    """Whether the holder, the themes or a word tell of research, or of something tried for the first time."""
    told = facts.holder_type in _INVENTIVE or bool({"research", "innovation", "digital"} & set(facts.themes))
    return told or _tells(_NEW, facts.text)


def _novelty_asked(programme: Programme) -> str | None:
    """The condition by which the project must be a new solution, as the record says it."""
    return next((short(one) for one in programme.conditions if _tells(_NEW_SOLUTION, one)), None)


def _sponsor_asked(programme: Programme, text: str) -> str | None:
    """The condition by which somebody else must bring the file in, unless the text names whose they are."""
    for condition in programme.conditions:
        asked = _sponsors(condition)
        if asked and asked not in key(text).split():
            return short(condition)
    return None


@lru_cache(maxsize=2048)
def _sponsors(condition: str) -> str | None:
    found = _SPONSOR.search(key(condition))
    return next((name for name in found.groups() if name), None) if found else None


def _is_a_large_file(programme: Programme) -> bool:
    return (programme.grant_min or 0.0) >= _LARGE_GRANT or (programme.grant_max or 0.0) >= _VERY_LARGE_GRANT


def _only_goes_and_sees(facts: ProjectFacts) -> bool:
    """Whether people only travel, for days that are told and no large sum."""
    if (facts.budget or 0.0) >= _LARGE_GRANT or not _tells(_DAYS, facts.text):
        return False
    action = type_of_action(facts.text, facts)
    return action is not None and action.value in _TRAVELS


def _says(programme: Programme, words: re.Pattern[str]) -> bool:
    told = " ; ".join((*programme.keywords, *programme.priorities, *programme.conditions, programme.summary))
    return bool(words.search(key(told)))


def judge_nature(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the programme pays for what is done in the project; silent where no word tells."""
    if not facts.text:
        return None
    if is_selling(facts.text) and not _says(programme, _PAID_FOR["selling"]):
        return barred("nature", "Vendre à l'étranger n'est pas coopérer : il ne paie pas l'exportation.")
    settles = facts.holder_type == "entreprise" and _tells(_SETTLING, facts.text)
    if settles and not _says(programme, _PAID_FOR["selling"]):
        return barred("nature", "S'installer à l'étranger est une affaire privée : il ne la paie pas.")
    if _tells(_STUDYING, facts.text) and not _says(programme, _PAID_FOR["studying"]):
        return barred("nature", "Il ne paie pas d'études individuelles.")
    if is_shipment(facts.text) and not _says(programme, _PAID_FOR["shipment"]):
        return barred("nature", "Rien dans sa fiche ne dit qu'il paie un envoi de marchandises.")
    if knows_nobody_there(facts.text) and programme.partner_countries:
        return unmet("nature", "Il faut un partenaire sur place : vous n'en avez pas encore.", OUT_OF_NATURE)
    if programme.themes[:1] == ("youth",) and not _of_the_young(facts):
        grade = _MAYBE_THE_YOUNG if _tells(TWINNED, facts.text) else OUT_OF_NATURE
        return unmet("nature", "Il est fait pour les jeunes : rien ne dit que votre projet l'est.", grade)
    if programme.themes[:1] == ("urban",) and in_a_village(facts):
        return unmet("nature", "Il est fait pour les villes : votre commune est un village.", OUT_OF_NATURE)
    if not _of_something_new(facts):
        if programme.family == "research":
            text = "Il paie la recherche et ce qui n'a jamais été essayé : rien ne dit que votre projet en est."
            return to_check("nature", text, OUT_OF_NATURE)
        if condition := _novelty_asked(programme):
            return to_check("nature", f"À vérifier : « {condition} ».", _MAYBE_NEW)
    if programme.family == "rural" and _abroad(facts) and not _of_rural_places(facts):
        return to_check(
            "nature", "Il unit deux territoires ruraux : rien ne dit que le vôtre et l'autre le sont.", OUT_OF_NATURE
        )
    if sponsor := _sponsor_asked(programme, facts.text):
        return to_check("nature", f"Il faut un parrain, à trouver d'abord : « {sponsor} ».", UNSPONSORED)
    if programme.form is None:
        if _is_a_large_file(programme) and _only_goes_and_sees(facts):
            return unmet("nature", "Il paie de grands projets, pas quelques jours chez un partenaire.", OUT_OF_NATURE)
        return None
    if programme.form == "partnership":
        action = type_of_action(facts.text, facts)
        if action is None or action.value not in _STAYS:
            return None
        return unmet("nature", f"Il paie {FORMS[programme.form]}, pas de seuls séjours.", OUT_OF_NATURE)
    stay, least = weeks_of_stay(facts.text), programme.duration_months_min
    if programme.form == "volunteering" and stay and least and stay < least * _WEEKS_A_MONTH:
        return barred("nature", f"Une mission y dure {least} mois au moins ; la vôtre : {number(stay)} semaines.")
    what = FORMS[programme.form]
    if programme.form in forms_of(facts.text):
        return met("nature", f"Il paie ce que vous faites : {what}.", 1.0)
    return to_check("nature", f"Il ne paie que cela, à vérifier : {what}.", OUT_OF_NATURE)

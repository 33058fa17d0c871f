"""What is done in the project, against what the programme pays for: posts of volunteers, stays, awareness-raising…

Most programmes pay for actions of any form; a record says its ``form`` when it pays for one alone. A few projects are
paid for by none unless its record says so: selling abroad, shipping goods, going where nobody waits.
"""

import re
from functools import lru_cache

from assistant.matching.actions import type_of_action
from assistant.matching.criterion import Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.forms import forms_of
from assistant.matching.profile import COUNT, count_of
from assistant.matching.words import number
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
_WEEKS = re.compile(rf"\b{COUNT} semaines?\b")
_WEEKS_A_MONTH = 52 / 12
_PAID_FOR = {
    "selling": re.compile(r"\b(export\w*|internationalisation|marches etrangers)\b"),
    "shipment": re.compile(r"\b(fret|acheminement|convoi|envoi de materiel)\b"),
}


@lru_cache(maxsize=256)
def is_selling(text: str) -> bool:
    """Whether the project is to sell abroad."""
    return bool(_SELLING.search(key(text)))


@lru_cache(maxsize=256)
def is_shipment(text: str) -> bool:
    """Whether the project is to send goods."""
    heard = type_of_action(text, ProjectFacts(text=text))
    return heard is not None and heard.value == "shipment"


@lru_cache(maxsize=256)
def knows_nobody_there(text: str) -> bool:
    """Whether the holder says that nobody on the spot is its partner yet."""
    return bool(_NOBODY_THERE.search(key(text)))


@lru_cache(maxsize=256)
def weeks_of_stay(text: str) -> float | None:
    """How long people stay when it is told in weeks, which are too short for a project.

    >>> weeks_of_stay("trois semaines chez notre partenaire")
    3.0
    """
    found = _WEEKS.search(key(text))
    return count_of(found.group(1)) if found else None


def _says(programme: Programme, words: re.Pattern[str]) -> bool:
    told = " ; ".join((*programme.keywords, *programme.priorities, *programme.conditions, programme.summary))
    return bool(words.search(key(told)))


def judge_nature(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the programme pays for what is done in the project; silent where no word tells."""
    if not facts.text:
        return None
    if is_selling(facts.text) and not _says(programme, _PAID_FOR["selling"]):
        return barred("nature", "Vendre à l'étranger n'est pas coopérer : il ne paie pas l'exportation.")
    if is_shipment(facts.text) and not _says(programme, _PAID_FOR["shipment"]):
        return unmet("nature", "Rien dans sa fiche ne dit qu'il paie un envoi de marchandises.", OUT_OF_NATURE)
    if knows_nobody_there(facts.text) and programme.partner_countries:
        return unmet("nature", "Il faut un partenaire sur place : vous n'en avez pas encore.", OUT_OF_NATURE)
    if programme.form is None:
        return None
    stay, least = weeks_of_stay(facts.text), programme.duration_months_min
    if programme.form == "volunteering" and stay and least and stay < least * _WEEKS_A_MONTH:
        return barred("nature", f"Une mission y dure {least} mois au moins ; la vôtre : {number(stay)} semaines.")
    what = FORMS[programme.form]
    if programme.form in forms_of(facts.text):
        return met("nature", f"Il paie ce que vous faites : {what}.", 1.0)
    return to_check("nature", f"Il ne paie que cela, à vérifier : {what}.", OUT_OF_NATURE)

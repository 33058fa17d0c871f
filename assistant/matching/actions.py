"""What a project does: the type of action that an adviser hears in its description."""

import re

from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import Deduction
from assistant.matching.needs import PUBLIC_HOLDERS, is_emergency
from assistant.text import key, straighten

ACTIONS = {
    "twinning": "un jumelage",
    "youth_exchange": "un échange de jeunes ou d'élèves",
    "mobility": "des stages ou des séjours d'observation",
    "volunteering": "du volontariat",
    "training": "de la formation",
    "policy_exchange": "un échange entre services et élus sur leurs façons de faire",
    "water_works": "des travaux d'eau ou d'assainissement",
    "building": "une construction",
    "equipment": "un achat d'équipement",
    "shipment": "un envoi de matériel",
    "emergency": "un secours d'urgence",
    "research": "de la recherche",
    "cultural_event": "un événement culturel",
    "awareness": "de la sensibilisation",
}
"""Code of a type of action → how it is named after «l'action serait»."""

_YOUNG = r"(?:jeunes|eleves|lyceens|collegiens|ecoliers|etudiants|ados|adolescents|classes?|scolaires?)"
# In this order: what is done goes before the setting in which it is done (a twinning that builds a school builds).
_WORDS = {
    "emergency": r"sinistree?s?|aide d urgence|urgence humanitaire|secours aux|victimes d\w+ (?:seisme|cyclone)",
    "shipment": (
        r"conteneurs?|containers?|achemin\w+|expedi(?:er|ons|tion)\w*|(?:envoyer|envoi|transport\w*) d\w* "
        r"(?:\w+ ){0,3}(?:materiel|vetements|livres|fournitures|lits|ambulances?|medicaments|tonnes)"
        r"|(?:conduire|conduit|livrer|convoyer|convoi|mener|amener|emmener) (?:\w+ ){0,4}"
        r"(?:camions?|fourgons?|ambulances?|minibus)"
        r"|(?:en|par|leur|notre|d) (?:camionnettes?|fourgons?|semi remorques?)"
    ),
    "volunteering": (
        r"volontariat|volontaires?|services? civiques?"
        r"|(?:recevoir|accueillir|accueil d) (?:\w+ ){0,2}jeunes? (?:\w+ ){0,8}(?:mois|an)"
        r"|chantiers? (?:de jeunes|international\w*|benevoles?)"
    ),
    "water_works": (
        r"puits|forages?|adductions?|eau potable|assainissement|latrines|chateaux? d eau|bornes? fontaines?"
        r"|points? d eau|pompes? (?:solaires?|a eau)"
    ),
    "building": (
        r"constru\w+|batir|batit|batissons|edifi\w+|agrandir|agrandissement|reconstru\w+"
        r"|rehabilit\w+ (?:une?|l|le|la|des|les) (?:ecole|dispensaire|maternite|centre|salle|batiments?)\w*"
    ),
    "youth_exchange": (
        rf"echanges? (?:\w+ ){{0,2}}{_YOUNG}|voyages? scolaires?|correspondants?|rencontres? (?:de|entre) {_YOUNG}"
        rf"|(?:accueillir|recevoir|inviter) (?:une|des|\w+) (?:classes?|jeunes|eleves|lyceens|collegiens|ados)"
        rf"|(?:\w+ )?(?:ados|jeunes|eleves) (?:\w+ ){{0,4}}(?:et|avec) (?:\w+ )?(?:ados|jeunes|eleves)"
    ),
    "mobility": (
        r"stages?|stagiaires?|(?:sejours?|periodes?) d observation|(?:aller|envoyer|iraient|partir) (?:\w+ ){0,3}"
        r"(?:observer|se former)|(?:jours|semaines) (?:en|chez|dans|sur place|la bas|a)"
        r"(?! (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|ete|hiver|"
        r"automne|20\d\d)\b)"
        r"|voir comment"
        r"|(?:montrer|apprendre) (?:\w+ ){1,6}comment"
        r"|mobilites? (?:d|des|de) (?:apprentis|personnels?|enseignants|agents)"
    ),
    "research": (
        r"(?:projets?|programmes?|instituts?|centres?|equipes?) de recherche|recherche (?:appliquee|medicale|sur)"
        r"|chercheurs?|chercheuses?|doctorants?|laboratoires?|scientifiques?"
    ),
    "equipment": (
        r"equip(?:er|ement|ements|ons)|(?:achat|acheter|fournir|fourniture) (?:d\w* |l |le |la |les |un |une )?"
        r"(?:materiel|machines?|outils?|ordinateurs?|tablettes?|panneaux|vehicules?|tracteurs?|lits)"
    ),
    "training": r"form(?:er(?! (?:un|une|ensemble)\b)|ation|ations|ateurs?)|alphabetis\w+|apprendre (?:le|la|l|a)",
    "cultural_event": (
        r"festivals?|concerts?|spectacles?|expositions?|tournees?|residences? d (?:artistes?|auteurs?)"
        r"|pieces? de theatre"
    ),
    "policy_exchange": (
        r"(?:echang\w+|compar\w+|partag\w+) (?:\w+ ){0,6}(?:sur|politiques?|pratiques|facons|manieres?)"
        r"|appui institutionnel|bonnes pratiques|gouvernance|politiques publiques"
    ),
    "awareness": r"sensibilis\w+|education (?:a la citoyennete|au developpement)|semaine de la solidarite",
    "twinning": r"(?:se|nous|vous) jumel\w+|jumelages?|jumeler|villes? jumelles?",
}
_PATTERNS = {action: re.compile(rf"\b(?:{words})\b") for action, words in _WORDS.items()}
# Who speaks, where, and what is not meant: no action of the project.
_NOT_DONE = re.compile(
    r"\b(?:comites? de jumelage|(?:pas|plus|ni|sans|plutot que|au lieu) (?:d |de |du |des |un |une |le |la |l )*\w+"
    r"|centre de formation|organismes? de formation)\b"
)
_FIRST_AID = re.compile(r"\b(?:gestes? d urgence|gestes? qui sauvent|secourisme|premiers secours)\b")
_EXCHANGE = re.compile(r"\b(?:echang\w+|correspond\w+|voyag\w+)\b")


def type_of_action(text: str, facts: ProjectFacts) -> Deduction | None:
    """The type of action (a code of ``ACTIONS``) that the description tells, with its reason; ``None`` when none is."""
    said = _NOT_DONE.sub(lambda found: " ".join("x" * len(word) for word in found.group().split()), key(text))
    if is_emergency(facts) and not _FIRST_AID.search(said):
        return Deduction("emergency", "parce que vous parlez d'une catastrophe ou d'une crise")
    for action, pattern in _PATTERNS.items():
        if found := pattern.search(said):
            return Deduction(action, f"parce que vous écrivez « {_as_written(text, said, found)} »")
    if facts.holder_type in PUBLIC_HOLDERS | {"ecole"} and (found := _EXCHANGE.search(said)):
        action = "youth_exchange" if facts.holder_type == "ecole" else "policy_exchange"
        return Deduction(action, f"parce que vous écrivez « {_as_written(text, said, found)} »")
    return None


def _as_written(text: str, said: str, found: re.Match[str]) -> str:
    """The words of the text that stand where ``found`` is in its looked-up form: as many words come before in both."""
    words = list(re.finditer(r"[^\W_]+", straighten(text)))
    looked_up = found.group().strip()
    first = said[: found.start()].count(" ")
    last = first + looked_up.count(" ")
    if last >= len(words):
        return looked_up
    written = straighten(text)[words[first].start() : words[last].end()]
    return written if key(written) == looked_up else looked_up

"""The forms of action that a description may tell of, for the programmes that pay for one form alone.

A wide net: a form is heard as soon as a word may tell it, since hearing none lowers such a programme.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from assistant.text import key

_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "volunteering": re.compile(
            r"\b(volontair\w*|volontariats?|services? civiques?|benevoles?|benevolat"
            r"|cooperants?|retraites|retraitees|(a|en) (la )?retraite"
            r"|projets? (de solidarite|solidaires?|locaux|local)|initiatives? locales?|solidaires?|entraide"
            r"|echanges? de jeunes|pas de partenaires?"
            r"|(recevoir|accueillir|accueil d|accueillons) (\w+ ){0,2}jeunes? (\w+ ){0,8}(mois|an)"
            r"|chantiers? (de (jeunes|solidarite|benevoles)|solidaires?|benevoles?|internationa\w+|educatifs?)"
            r"|missions? (courtes?|de competences?|d expertise|longues?)"
            r"|envo(yer|yons|ie|ient) (des|un|une|deux|trois|nos|quelques) (jeunes?|etudiant\w*|salarie\w*|expert\w*"
            r"|technicien\w*|soignant\w*|enseignant\w*|medecins?|infirmier\w*|artisans?|agents?))\b"
        ),
        "mobility": re.compile(
            r"\b(mobilites?|stages?|stagiaires?|sejours?|voyages?|partir|partent|partirai\w*|residences?|observation"
            r"|apprentis?|echanges?(?! (d|de|des) (experience|pratique|savoir|bonne)\w*)|se former|immersion"
            r"|train|interrail|deplacements?"
            r"|formations? (a l etranger|en europe)|correspondants?|accueillir|visites?(?! (?:virtuelle|guidee)s?)"
            r"|etudier|semestre|sur place|(aller|allons|vont|aillent|voudraient|aimeraient|part\w*) (\w+ ){0,3}voir"
            r"|(aller|allons|vont|aillent|iraient) (\w+ ){0,2}(apprendre|decouvrir|rencontrer|travailler|chez|dans)"
            r"|(quelques|plusieurs|\w+aine de) (jours|semaines)|emmen\w+"
            r"|voir comment|reseaux? de villes"
            r"|(un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|\d+) (jours|semaines?))\b"
        ),
        "awareness": re.compile(
            r"\b(sensibilis\w*|citoyennete mondiale|education (a la (citoyennete|solidarite)|au developpement)"
            r"|education populaire"
            r"|solidarite internationale|ateliers?|animations?|expositions?|festival|festisol|conferences?|debats?"
            r"|campagnes?|jeux?|interventions? (en|dans)|objectifs? de developpement durable|odd|plaidoyer"
            r"|commerce equitable)\b"
        ),
        "studies": re.compile(
            r"\b(etudes?|analyses?|observatoires?|cartograph\w*|diagnostics?|donnees|prospective|evaluation|statisti\w*"
            r"|indicateurs?|capitalis\w*)\b"
        ),
    }
)


@lru_cache(maxsize=256)
def forms_of(text: str) -> frozenset[str]:
    """The forms (``assistant.vocabulary.FORMS``) that the words of a project may tell of."""
    said = key(text)
    return frozenset(form for form, words in _WORDS.items() if words.search(said))

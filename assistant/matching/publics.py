"""For whom the programme is and what it must be about, where it is for them or about that alone.

A record says ``public`` and ``sole_themes`` when its programme's own rules (its conditions) name one public or one
subject. Who reads it knows at once that it is another's: no likeness elsewhere makes up for that.
"""

import re
from functools import lru_cache

from assistant.matching.criterion import Criterion, barred, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.needs import is_emergency
from assistant.matching.similarity import index_of
from assistant.matching.words import labels
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.text import key
from assistant.vocabulary import PUBLICS, THEMES

# Grade of a programme of another public or subject: it counts once as a point, and once against the whole.
OUT_OF_PUBLIC = 0.1
# From this share of the closest record's likeness on, the words tell the subject whatever the themes.
_SAYS_THE_SUBJECT = 0.7

YOUNG = re.compile(
    r"\b(jeun\w*|enfants?|ados?|adolescen\w*|lyce\w*|colleg\w*|etudi\w*|eleves?|ecol\w*|classes?|scouts?|gamin\w*"
    r"|minots?|gosses?|apprenti\w*|volontair\w*|services? civiques?|junior|moins de (?:18|2[0-9]|30) ans"
    r"|(?:1[0-9]|2[0-9]|30) ans|scolaires?|stagiaires?)\b"
)
_OLD = re.compile(
    r"\b(retraite(?:e|s|es)|(?:a|en) la retraite|aine(?:e|s|es)|seniors?|personnes agees|troisieme age|papys?|mamies?"
    r"|(?:[4-9]\d) (?:(?:a|et|ou) [4-9]\d )?ans|anciens combattants|adultes)\b"
)
TWINNED = re.compile(r"\bjumel\w*")
_EVERYBODY = re.compile(
    r"\b(personnes|habitants?|familles|delegations?|elus?|elues|conseillers|choristes|musiciens|marcheurs|randonneurs"
    r"|pelerins|adherents|invites|couples|paroissiens)\b"
)
_WORDS = {
    "young": YOUNG,
    "children": re.compile(
        r"\b(enfan\w+|bebes?|nourrissons?|orphelin\w*|creches?|ecol\w*|eleves?|maternel\w*|fillettes?|garconnets?"
        r"|petite enfance|jardins? d eveil|gamin\w*|gosses?|collegien\w*|pediatri\w*|scolaris\w+)\b"
    ),
    "women": re.compile(
        r"\b(femmes?|feminin\w*|feminis\w*|filles?|fillettes?|meres?|mamans?|veuves?|epouses?|agricultrices|ouvrieres"
        r"|couturieres|brodeuses|tisserandes|productrices|transformatrices|paysannes|sages? femmes?|grossesses?"
        r"|accouchements?|maternites?|violences conjugales|excis\w+|lyceennes|etudiantes|entrepreneuses)\b"
    ),
    "townspeople": re.compile(
        r"\b(jumel\w*|communes?|villages?|villes?|bourgs?|mairies?|maires?|municipa\w*|habitant\w*|citoyen\w*"
        r"|concitoyen\w*|elus?|elues|cantons?|comites?)\b"
    ),
    "learners": re.compile(
        r"\b(eleves?|class(?:e|es)|ecol\w+|lyce\w*|colleg\w*|etudi\w*|universit\w*|apprent\w+|apprend\w*|enseign\w*"
        r"|prof|profs|professeur\w*|instit|institut(?:eur|rice)s?|maitresses?|formateu\w+|formatrices?|format\w+|former"
        r"|stages?|stagiaires?|observ\w+|voir comment|pedagog\w*|cfa|greta|metiers?|competences?|techniques?"
        r"|salarie\w*|agents?|personnels?|equipes?|collegues?|soignant\w*|infirmi\w+|educat\w+|animat(?:eur|rice)s?"
        r"|chomeu\w+|demandeurs? d emploi|mission locale|insertion|illettr\w+|alphabet\w+|immersion|savoir faire"
        r"|facons? de (?:faire|travailler)|pratiques?|methodes?|correspondants?"
        r"|apprenants?|aides? (?:a domicile|soign\w+)"
        r"|compar\w+|guides?|carnets?|manuels?|mallettes?|outils?|modules?|ateliers?|jeun\w*|ados?|adolescen\w*|enfants?)\b"
    ),
    "artists": re.compile(
        r"\b(artist\w*|music(?:ien|ienne)\w*|comedien\w*|danseu\w+|peintres?|sculpt\w+|ecrivain\w*|auteu?rs?|autrices?"
        r"|photograph\w+|illustrat\w+|chanteu\w+|realisat\w+|plasticien\w*|choregraph\w*|traduct\w+|metteu\w+ en scene"
        r"|circassien\w*|marionn\w+|compagnies?|orchestres?|musees?|conservat\w+|commissaires?|scenographe\w*|residences?"
        r"|galeri\w+|designers?|createu\w+|creatri\w+|artisans? d art|violoncell\w+|pianist\w+|violonist\w+"
        r"|professionnel\w* (?:de la culture|du spectacle|du livre)|architectes?|editeurs?|theatres? de|ceramist\w+)\b"
    ),
}  # fmt: skip
# Those who are another public than it: unless a word tells that it is there too.
_OTHERS = {
    "young": _OLD,
    "children": _OLD,
    "artists": re.compile(
        rf"{_OLD.pattern}|\b(amateu?rs?|chorales?|choristes|fanfares?|ados?|adolescents?|collegiens?|lyceens?|eleves?"
        r"|enfants?|clubs?|classes?)\b"
    ),
}
_THEMES = {
    "young": {"youth"},
    "children": {"youth", "education"},
    "women": {"gender"},
    "learners": {"education", "employment"},
}
_HOLDERS = {
    "young": {"ecole", "universite", "jeune"},
    "children": {"ecole"},
    "townspeople": {"commune", "epci", "departement", "region"},
    "learners": {"ecole", "universite", "chambre_consulaire"},
    "artists": {"citoyen"},
}


@lru_cache(maxsize=4096)
def _tells(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(key(text)))


def is_for(public: str, facts: ProjectFacts) -> bool:
    """Whether the holder, a theme or a word of the project tells that it is for this public."""
    return (
        facts.holder_type in _HOLDERS.get(public, ())
        or bool(_THEMES.get(public, set()) & set(facts.themes))
        or _tells(_WORDS[public], facts.text)
    )


def _may_be_of_all_ages(facts: ProjectFacts) -> bool:
    """Where twinned towns meet, the young are seldom far, unless the text tells of everybody."""
    return _tells(TWINNED, facts.text) and not _tells(_EVERYBODY, facts.text)


def judge_public(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the project is for those whom the programme is for, and about its subject; silent where it is."""
    return _judge_people(facts, programme) or _judge_subject(facts, programme, base)


def _judge_people(facts: ProjectFacts, programme: Programme) -> Criterion | None:
    public = programme.public
    if public is None or not facts.text:
        return None
    others = public in _OTHERS and _tells(_OTHERS[public], facts.text)
    if public == "artists" and others and not _tells(_WORDS[public], facts.text):
        return barred("public", f"Il est fait pour {PUBLICS[public]}, et non pour des amateurs.")
    if is_for(public, facts) or (public == "young" and _may_be_of_all_ages(facts)):
        return None
    if others:
        return barred("public", f"Il est fait pour {PUBLICS[public]} : ce n'est pas l'âge que vous dites.")
    return unmet("public", f"Il est fait pour {PUBLICS[public]} : rien ne dit que votre projet l'est.", OUT_OF_PUBLIC)


def _judge_subject(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    sole, told = set(programme.sole_themes), set(facts.themes)
    if is_emergency(facts):
        told = told | {"emergency"}
    if not sole or not told or sole & told:
        return None
    if facts.text:
        compared = index_of(base).compare(facts.text)
        mine = compared.by_programme.get(programme.id)
        if mine is not None and compared.best and mine.score >= _SAYS_THE_SUBJECT * compared.best:
            return None
    said = f"Il ne paie que cela : {labels(programme.sole_themes, THEMES)}. Rien ne dit que votre projet en est."
    if facts.text and "themes" not in facts.inferred:
        return barred("public", said)
    return unmet("public", said, OUT_OF_PUBLIC)

"""How surely a word names who carries the project, told apart from partners, payers, beneficiaries and works."""

import re

from assistant.nlu.bodies import (
    bears,
    has_another_project,
    introduces_herself,
    is_a_partner,
    only_helps,
    set_against,
)
from assistant.nlu.entities import Reading
from assistant.nlu.keywords import TO_BE_DONE
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.speaking import (
    GOVERNED,
    PARTNER_AFTER,
    SOME,
    before_role,
    is_over_there,
    is_with_the,
    says_who_she_is,
    speaks_for,
)

SUBJECT, PLAIN, WEAK = 3, 2, 1
INTRODUCED = 4
"""Rank of the body with which a message opens, by its name."""
SELF = 5
"""Rank of a word by which the person says who she is, or for whom she speaks."""
BEARER = 6
"""Rank of the body that is said to carry the project, whoever speaks."""

_OUGHT = re.compile(r"[^.;!?\n]{0,40}\b(?:doit|peut|pourrait|devrait)[- ](?:elle|il)s?\b")
# «le dossier est celui du club».
_THE_CASE_OF = re.compile(
    r"\b(?:dossier|projet|demande) (?:est|c'est|sera|serait) (?:bien |plutot )?"
    r"(?:(?:celui|celle) (?:de|du|d')|(?:a|pour)) ?(?:la |l'|le |mon |ma |notre )?$"
)
_EXPECTED_OF = re.compile(r"\b(?:exig\w*|demand\w*|attend\w*|impos\w*|reclam\w*)[\w -]{0,25} d'une? $")
_OUR = re.compile(
    r"\b(?:notre|ma|mon|nos|not|nôtre)\s+(?:(?:p'?tite?s?|petite?s?|grande?s?|jeunes?|modeste|propre|nouvelle?) )*$"
)
# Just after it: it wishes, it does.
WISHES = re.compile(
    r"[^.;!?\n]{0,60}?\b(?:(?:se )?(?:souhait|voudr|voul|aimer|desir|envisag|projet[t]|prevoi|cherch|recherch|"
    r"organis|porte|port(?:ent|era|ait)|mont(?:e|ent)\b|"
    r"lanc|mene|prepar|propos|sollicit|compt(?:e|ent)|pilot|depos|gere|coordon|travaill|soutien|soutenons|aide\b|"
    r"aident\b|construi|accueill|s'engage|"
    r"finance|intervi|a pour (?:projet|objectif|but)|etudi|reflechi|tient a|entend\b|ambitionn|imagin|reve|pens|"
    r"tente|essai|essay|a un projet|ont un projet|va\b|vont\b|peut|peuvent|veut|"
    r"veulent|veu\b|demande|demarre|developp|"
    r"renov|equip|part\b|partent|collect|invit|creer?|cree|realis|nous|on\b|est jumel|est porteu|qui))"
)
_COULD_HELP = re.compile(
    r"\s(?:\w+ )?(?:qui|pour) (?:peu\w+|pourrai\w+|puisse\w*|saurai\w*)?\s?(?:nous|m'|me|vous|aider)\b|"
    r"\s(?:peu[tx]\w*|pouv\w+|pourrai\w*) (?:nous |m'|me )?(?:aider|financer|donner)\b"
)
# «la Région nous a dit de demander»: it told the holder, and is not the holder.
_ADVISES = re.compile(
    r" (?:nous |m'|me )(?:l'|le |la |les |en )?(?:a |ont |avait |avaient )?"
    r"(?:dit|parl|conseil|propos|orient|renvo|recommand|indiqu|sollicit|sugger|annonc|repond|refus|demand|invit)"
)
# «nous, la Ville», «à nous la Région».
_WE_THE = re.compile(r"\bnous,? (?:la |le |l')$")
# «une maternité et une école»: what governs the first governs the second.
_JOINED = re.compile(r"(?:[\w'-]+ ){1,2}(?:et|ou) (?:une?|des|les?|la|l'|du|de|d')?\s*$")
_WITH = re.compile(r"\bavec\s*$")
_APPOSED = re.compile(r"[,.] $")
_PROJECT_OF = re.compile(r"\W*(?:(?:le|un|notre|ce) )?projet\b[^,;]{0,60} (?:de la|du|de l'|des) ?")
_WITH_US = re.compile(r"[^.;!?\n]*\b(?:nous|notre|nos)\b")
_INSIDE = re.compile(
    r"\b(?:dans|sur|en|hors|a|aux?)(?: (?:le|la|les|un|une|des|notre|nos|cette|ce|chaque|plusieurs|\d+)|\s?l')?\s*$"
)
_FOR = re.compile(r"\bpour (?:le|la|les|l'|un|une|des|du|d')\s*$|\b(?:aux?|a (?:une?|la|l'))\s*$")
_OFFERED = re.compile(
    r"\b(?:aides?|subventions?|financements?|programmes?|dispositifs?|fonds|solutions?|appels?|quoi|existe|"
    r"ouverte?s?|possible|accessibles?|"
    r"eligibles?|reserve\w*|droit|bourses?|accompagnement|quelque chose)\s(?:\w+ )?(?:pour|aux?|a)\b[^.;!?]{0,8}$"
)
_FOREIGN_GAP = re.compile(
    r"^(?:\s+(?!\d)\w+)?\s*(?:(?:de|du|d'|des|de la|de l'|en|au|aux|a|a l'|a la|dans le|dans la|pres de|"
    r"situee? (?:a|au|en|aux)|basee? (?:a|au|en|aux))\s*)?$"
)
# «les élus de la commune» speak for it; «le développement du village» is about it.
_OWNED = re.compile(r"(\w+) (?:du|de la|de l'|de|des|d'une?|d')\s*$")
_OWNERS = frozenset(
    "projet demande dossier action elus elues habitants conseil services service equipe jeunes ecole comite nom "
    "compte maire agent agents delegation "
    "siege budget citoyens membres directeur directrice president presidente jumelage tresorier tresoriere "
    "secretaire adjoint adjointe "
    "representant representante initiative part tresorerie bureau chez collectif groupe federation union reponse "
    "porteur gamins gosses enfants eleves etudiants classe classes parents residents enseignants profs salaries "
    "benevoles adherents cote part mission pole antenne section direction".split()
)
_COUNTED = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|(?!1 )\d+|nos deux|leurs|autres)\s+(?:\w+ )?$"
)
_BODIES_THAT_GIVE = frozenset({"departement", "region"})
_GIVE = re.compile(r" (?:me |nous |vous |leur |lui |n'|ne )?(?:donn|vers|subvention|accord|rembours)")
_HELPED = frozenset({"commune", "ecole", "hopital"})
_IN_NEED = re.compile(
    r" (?:(?:a|ont|aurai\w+) besoin d"
    r"(?!(?:e |'|'une |u )?(?:aide|subv|financ|fonds|sous|conseil|argent|info|renseign|parten))|manquent? d)"
)
# Bodies that pay: «les fondations qui aident», «quelle fondation finance la santé ?».
_PAYERS = re.compile(r"(?:\bquell?es?|\b(?:les|des|d'autres|toutes les|d'|de)|\bune?|^)\s*$")
_PAY = re.compile(
    r"(?: \w+){0,2}? (?:qui |pour )?(?:peu\w+ |pourrai\w+ )?(?:financ|soutien|soutenir|aide|fil|donn|vers|subvention|"
    r"accompagn|appui|accord|epaul|interess)"
)
# «l'association Lumières Togo» bears the country in its name.
_PROPER = re.compile(r"(?:\s+[A-ZÀÂÉÈÊÎÔÙÇ][\w'’-]+)+\s+")
_PLURAL_END = re.compile(r"[sx]$")


def answers(message: Message, length: int) -> bool:
    """Whether ``length`` words are all that a message says."""
    return message.content <= length + 1


def rank(message: Message, first: int, last: int, code: str, kind: str, countries: list[Reading], start: int) -> int:
    """How surely words ``first`` to ``last`` name the holder; 0: they name somebody else.

    Args:
        message: the message.
        first: index of the first word.
        last: index of the word after the last.
        code: the holder that they name, of ``vocabulary.HOLDERS``.
        kind: list of data/vocabulary/holders.yml in which they are.
        countries: readings that say where a body is.
        start: position where the whole name begins.
    """
    text, end = message.folded, message.words[last - 1].end
    before = re.split(r"[.;!?\n]", text[max(0, start - 90) : start])[-1]
    # «Les Amis de Kayes» are not in Kayes.
    foreign = kind != "names" and _foreign(message, message.words[first].start, end, countries)
    if (bears(text, end) or _THE_CASE_OF.search(before)) and not foreign:
        return BEARER
    if only_helps(text, end, before):
        return 0
    if _WE_THE.search(before) and not foreign:
        return BEARER
    if speaks_for(text, end, before, code, foreign):
        return BEARER if set_against(text, start) else SELF
    if is_over_there(text, end, before):
        return 0
    if is_a_partner(text, end, before):
        return 0
    if _ADVISES.match(text, end):
        return 0
    if PARTNER_AFTER.match(text, end) or TO_BE_DONE.match(text, end):
        return 0
    if kind != "self" and not foreign and introduces_herself(message, start, end):
        return INTRODUCED
    our = _OUR.search(before)
    if our:
        inside = _INSIDE.search(before[: our.start()] + " ")
        governed = GOVERNED.search(before[: our.start()])
        if governed and not inside and not _WITH.search(before[: our.start()]):
            return WEAK
        return PLAIN if inside else SELF
    if foreign and re.fullmatch(r"\s*(?:une?|la|le|l')?\s*", before) and WISHES.match(text, end):
        return 0 if _WITH_US.match(text, end) else PLAIN
    if foreign:
        return PLAIN if _OUGHT.match(text, end) else 0
    if kind == "self" and SOME.fullmatch(before):
        return SELF
    if is_with_the(text, end, before):
        return SUBJECT
    if _COULD_HELP.match(text, end):
        return 0
    if _EXPECTED_OF.search(before):
        return PLAIN
    opening = before_role(before)
    if opening is not None:
        return SELF if says_who_she_is(opening) else SUBJECT
    if code in _BODIES_THAT_GIVE and _GIVE.match(text, end):
        return 0
    if code in _HELPED and _IN_NEED.match(text, end):
        return 0
    if code == "fondation" and _PAYERS.search(before) and _PAY.match(text, end):
        return 0
    if _OFFERED.search(before):
        return PLAIN
    if has_another_project(before):
        return SUBJECT
    if _APPOSED.search(before):
        return SUBJECT
    if GOVERNED.search(_JOINED.sub("", before)) or GOVERNED.search(before) or _INSIDE.search(before):
        return 0
    if _FOR.search(before):
        return PLAIN if message.content <= 4 else WEAK if before.strip().startswith("pour") else 0
    if _PROJECT_OF.fullmatch(before):
        return PLAIN
    owned = _OWNED.search(before)
    if _COUNTED.search(before) or (owned and owned[1] not in _OWNERS):
        return 0
    if answers(message, last - first):
        return SELF
    plural = _PLURAL_END.search(message.keys[first]) is not None
    if WISHES.match(text, end) and not plural:
        return SUBJECT
    at_start = all(k in LIGHT for k in message.before(first, 4))
    if not plural and at_start:
        return SUBJECT
    return WEAK if plural else PLAIN


def _foreign(message: Message, start: int, end: int, countries: list[Reading]) -> bool:
    """Whether a country says where the body is: «une association togolaise», «la mairie de Bamako»."""
    text, written = message.folded, message.text
    for country in countries:
        if start <= country.start < end:
            return True
        if end <= country.start <= end + 40 and not text[: country.start].endswith("franco-"):
            if _PROPER.fullmatch(written[end : country.start]):
                continue
            gap = text[end : country.start]
            if _FOREIGN_GAP.match(gap) and "," not in gap:
                return True
    return False

"""Whether words ask or tell, whatever their intent was taken for.

Patterns read ``assistant.text.key`` of a message: folded words parted by spaces.
"""

import re

from assistant.text import key

_ASKS = re.compile(
    r"^(?:(?:et|mais|bref|alors|bon|donc|bonjour|bjr|slt|salut|au fait|du coup|ok|oui|non|dites|euh) )*"
    r"(?:qui|que|quoi|koi|kel\w*|quel\w*|coment|comment|combien|cb|cmb|pourquoi|pk|pq|pourkoi|quand|ou|lequel|laquelle)\b"
    r"|\b(?:a|de|par|pour|chez|avec|c est|cest|c) (?:qui|quoi|koi|quel\w*|kel\w*|combien|cb|quand|ou|comment)\b"
    r"|\b(?:qu est|est ce|esk\w*|kes\w*|kezaco|y a t il|a t (?:on|il|elle)|ya t il)\b"
    r"|\b(?:peut|doit|puis|dois|faut|pouvons|devons|pouvez|pourriez|savez|avez|etes|existe|aurions|aurait|pourrait|serait|"
    r"connaissez|sommes|sont|est) (?:je|on|t on|nous|vous|il|ils|elle|elles|t il)\b"
    r"|\b(?:explique\w*|defini\w*|definition|signifi\w*|veut dire|difference|precisez|rappele\w*|recapitul\w*|"
    r"resume\w*)\b"
    r"|\b(?:savoir|sais pas|demande) (?:si|ce qu\w*|comment|ou|qui|quel\w*|combien|pourquoi)\b"
    r"|\b(?:(?:re)?dites|redis|donne[zr]?|montre[zr]?|parle[zr]?|liste[zr]?|indique[zr]?|citez|"
    r"cherche[zr]?) (?:moi|nous)\b"
    r"|\b(?:qui (?:finance|paie|aide|gere|contacter|appeler)|ou (?:trouver|deposer|s adresser|en est)|"
    r"comment (?:on|pour|faire|ca)"
    r"|quels? programmes?|un exemple|des exemples)\b"
)
_SUBJECT = (
    r"(?:on|nous|n[o']?s|je|j|g|ils?|elles?|ca|cela|c est|c etait|c|ce sont|ce sera|ce serait|il y a|y a|ya|y aura)"
)
_COUNTED = (
    r"(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|une? (?:dizaine|quinzaine|"
    r"vingtaine|trentaine|centaine|poignee)(?: d(?:e|es)?)?)"
)
_TELLS = re.compile(
    rf"\b{_SUBJECT} (?:\w+ ){{0,2}}\w{{2,}}|\b(?:notre|nos|mon|ma|mes)\b|\b{_COUNTED} [a-z]{{4,}}"
    r"|^(?:(?:et|mais|alors|surtout|plutot|aussi|ah|oui|genre|enfin|en fait|pardon) )*"
    r"(?:en|avec|pour|sur|dans|chez|par|entre|grace a|autour d\w*|afin) \w{2,}"
    r"|^(?:(?:et|mais|alors|surtout|plutot|aussi|ah|oui|enfin|le but|l idee|c est) )*(?:de |d |a )?\w{3,}(?:er|ir|re)"
    r" (?:d\w*|l\w*|un\w*|des|les|nos|leurs?|a|au|aux|avec|\d+|\w{3,}s)\b"
    r"|^(?:(?:et|mais|alors|aussi|ah|oui|enfin) )*(?:le|la|les|l|des|une?) [\w ]{2,30} (?:est|sont|sera|seront|"
    r"veu\w*|voul\w*|fait|font|vien\w*|pai\w*|va|vont|ont|"
    r"prete\w*|donne\w*|aide\w*|participe\w*|serait|seraient)\b"
)
# What is said of the conversation itself, of an answer, of nobody's project.
_OF_THE_TALK = re.compile(
    r"\b(?:c est|cest|c|c etait) (?:\w+ )?(?:bon|bonne?|nul\w*|clair|faux|ca|cela|bien|tout|parfait\w*|super|"
    r"genial|exact|"
    r"juste|correct|note|compris|gentil|utile|inutile|complique|long|fini|vrai|pareil|la vie|dommage)$"
    r"|\b(?:merci|remerci\w*|marre|sai[st] (?:pas|rien)|aucune idee|trompe\w*|erreur|verra|plus tard|rappeler\w*|"
    r"demander\w*|"
    r"(?:vous|tu) (?:n )?(?:etes|es|avez|as|comprenez|comprends|m)|t es|t as|fait (?:beau|chaud|froid|gris)|"
    r"desolee?|excuse\w*|"
    r"(?:compren\w+|pige\w*|capte\w*) (?:rien|pas|plus)|sigles?|jargon|charabia|"
    r"temps de lire|pas envie|pas le temps|questions?|reponses?)\b"
)
_A_TELLING = 2
"""Words from which a message may tell something."""


def asks(text: str) -> bool:
    """Whether the words put a question, or call for an answer.

    >>> asks("il faut combien de partenaires"), asks("on ne paie que le transport")
    (True, False)
    """
    return "?" in text or bool(_ASKS.search(key(text)))


def tells(text: str) -> bool:
    """Whether the words state something: somebody does it, so many of them, with whom or for what.

    >>> tells("14 élèves et deux accompagnateurs"), tells("d'accord merci"), tells("cofinancement")
    (True, False, False)
    """
    said = key(text)
    return (
        len(said.split()) >= _A_TELLING
        and not asks(text)
        and bool(_TELLS.search(said))
        and not _OF_THE_TALK.search(said)
    )

"""Bodies that a message names: those that only help, pay or wait on the spot, and the one that says that it carries.

All patterns read folded text (``Message.folded``); ``before`` is what stands before the body in its clause,
``end`` where its word («la mairie») ends.
"""

import re

from assistant.nlu.message import Message

# Up to four words of a name or an adjective between the body and what it does: «la ville de Riom nous aide».
_NAMED = (
    r"(?:(?: (?:de |du |des |d'|la |le |les |l'))?[ -]?(?!(?:qui|nous|on|je|et|ou|mais|veu\w+|voud\w+|est|a|ont|"
    r"souhait\w+|"
    r"aimer\w+|"
    r"desir\w+|envisag\w+|"
    r"cherch\w+|prepar\w+|organis\w+|compte\w*|va|vont|pour|collect\w+)\b)[\w'-]+){0,4}?"
)
_ENDS = r"\s*(?:$|[.;!?,])"
_SUM = (
    r"(?:\d[\d .]*(?:€|euros?\b|eur\b|%|k\b|k€|mille|million)|la moitie|le reste|un tiers|deux tiers|"
    r"une partie|en partie|a hauteur|nos |notre |aussi(?:" + _ENDS + r"))"
)
_HELPS = (
    r"(?:aid|souti|souten|accompagn|appui|epaul|parrain|sponsoris|subventionn|cofinanc|financ|conseill|donn|vers|pret|"
    r"apport|fourni|offr|accord|promet|promi|rembours|suit\b|suivent\b|alloue|attribu|fil(?:e|ent)\b)"
)
_PAYS_A_PART = (
    r"(?:(?:co)?finance(?:nt|ra|rait)?|subventionne(?:nt)?|sponsorise(?:nt)?|paient?|payent?|paye|prend en charge|"
    r"prennent en charge|donne(?:nt|ra)?|verse(?:nt|ra)?|apporte(?:nt|ra)?|met|mettent|prete(?:nt|ra)?|"
    r"participe(?:nt|ra)?|"
    r"contribue(?:nt)?|couvre(?:nt)?|promet(?:tent)?)"
)
_HAS_GIVEN = r"(?:promi|accord|vot|vers|donn|pret|alloue|attribu|financ|aid|cofinanc)\w*"
_IN_FAVOUR = (
    r"(?:tout a fait |bien |aussi )?(?:d'accord|partante?s?|prete?s? a (?:nous|m')|derriere nous|avec nous|a nos cotes|"
    r"au courant|favorables?|(?:notre )?partenaires?(?: (?:du|de (?:notre|ce)) projet)?" + _ENDS + r")"
)
_GIVES = re.compile(
    _NAMED
    + r",? (?:qui )?(?:ne |n')?(?:"
    + rf"(?:nous |m'|me |vous )(?:a |ont |avait |avaient |en )?(?:deja |bien )?{_HELPS}"
    + rf"|(?:a|ont|va|vont|pourrait|devrait|doit)(?: nous| m')? ?(?:deja )?{_HAS_GIVEN}(?: (?:nous |{_SUM})|{_ENDS})"
    + rf"|{_PAYS_A_PART}(?: aussi| deja| meme| bien| en plus)?(?: {_SUM}|{_ENDS})"
    + rf"|(?:est|sont|serait|seraient) {_IN_FAVOUR}|s'est engagee?|se sont engages"
    + r")"
)
_GIVEN_BY = re.compile(
    r"(?:\b(?:aides?|soutiens?|appuis?|accords?|concours|subventions?|cofinancement|financements?|"
    r"parrainage|contribution|benediction|feu vert|cheque|enveloppe|euros?|eur|k€|€)|€)"
    r"(?: (?:\w+ )?)?(?:financiere? )?\s?(?:de|du|des|d)(?:[ ']+(?:la|le|les|l|notre|nos|mon|ma|une?))?[ ']*$"
    r"|\b(?:grace|merci) (?:a|aux?)(?: (?:la|le|les|l|notre|une?))?[ ']*$"
)
_PARTNER_IS = re.compile(
    r"\b(?:partenaires?|partenariat|contacts?|interlocut\w+|correspondants?|homologues?|beneficiaires?|prestataires?|"
    r"financeurs?|sponsors?|mecenes?)\b(?! de projet)(?:(?! et )[^,;]){0,40}?\s?"
    r"(?::|\b(?:est|sont|sera|seront|serait|seraient|c'est|ce sont|s'appelle)\b)[^,;]*$"
)
# «avec notre ville comme partenaire», «la mairie et le lycée sont partenaires».
_AS_A_PARTNER = re.compile(
    r"(?: (?!qui\b)[\w'-]+){0,4}? (?:comme|pour|en tant que?) partenaires?\b"
    r"|(?:,? (?:et )?(?:le |la |les |l')?[\w'-]+){0,5}? (?:est|sont|sera|seront) (?:nos |notre |des |un |mes )?"
    r"partenaires?(?: (?:du|de (?:notre|ce)) projet)?" + _ENDS
)
_OVER_THERE = re.compile(
    r"(?: (?:de|des|du) \w+)? (?:qui )(?:fera|font|fait|agit|travaille|intervient|est|gere|s'occupe\w*|construira)\b"
    r"[^.;!?,]{0,30} (?:la[ -]bas|sur place)\b"
)
_OF_OVER_THERE = re.compile(r"(?: locales?)? (?:de la[ -]bas|la[ -]bas|sur place|du bled)\b")
# «c'est l'association qui porte», «la commune déposera le dossier».
_BEARS = re.compile(
    r"(?: (?!(?:mais|et|ou|nous|on|je|avec)\b)[\w'-]+){0,4}?"
    r"(?: qui (?:port|depos|pilot|signe)\w*| (?:port|depos|pilot)(?:e|era|erait|ent|eront|eraient)"
    r" (?:le |la |ce |cette |notre )?(?:projet|dossier|demande|action|tout)| (?:est|sera|serait) (?:le |la )?porteu\w+)"
)
_BUT = re.compile(r"\bmais (?!aussi|egalement|avec|pas|sans|non)")
# What opens a message before one says who one is.
_COURTESY = re.compile(
    r"[\W_]*(?:(?:re)?bonjour|bonsoir|bjr|bsr|slt|salut|coucou|cc|hello|madame|monsieur|messieurs|mesdames|"
    r"desolee?s?|pardon|"
    r"excusez[- ]moi|excuses?|oups|merci|alors|oui|non|ok|d'accord|voila|voici|euh|ah|bon|ben|en fait|donc|"
    r"je recommence|"
    r"je reprends|je me suis \w+ \w+|je me suis \w+|toutes mes excuses|a tous|a vous|ici|[\W_])*"
)
# «Karim, de l'association…»
_WHO = re.compile(r"(?:\w+ ){0,2}\w+, (?:de|du|pour) ?$")
_ARTICLE = re.compile(r"(?:(?:la|le|l'|une?|notre) ?)?$")
_NAME = re.compile(
    r"(?:(?:[\s'’-]+(?:de la|de|du|des|d|l|la|le|les|et|en|sur|sous|lès|aux?))*[\s'’-]+[A-ZÀÂÉÈÊÎÔÙÇ0-9«][\w.»]*)+"
    r"|\s(?:de la|de|du|des|d['’]|de l['’])\s?[\w'’-]+(?: (?!et |en |dans |pour |avec )[\w'’-]+){0,2}?"
    r"(?=\s*(?:$|[,.;:!(\n]))"
)
_PROPER_NAME = re.compile(
    r"(?:[\s'’-]+(?:de la|de|du|des|d|l|la|le|les|et|en|sur|sous|pour|sans|aux?|avec))*[\s'’-]+[A-ZÀÂÉÈÊÎÔÙÇ0-9«]"
)
_A_NAME = 3
"""Words of a message that may be nothing but a name typed in small letters."""
_THEN = re.compile(r"\s*(?:$|[,.;:!(\n]| - | (?:et|dans|en|à|pour|avec|sur|au)\b)")
_ENDING = re.compile(r"\s*(?:$|[,.;:!(\n])")
_ANOTHER_PROJECT_FOR = re.compile(
    r"\b(?:autre|deuxieme|2e|2eme|second|troisieme|nouveau|meme) (?:\w+ )?(?:projet|dossier|demande|idee)\b"
    r"[^.;!?]{0,30}?"
    r"\b(?:pour|avec|porte par|de) ?(?:la|le|l'|notre|mon|ma)? ?(?:meme )?$|\b(?:pour|par) (?:la|le) meme $"
)


def only_helps(text: str, end: int, before: str) -> bool:
    """Whether a body gives money, a hand or its accord to somebody else's project.

    >>> only_helps("la ville nous aide", 8, "la ")
    True
    """
    return bool(_GIVES.match(text, end) or _GIVEN_BY.search(before))


def is_a_partner(text: str, end: int, before: str) -> bool:
    """Whether a body is said to be a partner, or to be over there.

    >>> is_a_partner("notre contact est une ong", 25, "notre contact est une ")
    True
    """
    return bool(_PARTNER_IS.search(before) or _OF_OVER_THERE.match(text, end) or _AS_A_PARTNER.match(text, end))


def works_there(text: str, end: int) -> bool:
    """Whether what the body does is done over there: «une coopérative qui fera le travail là-bas»."""
    return _OVER_THERE.match(text, end) is not None


def bears(text: str, end: int) -> bool:
    """Whether a body is said to carry the project or to apply for it."""
    return _BEARS.match(text, end) is not None


def set_against(text: str, start: int) -> bool:
    """Whether «mais» stands, in the same sentence, before the body: what follows it is what counts."""
    sentence = re.split(r"[.;!?\n]", text[:start])[-1]
    return _BUT.search(sentence) is not None


def introduces_herself(message: Message, start: int, end: int) -> bool:
    """Whether a message opens, courtesies aside, with a body and its name: «désolé. Ville de Romans-sur-Isère»."""
    if "?" in message.text:
        return False
    opening = _ARTICLE.sub("", message.folded[:start])
    if not _COURTESY.fullmatch(_WHO.sub("", opening)):
        return False
    name = _NAME.match(message.text, end)
    if name is None:
        return _ENDING.match(message.text, end) is not None and not message.folded[:start].rstrip().endswith(
            ("un", "une")
        )
    return _THEN.match(message.text, name.end()) is not None


def bears_a_name(message: Message, end: int) -> bool:
    """Whether a proper name follows: «Les Amis» of «Les Amis de Kayes», of which friends are not."""
    return _PROPER_NAME.match(message.text, end) is not None or (
        message.content <= _A_NAME and _NAME.match(message.text, end) is not None
    )


def has_another_project(before: str) -> bool:
    """Whether another project is said to be for the body that follows: «un deuxième projet pour la ville»."""
    return _ANOTHER_PROJECT_FOR.search(before) is not None

"""Who speaks in a description where no word of the lists of holders says it, and what their trade tells of the subject.

All texts are in their looked-up form (``assistant.text.key``).
"""

import re

# Who speaks of their own age, or of friends of that age, are young people and not the village that they name.
_YOUNG = re.compile(
    r"\b(?:j ai|jai|g|on a|nous avons|ages? de|agees? de) (?:1[5-9]|2[0-9]|30)(?: (?:a|et) \d\d)? ans\b"
    r"|\b(?:potes?|copains?|copines?|amis?|amies?|etudiant\w*|lyceen\w*|jeunes)"
    r" (?:(?:de|ages? de) )?(?:1[3-9]|2[0-9])(?: a)? \d\d ans\b"
    r"|\b(?:potes?|copains?|copines?|amis|amies) (?:etudiant|lyceen|collegien)\w*"
)
# «une école de cirque associative»: what the body is counts more than what it does.
_ASSOCIATIVE = re.compile(
    r"\b(?:notre|nous sommes|on est|on a|nous avons|je gere|je dirige) (?:\w+ ){1,5}associati(?:f|ve)\b"
)
# Bodies that an association may run under such a name: what tells it counts more than the name.
_MAY_BE_RUN_SO = frozenset({"ecole", "universite", "etablissement_public", "hopital", "entreprise", "citoyen"})
_RUN_SO = re.compile(
    # those who use or love a school or a museum, and are not it
    r"^(?:(?:bonjour|bonsoir|nous sommes|on est|nous|je suis|une?|membre|groupe|collectif|de|des|du|les|l|la|le) )*"
    r"(?:amie?s|ancien(?:ne)?s (?:eleves|etudiant\w*)|parents(?: d eleves)?|sou) (?:de|du|des|d) "
    # what is taught for pleasure, or by parents
    r"|\becole (?:de |d |du )(?:cirque|danse|theatre|chant|yoga|judo|karate|boxe|voile|surf|ski|escalade|equitation"
    r"|capoeira|samba|percussions?|arts martiaux)\b|\becole (?:montessori|steiner|diwan|calandreta|associative)\b"
    r"|\buniversite (?:du temps libre|inter ?ages?|tous ages|populaire)\b"
    r"|\bgeree? par (?:les|des|nos) (?:parents|familles|benevoles|habitants)\b"
    # its law or its members
    r"|\bloi (?:de )?1901\b|\b(?:est|sommes) une asso(?:ciation)?\b"
    r"|^(?:(?!vie|tissu|milieu|monde|secteur)\w+ ){1,7}associati(?:f|ve)\b"
    r"|\b(?:\d+|nos|quelques|avec des) (?:adherent|benevole|licencie|cotisant|choriste)(?:e)?s\b"
)
_RUN_BY_AUTHORITIES = re.compile(r"\b(?:municipa\w+|departementa\w+|intercommuna\w+|nationa\w+|regiona\w+)\b")
_RETIRED = re.compile(r"\b(?:a la|en) retraite\b|\bretraitee?\b")
_ALONE = re.compile(r"\b(?:je|j|seule?|moi)\b")
_ARTISTS = (
    r"artiste|music\w+|comedien\w*|danseu\w+|peintre|sculpt\w+|ecrivain\w*|auteu?r\w*|autrice|photographe|pot(?:ier|iere)"
    r"|illustrat\w+|chanteu\w+|realisat\w+|plasticien\w*|choregraphe|traduct\w+|metteu\w+ en scene"
)
# A body that helps, or pays, carries nothing: «la ville de Riom nous prête le gymnase».
_NO_HELP = (
    r"(?! ?(?:\w+ ){0,4}?(?:(?:nous|m|me) (?:a )?(?:aid|souti|pret|donn|vers|accompagn|subventionn|financ|appui|apport)"
    r"|(?:participe|contribue|cofinance|subventionne)(?: a hauteur|$)|(?:verse|met|donne|apporte|finance) \d))"
)
_OTHER_PARKS = (
    r"(?:\w+ )*?(?:national|eolien|solaire|photovoltaique|animalier|zoologique|attractions|themes|loisirs|jeux|public|"
    r"scientifique|botanique|aquatique|urbain|municipal|departemental)\b"
)
_SPORTS = (
    r"(?:foot\w*|rugby|hand\w*|basket\w*|volley\w*|hockey|natation|judo|tennis\w*|athletisme|cyclis\w+|gymnastique|"
    r"aviron|canoe|escrime|roller|petanque|lutte|boxe|karate)"
)
# «mes élèves», «nos bénévoles»: whom or what one calls one's own tells what one is.
_OWN = (
    (r"(?:mes|nos) (?:\w+ )?(?:eleves|cp|ce1|ce2|cm1|cm2|sixiemes|cinquiemes|quatriemes|troisiemes|terminales)"
     r"|mes (?:collegiens|lyceens|apprentis)", "ecole"),
    (rf"nos (?:benevoles|adherente?s|licencie\w*|choristes|cotisants)|notre equipe (?:de |d |feminine de )?{_SPORTS}"
     r"|(?:\d+|cents?|vingt|trente|quarante|cinquante|soixante) (?:adherent|licencie|choriste|cotisant)e?s",
     "association"),
    (r"notre (?:ferme|scierie|domaine viticole|vignoble|elevage|boutique|magasin|camping|restaurant|hotel|usine)"
     r"(?! (?:\w+ )?(?:pedagogique|solidaire|municipal\w*|associati\w+|scolaire|communal\w*|ecole))"
     r"|nos (?:usines|clients)|nous (?:fabriquons|exportons|commercialisons)", "entreprise"),
    (r"nos (?:infirmi\w+|soignants|chirurgiens|sages femmes|patients)"
     r"|notre service (?:de |d )(?:pediatrie|cardiologie|chirurgie|oncologie|reanimation|neonatologie|psychiatrie)",
     "hopital"),
    (r"nos (?:doctorant\w*|chercheu\w+|etudiant\w*)", "universite"),
    (r"nos administres", "commune"),
    (r"avec (?:mes|quelques|des) voisins (?:on|nous|j)", "citoyen"),
)  # fmt: skip
# The surest first.
_SPEAKERS = tuple(
    (re.compile(words), holder)
    for words, holder in (
        (
            r"\bparc naturel regional\b|^parc (?:de|du|des|d) "
            rf"|^le parc (?!{_OTHER_PARKS})(?:\w+ ){{1,6}}?"
            r"(?:veut|voudrait|souhaite|cherche|aimerait|prepare|et s[ao]n) ",
            "syndicat",
        ),
        (r"\bparc national\b|\bnotre etablissement\b", "etablissement_public"),
        (rf"\b(?:la|notre) (?:metropole|communaute (?:de communes|d agglomeration)|agglomeration)\b{_NO_HELP}", "epci"),
        (r"\bm occupe (?:\w+ ){1,4}club\b|\bnotre (?:club|orchestre|chorale|troupe)\b", "association"),
        (r"\b(?:mairies|communes|villes|villages)\b.{0,150}\bla notre\b", "commune"),
        (
            r"(?:^|\b(?:bonjour|bonsoir|desolee?|pardon) )(?:la )?(?:ville|mairie|commune) (?:de|du|d) (?!la bas)"
            + _NO_HELP,
            "commune",
        ),
        (
            r"(?:^|\bnotre |\bnos )(?:(?:bonjour|les|la|le|l|des|un|une|groupe de|nous autres) )*(?:ludotheque"
            r"|banque alimentaire|planning familial|refuge pour animaux|foyer de jeunes travailleurs|radio locale"
            r"|festival|centre de (?:loisirs|vacances)|colonie de vacances|recyclerie|ressourcerie|theatre amateur"
            r"|paroissiens|choristes|diaspora|educateurs de rue|pompiers volontaires|calandreta|sou des ecoles"
            r"|\w+ amateurs?|amie?s (?:de|du|des|d)|ancien(?:ne)?s eleves|parents d eleves)\b",
            "association",
        ),
        (
            r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|\d+) (?:petites )?(?:communes|villages)"
            r" (?:regroupe|associe|reuni)\w*\b",
            "epci",
        ),
        (
            rf"^(?:(?:bonjour|bonsoir|c est) )?\w+(?: \w+){{0,3}} "
            rf"(?:communaute|agglo|agglomeration|metropole)\b{_NO_HELP}|^le pays \w+",
            "epci",
        ),
        (r"\bcreche (?:parentale|associative)\b|^la ligue de\b|\bgroupement d (?:eleveurs|artisans)\b", "association"),
        (rf"\ba titre individuel\b|\bje suis (?:une? )?(?:invitee?|{_ARTISTS})\b", "citoyen"),
        (r"\bje suis (?:une? )?\w+\b.{0,80}\bm (?:invite(?:nt)?|accueill\w+)\b", "citoyen"),
        *((rf"\b(?:{words})\b", holder) for words, holder in _OWN),
    )
)
# The name of a body hides from the lists of themes the words that it is made of.
_TRADES = tuple(
    (re.compile(rf"\b(?:{words})\b"), tuple(themes.split()))
    for words, themes in (
        (r"(?:chantiers?|entreprises?|associations?|acteurs?) d insertion|mission locale|regie de quartier",
         "employment inclusion"),
        (r"syndicat (?:mixte )?(?:de|du|des) (?:rivieres?|bassins?|cours d eau)|eptb", "environment water"),
        (r"syndicat (?:\w+ ){0,2}(?:d eaux?|des eaux|de l eau|d assainissement)|regie des eaux", "water"),
        (r"syndicat (?:\w+ ){0,2}d energies?|agence (?:locale|regionale) de l energie", "energy"),
        (r"sictom|sirtom|smictom|valtom|syndicat (?:\w+ ){0,2}(?:de|des) dechets", "waste"),
        (r"parc (?:naturel|national)|conservatoire d espaces naturels|reserve naturelle", "environment"),
        (r"hopital|centre hospitalier|chu|clinique|ehpad|maison de retraite|maison de sante", "health"),
        (r"ccas|cias|centre social|aides? a domicile", "inclusion"),
        (r"orchestre|chorale|fanfare|harmonie|troupe|compagnie de|theatre|conservatoire de musique|scene nationale",
         "culture"),
        (r"musee|ecomusee|archives", "heritage culture"),
        (r"office (?:de|du) tourisme", "tourism"),
        (r"chambre d agriculture|cuma|gaec|ferme (?:de|du|des|d)|bergerie|chevrerie|miellerie", "agriculture"),
        (r"cci|cma|chambre (?:de commerce|de metiers|des metiers)|cluster|pole de competitivite", "economy"),
        (r"sdis|sapeurs pompiers", "emergency"),
    )
)  # fmt: skip
_SCIENCE = re.compile(
    r"\b(?:labos?|laboratoires?|chercheu\w+|instituts? de recherche|recherche|cnrs|inrae|scientifiques?)\b"
)


def are_young(said: str) -> bool:
    """Whether those who speak tell an age of young people."""
    return bool(_YOUNG.search(said))


def are_an_association(said: str) -> bool:
    """Whether those who speak say that what they run belongs to an association.

    >>> are_an_association("notre ecole de cirque associative part a bruxelles")
    True
    """
    return bool(_ASSOCIATIVE.search(said))


def holder_meant(said: str, holder: str) -> str:
    """Whom the name of a body, or of a trade, hides: those who run it as an association, somebody who has retired.

    >>> holder_meant("les amis du musee de moulins veulent une exposition", "etablissement_public")
    'association'
    >>> holder_meant("infirmiere a la retraite j aimerais aider un dispensaire", "hopital")
    'citoyen'
    """
    if holder not in _MAY_BE_RUN_SO:
        return holder
    if _RETIRED.search(said) and _ALONE.search(said):
        return "citoyen"
    if _RUN_SO.search(said) and not _RUN_BY_AUTHORITIES.search(said):
        return "association"
    return holder


def speaker(said: str) -> tuple[str, str] | None:
    """The holder (a code of ``vocabulary.HOLDERS``) that a turn of phrase tells, and its words.

    >>> speaker("saint flour communaute veut proteger ses tourbieres")
    ('epci', 'saint flour communaute')
    """
    for words, holder in _SPEAKERS:
        if spoken := words.search(said):
            return holder, spoken.group(0).strip()
    return None


def themes_of_trade(said: str) -> tuple[str, ...]:
    """What a body does for a living, which is its subject where no word names another.

    >>> themes_of_trade("syndicat mixte de riviere en ardeche")
    ('environment', 'water')
    """
    return next((themes for trade, themes in _TRADES if trade.search(said)), ())


def tells_what_for(said: str) -> bool:
    """Whether the name of a body tells what it does: its trade, or a twinning.

    >>> tells_what_for("je m occupe du comite de jumelage de billom")
    True
    """
    return bool(themes_of_trade(said)) or "comite de jumelage" in said


def does_research(said: str) -> bool:
    """Whether laboratories or researchers are spoken of."""
    return bool(_SCIENCE.search(said))

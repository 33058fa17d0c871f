"""How a person says who she is or for whom she speaks, around the word of a body.

All patterns read folded text (``Message.folded``); ``before`` is what stands before the body in its clause,
``end`` where its word ends.
"""

import re

from assistant.nlu.bodies import works_there

# Words that may stand between such an opening and the holder.
_SIZED = (
    r"(?:(?:p'?tite?s?|petite?s?|tite|grande?s?|jeune|simple|modeste|nouvelle?|vieille|toute|belle|bonne|\d+|deux|"
    r"trois|"
    r"quatre|cinq|six|quelques|plusieurs) )*"
)
_WHAT = r"(?:(?:le|la|les|l'|une?|des|de|d'|du|au|aux|a|dans|pour|pr|chez|comme|en|sein|sur)\s?)*"
# Just before the holder: the person says who she is.
_I_AM = re.compile(
    r"(?:(?:nous|on|n[o']?s) (?:sommes|est|somme|represente|representons|dirige|dirigeons|gere|travaille|bosse|"
    r"faisons partie de|fait partie de|siege|ecrit|intervient|agit)|"
    r"j[e']? ?(?:suis|sui|represente|travaille|bosse|taffe|dirige|preside|gere|parle|m'occupe|viens|sors|tiens|"
    r"enseigne|"
    r"exerce|interviens|siege|milite|appartiens|anime|administre|coordonne|pilote|fais partie|"
    r"ecris(?= pour)|demande(?= pour)|fais mon \w+ \w+|"
    r"t'ecris|vous ecris|vous contacte|vous appelle)|chui|chuis|suis|"
    r"nous (?:venons|representons|travaillons|gerons|intervenons|agissons|ecrivons)|"
    r"en tant qu[e']|en qualite de|(?:regroup|constitu|reuni|organis|mont|structur)(?:e|s|es|ee|ees)? en|"
    r"\bau (?:nom|titre)|pour le compte|mandatee? par|\bici|(?<![a-z])(?:porte|portee|mene|menee|depose|deposee|initie|"
    r"initiee|organise|organisee)s? par|\bportee? pour|demande de|qui porte[nt]*|"
    r"(?<!les )(?<!des )(?<!aux )\bporteu(?:r|se|rs)(?: de projet)?|"
    r"maitre d'ouvrage|(?<!chez )\bnous,?|chef de file|qui (?:ecrit|parle|demande))"
    r"\s*:?,? ?(?:que |c'est )?(?:tous |toutes |bien |plutot |simplement |juste |actuellement |donc |en fait |"
    r"finalement |"
    r"ici |aujourd'hui )*" + _WHAT + _SIZED + r"(?:(?:collectivite|structure|organisme|membre|salariee?) )?" + r"$"
)
# The same of somebody else as well: «c'est un hôpital au Togo».
_IT_IS = re.compile(
    r"(?:\bc'?(?:est|etait)?|\bc(?:er|e )est|\bil s'agi(?:t|ssait))\s?(?:bien |plutot |juste |en fait |donc )*"
    + _WHAT
    + _SIZED
    + r"$"
)
# Who somebody is in a body, and what a body is made of: «directrice d'une asso», «le service jeunesse du département».
_ROLE = re.compile(
    r"\b(?:maires?|adjointe?s?|elue?s?|conseill\w+|secretaires?|president\w*|vice-president\w*|prez|presi|presid|"
    r"tresori\w+|direct(?:eur|rice|ion)s?|dirigeante?s?|patronn?e?|gerante?|fondat\w+|cofondat\w+|dgs|agente?s?|"
    r"chargee?s?|"
    r"responsables?|chef(?:fe)?s?|cheffe|animat(?:eur|rice)s?|benevoles?|membres?|salariee?s?|adherente?s?|"
    r"coordinat\w+|coordonnat\w+|coordo|technicien\w*|ingenieure?s?|prof(?:s|esseure?s?)?|enseignante?s?|proviseure?s?|"
    r"principale?|maitre(?:sse)?s?|instit(?:s|ut\w+)?|documentaliste|educat\w+|monit\w+|format(?:eur|rice)s?|"
    r"cuisini\w+|surveillante?s?|ma these|mon doctorat|mes etudes|mon master|cpe|eleves?|etudiante?s?|"
    r"apprentie?s?|gamins?|"
    r"potes|copains|copines|amie?s|collegues|gosses|enfants|parents|residents?|usagers|jeunes|classes?|infirmi\w+|"
    r"aides?-soignante?s?|aide soignante?|"
    r"medecins?|internes?|cardiologue|chirurgien\w*|sages?-femmes?|soignante?s?|cadre de sante|pharmacienne?|"
    r"employee?s?|"
    r"referente?s?|stagiaires?|assistante?s?|attachee?s?|delegue\w*|delegation|doctorante?s?|chercheu\w+|"
    r"bibliothecaires?|mediat\w+|ouvri\w+|associee?s?|cooperat(?:eur|rice)s?|societaires?|administrat\w+|"
    r"bourgmestre|echevin\w*|syndique?|services?|pole|cellule|bureau|equipes?|departement d[e']|mission|antenne|"
    r"section|unite|laboratoire|labo|comite|commission|conseil)"
    r"(?P<gap>(?:[ ',]+(?!(?:et|qui|que|nous|on|je|j)\b)[\w-]+){0,6}?)"
    r"[ ']+(?:de|du|des|d|au|aux|a|dans|chez|en|pour|dun|dune|d1)(?:[ ']+(?:la|le|les|l|une?|notre|mon|ma|not|"
    r"cette|ce|\d))*"
    r"(?:[ ']+(?:p'?tite?|petite?|grande?|jeune|modeste|nouvelle))*[ ']*$"
)
_DEFINITE = re.compile(r"\b(?:le|la|l'|les) ?$")
_FOUNDED = frozenset({"association", "entreprise", "cooperative", "fondation"})
_HAVE = re.compile(
    r"\b(?:on a|j'?ai|nous avons|g|on vient de|avons|ai)(?: \w+)?(?: (?:monter?|creer?|fonder?|lancer?|repris))? "
    r"(?:une?|notre|la|ma|1|not)\s" + _SIZED + r"$"
)
_WITH_OURS = re.compile(
    r"^\s*(?:\w+,? )?(?:(?:a|au sein|dans|chez|au|pour) ?(?:de |du |d')?(?:le |la |l'|mon |ma |notre |nos |une? )?"
    r"|avec ?(?:mon |ma |notre |nos )?)$"
)
# «avec le comité de jumelage, on…»: hers, unless one knows already who she is.
_WITH_THE = re.compile(r"^\s*(?:\w+,? )?avec (?:le |la |l'|une? )$")
# «c'est l'association des parents qui garde les enfants».
_ONLY_LENDS_A_HAND = re.compile(
    r"(?: (?!qui\b)[\w'-]+){0,4}? qui (?:nous |les |lui |leur |en |m'|s'en )?"
    r"(?:pay|pai|regl|gard|pret|heberg|log|fourni|cuisin|transport|conseill|accompagn|invit|recoi|recev|donn|offr|"
    r"financ|vers|aid|relai|tradui|soutien)"
)
_WE_AT = re.compile(r"\b(?:nous|on|je|j')\b[^.;!?]{1,30}, (?:a|au|dans|chez) ?(?:la |l'|le |une? )?$")
_WE_DO = re.compile(r"[^.;!?\n]{0,50}?, ?(?:on|nous|je|j')\b")
# «comme la nôtre»: the person is one of those.
_LIKE_OURS = re.compile(r"[^.;!?\n]{0,40}\bcomme (?:la|le|les) (?:notres?|mien\w*)\b|[^.;!?,\n]{0,20}\bcomme nous\b")
_SPEAKS = re.compile(r"[^.;!?\n]{0,45}(?:, ?(?:nous|on)|,? (?:je|j'))\b")
# «Conseil départemental, direction de la culture»: who works there signs so.
_ITS_SERVICE = re.compile(
    r"(?: [\w'-]+){0,5},? (?:direction|service|pole|cellule|mission) (?:d[eu' ]|[a-z]{3,})[^.?!\n]{0,50}$"
)
_ALONE = re.compile(r"\W*(?:bonjour|bonsoir|bjr|bsr|slt|salut|madame|monsieur|messieurs|coucou|cc|hello|\W)*")
# Nothing but how many they are: «une poignée de voisins».
SOME = re.compile(
    r"\W*(?:(?:un|une|des|d|de|groupe|bande|petit|petite|dizaine|quinzaine|douzaine|vingtaine|trentaine|poignee|"
    r"quelques|"
    r"simples?|juste|entre|equipe|deux|trois|quatre|cinq|six|sept|huit|dix|douze|\d+|bjr|bonjour|slt|salut|cc|coucou|"
    r"ben|alors|bah|oui|non)[ ',]*)*"
)
_TO_DO = re.compile(r"\s+(?:a|qu'on|que nous|qui a)\s")
_VERB = re.compile(
    r"\b(?:veu\w*|voul\w*|souhait\w*|cherch\w*|est|sont|sommes|suis|ont|avons|va|vont|avec|entre|contre|vers|"
    r"constru\w*|equip\w*|renov\w*|envoy\w*|accueil\w*|form(?:er|ons)|aide[rz]?|travaill\w*|part\w*)\b"
)
PARTNER_AFTER = re.compile(
    r"\s+(?:(?:pour|comme|en) partenaire|partenaire|jumelle|jumelee?|etranger|etrangere|amie?|soeur|homologue|"
    r"voisine?)s?\b|\s+(?:la[ -]bas|"
    r"sur place)\b"
)
# Governing words: what follows is a partner, a beneficiary, a place or a work.
GOVERNED = re.compile(
    r"\b(?:constru\w*|batir|bati\w*|edifi\w*|aide[rz]?|aidons|aident|aidant|soutenir|soutien|soutenons|soutient|"
    r"equip\w*|renov\w*|rehabilit\w*|financ\w*|refaire|repar\w*|"
    r"avec|partenaires?|partenariat|jumel\w*|faveur|profit|aupres|envers|appui\w*|accompagn\w*|creation|creer|"
    r"creons|ouvrir|ouverture|"
    r"trouv\w*|cherch\w*|recherch\w*|rencontr\w*|visit\w*|invit\w*|recevoir|recevons|accueil\w*|envoyer|envoi\w*|"
    r"envoyons|don(?:s|ner|nons)?|offrir|fournir|"
    r"destin\w*|beneficiaires?|beneficie\w*|entre|chez|contre|vers|lien|liens|relations?|echang\w*|correspond\w*|"
    r"inviter|retap\w*|contact\w*|connai\w*|reseaux?|"
    r"form(?:er|ons|ation)|toit|mur|cour|batiment|salle|cantine|livres|materiel|d'autres|autres?|amenag\w*|"
    r"electrif\w*|install\w*|raccord\w*|alimenter|sensibilis\w*|"
    r"intervenir|cooper\w*|collabor\w*|agrandi\w*|reconstru\w*|acheter|meubl\w*|relier|parrain\w*)"
    r"(?:[ ',]+(?:a|au|aux|le|la|les|l|un|une|des|de|d|du|deux|trois|quatre|cinq|plusieurs|autres?|petite?s?|"
    r"grande?s?|vieille|ancienne|"
    r"nouvelle|europeens?|notre|en|ville|villes|eau|pour|par|son|sa|ses|leur|leurs|cette|ce|\d+))*[ ',]*$"
)


def speaks_for(text: str, end: int, before: str, code: str, foreign: bool) -> bool:
    """Whether the person says of herself that she is, or speaks for, what ends at ``end``.

    Args:
        code: holder type of the body, of ``vocabulary.HOLDERS``.
        foreign: whether a country says that the body is elsewhere.
    """
    if _LIKE_OURS.match(text, end):
        return True
    if not before.strip() and _SPEAKS.match(text, end):
        return True
    if _I_AM.search(before):
        return True
    if not before.strip() and _ITS_SERVICE.match(text, end):
        return True
    if foreign or PARTNER_AFTER.match(text, end):
        opening = before_role(before)
        if opening is None or PARTNER_AFTER.match(text, end):
            return False
        return bool(_I_AM.search(opening) or (_ALONE.fullmatch(opening) and _SPEAKS.match(text, end)))
    if _IT_IS.search(before) and not (_TO_DO.match(text, end) or is_over_there(text, end, before)):
        return True
    if code in _FOUNDED and _HAVE.search(before):
        return True
    return bool(_WE_AT.search(before) or (_WITH_OURS.search(before) and _WE_DO.match(text, end)))


def lends_a_hand(text: str, end: int) -> bool:
    """Whether what the body does is a help to those who speak: «c'est la Région qui paierait la moitié»."""
    return _ONLY_LENDS_A_HAND.match(text, end) is not None


def is_with_the(text: str, end: int, before: str) -> bool:
    """Whether the message opens by «avec» and the body, then says what the person does."""
    return bool(_WITH_THE.search(before) and _WE_DO.match(text, end))


def is_over_there(text: str, end: int, before: str) -> bool:
    """Whether one says what a body is, and that it works over there or lends a hand: «c'est la mairie qui paie»."""
    return bool(_IT_IS.search(before)) and (
        works_there(text, end) or (_DEFINITE.search(before) is not None and lends_a_hand(text, end))
    )


def before_role(before: str) -> str | None:
    """What stands before who somebody is in the body that follows; None where nobody is named so."""
    role = _ROLE.search(before)
    if role is None or _VERB.search(role["gap"]) or GOVERNED.search(before[: role.start()]):
        return None
    return before[: role.start()]


def says_who_she_is(opening: str) -> bool:
    """Whether what stands before somebody's role is nothing, or says that it is hers."""
    return bool(SOME.fullmatch(opening) or _I_AM.search(opening))

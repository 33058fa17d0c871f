"""Who carries the project: one holder a message, told apart from partners, beneficiaries and what is being built."""

import re
from dataclasses import dataclass

from assistant.nlu.entities import Reading
from assistant.nlu.keywords import TO_BE_DONE
from assistant.nlu.languages import foreign_language
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.ordinary import frequent_words
from assistant.nlu.phrases import Mender, Phrases, key, read_list

_SCORE = 72.0
SPEAKER_SCORE = 74.0
"""Score of the holder that the person says she is, or speaks for."""
_SUBJECT, _PLAIN, _WEAK = 3, 2, 1
SELF = 4
"""Rank of a word by which the person says who she is, or for whom she speaks."""

# Words that may stand between such an opening and the holder.
_SIZED = (
    r"(?:(?:p'?tite?s?|petite?s?|tite|grande?s?|jeune|simple|modeste|nouvelle?|vieille|toute|belle|bonne|\d+|deux|"
    r"trois|"
    r"quatre|cinq|six|quelques|plusieurs) )*"
)
_WHAT = r"(?:(?:le|la|les|l'|une?|des|de|d'|du|au|aux|a|dans|pour|chez|comme|en|sein|sur)\s?)*"
# Just before the holder: the person says who she is.
_I_AM = re.compile(
    r"(?:(?:nous|on|n[o']?s) (?:sommes|est|somme|represente|representons|dirige|dirigeons|gere|travaille|bosse|"
    r"faisons partie de|fait partie de|siege|ecrit|intervient|agit)|"
    r"j[e']? ?(?:suis|sui|represente|travaille|bosse|taffe|dirige|preside|gere|parle|m'occupe|viens|sors|tiens|"
    r"enseigne|"
    r"exerce|interviens|siege|milite|appartiens|anime|administre|coordonne|pilote|fais partie|fais mon \w+ \w+|"
    r"t'ecris|vous ecris|vous contacte|vous appelle)|chui|chuis|suis|"
    r"nous (?:representons|travaillons|gerons|intervenons|agissons|ecrivons)|"
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
_FOUNDED = frozenset({"association", "entreprise", "cooperative", "fondation"})
_HAVE = re.compile(
    r"\b(?:on a|j'?ai|nous avons|g|on vient de|avons|ai)(?: \w+)?(?: (?:monter?|creer?|fonder?|lancer?|repris))? "
    r"(?:une?|notre|la|ma|1|not)\s" + _SIZED + r"$"
)
_WITH_OURS = re.compile(
    r"^\s*(?:\w+,? )?(?:avec|a|au sein|dans|chez|au|pour) ?(?:de |du |d')?(?:le |la |l'|mon |ma |notre |nos |une? )?$"
)
_WE_AT = re.compile(r"\b(?:nous|on|je|j')\b[^.;!?]{1,30}, (?:a|au|dans|chez) ?(?:la |l'|le |une? )?$")
_WE_DO = re.compile(r"[^.;!?\n]{0,50}?, ?(?:on|nous|je|j')\b")
# «comme la nôtre»: the person is one of those.
_LIKE_OURS = re.compile(r"[^.;!?\n]{0,40}\bcomme (?:la|le|les) (?:notres?|mien\w*)\b|[^.;!?,\n]{0,20}\bcomme nous\b")
_OUGHT = re.compile(r"[^.;!?\n]{0,40}\b(?:doit|peut|pourrait|devrait)[- ](?:elle|il)s?\b")
_EXPECTED_OF = re.compile(r"\b(?:exig\w*|demand\w*|attend\w*|impos\w*|reclam\w*)[\w -]{0,25} d'une? $")
_OUR = re.compile(
    r"\b(?:notre|ma|mon|nos|not|nôtre)\s+(?:(?:p'?tite?s?|petite?s?|grande?s?|jeunes?|modeste|propre|nouvelle?) )*$"
)
# Just after it: it wishes, it does.
_WISHES = re.compile(
    r"[^.;!?\n]{0,60}?\b(?:(?:se )?(?:souhait|voudr|voul|aimer|desir|envisag|projet[t]|prevoi|cherch|recherch|"
    r"organis|porte|port(?:ent|era|ait)|mont(?:e|ent)\b|"
    r"lanc|mene|prepar|propos|sollicit|compt(?:e|ent)|pilot|depos|gere|coordon|travaill|soutien|soutenons|aide\b|"
    r"aident\b|construi|accueill|s'engage|"
    r"finance|intervi|a pour (?:projet|objectif|but)|etudi|reflechi|tient a|entend\b|ambitionn|imagin|reve|pens|"
    r"tente|essai|essay|a un projet|ont un projet|va\b|vont\b|peut|peuvent|veut|"
    r"veulent|veu\b|demande|demarre|developp|"
    r"renov|equip|part\b|partent|collect|invit|creer?|cree|realis|nous|on\b|est jumel|est porteu|qui))"
)
_PARTNER_AFTER = re.compile(
    r"\s+(?:partenaire|jumelle|jumelee?|etranger|etrangere|amie?|soeur|homologue|voisine?)s?\b|\s+(?:la[ -]bas|"
    r"sur place)\b"
)
_COULD_HELP = re.compile(
    r"\s(?:\w+ )?(?:qui|pour) (?:peu\w+|pourrai\w+|puisse\w*|saurai\w*)?\s?(?:nous|m'|me|vous|aider)\b|"
    r"\s(?:peu[tx]\w*|pouv\w+|pourrai\w*) (?:nous |m'|me )?(?:aider|financer|donner)\b"
)
# «une maternité et une école»: what governs the first governs the second.
_JOINED = re.compile(r"(?:[\w'-]+ ){1,2}(?:et|ou) (?:une?|des|les?|la|l'|du|de|d')?\s*$")
# Governing words: what follows is a partner, a beneficiary, a place or a work.
_GOVERNED = re.compile(
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
_ALONE = re.compile(r"\W*(?:bonjour|bonsoir|bjr|bsr|slt|salut|madame|monsieur|messieurs|coucou|cc|hello|\W)*")
_WITH = re.compile(r"\bavec\s*$")
_APPOSED = re.compile(r"[,.] $")
_PROJECT_OF = re.compile(r"\W*(?:(?:le|un|notre|ce) )?projet\b[^,;]{0,60} (?:de la|du|de l'|des) ?")
_TO_DO = re.compile(r"\s+(?:a|qu'on|que nous|qui a)\s")
_VERB = re.compile(
    r"\b(?:veu\w*|voul\w*|souhait\w*|cherch\w*|est|sont|sommes|suis|ont|avons|va|vont|avec|entre|contre|vers|"
    r"constru\w*|equip\w*|renov\w*|envoy\w*|accueil\w*|form(?:er|ons)|aide[rz]?|travaill\w*|part\w*)\b"
)
_BELONGS = re.compile(r" (?:de|du|d'une?|de la|de l'|des) ?(?:notre|mon|ma|nos|not)?(?: (?:petite?|grande?))? ?")
_SPEAKS = re.compile(r"[^.;!?\n]{0,45}(?:, ?(?:nous|on)|,? (?:je|j'))\b")
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
_BEFORE_A_COMMUNE = LIGHT | frozenset(
    "petite petites grande grandes nouvelle nouvelles jeune deux trois quatre cinq six plusieurs quelques chaque "
    "autre autres simple modeste "
    "est sommes suis aide aider comme entre cet toute toutes quelle quelles mettez mets mettre porteur porteuse "
    "touristique rurale representons represente pr une "
    "depuis maire son sa ici collectivite type projet association ou soit chez cest sans".split()
)
# «une boîte de cinq personnes»
_STAFF = re.compile(r" (?:de|d') ?[\w -]{1,15} (?:personnes|salarie\w*|employe\w*|membres|benevoles|musicien\w*)\b")
_COUNTED = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|(?!1 )\d+|nos deux|leurs|autres)\s+(?:\w+ )?$"
)
# Nothing but how many they are: «une poignée de voisins».
_SOME = re.compile(
    r"\W*(?:(?:un|une|des|d|de|groupe|bande|petit|petite|dizaine|quinzaine|douzaine|vingtaine|trentaine|poignee|"
    r"quelques|"
    r"simples?|juste|entre|equipe|deux|trois|quatre|cinq|six|sept|huit|dix|douze|\d+|bjr|bonjour|slt|salut|cc|coucou|"
    r"ben|alors|bah|oui|non)[ ',]*)*"
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
_OPENING = re.compile(r"\W*(?:(?:la|le|l'|une?) ?)?")
_PLURAL_END = re.compile(r"[sx]$")


@dataclass(frozen=True)
class HolderWord:
    """A word that may name the holder; ``rank`` is how surely it does (0: it is somebody else).

    ``person``: it names somebody («trésorière»), and gives way to the body that she speaks for.
    """

    value: str
    start: int
    end: int
    rank: int
    person: bool = False


class Holders:
    """Finds the holder.

    Args:
        known: folded ordinary words, which are no misspelt holder.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._phrases: Phrases[tuple[str, str]] = Phrases(
            (phrase, (code, kind))
            for code, lists in read_list("holders").items()
            for kind, phrases in lists.items()
            for phrase in phrases
        )
        self._false_friends: Phrases[None] = Phrases((p, None) for p in read_list("false_friends")["words"])
        people = {key(word) for lists in read_list("holders").values() for word in lists.get("self", ())}
        self._mender = Mender(self._phrases, self._phrases.vocabulary - people, known | frequent_words())

    def words(self, message: Message, others: list[Reading]) -> list[HolderWord]:
        """Every word that may name a holder, with its rank.

        Args:
            message: the message.
            others: its countries, which say where a body is, and its themes, which may contain such a word
                («centre-ville»).
        """
        countries = [r for r in others if r.entity == "country"]
        themes = [r for r in others if r.entity in ("theme", "goal", "framework")]
        if foreign_language(message.text):
            return []
        spans: list[tuple[int, int, str, str]] = sorted(
            ((i, j, code, kind) for i, j, (code, kind) in self._phrases.find(message, self._mender.words(message))),
            key=lambda s: (s[0] - s[1], s[0]),
        )
        taken = {i for first, last, _ in self._false_friends.find(message) for i in range(first, last)}
        found = []
        for first, last, code, kind in spans:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                start, end = message.words[first].start, message.words[last - 1].end
                if any(t.start < start and end <= t.end for t in themes) or self._adjective(message, first, countries):
                    continue
                rank = self._rank(message, first, last, code, kind, countries)
                if kind == "self" and message.before(first, 1) == ["nos"]:
                    rank = 0
                if kind != "words" and rank < SELF and not self._said_of_herself(message, first, last, kind, rank):
                    rank = 0
                found.append(HolderWord(code, start, end, rank, kind == "self"))
        return sorted(found, key=lambda h: h.start)

    def _said_of_herself(self, message: Message, first: int, last: int, kind: str, rank: int) -> bool:
        """Whether a word that may be another is the answer, all who speak, the first one or a body that wishes."""
        if rank == 0:
            return False
        staffed = kind == "bodies" and _STAFF.match(message.folded, message.words[last - 1].end)
        if kind == "bodies" and rank == _SUBJECT and _OPENING.fullmatch(message.folded, 0, message.words[first].start):
            return "?" not in message.text
        if staffed or self._answer(message, last - first):
            return True
        wishing = _WISHES.match(message.folded, message.words[last - 1].end)
        return kind == "bodies" and rank == _SUBJECT and wishing is not None

    @staticmethod
    def _adjective(message: Message, first: int, countries: list[Reading]) -> bool:
        """«une crèche commune»: after a noun, «commune» is no municipality."""
        before = message.before(first, 1, "clause")
        if message.keys[first] not in ("commune", "communes") or not before or before[0].isdigit():
            return False
        if before[0] in _BEFORE_A_COMMUNE:
            return False
        return all(r.end != message.words[first - 1].end for r in countries)

    def choose(self, message: Message, words: list[HolderWord]) -> Reading | None:
        """The holder among the words of a message that are not negated: the surest, then the first.

        «la fondation de mon entreprise»: of a body and the one that it belongs to, the first.
        """
        possible = [h for h in words if h.rank > 0]
        if not possible:
            return None
        # «des menuisiers, membres de l'asso»: people give way to an association that is spoken of as a subject is.
        joined = any(h.value == "association" and not h.person and h.rank >= _SUBJECT for h in possible)
        named = [h for h in possible if not (h.person and joined)]
        best = max(named, key=lambda h: (h.rank, not h.person, -h.start))
        best = next((h for h in possible if not h.person and self._part_of(message, h, best)), best)
        return Reading("holder_type", best.value, best.start, best.end, SPEAKER_SCORE if best.rank == SELF else _SCORE)

    @staticmethod
    def _part_of(message: Message, part: HolderWord, whole: HolderWord) -> bool:
        gap = message.folded[part.end : whole.start] if part.end < whole.start else ""
        return _BELONGS.fullmatch(gap) is not None

    @staticmethod
    def _answer(message: Message, length: int) -> bool:
        return message.content <= length + 1

    def _rank(self, message: Message, first: int, last: int, code: str, kind: str, countries: list[Reading]) -> int:
        text = message.folded
        start, end = message.words[first].start, message.words[last - 1].end
        before = re.split(r"[.;!?\n]", text[max(0, start - 90) : start])[-1]
        foreign = self._foreign(text, start, end, countries)
        if _LIKE_OURS.match(text, end) or self._speaker(message, text, before, end, code, foreign):
            return SELF
        if _PARTNER_AFTER.match(text, end) or TO_BE_DONE.match(text, end):
            return 0
        our = _OUR.search(before)
        if our:
            inside = _INSIDE.search(before[: our.start()] + " ")
            governed = _GOVERNED.search(before[: our.start()])
            if governed and not inside and not _WITH.search(before[: our.start()]):
                return _WEAK
            return _PLAIN if inside else SELF
        if foreign and re.fullmatch(r"\s*(?:une?|la|le|l')?\s*", before) and _WISHES.match(text, end):
            return 0 if _WITH_US.match(text, end) else _PLAIN
        if foreign:
            return _PLAIN if _OUGHT.match(text, end) else 0
        if kind == "self" and _SOME.fullmatch(before):
            return SELF
        if _COULD_HELP.match(text, end):
            return 0
        if _EXPECTED_OF.search(before):
            return _PLAIN
        role = self._role(before)
        if role is not None:
            return role
        if code in _BODIES_THAT_GIVE and _GIVE.match(text, end):
            return 0
        if code in _HELPED and _IN_NEED.match(text, end):
            return 0
        if code == "fondation" and _PAYERS.search(before) and _PAY.match(text, end):
            return 0
        if _OFFERED.search(before):
            return _PLAIN
        if _APPOSED.search(before):
            return _SUBJECT
        if _GOVERNED.search(_JOINED.sub("", before)) or _GOVERNED.search(before) or _INSIDE.search(before):
            return 0
        if _FOR.search(before):
            return _PLAIN if message.content <= 4 else _WEAK if before.strip().startswith("pour") else 0
        if _PROJECT_OF.fullmatch(before):
            return _PLAIN
        owned = _OWNED.search(before)
        if _COUNTED.search(before) or (owned and owned[1] not in _OWNERS):
            return 0
        if self._answer(message, last - first):
            return SELF
        plural = _PLURAL_END.search(message.keys[first]) is not None
        if _WISHES.match(text, end) and not plural:
            return _SUBJECT
        at_start = all(k in LIGHT for k in message.before(first, 4))
        if not plural and at_start:
            return _SUBJECT
        return _WEAK if plural else _PLAIN

    def _speaker(self, message: Message, text: str, before: str, end: int, code: str, foreign: bool) -> bool:
        """Whether the person says of herself that she is, or speaks for, what ends at ``end``."""
        if not before.strip() and _SPEAKS.match(text, end):
            return True
        if _I_AM.search(before):
            return True
        if foreign or _PARTNER_AFTER.match(text, end):
            opening = self._before_role(before)
            if opening is None or _PARTNER_AFTER.match(text, end):
                return False
            return bool(_I_AM.search(opening) or (_ALONE.fullmatch(opening) and _SPEAKS.match(text, end)))
        if _IT_IS.search(before) and not _TO_DO.match(text, end):
            return True
        if code in _FOUNDED and _HAVE.search(before):
            return True
        return bool(_WE_AT.search(before) or (_WITH_OURS.search(before) and _WE_DO.match(text, end)))

    @staticmethod
    def _before_role(before: str) -> str | None:
        """What stands before who somebody is in the body that follows; None where nobody is named so."""
        role = _ROLE.search(before)
        if role is None or _VERB.search(role["gap"]) or _GOVERNED.search(before[: role.start()]):
            return None
        return before[: role.start()]

    def _role(self, before: str) -> int | None:
        """How surely a body is the holder after who somebody is in it; None where nobody is named so."""
        opening = self._before_role(before)
        if opening is None:
            return None
        return SELF if _SOME.fullmatch(opening) or _I_AM.search(opening) else _SUBJECT

    @staticmethod
    def _foreign(text: str, start: int, end: int, countries: list[Reading]) -> bool:
        """Whether a country says where the body is: «une association togolaise», «la mairie de Bamako»."""
        for country in countries:
            if start <= country.start < end:
                return True
            if end <= country.start <= end + 40 and not text[: country.start].endswith("franco-"):
                gap = text[end : country.start]
                if _FOREIGN_GAP.match(gap) and "," not in gap:
                    return True
        return False

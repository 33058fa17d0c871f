"""Who carries the project: one holder a message, told apart from partners, beneficiaries and what is being built."""

import re
from dataclasses import dataclass

from assistant.nlu.entities import Reading
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.phrases import Phrases, read_list

_SCORE = 72.0
_SELF, _SUBJECT, _PLAIN, _WEAK = 4, 3, 2, 1

# Just before the holder: the person says who she is.
_I_AM = re.compile(
    r"(?:(?:nous|on|n[o']?s) (?:sommes|est|somme|represente|representons)|je suis|j'suis|chui|suis|"
    r"je (?:represente|travaille|dirige|preside|"
    r"gere|parle|m'occupe|viens|t'ecris|vous ecris|vous contacte)|nous (?:representons|travaillons|gerons)|c'est|"
    r"en tant qu[e']|(?:regroup|constitu|reuni|organis)e+s? en|au nom|pour le compte|ici|porte(?:e|s|es)? par|"
    r"portee? pour|mene(?:e|s)? par|depose(?:e|"
    r"s)? par|initie(?:e|s)? par|organise(?:e|s)? par|"
    r"demande de|(?:maire|adjoint|adjointe|elue?|conseiller|conseillere|secretaire|president|presidente|tresorier|"
    r"tresoriere|"
    r"directeur|directrice|dgs|agent|agente|charge|chargee|responsable|animateur|animatrice|benevole|membre|salariee?|"
    r"coordinateur|coordinatrice|coordonnateur|technicien|technicienne|professeure?|prof|enseignante?|proviseure?|"
    r"principale?|eleves?|etudiante?s?|"
    r"infirmiere?|medecin|employee?|gerante?|referente?|stagiaire)(?: de mission| des? \w+| aux? \w+| a l'\w+)?|"
    r"qui porte[nt]*|porteur|porteuse|porteurs|maitre d'ouvrage|nous,?|chef de file)"
    r"\s*:?,? ?(?:que |c'est )?(?:tous |toutes |bien |plutot |simplement |juste |actuellement |donc |en fait |"
    r"finalement |le |la |les |l'|un |une |des |de |d'|du |au |a |dans |pour |chez |comme |en )*"
    r"(?:(?:petite?s?|grande?s?|jeune|jeunes|simple|modeste|nouvelle?|vieille|toute|collectivite|structure|"
    r"organisme|\d+) )*$"
)
_OUR = re.compile(r"\b(?:notre|ma|mon|nos|not)\s+(?:(?:petite?s?|grande?s?|jeune|jeunes|modeste|propre|nouvelle?) )*$")
# Just after it: it wishes, it does.
_WISHES = re.compile(
    r"[^.;!?\n]{0,60}?\b(?:(?:se )?(?:souhait|voudr|voul|aimer|desir|envisag|projet[t]|prevoi|cherch|recherch|"
    r"organis|porte|port(?:ent|era|ait)|mont(?:e|ent)\b|"
    r"lanc|mene|prepar|propos|sollicit|compt(?:e|ent)|pilot|depos|gere|coordon|travaill|soutien|soutenons|aide\b|"
    r"aident\b|construi|accueill|s'engage|"
    r"finance|intervi|a pour (?:projet|objectif|but)|a un projet|ont un projet|va\b|vont\b|peut|peuvent|veut|"
    r"veulent|veu\b|demande|demarre|developp|"
    r"renov|equip|part\b|partent|collect|invit|creer?|cree|realis|nous|on\b|est jumel|est porteu|qui))"
)
_PARTNER_AFTER = re.compile(r"\s+(?:partenaire|jumelle|jumelee?|etranger|etrangere|amie?|soeur|homologue|voisine?)s?\b")
# Governing words: what follows is a partner, a beneficiary, a place or a work.
_GOVERNED = re.compile(
    r"\b(?:constru\w*|batir|bati\w*|edifi\w*|aide[rz]?|aidons|aident|aidant|soutenir|soutien|soutenons|soutient|"
    r"equip\w*|renov\w*|rehabilit\w*|financ\w*|refaire|repar\w*|"
    r"avec|partenaires?|partenariat|jumel\w*|faveur|profit|aupres|envers|appui\w*|accompagn\w*|creation|creer|"
    r"creons|ouvrir|ouverture|"
    r"trouv\w*|cherch\w*|recherch\w*|rencontr\w*|visit\w*|invit\w*|recevoir|recevons|accueil\w*|envoyer|envoi\w*|"
    r"envoyons|don(?:s|ner|nons)?|offrir|fournir|"
    r"destin\w*|beneficiaires?|beneficie\w*|entre|chez|contre|vers|lien|liens|relations?|echang\w*|correspond\w*|"
    r"inviter|contact\w*|connai\w*|reseaux?|"
    r"form(?:er|ons|ation)|toit|mur|cour|batiment|salle|cantine|livres|materiel|d'autres|autres?|amenag\w*|"
    r"electrif\w*|install\w*|raccord\w*|alimenter|sensibilis\w*|"
    r"intervenir|cooper\w*|collabor\w*|agrandi\w*|reconstru\w*|acheter|meubl\w*|relier|parrain\w*)"
    r"(?:[ ',]+(?:a|au|aux|le|la|les|l|un|une|des|de|d|du|deux|trois|quatre|cinq|plusieurs|autres?|petite?s?|"
    r"grande?s?|vieille|ancienne|"
    r"nouvelle|europeens?|notre|en|ville|villes|eau|pour|par|son|sa|ses|leur|leurs|cette|ce|\d+))*[ ',]*$"
)
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
    r"^(?:\s+\w+)?\s*(?:(?:de|du|d'|des|de la|de l'|en|au|aux|a|a l'|a la|dans le|dans la|pres de|"
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
    "porteur".split()
)
_BODIES_BY_PLACE = frozenset({"departement", "region"})  # words that mean the land as often as the body
_BEFORE_A_COMMUNE = LIGHT | frozenset(
    "petite petites grande grandes nouvelle nouvelles jeune deux trois quatre cinq six plusieurs quelques chaque "
    "autre autres simple modeste "
    "est sommes suis aide aider comme entre cet toute toutes quelle quelles mettez mets mettre porteur porteuse "
    "touristique rurale representons represente pr une "
    "depuis maire son sa ici collectivite type projet association ou soit chez cest sans".split()
)
_COUNTED = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|\d+|nos deux|leurs|autres)\s+(?:\w+ )?$"
)
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
    """Finds the holder."""

    def __init__(self) -> None:
        self._phrases: Phrases[tuple[str, bool]] = Phrases(
            (phrase, (code, kind == "self"))
            for code, lists in read_list("holders").items()
            for kind, phrases in lists.items()
            for phrase in phrases
        )
        self._false_friends: Phrases[None] = Phrases((p, None) for p in read_list("false_friends")["words"])

    def words(self, message: Message, others: list[Reading]) -> list[HolderWord]:
        """Every word that may name a holder, with its rank.

        Args:
            message: the message.
            others: its countries, which say where a body is, and its themes, which may contain such a word
                («centre-ville»).
        """
        countries = [r for r in others if r.entity == "country"]
        themes = [r for r in others if r.entity in ("theme", "goal", "framework")]
        spans: list[tuple[int, int, str, bool]] = sorted(
            ((first, last, code, own) for first, last, (code, own) in self._phrases.find(message)),
            key=lambda s: (s[0] - s[1], s[0]),
        )
        taken = {i for first, last, _ in self._false_friends.find(message) for i in range(first, last)}
        found = []
        for first, last, code, own in spans:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                start, end = message.words[first].start, message.words[last - 1].end
                if any(t.start < start and end <= t.end for t in themes) or self._adjective(message, first):
                    continue
                rank = self._rank(message, first, last, countries)
                wishing = code in _BODIES_BY_PLACE and rank == _SUBJECT and _WISHES.match(message.folded, end)
                answered = rank >= _PLAIN and self._answer(message, last - first)
                if own and (message.before(first, 1) == ["nos"] or (rank < _SELF and not answered and not wishing)):
                    rank = 0
                found.append(HolderWord(code, start, end, rank, own))
        return sorted(found, key=lambda h: h.start)

    @staticmethod
    def _adjective(message: Message, first: int) -> bool:
        """«une crèche commune»: after a noun, «commune» is no municipality."""
        before = message.before(first, 1, "clause")
        return message.keys[first] in ("commune", "communes") and bool(before) and before[0] not in _BEFORE_A_COMMUNE

    def choose(self, words: list[HolderWord]) -> Reading | None:
        """The holder among the words of a message that are not negated: the surest, then the first."""
        possible = [h for h in words if h.rank > 0]
        if not possible:
            return None
        best = max(possible, key=lambda h: (h.rank, not h.person, -h.start))
        return Reading("holder_type", best.value, best.start, best.end, _SCORE)

    @staticmethod
    def _answer(message: Message, length: int) -> bool:
        return message.content <= length + 1

    def _rank(self, message: Message, first: int, last: int, countries: list[Reading]) -> int:
        text = message.folded
        start, end = message.words[first].start, message.words[last - 1].end
        before = re.split(r"[.;!?\n]", text[max(0, start - 70) : start])[-1]
        foreign = self._foreign(text, start, end, countries)
        if not before.strip() and _SPEAKS.match(text, end):
            return _SELF
        if _I_AM.search(before):
            return _SELF
        our = _OUR.search(before)
        if our:
            inside = _INSIDE.search(before[: our.start()] + " ")
            governed = _GOVERNED.search(before[: our.start()])
            return _WEAK if governed and not inside else _PLAIN if inside else _SELF
        if foreign and re.fullmatch(r"\s*(?:une?|la|le|l')?\s*", before) and _WISHES.match(text, end):
            return 0 if _WITH_US.match(text, end) else _PLAIN
        if foreign or _PARTNER_AFTER.match(text, end):
            return 0
        if _OFFERED.search(before):
            return _PLAIN
        if _GOVERNED.search(before) or _INSIDE.search(before):
            return 0
        if _FOR.search(before):
            return _PLAIN if message.content <= 4 else _WEAK if before.strip().startswith("pour") else 0
        owned = _OWNED.search(before)
        if _COUNTED.search(before) or (owned and owned[1] not in _OWNERS):
            return 0
        if self._answer(message, last - first):
            return _SELF
        plural = _PLURAL_END.search(message.keys[first]) is not None
        if _WISHES.match(text, end) and not plural:
            return _SUBJECT
        at_start = all(key in LIGHT for key in message.before(first, 4))
        if not plural and at_start:
            return _SUBJECT
        return _WEAK if plural else _PLAIN

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
            if country.end <= start and re.fullmatch(r"\s*", text[country.end : start]):
                return True
        return False

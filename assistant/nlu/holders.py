"""Who carries the project: one holder a message, told apart from partners, beneficiaries and what is being built."""

import re
from dataclasses import dataclass

from assistant.nlu.bodies import (
    bears,
    has_another_project,
    introduces_herself,
    is_a_partner,
    only_helps,
    set_against,
)
from assistant.nlu.entities import SPEAKER, Reading
from assistant.nlu.keywords import TO_BE_DONE
from assistant.nlu.languages import foreign_language
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.ordinary import frequent_words
from assistant.nlu.phrases import Mender, Phrases, key, read_list
from assistant.nlu.speaking import (
    GOVERNED,
    PARTNER_AFTER,
    SOME,
    before_role,
    is_over_there,
    says_who_she_is,
    speaks_for,
)

_SCORE = 72.0
SPEAKER_SCORE = 74.0
"""Score of the holder that the person says she is, or speaks for."""
_SUBJECT, _PLAIN, _WEAK = 3, 2, 1
INTRODUCED = 4
"""Rank of the body with which a message opens, by its name."""
SELF = 5
"""Rank of a word by which the person says who she is, or for whom she speaks."""
BEARER = 6
"""Rank of the body that is said to carry the project, whoever speaks."""

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
_COULD_HELP = re.compile(
    r"\s(?:\w+ )?(?:qui|pour) (?:peu\w+|pourrai\w+|puisse\w*|saurai\w*)?\s?(?:nous|m'|me|vous|aider)\b|"
    r"\s(?:peu[tx]\w*|pouv\w+|pourrai\w*) (?:nous |m'|me )?(?:aider|financer|donner)\b"
)
# «une maternité et une école»: what governs the first governs the second.
_JOINED = re.compile(r"(?:[\w'-]+ ){1,2}(?:et|ou) (?:une?|des|les?|la|l'|du|de|d')?\s*$")
_WITH = re.compile(r"\bavec\s*$")
_APPOSED = re.compile(r"[,.] $")
_PROJECT_OF = re.compile(r"\W*(?:(?:le|un|notre|ce) )?projet\b[^,;]{0,60} (?:de la|du|de l'|des) ?")
_BELONGS = re.compile(r" (?:de|du|d'une?|de la|de l'|des) ?(?:notre|mon|ma|nos|not)?(?: (?:petite?|grande?))? ?")
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
_IN_NAMES = frozenset({"communaute", "pays"})
_SIREN = 9
_OPENING = re.compile(r"\W*(?:(?:la|le|l'|une?) ?)?")
_PLURAL_END = re.compile(r"[sx]$")


def _covers(longer: Reading, start: int, end: int) -> bool:
    return longer.start <= start and end <= longer.end and longer.end - longer.start > end - start


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
        places = [r for r in others if r.entity == "place"]
        # «Romans-sur-Isère» is not among the Romands.
        countries = [r for r in others if r.entity == "country" and not any(_covers(p, r.start, r.end) for p in places)]
        themes = [r for r in others if r.entity in ("theme", "goal", "framework")]
        if foreign_language(message.text):
            return []
        spans: list[tuple[int, int, str, str]] = sorted(
            ((i, j, code, kind) for i, j, (code, kind) in self._phrases.find(message, self._mender.words(message))),
            key=lambda s: (s[0] - s[1], s[0]),
        )
        spans += [(i, i + 1, "epci", "words") for i in self._communities(message, places)]
        taken = {i for first, last, _ in self._false_friends.find(message) for i in range(first, last)}
        found = []
        for first, last, code, kind in spans:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                start, end = message.words[first].start, message.words[last - 1].end
                if any(t.start < start and end <= t.end for t in themes) or self._adjective(message, first, countries):
                    continue
                # «Clermont Auvergne Métropole» begins with its place.
                named = next((p.start for p in places if _covers(p, start, end)), start)
                rank = self._rank(message, first, last, code, kind, countries, named)
                if kind == "self" and message.before(first, 1) == ["nos"]:
                    rank = 0
                if (
                    kind != "words"
                    and rank < INTRODUCED
                    and not self._said_of_herself(message, first, last, kind, rank)
                ):
                    rank = 0
                found.append(HolderWord(code, start, end, rank, kind == "self"))
        return sorted(found, key=lambda h: h.start)

    @staticmethod
    def _communities(message: Message, places: list[Reading]) -> list[int]:
        """The words «communauté» and «pays» in the name of an intercommunality: «Moulins Communauté»."""
        named = [p for p in places if len(p.locality or "") == _SIREN]
        return [
            i
            for i, word in enumerate(message.words)
            if word.key in _IN_NAMES and any(_covers(p, word.start, word.end) for p in named)
        ]

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
        speaks = best.rank >= INTRODUCED
        return Reading(
            "holder_type",
            best.value,
            best.start,
            best.end,
            SPEAKER_SCORE if speaks else _SCORE,
            SPEAKER if speaks else None,
        )

    @staticmethod
    def _part_of(message: Message, part: HolderWord, whole: HolderWord) -> bool:
        gap = message.folded[part.end : whole.start] if part.end < whole.start else ""
        return _BELONGS.fullmatch(gap) is not None

    @staticmethod
    def _answer(message: Message, length: int) -> bool:
        return message.content <= length + 1

    def _rank(
        self, message: Message, first: int, last: int, code: str, kind: str, countries: list[Reading], start: int
    ) -> int:
        text, end = message.folded, message.words[last - 1].end
        before = re.split(r"[.;!?\n]", text[max(0, start - 90) : start])[-1]
        foreign = self._foreign(message, message.words[first].start, end, countries)
        if bears(text, end) and not foreign:
            return BEARER
        if only_helps(text, end, before):
            return 0
        if speaks_for(text, end, before, code, foreign):
            return BEARER if set_against(text, start) else SELF
        if is_over_there(text, end, before):
            return 0
        if is_a_partner(text, end, before):
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
                return _WEAK
            return _PLAIN if inside else SELF
        if foreign and re.fullmatch(r"\s*(?:une?|la|le|l')?\s*", before) and _WISHES.match(text, end):
            return 0 if _WITH_US.match(text, end) else _PLAIN
        if foreign:
            return _PLAIN if _OUGHT.match(text, end) else 0
        if kind == "self" and SOME.fullmatch(before):
            return SELF
        if _COULD_HELP.match(text, end):
            return 0
        if _EXPECTED_OF.search(before):
            return _PLAIN
        opening = before_role(before)
        if opening is not None:
            return SELF if says_who_she_is(opening) else _SUBJECT
        if code in _BODIES_THAT_GIVE and _GIVE.match(text, end):
            return 0
        if code in _HELPED and _IN_NEED.match(text, end):
            return 0
        if code == "fondation" and _PAYERS.search(before) and _PAY.match(text, end):
            return 0
        if _OFFERED.search(before):
            return _PLAIN
        if has_another_project(before):
            return _SUBJECT
        if _APPOSED.search(before):
            return _SUBJECT
        if GOVERNED.search(_JOINED.sub("", before)) or GOVERNED.search(before) or _INSIDE.search(before):
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

    @staticmethod
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

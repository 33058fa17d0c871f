"""Goal, framework and theme read from the words of the lists in data/vocabulary, misspelt ones included."""

import re
from dataclasses import dataclass

from assistant.nlu.entities import Reading
from assistant.nlu.languages import foreign_language
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.ordinary import frequent_words
from assistant.nlu.phrases import Mender, Phrases, read_list

_LISTS = {"goal": ("goals", 62.0), "framework": ("frameworks", 64.0), "theme": ("themes", 50.0)}
# What is done for a school or a hospital that is the work's object, and not its author or partner.
_WORKED_ON = re.compile(
    r"\b(?:constru\w*|batir|bati\w*|edifi\w*|equip\w*|renov\w*|rehabilit\w*|reconstru\w*|refaire|repar\w*|"
    r"agrandi\w*|retap\w*|amenag\w*|"
    r"electrif\w*|install\w*|ouvrir|ouverture|creer|creation|aide[rz]?|aidons|aident|soutenir|soutien|soutenons|"
    r"soutient|appui\w*|"
    r"financ\w*|livres?|fournitures?|materiel|toit|mur|cour|salles?|cantines?|batiments?|besoin|acces|parrain\w*|"
    r"meubl\w*|"
    r"raccord\w*|alimenter|projet|mobilier|ordinateurs?|envoyer|envoi\w*|jardin|panneaux|toilettes|latrines|puits|"
    r"forage)"
    r"(?: \w+)?(?:[ ',]+(?:a|au|aux|le|la|les|l|un|une|des|de|d|du|deux|trois|petite?s?|vieille|ancienne|nouvelle|"
    r"notre|pour|dans|\w{1,9}))?"
    r"[ ']*(?:a|au|aux|le|la|les|l|un|une|des|de|d|du)?[ ']*$"
)
TO_BE_DONE = re.compile(r" (?:[\w']+ ){0,4}a (?:constru|renov|equip|refaire|retap|rehabilit|agrandi|bati|meubl|repar)")
"""After a body that the work is done for: «une bibliothèque de village à construire»."""
_MISSPELT_PENALTY = 20.0
_MISSPELT_MIN_LENGTH = 6
# «22 élèves»: those who travel, and not what the project is about.
_COUNTED = re.compile(r"\b(?:\d+|deux|trois|quatre|cinq|six|sept|huit|dix|douze|vingt|trente|\w+aine d[e']?) ?$")
# «fermé», «récolté» typed with their accent are not «ferme», «récolte».
_PARTICIPLE = re.compile(r"[éÉ][eE]?[sS]?$")
_SHORT = 8
# A clause that says no more than the word: «plutôt développement», «thème : social», «dans le social».
_ANSWERING = LIGHT | frozenset(
    "but objectif theme sujet domaine axe cote vise visons viser cadre surtout principalement uniquement seulement met "
    "mets mettez mettre garde garder type genre niveau projet bref point hein voila merci".split()
)


@dataclass(frozen=True)
class Keyword:
    """What a phrase of the lists states, and of which ``kind`` it is there; ``participle``: it is written «…é»."""

    entity: str
    code: str
    kind: str
    participle: bool


class Keywords:
    """Finds goals, frameworks and themes.

    Args:
        known: folded ordinary words, which are no misspelt keyword.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._phrases: Phrases[Keyword] = Phrases(
            (phrase, Keyword(entity, code, kind, bool(_PARTICIPLE.search(phrase))))
            for entity, (name, _) in _LISTS.items()
            for code, lists in read_list(name).items()
            for kind, phrases in lists.items()
            for phrase in phrases
        )
        self._false_friends: Phrases[None] = Phrases(
            (phrase, None) for section in ("words", "themes") for phrase in read_list("false_friends")[section]
        )
        targets = {word for word in self._phrases.vocabulary if len(word) >= _MISSPELT_MIN_LENGTH}
        self._mender = Mender(self._phrases, targets, known | frequent_words())

    def find(self, message: Message) -> list[Reading]:
        """Readings ``goal``, ``framework`` and ``theme``; overlapping ones are left to the caller."""
        foreign = foreign_language(message.text) is not None
        masked = {i for start, end, _ in self._false_friends.find(message) for i in range(start, end)}
        words = self._mender.words(message)
        found: list[Reading] = []
        passing: list[Reading] = []
        for first, last, keyword in self._phrases.find(message, words):
            mended = any(words[i] is not message.words[i] for i in range(first, last))
            if foreign and keyword.entity == "theme":
                continue
            if first in masked or not self._meant(message, first, last, keyword, mended):
                continue
            score = _LISTS[keyword.entity][1] - (_MISSPELT_PENALTY if mended else 0)
            start, end = message.words[first].start, message.words[last - 1].end
            reading = Reading(keyword.entity, keyword.code, start, end, score)
            (passing if keyword.kind == "passing" else found).append(reading)
        if not any(r.entity == "theme" for r in found):
            found += passing
        return [r for r in found if not self._only_begins_a_theme(message, r, found)]

    @staticmethod
    def _meant(message: Message, first: int, last: int, keyword: Keyword, mended: bool) -> bool:
        if mended:
            return keyword.kind == "words"
        last_word = message.words[last - 1]
        if not keyword.participle and _PARTICIPLE.search(message.text[last_word.start : last_word.end]):
            return False
        if keyword.kind == "alone":
            clause = message.clause[first]
            return message.content <= _SHORT and all(
                first <= i < last or message.keys[i] in _ANSWERING
                for i in range(len(message.words))
                if message.clause[i] == clause
            )
        if keyword.kind == "passing" and _COUNTED.search(message.folded, 0, message.words[first].start):
            return False
        start = message.words[first].start
        if keyword.kind != "objects":
            return True
        worked_on = _WORKED_ON.search(message.folded, max(0, start - 45), start)
        return bool(worked_on or TO_BE_DONE.match(message.folded, last_word.end))

    @staticmethod
    def _only_begins_a_theme(message: Message, reading: Reading, found: list[Reading]) -> bool:
        """«projet de développement économique» states a theme, not the goal of development."""
        last = message.words[message.at(reading.end - 1)].start
        return reading.entity == "goal" and any(
            r.entity == "theme" and r.start == last and r.end > reading.end for r in found
        )

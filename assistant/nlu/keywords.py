"""Goal, framework and theme read from the words of the lists in data/vocabulary, misspelt ones included."""

import re

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message
from assistant.nlu.phrases import Phrases, read_list
from assistant.nlu.spelling import Spelling

_LISTS = {"goal": ("goals", 62.0), "framework": ("frameworks", 64.0), "theme": ("themes", 50.0)}
# What is done for a school or a hospital that is the work's object, and not its author or partner.
_WORKED_ON = re.compile(
    r"\b(?:constru\w*|batir|bati\w*|edifi\w*|equip\w*|renov\w*|rehabilit\w*|reconstru\w*|refaire|repar\w*|"
    r"agrandi\w*|amenag\w*|"
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
_MISSPELT_PENALTY = 20.0
_MISSPELT_MIN_LENGTH = 7


class Keywords:
    """Finds goals, frameworks and themes.

    Args:
        known: folded ordinary words, which are no misspelt keyword.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        entries = [
            (phrase, (entity, code, kind))
            for entity, (name, _) in _LISTS.items()
            for code, lists in read_list(name).items()
            for kind, phrases in lists.items()
            for phrase in phrases
        ]
        self._phrases: Phrases[tuple[str, str, str]] = Phrases(entries)
        self._false_friends: Phrases[None] = Phrases((p, None) for p in read_list("false_friends")["words"])
        listed = {
            word
            for word, (_, _, kind) in self._phrases.single.items()
            if kind == "words" and len(word) >= _MISSPELT_MIN_LENGTH
        }
        self._spelling = Spelling(listed, known)

    def find(self, message: Message) -> list[Reading]:
        """Readings ``goal``, ``framework`` and ``theme``; overlapping ones are left to the caller."""
        covered = {i for start, end, _ in self._false_friends.find(message) for i in range(start, end)}
        masked = set(covered)
        found = []
        for first, last, (entity, code, kind) in self._phrases.find(message):
            if first in masked or not self._meant(message, first, last, kind):
                continue
            covered.update(range(first, last))
            score = _LISTS[entity][1]
            found.append(Reading(entity, code, message.words[first].start, message.words[last - 1].end, score))
        for i, word in enumerate(message.words):
            target = self._spelling.target(word.key) if i not in covered and len(word.key) >= 6 else None
            if target is not None:
                entity, code, _ = self._phrases.single[target]
                found.append(Reading(entity, code, word.start, word.end, _LISTS[entity][1] - _MISSPELT_PENALTY))
        return [r for r in found if not self._only_begins_a_theme(message, r, found)]

    @staticmethod
    def _meant(message: Message, first: int, last: int, kind: str) -> bool:
        if kind == "alone":
            return message.content <= last - first
        start = message.words[first].start
        return kind != "objects" or bool(_WORKED_ON.search(message.folded, max(0, start - 45), start))

    @staticmethod
    def _only_begins_a_theme(message: Message, reading: Reading, found: list[Reading]) -> bool:
        """«projet de développement économique» states a theme, not the goal of development."""
        last = message.words[message.at(reading.end - 1)].start
        return reading.entity == "goal" and any(
            r.entity == "theme" and r.start == last and r.end > reading.end for r in found
        )

"""Other ways in which people write a training sentence: phone spelling, slips of the finger, other names.

What is drawn depends on the seed and on the sentences alone, so a model can be made again. No Rasa here: the importer
of ``importer.py`` brings the variations into the training.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from assistant.nlu.entities import Entity

Writer = Callable[[str, random.Random], str]

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_NEIGHBOURS = {
    letter: [row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)] for row in _ROWS for at, letter in enumerate(row)
}
# How French is spelled by ear, one habit a line; a word takes one or two of them.
_BY_EAR = [
    (re.compile(pattern), written)
    for pattern, written in (
        (r"qu", "k"),
        (r"ph", "f"),
        (r"eaux?\b", "o"),
        (r"aux?\b", "o"),
        (r"ez\b", "é"),
        (r"er\b", "é"),
        (r"(?<=\w\w)(?:es|s|t|x|e)\b", ""),
        (r"c(?=[aou])", "k"),
        (r"(?<![cp])h", ""),
        (r"oi", "wa"),
        (r"(.)\1", r"\1"),
        (r"ai", "è"),
        (r"en(?=[bcdfgjklmpqrstvz])", "an"),
        (r"tion\b", "sion"),
        (r"ent\b", "e"),
        (r"ss|ç", "s"),
    )
]
_POINTS = re.compile(r"[.,;:!?]+")
_APOSTROPHES = re.compile(r"['’]")
_SHORTEST = 4
_SLIPS, _HEARD, _GLUED = 0.12, 0.33, 0.06
"""Shares of words that slip, are spelled by ear, or are glued to the one before, in a message typed on a phone."""


def slip(word: str, draw: random.Random) -> str:
    """``word`` with one slip on a French keyboard: letters swapped, lost, doubled, or the key beside."""
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    at = draw.randrange(len(word) - 1)
    kind = draw.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    beside = _NEIGHBOURS.get(word[at].lower())
    return word[:at] + draw.choice(beside) + word[at + 1 :] if beside else word


def by_ear(word: str, draw: random.Random) -> str:
    """``word`` as it sounds, by one habit or two."""
    for _ in range(draw.choice((1, 1, 2))):
        pattern, written = draw.choice(_BY_EAR)
        word = pattern.sub(written, word)
    return word


def on_a_phone(text: str, draw: random.Random) -> str:
    """``text`` in lower case, mostly without points, some words slipped, spelled by ear or glued."""
    text = text.lower()
    if draw.random() < 0.8:
        text = _POINTS.sub(" ", text)
    text = _APOSTROPHES.sub(draw.choice(("", " ", "'")), text)
    written: list[str] = []
    for word in text.split():
        chance = draw.random()
        if chance < _SLIPS:
            word = slip(word, draw)
        elif chance < _SLIPS + _HEARD:
            word = by_ear(word, draw)
        if written and draw.random() < _GLUED:
            written[-1] += word
        elif word:
            written.append(word)
    return " ".join(written)


def renamed(text: str, entities: Sequence[Entity], names: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    """``text`` with each name of ``entities`` replaced by another of its kind.

    Args:
        text: a sentence.
        entities: what was read in it; kinds that have no ``names`` are left as they are.
        names: names by kind of entity.
        draw: where chance comes from.
    """
    for entity in sorted(entities, key=lambda e: -e.start):
        if choices := names.get(entity.entity):
            text = text[: entity.start] + draw.choice(choices) + text[entity.end :]
    return text


def seeded(seed: int, *words: str) -> random.Random:
    """Chance for one sentence: the same whatever stands before it in the data."""
    return random.Random("\0".join((str(seed), *words)))

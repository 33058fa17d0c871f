"""Partner countries: names, adjectives, inhabitants, towns, groups of countries, and their misspellings."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from babel import Locale

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message, cut
from assistant.nlu.phrases import Phrases, read_list
from assistant.nlu.spelling import Spelling
from assistant.nlu.towns import TownCues, Towns
from assistant.text import fold

_SCORES = {"name": 70.0, "group": 68.0, "people": 66.0, "city": 62.0, "wary": 60.0}
_MISSPELT = 45.0
_TOWN = 48.0
_LANGUAGES = ("en", "es", "de", "it")
_ELISION = re.compile(r"[ld](?=[aeiouyh])")
_ELIDED = 6
_PARENTHESES = re.compile(r"\s*\([^)]*\)")

_LANGUAGE_NOUNS = frozenset(
    "langue langues cours professeur professeure professeurs prof profs enseignant enseignante classe classes niveau "
    "notion notions test atelier ateliers apprentissage enseignement parler parle parlons parlez parlent parlant "
    "apprendre apprend etudier etudient apprennent traduction traduire interprete section lv1 lv2".split()
)
_BETWEEN = frozenset("en au aux la le les l du de province region".split())
_CONGO = frozenset({"congo", "congolai"})


# «accueillir des exilés soudanais avec une association sicilienne»: where people come from is no partner's country.
_CAME_FROM = re.compile(
    r"\b(?:exilee?s?|refugiee?s?|migrante?s?|demandeu\w+ d'asile|deplacee?s?|sans-papiers|mineurs (?:isoles|etrangers))"
    r"(?: (?:et|ou) )?(?:[a-z]+,? (?:et |ou )?){0,3}$"
)
# «C'est possible avec l'Europe ?», «une aide de l'Europe»: who pays is no partner.
_PAYER = re.compile(
    r"\b(?:possible|financ\w*|subventionn?\w*|aides?|aidee?s?|paye\w*|payee?s?|argent|sous|fonds)\b"
    r"(?: \w+)? (?:avec|par|de|via|grace a) l'$"
)


def _without_origins(message: Message, found: list[Reading]) -> list[Reading]:
    """The readings without those of where exiles come from, when another country is named."""
    others = [r for r in found if not _CAME_FROM.search(message.folded, 0, r.start)]
    return others or found


@cache
def _members() -> dict[str, frozenset[str]]:
    groups: dict[str, dict[str, Any]] = read_list("country_groups")

    def of(code: str) -> frozenset[str]:
        entry = groups[code]
        return frozenset(entry.get("members", ())).union(*(of(g) for g in entry.get("groups", ())))

    return {code: of(code) for code in groups}


def expand(codes: Iterable[str]) -> set[str]:
    """ISO codes of countries named alone or through groups (``UE27``, ``SAHEL`` …); other codes are kept as they are.

    >>> sorted(expand(["PAYS-BALTES", "PL"]))
    ['EE', 'LT', 'LV', 'PL']
    """
    countries: set[str] = set()
    for code in codes:
        countries |= _members().get(code, frozenset({code}))
    return countries


def label(code: str) -> str:
    """French name of a country or of a group of countries; the code itself when nobody knows it."""
    group = read_list("country_groups").get(code)
    return group["label"] if group else Locale("fr").territories.get(code, code)


def _exact(name: str) -> str:
    return " ".join(f"={word.key}" for word in cut(name))


def _abroad() -> Iterable[tuple[str, str]]:
    """Names of countries in the languages of those who write from abroad, but for those that are words or people."""
    lists = read_list("countries")
    refused = {fold(name) for name in read_list("false_friends")["countries_abroad"]}
    refused |= {fold(word) for entry in lists.values() for word in entry.get("people", ())}
    for language in _LANGUAGES:
        territories = Locale(language).territories
        for code in lists:
            name = _PARENTHESES.sub("", territories[code])
            if fold(name) not in refused:
                yield name, code
    for code, entry in lists.items():
        for name in entry.get("abroad", ()):
            yield name, code


def _entries() -> Iterable[tuple[str, tuple[str, str]]]:
    territories = Locale("fr").territories
    for code, entry in read_list("countries").items():
        names = list(entry.get("names", ()))
        if not entry.get("only"):
            names.append(territories[code])
        for name in names:
            yield _exact(name), (code, "name")
        for kind in ("cities", "wary"):
            for name in entry.get(kind, ()):
                yield _exact(name), (code, "city" if kind == "cities" else "wary")
        for word in entry.get("people", ()):
            yield word, (code, "people")
    for name, code in _abroad():
        yield name if name.endswith("*") else _exact(name), (code, "abroad")
    for code, entry in read_list("country_groups").items():
        for phrase in entry.get("names", ()):
            yield phrase if code == "UE27" else _exact(phrase), (code, "group")
        for phrase in entry.get("alone", ()):
            yield _exact(phrase), (code, "alone")
        for word in entry.get("people", ()):
            yield word, (code, "people")


class Countries:
    """Finds the countries that a message names; France is never one.

    Args:
        known: folded ordinary words, which are no misspelt country.
    """

    def __init__(self, known: frozenset[str] = frozenset()) -> None:
        self._phrases: Phrases[tuple[str, str]] = Phrases(_entries())
        self._false_friends: Phrases[None] = Phrases((p, None) for p in read_list("false_friends")["countries"])
        single = self._phrases.single
        listed = {word for word, (_, kind) in single.items() if kind in ("name", "people")}
        cities = {word for word, (_, kind) in single.items() if kind == "city"}
        self._known = known
        self._spelling = Spelling(listed, known)
        self._city_spelling = Spelling(cities, known)
        self._cues = TownCues()
        self._towns = Towns(self._cues, known)

    def find(self, message: Message) -> list[Reading]:
        """Readings ``country``, misspelt names included; overlapping ones are left to the caller."""
        masked = {i for start, end, _ in self._false_friends.find(message) for i in range(start, end)}
        found: list[Reading] = []
        covered: set[int] = set(masked)
        for first, last, (code, kind) in self._phrases.find(message):
            if first in masked or not self._meant(message, first, last, kind):
                continue
            covered.update(range(first, last))
            found.append(self._reading(message, first, last, code, _SCORES.get(kind, _SCORES["group"])))
        named = {message.words[i].start for i in covered}
        for first, last, code in self._towns.find(message, covered):
            if not self._told(message, last, named):
                covered.update(range(first, last))
                found.append(self._reading(message, first, last, code, _TOWN))
        for i, word in enumerate(message.words):
            if i not in covered and len(word.key) >= 5:
                meant = self._misspelt(message, i)
                if meant:
                    found.append(self._reading(message, i, i + 1, meant, _MISSPELT))
        return [self._one_congo(message, r, found) for r in _without_origins(message, found)]

    @staticmethod
    def _one_congo(message: Message, reading: Reading, others: list[Reading]) -> Reading:
        """«Congo» alone may be either of two countries, unless the other one is named beside it."""
        word = message.words[message.at(reading.start)]
        if reading.value != "CG" or word.stem not in _CONGO or reading.end > word.end:
            return reading
        if any(r.value == "CD" for r in others):
            return replace(reading, value="CD")
        elsewhere = any(r.value == "CG" and r.start != reading.start for r in others)
        return reading if elsewhere else replace(reading, candidates=("CG", "CD"))

    @staticmethod
    def _reading(message: Message, first: int, last: int, code: str, score: float) -> Reading:
        return Reading("country", code, message.words[first].start, message.words[last - 1].end, score)

    @staticmethod
    def _told(message: Message, last: int, named: set[int]) -> bool:
        """Whether a country follows right behind a town («Valencia, au Venezuela»): it alone says which."""
        following = message.words[last : last + 4]
        near = next((w for w in following if w.key not in _BETWEEN), None)
        return near is not None and near.start in named

    def _meant(self, message: Message, first: int, last: int, kind: str) -> bool:
        """Whether the words around a name leave it a country: no street, no treaty, no language, no first name."""
        before = message.before(first, 3)
        previous = before[-1] if before else ""
        if kind == "alone":
            return message.content <= last - first
        if kind == "group" and _PAYER.search(message.folded, 0, message.words[last - 1].start):
            return False
        if kind == "abroad":
            return previous not in _LANGUAGE_NOUNS and not (
                previous in ("de", "in", "en") and {*before} & _LANGUAGE_NOUNS
            )
        if kind == "people":
            word = message.words[first]
            if previous == "en" or previous in _LANGUAGE_NOUNS:
                return False
            if previous == "l" and word.shape == "lower" and not word.key.endswith(("e", "es")):
                return False  # «l'anglais de nos élèves»: masculine and elided, the language
            return not (previous in ("l", "d", "de") and len(before) > 1 and before[-2] in _LANGUAGE_NOUNS)
        if kind == "wary":
            return self._cues.strong(before) or message.content <= 1
        return kind != "city" or not self._cues.forbids(before)

    def _misspelt(self, message: Message, index: int) -> str | None:
        word = message.words[index]
        target = self._spelling.target(word.key)
        if target is None:
            cue = word.shape == "title" or (index > 0 and message.keys[index - 1] in self._cues.to)
            target = self._city_spelling.target(word.key) if cue else None
        if target is None and _ELISION.match(word.key) and word.key not in self._known:
            target = self._elided(word.key[1:])
        if target is None:
            return None
        code, kind = self._phrases.single[target]
        return code if self._meant(message, index, index + 1, kind) else None

    def _elided(self, rest: str) -> str | None:
        """The country after an article without its apostrophe: «lalemagne», «ditalie»."""
        if len(rest) < _ELIDED - 1:
            return None
        if rest in self._phrases.single:
            return rest if self._phrases.single[rest][1] in ("name", "people", "group") else None
        return self._spelling.target(rest) if len(rest) > _ELIDED else None

"""``Places``: French places in a text, and what a code is called."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from assistant.errors import InputError
from assistant.places.context import GOOD, alone, context_of
from assistant.places.gazetteer import Entry, Gazetteer, read_yaml
from assistant.places.lexicon import Lexicon
from assistant.places.mention import PlaceMention, Reading
from assistant.places.names import Names
from assistant.places.numbers import Numbers, looks_like_code
from assistant.places.typos import Typos
from assistant.places.words import Word, words_of
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION, REGION_DEPARTEMENTS

FRANCE = "FR"
_TYPO_WORDS = 4
_BARE_WORDS = 12
_APPOSED_WORDS = 6
_FUNCTION = frozenset(
    {
        "de",
        "d",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "et",
        "en",
        "a",
        "au",
        "sur",
        "pour",
        "avec",
        "un",
        "une",
    }
)


class Places:
    """Finds places and names codes. ``folder``: data/places by default. Nothing is read before the first use.

    Raises ``InputError`` when a file of the folder is missing or broken, or when a code is unknown.
    """

    def __init__(self, folder: Path = DATA / "places") -> None:
        self._folder = folder

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._folder)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self._folder)

    @cached_property
    def _names(self) -> Names:
        return Names(self._gazetteer, self._lexicon)

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self._gazetteer, self._lexicon)

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self._gazetteer, self._lexicon)

    @cached_property
    def _locatives(self) -> dict[str, str]:
        return {str(code): phrase for code, phrase in read_yaml(self._folder / "locatives.yml").items()}

    def find(self, text: str) -> list[PlaceMention]:
        """French places named in ``text``, in order, without overlap.

        A code beside the name that it confirms («Ambert (63)», «03200 Vichy») is a mention of its own, of same value.
        """
        reading = Reading(text, words_of(text))
        self._collect_evidence(reading)
        at = 0
        while at < len(reading.words):
            at = self._step(reading, at)
        return self._within_their_departement(reading)

    def _within_their_departement(self, reading: Reading) -> list[PlaceMention]:
        """«Le pays de Sologne et Bocage bourbonnais, dans l'Allier»: the département said just after is the place's."""
        mentions = list(reading.mentions)
        for at, area in enumerate(mentions):
            after = next((later for later in mentions[at + 1 :] if later.kind == "departement"), None)
            if area.kind != "territory" or after is None or after.value in area.candidates:
                continue
            between = words_of(reading.text[area.end : after.start])
            inside = any(word.form in self._lexicon.inside for word in between[-2:])
            if inside and len(between) <= _APPOSED_WORDS:
                mentions[at] = replace(area, value=after.value, candidates=(after.value,))
        return mentions

    def _step(self, reading: Reading, at: int) -> int:
        """Read what begins at ``words[at]``; returns where to go on."""
        words = reading.words
        for size in range(self._run(reading, at), 0, -1):
            key = " ".join(word.form for word in words[at : at + size])
            if key in self._lexicon.idioms:
                return at + size
            mention = self._names.mention_at(reading, at, at + size)
            if mention is not None:
                return self._keep(reading, mention, at + size)
        number = self._numbers.mention_at(reading, at) or self._acronym(reading, at)
        if number is not None:
            return self._keep(reading, number, at + 1)
        return self._typo(reading, at)

    def _keep(self, reading: Reading, mention: PlaceMention, end: int) -> int:
        reading.mentions.append(mention)
        reading.last = end
        return end

    def _run(self, reading: Reading, at: int) -> int:
        """How many words from ``words[at]`` on could make one name or idiom."""
        form = reading.words[at].form
        longest = max(self._gazetteer.longest.get(form, 0), self._lexicon.longest_idiom.get(form, 0))
        size = min(1, longest)
        while size < longest and at + size < len(reading.words) and reading.words[at + size].joined:
            size += 1
        return size

    def _collect_evidence(self, reading: Reading) -> None:
        words = reading.words
        for at, word in enumerate(words):
            if looks_like_code(word.raw):
                codes = self._numbers.codes_at(reading, at)
                if codes:
                    reading.evidence.append((at, codes))
                continue
            for size in range(self._run(reading, at), 0, -1):
                codes = self._names.areas(" ".join(word.form for word in words[at : at + size]))
                if codes and (word.capital or size > 1 or words[at - 1].form in {"le", "la", "l", "en", "du"}):
                    reading.evidence.extend((position, codes) for position in range(at, at + size))
                    break

    def _acronym(self, reading: Reading, at: int) -> PlaceMention | None:
        word = reading.words[at]
        announced = at > 0 and word.joined and reading.words[at - 1].form == "region"
        code = self._gazetteer.acronyms.get(word.raw.upper() if announced else word.raw)
        if code is None:
            return None
        entry = Entry("region", self._gazetteer.region_names[code], code, tuple(REGION_DEPARTEMENTS[code]))
        return reading.mention(at, at + 1, entry)

    def _typo(self, reading: Reading, at: int) -> int:
        """A misspelt name, where something announces a place; returns where to go on."""
        words = reading.words
        if words[at].form in _FUNCTION:
            return at + 1
        context = context_of(words, at, self._lexicon, False)
        if context.level < GOOD and not context.inside and len(words) > _BARE_WORDS:
            return at + 1
        elided = self._typos.without_elision(words[at].form)
        if elided and (
            context.level >= GOOD or context.inside or self._holder_before(words, at) or alone(words, at, at + 1)
        ):
            entry = self._known(elided)
            if entry is not None:
                return self._keep(reading, reading.mention(at, at + 1, entry), at + 1)
        longest = 1 if self._lexicon.announces(words[at].form) else _TYPO_WORDS
        for size in range(min(longest, len(words) - at), 0, -1):
            end = at + size
            if words[end - 1].form in _FUNCTION or not all(word.joined for word in words[at + 1 : end]):
                continue
            if context.level < GOOD and not context.inside and not alone(words, at, end):
                continue
            key = self._typos.key_of([word.form for word in words[at:end]])
            entry = self._known(key) if key else None
            if entry is not None:
                return self._keep(reading, reading.mention(at, end, entry), end)
        return at + 1

    def _holder_before(self, words: Sequence[Word], at: int) -> bool:
        """Whether «d» stands for «de» after a holder: «asso dissoire»."""
        return at > 0 and words[at].form[0] == "d" and words[at - 1].form in self._lexicon.holders

    def _known(self, key: str) -> Entry | None:
        areas = [entry for entry in self._gazetteer.others(key) if entry.kind not in {"epci", "demonym"}]
        return next(iter([*areas, *self._gazetteer.communes(key)]), None)

    def name_of(self, code: str) -> str:
        """French name of a département or région: «Haute-Loire» for «43». ``InputError`` on an unknown code."""
        names = {**self._gazetteer.departement_names, **self._gazetteer.region_names, FRANCE: "France"}
        return names[self._checked(code)]

    def in_french(self, code: str) -> str:
        """The name with the preposition that says where: «en Haute-Loire», «dans le Puy-de-Dôme»."""
        return "en France" if code == FRANCE else self._locatives[self._checked(code)]

    def region_of(self, code: str) -> str:
        """Région ISO code of a département; a région is its own. ``InputError`` on an unknown code, or on «FR»."""
        if code in REGION_DEPARTEMENTS:
            return code
        if code not in DEPARTEMENT_REGION:
            raise InputError(f"Ce code n'est ni un département ni une région : {code}.")
        return DEPARTEMENT_REGION[code]

    def departements_of(self, code: str) -> tuple[str, ...]:
        """Départements of a région or of «FR»; a département is its own only one."""
        self._checked(code)
        if code == FRANCE:
            return tuple(DEPARTEMENT_REGION)
        return tuple(REGION_DEPARTEMENTS.get(code, (code,)))

    def contains(self, outer: str, inner: str) -> bool:
        """Whether all of ``inner`` lies in ``outer`` (codes of départements, régions, or «FR»)."""
        return set(self.departements_of(inner)) <= set(self.departements_of(outer))

    def _checked(self, code: str) -> str:
        if code == FRANCE or code in REGION_DEPARTEMENTS or code in DEPARTEMENT_REGION:
            return code
        raise InputError(f"Ce code n'est ni un département ni une région : {code}.")

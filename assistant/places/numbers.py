"""Numbers that are a département («dans le 63») or a postal code («03200 Vichy»), and those that are not."""

import re

from assistant.places.context import EXPLICIT, GOOD, alone, context_of
from assistant.places.gazetteer import Entry, Gazetteer
from assistant.places.lexicon import Lexicon
from assistant.places.mention import PlaceMention, Reading

_DEPARTEMENT = re.compile(r"\d\d|2[ABab]|97[1-6]")
_POSTAL = re.compile(r"\d{5}|2[ABab]\d{3}")
_GLUED_BEFORE = re.compile(r"\d[.,/\-–:]$|[-/][A-Za-z\d]*$|[$£€] ?$")
_GLUED_AFTER = re.compile(r"[.,/:\-–]\d|\s?[%€$£°]|\s\d{3}(?!\d)|\s?-\s?\d")
_DAY_OF_MONTH = 31


def looks_like_code(raw: str) -> bool:
    """Whether ``raw`` has the shape of a département or postal code."""
    return raw[0].isdigit() and (_DEPARTEMENT.fullmatch(raw) or _POSTAL.fullmatch(raw)) is not None


class Numbers:
    """Reads the numbers of a message as places."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def codes_at(self, reading: Reading, at: int) -> frozenset[str]:
        """Départements that the number ``words[at]`` may point to, to be confirmed by a name near it."""
        raw = reading.words[at].raw.upper()
        if not looks_like_code(raw) or self._counts(reading, at):
            return frozenset()
        if _POSTAL.fullmatch(raw):
            return frozenset(entry.value for entry in self._gazetteer.coded(raw))
        return frozenset({raw}) & self._gazetteer.departement_names.keys()

    def mention_at(self, reading: Reading, at: int) -> PlaceMention | None:
        """The place that the number ``words[at]`` stands for, or None."""
        raw = reading.words[at].raw.upper()
        if not looks_like_code(raw) or self._counts(reading, at):
            return None
        if _POSTAL.fullmatch(raw):
            return self._postal(reading, at, raw)
        if raw not in self._gazetteer.departement_names:
            return None
        certain = self._departement_certainty(reading, at, raw)
        if certain is None:
            return None
        entry = Entry("departement", self._gazetteer.departement_names[raw], raw, (raw,))
        return reading.mention(at, at + 1, entry, certain)

    def _counts(self, reading: Reading, at: int) -> bool:
        """Whether the number measures or numbers something: an amount, a date, a range, people…"""
        words, word = reading.words, reading.words[at]
        if _GLUED_BEFORE.search(reading.text[max(0, word.start - 4) : word.start]):
            return True
        if _GLUED_AFTER.match(reading.text, word.end):
            return True
        following = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if following is not None and following.form in self._lexicon.units:
            return True
        return at > 0 and word.joined and words[at - 1].raw.isdigit()

    def _departement_certainty(self, reading: Reading, at: int, raw: str) -> bool | None:
        """True or False when the number is a département (False: it may be something else), None when it is not."""
        words, word = reading.words, reading.words[at]
        if self._confirmed(reading, at, raw):
            return True
        context = context_of(words, at, self._lexicon, reading.coordinated(at))
        day = raw.isdigit() and not raw.startswith("0") and int(raw) <= _DAY_OF_MONTH
        if context.head in self._lexicon.departement and context.head != "conseil":
            return True
        if context.head.startswith("dep") and at > 1 and words[at - 2].form == "conseil":
            return True  # «conseil depart 63»
        if context.head in self._lexicon.numbered and at and words[at - 1].form == context.head:
            return True
        if context.article == "le":
            before = words[at - 1].form
            if context.head == "a" or self._next_is(reading, at, "au"):
                return None
            if context.inside:
                return True
            if day:
                return True if before == "du" and context.level >= GOOD else None
            return True
        bracketed = reading.text[word.start - 1 : word.start] == "(" and reading.text[word.end : word.end + 1] == ")"
        if bracketed:
            return True if words[at - 1].capital and at else (None if day else False)
        if reading.coordinated(at) and reading.mentions[-1].text.upper() in self._gazetteer.departement_names:
            return True
        others = [other for other in words if other.raw.upper() not in self._gazetteer.departement_names]
        return False if alone(others, 0, 0) and context.level < GOOD else None

    def _confirmed(self, reading: Reading, at: int, raw: str) -> bool:
        """Whether a name right before or after says the same département."""
        if reading.last == at and raw in reading.mentions[-1].candidates:
            return True
        return raw in self._named_after(reading, at)

    def _named_after(self, reading: Reading, at: int) -> frozenset[str]:
        words = reading.words
        for size in range(min(5, len(words) - at - 1), 0, -1):
            window = words[at + 1 : at + 1 + size]
            key = " ".join(word.form for word in window)
            plain = [entry for entry in self._gazetteer.others(key) if entry.kind == "departement"]
            if window[0].capital or plain:
                found = plain or self._gazetteer.communes(key)
                if found:
                    return frozenset(entry.value for entry in found)
        return frozenset()

    def _next_is(self, reading: Reading, at: int, *forms: str) -> bool:
        return at + 1 < len(reading.words) and reading.words[at + 1].joined and reading.words[at + 1].form in forms

    def _postal(self, reading: Reading, at: int, raw: str) -> PlaceMention | None:
        insee = at > 0 and reading.words[at].joined and reading.words[at - 1].form == "insee"
        found = self._gazetteer.by_insee(raw) if insee else self._gazetteer.coded(raw)
        if not found:
            return None
        codes = tuple(dict.fromkeys(entry.value for entry in found))
        name, code = (found[0].name, found[0].code) if len(found) == 1 else (raw, "")
        entry = Entry("postal_code", name, codes[0], codes, code=code)
        words = reading.words
        named = self._postal_name_after(reading, at, raw)
        if named or (reading.last == at and set(codes) & set(reading.mentions[-1].candidates)):
            return reading.mention(at, at + 1, entry)
        if any(word.form in self._lexicon.money for word in words[max(0, at - 3) : at]):
            return None
        context = context_of(words, at, self._lexicon, False)
        bracketed = reading.text[words[at].start - 1 : words[at].start] == "("
        if insee or context.level == EXPLICIT or raw.startswith(("0", "2A", "2B")):
            return reading.mention(at, at + 1, entry)
        following = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        if following is not None and not following.capital and len(following.form) > 4:
            return None
        round_number = raw.endswith("00")
        if context.level >= GOOD or bracketed or (context.inside and context.article == "le"):
            return reading.mention(at, at + 1, entry, certain=not round_number or context.level >= GOOD)
        if alone(words, at, at + 1) or (following is None and not round_number):
            return reading.mention(at, at + 1, entry, certain=False)
        return None

    def _postal_name_after(self, reading: Reading, at: int, raw: str) -> bool:
        words = reading.words
        for size in range(min(6, len(words) - at - 1), 0, -1):
            window = words[at + 1 : at + 1 + size]
            if window[0].form in {"le", "la", "les", "l"}:
                window = window[1:]
            key = " ".join(word.form for word in window)
            if any(raw in entry.postal_codes for entry in self._gazetteer.communes(key)):
                return True
        return False

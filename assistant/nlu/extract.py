"""Entities of a French message with their normalised values: lists and rules, no learning.

Each finder gives every reading that the words allow; what is denied or replaced is dropped; then the intent and the
length of the span decide between readings of the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.nlu.amounts import Amounts
from assistant.nlu.asking import tells
from assistant.nlu.countries import Countries
from assistant.nlu.dates import Dates
from assistant.nlu.durations import Durations
from assistant.nlu.entities import Entity, Reading, Value
from assistant.nlu.holders import Holders, HolderWord
from assistant.nlu.keywords import Keywords
from assistant.nlu.message import Message
from assistant.nlu.names import Names
from assistant.nlu.nearest import NearestTheme
from assistant.nlu.negation import drop_denied
from assistant.nlu.numbers import find_numbers, masked_spans
from assistant.nlu.ordinary import ordinary_words
from assistant.nlu.partners import PartnerCount
from assistant.nlu.resolve import wanted, without_overlap, without_patrons, without_territories

if TYPE_CHECKING:
    from assistant.places import Places
    from assistant.programmes.base import Base

_PLACE_SCORE = 65.0
_DOUBTFUL_PLACE_SCORE = 55.0
_POSTCODE = re.compile(r"\d{5}")
_FRANCE = "FR"
_DESCRIBING = "describe_project"
_REMEMBERED = 32


class Extractor:
    """Reads the entities of messages.

    Args:
        base: programmes, organisations and terms that people may name.
        places: finds French places.
    """

    def __init__(self, base: Base, places: Places) -> None:
        known = ordinary_words(base)
        self._places = places
        self._countries = Countries(known)
        self._keywords = Keywords(known)
        self._holders = Holders(known)
        self._names = Names(base, known)
        self._nearest = NearestTheme(known)
        self._amounts, self._durations, self._dates, self._partners = Amounts(), Durations(), Dates(), PartnerCount()
        # The same message is read with and without its intent: facts do not depend on it.
        self._read = lru_cache(maxsize=_REMEMBERED)(self._facts)

    def extract(self, text: str, intent: str | None = None) -> list[Entity]:
        """Entities of ``text``, in order and without overlap.

        Args:
            text: the message; the caller bounds its length.
            intent: name of the intent, which tells a term from a goal («c'est quoi un jumelage»); None when unknown.
                Only where it says that a project is described is the theme of a word that no list has inferred.
        """
        message, facts, holders = self._read(text)
        found = [*facts, *self._names.find(message, intent)]
        found += _as_readings(holders)
        if intent == _DESCRIBING:
            found += self._nearest.find(message, found)
        kept = without_territories(message, without_patrons(message, drop_denied(message, found)), intent)
        standing = {(r.start, r.end) for r in kept if r.entity == "holder_type"}
        holder = self._holders.choose(message, [h for h in holders if (h.start, h.end) in standing])
        kept = [r for r in kept if r.entity != "holder_type"] + ([holder] if holder else [])
        return without_overlap(message, wanted(kept, intent, tells(text)))

    def taken_back(self, text: str) -> list[tuple[str, Value]]:
        """What the words deny or replace and do not state: ``("country", "TG")`` of «enlevez le Togo»."""
        message, facts, holders = self._read(text)
        found = [*facts, *_as_readings(holders)]
        kept = drop_denied(message, found)
        stated = {(r.entity, r.value) for r in kept}
        return list(dict.fromkeys((r.entity, r.value) for r in found if (r.entity, r.value) not in stated))

    def _facts(self, text: str) -> tuple[Message, list[Reading], list[HolderWord]]:
        """The message, its readings that no intent changes, and the words that may name the holder."""
        message = Message(text)
        numbers = find_numbers(message)
        countries = self._countries.find(message)
        facts = [
            *countries,
            *self._keywords.find(message),
            *self._amounts.find(message, numbers),
            *(d for d in self._durations.find(message, numbers) if d.role == "project"),
            *self._partners.find(message, numbers, countries),
            *self._dates.find(message),
        ]
        facts += self._french_places(message, facts)
        return message, facts, self._holders.words(message, facts)

    def _french_places(self, message: Message, facts: list[Reading]) -> list[Reading]:
        """Places; five bare figures that end with 000 are an amount rather than a postcode."""
        amounts = [r for r in facts if r.entity == "amount"]
        masked = masked_spans(message)
        found = []
        for place in self._places.find(message.text):
            if not place.value or place.value == _FRANCE:
                continue
            code = _POSTCODE.fullmatch(place.text)
            if any(start <= place.start < end for start, end in masked):
                continue
            counted = any(r.start < place.end and place.start < r.end for r in amounts)
            if counted and not (code and not place.text.endswith("000") and message.content <= 1):
                continue
            score = _PLACE_SCORE if place.certain else _DOUBTFUL_PLACE_SCORE
            homonyms = place.candidates if place.kind == "commune" and not place.certain else ()
            candidates = homonyms if len(homonyms) > 1 else ()
            score += 20 if code else 0
            found.append(
                Reading(
                    "place",
                    place.value,
                    place.start,
                    place.end,
                    score,
                    candidates=candidates,
                    locality=place.code or None,
                )
            )
        return found


def _as_readings(holders: list[HolderWord]) -> list[Reading]:
    return [Reading("holder_type", h.value, h.start, h.end, float(h.rank)) for h in holders]

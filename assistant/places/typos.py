"""Names with a typing error: «a issoir», «clermond ferrand», «en haute loir»."""

import re
from collections import defaultdict
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.places.gazetteer import Gazetteer
from assistant.places.lexicon import Lexicon
from assistant.places.world import world_towns

_SHORTEST = 6
_ELISION = re.compile(r"[ld][aeiouyh]")
_LONG = 9


class Typos:
    """The known name within one typing error (two from nine letters on) of what was typed.

    The first letter must be right; French words and towns abroad that merely resemble a name are left alone.
    """

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    @cached_property
    def _targets(self) -> dict[str, dict[str, str]]:
        """First letter → letters of a name without spaces → its key."""
        result: dict[str, dict[str, str]] = defaultdict(dict)
        for key in self._gazetteer.typo_targets():
            glued = key.replace(" ", "")
            known = result[glued[0]].get(glued)
            if known is None or " " in key:
                result[glued[0]][glued] = key
        return result

    def without_elision(self, form: str) -> str | None:
        """Key of the known name behind an article without its apostrophe: «lallier», «dambert»; or None."""
        if len(form) <= _SHORTEST - 1 or not _ELISION.match(form) or form in self._lexicon.not_typos:
            return None
        return self._targets.get(form[1], {}).get(form[1:])

    def key_of(self, forms: list[str]) -> str | None:
        """Key of the only known name closest to ``forms``, or None: too short, a word, nothing near, or a tie."""
        typed = "".join(forms)
        if self._gazetteer.known(" ".join(forms)):
            return None
        if len(typed) < _SHORTEST or not typed.isalpha():
            return None
        if world_towns().get(" ".join(forms)):
            return None
        if len(forms) == 1 and (typed in self._lexicon.not_typos or typed in self._lexicon.countries):
            return None
        targets = self._targets.get(typed[0])
        if not targets:
            return None
        allowed = 1 if len(typed) < _LONG else 2
        found = process.extract(typed, targets.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=2)
        if not found or (len(found) > 1 and found[0][1] == found[1][1]):
            return None
        key, distance = targets[found[0][0]], found[0][1]
        return None if len(forms) > 1 and " " not in key and distance > 1 else key

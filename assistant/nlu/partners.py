"""How many partners the project gathers; a range gives its lower bound, so that nobody is told yes too soon."""

import re

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message
from assistant.nlu.numbers import Number, find_numbers, ranges

_SCORE = 77.0
_MOST = 200
_BODIES = (
    r"(?:villes?|communes?|municipalites?|collectivites?|associations?|assos?|ecoles?|lycees?|colleges?|"
    r"etablissements?|structures?|"
    r"organismes?|organisations?|universites?|entreprises?|territoires?|regions?|pays|ong|gal|clubs?|musees?|"
    r"cooperatives?|acteurs?)"
)
_PARTNERS = re.compile(rf"\s+(?:\w+\s+)?(?:{_BODIES}\s+)?(?:\w+\s+)?(?:co-?)?partenaires?\b")
_WITH_BODIES = re.compile(rf"\s+(?:autres?\s+)?{_BODIES}\b")
_ONLY = re.compile(r"(?:\bun seul|\bun unique) partenaire\b")
# «une commune du 63 partenaire de …» names a département.
_DEPARTEMENT = re.compile(r"\b(?:du|dans le|ds le|departement|dept?\.?)\s*$")
_IN_ALL = re.compile(r"\s*(?:,|au lieu|en tout|au total|maintenant|finalement|et (?:non|pas))")
_WE_ARE = re.compile(r"(?:nous (?:sommes|serons|serions)|on (?:est|sera|serait)|total de)\s+(?:a\s+)?$")


class PartnerCount:
    """Finds the number of partners."""

    def find(self, message: Message, numbers: list[Number] | None = None) -> list[Reading]:
        """Readings ``partner_count``; «un partenaire» counts only when it is the answer or said to be the only one."""
        numbers = find_numbers(message) if numbers is None else numbers
        lowers = ranges(message, numbers)
        uppers = {high: low for low, high in lowers.items()}
        found = []
        for i, number in enumerate(numbers):
            if i in lowers or number.value != int(number.value) or not 1 <= number.value <= _MOST:
                continue
            end = self._end(message, number)
            if end is None:
                continue
            low = numbers[uppers[i]] if i in uppers else number
            found.append(Reading("partner_count", int(low.value), low.start, end, _SCORE))
        for match in _ONLY.finditer(message.folded):
            found.append(Reading("partner_count", 1, match.start(), match.end(), _SCORE))
        return found

    @staticmethod
    def _answer(message: Message, number: Number) -> bool:
        return number.first == 0 and message.content <= 5 and number.value > 1

    def _end(self, message: Message, number: Number) -> int | None:
        text = message.folded
        if _DEPARTEMENT.search(text[: number.start]):
            return None
        partners = _PARTNERS.match(text, number.end)
        if partners and number.article:
            return partners.end() if message.content <= 1 and number.first <= 1 else None
        if partners:
            return partners.end()
        bodies = _WITH_BODIES.match(text, number.end)
        meant = message.before(number.first, 1) == ["avec"] or self._answer(message, number)
        if bodies and meant and not number.article:
            return number.end
        alone = number.last == len(message.words) or _IN_ALL.match(text, number.end)
        if _WE_ARE.search(text, max(0, number.start - 20), number.start) and alone and number.value > 1:
            return number.end
        return None

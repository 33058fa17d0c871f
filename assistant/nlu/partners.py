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
    r"organismes?|organisations?|universites?|entreprises?|societes?|pme|laboratoires?|labos?|territoires?|regions?|"
    r"pays|ong|gal|clubs?|musees?|cooperatives?|acteurs?|equipes?|hopitaux|fondations?|provinces?|departements?|"
    r"homologues?|compagnies?|troupes?|instituts?|centres?|festivals?|federations?|chambres?)"
)
_PARTNER = r"(?:co-?)?(?:partenair\w*|partener\w*|partner\w*|patenaires?|parteniares?|partennaires?)"
_NO_UNIT = r"(?!(?:ans?|annees?|mois|moi|semaines?|jours?|euros?|et|ou|avec|pour)\b)[a-z]+\s+"
_PARTNERS = re.compile(rf"\s+(?:{_NO_UNIT})?(?:{_BODIES}\s+)?(?:{_NO_UNIT})?{_PARTNER}\b")
_WITH_BODIES = re.compile(rf"\s+(?:autres?\s+|petites?\s+|grandes?\s+)?{_BODIES}\b")
_POSSESSIVES = ("nos", "mes", "ces", "les", "nous")
# «il y en a 5», «ce sera trois»: partners when they were named before.
_OF_THEM = re.compile(
    r"\b(?:(?:y ?en|en|ya en) (?:a|aura|avait|aurait|avons|aurons|ai)|c'est|cest|c|ce sera|ils (?:sont|seront)|mettez|"
    r"plutot|finalement)\s+(?:plutot |bien |plus )?$"
)
_NAMED_BEFORE = re.compile(_PARTNER)
_ONLY = re.compile(r"(?:\bun seul|\bun unique) partenaire\b")
# «une commune du 63 partenaire de …» names a département.
_DEPARTEMENT = re.compile(r"\b(?:du|dans le|ds le|departement|dept?\.?)\s*$")
_IN_ALL = re.compile(r"\s*(?:[,.;!]|au lieu|en tout|au total|maintenant|finalement|et (?:non|pas))")
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
        one = number.article or (number.value == 1 and number.plain)
        if partners and one:
            return partners.end() if message.content <= 1 and number.first <= 1 else None
        if partners:
            return partners.end()
        bodies = _WITH_BODIES.match(text, number.end)
        before = message.before(number.first, 2)
        with_them = before[-1:] == ["avec"] or (before[:1] == ["avec"] and before[-1] in _POSSESSIVES)
        if bodies and (with_them or self._answer(message, number)) and not one:
            return number.end
        alone = number.last == len(message.words) or _IN_ALL.match(text, number.end)
        named = _NAMED_BEFORE.search(text, 0, number.start)
        if named and alone and number.value > 1 and _OF_THEM.search(text, max(0, number.start - 30), number.start):
            return number.end
        if _WE_ARE.search(text, max(0, number.start - 20), number.start) and alone and number.value > 1:
            return number.end
        return None

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
    r"homologues?|compagnies?|troupes?|instituts?|centres?|festivals?|federations?|chambres?|hopital|mairies?|fermes?|"
    r"cliniques?|groupes?(?: d'action locale)?)"
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
_ONLY = re.compile(
    rf"(?<!pas )(?:\bune? seule?|\bune? unique|(?<!quel)(?<!puis)(?<!lors)\bqu'une?(?: seule?)?)"
    rf"(?: {_BODIES})? {_PARTNER}\b"
)
# «Un troisième partenaire nous rejoint»: there are three of them, unless it is looked for.
_RANK = re.compile(
    rf"\b(?:un|une|notre) (?P<rank>second|deuxieme|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme|cinquieme|5e|5eme)e? "
    rf"(?:{_BODIES} )?{_PARTNER}\b"
)
_RANKS = {"sec": 2, "deu": 2, "tro": 3, "qua": 4, "cin": 5}
_LOOKED_FOR = re.compile(r"\b(?:cherch\w*|recherch\w*|trouv\w*|manqu\w*|faut|faudrait|besoin d[e']?)\s*$")
# «une commune du 63 partenaire de …» names a département.
_DEPARTEMENT = re.compile(r"\b(?:du|dans le|ds le|departement|dept?\.?)\s*$")
_IN_ALL = re.compile(r"\s*(?:[,.;!]|au lieu|en tout|au total|maintenant|finalement|et (?:non|pas))")
# «Trois clubs en tout», «trois partenaires, nous compris»: the holder is one of them.
_WITH_US = (
    r"(?:,? (?:dont|y compris|en comptant) (?:nous|l[ea] (?:notre|mienne?))\b"
    r"|,? (?:nous|l[ea] (?:notre|mienne?)) (?:y )?compris\w*)"
)
_ALL_OF_US = re.compile(rf"(?: \w+)?{_WITH_US}")
_ALL_BODIES = re.compile(rf"\s+{_BODIES}(?: \w+)?(?:,? (?:en tout|au total)\b|{_WITH_US})")
_MORE = re.compile(r"\s+(?:supplementaires?|de plus|en plus)\b(?! d)")
# «deux autres villes avec nous».
_OTHERS_WITH_US = re.compile(rf"\s+autres?\s+{_BODIES}(?: \w+)? (?:avec nous|nous (?:rejoi|sui|accompagn)\w*)\b")
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
            count = int(low.value) - self._holder_counted(message, number, end)
            if count:
                found.append(Reading("partner_count", count, low.start, end, _SCORE))
        for match in _ONLY.finditer(message.folded):
            found.append(Reading("partner_count", 1, match.start(), match.end(), _SCORE))
        for match in _RANK.finditer(message.folded):
            if not _LOOKED_FOR.search(message.folded, 0, match.start()):
                rank = _RANKS.get(match["rank"][:3]) or int(match["rank"][0])
                found.append(Reading("partner_count", rank, match.start(), match.end(), _SCORE))
        return found

    @staticmethod
    def _holder_counted(message: Message, number: Number, end: int) -> bool:
        """Whether the holder is one of those that are counted."""
        text = message.folded
        return bool(_ALL_BODIES.match(text, number.end) or _ALL_OF_US.match(text, end))

    @staticmethod
    def _answer(message: Message, number: Number) -> bool:
        return number.first == 0 and message.content <= 5 and number.value > 1

    def _end(self, message: Message, number: Number) -> int | None:
        text = message.folded
        if _DEPARTEMENT.search(text[: number.start]):
            return None
        partners = _PARTNERS.match(text, number.end)
        if partners and _MORE.match(text, partners.end()):
            return None
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
        if _OTHERS_WITH_US.match(text, number.end) and not one:
            return number.end
        we_are = _WE_ARE.search(text, max(0, number.start - 20), number.start)
        if we_are and _ALL_BODIES.match(text, number.end):
            return number.end
        alone = number.last == len(message.words) or _IN_ALL.match(text, number.end)
        named = _NAMED_BEFORE.search(text, 0, number.start)
        if named and alone and number.value > 1 and _OF_THEM.search(text, max(0, number.start - 30), number.start):
            return number.end
        if we_are and alone and number.value > 1:
            return number.end
        return None

"""How many partners the project gathers; a range gives its lower bound, so that nobody is told yes too soon."""

import re
from collections.abc import Iterable

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
    r"cliniques?|parcs?|paroisses?|villages?|cinemas?|bibliotheques?|theatres?|groupes?(?: d'action locale)?)"
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
# «ils sont quatre fermes», «il n'en reste que deux», «une de plus, donc quatre».
_THEY_ARE = re.compile(r"\b(?:ils|elles) (?:sont|seront|seraient) (?:bien |donc )?$")
_LEFT = re.compile(r"\b(?:(?:n'?en |n')?rest(?:e|ent|era|eront)(?: plus)? que? ?'?|(?:n'?y en a |y en a )?plus que )$")
# «il reste deux universités»: those that are left, and nothing to be done with them.
_REMAIN = re.compile(r"\bil (?:nous |en |m'en |nous en )?rest(?:e|ait|era|erait) (?:donc |encore |plus que )?$")
_SO = re.compile(r"\b(?:donc|soit|(?:ca|cela) (?:en )?fait|nous voila|passe\w* a) $")
_ONE_MORE = re.compile(
    r"\bun(?:e|eme)? (?:de plus|en plus|de moins|autre)\b|\b(?:rejoi\w+|s'ajout\w+|retir\w+|quitt\w+)"
)
_NAMED_BEFORE = re.compile(_PARTNER)
_ONLY = re.compile(
    rf"(?<!pas )(?:\bune? seule?|\bune? unique|(?<!quel)(?<!puis)(?<!lors)\bqu'une?(?: seule?)?)"
    rf"(?: {_BODIES})? {_PARTNER}\b"
    rf"|(?<!pas d')\bune? {_PARTNER},? (?:et )?(?:une? seule?|pas plus|c'est tout|seulement|uniquement)\b"
)
# «Un troisième partenaire nous rejoint»: there are three of them, unless it is looked for.
_RANK = re.compile(
    rf"\b(?:un|une|notre) (?P<rank>second|deuxieme|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme|cinquieme|5e|5eme)e? "
    rf"(?:{_BODIES} )?{_PARTNER}\b"
)
_RANK_OF_BODIES = re.compile(
    r"\bavec (?:un|une) (?P<rank>second|deuxieme|2e|2eme|troisieme|3e|3eme|quatrieme|4e|4eme|cinquieme|5e|5eme)e? "
    rf"{_BODIES}\b"
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
_WE_ARE = re.compile(
    r"(?:nous (?:sommes|serons|serions)|on (?:est|sera|serait)|total de)"
    r"\s+(?:(?:a|donc|maintenant|desormais|plutot)\s+)?$"
)
_WE_SHALL_BE = re.compile(r"(?:nous ser(?:ons|ions)|on ser(?:a|ait))\s+(?:(?:donc|maintenant|plutot)\s+)?$")
_CONSORTIUM = re.compile(r"\b(?:consortium|groupement|reseau) (?:de |a )(?:nous )?$")
# Nothing, or one word that says of which kind they are, then the end of the clause.
_CLOSED = re.compile(r"(?: [\w-]+)?\s*(?:$|[,.;:!])")
_FEWEST_OF_US = 3
"""«Nous sommes trois compagnies» are partners; two farms may be one holder."""
# «nous et trois autres villes».
_US_AND = re.compile(r"\b(?:nous|nous-memes|la notre) (?:et|plus|avec) $")
# «deux lycées italiens et un espagnol»: what follows «et» is one more of the same.
_AND_MORE = re.compile(
    rf"\s+(?:autres?\s+|petites?\s+|grandes?\s+)?{_BODIES}(?: (?!et\b)[a-z]+)?(?:,| et) "
    rf"(?P<more>une?|deux|trois|quatre|cinq|six|\d)(?: autres?)?(?P<same> {_BODIES}\b)?"
)
_SMALL = {w: n for n, w in enumerate("un deux trois quatre cinq six".split(), 1)} | {"une": 1}

# «trois partenaires, enfin deux»: the second number takes the place of the first.
_ANEW = re.compile(
    r",? (?:enfin|non|plutot|pardon|disons|ou plutot|euh non),?(?: plutot)? (?P<anew>deux|trois|quatre|cinq|six|"
    r"\d{1,2})\b"
    r"(?! (?:ans?|mois|semaines?|jours?|euros?|mille)\b)"
)


class PartnerCount:
    """Finds the number of partners."""

    def find(
        self, message: Message, numbers: list[Number] | None = None, countries: Iterable[Reading] = ()
    ) -> list[Reading]:
        """Readings ``partner_count``; «un partenaire» counts only when it is the answer or said to be the only one.

        ``countries``: those of the message, which tell that «deux lycées italiens et un espagnol» are three.
        """
        starts = {country.start for country in countries}
        numbers = find_numbers(message) if numbers is None else numbers
        lowers = ranges(message, numbers)
        uppers = {high: low for low, high in lowers.items()}
        found: list[Reading] = []
        counted = 0
        for i, number in enumerate(numbers):
            if number.start < counted:
                continue
            if i in lowers or number.value != int(number.value) or not 1 <= number.value <= _MOST:
                continue
            more, last = self._more(message, number, starts)
            end = self._end(message, number, joined=more > 0)
            if end is None:
                continue
            counted = last
            if anew := _ANEW.match(message.folded, end):
                count, end = _SMALL.get(anew["anew"]) or int(anew["anew"]), anew.end()
                found.append(Reading("partner_count", count, number.start, end, _SCORE))
                continue
            low = numbers[uppers[i]] if i in uppers else number
            count = int(low.value) + more - self._holder_counted(message, number, end)
            if count:
                found.append(Reading("partner_count", count, low.start, end, _SCORE))
        for match in _ONLY.finditer(message.folded):
            found.append(Reading("partner_count", 1, match.start(), match.end(), _SCORE))
        ranked = (match for pattern in (_RANK, _RANK_OF_BODIES) for match in pattern.finditer(message.folded))
        for match in ranked:
            if not _LOOKED_FOR.search(message.folded, 0, match.start()):
                rank = _RANKS.get(match["rank"][:3]) or int(match["rank"][0])
                found.append(Reading("partner_count", rank, match.start(), match.end(), _SCORE))
        return found

    @staticmethod
    def _holder_counted(message: Message, number: Number, end: int) -> bool:
        """Whether the holder is one of those that are counted."""
        text = message.folded
        if _ALL_BODIES.match(text, number.end) or _ALL_OF_US.match(text, end):
            return True
        ours = _WE_SHALL_BE.search(text, 0, number.start) or _CONSORTIUM.search(text, 0, number.start)
        if ours or _WE_ARE.search(text, 0, number.start):
            bodies = _WITH_BODIES.match(text, number.end)
            return bool(bodies or ours) and not _PARTNERS.match(text, number.end)
        return False

    @staticmethod
    def _more(message: Message, number: Number, countries: set[int]) -> tuple[int, int]:
        """How many more of the same are told behind «et», and where they end; none is 0."""
        more = _AND_MORE.match(message.folded, number.end)
        if more is None:
            return 0, 0
        following = message.at(more.end())
        told = more["same"] or (following < len(message.words) and message.words[following].start in countries)
        return (_SMALL.get(more["more"]) or int(more["more"]), more.end()) if told else (0, 0)

    @staticmethod
    def _answer(message: Message, number: Number) -> bool:
        return number.first == 0 and message.content <= 5 and number.value > 1

    def _end(self, message: Message, number: Number, joined: bool) -> int | None:
        """Where the words that count partners end; None when the number counts none. ``joined``: more follow."""
        text = message.folded
        if _DEPARTEMENT.search(text[: number.start]):
            return None
        partners = _PARTNERS.match(text, number.end)
        if partners and _MORE.match(text, partners.end()):
            return None
        one = (number.article or (number.value == 1 and number.plain)) and not joined
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
        near = text[max(0, number.start - 30) : number.start]
        if bodies and not one and (_US_AND.search(near) or _THEY_ARE.search(near)):
            return number.end
        if bodies and not one and _REMAIN.search(near) and _CLOSED.match(text, bodies.end()):
            return number.end
        we_are = _WE_ARE.search(text, max(0, number.start - 20), number.start)
        if we_are and _ALL_BODIES.match(text, number.end):
            return number.end
        alone = number.last == len(message.words) or _IN_ALL.match(text, number.end)
        named = _NAMED_BEFORE.search(text, 0, number.start)
        if named and alone and number.value > 1 and _OF_THEM.search(text, max(0, number.start - 30), number.start):
            return number.end
        if (
            we_are
            and number.value >= _FEWEST_OF_US
            and (_ALL_OF_US.match(text, number.end) or self._ends(text, bodies))
        ):
            return number.end
        if number.value > 1 and _CONSORTIUM.search(near):
            return number.end
        if (we_are or _THEY_ARE.search(near) or _LEFT.search(near)) and alone and number.value > 1:
            return number.end
        if alone and number.value > 1 and _SO.search(near) and _ONE_MORE.search(text, 0, number.start):
            return number.end
        return None

    @staticmethod
    def _ends(text: str, bodies: re.Match[str] | None) -> bool:
        """Whether nothing follows the bodies in their clause."""
        return bodies is not None and re.match(r"\s*(?:$|[,.;:!])", text[bodies.end() :]) is not None

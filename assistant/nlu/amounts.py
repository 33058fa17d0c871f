"""Amounts in euros and what they are: the project's budget, an own share, a grant, an organisation's yearly income.

A range ("entre 20 000 et 30 000 euros") gives its upper bound. Amounts in another currency are recognised, so that
they are not taken for euros, and left out: no exchange rate is known here.
"""

import re

from assistant.nlu.entities import Reading
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.numbers import Number, find_numbers, ranges

_SCORE = 78.0
_MULTIPLIERS = {"k": 1e3, "m": 1e6, "mille": 1e3, "million": 1e6, "milliard": 1e9, "millier": 1e3, "md": 1e9}
_AFTER = re.compile(
    r"\s*(?:(?P<mult>k|m|md)(?=\s*(?:€|eu))|(?P<multword>(?:k|mille|million|milliard|millier)s?)\b)?"
    r"(?:\s*(?:d'|de\s)?\s*(?P<euro>€|eur[os]{0,3}\b|euors?\b|euors\b|eurso\b|euroes\b|balles\b|boules\b|e\b)"
    r"|\s*(?:d'|de\s)?\s*(?P<other>f\.?\s?cfa|xof|xaf|cfa|francs?|chf|dollars?|\$|usd|cad|livres?|£|gbp|dirhams?|mad|"
    r"dinars?|tnd|ariary|mga|roupies?|yens?|¥|zlotys?|pln|lei|ron|leu|couronnes?|forints?|huf|reais|pesos?|"
    r"nairas?|cedis?|"
    r"gourdes?|hryvnias?|roubles?)(?![a-z]))?"
)
_EUROS_BEFORE = re.compile(r"(?:€|\beuros?|\beur)\s*$")
_OTHER_BEFORE = re.compile(r"(?:\$|£|\busd|\bgbp|\bchf)\s*$")
_HALF_AFTER = re.compile(r"\s+et demi(?:e)?\b(?:\s*(?:d'|de\s)?\s*(?P<euro>€|euros?))?")

# The nearest cue before an amount says what it is; a cue that follows it at once wins.
_BUDGET = "budget"
_CUES = [
    # An aid that the holder votes or pays is what its project costs, not a grant that it asks for.
    (
        _BUDGET,
        re.compile(
            r"\b(?:vot|vers|donn|accord|allou|attribu|octroy|consacr)\w* (?:une |cette )?(?:aide|subvention|dotation)\b"
        ),
    ),
    (
        "income",
        re.compile(
            r"budgets? (?:annuels?|de fonctionnement|primitif|municipal|communal|general)|chiffre d'affaires?|"
            r"\bca (?:de|est)\b|"
            r"(?:recettes|ressources|revenus|produits)(?: annuel(?:le)?s)?|"
            r"budget (?:global |total |annuel )?de (?:l'|notre |la |ma )(?:asso|structure|commune|mairie|club|ecole|"
            r"entreprise|ong)"
        ),
    ),
    (
        "own_share",
        re.compile(
            r"apport(?:s|e|ons|er|era|erait|erons|erions)?\b|auto-?financ\w*|fonds propres|contribu\w*|notre (?:part|"
            r"poche|cote)|"
            r"\b(?:on|nous) (?:met|mettons|mettra|mettrons|peut mettre|pouvons mettre|pourrait mettre|dispose|"
            r"disposons|a deja|avons deja)|"
            r"j'ai deja|en propre|tresorerie|economies|cagnotte|deja (?:reuni|collecte|mobilise|obtenu|trouve)"
        ),
    ),
    (
        "grant",
        re.compile(
            r"subvention\w*|\baides?\b(?! (?:d'urgence|humanitaire|alimentaire|au developpement))|"
            r"(?<!auto)(?<!auto-)financement (?!participatif)|co-?financ\w*|\bmanque|"
            r"\bsollicit|\bobten|dotation|bourse|"
            r"demand(?:e|ons|er|ent)\b|\bcherch(?:e|ons|er|ent)\b|(?<!de )(?<!la )recherch(?:e|ons|er|ent)\b|"
            r"\btrouver\b|\blever\b"
        ),
    ),
    (
        _BUDGET,
        re.compile(
            r"\bbudget|\bcouts?\b|\bcout(?:e|era|erait)\b|montant|enveloppe|total|devis|estim|chiffr|prevoi|prevu|"
            r"projet (?:de|a|d')|"
            r"\bprix\b|valeur|investi|depens|\bil (?:nous |me )?faut|besoin|somme|financer"
        ),
    ),
]
_FOLLOWING = [
    (
        "income",
        re.compile(r"\s*(?:de |d')?(?:budget annuel|chiffre d'affaires?|ca\b|budget de fonctionnement|recettes)"),
    ),
    (
        "own_share",
        re.compile(r"\s*(?:de |d'|en |sur (?:nos|ses|mes) )?(?:auto-?financ|fonds propres|apport|tresorerie)"),
    ),
    ("grant", re.compile(r"\s*(?:de |d'|en )?(?:subvention|aides?\b|cofinanc|dotation)")),
    (_BUDGET, re.compile(r"\s*(?:de |au )?(?:budget(?! annuel)|total)")),
]
_CORRECTED = re.compile(
    r"\b(?:c'est|ce sera|c'etait|mettez|mets|notez|plutot|disons|finalement|en fait|rempla\w*|par|corrig\w*|"
    r"pass\w* a|dire|dit|frappe|pas|au lieu de|"
    r"non|changez|modifiez|ramen\w* a|baiss\w* a|mont\w* a|avec|a)\s*[:,]?\s*$"
)
_LEAST_CORRECTED = 500
_WINDOW = 60
_ANSWER = LIGHT | frozenset(
    "budget montant total cout a peu pres autour max maximum minimum mini maxi mettre mettez met corrige "
    "corrigez changez "
    "modifiez plus moins entre jusque jusqu hein euh ok voila grand tout rond ronds environ d'environ le pense "
    "pas lieu au par remplacez remplacer remplace faut compte comptez dirais dirait ttc ht global prevu "
    "previsionnel lui peut etre sans doute exactement".split()
)
_AFTER_A_BARE_AMOUNT = frozenset(
    "pour en sur environ max maximum minimum mini maxi par au a et ou avec mais ttc ht dont plutot donc c on "
    "nous je il tout "
    "total net brut que qui peut svp merci maximal ni si".split()
)


class Amounts:
    """Finds amounts in euros."""

    def find(self, message: Message, numbers: list[Number] | None = None) -> list[Reading]:
        """Readings ``amount``: euros, with a role."""
        numbers = find_numbers(message) if numbers is None else numbers
        pairs = ranges(message, numbers)
        uppers = {high: low for low, high in pairs.items()}
        found: list[Reading] = []
        for i, number in enumerate(numbers):
            read = self._read(message, number)
            if read is None:
                continue
            value, end, certain = read
            if i in pairs and (not certain or self._read(message, numbers[pairs[i]]) is not None):
                continue
            start = number.start
            low = numbers[uppers[i]] if i in uppers else None
            if low is not None:
                start = low.start
                if low.value > value and not self._going_down(message, low):
                    continue
            if not certain and not self._expected(message, number, end, numbers, low):
                continue
            prefix = _EUROS_BEFORE.search(message.folded, max(0, start - 8), start)
            start = prefix.start() if prefix else start
            found.append(Reading("amount", value, start, end, _SCORE, self._role(message, start, end)))
        return found

    @staticmethod
    def _read(message: Message, number: Number) -> tuple[float | int, int, bool] | None:
        """Euros, end of the span, and whether a currency or a multiplier makes it surely an amount."""
        if number.article:
            return None
        text = message.folded
        after = _AFTER.match(text, number.end)
        assert after is not None  # every part of the pattern is optional
        multiplier = after["mult"] or after["multword"]
        value, end = number.value, number.end
        certain = bool(after["euro"]) or bool(_EUROS_BEFORE.search(text, max(0, number.start - 8), number.start))
        if after["euro"] == "e" and (number.value < 100 and not multiplier):
            certain = False
        if after["other"] or _OTHER_BEFORE.search(text, max(0, number.start - 8), number.start):
            return None
        if multiplier:
            multiplier = multiplier.rstrip("s")
            value *= _MULTIPLIERS[multiplier]
        if multiplier or certain:
            end = after.end() if certain else after.end("multword") if after["multword"] else after.end("mult")
            end = end if end > 0 else number.end
        half = _HALF_AFTER.match(text, end)
        if half and multiplier in ("million", "milliard", "mille"):
            value += _MULTIPLIERS[multiplier] / 2
            end, certain = half.end(), certain or bool(half["euro"])
        if not certain and value < 100:
            return None
        rounded = round(value, 2)
        return (int(rounded) if rounded == int(rounded) else rounded), end, certain

    @staticmethod
    def _going_down(message: Message, low: Number) -> bool:
        return any(word.startswith(("pass", "bais", "redui", "descen")) for word in message.before(low.first, 3))

    def _expected(self, message: Message, number: Number, end: int, numbers: list[Number], low: Number | None) -> bool:
        """Whether a number without currency is an amount: the whole answer, or announced by a word about money."""
        if number.plain and 1990 <= number.value <= 2040 and number.value != 2000:
            return False
        following = message.at(end)
        own = {i for n in numbers for i in range(n.first, n.last)} | set(range(number.first, following))
        if all(key in _ANSWER or i in own for i, key in enumerate(message.keys)):
            return all(
                n in (number, low) or n.value >= 100 or n.article or message.folded[n.end :].lstrip()[:1] in ("k", "m")
                for n in numbers
            )
        if any(pattern.match(message.folded, end) for _, pattern in _FOLLOWING):
            return True
        after = message.after(following, 1, "clause")
        if after and after[0] not in _AFTER_A_BARE_AMOUNT:
            return False
        start = (low or number).start
        if number.value >= _LEAST_CORRECTED and not number.plain:
            corrected = _CORRECTED.search(message.folded, max(0, start - 24), start)
            return corrected is not None or self._cue(message, start) is not None
        return self._cue(message, start) is not None

    @staticmethod
    def _cue(message: Message, start: int) -> str | None:
        """The role that the nearest cue before a position gives, in its sentence."""
        window = message.folded[max(0, start - _WINDOW) : start]
        window = re.split(r"[.;,!?\n](?!\d)", window)[-1]
        best, where = None, -1
        for role, pattern in _CUES:
            for match in pattern.finditer(window):
                if match.end() > where or (role == "income" and match.start() <= where <= match.end()):
                    best, where = role, match.end()
        return best

    def _role(self, message: Message, start: int, end: int) -> str:
        for role, pattern in _FOLLOWING:
            if pattern.match(message.folded, end):
                return role
        return self._cue(message, start) or _BUDGET

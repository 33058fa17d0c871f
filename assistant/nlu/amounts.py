"""Amounts in euros and what they are: the project's budget, an own share, a grant, an organisation's yearly income.

A range ("entre 20 000 et 30 000 euros") gives its upper bound. Amounts in another currency are recognised, so that
they are not taken for euros, and left out: no exchange rate is known here.
"""

import re

from assistant.nlu.amount_roles import (
    BUDGET,
    GRANT,
    INCOME,
    OWN_SHARE,
    YEARLY,
    cue_before,
    following_cue,
    had_already,
    role_of,
)
from assistant.nlu.entities import Reading
from assistant.nlu.message import LIGHT, Message
from assistant.nlu.numbers import Number, find_numbers, ranges
from assistant.nlu.phrases import read_list

_SCORE = 78.0
_MONEY = read_list("money")
_MILLION = 1e6
_MULTIPLIERS = {
    **dict.fromkeys(("k", "mil", "mille", "millier"), 1e3),
    **dict.fromkeys(("m", "million"), _MILLION),
    **dict.fromkeys(("md", "milliard"), 1e9),
}
_EURO = r"€\w{0,4}|eur[oeus]{0,4}\b|euors?\b|eruos?\b|uros?\b|balles\b|boules\b|e\b"
_OTHER = "|".join(_MONEY["other_currencies"])
_AFTER = re.compile(
    r"\s*(?:(?P<mult>k|m|md)(?=\s*(?:€|eu|e\b))|(?P<multword>(?:k|mille|mil|million|milliard|millier)s?)\b)?"
    rf"(?:\s*(?:d'|de\s)?\s*(?P<euro>{_EURO})|\s*(?:d'|de\s)?\s*(?P<other>{_OTHER})(?![a-z']))?"
)
_EUROS_BEFORE = re.compile(r"(?:€|\beuros?|\beur)\s*$")
_OTHER_BEFORE = re.compile(r"(?:\$|£|¥|\b(?:usd|gbp|chf|cad|f?cfa|xof|xaf|mad|tnd))\s*:?\s*$")
_OTHER_ANYWHERE = re.compile(
    r"(?<![a-z])(?:f?\s?cfa|francs? (?:cfa|suisses?)|chf|xof|xaf|dollars|dirhams|usd)(?![a-z])|\$"
)
_EUROS_ANYWHERE = re.compile(r"€|\beuros?\b")
_ORDINAL = re.compile(r"e\s+(?!de )([a-z]+)")
_MILLIONS = re.compile(r"\s?m(?![a-z0-9])")
_PER_UNIT = re.compile(rf"\s*(?:{'|'.join(_MONEY['per_unit'])})")
_PER_CENT = re.compile(r"\s*(?:%|pour ?cents?\b|pct\b)")
_HALF_AFTER = re.compile(r"\s+et demi(?:e)?\b(?:\s*(?:d'|de\s)?\s*(?P<euro>€|euros?))?")

_CORRECTED = re.compile(
    r"\b(?:c'est|ce sera|c'etait|(?:re)?mettez|(?:re)?mets|notez|laissez|gardez|plutot|disons|finalement|en fait|"
    r"rempla\w*|par|corrig\w*|"
    r"pass\w* a|dire|dit|frappe|pas|au lieu de|"
    r"non|changez|modifiez|ramen\w* a|baiss\w* a|mont\w* a|avec|a)\s*[:,]?\s*$"
)
_INHABITANTS_BEFORE = re.compile(
    r"\b(?:communes?|villes?|villages?|bourg|agglo\w*|ile|territoire|district|region|population|sommes|est|etions|"
    r"compte|comptons|en)(?: \w+)? (?:de |d'|a )?(?:pres de |environ )?$"
)
# «240 km sur 2 200»: both are of one measure, which is no money.
_SAME_MEASURE = re.compile(
    r"\d ?(?:km2?|kilometres?|ha|hectares?|m2?|metres?|habitants?|personnes|eleves|jeunes|familles|communes|maisons)"
    r" (?:sur|parmi)(?: (?:les?|un total de))? $"
)
# «deux millions sur trois ans», «vingt millions à huit».
_AFTER_MILLIONS = frozenset("sur pour a en pendant durant par et".split())
_LEAST_CORRECTED = 500
_LEAST_TOLD, _TOLD = 1000, 8
"""Least sum that stands without currency at the end of a clause of a description, and words that make a description."""
_YEARS = re.compile(r"\s*(?:ans?|annees?)\b")
_OVER = re.compile(
    r"[\s,(]*(?:(?:le tout|cela|ceci|et ce|et)[\s,]+)?(?:sur|pendant|durant|pour)\s+(?:une (?:periode|duree) de\s+)?"
)
_OF_A_PROJECT = re.compile(r"\b(?:projet|programme|action|convention)\s+(?:de|d'|sur|prevu sur)\s*$")
_OF_WHICH = re.compile(r"(?: (?:en tout|au total))?[\s,(]*dont (?:environ |pres de |seulement )?")
_MOST_YEARS = 10
_ANSWER = LIGHT | frozenset(_MONEY["answers"].split())
_AFTER_A_BARE_AMOUNT = frozenset(_MONEY["after"].split())
_MOST = frozenset(
    "seulement uniquement juste maximum maxi max minimum grand tout compris attendez attends stop".split()
)
_BUDGET_WORD = re.compile(r"bud[gj]\w*|bugd\w*|bugg?et\w*|bujet\w*|subv\w*|apports?")


class Amounts:
    """Finds amounts in euros."""

    def find(self, message: Message, numbers: list[Number] | None = None) -> list[Reading]:
        """Readings ``amount``: euros, with a role."""
        numbers = find_numbers(message) if numbers is None else numbers
        reads = {i: read for i, number in enumerate(numbers) if (read := self._read(message, number)) is not None}
        pairs = ranges(message, numbers)
        uppers = {high: low for low, high in pairs.items()}
        in_company = any(certain for _, _, certain in reads.values())
        found: list[Reading] = []
        for i, (value, end, certain) in reads.items():
            number = numbers[i]
            if i in pairs and (not certain or pairs[i] in reads):
                continue
            start = number.start
            low = numbers[uppers[i]] if i in uppers else None
            if low is not None:
                start = low.start
                if low.value > value and not self._going_down(message, low):
                    continue
            years = _years_of(message, number, end, numbers)
            value *= years or 1
            if not certain and not self._expected(message, number, end, numbers, low, in_company):
                continue
            prefix = _EUROS_BEFORE.search(message.folded, max(0, start - 8), start)
            start = prefix.start() if prefix else start
            previous = found[-1].end if found else 0
            role = role_of(message, start, end, previous)
            role = BUDGET if years and role == INCOME else role
            found.append(Reading("amount", value, start, end, _SCORE, role))
        return _with_shares(message, found)

    @staticmethod
    def _read(message: Message, number: Number) -> tuple[float | int, int, bool] | None:
        """Euros, end of the span, and whether a currency or a multiplier makes it surely an amount."""
        text = message.folded
        if number.article or _PER_CENT.match(text, number.end):
            return None
        after = _AFTER.match(text, number.end)
        assert after is not None  # every part of the pattern is optional
        multiplier = after["mult"] or after["multword"]
        value, end = number.value, number.end
        euros_before = bool(_EUROS_BEFORE.search(text, max(0, number.start - 8), number.start))
        certain = bool(after["euro"]) or euros_before
        if after["euro"] == "e" and not multiplier:
            # «120e anniversaire» is no amount, «18000e vous pouvez» is one.
            ordinal = _ORDINAL.match(text, number.end)
            certain = number.value >= (1000 if ordinal and ordinal[1] not in _AFTER_A_BARE_AMOUNT else 100)
        if after["other"] or _OTHER_BEFORE.search(text, max(0, number.start - 8), number.start):
            return None
        if not certain and _OTHER_ANYWHERE.search(text) and not _EUROS_ANYWHERE.search(text):
            return None
        if multiplier:
            multiplier = multiplier.rstrip("s")
            value *= _MULTIPLIERS[multiplier]
            end = after.end() if certain else after.end("multword") if after["multword"] else after.end("mult")
        elif after["euro"] and certain:
            end = after.end()
        millions = None if certain or multiplier else _MILLIONS.match(text, number.end)
        if millions and (message.text[millions.end() - 1] == "M" or message.bare) and number.value < 100:
            value, end = value * _MILLION, millions.end()
        half = _HALF_AFTER.match(text, end)
        if half and multiplier in ("million", "milliard", "mille"):
            value += _MULTIPLIERS[multiplier] / 2
            end, certain = half.end(), certain or bool(half["euro"])
        if (not certain and value < 100) or _PER_UNIT.match(text, end):
            return None
        rounded = round(value, 2)
        return (int(rounded) if rounded == int(rounded) else rounded), end, certain

    @staticmethod
    def _going_down(message: Message, low: Number) -> bool:
        return any(word.startswith(("pass", "bais", "redui", "descen")) for word in message.before(low.first, 3))

    @staticmethod
    def _expected(
        message: Message, number: Number, end: int, numbers: list[Number], low: Number | None, in_company: bool
    ) -> bool:
        """Whether a number without currency is an amount.

        It is the whole answer, or a word about money announces it, or it is written as a sum is beside another.
        """
        if number.plain and 1990 <= number.value <= 2040 and number.value != 2000:
            return False
        text = message.folded
        if _SAME_MEASURE.search(text, max(0, number.start - 40), number.start):
            return False
        following = message.at(end)
        own = {i for n in numbers for i in range(n.first, n.last)} | set(range(number.first, following))
        if all(key in _ANSWER or i in own or _BUDGET_WORD.fullmatch(key) for i, key in enumerate(message.keys)):
            return all(
                n in (number, low)
                or n.value >= 100
                or n.article
                or text[n.end :].lstrip()[:1] in ("k", "m")
                or _in_thousands(message, n, number)
                for n in numbers
            )
        if following_cue(message, end) or _has_a_part(message, number, end, numbers):
            return True
        if _alone_in_its_clause(message, low or number, following):
            return True
        after = message.after(following, 1, "clause")
        in_millions = "million" in text[number.start : end]
        if in_millions and after and after[0] in _AFTER_MILLIONS:
            return True
        if after and after[0] not in _AFTER_A_BARE_AMOUNT and not any(n.first == following for n in numbers):
            return False
        start = (low or number).start
        if cue_before(message, start):
            return True
        if _INHABITANTS_BEFORE.search(text, max(0, start - 40), start):
            return False
        multiplied = text[end - 1] == "k" or in_millions
        written_as_a_sum = number.value >= _LEAST_CORRECTED and not number.plain and _is_round(number.value)
        if message.content > _TOLD and _ends_a_telling(message, number, following):
            return True
        corrected = number.value >= _LEAST_CORRECTED and not number.plain
        return (
            multiplied
            or (written_as_a_sum and in_company)
            or (corrected and _CORRECTED.search(text, max(0, start - 24), start) is not None)
        )


def _alone_in_its_clause(message: Message, number: Number, following: int) -> bool:
    """Whether a sum fills its clause, «pardon, 17 000, j'ai refait les comptes»; bare figures may be a postcode."""
    if number.plain or number.value < _LEAST_TOLD or not _is_round(number.value):
        return False
    around = [*message.before(number.first, _TOLD, "clause"), *message.after(following, _TOLD, "clause")]
    return all(word in _ANSWER | _MOST for word in around)


def _has_a_part(message: Message, number: Number, end: int, numbers: list[Number]) -> bool:
    """Whether a sum is the whole of which a share is told: «80 000 dont 15 000 d'autofinancement»."""
    text = message.folded
    part = next((n for n in numbers if n.start > end), None)
    return (
        part is not None
        and part.value < number.value
        and number.value >= _LEAST_TOLD
        and bool(_OF_WHICH.fullmatch(text, end, part.start))
        and following_cue(message, part.end) in (OWN_SHARE, GRANT)
    )


def _in_thousands(message: Message, other: Number, number: Number) -> bool:
    """Whether ``other`` is a sum whose «mille» goes without saying: «pas 26, 24 000»."""
    replaced = message.before(other.first, 1)[-1:] in (["pas"], ["pa"], ["non"], ["que"])
    return replaced and number.value >= _LEAST_TOLD and not number.value % 1000


def _years_of(message: Message, number: Number, end: int, numbers: list[Number]) -> int | None:
    """The years over which a yearly sum is spent, where they are told: «15 000 euros par an, sur trois ans»."""
    text = message.folded
    yearly = YEARLY.match(text, end)
    if yearly is None:
        return None
    for years in numbers:
        if not 1 < years.value <= _MOST_YEARS or years.value != int(years.value) or not _YEARS.match(text, years.end):
            continue
        after = years.start > end and _OVER.fullmatch(text, yearly.end(), years.start)
        before = years.end <= number.start and _OF_A_PROJECT.search(text, 0, years.start)
        if after or (before and message.sentence[years.first] == message.sentence[number.first]):
            return int(years.value)
    return None


def _ends_a_telling(message: Message, number: Number, following: int) -> bool:
    """Whether a round number closes a clause of a description, «deux ans, 60 000.»; in bare figures, all of the last.

    A postcode too is figures alone in a clause, but mostly not in the last one.
    """
    if number.value < _LEAST_TOLD or not _is_round(number.value) or message.after(following, 1, "clause"):
        return False
    if not number.plain:
        return True
    clause = message.clause[number.first]
    alone = all(word in _ANSWER for word in message.before(number.first, _TOLD, "clause"))
    return alone and clause > 0 and clause == message.clause[-1]


def _is_round(value: float) -> bool:
    return value >= 100 and value % 50 == 0


def _with_shares(message: Message, found: list[Reading]) -> list[Reading]:
    """Turn «on a 3 000 €» into an own share where other amounts say what the project costs or asks."""
    had = [r for r in found if r.role == BUDGET and had_already(message, r.start)]
    if not had or len(had) == len([r for r in found if r.role in (BUDGET, GRANT)]):
        return found
    return [Reading(r.entity, r.value, r.start, r.end, r.score, OWN_SHARE) if r in had else r for r in found]

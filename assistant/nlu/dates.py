"""Dates as ISO strings: ``2027``, ``2027-03`` or ``2027-03-15``. Nothing is guessed: no year, no date."""

import re
from datetime import date

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message
from assistant.nlu.numbers import masked_spans

_SCORE = 60.0
_MONTH_NAMES = {
    "janvier": 1,
    "janv": 1,
    "fevrier": 2,
    "fev": 2,
    "fevr": 2,
    "mars": 3,
    "avril": 4,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "juil": 7,
    "aout": 8,
    "septembre": 9,
    "sept": 9,
    "octobre": 10,
    "oct": 10,
    "novembre": 11,
    "nov": 11,
    "decembre": 12,
    "dec": 12,
}
_YEAR = r"(?P<year>(?:19[89]|20[0-4])\d)"
_WORDS = re.compile(
    rf"(?<![a-z0-9])(?:(?P<day>\d{{1,2}})(?:er)?\s+)?(?P<month>{'|'.join(_MONTH_NAMES)})\.?\s+(?:de l'an |"
    rf"de )?{_YEAR}(?!\d)"
)
_ISO = re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d{{2}})(?:-(?P<day>\d{{2}}))?(?![\d-])")
_FIGURES = re.compile(
    r"(?<![\d/])(?:(?P<day>\d{1,2})\s?[/.-]\s?)?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:20)?\d\d)(?![\d/])"
)
_ALONE = re.compile(rf"(?<![a-z0-9.,/-]){_YEAR}(?![\d/]|[.,]\d|\s?[€%]|-\d{{4}}|\s\d{{3}}(?!\d))")
_COUNTED = re.compile(
    r"\s*(?:euros?|eur|e|k|habitants?|hab|personnes?|eleves?|jeunes?|participants?|fois|km|metres?|m2|ha|adherents?|"
    r"membres?|enfants?|mille|beneficiaires?|familles?|balles|francs?|fcfa|dollars?|places?|livres?|kg|tonnes?|"
    r"litres?)(?![a-z])"
)
_MONEY_BEFORE = re.compile(
    r"(?:budget|montant|cout|coute|subvention|aide|somme|enveloppe|environ|apporte|€)\s*(?:de |est de |:|est )?\s*$"
)
# The past of a body and the time after a programme are no date of the project.
_NOT_THE_PROJECTS = re.compile(
    r"\b(?:depuis|(?:fond|cre|lanc|declar|immatricul|nee?|exist|jumel|ouvert|signe)\w*(?: \w+)? (?:en|le|depuis)|"
    r"apres)\s+(?:le |l'annee |la fin |debut |fin |l'ete )?$"
)
_DAYS_A_MONTH = 30.44
_SHORTEST = 25.0
"""Days from which a period is a project's rather than an event's."""


def _side(name: str) -> str:
    months = "|".join(_MONTH_NAMES)
    return (
        rf"(?:le |la |debut |fin |mi[ -]|"
        rf"mois de )*(?:(?:(?P<{name}_day>\d{{1,2}})(?:er)?\s+)?(?P<{name}_month>{months})"
        rf"\.?(?:\s+(?:de l'an |de )?(?P<{name}_year>20[0-4]\d))?"
        rf"|(?:(?P<{name}_day_>\d{{1,2}})/)?(?P<{name}_month_>\d{{1,2}})/(?P<{name}_year_>20[0-4]\d))(?![a-z0-9])"
    )


# «de janvier à décembre 2028», «du 1er mars 2028 au 28 février 2029», «entre 09/2027 et 06/2029».
_PERIOD = re.compile(
    rf"(?<![a-z0-9])(?:du|de|d'|des|entre|depuis) ?{_side('first')}\s*(?:jusqu'(?:a|au|en)?|au|a|et|"
    rf"-)\s*{_side('last')}"
)


def periods(text: str) -> list[tuple[int, int, int]]:
    """The periods from one date of a folded text to another: start, end, and their months, at least one.

    The whole month in which they end counts where no day is told. A year told once is that of the other date too, or
    of the year before it. Without any year, nothing is guessed.
    """
    found = []
    for match in _PERIOD.finditer(text):
        first, last = _parts(match, "first"), _parts(match, "last")
        if first is None or last is None or not (first[0] or last[0]):
            continue
        backwards = first[1:] > last[1:]
        begins = first[0] or last[0] - backwards
        ends = last[0] or first[0] + backwards
        days = (ends - begins) * 365.25 + (last[1] - first[1]) * _DAYS_A_MONTH
        days += (last[2] or _DAYS_A_MONTH) - (first[2] or 1)
        if (months := round(days / _DAYS_A_MONTH)) >= 1 and days >= _SHORTEST:
            found.append((*match.span(), months))
    return found


def _parts(match: re.Match[str], side: str) -> tuple[int, int, int] | None:
    """Year, month and day of one side; 0 for what is not told, None where no such month exists."""
    year, month, day = (match[f"{side}_{part}"] or match[f"{side}_{part}_"] for part in ("year", "month", "day"))
    number = _MONTH_NAMES.get(month) or int(month)
    return (int(year or 0), number, int(day or 0)) if 1 <= number <= 12 else None


class Dates:
    """Finds dates."""

    def find(self, message: Message) -> list[Reading]:
        """Readings ``date``; of a period «2007-2013» nothing is given."""
        text = message.folded
        taken = masked_spans(message)
        found: list[Reading] = []
        for pattern in (_WORDS, _ISO, _FIGURES, _ALONE):
            for match in pattern.finditer(text):
                start, end = match.span()
                if any(s < end and start < e for s, e in taken):
                    continue
                if _NOT_THE_PROJECTS.search(text, max(0, start - 40), start):
                    taken.append((start, end))
                    continue
                money = _MONEY_BEFORE.search(text, max(0, start - 30), start) or _COUNTED.match(text, end)
                if pattern is _ALONE and money:
                    continue
                value = self._iso(match)
                if value is None or (pattern is _FIGURES and not self._surely_a_date(match)):
                    continue
                taken.append((start, end))
                found.append(Reading("date", value, start, end, _SCORE + (10 if pattern is not _ALONE else 0)))
        return found

    @staticmethod
    def _surely_a_date(match: re.Match[str]) -> bool:
        """Two figures with a separator may be a ratio or a range: a day needs a month, a month a four-figure year."""
        return bool(match["day"]) or ("/" in match.group() and len(match["year"]) == 4)

    @staticmethod
    def _iso(match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        year = int(parts["year"])
        year += 2000 if year < 100 else 0
        month, day = parts.get("month"), parts.get("day")
        if month is None:
            return f"{year:04}"
        number = _MONTH_NAMES.get(month) or (int(month) if month.isdigit() else 0)
        try:
            whole = date(year, number, int(day or 1))
        except ValueError:
            return None
        return whole.isoformat() if day else f"{year:04}-{number:02}"

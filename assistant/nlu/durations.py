"""How long the project lasts, in months; ages, journeys, waiting times and an association's years are no such thing."""

import re

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message
from assistant.nlu.numbers import Number, find_numbers, ranges

_SCORE = 76.0
_UNIT = re.compile(
    r"\s*(?P<unit>ans?|annees?|mois|moi|semaines?|sem|jours?|jrs?|trimestres?|semestres?)\b"
    r"(?P<half>\s*(?:et\s+demi(?:e)?|1/2|½))?"
)
_MONTHS = {
    "an": 12.0,
    "annee": 12.0,
    "mois": 1.0,
    "moi": 1.0,
    "semaine": 0.25,
    "sem": 0.25,
    "jour": 1 / 30,
    "jr": 1 / 30,
    "trimestre": 3.0,
    "semestre": 6.0,
}
_THEN_MONTHS = re.compile(r"\s*(?:et\s+)?(?:(?P<figures>\d{1,2})|(?P<word>[a-z]+))\s+mois\b")
_SMALL = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10}
_QUINZAINE = re.compile(r"\b(?:une )?quinzaine\b(?! d)")

_PROJECT = re.compile(
    r"\b(?:dur(?:e|ee|ees|er|era|erait|ant)|pendant|sur|etal(?:e|ee|er)|projet (?:de|d')|programme (?:de|d')|"
    r"plan (?:de|d')|"
    r"periode|s'etend|convention (?:de|d')|action (?:de|d')|prevu(?:e|s|es)?|calendrier|total(?:e|es)?)"
)
_OTHER = re.compile(
    r"\b(?:age(?:e|s|es)?|depuis|il y a|exist(?:e|ons|ent|ence)|cree[es]*|fond(?:e|ee)|fete|anniversaire|"
    r"experience|dans|d'ici|"
    r"sejour|voyage|stage|camp|mission|chantier|formation|visite|echange|mobilite|rencontre|accueil(?:lir|li)?|"
    r"part(?:ir|ent|ons|iront)?|"
    r"tou(?:s|tes) les|delai|avance|sous|avant|apres|plus de|moins de|jeunes? (?:de|d')|enfants? (?:de|d')|"
    r"eleves? (?:de|d')|j'ai|"
    r"ont|volontariat|service civique|week-end|festival|residence|semaine|activites?|preavis|quinzaine|"
    r"de)\s*(?:\w+\s){0,2}$"
)
_STRONG_OTHER = re.compile(
    r"\b(?:age(?:e|s|es)?(?: de| d')?(?: entre)?|depuis(?: plus de| environ)?|il y a|dans|d'ici(?: a)?|tou(?:s|"
    r"tes) les|fete (?:ses|nos|les)|"
    r"plus de|moins de|sous|j'ai|ayant|avant|apres|delai (?:de|d')|jeunes? de|enfants? de|sur les)\s*(?:\w+\s){0,1}$"
)
_JOURNEY = re.compile(
    r"\b(?:sejour|voyage|stage|camp|mission|chantier|formation|visite|echange|mobilite|rencontre|accueil|accueillir|"
    r"part(?:ir|ent|ons|iront|ira|irons)|volontariat|service civique|festival|residence|tournee|immersion|"
    r"delegation|vacances|colonie)s?\b"
)
_AGE_AFTER = re.compile(
    r"\s*(?:et (?:plus|moins)|d'(?:existence|experience|anciennete|age|activite|amitie|jumelage)|de (?:jumelage|"
    r"cooperation|"
    r"partenariat|pratique|retard|recul|metier|presence|relation)|plus tard|apres|avant|revolus)"
)


class Durations:
    """Finds the project's duration."""

    def find(self, message: Message, numbers: list[Number] | None = None) -> list[Reading]:
        """Readings ``duration``: months, role ``project``; a range gives its upper bound.

        Other lengths of time come with role ``other``: they are for the caller to set aside.
        """
        numbers = find_numbers(message) if numbers is None else numbers
        pairs = ranges(message, numbers)
        uppers = {high: low for low, high in pairs.items()}
        found: list[Reading] = []
        for i, number in enumerate(numbers):
            if found and number.start < found[-1].end:
                continue
            unit = _UNIT.match(message.folded, number.end)
            if unit is None or (unit["unit"] == "moi" and number.value < 2) or i in pairs:
                continue
            months, end = self._months(message, number, unit)
            start = numbers[uppers[i]].start if i in uppers else number.start
            role = "project" if self._of_the_project(message, start, end, unit["unit"], number.value) else "other"
            value = int(months) if months == int(months) else round(months, 2)
            found.append(Reading("duration", value, start, end, _SCORE, role))
        return found

    @staticmethod
    def _months(message: Message, number: Number, unit: re.Match[str]) -> tuple[float, int]:
        key = unit["unit"]
        per_unit = _MONTHS.get(key) or _MONTHS[key[:-1]]
        value, end = number.value, unit.end()
        if unit["half"]:
            value += 0.5
        months = value * per_unit
        if per_unit == 12.0:
            then = _THEN_MONTHS.match(message.folded, end)
            more = int(then["figures"]) if then and then["figures"] else _SMALL.get(then["word"], 0) if then else 0
            if then and more:
                months, end = months + more, then.end()
        return months, end

    @staticmethod
    def _of_the_project(message: Message, start: int, end: int, unit: str, value: float) -> bool:
        """Judge by the words just before, then by those after, then by what is left of the message."""
        before = re.split(r"[.;!?\n]", message.folded[max(0, start - 50) : start])[-1]
        if _AGE_AFTER.match(message.folded, end) or _STRONG_OTHER.search(before):
            return False
        project = max((m.end() for m in _PROJECT.finditer(before)), default=-1)
        journey = max((m.end() for m in _JOURNEY.finditer(before)), default=-1)
        if project >= 0 and project >= journey:
            return True
        if journey >= 0:
            return False
        if unit.startswith("an") and value >= 8:
            return message.bare and value <= 10
        return unit.startswith(("an", "mois", "moi", "sem", "tri")) or message.bare or not _OTHER.search(before)

"""How long the project lasts, in months; ages, journeys, waiting times and an association's years are no such thing."""

import re

from assistant.nlu.dates import periods
from assistant.nlu.entities import Reading
from assistant.nlu.message import Message
from assistant.nlu.numbers import Number, find_numbers, ranges

_SCORE = 76.0
_UNIT = re.compile(
    r"\s*(?:bonn?e?s? |petite?s? |grosse?s? |belles? |pleine?s? |longue?s? )?(?:(?<=aine )d[e'] ?)?"
    r"(?P<unit>ans?|annees?|anees?|mois|moi|semaines?|sem|jours?|jrs?|j|trimestres?|semestres?)\b"
    r"(?P<half>\s*(?:et\s+demi(?:e)?|1/2|½))?"
)
_MONTHS = {
    "an": 12.0,
    "annee": 12.0,
    "anee": 12.0,
    "mois": 1.0,
    "moi": 1.0,
    "semaine": 0.25,
    "sem": 0.25,
    "jour": 1 / 30,
    "jr": 1 / 30,
    "j": 1 / 30,
    "trimestre": 3.0,
    "semestre": 6.0,
}
_THEN_MONTHS = re.compile(r"\s*(?:et\s+)?(?:(?P<figures>\d{1,2})|(?P<word>[a-z]+))\s+mois\b")
_SMALL = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10}
_QUINZAINE = re.compile(r"\b(?:une )?quinzaine\b(?! d)")

# What says that a length is the project's: outright, or only where nobody travels.
_PROJECT = re.compile(
    r"\b(?:dur(?:e|ee|ees|er|era|erait|eront|ait|ant)|etal(?:e|ee|er|era|erait)|repart(?:i|ie|is|ir)|"
    r"projet (?:de|d')|programme (?:de|d')|plan (?:de|d')|calendrier|s'eten\w*|convention (?:de|d')|action (?:de|d')|"
    r"prevu(?:e|s|es)?|total(?:e|es)?|periode)(?!\w)"
)
_OVER = re.compile(r"\b(?:pendant|sur|en|durant)\s+(?:(?:environ|pres de|a peu pres|entre|une periode de)\s+)?$")
_STRONG_OTHER = re.compile(
    r"\b(?:age(?:e|s|es)?(?: de| d')?(?: entre)?|depuis(?: plus de| environ)?|il y a|dans|d'ici(?: a)?|tou(?:s|"
    r"tes) les|(?:asso|association|structure|entreprise|societe|club|comite) a|"
    r"fete (?:ses|nos|les)|ca fait|voila|au bout (?:de|d')|apres|chaque|"
    r"plus de|moins de|sous|j'ai|ayant|avant|delai (?:de|d')|"
    r"(?:jeune|enfant|eleve|bebe|ado|gamin|fille|garcon|petit|personne|nourrisson)s? (?:de|d')|sur les|ces|les|nos|mes)"
    r"\s*(?:\w+\s){0,1}$"
)
_JOURNEY = re.compile(
    r"\b(?:sejour|voyage|stage|stagiaire|camp|mission|chantier|(?<!centre de )formation|visite|echange|mobilite|"
    r"rencontre|accueil|volontariat|volontaire|service civique|festival|residence|tournee|immersion|delegation|"
    r"vacances|colonie|fete|semaine|"
    r"accueill\w*|recev\w*|recoi\w*|part(?:ir|ent|ons|iront|ira|irons|irait|iraient|ait)|ven(?:ir|ue|ues)|"
    r"vien\w*|envo(?:yer|i|ie|yons|ient)\w*|loger|heberg\w*|rest(?:er|era|erait|ent|eront)|pass(?:er|era|ent|erait)|"
    r"sejourn\w*|se perfectionner|vivre|aller|ira|irait|irons|iraient|iront|inviter|invit\w*|emmen\w*|deplacement)s?\b"
)
_TRAVELLERS = re.compile(
    r"\b(?:accueill|recev|recoi|part|ven|vien|envo|loger|heberg|rest|pass|sejour|se perf|vivre|aller|ira|irons|"
    r"iront|invit|emmen|stag|volontai|service civ|vacances|voyage)"
)
_AGE_AFTER = re.compile(
    r"\s*(?:et (?:plus|moins)|d'(?:existence|experience|anciennete|age|activite|amitie|jumelage|echec|absence|"
    r"attente|immersion|echange)|d[eu] (?:jumelage|cooperation|partenariat|pratique|retard|recul|metier|presence|"
    r"relations?|mariage|vie|service civique|volontariat|stage|sejour|voyage|vacances|fete|preparation|tresorerie|"
    r"formation|preavis|delai|fermeture|reflexion|galere|travail acharne)|"
    r"plus tard|apres|avant|revolus|passee?s|ecoulee?s|par an|par mois|sur (?:deux|trois|place|\d)|"
    r"la-bas|la bas|chez (?:nous|eux|elles|l'habitant)|sur site|cet ete|en (?:juin|juillet|aout|ete)|l'ete|"
    r"pour le (?:stage|sejour|voyage)|(?:de|en) plus(?! de)\b|supplementaires?|"
    r",?\s?(?:c'est|c|ce sont|sont|seraient|serait|est)\s+(?:(?:pour|juste|seulement|que)\s+)?"
    r"(?:le |la |les |l'|du |des )?(?:duree (?:du |de la |des |de l'))?"
    r"(?:sejours?|stages?|voyages?|missions?|volontaires?|echanges?|mobilites?|"
    r"formations?|chantiers?|visites?|camps?|rencontres?|festival|deplacements?|preparatifs|preparation))"
)
_INSTEAD = re.compile(r"[\s,]*(?:mais |plutot |c'est |c )?(?:plutot )?")
_IN_DAYS = ("j", "sem")
_A_YEAR = 12
_LONGEST_IN_YEARS = 8 * 12
_LONGEST_ANSWERED = 10 * 12


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
            unit = _UNIT.match(message.folded, number.end) or self._unit_before(message, numbers, i)
            if unit is None or (unit["unit"] == "moi" and number.value < 2):
                continue
            if i in pairs and _UNIT.match(message.folded, numbers[pairs[i]].end):
                continue
            months, end = self._months(message, number, unit)
            start = numbers[uppers[i]].start if i in uppers else number.start
            role = "project" if self._of_the_project(message, start, end, unit["unit"], months) else "other"
            value = int(months) if months == int(months) else round(months, 2)
            found.append(Reading("duration", value, start, end, _SCORE, role))
        return [*found, *self._between_dates(message)]

    def _between_dates(self, message: Message) -> list[Reading]:
        """The time from one date to another, «de janvier à décembre 2028»; less than a month is an event's."""
        found = []
        for start, end, months in periods(message.folded):
            role = "project" if self._of_the_project(message, start, end, "mois", months) else "other"
            found.append(Reading("duration", months, start, end, _SCORE, role))
        return found

    @staticmethod
    def _unit_before(message: Message, numbers: list[Number], i: int) -> re.Match[str] | None:
        """The unit of the length that the last number of a message replaces: «pas deux ans, trois»."""
        if not i or numbers[i].last < len(message.words) or message.before(numbers[i - 1].first, 1) != ["pas"]:
            return None
        unit = _UNIT.match(message.folded, numbers[i - 1].end)
        return unit if unit and _INSTEAD.fullmatch(message.folded, unit.end(), numbers[i].start) else None

    @staticmethod
    def _months(message: Message, number: Number, unit: re.Match[str]) -> tuple[float, int]:
        key = unit["unit"]
        per_unit = _MONTHS.get(key) or _MONTHS[key[:-1]]
        value, end = number.value, max(unit.end(), number.end)
        if unit["half"] and unit.start() >= number.end:
            value += 0.5
        months = value * per_unit
        if per_unit == 12.0:
            then = _THEN_MONTHS.match(message.folded, end)
            more = int(then["figures"]) if then and then["figures"] else _SMALL.get(then["word"], 0) if then else 0
            if then and more:
                months, end = months + more, then.end()
        return months, end

    @staticmethod
    def _of_the_project(message: Message, start: int, end: int, unit: str, months: float) -> bool:
        """Judge by the words just before, then by those after, then by what is left of the message.

        Days and weeks are a stay's, unless said to be the project's or the whole answer.
        """
        before = re.split(r"[.;!?\n]", message.folded[max(0, start - 50) : start])[-1]
        if _AGE_AFTER.match(message.folded, end) or _STRONG_OTHER.search(before):
            return False
        in_days = unit.startswith(_IN_DAYS) and not unit.startswith("semestre")
        journey = max(_JOURNEY.finditer(before), key=lambda m: m.end(), default=None)
        project = max((m.end() for m in _PROJECT.finditer(before)), default=-1)
        if project >= 0 and (journey is None or project >= journey.end()):
            return True
        if in_days:
            return message.bare and journey is None
        if journey is not None:
            at_home = "," in before[journey.end() :] or _OVER.search(before)
            return bool(at_home) and months >= _A_YEAR and not _TRAVELLERS.match(before, journey.start())
        if unit.startswith("an") and months >= _LONGEST_IN_YEARS:
            return message.bare and months <= _LONGEST_ANSWERED
        return True

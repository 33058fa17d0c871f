"""Names of places in a message: which are meant, and which of several namesakes."""

from dataclasses import replace

from assistant.places.context import EXPLICIT, GOOD, NOTHING, WEAK, Context, alone, context_of
from assistant.places.gazetteer import Entry, Gazetteer
from assistant.places.lexicon import Lexicon
from assistant.places.mention import PlaceMention, Reading
from assistant.places.numbers import looks_like_code
from assistant.places.words import ARTICLES, CONTRACTED
from assistant.vocabulary import AUVERGNE, DEPARTEMENT_REGION

_TOWN = 2000
_CITY = 20_000
_BIG_AT_HOME = 15_000
_METROPOLIS = 50_000
_DOUBT_RATIO = 5
_CANDIDATES = 6
_ACRONYM = 4
_PARTNER_WITHIN = 6
_TELLING_EPCI = frozenset({"communaute", "metropole", "agglo", "agglomeration", "eurometropole"})
_COMPOUND = 2
_PEOPLE_WITHIN = 7
_LINKS = frozenset({"de", "d"})
# «Des Nancéiens», «Nous, Bretons»: who speaks, where nothing else comes first.
_PEOPLE_FIRST = frozenset("des les nous sommes quelques bonjour deux trois quatre cinq six dix".split())


def _weight(entry: Entry) -> float:
    """How likely a commune is meant, all else equal: its people, its closeness, and big cities above all."""
    near = 20 if entry.value in AUVERGNE else 8 if DEPARTEMENT_REGION[entry.value] == "FR-ARA" else 1
    return (entry.population + 50) * max(near, 20 if entry.population >= _METROPOLIS else 1)


class Names:
    """Judges the words that bear a name of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def mention_at(self, reading: Reading, start: int, end: int) -> PlaceMention | None:
        """The place that ``words[start:end]`` names, or None when nothing bears that name or no place is meant."""
        words = reading.words
        key = " ".join(word.form for word in words[start:end])
        if not self._gazetteer.known(key) or key in self._lexicon.countries:
            return None
        context = context_of(words, start, self._lexicon, reading.coordinated(start))
        others = {entry.kind: entry for entry in reversed(self._gazetteer.others(key))}
        epci = [entry for entry in self._gazetteer.others(key) if entry.kind == "epci"]
        wishes = bool(epci) and self._opens_and_wishes(reading, start, end)
        if epci and (wishes or self._called_epci(reading, start, context)):
            others.pop(
                "territory", None
            )  # «la communauté de communes du Trièves» is the body, not the country around it
        for kind in ("region", "former_region", "departement", "territory", "demonym"):
            if kind in others and self._area(reading, start, end, key, others[kind], context):
                sure = key not in self._lexicon.doubtful or context.head in self._lexicon.departement
                return reading.mention(start, end, others[kind], sure)
        if epci and ((wishes and not self._gazetteer.communes(key)) or self._epci(reading, start, end, key, context)):
            return self._choose(reading, start, end, epci, True)
        communes = self._gazetteer.communes(key)
        return self._commune(reading, start, end, key, communes, context) if communes else None

    def areas(self, key: str) -> frozenset[str]:
        """Départements of the stable areas of that key: what confirms a commune named near them."""
        found: set[str] = set()
        for entry in self._gazetteer.others(key):
            if entry.kind in {"departement", "former_region", "territory", "region"}:
                found.update(entry.departements)
        return frozenset(found)

    def _inner_capital(self, reading: Reading, start: int) -> bool:
        return reading.words[start].capital and not reading.words[start].first

    def _area(self, reading: Reading, start: int, end: int, key: str, entry: Entry, context: Context) -> bool:
        """Whether a région, département, territory or demonym is meant."""
        lexicon, words = self._lexicon, reading.words
        if entry.kind == "demonym":
            return self._of_the_holder(reading, start, entry)
        named = context.head in lexicon.departement or context.head in lexicon.region
        confirmed = bool(reading.near(start, end, 2) & set(entry.departements)) and entry.kind == "departement"
        if named or confirmed:
            return True
        if key in lexicon.rivers and context.head in lexicon.river_words:
            return False
        if entry.value == "75" and entry.kind == "departement":
            return False
        if key in lexicon.strict:
            before = words[start - 1].form if start else ""
            follows = words[end].form if end < len(words) and words[end].joined else ""
            articled = before in ARTICLES or before in CONTRACTED
            return self._inner_capital(reading, start) and articled and follows not in {"de", "du", "des", "d"}
        if key in lexicon.careful:
            if any(commune.population >= _CITY for commune in self._gazetteer.communes(key)):
                return bool(context.article)
            if alone(words, start, end):
                return True
            return bool(context.article) or context.inside or self._inner_capital(reading, start)
        return True

    def _of_the_holder(self, reading: Reading, start: int, entry: Entry) -> bool:
        """Whether an adjective places the project: not «M. Breton», «la langue bretonne» nor «avec un lycée breton».

        It follows a body («un club lillois», «une compagnie de danse marseillaise») or names those who speak.
        Where it says Auvergne-Rhône-Alpes it does: it is with this region that people come.
        """
        lexicon, words = self._lexicon, reading.words
        before = [word.form for word in words[max(0, start - _PARTNER_WITHIN) : start]]
        if before and before[-1] in lexicon.titles:
            return False
        if DEPARTEMENT_REGION[entry.departements[0]] == "FR-ARA" or not before:
            return True
        if not lexicon.partners.isdisjoint(before):
            return False
        if words[start].capital and all(form in _PEOPLE_FIRST for form in before):
            return True
        bodies = lexicon.holders | lexicon.explicit
        return before[-1] in bodies or (len(before) > _COMPOUND and before[-2] in _LINKS and before[-3] in bodies)

    def _called_epci(self, reading: Reading, start: int, context: Context) -> bool:
        """Whether the word before says so: «l'agglo de», «la communauté de communes du»."""
        before = reading.words[max(0, start - 4) : start]
        long_form = context.head == "communes" and any(word.form in self._lexicon.epci for word in before)
        return context.head in self._lexicon.epci or long_form

    def _opens_and_wishes(self, reading: Reading, start: int, end: int) -> bool:
        """Whether the text begins with the name and what it wishes: «Le Grésivaudan veut…»."""
        words = reading.words
        opens = all(word.form in ARTICLES | _PEOPLE_FIRST for word in words[:start])
        return opens and end < len(words) and words[end].form in self._lexicon.wishes

    def _epci(self, reading: Reading, start: int, end: int, key: str, context: Context) -> bool:
        """Whether an intercommunality is meant: it is called one, or written with its capitals."""
        forms = key.split(" ")
        if (not _TELLING_EPCI.isdisjoint(forms) and len(forms) > 1) or context.head in self._lexicon.epci:
            return True
        if any(word.form in self._lexicon.epci for word in reading.words[max(0, start - 4) : start]):
            return context.level > NOTHING or context.head in self._lexicon.epci
        capitals = reading.words[start].capital and reading.words[end - 1].capital
        if len(forms) == 1:
            return reading.words[start].raw.isupper() and len(key) >= 3 and key not in self._lexicon.strict
        # «Centre Ouest Bretagne» is not the Centre-Ouest of Mayotte.
        longer = end < len(reading.words) and reading.words[end].joined and reading.words[end].capital
        return capitals and not longer and not self._gazetteer.communes(key)

    def _commune(
        self, reading: Reading, start: int, end: int, key: str, communes: list[Entry], context: Context
    ) -> PlaceMention | None:
        """The commune meant, or None."""
        words, lexicon = reading.words, self._lexicon
        if self._abroad(reading, end, key, communes):
            return None
        literal = words[start - 1].form if start and words[start].joined else ""
        found = [entry for entry in communes if self._article_fits(entry, literal, key)]
        if not found:
            return None
        confirmed = bool(reading.near(start, end) & {entry.value for entry in found})
        word_like = lexicon.word_like(key) or any(e.kind == "departement" for e in self._gazetteer.others(key))
        if not confirmed and not self._announced(reading, start, end, found, word_like, context):
            return None
        if self._part_of_another(reading, start, end, communes[0]) or context.head in lexicon.not_places:
            return None
        if context.head in lexicon.features and not confirmed and found[0].population < _CITY:
            return None
        coded = end < len(words) and looks_like_code(words[end].raw)
        if confirmed and word_like and not words[start].capital and not coded:
            return None
        namesake = key in lexicon.foreign and not confirmed and not context.settled
        if key in lexicon.foreign and not confirmed and found[0].population < _TOWN:
            return None
        if namesake and (context.head == "avec" or found[0].population < _CITY):
            return None
        small = word_like and not confirmed and context.level != EXPLICIT and found[0].population < _BIG_AT_HOME
        if literal in ARTICLES and any(entry.article == literal for entry in found):
            start -= 1
        return self._choose(reading, start, end, found, not small and not namesake)

    def _part_of_another(self, reading: Reading, start: int, end: int, likeliest: Entry) -> bool:
        """Whether the words are a piece of a longer hyphened name («La Chaux-de-Fonds») or a short acronym («SAP»)."""
        if likeliest.population >= _TOWN and DEPARTEMENT_REGION[likeliest.value] == "FR-ARA":
            return False
        if likeliest.population >= _CITY:
            return False
        words, text = reading.words, reading.text
        first, last = words[start], words[end - 1]
        hyphened = text[last.end : last.end + 1] == "-" and text[last.end + 1 : last.end + 2].isalpha()
        acronym = first.capital and first.raw.isupper() and len(first.raw) <= _ACRONYM and end - start == 1
        return hyphened or (acronym and not reading.near(start, end))

    def _article_fits(self, entry: Entry, literal: str, key: str) -> bool:
        """«la Loire» is no commune named Loire; «Blanc» alone is not Le Blanc."""
        if literal in ARTICLES or literal in CONTRACTED:
            meant = CONTRACTED.get(literal, literal)
            if entry.article:
                return entry.article == meant
            known = literal in {"du", "des", "au"} and entry.population >= _TOWN
            return (known or " " in key) and not self._lexicon.word_like(key)
        return not (entry.article and self._lexicon.word_like(key))

    def _announced(
        self, reading: Reading, start: int, end: int, found: list[Entry], word_like: bool, context: Context
    ) -> bool:
        """Whether what surrounds the name is enough for a place of that size."""
        words = reading.words
        capital, inner = words[start].capital, self._inner_capital(reading, start)
        people = max(entry.population for entry in found)
        home = any(DEPARTEMENT_REGION[entry.value] == "FR-ARA" and entry.population >= _TOWN for entry in found)
        bare = alone(words, start, end)
        if word_like:
            if (context.level >= GOOD and inner) or (home and context.level == EXPLICIT):
                return True
            if bare and ((home and (capital or bool(context.article))) or people >= _CITY):
                return True
            if people >= _METROPOLIS * 2 or (home and people >= _BIG_AT_HOME):
                return (context.level >= GOOD and context.accented) or (context.level == WEAK and inner)
            return people >= _CITY and inner and context.level == WEAK
        if people >= _CITY or home:
            return True
        if bare or self._ends_the_opening(reading, start, end) or self._counts_its_people(reading, start, end):
            return True
        several = end - start > 1 and sum(len(word.form) > 2 for word in words[start:end]) > 1
        hyphened = several and "-" in reading.text[words[start].start : words[end - 1].end]
        if people >= _TOWN:
            return inner or context.level >= WEAK or hyphened
        if context.level >= GOOD:
            return (
                inner or several or context.level == EXPLICIT or len(words[start].form) >= (5 if context.settled else 6)
            )
        if several:
            return inner or hyphened or context.level >= WEAK
        return inner and context.level == WEAK and not context.inside

    def _ends_the_opening(self, reading: Reading, start: int, end: int) -> bool:
        """Whether a body is named, then its place at the end: «Association Cinéma d'Ici, Lussas»."""
        words = reading.words
        if not (words[start].comma and words[start].capital and end == len(words)):
            return False
        return words[0].form in self._lexicon.holders or words[0].form in self._lexicon.explicit

    @staticmethod
    def _counts_its_people(reading: Reading, start: int, end: int) -> bool:
        """Whether the text opens with the name and how many live there: «Saugues, 1 800 habitants»."""
        following = reading.words[end : end + _PEOPLE_WITHIN]
        if start or not following or not following[0].comma:
            return False
        forms = [word.form for word in following]
        return "habitants" in forms and any(form.isdigit() for form in forms[: forms.index("habitants")])

    def _abroad(self, reading: Reading, end: int, key: str, communes: list[Entry]) -> bool:
        """Whether the text says that this name is a place outside France."""
        words, lexicon = reading.words, self._lexicon
        namesake = lexicon.foreign.get(key, frozenset())
        if namesake and any(word.form.removesuffix("s") in namesake or word.form in namesake for word in words):
            return True
        if namesake or (communes[0].population < _CITY and DEPARTEMENT_REGION[communes[0].value] != "FR-ARA"):
            at = end
            if at < len(words) and words[at].form in {"en", "au", "aux"}:
                at += 1
            elif at < len(words) and not words[at].comma:
                return False
            return self._country_at(reading, at)
        bracket = end < len(words) and "(" in reading.text[words[end - 1].end : words[end].start]
        return bracket and self._country_at(reading, end)

    def _country_at(self, reading: Reading, at: int) -> bool:
        forms = [word.form for word in reading.words[at : at + 4]]
        if forms and forms[0] in ARTICLES:
            forms = forms[1:]
        return any(" ".join(forms[:size]) in self._lexicon.countries for size in range(1, len(forms) + 1))

    def _choose(self, reading: Reading, start: int, end: int, found: list[Entry], certain: bool) -> PlaceMention:
        """Among namesakes: what the text confirms nearby, else anywhere, else the likeliest."""
        for confirmed in (reading.near(start, end), reading.anywhere(start, end)):
            agreed = [entry for entry in found if confirmed & set(entry.departements)]
            if agreed and confirmed:
                found = agreed
                break
        ranked = sorted(found, key=_weight, reverse=True)
        best, floor = ranked[0], _weight(ranked[0]) / (_DOUBT_RATIO * 4)
        likely = [entry for entry in ranked if _weight(entry) >= floor]
        doubt = any(entry.value != best.value and _weight(entry) * _DOUBT_RATIO > _weight(best) for entry in likely)
        codes = (
            tuple(dict.fromkeys(code for entry in likely for code in entry.departements))
            if doubt
            else best.departements
        )
        if any(entry.code != best.code and _weight(entry) * _DOUBT_RATIO > _weight(best) for entry in likely):
            best = replace(best, code="")
        return reading.mention(start, end, best, certain and not doubt, codes[:_CANDIDATES])

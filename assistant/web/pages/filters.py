"""The filters of the programmes' page: an address → what to look for, and what of it could not be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.matching.countries import with_article
from assistant.matching.sought import meeting
from assistant.matching.words import enumerate_fr
from assistant.places import PlaceMention, Places
from assistant.programmes.search import STATUSES, Wanted, says_something
from assistant.text import key
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES
from assistant.web.pages.countries_said import countries_said

PATH = "/programmes"
_LIVING = ("open", "permanent", "between_calls", "proposed")
_STANDINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ouvert": ("Appel ouvert", ("open",)),
    "permanent": ("Demandes reçues toute l'année", ("permanent",)),
    "entre-deux": ("Entre deux appels", ("between_calls",)),
    "proposition": ("Propositions pour 2028-2034", ("proposed",)),
    "termine": ("Terminés", ("closed",)),
    "tous": ("Tous, terminés compris", STATUSES),
}
_LONGEST = 200  # characters of what is typed
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # controls and half characters, which no database takes
_MOST_PLACES = 3


@dataclass(frozen=True)
class Field:
    """A list to choose from; ``every`` is the choice that asks for nothing, ``one`` what a choice is."""

    name: str
    label: str
    choices: Mapping[str, str]
    every: str
    one: str


HOLDER = Field("porteur", "Qui porte le projet", HOLDERS, "Tous les porteurs", "un porteur")
FIELDS = (
    HOLDER,
    Field("theme", "Thème", THEMES, "Tous les thèmes", "un thème"),
    Field("but", "But", GOALS, "Tous les buts", "un but"),
    Field("cadre", "Cadre", FRAMEWORKS, "Tous les cadres", "un cadre"),
    Field(
        "statut",
        "Où en est le programme",
        {code: label for code, (label, _) in _STANDINGS.items()},
        "En vie ou proposé",
        "un statut",
    ),
)


@dataclass(frozen=True)
class Filters:
    """``given``: what was typed or chosen, by parameter; ``problems``: by parameter, why it is left aside.

    Of each filter in use ``values`` gives what an address says, ``read`` its label and what was understood;
    ``statuses`` are those to be listed.
    """

    given: Mapping[str, str]
    values: Mapping[str, str]
    problems: Mapping[str, str]
    read: Mapping[str, tuple[str, str]]
    wanted: Wanted
    statuses: tuple[str, ...]
    page: int

    def address(self, path: str = PATH, page: int = 1, changes: Mapping[str, str] | None = None) -> str:
        """The address of a page of the list with the filters in use; a changed one that is empty is taken out."""
        kept = {**self.values, **(changes or {}), "page": str(page) if page > 1 else ""}
        asked = {name: value for name, value in kept.items() if value}
        return f"{path}?{urlencode(asked)}" if asked else path

    @property
    def further(self) -> bool:
        """Whether a criterion beyond the first ones is in use, or not understood."""
        return any(field.name in self.values or field.name in self.problems for field in FIELDS[1:])

    def without(self, name: str) -> str:
        """The address of the first page without one filter."""
        return self.address(changes={name: ""})


def read(parameters: Mapping[str, str], places: Places, day: date) -> Filters:
    """The filters of an address. What is not understood is left aside, and told; an empty one asks for nothing."""
    given = {name: typed(value) for name, value in parameters.items()}
    problems: dict[str, str] = {}
    understood: dict[str, tuple[str, str]] = {}
    values: dict[str, str] = {}
    for field in FIELDS:
        code = _code(given.get(field.name, ""), field)
        if code:
            values[field.name] = code
            understood[field.name] = (field.label, field.choices[code])
        elif given.get(field.name):
            problems[field.name] = f"« {given[field.name]} » n'est pas {field.one} de la liste : ce filtre est ignoré."
    territories: tuple[str, ...] = ()
    if where := given.get("territoire"):
        territories, label = territories_of(places.find(where), places)
        if territories:
            values["territoire"] = where
            understood["territoire"] = ("Lieu", label)
        else:
            problems["territoire"] = unknown_place(where)
    text = given.get("q", "")
    partners, words = countries_said(text)
    if text:
        values["q"] = text
        with_whom = f", avec {enumerate_fr(map(with_article, partners))}" if partners else ""
        understood["q"] = ("Mots", f"« {text} »{with_whom}")
        if not partners and not says_something(words):
            problems["q"] = f"« {text} » est de tous les programmes : donnez un mot plus précis."
    goal, framework, holder, theme = (values.get(name) for name in ("but", "cadre", "porteur", "theme"))
    countries = meeting(partners) if partners else frozenset()
    wanted = Wanted(day, goal, framework, holder, theme, territories, countries, words, text if partners else "")
    statuses = _STANDINGS[values["statut"]][1] if "statut" in values else _LIVING
    return Filters(given, values, problems, understood, wanted, statuses, _page(given.get("page", "")))


def typed(value: str) -> str:
    """What was typed in a field, on one line, without what cannot be seen, of a length that can be shown again."""
    return " ".join(_UNSEEN.sub(" ", value).split())[:_LONGEST]


def _code(given: str, field: Field) -> str | None:
    """The code meant, whatever its accents and capitals."""
    return next((code for code in field.choices if key(code) == key(given)), None) if given else None


def _page(given: str) -> int:
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def territories_of(mentions: list[PlaceMention], places: Places) -> tuple[tuple[str, ...], str]:
    """Codes of the départements meant by the first place, and how it was understood."""
    if not mentions:
        return (), ""
    place = mentions[0]
    codes = place.candidates
    if place.name in (places.name_of(code) for code in codes) or place.kind in ("region", "former_region"):
        return codes, place.name
    names = [places.name_of(code) for code in codes[:_MOST_PLACES]]
    within = f"{', '.join(names)}…" if len(codes) > _MOST_PLACES else enumerate_fr(names, last="ou")
    return codes, f"{place.name} ({within})"


def unknown_place(where: str) -> str:
    """Why what was typed is no place to look from."""
    if key(where) == "france":
        return "Toute la France : donnez une commune, un département ou une région pour choisir un lieu."
    return f"« {where} » n'est pas un lieu que nous reconnaissons en France : ce filtre est ignoré."


def summary(filters: Filters) -> Iterator[str]:
    """The filters in use, in words, for the title of the page."""
    for name in ("q", "porteur", "theme", "territoire", "but", "cadre", "statut"):
        if name in filters.read and name not in filters.problems:
            yield filters.read[name][1]

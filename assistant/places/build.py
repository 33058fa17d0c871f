"""Rebuild data/places/*.tsv from the official list: ``python -m assistant.places.build FOLDER_OF_JSON``.

The folder is ``data/`` of the npm package @etalab/decoupage-administratif: communes.json, epci.json,
departements.json and regions.json. The hand-written YAML files of data/places are left untouched.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import AssistantError, InputError
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION

Row = dict[str, Any]
T = TypeVar("T")
COMMUNES = ("code", "nom", "departement", "population", "epci", "codes_postaux")
FORMER = ("code", "nom", "departement", "commune")
EPCI = ("code", "nom", "type", "population", "departements")
DEPARTEMENTS = ("code", "nom", "region")
REGIONS = ("code", "nom", "insee")


def read_json(path: Path, kind: type[T], what: str) -> T:
    """The content of a JSON file. ``InputError`` when it cannot be read, or is no ``kind``, which ``what`` says."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"Le fichier {path} ne peut pas être lu : {error}.") from error
    if not isinstance(content, kind):
        raise InputError(f"Le fichier {path} devrait contenir {what}.")
    return content


def _read(folder: Path, name: str) -> list[Row]:
    return read_json(folder / f"{name}.json", list, "une liste")


def _epci_name(name: str) -> str:
    """The name without its administrative prefix: «CC Ambert Livradois Forez» gives «Ambert Livradois Forez»."""
    first, _, rest = name.partition(" ")
    return rest if first in {"CC", "CA", "CU"} else name


def tables(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Rows of each TSV file, header first, sorted by code. ``InputError`` when a JSON file is missing or broken."""
    kept = [row for row in _read(folder, "communes") if row.get("departement") in DEPARTEMENT_REGION]
    communes = [row for row in kept if row["type"] == "commune-actuelle"]
    where = {row["code"]: row["departement"] for row in communes}
    member_of: dict[str, str] = {}
    epci: list[tuple[str, ...]] = [EPCI]
    for row in sorted(_read(folder, "epci"), key=lambda row: row["code"]):
        people: dict[str, int] = defaultdict(int)
        for member in row["membres"]:
            member_of[member["code"]] = row["code"]
            if member["code"] in where:
                people[where[member["code"]]] += member.get("populationMunicipale") or 0
        if people:
            by_people = sorted(people, key=lambda code: (-people[code], code))
            shares = " ".join(f"{code}:{people[code]}" for code in by_people)
            epci.append((row["code"], _epci_name(row["nom"]), row["type"], str(sum(people.values())), shares))
    current: list[tuple[str, ...]] = [COMMUNES]
    for row in sorted(communes, key=lambda row: row["code"]):
        current.append(
            (
                row["code"],
                row["nom"],
                row["departement"],
                str(row.get("population", 0)),
                member_of.get(row["code"], ""),
                " ".join(row.get("codesPostaux", [])),
            )
        )
    names = {(row["nom"], row["departement"]) for row in communes}
    former: list[tuple[str, ...]] = [FORMER]
    for row in sorted(kept, key=lambda row: row["code"]):
        told = row["type"] in {"commune-deleguee", "commune-associee"}
        if told and (row["nom"], row["departement"]) not in names:
            former.append((row["code"], row["nom"], row["departement"], row["chefLieu"]))
    departements: list[tuple[str, ...]] = [DEPARTEMENTS]
    insee_to_iso: dict[str, str] = {}
    for row in sorted(_read(folder, "departements"), key=lambda row: row["code"]):
        if row["code"] in DEPARTEMENT_REGION:
            departements.append((row["code"], row["nom"], DEPARTEMENT_REGION[row["code"]]))
            insee_to_iso[row["region"]] = DEPARTEMENT_REGION[row["code"]]
    regions = [
        (insee_to_iso[row["code"]], row["nom"], row["code"])
        for row in _read(folder, "regions")
        if row["code"] in insee_to_iso
    ]
    return {
        "communes": current,
        "communes_anciennes": former,
        "epci": epci,
        "departements": departements,
        "regions": [REGIONS, *sorted(regions)],
    }


def build(folder: Path, target: Path) -> dict[str, int]:
    """Write the TSV files of ``folder`` into ``target``; returns the number of rows of each."""
    made = tables(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        text = "".join("\t".join(row) + "\n" for row in rows)
        (target / f"{name}.tsv").write_text(text, encoding="utf-8")
    return {name: len(rows) - 1 for name, rows in made.items()}


def main(arguments: list[str]) -> int:
    """Entry point of the command: 0, or 2 and one line on bad input."""
    if len(arguments) != 1:
        print("Usage : python -m assistant.places.build DOSSIER_DES_JSON", file=sys.stderr)
        return 2
    try:
        counts = build(Path(arguments[0]), DATA / "places")
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyError as error:
        print(f"Une ligne du dossier {arguments[0]} n'a pas la clé {error}.", file=sys.stderr)
        return 2
    print(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

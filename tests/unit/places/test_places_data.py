"""The files of data/places, the command that rebuilds them, and what reading them costs."""

import json
import time
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.places import Places, build_world
from assistant.places.build import build, main
from assistant.places.gazetteer import Gazetteer, placed
from assistant.places.lexicon import Lexicon
from assistant.places.words import name_key, name_keys
from assistant.places.world import Town, WorldTowns
from assistant.settings import DATA

FOLDER = DATA / "places"


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """An official list of two communes, a former one, one overseas that is left out, and one intercommunality."""
    communes = [
        {
            "code": "63003",
            "nom": "Ambert",
            "type": "commune-actuelle",
            "departement": "63",
            "population": 6517,
            "codesPostaux": ["63600"],
        },
        {
            "code": "43001",
            "nom": "Agnat",
            "type": "commune-actuelle",
            "departement": "43",
            "population": 170,
            "codesPostaux": ["43100"],
        },
        {"code": "63999", "nom": "Petit-Ambert", "type": "commune-deleguee", "departement": "63", "chefLieu": "63003"},
        {"code": "98818", "nom": "Nouméa", "type": "commune-actuelle", "departement": "988"},
    ]
    epci = [
        {
            "code": "200070761",
            "nom": "CC Ambert Livradois Forez",
            "type": "CC",
            "membres": [
                {"code": "43001", "populationMunicipale": 170},
                {"code": "63003", "populationMunicipale": 6517},
            ],
        }
    ]
    departements = [{"code": "63", "nom": "Puy-de-Dôme", "region": "84"}, {"code": "988", "nom": "NC", "region": "988"}]
    regions = [{"code": "84", "nom": "Auvergne-Rhône-Alpes"}, {"code": "988", "nom": "Nouvelle-Calédonie"}]
    folder = tmp_path / "json"
    folder.mkdir()
    for name, rows in (("communes", communes), ("epci", epci), ("departements", departements), ("regions", regions)):
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_build_writes_what_is_kept_of_the_official_list(official: Path, tmp_path: Path) -> None:
    target = tmp_path / "places"
    assert build(official, target) == {
        "communes": 2,
        "communes_anciennes": 1,
        "epci": 1,
        "departements": 1,
        "regions": 1,
    }
    communes = (target / "communes.tsv").read_text(encoding="utf-8").splitlines()
    assert communes[2] == "63003\tAmbert\t63\t6517\t200070761\t63600"
    assert "63:6517 43:170" in (target / "epci.tsv").read_text(encoding="utf-8")
    assert (target / "regions.tsv").read_text(encoding="utf-8").splitlines()[1] == "FR-ARA\tAuvergne-Rhône-Alpes\t84"


def test_build_command_refuses_a_wrong_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(tmp_path)]) == 2
    assert "ne peut pas être lu" in capsys.readouterr().err


def _town(name: str, country: str, population: int, *others: str) -> dict:
    return {
        "name": name,
        "countrycode": country,
        "population": population,
        "admin1code": "",
        "alternatenames": list(others),
    }


def test_towns_abroad_leave_french_names_and_words_out() -> None:
    # GIVEN two namesakes, a first name, a word, a French namesake, one too small
    towns = [
        _town("Valencia", "ES", 800_000, "Valenza"),
        _town("Valencia", "VE", 1_600_000),
        _town("Rosalia", "IT", 9000),
        _town("Tabou", "CI", 20_000),
        _town("Lyon", "US", 20_000),
        _town("Ronse", "DE", 2000),
    ]
    french = Gazetteer(FOLDER)
    rows = build_world.table(
        towns, {"ES": "EU", "IT": "EU", "DE": "EU"}, french, frozenset({"rosalia"}), frozenset({"tabou"})
    )
    assert rows == [("rosalia", "IT", "p"), ("valencia", "VE", ""), ("valenza", "ES", "")]


def test_build_world_command_refuses_a_wrong_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_world.main([]) == 2
    assert build_world.main([str(tmp_path), "a", "b"]) == 2
    assert "ne peut pas être lu" in capsys.readouterr().err


def test_towns_abroad_are_read_fast() -> None:
    start = time.perf_counter()
    towns = WorldTowns(FOLDER)
    assert time.perf_counter() - start < 0.5
    assert (towns.get("gembloux"), towns.get("jordan"), towns.get("clermont ferrand")) == (
        Town("BE", False),
        Town("HK", True),
        None,
    )


def test_a_missing_folder_says_which_file(tmp_path: Path) -> None:
    places = Places(tmp_path)  # nothing is read before the first use
    with pytest.raises(InputError, match=r"communes\.tsv"):
        places.find("Ambert")


def test_an_unknown_département_in_a_territory_is_refused() -> None:
    with pytest.raises(InputError, match="99"):
        placed(["63", "99"])


def test_files_stay_small_and_whole() -> None:
    assert max(path.stat().st_size for path in FOLDER.iterdir()) < 1_900_000
    assert len((FOLDER / "communes.tsv").read_text(encoding="utf-8").splitlines()) > 34_000


def test_words_and_namesakes_to_beware_of_are_names_of_the_list() -> None:
    gazetteer, lexicon = Gazetteer(FOLDER), Lexicon(FOLDER)
    assert [word for word in lexicon.words if not gazetteer.known(word)] == []
    assert [name for name in lexicon.foreign if not gazetteer.known(name)] == []


def test_keys_are_the_same_one_by_one_and_together() -> None:
    names = ["Saint-Germain-l'Herm", "Œuf-en-Ternois", "L'Haÿ-les-Roses", "Sainte-Mère-Église", "Mt-Dore"]
    assert name_keys(names) == [name_key(name) for name in names]
    assert name_keys(names)[:2] == ["st germain l herm", "oeuf en ternois"]


def test_finding_is_fast(places: Places) -> None:
    """Bounds are wide, for busy machines."""
    message = (
        "Bonjour, nous sommes une association culturelle de Saint-Germain-l'Herm (63630) et nous voulons inviter "
        "des jeunes d'une école de Valencia en Espagne pour un échange, avec un budget de 15 000 euros."
    )
    places.find(message)
    start = time.perf_counter()
    for _ in range(20):
        places.find(message)
    assert (time.perf_counter() - start) / 20 < 0.005
    start = time.perf_counter()
    places.find((message + " ") * 25)
    assert time.perf_counter() - start < 0.3

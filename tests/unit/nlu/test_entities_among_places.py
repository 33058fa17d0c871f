"""Holders beside the names of all the places of France, which may look like something else."""

import pytest

from assistant.nlu.extract import Extractor
from assistant.places import Places
from assistant.programmes.base import Base


@pytest.fixture(scope="module")
def everywhere(small_base: Base) -> Extractor:
    return Extractor(small_base, Places())


def _holders(extractor: Extractor, text: str) -> list[object]:
    return [entity.value for entity in extractor.extract(text) if entity.entity == "holder_type"]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        # Libourne is no misspelt Livorno, which would place the school in Italy
        ("Lycée de Libourne, un séjour en Autriche", ["ecole"]),
        ("la CC du Pays de Salers souhaite un échange", ["epci"]),
        ("la CA Arche Agglo souhaite un échange", ["epci"]),
        ("cc, un jardin à Salers", []),
        ("un jardin à Bourg-en-Bresse", []),
    ],
)
def test_a_name_of_place_does_not_change_who_speaks(everywhere: Extractor, text: str, holders: list[str]) -> None:
    assert _holders(everywhere, text) == holders

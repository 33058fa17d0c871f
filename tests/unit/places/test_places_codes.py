"""Codes: their names, how French says where, what holds what."""

import pytest

from assistant.errors import InputError
from assistant.places import Places
from assistant.vocabulary import DEPARTEMENT_REGION, REGION_DEPARTEMENTS


def test_names_and_locatives(places: Places) -> None:
    assert places.name_of("43") == "Haute-Loire"
    assert places.name_of("FR-ARA") == "Auvergne-Rhône-Alpes"
    assert places.in_french("43") == "en Haute-Loire"
    assert places.in_french("63") == "dans le Puy-de-Dôme"
    assert places.in_french("FR-ARA") == "en Auvergne-Rhône-Alpes"
    assert places.in_french("974") == "à La Réunion"
    assert places.in_french("FR") == "en France"


@pytest.mark.parametrize("code", [*DEPARTEMENT_REGION, *REGION_DEPARTEMENTS])
def test_every_code_is_said_in_french(places: Places, code: str) -> None:
    phrase, name = places.in_french(code), places.name_of(code)
    assert phrase.endswith(name)
    assert phrase.removesuffix(name) in {"en ", "à ", "dans le ", "dans la ", "dans les ", "dans l'"}


def test_what_holds_what(places: Places) -> None:
    assert places.region_of("63") == "FR-ARA"
    assert places.region_of("FR-BRE") == "FR-BRE"
    assert places.departements_of("FR-BRE") == ("22", "29", "35", "56")
    assert places.departements_of("63") == ("63",)
    assert len(places.departements_of("FR")) == 101
    assert places.contains("FR-ARA", "63")
    assert places.contains("FR", "FR-ARA")
    assert places.contains("63", "63")
    assert not places.contains("63", "FR-ARA")
    assert not places.contains("FR-BRE", "63")


@pytest.mark.parametrize("code", ["99", "", "FR-AUV", "63000"])
def test_an_unknown_code_is_refused(places: Places, code: str) -> None:
    for question in (places.name_of, places.in_french, places.region_of, places.departements_of):
        with pytest.raises(InputError, match="ni un département ni une région"):
            question(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("la commune d'Ambert", "63003"),
        ("mairie de Villeurbanne", "69266"),
        # GIVEN a commune that has joined another THEN the code is that of today's
        ("une association d'Aigueblanche", "73003"),
        ("la communauté de communes du Trièves", "200030658"),
        ("la Métropole de Lyon", "200046977"),
        ("63130", "63308"),
        # GIVEN several communes of that name or postcode, or a wider place THEN there is none
        ("une association de Saint-Germain", ""),
        ("03200", ""),
        ("le Trièves", ""),
        ("en Haute-Loire", ""),
    ],
)
def test_a_commune_and_an_intercommunality_keep_their_code(places: Places, text: str, code: str) -> None:
    assert [mention.code for mention in places.find(text)] == [code]


def test_the_département_beside_tells_which_namesake(places: Places) -> None:
    assert places.find("Beaumont (63)")[0].code == "63032"

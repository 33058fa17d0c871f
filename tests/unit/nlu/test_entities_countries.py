"""Countries: every way to name one, and what only looks like one."""

from collections.abc import Callable

import pytest

from assistant.nlu.countries import expand, label


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("en Italie", ["IT"]),
        ("une ville tchèque", ["CZ"]),
        ("des partenaires italiennes", ["IT"]),
        ("un maire burkinabè", ["BF"]),
        ("un village malgache", ["MG"]),
        ("échange franco-allemand", ["DE"]),
        ("jumelés avec Ratisbonne, Oaxaca et Salford", ["DE", "MX", "GB"]),
        ("Ouaga", ["BF"]),
        ("la Guinée", ["GN"]),
        ("la Guinée-Bissau", ["GW"]),
        ("la Guinée équatoriale", ["GQ"]),
        ("le Niger et le Nigeria", ["NE", "NG"]),
        ("des Nigériennes", ["NE"]),
        ("le Congo", ["CG"]),
        ("des Congolais de Kinshasa", ["CD", "CD"]),
        ("la RDC", ["CD"]),
        ("la Corée", ["KR"]),
        ("au Québec", ["CA"]),
        ("en Écosse, en Catalogne et en Bavière", ["GB", "ES", "DE"]),
        ("la Palestine et le Kosovo", ["PS", "XK"]),
        ("en Georgie", ["GE"]),
        ("en Afrique de l'Ouest", ["AFRIQUE-OUEST"]),
        ("au Maghreb", ["MAGHREB"]),
        ("des pays européens", ["UE27"]),
        ("l'Europe", ["UE27"]),
        ("à Florence", ["IT"]),
    ],
)
def test_a_country_in_all_its_names(values: Callable, text: str, codes: list[str]) -> None:
    assert values(text, "country") == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("au madagasquar", "MG"),
        ("au burquina", "BF"),
        ("le sénégale", "SN"),
        ("en alemagne", "DE"),
        ("la roumani", "RO"),
        ("des portuguais", "PT"),
    ],
)
def test_a_misspelt_country(values: Callable, text: str, code: str) -> None:
    assert values(text, "country") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "la coopération française avec la France",
        "un cours d'anglais",
        "la langue espagnole",
        "parler en italien",
        "l'anglais de nos élèves est faible",
        "un tissu jersey",
        "mon ami Jordan",
        "une dinde",
        "une pierre turquoise",
        "Florence est notre trésorière",
        "rue de Rome",
        "un cochon d'Inde",
        "un catalogue",
        "une autruche",
        "les Roms",
        "nous avons réussi, une réussite",
        "l'argent de l'Europe",
        "la machine",
        "un malaise",
    ],
)
def test_what_only_looks_like_a_country(values: Callable, text: str) -> None:
    assert values(text, "country") == []


def test_groups_expand_to_their_members() -> None:
    # GIVEN a group inside a group, a group and a country
    countries = expand(["AFRIQUE", "PAYS-BALTES", "PL"])
    # THEN members are ISO codes only
    assert {"BF", "MA", "EE", "PL"} <= countries
    assert all(len(code) == 2 for code in countries)


def test_labels_are_french() -> None:
    assert (label("IT"), label("SAHEL"), label("ZZZ")) == ("Italie", "Sahel", "ZZZ")

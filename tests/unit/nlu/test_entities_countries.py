"""Countries: every way to name one, and what only looks like one."""

from collections.abc import Callable

import pytest

from assistant.nlu.countries import expand, label
from assistant.nlu.extract import Extractor


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("en Italie", ["IT"]),
        ("avec d'autres métropoles européennes", ["UE27"]),
        ("en lycée ailleurs en Europe", ["UE27"]),
        ("les régions des sept pays alpins", ["ALPES"]),
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
        # GIVEN towns, regions and inhabitants that few lists know
        ("une asbl namuroise", ["BE"]),
        ("la Région wallonne", ["BE"]),
        ("un duo belgo-auvergnat", ["BE"]),
        ("notre partenaire est à Görlitz", ["DE"]),
        ("avec nos amis de Solingen", ["DE"]),
        ("On est à Trois-Pistoles", ["CA"]),
        ("une asso de mitsamiouli", ["KM"]),
        ("son homologue de Kara", ["TG"]),
        ("jacmel", ["HT"]),
        # GIVEN a namesake WHEN the country follows THEN it alone counts
        ("une ville comme Valencia, au Venezuela", ["VE"]),
        # GIVEN what people of other languages write
        ("Slovacchia", ["SK"]),
        ("entre Chile y Francia", ["CL"]),
        ("our town near Cork", ["IE"]),
        ("una scuola spagnola", ["ES"]),
        ("eine deutsche Schule", ["DE"]),
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
        ("lalemagne", "DE"),
        ("on part en litalie", "IT"),
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
        "avec Monsieur Hamilton",
        "Paola Terni viendra avec Marco",
        "Les Amis de Jordan",
        "la convention de Lomé",
        "l'accord de Cotonou",
        "parler en english",
        "une frise murale",
        "bonjour à tous",
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


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("un lycée du Congo", [("CG", "CD")]),
        ("partenaires congolais", [("CG", "CD")]),
        ("le Congo-Brazzaville", [()]),
        ("Congo, à Kinshasa", [(), ()]),
        ("Congo, à Brazzaville", [(), ()]),
        ("au Togo", [()]),
    ],
)
def test_a_name_of_two_countries_is_told_as_doubtful(extractor: Extractor, text: str, candidates: list) -> None:
    assert [e.candidates for e in extractor.extract(text) if e.entity == "country"] == candidates


def test_where_exiles_come_from_is_no_partner_beside_another_country(values: Callable) -> None:
    assert values("accueillir des exilés soudanais et érythréens avec une association sicilienne", "country") == ["IT"]
    assert values("aider des réfugiés syriens", "country") == ["SY"]


def test_a_name_of_a_body_is_no_town_abroad(values: Callable) -> None:
    assert values("le GAEC de la Sagne", "country") == []


def test_who_pays_is_no_partner(values: Callable) -> None:
    assert values("refaire le gymnase, c'est possible avec l'Europe ?", "country") == []
    assert values("des échanges avec l'Europe", "country") == ["UE27"]


def test_a_capital_by_the_name_that_people_use(values: Callable) -> None:
    assert values("nous irions à Addis", "country") == ["ET"]

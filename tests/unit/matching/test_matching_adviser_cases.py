"""Cases as they come to the desk: what must be named first, what must be among the five, what must not be said."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.matching.rank import Advice

CASES: dict[str, tuple[dict[str, Any], list[str], list[str], list[str]]] = {
    # name: (facts, must come first in this order, must be among the five, must not be there: beginnings of ids)
    "twinning committee for 40 years with Germans": (
        {"goal": "political", "holder_type": "association", "territory": "63", "partner_countries": "DE",
         "themes": "citizenship", "text": "le comité de jumelage reçoit ses amis allemands", "budget": 8000},
        ["fonds-citoyen-franco-allemand"], ["cerv-jumelage-de-villes-2021-2027", "ofaj-rencontres-de-jeunes"],
        ["life", "horizon", "interreg"]),
    "vocational school, work placements in Italy": (
        {"holder_type": "ecole", "territory": "43", "partner_countries": "IT", "themes": "education",
         "text": "stage à l'étranger de nos apprentis et élèves"},
        ["erasmus-plus-ka122-mobilite-courte-duree"], ["erasmus-plus-ka120-accreditation"], ["ofaj", "fonds-citoyen"]),
    "music festival with Spain and Poland": (
        {"holder_type": "association", "territory": "38", "partner_countries": "ES,PL", "themes": "culture",
         "text": "festival de musique avec des artistes", "budget": 150000},
        ["europe-creative-cooperation-2021-2027"], ["culture-moves-europe"], ["meae", "faceco"]),
    "town and Malian town, water and registers": (
        {"goal": "development", "framework": "decentralised", "holder_type": "commune", "territory": "43",
         "partner_countries": "ML", "themes": "water", "text": "adduction d'eau et état civil", "budget": 60000},
        [], ["eau-loire-bretagne-solidarite-internationale", "dispositif-1-pourcent-eau",
             "meae-aap-generaliste-2024-2026"], ["cerv", "microprojets", "interreg", "eau-rmc"]),
    "intercommunality and Senegal, market gardening": (
        {"goal": "development", "framework": "decentralised", "holder_type": "epci", "territory": "15",
         "partner_countries": "SN", "themes": "agriculture", "text": "maraîchage et circuits courts", "budget": 80000},
        ["meae-aap-securite-alimentaire-2024-2026"], ["aap-franco-senegalais"], ["afd-ficol", "cerv", "aap-franco-m"]),
    "small association, school in Madagascar": (
        {"goal": "development", "holder_type": "association", "territory": "69", "partner_countries": "MG",
         "themes": "education", "text": "construire une école", "budget": 10000},
        ["microprojets-la-guilde"], ["fondation-cecile-barbier-de-la-serre"], ["afd", "ndici", "erasmus"]),
    "laboratory with Germany and Spain": (
        {"goal": "development", "holder_type": "universite", "territory": "63", "partner_countries": "DE,ES",
         "themes": "research", "text": "laboratoire, recherche sur le climat", "budget": 2000000},
        ["horizon-europe-2021-2027"], [], ["cerv", "microprojets"]),
    "industrial demonstrator": (
        {"goal": "development", "holder_type": "entreprise", "territory": "63", "partner_countries": "DE,ES",
         "themes": "innovation", "text": "démonstrateur industriel", "budget": 5000000},
        ["i3-2021-2027"], [], ["cerv", "leader"]),
    "orchestra on both sides of the Swiss border": (
        {"framework": "cross_border", "goal": "political", "holder_type": "commune", "territory": "74",
         "partner_countries": "CH", "themes": "culture", "text": "orchestre franco-suisse", "budget": 50000},
        ["interreg-vi-a-france-suisse"], [], ["interreg-vi-a-alcotra", "cerv"]),
    "the same orchestra from Auvergne": (
        {"framework": "cross_border", "goal": "political", "holder_type": "commune", "territory": "63",
         "partner_countries": "CH", "themes": "culture", "text": "orchestre franco-suisse", "budget": 50000},
        [], [], ["interreg-vi-a"]),
    "local action group with an Italian one": (
        {"goal": "development", "holder_type": "gal", "territory": "63", "partner_countries": "IT", "themes": "rural",
         "text": "coopération entre territoires ruraux sur les circuits courts"},
        ["leader-2023-2027-ara"], [], []),
    "eighteen and a train": (
        {"goal": "political", "holder_type": "jeune", "territory": "03", "themes": "youth",
         "text": "voyage en train, découverte de l'Europe, 18 ans"},
        ["discovereu-2021-2027"], [], ["microprojets"]),
    "youth club and Poland": (
        {"goal": "political", "holder_type": "association", "territory": "42", "partner_countries": "PL",
         "themes": "youth", "text": "échange de jeunes avec une maison des jeunes polonaise", "budget": 15000},
        ["erasmus-plus-jeunesse-2021-2027"], ["corps-europeen-solidarite-2021-2027"], ["ofaj", "fonds-citoyen"]),
    "twin town in Quebec": (
        {"goal": "political", "holder_type": "commune", "territory": "63", "partner_countries": "CA",
         "text": "jumelage avec une ville du Québec", "budget": 12000},
        ["fonds-franco-quebecois-2025-2026"], [], ["cerv", "erasmus", "aap-franco"]),
    "region and a great biodiversity project": (
        {"goal": "development", "holder_type": "region", "territory": "FR-ARA", "partner_countries": "ES",
         "themes": "environment", "text": "biodiversité, grand projet", "budget": 20000000},
        ["life-projets-strategiques-2021-2027", "life-projets-standard-2021-2027"], [], ["cerv", "life-2021"]),
    "village and a pond: LIFE is too large": (
        {"goal": "development", "holder_type": "commune", "territory": "63", "partner_countries": "ES",
         "themes": "environment", "text": "zone humide et espèces protégées", "budget": 20000},
        [], [], ["life", "horizon", "interreg"]),
    "certified association after the bombing of Lebanon": (
        {"goal": "humanitarian", "holder_type": "association", "territory": "69", "partner_countries": "LB",
         "themes": "emergency", "text": "aide d'urgence aux déplacés"},
        ["aide-humanitaire-echo-2021-2027"], ["region-aura-plan-chretiens-orient-minorites"],
        ["faceco", "cuf", "cerv", "microprojets"]),
    "town helps a bombed Ukrainian town": (
        {"goal": "humanitarian", "holder_type": "commune", "territory": "43", "partner_countries": "UA",
         "text": "aider une ville ukrainienne bombardée, envoi de secours", "budget": 5000},
        [], ["faceco", "cuf-fonds-solidarite"], ["cerv", "erasmus", "eau-"]),
    "women's sport with an Italian club": (
        {"goal": "political", "holder_type": "association", "territory": "63", "partner_countries": "IT",
         "themes": "sport,gender", "text": "tournoi de sport féminin", "budget": 40000},
        ["erasmus-plus-sport-2021-2027"], [], ["meae", "cerv-reseaux"]),
    "tourist office, nobody abroad": (
        {"goal": "development", "holder_type": "commune", "territory": "63", "partner_countries": "FR",
         "themes": "tourism", "text": "rénover l'office de tourisme", "budget": 100000},
        [], ["feder-massif-central-2021-2027", "leader-2023-2027-ara"],
        ["meae", "afd", "aap", "microprojets", "dispositif", "cerv", "interreg", "fonds"]),
    "well, nobody abroad": (
        {"goal": "development", "holder_type": "association", "territory": "63", "partner_countries": "FR",
         "themes": "water", "text": "puits du village", "budget": 15000},
        [], [], ["meae", "afd", "microprojets", "dispositif", "eau-", "fondation", "fonds", "rotary"]),
    "newcomers: exchange between welcoming towns": (
        {"goal": "development", "holder_type": "association", "territory": "26", "partner_countries": "UE27",
         "themes": "migration,inclusion", "text": "accueil de réfugiés", "budget": 1500000},
        ["fami-actions-transnationales-2021-2027"], [], ["cerv", "life"]),
    "a well said to be humanitarian": (
        {"goal": "humanitarian", "holder_type": "association", "territory": "43", "partner_countries": "TG",
         "themes": "water", "text": "creuser un puits", "budget": 9000},
        ["eau-loire-bretagne-solidarite-internationale"], ["microprojets-la-guilde", "fondation-veolia"],
        ["faceco", "cuf", "aide-humanitaire-echo", "cerv"]),
    "remembrance with a Polish town": (
        {"goal": "political", "holder_type": "commune", "territory": "63", "partner_countries": "PL",
         "text": "commémoration de la déportation", "budget": 80000},
        ["cerv-memoire-europeenne-2021-2027"], [], ["horizon"]),
    "network of small towns on their centres": (
        {"goal": "development", "holder_type": "epci", "territory": "03", "partner_countries": "ES,PT,IT",
         "framework": "interregional", "themes": "urban", "text": "réseau de villes sur le centre-bourg",
         "budget": 200000},
        [], ["urbact-iv", "eui-echanges-ville-a-ville"], ["microprojets", "dispositif"]),
    "heritage with a Moroccan town": (
        {"goal": "development", "framework": "decentralised", "holder_type": "commune", "territory": "63",
         "partner_countries": "MA", "themes": "tourism,heritage", "text": "patrimoine avec une commune marocaine"},
        ["fonds-conjoint-franco-marocain-2025-2027"], ["meae-aap-patrimoine-2024-2026"], ["aap-franco", "cerv"]),
    "solar panels on a school in Cameroon": (
        {"goal": "development", "holder_type": "association", "territory": "63", "partner_countries": "CM",
         "themes": "energy,education", "text": "panneaux solaires pour une école", "budget": 25000},
        [], ["synergie-renouvelable", "microprojets-la-guilde"], ["afd", "erasmus", "dispositif"]),
    "volunteers sent to Togo by a town": (
        {"goal": "development", "holder_type": "commune", "territory": "63", "partner_countries": "TG",
         "themes": "youth,mobility", "text": "envoyer des volontaires en service civique"},
        [], ["vsi", "territoires-volontaires", "meae-aap-jeunesse"], ["erasmus-plus-ka", "cerv"]),
    "waste collection in Benin": (
        {"goal": "development", "holder_type": "epci", "territory": "63", "partner_countries": "BJ", "themes": "waste",
         "text": "collecte des déchets et compostage", "budget": 40000},
        ["dispositif-1-pourcent-dechets"], [], ["life", "dispositif-1-pourcent-eau", "afd-ficol"]),
    "a musician in Portugal": (
        {"goal": "political", "holder_type": "citoyen", "territory": "63", "partner_countries": "PT",
         "themes": "culture", "text": "résidence d'artiste, je suis musicienne"},
        ["culture-moves-europe"], [], ["europe-creative-coop", "cerv"]),
    "young people's work camp in Senegal": (
        {"goal": "development", "holder_type": "association", "territory": "15", "partner_countries": "SN",
         "themes": "youth", "text": "chantier de jeunes, solidarité internationale", "budget": 18000},
        ["jsi-vvvsi"], [], ["erasmus-plus-ka", "ofaj", "afd"]),
    "water from the Rhône side": (
        {"goal": "development", "holder_type": "commune", "territory": "38", "partner_countries": "MG",
         "themes": "water", "text": "adduction d'eau", "budget": 90000},
        [], ["eau-rmc-cooperation-internationale", "dispositif-1-pourcent-eau"], ["eau-loire", "eau-adour", "cerv"]),
    "a large decentralised project in Africa": (
        {"goal": "development", "framework": "decentralised", "holder_type": "departement", "territory": "63",
         "partner_countries": "MG", "themes": "governance,agriculture", "budget": 900000,
         "text": "aménagement urbain et agriculture, grand projet"},
        [], ["afd-ficol"], ["microprojets", "cerv"]),
    "a company and New York": (
        {"goal": "political", "holder_type": "entreprise", "territory": "63", "partner_countries": "US",
         "themes": "sport"},
        [], [], [""]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_adviser_would_sign(case: str, advise: Callable[..., Advice]) -> None:
    facts, first, among, never = CASES[case]
    found = [one.programme.id for one in advise(**facts).recommendations]
    assert found[: len(first)] == first
    assert set(among) <= set(found)
    assert [one for one in found if one.startswith(tuple(never))] == []


def test_when_nothing_fits_what_is_missing_is_said(advise: Callable[..., Advice]) -> None:
    advice = advise(goal="political", holder_type="entreprise", territory="63", partner_countries="US", themes="sport")
    assert advice.recommendations == ()
    assert any("budget" in one for one in advice.missing)
    assert any("pays" in one for one in advice.missing)


def test_nothing_known_nothing_named(advise: Callable[..., Advice]) -> None:
    advice = advise()
    assert advice.recommendations == advice.upcoming == advice.ended == ()
    assert len(advice.missing) >= 5
    assert advise(holder_type="commune", territory="63").recommendations == ()


def test_the_list_is_never_longer_than_asked(advise: Callable[..., Advice]) -> None:
    assert len(advise(top=2, goal="political").recommendations) == 2


def test_a_vague_wish_names_no_programme(advise: Callable[..., Advice]) -> None:
    advice = advise(
        holder_type="commune", territory="63",
        text="Nous souhaitons faire de la coopération internationale mais nous ne savons pas par où commencer.",
    )  # fmt: skip
    assert advice.recommendations == ()
    assert advice.organisations[0].organisation.id == "resacoop"


def test_a_hasty_message_is_understood(advise: Callable[..., Advice]) -> None:
    advice = advise(
        holder_type="association", territory="63", partner_countries="BF", budget=15000, goal="development",
        text="bjr on est une asso de clermont on veut creuser 2 puits ds un village pres de ouaga ki peut nous aider",
    )  # fmt: skip
    found = [one.programme.id for one in advice.recommendations]
    assert found[0] == "eau-loire-bretagne-solidarite-internationale"
    assert "microprojets-la-guilde" not in found  # its session of 2026 excludes Burkina Faso

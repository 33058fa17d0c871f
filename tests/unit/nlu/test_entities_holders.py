"""The holder is who carries the project: neither its partner, nor its beneficiary, nor what it builds."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("une commune du Cantal veut aider une école au Togo", "commune"),
        ("une asso qui construit une école", "association"),
        ("nous cherchons une association au Burkina pour notre commune", "commune"),
        ("jumeler notre village avec un village allemand", "commune"),
        ("je suis trésorière d'une fondation qui aide un hôpital au Bénin", "fondation"),
        ("le lycée agricole souhaite un échange avec une université polonaise", "ecole"),
        ("nous sommes une association malienne", "association"),
        ("commune suisse, nous cherchons des voisins français", "commune"),
        ("je suis maire", "commune"),
        ("le comité de jumelage", "association"),
        ("comcom", "epci"),
        ("c'est le conseil départemental qui porte", "departement"),
        ("je suis étudiante", "jeune"),
        ("particulier", "citoyen"),
        ("EHPAD", "etablissement_public"),
        ("une SCIC", "cooperative"),
        ("quelles aides pour les associations ?", "association"),
        ("Nous sommes un GAL", "gal"),
        ("la région voudrait former des agents", "region"),
        ("ONG haïtienne cherche une mairie française", "association"),
        ("chercheuse, je prépare un projet", "universite"),
        ("des étudiants regroupés en association", "association"),
    ],
)
def test_the_holder(values: Callable, text: str, code: str) -> None:
    assert values(text, "holder_type") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "avec une association togolaise",
        "une ville italienne",
        "jumelage avec une commune roumaine",
        "construire un hôpital",
        "pour une école au Togo",
        "emmener des jeunes au Sénégal",
        "une crèche commune",
        "le développement économique du village",
        "deux communes voisines",
        "la revitalisation du centre-ville",
        "une ville italienne souhaite se jumeler avec nous",
        "la région de Kayes",
        "un point commun",
        "cinq millions de francs CFA",
        "pouvez-vous nous proposer une ville partenaire ?",
        "des essais cliniques",
        "et nos lycéens",
    ],
)
def test_no_holder(values: Callable, text: str) -> None:
    assert values(text, "holder_type") == []


def test_a_body_that_is_not_the_holder_may_state_a_theme(values: Callable) -> None:
    assert values("une asso qui construit une école") == [("holder_type", "association"), ("theme", "education")]

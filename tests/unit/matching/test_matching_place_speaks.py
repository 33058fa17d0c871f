"""A town, an intercommunality, a département or a région carries the project where it speaks under its own name."""

import pytest

from assistant.matching.place_speaks import place_that_speaks

_ROANNE, _GRAND_LAC, _LOIRE_FOREZ = "42187", "200068674", "200065886"


@pytest.mark.parametrize(
    ("text", "stated", "holder"),
    [
        ("Roanne cherche une ville amie", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Bonjour, Roanne restaure sa halle", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Roanne, dans la Loire, prépare un échange", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Roanne, avec cinq villes d'Europe : que faire ?", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Roanne et Piatra veulent un festival", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Roanne, 35 000 habitants, et ses friches", {"territory": "42", "locality": _ROANNE}, "commune"),
        ("Grand Lac a trop de plastique", {"territory": "73", "locality": _GRAND_LAC}, "epci"),
        ("Loire Forez agglo : un réseau de fermes", {"territory": "42", "locality": _LOIRE_FOREZ}, "epci"),
        ("je travaille à Grand Lac et on cherche", {"territory": "73", "locality": _GRAND_LAC}, "epci"),
        ("je suis élue au climat à Loire Forez", {"territory": "42", "locality": _LOIRE_FOREZ}, "epci"),
        ("La Haute-Savoie veut relier ses sentiers", {"territory": "74"}, "departement"),
        ("La Bretagne souhaite un échange", {"territory": "FR-BRE"}, "region"),
        ("Vernon veut planter", {"territory": "27"}, "commune"),
    ],
)
def test_a_place_speaks(text: str, stated: dict[str, str], holder: str) -> None:
    assert place_that_speaks(text, stated) == holder


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        # what merely happens there
        ("Roanne a perdu ses usines", {"territory": "42", "locality": _ROANNE}),
        ("Roanne, des femmes seules cherchent du travail", {"territory": "42", "locality": _ROANNE}),
        ("À Roanne, un jardin veut renaître", {"territory": "42", "locality": _ROANNE}),
        ("Mines Roanne veut une chaire", {"territory": "42", "locality": _ROANNE}),
        ("des bergers de Haute-Savoie veulent un abattoir", {"territory": "74"}),
        ("autour de Grand Lac, des pêcheurs", {"territory": "73", "locality": _GRAND_LAC}),
        ("On veut planter", {"territory": "27"}),
        ("projet qui veut planter", {"territory": "27"}),
        ("Roanne veut planter", {}),
        ("Roanne veut planter", {"territory": "42", "locality": "99999"}),
    ],
)
def test_a_place_is_only_where_it_happens(text: str, stated: dict[str, str]) -> None:
    assert place_that_speaks(text, stated) is None

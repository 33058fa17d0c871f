"""Namesakes: which is meant, what remains possible, and when the answer is certain."""

import pytest

from assistant.places import PlaceMention, Places


def _only(places: Places, text: str) -> PlaceMention:
    (mention,) = places.find(text)
    return mention


@pytest.mark.parametrize(
    ("text", "value"), [("Beaumont (86)", "86"), ("Saint-Germain dans le Rhône", "69"), ("Vienne en Isère", "38")]
)
def test_the_département_beside_decides(places: Places, text: str, value: str) -> None:
    # GIVEN a name borne in many départements WHEN one is named beside it THEN it is that one, for certain
    mention = places.find(text)[0]
    assert (mention.value, mention.certain, mention.candidates) == (value, True, (value,))


@pytest.mark.parametrize(
    ("text", "value"),
    [("L'agglomération du lac du Bourget, en Savoie", "73"), ("sur les monts de Vichy", "03"), ("au Bourget", "93")],
)
def test_a_lake_is_not_the_small_town_of_its_name(places: Places, text: str, value: str) -> None:
    assert _only(places, text).value == value


def test_the_département_said_after_a_territory_is_its_own(places: Places) -> None:
    # GIVEN a Sologne of another région in the gazetteer WHEN the text says in which département it lies
    mentions = places.find("Le pays Sologne et Bocage bourbonnais, dans l'Allier, prépare une fête")
    # THEN that one holds
    assert {mention.value for mention in mentions} == {"03"}
    assert places.find("De la Sologne, on part pour marcher jusque dans l'Allier")[0].value == "FR-CVL"


def test_a_territory_of_two_départements_is_neither(places: Places) -> None:
    assert _only(places, "Savoie Mont-Blanc Tourisme").candidates == ("73", "74")


def test_a_département_elsewhere_in_the_text_decides_too(places: Places) -> None:
    text = "Nous portons un projet dans la Vienne. Il réunit des écoles de toute la vallée, dont celle de Beaumont."
    assert [mention.value for mention in places.find(text)] == ["86", "86"]


def test_home_comes_first_but_big_cities_win(places: Places) -> None:
    assert _only(places, "Clermont").value == "63"
    assert _only(places, "Moulins").value == "03"
    assert _only(places, "Valence").value == "26"
    assert _only(places, "Saint-Étienne").value == "42"
    assert _only(places, "Montreuil").value == "93"


@pytest.mark.parametrize("text", ["Saint-Germain", "Villeneuve", "Châteauneuf", "Saint-Denis"])
def test_a_real_doubt_is_said(places: Places, text: str) -> None:
    mention = _only(places, text)
    assert not mention.certain
    assert len(mention.candidates) > 1
    assert mention.candidates[0] == mention.value


def test_a_foreign_namesake_is_doubtful_until_someone_says_they_are_there(places: Places) -> None:
    assert not _only(places, "un échange à Vienne").certain
    assert _only(places, "nous sommes à Vienne").certain
    assert _only(places, "association de Valence").certain


def test_vienne_is_the_département_with_its_article(places: Places) -> None:
    assert _only(places, "dans la Vienne").value == "86"
    assert _only(places, "Vienne").value == "38"


def test_a_bare_number_may_be_something_else(places: Places) -> None:
    for text in ("63", "63000", "15100"):
        assert not _only(places, text).certain, text
    assert _only(places, "03200").certain


def test_areas_of_several_départements(places: Places) -> None:
    auvergne = _only(places, "en Auvergne")
    assert (auvergne.value, auvergne.candidates) == ("FR-ARA", ("03", "15", "43", "63"))
    vercors = _only(places, "le Vercors")
    assert (vercors.value, vercors.candidates) == ("FR-ARA", ("38", "26"))
    massif = _only(places, "le Massif central")
    assert (massif.value, massif.certain, len(massif.candidates)) == ("", False, 22)
    forez = _only(places, "le Livradois-Forez")
    assert (forez.value, forez.certain) == ("63", False)


def test_kinds_and_official_names(places: Places) -> None:
    seen = {
        text: (_only(places, text).kind, _only(places, text).name)
        for text in ("clermont", "CAPEV", "cantal", "Auvergne", "Bourbonnais", "43100", "clermontoise", "PACA")
    }
    assert seen == {
        "clermont": ("commune", "Clermont-Ferrand"),
        "CAPEV": ("epci", "Communauté d'agglomération du Puy-en-Velay"),
        "cantal": ("departement", "Cantal"),
        "Auvergne": ("former_region", "Auvergne"),
        "Bourbonnais": ("territory", "Bourbonnais"),
        "43100": ("postal_code", "43100"),
        "clermontoise": ("demonym", "clermontois"),
        "PACA": ("region", "Provence-Alpes-Côte d'Azur"),
    }

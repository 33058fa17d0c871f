"""Goals, frameworks and themes; and the word lists themselves."""

from collections.abc import Callable

import pytest

from assistant.nlu.phrases import parts, read_list
from assistant.nlu.spelling import Spelling
from assistant.vocabulary import EU27, FRAMEWORKS, GOALS, HOLDERS, THEMES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("se jumeler", [("goal", "political")]),
        ("un rapprochement et de l'amitié", [("goal", "political"), ("goal", "political")]),
        ("après le séisme", [("goal", "humanitarian")]),
        ("solidarité internationale", [("goal", "development")]),
        ("développement", [("goal", "development")]),
        ("un projet de développement économique", [("theme", "economy")]),
        ("coopération décentralisée", [("framework", "decentralised")]),
        ("plutôt transfrontalier", [("framework", "cross_border")]),
        ("un puits et des latrines", [("theme", "water"), ("theme", "water")]),
        ("nos lycéens", [("theme", "youth")]),
        ("l'égalité femmes-hommes", [("theme", "gender")]),
        ("jumlage", [("goal", "political")]),
        ("de l'assainisement", [("theme", "water")]),
        ("recherche", [("theme", "research")]),
        ("les îlots où nichent les sternes", [("theme", "environment"), ("theme", "environment")]),
        ("l'hygiène et la santé", [("theme", "health")]),
        ("des messages d'hygiène", [("theme", "water")]),
        ("recevoir le public dans les tourbières", [("theme", "tourism"), ("theme", "environment")]),
        ("une association caritative", [("holder_type", "association")]),
        ("je recherche un partenaire", []),
        ("ce genre de choses", []),
        ("équiper une école", [("theme", "education")]),
        ("avec un lycée polonais", [("country", "PL")]),
        ("l'europe paie combien", []),
        # glued to its article, misspelt inside a phrase, an adjective
        ("lassainissement", [("theme", "water")]),
        ("des panaux solaires", [("theme", "energy")]),
        ("une création théâtrale", [("theme", "culture")]),
        ("les financements de recherche", [("theme", "research")]),
        # said in passing: who travels, where, by whom
        ("un échange de 22 élèves sur le climat", [("theme", "environment")]),
        ("former des fontainiers", [("theme", "water")]),
        ("former des gens", [("theme", "education")]),
        ("une association de quartier", [("holder_type", "association")]),
        ("la jeune entreprise", [("holder_type", "entreprise")]),
        ("le budget s'élève à beaucoup", []),
        ("l'appel est fermé", []),
        ("on a récolté de quoi partir", []),
        ("les salaires", []),
        ("un collègue", []),
        ("une bibliothèque à construire", [("theme", "culture")]),
        # concrete things, which give way to a subject that is named
        ("compter les hérissons et les libellules", [("theme", "environment"), ("theme", "environment")]),
        ("une pompe à chaleur", [("theme", "energy")]),
        ("opérer de la cataracte", [("theme", "health")]),
        ("replanter des oliviers", [("theme", "agriculture")]),
        ("un menhir", [("theme", "heritage")]),
        ("du biathlon et de la luge", [("theme", "sport"), ("theme", "sport")]),
        ("des violonistes pour la santé", [("theme", "health")]),
        # the whole of what a clause says
        ("une mairie, plutôt développement", [("holder_type", "commune"), ("goal", "development")]),
        ("la recherche de partenaires", []),
        # another language: countries and places only
        ("we would like to renovate a college with our art students", []),
    ],
)
def test_words_of_the_lists(values: Callable, text: str, expected: list) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("name", "codes"), [("goals", GOALS), ("frameworks", FRAMEWORKS), ("themes", THEMES), ("holders", HOLDERS)]
)
def test_lists_cover_the_vocabulary(name: str, codes: dict[str, str]) -> None:
    kinds = {"words", "alone", "self", "bodies", "names", "objects", "passing"}
    lists = read_list(name)
    assert set(lists) == set(codes)
    assert all(set(of_a_code) <= kinds and of_a_code["words"] for of_a_code in lists.values())


@pytest.mark.parametrize("name", ["goals", "frameworks", "themes", "holders"])
def test_no_phrase_stands_for_two_codes(name: str) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for code, kinds in read_list(name).items():
        for phrase in kinds["words"]:
            assert parts(phrase), phrase
            assert seen.setdefault(parts(phrase), code) == code, phrase


def test_groups_are_made_of_known_countries_and_groups() -> None:
    groups = read_list("country_groups")
    assert set(groups["UE27"]["members"]) == EU27
    for group in groups.values():
        assert all(len(code) == 2 for code in group.get("members", ()))
        assert set(group.get("groups", ())) <= set(groups)


@pytest.mark.parametrize(
    "text",
    [
        "Nous montons un projet avec le Togo",
        "le projet comportera trois volets et se composera de rencontres",
        "nous accorderons une place aux électrices",
        "il faut inspecter les maillons, puis patientez",
        "un vivier de donataires pour une politique volontariste",
    ],
)
def test_an_ordinary_word_is_no_misspelt_theme(values: Callable[..., list], text: str) -> None:
    assert values(text, "theme") == []


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("un accueil pour enfant autiste", "health"),
        ("des moustiquaires", "health"),
        ("la filière arachides", "agriculture"),
        ("rénover un internat", "education"),
    ],
)
def test_a_word_is_no_misspelling_of_another_theme(values: Callable[..., list], text: str, theme: str) -> None:
    assert theme in values(text, "theme")


def test_a_misspelling_is_close_in_letters_or_the_same_by_ear() -> None:
    spelling = Spelling(["madagascar", "burkina", "italie"], frozenset({"italien"}))
    assert spelling.target("madagasquar") == "madagascar"
    assert spelling.target("burquina") == "burkina"
    # an ordinary word, a short one and a far one are left alone
    assert [spelling.target(word) for word in ("italien", "itali", "burin", "madame")] == [None, "italie", None, None]

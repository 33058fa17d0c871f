import gc

import pytest
from small_world import make_base, make_programme

from assistant.matching import words
from assistant.matching.memory import PerBase
from assistant.matching.notes import smallest_told
from assistant.matching.similarity import index_of, stem


def test_figures_and_dates_are_written_in_french() -> None:
    assert words.euros(20000) == "20 000 €"
    assert words.number(7.5) == "7,5"
    assert words.percent(62.5) == "62,5 %"
    assert words.french_date("2026-09-23") == "23 septembre 2026"
    assert words.french_date("2026-03-01") == "1er mars 2026"
    assert words.on_date("2026-09") == "en septembre 2026"
    assert words.on_date("2026-09-23") == "le 23 septembre 2026"
    assert words.enumerate_fr(["a", "b", "c"]) == "a, b et c"
    assert words.short("Un mot. Deux mots.", 8) == "Un mot. […]"


@pytest.mark.parametrize(
    "alike",
    [("jumelage", "jumeler", "jumelées"), ("échange", "échanges", "échanger"), ("puits",), ("eau", "eaux"),
     ("italien", "italienne", "Italie"), ("transnational", "transnationales", "transnationalité")],
)  # fmt: skip
def test_words_of_one_family_have_one_stem(alike: tuple[str, ...]) -> None:
    assert len({stem(word.lower().replace("é", "e")) for word in alike}) == 1


@pytest.mark.parametrize(
    "unlike", [("ville", "village"), ("eleves", "elevage"), ("savoie", "savoir"), ("refuges", "refugies"),
               ("pompiers", "pompes"), ("chantiers", "chants"), ("paysages", "pays"), ("donnees", "donner")],
)  # fmt: skip
def test_words_of_two_families_have_two_stems(unlike: tuple[str, str]) -> None:
    assert stem(unlike[0]) != stem(unlike[1])


def test_a_description_is_closest_to_the_keywords_it_says_whole() -> None:
    base = make_base(
        make_programme("whole", keywords=("épargne solidaire",)),
        make_programme("part", keywords=("épargne des entreprises cotées",)),
        make_programme("none", keywords=("forage",)),
    )
    compared = index_of(base).compare("un projet d'épargne solidaire")
    assert compared.by_programme["whole"].score > compared.by_programme["part"].score > 0
    assert compared.by_programme["whole"].keywords == ("épargne solidaire",)
    assert "none" not in compared.by_programme


def test_a_programme_inherits_the_words_of_what_it_replaced() -> None:
    base = make_base(make_programme("old", keywords=("épargne solidaire",)), make_programme("new", succeeds=("old",)))
    found = index_of(base).compare("épargne solidaire").by_programme
    assert 0 < found["new"].score < found["old"].score


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    common = [make_programme(f"c{n}", keywords=("santé",)) for n in range(6)]
    base = make_base(*common, make_programme("rare", keywords=("orgue",)))
    found = index_of(base).compare("santé et orgue").by_programme
    assert found["rare"].score > found["c0"].score


def test_sizes_told_in_a_note_are_read_when_they_are_of_a_project() -> None:
    assert smallest_told("Exemples : 3,5 M€ ou 4 M€ par projet en 2025.") == 3_500_000
    assert smallest_told("Montants de 15 000 à 700 000 € par projet.") == 15_000
    assert smallest_told("Fonds de 1 200 000 € par an.") is None
    assert smallest_told(None) is None


def test_what_is_worked_out_of_a_base_goes_with_it() -> None:
    built: list[int] = []
    memory: PerBase[int] = PerBase(lambda base: built.append(1) or len(built))
    base = make_base()
    assert memory.of(base) == memory.of(base) == 1
    assert memory.of(make_base()) == 2
    del base
    gc.collect()
    assert memory._values == {}

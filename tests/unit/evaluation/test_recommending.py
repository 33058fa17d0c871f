"""The plain text search that recommendations are compared with, and the table of both."""

from datetime import date

from assistant.matching.facts import ProjectFacts
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from benchmarks.evaluation.bm25 import TextSearch, in_words, search_on
from benchmarks.evaluation.recommending import GIVEN, OURS, TOLD, Answers, Outcome, rows, search, table, under_the_floor

DOCUMENTS = {
    "ponts": "Ponts et passerelles : rénovation de ponts.",
    "forages": "Forages et puits pour les villages.",
    "mixte": "Passerelles, puits, musées, écoles, marchés et gares.",
}


def programme(identifier: str, period: str, summary: str) -> Programme:
    return Programme(identifier, f"Fonds {identifier}", period, "closed", "other", summary, "2026-11-23", "high")


def test_a_document_is_found_by_its_words_the_rarer_and_the_more_often_the_better() -> None:
    search = TextSearch(DOCUMENTS)

    assert search.best("rénover un pont", 3) == ("ponts",)
    assert search.best("un puits et des forages", 3) == ("forages", "mixte")
    assert search.best("des passerelles", 1) == ("ponts",)
    assert search.best("de la musique", 3) == ()
    assert TextSearch({}).best("pont", 3) == ()


def test_the_score_is_that_of_the_formula() -> None:
    # One document of one word, met once, of mean length: ln(1 + 0,5 / 1,5) × 2,5 / 2,5.
    search = TextSearch({"a": "forage"})

    assert round(search._score({"forag"}, search._words["a"]), 4) == 0.2877


def test_only_programmes_alive_on_the_day_are_searched() -> None:
    old, new = programme("vieux", "2000-2006", "Des puits."), programme("neuf", "2007-2013", "Des puits.")
    base = Base(programmes={one.id: one for one in (old, new)})

    assert search_on(base, date(2003, 1, 1)).best("puits", 3) == ("vieux",)
    assert search_on(base, date(2010, 1, 1)).best("puits", 3) == ("neuf",)


def test_the_facts_are_searched_by_their_french_words() -> None:
    facts = ProjectFacts.from_dict(
        {"holder_type": "commune", "territory": "63", "partner_countries": "TG", "themes": "water"}
    )

    assert in_words(facts) == "commune Puy-de-Dôme Togo eau et assainissement"
    assert in_words(ProjectFacts()) == ""


def test_facts_that_are_given_are_searched_and_those_of_a_text_alone_are_not() -> None:
    index = TextSearch({"eau": "Assainissement des villages.", "route": "Routes des villages."})
    case = {"text": "Un projet de route.", "as_of": "2020-01-01", "facts": {"themes": ["water"]}, "funded_by": "eau"}

    assert search(case, index, told_only=False).in_top
    assert not search(case, index, told_only=True).in_top


def test_the_table_has_a_dash_where_nothing_is_forbidden() -> None:
    good = Outcome({"funded_by": "a"}, ("a",), True, True, (), False)
    bad = Outcome({"funded_by": "a"}, ("b", "a"), True, False, (), False)
    answers = [
        Answers("funded_projects", OURS, GIVEN, (good, bad)),
        Answers("funded_projects", OURS, TOLD, (bad, bad)),
    ]

    assert rows(answers) == [("funded_projects", OURS, ["100,0 %", "50,0 %", "–", "100,0 %", "0,0 %", "–"])]
    assert "Projets financés, regardés (2 cas)" in table(answers)
    assert GIVEN in table(answers).splitlines()[0]


def test_a_figure_under_its_floor_or_over_its_ceiling_is_told() -> None:
    case = {"never": ["z"]}
    outcomes = (Outcome(case, ("z",), False, False, (), True), Outcome(case, ("a",), True, True, (), False))
    answers = [Answers("adviser_cases", OURS, GIVEN, outcomes)]

    def told(**floors: float) -> list[str]:
        return under_the_floor(answers, {"adviser_cases": {GIVEN: floors}})

    assert told(in_top=0.5, first=0.5, forbidden=0.5) == []
    assert told(in_top=0.6, forbidden=0.4) == [
        "Réponses d'un conseiller, regardées, faits donnés, dans les trois : 50,0 %, il faut au moins 60,0 %",
        "Réponses d'un conseiller, regardées, faits donnés, à tort : 50,0 %, il faut au plus 40,0 %",
    ]

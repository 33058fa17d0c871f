"""What is counted of a conversation: facts right at the end, messages without an answer."""

from typing import Any

import pytest

from benchmarks.evaluation.conversing import Fact, figures, judge, mistakes, table, under_the_floor


def told(bot: list[str], **slots: Any) -> dict[str, Any]:
    """What ``Model.converse`` gives of a conversation of two turns, the last answered by ``bot``."""
    return {"turns": [{"user": "bonjour", "bot": ["Bonjour !"]}, {"user": "au Togo", "bot": bot}], "slots": slots}


EXPECTED = {"id": "togo", "slots": {"partner_countries": ["TG"], "budget": None}}


@pytest.mark.parametrize(
    ("name", "expected", "known", "right"),
    [
        ("budget", 12000, 12000.0, True),
        ("budget", 12000, 13000.0, False),
        ("budget", 12000, None, False),
        ("budget", None, None, True),
        ("budget", None, 12000.0, False),
        ("partner_countries", None, [], True),
        ("partner_countries", ["TG", "BJ"], ["BJ", "TG"], True),
        ("partner_countries", ["TG"], ["BJ", "TG"], False),
        ("themes", ["water"], ["health", "water"], True),
        ("themes", ["water"], None, False),
        ("territory", "03", "03", True),
    ],
)
def test_a_fact_is_right(name: str, expected: Any, known: Any, right: bool) -> None:
    assert Fact(name, expected, known).right is right


def test_facts_that_are_not_expected_are_free() -> None:
    played = judge(EXPECTED, told(["C'est noté."], partner_countries=["TG"], budget=None, goal="political"))

    assert figures([played]) == {"facts": 1.0, "answered": 1.0}


@pytest.mark.parametrize("bot", [[], [" "]])
def test_a_message_to_which_nothing_is_said_is_counted(bot: list[str]) -> None:
    played = judge(EXPECTED, told(bot, partner_countries=["TG"], budget=None))

    assert figures([played])["answered"] == 0.5
    assert mistakes([played]) == ["  togo : sans réponse à « au Togo »"]


def test_figures_under_their_floor_are_named() -> None:
    played = [judge(EXPECTED, told(["C'est noté."], partner_countries=["TG"], budget=5000.0))]

    assert under_the_floor(played, {"facts": 0.5, "answered": 1.0}) == []
    assert under_the_floor(played, {"facts": 0.6}) == ["faits justes à la fin : 50,0 %, il faut au moins 60,0 %"]


def test_a_table_counts_each_fact_and_shows_no_conversation() -> None:
    played = [judge(EXPECTED, told(["C'est noté."], partner_countries=["TG"], budget=5000.0))]

    assert [line.split() for line in table("Jeu", played).splitlines()] == [
        "Jeu : 1 conversations, 2 tours, sans réponse : 0".split(),
        "tous les faits 1 justes sur 2 50,0 %".split(),
        "partner_countries 1 justes sur 1 100,0 %".split(),
        "budget 0 justes sur 1 0,0 %".split(),
    ]

"""The type of action that a description tells, on sentences written for it (tests/evaluation/types_of_action.yml)."""

from typing import Any

import pytest
import yaml
from small_world import make_facts

from assistant.matching.actions import ACTIONS, type_of_action
from assistant.settings import ROOT

_SET: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "evaluation" / "types_of_action.yml").read_text(encoding="utf-8")
)
_KEPT_RIGHT = 0.9


def _heard(text: str) -> str | None:
    found = type_of_action(text, make_facts(text=text))
    return found.value if found else None


def test_driving_a_lorry_there_is_a_shipment() -> None:
    assert _heard("conduire un vieux fourgon et des tenues jusqu'en Moldavie") == "shipment"


@pytest.mark.parametrize("case", _SET["chosen"], ids=lambda case: case["text"][:40])
def test_the_action_that_an_adviser_hears(case: dict[str, Any]) -> None:
    assert _heard(case["text"]) == case["action"]


def test_sentences_that_chose_no_word_are_mostly_heard_too() -> None:
    right = sum(_heard(case["text"]) == case["action"] for case in _SET["kept"])

    assert right / len(_SET["kept"]) >= _KEPT_RIGHT


def test_the_sentences_cover_every_type() -> None:
    for half in _SET.values():
        assert {case["action"] for case in half} == {*ACTIONS, None}


def test_the_reason_quotes_the_words_as_they_were_written() -> None:
    found = type_of_action("Rénover le château d’eau de Ségou", make_facts())

    assert found is not None
    assert found.because == "parce que vous écrivez « château d'eau »"


def test_what_is_denied_is_not_done() -> None:
    assert _heard("pas de jumelage, plutôt un concert") == "cultural_event"


def test_an_exchange_depends_on_who_carries_it() -> None:
    told = "un échange avec nos amis de Parme"

    assert type_of_action(told, make_facts(holder_type="ecole")).value == "youth_exchange"  # type: ignore[union-attr]
    assert type_of_action(told, make_facts(holder_type="commune")).value == "policy_exchange"  # type: ignore[union-attr]
    assert type_of_action(told, make_facts(holder_type="association")) is None


def test_a_stay_told_by_its_month_says_no_type_of_action() -> None:
    assert type_of_action("8 jours en avril", make_facts(text="8 jours en avril")) is None
    assert type_of_action("8 jours en entreprise", make_facts(text="8 jours en entreprise")) is not None

"""The figures of the evaluation on a handful of cases counted by hand."""

from typing import Any

import pytest

from benchmarks.evaluation import scores
from benchmarks.evaluation.figures import case_of, figures, under_the_floor
from benchmarks.evaluation.scores import Case
from benchmarks.evaluation.sets import Message


def entity(kind: str, value: Any, text: str, role: str | None = None) -> dict[str, Any]:
    return {"entity": kind, "value": value, "text": text} | ({"role": role} if role else {})


def case(
    intent: str, guessed: str, confidence: float = 0.9, register: str = "neutral", text: str = "", **more: Any
) -> Case:
    return Case(
        text=text,
        register=register,
        intent=intent,
        expected=tuple(more.get("expected", ())),
        guessed=guessed,
        confidence=confidence,
        found=tuple(more.get("found", ())),
        likeliest=more.get("likeliest", guessed),
    )


CASES = [
    case("inform", "inform"),
    case("inform", "inform", register="phone"),
    case("inform", "correct", register="phone"),
    case("inform", "out_of_scope"),
    case("correct", "correct"),
    case("out_of_scope", "out_of_scope"),
    case("out_of_scope", "nlu_fallback", 0.2, likeliest="inform"),
    case("out_of_scope", "inform", 0.6),
]


def test_accuracy_and_registers() -> None:
    assert scores.accuracy(CASES) == 4 / 8
    assert scores.accuracy_by_register(CASES)["phone"] == (0.5, 2)


def test_macro_f1_weighs_each_intent_the_same() -> None:
    each = scores.by_intent(CASES)

    assert each["inform"].precision == 2 / 3
    assert each["inform"].recall == 2 / 4
    assert scores.macro_f1(CASES) == pytest.approx((4 / 7 + 2 / 3 + 2 / 5) / 3)


def test_out_of_scope_and_refusals() -> None:
    assert scores.out_of_scope_recall(CASES) == 2 / 3
    assert scores.refused(CASES) == 1 / 5


def test_an_entity_counts_with_its_value_and_once() -> None:
    read = case(
        "inform",
        "inform",
        text="Togo et Togo, pas 20 000, 5 ans",
        expected=[entity("country", "TG", "Togo"), entity("amount", 20000, "20 000", "budget")],
        found=[
            entity("country", "TG", "Togo"),
            entity("country", "TG", "Togo"),
            entity("amount", 20000.0, "20 000", "grant"),
            entity("duration", 60, "5 ans"),
        ],
    )

    rates = scores.entity_rates([read])

    assert (rates["all"].precision, rates["all"].recall) == (2 / 3, 1)
    assert rates["duration"].precision == 0
    assert scores.role_accuracy([read]) == 0


def test_a_yearly_income_is_no_fact_of_the_project() -> None:
    read = case("inform", "inform", expected=[entity("amount", 8000, "8 000", "income")], text="8 000 par an")

    assert scores.entity_rates([read])["all"].expected == 0


def test_value_accuracy_looks_at_what_was_found_only() -> None:
    read = case(
        "inform",
        "inform",
        text="au Laos et en Itali",
        expected=[entity("country", "LA", "Laos"), entity("country", "IT", "Itali")],
        found=[entity("country", "LV", "Laos")],
    )

    assert scores.value_accuracy([read]) == 0
    assert scores.span_rates([read]).recall == 1 / 2


def test_out_of_scope_entities_are_left_out() -> None:
    read = case("out_of_scope", "out_of_scope", text="Nice", found=[entity("place", "06", "Nice")])

    assert scores.entity_rates([read])["all"].f1 == 1


@pytest.mark.parametrize(("one", "other"), [(20000, "20000"), (20000.0, 20000), (1.5, "1.50"), ("03", "03")])
def test_equal_values(one: Any, other: Any) -> None:
    assert scores.normalised(one) == scores.normalised(other)


def test_a_departement_is_no_number() -> None:
    assert scores.normalised("03") != scores.normalised(3)


def test_calibration_compares_confidence_with_what_is_right() -> None:
    sure = [case("inform", "inform", 0.95), case("inform", "correct", 0.95)]

    assert scores.calibration(sure) == [(0.95, 0.5, 2)]
    assert scores.calibration_error(sure) == pytest.approx(0.45)


def test_a_higher_threshold_refuses_more() -> None:
    (_, low_out, low_in, _), (_, high_out, high_in, _) = scores.threshold_curve(CASES, [0.0, 0.7])

    assert (low_out, low_in) == (1 / 3, 1 / 5)
    assert (high_out, high_in) == (1, 1 / 5)


def test_what_rasa_parsed_becomes_a_case() -> None:
    message = Message("au Togo", "inform", "phone", ())
    parsed = {
        "intent": {"name": "nlu_fallback", "confidence": 0.3},
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.3},
            {"name": "inform", "confidence": 0.25},
        ],
        "entities": [{"entity": "country", "value": "TG", "start": 3, "end": 7, "extractor": "CRFEntityExtractor"}],
    }

    read = case_of(message, parsed)

    assert (read.guessed, read.likeliest, read.confidence) == ("nlu_fallback", "inform", 0.25)
    assert read.found[0]["text"] == "Togo"


def test_floors_are_least_values_except_where_less_is_better() -> None:
    found = figures(CASES)

    assert under_the_floor(found, {"accuracy": 0.5, "refused": 0.2}) == []
    assert len(under_the_floor(found, {"accuracy": 0.51, "refused": 0.19})) == 2

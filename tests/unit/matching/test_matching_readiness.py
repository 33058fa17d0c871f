"""The self-assessment: which questions, what profile, and the advice that follows."""

from assistant.matching.readiness import NO, PARTLY, UNKNOWN, YES, next_asked, profile, questions
from assistant.programmes.base import Base


def test_the_questions_come_in_the_order_of_the_lessons(base: Base) -> None:
    asked = questions(base)

    assert asked[0].id == "adequation-structure-programme-projet"
    assert next_asked({}, base) == asked[0]
    assert next_asked({asked[0].id: YES}, base) == asked[1]
    assert next_asked({one.id: NO for one in asked}, base) is None


def test_the_weakest_points_are_advised_first(base: Base) -> None:
    answers = {one.id: YES for one in questions(base)}
    answers |= {"portage-ingenierie": PARTLY, "volonte-politique": UNKNOWN, "gestion-du-partenariat": NO}

    found = profile(answers, base)

    assert [one.id for one in found.advice] == ["gestion-du-partenariat", "volonte-politique", "portage-ingenierie"]
    assert [one.id for one in found.further] == ["duree", "langue", "bonne-gestion-de-projet"]
    assert found.held == len(answers) - 3


def test_what_is_held_needs_no_advice(base: Base) -> None:
    found = profile({one.id: YES for one in questions(base)}, base)

    assert (found.advice, found.further) == ((), ())


def test_answers_to_questions_that_are_no_more_are_left_out(base: Base) -> None:
    assert profile({"autre": YES, "duree": YES}, base).items == ()

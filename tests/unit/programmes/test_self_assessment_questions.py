"""The questions of the self-assessment: everything that the 2008 presentation watches is asked about, once."""

from assistant.programmes.base import Base

_IN_THE_PRESENTATION = ("principaux-points-de-veille", "principaux-atouts")


def test_every_watch_point_and_asset_of_2008_is_asked_about(base: Base) -> None:
    expected = {name for fact in _IN_THE_PRESENTATION for name in base.facts[fact].see_lessons}
    questions = [lesson for lesson in base.lessons.values() if lesson.question]

    asked = {name for lesson in questions for name in (lesson.id, *lesson.asked_with)}

    assert expected <= asked
    assert len(questions) == 7

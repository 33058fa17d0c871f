"""Help for who does not know: projects that were really funded."""

from assistant.dialogue import orientation, questions
from assistant.dialogue.field_examples import field_examples
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from tests.unit.dialogue.turns import turn


def test_the_goal_is_illustrated_by_projects_of_different_goals(state: State, world: World) -> None:
    (told,) = field_examples("goal", state, world)
    lines = (told.text or "").splitlines()[1:]

    assert 2 <= len(lines) <= 3
    titles = {e.title for p in world.base.programmes.values() for e in p.examples}
    assert all(any(f"« {title} »" in line for title in titles) for line in lines)
    assert all("source : " in line for line in lines)
    assert len({line.split(" : ")[0] for line in lines}) == len(lines)


def test_what_no_example_can_tell_has_none(state: State, world: World) -> None:
    assert field_examples("budget", state, world) == []


def test_they_come_before_the_question_when_one_does_not_know(state: State, world: World) -> None:
    questions.next_step(state, world)
    assert state.memory.pending == "goal"

    examples, question = orientation.does_not_know(turn("unsure"), state, world)

    assert "financés" in (examples.text or "")
    assert question.response == "utter_explain_goal"

"""A project told in a conversation is known as the command ``recommend`` knows it: both then give the same answer."""

from datetime import date
from typing import Any

import pytest
import yaml

from assistant.advise import Adviser
from assistant.dialogue.collect import collect
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.facts import ProjectFacts
from assistant.nlu.extract import Extractor
from assistant.settings import ROOT

TODAY = date(2026, 11, 23)
_CASES = yaml.safe_load((ROOT / "tests" / "evaluation" / "adviser_cases.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def adviser(world: World) -> Adviser:
    return Adviser(world.base, world.places)


@pytest.fixture(scope="module")
def extractor(world: World) -> Extractor:
    return Extractor(world.base, world.places)


def _without_text(facts: ProjectFacts) -> dict[str, Any]:
    return {name: value for name, value in vars(facts).items() if name != "text"}


@pytest.mark.parametrize("text", [case["text"] for case in _CASES], ids=[case["id"] for case in _CASES])
def test_a_description_gives_the_same_facts(adviser: Adviser, extractor: Extractor, text: str) -> None:
    state = State()

    collect(Turn(text, "describe_project", tuple(extractor.extract(text))), state)

    assert _without_text(state.facts(TODAY)) == _without_text(adviser.facts(text, None, TODAY))


@pytest.mark.parametrize(
    ("text", "locality", "outcome"),
    [
        ("commune d'Ambert", "63003", "unknown"),
        ("mairie de Villeurbanne", "69266", None),
        ("commune de L'Arbresle", "69010", "met"),
        ("la communauté de communes du Trièves", "200030658", "met"),
        ("une commune du Cantal", None, "unknown"),
    ],
)
def test_the_commune_of_a_description_is_judged(
    adviser: Adviser, text: str, locality: str | None, outcome: str | None
) -> None:
    facts = adviser.facts(f"{text}, marché de producteurs et circuits courts avec un village italien", None, TODAY)
    proposed = {one["programme"]: one for one in adviser.answer(facts, 10)["recommendations"]}
    leader = proposed.get("leader-2023-2027-ara", {"reasons": ()})
    assert facts.to_dict().get("locality") == locality
    assert next((r["outcome"] for r in leader["reasons"] if r["criterion"] == "territory"), None) == outcome

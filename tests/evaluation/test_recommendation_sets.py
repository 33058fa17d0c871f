"""The cases on which recommendations are judged are sound: ids that exist, days that are possible, no case twice."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from assistant.matching.facts import ProjectFacts
from assistant.programmes.base import Base
from assistant.programmes.status import status_on
from benchmarks.evaluation.recommending import HIDDEN, SHOWN, figures, play, read_cases

FUNDED = (
    "funded_projects", "funded_projects_more", "funded_projects_more_2", "funded_projects_more_3",
    "funded_projects_unseen", "funded_projects_unseen_2", "funded_projects_unseen_3",
)  # fmt: skip
ADVISED = (
    "adviser_cases", "adviser_cases_more", "adviser_cases_more_2", "adviser_cases_unseen", "adviser_cases_unseen_2",
)  # fmt: skip


def cases(names: tuple[str, ...]) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for name in names for case in read_cases(name)]


def test_no_case_is_there_twice() -> None:
    counts = Counter(case["id"] for name in (*SHOWN, *HIDDEN) for case in read_cases(name))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "least"),
    [("funded_projects_unseen_2", 36), ("adviser_cases_unseen_2", 30), ("funded_projects_unseen_3", 60)],
)
def test_the_later_unseen_sets_are_large_enough(name: str, least: int) -> None:
    assert len(read_cases(name)) >= least


@pytest.mark.parametrize("case", cases(FUNDED))
def test_a_funded_project_could_apply_on_its_day(case: dict[str, Any], base: Base) -> None:
    ProjectFacts.from_dict(case["facts"])
    day = date.fromisoformat(case["as_of"])

    assert status_on(base.programmes[case["funded_by"]], day) in ("open", "permanent", "between_calls")
    assert set(case.get("also", ())) <= set(base.programmes)
    assert case["source"]


@pytest.mark.parametrize("case", cases(ADVISED))
def test_an_advised_case_names_what_exists(case: dict[str, Any], base: Base) -> None:
    ProjectFacts.from_dict(case["facts"])

    assert {*case["first"], *case["top"], *case["never"]} <= set(base.programmes)
    assert set(case["call_first"]) <= set(base.organisations)
    assert not set(case["never"]) & {*case["first"], *case["top"]}
    assert len(case["top"]) <= 3
    assert case["why"]


class Adviser:
    """Stands for the real one: proposes what it is told to."""

    def __init__(self, programmes: list[str], bodies: list[str]) -> None:
        self._answer = {
            "recommendations": [{"programme": one} for one in programmes],
            "organisations": [{"id": one} for one in bodies],
        }

    def facts(self, *_: Any) -> ProjectFacts:
        return ProjectFacts()

    def answer(self, *_: Any) -> dict[str, Any]:
        return self._answer


def test_a_funded_project_is_found_by_any_programme_that_paid() -> None:
    case = {"text": "…", "as_of": "2016-01-01", "facts": {}, "funded_by": "a", "also": ["b"]}

    found = play(case, Adviser(["x", "b"], []), False)  # type: ignore[arg-type]

    assert (found.in_top, found.first) == (True, False)


def test_an_adviser_signs_only_what_holds_together() -> None:
    case = {
        "text": "…", "as_of": "2026-11-23", "facts": {},
        "first": ["a"], "top": ["a", "b"], "never": ["z"], "call_first": ["r"],
    }  # fmt: skip

    good = play(case, Adviser(["a", "c", "b"], ["r"]), False)  # type: ignore[arg-type]
    bad = play(case, Adviser(["z", "a"], ["q"]), False)  # type: ignore[arg-type]

    assert good.wrong == ()
    assert len(bad.wrong) == 4
    assert figures([good, bad]) == {"in_top": 0.5, "first": 0.5, "forbidden": 0.5}

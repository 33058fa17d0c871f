"""What is recommended, against what funded a real project and what an adviser would answer.

``python -m benchmarks.evaluation.recommending`` prints the figures, and the wrong cases of the sets that are looked at.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.advise import Adviser
from benchmarks.evaluation.sets import FOLDER

SHOWN = ("funded_projects", "adviser_cases")
HIDDEN = ("funded_projects_unseen", "adviser_cases_unseen")
"""Sets of which only the figures are looked at."""
TOP = 3


@dataclass(frozen=True)
class Outcome:
    """One case and the first answers to it. ``wrong``: French sentences, empty when an adviser would sign."""

    case: dict[str, Any]
    proposed: tuple[str, ...]
    in_top: bool
    first: bool
    wrong: tuple[str, ...]
    forbidden: bool


def read_cases(name: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The cases of one set, as they are written (``tests/evaluation/README.md``)."""
    cases: list[dict[str, Any]] = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    return cases


def play(case: dict[str, Any], adviser: Adviser, told_only: bool) -> Outcome:
    """Ask for the case as of its day; with ``told_only`` nothing but its text is given, else its facts too."""
    day = date.fromisoformat(case["as_of"])
    facts = adviser.facts(case["text"], None if told_only else case["facts"], day)
    answer = adviser.answer(facts, TOP)
    proposed = tuple(r["programme"] for r in answer["recommendations"])
    if "funded_by" in case:
        return _funded(case, proposed)
    return _advised(case, proposed, [o["id"] for o in answer["organisations"]])


def _funded(case: dict[str, Any], proposed: tuple[str, ...]) -> Outcome:
    paid = {case["funded_by"], *case.get("also", ())}
    in_top = bool(paid & set(proposed))
    wrong = () if in_top else (f"attendu : {case['funded_by']}",)
    return Outcome(case, proposed, in_top, bool(paid & set(proposed[:1])), wrong, False)


def _advised(case: dict[str, Any], proposed: tuple[str, ...], bodies: list[str]) -> Outcome:
    expected, first, never = set(case["top"]), set(case["first"]), set(case["never"])
    wrong = [f"manque : {one}" for one in sorted(expected - set(proposed))]
    wrong += [f"à ne jamais proposer : {one}" for one in sorted(never & set(proposed))]
    right_first = bool(first & set(proposed[:1])) if first else not proposed
    if not right_first:
        wrong.append(f"en premier : {' ou '.join(sorted(first)) or 'rien'}")
    if not set(case["call_first"]) & set(bodies):
        wrong.append(f"à appeler : {' ou '.join(case['call_first'])}, et non {', '.join(bodies)}")
    return Outcome(case, proposed, expected <= set(proposed), right_first, tuple(wrong), bool(never & set(proposed)))


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    """Shares from 0 to 1: what was expected in the top three, the right one first, something never to be proposed."""
    count = len(outcomes)
    return {
        "in_top": sum(o.in_top for o in outcomes) / count,
        "first": sum(o.first for o in outcomes) / count,
        "forbidden": sum(o.forbidden for o in outcomes) / count,
    }


def main() -> None:
    """Play every set, with the facts and from the text alone."""
    adviser = Adviser.load()
    for name in (*SHOWN, *HIDDEN):
        for told_only in (False, True):
            outcomes = [play(case, adviser, told_only) for case in read_cases(name)]
            shares = "  ".join(f"{key} {value:.3f}" for key, value in figures(outcomes).items())
            print(f"{name}, {'texte seul' if told_only else 'faits donnés'} ({len(outcomes)}) : {shares}")
            if name in SHOWN and "--cases" in sys.argv:
                for o in outcomes:
                    if o.wrong:
                        print(f"  {o.case['id']} : {' ; '.join(o.wrong)}\n      proposés : {', '.join(o.proposed)}")


if __name__ == "__main__":
    main()

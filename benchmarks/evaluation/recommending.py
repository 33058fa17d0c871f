"""What is recommended, against what funded a real project and what an adviser would answer.

``python -m benchmarks.evaluation.recommending`` prints the figures beside those of a plain text search, and with
``--cases`` the wrong cases of the sets that are looked at.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.advise import Adviser
from assistant.matching.facts import ProjectFacts
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.store import Store
from assistant.settings import Settings
from benchmarks.evaluation.bm25 import TextSearch, in_words, search_on
from benchmarks.evaluation.report import percent
from benchmarks.evaluation.sets import FOLDER

SHOWN = (
    "funded_projects", "funded_projects_more", "funded_projects_more_2", "funded_projects_more_3",
    "adviser_cases", "adviser_cases_more", "adviser_cases_more_2",
)  # fmt: skip
HIDDEN = (
    "funded_projects_unseen", "adviser_cases_unseen", "funded_projects_unseen_2", "adviser_cases_unseen_2",
    "funded_projects_unseen_3",
)  # fmt: skip
"""Sets of which only the figures are looked at."""
TITLES = {
    "funded_projects": "Projets financés, regardés",
    "funded_projects_more": "Autres projets financés, regardés",
    "funded_projects_more_2": "Encore d'autres projets financés, regardés",
    "funded_projects_more_3": "Projets financés, quatrième ensemble, regardés",
    "adviser_cases": "Réponses d'un conseiller, regardées",
    "adviser_cases_more": "Autres réponses d'un conseiller, regardées",
    "adviser_cases_more_2": "Encore d'autres réponses d'un conseiller, regardées",
    "funded_projects_unseen": "Projets financés, jamais vus",
    "adviser_cases_unseen": "Réponses d'un conseiller, jamais vues",
    "funded_projects_unseen_2": "Projets financés, jamais vus (2)",
    "adviser_cases_unseen_2": "Réponses d'un conseiller, jamais vues (2)",
    "funded_projects_unseen_3": "Projets financés, jamais vus (3)",
}
GIVEN, TOLD = "faits donnés", "texte seul"
OURS, PLAIN = "l'assistant", "recherche de texte (BM25)"
NAMES = {"in_top": "dans les trois", "first": "en premier", "forbidden": "à tort"}
"""Figures of a set: what was expected is there, the right one is first, something never to be proposed is there."""
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
    return _judged(case, proposed, [o["id"] for o in answer["organisations"]])


def search(case: dict[str, Any], index: TextSearch, told_only: bool) -> Outcome:
    """Look for the words of the case, and for those of its facts unless ``told_only``, in the programmes of its day."""
    facts = ProjectFacts.from_dict({} if told_only else case["facts"])
    return _judged(case, index.best(f"{case['text']} {in_words(facts)}", TOP), [])


def _judged(case: dict[str, Any], proposed: tuple[str, ...], bodies: list[str]) -> Outcome:
    return _funded(case, proposed) if "funded_by" in case else _advised(case, proposed, bodies)


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


@dataclass(frozen=True)
class Answers:
    """One set, answered by ``who`` from the facts or from the text alone (``what``)."""

    name: str
    who: str
    what: str
    outcomes: tuple[Outcome, ...]

    @property
    def figures(self) -> dict[str, float]:
        """See ``figures``."""
        return figures(list(self.outcomes))


def compare(
    base: Base, names: Iterable[str] = (*SHOWN, *HIDDEN), answerers: Sequence[str] = (OURS, PLAIN)
) -> list[Answers]:
    """Every set through our ranking and through a plain text search, with the facts and from the text alone."""
    adviser = Adviser(base, Places())
    on = cache(lambda day: search_on(base, date.fromisoformat(day)))
    answering: Mapping[str, Callable[[dict[str, Any], bool], Outcome]] = {
        OURS: lambda case, told_only: play(case, adviser, told_only),
        PLAIN: lambda case, told_only: search(case, on(case["as_of"]), told_only),
    }
    return [
        Answers(name, who, what, tuple(answering[who](case, what == TOLD) for case in read_cases(name)))
        for name in names
        for who in answerers
        for what in (GIVEN, TOLD)
    ]


def table(answers: Sequence[Answers]) -> str:
    """The figures for the terminal: a block a set, a line an answerer; a dash where nothing is forbidden."""
    width, column = len(PLAIN) + 2, max(map(len, NAMES.values())) + 2
    half = column * len(NAMES)
    labels = "".join(f"{label:>{column}}" for label in NAMES.values())
    lines = [f"{'':{width}}{GIVEN:>{half}}{TOLD:>{half}}", f"{'':{width}}{labels}{labels}"]
    for name, who, shares in rows(answers):
        title = f"{TITLES[name]} ({len(next(one.outcomes for one in answers if one.name == name))} cas)"
        if title not in lines:
            lines.append(title)
        lines.append(f"{'  ' + who:{width}}" + "".join(f"{share:>{column}}" for share in shares))
    return "\n".join(lines)


def rows(answers: Sequence[Answers]) -> list[tuple[str, str, list[str]]]:
    """Set, answerer, and the figures in French: those of the facts given, then those of the text alone."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in answers:
        forbids = any("never" in outcome.case for outcome in one.outcomes)
        shares = [percent(one.figures[key]) if forbids or key != "forbidden" else "–" for key in NAMES]
        found.setdefault((one.name, one.who), []).extend(shares)
    return [(name, who, shares) for (name, who), shares in found.items()]


def under_the_floor(answers: Sequence[Answers], floors: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[str]:
    """French sentences, one for each of our figures that is worse than its floor; ``forbidden`` has a ceiling."""
    worse = []
    for one in answers:
        for key, limit in floors[one.name][one.what].items() if one.who == OURS else ():
            value = one.figures[key]
            if value > limit if key == "forbidden" else value < limit:
                sense = "au plus" if key == "forbidden" else "au moins"
                worse.append(
                    f"{TITLES[one.name]}, {one.what}, {NAMES[key]} : {percent(value)}, il faut {sense} {percent(limit)}"
                )
    return worse


def main() -> None:
    """Print the figures of every set, and with ``--cases`` what is wrong in those that are looked at."""
    answers = compare(Store(Settings().base_url).snapshot())
    print(table(answers))
    if "--cases" not in sys.argv:
        return
    for one in answers:
        if one.name in SHOWN and one.who == OURS:
            print(f"\n{TITLES[one.name]}, {one.what}")
            for o in one.outcomes:
                if o.wrong:
                    print(f"  {o.case['id']} : {' ; '.join(o.wrong)}\n      proposés : {', '.join(o.proposed)}")


if __name__ == "__main__":
    main()

"""How many questions are asked before the answer, against a form, and what the answer is then worth.

``python -m benchmarks.evaluation.questions`` lets the holder of each shown case tell its project, or the first words of
it, or nothing of it, then answer what is asked by the facts of the case («je ne sais pas» where it has none). What was
misread of the telling is corrected at once: reading is measured elsewhere. ``--usual`` writes the projects in which
likely answers are counted (``data/projects/README.md``) out of the same cases; no case counts for its own questions.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import mean, median, quantiles
from typing import Any

from assistant.advise import Adviser
from assistant.dialogue.questions import MOST_QUESTIONS
from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import deduce
from assistant.matching.likelihood import USUAL, usual_projects
from assistant.matching.questions import next_question
from assistant.matching.rank import has_subject, rank
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.store import Store
from assistant.settings import Settings
from benchmarks.evaluation.recommending import SHOWN, TOP, read_cases

FORM = ("goal", "framework", "holder_type", "territory", "partner_countries", "themes", "budget", "duration_months",
        "partner_count")  # fmt: skip
"""The order of a form: goal and framework first, as in the 2008 presentation."""
STARTS: dict[str, Callable[[str], str]] = {
    "projet raconté": lambda text: text,
    "premiers mots": lambda text: re.split(r"[,.;:!?]", text)[0],
    "rien de dit": lambda text: "nous cherchons un financement",
}
OURS, WHOLE, SETTLED = "notre ordre", "formulaire entier", "formulaire, arrêté quand plus rien ne change"
RANDOM, RANDOM_AS_MANY = "au hasard, arrêté quand plus rien ne change", "au hasard, autant de questions que le nôtre"
_DRAWS = 3
_READ = ("goal", "framework", "themes")


@dataclass(frozen=True)
class Outcome:
    """``asked``: number of questions; ``same``: the three programmes are those of all facts known; ``found``: the
    expected ones are among them."""

    asked: int
    same: bool
    found: bool


@dataclass
class Holder:
    """Somebody with the project of a case, who began by ``text``; ``times``: milliseconds of computing a question."""

    case: dict[str, Any]
    text: str
    adviser: Adviser
    base: Base
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._day = date.fromisoformat(self.case["as_of"])
        self._truth = ProjectFacts.from_dict(self.case["facts"])
        read = self.adviser.facts(self.text, None, self._day)
        both = [name for name in FORM if read.knows(name) and self._truth.knows(name)]
        self._corrected = {n: self.case["facts"][n] for n in both if getattr(read, n) != getattr(self._truth, n)}

    def known(self, asked: Iterable[str]) -> ProjectFacts:
        """What the assistant knows once these questions are answered."""
        answers = {name: self.case["facts"][name] for name in asked if self._truth.knows(name)}
        facts = self.adviser.facts(self.text, {**self._corrected, **answers} or None, self._day)
        stated = {name: getattr(facts, name) for name in FORM if facts.knows(name)}
        deduced = {n: d.value for n, d in deduce(self.text, stated).items() if n not in stated}
        return replace(facts, **deduced, inferred=facts.inferred.union(n for n in _READ if n in deduced))

    def proposed(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The programmes named first once these questions are answered."""
        facts = self.known(asked)
        ranked = rank(facts, self.base)[:TOP] if has_subject(facts, self.base) else ()
        return tuple(candidate.programme.id for candidate in ranked)

    def form(self) -> list[str]:
        """The questions of a form that does not ask what was told."""
        told = self.known(())
        return [name for name in FORM if not told.knows(name)]

    def our_questions(self) -> list[str]:
        """What the assistant asks, until it asks no more."""
        asked: list[str] = []
        others = [project for project in usual_projects() if project != replace(self._truth, as_of=project.as_of)]
        while len(asked) < MOST_QUESTIONS:
            facts, cannot = self.known(asked), [name for name in asked if not self._truth.knows(name)]
            start = time.process_time()
            name = next_question(facts, self.base, cannot, projects=others)
            self.times.append((time.process_time() - start) * 1000)
            if name is None or name in asked:
                break
            asked.append(name)
        return asked

    def outcome(self, asked: Sequence[str]) -> Outcome:
        """What the answer is worth after these questions."""
        proposed, complete = self.proposed(asked), self.proposed(FORM)
        return Outcome(len(asked), set(proposed) == set(complete), self._expects(proposed))

    def settled(self, order: Sequence[str]) -> Outcome:
        """The same when one could know that no question left changes the three programmes, and stopped there."""
        count, last = len(order), self.proposed(order)
        while count and self.proposed(order[: count - 1]) == last:
            count -= 1
        return self.outcome(order[:count])

    def _expects(self, proposed: Sequence[str]) -> bool:
        if "funded_by" in self.case:
            return bool({self.case["funded_by"], *self.case.get("also", ())} & set(proposed))
        return set(self.case["top"]) <= set(proposed)


def holders(adviser: Adviser, base: Base, start: str, every: int = 1) -> list[Holder]:
    """The holders of the shown cases, or of one case in ``every``, who begin as ``STARTS[start]`` says."""
    cases = [case for name in SHOWN for case in read_cases(name)][::every]
    return [Holder(case, STARTS[start](case["text"]), adviser, base) for case in cases]


def figures(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Mean number of questions, and shares from 0 to 1."""
    outcomes = list(outcomes)
    return {
        "questions": mean(o.asked for o in outcomes),
        "same": mean(o.same for o in outcomes),
        "found": mean(o.found for o in outcomes),
    }


def compare(holder: Holder) -> dict[str, list[Outcome]]:
    """Every way of asking, tried on one holder; those that draw lots several times."""
    form, ours = holder.form(), holder.our_questions()
    draws = [random.Random(f"{holder.case['id']} {n}").sample(form, len(form)) for n in range(_DRAWS)]
    return {
        OURS: [holder.outcome(ours)],
        WHOLE: [holder.outcome(form)],
        SETTLED: [holder.settled(form)],
        RANDOM: [holder.settled(order) for order in draws],
        RANDOM_AS_MANY: [holder.outcome(order[: len(ours)]) for order in draws],
    }


def write_usual() -> None:
    """The facts of the shown cases, one project a line."""
    known = (ProjectFacts.from_dict(case["facts"]).to_dict() for name in SHOWN for case in read_cases(name))
    lines = (json.dumps({n: v for n, v in facts.items() if n in FORM}, ensure_ascii=False) for facts in known)
    USUAL.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Print a table for each start."""
    if "--usual" in sys.argv:
        write_usual()
        return
    base = Store(Settings().base_url).snapshot()
    adviser = Adviser(base, Places())
    for start in STARTS:
        played = holders(adviser, base, start)
        compared = [compare(holder) for holder in played]
        print(f"{start} ({len(played)} cas)")
        for way in compared[0]:
            shares = figures(outcome for one in compared for outcome in one[way])
            print(
                f"  {way:46} {shares['questions']:5.2f} questions  mêmes trois {shares['same']:.3f}"
                f"  attendus trouvés {shares['found']:.3f}"
            )
        times = [milliseconds for holder in played for milliseconds in holder.times]
        most = quantiles(times, n=20, method="inclusive")[-1]
        print(f"  choisir une question : {median(times):.0f} ms de calcul (95 % sous {most:.0f} ms)")


if __name__ == "__main__":
    main()

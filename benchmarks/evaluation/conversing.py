"""What is known at the end of whole conversations, against what their holders said.

``python -m benchmarks.evaluation.conversing`` prints the figures of every set, and with ``--show`` each wrong fact of
the sets that are looked at.
"""

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.evaluation.report import percent
from benchmarks.evaluation.sets import FOLDER

if TYPE_CHECKING:
    from assistant.model import Model

SHOWN = ("conversations_more", "conversations_names", "conversations_more_2")
HIDDEN = "conversations_unseen"
"""Of ``HIDDEN``, only the figures are looked at."""
TITLES = {
    "conversations_more": "Conversations regardées",
    "conversations_names": "Conversations regardées, noms et détours",
    "conversations_more_2": "Conversations regardées, détours et reprises",
    HIDDEN: "Conversations jamais vues",
}
FACTS = "goal framework holder_type territory partner_countries themes budget duration_months partner_count".split()


@dataclass(frozen=True)
class Fact:
    """One fact at the end of a conversation. ``expected``: as it is written, None when it must be unknown."""

    name: str
    expected: Any
    known: Any

    @property
    def right(self) -> bool:
        """Countries are the same set, themes are at least those expected; an empty value is unknown."""
        if self.expected is None:
            return not self.known
        if self.name == "themes":
            return set(self.expected) <= set(self.known or ())
        if self.name == "partner_countries":
            return set(self.expected) == set(self.known or ())
        return bool(self.known == self.expected)


@dataclass(frozen=True)
class Played:
    """One conversation played to its end. ``unanswered``: the messages to which nothing was said."""

    name: str
    turns: int
    unanswered: tuple[str, ...]
    facts: tuple[Fact, ...]


def read_conversations(name: str, folder: Path = FOLDER) -> tuple[str, list[dict[str, Any]]]:
    """The day on which a set is played, ISO, and its conversations (``tests/evaluation/README.md``)."""
    read = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    return str(read["as_of"]), list(read["conversations"])


def judge(conversation: Mapping[str, Any], told: Mapping[str, Any]) -> Played:
    """Compare what ``Model.converse`` gave with what the conversation expects."""
    return Played(
        name=conversation["id"],
        turns=len(told["turns"]),
        unanswered=tuple(turn["user"] for turn in told["turns"] if not "".join(turn["bot"]).strip()),
        facts=tuple(Fact(name, value, told["slots"][name]) for name, value in conversation["slots"].items()),
    )


async def _played(model: "Model", conversations: Iterable[Mapping[str, Any]]) -> list[Played]:
    return [judge(one, await model.converse(one["turns"])) for one in conversations]


def play(model: "Model", conversations: Iterable[Mapping[str, Any]]) -> list[Played]:
    """Play each as a fresh conversation; the day is that of the setting ``AS_OF``."""
    return asyncio.run(_played(model, conversations))


def figures(played: Sequence[Played]) -> dict[str, float]:
    """``facts``: share of the expected facts that are right at the end; ``answered``: share of the turns answered."""
    facts = [fact for one in played for fact in one.facts]
    turns = sum(one.turns for one in played)
    return {
        "facts": sum(fact.right for fact in facts) / len(facts),
        "answered": 1 - sum(len(one.unanswered) for one in played) / turns,
    }


def under_the_floor(played: Sequence[Played], floors: Mapping[str, float]) -> list[str]:
    """French sentences, one for each figure that is worse than its floor."""
    found = figures(played)
    names = {"facts": "faits justes à la fin", "answered": "tours qui ont une réponse"}
    return [
        f"{names[key]} : {percent(found[key])}, il faut au moins {percent(floor)}"
        for key, floor in floors.items()
        if found[key] < floor
    ]


def table(title: str, played: Sequence[Played]) -> str:
    """The figures of a set for the terminal: a line for the whole, then a line a fact."""
    facts = [fact for one in played for fact in one.facts]
    expected, right = Counter(f.name for f in facts), Counter(f.name for f in facts if f.right)
    counts = [("tous les faits", right.total(), expected.total())]
    counts += [(name, right[name], expected[name]) for name in FACTS if expected[name]]
    return "\n".join(
        [
            f"{title} : {len(played)} conversations, {sum(one.turns for one in played)} tours, "
            f"sans réponse : {sum(len(one.unanswered) for one in played)}",
            *(f"  {name:20}{good:4} justes sur {total:4}  {percent(good / total)}" for name, good, total in counts),
        ]
    )


def mistakes(played: Sequence[Played]) -> list[str]:
    """A line for each wrong fact and each message without an answer."""
    lines = []
    for one in played:
        lines += [f"  {one.name} : sans réponse à « {text} »" for text in one.unanswered]
        lines += [
            f"  {one.name} : {fact.name} = {fact.known!r} au lieu de {fact.expected!r}"
            for fact in one.facts
            if not fact.right
        ]
    return lines


def main() -> None:
    """Print the figures of every set, and with ``--show`` the mistakes in those that are looked at."""
    from assistant.model import Model

    model = Model.load()
    for name in (*SHOWN, HIDDEN):
        os.environ["AS_OF"], conversations = read_conversations(name)
        played = play(model, conversations)
        print(table(TITLES[name], played))
        if "--show" in sys.argv and name in SHOWN:
            print("\n".join(mistakes(played)))


if __name__ == "__main__":
    main()

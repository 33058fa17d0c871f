"""What tells apart words that people confuse (data/differences.yml)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.dialogue.state import State
from assistant.matching.actions import type_of_action
from assistant.matching.facts import ProjectFacts
from assistant.settings import DATA

_TWINNING = "jumelage"
_OF_FRAMEWORK = {
    "international": "cooperation-internationale",
    "decentralised": "cooperation-decentralisee",
    "transnational": "cooperation-transnationale",
    "cross_border": "cooperation-transfrontaliere",
    "interregional": "cooperation-interregionale",
}
_OF_GOAL = {"political": "but-politique", "humanitarian": "but-humanitaire", "development": "but-developpement"}


@dataclass(frozen=True)
class Difference:
    """``each``: id of a record → what is its own, as the end of a sentence; ``besides``: what links the ``linked``."""

    each: Mapping[str, str]
    linked: frozenset[str] = frozenset()
    besides: str = ""


@lru_cache(maxsize=1)
def differences() -> tuple[Difference, ...]:
    """The entries of data/differences.yml."""
    read = yaml.safe_load((DATA / "differences.yml").read_text(encoding="utf-8"))
    return tuple(_difference(one["each"], **one.get("besides", {})) for one in read["differences"])


def _difference(each: Mapping[str, str], of: Collection[str] = (), says: str = "") -> Difference:
    return Difference(each, frozenset(of), says)


@dataclass(frozen=True)
class ToldApart:
    """What is each record's ``own``, by its id, and what links them ``besides``."""

    own: Mapping[str, str]
    besides: str | None

    @property
    def sentence(self) -> str:
        return " ".join(filter(None, (f"La différence : {' ; '.join(self.own.values())}.", self.besides)))


def told_apart(ids: Collection[str]) -> ToldApart | None:
    """What distinguishes the records, from the entry that knows most of them; ``None`` under two."""
    known = max(differences(), key=lambda one: len(one.each.keys() & set(ids)))
    own = {i: known.each[i] for i in ids if i in known.each}
    if len(own) < 2:
        return None
    return ToldApart(own, known.besides if known.besides and known.linked <= set(ids) else None)


def own_word(asked: str, state: State) -> str | None:
    """The word for what the project is (its action, framework or goal) that people confuse with the one asked about."""
    facts = ProjectFacts(holder_type=state.holder_type, text=state.project_text)
    understood = type_of_action(state.project_text, facts)
    action = state.memory.action or (understood.value if understood else None)
    words = (
        _TWINNING if action == "twinning" else None,
        _OF_FRAMEWORK.get(state.framework or ""),
        _OF_GOAL.get(state.goal or ""),
    )
    return next((word for word in words if word and word != asked and told_apart((asked, word))), None)

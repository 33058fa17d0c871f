"""What tells apart words that people confuse (data/differences.yml)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.settings import DATA


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

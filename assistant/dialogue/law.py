"""The law on what local authorities do abroad: what holds today, and what changed since (data/law.yml)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.dialogue import present
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.world import World
from assistant.matching.words import enumerate_fr, french_date
from assistant.programmes.records import Term
from assistant.settings import DATA
from assistant.text import key

_SINCE = re.compile(
    r"\b(?:depuis|chang\w+|modifi\w+|evolu\w+|remplac\w+|avant|ancien\w*|encore|toujours|en vigueur|"
    r"1992|200[78]|2014|2021)\b"
)


@dataclass(frozen=True)
class Rule:
    """What holds now on one point: ``words`` tell that a question is about it, ``changes`` are days of ``Change``."""

    words: re.Pattern[str] | None
    says: str
    term: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What one law changed, and where it was read."""

    law: str
    date: str
    says: str
    url: str


@dataclass(frozen=True)
class Law:
    """``article``: id of the term of the article in force; the general rule stands last in ``rules``."""

    article: str
    checked: str
    rules: tuple[Rule, ...]
    changes: tuple[Change, ...]


@lru_cache(maxsize=1)
def law() -> Law:
    """The content of data/law.yml."""
    read = yaml.safe_load((DATA / "law.yml").read_text(encoding="utf-8"))
    rules = (
        Rule(re.compile(one["words"]) if "words" in one else None, one["says"], one["term"], tuple(one["changes"]))
        for one in read["today"]
    )
    return Law(read["article"], read["checked"], tuple(rules), tuple(Change(**one) for one in read["changes"]))


def rule_asked(text: str) -> Rule | None:
    """The rule that a question is about, by its words."""
    said = key(text)
    return next((rule for rule in law().rules if rule.words and rule.words.search(said)), None)


def asks_since(text: str) -> bool:
    """Whether a question is about what the law was, or since when it is so."""
    return bool(_SINCE.search(key(text)))


def belongs(term: Term) -> bool:
    """Whether a term is the article or one of the laws that made it."""
    known = law()
    return term.id == known.article or term.replaced_by == known.article or term.id in {c.law for c in known.changes}


def superseded(terms: Sequence[Term]) -> bool:
    """Whether one of them is an earlier state of the article."""
    return any(term.in_force is False and belongs(term) for term in terms)


def _when(steps: Sequence[Change], world: World) -> str:
    """``Aujourd'hui``; where the answer is for a day before the last change, the day on which the rule was read."""
    later = any(step.date > world.as_of.isoformat() for step in steps)
    return f"Au {french_date(law().checked)}" if later else "Aujourd'hui"


def today(rule: Rule | None, world: World, since: bool) -> Reply:
    """What holds now, the general rule where ``rule`` is ``None``; with ``since``, what each law changed."""
    known = law()
    rule = rule or known.rules[-1]
    steps = [c for c in known.changes if c.date in rule.changes and c.law in world.base.terms]
    lines = [f"{_when(steps, world)} : {rule.says}"]
    if since:
        lines += ["Ce qui a changé :", *(f"- {world.base.terms[c.law].term} : {c.says}." for c in steps)]
    read = steps if since else steps[-1:]
    lines.append(f"Source : {enumerate_fr(c.url for c in read)} ; vérifié le {french_date(known.checked)}.")
    custom: messages.Law = {
        "type": "law",
        "title": "Ce que dit la loi aujourd'hui",
        "text": rule.says,
        "changes": [_step(change, world) for change in read] if since else [],
        "sources": [{"name": world.base.terms[c.law].term, "url": c.url, "dated": c.date} for c in read],
        "checked": known.checked,
        "checked_label": records.checked_label(known.checked),
    }
    return tell(present.joined(lines), custom=custom)


def _step(change: Change, world: World) -> parts.Change:
    term = records.term_link(world.base.terms[change.law])
    return {"term": term, "date": change.date, "text": change.says, "url": change.url}

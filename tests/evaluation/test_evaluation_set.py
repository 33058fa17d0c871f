"""The evaluation sets are sound: they parse, their spans exist, their ids are in the base, nothing is there twice.

``python -m tests.evaluation.test_evaluation_set`` prints the counts that README.md gives.
"""

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.matching import countries
from assistant.matching.facts import ProjectFacts
from assistant.settings import DATA, ROOT
from assistant.text import key
from assistant.vocabulary import DEPARTEMENT_REGION, FRAMEWORKS, GOALS, HOLDERS, REGION_DEPARTEMENTS, THEMES
from benchmarks.evaluation import conversing

HERE = Path(__file__).resolve().parent
REGISTERS = {"formal", "neutral", "casual", "phone", "regional", "foreign"}
NUMBERS = {"amount", "duration", "partner_count"}
CODES = {"goal": GOALS, "framework": FRAMEWORKS, "theme": THEMES, "holder_type": HOLDERS}
IDS = {"programme": "programmes", "organisation": "organisations", "term": "terms"}


SETS = ("utterances", "unseen")
CONVERSATIONS = ("conversations", *conversing.SHOWN, conversing.HIDDEN)


@lru_cache(maxsize=len(SETS))
def utterances(name: str) -> list[dict[str, Any]]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@lru_cache(maxsize=1)
def conversations() -> list[dict[str, Any]]:
    """Those of every set."""
    read = (yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8")) for name in CONVERSATIONS)
    return [conversation for one in read for conversation in one["conversations"]]


@lru_cache(maxsize=1)
def known_ids(folder: Path = DATA / "programmes") -> dict[str, frozenset[str]]:
    """Ids of the base by kind of record: programmes, organisations, terms."""
    found: dict[str, set[str]] = {kind: set() for kind in IDS.values()}
    for path in folder.rglob("*.yml"):
        read = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for kind, ids in found.items():
            ids.update(record["id"] for record in read.get(kind, ()))
    return {kind: frozenset(ids) for kind, ids in found.items()}


def is_right_value(entity: str, value: Any) -> bool:
    if entity in CODES:
        return value in CODES[entity]
    if entity in IDS:
        return value in known_ids()[IDS[entity]]
    if entity in NUMBERS:
        return isinstance(value, int | float) and value > 0
    if entity == "place":
        return value in DEPARTEMENT_REGION or value in REGION_DEPARTEMENTS
    if entity == "country":
        return countries.is_known(value) and value != countries.HOME
    return entity == "date" and value[:4].isdigit() and len(value) in (4, 7, 10)


def user_turns(conversation: dict[str, Any]) -> list[str]:
    return [turn["user"] if isinstance(turn, dict) else turn for turn in conversation["turns"]]


@pytest.mark.parametrize("name", SETS)
def test_every_intent_of_the_domain_is_there_and_no_other(name: str) -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(one)) if isinstance(one, dict) else one for one in domain["intents"]}
    assert {line["intent"] for line in utterances(name)} == intents - {"nlu_fallback"}


@pytest.mark.parametrize("name", SETS)
def test_registers_are_known_and_spread_as_real_use(name: str) -> None:
    counts = Counter(line["register"] for line in utterances(name))
    assert set(counts) == REGISTERS
    assert counts["phone"] / counts.total() >= 0.2


def test_the_unseen_set_is_large_enough() -> None:
    assert len(utterances("unseen")) >= 600


def test_no_utterance_is_there_twice() -> None:
    counts = Counter(key(line["text"]) or line["text"] for name in SETS for line in utterances(name))
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_every_entity_is_a_span_of_its_text(name: str) -> None:
    missing = [line["text"] for line in utterances(name) for e in line["entities"] if e["text"] not in line["text"]]
    assert missing == []


@pytest.mark.parametrize("name", SETS)
def test_every_entity_has_a_normalised_value(name: str) -> None:
    wrong = [
        (line["text"], entity)
        for line in utterances(name)
        for entity in line["entities"]
        if not is_right_value(entity["entity"], entity["value"])
    ]
    assert wrong == []


def test_conversations_have_each_their_own_id() -> None:
    counts = Counter(conversation["id"] for conversation in conversations())
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("conversation", conversations(), ids=lambda conversation: conversation["id"])
def test_a_conversation_expects_slots_and_programmes_that_exist(conversation: dict[str, Any]) -> None:
    ProjectFacts.from_dict(conversation["slots"])
    expected = [
        programme
        for name in ("recommended", "recommended_any", "not_recommended")
        for programme in conversation.get(name, ())
    ]
    assert set(expected) <= known_ids()["programmes"]
    assert len(expected) == len(set(expected))
    assert all(isinstance(turn, str) and turn for turn in user_turns(conversation))


@pytest.mark.parametrize("name", [*conversing.SHOWN, conversing.HIDDEN])
def test_there_are_enough_conversations_to_count_facts_and_they_are_long_enough(name: str) -> None:
    _, written = conversing.read_conversations(name)
    facts = {fact for one in written for fact in one["slots"]}
    lengths = [len(one["turns"]) for one in written]

    assert len(written) >= 35
    assert min(lengths) >= 5
    assert max(lengths) <= 12
    assert facts == set(conversing.FACTS)


if __name__ == "__main__":
    for each in SETS:
        for what in ("intent", "register"):
            print(f"\n{each}: {what} ({len(utterances(each))})")
            for value, count in Counter(line[what] for line in utterances(each)).most_common():
                print(f"  {value:22}{count:4}")
        found_entities = Counter(e["entity"] for line in utterances(each) for e in line["entities"])
        print(f"\n{each}: entity ({found_entities.total()})")
        for value, count in found_entities.most_common():
            print(f"  {value:22}{count:4}")
    print(f"\nconversations: {len(conversations())}, user turns: {sum(len(user_turns(c)) for c in conversations())}")

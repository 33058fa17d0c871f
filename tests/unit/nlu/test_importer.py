"""The training data that Rasa is given: the sentences of the files, and reproducible variations of them."""

from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.nlu.components import VARIED_FROM
from assistant.nlu.importer import VariedSentences

SENTENCES = """version: "3.1"
nlu:
- intent: define_term
  examples: |
    - C'est quoi exactement un GECT, s'il vous plaît ?
- intent: greet
  examples: |
    - ok
"""


@pytest.fixture
def sentences(tmp_path: Path) -> str:
    (tmp_path / "nlu.yml").write_text(SENTENCES, encoding="utf-8")
    return str(tmp_path)


@pytest.fixture(autouse=True)
def _base(loaded_base: str) -> None:
    """Names come from a loaded base."""


def read(sentences: str, **options: int) -> list[Message]:
    return VariedSentences(None, None, sentences, **options).get_nlu_data().intent_examples


def test_the_same_seed_makes_the_same_data(sentences: str) -> None:
    def texts(seed: int) -> list[str]:
        return [m.get(TEXT) for m in read(sentences, seed=seed, phone=3)]

    assert texts(1) == texts(1)
    assert texts(1) != texts(2)


def test_a_variation_keeps_its_intent_and_says_what_it_comes_from(sentences: str) -> None:
    varied = [m for m in read(sentences, seed=1, phone=2) if m.get(VARIED_FROM)]

    assert {m.get(VARIED_FROM) for m in varied} == {"C'est quoi exactement un GECT, s'il vous plaît ?"}
    assert {m.get(INTENT) for m in varied} == {"define_term"}


def test_a_name_gives_way_to_another_of_the_base(sentences: str) -> None:
    (named,) = (m.get(TEXT) for m in read(sentences, seed=1, phone=0) if m.get(VARIED_FROM))

    assert named.startswith("C'est quoi exactement un ")
    assert "GECT" not in named


def test_no_sentence_comes_twice(sentences: str) -> None:
    texts = [m.get(TEXT).casefold() for m in read(sentences, seed=1, phone=5, names=3)]

    assert len(texts) == len(set(texts))


def test_without_variations_the_files_alone_are_read(sentences: str) -> None:
    assert len(read(sentences, phone=0, names=0)) == 2

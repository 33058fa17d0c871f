"""The training sentences: enough of them, each once, and written apart from those of the evaluation."""

from collections import Counter

import pytest
import yaml
from rapidfuzz import fuzz, process

from assistant.settings import DATA, ROOT
from assistant.text import key
from benchmarks.evaluation.sets import DEVELOPMENT, UNSEEN, read_set

_LEAST = 40
_FORMULA = 3
"""Messages of so few words («merci beaucoup») cannot be new to anybody."""
_TOO_ALIKE = 92
_MOST_ALIKE = 0.05


def _sentences() -> list[tuple[str, str]]:
    found = []
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            found += [(block["intent"], line[2:].strip()) for line in lines if line.startswith("- ")]
    return found


SENTENCES = _sentences()


def test_every_intent_of_the_domain_is_taught_enough() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(intent)) for intent in domain["intents"]} - {"nlu_fallback"}
    counts = Counter(intent for intent, _ in SENTENCES)

    assert set(counts) == intents
    assert {intent: n for intent, n in counts.items() if n < _LEAST} == {}


def test_no_sentence_stands_twice() -> None:
    counts = Counter(sentence.casefold() for _, sentence in SENTENCES)

    assert [sentence for sentence, n in counts.items() if n > 1] == []


@pytest.fixture(scope="module")
def evaluated() -> list[str]:
    keys = (key(message.text) for name in (DEVELOPMENT, UNSEEN) for message in read_set(name))
    return [k for k in keys if len(k.split()) > _FORMULA]


def test_what_is_evaluated_is_not_taught(evaluated: list[str]) -> None:
    """People who write apart still meet now and then on «quelle loi encadre …»; beyond that, it would be copying."""
    taught = [key(sentence) for _, sentence in SENTENCES]
    alike = [text for text in evaluated if process.extractOne(text, taught, scorer=fuzz.ratio, score_cutoff=_TOO_ALIKE)]

    assert len(alike) < _MOST_ALIKE * len(evaluated), alike

"""Rasa graph components: what the stock pipeline lacks for French holders.

``FrenchTokenizer`` → ``IntentModel`` → (Rasa's ``FallbackClassifier``) → ``EntityReader``. They only carry messages
to and from the plain classes of this package, which do not know Rasa.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.entities import Entity
from assistant.nlu.extract import Extractor
from assistant.nlu.intents import IntentClassifier
from assistant.nlu.loading import load_extractor
from assistant.nlu.tokens import MAX_CHARACTERS, words

VARIED_FROM = "varied_from"
"""Property of a training sentence: the one that it is a variation of (``importer.py``)."""
_CANDIDATES = "entity_candidates"
_INTENT_RANKING = "intent_ranking"
_TAKEN_BACK = "taken_back"


@cache
def extractor() -> Extractor:
    """The extractor over the programme base, built once a process."""
    return load_extractor()


def _candidates(message: Message) -> list[Entity]:
    return message.get(_CANDIDATES) or []


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrenchTokenizer(Tokenizer):
    """Tokens with the form that the intent model learns from; keeps the entities found on the way."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FrenchTokenizer:
        extractor()  # built when the model is loaded, not when the first person writes
        return cls(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = message.get(attribute)
        found: list[Entity] = []
        if attribute == TEXT:
            found = extractor().extract(text[:MAX_CHARACTERS])
            message.set(_CANDIDATES, found)
        return [Token(w.text, w.start, w.end, lemma=w.form or " ") for w in words(text, found)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentModel(GraphComponent, RasaIntentClassifier):
    """``assistant.nlu.intents.IntentClassifier`` in Rasa's graph."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"regularisation": 1.0, "odds": {}}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._classifier = IntentClassifier(float(config["regularisation"]), config["odds"])
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentModel:
        return cls(config, model_storage, resource)

    @staticmethod
    def _features(message: Message) -> str:
        return " ".join(t.lemma for t in message.get(TOKENS_NAMES[TEXT]) or [] if t.lemma.strip())

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        self._classifier.fit(
            [self._features(m) for m in examples],
            [m.get(INTENT) for m in examples],
            [m.get(VARIED_FROM) or m.get(TEXT) for m in examples],
        )
        with self._model_storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / "intents.joblib")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentModel:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier = joblib.load(folder / "intents.joblib")
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = [{"name": n, "confidence": c} for n, c in self._classifier.ranking(self._features(message))]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(_INTENT_RANKING, ranking[:10], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityReader(GraphComponent, EntityExtractorMixin):
    """Entities with their normalised value, read again where the intent changes what a word stands for."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityReader:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            intent = (message.get(INTENT) or {}).get("name")
            found = extractor().extract(text[:MAX_CHARACTERS], intent)
            message.set(ENTITIES, message.get(ENTITIES, []) + [self._as_rasa(e) for e in found], add_to_output=True)
            denied = extractor().taken_back(text[:MAX_CHARACTERS])
            message.set(_TAKEN_BACK, [{"entity": kind, "value": value} for kind, value in denied], add_to_output=True)
        return messages

    @staticmethod
    def _as_rasa(entity: Entity) -> dict[str, Any]:
        found: dict[str, Any] = {
            "entity": entity.entity,
            "value": entity.value,
            "text": entity.text,
            "start": entity.start,
            "end": entity.end,
            "extractor": EntityReader.__name__,
        }
        if entity.role:
            found["role"] = entity.role
        if entity.candidates:
            found["candidates"] = list(entity.candidates)
        if entity.inferred:
            found["inferred"] = True
        if entity.locality:
            found["locality"] = entity.locality
        return found

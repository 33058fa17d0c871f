"""Training sentences with their entities marked, for the pipelines that learn entities from examples.

Our own reader finds entities by lists and rules, so ``data/nlu`` marks none. What it reads there becomes the marks that
DIET and CRF learn from: they are compared on an equal footing, and cannot be blamed for sentences nobody annotated.
"""

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.entities import Entity
from assistant.nlu.loading import load_extractor


def mark(entity: Entity) -> dict[str, Any]:
    """An entity as Rasa's training data holds it."""
    return {
        "entity": entity.entity,
        "value": str(entity.value),
        "start": entity.start,
        "end": entity.end,
    }


class AnnotatedSentences(RasaFileImporter):
    """The project's training data, each sentence with what our reader finds in it."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        found = super().get_nlu_data(language)
        extractor = load_extractor()
        examples, synonyms = [], dict(found.entity_synonyms)
        for message in found.training_examples:
            text = message.get(TEXT)
            entities = extractor.extract(text, message.get(INTENT)) if text else []
            synonyms.update({e.text: str(e.value) for e in entities if e.text != str(e.value)})
            examples.append(Message({**message.data, ENTITIES: [mark(e) for e in entities]}))
        return TrainingData(examples, synonyms, found.regex_features, found.lookup_tables, found.responses)

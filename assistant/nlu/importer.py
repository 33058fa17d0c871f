"""The training sentences as Rasa reads them: those of ``data/nlu``, and other ways of writing them (``config.yml``)."""

from collections.abc import Iterator
from functools import cached_property

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.components import VARIED_FROM, extractor
from assistant.nlu.loading import names_by_kind
from assistant.nlu.variations import on_a_phone, renamed, seeded


class VariedSentences(RasaFileImporter):
    """The sentences of the files, each also typed on a phone, and with other names where it bears names.

    Args:
        config_file: path of ``config.yml``.
        domain_path: path of the domain.
        training_data_paths: files or folders of sentences, rules and stories.
        seed: what the variations are drawn from.
        phone: variations on a phone for each sentence.
        names: variations with other names for each sentence that bears some.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        seed: int = 0,
        phone: int = 1,
        names: int = 1,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._seed, self._phone, self._names = seed, phone, names

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The sentences, whatever the ``language``: there is one."""
        return self._nlu_data

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        return names_by_kind()

    @cached_property
    def _nlu_data(self) -> TrainingData:
        """Made once: Rasa asks for it three times in one training."""
        written = super().get_nlu_data()
        known = {str(m.get(TEXT)).casefold() for m in written.training_examples if m.get(TEXT)}
        more = []
        for message in written.intent_examples:
            for text in self._variations(message.get(TEXT)) if message.get(TEXT) else ():
                if text and text.casefold() not in known:
                    known.add(text.casefold())
                    data = {TEXT: text, INTENT: message.get(INTENT), VARIED_FROM: message.get(TEXT)}
                    more.append(Message(data))
        return written.merge(TrainingData(more))

    def _variations(self, text: str) -> Iterator[str]:
        for number in range(self._phone):
            yield on_a_phone(text, seeded(self._seed, "phone", str(number), text))
        entities = [e for e in extractor().extract(text) if e.entity in self._choices]
        if entities:
            for number in range(self._names):
                yield renamed(text, entities, self._choices, seeded(self._seed, "names", str(number), text))

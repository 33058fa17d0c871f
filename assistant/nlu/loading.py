"""The extractor over the programme base in force."""

from assistant.nlu.extract import Extractor
from assistant.places import Places
from assistant.programmes.store import Store
from assistant.settings import Settings


def load_extractor() -> Extractor:
    """An extractor that knows the names of the base and the places. Raises ``BaseUnavailable``."""
    return Extractor(Store(Settings().base_url).snapshot(), Places())

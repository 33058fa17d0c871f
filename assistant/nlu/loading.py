"""What the reader of messages knows: the programme base in force, and the places."""

from assistant.nlu.extract import Extractor
from assistant.places import Places
from assistant.places.gazetteer import read_rows
from assistant.programmes.store import Store
from assistant.settings import DATA, Settings

_HOME = frozenset({"03", "15", "43", "63"})
"""The four départements of Auvergne: where most of those who write are."""


def load_extractor() -> Extractor:
    """An extractor that knows the names of the base and the places. Raises ``BaseUnavailable``."""
    return Extractor(Store(Settings().base_url).snapshot(), Places())


def names_by_kind() -> dict[str, list[str]]:
    """Names that a sentence may bear instead of another of their kind: of the base, and communes of Auvergne.

    Raises ``BaseUnavailable``.
    """
    base = Store(Settings().base_url).snapshot()
    return {
        "programme": sorted({n for p in base.programmes.values() for n in (p.name, *p.aliases)}),
        "organisation": sorted({n for o in base.organisations.values() for n in (o.name, *o.aliases)}),
        "term": sorted({n for t in base.terms.values() for n in (t.term, *t.aliases)}),
        "place": sorted({row[1] for row in read_rows(DATA / "places" / "communes.tsv") if row[2] in _HOME}),
    }

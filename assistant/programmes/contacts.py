"""How old the number of a body is: whoever calls it should know where nobody has read it lately."""

import re
from datetime import date, timedelta

from assistant.programmes.records import Organisation

_FIVE_YEARS = timedelta(days=5 * 365)
# What the `seen` of a source says where it gave the number; what the record then says before an old one.
_GIVEN = re.compile(r"téléphone|numéro|standard", re.IGNORECASE)
_SAID_OLD = re.compile(r"\bnuméro (?:de|d')", re.IGNORECASE)


def old_number(body: Organisation, day: date) -> str | None:
    """When the number of a body was last read, if that is more than five years ago and the record does not say so.

    Where no source says that it gives the number, the latest of all counts. ``"sans date"`` where none is dated;
    ``None`` where all is well, or for a body that is gone.
    """
    if not body.phone or body.status != "active" or _SAID_OLD.search(body.phone):
        return None
    giving = [source for source in body.sources if _GIVEN.search(source.seen or "")]
    read = max((source.dated for source in giving or body.sources if source.dated), default="")
    if read and read >= (day - _FIVE_YEARS).isoformat()[: len(read)]:
        return None
    return read or "sans date"

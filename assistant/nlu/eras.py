"""Which generation of a programme is meant, when years stand beside its name («Leader en 2010», «FSE 2007-2013»)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from assistant.nlu.message import Message, cut

if TYPE_CHECKING:
    from assistant.programmes.base import Base

_YEARS = re.compile(
    r"\s*\(?(?:(?:de |sur |pour |periode |la periode |programmation |generation |en |entre |des annees |avant |"
    r"d'avant )*)"
    r"(?P<first>(?:19|20)\d\d)(?:\s?(?:-|/|a|et|,)\s?(?P<last>(?:19|20)\d\d|\d\d)(?!\d))?"
)
_PERIOD = re.compile(r"(\d{4})-(\d{4})")


class Eras:
    """Follows successions both ways to the generation that was running in the given years."""

    def __init__(self, base: Base) -> None:
        self._programmes = base.programmes
        self._stems: dict[str, frozenset[str]] = {}
        self._linked: dict[str, set[str]] = defaultdict(set)
        for programme in base.programmes.values():
            for older in programme.succeeds:
                self._linked[programme.id].add(older)
                self._linked[older].add(programme.id)

    def at(self, record: str, message: Message, start: int, end: int) -> tuple[str, int]:
        """The generation meant by the years after a name, and where the name with its years ends."""
        years = _YEARS.match(message.folded, end)
        period = self._period(record)
        if years is None or period is None:
            return record, end
        first = int(years["first"])
        last = int(years["last"]) + (2000 if len(years["last"]) == 2 else 0) if years["last"] else first
        if last < first:
            return record, end
        end = years.end() if years["last"] else end
        named = cut(message.text[start:end])[0].stem
        best, overlap = record, self._overlap(period, first, last)
        for candidate in self._line(record):
            other = self._period(candidate)
            shared = self._overlap(other, first, last) if other and self._same_name(candidate, named) else 0
            if shared > overlap:
                best, overlap = candidate, shared
        return best, end

    def _period(self, record: str) -> tuple[int, int] | None:
        programme = self._programmes.get(record)
        match = _PERIOD.fullmatch(programme.period) if programme else None
        return (int(match[1]), int(match[2])) if match else None

    @staticmethod
    def _overlap(period: tuple[int, int], first: int, last: int) -> int:
        return max(0, min(period[1], last) - max(period[0], first) + 1)

    def _line(self, record: str) -> list[str]:
        """Every generation before and after a programme, nearest first."""
        line, seen = [record], {record}
        for current in line:
            for other in sorted(self._linked[current] - seen):
                if other in self._programmes:
                    seen.add(other)
                    line.append(other)
        return line[1:]

    def _same_name(self, record: str, named: str) -> bool:
        if record not in self._stems:
            programme = self._programmes[record]
            names = (programme.name, programme.acronym or "", *programme.aliases)
            self._stems[record] = frozenset(word.stem for name in names for word in cut(name))
        return named in self._stems[record]

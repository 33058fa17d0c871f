"""An immutable snapshot of the whole base, and the ways through it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from assistant.programmes.records import Fact, Lesson, Organisation, Programme, Term
from assistant.programmes.records import Mapping as PeriodMapping
from assistant.programmes.shortlist import Sought
from assistant.programmes.status import LIVING, status_on
from assistant.programmes.wording import Words, WordsInMemory


@dataclass(frozen=True)
class Base:
    """Every record by id. ``document`` describes the 2008 presentation itself (keys of SCHEMA.md)."""

    programmes: Mapping[str, Programme] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    mappings: Mapping[str, PeriodMapping] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        """The words of the programmes, found by stem."""
        return WordsInMemory(self.programmes)

    @cached_property
    def _managed(self) -> dict[str, tuple[Programme, ...]]:
        managed: dict[str, list[Programme]] = {}
        for programme in self.programmes.values():
            for organisation in programme.managed_by:
                managed.setdefault(organisation, []).append(programme)
        return {organisation: tuple(programmes) for organisation, programmes in managed.items()}

    @cached_property
    def _after(self) -> dict[str, tuple[Programme, ...]]:
        after: dict[str, list[Programme]] = {}
        for programme in self.programmes.values():
            for before in programme.succeeds:
                after.setdefault(before, []).append(programme)
        return {before: tuple(programmes) for before, programmes in after.items()}

    @cached_property
    def _parts(self) -> dict[str, tuple[Programme, ...]]:
        parts: dict[str, list[Programme]] = {}
        for programme in self.programmes.values():
            if programme.part_of:
                parts.setdefault(programme.part_of, []).append(programme)
        return {umbrella: tuple(programmes) for umbrella, programmes in parts.items()}

    def expect(self, sought: Sought, standings: Collection[str]) -> None:
        """Get ready to be asked for the candidates of these standings; nothing to do where all is at hand."""

    def candidates(self, sought: Sought) -> Iterable[Programme]:
        """The programmes worth judging for a project: all of them, where they are few enough to be held here."""
        return self.programmes.values()

    def managed_by(self, organisation: str, sought: Sought) -> Iterable[Programme]:
        """The programmes that a body manages; out of a large base, some that may do for the project."""
        return self._managed.get(organisation, ())

    def named_in(self, text: str) -> Iterable[Programme]:
        """The programmes that the text may call by their acronym or an alias."""
        return self.programmes.values()

    def gather(self, identifiers: Iterable[str]) -> None:
        """Get ready to be asked what follows each of these programmes; nothing to do where all is at hand."""

    def look_back(self, identifiers: Iterable[str]) -> None:
        """Get ready to be asked what these programmes replaced, and what became of those expected to be over."""

    def successors(self, identifier: str) -> tuple[Programme, ...]:
        """Programmes that replaced this one directly."""
        return self._after.get(identifier, ())

    def predecessors(self, identifier: str) -> tuple[Programme, ...]:
        """Programmes that this one replaced directly."""
        return tuple(self.programmes[i] for i in self.programmes[identifier].succeeds if i in self.programmes)

    def parts(self, identifier: str) -> tuple[Programme, ...]:
        """Programmes under this umbrella."""
        return self._parts.get(identifier, ())

    def living_successors(self, identifier: str, day: date) -> tuple[Programme, ...]:
        """What lives on ``day`` in its place: along ``succeeds``, else its umbrella; proposals do not count."""
        return tuple(self._living_after(identifier, day, {identifier}).values())

    def _living_after(self, identifier: str, day: date, seen: set[str]) -> dict[str, Programme]:
        found = self._living(self.successors(identifier), day, seen)
        programme = self.programmes.get(identifier)
        umbrella = self.programmes.get(programme.part_of) if programme and programme.part_of else None
        return found or (self._living((umbrella,), day, seen) if umbrella else {})

    def _living(self, candidates: Iterable[Programme], day: date, seen: set[str]) -> dict[str, Programme]:
        """Those that live, and for each of the others what lives in its place; ``seen`` stops cycles."""
        found: dict[str, Programme] = {}
        for candidate in candidates:
            if candidate.id in seen:
                continue
            seen.add(candidate.id)
            if status_on(candidate, day) in LIVING:
                found[candidate.id] = candidate
            else:
                found |= self._living_after(candidate.id, day, seen)
        return found

    def organisation(self, identifier: str | None) -> Organisation | None:
        """The body under this id; ``None`` when there is no such body."""
        return self.organisations.get(identifier or "")

    def active_successor(self, identifier: str) -> Organisation | None:
        """The body while it is active, else what it became; ``None`` when nothing active is known."""
        seen: set[str] = set()
        current = self.organisations.get(identifier)
        while current is not None and current.id not in seen:
            if current.status == "active":
                return current
            seen.add(current.id)
            current = self.organisations.get(current.successor or "")
        return None

"""The family tree for the terminal: each programme under its period, with what it replaced."""

from collections.abc import Iterator, Sequence

from assistant.family_tree.drawing import STATUSES
from assistant.family_tree.lineage import PERIODS, Section


def as_text(sections: Sequence[Section]) -> Iterator[str]:
    """A block a section, a line a programme."""
    for section in sections:
        yield f"\n{section.title}"
        column = -1
        for kin in section.kin:
            if kin.column != column:
                column = kin.column
                yield f"  {PERIODS[column]}"
            before = section.before.get(kin.programme.id)
            after = f" ← {', '.join(before)}" if before else ""
            yield f"    {kin.programme.id} ({STATUSES[kin.status]}){after}"

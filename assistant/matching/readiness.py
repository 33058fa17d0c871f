"""The self-assessment: what the 2008 presentation watches for, asked question by question, and the advice that follows.

Questions, and the lessons of which each answer tells, are those of data/programmes/lessons.yml.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.programmes.base import Base
from assistant.programmes.records import Lesson

YES, PARTLY, NO, UNKNOWN = "yes", "partly", "no", "unknown"
LEVELS = {YES: 3, PARTLY: 2, NO: 1, UNKNOWN: 0}
"""Answer → how many of the three marks of a bar it fills."""
LABELS = {YES: "oui", PARTLY: "en partie", NO: "pas encore", UNKNOWN: "à vérifier"}
# What is missing comes first, then what nobody knows, which may be missing too.
_WEAKEST_FIRST = (NO, UNKNOWN, PARTLY)
_MOST_ADVICE = 3


@dataclass(frozen=True)
class Item:
    """A point of the profile: the lesson that asks the question, and the answer (a key of ``LEVELS``)."""

    lesson: Lesson
    answer: str

    @property
    def level(self) -> int:
        return LEVELS[self.answer]


@dataclass(frozen=True)
class Profile:
    """``advice``: the lessons to read first, the weakest points' first; ``further``: the others that those call for."""

    items: tuple[Item, ...]
    advice: tuple[Lesson, ...]
    further: tuple[Lesson, ...]

    @property
    def held(self) -> int:
        """Points that were answered by yes."""
        return sum(item.answer == YES for item in self.items)


def questions(base: Base) -> tuple[Lesson, ...]:
    """The lessons that ask a question, in the order in which to ask."""
    return tuple(lesson for lesson in base.lessons.values() if lesson.question)


def next_asked(answers: Mapping[str, str], base: Base) -> Lesson | None:
    """The first question without an answer; ``None`` when all have one."""
    return next((lesson for lesson in questions(base) if lesson.id not in answers), None)


def profile(answers: Mapping[str, str], base: Base) -> Profile:
    """The profile that the answers (lesson id → key of ``LEVELS``) draw; a question without an answer is left out."""
    items = tuple(Item(lesson, answers[lesson.id]) for lesson in questions(base) if answers.get(lesson.id) in LEVELS)
    weak = [item.lesson for answer in _WEAKEST_FIRST for item in items if item.answer == answer]
    beside = [base.lessons[name] for lesson in weak for name in lesson.asked_with if name in base.lessons]
    return Profile(items, tuple(weak[:_MOST_ADVICE]), (*weak[_MOST_ADVICE:], *beside))

"""What is kept of people, apart from the programme base: requests to advisers, and orientation sheets.

``erase`` and ``purge`` forget it; ``reading`` and ``writing`` are the way to its tables (``models``).
"""

from assistant.personal.engine import reading, writing
from assistant.personal.erasure import Erased, conversation_of, erase, purge, purgeable

__all__ = ["Erased", "conversation_of", "erase", "purge", "purgeable", "reading", "writing"]

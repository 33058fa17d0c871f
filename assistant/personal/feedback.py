"""What visitors think of the answers: kept masked, erased with the conversation or when its time is over."""

from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy.sql import delete, insert, select

from assistant.personal.engine import reading, writing
from assistant.personal.erasure import conversation_of
from assistant.personal.models import feedback as table
from assistant.privacy.masking import mask


@dataclass(frozen=True)
class Feedback:
    """``answer``: the text of the assistant's message; ``word``: what the visitor added, may be empty."""

    created_at: datetime
    answer: str
    useful: bool
    word: str


def keep(sender: str, answer: str, useful: bool, word: str = "") -> None:
    """Keep what the visitor of the conversation ``sender`` thinks of an answer, in the place of what they thought.

    Raises ``PersonalUnavailable``.
    """
    of, answer = conversation_of(sender), mask(answer)
    with writing() as connection:
        connection.execute(delete(table).where(table.c.conversation == of, table.c.answer == answer))
        connection.execute(
            insert(table).values(
                conversation=of,
                created_at=datetime.now(timezone.utc),
                answer=answer,
                useful=useful,
                word=mask(word),
            )
        )


def listed() -> list[Feedback]:
    """All that is kept, the latest first. Raises ``PersonalUnavailable``."""
    with reading() as connection:
        rows = connection.execute(select(table).order_by(table.c.created_at.desc(), table.c.id.desc())).all()
    return [Feedback(row.created_at, row.answer, row.useful, row.word) for row in rows]

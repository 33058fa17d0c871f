"""Where a programme stands, in the words of a badge."""

from collections.abc import Callable

from assistant.dialogue.world import World
from assistant.matching.timing import standing
from assistant.programmes.records import Programme


def standing_in(world: World) -> Callable[[Programme], str]:
    """For templates: the words that go with ``world.status(programme)``, which must not be ``None``."""

    def words(programme: Programme) -> str:
        status = world.status(programme)
        assert status is not None, programme.id
        return standing(programme, status, world.as_of)

    return words

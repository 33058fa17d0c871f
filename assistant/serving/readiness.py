"""Is the assistant there? A real message must get a real answer."""

import time
import uuid
from collections.abc import Callable

from assistant.serving.client import Unreachable, send
from assistant.serving.environment import ServingError

PROBE = "bonjour"
# Conversations of this kind are no one's: a reader of the tracker store passes over them.
PROBE_SENDER = "sonde-"


def await_answer(url: str, check: Callable[[], None], timeout: float = 300.0, pause: float = 0.3) -> float:
    """Send a message to the server at ``url`` until it is answered; return the seconds that it took.

    ``check`` is called between two attempts: it raises when waiting is in vain. After ``timeout`` seconds, raises the
    ServingError of the last attempt. The answered message has loaded what is loaded at the first one.
    """
    sender = PROBE_SENDER + uuid.uuid4().hex
    begun = time.monotonic()
    while True:
        check()
        try:
            send(url, sender, PROBE)
        except ServingError as error:
            if time.monotonic() - begun > timeout:
                raise
            # A server that refuses or stays silent is busy starting: do not flood it.
            time.sleep(pause if isinstance(error, Unreachable) else 3 * pause)
        else:
            return time.monotonic() - begun

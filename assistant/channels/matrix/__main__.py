"""``python -m assistant.channels.matrix``: the messaging room, until it is told to stop. Settings: see settings.py."""

import asyncio
import logging
import signal
import sys
import time

from assistant.channels.matrix.answering import Answering
from assistant.channels.matrix.client import MatrixRooms
from assistant.channels.matrix.gateway import Gateway
from assistant.channels.matrix.settings import RoomSettings
from assistant.channels.matrix.store import Store
from assistant.errors import AssistantError

log = logging.getLogger("assistant.channels.matrix")
_PURGE_EVERY = 3600.0  # seconds
_DAY = 86400.0
_AGAIN_AFTER = 5.0


async def serve(settings: RoomSettings) -> None:
    """Follow the rooms and answer, until SIGTERM or SIGINT."""
    store = Store(settings.folder / "room.sqlite")
    gateway = Gateway(settings.gateway, settings.service_key)
    rooms = MatrixRooms(settings, store)
    answering = Answering(store, gateway, rooms)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        await rooms.sign_in()
        log.info("signed in")
        following = asyncio.ensure_future(_follow(settings, store, rooms, answering))
        done, _ = await asyncio.wait(
            {following, asyncio.ensure_future(stopping.wait())}, return_when=asyncio.FIRST_COMPLETED
        )
        if following in done:
            following.result()
        following.cancel()
    finally:
        await answering.stop()
        await rooms.close()
        await gateway.close()
        store.close()


async def _follow(settings: RoomSettings, store: Store, rooms: MatrixRooms, answering: Answering) -> None:
    purged = 0.0
    while True:
        try:
            await rooms.follow()
        except AssistantError:
            raise
        except Exception:
            # One answer of the homeserver that cannot be read must not end the service; the position is not moved.
            log.exception("what is new could not be heard")
            await asyncio.sleep(_AGAIN_AFTER)
        answering.wake()
        if time.monotonic() - purged > _PURGE_EVERY:
            store.purge(time.time() - settings.retention_days * _DAY)
            purged = time.monotonic()


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # nio repeats at length what a homeserver answers; what matters is said here.
    logging.getLogger("nio").setLevel(logging.ERROR)
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    try:
        asyncio.run(serve(RoomSettings.from_environment()))
    except AssistantError as error:
        print(f"Erreur : {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A person in a Matrix room, with a real client (matrix-nio): told what to do by JSON lines, in its own environment.

Run by ``.venv-matrix/bin/python tests/room_user.py HOMESERVER USER PASSWORD STORE``. Each line in is
``{"do": …, …}``; each gets one line out, ``{"ok": …}`` or ``{"error": …}``. tests/rooms.py drives it.
"""

import asyncio
import json
import sys
from typing import Any

from nio import (
    AsyncClient,
    AsyncClientConfig,
    Event,
    MatrixRoom,
    MegolmEvent,
    MessageDirection,
    RoomMessage,
    RoomMessageText,
    RoomPreset,
    TypingNoticeEvent,
)

_SYNC = 500  # milliseconds


class User:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._seen: list[dict[str, Any]] = []
        self._typing = 0
        client.add_event_callback(self._on_message, (RoomMessage, MegolmEvent))
        client.add_ephemeral_callback(self._on_typing, TypingNoticeEvent)

    async def _on_message(self, room: MatrixRoom, event: Event) -> None:
        content = {} if isinstance(event, MegolmEvent) else event.source["content"]
        self._seen.append({"room": room.room_id, "event": event.event_id, "sender": event.sender, "content": content})

    async def _on_typing(self, room: MatrixRoom, event: TypingNoticeEvent) -> None:
        self._typing += any(user != self._client.user_id for user in event.users)

    async def sync(self) -> None:
        await self._client.sync(timeout=_SYNC, full_state=not self._client.next_batch)
        await self._client.send_to_device_messages()
        if self._client.should_upload_keys:
            await self._client.keys_upload()
        if self._client.should_query_keys:
            await self._client.keys_query()

    async def create(self, invite: list[str], direct: bool, encrypted: bool, levels: dict[str, Any] | None) -> str:
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}] if encrypted else []
        made = await self._client.room_create(
            invite=invite,
            is_direct=direct,
            preset=RoomPreset.trusted_private_chat if direct else RoomPreset.private_chat,
            initial_state=state,
            power_level_override=levels,
        )
        return str(made.room_id)

    async def join(self) -> list[str]:
        """Accept what one is invited to."""
        rooms = list(self._client.invited_rooms)
        for room in rooms:
            await self._client.join(room)
        await self.sync()
        return rooms

    async def send(self, room: str, content: dict[str, Any], kind: str = "m.room.message") -> str:
        sent = await self._client.room_send(room, kind, content, ignore_unverified_devices=True)
        return str(sent.event_id)

    async def send_anything(self, room: str, content: dict[str, Any]) -> str:
        """What the homeserver made of it: some nonsense it keeps for itself."""
        return type(await self._client.room_send(room, "m.room.message", content)).__name__

    async def delete(self, room: str, event: str) -> str:
        return str((await self._client.room_redact(room, event)).event_id)

    async def invite(self, room: str, user: str) -> str:
        return type(await self._client.room_invite(room, user)).__name__

    async def kick(self, room: str, user: str) -> str:
        return type(await self._client.room_kick(room, user)).__name__

    async def history(self, room: str, sender: str) -> list[str]:
        """The words of all that was said in the room by that account, oldest first, none left out."""
        said: list[str] = []
        start = None
        while True:
            page = await self._client.room_messages(room, start, direction=MessageDirection.front, limit=100)
            said += [e.body for e in page.chunk if isinstance(e, RoomMessageText) and e.sender == sender]
            if not page.end or not page.chunk:
                return said
            start = page.end

    async def membership(self, room: str, user: str) -> str:
        state = await self._client.room_get_state_event(room, "m.room.member", user)
        return str(state.content["membership"])

    async def seen(self) -> list[dict[str, Any]]:
        """What was said in the rooms since one was last asked, oldest first."""
        await self.sync()
        seen, self._seen = self._seen, []
        return seen

    async def typing(self) -> int:
        """How often somebody else began to type."""
        return self._typing

    async def download(self, url: str, file: dict[str, Any] | None = None) -> int:
        """The size of a file, opened where it is encrypted."""
        from nio.crypto.attachments import decrypt_attachment

        body = (await self._client.download(url)).body
        if file:
            body = decrypt_attachment(body, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return len(body) if body.startswith(b"%PDF") or body.startswith(b"BEGIN:VCALENDAR") else -1


async def main(homeserver: str, name: str, password: str, store: str) -> None:
    client = AsyncClient(homeserver, name, store_path=store, config=AsyncClientConfig(encryption_enabled=True))
    await client.login(password, device_name="téléphone")
    user = User(client)
    await user.sync()
    await user.sync()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        try:
            answer = {"ok": await getattr(user, order.pop("do"))(**order)}
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)
    await client.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))

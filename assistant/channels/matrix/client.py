"""The assistant's account on the homeserver: signs in, follows the rooms, says and gives (matrix-nio, vodozemac)."""

import asyncio
import logging
import time
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from nio import (
    AsyncClient,
    AsyncClientConfig,
    Event,
    InviteMemberEvent,
    JoinError,
    LoginError,
    MatrixRoom,
    MegolmEvent,
    MessageDirection,
    RedactionEvent,
    RoomMessagesResponse,
    RoomSendResponse,
    SyncError,
    SyncResponse,
    UploadResponse,
)
from nio.exceptions import EncryptionError

from assistant.channels.matrix import notices
from assistant.channels.matrix.answering import RoomGone
from assistant.channels.matrix.hearing import Heard, addressed, read
from assistant.channels.matrix.rendering import Part, sentence
from assistant.channels.matrix.settings import RoomSettings
from assistant.channels.matrix.store import Message, Store
from assistant.errors import AssistantError

log = logging.getLogger(__name__)

DEVICE = "assistant d'orientation"
_NAME = "assistant"  # by which it is called, whatever its account
_SYNC_FOR = 30_000  # milliseconds that the homeserver may keep a request open
_RETRY_AFTER = 5.0  # seconds
_BACKFILL = 100  # events a request
_GONE = frozenset({"M_FORBIDDEN", "M_NOT_FOUND", "M_BAD_ROOM"})
_FILTER = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {"timeline": {"limit": _BACKFILL}, "ephemeral": {"types": []}, "account_data": {"types": []}},
}
_PAGES = 100  # of missed events, after which a room that wrote so much is taken as it is


class SignInRefused(AssistantError):
    """The homeserver does not take the account's name and password."""


class MatrixRooms:
    """What ``Answering`` says and gives, and what is heard, kept in ``store``."""

    def __init__(self, settings: RoomSettings, store: Store) -> None:
        self._settings, self._store = settings, store
        settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._client = AsyncClient(
            settings.homeserver,
            settings.user,
            device_id=store.get("device") or "",
            store_path=str(settings.folder),
            # nio itself waits and sends again when the homeserver is away or says that it is too much.
            config=AsyncClientConfig(encryption_enabled=True, max_timeout_retry_wait_time=_RETRY_AFTER),
        )
        self._me = settings.user

    async def close(self) -> None:
        await self._client.close()

    async def sign_in(self) -> None:
        """With the access of the last time, or with the password. Raises SignInRefused."""
        token, device = self._store.get("access"), self._store.get("device")
        if token and device:
            self._client.restore_login(self._me, device, token)
            return
        await self._sign_in_anew()

    async def _sign_in_anew(self) -> None:
        answer = await self._client.login(self._settings.password, device_name=DEVICE)
        if isinstance(answer, LoginError):
            raise SignInRefused(
                f"le serveur {self._settings.homeserver} refuse le compte {self._me} : {answer.message}."
            )
        with self._store.together():
            self._store.keep("access", answer.access_token)
            self._store.keep("device", answer.device_id)

    async def follow(self) -> None:
        """Hear once what is new, and keep it. The first time, nothing that was said before is taken up."""
        since = self._store.get("since")
        first = self._client.next_batch == "" or self._client.next_batch is None
        answer = await self._client.sync(
            timeout=0 if first else _SYNC_FOR, sync_filter=_FILTER, since=since, full_state=first
        )
        if isinstance(answer, SyncError):
            await self._trouble(answer)
            return
        await self._keys()
        await self._invitations(answer)
        timelines = {room: await self._timeline(room, info.timeline, since) for room, info in answer.rooms.join.items()}
        with self._store.together():
            for room in answer.rooms.leave:
                self._store.left(room)
            for room, events in timelines.items():
                self._hear(room, events, known=since is None)
            self._unseal()
            self._store.keep("since", answer.next_batch)

    async def _trouble(self, error: SyncError) -> None:
        if error.status_code == "M_UNKNOWN_TOKEN":
            self._client.access_token = ""
            await self._sign_in_anew()
        else:
            log.warning("the homeserver does not answer as it should: %s", error.status_code)
            await asyncio.sleep(_RETRY_AFTER)

    async def _keys(self) -> None:
        """What encryption asks between two answers of the homeserver."""
        await self._client.send_to_device_messages()
        if self._client.should_upload_keys:
            await self._client.keys_upload()
        if self._client.should_query_keys:
            await self._client.keys_query()
        if self._client.should_claim_keys:
            await self._client.keys_claim(self._client.get_users_for_key_claiming())

    async def _invitations(self, answer: SyncResponse) -> None:
        for room, info in answer.rooms.invite.items():
            inviter = next(
                (e.sender for e in info.invite_state if isinstance(e, InviteMemberEvent) and e.state_key == self._me),
                "",
            )
            if not self._settings.allows(inviter, room):
                log.info("an invitation from another server than those allowed was declined")
                await self._client.room_leave(room)
                continue
            joined = await self._client.join(room)
            if isinstance(joined, JoinError):
                log.warning("an invitation could not be accepted: %s", joined.status_code)

    async def _timeline(self, room: str, timeline: Any, since: str | None) -> list[Event]:
        """The events of the room since the last time, oldest first, also those that the homeserver left out."""
        events: list[Event] = list(timeline.events)
        if since is None or not timeline.limited or not self._store.is_in(room):
            return events
        start, missed = timeline.prev_batch, list[Event]()
        for _ in range(_PAGES):
            page = await self._client.room_messages(
                room, start, end=since, direction=MessageDirection.back, limit=_BACKFILL
            )
            if not isinstance(page, RoomMessagesResponse):
                log.warning("what was missed of a room could not be read")
                break
            missed += page.chunk
            if not page.chunk or not page.end or page.end == start:
                break
            start = page.end
        return [self._opened(event) for event in reversed(missed)] + events

    def _opened(self, event: Event) -> Event:
        """The event decrypted where it can be."""
        if not isinstance(event, MegolmEvent):
            return event
        try:
            opened: Event = self._client.decrypt_event(event)
        except EncryptionError:
            return event
        return opened

    def _hear(self, room_id: str, events: list[Event], known: bool) -> None:
        """Keep what is to be answered. ``known``: the account was there before the assistant was."""
        if not self._store.is_in(room_id):
            self._store.entered(room_id)
            if known:
                return
            events = events[self._beginning(events) :]
            # At each entry, once: the event of our own membership is a new one.
            entry = events[0].event_id if events else ""
            welcome = notices.welcome(self._is_direct(room_id))
            self._store.tell(room_id, f"welcome {room_id} {entry}", None, welcome, time.time())
        room = self._client.rooms.get(room_id)
        for event in events:
            if event.sender == self._me:
                continue
            if isinstance(event, MegolmEvent):
                self._store.seal(event.event_id, room_id, event.source, time.time())
            elif isinstance(event, RedactionEvent):
                self._deleted(room_id, event)
            elif room is not None and (heard := read(event.source)):
                self._heard(room, heard)

    def _beginning(self, events: list[Event]) -> int:
        """Where what is said to us begins in a room that we just entered: at the invitation, else where we entered."""
        ours = [n for n, event in enumerate(events) if getattr(event, "state_key", None) == self._me]
        return ours[-2 if len(ours) > 1 else -1] if ours else 0

    def _is_direct(self, room_id: str) -> bool:
        room = self._client.rooms.get(room_id)
        return room is None or len(room.users) <= 2

    def _heard(self, room: MatrixRoom, heard: Heard) -> None:
        """Keep one message if it is for us."""
        said = self._for_us(room, heard)
        if said is None:
            return
        thread = heard.thread
        if not self._is_direct(room.room_id):
            thread = thread or heard.event
            self._store.join_thread(room.room_id, thread, time.time())
        if heard.file:
            self._store.tell(room.room_id, f"file {heard.event}", thread, notices.FILE, time.time())
        elif said.body:
            message = Message(heard.event, room.room_id, heard.sender, thread, said.body)
            self._store.hear(message, time.time())
        else:
            self._store.tell(room.room_id, f"called {heard.event}", thread, notices.CALLED, time.time())

    def _for_us(self, room: MatrixRoom, heard: Heard) -> Heard | None:
        named = addressed(heard, self._me, {_NAME, str(room.user_name(self._me) or "")})
        if heard.replaces:
            return self._edited(room, heard.replaces, named or heard)
        if self._is_direct(room.room_id):
            return named or heard
        if named:
            return named
        in_thread = heard.thread and self._store.takes_part(room.room_id, heard.thread)
        replied = heard.replies_to and self._store.is_ours(heard.replies_to)
        return heard if in_thread or replied else None

    def _edited(self, room: MatrixRoom, edited: str, said: Heard) -> Heard | None:
        """New words of a message: they replace those that wait; else, of the last message, they are a new one."""
        if self._store.reword(edited, said.sender, said.body):
            return None
        if not self._store.is_last(edited, room.room_id, said.sender):
            return None
        return Heard(said.event, said.sender, said.body, self._store.thread_of(edited))

    def _deleted(self, room_id: str, event: RedactionEvent) -> None:
        state = self._store.state_of(event.redacts)
        if state and not self._store.withdraw(event.redacts):
            thread = self._store.thread_of(event.redacts)
            key = f"deleted {room_id} {event.sender}"
            self._store.tell(room_id, key, thread, notices.DELETED, time.time())

    def _unseal(self) -> None:
        """Try again what could not be read: its key may have come after it. In the end, say so."""
        for sealed in self._store.sealed():
            event = Event.parse_encrypted_event(dict(sealed.source))
            event.room_id = sealed.room
            opened = self._opened(event)
            room = self._client.rooms.get(sealed.room)
            if not isinstance(opened, MegolmEvent):
                self._store.unsealed(sealed.event)
                if room is not None and (heard := read(opened.source)):
                    self._heard(room, heard)
            elif time.time() - sealed.heard > notices.KEY_WITHIN:
                self._store.unsealed(sealed.event)
                if self._is_direct(sealed.room):
                    key = f"sealed {sealed.room} {event.sender} {int(time.time() // 3600)}"
                    self._store.tell(sealed.room, key, None, notices.SEALED, time.time())

    async def say(self, room: str, part: Part, thread: str | None, reply_to: str, transaction: str) -> None:
        content = {
            "msgtype": "m.text",
            "body": part.text,
            "format": "org.matrix.custom.html",
            "formatted_body": part.html,
        }
        await self._send(room, content | _relation(thread, reply_to), transaction)

    async def give(
        self, room: str, file: tuple[str, str, bytes], thread: str | None, reply_to: str, transaction: str
    ) -> None:
        name, kind, data = file
        known = self._client.rooms.get(room)
        encrypted = known is not None and known.encrypted
        uploaded, keys = await self._client.upload(
            lambda *_: BytesIO(data), content_type=kind, filename=name, encrypt=encrypted, filesize=len(data)
        )
        if not isinstance(uploaded, UploadResponse):
            await self.say(room, sentence(notices.NOT_JOINED), thread, reply_to, transaction)
            return
        where = {"file": {"url": uploaded.content_uri, **(keys or {})}} if encrypted else {"url": uploaded.content_uri}
        info = {"mimetype": kind, "size": len(data)}
        content = {"msgtype": "m.file", "body": name, "filename": name, "info": info, **where}
        await self._send(room, content | _relation(thread, reply_to), transaction)

    async def typing(self, room: str, on: bool) -> None:
        await self._client.room_typing(room, on)

    async def _send(self, room: str, content: Mapping[str, Any], transaction: str) -> None:
        while True:
            answer = await self._client.room_send(
                room, "m.room.message", dict(content), tx_id=transaction, ignore_unverified_devices=True
            )
            if isinstance(answer, RoomSendResponse):
                self._store.sent(answer.event_id, room, time.time())
                return
            if answer.status_code in _GONE:
                raise RoomGone
            log.warning("a message could not be sent: %s", answer.status_code)
            await asyncio.sleep(_RETRY_AFTER)


def _relation(thread: str | None, reply_to: str) -> dict[str, Any]:
    """In a thread, the message belongs to it; elsewhere it simply follows."""
    if thread is None:
        return {}
    relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
    if reply_to.startswith("$"):
        relation["m.in_reply_to"] = {"event_id": reply_to}
    return {"m.relates_to": relation}

"""A conversation in a terminal: text wrapped to its width, choices numbered, free text always possible."""

import shutil
import textwrap
import uuid
from collections.abc import Callable

from assistant.serving.client import Button, Reply, send
from assistant.serving.environment import ServingError

PROMPT = "vous > "
HELP = "Écrivez comme à une personne ; un numéro choisit une proposition ; /nouveau oublie tout ; /quitter termine."
_WIDEST = 100

Read = Callable[[str], str]
Write = Callable[[str], None]


def wrap(text: str, width: int) -> str:
    """``text`` with its own lines kept and the long ones folded; a list's item is folded under its own text."""
    folded = []
    for line in text.splitlines():
        body = line.lstrip(" -•*")
        folded.append(
            textwrap.fill(
                line,
                width,
                subsequent_indent=" " * (len(line) - len(body)),
                # An address must stay whole to be opened.
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "\n".join(folded)


def render(replies: list[Reply], width: int) -> tuple[str, list[Button]]:
    """What to print for ``replies``, and the choices in the order of their numbers (from 1, over all replies)."""
    lines: list[str] = []
    choices: list[Button] = []
    for reply in replies:
        if reply.text:
            lines.append(wrap(reply.text, width))
        for button in reply.buttons:
            choices.append(button)
            lines.append(wrap(f"  {len(choices)}. {button.title}", width))
    return "\n".join(lines), choices


def to_send(typed: str, choices: list[Button]) -> str:
    """What to send for what was typed: the payload of the choice of that number or title, else the text itself."""
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1].payload
    for button in choices:
        if typed.casefold() == button.title.casefold():
            return button.payload
    return typed


def converse(url: str, read: Read, write: Write) -> None:
    """Lead a conversation with the assistant at ``url`` until ``/quitter`` or the end of the input.

    ``read`` is given the prompt and returns a line (EOFError at the end). A server that does not answer is said, and
    the conversation goes on: it may come back. KeyboardInterrupt is left to the caller.
    """
    sender = uuid.uuid4().hex
    choices: list[Button] = []
    write(HELP)
    while True:
        try:
            typed = read(PROMPT).strip()
        except EOFError:
            write("")
            return
        if typed == "/quitter":
            return
        if typed == "/nouveau":
            sender, choices = uuid.uuid4().hex, []
            write("Nouvelle conversation.")
        elif typed == "/aide":
            write(HELP)
        elif typed:
            try:
                replies = send(url, sender, to_send(typed, choices))
            except ServingError as error:
                write(f"({error})")
            else:
                # A terminal that does not know its width says 0.
                width = min(_WIDEST, shutil.get_terminal_size().columns or _WIDEST)
                text, choices = render(replies, width)
                write(f"\n{text}\n")

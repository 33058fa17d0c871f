"""An answer as a room reads it: plain text that stands alone, the same in simple HTML, choices as a numbered list."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from assistant.channels.platforms.rendering import Shown, shown

_LINK = re.compile(r"https?://[^\s<>«»]+[^\s<>«».,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABEL = re.compile(r"(?P<label>[A-ZÀÉÊ][^.:;!?()]{1,38} ?:)(?= \S|$)")
_PHONE = re.compile(r"\b0\d(?: \d\d){4}\b")
_NUMBERED = re.compile(r"\d{1,2}\. ")


@dataclass(frozen=True)
class Part:
    """One message of the room. ``files``: addresses of files that come with it."""

    text: str
    html: str
    files: tuple[str, ...] = ()


def sentence(text: str) -> Part:
    """A message of our own."""
    return Part(text, to_html(text))


def parts(answer: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The messages of an answer (``text``, ``buttons``, ``custom``); the dialogue hears a choice by rank or title."""
    with_words = [message for message in answer if message.get("text")]
    return [
        Part(one.in_words, to_html(one.text) + _choices(one), _files(message.get("custom") or {}))
        for message, one in zip(with_words, shown(answer), strict=True)
    ]


def _choices(one: Shown) -> str:
    if not one.choices:
        return ""
    items = "".join(f"<li>{escape(title)}</li>" for title in one.choices)
    listed = f"<ol>{items}</ol>" if one.ranked else f"<ul>{items}</ul>"
    return listed + (f"<p><em>{one.how}</em></p>" if one.how else "")


def to_html(text: str) -> str:
    """Plain text in the few elements that every client draws: paragraphs, lists, links, titles in bold."""
    blocks: list[str] = []
    items: list[str] = []
    lines: list[str] = []

    def end() -> None:
        if lines:
            blocks.append(f"<p>{'<br>'.join(lines)}</p>")
        if items:
            blocks.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        lines.clear()
        items.clear()

    for line in text.splitlines():
        if line.startswith("- "):
            if lines:
                end()
            items.append(_inline(line[2:]))
        elif not line.strip():
            end()
        else:
            if items:
                end()
            lines.append(f"<strong>{_inline(line)}</strong>" if _NUMBERED.match(line) else _inline(line))
    end()
    if len(blocks) == 1 and blocks[0].startswith("<p>"):
        # A paragraph alone would be set apart from its sender's name and its time.
        return blocks[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(blocks)


def _inline(line: str) -> str:
    # A number to call stays on one line.
    line = _PHONE.sub(lambda number: number.group().replace(" ", "\N{NO-BREAK SPACE}"), line)
    label = _LABEL.match(line)
    start = label.end() if label else 0
    return (f"<strong>{escape(line[:start])}</strong>" if label else "") + "".join(_linked(line[start:]))


def _linked(line: str) -> Iterable[str]:
    begin = 0
    for link in _LINK.finditer(line):
        yield escape(line[begin : link.start()])
        address = link.group() if "://" in link.group() else f"mailto:{link.group()}"
        yield f'<a href="{escape(address)}">{escape(link.group())}</a>'
        begin = link.end()
    yield escape(line[begin:])


def _files(custom: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of the sheet and of its calendar (docs/messages.md)."""
    if custom.get("type") != "sheet":
        return ()
    return tuple(custom[name] for name in ("pdf", "ics") if isinstance(custom.get(name), str))

"""Choices in a place without buttons: numbered, and named by number or by title."""

from collections.abc import Sequence


def meaning(typed: str, choices: Sequence[tuple[str, str]]) -> str | None:
    """The payload of the choice of that number (from 1) or title, as (title, payload); ``None`` for any other words."""
    typed = typed.strip()
    number = typed.removesuffix(".").removesuffix(")")
    if number.isdecimal() and 1 <= int(number) <= len(choices):
        return choices[int(number) - 1][1]
    for title, payload in choices:
        if typed.casefold() == title.casefold():
            return payload
    return None

"""Addresses of records as links that a page may bear."""

import re
from urllib.parse import urlsplit

_NUMBER = re.compile(r"(?:\+\d{2} ?(?:\(0\) ?)?)?\d(?:[ .-]?\d){7,}")


def web_address(url: str | None) -> str | None:
    """The address when it leads to a web site, and to nothing that a browser would run.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    parts = urlsplit(url or "")
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def host(url: str) -> str:
    """``https://www.resacoop.org/x`` → ``resacoop.org``."""
    return urlsplit(url).netloc.removeprefix("www.")


def telephones(written: str) -> list[tuple[str, str | None]]:
    """What is written, cut into words and numbers that can be called.

    >>> telephones("Lyon : 04 26 28 27 91")
    [('Lyon : ', None), ('04 26 28 27 91', 'tel:0426282791')]
    """
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for number in _NUMBER.finditer(written):
        pieces += [(written[at : number.start()], None)] if number.start() > at else []
        pieces.append((number.group(), "tel:" + re.sub(r"\(0\)|[^\d+]", "", number.group())))
        at = number.end()
    return [*pieces, (written[at:], None)] if at < len(written) else pieces

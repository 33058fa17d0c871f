"""Where the public page of a record is."""

from assistant.settings import Settings

PROGRAMMES = "/programmes"
FAMILY_TREE = "/filiation"


def programme_page(identifier: str) -> str:
    """Path of a programme's page."""
    return f"{PROGRAMMES}/{identifier}"


def organisation_page(identifier: str) -> str:
    """Path of a body's page."""
    return f"/organismes/{identifier}"


def term_page(identifier: str) -> str:
    """Path of a word in the glossary."""
    return f"/glossaire#{identifier}"


def address(page: str) -> str:
    """The whole address of a page, as a text gives it."""
    return f"{Settings().site_url}{page}"

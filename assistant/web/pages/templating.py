"""The templates of the pages: everything shown is escaped, and every name that a template uses must exist."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.french import dates_in_words, lower_first, months, sentence
from assistant.matching.words import enumerate_fr, euros, french_date, number, on_date, percent, without_brackets
from assistant.web.pages.links import host, telephones, web_address
from assistant.web.pages.static import address

# A space within a number, before a unit or a double sign, within quotes.
_UNITS = "€|%|M€|millions?|milliards?|ans?|mois"
_BOUND = re.compile(rf"(?<=\d) (?=\d{{3}}\b)|(?<=\d) (?=(?:{_UNITS})(?!\w))| (?=[:;?!»])|(?<=«) ")


def unbroken(write: Callable[[float], str]) -> Callable[[float], str]:
    """A way to write a number that is not cut at the end of a line."""
    return lambda value: write(value).replace(" ", "\N{NO-BREAK SPACE}")


def typeset(text: str) -> str:
    """A sentence whose figures, units and French punctuation stay on the line of what they belong to."""
    return _BOUND.sub("\N{NO-BREAK SPACE}", text)


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "dates_in_words": dates_in_words,
    "enumerate_fr": enumerate_fr,
    "euros": unbroken(euros),
    "french_date": french_date,
    "host": host,
    "initial": lambda text: text[:1].upper() + text[1:],
    "lower_first": lower_first,
    "months": months,
    "number": unbroken(number),
    "on_date": on_date,
    "percent": unbroken(percent),
    "sentence": sentence,
    "typeset": typeset,
    "telephones": telephones,
    "web_address": web_address,
    "without_brackets": without_brackets,
}
_environment.globals["static"] = address


def render(template: str, **values: Any) -> str:
    """The template filled with the values; raises ``jinja2.UndefinedError`` when one is missing."""
    return _environment.get_template(template).render(values)

"""How a record is laid out in YAML: order of the keys, width of the lines, quotes, lists."""

import re
import textwrap
from dataclasses import fields
from typing import Any

import yaml

from assistant.programmes.files import KEYS

_TEXT_WIDTH = 108
_LIST_WIDTH = 110
# Prose is folded earlier than notes and labels.
_PROSE_WIDTH = 81
_PROSE = frozenset({"role", "summary", "definition", "advice", "sentence", "comment"})
# The order of the keys in data/programmes/SCHEMA.md, by name of the record class; the others have it in their class.
_ORDER = {
    "Programme": (
        "id name acronym aliases period start end status applications_until last_call_closed next_call succeeds "
        "succeeded_by_note part_of family form funds funder managed_by support goals frameworks themes "
        "sole_themes public keywords holders lead_holders role_of_holder territories territories_excluded "
        "partner_countries partner_countries_excluded countries_excluded_since partnership rate_max rate_note "
        "grant_min grant_max "
        "grant_note rates payment cumulation budget_total budget_note duration_months_min duration_months_max "
        "priorities conditions steps calls summary note url examples sources confidence checked"
    ).split(),
    "Organisation": (
        "id name acronym aliases kind role helps_with territories city address phone email url status successor since "
        "until note sources confidence checked"
    ).split(),
    "Term": (
        "id term expansion aliases kind definition in_force replaced_by date see organisation programme sources checked"
    ).split(),
    "Lesson": "id kind title advice question asked_with sources checked".split(),
    "Mapping": "id from_label to_label from_ to sentence sources checked".split(),
    "Fact": (
        "id topic sentence amount unit when where comment see_programmes see_organisations see_terms see_lessons "
        "sources checked"
    ).split(),
    "Source": "url document seen dated".split(),
}
# One sentence or label a line; the other lists are short words, on one line when they fit.
_LINE_BY_LINE = frozenset({"priorities", "conditions", "steps"})
# French puts a space before « ; : ! ? » and inside its quotes: no line begins or ends there.
_FRENCH_SPACE = re.compile(r"(?<=«) | (?=[;:!?»])")
_GLUE = "\ue000"
# Codes, phone numbers and e-mail addresses, quoted so that nobody wonders how YAML reads them.
_CODE_LIKE = re.compile(r"[0-9][0-9A-Z-]*|[+][0-9 ]+|\S+@\S+")


def plain_values(record: Any) -> dict[str, Any]:
    """A record's keys in the order of SCHEMA.md; what is not known is left out."""
    names = _ORDER.get(type(record).__name__) or [f.name for f in fields(record)]
    defaults = {f.name: f.default for f in fields(record)}
    found = ((name, getattr(record, name)) for name in names)
    return {KEYS.get(name, name): value for name, value in found if value != defaults[name] and value != ()}


def record_lines(record: Any) -> list[str]:
    """The lines of a record in its file's list, the empty line before it apart."""
    lines = mapping_lines(plain_values(record), 4)
    return ["  - " + lines[0][4:], *lines[1:]]


def mapping_lines(values: dict[str, Any], indent: int) -> list[str]:
    """The lines of ``key: value`` pairs, ``indent`` spaces in."""
    return [line for key, value in values.items() for line in _pair(key, value, indent)]


def _pair(key: str, value: Any, indent: int) -> list[str]:
    margin = " " * indent
    if isinstance(value, str):
        return _text(f"{margin}{key}: ", value, indent + 2, _PROSE_WIDTH if key in _PROSE else _TEXT_WIDTH)
    if isinstance(value, tuple) and (key in _LINE_BY_LINE or not all(_is_word(item) for item in value)):
        return [f"{margin}{key}:", *(line for item in value for line in _item(item, indent + 2))]
    if isinstance(value, tuple):
        return _words(f"{margin}{key}:", [_in_list(item) for item in value], indent + 2)
    if isinstance(value, bool | int | float):
        return [f"{margin}{key}: {_scalar(value)}"]
    return [f"{margin}{key}:", *mapping_lines(plain_values(value), indent + 2)]


def _is_word(item: Any) -> bool:
    return isinstance(item, int | float) or (isinstance(item, str) and "," not in item)


def _in_list(item: str | int | float) -> str:
    return _quoted(item, in_list=True) if isinstance(item, str) else _scalar(item)


def _item(item: Any, indent: int) -> list[str]:
    margin = " " * indent
    if isinstance(item, str):
        return _text(f"{margin}- ", item, indent + 2)
    lines = mapping_lines(plain_values(item), indent + 2)
    return [f"{margin}- {lines[0][indent + 2 :]}", *lines[1:]]


def _text(start: str, text: str, indent: int, width: int = _TEXT_WIDTH) -> list[str]:
    """On the line of its key when it is not wider than ``width``, else folded below."""
    line = start + _quoted(text, in_list=False)
    if len(line) <= width:
        return [line]
    glued = _FRENCH_SPACE.sub(_GLUE, text)
    wrapped = textwrap.wrap(glued, _TEXT_WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    parts = [part.replace(_GLUE, " ") for part in wrapped]
    # Folding joins lines by one space: it is for texts that it gives back, and useless for one long word.
    if " " not in text or " ".join(parts) != text:
        return [line]
    return [f"{start}>-", *(" " * indent + part for part in parts)]


def _words(start: str, items: list[str], indent: int) -> list[str]:
    one = f"{start} [{', '.join(items)}]"
    if len(one) <= _LIST_WIDTH + 4:
        return [one]
    lines = [" " * indent + "["]
    for position, item in enumerate(items):
        end = "]" if position == len(items) - 1 else ","
        space = " " if position and lines[-1].strip() else ""
        if position and len(lines[-1] + space + item + end) > _LIST_WIDTH:
            lines.append(" " * (indent + 1) + item + end)
        else:
            lines[-1] += space + item + end
    return [start, *lines]


def _scalar(value: bool | int | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if float(value).is_integer() else str(value)


def _quoted(text: str, in_list: bool) -> str:
    """The text as it is where YAML reads it back the same, else between double quotes."""
    try:
        read = yaml.load(f"[{text}]" if in_list else f"- {text}", yaml.CSafeLoader)
    except yaml.YAMLError:
        read = None
    if read == [text] and not _CODE_LIKE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'

"""A bare number said to a question that wants one: «2» partners are clear, a duration of «2», a budget of «30» not."""

import re
from dataclasses import replace

from assistant.dialogue.replies import Button, Reply, choice, say
from assistant.dialogue.state import NUMERIC, State, Turn
from assistant.matching.words import euros
from assistant.nlu.entities import Entity
from assistant.nlu.message import Message
from assistant.nlu.numbers import Number, find_numbers
from assistant.text import key

_WORDS = {word: n for n, word in enumerate("un deux trois quatre cinq six sept huit neuf dix onze douze".split(), 1)}
_SLOTS = {"duration": "duration_months", "partner_count": "partner_count"}
_MONTHS_A_YEAR = 12.0
_NUMERIC_NAMES = {"budget": "budget", "montant": "budget", "duree": "duration_months"}
_NAMED = re.compile(
    r"(?:(?:non|en fait|finalement|alors|et|pardon) )*(?:(?:le|la|notre|un) )?(?P<name>budget|montant|duree)"
    r"(?: (?:c est|est|sera|serait|ca fait|plutot|de|du|passe a|a))*(?: (?:environ|plutot))? (?P<number>\w+)"
)
# A number put in the place of the one before.
_INSTEAD = re.compile(
    r"(?:(?:non|nan|nn|pardon|plutot|en fait|finalement|disons|enfin|euh|ah|c est|ce sera|mettez|attendez|je me trompe|"
    r"pas \w+) )+(?P<new>\w+)(?: (?:plutot|finalement|en fait|pardon|svp|merci))*"
)
_KINDS = {"budget": "amount", "duration_months": "duration", "partner_count": "partner_count"}
_UNITS = {"budget": (1.0, 1000.0), "duration_months": (1.0, _MONTHS_A_YEAR), "partner_count": (1.0,)}
_CORRECTS = re.compile(
    r"\b(?:non|nan|nn|pas|pardon|mince|zut|oups|dit|ecrit|mis|trompe\w*|gourre\w*|erreur|plutot|finalement|"
    r"au lieu|c est|"
    r"en fait|passe\w*|devien\w*|monte\w*|descend\w*|reduit\w*)\b"
)
_HAVE_SOME = re.compile(
    r"(?:(?:pour l instant|pour le moment|aujourd hui|deja|la|actuellement|ben|et) )*"
    r"(?:(?:on|nous|j|moi j) en (?:a|ai|avons|aura|aurons|aurait|aurions)|il y en a|y en a|ya en a|ils sont|elles sont)"
    r" (?:deja |bien |environ |que |plus que )*(?P<number>\w+)(?: (?:pour l instant|pour le moment|deja|seulement|"
    r"en tout))*"
)
_LEAST_SUM, _LATEST_YEAR = 500, 2100
_MOST_PARTNERS = 99
_SURE_MONTHS = 7
"""From this number on a project's duration is counted in months rather than in years."""
_MOST_MONTHS = 120
_LEAST_EUROS = 100
"""Below it a number is no amount that one would ask a funder for."""
_THOUSANDS = 1000


def number_given(turn: Turn, state: State) -> Turn | None:
    """The turn with what its bare number states, where that is clear."""
    if (some := _of_them(turn, state)) is not None:
        return some
    pending, number = _asked(turn, state)
    if number is None:
        return None
    if pending == "partner_count" and 0 < number <= _MOST_PARTNERS:
        return _stating("partner_count", number, turn)
    if pending == "duration_months" and _SURE_MONTHS <= number <= _MOST_MONTHS:
        return _stating("duration", number, turn)
    return None


def number_instead(turn: Turn, state: State) -> Turn | None:
    """The turn with the number that takes the place of a denied one, in its unit: «pas deux ans, trois»."""
    if (replaced := _last_told(turn, state)) is not None:
        return replaced
    denied = [(kind, float(value)) for kind, value in turn.taken_back if kind in _SLOTS]
    if len(denied) != 1 or turn.values(denied[0][0]):
        return None
    kind, before = denied[0]
    numbers = [n for n in (_read(word) for word in key(turn.text).split()) if n]
    if getattr(state, _SLOTS[kind]) != before or len(numbers) != 2:
        return None
    unit = before / numbers[0]
    if unit not in (1.0, _MONTHS_A_YEAR):
        return None
    return _stating(kind, round(numbers[1] * unit), turn)


def _last_told(turn: Turn, state: State) -> Turn | None:
    """The turn with the new value of the number told last: «non, trois» after «deux ans»."""
    if (anew := _said_anew(turn, state)) is not None:
        return anew
    said = _INSTEAD.fullmatch(key(turn.text))
    name = state.memory.counted
    number = _read(said["new"]) if said else None
    known = getattr(state, name) if name else None
    if said is None or name is None or not number or not known or turn.entities:
        return None
    if name == "partner_count":
        return _stating(name, number, turn) if number <= _MOST_PARTNERS else None
    if name == "duration_months":
        in_years = known % _MONTHS_A_YEAR == 0 and number < _SURE_MONTHS
        return _stating("duration", number * int(_MONTHS_A_YEAR) if in_years else number, turn)
    return _stating("amount", number * _THOUSANDS, turn) if number < _THOUSANDS <= known else None


def _said_anew(turn: Turn, state: State) -> Turn | None:
    """The turn with the last of its numbers in the unit of the one told before: «j'avais dit 14, c'est 15».

    A sum said alone in a correction takes the place of the budget: «c'était l'an dernier, cette année 17 000».
    """
    if turn.entities or not turn.text:
        return None
    numbers = [number for number in find_numbers(Message(turn.text)) if not number.article]
    name = state.memory.counted
    known = getattr(state, name) if name else None
    if len(numbers) == 2 and name and known:
        before, now = (number.value for number in numbers)
        unit = known / before if before else 0.0
        if unit in _UNITS[name] and now != before and _CORRECTS.search(key(turn.text)):
            return _stating(_KINDS[name], round(now * unit), turn)
    if len(numbers) == 1 and turn.intent == "correct" and state.budget and _is_a_sum(numbers[0]):
        return _stating("amount", int(numbers[0].value), turn)
    return None


def _is_a_sum(number: Number) -> bool:
    """Whether a number is written as an amount is; four bare figures may be a year."""
    return number.value >= _LEAST_SUM and number.value % 50 == 0 and not (number.plain and number.value < _LATEST_YEAR)


def _of_them(turn: Turn, state: State) -> Turn | None:
    """The turn with the number of partners that «on en a quatre» tells, once they were spoken of."""
    said = _HAVE_SOME.fullmatch(key(turn.text))
    number = _read(said["number"]) if said else None
    spoken_of = state.memory.counted == "partner_count" or state.memory.pending == "partner_count"
    if turn.entities or not number or not spoken_of or number > _MOST_PARTNERS:
        return None
    return _stating("partner_count", number, turn)


def which_number(turn: Turn, state: State) -> list[Reply]:
    """What a bare number that may be several things stands for, asked with its readings as choices; else nothing."""
    pending, number = _asked(turn, state)
    readings: list[Button] = []
    budgets = (e for e in turn.entities if e.entity == "amount" and e.role == "budget")
    if tiny := [e for e in budgets if float(e.value) < _LEAST_EUROS]:
        # «7 balles»: nobody asks a funder for so little.
        thousands = int(tiny[0].value) * _THOUSANDS
        return [say("utter_which_number", choice(euros(thousands), "inform", amount=thousands), number=tiny[0].text)]
    if pending == "duration_months" and number and number < _SURE_MONTHS:
        readings = [choice(f"{number} mois", "inform", duration=number)] if number > 1 else []
        readings += [choice("1 an" if number == 1 else f"{number} ans", "inform", duration=12 * number)]
    elif pending == "budget" and number and number < _THOUSANDS:
        readings = [choice(euros(number), "inform", amount=number)] if number >= _LEAST_EUROS else []
        readings += [choice(euros(number * _THOUSANDS), "inform", amount=number * _THOUSANDS)]
        offered = state.memory.choices[-1] if state.memory.choices else []
        readings += [Button(*pair) for pair in offered[number - 1 : number]]
    return [say("utter_which_number", *readings, number=str(number))] if readings else []


def _asked(turn: Turn, state: State) -> tuple[str | None, int | None]:
    """The fact that a bare number states, named beside it or asked for, and the number; nothing of a longer message."""
    said = key(turn.text)
    if named := _NAMED.fullmatch(said):
        return _NUMERIC_NAMES[named["name"]], _read(named["number"])
    return (state.memory.pending, _read(said)) if state.memory.pending in NUMERIC else (None, None)


def _read(word: str) -> int | None:
    return int(word) if word.isdecimal() else _WORDS.get(word)


def _stating(kind: str, number: int, turn: Turn) -> Turn:
    said = Entity(kind, number, turn.text, 0, len(turn.text))
    return replace(turn, text="", intent="inform", entities=(said,))

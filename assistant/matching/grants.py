"""What a programme would give on the project's budget, and what would stay to be found."""

import math
from dataclasses import dataclass

from assistant.matching.facts import ProjectFacts
from assistant.matching.notes import rate_varies
from assistant.matching.rates import rates_for
from assistant.matching.words import enumerate_fr, euros, percent, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme, Rate


@dataclass(frozen=True)
class GrantEstimate:
    """What the programme would give on the project's budget and what must be found elsewhere (euros).

    ``grant`` is the most; ``least`` what it comes down to in the case or at the flat amount that pays least, the same
    when only one is possible. ``remainder`` goes with ``grant``. ``too_small``: the budget is under the smallest grant.
    """

    text: str
    grant: float | None = None
    remainder: float | None = None
    least: float | None = None
    too_small: bool = False


def estimate(facts: ProjectFacts, programme: Programme) -> GrantEstimate | None:
    """The grant on the project's budget as far as the record tells; ``None`` when it says nothing of amounts."""
    if programme.role_of_holder == "contributor":
        return GrantEstimate("Votre contribution est libre : ce fonds ne verse rien au porteur.")
    budget, rate, low, high = facts.budget, programme.rate_max, programme.grant_min, programme.grant_max
    if programme.rates:
        return _by_case(facts, programme)
    if rate_varies(rate, programme.rate_note):
        return GrantEstimate(f"Taux selon les cas : {short(programme.rate_note or '', 400)}.")
    if budget and programme.payment and programme.payment.lump_sum and rate is None and (low or high):
        return _flat(budget, programme)
    if budget and (rate or high or low):
        return _on_budget(budget, rate, low, high)
    parts = []
    if rate:
        parts.append(f"jusqu'à {percent(rate)} des dépenses éligibles")
    if low and low == high:
        parts.append(f"un forfait de {euros(low)}")
    elif low and high:
        parts.append(f"de {euros(low)} à {euros(high)}")
    elif high:
        parts.append(f"au plus {euros(high)}")
    elif low:
        parts.append(f"au moins {euros(low)}")
    if parts:
        return GrantEstimate(f"Aide : {', '.join(parts)}.")
    note = programme.rate_note or programme.grant_note
    return GrantEstimate(f"{short(note)}.") if note else None


def _by_case(facts: ProjectFacts, programme: Programme) -> GrantEstimate:
    """The grant at the rate of the project's case; between bounds when several cases are possible."""
    lines, budget = rates_for(facts, programme), facts.budget
    if not lines:
        return GrantEstimate("Aucun des taux connus de ce programme n'est prévu pour votre cas : à vérifier.")
    told = " ; ".join(dict.fromkeys(case_of(line) for line in lines))
    if not budget:
        return GrantEstimate(f"Aide selon les cas : {told}." if len(lines) > 1 else f"Aide : {told}.")
    paid = [_paid(budget, line, programme) for line in lines]
    within = [grant for grant, least in paid if grant >= least]
    if not within:
        least = min(least for _, least in paid)
        return _out_of_reach(f"L'aide commence à {euros(least)}", budget)
    low, high = min(within), max(within)
    rest = f" ; il vous resterait au moins {euros(budget - high)} à trouver ailleurs" if high < budget else ""
    if low < high:
        text = f"Sur {euros(budget)}, de {euros(low)} à {euros(high)} au plus selon le cas ({told}){rest}."
    else:
        capped = ", plafond de l'aide" if high < budget * min(line.rate for line in lines) / 100 else ""
        text = f"Sur {euros(budget)}, au plus {euros(high)} ({told}{capped}){rest}."
    return GrantEstimate(text, high, budget - high, low)


def _out_of_reach(minimum: str, budget: float) -> GrantEstimate:
    return GrantEstimate(f"{minimum} : votre budget de {euros(budget)} est trop petit.", too_small=True)


def case_of(line: Rate) -> str:
    """``70 % au plus, collectivité``."""
    return f"{percent(line.rate)} au plus, {line.when}" if line.when else f"{percent(line.rate)} au plus"


def _paid(budget: float, line: Rate, programme: Programme) -> tuple[float, float]:
    """The most that the line gives on the budget, and the least that it gives to anyone."""
    ceiling = line.grant_max or programme.grant_max
    floor = line.grant_min or (programme.grant_min if line.grant_max is None else None)
    return min(budget * line.rate / 100, ceiling or budget), floor or 0.0


def _flat(budget: float, programme: Programme) -> GrantEstimate:
    """A flat amount: one of those that are fixed, else anything from the smallest to the largest."""
    amounts = programme.payment.amounts if programme.payment else ()
    low, high = programme.grant_min, programme.grant_max
    least = min(amounts) if amounts else low
    if least and least > budget:
        return _out_of_reach(f"Le plus petit forfait est de {euros(least)}", budget)
    if amounts:
        most = max(amount for amount in amounts if amount <= budget)
        every = enumerate_fr((euros(amount) for amount in sorted(amounts)), last="ou")
        text = f"Aide au forfait ({every}) : au plus {euros(most)} sur votre budget de {euros(budget)}."
        return GrantEstimate(text, most, budget - most, least)
    bounds = [f"au moins {euros(least)}"] if least else []
    bounds += [f"au plus {euros(high)}"] if high else []
    text = f"Aide au forfait, {' et '.join(bounds)} ; ce qu'il couvrirait de votre budget est à calculer."
    if high is None:
        return GrantEstimate(text, least=least)
    most = min(budget, high)
    return GrantEstimate(text, most, budget - most, least)


def _on_budget(budget: float, rate: float | None, low: float | None, high: float | None) -> GrantEstimate:
    at_most = min([budget] + ([budget * rate / 100] if rate else []) + ([high] if high else []))
    if low and low > at_most:
        minimum = f"L'aide commence à {euros(low)}"
        if rate and low <= budget:
            least = euros(math.ceil(low * 100 / rate))
            text = f"{minimum}, pour {percent(rate)} au plus : il faudrait un budget d'au moins {least}."
            return GrantEstimate(text, too_small=True)
        return _out_of_reach(minimum, budget)
    if rate is None and high is None and low:
        return GrantEstimate(f"L'aide commence à {euros(low)} ; le taux est à vérifier.")
    rest = budget - at_most
    because = f"{percent(rate)} au plus" if rate and at_most == budget * rate / 100 else "plafond de l'aide"
    if rate is None and high is not None and high >= budget:
        return GrantEstimate(
            f"L'aide peut aller jusqu'à {euros(high)} ; ce qu'elle couvrirait de votre budget est à vérifier."
        )
    found = f" ; il vous resterait au moins {euros(rest)} à trouver ailleurs" if rest else ""
    text = f"Sur {euros(budget)}, au plus {euros(at_most)} ({because}){found}."
    return GrantEstimate(text, at_most, rest, at_most)


def smallest_grant(programme: Programme, base: Base) -> float | None:
    """The least that the programme gives; for an umbrella that says nothing, the least of its parts when all say it."""
    if programme.grant_min is not None:
        return programme.grant_min
    parts = [part.grant_min for part in base.parts(programme.id) if part.status != "closed"]
    known = [low for low in parts if low is not None]
    return min(known) if known and len(known) == len(parts) else None

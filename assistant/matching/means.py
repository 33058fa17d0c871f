"""Money, partners and time: what the project brings against what the programme asks and gives."""

from dataclasses import dataclass

from assistant.matching import countries
from assistant.matching.criterion import UNMET, Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.notes import rate_varies, smallest_told, usual_told
from assistant.matching.perimeters import in_a_large_town
from assistant.matching.rates import rates_for
from assistant.matching.scale import LARGE_GRANT, OUT_OF_SCALE, judge_scale
from assistant.matching.words import enumerate_fr, euros, number, percent, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme, Rate

# A smallest grant beyond this many times the budget puts the programme out of reach; below, the project may grow.
_OUT_OF_REACH, _WITHIN_REACH = 1.5, 1.15
# Under this budget (euros), a partnership of three countries costs more in travel and reports than it brings.
_SMALL_BUDGET = 50_000
_LARGE_PARTNERSHIP = 3
# A programme that asks for so many countries more is made for wider partnerships: it counts against the whole too.
_WIDER, FAR_TOO_FEW = 2, 0.1
# Under this budget (euros), the file that the Union's large programmes ask for costs more than the grant.
_SMALL_FOR_EUROPE = 20_000
# Under this budget (euros), a local action group's file, paid back after the expense, is too heavy.
_SMALL_FOR_A_REFUND = 2_000
_UNION_FUNDS = ("budget UE", "FEDER", "FSE")
_SMALL_FILES = frozenset({"citizens", "education_youth", "culture", "rural"})
# Holders whose projects are seldom of the size of these smallest grants (euros).
_SMALL_HOLDERS = frozenset({"commune", "association", "ecole", "citoyen", "jeune", "gal"})
# Sizes told in a sentence are rougher than a minimum.
_TOLD_LARGER = 1.5
# A flat amount pays for the whole project: beyond this many times the largest, the project is another's.
_TOO_LARGE_FOR_A_FLAT = 2.0
# Beyond this budget (euros), foundations, local authorities and groups of rural places seldom pay a share that counts.
_LARGE_FOR_A_FUND = 300_000
_LOCAL_FUNDS = frozenset({"foundation", "regional", "rural"})
_DROP_IN_THE_OCEAN = 0.05  # a grant of a smaller share of the budget is not worth the file
_SMALL_SHARE = 0.1  # a grant of less is made for smaller projects
_RIGHT_SIZE = 0.85  # the sums agree, but no rate tells how much of the budget would be paid
_UNSURE = 0.5  # neither for nor against
_MUCH_SHORTER = 0.5  # a project of less than half the least duration is another sort of project
# Grade of the partnership where countries or partners are missing.
TOO_FEW = 0.25
_VERY_LARGE_GRANT = 500_000


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
        return _out_of_reach(f"L'aide commence à {euros(low)}", budget)
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


def judge_budget(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the sums are of the same order as the project's."""
    budget = facts.budget
    if programme.role_of_holder == "contributor":
        return None
    low = smallest_grant(programme, base)
    told = smallest_told(programme.grant_note) if low is None and programme.grant_max is None else None
    if not budget:
        asked = _on_grant(facts.grant, low or told, programme.grant_max) if facts.grant else None
        return asked or _without_budget(facts, programme, base, low or told)
    if low and low > budget:
        text = f"L'aide commence à {euros(low)}, plus que votre budget de {euros(budget)}."
        near = low <= _WITHIN_REACH * budget
        return Criterion("budget", UNMET, text, hard=low > _OUT_OF_REACH * budget, grade=0.4 if near else OUT_OF_SCALE)
    if low is None and budget < _SMALL_BUDGET and _heavy(programme):
        return to_check(
            "budget",
            f"À vérifier : votre budget de {euros(budget)} est petit pour un partenariat de cette taille.",
            OUT_OF_SCALE,
        )
    if budget < _SMALL_FOR_EUROPE and programme.grant_max is None and low is None and _european(programme):
        return to_check(
            "budget",
            f"À vérifier : votre budget de {euros(budget)} est petit pour un dossier de cette taille.",
            OUT_OF_SCALE,
        )
    if budget < _SMALL_FOR_A_REFUND and programme.family == "rural":
        return to_check(
            "budget",
            f"À vérifier : {euros(budget)}, c'est peu pour un dossier lourd, remboursé après coup.",
            OUT_OF_SCALE,
        )
    if told and told > _TOLD_LARGER * budget:
        return to_check(
            "budget",
            f"À vérifier, ses projets sont plus grands : « {short(programme.grant_note or '')} ».",
            OUT_OF_SCALE,
        )
    rate, high = programme.rate_max, programme.grant_max
    if budget > _large_for(facts, programme) and high is None and low is None and programme.family in _LOCAL_FUNDS:
        return to_check(
            "budget",
            f"À vérifier : votre budget de {euros(budget)} est grand pour un fonds de cette sorte.",
            OUT_OF_SCALE,
        )
    usual = usual_told(programme.grant_note) if high is None and low is None else None
    if usual is not None and usual < _SMALL_SHARE * budget:
        text = f"Son aide est d'environ {euros(usual)} d'ordinaire, pour votre budget de {euros(budget)} : à vérifier."
        return to_check("budget", text, OUT_OF_SCALE)
    if rate is None and high is None and low is None:
        return to_check("budget", "Le taux et les montants ne sont pas connus : à vérifier.", _UNSURE)
    given = estimate(facts, programme)
    if rate is None and high is not None and budget <= high:
        return met("budget", given.text if given else "Votre budget est de la taille de ses aides.", _RIGHT_SIZE)
    if given is None or given.grant is None:
        return to_check("budget", given.text if given else "Les montants sont à vérifier.", _UNSURE)
    if low and low >= LARGE_GRANT:
        return met("budget", given.text, _RIGHT_SIZE)
    if programme.rates:
        # Rates told case by case weigh no more than a sentence that quotes them: programmes differ too much in what
        # their records tell.
        return met("budget", given.text, _UNSURE)
    share = given.grant / budget
    fixed = programme.payment.amounts if programme.payment else ()
    if fixed and budget > _TOO_LARGE_FOR_A_FLAT * max(fixed):
        return unmet("budget", f"{given.text} Son forfait est fait pour de plus petits projets.", OUT_OF_SCALE)
    if share < _DROP_IN_THE_OCEAN:
        return barred("budget", f"{given.text} Ce programme aide des projets beaucoup plus petits.")
    if share < _SMALL_SHARE:
        return unmet("budget", given.text, OUT_OF_SCALE)
    # A fund whose ceiling is far above the project is made for larger ones.
    sized = 1.0 if high is None or high <= 20 * budget else 0.6
    return met("budget", given.text, sized * min(1.0, 0.5 + share / 1.5))


def _large_for(facts: ProjectFacts, programme: Programme) -> float:
    """The budget that is large for a local fund; in a project of several rural groups each has its own fund pay."""
    shared = len(facts.partner_countries) if programme.family == "rural" else 0
    return _LARGE_FOR_A_FUND * (1 + shared)


def _on_grant(asked: float, low: float | None, high: float | None) -> Criterion | None:
    """Whether the sum that is asked is among those that the programme gives; the project itself may cost more."""
    if low and low > asked:
        text = f"À vérifier : l'aide commence à {euros(low)}, plus que les {euros(asked)} que vous cherchez."
        return to_check("budget", text, 0.4 if low <= _WITHIN_REACH * asked else OUT_OF_SCALE)
    if high is not None and high < _DROP_IN_THE_OCEAN * asked:
        return unmet("budget", f"{euros(high)} au plus : bien moins que les {euros(asked)} que vous cherchez.", 0.2)
    return None


def _without_budget(facts: ProjectFacts, programme: Programme, base: Base, low: float | None) -> Criterion | None:
    """Where no sum is told: the size that the rest tells (``judge_scale``) says more than who carries the project."""
    if low is None or low < LARGE_GRANT or judge_scale(facts, programme, base) is not None:
        return None
    small = facts.holder_type in _SMALL_HOLDERS and not in_a_large_town(facts)
    grade = 0.5 if not small else 0.3 if low < _VERY_LARGE_GRANT else OUT_OF_SCALE
    return to_check("budget", f"À vérifier selon votre budget : les projets commencent à {euros(low)}.", grade)


def _heavy(programme: Programme) -> bool:
    asked = programme.partnership
    return asked is not None and max(asked.min_countries or 0, asked.min_partners or 0) >= _LARGE_PARTNERSHIP


def _european(programme: Programme) -> bool:
    """A programme of the Union's budget that is not made for exchanges between people, which are small."""
    union = any(fund.startswith(_UNION_FUNDS) for fund in programme.funds)
    return union and programme.family not in _SMALL_FILES and bool(programme.themes)


def judge_partnership(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the partners are numerous enough; missing ones can still be found, so this never excludes."""
    asked = programme.partnership
    # One country is one's own: nothing is asked.
    if asked is None or not (asked.min_partners or (asked.min_countries or 0) > 1):
        return None
    needed = []
    if asked.min_partners:
        needed.append(f"{number(asked.min_partners)} partenaire{'s' if asked.min_partners > 1 else ''}")
    if asked.min_countries:
        needed.append(f"{number(asked.min_countries)} pays")
    said = f"Il faut au moins {' de '.join(needed)}, vous compris."
    if asked.note:
        said = f"{said} {short(asked.note, 300)}."
    abroad = {code for code in facts.partner_countries if code in countries.country_names() and code != countries.HOME}
    grouped = any(code in countries.groups() for code in facts.partner_countries)
    # Who names four countries has four partners at least.
    partners = max(facts.partner_count or 0, len(abroad)) or None
    too_few_countries = bool(abroad) and not grouped and len(abroad) + 1 < (asked.min_countries or 0)
    too_few_partners = facts.partner_count is not None and facts.partner_count + 1 < (asked.min_partners or 0)
    if too_few_countries and (asked.min_countries or 0) - len(abroad) - 1 >= _WIDER:
        return unmet("partnership", f"{said} Il est fait pour des partenariats plus larges.", FAR_TOO_FEW)
    if too_few_countries or too_few_partners:
        return unmet("partnership", f"{said} Il vous en manque encore.", TOO_FEW)
    small = max(asked.min_partners or 0, asked.min_countries or 0) <= 2
    enough_partners = small or (partners is not None and partners + 1 >= (asked.min_partners or 0))
    if abroad and enough_partners:
        return met("partnership", said, 1.0)
    return to_check("partnership", f"À vérifier : {said[0].lower()}{said[1:]}", 0.6 if small else 0.35)


def judge_duration(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """Whether the project lasts as long as the programme allows; a stay of weeks is no mission of years."""
    shortest, longest, planned = programme.duration_months_min, programme.duration_months_max, facts.duration_months
    if not planned or not (shortest or longest):
        return None
    if shortest and planned < shortest:
        text = f"Il faut {shortest} mois au moins ; le vôtre : {number(planned)} mois."
        return Criterion("duration", UNMET, text, hard=planned < shortest * _MUCH_SHORTER, grade=0.0)
    if longest and planned > longest:
        return unmet("duration", f"Un projet y dure {longest} mois au plus ; le vôtre : {number(planned)} mois.")
    return met("duration", f"La durée prévue convient ({_span(shortest, longest)}).")


def _span(shortest: int | None, longest: int | None) -> str:
    if shortest and longest:
        return f"de {shortest} à {longest} mois"
    return f"{longest} mois au plus" if longest else f"{shortest} mois au moins"

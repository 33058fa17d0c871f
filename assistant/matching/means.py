"""Money, partners and time: what the project brings against what the programme asks and gives."""

from assistant.matching import countries
from assistant.matching.criterion import UNMET, Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import estimate, smallest_grant
from assistant.matching.notes import smallest_told, usual_told
from assistant.matching.perimeters import in_a_large_town
from assistant.matching.scale import LARGE_GRANT, OUT_OF_SCALE, judge_scale
from assistant.matching.words import euros, number, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme

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
# Sizes told in a sentence are rougher than a minimum, and an average is of smaller grants too.
_TOLD_LARGER, _AVERAGE_LARGER = 1.5, 3.0
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
    larger = _AVERAGE_LARGER if usual_told(programme.grant_note) else _TOLD_LARGER
    if told and told > larger * budget:
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

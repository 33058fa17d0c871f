"""A first co-financing plan: what the recommended programmes could pay together, and what the holder still has to find.

Prudent on purpose: where a grant lies between bounds the lower one is counted, and a line is left out rather than
promised. Two grants stand side by side only where neither record forbids it; whatever the records say, the Union never
pays a cost twice (Regulation (EU, Euratom) 2018/1046, article 191), and two calls of one giver are not added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.matching.criterion import UNMET
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import estimate
from assistant.matching.inference import Entity
from assistant.matching.rank import Recommendation
from assistant.matching.rates import rates_for
from assistant.matching.timing import none_announced
from assistant.matching.words import euros, number, percent, without_brackets
from assistant.programmes.base import Base
from assistant.programmes.records import Programme

UNION, STATE, PUBLIC = "union", "state", "public"
_UNION_FUNDS = (
    "budget UE", "FEDER", "FSE", "FEADER", "FTJ", "Fonds de cohésion", "FAMI", "FED", "IVCDCI", "DEAR", "Instrument de",
)  # fmt: skip
_STATE_FUNDS = ("budget État", "AFD")
_PRIVATE_GIVERS = frozenset({"foundation", "association", "network"})
_MOST_GRANTS, _MOST_LEADS = 3, 2
# A grant of a smaller share of the budget is not worth the file.
_LEAST_SHARE = 0.05
# A programme that fits this much less than the first one is an idea to look into, no money to count on.
_AS_GOOD = 0.8


@dataclass(frozen=True)
class Line:
    """A grant of the plan: ``amount`` counted and ``at_most`` hoped for, in whole euros; ``because`` in French.

    ``afterwards``: whether some of the money comes only once the expense is made; ``None`` when not known.
    """

    recommendation: Recommendation
    amount: int
    at_most: int
    because: str
    afterwards: bool | None = None

    @property
    def programme(self) -> Programme:
        return self.recommendation.programme


@dataclass(frozen=True)
class Plan:
    """Grants, own share and what stays to be found (whole euros): together they are the budget, never more.

    ``own_share`` is what the holder says to have, ``own_share_min`` the least that the programmes ask it to bring;
    ``leads`` are programmes that might pay too, whose amount no record tells. ``warnings`` are French sentences.
    """

    budget: int
    lines: tuple[Line, ...]
    own_share: int
    own_share_min: int
    to_find: int
    leads: tuple[Recommendation, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def afterwards(self) -> int:
        """Euros of which some or all come after the expense."""
        return sum(line.amount for line in self.lines if line.afterwards)


def sum_told(entities: Iterable[Entity], role: str) -> float | None:
    """The first sum of that role (``own_share``, ``grant``…) that is told, in euros."""
    return next((float(one.value) for one in entities if one.entity == "amount" and one.role == role), None)


def own_share_in(entities: Iterable[Entity]) -> float | None:
    """What the holder says to put in itself, in euros."""
    return sum_told(entities, "own_share")


def plan(
    facts: ProjectFacts, recommendations: Iterable[Recommendation], base: Base, own_share: float | None = None
) -> Plan | None:
    """The plan for the budget of ``facts``, in the order of the recommendations; ``None`` without a budget."""
    budget = round(facts.budget or 0)
    if budget < 1:
        return None
    found = list(recommendations)
    best = max((one.score for one in found), default=0.0)
    building = _Building(budget, min(round(own_share or 0), budget), base)
    for recommendation in found:
        awaited = not none_announced(recommendation.programme, facts.as_of)
        if awaited and not _unlikely_place(recommendation) and recommendation.score >= _AS_GOOD * best:
            building.consider(recommendation, facts)
    return building.plan()


def _unlikely_place(recommendation: Recommendation) -> bool:
    """Whether only a small part of the holder's département is in the programme's territory."""
    return any(one.name == "territory" and one.outcome == UNMET for one in recommendation.criteria)


class _Building:
    """A plan in the making."""

    def __init__(self, budget: int, own_share: int, base: Base) -> None:
        self._budget, self._own, self._base = budget, own_share, base
        self._lines: list[Line] = []
        self._leads: list[Recommendation] = []
        self._clashes: list[str] = []

    def consider(self, recommendation: Recommendation, facts: ProjectFacts) -> None:
        """Add the programme where it can pay beside those already there."""
        programme = recommendation.programme
        if programme.role_of_holder is not None or self._base.parts(programme.id):
            return
        given = estimate(facts, programme)
        if given is not None and given.too_small:
            return
        if given is None or given.least is None:
            self._leads.append(recommendation)
            return
        rival = next((line for line in self._lines if not compatible(programme, line.programme, self._base)), None)
        if rival is not None:
            self._clashes.append(clash(programme, rival.programme, self._base))
            return
        room = self._room(programme)
        least, most = int(given.least), min(int(given.grant or given.least), room)
        amount = _payable(facts, programme, min(least, room), most)
        if len(self._lines) < _MOST_GRANTS and amount >= max(1, _LEAST_SHARE * self._budget):
            because = _because(facts, programme, amount, least, most)
            self._lines.append(Line(recommendation, amount, max(amount, most), because, _afterwards(programme)))

    def _room(self, programme: Programme) -> int:
        """The most that one more programme may be counted for."""
        kept = max(self._own, self._asked([programme]))
        room = self._budget - kept - sum(line.amount for line in self._lines)
        if PUBLIC not in origins(programme, self._base):
            return max(0, room)
        public = sum(line.amount for line in self._lines if PUBLIC in origins(line.programme, self._base))
        shares = [_public_max(one) for one in (programme, *(line.programme for line in self._lines))]
        return max(0, min(room, int(min(shares) * self._budget / 100) - public))

    def _asked(self, more: Iterable[Programme] = ()) -> int:
        """The own share (euros) that the programmes ask for, the strictest of them."""
        shares = [_own_share_min(one) for one in (*more, *(line.programme for line in self._lines))]
        return -int(-max(shares, default=0.0) * self._budget // 100)

    def plan(self) -> Plan:
        granted = sum(line.amount for line in self._lines)
        asked = self._asked()
        to_find = self._budget - granted - self._own
        leads = [one for one in self._leads if self._fits(one.programme)][:_MOST_LEADS] if to_find else []
        return Plan(
            self._budget, tuple(self._lines), self._own, asked, to_find, tuple(leads), tuple(self._warnings(asked))
        )

    def _fits(self, programme: Programme) -> bool:
        return all(compatible(programme, line.programme, self._base) for line in self._lines)

    def _warnings(self, asked: int) -> Iterable[str]:
        yield from self._clashes[:1]
        if asked > self._own > 0:
            yield f"Votre part doit être d'au moins {euros(asked)}."
        if self._lines and sum(line.amount for line in self._lines) == self._budget:
            yield "Rien ne resterait à votre charge : c'est rare, gardez une part à vous."


def origins(programme: Programme, base: Base) -> frozenset[str]:
    """Whose money it is: ``union``, ``state`` and ``public`` (which the two others are too); nothing when private."""
    giver = base.organisations.get(programme.funder or "")
    kind = giver.kind if giver else None
    if kind == "eu_institution" or any(fund.startswith(_UNION_FUNDS) for fund in programme.funds):
        return frozenset({UNION, PUBLIC})
    if any(fund.startswith(_STATE_FUNDS) for fund in programme.funds):
        return frozenset({STATE, PUBLIC})
    return frozenset() if kind in _PRIVATE_GIVERS else frozenset({PUBLIC})


def compatible(one: Programme, other: Programme, base: Base) -> bool:
    """Whether both may pay for the same project, as far as is known."""
    first, second = origins(one, base), origins(other, base)
    if UNION in first & second or (one.funder is not None and one.funder == other.funder):
        return False
    return not (_refuses(one, second) or _refuses(other, first))


def _refuses(programme: Programme, money: frozenset[str]) -> bool:
    rules = programme.cumulation
    return rules is not None and (rules.allowed is False or bool(set(rules.without) & money))


def clash(programme: Programme, rival: Programme, base: Base) -> str:
    """Why both are not counted, in French."""
    both = f"« {without_brackets(programme.name)} » et « {without_brackets(rival.name)} »"
    if UNION in origins(programme, base) & origins(rival, base):
        return f"{both} sont deux aides de l'Union européenne, qui ne paient pas les mêmes dépenses : choisissez."
    if programme.funder is not None and programme.funder == rival.funder:
        return f"{both} viennent du même financeur : choisissez."
    rules = (one.cumulation for one in (programme, rival) if one.cumulation)
    note = next((rule.note for rule in rules if rule.note and (rule.without or rule.allowed is False)), None)
    return f"{both} ne s'ajoutent pas : choisissez.{f' {note}' if note else ''}"


def _own_share_min(programme: Programme) -> float:
    return (programme.cumulation.own_share_min if programme.cumulation else None) or 0.0


def _public_max(programme: Programme) -> float:
    return (programme.cumulation.public_max if programme.cumulation else None) or 100.0


def _payable(facts: ProjectFacts, programme: Programme, amount: int, most: int) -> int:
    """What can be counted within ``amount``: a fixed flat amount is paid whole, and nothing is paid under a minimum."""
    flat = programme.payment.amounts if programme.payment else ()
    if flat:
        return max((int(one) for one in flat if one <= most), default=0)
    cases = [line.grant_min or programme.grant_min or 0.0 for line in rates_for(facts, programme)]
    return amount if amount >= min(cases, default=programme.grant_min or 0.0) else 0


def _afterwards(programme: Programme) -> bool | None:
    when = programme.payment.when if programme.payment else None
    return None if when is None else when != "advance"


def _because(facts: ProjectFacts, programme: Programme, amount: int, least: int, most: int) -> str:
    """How the amount was reached."""
    if programme.payment and programme.payment.lump_sum:
        if programme.payment.amounts:
            return "forfait"
        return f"forfait compté au plus bas{f', {euros(most)} au plus' if amount < most else ''}"
    if amount < least:
        return "ce qui resterait à financer"
    budget = facts.budget or 0.0
    rates = [line.rate for line in rates_for(facts, programme)] or [programme.rate_max or 0.0]
    if len(set(rates)) > 1 and amount < most:
        return f"de {number(min(rates))} à {percent(max(rates))} selon le cas, compté au plus bas"
    if rates[0] and amount == int(budget * min(rates) / 100):
        return f"{percent(min(rates))} au plus"
    return "plafond de l'aide"

"""Who may apply, from where, with which countries: the criteria that can exclude a programme."""

import math
import re
from functools import lru_cache

from assistant.matching import countries
from assistant.matching.criterion import Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.needs import PUBLIC_HOLDERS
from assistant.matching.similarity import folded
from assistant.matching.territories import departements_of, territory_list, territory_name
from assistant.matching.words import enumerate_fr, french_date, labels, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.programmes.status import first_day
from assistant.text import key
from assistant.vocabulary import DEPARTEMENT_REGION, HOLDERS, REGION_DEPARTEMENTS

OUT_OF_PLACE = (
    0.15  # up to this grade of its countries a programme is for other places: it counts against the whole too
)
WHOLE_COUNTRY = frozenset({"FR", "UE27", "MONDE"})
# A holder that is in law a sort of another: admitted only after checking.
SORT_OF = {
    "hopital": "etablissement_public", "universite": "etablissement_public", "syndicat": "etablissement_public",
    "chambre_consulaire": "etablissement_public", "cooperative": "entreprise",
}  # fmt: skip
# Families whose programmes also pay for projects between French partners.
_ALSO_AT_HOME = frozenset({"cohesion", "rural", "environment", "research", "regional", "other"})
_ABROAD = frozenset({"international", "decentralised"})
# Grades of a programme for a project of which no foreign partner is told.
_ONLY_ABROAD, WITH_OTHERS, _ALSO_HERE, AT_HOME = 0.1, 0.35, 0.5, 0.7
# Grade of a programme that covers nearly all of the partners' countries; one that leaves out most of them is another's.
_PARTLY_COVERED, _HALF = 0.5, 0.5
_PARTNER_ASKS, _APPLIES = 0.4, 0.85
_LOCAL = re.compile(r"\b(?:notre|sommes une) (?:\w+ ){0,2}(?:association|asso|ong) (?:\w+ )?(?:locale|communautaire)\b")
# Grade of a programme of a few départements, or of more, for who tells no place: programmes of all France come first;
# the former counts against the whole too.
PLACE_UNTOLD, _LARGE_PLACE_UNTOLD, _FEW_DEPARTEMENTS = 0.2, 0.4, 3
_ACROSS_BORDERS = frozenset({"transnational", "cross_border", "interregional"})


def judge_territory(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether the holder's place is within the programme's territory, down to the département."""
    where, opened = facts.territory, programme.territories
    if where and programme.territories_excluded:
        closed, mine = departements_of(programme.territories_excluded), departements_of((where,))
        if mine <= closed:
            return barred("territory", f"Ce programme n'est pas ouvert à votre territoire ({territory_name(where)}).")
    if not opened:
        return to_check("territory", "Le territoire couvert n'est pas connu avec certitude : à vérifier.", 0.3)
    if WHOLE_COUNTRY & set(opened):
        elsewhere = _of_another_place(where, programme, base)
        if elsewhere:
            return barred("territory", f"C'est le fonds d'une collectivité d'un autre territoire ({elsewhere}).")
        return met("territory", "Ouvert à toute la France.", 0.7)
    listed = territory_list(opened)
    covered = departements_of(opened)
    if not where:
        grade = PLACE_UNTOLD if len(covered) <= _FEW_DEPARTEMENTS else _LARGE_PLACE_UNTOLD
        return to_check("territory", f"À vérifier : réservé à {listed}.", grade)
    mine = departements_of((where,))
    if mine <= covered:
        closeness = 1.0 if len(covered) <= 13 else 0.9
        return met("territory", f"Vous êtes dans son territoire : {listed}.", closeness)
    if mine & covered:
        inside = tuple(code for code in REGION_DEPARTEMENTS[where] if code in covered)
        return to_check("territory", f"À vérifier : dans votre région, réservé à {territory_list(inside)}.", 0.5)
    return barred("territory", f"Réservé à {listed} : votre territoire n'en fait pas partie.")


def _of_another_place(where: str | None, programme: Programme, base: Base) -> str:
    """The territory of the local authority that pays, when the holder is not in it; empty otherwise."""
    funder = base.organisations.get(programme.funder or "")
    if where is None or programme.family != "regional" or funder is None or not funder.territories:
        return ""
    near = WHOLE_COUNTRY & set(funder.territories) or departements_of((where,)) & departements_of(funder.territories)
    return "" if near else territory_list(funder.territories)


# Grade of a programme that authorities alone may lead, for another holder that names none.
NOBODY_TO_LEAD = 0.1
_AUTHORITIES = PUBLIC_HOLDERS | {"etablissement_public"}
_AN_AUTHORITY = re.compile(
    r"\b(communes?|mairies?|maires?|villes?|villages?|municipa\w*|collectivites?|departement\w*"
    r"|conseil (?:regional|general)|regions?|metropoles?|agglo\w*|intercommuna\w*|interco|epci|syndicats?|jumel\w*"
    r"|cantons?|elus?|elues)\b"
)


def judge_holder(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether such a holder may apply, lead, or only pay in or stand behind its foreign partner."""
    holder, admitted = facts.holder_type, programme.holders
    if not admitted:
        return to_check("holder", "Qui peut se porter candidat n'est pas connu : à vérifier.", 0.0)
    listed = labels(admitted, HOLDERS, limit=8)
    if holder is None:
        return to_check("holder", f"À vérifier selon votre statut ; ouvert à : {listed}.")
    mine = HOLDERS[holder]
    leaders = programme.lead_holders or admitted
    if holder not in admitted:
        broader = SORT_OF.get(holder, "")
        if broader in admitted:
            text = f"À vérifier : « {mine} » n'est pas cité, mais « {HOLDERS[broader]} » l'est"
            role = "" if broader in leaders else ", comme partenaire et non comme chef de file"
            return to_check("holder", f"{text}{role}.", 0.3 if broader in leaders else 0.2)
        return barred("holder", f"Réservé à d'autres porteurs ({listed}) : « {mine} » n'y a pas accès.")
    if programme.role_of_holder == "contributor":
        return met("holder", "Vous y versez une contribution ; ce n'est pas une subvention que l'on reçoit.", 0.7)
    if programme.role_of_holder == "partner_applies" and _of_the_country(facts):
        return met(
            "holder", "C'est une association du pays qui dépose la demande, comme vous semblez l'être.", _APPLIES
        )
    if programme.role_of_holder == "partner_applies":
        return to_check("holder", "C'est votre partenaire à l'étranger qui dépose la demande, pas vous.", _PARTNER_ASKS)
    if holder not in leaders:
        lead = labels(leaders, HOLDERS, limit=8)
        if facts.text and _AUTHORITIES.issuperset(leaders) and not _AN_AUTHORITY.search(key(facts.text)):
            text = f"Il faut une collectivité pour porter le projet ({lead}) : vous n'en nommez aucune."
            return unmet("holder", text, NOBODY_TO_LEAD)
        return to_check("holder", f"Vous pouvez être partenaire, pas chef de file (chef de file : {lead}).", 0.35)
    focus = 1.0 - 0.35 * min(1.0, (len(admitted) - 1) / 10)
    return met("holder", f"Votre statut ({mine}) est admis.", focus)


def _of_the_country(facts: ProjectFacts) -> bool:
    """Whether those who speak are an association of the partner's country: a local one, of no place in France."""
    return facts.holder_type == "association" and facts.territory is None and bool(_LOCAL.search(folded(facts.text)))


def judge_countries(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether the partners' countries are among the programme's."""
    opened = programme.partner_countries
    union = countries.union_of(programme.period)
    wanted = _partners(facts)
    if facts.partner_countries and not wanted:
        return _at_home(programme)
    shut = _shut_countries(facts, programme)
    if wanted and shut and all(countries.expand((code,)) <= shut for code in wanted):
        return barred("partner_countries", _excluded_sentence(wanted, programme))
    if shut and (partly_shut := [code for code in wanted if countries.expand((code,)) & shut]):
        names = tuple(code for code in sorted(shut) if code in countries.expand(tuple(partly_shut)))
        return to_check("partner_countries", f"{_excluded_sentence(names, programme)} Le reste est à vérifier.", 0.3)
    if not wanted and _sounds_at_home(facts):
        return _maybe_at_home(programme)
    if not opened:
        supported = set(programme.frameworks)
        far = not countries.expand(wanted) & union
        if wanted and far and not _ABROAD & supported:
            return barred("partner_countries", "Il ne finance pas de projet mené hors de l'Union européenne.")
        if wanted and not _ACROSS_BORDERS & supported:
            text = "Il soutient surtout des actions menées en France : à vérifier."
            return to_check("partner_countries", text, 0.0 if far else OUT_OF_PLACE)
        return to_check("partner_countries", "Aucune liste de pays partenaires n'est donnée : à vérifier.", 0.5)
    listed = _listed(opened)
    if not wanted:
        return to_check("partner_countries", f"À vérifier selon le pays de vos partenaires : {listed}.")
    core = tuple(code for code in opened if code != "MONDE")
    within = _reached(opened, union)
    if "MONDE" in opened and core:
        meeting = _reached(core, union) & countries.expand(wanted)
        if not meeting and any(code in countries.groups() for code in core):
            return to_check(
                "partner_countries", f"Vise d'abord {_listed(core)} ; un autre pays est à vérifier.", OUT_OF_PLACE
            )
        if not meeting:
            return barred("partner_countries", f"Il faut un partenaire de ce pays : {_listed(core)}.")
        within = _reached(core, union)
    inside = [code for code in wanted if countries.expand((code,)) <= within]
    partly = [code for code in wanted if code not in inside and countries.expand((code,)) & within]
    outside = [code for code in wanted if code not in inside and code not in partly]
    if not inside and not partly:
        return barred("partner_countries", f"Ne couvre pas {_said(wanted)} ; pays couverts : {listed}.")
    if outside:
        share = (len(inside) + len(partly)) / len(wanted)
        if share < _HALF and len(opened) == 1 and opened[0] not in countries.groups():
            return barred("partner_countries", f"C'est un fonds pour un seul pays ({listed}) ; il en manque d'autres.")
        grade = OUT_OF_PLACE if share < _HALF else _PARTLY_COVERED * share
        return to_check("partner_countries", f"À vérifier : {_said(outside)} n'est pas couvert ({listed}).", grade)
    focus = 1.0 - 0.45 * math.log(max(len(within), 1)) / math.log(250)
    if partly:
        return to_check(
            "partner_countries", f"Selon le pays : {_said(partly)} n'est couvert qu'en partie ({listed}).", focus * 0.6
        )
    return met("partner_countries", f"Pays couvert{'s' if len(wanted) > 1 else ''} : {_said(wanted)}.", focus)


def _partners(facts: ProjectFacts) -> tuple[str, ...]:
    """The countries abroad; a group that is named beside some of its countries («en Europe») tells nothing more."""
    abroad = tuple(code for code in facts.partner_countries if code != countries.HOME)
    named = {code for code in abroad if code in countries.country_names()}
    return tuple(code for code in abroad if code in named or not countries.expand((code,)) & named)


def _reached(codes: tuple[str, ...], union: frozenset[str]) -> frozenset[str]:
    """The countries that the codes mean, with those that were in the Union at the time."""
    return countries.expand(codes) | union if "UE27" in codes else countries.expand(codes)


def _shut_countries(facts: ProjectFacts, programme: Programme) -> frozenset[str]:
    """The countries that the programme's own text excludes on the day of the project."""
    since = programme.countries_excluded_since
    if since and facts.as_of.isoformat() < first_day(since):
        return frozenset()
    return countries.expand(programme.partner_countries_excluded)


def _excluded_sentence(codes: tuple[str, ...], programme: Programme) -> str:
    since = programme.countries_excluded_since
    after = f" depuis {'le ' if len(since) == len('2022-12-01') else ''}{french_date(since)}" if since else ""
    many = "s" if len(codes) > 1 else ""
    return f"Pays exclu{many} par ce programme{after} : {_said(codes)}."


def _sounds_at_home(facts: ProjectFacts) -> bool:
    """Whether a project was described without a country, nor a framework that needs one."""
    return bool(facts.text) and facts.framework is None


def _maybe_at_home(programme: Programme) -> Criterion:
    """Who describes a project and names no country mostly means a project at home; a partner may still be found."""
    listed = _listed(programme.partner_countries)
    check = f"À vérifier selon le pays de vos partenaires : {listed}." if listed else "Pays partenaires : à vérifier."
    if programme.form == "awareness" and not programme.partner_countries:
        return met("partner_countries", "L'action se passe ici, sans partenaire à l'étranger obligatoire.", AT_HOME)
    supported = set(programme.frameworks)
    asked = programme.partnership.min_countries if programme.partnership else None
    if supported and supported <= _ABROAD:
        return to_check("partner_countries", check, _ALSO_HERE if asked == 1 else _ONLY_ABROAD)
    if asked == 1 or (asked is None and programme.family in _ALSO_AT_HOME and not _ABROAD & supported):
        return to_check("partner_countries", check, AT_HOME)
    return to_check("partner_countries", check, WITH_OTHERS)


def _at_home(programme: Programme) -> Criterion:
    if not programme.partner_countries and (programme.form == "awareness" or not _ABROAD & set(programme.frameworks)):
        return met("partner_countries", "Un projet mené en France peut y entrer.", 0.7)
    asked = programme.partnership.min_countries if programme.partnership else None
    goes_abroad = _ABROAD & set(programme.frameworks)
    if asked == 1 or (asked is None and programme.family in _ALSO_AT_HOME and not goes_abroad):
        return to_check(
            "partner_countries",
            "Il soutient surtout des projets menés avec d'autres pays : à vérifier pour un projet seulement français.",
            0.3,
        )
    return barred("partner_countries", "Il demande une coopération hors de France.")


def judge_conditions(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """A condition of the record that names the project's country or the holder's département, word for word."""
    wanted = [countries.name(code) for code in facts.partner_countries if code in countries.country_names()]
    place = territory_name(facts.territory) if facts.territory in DEPARTEMENT_REGION else ""
    named = [f" {folded(one)} " for one in (*wanted, place) if one]
    quoted = [
        short(condition, 320)
        for condition, said in _folded_conditions(programme.conditions)
        if any(name in said for name in named)
    ]
    if not quoted:
        return None
    return to_check("conditions", f"À vérifier selon votre situation : « {' ; '.join(quoted)} ».")


@lru_cache(maxsize=1024)
def _folded_conditions(conditions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((condition, f" {folded(condition)} ") for condition in conditions)


def _said(codes: list[str] | tuple[str, ...]) -> str:
    return enumerate_fr(countries.names(codes))


def _listed(codes: tuple[str, ...]) -> str:
    return labels(codes, {code: countries.name(code) for code in codes}, limit=10)

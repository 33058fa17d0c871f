"""What a record must respect by itself (data/programmes/SCHEMA.md), once it can be read."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from assistant.programmes.contacts import old_number
from assistant.programmes.files import KEYS
from assistant.programmes.records import Call, Cumulation, Organisation, Payment, Programme, Rate
from assistant.programmes.status import first_day, last_day, status_on
from assistant.text import key
from assistant.vocabulary import (
    DEPARTEMENT_REGION,
    FAMILIES,
    FORMS,
    FRAMEWORKS,
    GOALS,
    HELPS,
    HOLDERS,
    PUBLICS,
    REGION_DEPARTEMENTS,
    STATUSES,
    THEMES,
)

_TERRITORIES = frozenset(("FR", "UE27", "MONDE", *REGION_DEPARTEMENTS, *DEPARTEMENT_REGION))
_CONFIDENCES = frozenset(("high", "medium", "low"))
_ORGANISATION_KINDS = frozenset(
    "resource_centre network ministry agency region managing_authority joint_secretariat eu_institution water_agency "
    "association foundation other".split()
)
# kind → attribute → the only values that it may take
ALLOWED: dict[str, dict[str, frozenset[str]]] = {
    "programmes": {
        "status": frozenset(STATUSES),
        "family": frozenset(FAMILIES),
        "goals": frozenset(GOALS),
        "frameworks": frozenset(FRAMEWORKS),
        "themes": frozenset(THEMES),
        "sole_themes": frozenset(THEMES),
        "public": frozenset(PUBLICS),
        "holders": frozenset(HOLDERS),
        "lead_holders": frozenset(HOLDERS),
        "role_of_holder": frozenset(("contributor", "partner_applies")),
        "form": frozenset(FORMS),
        "territories": _TERRITORIES,
        "territories_excluded": _TERRITORIES,
        "confidence": _CONFIDENCES,
    },
    "organisations": {
        "kind": _ORGANISATION_KINDS,
        "helps_with": frozenset((*GOALS, *FRAMEWORKS, *THEMES, *HELPS)),
        "territories": _TERRITORIES,
        "status": frozenset(("active", "merged", "dissolved", "unknown")),
        "confidence": _CONFIDENCES,
    },
    "terms": {"kind": frozenset("goal framework body law legal_tool fund document method".split())},
    "lessons": {"kind": frozenset(("watch_point", "asset", "principle"))},
    "mapping": {},
    "facts": {},
}
# What a record needs beyond what its class demands.
NEEDED = {
    "programmes": ("aliases", "keywords", "goals", "sources"),
    "organisations": ("aliases", "sources"),
    "terms": ("aliases", "sources"),
    "lessons": ("sources",),
    "mapping": ("from_", "sources"),
    "facts": ("sources",),
}
_DATES = frozenset(
    "start end applications_until countries_excluded_since opens closes dated since until date last_call_closed "
    "checked".split()
)
_PAST = frozenset(("checked", "last_call_closed"))
_SENTENCES = frozenset(
    "summary role definition advice sentence rate_note grant_note budget_note note basis succeeded_by_note comment "
    "conditions steps".split()
)
_AMOUNTS = frozenset(
    "grant_min grant_max grant budget_total duration_months_min duration_months_max min_partners min_countries "
    "budget_min budget_max amounts".split()
)
_PAYMENTS = ("advance", "reimbursement", "mixed")
_MONEY = ("union", "state", "public")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PERIOD = re.compile(r"\d{4}(-\d{4})?|permanent|annual")
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DAY = len("2026-11-23")
_PHONE = re.compile(r"(\+\d{1,3} ?|0)\d( ?\d){7,11}")
_OLD_NUMBER = re.compile(r", numéro (?:de |d'avant )\d{4} à vérifier$")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_KEYWORDS = range(5, 46)
_A_YEAR = timedelta(days=365)
# CLDR has names for groups and for territories without an ISO code of their own.
_NOT_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())


@cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes, Kosovo's usual one, and the groups that a record may name."""
    codes = {str(code) for code in Locale("fr").territories if re.fullmatch("[A-Z]{2}", str(code))}
    return frozenset(codes - _NOT_COUNTRIES | {"UE27", "APD", "MONDE"})


def _walk(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every (attribute, plain value) of a record, however deep."""
    if is_dataclass(value):
        for field in fields(value):
            yield from _walk(field.name, getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(name, item)
    elif value is not None:
        yield name, value


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"[\s<>\"]", text)
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    if not _ISO.fullmatch(text):
        return False
    try:
        return len(text) < _DAY or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _value_errors(record: Any, day: date) -> Iterator[str]:
    documents = {source.document for source in record.sources}
    for name, value in _walk("", record):
        shown = KEYS.get(name, name)
        if value == "":
            yield f"{shown} est vide"
        elif name in _DATES and not _is_date(value):
            yield f"{shown} n'est pas une date ISO entre guillemets : {value!r}"
        elif name in _PAST and first_day(value) > day.isoformat():
            yield f"{shown} est dans l'avenir : {value}"
        elif name in _SENTENCES and not re.search(r"[.!?…][ »)]*$", value):
            yield f"{shown} sans point final : {value!r}"
        elif (name == "url" or (name == "source" and value not in documents)) and not _is_url(value):
            yield f"{shown} mal formée : {value!r}"
        elif name in _AMOUNTS and value <= 0:
            yield f"{shown} doit être positif : {value!r}"
        elif isinstance(value, str) and value != value.strip():
            yield f"{shown} commence ou finit par une espace : {value!r}"


def _list_errors(record: Any) -> Iterator[str]:
    for field in fields(record):
        values = getattr(record, field.name)
        if isinstance(values, tuple) and len(set(values)) < len(values):
            twice = next(v for v in values if values.count(v) > 1)
            said = f"« {twice} »" if isinstance(twice, str) else "le même contenu"
            yield f"{KEYS.get(field.name, field.name)} : {said} écrit deux fois"


def _alias_errors(record: Any) -> Iterator[str]:
    names: dict[str, str] = {}
    for alias in getattr(record, "aliases", ()):
        folded = key(alias)
        if not folded:
            yield f"alias sans lettre ni chiffre : {alias!r}"
        elif "  " in alias or any(c in alias for c in "\n\t"):
            yield f"alias avec des espaces en trop : {alias!r}"
        elif names.get(folded) == alias.casefold():
            yield f"alias en double : {alias!r}"
        names[folded] = alias.casefold()


def _ordered(name: str, first: str | None, second: str | None) -> Iterator[str]:
    if first and second and first_day(first) > last_day(second):
        yield f"{name} : {first} vient après {second}"


def record_errors(kind: str, record: Any, day: date) -> list[str]:
    """What is wrong in a record of the given kind (a key of ``files.KINDS``), whatever the other records say."""
    errors = []
    if len(record.checked) != _DAY:
        errors.append(f"checked doit être un jour, AAAA-MM-JJ : {record.checked!r}")
    if not _ID.fullmatch(record.id):
        errors.append("id mal formé")
    if missing := [KEYS.get(name, name) for name in NEEDED[kind] if not getattr(record, name)]:
        errors.append(f"clés manquantes {missing}")
    for name, allowed in ALLOWED[kind].items():
        value = getattr(record, name)
        values = value if isinstance(value, tuple) else (value,) if value is not None else ()
        if unknown := [v for v in values if v not in allowed]:
            errors.append(f"{name} : valeurs inconnues {unknown}")
    errors += [*_value_errors(record, day), *_list_errors(record), *_alias_errors(record)]
    if any(not source.url and not source.document for source in record.sources):
        errors.append("source sans url ni document")
    if not errors and isinstance(record, Programme):
        errors += programme_errors(record, day)
    if not errors and isinstance(record, Organisation):
        errors += organisation_errors(record)
    return errors


def _is_open(call: Call, today: str) -> bool:
    """Stricter than on the dialogue's side: a call by dates proves an open status only with full dates."""
    opens, closes = call.opens or "", call.closes or ""
    dated = len(opens) == _DAY == len(closes) and opens <= today <= closes
    return (call.rolling or dated) and not call.restricted


def programme_errors(record: Programme, day: date) -> list[str]:
    """Where the stored status, the dates and the amounts of a programme contradict each other on ``day``."""
    today, status, end = day.isoformat(), record.status, record.end
    years = re.findall(r"\d{4}", record.period)
    over = bool(end and last_day(end) < today)
    last = record.last_call_closed
    ended = over or bool(last and last < today) or bool(years and years[-1] < today[:4])
    now = [call.name for call in record.calls if _is_open(call, today)]
    holds = status_on(record, date.fromisoformat(record.checked))
    unknown = [code for code in record.partner_countries if code not in country_codes()]
    shut = record.partner_countries_excluded
    unknown_shut = [code for code in shut if code not in country_codes()]
    both = [code for code in shut if code in record.partner_countries]
    low, high, rate = record.grant_min, record.grant_max, record.rate_max
    wrong = (
        (not _PERIOD.fullmatch(record.period), f"period inconnue : {record.period!r}"),
        (len(record.keywords) not in _KEYWORDS, "keywords : 5 à 45 mots attendus"),
        (bool(unknown), f"partner_countries : valeurs inconnues {unknown}"),
        (bool(unknown_shut), f"partner_countries_excluded : valeurs inconnues {unknown_shut}"),
        (bool(both) and not record.countries_excluded_since, f"pays admis et exclus à la fois : {both}"),
        (bool(record.countries_excluded_since) and not shut, "countries_excluded_since sans pays exclu"),
        (status == "open" and not now, "status open, mais aucun appel ouvert ce jour-là"),
        (status not in ("open", "permanent") and bool(now), f"status {status}, mais appel ouvert : {now}"),
        (status in ("open", "between_calls", "permanent") and over, f"status {status}, mais fin le {end}"),
        (status == "closed" and not ended, "status closed, mais ni période finie ni dernier appel clos"),
        (status == "proposed" and not (record.start or "") > today, "status proposed, mais début passé"),
        (bool(last and last >= today), "last_call_closed n'est pas passé"),
        (holds != status, f"status {status} au {record.checked}, mais les dates de la fiche donnent {holds}"),
        (rate is not None and not 0 < rate <= 100, f"rate_max hors de 0 à 100 : {rate}"),
        (low is not None and high is not None and low > high, f"grant_min {low} dépasse grant_max {high}"),
        (record.part_of == record.id or record.id in record.succeeds, "la fiche se succède ou se contient elle-même"),
        (len(years) == 2 and years[0] > years[1], f"period à l'envers : {record.period}"),
    )
    errors = [text for is_wrong, text in wrong if is_wrong]
    errors += _ordered("start et end", record.start, record.end)
    errors += _ordered("start et applications_until", record.start, record.applications_until)
    for call in record.calls:
        errors += _ordered(f"appel « {call.name} »", call.opens, call.closes)
    return [*errors, *money_errors(record)]


def money_errors(record: Programme) -> Iterator[str]:
    """What is wrong in the rates, the payment and the rules of cumulation of a programme."""
    for line in record.rates:
        yield from _rate_errors(line)
    if record.rates and record.rate_max != max(line.rate for line in record.rates):
        yield "rate_max n'est pas le plus haut des rates"
    if record.payment:
        yield from _payment_errors(record.payment)
    if record.cumulation:
        yield from _cumulation_errors(record.cumulation)


def _rate_errors(line: Rate) -> Iterator[str]:
    where = f"rates, {line.rate:g} %"
    if not 0 < line.rate <= 100:
        yield f"{where} : hors de 0 à 100"
    known = {"holders": HOLDERS, "countries": country_codes(), "territories": _TERRITORIES, "themes": THEMES}
    for name, allowed in known.items():
        if unknown := [code for code in getattr(line, name) if code not in allowed]:
            yield f"{where}, {name} : valeurs inconnues {unknown}"
    for name, low, high in (
        ("budget", line.budget_min, line.budget_max),
        ("grant", line.grant_min, line.grant_max),
    ):
        if low is not None and high is not None and low > high:
            yield f"{where} : {name}_min {low} dépasse {name}_max {high}"


def _payment_errors(payment: Payment) -> Iterator[str]:
    if payment.when not in (None, *_PAYMENTS):
        yield f"payment, when : valeur inconnue {payment.when!r}"
    if payment.amounts and not payment.lump_sum:
        yield "payment : amounts sans lump_sum"


def _cumulation_errors(cumulation: Cumulation) -> Iterator[str]:
    if unknown := [code for code in cumulation.without if code not in _MONEY]:
        yield f"cumulation, without : valeurs inconnues {unknown}"
    for name in ("own_share_min", "public_max"):
        share = getattr(cumulation, name)
        if share is not None and not 0 < share <= 100:
            yield f"cumulation, {name} hors de 0 à 100 : {share}"


def organisation_errors(record: Organisation) -> list[str]:
    """Where the contacts, dates and status of a body are wrong or contradict each other."""
    errors = [*_ordered("since et until", record.since, record.until)]
    # "Lyon : +33 4 … ; Paris : +33 1 …" gives a number a place.
    for phone in (record.phone or "").split(";") if record.phone else ():
        if not _PHONE.fullmatch(_OLD_NUMBER.sub("", phone.rpartition(" : ")[2]).strip()):
            errors.append(f"téléphone mal formé : {phone.strip()!r}")
    if record.email and not _EMAIL.fullmatch(record.email):
        errors.append(f"adresse électronique mal formée : {record.email!r}")
    if record.status == "active" and record.successor:
        errors.append(f"status active, mais successor {record.successor}")
    if record.status == "active" and record.until:
        errors.append(f"status active, mais until {record.until}")
    return errors


def record_warnings(record: Any, day: date) -> list[str]:
    """What an adviser should look at one day: nothing that breaks the base."""
    warnings = []
    if not any(source.dated for source in record.sources):
        warnings.append("aucune source datée")
    if last_day(record.checked) < (day - _A_YEAR).isoformat():
        warnings.append(f"pas relue depuis un an ({record.checked})")
    if isinstance(record, Programme):
        if not record.holders:
            warnings.append("sans holders")
        if record.status == "between_calls" and not record.next_call:
            warnings.append("entre deux appels, sans next_call")
    if isinstance(record, Organisation):
        if record.status == "merged" and not record.successor:
            warnings.append("fusionné, sans successor")
        if read := old_number(record, day):
            warnings.append(f"téléphone ancien ou sans date ({read}), sans le dire")
    return warnings

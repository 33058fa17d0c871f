"""How figures, dates and lists are written in the French sentences of the recommendations."""

from collections.abc import Iterable, Mapping

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def number(value: float) -> str:
    """A number as French readers write it: ``20 000``, ``7,5``.

    >>> number(12500)
    '12 500'
    """
    text = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",")


def euros(value: float) -> str:
    """An amount in euros, ``20 000 €``, with plain spaces as in the records; cents are dropped."""
    return f"{number(round(value))} €"


def percent(value: float) -> str:
    return f"{number(value)} %"


def french_date(iso: str) -> str:
    """``2026-09-23`` → ``23 septembre 2026``; a month or a year alone stays a month or a year."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2:
        return month
    day = int(parts[2])
    return f"{'1er' if day == 1 else day} {month}"


def on_date(iso: str) -> str:
    """``le 23 septembre 2026``, ``en septembre 2026``, ``en 2026``."""
    return f"{'le' if iso.count('-') == 2 else 'en'} {french_date(iso)}"


def enumerate_fr(items: Iterable[str], last: str = "et") -> str:
    """``a, b et c``."""
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def counted(*kinds: tuple[int, str, str]) -> str:
    """Numbers with their nouns, zeros left out; each kind is its number, its singular and its plural.

    >>> counted((1, "fiche", "fiches"), (0, "demande", "demandes"), (2, "lettre", "lettres"))
    '1 fiche et 2 lettres'
    """
    return enumerate_fr(f"{count} {one if count == 1 else many}" for count, one, many in kinds if count)


def labels(codes: Iterable[str], table: Mapping[str, str], limit: int = 6) -> str:
    """The codes' French labels in one enumeration, shortened with « … » beyond ``limit``."""
    names = [table.get(code, code) for code in codes]
    if len(names) > limit:
        return f"{', '.join(names[:limit])}…"
    return enumerate_fr(names)


def without_brackets(name: str) -> str:
    """A name without what a bracket adds to it.

    >>> without_brackets("Microprojets de La Guilde (ancienne Agence des micro-projets)")
    'Microprojets de La Guilde'
    """
    return name.split(" (")[0]


def short(text: str, limit: int = 220) -> str:
    """The text without its final stop, cut at a word when longer than ``limit``."""
    bare = " ".join(text.split()).rstrip(".")
    if len(bare) <= limit:
        return bare
    return f"{bare[:limit].rsplit(' ', 1)[0]} […]"

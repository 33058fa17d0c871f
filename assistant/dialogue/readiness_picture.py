"""The readiness profile as a picture: bars, which read on a phone better than a radar does."""

import textwrap
from html import escape

from assistant.matching.readiness import LABELS, LEVELS, Profile

_WIDTH, _MARGIN, _LINE = 320, 12, 18
_LABEL_CHARACTERS = 40
_SEGMENTS = 3
_SEGMENT, _GAP, _BAR = 62, 4, 10
_TITLE = "Votre profil : êtes-vous prêts ?"
# Its own ground under its own ink: legible on any page, light or dark.
_STYLE = (
    ".rp-ground{fill:#fff}.rp-ink{fill:#1b1f24;font:14px system-ui,sans-serif}.rp-small{font-size:13px}"
    ".rp-on{fill:#1f5f99;stroke:#1f5f99}.rp-off{fill:none;stroke:#6b7480}"
    "@media (prefers-color-scheme:dark){.rp-ground{fill:#1b1f24}.rp-ink{fill:#f2f4f7}"
    ".rp-on{fill:#8cc4f5;stroke:#8cc4f5}.rp-off{stroke:#9aa4b0}}"
)


def text_bars(profile: Profile) -> list[str]:
    """The same for those who see no picture: «●●○ Cofinancement : en partie»."""
    return [
        f"{'●' * item.level}{'○' * (_SEGMENTS - item.level)} {item.lesson.title} : {LABELS[item.answer]}"
        for item in profile.items
    ]


def picture(profile: Profile) -> str:
    """An SVG of 320 units across, with a title and a description for those who listen to it."""
    drawn, top = [], _MARGIN
    for item in profile.items:
        for line in textwrap.wrap(item.lesson.title, _LABEL_CHARACTERS):
            top += _LINE
            drawn.append(f'<text class="rp-ink" x="{_MARGIN}" y="{top}">{escape(line)}</text>')
        top += 8
        drawn += [_segment(n, top, n < item.level) for n in range(_SEGMENTS)]
        after = _MARGIN + _SEGMENTS * (_SEGMENT + _GAP) + 4
        drawn.append(f'<text class="rp-ink rp-small" x="{after}" y="{top + _BAR}">{escape(LABELS[item.answer])}</text>')
        top += _BAR + 6
    height = top + _MARGIN
    # Two pictures on one page need names of their own.
    name = "rp-" + "".join(str(LEVELS[item.answer]) for item in profile.items)
    told = " ; ".join(f"{item.lesson.title} : {LABELS[item.answer]}" for item in profile.items)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="100%" role="img" lang="fr" '
        f'style="max-width:{_WIDTH * 1.5:g}px" aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{_TITLE}</title><desc id="{name}-desc">{escape(told)}.</desc>'
        f'<style>{_STYLE}</style><rect class="rp-ground" width="{_WIDTH}" height="{height}" rx="8"/>'
        f"{''.join(drawn)}</svg>"
    )


def _segment(number: int, top: int, filled: bool) -> str:
    left = _MARGIN + number * (_SEGMENT + _GAP)
    kind = "rp-on" if filled else "rp-off"
    return f'<rect class="{kind}" x="{left}" y="{top}" width="{_SEGMENT}" height="{_BAR}" rx="3"/>'

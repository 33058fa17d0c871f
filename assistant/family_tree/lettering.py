"""How wide a text is drawn, so that it is cut into lines that fit their box."""

import unicodedata

# Widths of DejaVu Sans, in thousandths of the size of the letters: what readers see in another sans serif is narrower.
_WIDTHS = {
    278: "ijlIJ'|", 318: " \u00a0.,’·", 352: "f", 361: "-", 392: "()t:;/", 411: "r", 500: "–", 525: "zs", 550: "c",
    592: "kvxyF", 615: "aeoTLYP", 636: "bdghnpquES0123456789«»", 686: "ABXVZKR", 752: "CHU", 787: "DGNOQ&",
    863: "Mwœ", 989: "Wm+",
}  # fmt: skip
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = max(_OF.values())
# Signs that no line begins with, and one that no line ends with.
_GLUED = {" »": "\u00a0»", "« ": "«\u00a0", " :": "\u00a0:", " ;": "\u00a0;", " ?": "\u00a0?", " - ": "\u00a0- "}


def width(text: str, size: float) -> float:
    """Width of the text in letters of that size, at most; an unknown letter is as wide as the widest."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_OF.get(letter, _WIDEST) for letter in plain) * size / 1000


def lines(text: str, size: float, most: float) -> list[str]:
    """The text in lines no wider than ``most``, cut between words; a longer word is cut where it must."""
    for sign, glued in _GLUED.items():
        text = text.replace(sign, glued)
    cut: list[str] = []
    for word in text.split(" "):
        if cut and width(f"{cut[-1]} {word}", size) <= most:
            cut[-1] += f" {word}"
            continue
        while width(word, size) > most:
            fitting = max(n for n in range(1, len(word)) if n == 1 or width(word[:n] + "-", size) <= most)
            cut.append(word[:fitting] + "-")
            word = word[fitting:]
        cut.append(word)
    return cut

"""Which letters a text from outside may hold, so that it can go into a page, a mail or a calendar."""

import re
import unicodedata

# Overrides, embeddings and isolates make a line read otherwise than it is stored (UAX #9).
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Controls, lone surrogates, and the two separators that some readers take for a line's end.
UNWANTED = frozenset({"Cc", "Cs", "Zl", "Zp"})

# Letters without a shape, besides those of the category Cf.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
SELECTORS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def as_seen(text: str) -> str:
    """What a reader can tell it by: compatibility forms as one, and nothing that has no shape."""
    text = SELECTORS.sub("", unicodedata.normalize("NFKC", text))
    shown = (letter for letter in text if letter not in BLANK and unicodedata.category(letter) != "Cf")
    return " ".join("".join(shown).split())


def unwanted(text: str) -> tuple[str, ...]:
    """The characters of one line of text that are refused, as "U+202E", each once, in order."""
    found = (letter for letter in text if letter in BIDI or unicodedata.category(letter) in UNWANTED)
    return tuple(f"U+{ord(letter):04X}" for letter in dict.fromkeys(found))

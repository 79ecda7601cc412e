"""Which letters a text from outside may hold, so that it can go into a page, a mail or a calendar."""

import unicodedata

# Overrides, embeddings and isolates make a line read otherwise than it is stored (UAX #9).
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Controls, lone surrogates, and the two separators that some readers take for a line's end.
UNWANTED = frozenset({"Cc", "Cs", "Zl", "Zp"})


def unwanted(text: str) -> tuple[str, ...]:
    """The characters of one line of text that are refused, as "U+202E", each once, in order."""
    found = (letter for letter in text if letter in BIDI or unicodedata.category(letter) in UNWANTED)
    return tuple(f"U+{ord(letter):04X}" for letter in dict.fromkeys(found))

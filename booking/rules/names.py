"""How long the name of a person or of a group may be, and how it is said where there is little room."""

# The longest on record has a little over 1,000 letters (a birth certificate of 1984), and many scripts
# write one letter as two. What is longer is no name.
LONGEST_NAME = 2000
LONGEST_SAID = 60  # letters: a longer one would push what a subject has to say out of sight


def shortened(name: str) -> str:
    """The name as a subject says it: whole, or its beginning and a sign that there is more."""
    return name if len(name) <= LONGEST_SAID else f"{name[: LONGEST_SAID - 1].rstrip()}…"

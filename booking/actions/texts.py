"""Texts from outside that a verb is about to store."""

from booking.rules.plain_text import unwanted


class Unfit(ValueError):
    """A text that cannot be stored: `field` is its name, `letters` what is refused in it (U+202E ...).

    Without letters it is too long: `longest` says how long it may be.
    """

    def __init__(self, field: str, letters: tuple[str, ...] = (), longest: int | None = None) -> None:
        super().__init__(f"{field}: {' '.join(letters) or f'longer than {longest}'}")
        self.field, self.letters, self.longest = field, letters, longest


def plain(text: str, field: str, longest: int) -> str:
    """The text without blanks at its ends. Unfit for control characters, bidi overrides, too much of it."""
    if len(text) > longest:
        raise Unfit(field, longest=longest)
    if letters := unwanted(text):
        raise Unfit(field, letters)
    return text.strip()

"""Reading the numbers of a form that stand beside its texts."""


def seen_of(text: str) -> int:
    """The revision that a form had shown. One that does not say it has shown nothing: nothing is at -1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def number_of(text: str, most: int) -> int | None:
    """From 0 to `most`; None for what is no such number."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= most else None

"""Cells for spreadsheets: what people wrote never starts a formula."""

STARTS_A_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the full-width signs, too


def cell(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for more than text."""
    return f"'{text}" if text[:1] in STARTS_A_FORMULA or text.strip()[:1] in STARTS_A_FORMULA else text

"""The text of a rulebook file as a document, before anything in it is understood."""

import re
import tomllib
from typing import Any

from booking.rules.mistakes import Mistake, Mistakes

LONGEST_LINE = 60  # of a broken line as it is shown


def parsed(text: str, name: str) -> dict[str, Any]:
    """What a TOML text says, undecoded. Raises Mistakes for what is not TOML; `name` is the file's."""
    try:
        return tomllib.loads(text)
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise Mistakes([Mistake(name, "", "", f"is not TOML: {error}{_remedy(text, error)}")]) from None
    # Dotted keys and brackets nest as deep as somebody likes: a mistake of the file, and no traceback.
    except RecursionError:
        raise Mistakes([Mistake(name, "", "", "is not TOML: nested too deeply")]) from None


# What to do about what `tomllib` finds, by how its sentence begins.
REMEDIES = {
    "Unclosed inline table": "close it with `}` on the line where it begins",
    "Unclosed array": "close the list with `]`",
    "Expected ']": "close it with `]`: a chapter is [[clauses]], a list [1, 2]",
    "Illegal character": 'a text ends with the quote (") with which it begins, on its own line',
    "Expected '='": "every line is a name, `=` and a value, a chapter as [[clauses]], or a comment after `#`",
    "Invalid value": "a text stands in quotes; a number, a day, true and false stand without",
    "Invalid date or datetime": "there is no such day: write one of the calendar, as 2026-04-01",
    "Cannot overwrite a value": "it is said twice: leave one of them out",
    "Expected newline or end of document": "one value stands on a line; is a quote or a bracket missing?",
    "Invalid initial character": "a name is written in small letters; is there a comma too many?",
}


def _remedy(text: str, error: ValueError) -> str:
    """The line where it breaks off, and what to do."""
    line = re.search(r"\(at line (\d+)", str(error))
    broken = text.split("\n")[int(line[1]) - 1] if line else ""
    found = [remedy for begins, remedy in REMEDIES.items() if str(error).startswith(begins)]
    remedy = _seconds(broken) or (f"; {found[0]}" if found else "")
    shown = " ".join(broken.split())[:LONGEST_LINE]
    return f", at `{shown}`{remedy}" if shown else remedy


def _seconds(broken: str) -> str:
    """What to do where a moment breaks off after its minutes: TOML wants the seconds, and does not say so."""
    moment = re.search(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?!:)", broken)
    return f"; a moment needs its seconds: write {moment[0]}:00" if moment else ""

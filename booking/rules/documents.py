"""The text of a rulebook file as a document, before anything in it is understood."""

import re
import tomllib
from typing import Any

from booking.rules.mistakes import Mistake, Mistakes


def parsed(text: str, name: str) -> dict[str, Any]:
    """What a TOML text says, undecoded. Raises Mistakes for what is not TOML; `name` is the file's."""
    try:
        return tomllib.loads(text)
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise Mistakes([Mistake(name, "", "", f"is not TOML: {error}{_seconds(text, error)}")]) from None
    # Dotted keys and brackets nest as deep as somebody likes: a mistake of the file, and no traceback.
    except RecursionError:
        raise Mistakes([Mistake(name, "", "", "is not TOML: nested too deeply")]) from None


def _seconds(text: str, error: ValueError) -> str:
    """What to do where a moment breaks off after its minutes: TOML wants the seconds, and does not say so."""
    line = re.search(r"\(at line (\d+)", str(error))
    broken = text.split("\n")[int(line[1]) - 1] if line else ""
    moment = re.search(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?!:)", broken)
    return f"; a moment needs its seconds: write {moment[0]}:00" if moment else ""

"""What is wrong with a rulebook's file, said so that its writer can mend it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from booking.rules.locations import Path, parameters, walk
from booking.rules.plain_text import unwanted

# A key may have megabytes, and a file fifty thousand wrong lines: what is told of them fits a terminal.
LONGEST_ECHO = 40
LONGEST_PLACE, LONGEST_SENTENCE = 200, 1000
MOST = 100
A_NUMBER = "must be a whole number, without quotes"
A_DAY = "must be a day, as 2026-04-01, without quotes"
A_MOMENT = "must be a day and time, as 2026-04-01T10:00:00, without quotes"
A_TABLE = "must be a table, as { … }"
# What pydantic finds, by its own name for it; for the others its sentence stands.
REMEDIES = {
    "missing": "is missing",
    "union_tag_not_found": "has no `type`: say which type of term it is",
    "int_parsing": A_NUMBER,
    "int_type": A_NUMBER,
    "int_from_float": A_NUMBER,
    "date_parsing": A_DAY,
    "date_from_datetime_parsing": A_DAY,
    "date_type": A_DAY,
    "datetime_parsing": A_MOMENT,
    "datetime_from_date_parsing": A_MOMENT,
    "bool_parsing": "must be true or false, without quotes",
    "string_type": "must be a text, in quotes",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list, as [ … ]",
    "model_type": A_TABLE,
    "model_attributes_type": A_TABLE,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: in which file, which clause ("" outside the clauses), which field, and what to do."""

    file: str
    clause: str
    field: str
    what: str

    def __str__(self) -> str:
        where = [self.file, f"clause {self.clause}" if self.clause else "", self.field]
        parts = [_shown(part, LONGEST_PLACE) for part in where if part]
        return f"{', '.join(parts)}: {_shown(self.what, LONGEST_SENTENCE)}"


class Mistakes(Exception):
    """The mistakes of the files that were read: the first hundred, and of how many."""

    def __init__(self, mistakes: Sequence[Mistake], count: int | None = None) -> None:
        self.mistakes = tuple(mistakes[:MOST])
        self.count = len(mistakes) if count is None else count
        more = self.count - len(self.mistakes)
        lines = [*map(str, self.mistakes), *([f"… and {more} more"] if more else [])]
        super().__init__("\n".join(lines))


def mistake_at(file: str, raw: Mapping[str, Any], path: Path, what: str) -> Mistake:
    """A mistake at a path into the document; tables of a list are named by their own id or key."""
    clause, names = "", list[str]()
    value: Any = raw
    for part in path:
        value = _inside(value, part)
        if isinstance(part, str):
            names.append(part)
        elif names == ["clauses"]:
            clause, names = _called(value, part), []
        else:
            names[-1] += f"[{_called(value, part)}]"
    return Mistake(file, clause, ".".join(names), what)


def explained(
    file: str, raw: Mapping[str, Any], model: type[BaseModel], error: ValidationError
) -> Iterator[Mistake]:
    """The first errors that pydantic found in a document, in our words, with a remedy where there is one."""
    for found in error.errors()[:MOST]:
        path, models = walk(raw, model, found["loc"])
        yield mistake_at(file, raw, path, _say(found, parameters(models)))


def unknown_name(given: str, known: Sequence[str]) -> str:
    """Of a name that is not among those known: the nearest of them, or else all of them."""
    echo = f"`{given}`" if len(given) <= LONGEST_ECHO else f"`{given[:LONGEST_ECHO]}…`"
    return f"{echo} is not known here; {_nearest(given, known)}"


def loose(file: str, raw: Mapping[str, Any], read: BaseModel) -> Iterator[Mistake]:
    """What pydantic took for a day, a moment or a number, and a file must not write so."""
    for path, what in _loose(raw, read.model_dump(by_alias=True, exclude_unset=True), ()):
        yield mistake_at(file, raw, path, what)


def _loose(raw: Any, read: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Path, str]]:
    if isinstance(raw, dict) and isinstance(read, dict):
        for key in raw.keys() & read.keys():
            yield from _loose(raw[key], read[key], (*path, key))
    elif isinstance(raw, list) and isinstance(read, (list, tuple)) and len(raw) == len(read):
        for index, (one, other) in enumerate(zip(raw, read, strict=True)):
            yield from _loose(one, other, (*path, index))
    elif isinstance(read, date) and type(raw) is not type(read):
        yield path, REMEDIES["datetime_parsing" if isinstance(read, datetime) else "date_type"]
    elif isinstance(raw, bool) and (path == ("format",) or type(read) is int):
        yield path, A_NUMBER


def _shown(text: str, longest: int) -> str:
    """A text on one line that a terminal can show: controls and what turns the reading as escapes."""
    # One letter more than is shown, to tell whether more follow; the rest of megabytes is not looked at.
    plain = "".join(f"\\u{ord(letter):04x}" if unwanted(letter) else letter for letter in text[: longest + 1])
    return plain if len(plain) <= longest else f"{plain[:longest]}…"


def _say(error: ErrorDetails, known: Sequence[str]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "tuple_type" and isinstance(error["input"], dict):
        return "must be a list of tables: write its name in double brackets, [[ … ]], or [{ … }]"
    if kind == "extra_forbidden":
        return f"is not known here; {_nearest(str(error['loc'][-1]), known)}"
    if kind in ("union_tag_invalid", "enum", "literal_error"):
        # Pydantic names what it would have taken in one sentence, each in quotes.
        expected = str(context.get("expected", context.get("expected_tags")))
        return unknown_name(str(context.get("tag", error["input"])), expected.split("'")[1::2] or [expected])
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters"
    return REMEDIES.get(kind) or error["msg"][0].lower() + error["msg"][1:]


def _nearest(given: str, known: Sequence[str]) -> str:
    # Cut short first: difflib's time can grow with the square of the length.
    close = get_close_matches(given[:LONGEST_ECHO], known, n=1)
    return (
        f"did you mean `{close[0]}`?"
        if close
        else f"there is {', '.join(dict.fromkeys(known)) or 'none that could be named'}"
    )


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _called(value: Any, index: int) -> str:
    own = value.get("id", value.get("key")) if isinstance(value, dict) else None
    return own[:LONGEST_ECHO] if isinstance(own, str) and own else f"#{index + 1}"

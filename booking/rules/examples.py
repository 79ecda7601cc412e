"""Values that a parameter might have: to say a term with others, or before all of it is given."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from booking.rules.forms import Field, Holds, fields_of
from booking.rules.language import Type

Said = Mapping[str, Any]
Place = tuple[str, ...]

MADE_BEFOREHAND = (Holds.CHOICE, Holds.NUMBER, Holds.TICK)
MOST_ROWS_SAID = 6  # each of their parameters is tried with several values: a form must not wait for more
MOST_MENDED = 6  # what one mended value makes possible to find wrong comes to light one after the other
# Unlike each other from the first letter to the last, and no value that has words of its own (0, 1, noon).
# Hours on the hour stand among those with minutes: only beside them does it show where a time ends.
VALUES: Mapping[Holds, Sequence[Any]] = {
    Holds.NUMBER: (7, 45, 3, 28, 2, 95, 20, 40, 1),
    Holds.TIME: ("08:20", "21:35", "10:00", "13:45", "23:00"),
    Holds.DATE: ("2031-10-17", "2028-05-26"),
    Holds.TEXT: ("qqq", "xxz", "10-17", "05-26", "2/3", "4/5"),
    Holds.KEYS: (["qqq"], ["xxz"], ["2031-10-17"], ["2028-05-26"]),
    Holds.PAIRS: ([["10-17", "11-03"]], [["05-26", "06-08"]]),
}


def example(field: Field) -> list[Any]:
    """What it might hold, the likeliest first; nothing for what is made of parts."""
    if field.holds is Holds.CHOICE:
        return [_typed(field, one) for one in field.choices]
    if field.holds is Holds.TICKS:
        return [[_typed(field, one)] for one in field.choices]
    if field.holds is Holds.TICK:
        return [True]
    return list(VALUES.get(field.holds, ()))


def _typed(field: Field, choice: str) -> Any:
    if field.choices == ("true", "false"):
        return choice == "true"
    return int(choice) if field.numeric else choice


def others_than(field: Field, value: Any) -> list[Any]:
    """What it might hold instead; a tick that is set might hold nothing."""
    if field.holds is Holds.TICK:
        return [None if value else True]
    return [one for one in example(field) if one != value]


def leaves(fields: Sequence[Field], said: Said, at: str = "") -> dict[str, Field]:
    """The parameters that are said, or mean something unsaid, by their names in a form; of a part its own."""
    return dict(_leaves(fields, said, at))


def _leaves(fields: Sequence[Field], said: Said, at: str) -> Iterator[tuple[str, Field]]:
    for field in fields:
        value = said.get(field.name)
        # What is asked anyway goes without saying; a number or a choice made beforehand does not.
        meant = not at and field.default is not None and field.holds in MADE_BEFOREHAND
        if isinstance(value, Mapping):
            yield from _leaves(field.parts, value, f"{at}{field.name}.")
        elif field.holds is Holds.ROWS:
            yield from _of_rows(field, value, f"{at}{field.name}.")
        elif example(field) and (value is not None or meant):
            yield f"{at}{field.name}", field


def _of_rows(field: Field, value: Any, at: str) -> Iterator[tuple[str, Field]]:
    """Of each row its own, by its number; nothing for what is no list of rows."""
    rows = value if isinstance(value, list) else []
    for number, row in enumerate(rows[:MOST_ROWS_SAID]):
        if isinstance(row, Mapping):
            yield from _leaves(field.parts, row, f"{at}{number}.")


def put(said: Said, name: str, value: Any) -> dict[str, Any]:
    """With another value for a parameter; None leaves it out."""
    first, _dot, rest = name.partition(".")
    if isinstance(rows := said.get(first), list) and rest:
        number, _dot, within = rest.partition(".")
        changed = [put(row, within, value) if str(n) == number else row for n, row in enumerate(rows)]
        return {**said, first: changed}
    if rest:
        return {**said, first: put(said.get(first) or {}, rest, value)}
    without = {key: one for key, one in said.items() if key != first}
    return without if value is None else {**without, first: value}


def mended(kind: Type, said: Said) -> dict[str, Any] | None:
    """A term with examples for what is missing or wrong in it; None where that does not make it one."""
    found = {**said}
    for _time in range(MOST_MENDED):
        wrong = _wrong(kind, found)
        if not wrong:
            return found
        tried = (put(found, name, value) for place in wrong for name, value in _for(kind, place))
        better = next((one for one in tried if _better(kind, one, wrong)), None)
        if better is None:
            return None
        found = better
    return None


def _better(kind: Type, said: Said, wrong: Sequence[Place]) -> bool:
    """Fewer places are wrong, or the same part no longer as a whole, but in something of its own."""
    left = _wrong(kind, said)
    return len(left) < len(wrong) or (len(left) == len(wrong) and sum(map(len, left)) > sum(map(len, wrong)))


def _wrong(kind: Type, said: Said) -> list[Place]:
    """Where; a place that is nowhere is the term as a whole."""
    try:
        kind.model_validate(said)
    except ValidationError as error:
        return [tuple(map(str, one["loc"])) for one in error.errors()]
    return []


def _for(kind: Type, place: Place) -> Iterator[tuple[str, Any]]:
    """What might be put there, or, where a part is wrong as a whole, into it."""
    fields: Sequence[Field] = fields_of(kind)
    field = None
    for part in place:
        field = next((one for one in fields if one.name == part), None)
        if field is None:
            return
        fields = field.parts
    name = ".".join(place)
    if field is not None and example(field):
        yield from ((name, value) for value in example(field))
    else:
        inside = f"{name}." if name else ""
        yield from ((f"{inside}{one.name}", value) for one in fields for value in example(one)[:2])

"""What a rulebook names must exist, once; and its texts are plain. Said of the document as it was written,
so that it is found beside whatever else is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from booking.rules.locations import Path
from booking.rules.mistakes import Mistake, mistake_at, unknown_name
from booking.rules.plain_text import unwanted
from facilities.rules.halls import repeated

Found = Iterator[tuple[Path, str]]


def dangling(file: str, raw: Mapping[str, Any]) -> list[Mistake]:
    """Ids given twice, names of halls, rooms, clauses and day sets that do not exist, characters that are
    refused."""
    found = (
        *_given_twice(raw),
        *_scopes(raw),
        *_day_sets(raw),
        *_draws(raw),
        *_questions(raw),
        *_texts(raw, ()),
    )
    return [mistake_at(file, raw, path, what) for path, what in found]


def given_twice(file: str, raw: Mapping[str, Any], name: str) -> list[Mistake]:
    """Of one kind of table (`clauses`, `day_sets`) those whose id another has."""
    found = ((path, what) for path, what in _given_twice(raw) if path[0] == name)
    return [mistake_at(file, raw, path, what) for path, what in found]


def unplain(file: str, raw: Mapping[str, Any]) -> list[Mistake]:
    """Characters that are refused, wherever they stand."""
    return [mistake_at(file, raw, path, what) for path, what in _texts(raw, ())]


def _given_twice(raw: Mapping[str, Any]) -> Found:
    for name, own in (("halls", "key"), ("day_sets", "key"), ("clauses", "id"), ("questions", "id")):
        places = [(table.get(own), place) for place, table in enumerate(_tables(raw, name))]
        last = {key: place for key, place in places if isinstance(key, str)}
        for key in repeated(_keys(raw, name, own)):
            yield (name, last[key], own), "is given twice in this file"


def _scopes(raw: Mapping[str, Any]) -> Found:
    for number, clause in enumerate(_tables(raw, "clauses")):
        yield from _named(clause, ("clauses", number), _standing(raw, clause))
        for index, term in enumerate(_tables(clause, "says")):
            place: Path = ("clauses", number, "says", index)
            yield from _named(term, place, {**_places(raw, term), "also": _keys(raw, "clauses", "id")})
            for nth, scope in enumerate(_tables(term, "unless")):
                yield from _named(scope, (*place, "unless", nth), _places(raw, scope))


def _standing(raw: Mapping[str, Any], clause: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """The clauses to which one may be over, or which it may contradict: all but itself."""
    others = [key for key in _keys(raw, "clauses", "id") if key != clause.get("id")]
    return {"over": others, "conflicts": others}


def _places(raw: Mapping[str, Any], scope: Mapping[str, Any]) -> Mapping[str, list[str]]:
    # Of the halls that it names, since halls of one file may have rooms of one key.
    rooms = _rooms(raw, _strings(scope.get("halls")))
    return {
        "halls": _halls(raw),
        **dict.fromkeys(("rooms", "except_rooms", "room", "parts", "sum_of"), rooms),
    }


def _named(table: Mapping[str, Any], place: Path, known: Mapping[str, list[str]]) -> Found:
    """The names in the lists of a table that are not among those known."""
    for field, names in known.items():
        for name in _names(table.get(field)):
            if name not in names:
                yield (*place, field), unknown_name(name, names)


def _day_sets(raw: Mapping[str, Any]) -> Found:
    """Day sets that days name, wherever in a clause they stand."""
    known = _keys(raw, "day_sets", "key")
    for number, clause in enumerate(_tables(raw, "clauses")):
        for path, names in _named_sets(clause, ("clauses", number)):
            for name in names:
                if name not in known:
                    yield path, unknown_name(name, known)


def _named_sets(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Path, list[str]]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(_list(value)):
        if key in ("in", "not_in"):
            yield (*path, key), _strings(inner)
        else:
            yield from _named_sets(inner, (*path, key))


def _draws(raw: Mapping[str, Any]) -> Found:
    """Moments that are counted from a draw, where nothing says when it is."""
    terms = [term for clause in _tables(raw, "clauses") for term in _tables(clause, "says")]
    if any(term.get("type") == "lottery_draw" for term in terms):
        return
    for path in _of_draw(raw.get("clauses"), ("clauses",)):
        yield path, "is counted from the draw: say when that is, in a term `lottery_draw`"


def _of_draw(value: Any, path: tuple[str | int, ...]) -> Iterator[Path]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(_list(value)):
        if (key, inner) == ("of", "draw"):
            yield (*path, key)
        else:
            yield from _of_draw(inner, (*path, key))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _questions(raw: Mapping[str, Any]) -> Found:
    clauses = _keys(raw, "clauses", "id")
    for number, question in enumerate(_tables(raw, "questions")):
        halls = _strings([question.get("hall")])
        known = {"hall": _halls(raw), "room": _rooms(raw, halls), "by": clauses}
        for field, names in known.items():
            for name in _names(question.get(field)):
                if name not in names:
                    yield ("questions", number, field), unknown_name(name, names)
        if not halls and len(_halls(raw)) > 1:
            yield ("questions", number, "hall"), "is missing: the rulebook speaks for several halls"


def _texts(value: Any, path: tuple[str | int, ...]) -> Found:
    """Every text in the document, wherever it stands."""
    # Refused while it is read: a control character in one title would take a whole feed down.
    if isinstance(value, str) and (letters := unwanted(value)):
        yield path, f"holds characters that cannot be shown safely ({' '.join(letters)}): leave them out"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _halls(raw: Mapping[str, Any]) -> list[str]:
    return _keys(raw, "halls", "key")


def _rooms(raw: Mapping[str, Any], halls: Sequence[str]) -> list[str]:
    meant = [hall for hall in _tables(raw, "halls") if not halls or hall.get("key") in halls]
    return [key for hall in meant for key in _keys(hall, "rooms", "key")]


def _keys(value: Mapping[str, Any], name: str, own: str) -> list[str]:
    return _strings([table.get(own) for table in _tables(value, name)])


def _tables(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The tables of a list, an empty one for whatever is no table; the indices stay right."""
    inner = value.get(name)
    return [table if isinstance(table, dict) else {} for table in inner] if isinstance(inner, list) else []


def _names(value: Any) -> list[str]:
    """Of a field that holds a name or a list of them."""
    return _strings(value if isinstance(value, list) else [value])


def _strings(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

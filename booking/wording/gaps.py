"""Where a term's sentences name its parameters, so that a form can be read as the sentence with fields in it.

No type says so of itself: the same is said with other values, and where the sentences part, the parameter
stands. So a new type has its form as soon as it has its sentence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Any

from pydantic import ValidationError

from booking.rules.examples import example, leaves, mended, others_than, put
from booking.rules.forms import Field, Holds, fields_of
from booking.rules.language import Type
from booking.wording.sentences import sentences
from booking.wording.vocabulary import Vocabulary

# More is no parameter but a sentence that is put another way.
LONGEST = 40
MOST_TOGETHER = 4
SHORT_END = 3  # letters
A_TIME = re.compile(r"\d{1,2}:\d\d")
WITHIN_A_TIME = re.compile(r"\d:\d")
Said = Mapping[str, Any]
Say = Callable[[Said], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that parameters fill, by their names in a form (`on.days`): more than one where the words say
    them together. `labels` is what each choice of a single one is called there; `plain` says that the words
    around it tell what it is, its unit too."""

    names: tuple[str, ...]
    labels: Mapping[str, str]
    plain: bool


@dataclass(frozen=True, slots=True)
class _Place:
    line: int
    start: int
    stop: int
    names: tuple[str, ...]
    labels: Mapping[str, str]
    plain: bool = True


Sentence = tuple[str | Gap, ...]


def gapped(kind: Type, said: Said, at: Vocabulary) -> tuple[Sentence, ...]:
    """The sentences of a term, each as texts and gaps in turn; none where not even an example of what is
    lacking would make it a term, or would stand in them as if it had been said."""
    say = partial(_say, kind, at)
    whole = mended(kind, said)
    if whole is None:
        return ()
    base: Said = whole
    known = leaves(fields_of(kind), base)
    for name, field in known.items():
        # Rows are many, and what they say has no words of its own for one value.
        base = base if _is_of_a_row(name) else _regular(base, name, field, known, say)
    places = _places(base, known, say)
    invented = {name for name in known if _at(base, name) != _at(said, name)}
    return tuple(_cut(say(base), places)) if invented <= _named(places) else ()


def _places(base: Said, known: Mapping[str, Field], say: Say) -> list[_Place]:
    found = [place for name, field in known.items() if (place := _place(base, name, field, say))]
    return _together(sorted(found, key=lambda place: (place.line, place.start)))


def _named(places: Iterable[_Place]) -> set[str]:
    return {name for place in places for name in place.names}


def _say(kind: Type, at: Vocabulary, said: Said) -> tuple[str, ...]:
    """() for what is no term."""
    try:
        return sentences(kind.model_validate(said), at)
    except ValidationError:
        return ()


def _regular(base: Said, name: str, field: Field, known: Mapping[str, Field], say: Say) -> Said:
    """With a value in whose sentence the words beside it stay: 「7日前」, where 1 is 「前の日」."""
    if field.holds in (Holds.CHOICE, Holds.TICK) or _at(base, name) is None:
        return base
    named = _named(_places(base, known, say)) | {name}
    tried = (put(base, name, value) for value in example(field))
    reading = (one for one in tried if _reads(_place(one, name, field, say)))
    # A length that is the shortest and the longest is said once: what has its place keeps it.
    return next((one for one in reading if named <= _named(_places(one, known, say))), base)


def _reads(place: _Place | None) -> bool:
    return place is not None and place.plain


def _place(base: Said, name: str, field: Field, say: Say) -> _Place | None:
    here, value = say(base), _at(base, name)
    value = (field.default or None) if value is None else value
    others = [*others_than(field, value), *(_beside(value) if _is_of_a_row(name) else ())]
    told = {_key(one): say(put(base, name, one)) for one in others}
    parted = {key: part for key, lines in told.items() if (part := _parted(here, lines))}
    choosing = field.holds in (Holds.CHOICE, Holds.TICK)
    # A choice that is said in another sentence would be lacking in this one.
    lacking = choosing and len(parted) < sum(map(bool, told.values()))
    if not here or lacking or len({line for line, *_ in parted.values()}) != 1:
        return None
    (line, *_), *_ = parted.values()
    text = here[line]
    start, stop = _whole(text, min(p[1] for p in parted.values()), max(p[2] for p in parted.values()))
    if start == stop and not choosing:
        return None
    if field.holds is not Holds.NUMBER and text[stop : stop + 1] == "日" and text[stop - 1].isdigit():
        stop += 1  # every date ends so
    if field.holds is Holds.NUMBER:
        return _number(_Place(line, start, stop, (name,), {}), text, str(value))
    labels = {key: told[key][line][start : len(told[key][line]) - len(text) + stop] for key in parted}
    return _Place(line, start, stop, (name,), {_key(value): text[start:stop], **labels} if choosing else {})


def _beside(value: Any) -> Iterator[str]:
    """A time a little earlier and later: between its neighbours a row leaves room for no other hour."""
    found = A_TIME.fullmatch(value) if isinstance(value, str) else None
    for minutes in (-5, 5) if found else ():
        hour, minute = divmod(int(value[:-3]) * 60 + int(value[-2:]) + minutes, 60)
        yield f"{hour}:{minute:02}"


def _number(place: _Place, text: str, value: str) -> _Place:
    """Only its figures, so that its unit stays; or all that says it, as 「1時間」 for 60."""
    found = text.find(value, place.start, place.stop)
    if found < 0:
        return replace(place, plain=False)
    return replace(place, start=found, stop=found + len(value))


def _key(value: Any) -> str:
    """As a form writes it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _parted(here: Sequence[str], there: Sequence[str]) -> tuple[int, int, int] | None:
    """In which line, from where to where, two ways of saying it differ; None where in more than one place."""
    differing = [n for n, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]]
    if len(here) != len(there) or len(differing) != 1:
        return None
    one, other = here[differing[0]], there[differing[0]]
    start = _alike(one, other)
    tail = min(_alike(one[::-1], other[::-1]), len(one) - start, len(other) - start)
    if max(len(one), len(other)) - start - tail > LONGEST:
        return None
    return differing[0], start, len(one) - tail


def _alike(one: str, other: str) -> int:
    """How many letters they begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _whole(text: str, start: int, stop: int) -> tuple[int, int]:
    """12 and 17, Monday and Friday part within a number or a word, and are one each."""
    while start and stop > start and _joined(text, start):
        start -= 1
    while stop > start and _joined(text, stop):
        stop += 1
    return start, stop


def _joined(text: str, at: int) -> bool:
    """Whether what stands before and after a place is one number or word: 12:30 is one, "10:00: from" two."""
    two = text[at - 1 : at + 1]
    if ":" in two:
        return bool(WITHIN_A_TIME.search(text[max(at - 2, 0) : at + 2]))
    return len(two) == 2 and two.isascii() and two.isalnum()


def _at(said: Said, name: str) -> Any:
    value: Any = said
    for part in name.split("."):
        if isinstance(value, list):
            value = dict(enumerate(value)).get(int(part)) if part.isdecimal() else None
        else:
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _is_of_a_row(name: str) -> bool:
    return any(part.isdecimal() for part in name.split("."))


def _together(places: Iterable[_Place]) -> list[_Place]:
    """In order; those that lie across each other as one. What is too much for that is no place, and neither
    is a choice that the sentence passes over: their fields stand elsewhere."""
    found: list[_Place] = []
    for place in places:
        last = found[-1] if found else None
        if last and last.line == place.line and (place.start < last.stop or _touching(last, place)):
            names = (*last.names, *place.names)
            found[-1] = _Place(last.line, last.start, max(last.stop, place.stop), names, {}, plain=False)
        else:
            found.append(place)
    return [one for one in found if len(one.names) <= MOST_TOGETHER and all(one.labels.values())]


def _touching(one: _Place, other: _Place) -> bool:
    """Two choices of one part, as from and to which stage."""
    parts = {name.rpartition(".")[0] for name in (*one.names, *other.names)}
    return one.stop == other.start and len(parts) == 1 and "" not in parts and bool(other.labels)


def _cut(lines: Sequence[str], places: Sequence[_Place]) -> Iterator[Sentence]:
    for number, text in enumerate(lines):
        pieces, end = list[str | Gap](), 0
        for place in (_to_the_end(one, text) for one in places if one.line == number):
            pieces += [text[end : place.start], Gap(place.names, place.labels, place.plain)]
            end = place.stop
        yield tuple(piece for piece in (*pieces, text[end:]) if piece)


def _to_the_end(place: _Place, text: str) -> _Place:
    """「受付を|します」: what one chooses reads with its last syllables."""
    rest = text[place.stop :].removesuffix("。")
    if not place.labels or not text.endswith("。") or len(rest) > SHORT_END:
        return place
    labels = {key: label + rest for key, label in place.labels.items()}
    return replace(place, stop=place.stop + len(rest), labels=labels)

"""A clause as a form that is made of the parameters of its types, and what the form says as a clause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import override
from pydantic import ValidationError

from booking.labels import CHANNELS, tie_words
from booking.labels.outside import KINDS as NOTE_KINDS
from booking.rules.ask import Step
from booking.rules.forms import AS_IN_A_FILE, MOST_ROWS, Field, Given, Holds, fields_of, filled, read_form
from booking.rules.language import Type, called, types
from booking.rules.rulebook import Clause, Rulebook
from booking.web.desk.rule_choices import of_parameter
from booking.web.desk.rule_node import Choice, Node, Row
from booking.web.desk.rule_sentence import Sentence, sentence_forms
from booking.web.written_numbers import whole
from booking.wording import Vocabulary, clause_words, sentences
from booking.wording.mistakes.parameters import parameter_words
from booking.wording.scopes import step_words
from booking.wording.vocabulary import said
from facilities.labels import holiday_words, in_english, stage_words, weekday_words
from facilities.rules.days import WEEKDAYS
from facilities.rules.holidays import HolidayName
from facilities.rules.outside import Becomes

KINDS: Mapping[str, Type] = {called(kind): kind for kind in types()}
HEAD = ("id", "ja", "en", "from", "until", "over", "conflicts", "source")
SCOPE = (
    "except_rooms",
    "notice",
    "users",
    "through",
    "within",
    "during",
    "unless",
    "also",
    "in_principle",
    "steps",
)
A_MONDAY = date(2026, 11, 30)
BLANK_ROWS = 2
MOST_TERMS = 8
MOST_CITED = 18  # letters of a clause where it is only named
Places = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TermForm:
    """One term: its sentences with fields in them, what it needs besides, and what may be said more."""

    type: str
    at: str
    sentences: tuple[Sentence, ...]
    nodes: tuple[Node, ...]
    more: tuple[Node, ...]

    @property
    def says_more(self) -> bool:
        """Which halls it is about is asked of every clause, and nothing to look at."""
        return any(node.said for node in self.more if node.name != f"{self.at}halls")


def head_fields() -> list[Field]:
    """The parameters of a clause but for what it says."""
    fields = {field.name: field for field in fields_of(Clause)}
    return [fields[name] for name in HEAD]


def given_of(clause: Mapping[str, Any]) -> dict[str, list[str]]:
    """The filled form of a clause, as it would be posted."""
    given = filled(head_fields(), clause) | {"type": [term["type"] for term in clause["says"]]}
    for number, term in enumerate(clause["says"]):
        given |= filled(fields_of(KINDS[term["type"]]), term, f"t{number}.")
    return given


def clause_of(
    given: Given, book: Rulebook, hall: str, kept: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The clause that a form says; without words of the hall's own, in the words that its data says.
    `kept` is what no form asks for."""
    says = [_term(given, number, kind) for number, kind in enumerate(types_of(given))]
    clause = {**(kept or {}), **read_form(head_fields(), given), "says": [term for term in says if term]}
    return clause | _worded(clause, book, hall)


def types_of(given: Given) -> list[str]:
    return [kind for kind in given.get("type", ()) if kind in KINDS][:MOST_TERMS]


def _term(given: Given, number: int, kind: str) -> dict[str, Any]:
    if given.get(f"t{number}.drop"):
        return {}
    return {"type": kind, **read_form(fields_of(KINDS[kind]), given, f"t{number}.")}


def _worded(clause: Mapping[str, Any], book: Rulebook, hall: str) -> dict[str, str]:
    missing = [language for language in ("ja", "en") if not clause.get(language)]
    found = {}
    for language in missing:
        with override(language):
            if words := said_by(clause, book, hall):
                found[language] = ("" if language == "ja" else " ").join(words)
    return found


def said_by(clause: Mapping[str, Any], book: Rulebook, hall: str) -> list[str]:
    """What the data of a clause says, in sentences; nothing while it is none."""
    try:
        read = Clause.model_validate({**clause, "id": "C1", "ja": "-", "en": "-"})
    except ValidationError:
        return []
    at = Vocabulary.of(book, hall)
    return list(dict.fromkeys(line for term in read.says for line in sentences(term, at)))


def places_of(book: Rulebook, hall: str) -> Places:
    """What of the rulebook a clause may name, with its words; `elsewhere` are rooms of other halls, which it
    may name already."""
    here = next(place for place in book.halls if place.key == hall)
    halls = [(place.key, said(place.name)) for place in book.halls]
    return {
        "halls": halls if len(halls) > 1 else [],
        "rooms": [(room.key, said(room.name)) for room in here.rooms],
        "elsewhere": [(room.key, said(room.name)) for place in book.halls for room in place.rooms],
        "day_sets": [(days.key, said(days.name)) for days in book.day_sets],
        "clauses": [(clause.id, _cited(clause)) for clause in book.clauses if _speaks_for(clause, hall)],
    }


def _cited(clause: Clause) -> str:
    """「J4 貫井南児童館の土曜日は、学…」."""
    return f"{clause.id} {Truncator(clause_words(clause)).chars(MOST_CITED)}"


def _speaks_for(clause: Clause, hall: str) -> bool:
    return any(term.halls is None or hall in term.halls for term in clause.says)


def head_nodes(given: Given, places: Places) -> dict[str, Node]:
    return {
        field.name: node for field in head_fields() for node in nodes([field], given, "", places, "Clause")
    }


def term_forms(given: Given, book: Rulebook, hall: str) -> list[TermForm]:
    places, at = places_of(book, hall), Vocabulary.of(book, hall)
    kinds = enumerate(types_of(given))
    return [_term_form(kind, f"t{number}.", given, places, at) for number, kind in kinds]


def _term_form(kind: str, start: str, given: Given, places: Places, at: Vocabulary) -> TermForm:
    fields = fields_of(KINDS[kind])
    own = [field for field in fields if field.name not in SCOPE]
    # What a rule says comes before where and when it holds.
    own.sort(key=lambda field: (field.name in ("halls", "on"), field.name == "rooms"))
    scope = [field for field in fields if field.name in SCOPE]
    given = _without_holes(given, fields, start)
    drawn = tuple(nodes((*own, *scope), given, start, places, kind))
    said = {"type": kind, **read_form(fields, given, start)}
    sentences, left = sentence_forms(KINDS[kind], said, at, start, drawn)
    # Without a sentence all that is its own stands in sight, as there is nothing else to begin with.
    apart = {f"{start}{field.name}" for field in scope} if not sentences else None
    kept = tuple(one for one in left if (one.needed or one.rows if apart is None else one.name not in apart))
    return TermForm(kind, start, sentences, kept, tuple(one for one in left if one not in kept))


def _without_holes(given: Given, fields: Sequence[Field], start: str) -> Given:
    """With rows that were dropped or left empty taken out: the sentence numbers those that are said."""
    rows = [field for field in fields if field.holds is Holds.ROWS]
    of_rows = tuple(f"{start}{field.name}." for field in rows)
    kept = {name: texts for name, texts in given.items() if not (of_rows and name.startswith(of_rows))}
    return kept | filled(rows, read_form(rows, given, start), start)


def nodes(fields: Sequence[Field], given: Given, at: str, places: Places, of: str) -> Iterator[Node]:
    """The parameters of a part as they are drawn, filled with what is given; `of` is what it is a part of."""
    for field in fields:
        name = f"{at}{field.name}"
        node = _node(field, name, given, places, of)
        if not field.refers or node.choices:
            yield node


def _node(field: Field, name: str, given: Given, places: Places, of: str) -> Node:
    facts: dict[str, Any] = {
        "words": parameter_words(field.name, of),
        "hint": field.told if in_english() else "",
        # Of a part that may be left out nothing is needed, and no choice made beforehand.
        "needed": field.needed and (of in KINDS or of == "Rulebook"),
        "said": _is_said(name, given),
    }
    written = f"{name}{AS_IN_A_FILE}"
    if field.holds is Holds.WRITTEN or written in given:
        return Node(written, piece="written", value=_text(given, written), **facts)
    if field.holds in (Holds.PART, Holds.EITHER):
        parts = tuple(nodes(field.parts, given, f"{name}.", places, field.of))
        choices = tuple(_choices(field, name, given)) if field.choices else ()
        piece = "words" if field.of in ("Words", "Name") else "part"
        return Node(name, piece=piece, nodes=parts, choices=choices, **facts)
    if field.holds is Holds.ROWS:
        return Node(
            name,
            piece="sets" if field.of == "Days" else "rows",
            rows=tuple(_rows(field, name, given, places)),
            **facts,
        )
    if field.refers:
        return Node(name, piece="ticks", choices=tuple(_known(field, name, given, places)), **facts)
    if field.choices:
        piece = "ticks" if field.holds is Holds.TICKS else "choice"
        return Node(name, piece=piece, choices=tuple(_choices(field, name, given)), **facts)
    return Node(name, piece=str(field.holds), value=_text(given, name), **facts)


def _is_said(name: str, given: Given) -> bool:
    return any(
        any(texts)
        for key, texts in given.items()
        if key == name or key.startswith((f"{name}.", f"{name}{AS_IN_A_FILE}"))
    )


def _text(given: Given, name: str) -> str:
    return ", ".join(given.get(name, ()))


def _rows(field: Field, name: str, given: Given, places: Places) -> Iterator[Row]:
    starts = (key.removeprefix(f"{name}.").split(".")[0] for key in given if key.startswith(f"{name}."))
    numbers = {n for start in starts if (n := whole(start, 3)) is not None and n < MOST_ROWS}
    filled_rows = max((n + 1 for n in numbers if read_form(field.parts, given, f"{name}.{n}.")), default=0)
    for number in range(filled_rows + (1 if field.of == "Days" else BLANK_ROWS)):
        at = f"{name}.{number}."
        said_so = bool(read_form(field.parts, given, at))
        yield Row(at, tuple(nodes(field.parts, given, at, places, field.of)), said_so)


def _known(field: Field, name: str, given: Given, places: Places) -> Iterator[Choice]:
    chosen = given.get(name, ())
    known, elsewhere = dict(places[field.refers]), dict(places["elsewhere"])
    others = {key: elsewhere.get(key, key) for key in chosen if key not in known}
    for key, words in (known | others).items():
        yield Choice(key, words, key in chosen)


def _choices(field: Field, name: str, given: Given) -> Iterator[Choice]:
    default = field.default if isinstance(field.default, list) else [field.default]
    chosen = given.get(name) or [str(one).lower() if isinstance(one, bool) else str(one) for one in default]
    for key in field.choices:
        yield Choice(key, choice_words(key, field.name, field.of), key in chosen)


def choice_words(key: str, parameter: str, of: str) -> str:
    """A choice in words; a number, or what has none, stands for itself."""
    if of == "Weekday":
        return weekday_words(A_MONDAY + timedelta(days=WEEKDAYS.index(key)))
    if of == "Step":
        return step_words(Step(key))
    if of == "HolidayName":
        return holiday_words(HolidayName(key))
    if of == "Noted":
        return str(NOTE_KINDS[Becomes(key)])
    if of == "Stage":
        return stage_words(key)
    if of == "Channel":
        return str(CHANNELS[key])
    if of == "TieKind":
        return tie_words(key)
    return of_parameter(key, parameter, of) or key

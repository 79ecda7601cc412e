"""A file from outside, cut into its events before the library sees any of it: bounded, and by line number.

Only the properties that are read are kept: what else a file holds (notes, addresses, alarms, clocks of its
own) is neither parsed nor stored, and so cannot cost or harm anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

# A school's year is some hundred dates and 50 KB; a page of more could not be looked through by anybody.
MOST_BYTES = 700_000  # what is sent once more on the next page has to fit into a form, too
MOST_EVENTS = 400
MOST_MISTAKES = 20
LONGEST_LINE = 2000
# Of all events together: a property takes the library a tenth of a millisecond, and one line of EXDATE may
# hold a hundred dates.
MOST_SAID = 4000
MOST_LETTERS = 160_000
DEEPEST = 4
KEPT = frozenset(
    {
        *("UID", "SUMMARY", "STATUS", "SEQUENCE", "DTSTART", "DTEND", "DURATION"),
        *("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"),
    }
)
IN_EVENT = ["VCALENDAR", "VEVENT"]
NAME = re.compile(r"[A-Za-z0-9-]+")


class Fault(StrEnum):
    """What is wrong with a file; what it says and what helps, `mistakes.py` knows."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_UTF8 = "not_utf8"
    NOT_A_CALENDAR = "not_a_calendar"
    CUT_OFF = "cut_off"
    NESTED = "nested"
    NO_EVENTS = "no_events"
    TOO_MANY = "too_many"
    LONG_LINE = "long_line"
    UNREADABLE = "unreadable"
    NO_UID = "no_uid"
    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    LETTERS = "letters"
    NO_START = "no_start"
    NO_END = "no_end"
    BACKWARDS = "backwards"
    ENDLESS = "endless"
    FAR = "far"
    ZONE = "zone"
    RULE = "rule"
    TOO_MANY_RULES = "too_many_rules"


@dataclass(frozen=True, slots=True)
class Mistake:
    """`line` is that of the file (from 1), 0 for the whole of it; `event` its title as far as it is known."""

    fault: Fault
    line: int = 0
    event: str = ""
    value: str = ""


class Unreadable(Exception):
    """A file of which nothing is taken, with everything that is wrong, as far as MOST_MISTAKES."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(", ".join(f"{one.fault}:{one.line}" for one in mistakes))
        self.mistakes = mistakes[:MOST_MISTAKES]


@dataclass(slots=True)
class Block:
    """One event as it is written: its first line's number, and of each property the line and its number."""

    line: int
    said: list[tuple[int, str, str]] = field(default_factory=list)  # line number, name, the whole line


def blocks(data: bytes) -> list[Block]:
    """The events of a file, in its order. Unreadable for what is no calendar, or more than anybody needs."""
    lines = list(_unfolded(_text(data)))
    if not lines or _said(lines[0][1]) != "BEGIN:VCALENDAR":
        raise Unreadable(Mistake(Fault.NOT_A_CALENDAR, 1))
    walk = _Walk()
    for number, line in lines:
        walk.take(number, line)
    if walk.stack:
        raise Unreadable(Mistake(Fault.CUT_OFF, lines[-1][0]))
    if not walk.found:
        raise Unreadable(Mistake(Fault.NO_EVENTS))
    said = [line for block in walk.found for _, _, line in block.said]
    if len(said) > MOST_SAID or sum(map(len, said)) > MOST_LETTERS:
        raise Unreadable(Mistake(Fault.TOO_BIG))
    return walk.found


@dataclass(slots=True)
class _Walk:
    """Through a file's lines: which components are open, and the events so far."""

    stack: list[str] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        name, _, value = _said(line).partition(":")
        if name == "BEGIN":
            self._enter(value, number)
        elif name == "END":
            if not self.stack or self.stack.pop() != value:
                raise Unreadable(Mistake(Fault.CUT_OFF, number))
        elif self.stack == IN_EVENT:
            _note(self.found[-1], number, line)

    def _enter(self, name: str, number: int) -> None:
        self.stack.append(name)
        # An alarm in an event in a calendar is three: what goes deeper is made to be deep.
        if len(self.stack) > DEEPEST:
            raise Unreadable(Mistake(Fault.NESTED, number))
        if self.stack[0] != "VCALENDAR":
            raise Unreadable(Mistake(Fault.NOT_A_CALENDAR, number))
        if self.stack == IN_EVENT:
            # Counted while reading: of a file of a million events the first few hundred are looked at.
            if len(self.found) >= MOST_EVENTS:
                raise Unreadable(Mistake(Fault.TOO_MANY, number, value=str(MOST_EVENTS)))
            self.found.append(Block(number))


def _text(data: bytes) -> str:
    if not data.strip():
        raise Unreadable(Mistake(Fault.EMPTY))
    if len(data) > MOST_BYTES:
        raise Unreadable(Mistake(Fault.TOO_BIG))
    try:
        # With or without the mark that Excel and Outlook put first.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(Mistake(Fault.NOT_UTF8, line)) from None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the numbers of their first (RFC 5545, 3.1); empty ones are nobody's mistake."""
    start, parts = 0, list[str]()
    # Not splitlines(): letters that it takes for a line's end may stand in a title, and are refused there.
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield start, "".join(parts)
        start, parts = number, [line] if line else []
    if parts:
        yield start, "".join(parts)


def _said(line: str) -> str:
    """BEGIN and END as they are compared: in capitals, without blanks at the end."""
    return line.rstrip().upper() if line[:6].upper().startswith(("BEGIN:", "END:")) else ""


def _note(block: Block, number: int, line: str) -> None:
    named = NAME.match(line)
    name = named[0].upper() if named else ""
    # Before its length is looked at: a long description is dropped, and refuses no file.
    if name not in KEPT:
        return
    if len(line) > LONGEST_LINE:
        raise Unreadable(Mistake(Fault.LONG_LINE, number, value=name))
    block.said.append((number, name, line))

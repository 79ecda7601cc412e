"""What a form of the rules is drawn of: its fields, as the template tells them apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    on: bool


@dataclass(frozen=True, slots=True)
class Node:
    """One parameter as it is drawn: `piece` says how; `nodes` are its parts, `rows` lists of parts; `said`
    whether it holds anything."""

    name: str
    words: str
    hint: str
    piece: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    nodes: tuple["Node", ...] = ()
    rows: tuple["Row", ...] = ()
    needed: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One of a list of parts; `at` is how the names of its fields begin, `words` what of it stands in a
    sentence."""

    at: str
    nodes: tuple[Node, ...]
    said: bool
    words: str = ""

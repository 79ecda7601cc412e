"""A term as its own sentence with fields in it; what the sentence does not name stands below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from booking.rules.language import Type
from booking.web.desk.rule_node import Choice, Node, Row
from booking.wording.gaps import Gap, gapped
from booking.wording.vocabulary import Vocabulary

# More are a list that opens, so that the sentence stays one.
MOST_CHIPS = 8
# How these are written is said in their names.
WRITTEN = ("pairs", "keys")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, or the fields that stand in them; `plain` where the words around say what each is,
    so that its name is only spoken."""

    text: str = ""
    nodes: tuple[Node, ...] = ()
    plain: bool = True


Sentence = tuple[Piece, ...]


def sentence_forms(
    kind: Type, said: Mapping[str, Any], at: Vocabulary, start: str, drawn: Sequence[Node]
) -> tuple[tuple[Sentence, ...], tuple[Node, ...]]:
    """The sentences of a term, and those of its fields that stand in none; the names of its fields begin with
    `start`."""
    known = dict(_leaves(drawn))
    sentences = tuple(tuple(_piece(piece, known, start) for piece in line) for line in gapped(kind, said, at))
    shown = {node.name for line in sentences for piece in line for node in piece.nodes}
    return sentences, tuple(_left(drawn, shown))


def _leaves(drawn: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    for node in drawn:
        yield node.name, node
        yield from _leaves(node.nodes)
        for row in node.rows:
            yield from _leaves(row.nodes)


def _piece(piece: str | Gap, known: Mapping[str, Node], start: str) -> Piece:
    if isinstance(piece, str):
        return Piece(text=piece)
    nodes = [known[f"{start}{name}"] for name in piece.names]
    plain = piece.plain and not any(node.piece in WRITTEN for node in nodes)
    return Piece(nodes=tuple(_inline(node, piece.labels) for node in nodes), plain=plain)


def _inline(node: Node, labels: Mapping[str, str]) -> Node:
    """As it reads within a sentence: its choices in the words that the sentence has for them."""
    if node.piece == "tick":
        return replace(node, piece="choice", needed=True, choices=tuple(_off_and_on(node, labels)))
    if node.piece == "ticks" and len(node.choices) > MOST_CHIPS:
        return replace(node, piece="many")
    told = (replace(choice, words=labels.get(choice.value) or choice.words) for choice in node.choices)
    return replace(node, choices=tuple(told))


def _off_and_on(node: Node, labels: Mapping[str, str]) -> Iterator[Choice]:
    for value in ("", "true"):
        yield Choice(value, labels[value], value == node.value)


def _left(drawn: Sequence[Node], shown: set[str]) -> Iterator[Node]:
    """Without parts that stand in it whole; one that does in part is open only for what else it holds."""
    for node in drawn:
        if node.rows:
            yield replace(node, rows=tuple(_row_left(row, shown) for row in node.rows))
            continue
        inside = tuple(_left(node.nodes, shown))
        if node.name in shown or (node.nodes and not inside):
            continue
        # Words whose one language stands in the sentence are no news in the other.
        news = node.said if inside == node.nodes else node.piece != "words" and any(n.said for n in inside)
        yield replace(node, nodes=inside, said=news)


def _row_left(row: Row, shown: set[str]) -> Row:
    """What of a row stands in no sentence; the rest of it is named, to be dropped by."""
    told = [node.value for name, node in _leaves(row.nodes) if name in shown and node.value]
    return replace(row, nodes=tuple(_left(row.nodes, shown)), words=" ".join(told))

"""Where in the form of a clause a mistake is told: at a field that is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from booking.rules.forms import AS_IN_A_FILE
from booking.web.desk.rule_form import TermForm
from booking.web.desk.rule_mistakes import Error
from booking.web.desk.rule_node import Node


def placed(errors: Iterable[Error], forms: Sequence[TermForm]) -> list[Error]:
    """Each at a field that is drawn: a mistake of a whole part or row stands at the first field in it."""
    drawn = [
        node.name for form in forms for node in (*_in_sentences(form), *_all(form.nodes), *_all(form.more))
    ]
    return [replace(error, field=_nearest(error.field, drawn)) for error in errors]


def _nearest(field: str, drawn: Sequence[str]) -> str:
    if field in drawn or not field.startswith("t"):
        return field
    inside = (name for name in drawn if name.startswith((f"{field}.", f"{field}{AS_IN_A_FILE}")))
    above = field.rpartition(".")[0]
    return next(inside, "") or (_nearest(above, drawn) if above else "cf")


def _in_sentences(form: TermForm) -> Iterator[Node]:
    return (node for line in form.sentences for piece in line for node in piece.nodes)


def _all(drawn: Iterable[Node]) -> Iterator[Node]:
    for node in drawn:
        yield node
        yield from _all(node.nodes)
        for row in node.rows:
            yield from _all(row.nodes)

"""What the page of a figure says of a closed year: the records as they stood, and what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from booking.labels.indicators import kind_of_record
from booking.labels.years import closed_words
from booking.queries.counted.source import Evidence
from booking.queries.evidence import evidence, in_order
from booking.queries.figures import Counted
from booking.rules.frozen import Kept
from booking.rules.indicators import Indicator


def frozen_told(counted: Counted, by: Indicator) -> dict[str, Any]:
    """Empty for a year that is open. The queries of `evidence`."""
    if counted.closed is None:
        return {}
    then, found = counted.closed.frozen, counted.changes(by)
    known = {one.key: one for one in evidence([*counted.figure.counted, *counted.figure.missing])}
    return {
        "closed_on": closed_words(then.closed_on),
        "stood": _rows([*then.counted, *then.missing], known, by),
        "since": list(_since(counted, by, known)) if found.some else [],
    }


def _since(counted: Counted, by: Indicator, known: Mapping[str, Evidence]) -> Iterator[dict[str, Any]]:
    found = counted.changes(by)
    yield from ({"how": _("加わった"), **_row(one, known, by)} for one in found.added)
    for was, is_now in found.changed:
        words = _("%(was)s → %(now)s") % {"was": _stood(was, is_now, by), "now": _stood(is_now, was, by)}
        yield {"how": _("変わった"), **_row(is_now, known, by), "people": words}
    yield from ({"how": _("なくなった"), **_row(one, known, by)} for one in found.gone)


def _rows(records: Iterable[Kept], known: Mapping[str, Evidence], by: Indicator) -> list[dict[str, Any]]:
    return [_row(one, known, by) for one in in_order(records)]


def _row(one: Kept, known: Mapping[str, Evidence], by: Indicator) -> dict[str, Any]:
    """By what it is called today; what is no more on record has neither name nor place."""
    shown = known.get(one.key)
    return {
        "kind": kind_of_record(one.kind),
        "day": one.day,
        "what": shown.what if shown else _("今は記録がありません"),
        "where": shown.where if shown else "",
        "people": _brought(one, by),
    }


def _stood(one: Kept, other: Kept, by: Indicator) -> str:
    """Its number, and its day where that has moved."""
    number = _brought(one, by)
    return number if one.day == other.day else f"{one.day.month}/{one.day.day} {number}"


def _brought(one: Kept, by: Indicator) -> str:
    if not by.of_people:
        return _("1件")
    return _("まだ") if one.brought is None else _("%(count)d人") % {"count": one.brought}

"""定型: the reasons that the desk gives most, each as the whole text that will be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.queries.nearby import Near
from booking.rules.verdict import Verdict
from facilities.labels import span_words


@dataclass(frozen=True, slots=True)
class Canned:
    """`words` stand at the choice, `text` in the field; `clause` where one says it."""

    words: str
    text: str
    clause: str = ""


def canned(what: str, verdict: Verdict, near: Near | None, zone: ZoneInfo, today: date) -> list[Canned]:
    """Of a use in words, in the active language: first what the rules say, then what is often the case."""
    opening = _("%(what)sは、今回はお受けできません。") % {"what": what}
    closing = _instead(near, zone, today)
    return [
        Canned(words, "".join(filter(None, [opening, words, closing])), clause)
        for words, clause in [*_broken(verdict, zone, today), *_usual()]
    ]


def _broken(verdict: Verdict, zone: ZoneInfo, today: date) -> Iterator[tuple[str, str]]:
    for reason in verdict.broken:
        yield sentence(reason, zone, today), reason.clause


def _usual() -> Iterator[tuple[str, str]]:
    yield _("その時間は、館の行事があります。"), ""
    yield _("その使いかたは、この部屋ではできません。"), ""
    yield _("人数が部屋に合いません。"), ""


def _instead(near: Near | None, zone: ZoneInfo, today: date) -> str:
    if near is None:
        return ""
    told = {"what": f"{span_words(near.span, zone, today)} {near.room.name}"}
    return _("%(what)sなら使えます。") % told


def words_sent(request: HttpRequest) -> str:
    """The text as it was edited; where it was left as the page proposed it, that of the chosen reason."""
    typed, proposed = request.POST.get("words", ""), request.POST.get("proposed", "")
    chosen = request.POST.get("reason", "")
    return chosen if chosen and _same(typed, proposed) else typed


def _same(one: str, other: str) -> bool:
    """Browsers send the ends of lines as they like."""
    return one.split() == other.split()

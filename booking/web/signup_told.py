"""What a programme's page says about signing up: until when and which way, the draw, the consent, the fee."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.labels import yen_words
from booking.labels.programmes import asked_hint, asked_words
from booking.models import PlaceDraw, Programme, SignUp
from booking.queries.place_draws import draw_of, window_of
from booking.queries.programme_fees import dues_of
from booking.queries.signup_consents import has_consent
from booking.rules.particulars import NEEDED, Asked
from booking.rules.signup_windows import TAKING, Phase
from booking.web.signing_up import Form
from facilities.labels import moment_words
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Question:
    """One of the particulars that are asked, with its field."""

    field: str
    words: str
    hint: str
    value: str
    mistake: str
    needed: bool


def signing_up_told(
    found: Programme, mine: SignUp | None, form: Form, zone: ZoneInfo, now: int
) -> dict[str, Any]:
    """`now` is an instant (seconds, UTC). Three queries at most."""
    draw = draw_of(found)
    phase = window_of(found).phase(now, draw is not None and draw.drawn_at is not None)
    return {
        "phase": phase,
        "takes": phase in TAKING,
        "way": way_words(found, phase, zone, now),
        "draw": None if draw is None else _draw(found, draw, zone),
        "questions": [_question(Asked(key), form) for key in found.asks],
        "kept": _kept(found),
        "fee_of_all": _fee(found, mine),
        "consent": _consent(found, mine, zone, now),
    }


def way_words(found: Programme, phase: Phase, zone: ZoneInfo, now: int) -> list[str]:
    """In order or by lot, from when and until when, as sentences."""
    today = local_day(now, zone)
    moments = {
        name: moment_words(at, zone, today)
        for name in ("takes_from", "takes_until", "draws_at")
        if (at := getattr(found, name)) is not None
    }
    told = []
    if phase is Phase.BEFORE:
        told.append(_("申しこみは、%(takes_from)sに始まります。") % moments)
    if phase is Phase.LEFT:
        told.append(_("くじは引きました。あとは、申しこんだ順です。"))
    elif found.takes_until is not None:
        over = _("申しこみは、%(takes_until)sに終わりました。") if now > found.takes_until else ""
        told.append((over or _("申しこみは、%(takes_until)sまでです。")) % moments)
    if found.draws_at is None:
        told.append(_("席は、申しこんだ順に決まります。"))
    elif phase is not Phase.LEFT:
        told.append(_("席は、くじで決めます。早く申しこんでも、おそくても同じです。"))
        told.append(_("くじは、%(draws_at)sに引きます。") % moments)
    return told


def _draw(found: Programme, draw: PlaceDraw, zone: ZoneInfo) -> dict[str, Any]:
    """As `_fair.html` reads it. Of a list that is closed and not drawn the fingerprint alone is public."""
    count = len(draw.listed)
    entries = ngettext("%(count)d件", "%(count)d件", count) % {"count": count}
    closed = None if draw.closed_at is None else moment_words(draw.closed_at, zone)
    return {
        "round": draw,
        "sealed": moment_words(draw.sealed_at, zone),
        "seals": [] if closed is None else [{"moment": closed, "hash": draw.list_hash, "entries": entries}],
        "drawn": "" if draw.drawn_at is None else moment_words(draw.drawn_at, zone),
        "steps": {"until": "" if found.takes_until is None else moment_words(found.takes_until, zone)},
    }


def _question(asked: Asked, form: Form) -> Question:
    field = f"a-{asked}"
    return Question(
        field=field,
        words=asked_words(asked),
        hint=asked_hint(asked),
        value=form.told.get(asked, ""),
        mistake=form.mistakes.get(field, ""),
        needed=asked in NEEDED,
    )


def _kept(found: Programme) -> str:
    said = ngettext(
        "館の人だけが見ます。最後の日の%(days)d日後に消します。",
        "館の人だけが見ます。最後の日の%(days)d日後に消します。",
        found.kept_days,
    )
    return said % {"days": found.kept_days} if found.asks else ""


def _fee(found: Programme, mine: SignUp | None) -> str:
    """「300円 × 3人 = 900円」, for whoever has signed up and pays something."""
    if mine is None or not found.fee:
        return ""
    heads = len(mine.party)
    said = ngettext("%(each)s × %(heads)d人 = %(all)s", "%(each)s × %(heads)d人 = %(all)s", heads)
    words = said % {"each": yen_words(found.fee), "heads": heads, "all": yen_words(found.fee * heads)}
    paid = dues_of([mine])[mine.pk].paid
    said = _("はらったお金 %(yen)s") % {"yen": yen_words(paid)} if paid else ""
    return f"{words} {said}".strip()


def _consent(found: Programme, mine: SignUp | None, zone: ZoneInfo, now: int) -> dict[str, Any] | None:
    """What a child still has to do; None where a consent is neither wanted nor wanting."""
    if not found.needs_consent or mine is None or mine.consent_by is None:
        return None
    until = moment_words(mine.consent_by, zone, local_day(now, zone))
    return {"there": has_consent(mine.person, found, now), "until": until}

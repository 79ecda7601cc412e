"""What the desk's pages tell of a programme: its dates, who has signed up, and who is still to be counted."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from booking.actions.undo import A_DAY, may_undo
from booking.labels import band_words
from booking.labels.indicators import part_of_heads
from booking.labels.programmes import age_words, asked_words, left_words
from booking.models import Booking, Displacement, Programme, Session
from booking.notices.displacements import reason_words
from booking.queries.acts import later_acts, log_of
from booking.queries.displacing import open_displacements
from booking.queries.place_draws import phase_of
from booking.queries.plans import rows_of, the_plan
from booking.queries.programmes import (
    Shown,
    counts_of,
    dates_of,
    is_uncertain,
    line_of,
    parties,
    rooms_of,
    somebody_comes,
)
from booking.rules.attendance import Heads, Part, total
from booking.rules.bands import BANDS
from booking.rules.particulars import Asked
from booking.web.desk.committees import committees_told
from booking.web.desk.door import Desk
from booking.web.desk.fields import repeats
from booking.web.desk.programme_forms import places_told, typed_of
from booking.web.desk.programme_partners import partners_told
from booking.web.signup_told import way_words
from facilities.labels import listed, span_words
from facilities.queries.rooms import shown_rooms
from facilities.rules.spans import Span


def row_told(found: Programme, desk: Desk) -> dict[str, Any]:
    """A line of the list."""
    return {"programme": found, "state": state_of(found)}


def with_news(done: str, told: bool) -> str:
    """What was done and, where somebody had signed up (`told`), that nobody need tell them besides."""
    news = _("申しこんだ人には、お知らせが届きます。メールのない人は、「対応」に出ます。")
    return f"{done} {news}" if told else done


def state_of(found: Programme) -> str:
    return {
        Programme.State.DRAFT: _("準備中"),
        Programme.State.OPEN: _("公開しています"),
        Programme.State.CANCELLED: _("中止"),
    }[Programme.State(found.state)]


def programme_told(found: Programme, desk: Desk) -> dict[str, Any]:
    typed = typed_of(found)
    dates = _dates(found, desk)
    return {
        "programme": found,
        "state": state_of(found),
        "dates": dates,
        "undated": all(one["off"] for one in dates),
        "claimed": somebody_comes(found.sessions.all()),
        "way": terms_told(found, desk),
        "partners": partners_told(found, desk),
        "committees": committees_told(found),
        "typed": typed,
        "errors": [],
        "rows_of_plan": rows_of(the_plan()),
        **places_told(typed),
        "rooms": shown_rooms(desk.hall.pk),
        "repeats": repeats(),
        "dates_typed": {},
        "dates_errors": [],
    }


def terms_told(found: Programme, desk: Desk) -> list[str]:
    """How one signs up: which way and until when, what is asked, whose consent."""
    told = way_words(found, phase_of(found, desk.now), desk.zone, desk.now)
    if found.asks:
        asked = listed(asked_words(Asked(key)) for key in found.asks)
        told.append(
            _("聞くこと:%(asked)s(%(days)d日後に消します)") % {"asked": asked, "days": found.kept_days}
        )
    if found.needs_consent:
        told.append(_("子どもには、保護者の同意がいります。"))
    return told


def count_told(found: Programme, date: Session, desk: Desk, typed: Mapping[str, str]) -> dict[str, Any]:
    """The grid of ages and parts: what was typed, else what is on record, else who has signed up."""
    had = counts_of(date)
    # Beside what was counted a blank is what nobody has said, and no number of those who signed up.
    planned = {} if had else _planned(date)
    return {
        "programme": found,
        "date": date,
        "when": _when(date, desk),
        "parts": [(part, part_of_heads(part)) for part in Part],
        "grid": [(band, band_words(band), _cells(band, typed, had, planned)) for band in BANDS],
        "early": desk.now < date.start,
        "planned": bool(planned),
    }


def _cells(
    band: str, typed: Mapping[str, str], had: Mapping[Heads, int], planned: Mapping[str, int]
) -> list[tuple[str, str, str]]:
    """Of each part the name of its field, what stands in it, and its label."""
    cells = []
    for part in Part:
        key, field = Heads(part, band), f"{part}-{band}"
        expected = planned.get(band, "") if part is Part.TAKING_PART else ""
        value = typed.get(field, str(had.get(key, expected)))
        cells.append((field, value, f"{band_words(band)} {part_of_heads(part)}"))
    return cells


def _planned(date: Session) -> Counter[str]:
    have = date.comings.filter(state="coming").select_related("signup")
    return Counter(one.band for party in parties(have) for one in party)


def _dates(found: Programme, desk: Desk) -> list[dict[str, Any]]:
    shown = dates_of(found)
    lost = {one.session.pk: use for one in shown for use in one.session.bookings.all() if is_lost(one, use)}
    why = open_displacements(lost.values()) if lost else {}
    undo = undo_keys(found, desk)
    return [
        {
            **_date(one, desk, why.get(lost[key].pk) if (key := one.session.pk) in lost else None),
            "undo": undo.get(one.session.public_id, 0),
        }
        for one in shown
    ]


def undo_keys(found: Programme, desk: Desk) -> dict[str, int]:
    """Of each date (by its public id) the act that called it off, where the reader may take that back still.
    Two queries."""
    acts = list(log_of(desk.hall, desk.now - A_DAY).filter(subject_id=found.public_id, verb="cancel_session"))
    later = later_acts(acts)
    return {
        act.after["session"]: act.pk
        for act in acts
        if act.pk not in later and may_undo(act, desk.rights, desk.now)
    }


def is_lost(shown: Shown, use: Booking) -> bool:
    return is_uncertain(shown.session) and bool(getattr(use, "displaced", False))


def _date(shown: Shown, desk: Desk, lost: Displacement | None) -> dict[str, Any]:
    session = shown.session
    counts = counts_of(session)
    begun = session.start <= desk.now
    return {
        "session": session,
        "when": _when(session, desk),
        "where": session.elsewhere or listed(room.name for room in rooms_of(session)),
        "left": [(age_words(age), left_words(left)) for age, left in shown.left.items()],
        "waiting": len(line_of(session)),
        "came": total(counts) if counts else None,
        "uncounted": begun and not counts and session.cancelled_at is None,
        "begun": begun,
        "off": session.cancelled_at is not None,
        # A closure has taken its room, and whoever leads it says what becomes of it.
        "lost": lost is not None,
        "why": reason_words(lost.closure or lost.evening) if lost else "",
    }


def _when(session: Session, desk: Desk) -> str:
    return span_words(Span(session.start, session.end), desk.zone, desk.today)

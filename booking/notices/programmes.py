"""What the hall changes of a programme's dates, to all who have signed up for them."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from booking.ical import CANCEL, REQUEST
from booking.models import Coming, Session
from booking.notices.bookings import reason_words
from booking.notices.party_letters import (
    CallBy,
    Group,
    has_place,
    how_to_stay_away,
    of_place,
    tell_party,
)
from booking.queries.feed_sessions import SessionDate
from booking.queries.programmes import comings_of
from booking.rules.notices import (
    PROGRAMME_CALLED_OFF,
    SESSION_CALLED_OFF,
    SESSION_MOVED,
    SESSION_STANDS,
    SESSION_UNCERTAIN,
)
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day


def session_moved(session: Session, was: Span, now: int) -> None:
    """To all who have signed up: when it is now, and when it was."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        before = {"when": span_words(was, date.zone, local_day(now, date.zone))}
        kept = _("席は、そのままです。") if has_place(group[0]) else _("順番は、そのままです。")
        said = [_("行事の日時が、次のとおりに変わりました。ごめんなさい。"), kept]
        below = [_("前の日時:%(when)s") % before, "", how_to_stay_away()]
        return _("行事の日時が変わりました:%(what)s"), said, below

    # By the earlier of the two: until then it spares them the way to a door that is closed.
    first = min(was.start, session.start)
    by = first if first > now else None  # whoever is there already sees it
    comings = [[one] for one in comings_of([session])]
    tell_party(SESSION_MOVED, comings, says, of_place(REQUEST), now, lambda one: by)


def session_elsewhere(session: Session, now: int) -> None:
    """To all who have signed up: in which rooms it is now, at the time that it had."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = [_("行事の場所が、次のとおりに変わりました。ごめんなさい。"), _("日時は、そのままです。")]
        return _("行事の場所が変わりました:%(what)s"), said, []

    # Whoever stands before the old room is told at the door: nobody is rung up for a room beside it.
    comings = [[one] for one in comings_of([session])]
    tell_party(SESSION_MOVED, comings, says, of_place(REQUEST), now)


def session_uncertain(session: Session, now: int) -> None:
    """To all who have signed up, as soon as a room is taken from it: what becomes of it is not known yet."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("館の都合で、この行事の部屋が使えなくなりました。ごめんなさい。")
        wait = _("どうするかを、今たしかめています。決まったら、すぐにお知らせします。")
        return _("行事がどうなるか、たしかめています:%(what)s"), [said, wait], []

    comings = [[one] for one in comings_of([session])]
    tell_party(SESSION_UNCERTAIN, comings, says, of_place(REQUEST), now, _before(session, now))


def session_stands(session: Session, now: int) -> None:
    """To all who have signed up, and were told that it was called off or not certain: it is held."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        kept = _("席は、そのままです。") if has_place(group[0]) else _("順番は、そのままです。")
        said = [_("この行事は、次のとおりにあります。前のお知らせは、取り消します。"), kept]
        return _("行事はあります:%(what)s"), said, [how_to_stay_away()]

    # Of use to its end: whoever was told that it is not held stays away.
    comings = [[one] for one in comings_of([session])]
    tell_party(SESSION_STANDS, comings, says, of_place(REQUEST), now, lambda one: session.end)


def _before(session: Session, now: int) -> CallBy:
    """Rung up before it begins; whoever is there already sees it."""
    return lambda coming: session.start if session.start > now else None


def session_called_off(session: Session, why: str, now: int) -> None:
    _called_off(
        SESSION_CALLED_OFF,
        [session],
        lambda: _("この日の行事は、中止になりました。ごめんなさい。"),
        why,
        now,
    )


def programme_called_off(sessions: Sequence[Session], why: str, now: int) -> None:
    """Of all dates that were to come; of those who have no mail each is rung up once."""
    _called_off(
        PROGRAMME_CALLED_OFF,
        sessions,
        lambda: _("この行事は、これからの日が全部中止になりました。ごめんなさい。"),
        why,
        now,
    )


def _called_off(
    kind: str, sessions: Sequence[Session], sentence: Callable[[], str], why: str, now: int
) -> None:
    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = [sentence(), reason_words(why)]
        return (
            _("行事が中止になりました:%(what)s"),
            said,
            [_("取り消しの手続きはいりません。何もかかりません。")],
        )

    comings = comings_of(sessions)
    first = {one.signup_id: one.session.start for one in reversed(comings)}
    last = {one.signup_id: one.session_id for one in comings}

    def call_by(coming: Coming) -> int | None:
        # One call says all: before the first of their dates, and of use until the last is over.
        return first[coming.signup_id] if coming.session_id == last[coming.signup_id] else None

    tell_party(kind, [[one] for one in comings], says, of_place(CANCEL), now, call_by)

"""A programme's dates, to whoever has signed up for them: their places, and what the hall changes; copies to
guardians.

One letter for each date, however many one has signed up for: a mail's calendar part updates one entry, and
of several in one mail most calendars take the first alone (RFC 5546, 3.2.2).
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from django.core.mail import EmailMessage
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from booking.ical import CANCEL, REQUEST
from booking.models import Coming, Person, Session
from booking.notices.bookings import reason_words
from booking.notices.enclosing import enclose_session
from booking.notices.telling import Letter, Words, lines, readers_in, tell_all, write_to
from booking.queries.feed_sessions import SessionDate, session_date
from booking.queries.guardians import copied_of
from booking.queries.programmes import comings_of, hall_that_calls
from booking.rules.notices import (
    PLACE_FREE,
    PROGRAMME_CALLED_OFF,
    SESSION_CALLED_OFF,
    SESSION_MOVED,
    SIGNED_UP,
    SIGNUP_GIVEN_BACK,
)
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

Known = Callable[[Coming], SessionDate]
CallBy = Callable[[Coming], int | None]  # by when whoever has no mail is rung up; None where nobody is
# The subject with its gap for what it is about, and what is said above and below when and where it is.
Says = Callable[[Coming, SessionDate], tuple[str, list[str], list[str]]]


def signed_up(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """What one has of each date now: a place, or one in line. `had` are the sessions (keys) at which they had
    a place before they signed up anew."""

    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
        if _has_place(coming):
            said = _("行事に申しこみました。席があります。")
            return _("申しこみました:%(what)s"), [said], [_how_to_stay_away()]
        said = _("行事に申しこみました。今は席がいっぱいなので、順番を待っています。")
        return _("順番を待っています:%(what)s"), [said, _("席が空いたら、お知らせします。")], []

    def method(coming: Coming) -> str:
        # A larger party may have lost the place that stands in their calendar.
        return REQUEST if _has_place(coming) else CANCEL if coming.session_id in had else ""

    _tell(SIGNED_UP, comings, says, method, now)


def signup_given_back(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """Of what nobody waits for any more, or comes to; `had` as for `signed_up`."""

    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("この日の申しこみをやめました。また申しこむこともできます。")
        return _("申しこみをやめました:%(what)s"), [said], []

    _tell(SIGNUP_GIVEN_BACK, comings, says, lambda one: CANCEL if one.session_id in had else "", now)


def place_free(session: Session, comings: Sequence[Coming], now: int) -> None:
    """To those next in line, who have a place now: whose it was is not theirs to know."""

    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("待っていた行事の席が空きました。あなたの席になりました。")
        return _("席が空きました:%(what)s"), [said], [_how_to_stay_away()]

    # Urgent: whoever does not know of their place does not come, and nobody else can have it.
    _tell(PLACE_FREE, comings, says, lambda one: REQUEST, now, lambda one: session.start)


def session_moved(session: Session, was: Span, now: int) -> None:
    """To all who have signed up: when it is now, and when it was."""

    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
        before = {"when": span_words(was, date.zone, local_day(now, date.zone))}
        kept = _("席は、そのままです。") if _has_place(coming) else _("順番は、そのままです。")
        said = [_("行事の日時が、次のとおりに変わりました。ごめんなさい。"), kept]
        below = [_("前の日時:%(when)s") % before, "", _how_to_stay_away()]
        return _("行事の日時が変わりました:%(what)s"), said, below

    # By the earlier of the two: until then it spares them the way to a door that is closed.
    by = min(was.start, session.start)
    _tell(SESSION_MOVED, comings_of([session]), says, _of_place(REQUEST), now, lambda one: by)


def session_elsewhere(session: Session, now: int) -> None:
    """To all who have signed up: in which rooms it is now, at the time that it had."""

    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = [_("行事の場所が、次のとおりに変わりました。ごめんなさい。"), _("日時は、そのままです。")]
        return _("行事の場所が変わりました:%(what)s"), said, []

    # Whoever stands before the old room is told at the door: nobody is rung up for a room beside it.
    _tell(SESSION_MOVED, comings_of([session]), says, _of_place(REQUEST), now)


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
    def says(coming: Coming, date: SessionDate) -> tuple[str, list[str], list[str]]:
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

    _tell(kind, comings, says, _of_place(CANCEL), now, call_by)


def _tell(
    kind: str,
    comings: Sequence[Coming],
    says: Says,
    method: Callable[[Coming], str],
    now: int,
    call_by: CallBy | None = None,
) -> None:
    """To whoever has signed up and who leads their group, by date; then the copies. A query for each party,
    three for each date and language, one for each child's guardians."""
    known, letters = _known(), list[Letter]()
    hall = hall_that_calls(comings[0].session) if call_by and comings else None
    for coming in comings:
        readers = readers_in(coming.signup.person_id, coming.signup.group_id)
        by = call_by(coming) if call_by and hall is not None else None
        letters.append(
            Letter(
                readers,
                kind,
                _words(coming, known, says, now),
                urgent=by is not None,
                hall=hall,
                call_by=by,
                coming=coming,
                enclosing=_enclosing(coming, known, method(coming)),
            )
        )
        _copy_to_guardians(coming, readers, known, says, now)
    tell_all(letters, now)


def _known() -> Known:
    """Each date as it is now, in the active language: read once, though a hundred are told of it."""

    @cache
    def found(key: int, language: str) -> SessionDate:
        return session_date(key)

    return lambda coming: found(coming.session_id, get_language() or "")


def _words(coming: Coming, known: Known, says: Says, now: int) -> Words:
    def words() -> tuple[str, str]:
        date = known(coming)
        subject, above, below = says(coming, date)
        told = [*filter(None, above), "", *_date_words(date, now), *(["", *below] if below else [])]
        return subject % {"what": _what(date, now)}, lines(*told)

    return words


def _enclosing(coming: Coming, known: Known, method: str) -> Callable[[EmailMessage, Person], None] | None:
    if not method:
        return None

    def enclosing(message: EmailMessage, reader: Person) -> None:
        # In the reader's language, which need not be that of whoever made the change.
        with override(reader.language):
            enclose_session(message, known(coming), method, reader)

    return enclosing


def _copy_to_guardians(coming: Coming, readers: Sequence[Person], known: Known, says: Says, now: int) -> None:
    """What happened to a child's place, to the guardians who may see it: when and where, and no name."""

    def words() -> tuple[str, str]:
        date = known(coming)
        subject, above, _below = says(coming, date)
        head = _("お子さんが申しこんだ行事の、お知らせの写しです。")
        return subject % {"what": _what(date, now)}, lines(
            head, "", *filter(None, above), "", *_date_words(date, now)
        )

    # Whoever has left the group hears nothing of it any more, and neither does their guardian.
    child = [one.pk for one in readers if one.pk == coming.signup.person_id]
    day = local_day(now, known(coming).zone)
    for address, language in dict.fromkeys((one.mail, one.language) for one in copied_of(child, day)):
        write_to(address, language, words)


def _has_place(coming: Coming) -> bool:
    return coming.state == Coming.State.COMING


def _of_place(method: str) -> Callable[[Coming], str]:
    """Only what one has a place at stands in one's calendar."""
    return lambda coming: method if _has_place(coming) else ""


def _what(date: SessionDate, now: int) -> str:
    return f"{_when(date, now)} {date.programme}"


def _when(date: SessionDate, now: int) -> str:
    return span_words(date.span, date.zone, local_day(now, date.zone))


def _date_words(date: SessionDate, now: int) -> list[str]:
    """Which programme, when and where, on lines of their own."""
    name = f"{date.programme} – {date.title}" if date.title else date.programme
    return [name, _when(date, now), *filter(None, [date.where])]


def _how_to_stay_away() -> str:
    return _("来られないときは、まどあかりの行事のページで「この日はやめる」をおしてください。")

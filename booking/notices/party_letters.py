"""Letters about a programme's dates to whoever has signed up for them, and copies to guardians.

One letter for what somebody did at once, or a draw gave them, whatever the number of its dates; for what the
hall changes one for each date. Of one date the mail's calendar part updates the entry; of several it
publishes them (METHOD:PUBLISH), since a request is about one event alone (RFC 5546, 3.2.2).
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from django.core.mail import EmailMessage
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from booking.models import Coming, Person
from booking.notices.enclosing import enclose_session, enclose_sessions
from booking.notices.telling import Letter, Words, lines, readers_in, tell_all, write_to
from booking.queries.feed_sessions import SessionDate, changes_of, session_date, theirs
from booking.queries.guardians import copied_of
from booking.queries.programmes import hall_that_calls
from facilities.labels import span_words
from facilities.rules.spans import local_day

Known = Callable[[Coming], SessionDate]
CallBy = Callable[[Coming], int | None]  # by when whoever has no mail is rung up; None where nobody is
Group = Sequence[Coming]  # the dates of one sign-up that one letter tells of, the soonest first
# The subject with its gap for what it is about, and what is said above and below when and where it is.
Says = Callable[[Group, SessionDate], tuple[str, list[str], list[str]]]


def by_signup(comings: Sequence[Coming]) -> list[Group]:
    in_order = sorted(comings, key=lambda one: (one.signup_id, one.session.start, one.session_id))
    return [list(of_one) for _key, of_one in groupby(in_order, lambda one: one.signup_id)]


def tell_party(
    kind: str,
    groups: Sequence[Group],
    says: Says,
    method: Callable[[Coming], str],
    now: int,
    call_by: CallBy | None = None,
) -> None:
    """To whoever has signed up and who leads their group; then the copies. A query for each party, three for
    each date and language, one for each child's guardians."""
    known, letters = _known(), list[Letter]()
    hall = hall_that_calls(groups[0][0].session) if call_by and groups else None
    for group in groups:
        first = group[0]
        readers = readers_in(first.signup.person_id, first.signup.group_id)
        by = call_by(first) if call_by and hall is not None else None
        letters.append(
            Letter(
                readers,
                kind,
                _words(group, known, says, now),
                urgent=by is not None,
                hall=hall,
                call_by=by,
                coming=first,
                enclosing=_enclosing([(one, method(one)) for one in group], known),
            )
        )
        _copy_to_guardians(group, readers, known, says, now)
    tell_all(letters, now)


def _known() -> Known:
    """Each date as it is now, in the active language: read once, though a hundred are told of it."""

    @cache
    def found(key: int, language: str) -> SessionDate:
        return session_date(key)

    return lambda coming: found(coming.session_id, get_language() or "")


def _words(group: Group, known: Known, says: Says, now: int) -> Words:
    def words() -> tuple[str, str]:
        subject, above, below = says(group, known(group[0]))
        told = [*filter(None, above), *_dates_words(group, known, now), *(["", *below] if below else [])]
        return subject % {"what": _what(group, known, now)}, lines(*told)

    return words


def _enclosing(
    methods: Sequence[tuple[Coming, str]], known: Known
) -> Callable[[EmailMessage, Person], None] | None:
    told = [(coming, method) for coming, method in methods if method]
    if not told:
        return None

    def enclosing(message: EmailMessage, reader: Person) -> None:
        # In the reader's language, which need not be that of whoever made the change.
        with override(reader.language):
            changes = changes_of(reader.pk, {one.signup.programme_id for one, _method in told})
            dates = [
                (theirs(known(one), changes.get(one.signup.programme_id)), method) for one, method in told
            ]
            if len(dates) == 1:
                enclose_session(message, *dates[0], reader)
            else:
                enclose_sessions(message, dates)

    return enclosing


def _copy_to_guardians(group: Group, readers: Sequence[Person], known: Known, says: Says, now: int) -> None:
    """What happened to a child's place, to the guardians who may see it: when and where, and no name."""

    def words() -> tuple[str, str]:
        subject, above, _below = says(group, known(group[0]))
        head = _("お子さんが申しこんだ行事の、お知らせの写しです。")
        told = [head, "", *filter(None, above), *_dates_words(group, known, now)]
        return subject % {"what": _what(group, known, now)}, lines(*told)

    # Whoever has left the group hears nothing of it any more, and neither does their guardian.
    signup = group[0].signup
    child = [one.pk for one in readers if one.pk == signup.person_id]
    day = local_day(now, known(group[0]).zone)
    for address, language in dict.fromkeys((one.mail, one.language) for one in copied_of(child, day)):
        write_to(address, language, words)


def has_place(coming: Coming) -> bool:
    return coming.state == Coming.State.COMING


def of_place(method: str) -> Callable[[Coming], str]:
    """Only what one has a place at stands in one's calendar."""
    return lambda coming: method if has_place(coming) else ""


def _what(group: Group, known: Known, now: int) -> str:
    date = known(group[0])
    if len(group) == 1:
        return f"{_when(date, now)} {date.programme}"
    return _("%(programme)s(%(count)d回)") % {"programme": date.programme, "count": len(group)}


def _dates_words(group: Group, known: Known, now: int) -> list[str]:
    """Each date after an empty line; how one stands there only where that is not the same for all."""
    mixed = len({one.state for one in group}) > 1
    told: list[str] = []
    for one in group:
        told += ["", *_date_words(known(one), now), *([_standing_words(one)] if mixed else [])]
    return told


def _standing_words(coming: Coming) -> str:
    return _("席があります") if has_place(coming) else _("順番を待っています")


def _when(date: SessionDate, now: int) -> str:
    return span_words(date.span, date.zone, local_day(now, date.zone))


def _date_words(date: SessionDate, now: int) -> list[str]:
    """Which programme, when and where, on lines of their own."""
    name = f"{date.programme} – {date.title}" if date.title else date.programme
    return [name, _when(date, now), *filter(None, [date.where])]


def how_to_stay_away() -> str:
    return _("来られないときは、まどあかりの行事のページで「この日はやめる」をおしてください。")

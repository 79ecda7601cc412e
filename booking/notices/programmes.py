"""A programme's dates, to whoever has signed up for them: their places, and what the hall changes; copies to
guardians.

One letter for what somebody did at once, or a draw gave them, whatever the number of its dates; for what the
hall changes one for each date. Of one date the mail's calendar part updates the entry; of several it
publishes them (METHOD:PUBLISH), since a request is about one event alone (RFC 5546, 3.2.2).
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import groupby

from django.core.mail import EmailMessage
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from booking.ical import CANCEL, REQUEST
from booking.models import Coming, Person, Session
from booking.notices.bookings import reason_words
from booking.notices.enclosing import enclose_session, enclose_sessions
from booking.notices.telling import Letter, Words, lines, readers_in, tell_all, write_to
from booking.queries.feed_sessions import SessionDate, changes_of, session_date, theirs
from booking.queries.guardians import copied_of
from booking.queries.programmes import comings_of, hall_that_calls
from booking.rules.notices import (
    CONSENT_MISSED,
    PLACE_FREE,
    PLACES_DRAWN,
    PROGRAMME_CALLED_OFF,
    SESSION_CALLED_OFF,
    SESSION_MOVED,
    SESSION_STANDS,
    SESSION_UNCERTAIN,
    SIGNED_UP,
    SIGNUP_GIVEN_BACK,
)
from facilities.labels import moment_words, span_words
from facilities.rules.spans import Span, local_day

Known = Callable[[Coming], SessionDate]
CallBy = Callable[[Coming], int | None]  # by when whoever has no mail is rung up; None where nobody is
Group = Sequence[Coming]  # the dates of one sign-up that one letter tells of, the soonest first
# The subject with its gap for what it is about, and what is said above and below when and where it is.
Says = Callable[[Group, SessionDate], tuple[str, list[str], list[str]]]


def signed_up(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """What one has of each date now: a place, one in line, or a part in the draw. `had` are the sessions
    (keys) at which they had a place before they signed up anew."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        subject, said = _signed_up_words(group, date)
        below = [_consent_words(group[0], date), _how_to_stay_away()]
        return subject, said, [one for one in below if one]

    def method(coming: Coming) -> str:
        # A larger party may have lost the place that stands in their calendar.
        return REQUEST if _has_place(coming) else CANCEL if coming.session_id in had else ""

    _tell(SIGNED_UP, _by_signup(comings), says, method, now)


def _signed_up_words(group: Group, date: SessionDate) -> tuple[str, list[str]]:
    states = {one.state for one in group}
    if states == {Coming.State.ENTERED}:
        drawn_at = group[0].signup.programme.draws_at or 0
        result = _("くじは、%(moment)sに引きます。結果は、お知らせします。")
        moment = {"moment": moment_words(drawn_at, date.zone)}
        return _("抽選に申しこみました:%(what)s"), [_("行事の抽選に申しこみました。"), result % moment]
    if states == {Coming.State.COMING}:
        return _("申しこみました:%(what)s"), [_("行事に申しこみました。席があります。")]
    later = _("席が空いたら、お知らせします。")
    if states == {Coming.State.WAITING}:
        said = _("行事に申しこみました。今は席がいっぱいなので、順番を待っています。")
        return _("順番を待っています:%(what)s"), [said, later]
    said = _("行事に申しこみました。席がある日と、順番を待つ日があります。")
    return _("申しこみました:%(what)s"), [said, later]


def _consent_words(coming: Coming, date: SessionDate) -> str:
    """What a child still has to do, and until when its places are held for that; "" where nothing is."""
    by = coming.signup.consent_by
    if by is None:
        return ""
    said = _(
        "保護者の同意がまだありません。%(moment)sまで席を取っておきます。それまでに、おうちの人にお願いしてください。"
    )
    return said % {"moment": moment_words(by, date.zone)}


def signup_given_back(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """Of what nobody waits for any more, or comes to; `had` as for `signed_up`."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("この日の申しこみをやめました。また申しこむこともできます。")
        return _("申しこみをやめました:%(what)s"), [said], []

    _tell(SIGNUP_GIVEN_BACK, _by_signup(comings), says, _gone(had), now)


def taken_out(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """To a party that the desk has taken out of a date; `had` as for `signed_up`."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("館の人が、この日の申しこみを取り消しました。")
        ask = _("わけを知りたいときは、館の人に聞いてください。")
        return _("館の人が申しこみを取り消しました:%(what)s"), [said], [ask]

    # Whoever does not know of it stands before a full room.
    _tell(SIGNUP_GIVEN_BACK, _by_signup(comings), says, _gone(had), now, lambda one: one.session.start)


def consent_missed(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """To a child whose guardian has not agreed in time: what it had, and how it may sign up again."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("期限までに保護者の同意が届かなかったので、取っておいた席を次の人に回しました。")
        again = _("同意が届いたら、また申しこめます。わからないときは、館の人に聞いてください。")
        return _("席を取っておく期限がすぎました:%(what)s"), [said], [again]

    _tell(CONSENT_MISSED, _by_signup(comings), says, _gone(had), now, lambda one: one.session.start)


def places_drawn(comings: Sequence[Coming], now: int) -> None:
    """What a draw has given each, of all the dates that they entered for."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        won = [one for one in group if _has_place(one)]
        below = [_consent_words(group[0], date), _how_to_stay_away()]
        if len(won) == len(group):
            return _("くじに当たりました:%(what)s"), [_("くじに当たりました。席があります。")], below
        later = _("当たらなかった日は、くじの順番で待っています。席が空いたら、お知らせします。")
        if won:
            return (
                _("くじに当たりました:%(what)s"),
                [_("席がある日と、順番を待つ日があります。"), later],
                below,
            )
        return _("くじの結果:%(what)s"), [_("今回は、くじに当たりませんでした。"), later], below[1:]

    groups = [sorted(one, key=lambda coming: not _has_place(coming)) for one in _by_signup(comings)]
    # Whoever does not know of their place does not come; whoever waits hears when there is one.
    _tell(PLACES_DRAWN, groups, says, _of_place(REQUEST), now, lambda one: _start_of_place(one))


def _start_of_place(coming: Coming) -> int | None:
    return coming.session.start if _has_place(coming) else None


def place_free(session: Session, comings: Sequence[Coming], now: int) -> None:
    """To those next in line, who have a place now: whose it was is not theirs to know."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("待っていた行事の席が空きました。あなたの席になりました。")
        return _("席が空きました:%(what)s"), [said], [_how_to_stay_away()]

    # Urgent: whoever does not know of their place does not come, and nobody else can have it.
    _tell(PLACE_FREE, [[one] for one in comings], says, lambda one: REQUEST, now, lambda one: session.start)


def session_moved(session: Session, was: Span, now: int) -> None:
    """To all who have signed up: when it is now, and when it was."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        before = {"when": span_words(was, date.zone, local_day(now, date.zone))}
        kept = _("席は、そのままです。") if _has_place(group[0]) else _("順番は、そのままです。")
        said = [_("行事の日時が、次のとおりに変わりました。ごめんなさい。"), kept]
        below = [_("前の日時:%(when)s") % before, "", _how_to_stay_away()]
        return _("行事の日時が変わりました:%(what)s"), said, below

    # By the earlier of the two: until then it spares them the way to a door that is closed.
    first = min(was.start, session.start)
    by = first if first > now else None  # whoever is there already sees it
    comings = [[one] for one in comings_of([session])]
    _tell(SESSION_MOVED, comings, says, _of_place(REQUEST), now, lambda one: by)


def session_elsewhere(session: Session, now: int) -> None:
    """To all who have signed up: in which rooms it is now, at the time that it had."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = [_("行事の場所が、次のとおりに変わりました。ごめんなさい。"), _("日時は、そのままです。")]
        return _("行事の場所が変わりました:%(what)s"), said, []

    # Whoever stands before the old room is told at the door: nobody is rung up for a room beside it.
    comings = [[one] for one in comings_of([session])]
    _tell(SESSION_MOVED, comings, says, _of_place(REQUEST), now)


def session_uncertain(session: Session, now: int) -> None:
    """To all who have signed up, as soon as a room is taken from it: what becomes of it is not known yet."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("館の都合で、この行事の部屋が使えなくなりました。ごめんなさい。")
        wait = _("どうするかを、今たしかめています。決まったら、すぐにお知らせします。")
        return _("行事がどうなるか、たしかめています:%(what)s"), [said, wait], []

    comings = [[one] for one in comings_of([session])]
    _tell(SESSION_UNCERTAIN, comings, says, _of_place(REQUEST), now, _before(session, now))


def session_stands(session: Session, now: int) -> None:
    """To all who have signed up, and were told that it was called off or not certain: it is held."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        kept = _("席は、そのままです。") if _has_place(group[0]) else _("順番は、そのままです。")
        said = [_("この行事は、次のとおりにあります。前のお知らせは、取り消します。"), kept]
        return _("行事はあります:%(what)s"), said, [_how_to_stay_away()]

    # Of use to its end: whoever was told that it is not held stays away.
    comings = [[one] for one in comings_of([session])]
    _tell(SESSION_STANDS, comings, says, _of_place(REQUEST), now, lambda one: session.end)


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

    _tell(kind, [[one] for one in comings], says, _of_place(CANCEL), now, call_by)


def _by_signup(comings: Sequence[Coming]) -> list[Group]:
    in_order = sorted(comings, key=lambda one: (one.signup_id, one.session.start, one.session_id))
    return [list(of_one) for _key, of_one in groupby(in_order, lambda one: one.signup_id)]


def _tell(
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


def _has_place(coming: Coming) -> bool:
    return coming.state == Coming.State.COMING


def _gone(had: Collection[int]) -> Callable[[Coming], str]:
    return lambda coming: CANCEL if coming.session_id in had else ""


def _of_place(method: str) -> Callable[[Coming], str]:
    """Only what one has a place at stands in one's calendar."""
    return lambda coming: method if _has_place(coming) else ""


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
    return _("席があります") if _has_place(coming) else _("順番を待っています")


def _when(date: SessionDate, now: int) -> str:
    return span_words(date.span, date.zone, local_day(now, date.zone))


def _date_words(date: SessionDate, now: int) -> list[str]:
    """Which programme, when and where, on lines of their own."""
    name = f"{date.programme} – {date.title}" if date.title else date.programme
    return [name, _when(date, now), *filter(None, [date.where])]


def _how_to_stay_away() -> str:
    return _("来られないときは、まどあかりの行事のページで「この日はやめる」をおしてください。")

"""Places at a programme's dates, to whoever has signed up for them: had, waited for, drawn, given back."""

from collections.abc import Callable, Collection, Sequence

from django.utils.translation import gettext as _

from booking.ical import CANCEL, REQUEST
from booking.models import Coming, Session
from booking.notices.party_letters import (
    Group,
    by_signup,
    has_place,
    how_to_stay_away,
    of_place,
    tell_party,
)
from booking.queries.feed_sessions import SessionDate
from booking.rules.notices import (
    CONSENT_MISSED,
    PLACE_FREE,
    PLACES_DRAWN,
    SIGNED_UP,
    SIGNUP_GIVEN_BACK,
)
from facilities.labels import moment_words


def signed_up(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """What one has of each date now: a place, one in line, or a part in the draw. `had` are the sessions
    (keys) at which they had a place before they signed up anew."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        subject, said = _signed_up_words(group, date)
        below = [_consent_words(group[0], date), how_to_stay_away()]
        return subject, said, [one for one in below if one]

    def method(coming: Coming) -> str:
        # A larger party may have lost the place that stands in their calendar.
        return REQUEST if has_place(coming) else CANCEL if coming.session_id in had else ""

    tell_party(SIGNED_UP, by_signup(comings), says, method, now)


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

    tell_party(SIGNUP_GIVEN_BACK, by_signup(comings), says, _gone(had), now)


def taken_out(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """To a party that the desk has taken out of a date; `had` as for `signed_up`."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("館の人が、この日の申しこみを取り消しました。")
        ask = _("わけを知りたいときは、館の人に聞いてください。")
        return _("館の人が申しこみを取り消しました:%(what)s"), [said], [ask]

    # Whoever does not know of it stands before a full room.
    tell_party(SIGNUP_GIVEN_BACK, by_signup(comings), says, _gone(had), now, lambda one: one.session.start)


def consent_missed(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """To a child whose guardian has not agreed in time: what it had, and how it may sign up again."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("期限までに保護者の同意が届かなかったので、取っておいた席を次の人に回しました。")
        again = _("同意が届いたら、また申しこめます。わからないときは、館の人に聞いてください。")
        return _("席を取っておく期限がすぎました:%(what)s"), [said], [again]

    tell_party(CONSENT_MISSED, by_signup(comings), says, _gone(had), now, lambda one: one.session.start)


def places_drawn(comings: Sequence[Coming], now: int) -> None:
    """What a draw has given each, of all the dates that they entered for."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        won = [one for one in group if has_place(one)]
        below = [_consent_words(group[0], date), how_to_stay_away()]
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

    groups = [sorted(one, key=lambda coming: not has_place(coming)) for one in by_signup(comings)]
    # Whoever does not know of their place does not come; whoever waits hears when there is one.
    tell_party(PLACES_DRAWN, groups, says, of_place(REQUEST), now, lambda one: _start_of_place(one))


def _start_of_place(coming: Coming) -> int | None:
    return coming.session.start if has_place(coming) else None


def place_free(session: Session, comings: Sequence[Coming], now: int) -> None:
    """To those next in line, who have a place now: whose it was is not theirs to know."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("待っていた行事の席が空きました。あなたの席になりました。")
        return _("席が空きました:%(what)s"), [said], [how_to_stay_away()]

    # Urgent: whoever does not know of their place does not come, and nobody else can have it.
    tell_party(
        PLACE_FREE, [[one] for one in comings], says, lambda one: REQUEST, now, lambda one: session.start
    )


def _gone(had: Collection[int]) -> Callable[[Coming], str]:
    return lambda coming: CANCEL if coming.session_id in had else ""

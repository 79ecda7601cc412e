"""A guardian has given back a date that a child signed up for, or has had it again: to the child, and to all
of its guardians who may see it."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from booking.ical import CANCEL, REQUEST
from booking.models import Coming
from booking.notices.party_letters import Group, by_signup, has_place, of_place, tell_party
from booking.queries.feed_sessions import SessionDate
from booking.rules.notices import GIVEN_BACK_BY_GUARDIAN, HAD_AGAIN_BY_GUARDIAN


def given_back_by_guardian(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """Of a date to which the child does not come; `had` are the sessions (keys) at which it had a place."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("保護者の方が、この日の申しこみをやめました。")
        return _("申しこみをやめました:%(what)s"), [said], []

    def method(coming: Coming) -> str:
        return CANCEL if coming.session_id in had else ""

    # Somebody else has changed their plans: whoever has no mail is rung up.
    tell_party(GIVEN_BACK_BY_GUARDIAN, by_signup(comings), says, method, now, lambda one: one.session.start)


def had_again_by_guardian(comings: Sequence[Coming], had: Collection[int], now: int) -> None:
    """Of a date to which the child comes after all, or for which it waits as before."""

    def says(group: Group, date: SessionDate) -> tuple[str, list[str], list[str]]:
        said = _("保護者の方が、この日の申しこみをもとにもどしました。")
        kept = _("席があります。") if has_place(group[0]) else _("順番は、前と同じです。")
        return _("もとにもどりました:%(what)s"), [said, kept], []

    told = by_signup(comings)
    tell_party(HAD_AGAIN_BY_GUARDIAN, told, says, of_place(REQUEST), now, lambda one: one.session.start)

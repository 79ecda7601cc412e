"""Classes of users in words: 「利用登録をしたグループ」「市内に住んでいる人」."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels.reasons.filling import TIES, any_of
from booking.rules.clauses.users import Users
from booking.wording.vocabulary import Vocabulary
from facilities.labels import people_of


def users_words(users: Users, at: Vocabulary) -> str:
    """All that is given must fit, so one stands after the other."""
    return _("で、").join(_parts(users, at))


def ties_words(ties: tuple[str, ...]) -> str:
    """「このまちに住んでいる人か、このまちで働いている人」."""
    return any_of(TIES[tie] for tie in ties)


def _parts(users: Users, at: Vocabulary) -> Iterator[str]:
    yield from _groups(users, at)
    if users.local is not None:
        yield pgettext("使う人", "市内のグループ") if users.local else pgettext("使う人", "市外のグループ")
    if users.classes:
        yield at.words(users.classes)
    if users.ages:
        yield people_of(users.ages)
    if users.ties:
        yield ties_words(users.ties)
    yield from _size(users)


def _groups(users: Users, at: Vocabulary) -> Iterator[str]:
    if users.registered is not None:
        yield _("利用登録をしたグループ") if users.registered else _("グループの利用登録がない人")
    if users.kinds:
        yield at.words(users.kinds)
    elif users.group is not None and not users.registered and users.local is None:
        yield pgettext("使う人", "グループ") if users.group else pgettext("使う人", "個人")


def _size(users: Users) -> Iterator[str]:
    told = {"least": users.size_from, "most": users.size_to}
    if users.size_from and users.size_to:
        yield _("%(least)d人から%(most)d人までで使う人") % told
    elif users.size_from:
        yield _("%(least)d人からで使う人") % told
    elif users.size_to:
        yield _("%(most)d人までで使う人") % told

"""What is on record about a member, in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.labels.meetings import PURPOSES
from booking.models import Booking, Person, SignUp, Suggestion
from booking.rules.ask import Channel

TIES: Mapping[str, Promise] = {
    "lives": gettext_lazy("市内に住んでいる"),
    "works": gettext_lazy("市内で働いている"),
    "studies": gettext_lazy("市内の学校に通っている"),
}

# How a guardian's word came, or was asked for.
WAYS: Mapping[str, Promise] = {
    "link": gettext_lazy("リンク"),
    "mail": gettext_lazy("メール"),
    "paper": gettext_lazy("紙"),
    "call": gettext_lazy("電話"),
    "counter": gettext_lazy("窓口"),
}


def tie_words(kind: str) -> str:
    """「市内に住んでいる」."""
    return str(TIES[kind])


UNCLEAR: Mapping[str, Promise] = {
    "name": gettext_lazy("名前を入れてください。"),
    "email": gettext_lazy("メールアドレスは sora@example.jp のような形で入れてください。"),
    "phone": gettext_lazy("電話番号は 042-000-0000 のような形で入れてください。"),
    "language": gettext_lazy("ことばをえらんでください。"),
}


def unclear_words(field: str) -> str:
    """What to put right in what somebody tells of themselves."""
    return str(UNCLEAR.get(field, _("もう一度たしかめてください。")))


def party_name(party: Booking | SignUp | Suggestion) -> str:
    """The group, else what whoever booked, signed up or suggested it wants to be called."""
    return party.group.name if party.group else str(party.person or _("登録していない人"))


def use_name(booking: Booking, called: Callable[[Person], str] = str) -> str:
    """Who has a room, for the staff to read; of a date of a programme, which. `called` is what they say for
    a member: what that one wants to be called, unless said otherwise."""
    if booking.session is not None:
        return booking.session.programme.name
    if booking.group is not None:
        return booking.group.name
    if booking.person is not None:
        return called(booking.person)
    # A department's own: 会議, and of which no more is told here.
    if booking.purpose in PURPOSES.values():
        return booking.purpose
    return _("とびらから") if booking.channel == Channel.DOOR else _("登録なし")

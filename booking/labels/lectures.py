"""How an asking for a lecture stands, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.rules.lectures import State


def state_words(state: str, *, held: bool) -> str:
    """「お返事を待っています」. `held` says that what was agreed has begun."""
    if held and state == State.AGREED:
        return _("終わりました")
    return {
        State.ASKED: _("お返事を待っています"),
        State.PROPOSED: _("別の日をすすめられています"),
        State.AGREED: pgettext("出前講座", "決まりました"),
        State.DECLINED: _("今回は行けません"),
        State.WITHDRAWN: _("やめました"),
    }[State(state)]


def reasons() -> list[str]:
    """What is often said when nobody can come, each as the whole text that the group reads."""
    return [
        _("ごめんなさい。その日は、話せる職員がほかの予定に出ています。ほかの日で、またたのんでください。"),
        _("ごめんなさい。今年度の回数が、いっぱいになりました。4月からまた受けつけます。"),
        _("ごめんなさい。この内容は、ほかの課が話します。電話でご案内します。"),
    ]

"""Notes of days that were brought in from other calendars, as everybody reads them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.rules.outside import Becomes, DayNote

KINDS: Mapping[Becomes, Promise] = {
    Becomes.EXAM: gettext_lazy("定期考査"),
    Becomes.MAKEUP: gettext_lazy("振替休業日"),
    Becomes.HOLIDAYS: gettext_lazy("長期休業"),
    Becomes.CLASS_CLOSED: gettext_lazy("学級閉鎖"),
}


def note_words(note: DayNote) -> str:
    """「緑中学校 定期考査」; what is of no kind in the words of its file."""
    what = str(KINDS.get(note.becomes, note.title))
    return _("%(calendar)s %(what)s") % {"calendar": note.calendar, "what": what}

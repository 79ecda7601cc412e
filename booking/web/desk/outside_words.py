"""Other people's calendars in words for the desk: what a date becomes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.labels.outside import KINDS, note_words
from facilities.rules.outside import Becomes, DayNote

BECOMES: Mapping[Becomes, Promise] = {
    **KINDS,
    Becomes.OTHER: pgettext_lazy("日の予定", "そのほかの予定"),
    Becomes.HOLD: gettext_lazy("下でえらぶ部屋をおさえる"),
    Becomes.CLOSURE: gettext_lazy("館全体を休みにする"),
    Becomes.NOTHING: gettext_lazy("取りこまない"),
}


def becomes_words(becomes: Becomes) -> str:
    return str(BECOMES[becomes])


def note_line(note: DayNote) -> str:
    """Which exam it is, too: with the file's own words."""
    if note.becomes not in KINDS:
        return note_words(note)
    return _("%(what)s:%(title)s") % {"what": note_words(note), "title": note.title}

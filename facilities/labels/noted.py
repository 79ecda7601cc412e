"""What schools have on a day, in a sentence: 「学校が定期考査の日」, "days with exams at school"."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from facilities.labels.times import listed
from facilities.rules.days import Noted

# Not what stands on the grid: a heading begins with a capital, and in a sentence the day itself is named.
WITHIN: Mapping[Noted, Promise] = {
    Noted.EXAM: pgettext_lazy("学校の日", "定期考査"),
    Noted.MAKEUP: pgettext_lazy("学校の日", "振替休業"),
    Noted.HOLIDAYS: pgettext_lazy("学校の日", "長期休業"),
    Noted.CLASS_CLOSED: pgettext_lazy("学校の日", "学級閉鎖"),
}


def noted_words(kinds: Iterable[Noted], schools: Iterable[str] | None = None) -> str:
    """The days on which schools have this; of some of them, by their names."""
    what = listed(str(WITHIN[kind]) for kind in kinds)
    if schools is None:
        return _("学校が%(what)sの日") % {"what": what}
    return _("%(schools)sが%(what)sの日") % {"schools": listed(schools), "what": what}

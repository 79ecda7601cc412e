"""What is wrong with a thing, and what was noticed in a hall, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.models import Occurrence
from facilities.models import Fault

FAULTS: Mapping[str, Promise] = {
    Fault.What.SILENT: gettext_lazy("音が出ない・動かない"),
    Fault.What.BROKEN: gettext_lazy("こわれている"),
    Fault.What.MISSING: gettext_lazy("ない・たりない"),
    Fault.What.UNSAFE: gettext_lazy("さわるとあぶない"),
    Fault.What.OTHER: pgettext_lazy("故障", "そのほか"),
}
OCCURRENCES: Mapping[str, Promise] = {
    Occurrence.Kind.NOISE: gettext_lazy("音の苦情"),
    Occurrence.Kind.COMPLAINT: gettext_lazy("苦情"),
    Occurrence.Kind.HURT: gettext_lazy("けが・体調"),
    Occurrence.Kind.DAMAGE: gettext_lazy("もの・建物"),
    Occurrence.Kind.LOST: gettext_lazy("わすれもの"),
    Occurrence.Kind.OTHER: pgettext_lazy("気づいたこと", "そのほか"),
}


def fault_words(what: str) -> str:
    return str(FAULTS[what])


def occurrence_words(kind: str) -> str:
    return str(OCCURRENCES[kind])

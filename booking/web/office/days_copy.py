"""A copy of the reported days, for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels.activities import state_of_day
from booking.labels.copies import Echo
from booking.labels.indicators import body_words, part_of_heads
from booking.labels.states import band_words
from booking.models import ActivityDay
from booking.queries.activities import heads_of
from booking.rules.attendance import Heads, Part
from booking.rules.bands import BANDS
from booking.rules.indicators import Body
from booking.rules.spreadsheets import cell


def days_copy(days: Iterable[ActivityDay]) -> Iterator[str]:
    """Reported days as CSV, a line each: day, who, what they are, programme, place, state, and the numbers of
    each part and age; what nobody said is empty, and no 0."""
    writer = csv.writer(Echo())
    columns = [Heads(part, band) for part in Part for band in BANDS]
    head = [_("日"), _("報告をたのんだ先"), _("種類"), _("事業"), pgettext("活動", "場所"), _("状態")]
    numbers = [f"{part_of_heads(part)} {band_words(band)}" for part, band in columns]
    # Excel takes a CSV without this mark for one in the machine's own encoding.
    yield "\ufeff" + str(writer.writerow([*head, *numbers]))
    for one in days:
        heads = heads_of(one) or {}
        kind, state = body_words(Body(one.reporter.kind)), state_of_day(one.state)
        said = [one.day.isoformat(), cell(one.reporter.name), kind, one.plan, cell(one.place), state]
        yield str(writer.writerow([*said, *(heads.get(column, "") for column in columns)]))

"""The dashboard's tables as lines for a spreadsheet, and how each figure in them is counted.

A public copy tells counts of people only where nobody is known by them (`booking.rules.suppression`), and of
the city only: from the city's numbers those of all halls but one could be subtracted (decision 56).
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from booking.labels.figures import CAUSES, definitions, weekday_name
from booking.labels.plans import public
from booking.labels.states import band_words
from booking.queries.year_of_halls import YearOfHalls
from booking.queries.year_of_people import months_of
from booking.rules.bands import BANDS
from booking.rules.suppression import told, told_by_age
from booking.web.office.figures_told import demand_rows, hall_numbers

Line = list[str | int]


def people_lines(found: YearOfHalls) -> Iterator[Line]:
    """A line for each month and age."""
    yield [_("月"), _("年代"), _("延べ参加者数")]
    for month in months_of(found.year):
        for band in BANDS:
            yield [f"{month:%Y-%m}", band_words(band), found.people.of(month=month, bands=[band])]


def public_people_lines(found: YearOfHalls) -> Iterator[Line]:
    """The same for everybody; a month in which an age is small has a line of all ages together."""
    yield [_("月"), _("年代"), _("延べ参加者数")]
    for month in months_of(found.year):
        ages, together = told_by_age([found.people.of(month=month, bands=[band]) for band in BANDS])
        for band, count in zip(BANDS, ages, strict=True):
            yield [f"{month:%Y-%m}", band_words(band), public(count)]
        if together is not None:
            yield [f"{month:%Y-%m}", _("すべての年代"), public(together)]


def use_lines(found: YearOfHalls) -> Iterator[Line]:
    """A line for each room and hour of a weekday in which it was open. Rooms are nobody."""
    yield [_("館"), _("部屋"), _("曜日"), _("時"), _("開いていた分"), _("使われた分"), _("利用率(%)")]
    for one in found.use.rooms:
        for cell, use in sorted(one.cells.items()):
            yield [
                one.room.facility.name,
                one.room.name,
                weekday_name(cell.weekday),
                cell.hour,
                use.open,
                use.used,
                "" if use.percent is None else use.percent,
            ]


def evening_lines(found: YearOfHalls) -> Iterator[Line]:
    """A line for each day on which a hall was open in the evening."""
    yield [_("館"), _("日")]
    for hall in found.halls:
        for day in found.use.evenings[hall.pk]:
            yield [hall.name, day.isoformat()]


def demand_lines(found: YearOfHalls, *, for_public: bool = False) -> Iterator[Line]:
    """A line for each cause and hall; a search over all halls is of none. Whoever was refused may be known
    where they were few."""
    yield [_("わけ"), _("館"), _("件数")]
    names = {hall.pk: hall.name for hall in found.halls}
    for cause, _total in demand_rows(found):
        for (of_it, hall), count in sorted(found.demand.items(), key=lambda one: one[0][1] or 0):
            if of_it is cause:
                shown = public(told(count)) if for_public else count
                yield [str(CAUSES[cause]), names.get(hall or 0, _("館を決めない検索")), shown]


def hall_lines(found: YearOfHalls, *, for_public: bool = False) -> Iterator[Line]:
    """A line for each hall; of people none in a public copy: the months' numbers are parts of theirs."""
    people = [] if for_public else [_("延べ参加者数"), _("中学生と高校生世代")]
    yield [_("館"), _("活動日数"), *people, _("夜間開放日数"), _("利用率(%)")]
    for hall in found.halls:
        one = hall_numbers(found, hall)
        came = [] if for_public else [one["people"], one["teens"]]
        percent = one["use"].percent
        yield [hall.name, one["days"], *came, one["evenings"], "" if percent is None else percent]


def definition_lines(notes: Iterable[str]) -> Iterator[Line]:
    yield [_("名前"), _("数え方")]
    for name, how in definitions().items():
        yield [name, how]
    for note in notes:
        yield [_("注意"), note]

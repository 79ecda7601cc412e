"""The files that a dashboard offers: a CSV for each table, with the definitions, and public ones."""

from django.utils.translation import gettext as _

from booking.queries.year_of_halls import YearOfHalls
from booking.web.office.copies import DEFINITIONS, PUBLIC, Copy, csv_copy
from booking.web.office.figures_tables import (
    definition_lines,
    demand_lines,
    evening_lines,
    hall_lines,
    people_lines,
    use_lines,
)


def figure_copies(name: str, found: YearOfHalls) -> list[Copy]:
    """`name` is that of the files, without what they are of."""
    notes = [
        _("%(first)sから%(last)sまでの数です。")
        % {"first": found.year.first.isoformat(), "last": found.year.last.isoformat()},
        _("公開用では、1から4までの数を「5未満」と書き、人数の合計を出しません。"),
    ]
    part = {key: {"part": key} for key in ("people", "use", "evenings", "demand", "halls")}
    return [
        csv_copy(_("月と年代"), part["people"], name, people_lines(found)),
        csv_copy(_("部屋の利用率"), part["use"], name, use_lines(found)),
        csv_copy(_("夜に開いた日"), part["evenings"], name, evening_lines(found)),
        csv_copy(_("使えなかった件数"), part["demand"], name, demand_lines(found)),
        csv_copy(_("館ごと"), part["halls"], name, hall_lines(found)),
        csv_copy(_("数え方"), DEFINITIONS, name, definition_lines(notes)),
        csv_copy(_("公開用:月と年代"), part["people"] | PUBLIC, name, people_lines(found, for_public=True)),
        csv_copy(
            _("公開用:使えなかった件数"), part["demand"] | PUBLIC, name, demand_lines(found, for_public=True)
        ),
        csv_copy(_("公開用:館ごと"), part["halls"] | PUBLIC, name, hall_lines(found, for_public=True)),
    ]

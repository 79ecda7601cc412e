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
    public_people_lines,
    use_lines,
)


def figure_copies(name: str, found: YearOfHalls, *, city: bool) -> list[Copy]:
    """`name` is that of the files, without what they are of. Of one hall nobody else gets numbers of people:
    with the city's and the other halls' they would tell those that the city's hides."""
    notes = [
        _("%(first)sから%(last)sまでの数です。")
        % {"first": found.year.first.isoformat(), "last": found.year.last.isoformat()},
        _("公開用では、1から4までの件数を「5未満」と書きます。"),
        _("1人から4人の年代がある月は、公開用では年代ごとの人数を「非公表」にします。")
        if city
        else _("公開用の人数は、市全体の表だけにあります。館ごとに出すと、引き算でわかってしまうからです。"),
    ]
    part = {key: {"part": key} for key in ("people", "use", "evenings", "demand", "halls")}
    of_all = [csv_copy(_("公開用:月と年代"), part["people"] | PUBLIC, name, public_people_lines(found))]
    return [
        csv_copy(_("月と年代"), part["people"], name, people_lines(found)),
        csv_copy(_("部屋の利用率"), part["use"], name, use_lines(found)),
        csv_copy(_("夜に開いた日"), part["evenings"], name, evening_lines(found)),
        csv_copy(_("使えなかった件数"), part["demand"], name, demand_lines(found)),
        csv_copy(_("館ごと"), part["halls"], name, hall_lines(found)),
        csv_copy(_("数え方"), DEFINITIONS, name, definition_lines(notes)),
        *(of_all if city else []),
        csv_copy(
            _("公開用:使えなかった件数"), part["demand"] | PUBLIC, name, demand_lines(found, for_public=True)
        ),
        csv_copy(_("公開用:館ごと"), part["halls"] | PUBLIC, name, hall_lines(found, for_public=True)),
    ]

"""A copy of a hall's log, for a spreadsheet: CSV, a line at a time."""

import csv
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.acts import by_words, verb_words
from booking.models import Act
from booking.rules.spreadsheets import cell
from facilities.rules.spans import local


class Echo:
    """A file that hands on what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_csv(lines: Iterable[Iterable[str | int]]) -> str:
    """The lines as a CSV (RFC 4180) that a spreadsheet opens; a text in it never starts a formula."""
    writer = csv.writer(Echo())
    told = ([cell(one) if isinstance(one, str) else one for one in line] for line in lines)
    # Without it Excel reads UTF-8 as if it were Shift JIS.
    return "\ufeff" + "".join(str(writer.writerow(line)) for line in told)


def copy_of(acts: Iterable[Act], zone: ZoneInfo) -> Iterator[str]:
    """In the order of `acts`: instant, who (staff by name), what in words and by its name, to what, before,
    after, why."""
    writer = csv.writer(Echo())
    head = [
        _("日時"),
        _("だれ"),
        _("だれの番号"),
        _("操作"),
        _("操作の名前"),
        _("何に"),
        _("番号"),
        _("前"),
        _("あと"),
        _("わけ"),
    ]
    # Without it Excel reads UTF-8 as if it were Shift JIS.
    yield "\ufeff"
    yield writer.writerow(head)
    for act in acts:
        yield writer.writerow([cell(text) for text in _cells(act, zone)])


def _cells(act: Act, zone: ZoneInfo) -> list[str]:
    actor = act.actor.public_id if act.actor else ""
    before, after = (
        " ".join(f"{key}={_told(key, one, zone)}" for key, one in told.items())
        for told in (act.before, act.after)
    )
    when, words = local(act.at, zone).isoformat(), str(verb_words(act.verb, act.subject))
    what = [words, act.verb, act.subject, act.subject_id]
    return [when, by_words(act), actor, *what, before, after, act.why]


def _told(field: str, value: object, zone: ZoneInfo) -> object:
    """An instant as the hall's clock showed it: whoever reads the copy has no use for seconds."""
    is_instant = isinstance(value, int) and (field in ("start", "end") or field.endswith("_at"))
    return local(int(str(value)), zone).isoformat() if is_instant else value

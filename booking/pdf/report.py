"""日報: a hall's day as tables, for its page, and as the paper that is set from them."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from booking.labels import band_words, yen_words
from booking.labels.things import fault_words, occurrence_words
from booking.models import FeePayment, Payment
from booking.pdf import paper
from booking.queries.papers import moved
from booking.queries.report import ProgrammeDay, Report, RoomDay
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from booking.rules.papers import Paper
from facilities.labels import listed, moment_words, span_words, time_words, weekday_words
from facilities.labels.eras import era_date
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a report: by which clock, at which instant (seconds, UTC), and whether they may see its
    `money`."""

    zone: ZoneInfo
    now: int
    money: bool

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    number: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its heading; `empty` is said where it has no rows, `total` is its last row, if any."""

    heading: str
    head: list[Column]
    rows: list[list[str]]
    empty: str
    total: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def lines(self) -> list[list[tuple[Column, str]]]:
        """The rows with the column of each cell."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]

    @property
    def last_line(self) -> list[tuple[Column, str]]:
        return list(zip(self.head, self.total, strict=True))


def report_pdf(reader: Reader, found: Report) -> bytes:
    """The report on A4, in Japanese: papers are the city's."""
    with override("ja"):
        printed = moment_words(reader.now, reader.zone, reader.today)
        told: dict[str, Any] = {
            "heading": _("日報 %(day)s") % {"day": f"{era_date(found.day)}({weekday_words(found.day)})"},
            "hall": found.hall.name,
            "lead": staff_words(found),
            "sections": [asdict(one) for one in sections(reader, found)],
            "signs": signs(),
            "foot": _("%(hall)s %(when)sに作成") % {"hall": found.hall.name, "when": printed},
        }
    return paper("report", told)


def report_name(found: Report) -> str:
    """What the file is called."""
    return f"report-{found.hall.slug}-{found.day}.pdf"


def sections(reader: Reader, found: Report) -> list[Section]:
    """The tables of a report in their order, in the active language."""
    entries: list[Payment | FeePayment] = [*found.payments, *found.fees]
    moved_then = sorted(entries, key=lambda one: one.at)
    cash = [_cash(reader, moved_then)] if reader.money else []
    told = [make(reader, found) for make in (_noticed, _faults, _keys, _notes)]
    return [_came(found), *_of_programmes(found), *_free_use(found), *cash, *told]


def _came(found: Report) -> Section:
    rooms = [one for one in found.rooms if one.bookable]
    head = [Column(_("部屋"), wide=True), Column(_("利用"), True), *_bands(), Column(_("合計"), True)]
    rows = [[one.room, str(one.used), *_numbers(one), _total(one)] for one in rooms]
    whole = RoomDay("", True, _sum(rooms), sum(one.used for one in rooms))
    return Section(
        _("来た人"),
        head,
        rows,
        _("予約して使う部屋はありません。"),
        [_("合計"), str(whole.used), *_numbers(whole), str(whole.total)],
        " ".join(filter(None, (_parts(found), _missing(rooms)))),
    )


def _of_programmes(found: Report) -> list[Section]:
    """Only of a day on which some were counted apart."""
    head = [Column(pgettext("メニュー", "行事"), wide=True), *_bands(), Column(_("合計"), True)]
    rows = [[one.name, *_numbers(one), str(one.total)] for one in found.programmes]
    note = _("行事のページで数えた人数です。上の部屋の人数には入っていません。")
    return [Section(_("行事に来た人"), head, rows, "", note=note)] if rows else []


def _free_use(found: Report) -> list[Section]:
    """Only of a hall that has such rooms."""
    rooms = [one for one in found.rooms if not one.bookable]
    head = [Column(_("部屋"), wide=True), *_bands(), Column(_("合計"), True)]
    rows = [[one.room, *_numbers(one), str(one.total)] for one in rooms]
    note = _("1時間ごとに数えた人数の合計です。長くいた人は、何回も数えています。")
    return [Section(_("予約なしで使う部屋"), head, rows, "", note=note)] if rooms else []


def _bands() -> list[Column]:
    return [Column(band_words(band), number=True) for band in BANDS]


def _numbers(one: RoomDay | ProgrammeDay) -> list[str]:
    """By band; a dash where nobody of it was counted."""
    return [str(one.bands[band]) if band in one.bands else "–" for band in BANDS]


def _total(one: RoomDay) -> str:
    """A dash where somebody was there and nobody was counted: what is missing is not 0."""
    return str(one.total) if one.bands or not one.used else "–"


def _sum(rooms: list[RoomDay]) -> dict[str, int]:
    """A band that nobody counted in any room stays uncounted."""
    counted = {band for one in rooms for band in one.bands}
    return {band: sum(one.bands.get(band, 0) for one in rooms) for band in counted}


def _parts(found: Report) -> str:
    """Of those who came, how many were there for others."""
    told = {"with": found.parts.get(Part.ACCOMPANYING, 0), "help": found.parts.get(Part.HELPING, 0)}
    return _("このうち付きそい%(with)d人、手伝い・介助%(help)d人。") % told


def _missing(rooms: list[RoomDay]) -> str:
    uncounted, gone = sum(one.uncounted for one in rooms), sum(one.no_shows for one in rooms)
    told = [
        _("人数がまだ%(count)d件。") % {"count": uncounted} if uncounted else "",
        _("来なかった予約%(count)d件。") % {"count": gone} if gone else "",
    ]
    return " ".join(filter(None, told))


def _cash(reader: Reader, payments: Any) -> Section:
    head = [
        Column(_("時刻")),
        Column(_("番号")),
        Column(_("なにの料金か"), wide=True),
        Column(_("受け取り"), True),
        Column(_("お返し"), True),
    ]
    came, went = moved(payments, Paper.RECEIPT), moved(payments, Paper.REFUND)
    balance = _("差し引き %(yen)s") % {"yen": yen_words(came - went)}
    total = [_("合計"), "", balance, yen_words(came), yen_words(went)]
    rows = [_payment(reader, one) for one in payments]
    return Section(_("日計表"), head, rows, _("この日のお金の出入りはありません。"), total)


def _payment(reader: Reader, one: Any) -> list[str]:
    struck = one.strikes_id is not None or hasattr(one, "struck_by")
    number = None if struck else one.receipt if one.is_receipt else getattr(one, "refund", None)
    words = _number_words(one, number) if number else "–"
    sums = [yen_words(one.yen), ""] if one.is_receipt else ["", yen_words(-one.yen)]
    what = _paid_for(reader, one)
    what = _("%(what)s(記録の取り消し)") % {"what": what} if one.strikes_id else what
    return [time_words(one.at, reader.zone), words, what, *sums]


def _paid_for(reader: Reader, one: Payment | FeePayment) -> str:
    if isinstance(one, FeePayment):
        return one.programme.name
    use = span_words(Span(one.booking.start, one.booking.end), reader.zone, reader.today)
    return f"{one.booking.room.name} {use}"


def _number_words(one: Payment | FeePayment, number: int) -> str:
    """Receipts over fees of programmes are numbered apart."""
    if isinstance(one, FeePayment):
        return _("行事 第%(number)d号") % {"number": number}
    return _("第%(number)d号") % {"number": number}


def _noticed(reader: Reader, found: Report) -> Section:
    head = [Column(_("時刻")), Column(_("どこ")), Column(_("種類")), Column(_("内容"), wide=True)]
    rows = [
        [
            time_words(one.at, reader.zone),
            one.room.name if one.room else _("館全体"),
            occurrence_words(one.kind),
            one.text,
        ]
        for one in found.occurrences
    ]
    return Section(_("気づいたこと"), head, rows, _("とくにありません。"))


def _faults(reader: Reader, found: Report) -> Section:
    head = [Column(_("もの")), Column(_("どこ")), Column(_("ようす"), wide=True), Column(_("直ったか"))]
    rows = [
        [
            f"{one.equipment.name} ×{one.count}",
            one.equipment.room.name,
            f"{fault_words(one.what)} {one.said}".strip(),
            _("直った") if one.mended_at else _("まだ"),
        ]
        for one in found.faults
    ]
    return Section(_("こわれた備品"), head, rows, _("とくにありません。"))


def _keys(reader: Reader, found: Report) -> Section:
    head = [Column(_("部屋")), Column(_("渡した時刻")), Column(_("だれに"), wide=True)]
    rows = [
        [
            one.room.name,
            moment_words(one.out_at, reader.zone, reader.today),
            one.booking.group.name if one.booking.group else _("予約 %(code)s") % {"code": one.booking.code},
        ]
        for one in found.keys
    ]
    return Section(_("もどっていない鍵"), head, rows, _("鍵は全部もどっています。"))


def _notes(reader: Reader, found: Report) -> Section:
    head = [Column(_("いつ")), Column(_("どこ")), Column(_("内容"), wide=True), Column(_("ようす"))]
    rows = [
        [
            moment_words(one.at, reader.zone, reader.today),
            one.room.name if one.room else "",
            one.text,
            _("すみ") if one.done_at else _("続く"),
        ]
        for one in found.notes
    ]
    return Section(_("申し送り"), head, rows, _("とくにありません。"))


def staff_words(found: Report) -> str:
    # On paper the line is left to the pencil; the page says beside it where it is filled in.
    if not found.staff:
        return _("勤務した人:")
    names = listed(one.name or str(one) for one in found.staff)
    return _("勤務した人:%(names)s") % {"names": names}


def signs() -> list[str]:
    return [_("閉館の時刻"), _("戸じまりをした人"), _("書いた人"), _("館長")]

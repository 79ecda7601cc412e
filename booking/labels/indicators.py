"""How a figure of the city's plan is counted, in words that a reader of the report can check."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels.states import band_words, counts_words
from booking.rules.attendance import Counts, Part, of_part
from booking.rules.indicators import Body, Indicator, Kind, Measure
from facilities.labels import listed


def kind_of_record(kind: Kind) -> str:
    """What a record is of: 「行事の1回」."""
    return {
        Kind.SESSION: _("行事の各回"),
        Kind.ACTIVITY: _("活動日の報告"),
        Kind.MEETING: _("会議"),
        Kind.TRAINING: _("研修"),
        Kind.ARTICLE: _("記事の投稿"),
        Kind.ISSUE: _("市報の発行"),
        Kind.LECTURE: _("出前講座"),
        Kind.LISTING: _("人材の名簿"),
        Kind.INTRODUCTION: _("人材の紹介"),
        Kind.GRANT: _("補助金の交付"),
        Kind.COMMITTEE: _("子ども会議"),
        Kind.USE: _("部屋の利用"),
        Kind.EVENING: _("夜間開放の日"),
        Kind.PLACE: _("青少年の居場所"),
    }[kind]


def part_of_heads(part: Part) -> str:
    return {
        Part.TAKING_PART: _("参加した人"),
        Part.ACCOMPANYING: _("付きそいの人"),
        Part.HELPING: _("手伝った人"),
    }[part]


def body_words(body: Body) -> str:
    """What carried an activity out: 「学校」."""
    return {
        Body.SCHOOL: pgettext("活動", "学校"),
        Body.NURSERY: _("保育園・幼稚園"),
        Body.CLUB: _("老人クラブ・地域の会"),
        Body.NPO: _("NPO"),
    }[body]


def heads_words(heads: Counts) -> str:
    """「参加した人:小学生6人・65歳以上2人、付きそいの人:18〜64歳3人」; 「0人」 where nobody came."""
    told = ((part_of_heads(part), counts_words(of_part(heads, part))) for part in Part)
    said = [_("%(part)s:%(counts)s") % {"part": part, "counts": counts} for part, counts in told if counts]
    return _("、").join(said) or _("0人")


def parts_words(indicator: Indicator) -> str:
    """Whom of those who came it counts: 「参加した人」; "" where it counts no heads."""
    if indicator.measure is not Measure.HEADS:
        return ""
    return listed(part_of_heads(part) for part in indicator.parts or (Part.TAKING_PART,))


def definition(indicator: Indicator) -> list[str]:
    """How it is counted, a sentence each."""
    return list(_definition(indicator))


def _definition(indicator: Indicator) -> Iterator[str]:
    kinds = listed(kind_of_record(kind) for kind in indicator.of)
    yield _("もとになる記録:%(kinds)s") % {"kinds": kinds}
    yield {
        Measure.RECORDS: _("記録1件を、1と数えます。"),
        Measure.DAYS: _("活動した日を、館や団体ごとに数えて足します。"),
        Measure.BODIES: _("館や団体を、何回活動しても1つと数えます。"),
        Measure.HEADS: _("延べの人数です。同じ人が3回来たら、3人と数えます。"),
        Measure.USERS: _("延べの利用者数です。"),
    }[indicator.measure]
    if indicator.measure is Measure.HEADS:
        yield _("数えるのは:%(parts)s") % {"parts": parts_words(indicator)}
    if indicator.bodies:
        yield _("数える先:%(bodies)s") % {"bodies": listed(body_words(body) for body in indicator.bodies)}
    if indicator.bands:
        yield _("年代:%(bands)s") % {"bands": listed(band_words(band) for band in indicator.bands)}
